#pragma once

#include "atlas-density-terms.h"
#include "atlas-drawn-layer.h"
#include "atlas-style.h"

G_BEGIN_DECLS

/**
 * AtlasSceneOptions:
 * @order: a permutation of the layers, drawn from the first to the last; the
 *   names are on top wherever they stand
 * @opacity: 0 to 1, by layer
 * @visible: bits 1 << #AtlasDrawnLayer
 * @hidden_fills: bits 1 << #AtlasFillId: classes and zones that are not drawn
 * @hatched: classes are hatched as the style has it
 * @density: of a density map
 *
 * What a person has chosen of a map's layers. A plain value.
 */
typedef struct
{
  AtlasDrawnLayer order[ATLAS_N_DRAWN_LAYERS];
  double          opacity[ATLAS_N_DRAWN_LAYERS];
  guint           visible;
  guint           hidden_fills;
  gboolean        hatched;
  AtlasDensityTerms density;
} AtlasSceneOptions;

/* The map as the plan has it. */
void     atlas_scene_options_init      (AtlasSceneOptions       *self,
                                        const AtlasMapStyle     *map);

/* Can the map draw the layer at all? A density needs a resource. */
gboolean atlas_scene_options_offers    (const AtlasMapStyle     *map,
                                        AtlasDrawnLayer          layer);

gboolean atlas_scene_options_shows     (const AtlasSceneOptions *self,
                                        AtlasDrawnLayer          layer);
void     atlas_scene_options_set_shown (AtlasSceneOptions       *self,
                                        AtlasDrawnLayer          layer,
                                        gboolean                 shown);

/* Moves the layer to place @position in the order of drawing; the others keep theirs
 * among themselves. */
void     atlas_scene_options_move      (AtlasSceneOptions       *self,
                                        AtlasDrawnLayer          layer,
                                        guint                    position);

/* Moves it right over @other, or right under it. */
void     atlas_scene_options_move_over (AtlasSceneOptions       *self,
                                        AtlasDrawnLayer          layer,
                                        AtlasDrawnLayer          other);
void     atlas_scene_options_move_under (AtlasSceneOptions      *self,
                                        AtlasDrawnLayer          layer,
                                        AtlasDrawnLayer          other);

/* Over the next one of the layers that @map offers, or, if not @up, under it.
 * Returns: whether there was one; the names neither move nor are passed. */
gboolean atlas_scene_options_step      (AtlasSceneOptions       *self,
                                        const AtlasMapStyle     *map,
                                        AtlasDrawnLayer          layer,
                                        gboolean                 up);

/* The layer's place in the order of drawing. */
guint    atlas_scene_options_find      (const AtlasSceneOptions *self,
                                        AtlasDrawnLayer          layer);

gboolean atlas_scene_options_shows_fill (const AtlasSceneOptions *self,
                                        AtlasFillId              fill);
void     atlas_scene_options_set_fill_shown (AtlasSceneOptions  *self,
                                        AtlasFillId              fill,
                                        gboolean                 shown);

gboolean atlas_scene_options_equal     (const AtlasSceneOptions *self,
                                        const AtlasSceneOptions *other);

/* The word for the fill of a class or a ring zone in settings and actions, that
 * of its vocabulary, like "renewal"; %NULL: a fill that can't be hidden. */
const char *atlas_fill_get_key (AtlasFillId  fill);

/* Returns: the class's or ring zone's fill; -1: none has that key */
int         atlas_fill_find    (const char  *key);

G_END_DECLS
