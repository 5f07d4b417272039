#pragma once

#include "atlas-coordinate.h"
#include "atlas-maps.h"
#include "atlas-quantity.h"
#include "atlas-selection.h"

G_BEGIN_DECLS

/**
 * AtlasSession:
 *
 * What a window shows: the open plan's maps, which of them, the layers of
 * each, how they look, and which blocks are selected. Panels look at it and
 * change it; none knows another. What a person chose is kept in the settings.
 * Main thread.
 *
 * Properties: `maps`, `map` (1–6), `palette` (a variant of the style), `hatched`,
 * `legend-folded`, `legend-corner` ("top-left", "top-right", "bottom-left" or
 * "bottom-right"), `text-scale` (1: as on the sheets), `select-shape` ("rectangle" or
 * "lasso": what a drag draws around blocks; anything else leaves it as it is),
 * `shows-sites`: what is seen is large enough for single sites, as the map tells.
 * `notify::map` comes before the change of the scene. Read-only, from the preferences: `area-unit` (#AtlasAreaUnit),
 * `floor-area-unit` (#AtlasFloorAreaUnit), `notation` (#AtlasNotation).
 *
 * Signal `scene-changed`: atlas_session_get_scene() is another one. `plan-changed`,
 * before it: the plan has been edited. `densities-changed`, before it, too: they have
 * followed; the plan is the same.
 */
#define ATLAS_TYPE_SESSION (atlas_session_get_type ())
G_DECLARE_FINAL_TYPE (AtlasSession, atlas_session, ATLAS, SESSION, GObject)

/* @settings: (nullable): where choices are kept */
AtlasSession   *atlas_session_new           (GSettings               *settings);

/* Another plan: selects nothing. @maps: (nullable) */
void            atlas_session_set_maps      (AtlasSession            *self,
                                             AtlasMaps               *maps);

/* Goes on where @other is: its map, layers and selection. @maps: of the same
 * plan, maybe in another language */
void            atlas_session_take_over     (AtlasSession            *self,
                                             AtlasSession            *other,
                                             AtlasMaps               *maps);

/* The same plan, read once more: layers stay, and those blocks are selected that
 * still are there. */
void            atlas_session_replace_maps  (AtlasSession            *self,
                                             AtlasMaps               *maps);

/* (nullable): no plan is open */
AtlasMaps      *atlas_session_get_maps      (AtlasSession            *self);

void            atlas_session_set_map       (AtlasSession            *self,
                                             guint                    map);
guint           atlas_session_get_map       (AtlasSession            *self);

/* What is shown; (nullable): no plan is open. */
AtlasScene     *atlas_session_get_scene     (AtlasSession            *self);

/* During `scene-changed`: where the scene differs from the one before, in its
 * coordinates; (nullable): anywhere. Borrowed. */
const AtlasBox *atlas_session_get_changed_box (AtlasSession          *self);

/* A map with the plan's own layers in the palette at hand, for a small picture.
 * Returns: (transfer full) (nullable): no plan is open */
AtlasScene     *atlas_session_dup_overview (AtlasSession             *self,
                                            guint                     map);

/* The layers of the map that is shown. Without a plan they are what a map
 * without content has. */
const AtlasSceneOptions *atlas_session_get_options (AtlasSession     *self);
void            atlas_session_set_options   (AtlasSession            *self,
                                             const AtlasSceneOptions *options);

/* Do they differ from what the plan has, for the map that is shown? */
gboolean        atlas_session_has_own_options (AtlasSession          *self);

/* As the plan has them: for the map that is shown. */
void            atlas_session_reset_options (AtlasSession            *self);

/* How the density of the map that is shown is computed, kept between runs. There is
 * a plan. */
const AtlasDensitySettings *
                atlas_session_get_density_settings (AtlasSession     *self);
void            atlas_session_set_density_settings (AtlasSession     *self,
                                             const AtlasDensitySettings *settings);

AtlasSelection *atlas_session_get_selection (AtlasSession            *self);

/* Is the shape of selecting the lasso? */
gboolean        atlas_session_has_lasso     (AtlasSession            *self);

/* How quantities and places are to be written. */
AtlasAreaUnit      atlas_session_get_area_unit       (AtlasSession   *self);
AtlasFloorAreaUnit atlas_session_get_floor_area_unit (AtlasSession   *self);
AtlasNotation      atlas_session_get_notation        (AtlasSession   *self);

G_END_DECLS
