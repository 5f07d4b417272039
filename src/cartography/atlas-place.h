#pragma once

#include "atlas-locator.h"
#include "atlas-region.h"
#include "atlas-scene.h"
#include "atlas-view.h"

G_BEGIN_DECLS

/**
 * AtlasPlace:
 * @site: @feature: @block: @district: by their numbers in the plan; -1: none
 * @layer: the #AtlasDrawnLayer of @feature, a point; -1: none
 * @zone: #AtlasZone; -1: none
 * @density: of the map, m² of floor area per km²; NAN: it shows none here
 *
 * What lies at a place of a map: sites, points and the density as far as the map
 * draws them; block, as atlas_place_find_block(), district and ring zone on every
 * map. A plain value.
 */
typedef struct
{
  int    site;
  int    layer;
  int    feature;
  int    block;
  int    district;
  int    zone;
  double density;
} AtlasPlace;

/**
 * atlas_place_find:
 * @plan: @locator: what @scene was made of
 * @view: what is seen of the scene: how far off a symbol may be hit
 * @point: EPSG:4548, metres
 *
 * On the thread that may use @plan.
 */
AtlasPlace  atlas_place_find     (AtlasPlan          *plan,
                                  const AtlasLocator *locator,
                                  const AtlasScene   *scene,
                                  const AtlasView    *view,
                                  AtlasPoint          point);

/**
 * atlas_place_find_block:
 *
 * The block at a place, for pointing at it: on every map, be blocks drawn there
 * or not. Where they are, those of a class that is hidden can't be pointed at.
 *
 * Returns: its number in the plan; -1: none
 */
int         atlas_place_find_block (AtlasPlan          *plan,
                                    const AtlasLocator *locator,
                                    const AtlasScene   *scene,
                                    AtlasPoint          point);

/**
 * atlas_place_list_blocks:
 * @region: (nullable): in the scene's coordinates; %NULL: everywhere
 *
 * For choosing with a rectangle or a lasso: the blocks that can be pointed at,
 * as of atlas_place_find_block(), and whose inner point is in @region, the place
 * where a map writes a block's code. So each block is in just one of two
 * regions side by side, and a region within a block chooses it only where it
 * holds that point. Looks at each block once, 100,000 in some milliseconds: for
 * the end of a drag, not for each of its frames.
 *
 * Returns: (transfer full) (element-type guint): their numbers, ascending
 */
GArray     *atlas_place_list_blocks (const AtlasScene   *scene,
                                     const AtlasRegion  *region);

/**
 * atlas_place_describe:
 *
 * Names in the map's language, the rest in that of the interface.
 *
 * Returns: (transfer full) (nullable): lines, from what is nearest to what is
 *   around it: site or point, block, district and zone, density; %NULL: nothing
 *   is there
 */
char       *atlas_place_describe (const AtlasPlace   *self,
                                  AtlasPlan          *plan,
                                  const AtlasScene   *scene);

/* District and ring zone: "Xicheng · Core". (transfer full) (nullable): %NULL: the
 * place is in neither. */
char       *atlas_place_name_area (const AtlasPlace  *self,
                                   AtlasPlan         *plan,
                                   const AtlasScene  *scene);

/* A block as people call it: "DX00-0207 Name", or the code where it has none.
 * (transfer full) */
char       *atlas_place_name_block (AtlasBlock       *block);

/* A value of the scene's density, amount per km², with its unit: "35.5 × 10⁴ m²/km²".
 * Returns: (transfer full) */
char       *atlas_place_dup_density (const AtlasScene *scene,
                                     double            density);

/* The number alone, "35.5". Returns: (transfer full) */
char       *atlas_place_dup_density_number (const AtlasScene *scene,
                                     double            density);

/* The unit alone. */
const char *atlas_place_get_density_unit (const AtlasScene *scene);

G_END_DECLS
