#pragma once

#include "atlas-map-view.h"

G_BEGIN_DECLS

/* Shows @box whole, EPSG:4548, metres; a point from near. */
void atlas_map_travel_show_box        (AtlasMapView   *map_view,
                                       const AtlasBox *box);

/* Moves the map no more than it takes to see all of @box, EPSG:4548, metres, with
 * nothing of it under the legend or another card; not at all where that is larger
 * than the map. */
void atlas_map_travel_bring_into_view (AtlasMapView   *map_view,
                                       const AtlasBox *box);

G_END_DECLS
