#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasReasonEntry:
 *
 * An entry for the reason of a change. A button, or the key Down, lists those given
 * last to pick from.
 *
 * Signals: `activated`: Enter was pressed; `changed`: something was typed or picked.
 */
#define ATLAS_TYPE_REASON_ENTRY (atlas_reason_entry_get_type ())
G_DECLARE_FINAL_TYPE (AtlasReasonEntry, atlas_reason_entry, ATLAS, REASON_ENTRY, GtkWidget)

/* Without white space at its ends. Returns: (transfer full): "" for none */
char       *atlas_reason_entry_dup_reason (AtlasReasonEntry *self);
void        atlas_reason_entry_set_reason (AtlasReasonEntry *self,
                                           const char       *reason);

/* It becomes the first of those that are listed. */
void        atlas_reason_entry_remember   (AtlasReasonEntry *self);

/* The entry itself. */
GtkEntry   *atlas_reason_entry_get_entry  (AtlasReasonEntry *self);

G_END_DECLS
