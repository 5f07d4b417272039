#pragma once

#include "atlas-change-marks.h"
#include "atlas-map-layer.h"
#include "atlas-map-tool.h"
#include "atlas-selection.h"
#include "atlas-site-marks.h"

G_BEGIN_DECLS

/**
 * AtlasMarkLayer:
 *
 * What is drawn over a map anew in each frame: which blocks are selected, then
 * the map's names, so that no outline cuts them, and on top which blocks and sites
 * are others than they were, what the tool draws and the mark of a place. More than
 * some blocks are left to the ground, whose workers draw them.
 */
#define ATLAS_TYPE_MARK_LAYER (atlas_mark_layer_get_type ())
G_DECLARE_FINAL_TYPE (AtlasMarkLayer, atlas_mark_layer, ATLAS, MARK_LAYER, ShumateLayer)

/* Over @ground, whose scene it marks. */
AtlasMarkLayer *atlas_mark_layer_new           (AtlasMapLayer  *ground);

void            atlas_mark_layer_set_selection (AtlasMarkLayer *self,
                                                AtlasSelection *selection);
void            atlas_mark_layer_set_tool      (AtlasMarkLayer *self,
                                                AtlasMapTool   *tool);

/* Which blocks are others than they were. @marks: (array length=n_marks): copied,
 * their places are found here; none: nothing is marked */
void            atlas_mark_layer_set_changes   (AtlasMarkLayer *self,
                                                const AtlasChangeMark *marks,
                                                guint           n_marks);

/* Which sites are. @marks: (array length=n_marks): copied, with places in EPSG:4548 */
void            atlas_mark_layer_set_site_changes (AtlasMarkLayer *self,
                                                const AtlasSiteMark *marks,
                                                guint           n_marks);

/* A small cross at the middle of the map: what the Enter key means. */
void            atlas_mark_layer_show_middle   (AtlasMarkLayer *self,
                                                gboolean        shown);

/* A ring around @place, normalised Web Mercator, until there is another or it is
 * hidden: there it is. */
void            atlas_mark_layer_show_place    (AtlasMarkLayer *self,
                                                AtlasPoint      place);
void            atlas_mark_layer_hide_place    (AtlasMarkLayer *self);

/* Returns: is there a place that is marked? @place: (out): where */
gboolean        atlas_mark_layer_get_place     (AtlasMarkLayer *self,
                                                AtlasPoint     *place);

/* Are the marks drawn that are to be seen? */
gboolean        atlas_mark_layer_is_complete   (AtlasMarkLayer *self);

G_END_DECLS
