#pragma once

#include <sqlite3.h>

/**
 * atlas_spatial_functions_add:
 *
 * Gives @handle the functions that the triggers of GeoPackages call to keep their spatial
 * indexes: ST_IsEmpty, ST_MinX, ST_MaxX, ST_MinY and ST_MaxY (OGC 12-128r17, annex F.3).
 * Without them SQLite can't change a row of a layer. What is no geometry gives %NULL.
 *
 * Returns: a result code of SQLite
 */
int atlas_spatial_functions_add (sqlite3 *handle);
