#include "atlas-maps.h"

#include "atlas-document-density.h"
#include "atlas-error.h"

#include <glib/gi18n-lib.h>

struct _AtlasMaps
{
  GObject        parent_instance;

  AtlasDocument *document;
  AtlasLocator  *locator;
  AtlasLanguage  language;
  AtlasScene    *scenes[ATLAS_N_MAPS];
};

G_DEFINE_FINAL_TYPE (AtlasMaps, atlas_maps, G_TYPE_OBJECT)

static gboolean
prepare_scene (AtlasMaps     *self,
               AtlasShapes   *shapes,
               AtlasStyle    *style,
               guint          map,
               GCancellable  *cancellable,
               GError       **error)
{
  int resource = style->maps[map - 1].resource;
  g_autoptr(AtlasGrid) density = NULL;

  if (resource >= 0)
    {
      density = atlas_document_density_for_plan (atlas_document_get_plan (self->document),
                                                 (AtlasResource) resource, cancellable, error);
      if (density == NULL)
        return FALSE;
    }
  self->scenes[map - 1] = atlas_scene_new (shapes, style, map, self->language, density);

  return TRUE;
}

/* Nobody has the plan yet but this task, so a thread may read it. */
static void
prepare (GTask        *task,
         gpointer      source,
         gpointer      data,
         GCancellable *cancellable)
{
  AtlasMaps *self = data;
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (atlas_document_get_plan (self->document),
                                                    ATLAS_CRS_MERCATOR);
  GError *error = NULL;

  self->locator = atlas_locator_new (atlas_document_get_plan (self->document));
  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    if (g_task_return_error_if_cancelled (task))
      return;
    else if (!prepare_scene (self, shapes, style, map, cancellable, &error))
      {
        g_task_return_error (task, error);
        return;
      }

  g_task_return_boolean (task, TRUE);
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(GTask) task = data;
  AtlasMaps *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->document = atlas_document_open_finish (result, &error);
  if (self->document == NULL)
    g_task_return_error (task, error);
  else
    g_task_run_in_thread (task, prepare);
}

static void
atlas_maps_finalize (GObject *object)
{
  AtlasMaps *self = ATLAS_MAPS (object);

  for (guint i = 0; i < ATLAS_N_MAPS; i++)
    g_clear_pointer (&self->scenes[i], atlas_scene_unref);
  g_clear_pointer (&self->locator, atlas_locator_unref);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (atlas_maps_parent_class)->finalize (object);
}

static void
atlas_maps_class_init (AtlasMapsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_maps_finalize;
}

static void
atlas_maps_init (AtlasMaps *self)
{
}

void
atlas_maps_load_async (GFile               *file,
                       AtlasLanguage        language,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  AtlasMaps *self;

  g_return_if_fail (G_IS_FILE (file));

  self = g_object_new (ATLAS_TYPE_MAPS, NULL);
  self->language = language;
  g_task_set_source_tag (task, atlas_maps_load_async);
  g_task_set_task_data (task, self, g_object_unref);
  if (g_file_peek_path (file) == NULL)
    {
      g_task_return_new_error (task, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
                               _("The file is not on this computer. "
                                 "Copy it to a folder here and open the copy."));
      return;
    }

  atlas_document_open_async (file, cancellable, on_opened, g_steal_pointer (&task));
}

AtlasMaps *
atlas_maps_load_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return g_object_ref (g_task_get_task_data (G_TASK (result)));
}

AtlasMaps *
atlas_maps_translate (AtlasMaps     *self,
                      AtlasLanguage  language)
{
  AtlasMaps *translated;

  g_return_val_if_fail (ATLAS_IS_MAPS (self), NULL);

  translated = g_object_new (ATLAS_TYPE_MAPS, NULL);
  translated->document = g_object_ref (self->document);
  translated->locator = atlas_locator_ref (self->locator);
  translated->language = language;
  for (guint i = 0; i < ATLAS_N_MAPS; i++)
    {
      AtlasScene *scene = self->scenes[i];

      translated->scenes[i] = atlas_scene_new (atlas_scene_get_shapes (scene),
                                               (AtlasStyle *) atlas_scene_get_style (scene), i + 1,
                                               language, atlas_scene_get_density (scene));
    }

  return translated;
}

AtlasDocument *
atlas_maps_get_document (AtlasMaps *self)
{
  g_return_val_if_fail (ATLAS_IS_MAPS (self), NULL);

  return self->document;
}

AtlasPlan *
atlas_maps_get_plan (AtlasMaps *self)
{
  g_return_val_if_fail (ATLAS_IS_MAPS (self), NULL);

  return atlas_document_get_plan (self->document);
}

AtlasLocator *
atlas_maps_get_locator (AtlasMaps *self)
{
  g_return_val_if_fail (ATLAS_IS_MAPS (self), NULL);

  return self->locator;
}

AtlasScene *
atlas_maps_get_scene (AtlasMaps *self,
                      guint      map)
{
  g_return_val_if_fail (ATLAS_IS_MAPS (self), NULL);
  g_return_val_if_fail (map >= 1 && map <= ATLAS_N_MAPS, NULL);

  return self->scenes[map - 1];
}

const char *
atlas_maps_get_title (AtlasMaps *self,
                      guint      map)
{
  g_return_val_if_fail (ATLAS_IS_MAPS (self), NULL);

  return atlas_scene_get_map_style (atlas_maps_get_scene (self, map))->title[self->language];
}

char *
atlas_maps_dup_plan_title (AtlasMaps *self)
{
  g_return_val_if_fail (ATLAS_IS_MAPS (self), NULL);

  return atlas_document_dup_title (self->document, self->language);
}
