#include "atlas-legend.h"

#include "atlas-density-words.h"
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
#define NUMBER_GAP 3.0
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

static gboolean
is_contours (const AtlasLegendItem *item)
{
  return item->entry.kind == ATLAS_LEGEND_LINE && item->entry.number == ATLAS_LINE_CONTOUR;
}

static double
legend_get_opacity (Legend                *self,
                    const AtlasLegendItem *item)
{
  int layer = is_contours (item) ? (int) ATLAS_DRAWN_DENSITY : item->layer;

  return layer >= 0 ? atlas_scene_get_options (self->scene)->opacity[layer] : 1;
}

/* As translucent as its layer. */
static void
legend_key (Legend                *self,
            const AtlasLegendItem *item,
            double                 y)
{
  double opacity = legend_get_opacity (self, item);

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

  if (is_contours (item))
    return atlas_density_words_dup_contours (self->scene);
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

static void
ramp_add_colors (Legend          *self,
                 cairo_pattern_t *pattern)
{
  const AtlasRamp *ramp = atlas_scene_get_ramp (self->scene);
  const AtlasRampColors *colors = atlas_ramp_get_colors (ramp, self->style);
  double opacity = atlas_scene_get_options (self->scene)->opacity[ATLAS_DRAWN_DENSITY];

  for (guint i = 0; i < colors->n; i++)
    {
      const AtlasColor *color = &colors->colors[i];

      cairo_pattern_add_color_stop_rgba (pattern, (double) i / (colors->n - 1), color->red,
                                         color->green, color->blue, color->alpha * opacity);
    }
}

/* How many fields of one colour each the bar has; the first class of a difference,
 * around nothing, is one. */
static guint
ramp_count_fields (const AtlasRamp *ramp)
{
  return ramp->is_diverging ? 2 * ramp->n_classes - 1 : ramp->n_classes;
}

static void
ramp_add_fields (Legend          *self,
                 cairo_pattern_t *pattern)
{
  const AtlasRamp *ramp = atlas_scene_get_ramp (self->scene);
  double opacity = atlas_scene_get_options (self->scene)->opacity[ATLAS_DRAWN_DENSITY];
  int n = (int) ramp_count_fields (ramp);
  int middle = ramp->is_diverging ? (int) ramp->n_classes - 1 : 0;

  for (int i = 0; i < n; i++)
    {
      AtlasColor color = atlas_ramp_get_class_color (ramp, self->style, (guint) ABS (i - middle),
                                                     i >= middle);

      for (int end = 0; end < 2; end++)
        cairo_pattern_add_color_stop_rgba (pattern, (double) (i + end) / n, color.red, color.green,
                                           color.blue, color.alpha * opacity);
    }
}

static void
ramp_paint_bar (Legend *self,
                double  x,
                double  width)
{
  double height = RAMP_HEIGHT * self->point;
  cairo_pattern_t *pattern = cairo_pattern_create_linear (x, 0, x + width, 0);

  if (atlas_scene_get_ramp (self->scene)->n_classes > 0)
    ramp_add_fields (self, pattern);
  else
    ramp_add_colors (self, pattern);

  /* The map's ground shows through the low end. */
  cairo_rectangle (self->cr, x, self->y, width, height);
  atlas_pen_set_color (&self->pen, &self->style->fills[ATLAS_FILL_LAND]);
  cairo_fill_preserve (self->cr);
  cairo_set_source (self->cr, pattern);
  cairo_fill (self->cr);
  cairo_pattern_destroy (pattern);
  legend_frame (self, x, self->y, width, height);
}

/* Where a number stands on the bar, 0 to 1: fields are as wide as each other. */
static double
ramp_find_place (const AtlasRamp *ramp,
                 double           value,
                 guint            i)
{
  double n = ramp_count_fields (ramp);

  if (ramp->n_classes == 0)
    return ramp->is_diverging ? (value / ramp->high + 1) / 2 : value / ramp->high;
  if (!ramp->is_diverging)
    return i / n;
  /* Nothing is in the middle of the field around it. */
  if (i == ramp->n_classes)
    return 0.5;

  return (i > ramp->n_classes ? i - 1 : i) / n;
}

/* @end: (inout): of the number before; one that would run into it is left out.
 * Returns: the height */
static double
ramp_number (Legend *self,
             double  value,
             double  x,
             double  y,
             double *end)
{
  const AtlasTextStyle *style = &self->style->texts[ATLAS_TEXT_NOTE];
  g_autofree char *number = atlas_density_words_format_number (value);
  double width, height;

  atlas_lettering_measure (self->lettering, style, number, 0, &width, &height);
  if (x - width / 2 < *end)
    return 0;

  *end = x + width / 2 + NUMBER_GAP * self->point;
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
  const AtlasRamp *ramp = atlas_scene_get_ramp (self->scene);
  double y = self->y + RAMP_HEIGHT * self->point;
  double numbers[ATLAS_RAMP_NUMBERS_MAX];
  double end = -INFINITY, height = 0;
  guint n = atlas_ramp_list_numbers (ramp, numbers);

  for (guint i = 0; i < n; i++)
    {
      double place = ramp_find_place (ramp, numbers[i], i);
      double taken = ramp_number (self, numbers[i] / ramp->unit, x + width * place, y, &end);

      height = MAX (height, taken);
    }

  return height;
}

/* What its ends are called, by AtlasLanguage. */
static const char *
ramp_get_low (Legend *self)
{
  const AtlasWords *words = &self->style->words;

  return atlas_scene_get_ramp (self->scene)->is_diverging ? words->less[self->language]
                                                          : words->low[self->language];
}

static const char *
ramp_get_high (Legend *self)
{
  const AtlasWords *words = &self->style->words;

  return atlas_scene_get_ramp (self->scene)->is_diverging ? words->more[self->language]
                                                          : words->high[self->language];
}

static void
ramp_ends (Legend *self,
           double  x,
           double  width)
{
  const AtlasTextStyle *style = &self->style->texts[ATLAS_TEXT_LEGEND];
  const char *low = ramp_get_low (self);
  const char *high = ramp_get_high (self);
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

/* 集聚程度
 * 低 ▭▭▭▭▭▭ 高
 *    0   50   100
 * 万㎡/km²，带宽 2000 米
 * 仅：class = key */
static void
legend_ramp (Legend                 *self,
             const AtlasLegendEntry *entry)
{
  g_autoptr(GPtrArray) words = atlas_density_words_list (self->scene);
  double before = text_width (self, ATLAS_TEXT_LEGEND, ramp_get_low (self)) +
                  RAMP_END_GAP * self->point;
  double after = text_width (self, ATLAS_TEXT_LEGEND, ramp_get_high (self)) +
                 RAMP_END_GAP * self->point;
  double width = MIN (RAMP_WIDTH * self->point, self->max_width - before - after);

  self->y += legend_text (self, ATLAS_TEXT_LEGEND, entry->text[self->language], 0, FALSE);
  self->y += ROW_GAP * self->point;
  if (self->cr != NULL)
    ramp_paint_bar (self, self->x + before, width);
  ramp_ends (self, self->x + before, width);
  self->y += ramp_numbers (self, self->x + before, width) + RAMP_HEIGHT * self->point;
  self->y += ROW_GAP / 2 * self->point;
  for (guint i = 0; i < words->len; i++)
    self->y += legend_text (self, ATLAS_TEXT_NOTE, g_ptr_array_index (words, i), before, FALSE);
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
