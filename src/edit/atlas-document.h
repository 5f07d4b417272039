#pragma once

#include "atlas-plan.h"

G_BEGIN_DECLS

/**
 * AtlasDocument:
 *
 * An open plan and the file it stands in: the one door for changes, which come
 * with editing. Main thread.
 */
#define ATLAS_TYPE_DOCUMENT (atlas_document_get_type ())
G_DECLARE_FINAL_TYPE (AtlasDocument, atlas_document, ATLAS, DOCUMENT, GObject)

/* Reads the plan in a thread. Errors as atlas_plan_file_read(), and
 * %ATLAS_ERROR_ACCESS for a @file that is not local. */
void           atlas_document_open_async   (GFile                *file,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
AtlasDocument *atlas_document_open_finish  (GAsyncResult         *result,
                                            GError              **error);

AtlasPlan     *atlas_document_get_plan     (AtlasDocument        *self);
GFile         *atlas_document_get_file     (AtlasDocument        *self);

/* Returns: (transfer full): the plan's title in @language, else the file's name */
char          *atlas_document_dup_title    (AtlasDocument        *self,
                                            AtlasLanguage         language);

G_END_DECLS
