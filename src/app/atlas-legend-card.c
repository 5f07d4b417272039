#include "atlas-legend-card.h"

#include "atlas-legend.h"

/* Texts are broken at this width, CSS pixels. */
#define MAX_WIDTH 260.0

struct _AtlasLegendCard
{
  AtlasMapCard parent_instance;
};

G_DEFINE_FINAL_TYPE (AtlasLegendCard, atlas_legend_card, ATLAS_TYPE_MAP_CARD)

static void
atlas_legend_card_measure (AtlasMapCard     *card,
                           const AtlasScene *scene,
                           double           *width,
                           double           *height)
{
  atlas_legend_measure (scene, ATLAS_MAP_CARD_POINT, MAX_WIDTH, width, height);
}

static void
atlas_legend_card_paint (AtlasMapCard     *card,
                         cairo_t          *cr,
                         const AtlasScene *scene)
{
  atlas_legend_paint (cr, scene, ATLAS_MAP_CARD_POINT, MAX_WIDTH, 0, 0);
}

static void
atlas_legend_card_class_init (AtlasLegendCardClass *klass)
{
  ATLAS_MAP_CARD_CLASS (klass)->measure = atlas_legend_card_measure;
  ATLAS_MAP_CARD_CLASS (klass)->paint = atlas_legend_card_paint;
}

static void
atlas_legend_card_init (AtlasLegendCard *self)
{
}
