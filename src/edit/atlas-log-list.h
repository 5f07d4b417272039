#pragma once

#include "atlas-document.h"

G_BEGIN_DECLS

/**
 * AtlasLogList:
 *
 * All entries of a document's log about one block, the newest first: a
 * #GListModel of #AtlasLogEntry, which follows the document. Items are made when
 * they are asked for, so that a long history costs no more than a short one to
 * show. Main thread.
 */
#define ATLAS_TYPE_LOG_LIST (atlas_log_list_get_type ())
G_DECLARE_FINAL_TYPE (AtlasLogList, atlas_log_list, ATLAS, LOG_LIST, GObject)

/* @code: of the block. Empty until the document's history has been read. */
AtlasLogList *atlas_log_list_new (AtlasDocument *document,
                                  const char    *code);

G_END_DECLS
