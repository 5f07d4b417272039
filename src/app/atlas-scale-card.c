#include "atlas-scale-card.h"

#include "atlas-north-arrow.h"
#include "atlas-scale-bar.h"

#include <math.h>

#define MAX_WIDTH 200.0
/* The north arrow stands at the left of the bar. */
#define ARROW_WIDTH 24.0
#define ARROW_GAP 14.0
/* Below this share of change the bar would not move by half a pixel. */
#define TOLERANCE 0.001

struct _AtlasScaleCard
{
  AtlasMapCard parent_instance;

  double       metres_per_pixel;
};

G_DEFINE_FINAL_TYPE (AtlasScaleCard, atlas_scale_card, ATLAS_TYPE_MAP_CARD)

static void
measure_bar (AtlasScaleCard   *self,
             const AtlasScene *scene,
             double           *width,
             double           *height)
{
  atlas_scale_bar_measure (scene, ATLAS_MAP_CARD_POINT, self->metres_per_pixel, MAX_WIDTH,
                           width, height);
}

static void
atlas_scale_card_measure (AtlasMapCard     *card,
                          const AtlasScene *scene,
                          double           *width,
                          double           *height)
{
  double arrow = atlas_north_arrow_measure (scene, ATLAS_MAP_CARD_POINT);

  measure_bar (ATLAS_SCALE_CARD (card), scene, width, height);
  *width += ARROW_WIDTH + ARROW_GAP;
  *height = MAX (*height, arrow);
}

static void
atlas_scale_card_paint (AtlasMapCard     *card,
                        cairo_t          *cr,
                        const AtlasScene *scene)
{
  AtlasScaleCard *self = ATLAS_SCALE_CARD (card);
  double arrow = atlas_north_arrow_measure (scene, ATLAS_MAP_CARD_POINT);
  double width, height;

  measure_bar (self, scene, &width, &height);
  /* North is up in Mercator. */
  atlas_north_arrow_paint (cr, scene, ATLAS_MAP_CARD_POINT, 0, ARROW_WIDTH / 2, 0);
  atlas_scale_bar_paint (cr, scene, ATLAS_MAP_CARD_POINT, self->metres_per_pixel, MAX_WIDTH,
                         ARROW_WIDTH + ARROW_GAP, MAX (arrow - height, 0));
}

static void
atlas_scale_card_class_init (AtlasScaleCardClass *klass)
{
  ATLAS_MAP_CARD_CLASS (klass)->measure = atlas_scale_card_measure;
  /* The bar's width changes with the map's scale, and where the city is fitted in that
   * is while the map is laid out. */
  ATLAS_MAP_CARD_CLASS (klass)->most_width = ARROW_WIDTH + ARROW_GAP + MAX_WIDTH;
  ATLAS_MAP_CARD_CLASS (klass)->paint = atlas_scale_card_paint;
}

static void
atlas_scale_card_init (AtlasScaleCard *self)
{
  self->metres_per_pixel = 1;
}

void
atlas_scale_card_set_metres_per_pixel (AtlasScaleCard *self,
                                       double          metres)
{
  g_return_if_fail (ATLAS_IS_SCALE_CARD (self));
  g_return_if_fail (metres > 0);

  if (fabs (metres / self->metres_per_pixel - 1) < TOLERANCE)
    return;

  self->metres_per_pixel = metres;
  atlas_map_card_changed (ATLAS_MAP_CARD (self));
}

double
atlas_scale_card_get_metres_per_pixel (AtlasScaleCard *self)
{
  g_return_val_if_fail (ATLAS_IS_SCALE_CARD (self), 0);

  return self->metres_per_pixel;
}
