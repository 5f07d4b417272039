#pragma once

#include "atlas-scene.h"
#include "atlas-view.h"

#include <cairo.h>

G_BEGIN_DECLS

/* A picture of the map as the window shows it, to be pasted elsewhere: the map
 * with its lettering and, on cards in the corners, its title, 示例数据 for
 * made-up data, the legend and the scale bar with its north arrow. The scene's
 * shapes must be of %ATLAS_CRS_MERCATOR. Any thread. */

/**
 * AtlasMapPictureCards:
 * @title: upper left: the map's title, and 示例数据 below it
 * @legend: lower right, above the scale; empty where it would take more than
 *   half of the picture
 * @scale: lower right
 *
 * Where the cards are, device units of the view.
 */
typedef struct
{
  AtlasBox title;
  AtlasBox legend;
  AtlasBox scale;
} AtlasMapPictureCards;

void      atlas_map_picture_lay_out (const AtlasScene     *scene,
                                     const AtlasView      *view,
                                     AtlasMapPictureCards *cards);

/* (0, 0) is the view's upper left corner; the caller clips to the picture. */
void      atlas_map_picture_paint   (cairo_t              *cr,
                                     const AtlasView      *view,
                                     const AtlasScene     *scene);

/**
 * atlas_map_picture_scale_view:
 * @factor: device units a CSS pixel
 *
 * Returns: the view that shows the same in a picture of another resolution, of
 *   whole device units, and as large to the eye
 */
AtlasView atlas_map_picture_scale_view (const AtlasView   *view,
                                        double             factor);

G_END_DECLS
