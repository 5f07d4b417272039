#pragma once

#include "atlas-contours.h"
#include "atlas-ramp.h"
#include "atlas-scene-options.h"
#include "atlas-shapes.h"

G_BEGIN_DECLS

/**
 * AtlasScene:
 *
 * An immutable snapshot of what one map shows: shapes, style, which of the six
 * maps, language, density, layers. Cheap to make, reference-counted, any thread.
 */
typedef struct _AtlasScene AtlasScene;

/**
 * atlas_scene_new:
 * @map: 1–6
 * @density: (nullable): for the density maps, amount per km² in EPSG:4548
 *   (m² of floor area per km²)
 */
AtlasScene       *atlas_scene_new          (AtlasShapes      *shapes,
                                            AtlasStyle       *style,
                                            guint             map,
                                            AtlasLanguage     language,
                                            AtlasGrid        *density);

/* The same with layers as @options has them; %NULL: as the map has them. Copied. */
AtlasScene       *atlas_scene_new_with_options (AtlasShapes   *shapes,
                                            AtlasStyle       *style,
                                            guint             map,
                                            AtlasLanguage     language,
                                            AtlasGrid        *density,
                                            const AtlasSceneOptions *options);

/* The same. What takes time to find of a density, its classes and contours, is taken
 * over from @like where that has the same one, to be looked at in the same way. */
AtlasScene       *atlas_scene_new_like     (const AtlasScene *like,
                                            AtlasShapes      *shapes,
                                            AtlasStyle       *style,
                                            AtlasLanguage     language,
                                            AtlasGrid        *density,
                                            const AtlasSceneOptions *options);

/* What its density was computed from and how, in a few lines that go on sheets. Before
 * anybody else has the scene. @receipt: (transfer full) */
void              atlas_scene_take_receipt (AtlasScene       *self,
                                            char             *receipt);

/* Returns: (nullable) */
const char       *atlas_scene_get_receipt  (const AtlasScene *self);

AtlasScene       *atlas_scene_ref          (AtlasScene       *self);
void              atlas_scene_unref        (AtlasScene       *self);

AtlasShapes      *atlas_scene_get_shapes   (const AtlasScene *self);
const AtlasStyle *atlas_scene_get_style    (const AtlasScene *self);
const AtlasMapStyle *atlas_scene_get_map_style (const AtlasScene *self);
guint             atlas_scene_get_map      (const AtlasScene *self);
AtlasLanguage     atlas_scene_get_language (const AtlasScene *self);
AtlasGrid        *atlas_scene_get_density  (const AtlasScene *self);

/* The colours of the density, where there is one. */
const AtlasRamp  *atlas_scene_get_ramp     (const AtlasScene *self);

/* Of the density at the numbers of its ramp, in the scene's coordinates; made when it
 * is asked for first. There is a density. */
const AtlasContours *atlas_scene_get_contours (const AtlasScene *self);
const AtlasSceneOptions *atlas_scene_get_options (const AtlasScene *self);

/* Is all that is drawn the same, but for the density? */
gboolean          atlas_scene_is_like_but_density (const AtlasScene *self,
                                                   const AtlasScene *other);

/* Is the layer drawn? A map's density only where there is one. */
gboolean          atlas_scene_shows        (const AtlasScene *self,
                                            AtlasDrawnLayer   layer);

/* Are blocks of a class, or a ring zone, drawn where their layer is? */
gboolean          atlas_scene_shows_class  (const AtlasScene *self,
                                            int               class_);
gboolean          atlas_scene_shows_zone   (const AtlasScene *self,
                                            int               zone);

/* How many blocks are of a class. */
guint             atlas_scene_get_class_count (const AtlasScene *self,
                                               AtlasClass        class_);

/* The plan's data are made up, and every picture must say so. */
gboolean          atlas_scene_is_sample    (const AtlasScene *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasScene, atlas_scene_unref)

G_END_DECLS
