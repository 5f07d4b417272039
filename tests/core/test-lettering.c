#include "atlas-lettering.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

/* What the texts below are set in. */
static AtlasTextStyle
make_style (double spacing)
{
  return (AtlasTextStyle) {
    .family = (char *) "Noto Sans CJK SC",
    .size = 20,
    .weight = 400,
    .spacing = spacing,
    .color = { 0, 0, 0, 1 },
  };
}

static cairo_t *
make_canvas (int width,
             int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);

  return cr;
}

/* The smallest box around all that was drawn. */
static AtlasBox
get_ink (cairo_t *cr)
{
  cairo_surface_t *surface = cairo_get_target (cr);
  int stride = cairo_image_surface_get_stride (surface);
  const guint8 *data;
  AtlasBox box = ATLAS_BOX_EMPTY;

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      if (data[y * stride + x] > 40)
        {
          atlas_box_add (&box, x, y);
          atlas_box_add (&box, x + 1, y + 1);
        }

  return box;
}

static void
test_size_is_in_points (void)
{
  g_autoptr (AtlasLettering) small = atlas_lettering_new (ATLAS_LANGUAGE_ZH, 1);
  g_autoptr (AtlasLettering) large = atlas_lettering_new (ATLAS_LANGUAGE_ZH, 3);
  AtlasTextStyle style = make_style (0);
  double w1, h1, w3, h3;

  atlas_lettering_measure (small, &style, "永定河", 0, &w1, &h1);
  atlas_lettering_measure (large, &style, "永定河", 0, &w3, &h3);

  /* Chinese letters are one em wide. */
  g_assert_cmpfloat_with_epsilon (w1, 3 * 20, 0.1);
  g_assert_cmpfloat_with_epsilon (w3, 3 * w1, 0.3);
  g_assert_cmpfloat_with_epsilon (h3, 3 * h1, 0.3);
}

static void
test_space_is_between_letters_only (void)
{
  g_autoptr (AtlasLettering) lettering = atlas_lettering_new (ATLAS_LANGUAGE_ZH, 1);
  AtlasTextStyle plain = make_style (0);
  AtlasTextStyle spaced = make_style (0.5);
  double plain_width, spaced_width, width;

  atlas_lettering_measure (lettering, &plain, "国国国国", 0, &plain_width, NULL);
  atlas_lettering_measure (lettering, &spaced, "国国国国", 0, &spaced_width, NULL);
  g_assert_cmpfloat_with_epsilon (spaced_width, plain_width + 3 * 0.5 * 20, 0.1);

  atlas_lettering_measure (lettering, &spaced, "国", 0, &width, NULL);
  g_assert_cmpfloat_with_epsilon (width, 20, 0.1);
}

static void
test_spaced_letters_are_centred (void)
{
  g_autoptr (AtlasLettering) lettering = atlas_lettering_new (ATLAS_LANGUAGE_ZH, 1);
  AtlasTextStyle style = make_style (1);
  cairo_t *cr = make_canvas (300, 100);
  double width;
  AtlasBox ink;

  /* 国 is symmetric to a fraction of a pixel. */
  atlas_lettering_measure (lettering, &style, "国国国", 0, &width, NULL);
  atlas_lettering_draw (lettering, cr, &style, "国国国", 150 - width / 2, 20, 0, 0, 0);
  ink = get_ink (cr);
  g_assert_cmpfloat_with_epsilon ((ink.x0 + ink.x1) / 2, 150, 1);
  g_assert_cmpfloat_with_epsilon (atlas_box_width (&ink), width, 4);

  cairo_destroy (cr);
}

static void
test_ink_is_where_it_is_measured (void)
{
  g_autoptr (AtlasLettering) lettering = atlas_lettering_new (ATLAS_LANGUAGE_EN, 1);
  const char *const texts[] = { "Yongding River", "密云区", "jagg", "国" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (double spacing = 0; spacing < 1; spacing += 0.4)
      {
        AtlasTextStyle style = make_style (spacing);
        cairo_t *cr = make_canvas (500, 100);
        AtlasBox measured = atlas_lettering_measure_ink (lettering, &style, texts[i], 0);
        AtlasBox ink;

        atlas_lettering_draw (lettering, cr, &style, texts[i], 30, 30, 0, 0, 0);
        ink = get_ink (cr);
        g_assert_cmpfloat (ink.x0, >=, 30 + measured.x0 - 1);
        g_assert_cmpfloat (ink.x1, <=, 30 + measured.x1 + 1);
        g_assert_cmpfloat_with_epsilon (ink.y0, 30 + measured.y0, 1.1);
        g_assert_cmpfloat_with_epsilon (ink.y1, 30 + measured.y1, 1.1);
        cairo_destroy (cr);
      }
}

static void
test_lines_break_at_the_width_and_align (void)
{
  g_autoptr (AtlasLettering) lettering = atlas_lettering_new (ATLAS_LANGUAGE_EN, 1);
  AtlasTextStyle style = make_style (0);
  double one_width, one_height, width, height;
  AtlasBox left, right;

  atlas_lettering_measure (lettering, &style, "wide wide i", 0, &one_width, &one_height);
  atlas_lettering_measure (lettering, &style, "wide wide i", one_width - 5, &width, &height);
  g_assert_cmpfloat (width, <, one_width - 5);
  g_assert_cmpfloat_with_epsilon (height, 2 * one_height, 1);

  /* The short second line hangs at the left or at the right of the first. */
  for (guint align = 0; align < 2; align++)
    {
      cairo_t *cr = make_canvas (200, 100);

      cairo_rectangle (cr, 0, 10 + one_height, 200, 100);
      cairo_clip (cr);
      atlas_lettering_draw (lettering, cr, &style, "wide wide i", 10, 10, one_width - 5, align, 0);
      *(align == 0 ? &left : &right) = get_ink (cr);
      cairo_destroy (cr);
    }
  g_assert_cmpfloat_with_epsilon (left.x0, 10, 4);
  g_assert_cmpfloat_with_epsilon (right.x1, 10 + width, 4);
}

static void
test_a_quarter_turn_swaps_width_and_height (void)
{
  g_autoptr (AtlasLettering) lettering = atlas_lettering_new (ATLAS_LANGUAGE_ZH, 1);
  AtlasTextStyle style = make_style (0.3);
  cairo_t *level = make_canvas (200, 200);
  cairo_t *turned = make_canvas (200, 200);
  AtlasBox a, b;

  atlas_lettering_draw (lettering, level, &style, "怀柔", 100, 100, 0, 0, 0);
  atlas_lettering_draw (lettering, turned, &style, "怀柔", 100, 100, 0, 0, G_PI / 2);
  a = get_ink (level);
  b = get_ink (turned);
  g_assert_cmpfloat_with_epsilon (atlas_box_width (&a), atlas_box_height (&b), 1.1);
  g_assert_cmpfloat_with_epsilon (atlas_box_height (&a), atlas_box_width (&b), 1.1);
  /* Clockwise: what was below the corner is now left of it. */
  g_assert_cmpfloat (b.x1, <=, 100);
  g_assert_cmpfloat (b.y0, >=, 100);

  cairo_destroy (level);
  cairo_destroy (turned);
}

static void
test_a_halo_reaches_as_far_as_it_says (void)
{
  g_autoptr (AtlasLettering) lettering = atlas_lettering_new (ATLAS_LANGUAGE_ZH, 1);
  AtlasTextStyle style = make_style (0);
  cairo_t *bare = make_canvas (100, 100);
  cairo_t *haloed = make_canvas (100, 100);
  AtlasBox a, b;

  atlas_lettering_draw (lettering, bare, &style, "国", 30, 30, 0, 0, 0);
  style.halo = (AtlasColor) { 1, 1, 1, 1 };
  style.halo_width = 5;
  atlas_lettering_draw (lettering, haloed, &style, "国", 30, 30, 0, 0, 0);
  a = get_ink (bare);
  b = get_ink (haloed);
  g_assert_cmpfloat_with_epsilon (a.x0 - b.x0, 5, 1.1);
  g_assert_cmpfloat_with_epsilon (b.y1 - a.y1, 5, 1.1);

  cairo_destroy (bare);
  cairo_destroy (haloed);
}

static void
test_spread_letters_stand_on_their_points (void)
{
  g_autoptr (AtlasLettering) lettering = atlas_lettering_new (ATLAS_LANGUAGE_ZH, 1);
  AtlasTextStyle style = make_style (0.5);
  const AtlasPoint centres[] = { { 50, 50 }, { 90, 110 }, { 160, 140 } };

  /* Without and with a turn the letters keep their points. */
  for (double angle = -0.6; angle < 1; angle += 0.6)
    for (guint i = 0; i < 3; i++)
      {
        cairo_t *cr = make_canvas (200, 200);
        AtlasBox ink;

        cairo_rectangle (cr, centres[i].x - 16, centres[i].y - 16, 32, 32);
        cairo_clip (cr);
        atlas_lettering_draw_spread (lettering, cr, &style, "国国国", centres, angle);
        ink = get_ink (cr);
        g_assert_cmpfloat_with_epsilon ((ink.x0 + ink.x1) / 2, centres[i].x, 1.5);
        g_assert_cmpfloat_with_epsilon ((ink.y0 + ink.y1) / 2, centres[i].y, 1.5);
        cairo_destroy (cr);
      }
}

static void
test_recorded_text_is_text_and_not_drawn (void)
{
  g_autoptr (AtlasLettering) lettering = atlas_lettering_new (ATLAS_LANGUAGE_ZH, 2);
  AtlasTextStyle style = make_style (0);
  g_autoptr (GString) svg = g_string_new (NULL);
  cairo_t *cr = make_canvas (200, 200);
  const AtlasPoint centres[] = { { 10, 10 }, { 60, 60 } };
  AtlasBox ink;

  style.halo = (AtlasColor) { 1, 1, 1, 0.5 };
  style.halo_width = 1.5;
  atlas_lettering_record (cr, svg);
  cairo_translate (cr, 7, 9);
  cairo_scale (cr, 4, 4);
  atlas_lettering_draw (lettering, cr, &style, "A<B & “C”\n朝阳", 1, 2, 0, 0, 0);
  atlas_lettering_draw_spread (lettering, cr, &style, "白河", centres, 0);

  ink = get_ink (cr);
  g_assert_true (atlas_box_is_empty (&ink));
  g_assert_nonnull (strstr (svg->str, "A&lt;B &amp; “C”</tspan></text>"));
  g_assert_nonnull (strstr (svg->str, ">朝阳</tspan></text>"));
  g_assert_nonnull (strstr (svg->str, ">白</tspan><tspan"));
  /* Moved by (1, 2) within units four times as large, after (7, 9). */
  g_assert_nonnull (strstr (svg->str, "transform=\"matrix(4 0 0 4 11 17)\""));
  g_assert_nonnull (strstr (svg->str, "font-size=\"40\""));
  g_assert_nonnull (strstr (svg->str, "paint-order=\"stroke\""));
  g_assert_nonnull (strstr (svg->str, "stroke-width=\"6\""));
  g_assert_nonnull (strstr (svg->str, "stroke-opacity=\"0.5\""));
  g_assert_nonnull (strstr (svg->str, "'Noto Sans CJK SC'"));

  cairo_destroy (cr);
}

static cairo_status_t
append_pdf (void                *closure,
            const unsigned char *data,
            unsigned int         length)
{
  /* Bytes of zero would end a search. */
  for (unsigned int i = 0; i < length; i++)
    g_string_append_c (closure, data[i] != 0 ? (char) data[i] : ' ');

  return CAIRO_STATUS_SUCCESS;
}

/* Pieces of a PDF's content are compressed; the fonts' names are not. */
static void
test_pdf_text_embeds_its_font (void)
{
  g_autoptr (AtlasLettering) lettering = atlas_lettering_new (ATLAS_LANGUAGE_ZH, 1);
  AtlasTextStyle style = make_style (0.5);
  g_autoptr (GString) pdf = g_string_new (NULL);
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_pdf, pdf, 300, 200);
  cairo_t *cr = cairo_create (surface);

  atlas_lettering_draw (lettering, cr, &style, "石景山区", 20, 20, 0, 0, 0);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  g_assert_nonnull (g_strstr_len (pdf->str, pdf->len, "NotoSansCJKsc"));
  g_assert_nonnull (g_strstr_len (pdf->str, pdf->len, "/FontFile3"));
}

/* A style is what it is when it is used, wherever it is kept. */
static void
test_a_changed_style_counts (void)
{
  g_autoptr (AtlasLettering) lettering = atlas_lettering_new (ATLAS_LANGUAGE_EN, 2);
  AtlasTextStyle own = make_style (0.2);
  double large, small;
  AtlasBox ink;

  atlas_lettering_measure (lettering, &own, "Central city", 0, &large, NULL);
  own.size *= 0.5;
  atlas_lettering_measure (lettering, &own, "Central city", 0, &small, NULL);
  ink = atlas_lettering_measure_ink (lettering, &own, "Central city", 0);
  g_assert_cmpfloat_with_epsilon (small, large / 2, large * 0.02);
  g_assert_cmpfloat (atlas_box_width (&ink), <, large * 0.6);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lettering/size-is-in-points", test_size_is_in_points);
  g_test_add_func ("/lettering/space-is-between-letters-only", test_space_is_between_letters_only);
  g_test_add_func ("/lettering/spaced-letters-are-centred", test_spaced_letters_are_centred);
  g_test_add_func ("/lettering/ink-is-where-it-is-measured", test_ink_is_where_it_is_measured);
  g_test_add_func ("/lettering/lines-break-at-the-width-and-align", test_lines_break_at_the_width_and_align);
  g_test_add_func ("/lettering/a-quarter-turn-swaps-width-and-height", test_a_quarter_turn_swaps_width_and_height);
  g_test_add_func ("/lettering/a-halo-reaches-as-far-as-it-says", test_a_halo_reaches_as_far_as_it_says);
  g_test_add_func ("/lettering/spread-letters-stand-on-their-points", test_spread_letters_stand_on_their_points);
  g_test_add_func ("/lettering/recorded-text-is-text-and-not-drawn", test_recorded_text_is_text_and_not_drawn);
  g_test_add_func ("/lettering/a-changed-style-counts", test_a_changed_style_counts);
  g_test_add_func ("/lettering/pdf-text-embeds-its-font", test_pdf_text_embeds_its_font);

  return g_test_run ();
}
