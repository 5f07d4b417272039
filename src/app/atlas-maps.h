#pragma once

#include "atlas-density-input.h"
#include "atlas-document.h"
#include "atlas-locator.h"
#include "atlas-scene.h"

G_BEGIN_DECLS

/**
 * AtlasMaps:
 *
 * An open plan and its six maps, ready to be drawn in a window. They follow the
 * document: what is read from the plan at once, densities when they have been
 * computed, which is at once, too, where it is quickly done. Main thread.
 *
 * Signal `changed` (#AtlasBox: where the maps look different, their densities aside, in
 * their scenes' coordinates): the scenes are others than before.
 * Signal `densities-changed`: those of the density maps are.
 */
#define ATLAS_TYPE_MAPS (atlas_maps_get_type ())
G_DECLARE_FINAL_TYPE (AtlasMaps, atlas_maps, ATLAS, MAPS, GObject)

/**
 * atlas_maps_load_async:
 * @first: 1–6: the map that is to be shown first
 *
 * Opens a plan and prepares its maps, all of it in threads. Densities of other
 * maps than @first, and the document's history, follow when the main loop has
 * nothing else to do. Errors as atlas_document_open_plan(),
 * atlas_density_region_find_extent() and atlas_density_compute().
 */
void           atlas_maps_load_async    (GFile                *file,
                                         AtlasLanguage         language,
                                         guint                 first,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
AtlasMaps     *atlas_maps_load_finish   (GAsyncResult         *result,
                                         GError              **error);

/* The same plan with maps in another language; nothing is read again.
 * (transfer full) */
AtlasMaps     *atlas_maps_translate     (AtlasMaps            *self,
                                         AtlasLanguage         language);

/* During `changed` and `densities-changed`. @map: 1–6. @change: (out): around what is
 * another in its density, metres; empty: nothing. Returns: whether there is a bound */
gboolean       atlas_maps_get_density_change (AtlasMaps       *self,
                                         guint                 map,
                                         AtlasBox             *change);

/* How the density of a map is computed; the plan's until it is set. @map: 1–6. Set,
 * it is computed on a thread; changes that follow each other faster than that skip
 * some. Nothing is taken off where the plan has no such state. */
const AtlasDensitySettings *
               atlas_maps_get_density_settings (AtlasMaps     *self,
                                         guint                 map);
void           atlas_maps_set_density_settings (AtlasMaps     *self,
                                         guint                 map,
                                         const AtlasDensitySettings *settings);

/* What the map's density is computed from now. @map: one that has a density. Returns:
 * (transfer full) */
AtlasDensityInput *
               atlas_maps_dup_density_input (AtlasMaps        *self,
                                         guint                 map);

/* Does each map have the density of the plan as it is now? */
gboolean       atlas_maps_are_complete  (AtlasMaps            *self);

AtlasDocument *atlas_maps_get_document  (AtlasMaps            *self);
AtlasPlan     *atlas_maps_get_plan      (AtlasMaps            *self);

/* What lies where in the plan; any thread may hold a reference. */
AtlasLocator  *atlas_maps_get_locator   (AtlasMaps            *self);

/* @map: 1–6 */
AtlasScene    *atlas_maps_get_scene     (AtlasMaps            *self,
                                         guint                 map);

/* The map's title as the style has it. */
const char    *atlas_maps_get_title     (AtlasMaps            *self,
                                         guint                 map);

/* The code of the block that a place, EPSG:4548, lies in. (nullable): it is in none */
const char    *atlas_maps_find_code     (AtlasMaps            *self,
                                         AtlasPoint            place);

/* What lies at a place, EPSG:4548: "Xicheng · XC00-0101 Name", district and block,
 * or what there is of it. Returns: (transfer full) */
char          *atlas_maps_name_place    (AtlasMaps            *self,
                                         AtlasPoint            place);

/* Returns: (transfer full): the plan's title */
char          *atlas_maps_dup_plan_title (AtlasMaps           *self);

G_END_DECLS
