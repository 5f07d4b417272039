#include "atlas-lettering.h"
#include "atlas-lettering-svg.h"

#include <math.h>
#include <pango/pangocairo.h>

/* Latin letters are about half as wide as Chinese ones and so is the space
 * between them, for the same impression. */
#define LATIN_SPACING 0.5

struct _AtlasLettering
{
  AtlasLanguage  language;
  double         point;
  PangoContext  *context;
  GHashTable    *texts;   /* Text → itself */
};

/* A text laid out; style, text and width are its key. */
typedef struct
{
  AtlasTextStyle        style;       /* a copy: whoever draws may have changed its own */
  char                 *text;
  double                width;

  PangoLayout          *layout;
  double                spacing;     /* device units */
  double                text_width;
  double                text_height;
} Text;

/* How far a halo may be off, in points. */
#define HALO_TOLERANCE 0.15

static const cairo_user_data_key_t record_key;

static guint
text_hash (gconstpointer data)
{
  const Text *self = data;

  return g_str_hash (self->text) ^ g_double_hash (&self->style.size) ^ g_double_hash (&self->width);
}

static gboolean
is_same_color (const AtlasColor *a,
               const AtlasColor *b)
{
  return a->red == b->red && a->green == b->green && a->blue == b->blue && a->alpha == b->alpha;
}

static gboolean
is_same_style (const AtlasTextStyle *a,
               const AtlasTextStyle *b)
{
  return a->size == b->size && a->family == b->family && a->weight == b->weight &&
         a->italic == b->italic && a->spacing == b->spacing &&
         a->halo_width == b->halo_width && is_same_color (&a->color, &b->color) &&
         is_same_color (&a->halo, &b->halo);
}

static gboolean
text_equal (gconstpointer a,
            gconstpointer b)
{
  const Text *self = a;
  const Text *other = b;

  return is_same_style (&self->style, &other->style) && self->width == other->width &&
         g_str_equal (self->text, other->text);
}

static void
text_free (gpointer data)
{
  Text *self = data;

  g_free (self->text);
  g_clear_object (&self->layout);
  g_free (self);
}

static gboolean
has_han (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;

  return FALSE;
}

static PangoFontDescription *
describe (const AtlasTextStyle *style,
          double                size)
{
  PangoFontDescription *description = pango_font_description_new ();

  pango_font_description_set_family (description, style->family);
  pango_font_description_set_absolute_size (description, size * PANGO_SCALE);
  pango_font_description_set_weight (description, style->weight);
  pango_font_description_set_style (description, style->italic ? PANGO_STYLE_ITALIC
                                                               : PANGO_STYLE_NORMAL);

  return description;
}

static PangoLanguage *
get_language (AtlasLanguage language)
{
  return pango_language_from_string (language == ATLAS_LANGUAGE_ZH ? "zh-cn" : "en");
}

static PangoAttrList *
list_attributes (const Text *self)
{
  PangoAttrList *list = pango_attr_list_new ();

  pango_attr_list_insert (list, pango_attr_insert_hyphens_new (FALSE));
  if (self->spacing > 0)
    {
      int spacing = (int) lrint (self->spacing * PANGO_SCALE);

      pango_attr_list_insert (list, pango_attr_letter_spacing_new (spacing));
    }
  /* A Chinese name on an English map still wants the mainland's glyphs. */
  if (has_han (self->text))
    pango_attr_list_insert (list, pango_attr_language_new (get_language (ATLAS_LANGUAGE_ZH)));

  return list;
}

/* Pango takes the letters' space off at the ends of a line. */
static double
get_line_width (PangoLayoutIter *iter)
{
  PangoRectangle rectangle;

  pango_layout_iter_get_line_extents (iter, NULL, &rectangle);

  return (double) rectangle.width / PANGO_SCALE;
}

static void
measure (Text *self)
{
  g_autoptr (PangoLayoutIter) iter = pango_layout_get_iter (self->layout);
  int height;

  do
    self->text_width = MAX (self->text_width, get_line_width (iter));
  while (pango_layout_iter_next_line (iter));

  pango_layout_get_size (self->layout, NULL, &height);
  self->text_height = (double) height / PANGO_SCALE;
}

static Text *
get_text (AtlasLettering       *self,
          const AtlasTextStyle *style,
          const char           *string,
          double                width)
{
  Text key = { *style, (char *) string, MAX (width, 0) };
  Text *text = g_hash_table_lookup (self->texts, &key);
  double size = style->size * self->point;

  if (text != NULL)
    return text;

  text = g_new0 (Text, 1);
  text->style = *style;
  text->text = g_strdup (string);
  text->width = key.width;
  text->spacing = style->spacing * size * (has_han (string) ? 1 : LATIN_SPACING);
  text->layout = pango_layout_new (self->context);

  {
    g_autoptr (PangoFontDescription) description = describe (style, size);
    g_autoptr (PangoAttrList) attributes = list_attributes (text);

    pango_layout_set_font_description (text->layout, description);
    pango_layout_set_attributes (text->layout, attributes);
  }
  if (width > 0)
    {
      pango_layout_set_width (text->layout, ceil (width * PANGO_SCALE));
      pango_layout_set_wrap (text->layout, PANGO_WRAP_WORD_CHAR);
    }
  pango_layout_set_text (text->layout, string, -1);
  measure (text);
  g_hash_table_add (self->texts, text);

  return text;
}

/* Left end and baseline of the line @iter stands on, in the text's box. */
static void
get_line_origin (const Text      *self,
                 PangoLayoutIter *iter,
                 double           align,
                 double          *x,
                 double          *y)
{
  *x = align * (self->text_width - get_line_width (iter));
  *y = (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE;
}

static void
set_color (cairo_t          *cr,
           const AtlasColor *color)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
}

/* Letters are curves of many points, a halo's rim is blurred by its width: in a
 * PDF, where halos otherwise are half of all there is, straight lines do. */
static void
flatten_path (cairo_t *cr,
              double   tolerance)
{
  double before = cairo_get_tolerance (cr);
  cairo_path_t *path;

  cairo_set_tolerance (cr, tolerance);
  path = cairo_copy_path_flat (cr);
  cairo_set_tolerance (cr, before);
  cairo_new_path (cr);
  cairo_append_path (cr, path);
  cairo_path_destroy (path);
}

/* Strokes the current path as a halo and leaves no path. */
static void
stroke_halo (cairo_t              *cr,
             const AtlasTextStyle *style,
             double                point)
{
  cairo_save (cr);
  if (cairo_surface_get_type (cairo_get_target (cr)) == CAIRO_SURFACE_TYPE_PDF)
    flatten_path (cr, HALO_TOLERANCE * point);
  else
    cairo_set_tolerance (cr, HALO_TOLERANCE * point);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  set_color (cr, &style->halo);
  cairo_set_line_width (cr, 2 * style->halo_width * point);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_restore (cr);
  cairo_new_path (cr);
}

static gboolean
has_halo (const AtlasTextStyle *style)
{
  return style->halo.alpha > 0 && style->halo_width > 0;
}

static gboolean
is_drawable (PangoGlyph glyph)
{
  return !(glyph & PANGO_GLYPH_UNKNOWN_FLAG) && glyph != PANGO_GLYPH_EMPTY;
}

/* Pango draws boxes for letters that no font has; we leave these to it. */
static gboolean
line_is_drawable (PangoLayoutLine *line)
{
  for (GSList *l = line->runs; l; l = l->next)
    {
      const PangoGlyphItem *run = l->data;

      for (int i = 0; i < run->glyphs->num_glyphs; i++)
        if (!is_drawable (run->glyphs->glyphs[i].glyph))
          return FALSE;
    }

  return TRUE;
}

/* The run's glyphs, the first one's origin at (@x, @y). */
static cairo_glyph_t *
list_glyphs (const PangoGlyphItem *run,
             double                x,
             double                y)
{
  const PangoGlyphString *glyphs = run->glyphs;
  cairo_glyph_t *list = g_new (cairo_glyph_t, glyphs->num_glyphs);

  for (int i = 0; i < glyphs->num_glyphs; i++)
    {
      const PangoGlyphGeometry *geometry = &glyphs->glyphs[i].geometry;

      list[i].index = glyphs->glyphs[i].glyph;
      list[i].x = x + (double) geometry->x_offset / PANGO_SCALE;
      list[i].y = y + (double) geometry->y_offset / PANGO_SCALE;
      x += (double) geometry->width / PANGO_SCALE;
    }

  return list;
}

static void
set_font (cairo_t              *cr,
          const PangoGlyphItem *run)
{
  PangoCairoFont *font = PANGO_CAIRO_FONT (run->item->analysis.font);

  cairo_set_scaled_font (cr, pango_cairo_font_get_scaled_font (font));
}

/* As one cluster of letters: cairo then writes the words into the PDF beside
 * the glyphs, so that a search finds them however far apart the letters are. */
static void
show_glyphs (cairo_t              *cr,
             const PangoGlyphItem *run,
             const char           *text,
             const cairo_glyph_t  *glyphs)
{
  cairo_text_cluster_t cluster = { run->item->length, run->glyphs->num_glyphs };

  set_font (cr, run);
  cairo_show_text_glyphs (cr, text + run->item->offset, run->item->length,
                          glyphs, cluster.num_glyphs, &cluster, 1, 0);
}

static void
show_line_as_one (cairo_t         *cr,
                  const char      *text,
                  PangoLayoutLine *line,
                  double           x,
                  double           y)
{
  for (GSList *l = line->runs; l; l = l->next)
    {
      const PangoGlyphItem *run = l->data;
      g_autofree cairo_glyph_t *glyphs = list_glyphs (run, x, y);

      show_glyphs (cr, run, text, glyphs);
      x += (double) pango_glyph_string_get_width (run->glyphs) / PANGO_SCALE;
    }
}

static void
show_line (cairo_t         *cr,
           const Text      *text,
           PangoLayoutLine *line,
           double           x,
           double           y)
{
  cairo_matrix_t matrix;
  gboolean turned;

  cairo_get_matrix (cr, &matrix);
  turned = matrix.xy != 0 || matrix.yx != 0;
  if ((text->spacing > 0 || turned) && line_is_drawable (line))
    {
      show_line_as_one (cr, text->text, line, x, y);
    }
  else
    {
      cairo_move_to (cr, x, y);
      pango_cairo_show_layout_line (cr, line);
    }
}

static void
paint (cairo_t    *cr,
       const Text *text,
       double      point,
       double      align,
       gboolean    halo)
{
  g_autoptr (PangoLayoutIter) iter = pango_layout_get_iter (text->layout);

  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      double x, y;

      get_line_origin (text, iter, align, &x, &y);
      if (halo)
        {
          cairo_move_to (cr, x, y);
          pango_cairo_layout_line_path (cr, line);
        }
      else
        {
          show_line (cr, text, line, x, y);
        }
    }
  while (pango_layout_iter_next_line (iter));

  if (halo)
    stroke_halo (cr, &text->style, point);
}

static GString *
get_record (cairo_t *cr)
{
  return cairo_get_user_data (cr, &record_key);
}

static void
record (cairo_t       *cr,
        const Text    *text,
        double         point,
        AtlasLanguage  language,
        double         align)
{
  g_autoptr (PangoLayoutIter) iter = pango_layout_get_iter (text->layout);
  cairo_matrix_t matrix;

  cairo_get_matrix (cr, &matrix);
  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      double x, y;

      if (line->length == 0)
        continue;
      get_line_origin (text, iter, align, &x, &y);
      atlas_lettering_svg_begin (get_record (cr), &matrix, &text->style, point, text->spacing,
                                 language);
      atlas_lettering_svg_add (get_record (cr), text->text + line->start_index, line->length,
                               x, y);
      atlas_lettering_svg_end (get_record (cr));
    }
  while (pango_layout_iter_next_line (iter));
}

/* The glyph of each letter, centred on the letter's point; %FALSE when letters
 * and glyphs are not one to one. */
static gboolean
spread_run (const PangoGlyphItem *run,
            const AtlasPoint     *centres,
            guint                 n_centres,
            double                middle,
            cairo_glyph_t        *glyphs)
{
  if (run->glyphs->num_glyphs != (int) n_centres)
    return FALSE;

  for (guint i = 0; i < n_centres; i++)
    {
      PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
      PangoRectangle rectangle;

      if (!is_drawable (glyph))
        return FALSE;
      pango_font_get_glyph_extents (run->item->analysis.font, glyph, NULL, &rectangle);
      glyphs[i].index = glyph;
      glyphs[i].x = centres[i].x - (double) rectangle.width / PANGO_SCALE / 2;
      glyphs[i].y = centres[i].y - middle;
    }

  return TRUE;
}

/* How far below a baseline the middle of the letters is (negative: above). */
static double
get_middle (const Text *text)
{
  PangoRectangle ink;

  pango_layout_line_get_extents (pango_layout_get_line_readonly (text->layout, 0), &ink, NULL);

  return (ink.y + ink.height / 2.0) / PANGO_SCALE;
}

static void
paint_spread (AtlasLettering       *self,
              cairo_t              *cr,
              const AtlasTextStyle *style,
              const PangoGlyphItem *run,
              const char           *text,
              const cairo_glyph_t  *glyphs)
{
  if (has_halo (style))
    {
      set_font (cr, run);
      cairo_glyph_path (cr, glyphs, run->glyphs->num_glyphs);
      stroke_halo (cr, style, self->point);
    }
  set_color (cr, &style->color);
  show_glyphs (cr, run, text, glyphs);
}

static void
record_spread (AtlasLettering       *self,
               cairo_t              *cr,
               const AtlasTextStyle *style,
               const char           *text,
               const AtlasPoint     *centres,
               double                middle)
{
  cairo_matrix_t matrix;
  const char *p = text;

  cairo_get_matrix (cr, &matrix);
  atlas_lettering_svg_begin (get_record (cr), &matrix, style, self->point, 0, self->language);
  for (guint i = 0; *p; i++)
    {
      g_autofree char *letter = g_strndup (p, g_utf8_next_char (p) - p);
      double width;

      atlas_lettering_measure (self, style, letter, 0, &width, NULL);
      atlas_lettering_svg_add (get_record (cr), letter, -1, centres[i].x - width / 2,
                               centres[i].y - middle);
      p = g_utf8_next_char (p);
    }
  atlas_lettering_svg_end (get_record (cr));
}

/* Where fonts change within the text, letter by letter. */
static void
draw_letters (AtlasLettering       *self,
              cairo_t              *cr,
              const AtlasTextStyle *style,
              const char           *text,
              const AtlasPoint     *centres)
{
  const char *p = text;

  for (guint i = 0; *p; i++)
    {
      g_autofree char *letter = g_strndup (p, g_utf8_next_char (p) - p);
      double width, height;

      atlas_lettering_measure (self, style, letter, 0, &width, &height);
      atlas_lettering_draw (self, cr, style, letter, centres[i].x - width / 2,
                            centres[i].y - height / 2, 0, 0, 0);
      p = g_utf8_next_char (p);
    }
}

AtlasLettering *
atlas_lettering_new (AtlasLanguage language,
                     double        point)
{
  AtlasLettering *self = g_new0 (AtlasLettering, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Nothing is rounded to pixels, so that a text takes the same room at every
   * resolution and on paper. */
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);

  self->language = language;
  self->point = point;
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  pango_context_set_language (self->context, get_language (language));
  self->texts = g_hash_table_new_full (text_hash, text_equal, NULL, text_free);

  return self;
}

void
atlas_lettering_free (AtlasLettering *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->texts);
  g_object_unref (self->context);
  g_free (self);
}

void
atlas_lettering_measure (AtlasLettering       *self,
                         const AtlasTextStyle *style,
                         const char           *text,
                         double                width,
                         double               *text_width,
                         double               *text_height)
{
  const Text *laid_out = get_text (self, style, text, width);

  if (text_width != NULL)
    *text_width = laid_out->text_width;
  if (text_height != NULL)
    *text_height = laid_out->text_height;
}

AtlasBox
atlas_lettering_measure_ink (AtlasLettering       *self,
                             const AtlasTextStyle *style,
                             const char           *text,
                             double                width)
{
  const Text *laid_out = get_text (self, style, text, width);
  PangoRectangle ink;

  pango_layout_get_extents (laid_out->layout, &ink, NULL);

  return (AtlasBox) { MIN (0, (double) ink.x / PANGO_SCALE),
                      (double) ink.y / PANGO_SCALE,
                      MAX (laid_out->text_width, (double) (ink.x + ink.width) / PANGO_SCALE),
                      (double) (ink.y + ink.height) / PANGO_SCALE };
}

void
atlas_lettering_draw (AtlasLettering       *self,
                      cairo_t              *cr,
                      const AtlasTextStyle *style,
                      const char           *text,
                      double                x,
                      double                y,
                      double                width,
                      double                align,
                      double                angle)
{
  const Text *laid_out = get_text (self, style, text, width);

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rotate (cr, angle);
  cairo_new_path (cr);
  if (get_record (cr) != NULL)
    {
      record (cr, laid_out, self->point, self->language, align);
    }
  else
    {
      if (has_halo (style))
        paint (cr, laid_out, self->point, align, TRUE);
      set_color (cr, &style->color);
      paint (cr, laid_out, self->point, align, FALSE);
    }
  cairo_restore (cr);
  cairo_new_path (cr);
}

void
atlas_lettering_draw_spread (AtlasLettering       *self,
                             cairo_t              *cr,
                             const AtlasTextStyle *style,
                             const char           *text,
                             const AtlasPoint     *centres,
                             double                angle)
{
  const Text *laid_out = get_text (self, style, text, 0);
  PangoLayoutLine *line = pango_layout_get_line_readonly (laid_out->layout, 0);
  guint n = g_utf8_strlen (text, -1);
  g_autofree AtlasPoint *turned = g_new (AtlasPoint, n);
  g_autofree cairo_glyph_t *glyphs = g_new (cairo_glyph_t, n);
  double middle = get_middle (laid_out);

  for (guint i = 0; i < n; i++)
    turned[i] = (AtlasPoint) { cos (angle) * centres[i].x + sin (angle) * centres[i].y,
                               cos (angle) * centres[i].y - sin (angle) * centres[i].x };

  cairo_save (cr);
  cairo_rotate (cr, angle);
  cairo_new_path (cr);
  if (get_record (cr) != NULL)
    record_spread (self, cr, style, text, turned, middle);
  else if (line->runs != NULL && line->runs->next == NULL &&
           spread_run (line->runs->data, turned, n, middle, glyphs))
    paint_spread (self, cr, style, line->runs->data, text, glyphs);
  else
    draw_letters (self, cr, style, text, turned);
  cairo_restore (cr);
  cairo_new_path (cr);
}

void
atlas_lettering_record (cairo_t *cr,
                        GString *svg)
{
  cairo_set_user_data (cr, &record_key, svg, NULL);
}
