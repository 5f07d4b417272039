#pragma once

#include "atlas-plan-database.h"

G_BEGIN_DECLS

/**
 * atlas_plan_guard_check:
 *
 * Looks, without running any of it, whether the file holds triggers, views or
 * virtual tables other than those that GeoPackages have by themselves: the
 * spatial indexes of registered layers (OGC 12-128r17, annex F.3), the counts of
 * rows that GDAL keeps, and the checks of the tables gpkg_*. They are compared
 * word by word. The first that is something else, and tables of ours that change
 * other rows than they are told to, are %ATLAS_ERROR_FOREIGN.
 */
gboolean atlas_plan_guard_check (AtlasPlanDatabase  *database,
                                 GError            **error);

G_END_DECLS
