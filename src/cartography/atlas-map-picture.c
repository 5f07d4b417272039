#include "atlas-map-picture.h"

#include "atlas-labels.h"
#include "atlas-legend.h"
#include "atlas-lettering.h"
#include "atlas-north-arrow.h"
#include "atlas-painter.h"
#include "atlas-pen.h"
#include "atlas-scale-bar.h"

#include <math.h>

/* The view's point in CSS pixels, as CSS defines it. */
#define POINT (96.0 / 72.0)

/* CSS pixels; the window's cards have the same measures. */
#define GAP 12.0         /* around cards */
#define PADDING 12.0     /* in them */
#define RADIUS 6.0
#define LINE_GAP 6.0     /* between the title and 示例数据 */
#define LEGEND_WIDTH 260.0
#define BAR_WIDTH 200.0
#define ARROW_WIDTH 24.0
#define ARROW_GAP 14.0
#define LABEL_GAP 4.0    /* lettering keeps so far from cards */

#define EDGE_ALPHA 0.18
/* The cards at the right leave the map this share of the width. */
#define MAP_SHARE 0.5

/* A picture in the making. */
typedef struct
{
  const AtlasScene     *scene;
  const AtlasStyle     *style;
  const AtlasView      *view;
  AtlasLettering       *lettering;
  AtlasTextStyle        title_style;  /* the sheets' title, small */
  const char           *title;
  const char           *sample;       /* NULL: the plan's data are not made up */
  double                pixel;        /* device units a CSS pixel */
  double                metres;       /* of the ground a device unit */
  double                bar_height;
  double                arrow_height;
  double                title_height;
  AtlasMapPictureCards  cards;
} Picture;

static double
get_title_width (const Picture *self)
{
  return MAX (self->view->width * (1 - MAP_SHARE) - 2 * (GAP + PADDING) * self->pixel, 1);
}

static void
lay_out_title (Picture *self)
{
  double width, sample_width = 0, height;

  atlas_lettering_measure (self->lettering, &self->title_style,
                           self->title, get_title_width (self), &width, &self->title_height);
  height = self->title_height;
  if (self->sample != NULL)
    {
      double sample_height;

      atlas_lettering_measure (self->lettering, &self->style->texts[ATLAS_TEXT_SAMPLE],
                               self->sample, 0, &sample_width, &sample_height);
      height += LINE_GAP * self->pixel + sample_height;
    }

  self->cards.title = (AtlasBox) {
    .x0 = rint (GAP * self->pixel),
    .y0 = rint (GAP * self->pixel),
    .x1 = rint (GAP * self->pixel) + ceil (MAX (width, sample_width) + 2 * PADDING * self->pixel),
    .y1 = rint (GAP * self->pixel) + ceil (height + 2 * PADDING * self->pixel),
  };
}

/* @content_width, @content_height: what is on the card; @bottom: of the card */
static AtlasBox
place_right (const Picture *self,
             double         content_width,
             double         content_height,
             double         bottom)
{
  double right = self->view->width - rint (GAP * self->pixel);

  return (AtlasBox) { right - ceil (content_width + 2 * PADDING * self->pixel),
                      bottom - ceil (content_height + 2 * PADDING * self->pixel), right, bottom };
}

static gboolean
shows_sites (const Picture *self)
{
  return atlas_painter_shows_sites (self->view, atlas_scene_get_shapes (self->scene));
}

static void
lay_out_right (Picture *self)
{
  double gap = rint (GAP * self->pixel);
  double width, height;

  self->arrow_height = atlas_north_arrow_measure (self->scene, self->view->point);
  atlas_scale_bar_measure (self->scene, self->view->point, self->metres, BAR_WIDTH * self->pixel,
                           &width, &self->bar_height);
  self->cards.scale = place_right (self, width + (ARROW_WIDTH + ARROW_GAP) * self->pixel,
                                   MAX (self->arrow_height, self->bar_height),
                                   self->view->height - gap);

  atlas_legend_measure (self->scene, shows_sites (self), self->view->point,
                        LEGEND_WIDTH * self->pixel, &width, &height);
  self->cards.legend = place_right (self, width, height, self->cards.scale.y0 - gap);
  if (self->cards.legend.y0 < gap || self->cards.legend.x0 < self->view->width * MAP_SHARE)
    self->cards.legend = ATLAS_BOX_EMPTY;
}

static Picture
picture_new (const AtlasScene *scene,
             const AtlasView  *view)
{
  AtlasLanguage language = atlas_scene_get_language (scene);
  Picture self = {
    .scene = scene,
    .style = atlas_scene_get_style (scene),
    .view = view,
    .lettering = atlas_lettering_new (language, view->point),
    .title = atlas_scene_get_map_style (scene)->title[language],
    .pixel = view->point / POINT,
    .metres = atlas_scale_bar_get_metres_per_unit (scene, view, view->width / 2, view->height / 2),
  };

  self.title_style = self.style->texts[ATLAS_TEXT_TITLE];
  self.title_style.size = self.style->texts[ATLAS_TEXT_LEGEND_TITLE].size;
  if (atlas_scene_is_sample (scene))
    self.sample = self.style->words.sample[language];
  lay_out_title (&self);
  lay_out_right (&self);

  return self;
}

/* Lettering keeps off the cards, and none is cut by the picture's edges. */
static void
paint_map (const Picture *self,
           cairo_t       *cr)
{
  const AtlasView *view = self->view;
  double gap = LABEL_GAP * self->pixel;
  const AtlasBox obstacles[] = {
    { 0, 0, view->width, 1 }, { 0, view->height - 1, view->width, view->height },
    { 0, 0, 1, view->height }, { view->width - 1, 0, view->width, view->height },
    atlas_box_grow (&self->cards.title, gap), atlas_box_grow (&self->cards.scale, gap),
    atlas_box_grow (&self->cards.legend, gap),
  };
  guint n = G_N_ELEMENTS (obstacles) - (atlas_box_is_empty (&self->cards.legend) ? 1 : 0);
  g_autoptr(AtlasLabels) labels = atlas_labels_place_around (self->scene, view, obstacles, n);

  atlas_painter_paint_ground (cr, view, self->scene);
  atlas_labels_paint (labels, cr);
}

/* A card has the paper's colour, without the window's hint of what is below:
 * beside the pasted picture nobody can move the map to see it. */
static void
paint_paper (const Picture  *self,
             cairo_t        *cr,
             const AtlasBox *card)
{
  const AtlasColor *paper = &self->style->fills[ATLAS_FILL_PAPER];
  const AtlasColor *edge = &self->style->texts[ATLAS_TEXT_LEGEND].color;
  double radius = RADIUS * self->pixel;
  /* So the edge fills whole pixels. */
  AtlasBox box = atlas_box_grow (card, -self->pixel / 2);

  cairo_new_sub_path (cr);
  cairo_arc (cr, box.x1 - radius, box.y0 + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, box.x1 - radius, box.y1 - radius, radius, 0, G_PI_2);
  cairo_arc (cr, box.x0 + radius, box.y1 - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, box.x0 + radius, box.y0 + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
  cairo_set_source_rgb (cr, paper->red, paper->green, paper->blue);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, edge->red, edge->green, edge->blue, EDGE_ALPHA);
  cairo_set_line_width (cr, self->pixel);
  cairo_stroke (cr);
}

static void
paint_title (const Picture *self,
             cairo_t       *cr)
{
  const AtlasBox *card = &self->cards.title;
  double x = card->x0 + PADDING * self->pixel;
  double y = card->y0 + PADDING * self->pixel;

  paint_paper (self, cr, card);
  atlas_lettering_draw (self->lettering, cr, &self->title_style,
                        self->title, x, y, get_title_width (self), 0, 0);
  if (self->sample != NULL)
    atlas_lettering_draw (self->lettering, cr, &self->style->texts[ATLAS_TEXT_SAMPLE],
                          self->sample, x, y + self->title_height + LINE_GAP * self->pixel,
                          0, 0, 0);
}

static void
paint_legend (const Picture *self,
              cairo_t       *cr)
{
  const AtlasBox *card = &self->cards.legend;

  if (atlas_box_is_empty (card))
    return;

  paint_paper (self, cr, card);
  atlas_legend_paint (cr, self->scene, shows_sites (self), self->view->point,
                      LEGEND_WIDTH * self->pixel,
                      card->x0 + PADDING * self->pixel, card->y0 + PADDING * self->pixel);
}

static void
paint_scale (const Picture *self,
             cairo_t       *cr)
{
  const AtlasBox *card = &self->cards.scale;
  double x = card->x0 + PADDING * self->pixel;
  double y = card->y0 + PADDING * self->pixel;

  paint_paper (self, cr, card);
  /* North is up in Mercator. */
  atlas_north_arrow_paint (cr, self->scene, self->view->point, 0,
                           x + ARROW_WIDTH / 2 * self->pixel, y);
  atlas_scale_bar_paint (cr, self->scene, self->view->point, self->metres, BAR_WIDTH * self->pixel,
                         x + (ARROW_WIDTH + ARROW_GAP) * self->pixel,
                         y + MAX (self->arrow_height - self->bar_height, 0));
}

void
atlas_map_picture_lay_out (const AtlasScene     *scene,
                           const AtlasView      *view,
                           AtlasMapPictureCards *cards)
{
  Picture self = picture_new (scene, view);

  *cards = self.cards;
  atlas_lettering_free (self.lettering);
}

void
atlas_map_picture_paint (cairo_t          *cr,
                         const AtlasView  *view,
                         const AtlasScene *scene)
{
  Picture self = picture_new (scene, view);

  cairo_save (cr);
  paint_map (&self, cr);
  paint_title (&self, cr);
  paint_legend (&self, cr);
  paint_scale (&self, cr);
  cairo_restore (cr);
  atlas_lettering_free (self.lettering);
}

AtlasView
atlas_map_picture_scale_view (const AtlasView *view,
                              double           factor)
{
  double change = factor * POINT / view->point;
  AtlasView other = *view;

  other.width = MAX (rint (view->width * change), 1);
  other.height = MAX (rint (view->height * change), 1);
  other.scale *= change;
  other.point *= change;

  return other;
}
