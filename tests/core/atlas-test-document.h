#pragma once

#include "atlas-document.h"

G_BEGIN_DECLS

/**
 * AtlasTestDocument:
 * @plan: of @document, borrowed
 *
 * The test plan in a file in a folder of its own, as a document that can be changed.
 */
typedef struct
{
  char          *folder;
  char          *path;
  AtlasDocument *document;
  AtlasPlan     *plan;
} AtlasTestDocument;

/* A fixture for g_test_add(). In the end no file may be left but plans, whatever their
 * names, and their locks. */
void           atlas_test_document_set_up     (AtlasTestDocument *self,
                                               gconstpointer      data);
void           atlas_test_document_tear_down  (AtlasTestDocument *self,
                                               gconstpointer      data);

/* Closes it and opens what is in the file at @path by then. */
void           atlas_test_document_open_again (AtlasTestDocument *self);

/* Returns: (transfer full): ready, history and all */
AtlasDocument *atlas_test_document_open       (const char        *path);

G_END_DECLS
