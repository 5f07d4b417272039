#pragma once

#include "atlas-map-tool.h"
#include "atlas-session.h"

G_BEGIN_DECLS

/**
 * AtlasSelectTool:
 *
 * The tool a map begins with: says what is under the pointer, and a click
 * selects the block there. With Shift it is added, with Control added or taken
 * off; a click on nothing, or Escape, selects nothing. Enter and the space bar
 * select at the middle of the map.
 *
 * A drag with Shift adds the blocks whose inner point it goes around, see
 * atlas_place_list_blocks(), with Control as well it takes them off. It draws the
 * session's `select-shape`, rectangle or lasso, with Alt the other one. What is held
 * when the button goes down counts.
 */
#define ATLAS_TYPE_SELECT_TOOL (atlas_select_tool_get_type ())
G_DECLARE_FINAL_TYPE (AtlasSelectTool, atlas_select_tool, ATLAS, SELECT_TOOL, AtlasMapTool)

AtlasMapTool *atlas_select_tool_new         (AtlasSession    *session);

/* The block under the pointer; -1: none. */
int           atlas_select_tool_get_hovered (AtlasSelectTool *self);

G_END_DECLS
