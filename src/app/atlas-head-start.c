#include "atlas-head-start.h"

typedef struct
{
  GFile         *file;
  AtlasLanguage  language;
  guint          map;
  GCancellable  *cancellable;
  GAsyncResult  *loaded;  /* %NULL: not yet */
  GTask         *waiting; /* %NULL: nobody has asked yet */
} HeadStart;

static HeadStart *begun;

static void
head_start_free (HeadStart *self)
{
  g_object_unref (self->file);
  g_object_unref (self->cancellable);
  g_clear_object (&self->loaded);
  g_clear_object (&self->waiting);
  g_free (self);
}

static void
hand_over (HeadStart *self)
{
  GError *error = NULL;
  AtlasMaps *maps = atlas_maps_load_finish (self->loaded, &error);

  if (maps != NULL)
    g_task_return_pointer (self->waiting, maps, g_object_unref);
  else
    g_task_return_error (self->waiting, error);
  head_start_free (self);
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  HeadStart *self = data;

  self->loaded = g_object_ref (result);
  if (self->waiting != NULL)
    hand_over (self);
  else if (self != begun)
    head_start_free (self);
}

static void
drop_begun (void)
{
  HeadStart *self = g_steal_pointer (&begun);

  if (self == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  if (self->loaded != NULL)
    head_start_free (self);
}

void
atlas_head_start_begin (GFile         *file,
                        AtlasLanguage  language,
                        guint          map)
{
  g_return_if_fail (G_IS_FILE (file));

  drop_begun ();
  begun = g_new0 (HeadStart, 1);
  begun->file = g_object_ref (file);
  begun->language = language;
  begun->map = map;
  begun->cancellable = g_cancellable_new ();
  atlas_maps_load_async (file, language, map, begun->cancellable, on_loaded, begun);
}

void
atlas_head_start_load_async (GFile               *file,
                             AtlasLanguage        language,
                             guint                map,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  HeadStart *self;

  g_return_if_fail (G_IS_FILE (file));

  if (begun == NULL || begun->language != language || begun->map != map ||
      !g_file_equal (begun->file, file))
    atlas_head_start_begin (file, language, map);

  self = g_steal_pointer (&begun);
  self->waiting = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (self->waiting, atlas_head_start_load_async);
  if (self->loaded != NULL)
    hand_over (self);
}

AtlasMaps *
atlas_head_start_load_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
