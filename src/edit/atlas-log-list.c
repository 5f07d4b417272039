#include "atlas-log-list.h"

#include "atlas-log-entry.h"

#include <gio/gio.h>

struct _AtlasLogList
{
  GObject        parent_instance;

  AtlasDocument *document;
  char          *code;
  GArray        *places; /* guint: in the log, ascending */
  guint          seen;   /* that many entries of the log have been looked at */
};

static void atlas_log_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtlasLogList, atlas_log_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      atlas_log_list_list_model_init))

static GType
get_item_type (GListModel *model)
{
  return ATLAS_TYPE_LOG_ENTRY;
}

static guint
get_n_items (GListModel *model)
{
  return ATLAS_LOG_LIST (model)->places->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  AtlasLogList *self = ATLAS_LOG_LIST (model);
  guint n = self->places->len;

  return position < n ? atlas_log_entry_new (self->document,
                                             g_array_index (self->places, guint, n - 1 - position))
                      : NULL;
}

static void
atlas_log_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* A log only grows. */
static void
follow (AtlasLogList *self)
{
  const AtlasChangeLog *log = atlas_document_get_log (self->document);
  guint before = self->places->len;

  if (log == NULL)
    return;

  for (; self->seen < atlas_change_log_get_n (log); self->seen++)
    {
      const AtlasChange *change = atlas_change_log_get (log, self->seen);

      if (change->object == ATLAS_OBJECT_BLOCK && g_str_equal (change->key, self->code))
        g_array_append_val (self->places, self->seen);
    }
  if (self->places->len > before)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->places->len - before);
}

static void
atlas_log_list_finalize (GObject *object)
{
  AtlasLogList *self = ATLAS_LOG_LIST (object);

  g_object_unref (self->document);
  g_array_unref (self->places);
  g_free (self->code);

  G_OBJECT_CLASS (atlas_log_list_parent_class)->finalize (object);
}

static void
atlas_log_list_class_init (AtlasLogListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_log_list_finalize;
}

static void
atlas_log_list_init (AtlasLogList *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (guint));
}

AtlasLogList *
atlas_log_list_new (AtlasDocument *document,
                    const char    *code)
{
  AtlasLogList *self = g_object_new (ATLAS_TYPE_LOG_LIST, NULL);

  self->document = g_object_ref (document);
  self->code = g_strdup (code);
  g_signal_connect_object (document, "changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::ready", G_CALLBACK (follow), self,
                           G_CONNECT_SWAPPED);
  follow (self);

  return self;
}
