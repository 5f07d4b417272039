#pragma once

#include "atlas-map-layer.h"
#include "atlas-map-tool.h"

G_BEGIN_DECLS

/**
 * AtlasMapInput:
 *
 * Gives what pointer and keys do on a #ShumateMap to its tool. Its controllers
 * are the map's: on layers none ever fires.
 *
 * Signals: `pointed` (const AtlasMapEvent *, nullable): where the pointer is
 * over the map, or %NULL: it has left; `clicked` (const AtlasMapEvent *): the main
 * button was pressed and released there, or a key like Enter did the same in the
 * middle, and the tool has done its part; `escaped`: Escape was pressed likewise;
 * `menu-wanted` (const AtlasMapEvent *): the second button or the key for menus was
 * pressed; `turned` (int): a button of
 * the mouse led back (-1) or forward (1).
 */
#define ATLAS_TYPE_MAP_INPUT (atlas_map_input_get_type ())
G_DECLARE_FINAL_TYPE (AtlasMapInput, atlas_map_input, ATLAS, MAP_INPUT, GObject)

/* @ground: the layer that says which place is where; both borrowed, and not
 * used any more once they are gone */
AtlasMapInput *atlas_map_input_new      (ShumateMap    *map,
                                         AtlasMapLayer *ground);

/* A drag of the tool before is cancelled. */
void           atlas_map_input_set_tool (AtlasMapInput *self,
                                         AtlasMapTool  *tool);

/* What the tool is dragging, if anything, is let go of and does not count: the map
 * shows something else. */
void           atlas_map_input_cancel_drag (AtlasMapInput *self);

/* What Escape does on the map, for one that was pressed elsewhere. Returns: has the
 * key done its work? */
gboolean       atlas_map_input_escape   (AtlasMapInput *self);

/* Under the pointer is something else, though it rests: the tool is told before the
 * next frame. */
void           atlas_map_input_look_again (AtlasMapInput *self);

/* The place at @x, @y, CSS pixels of the map; FALSE: no map is shown yet. */
gboolean       atlas_map_input_locate   (AtlasMapInput *self,
                                         double         x,
                                         double         y,
                                         AtlasMapEvent *event);

G_END_DECLS
