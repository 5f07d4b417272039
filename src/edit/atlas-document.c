#include "atlas-document.h"

#include "atlas-error.h"
#include "atlas-plan-file.h"

#include <glib/gi18n-lib.h>

struct _AtlasDocument
{
  GObject    parent_instance;

  GFile     *file;
  AtlasPlan *plan;
};

G_DEFINE_FINAL_TYPE (AtlasDocument, atlas_document, G_TYPE_OBJECT)

static void
atlas_document_finalize (GObject *object)
{
  AtlasDocument *self = ATLAS_DOCUMENT (object);

  g_clear_object (&self->file);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (atlas_document_parent_class)->finalize (object);
}

static void
atlas_document_class_init (AtlasDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_document_finalize;
}

static void
atlas_document_init (AtlasDocument *self)
{
}

static void
on_plan_read (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(GTask) task = data;
  g_autoptr(AtlasDocument) self = NULL;
  g_autoptr(AtlasPlan) plan = NULL;
  GError *error = NULL;

  plan = atlas_plan_file_read_finish (result, &error);
  if (plan == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  self = g_object_new (ATLAS_TYPE_DOCUMENT, NULL);
  self->file = g_object_ref (g_task_get_task_data (task));
  self->plan = g_steal_pointer (&plan);
  g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
}

void
atlas_document_open_async (GFile               *file,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (G_IS_FILE (file));

  g_task_set_source_tag (task, atlas_document_open_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  if (g_file_peek_path (file) == NULL)
    {
      g_autofree char *uri = g_file_get_uri (file);

      g_task_return_new_error (task, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
                               _("%s: The file is not in a folder of this computer. Copy it to "
                                 "one, and open the copy."), uri);
      return;
    }

  atlas_plan_file_read_async (g_file_peek_path (file), cancellable, on_plan_read,
                              g_steal_pointer (&task));
}

AtlasDocument *
atlas_document_open_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

AtlasPlan *
atlas_document_get_plan (AtlasDocument *self)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), NULL);

  return self->plan;
}

GFile *
atlas_document_get_file (AtlasDocument *self)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), NULL);

  return self->file;
}

char *
atlas_document_dup_title (AtlasDocument *self,
                          AtlasLanguage  language)
{
  const char *title;

  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), NULL);

  title = atlas_plan_get_meta (self->plan,
                               language == ATLAS_LANGUAGE_EN ? "title_en" : "title_zh");

  return title != NULL ? g_strdup (title) : g_file_get_basename (self->file);
}
