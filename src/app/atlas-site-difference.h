#pragma once

#include "atlas-difference-list.h"
#include "atlas-difference.h"
#include "atlas-plan.h"
#include "atlas-site-marks.h"

G_BEGIN_DECLS

/* What the difference between two states says of a site. What both states have the
 * same is not part of a difference: it is taken from @plan, whose states they are, as
 * it is now. Main thread. */

/* Its mark on the map, with places in EPSG:4548. @difference: of a site */
AtlasSiteMark  atlas_site_difference_get_mark   (AtlasDifference     *difference,
                                                 AtlasPlan           *plan);

/* Returns: (transfer full) (nullable): code of the block it stands in, or stood in
 * where it is deleted; %NULL: in none */
char          *atlas_site_difference_dup_block  (AtlasDifference     *difference,
                                                 AtlasPlan           *plan);

/* Those of all sites in @list, in its order: one look at each site of the plan.
 * Returns: (transfer full) (element-type AtlasSiteMark) */
GArray        *atlas_site_difference_list_marks (AtlasDifferenceList *list,
                                                 AtlasPlan           *plan);

G_END_DECLS
