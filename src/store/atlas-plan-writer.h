#pragma once

#include "atlas-plan.h"

G_BEGIN_DECLS

/**
 * atlas_plan_writer_write:
 * @path: a file that is empty or not there yet
 * @shown_path: what errors call it
 *
 * Writes @plan as a new GeoPackage. On failure an unfinished file may be left
 * at @path; that the file is complete is for the caller to see by reading it.
 */
gboolean atlas_plan_writer_write (AtlasPlan     *plan,
                                  const char    *path,
                                  const char    *shown_path,
                                  GCancellable  *cancellable,
                                  GError       **error);

G_END_DECLS
