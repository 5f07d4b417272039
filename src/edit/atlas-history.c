#include "atlas-history.h"

struct _AtlasHistory
{
  GArray *undo; /* gint64; the last one is the next */
  GArray *redo;
};

AtlasHistory *
atlas_history_new (const AtlasChangeLog *log)
{
  AtlasHistory *self = g_new0 (AtlasHistory, 1);

  self->undo = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->redo = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < atlas_change_log_get_n (log); i++)
    atlas_history_add (self, atlas_change_log_get (log, i));

  return self;
}

void
atlas_history_free (AtlasHistory *self)
{
  g_array_unref (self->undo);
  g_array_unref (self->redo);
  g_free (self);
}

/* It is the last one, unless another program has its own order. */
static void
take_off (GArray *stack,
          gint64  edit)
{
  for (guint i = stack->len; i-- > 0;)
    if (g_array_index (stack, gint64, i) == edit)
      {
        g_array_remove_index (stack, i);
        return;
      }
}

void
atlas_history_add (AtlasHistory      *self,
                   const AtlasChange *change)
{
  gint64 edit = change->of_edit;

  g_return_if_fail (self != NULL);

  if (change->seq != change->edit)
    return;

  switch ((AtlasChangeKind) change->kind)
    {
    case ATLAS_CHANGE_UNDO:
      take_off (self->undo, edit);
      g_array_append_val (self->redo, edit);
      break;
    case ATLAS_CHANGE_REDO:
      take_off (self->redo, edit);
      g_array_append_val (self->undo, edit);
      break;
    case ATLAS_CHANGE_EDIT:
    case ATLAS_CHANGE_REVERT:
    case ATLAS_CHANGE_RESTORE:
    case ATLAS_CHANGE_IMPORT:
    default:
      g_array_set_size (self->redo, 0);
      g_array_append_val (self->undo, change->edit);
    }
}

guint
atlas_history_get_n_undo (const AtlasHistory *self)
{
  return self->undo->len;
}

guint
atlas_history_get_n_redo (const AtlasHistory *self)
{
  return self->redo->len;
}

gint64
atlas_history_get_undo (const AtlasHistory *self,
                        guint               ahead)
{
  g_return_val_if_fail (ahead < self->undo->len, 0);

  return g_array_index (self->undo, gint64, self->undo->len - 1 - ahead);
}

gint64
atlas_history_get_redo (const AtlasHistory *self,
                        guint               ahead)
{
  g_return_val_if_fail (ahead < self->redo->len, 0);

  return g_array_index (self->redo, gint64, self->redo->len - 1 - ahead);
}
