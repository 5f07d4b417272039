#pragma once

#include "atlas-scale-bar.h"
#include "atlas-scene.h"

#include <cairo.h>

G_BEGIN_DECLS

/* The legend of a scene, made from the style's entries: swatches, lines,
 * symbols and the density ramp with numbers and unit. What is hidden has an
 * empty key and paler words. All measures are in
 * device units, @point is device units per typographic point (AtlasView). */

/* The size it takes when texts may be up to @max_width wide altogether. @sites:
 * is it for a picture that is near enough for single sites, see
 * atlas_painter_shows_sites()? */
void atlas_legend_measure (const AtlasScene *scene,
                           gboolean          sites,
                           double            point,
                           double            max_width,
                           double           *width,
                           double           *height);

void atlas_legend_paint   (cairo_t          *cr,
                           const AtlasScene *scene,
                           gboolean          sites,
                           double            point,
                           double            max_width,
                           double            x,
                           double            y);

/* One entry of a legend, for clicking. */
typedef struct
{
  AtlasLegendEntry entry; /* texts are borrowed from the scene's style */
  int              layer; /* AtlasDrawnLayer; -1: none */
  AtlasBox         box;   /* device units from the legend's upper left corner; as wide as it */
  gboolean         shown; /* FALSE: hidden, with an empty key */
} AtlasLegendRow;

/**
 * atlas_legend_list_rows:
 *
 * Where atlas_legend_paint() with the same arguments puts the entries: the
 * map's own, hidden ones too, so that they can be had back, and those of
 * layers that were switched on besides.
 *
 * Returns: (transfer full) (element-type AtlasLegendRow): from top to bottom
 */
GArray *atlas_legend_list_rows (const AtlasScene *scene,
                                gboolean          sites,
                                double            point,
                                double            max_width);

G_END_DECLS
