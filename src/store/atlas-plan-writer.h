#pragma once

#include "atlas-plan.h"

G_BEGIN_DECLS

/**
 * atlas_plan_writer_write:
 * @path: a file that is empty or not there yet
 * @shown_path: what errors call it
 *
 * Writes @plan as a new GeoPackage, into a copy of the empty plan that GDAL has made when the
 * program was built. On failure an unfinished file may be left at @path; that the file is
 * complete is for the caller to see by reading it. Any thread. Errors as
 * atlas_write_error_set().
 */
gboolean atlas_plan_writer_write (AtlasPlan     *plan,
                                  const char    *path,
                                  const char    *shown_path,
                                  GCancellable  *cancellable,
                                  GError       **error);

G_END_DECLS
