#include "atlas-sheet.h"

#include "atlas-labels.h"
#include "atlas-legend.h"
#include "atlas-lettering.h"
#include "atlas-north-arrow.h"
#include "atlas-painter.h"
#include "atlas-pen.h"

#include <math.h>

/* All measures are points of an A3 sheet; other papers are the same page,
 * larger or smaller. The map fills its frame, the municipality on the right;
 * what explains it stands on the quiet ground to the left. */
#define A3_WIDTH (420 / 25.4 * 72)
#define MARGIN 30.0         /* from page to frame */
#define INSIDE 26.0         /* from frame to what stands in it */
#define SIDE 318.0          /* width of the explaining side */
#define MAP_GAP 14.0        /* around the municipality */
#define PART_GAP 18.0
#define TITLE_WIDTH 440.0
#define STAMP_PAD_X 9.0
#define STAMP_PAD_Y 3.5
#define INSET_ROOM 0.06     /* around what the inset shows, of its width */
#define SCALE_BAR_WIDTH 170.0
#define INSET_TRIES 16      /* to find a frame that cuts no symbol */
#define INSET_ROW 26.0      /* name and scale bar over the inset */
#define NOTE_GAP 3.0
#define N_EDGES 4
#define FRAME_GAP 14.0      /* labels keep so far from the frame */
#define INSET_FRAME_GAP 3.0
#define LABEL_GAP 6.0       /* labels keep this far from the parts */

#define LEGEND_STEP 0.94    /* a legend is made smaller by such steps, */
#define LEAST_LEGEND 0.35   /* until it is of this size */

#define INSET_ROAD "四环"

typedef enum
{
  PART_SERIES,
  PART_TITLE,
  PART_SAMPLE,
  PART_INSET,
  PART_LEGEND,
  PART_NOTE,
  PART_RECEIPT,
  PART_SCALE_BAR,
  PART_NORTH,
} Part;
#define N_PARTS (PART_NORTH + 1)

/* A page in the making. */
typedef struct
{
  cairo_t             *cr;
  AtlasPen             pen;
  const AtlasScene    *scene;
  const AtlasStyle    *style;
  const AtlasMapStyle *map;
  AtlasLanguage        language;
  AtlasLettering      *lettering;
  AtlasTextStyle       stamp;          /* the sample text's, in the paper's colour */
  double               point;          /* device units per point of the style */
  double               title_width;    /* in points of the style */
  double               legend_point;   /* as point, less where the legend is long */
  double               page_width;
  double               page_height;
  AtlasBox             frame;
  AtlasView            view;
  AtlasView            inset;
  AtlasBox             parts[N_PARTS]; /* on the page; empty: not there */
} Sheet;

static const struct
{
  double width;
  double height;
} papers[] = {
  [ATLAS_PAPER_A4] = { 297, 210 },
  [ATLAS_PAPER_A3] = { 420, 297 },
  [ATLAS_PAPER_A2] = { 594, 420 },
  [ATLAS_PAPER_A1] = { 841, 594 },
  [ATLAS_PAPER_A0] = { 1189, 841 },
};

void
atlas_paper_get_size (AtlasPaper  paper,
                      double     *width,
                      double     *height)
{
  *width = papers[paper].width / 25.4 * 72;
  *height = papers[paper].height / 25.4 * 72;
}

static const char *
sheet_get_note (const Sheet *self)
{
  const char *sample_note = self->map->sample_note[self->language];

  return atlas_scene_is_sample (self->scene) && sample_note != NULL
         ? sample_note
         : self->map->note[self->language];
}

static void
set_part (Sheet  *self,
          Part    part,
          double  x,
          double  y,
          double  width,
          double  height)
{
  self->parts[part] = (AtlasBox) { x, y, x + width, y + height };
}

static gboolean
has_part (const Sheet *self,
          Part         part)
{
  return !atlas_box_is_empty (&self->parts[part]);
}

static double
gap (const Sheet *self)
{
  return PART_GAP * self->point;
}

static void
measure_text (Sheet       *self,
              AtlasTextId  text_id,
              const char  *text,
              double       max_width,
              double      *width,
              double      *height)
{
  atlas_lettering_measure (self->lettering, &self->style->texts[text_id], text,
                           max_width * self->point, width, height);
}

/* The narrowest width, in points, at which a text takes no more lines than at
 * @max_width: its lines are then about as long as each other. */
static double
balance_lines (Sheet       *self,
               AtlasTextId  text_id,
               const char  *text,
               double       max_width)
{
  double low = max_width / 3, high = max_width;
  double width, height, least;

  measure_text (self, text_id, text, max_width, &width, &least);
  while (high - low > 1)
    {
      double middle = (low + high) / 2;

      measure_text (self, text_id, text, middle, &width, &height);
      if (height > least * 1.01 || width > middle * self->point * 1.01)
        low = middle;
      else
        high = middle;
    }

  return high;
}

/* From the upper left corner down: series, title, stamp. */
static double
lay_out_head (Sheet *self)
{
  double x = self->frame.x0 + INSIDE * self->point;
  double y = self->frame.y0 + (INSIDE - 6) * self->point;
  double width, height;

  measure_text (self, ATLAS_TEXT_SERIES, self->style->words.series[self->language], TITLE_WIDTH,
                &width, &height);
  set_part (self, PART_SERIES, x, y, width, height);
  y += height + gap (self) / 6;

  self->title_width = balance_lines (self, ATLAS_TEXT_TITLE, self->map->title[self->language],
                                     TITLE_WIDTH);
  measure_text (self, ATLAS_TEXT_TITLE, self->map->title[self->language], self->title_width,
                &width, &height);
  set_part (self, PART_TITLE, x, y, width, height);
  y += height + gap (self) / 2;

  if (atlas_scene_is_sample (self->scene))
    {
      measure_text (self, ATLAS_TEXT_SAMPLE, self->style->words.sample[self->language], 0,
                    &width, &height);
      set_part (self, PART_SAMPLE, x, y, width + 2 * STAMP_PAD_X * self->point,
                height + 2 * STAMP_PAD_Y * self->point);
      y = self->parts[PART_SAMPLE].y1 + gap (self);
    }

  return y;
}

/* The part of the map's view that shows the municipality: its middle is the
 * map's centre, for scale and north. */
static AtlasView
sheet_get_city_view (const Sheet *self)
{
  AtlasView view = self->view;
  double side = (INSIDE + SIDE) * self->point;

  view.x0 += side / view.scale;
  view.width -= side;

  return view;
}

static double
sheet_get_metres_per_unit (const Sheet *self)
{
  AtlasView city = sheet_get_city_view (self);

  return atlas_scale_bar_get_metres_per_unit (self->scene, &city, city.width / 2, city.height / 2);
}

/* A heading and the text under it. */
static void
measure_note (Sheet      *self,
              const char *note,
              double     *width,
              double     *height)
{
  double head_width, head_height;

  measure_text (self, ATLAS_TEXT_LEGEND, self->style->words.note[self->language], SIDE,
                &head_width, &head_height);
  measure_text (self, ATLAS_TEXT_NOTE, note, SIDE, width, height);
  *width = MAX (*width, head_width);
  *height += head_height + NOTE_GAP * self->point;
}

static gboolean
shows_sites (const Sheet *self)
{
  return atlas_painter_shows_sites (&self->view, atlas_scene_get_shapes (self->scene));
}

/* All entries of a map with many layers or large lettering still stand under
 * the head, smaller. */
static void
fit_legend (Sheet  *self,
            double  room,
            double *width,
            double *height)
{
  self->legend_point = self->point;
  atlas_legend_measure (self->scene, shows_sites (self), self->legend_point, SIDE * self->point,
                        width, height);
  while (*height > room && self->legend_point > LEAST_LEGEND * self->point)
    {
      self->legend_point *= LEGEND_STEP;
      atlas_legend_measure (self->scene, shows_sites (self), self->legend_point, SIDE * self->point,
                            width, height);
    }
}

/* From the lower left corner up: scale bar, receipt, note, legend; at most up to @top. */
static double
lay_out_foot (Sheet  *self,
              double  top)
{
  double x = self->frame.x0 + INSIDE * self->point;
  double y = self->frame.y1 - INSIDE * self->point;
  const char *note = sheet_get_note (self);
  const char *receipt = atlas_scene_get_receipt (self->scene);
  double width, height;

  atlas_scale_bar_measure (self->scene, self->point, sheet_get_metres_per_unit (self),
                           SCALE_BAR_WIDTH * self->point, &width, &height);
  y -= height;
  set_part (self, PART_SCALE_BAR, x, y, width, height);

  if (receipt != NULL)
    {
      measure_text (self, ATLAS_TEXT_RECEIPT, receipt, SIDE, &width, &height);
      y -= height + gap (self);
      set_part (self, PART_RECEIPT, x, y, width, height);
    }

  if (note != NULL)
    {
      measure_note (self, note, &width, &height);
      y -= height + gap (self);
      set_part (self, PART_NOTE, x, y, width, height);
    }

  y -= gap (self);
  fit_legend (self, y - top, &width, &height);
  y -= height;
  set_part (self, PART_LEGEND, x, y, width, height);

  return y;
}

static void
lay_out_north (Sheet *self)
{
  double size = atlas_north_arrow_measure (self->scene, self->point);

  set_part (self, PART_NORTH,
            self->frame.x1 - INSIDE * self->point - size, self->frame.y0 + INSIDE * self->point,
            size, size);
}

/* Does the inset's frame run through a symbol? */
static gboolean
inset_cuts_symbol (const Sheet *self)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (self->scene);
  double reach = self->style->symbols[ATLAS_SYMBOL_BUSINESS].size * self->point /
                 self->inset.scale;
  AtlasBox seen = atlas_view_get_box (&self->inset);
  AtlasBox inside = atlas_box_grow (&seen, -reach);
  AtlasBox outside = atlas_box_grow (&seen, reach);

  for (guint i = 0; i < atlas_shapes_get_n (shapes, ATLAS_LAYER_BUSINESS_DISTRICTS); i++)
    {
      const AtlasShape *shape = atlas_shapes_get (shapes, ATLAS_LAYER_BUSINESS_DISTRICTS, i);
      AtlasBox at = { shape->label.x, shape->label.y, shape->label.x, shape->label.y };

      if (shape->geometry != NULL && atlas_box_overlaps (&outside, &at) &&
          !atlas_box_overlaps (&inside, &at))
        return TRUE;
    }

  return FALSE;
}

/* The centre in the gap between head and foot, under a line for its name and
 * scale bar. */
static void
lay_out_inset (Sheet  *self,
               double  top,
               double  bottom)
{
  AtlasShapes *shapes = atlas_scene_get_shapes (self->scene);
  /* Whole units keep its frame crisp. */
  double row = rint (INSET_ROW * self->point);
  double width = rint (SIDE * self->point);
  double height, room;
  AtlasBox box;

  if (!(self->map->content & ATLAS_CONTENT_INSET) ||
      !atlas_shapes_get_road_box (shapes, INSET_ROAD, &box))
    return;

  room = INSET_ROOM * atlas_box_width (&box);
  box = atlas_box_grow (&box, room);
  height = rint (MIN (width * atlas_box_height (&box) / atlas_box_width (&box),
                      bottom - gap (self) - top - row));
  if (height < width / 3)
    return;

  set_part (self, PART_INSET, rint (self->frame.x0 + INSIDE * self->point),
            rint (bottom - gap (self) - height - row), width, height + row);
  for (guint i = 0; i < INSET_TRIES; i++)
    {
      self->inset = atlas_view_fit (&box, width, height, 0, self->point);
      if (!inset_cuts_symbol (self))
        break;
      box = atlas_box_grow (&box, room / 4);
    }
}

/* The municipality on the right, as large as the frame's height or what the
 * explaining side leaves allows. */
static void
lay_out_map (Sheet *self)
{
  const AtlasBox *city = atlas_shapes_get_box (atlas_scene_get_shapes (self->scene));
  double width = atlas_box_width (&self->frame);
  double height = atlas_box_height (&self->frame);
  double side = (INSIDE + SIDE) * self->point;

  self->view = atlas_view_fit (city, width - side, height, MAP_GAP * self->point, self->point);
  self->view.x0 -= side / self->view.scale;
  self->view.width = width;
}

static Sheet
sheet_new (cairo_t          *cr,
           const AtlasScene *scene,
           AtlasPaper        paper,
           double            unit)
{
  Sheet self = {
    .cr = cr,
    .scene = scene,
    .style = atlas_scene_get_style (scene),
    .map = atlas_scene_get_map_style (scene),
    .language = atlas_scene_get_language (scene),
  };
  double margin;

  atlas_paper_get_size (paper, &self.page_width, &self.page_height);
  self.page_width *= unit;
  self.page_height *= unit;
  self.point = self.page_width / A3_WIDTH;
  margin = rint (MARGIN * self.point);
  self.frame = (AtlasBox) { margin, margin, self.page_width - margin, self.page_height - margin };
  self.lettering = atlas_lettering_new (self.language, self.point);
  self.stamp = self.style->texts[ATLAS_TEXT_SAMPLE];
  self.stamp.color = self.style->fills[ATLAS_FILL_PAPER];
  self.stamp.halo.alpha = 0;
  for (guint i = 0; i < N_PARTS; i++)
    self.parts[i] = ATLAS_BOX_EMPTY;
  lay_out_map (&self);

  return self;
}

static void
sheet_clear (Sheet *self)
{
  atlas_lettering_free (self->lettering);
}

static void
sheet_lay_out (Sheet *self)
{
  double top = lay_out_head (self);
  double bottom = lay_out_foot (self, top);

  lay_out_inset (self, top, bottom);
  lay_out_north (self);
}

static void
paint_text (Sheet       *self,
            AtlasTextId  text_id,
            const char  *text,
            double       max_width,
            double       x,
            double       y)
{
  atlas_lettering_draw (self->lettering, self->cr, &self->style->texts[text_id], text,
                        x, y, max_width * self->point, 0, 0);
}

/* A view's picture in a box of the page, lettering kept off @obstacles, which
 * are places of the picture. */
static void
paint_view (Sheet           *self,
            const AtlasView *view,
            double           x,
            double           y,
            const AtlasBox  *obstacles,
            guint            n_obstacles)
{
  g_autoptr(AtlasLabels) labels = NULL;

  cairo_save (self->cr);
  cairo_translate (self->cr, x, y);
  cairo_rectangle (self->cr, 0, 0, view->width, view->height);
  cairo_clip (self->cr);
  atlas_painter_paint_ground (self->cr, view, self->scene);
  labels = atlas_labels_place_around (self->scene, view, obstacles, n_obstacles);
  atlas_labels_paint (labels, self->cr);
  cairo_restore (self->cr);
}

static void
paint_frame (Sheet          *self,
             const AtlasBox *box)
{
  cairo_save (self->cr);
  cairo_rectangle (self->cr, box->x0, box->y0, atlas_box_width (box), atlas_box_height (box));
  atlas_pen_stroke (&self->pen, &self->style->lines[ATLAS_LINE_FRAME]);
  cairo_restore (self->cr);
}

/* What the inset shows, on the page's main map. */
static AtlasBox
get_inset_outline (const Sheet *self)
{
  AtlasBox seen = atlas_view_get_box (&self->inset);

  return (AtlasBox) {
    self->frame.x0 + atlas_view_x (&self->view, seen.x0),
    self->frame.y0 + atlas_view_y (&self->view, seen.y0),
    self->frame.x0 + atlas_view_x (&self->view, seen.x1),
    self->frame.y0 + atlas_view_y (&self->view, seen.y1),
  };
}

/* Four strips inside the edges of a view: lettering should not touch the frame. */
static guint
list_edges (const AtlasView *view,
            double           width,
            AtlasBox         edges[N_EDGES])
{
  edges[0] = (AtlasBox) { 0, 0, view->width, width };
  edges[1] = (AtlasBox) { 0, view->height - width, view->width, view->height };
  edges[2] = (AtlasBox) { 0, 0, width, view->height };
  edges[3] = (AtlasBox) { view->width - width, 0, view->width, view->height };

  return N_EDGES;
}

/* Where the main map has no lettering: along the frame, under the parts, which
 * keep their whole side free, and where the inset has it larger. */
static guint
list_obstacles (const Sheet *self,
                AtlasBox     obstacles[N_PARTS + 1 + N_EDGES])
{
  double side = self->frame.x0 + (INSIDE + SIDE) * self->point;
  guint n = 0;

  for (guint i = 0; i < N_PARTS; i++)
    if (has_part (self, i))
      {
        obstacles[n] = atlas_box_grow (&self->parts[i], LABEL_GAP * self->point);
        obstacles[n].x1 = MAX (obstacles[n].x1, side);
        n++;
      }
  if (has_part (self, PART_INSET))
    obstacles[n++] = get_inset_outline (self);

  for (guint i = 0; i < n; i++)
    {
      obstacles[i].x0 -= self->frame.x0;
      obstacles[i].y0 -= self->frame.y0;
      obstacles[i].x1 -= self->frame.x0;
      obstacles[i].y1 -= self->frame.y0;
    }

  return n + list_edges (&self->view, FRAME_GAP * self->point, obstacles + n);
}

static void
paint_map (Sheet *self)
{
  AtlasBox obstacles[N_PARTS + 1 + N_EDGES];
  guint n = list_obstacles (self, obstacles);

  paint_view (self, &self->view, self->frame.x0, self->frame.y0, obstacles, n);
  paint_frame (self, &self->frame);
}

static void
paint_inset (Sheet *self)
{
  AtlasBox box = self->parts[PART_INSET];
  AtlasBox outline = get_inset_outline (self);
  AtlasBox edges[N_EDGES];
  double row = rint (INSET_ROW * self->point);
  double metres = atlas_scale_bar_get_metres_per_unit (self->scene, &self->inset,
                                                       self->inset.width / 2,
                                                       self->inset.height / 2);
  double max_width, width, height;

  measure_text (self, ATLAS_TEXT_LEGEND, self->style->words.inset[self->language], SIDE,
                &width, &height);
  max_width = atlas_box_width (&box) - width - gap (self);
  paint_text (self, ATLAS_TEXT_LEGEND, self->style->words.inset[self->language], SIDE,
              box.x0, box.y0);
  atlas_scale_bar_measure (self->scene, self->point, metres, max_width, &width, &height);
  atlas_scale_bar_paint (self->cr, self->scene, self->point, metres, max_width,
                         box.x1 - width, box.y0 + row - height - NOTE_GAP * self->point);

  box.y0 += row;
  list_edges (&self->inset, INSET_FRAME_GAP * self->point, edges);
  paint_view (self, &self->inset, box.x0, box.y0, edges, N_EDGES);
  paint_frame (self, &box);
  paint_frame (self, &outline);
}

/* Made-up data say so in a stamp under the title: light letters on the text's
 * colour. */
static void
paint_stamp (Sheet *self)
{
  const AtlasBox *box = &self->parts[PART_SAMPLE];

  cairo_rectangle (self->cr, box->x0, box->y0, atlas_box_width (box), atlas_box_height (box));
  atlas_pen_set_color (&self->pen, &self->style->texts[ATLAS_TEXT_SAMPLE].color);
  cairo_fill (self->cr);
  atlas_lettering_draw (self->lettering, self->cr, &self->stamp,
                        self->style->words.sample[self->language],
                        box->x0 + STAMP_PAD_X * self->point, box->y0 + STAMP_PAD_Y * self->point,
                        0, 0, 0);
}

static void
paint_note (Sheet *self)
{
  const AtlasBox *box = &self->parts[PART_NOTE];
  double width, height;

  measure_text (self, ATLAS_TEXT_LEGEND, self->style->words.note[self->language], SIDE,
                &width, &height);
  paint_text (self, ATLAS_TEXT_LEGEND, self->style->words.note[self->language], SIDE,
              box->x0, box->y0);
  paint_text (self, ATLAS_TEXT_NOTE, sheet_get_note (self), SIDE,
              box->x0, box->y0 + height + NOTE_GAP * self->point);
}

static void
paint_head (Sheet *self)
{
  paint_text (self, ATLAS_TEXT_SERIES, self->style->words.series[self->language], TITLE_WIDTH,
              self->parts[PART_SERIES].x0, self->parts[PART_SERIES].y0);
  paint_text (self, ATLAS_TEXT_TITLE, self->map->title[self->language], self->title_width,
              self->parts[PART_TITLE].x0, self->parts[PART_TITLE].y0);
  if (has_part (self, PART_SAMPLE))
    paint_stamp (self);
}

static void
paint_foot (Sheet *self)
{
  const AtlasBox *legend = &self->parts[PART_LEGEND];
  const AtlasBox *bar = &self->parts[PART_SCALE_BAR];

  atlas_legend_paint (self->cr, self->scene, shows_sites (self), self->legend_point,
                      SIDE * self->point, legend->x0, legend->y0);
  if (has_part (self, PART_NOTE))
    paint_note (self);
  if (has_part (self, PART_RECEIPT))
    paint_text (self, ATLAS_TEXT_RECEIPT, atlas_scene_get_receipt (self->scene), SIDE,
                self->parts[PART_RECEIPT].x0, self->parts[PART_RECEIPT].y0);
  atlas_scale_bar_paint (self->cr, self->scene, self->point, sheet_get_metres_per_unit (self),
                         SCALE_BAR_WIDTH * self->point, bar->x0, bar->y0);
}

static void
paint_north (Sheet *self)
{
  const AtlasBox *box = &self->parts[PART_NORTH];
  AtlasView city = sheet_get_city_view (self);

  atlas_north_arrow_paint (self->cr, self->scene, self->point,
                           atlas_north_arrow_get_angle (self->scene, &city),
                           (box->x0 + box->x1) / 2, box->y0);
}

void
atlas_sheet_paint_scaled (cairo_t          *cr,
                          const AtlasScene *scene,
                          AtlasPaper        paper,
                          double            unit)
{
  Sheet self = sheet_new (cr, scene, paper, unit);

  sheet_lay_out (&self);
  atlas_pen_init_plain (&self.pen, cr, &self.view);
  atlas_pen_set_color (&self.pen, &self.style->fills[ATLAS_FILL_PAPER]);
  cairo_paint (cr);
  paint_map (&self);
  paint_head (&self);
  paint_foot (&self);
  paint_north (&self);
  if (has_part (&self, PART_INSET))
    paint_inset (&self);
  sheet_clear (&self);
}

void
atlas_sheet_paint (cairo_t          *cr,
                   const AtlasScene *scene,
                   AtlasPaper        paper,
                   double            dpi)
{
  cairo_surface_set_fallback_resolution (cairo_get_target (cr), dpi, dpi);
  atlas_sheet_paint_scaled (cr, scene, paper, 1);
}

AtlasView
atlas_sheet_get_view (const AtlasScene *scene,
                      AtlasPaper        paper)
{
  Sheet self = sheet_new (NULL, scene, paper, 1);

  sheet_clear (&self);

  return self.view;
}

char *
atlas_sheet_dup_title (const AtlasScene *scene)
{
  const AtlasStyle *style = atlas_scene_get_style (scene);
  AtlasLanguage language = atlas_scene_get_language (scene);
  const char *title = atlas_scene_get_map_style (scene)->title[language];
  const char *series = style->words.series[language];

  if (!atlas_scene_is_sample (scene))
    return g_strdup_printf ("%s · %s", series, title);

  return g_strdup_printf ("%s · %s · %s", series, title, style->words.sample[language]);
}
