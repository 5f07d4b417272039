#pragma once

#include "atlas-density-receipt.h"
#include "atlas-density-settings.h"
#include "atlas-density-shares.h"
#include "atlas-weighted-places.h"

G_BEGIN_DECLS

/**
 * AtlasDensityInput:
 *
 * All that the density of a resource is computed from, as the plan was when it was
 * read: immutable, so that any thread may compute. Reference-counted.
 */
typedef struct _AtlasDensityInput AtlasDensityInput;

/**
 * atlas_density_input_new:
 *
 * @then: (nullable): the plan as it was at what the settings take off, if that is a
 *   state of it: else as it is
 *
 * Reads both plans on the caller's thread. %ATLAS_ERROR_ARGUMENT: the plan has neither
 * districts nor blocks, or a filter can't be read.
 *
 * Returns: (transfer full) (nullable)
 */
AtlasDensityInput *atlas_density_input_new     (AtlasPlan                   *plan,
                                                AtlasPlan                   *then,
                                                AtlasResource                resource,
                                                const AtlasDensitySettings  *settings,
                                                GError                     **error);

/* The same places with other kernels, cells and edges. @settings: of the same places, see
 * atlas_density_settings_equal_places(). Returns: (transfer full) */
AtlasDensityInput *atlas_density_input_new_like (const AtlasDensityInput    *other,
                                                const AtlasDensitySettings  *settings);
AtlasDensityInput *atlas_density_input_ref     (AtlasDensityInput           *self);
void               atlas_density_input_unref   (AtlasDensityInput           *self);

const AtlasDensitySettings *
                   atlas_density_input_get_settings (const AtlasDensityInput *self);
const AtlasWeightedPlaces *
                   atlas_density_input_get_places (const AtlasDensityInput  *self);

/* What is taken off; their sites are of the plan as it was then. (nullable): nothing */
const AtlasWeightedPlaces *
                   atlas_density_input_get_minus (const AtlasDensityInput   *self);

/* What the site of such a place is called, or its number. (nullable): it stands in for
 * those of a block */
const char        *atlas_density_input_get_minus_name (const AtlasDensityInput *self,
                                                guint                        place);

/* Around what may differ between the densities of both, inputs of one plan, in metres;
 * empty: nothing. With bandwidths of the places' own it is %ATLAS_BOX_EVERYWHERE. */
AtlasBox           atlas_density_input_find_change (const AtlasDensityInput *self,
                                                const AtlasDensityInput     *before);

/* Whose distance is a site's bandwidth: the neighbour of the settings, or the farthest
 * where there are too few sites for it. 0: nobody's */
guint              atlas_density_input_get_neighbour (const AtlasDensityInput *self);

/* What must be said of the density: the settings, with the neighbour that counts and the
 * median of the bandwidths that neighbours make. Blocking, unless the density was
 * computed. Any thread. */
AtlasDensityTerms  atlas_density_input_get_terms (const AtlasDensityInput *self);

/* What the density at a place is made of; see atlas_density_list_shares(), and for a
 * difference atlas_density_shares_take_off(). Places are numbers of
 * atlas_density_input_get_places(), those that are taken off of
 * atlas_density_input_get_minus().
 * Blocking, unless the density was computed or has a fixed bandwidth. Any thread.
 * Returns: (transfer full) (element-type AtlasDensityShare) */
GArray            *atlas_density_input_list_shares (const AtlasDensityInput *self,
                                                AtlasPoint                   at);

/* What of it lies in the municipality is the grid's area. Errors as
 * atlas_density_compute(). Blocking. Any thread. Returns: (transfer full) (nullable) */
AtlasGrid         *atlas_density_input_compute (const AtlasDensityInput     *self,
                                                GCancellable                *cancellable,
                                                GError                     **error);

/* As atlas_density_input_compute(), to the last bit, where only a little is to be done: about
 * a millisecond. @before: of an input that differs from it in @change alone, see
 * atlas_density_input_find_change(). Any thread. Returns: (transfer full) (nullable): %NULL:
 * it is more than that */
AtlasGrid         *atlas_density_input_compute_change (const AtlasDensityInput *self,
                                                const AtlasGrid             *before,
                                                const AtlasBox              *change);

/* What @grid, computed from it, goes with; without a source. Blocking, unless the density
 * was computed before. Any thread. Errors as atlas_density_receipt_new(). Returns:
 * (transfer full) (nullable) */
AtlasDensityReceipt *
                   atlas_density_input_make_receipt (const AtlasDensityInput *self,
                                                const AtlasGrid             *grid,
                                                GCancellable                *cancellable,
                                                GError                     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasDensityInput, atlas_density_input_unref)

G_END_DECLS
