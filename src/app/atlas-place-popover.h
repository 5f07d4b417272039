#pragma once

#include "atlas-coordinate.h"
#include "atlas-maps.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasPlacePopover:
 *
 * A place in both systems of coordinates, to be copied, an entry for another
 * place, and how coordinates are written (`win.notation`).
 *
 * What isn't a coordinate is looked for among blocks, sites, districts and zones:
 * the popover activates `win.zoom-to`, and of a block `win.select`, too.
 *
 * Signal `place-chosen` (const AtlasPoint *): somebody has typed a place to go
 * to, longitude and latitude in degrees; %NULL: a name, and the map is on its way.
 */
#define ATLAS_TYPE_PLACE_POPOVER (atlas_place_popover_get_type ())
G_DECLARE_FINAL_TYPE (AtlasPlacePopover, atlas_place_popover, ATLAS, PLACE_POPOVER, GtkPopover)

/* The place to be copied: @degrees as @notation writes it, unless that is for
 * the plane. */
void atlas_place_popover_set_place (AtlasPlacePopover *self,
                                    AtlasPoint         degrees,
                                    AtlasPoint         plane,
                                    AtlasNotation      notation);

/* @maps: (nullable): whose plan has the names; no reference is kept */
void atlas_place_popover_set_maps  (AtlasPlacePopover *self,
                                    AtlasMaps         *maps);

/* @area: longitudes and latitudes, degrees; other places can't be chosen */
void atlas_place_popover_set_area  (AtlasPlacePopover *self,
                                    const AtlasBox    *area);

G_END_DECLS
