#include "atlas-log-entry.h"

struct _AtlasLogEntry
{
  GObject        parent_instance;

  AtlasDocument *document;
  guint          place;
};

G_DEFINE_FINAL_TYPE (AtlasLogEntry, atlas_log_entry, G_TYPE_OBJECT)

static void
atlas_log_entry_finalize (GObject *object)
{
  g_object_unref (ATLAS_LOG_ENTRY (object)->document);

  G_OBJECT_CLASS (atlas_log_entry_parent_class)->finalize (object);
}

static void
atlas_log_entry_class_init (AtlasLogEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_log_entry_finalize;
}

static void
atlas_log_entry_init (AtlasLogEntry *self)
{
}

AtlasLogEntry *
atlas_log_entry_new (AtlasDocument *document,
                     guint          place)
{
  AtlasLogEntry *self = g_object_new (ATLAS_TYPE_LOG_ENTRY, NULL);

  self->document = g_object_ref (document);
  self->place = place;

  return self;
}

const AtlasChange *
atlas_log_entry_get_change (AtlasLogEntry *self)
{
  g_return_val_if_fail (ATLAS_IS_LOG_ENTRY (self), NULL);

  return atlas_change_log_get (atlas_document_get_log (self->document), self->place);
}

const AtlasMeeting *
atlas_log_entry_get_meeting (AtlasLogEntry *self)
{
  g_return_val_if_fail (ATLAS_IS_LOG_ENTRY (self), NULL);

  return atlas_document_find_meeting (self->document,
                                      atlas_log_entry_get_change (self)->meeting);
}

gboolean
atlas_log_entry_can_revert (AtlasLogEntry *self)
{
  g_return_val_if_fail (ATLAS_IS_LOG_ENTRY (self), FALSE);

  return atlas_document_can_revert_entry (self->document,
                                          atlas_log_entry_get_change (self)->seq);
}
