#pragma once

#include "atlas-scene.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasMapCard:
 *
 * A piece of paper over the map, in the map's own colours whatever the
 * interface's are, on which a subclass draws something of the scene.
 */
#define ATLAS_TYPE_MAP_CARD (atlas_map_card_get_type ())
G_DECLARE_DERIVABLE_TYPE (AtlasMapCard, atlas_map_card, ATLAS, MAP_CARD, GtkWidget)

/* CSS pixels per typographic point. */
#define ATLAS_MAP_CARD_POINT (96.0 / 72.0)

/* Between a card's edge and what is drawn, CSS pixels. */
#define ATLAS_MAP_CARD_MARGIN 12.0

/**
 * AtlasMapCardClass:
 * @measure: the size of what is drawn, without the card's margins
 * @most_width: 0, or the most that @measure will ever say: the card asks for that, and
 *   need not get it: its paper lies at the right of what it gets, see
 *   atlas_map_card_get_spare_width(). For a card that draws something else as the map
 *   moves, even while that is being laid out, when no widget may ask for another size.
 *   CSS pixels, as all of these
 * @changed: (nullable): the scene, or the size of what is drawn, is another one
 * @paint: draws it, its upper left corner at (0, 0); units are CSS pixels
 */
struct _AtlasMapCardClass
{
  GtkWidgetClass parent_class;

  void (*measure) (AtlasMapCard     *self,
                   const AtlasScene *scene,
                   double           *width,
                   double           *height);
  void (*paint)   (AtlasMapCard     *self,
                   cairo_t          *cr,
                   const AtlasScene *scene);
  void (*changed) (AtlasMapCard     *self);
  double most_width;
};

/* @scene: (nullable): %NULL hides the card */
void        atlas_map_card_set_scene (AtlasMapCard *self,
                                      AtlasScene   *scene);
AtlasScene *atlas_map_card_get_scene (AtlasMapCard *self);

/* How much less than it asks for the card will do with, CSS pixels. */
int         atlas_map_card_get_spare_width (AtlasMapCard *self);

/* What is drawn has changed its size. */
void        atlas_map_card_changed   (AtlasMapCard *self);

G_END_DECLS
