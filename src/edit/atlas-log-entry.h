#pragma once

#include "atlas-document.h"

G_BEGIN_DECLS

/**
 * AtlasLogEntry:
 *
 * An entry of a document's log as an item of a list. Main thread.
 */
#define ATLAS_TYPE_LOG_ENTRY (atlas_log_entry_get_type ())
G_DECLARE_FINAL_TYPE (AtlasLogEntry, atlas_log_entry, ATLAS, LOG_ENTRY, GObject)

/* @place: in the log, from 0; the document's history must be there. */
AtlasLogEntry      *atlas_log_entry_new         (AtlasDocument *document,
                                                 guint          place);

/* Borrowed until the next change. */
const AtlasChange  *atlas_log_entry_get_change  (AtlasLogEntry *self);

/* (nullable): it was made in none; borrowed until the next change */
const AtlasMeeting *atlas_log_entry_get_meeting (AtlasLogEntry *self);

/* As atlas_document_can_revert_entry(). */
gboolean            atlas_log_entry_can_revert  (AtlasLogEntry *self);

G_END_DECLS
