#pragma once

#include "atlas-scene.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasStripMap:
 *
 * One of several small maps of a density that differ in bandwidth: a button with the
 * bandwidth, the largest value and a picture, on which hot spots are ringed. Drawn off
 * the main thread.
 */
#define ATLAS_TYPE_STRIP_MAP (atlas_strip_map_get_type ())
G_DECLARE_FINAL_TYPE (AtlasStripMap, atlas_strip_map, ATLAS, STRIP_MAP, GtkButton)

GtkWidget  *atlas_strip_map_new         (void);

/**
 * atlas_strip_map_show:
 * @scene: with a density
 * @extent: what is to be seen of it, scene coordinates
 * @places: (array length=n): that are ringed, by their numbers from 1; scene
 *   coordinates
 *
 * The picture before stays until there is another.
 */
void        atlas_strip_map_show        (AtlasStripMap    *self,
                                         AtlasScene       *scene,
                                         const AtlasBox   *extent,
                                         const AtlasPoint *places,
                                         guint             n);

/* Is it what the window's map shows? */
void        atlas_strip_map_set_current (AtlasStripMap    *self,
                                         gboolean          current);

/* What it shows; (nullable): nothing yet */
AtlasScene *atlas_strip_map_get_scene   (AtlasStripMap    *self);

/* Is the picture that of the scene? */
gboolean    atlas_strip_map_is_drawn    (AtlasStripMap    *self);

G_END_DECLS
