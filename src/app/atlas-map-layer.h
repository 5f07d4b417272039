#pragma once

#include "atlas-lettering-sheet.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

/**
 * AtlasMapLayer:
 *
 * Draws a scene in a #ShumateMap with a tile grid of its own: sharp at every
 * zoom, drawn by workers, never blank. While the zoom changes, the old tiles
 * are shown scaled; behind everything lies a small picture of the whole city.
 *
 * It does not draw its names: whoever draws on the map does, over what would cut
 * them. Signal `names-changed`: they are others, or at other places. Signal `shown`:
 * a picture of another scene that was held back until all of it is there is shown
 * with the next frame.
 */
#define ATLAS_TYPE_MAP_LAYER (atlas_map_layer_get_type ())
G_DECLARE_FINAL_TYPE (AtlasMapLayer, atlas_map_layer, ATLAS, MAP_LAYER, ShumateLayer)

AtlasMapLayer *atlas_map_layer_new         (ShumateViewport *viewport);

/* @scene: (nullable): of %ATLAS_CRS_MERCATOR. What was shown stays until the
 * new scene is drawn. */
void           atlas_map_layer_set_scene   (AtlasMapLayer   *self,
                                            AtlasScene      *scene);

/* The same for a scene that differs from the present one only within @changed,
 * scene coordinates, its shapes being related: only tiles it touches are drawn
 * anew. With a change a frame some of them are skipped, but never the last. */
void           atlas_map_layer_set_scene_within (AtlasMapLayer  *self,
                                            AtlasScene      *scene,
                                            const AtlasBox  *changed);

/* (nullable) */
AtlasScene    *atlas_map_layer_get_scene   (AtlasMapLayer   *self);

/* Blocks that are drawn as selected, as guint; (nullable): none. Moving the map
 * then costs what it costs without, but it takes a moment until they show. */
void           atlas_map_layer_set_marked  (AtlasMapLayer   *self,
                                            GBytes          *marked);

/* Are they drawn? */
gboolean       atlas_map_layer_is_marked   (AtlasMapLayer   *self);

/* What lies over the map, in CSS pixels of the layer: lettering keeps off it.
 * @covers: (array length=n_covers): copied; up to %ATLAS_LETTERING_MAX_COVERS */
void           atlas_map_layer_set_covers  (AtlasMapLayer   *self,
                                            const AtlasBox  *covers,
                                            guint            n_covers);

/* Is a picture held back? Not for long: what there is then is shown. */
gboolean       atlas_map_layer_is_held     (AtlasMapLayer   *self);

/* Is the ground of all that is seen drawn at the present zoom? */
gboolean       atlas_map_layer_is_sharp    (AtlasMapLayer   *self);

/* Its lettering as well, placed for a map at rest? */
gboolean       atlas_map_layer_is_complete (AtlasMapLayer   *self);

/* Draws the names. */
void           atlas_map_layer_snapshot_names (AtlasMapLayer *self,
                                            GtkSnapshot     *snapshot);

/* (nullable): the lettering that is shown. */
const AtlasLetteringSheet *
               atlas_map_layer_get_lettering (AtlasMapLayer *self);

/* What part of the scene is seen, in device pixels; FALSE before there is
 * anything to see. */
gboolean       atlas_map_layer_get_view    (AtlasMapLayer   *self,
                                            AtlasView       *view);

G_END_DECLS
