#pragma once

#include "atlas-scene.h"

G_BEGIN_DECLS

/* What stands in the legend of a scene, before it is laid out. Private to
 * cartography. */

typedef struct
{
  AtlasLegendEntry entry; /* texts are the style's */
  int              layer; /* AtlasDrawnLayer; -1: always drawn */
  gboolean         shown; /* FALSE: its layer, class or zone is hidden */
} AtlasLegendItem;

/**
 * atlas_legend_entries_list:
 *
 * First the map's own, shown or hidden; then those of the layers that it has
 * not by itself but that were switched on, in the order of #AtlasDrawnLayer. Of
 * such a layer the first map tells that has entries for it, else the style's
 * name of the layer. Contours come after the density that has them. With @sites the map's own sites are among them, as
 * atlas_legend_measure() has it.
 *
 * Returns: (transfer full) (element-type AtlasLegendItem)
 */
GArray *atlas_legend_entries_list (const AtlasScene *scene,
                                   gboolean          sites);

G_END_DECLS
