#pragma once

#include "atlas-grid.h"

G_BEGIN_DECLS

/**
 * AtlasContours:
 * @points: (element-type AtlasPoint): of all lines, one after the other, EPSG:4548
 * @starts: (element-type guint): where each line begins, and behind the last its end
 *
 * Lines of equal value of a grid. A line that is closed ends where it begins.
 */
typedef struct
{
  GArray *points;
  GArray *starts;
} AtlasContours;

/**
 * atlas_contours_new:
 * @levels: (array length=n_levels): values; not 0, which a plain of nothing has
 *   everywhere
 *
 * Marching squares between the centres of cells, values in straight lines along their
 * edges; where a square has two ways, the mean of its corners decides. Any thread.
 *
 * Returns: (transfer full)
 */
AtlasContours *atlas_contours_new  (const AtlasGrid *grid,
                                    const double    *levels,
                                    guint            n_levels);
void           atlas_contours_free (AtlasContours   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasContours, atlas_contours_free)

G_END_DECLS
