#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AtlasError:
 * @ATLAS_ERROR_FORMAT: a file was read but does not hold what it should; the
 *   message names file, place (table, column and row; or line and key) and value
 * @ATLAS_ERROR_ACCESS: a file can't be read or written: choose another place,
 *   free space, or change permissions
 * @ATLAS_ERROR_ARGUMENT: a value given by the user is out of range or unknown
 * @ATLAS_ERROR_GEOMETRY: a shape can't be used: too few points, not finite
 * @ATLAS_ERROR_BUSY: somebody else holds the file: wait, or open it read-only
 * @ATLAS_ERROR_CHANGED: a file is no longer the one that was read: read it
 *   again, or save what is at hand as another file
 * @ATLAS_ERROR_FOREIGN: a file holds what would run by itself on a change: copy
 *   its rows into a fresh plan
 * @ATLAS_ERROR_LOCKS: locks don't work in a folder: work on a local copy
 *
 * Failures a caller can act upon. Cancelling keeps %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  ATLAS_ERROR_FORMAT,
  ATLAS_ERROR_ACCESS,
  ATLAS_ERROR_ARGUMENT,
  ATLAS_ERROR_GEOMETRY,
  ATLAS_ERROR_BUSY,
  ATLAS_ERROR_CHANGED,
  ATLAS_ERROR_FOREIGN,
  ATLAS_ERROR_LOCKS,
} AtlasError;

#define ATLAS_ERROR (atlas_error_quark ())

GQuark atlas_error_quark (void);

G_END_DECLS
