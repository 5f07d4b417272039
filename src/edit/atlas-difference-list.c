#include "atlas-difference-list.h"

#include "atlas-change-set.h"
#include "atlas-difference.h"

#include <gio/gio.h>

struct _AtlasDifferenceList
{
  GObject         parent_instance;

  AtlasChangeSet *set;     /* has the texts */
  GArray         *changes; /* AtlasChange: one thing after the other */
  GArray         *starts;  /* guint: of each thing in @changes, and the end */
};

static void atlas_difference_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtlasDifferenceList, atlas_difference_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      atlas_difference_list_list_model_init))

static GType
get_item_type (GListModel *model)
{
  return ATLAS_TYPE_DIFFERENCE;
}

static guint
get_n_items (GListModel *model)
{
  return ATLAS_DIFFERENCE_LIST (model)->starts->len - 1;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  AtlasDifferenceList *self = ATLAS_DIFFERENCE_LIST (model);
  guint start;

  if (position >= get_n_items (model))
    return NULL;

  start = g_array_index (self->starts, guint, position);

  return atlas_difference_new (self, &g_array_index (self->changes, AtlasChange, start),
                               g_array_index (self->starts, guint, position + 1) - start);
}

static void
atlas_difference_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
atlas_difference_list_finalize (GObject *object)
{
  AtlasDifferenceList *self = ATLAS_DIFFERENCE_LIST (object);

  g_clear_pointer (&self->changes, g_array_unref);
  g_clear_pointer (&self->starts, g_array_unref);
  g_clear_pointer (&self->set, atlas_change_set_free);

  G_OBJECT_CLASS (atlas_difference_list_parent_class)->finalize (object);
}

static void
atlas_difference_list_class_init (AtlasDifferenceListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_difference_list_finalize;
}

static void
atlas_difference_list_init (AtlasDifferenceList *self)
{
  self->changes = g_array_new (FALSE, FALSE, sizeof (AtlasChange));
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
}

static int
compare_things (const AtlasChange *a,
                const AtlasChange *b)
{
  return a->object != b->object ? a->object - b->object : g_strcmp0 (a->key, b->key);
}

/* Changes of one thing stay in the order of the set, which seq holds here. */
static int
compare_changes (gconstpointer a,
                 gconstpointer b)
{
  const AtlasChange *one = a;
  const AtlasChange *other = b;
  int order = compare_things (one, other);

  return order != 0 ? order : one->seq < other->seq ? -1 : one->seq > other->seq;
}

static void
take_changes (AtlasDifferenceList *self,
              gboolean             with_sites)
{
  g_autoptr(GArray) all = atlas_change_set_list (self->set);

  for (guint i = 0; i < all->len; i++)
    {
      AtlasChange change = g_array_index (all, AtlasChange, i);

      change.seq = i;
      if (change.object == ATLAS_OBJECT_BLOCK ||
          (with_sites && change.object == ATLAS_OBJECT_SITE))
        g_array_append_val (self->changes, change);
    }
  g_array_sort (self->changes, compare_changes);
}

AtlasDifferenceList *
atlas_difference_list_new (const AtlasChangeLog *log,
                           gint64                from,
                           gint64                to,
                           gboolean              with_sites)
{
  AtlasDifferenceList *self = g_object_new (ATLAS_TYPE_DIFFERENCE_LIST, NULL);
  guint n;

  self->set = atlas_change_set_new_for_log (log, from, to);
  take_changes (self, with_sites);
  n = self->changes->len;
  for (guint i = 0; i < n; i++)
    if (i == 0 || compare_things (&g_array_index (self->changes, AtlasChange, i - 1),
                                  &g_array_index (self->changes, AtlasChange, i)) != 0)
      g_array_append_val (self->starts, i);
  g_array_append_val (self->starts, n);

  return self;
}

guint
atlas_difference_list_count (AtlasDifferenceList *self,
                             AtlasObject          object)
{
  guint n = 0;

  g_return_val_if_fail (ATLAS_IS_DIFFERENCE_LIST (self), 0);

  for (guint i = 0; i + 1 < self->starts->len; i++)
    if (g_array_index (self->changes, AtlasChange,
                       g_array_index (self->starts, guint, i)).object == (int) object)
      n++;

  return n;
}

guint
atlas_difference_list_count_field (AtlasDifferenceList *self,
                                   AtlasObject          object,
                                   const char          *field)
{
  guint n = 0;

  g_return_val_if_fail (ATLAS_IS_DIFFERENCE_LIST (self), 0);

  for (guint i = 0; i + 1 < self->starts->len; i++)
    {
      guint end = g_array_index (self->starts, guint, i + 1);

      for (guint j = g_array_index (self->starts, guint, i); j < end; j++)
        {
          const AtlasChange *change = &g_array_index (self->changes, AtlasChange, j);

          if (change->object == (int) object && g_strcmp0 (change->field, field) == 0)
            {
              n++;
              break;
            }
        }
    }

  return n;
}
