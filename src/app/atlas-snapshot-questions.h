#pragma once

#include "atlas-maps.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is asked before a snapshot is renamed or deleted. What is answered is done by the
 * actions `rename-snapshot` and `delete-snapshot` of @parent's own parent, the window.
 * Main thread. */

/* @name: of a snapshot that is there */
void     atlas_snapshot_ask_name     (GtkWindow    *parent,
                                      AtlasMaps    *maps,
                                      const char   *name);

/* Where it can't be deleted that is told instead. @name: likewise */
void     atlas_snapshot_ask_deletion (GtkWindow    *parent,
                                      AtlasMaps    *maps,
                                      const char   *name);

/* As atlas_document_can_delete_snapshot(), and %ATLAS_ERROR_ARGUMENT where one of @maps
 * takes it off its density. */
gboolean atlas_snapshot_can_delete   (AtlasMaps    *maps,
                                      const char   *name,
                                      GError      **error);

G_END_DECLS
