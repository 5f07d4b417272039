#include "atlas-style.h"

#include <math.h>
#include <string.h>

/* Who looks: numbers of the table below. */
typedef enum
{
  EYES_COMMON,
  EYES_PROTANOPE,
  EYES_DEUTERANOPE,
  EYES_TRITANOPE,
} Eyes;
#define N_EYES (EYES_TRITANOPE + 1)

/* What the colour-blind see of linear RGB: Machado, Oliveira and Fernandes
 * 2009, “A Physiologically-based Model for Simulation of Color Vision
 * Deficiency”, severity 1. */
static const double seen_by[N_EYES][3][3] = {
  [EYES_COMMON] = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
  [EYES_PROTANOPE] = { { 0.152286, 1.052583, -0.204868 },
                       { 0.114503, 0.786281, 0.099216 },
                       { -0.003882, -0.048116, 1.051998 } },
  [EYES_DEUTERANOPE] = { { 0.367322, 0.860646, -0.227968 },
                         { 0.280085, 0.672501, 0.047413 },
                         { -0.011820, 0.042940, 0.968881 } },
  [EYES_TRITANOPE] = { { 1.255528, -0.076749, -0.178779 },
                       { -0.078411, 0.930809, 0.147602 },
                       { 0.004733, 0.691367, 0.303900 } },
};

typedef struct
{
  double l;
  double a;
  double b;
} Lab;

/* IEC 61966-2-1. */
static double
to_linear (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/* CIE 15. */
static double
lab_root (double t)
{
  return t > 216.0 / 24389 ? cbrt (t) : (t * 24389 / 27 + 16) / 116;
}

static Lab
see (const AtlasColor *color,
     Eyes              eyes)
{
  const double linear[3] = { to_linear (color->red), to_linear (color->green),
                             to_linear (color->blue) };
  double rgb[3] = { 0 };
  double x, y, z;

  for (guint i = 0; i < 3; i++)
    {
      for (guint j = 0; j < 3; j++)
        rgb[i] += seen_by[eyes][i][j] * linear[j];
      rgb[i] = CLAMP (rgb[i], 0, 1);
    }

  /* sRGB's XYZ over that of its white, D65. */
  x = lab_root ((0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2]) / 0.95047);
  y = lab_root (0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2]);
  z = lab_root ((0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2]) / 1.08883);

  return (Lab) { 116 * y - 16, 500 * (x - y), 200 * (y - z) };
}

static double
lightness (const AtlasColor *color)
{
  return see (color, EYES_COMMON).l;
}

/* CIE 1976 ΔE. */
static double
difference (const AtlasColor *one,
            const AtlasColor *other,
            Eyes              eyes)
{
  Lab p = see (one, eyes);
  Lab q = see (other, eyes);

  return sqrt ((p.l - q.l) * (p.l - q.l) + (p.a - q.a) * (p.a - q.a) + (p.b - q.b) * (p.b - q.b));
}

static AtlasStyle *
make_palette (const char *key)
{
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  AtlasStyle *palette = atlas_style_new_variant (style, key);

  g_assert_nonnull (palette);

  return palette;
}

/* @top as it looks where it lies over @ground. */
static AtlasColor
mix (const AtlasColor *top,
     const AtlasColor *ground)
{
  double part = top->alpha;

  return (AtlasColor) { top->red * part + ground->red * (1 - part),
                        top->green * part + ground->green * (1 - part),
                        top->blue * part + ground->blue * (1 - part), 1 };
}

/* The neutral axis is grey for all, whatever the matrices: else they are
 * mistyped. */
static void
test_white_and_grey_are_so_for_all_eyes (void)
{
  for (guint eyes = 0; eyes < N_EYES; eyes++)
    for (double value = 0; value <= 1; value += 0.25)
      {
        const AtlasColor grey = { value, value, value, 1 };

        g_assert_cmpfloat (difference (&grey, &grey, eyes), ==, 0);
        g_assert_cmpfloat_with_epsilon (see (&grey, eyes).a, 0, 0.1);
        g_assert_cmpfloat_with_epsilon (see (&grey, eyes).b, 0, 0.1);
        g_assert_cmpfloat_with_epsilon (see (&grey, eyes).l, lightness (&grey), 0.1);
      }
}

static void
test_ramps_are_even (void)
{
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();

  for (guint i = 0; i < atlas_style_get_n_variants (style); i++)
    {
      g_autoptr(AtlasStyle) palette =
        atlas_style_new_variant (style, atlas_style_get_variant_key (style, i));
      double whole = lightness (&palette->ramp.colors[0]) -
                     lightness (&palette->ramp.colors[palette->ramp.n - 1]);

      g_assert_cmpfloat (whole, >, 50);
      for (guint j = 1; j < palette->ramp.n; j++)
        g_assert_cmpfloat_with_epsilon (lightness (&palette->ramp.colors[j - 1]) -
                                        lightness (&palette->ramp.colors[j]),
                                        whole / (palette->ramp.n - 1), 1);
    }
}

/* As even are those that can be chosen, and for all eyes more is darker. */
static void
test_other_ramps_darken_evenly (void)
{
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();

  for (guint i = 0; i < atlas_style_get_n_variants (style); i++)
    for (AtlasRampKind kind = 1; kind < ATLAS_N_RAMP_KINDS; kind++)
      {
        g_autoptr(AtlasStyle) palette =
          atlas_style_new_variant (style, atlas_style_get_variant_key (style, i));
        const AtlasRampColors *ramp = &palette->ramps[kind];
        double whole = lightness (&ramp->colors[0]) - lightness (&ramp->colors[ramp->n - 1]);

        g_assert_cmpfloat (whole, >, 50);
        g_assert_cmpfloat (ramp->colors[0].alpha, ==, 0);
        for (guint j = 1; j < ramp->n; j++)
          {
            g_assert_cmpfloat_with_epsilon (lightness (&ramp->colors[j - 1]) -
                                            lightness (&ramp->colors[j]), whole / (ramp->n - 1), 1);
            for (guint eyes = 0; eyes < N_EYES; eyes++)
              g_assert_cmpfloat (see (&ramp->colors[j - 1], eyes).l -
                                 see (&ramp->colors[j], eyes).l, >, 3);
          }
      }
}

static void
assert_grey (const AtlasColor *color)
{
  g_assert_cmpfloat (color->red, ==, color->green);
  g_assert_cmpfloat (color->green, ==, color->blue);
}

/* As much less is as dark as so much more, but where only lightness tells them apart. */
static void
test_differences_are_even_both_ways (void)
{
  static const char *const keys[] = { "standard", "colour-blind" };
  g_autoptr(AtlasStyle) grey = make_palette ("grey");

  for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      g_autoptr(AtlasStyle) palette = make_palette (keys[k]);
      const AtlasRampColors *ramp = &palette->difference;
      guint middle = ramp->n / 2;

      g_assert_cmpuint (ramp->n % 2, ==, 1);
      g_assert_cmpfloat (ramp->colors[middle].alpha, ==, 0);
      for (guint i = 1; i <= middle; i++)
        {
          double less = lightness (&ramp->colors[middle - i]);
          double more = lightness (&ramp->colors[middle + i]);

          g_assert_cmpfloat_with_epsilon (less, more, 1);
          g_assert_cmpfloat (less, <, lightness (&ramp->colors[middle - i + 1]) - 10);
          for (guint eyes = 0; k == 1 && eyes < N_EYES; eyes++)
            g_assert_cmpfloat (difference (&ramp->colors[middle - i], &ramp->colors[middle + i],
                                           eyes), >, 15);
        }
    }
  for (guint i = 1; i < grey->difference.n; i++)
    {
      assert_grey (&grey->difference.colors[i]);
      g_assert_cmpfloat (lightness (&grey->difference.colors[i]), <,
                         lightness (&grey->difference.colors[i - 1]) - 5);
    }
}

/* More is darker, whoever looks. */
static void
test_ramp_darkens_for_all_eyes (void)
{
  g_autoptr(AtlasStyle) palette = make_palette ("colour-blind");

  for (guint eyes = 0; eyes < N_EYES; eyes++)
    for (guint i = 1; i < palette->ramp.n; i++)
      g_assert_cmpfloat (see (&palette->ramp.colors[i - 1], eyes).l - see (&palette->ramp.colors[i], eyes).l,
                         >, 5);
}

static void
assert_all_differ (const AtlasColor *colors,
                   guint             n,
                   double            least)
{
  for (guint eyes = 0; eyes < N_EYES; eyes++)
    for (guint i = 0; i < n; i++)
      for (guint j = 0; j < i; j++)
        g_assert_cmpfloat (difference (&colors[i], &colors[j], eyes), >, least);
}

/* Ten times what is just seen side by side. The mountains tint the ecological
 * area, which then still is none of the other zones. */
static void
test_the_colour_blind_tell_legends_apart (void)
{
  g_autoptr(AtlasStyle) palette = make_palette ("colour-blind");
  const AtlasColor *fills = palette->fills;
  AtlasColor zones[ATLAS_N_ZONES + 1];

  memcpy (zones, &fills[ATLAS_FILL_ZONE_CORE], ATLAS_N_ZONES * sizeof *zones);
  zones[ATLAS_N_ZONES] = palette->lines[ATLAS_LINE_AXIS].color;
  assert_all_differ (zones, ATLAS_N_ZONES + 1, 22);
  zones[ATLAS_ZONE_ECOLOGICAL] =
    mix (&fills[ATLAS_FILL_MOUNTAIN], &fills[ATLAS_FILL_ZONE_ECOLOGICAL]);
  assert_all_differ (zones, ATLAS_N_ZONES + 1, 22);

  assert_all_differ (&fills[ATLAS_FILL_CLASS_KEY], ATLAS_N_CLASSES, 40);
  assert_all_differ ((AtlasColor[]) { palette->symbols[ATLAS_SYMBOL_SITE_COMPOUNDS].fill,
                                      palette->symbols[ATLAS_SYMBOL_SITE_BUILDINGS].fill,
                                      palette->symbols[ATLAS_SYMBOL_SITE_FACTORIES].fill },
                     3, 22);
}

static void
test_grey_has_no_colour (void)
{
  g_autoptr(AtlasStyle) palette = make_palette ("grey");

  for (guint i = 0; i < ATLAS_N_FILLS; i++)
    {
      assert_grey (&palette->fills[i]);
      assert_grey (&palette->hatches[i].color);
    }
  for (guint i = 0; i < ATLAS_N_LINES; i++)
    {
      assert_grey (&palette->lines[i].color);
      assert_grey (&palette->lines[i].casing);
    }
  for (guint i = 0; i < ATLAS_N_TEXTS; i++)
    {
      assert_grey (&palette->texts[i].color);
      assert_grey (&palette->texts[i].halo);
    }
  for (guint i = 0; i < ATLAS_N_SYMBOLS; i++)
    {
      assert_grey (&palette->symbols[i].fill);
      assert_grey (&palette->symbols[i].outline);
    }
  for (guint i = 0; i < palette->ramp.n; i++)
    assert_grey (&palette->ramp.colors[i]);
  for (AtlasRampKind kind = 1; kind < ATLAS_N_RAMP_KINDS; kind++)
    for (guint i = 0; i < palette->ramps[kind].n; i++)
      assert_grey (&palette->ramps[kind].colors[i]);
}

static void
assert_lightnesses_differ (const AtlasColor *colors,
                           guint             n,
                           double            least)
{
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpfloat (fabs (lightness (&colors[i]) - lightness (&colors[j])), >, least);
}

/* A copier sees lightness alone; the classes keep their steps in every palette. */
static void
test_copies_tell_fills_apart (void)
{
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasStyle) palette = make_palette ("grey");
  AtlasColor zones[ATLAS_N_ZONES];

  for (guint i = 0; i < atlas_style_get_n_variants (style); i++)
    {
      g_autoptr(AtlasStyle) variant =
        atlas_style_new_variant (style, atlas_style_get_variant_key (style, i));

      for (guint j = 1; j < ATLAS_N_CLASSES; j++)
        g_assert_cmpfloat (lightness (&variant->fills[ATLAS_FILL_CLASS_KEY + j]) -
                           lightness (&variant->fills[ATLAS_FILL_CLASS_KEY + j - 1]), >, 15);
    }

  memcpy (zones, &palette->fills[ATLAS_FILL_ZONE_CORE], sizeof zones);
  assert_lightnesses_differ (zones, ATLAS_N_ZONES, 11);
  zones[ATLAS_ZONE_ECOLOGICAL] = mix (&palette->fills[ATLAS_FILL_MOUNTAIN],
                                      &palette->fills[ATLAS_FILL_ZONE_ECOLOGICAL]);
  assert_lightnesses_differ (zones, ATLAS_N_ZONES, 11);
}

/* What is finer than a fill must be darker to come through. */
static void
test_copies_keep_lines_and_lettering (void)
{
  static const AtlasLineId lines[] = {
    ATLAS_LINE_FRAME, ATLAS_LINE_MUNICIPALITY, ATLAS_LINE_DISTRICT, ATLAS_LINE_EXPRESSWAY,
    ATLAS_LINE_RIVER, ATLAS_LINE_SHORE, ATLAS_LINE_AXIS, ATLAS_LINE_RAIL,
  };
  g_autoptr(AtlasStyle) palette = make_palette ("grey");

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_cmpfloat (lightness (&palette->lines[lines[i]].color), <, 60);
  g_assert_cmpfloat (lightness (&palette->lines[ATLAS_LINE_RING_ROAD].casing), <, 60);
  for (guint i = 0; i < ATLAS_N_TEXTS; i++)
    g_assert_cmpfloat (lightness (&palette->texts[i].color), <, 45);
}

/* The lines of a hatch are there to be seen on their fill. */
static void
test_hatches_stand_out (void)
{
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();

  for (guint i = 0; i < atlas_style_get_n_variants (style); i++)
    {
      g_autoptr(AtlasStyle) palette =
        atlas_style_new_variant (style, atlas_style_get_variant_key (style, i));

      for (guint j = 0; j < ATLAS_N_FILLS; j++)
        if (palette->hatches[j].width > 0)
          g_assert_cmpfloat (fabs (lightness (&palette->fills[j]) -
                                   lightness (&palette->hatches[j].color)), >, 15);
      g_assert_cmpfloat (palette->hatches[ATLAS_FILL_CLASS_KEY].width, >, 0);
      g_assert_cmpfloat (palette->hatches[ATLAS_FILL_CLASS_KEY].angle, !=,
                         palette->hatches[ATLAS_FILL_CLASS_RENEWAL].angle);
    }
}

static char *
dup_standard_text (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "resources", "styles",
                                                 "standard.style", NULL);
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  strstr (text, "\n[palette ")[1] = '\0';

  return text;
}

static void
test_a_file_without_palettes_has_its_own (void)
{
  g_autofree char *text = dup_standard_text ();
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasStyle) style = atlas_style_parse ("my.style", text, strlen (text), &error);
  g_autoptr(AtlasStyle) same = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (atlas_style_get_n_variants (style), ==, 1);
  g_assert_cmpstr (atlas_style_get_variant_key (style, 0), ==, "standard");
  g_assert_cmpstr (atlas_style_get_variant_name (style, 0, ATLAS_LANGUAGE_ZH), ==, "标准");
  g_assert_null (atlas_style_new_variant (style, "grey"));
  same = atlas_style_new_variant (style, "standard");
  g_assert_cmpmem (same->fills, sizeof same->fills, style->fills, sizeof style->fills);
}

static void
test_a_palette_changes_what_it_says (void)
{
  static const char more[] =
    "[palette mine]\nname_zh = 我的\nname_en = Mine\n"
    "[mine line axis]\nwidth = 9\n[mine text zone]\nfont = Serif\n"
    "[mine ramp]\ncolors = #000000 #ffffff\n";
  g_autofree char *text = dup_standard_text ();
  g_autofree char *longer = g_strconcat (text, more, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasStyle) style = atlas_style_parse ("my.style", longer, strlen (longer), &error);
  g_autoptr(AtlasStyle) mine = NULL;

  g_assert_no_error (error);
  mine = atlas_style_new_variant (style, "mine");
  g_assert_cmpstr (atlas_style_get_variant_name (style, 1, ATLAS_LANGUAGE_EN), ==, "Mine");
  g_assert_cmpfloat (mine->lines[ATLAS_LINE_AXIS].width, ==, 9);
  g_assert_cmpstr (mine->texts[ATLAS_TEXT_ZONE].family, ==, "Serif");
  g_assert_cmpuint (mine->ramp.n, ==, 2);

  mine->lines[ATLAS_LINE_AXIS].width = style->lines[ATLAS_LINE_AXIS].width;
  g_assert_cmpmem (mine->fills, sizeof mine->fills, style->fills, sizeof style->fills);
  g_assert_cmpmem (mine->lines, sizeof mine->lines, style->lines, sizeof style->lines);
  g_assert_cmpmem (mine->symbols, sizeof mine->symbols, style->symbols, sizeof style->symbols);
  g_assert_cmpstr (mine->texts[ATLAS_TEXT_AXIS].family, ==, style->texts[ATLAS_TEXT_AXIS].family);
  g_assert_cmpstr (mine->maps[0].legend[5].text[0], ==, style->maps[0].legend[5].text[0]);
  g_assert_true (style->ramp.n > 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/palettes/white-and-grey-are-so-for-all-eyes",
                   test_white_and_grey_are_so_for_all_eyes);
  g_test_add_func ("/palettes/ramps-are-even", test_ramps_are_even);
  g_test_add_func ("/palettes/other-ramps-darken-evenly", test_other_ramps_darken_evenly);
  g_test_add_func ("/palettes/differences-are-even-both-ways", test_differences_are_even_both_ways);
  g_test_add_func ("/palettes/ramp-darkens-for-all-eyes", test_ramp_darkens_for_all_eyes);
  g_test_add_func ("/palettes/the-colour-blind-tell-legends-apart",
                   test_the_colour_blind_tell_legends_apart);
  g_test_add_func ("/palettes/grey-has-no-colour", test_grey_has_no_colour);
  g_test_add_func ("/palettes/copies-tell-fills-apart", test_copies_tell_fills_apart);
  g_test_add_func ("/palettes/copies-keep-lines-and-lettering",
                   test_copies_keep_lines_and_lettering);
  g_test_add_func ("/palettes/hatches-stand-out", test_hatches_stand_out);
  g_test_add_func ("/palettes/a-file-without-palettes-has-its-own",
                   test_a_file_without_palettes_has_its_own);
  g_test_add_func ("/palettes/a-palette-changes-what-it-says",
                   test_a_palette_changes_what_it_says);

  return g_test_run ();
}
