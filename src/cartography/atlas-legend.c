#include "atlas-legend.h"

#include "atlas-legend-entries.h"
#include "atlas-lettering.h"
#include "atlas-pen.h"

#include <math.h>

/* In points of an A3 sheet. */
#define KEY_WIDTH 27.0
#define KEY_HEIGHT 13.5
#define KEY_GAP 10.0
#define ROW_GAP 6.0
#define TITLE_GAP 9.0
#define RAMP_WIDTH 190.0
#define RAMP_HEIGHT 11.0
#define RAMP_END_GAP 7.0
#define TICK 3.5
#define HAIRLINE 0.5

/* How much is left of the words for what is hidden. */
#define PALE 0.45


/* One walk through the legend both measures and paints, so that what was
 * measured is what is painted. */
typedef struct
{
  cairo_t          *cr;        /* NULL: only measure */
  AtlasView         view;      /* the pen's */
  AtlasPen          pen;
  const AtlasScene *scene;
  gboolean          sites;
  const AtlasStyle *style;
  AtlasLettering   *lettering;
  AtlasLanguage     language;
  double            point;
  double            x;
  double            y;         /* of the next row */
  double            max_width;
  double            width;     /* the widest so far */
  GArray           *rows;      /* NULL, or of AtlasLegendRow */
} Legend;

static void
legend_widen (Legend *self,
              double  width)
{
  self->width = MAX (self->width, width);
}

/* Returns: the height */
static double
legend_text (Legend      *self,
             AtlasTextId  id,
             const char  *text,
             double       indent,
             gboolean     pale)
{
  AtlasTextStyle style = self->style->texts[id];
  double room = self->max_width - indent;
  double width, height;

  if (pale)
    style.color.alpha *= PALE;
  atlas_lettering_measure (self->lettering, &style, text, room, &width, &height);
  if (self->cr != NULL)
    atlas_lettering_draw (self->lettering, self->cr, &style, text, self->x + indent, self->y,
                          room, 0, 0);
  legend_widen (self, indent + width);

  return height;
}

static void
legend_frame (Legend *self,
              double  x,
              double  y,
              double  width,
              double  height)
{
  double line = HAIRLINE * self->point;

  cairo_rectangle (self->cr, x + line / 2, y + line / 2, width - line, height - line);
  atlas_pen_set_color (&self->pen, &self->style->texts[ATLAS_TEXT_NOTE].color);
  cairo_set_line_width (self->cr, line);
  cairo_stroke (self->cr);
}

static void
legend_fill_key (Legend      *self,
                 AtlasFillId  fill,
                 double       y)
{
  double top = y - KEY_HEIGHT / 2 * self->point;
  double width = KEY_WIDTH * self->point;
  double height = KEY_HEIGHT * self->point;

  cairo_rectangle (self->cr, self->x, top, width, height);
  atlas_pen_set_color (&self->pen, &self->style->fills[fill]);
  cairo_fill_preserve (self->cr);
  if (atlas_scene_get_options (self->scene)->hatched)
    atlas_pen_hatch (&self->pen, &self->style->hatches[fill]);
  cairo_new_path (self->cr);
  legend_frame (self, self->x, top, width, height);
}

/* An empty frame, struck through. */
static void
legend_hidden_key (Legend *self,
                   double  y)
{
  double top = y - KEY_HEIGHT / 2 * self->point;
  double width = KEY_WIDTH * self->point;
  double height = KEY_HEIGHT * self->point;

  legend_frame (self, self->x, top, width, height);
  cairo_move_to (self->cr, self->x, top + height);
  cairo_line_to (self->cr, self->x + width, top);
  cairo_stroke (self->cr);
}

static void
legend_line_key (Legend      *self,
                 AtlasLineId  line,
                 double       y)
{
  cairo_save (self->cr);
  cairo_new_path (self->cr);
  cairo_move_to (self->cr, self->x, y);
  cairo_line_to (self->cr, self->x + KEY_WIDTH * self->point, y);
  atlas_pen_stroke (&self->pen, &self->style->lines[line]);
  cairo_restore (self->cr);
}

static void
legend_shown_key (Legend                 *self,
                  const AtlasLegendEntry *entry,
                  double                  y)
{
  switch (entry->kind)
    {
    case ATLAS_LEGEND_FILL:
      legend_fill_key (self, entry->number, y);
      break;
    case ATLAS_LEGEND_LINE:
      legend_line_key (self, entry->number, y);
      break;
    case ATLAS_LEGEND_SYMBOL:
      atlas_pen_symbol (&self->pen, &self->style->symbols[entry->number],
                        self->x + KEY_WIDTH / 2 * self->point, y, self->point);
      break;
    case ATLAS_LEGEND_RAMP:
    default:
      g_assert_not_reached ();
    }
}

/* As translucent as its layer. */
static void
legend_key (Legend                *self,
            const AtlasLegendItem *item,
            double                 y)
{
  const AtlasSceneOptions *options = atlas_scene_get_options (self->scene);
  double opacity = item->layer >= 0 ? options->opacity[item->layer] : 1;

  if (self->cr == NULL)
    return;

  if (!item->shown)
    legend_hidden_key (self, y);
  else if (opacity >= 1)
    legend_shown_key (self, &item->entry, y);
  else
    {
      cairo_push_group (self->cr);
      legend_shown_key (self, &item->entry, y);
      cairo_pop_group_to_source (self->cr);
      cairo_paint_with_alpha (self->cr, opacity);
    }
}

/* Classes tell how many blocks are of them, and how many of those are drawn. */
static char *
legend_dup_text (Legend                *self,
                 const AtlasLegendItem *item)
{
  const char *text = item->entry.text[self->language];
  int class_ = (int) item->entry.number - ATLAS_FILL_CLASS_KEY;
  gboolean chinese = self->language == ATLAS_LANGUAGE_ZH;

  if (item->entry.kind != ATLAS_LEGEND_FILL || class_ < 0 || class_ >= ATLAS_N_CLASSES)
    return g_strdup (text);
  if (item->shown)
    return g_strdup_printf (chinese ? "%s（%u）" : "%s (%u)", text,
                            atlas_scene_get_class_count (self->scene, class_));

  return g_strdup_printf (chinese ? "%s（0 / %u）" : "%s (0 / %u)", text,
                          atlas_scene_get_class_count (self->scene, class_));
}

static void
legend_entry (Legend                *self,
              const AtlasLegendItem *item)
{
  g_autofree char *text = legend_dup_text (self, item);
  double indent = (KEY_WIDTH + KEY_GAP) * self->point;
  const AtlasTextStyle *style = &self->style->texts[ATLAS_TEXT_LEGEND];
  double width, line, height, row;

  /* The key stands beside the first line. */
  atlas_lettering_measure (self->lettering, style, "图", 0, &width, &line);
  row = MAX (line, KEY_HEIGHT * self->point);
  self->y += (row - line) / 2;
  legend_key (self, item, self->y + line / 2);
  height = legend_text (self, ATLAS_TEXT_LEGEND, text, indent, !item->shown);
  self->y += height + (row - line) / 2;
}

/* The largest step of 1, 2, 2.5 or 5 times a power of ten that cuts @top into
 * at least three: never more than six. */
static double
ramp_step (double top)
{
  static const double steps[] = { 5, 2.5, 2, 1, 0.5 };
  double power = pow (10, floor (log10 (top)));

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * power * 3 <= top)
      return steps[i] * power;

  return power / 4;
}

static void
ramp_paint_bar (Legend *self,
                double  x,
                double  width)
{
  double height = RAMP_HEIGHT * self->point;
  double opacity = atlas_scene_get_options (self->scene)->opacity[ATLAS_DRAWN_DENSITY];
  cairo_pattern_t *pattern = cairo_pattern_create_linear (x, 0, x + width, 0);

  for (guint i = 0; i < self->style->n_ramp; i++)
    {
      const AtlasColor *color = &self->style->ramp[i];

      cairo_pattern_add_color_stop_rgba (pattern, (double) i / (self->style->n_ramp - 1),
                                         color->red, color->green, color->blue,
                                         color->alpha * opacity);
    }

  /* The map's ground shows through the low end. */
  cairo_rectangle (self->cr, x, self->y, width, height);
  atlas_pen_set_color (&self->pen, &self->style->fills[ATLAS_FILL_LAND]);
  cairo_fill_preserve (self->cr);
  cairo_set_source (self->cr, pattern);
  cairo_fill (self->cr);
  cairo_pattern_destroy (pattern);
  legend_frame (self, x, self->y, width, height);
}

/* Units per km²; numbers below would be told as nothing anyway. */
#define LEAST_RAMP 1e-9

static double
ramp_number (Legend *self,
             double  value,
             double  x,
             double  y)
{
  const AtlasTextStyle *style = &self->style->texts[ATLAS_TEXT_NOTE];
  g_autofree char *number = g_strdup_printf ("%g", value);
  double width, height;

  atlas_lettering_measure (self->lettering, style, number, 0, &width, &height);
  if (self->cr != NULL)
    {
      cairo_move_to (self->cr, x, y);
      cairo_rel_line_to (self->cr, 0, TICK * self->point);
      cairo_set_line_width (self->cr, HAIRLINE * self->point);
      atlas_pen_set_color (&self->pen, &style->color);
      cairo_stroke (self->cr);
      atlas_lettering_draw (self->lettering, self->cr, style, number, x - width / 2,
                            y + TICK * self->point, 0, 0, 0);
    }

  return TICK * self->point + height;
}

/* Returns: the height of the numbers under the bar. */
static double
ramp_numbers (Legend *self,
              double  x,
              double  width)
{
  AtlasGrid *density = atlas_scene_get_density (self->scene);
  const AtlasDensityTerms *terms = &atlas_scene_get_options (self->scene)->density;
  double top = density != NULL ? atlas_density_terms_get_top (terms, density) /
                                 atlas_measure_get_unit (terms->measure) : 0;
  double y = self->y + RAMP_HEIGHT * self->point;
  double step, height = 0;

  if (!(top >= LEAST_RAMP) || !isfinite (top))
    return 0;

  step = ramp_step (top);
  for (guint i = 0; i * step <= top * (1 + 1e-9); i++)
    height = ramp_number (self, i * step, x + width * i * step / top, y);

  return height;
}

static void
ramp_ends (Legend *self,
           double  x,
           double  width)
{
  const AtlasTextStyle *style = &self->style->texts[ATLAS_TEXT_LEGEND];
  const char *low = self->style->words.low[self->language];
  const char *high = self->style->words.high[self->language];
  double low_width, high_width, height, y;

  atlas_lettering_measure (self->lettering, style, low, 0, &low_width, &height);
  atlas_lettering_measure (self->lettering, style, high, 0, &high_width, &height);
  legend_widen (self, x + width + RAMP_END_GAP * self->point + high_width - self->x);
  if (self->cr == NULL)
    return;

  y = self->y + (RAMP_HEIGHT * self->point - height) / 2;
  atlas_lettering_draw (self->lettering, self->cr, style, low, self->x, y, 0, 0, 0);
  atlas_lettering_draw (self->lettering, self->cr, style, high,
                        x + width + RAMP_END_GAP * self->point, y, 0, 0, 0);
}

static double
text_width (Legend      *self,
            AtlasTextId  id,
            const char  *text)
{
  double width, height;

  atlas_lettering_measure (self->lettering, &self->style->texts[id], text, 0, &width, &height);

  return width;
}

/* What the amounts are, and how far the kernel reaches. */
static char *
ramp_dup_unit (Legend *self)
{
  const AtlasWords *words = &self->style->words;
  const AtlasDensityTerms *terms = &atlas_scene_get_options (self->scene)->density;
  g_autoptr(GString) text = g_string_new (words->density_unit[terms->measure][self->language]);
  g_autofree char *bandwidth = g_strdup_printf ("%.0f", terms->bandwidth);

  g_string_append (text, self->language == ATLAS_LANGUAGE_ZH ? "，" : ", ");
  g_string_append (text, words->bandwidth[self->language]);
  g_string_replace (text, "%g", bandwidth, 1);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* 集聚程度
 * 低 ▭▭▭▭▭▭ 高
 *    0   50   100
 * 万㎡/km²，带宽 2000 米 */
static void
legend_ramp (Legend                 *self,
             const AtlasLegendEntry *entry)
{
  const AtlasWords *words = &self->style->words;
  g_autofree char *unit = ramp_dup_unit (self);
  double before = text_width (self, ATLAS_TEXT_LEGEND, words->low[self->language]) +
                  RAMP_END_GAP * self->point;
  double after = text_width (self, ATLAS_TEXT_LEGEND, words->high[self->language]) +
                 RAMP_END_GAP * self->point;
  double width = MIN (RAMP_WIDTH * self->point, self->max_width - before - after);

  self->y += legend_text (self, ATLAS_TEXT_LEGEND, entry->text[self->language], 0, FALSE);
  self->y += ROW_GAP * self->point;
  if (self->cr != NULL)
    ramp_paint_bar (self, self->x + before, width);
  ramp_ends (self, self->x + before, width);
  self->y += ramp_numbers (self, self->x + before, width) + RAMP_HEIGHT * self->point;
  self->y += ROW_GAP / 2 * self->point;
  self->y += legend_text (self, ATLAS_TEXT_NOTE, unit, before, FALSE);
}

static void
legend_add_row (Legend                *self,
                const AtlasLegendItem *item,
                double                 top)
{
  const AtlasLegendRow row = {
    .entry = item->entry,
    .layer = item->layer,
    .box = { 0, top, 0, self->y },
    .shown = item->shown,
  };

  g_array_append_val (self->rows, row);
}

static void
legend_walk (Legend *self)
{
  g_autoptr(GArray) items = atlas_legend_entries_list (self->scene, self->sites);

  self->y += legend_text (self, ATLAS_TEXT_LEGEND_TITLE,
                          self->style->words.legend[self->language], 0, FALSE);
  self->y += TITLE_GAP * self->point;
  for (guint i = 0; i < items->len; i++)
    {
      const AtlasLegendItem *item = &g_array_index (items, AtlasLegendItem, i);
      double top;

      if (i > 0)
        self->y += ROW_GAP * self->point;
      top = self->y;
      if (item->entry.kind == ATLAS_LEGEND_RAMP && item->shown)
        legend_ramp (self, &item->entry);
      else
        legend_entry (self, item);
      if (self->rows != NULL)
        legend_add_row (self, item, top);
    }
}

static void
legend_init (Legend           *self,
             cairo_t          *cr,
             const AtlasScene *scene,
             gboolean          sites,
             double            point,
             double            max_width,
             double            x,
             double            y)
{
  *self = (Legend) {
    .cr = cr,
    .view = { .point = point },
    .scene = scene,
    .sites = sites,
    .style = atlas_scene_get_style (scene),
    .language = atlas_scene_get_language (scene),
    .lettering = atlas_lettering_new (atlas_scene_get_language (scene), point),
    .point = point,
    .x = x,
    .y = y,
    .max_width = max_width,
  };
  atlas_pen_init_plain (&self->pen, cr, &self->view);
}

void
atlas_legend_measure (const AtlasScene *scene,
                      gboolean          sites,
                      double            point,
                      double            max_width,
                      double           *width,
                      double           *height)
{
  Legend legend;

  legend_init (&legend, NULL, scene, sites, point, max_width, 0, 0);
  legend_walk (&legend);
  *width = legend.width;
  *height = legend.y;
  atlas_lettering_free (legend.lettering);
}

void
atlas_legend_paint (cairo_t          *cr,
                    const AtlasScene *scene,
                    gboolean          sites,
                    double            point,
                    double            max_width,
                    double            x,
                    double            y)
{
  Legend legend;

  cairo_save (cr);
  legend_init (&legend, cr, scene, sites, point, max_width, x, y);
  legend_walk (&legend);
  atlas_lettering_free (legend.lettering);
  cairo_restore (cr);
}

GArray *
atlas_legend_list_rows (const AtlasScene *scene,
                        gboolean          sites,
                        double            point,
                        double            max_width)
{
  Legend legend;

  legend_init (&legend, NULL, scene, sites, point, max_width, 0, 0);
  legend.rows = g_array_new (FALSE, FALSE, sizeof (AtlasLegendRow));
  legend_walk (&legend);
  atlas_lettering_free (legend.lettering);
  for (guint i = 0; i < legend.rows->len; i++)
    g_array_index (legend.rows, AtlasLegendRow, i).box.x1 = legend.width;

  return legend.rows;
}
