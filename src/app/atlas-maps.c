#include "atlas-maps-private.h"

#include "atlas-density-region.h"
#include "atlas-document-density.h"
#include "atlas-place.h"
#include "atlas-task.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (AtlasMaps, atlas_maps, G_TYPE_OBJECT)

enum
{
  CHANGED,
  DENSITIES_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

int
atlas_maps_get_resource (AtlasMaps *self,
                         guint      map)
{
  return atlas_scene_get_map_style (self->scenes[map])->resource;
}

void
atlas_maps_replace_scene (AtlasMaps               *self,
                          guint                    map,
                          AtlasShapes             *shapes,
                          AtlasGrid               *density,
                          const AtlasDensityTerms *terms)
{
  AtlasScene *old = self->scenes[map];
  AtlasSceneOptions options = *atlas_scene_get_options (old);

  if (terms != NULL)
    options.density = *terms;
  self->scenes[map] = atlas_scene_new_like (old, shapes,
                                            (AtlasStyle *) atlas_scene_get_style (old),
                                            self->language, density, &options);
  atlas_scene_unref (old);
}

void
atlas_maps_emit_densities_changed (AtlasMaps *self)
{
  g_signal_emit (self, signals[DENSITIES_CHANGED], 0);
}

static AtlasBox
find_box (AtlasShapes      *shapes,
          const AtlasDelta *delta)
{
  AtlasBox box = ATLAS_BOX_EMPTY;

  for (guint i = 0; i < delta->n_blocks; i++)
    atlas_box_join (&box, atlas_geometry_get_box (
                      atlas_shapes_get_block_geometry (shapes, delta->blocks[i])));

  return box;
}

static void
on_document_changed (AtlasMaps        *self,
                     const AtlasDelta *delta)
{
  AtlasPlan *plan = atlas_document_get_plan (self->document);
  AtlasLocator *locator = self->locator;
  g_autoptr(AtlasShapes) shapes = NULL;
  AtlasBox box, sites;

  if (delta->n_blocks == 0 && !delta->sites)
    {
      atlas_maps_follow_snapshots (self);
      return;
    }

  shapes = atlas_shapes_new_edited (atlas_scene_get_shapes (self->scenes[0]), plan, delta->blocks,
                                    delta->n_blocks, delta->sites);
  if (delta->sites)
    {
      self->locator = atlas_locator_new_with_sites (locator, atlas_plan_get_sites (plan));
      atlas_locator_unref (locator);
    }
  box = find_box (shapes, delta);
  sites = atlas_shapes_find_changed_sites (atlas_scene_get_shapes (self->scenes[0]), shapes);
  atlas_box_join (&box, &sites);
  for (guint map = 0; map < ATLAS_N_MAPS; map++)
    atlas_maps_replace_scene (self, map, shapes, atlas_scene_get_density (self->scenes[map]), NULL);

  atlas_maps_follow_amounts (self, delta);

  g_signal_emit (self, signals[CHANGED], 0, &box);
  atlas_maps_forget_density_changes (self);
}

static void
follow_document (AtlasMaps *self)
{
  g_signal_connect_object (self->document, "changed", G_CALLBACK (on_document_changed), self,
                           G_CONNECT_SWAPPED);
}

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

  if (resource >= 0 && map == self->first)
    {
      density = atlas_document_density_for_plan (atlas_document_get_plan (self->document),
                                                 (AtlasResource) resource, cancellable, error);
      if (density == NULL)
        return FALSE;
    }
  self->scenes[map - 1] = atlas_scene_new (shapes, style, map, self->language, density);

  return TRUE;
}

static gboolean
prepare_scenes (AtlasMaps     *self,
                GCancellable  *cancellable,
                GError       **error)
{
  AtlasPlan *plan = atlas_document_get_plan (self->document);
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);

  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !prepare_scene (self, shapes, style, map, cancellable, error))
      return FALSE;

  return TRUE;
}

/* Nobody has the plan yet but this task, so a thread may read it. */
static void
load (GTask        *task,
      gpointer      source,
      gpointer      data,
      GCancellable *cancellable)
{
  AtlasMaps *self = data;
  GError *error = NULL;
  AtlasBox extent;

  self->document = atlas_document_open_plan (self->file, cancellable, &error);
  if (self->document == NULL ||
      !atlas_density_region_find_extent (atlas_document_get_plan (self->document), &extent,
                                         &error) ||
      !prepare_scenes (self, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  self->locator = atlas_locator_new (atlas_document_get_plan (self->document));
  atlas_maps_prepare_densities (self);

  g_task_return_boolean (task, TRUE);
}

static void
atlas_maps_finalize (GObject *object)
{
  AtlasMaps *self = ATLAS_MAPS (object);

  atlas_maps_stop_densities (self);
  for (guint i = 0; i < ATLAS_N_MAPS; i++)
    {
      g_clear_pointer (&self->scenes[i], atlas_scene_unref);
      g_clear_pointer (&self->inputs[i], atlas_density_input_unref);
      atlas_density_settings_clear (&self->settings[i]);
    }
  g_clear_pointer (&self->locator, atlas_locator_unref);
  g_clear_object (&self->state);
  g_clear_object (&self->document);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (atlas_maps_parent_class)->finalize (object);
}

static void
atlas_maps_class_init (AtlasMapsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_maps_finalize;

  signals[CHANGED] = g_signal_new ("changed", ATLAS_TYPE_MAPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[DENSITIES_CHANGED] = g_signal_new ("densities-changed", ATLAS_TYPE_MAPS,
                                             G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 0);
}

static void
atlas_maps_init (AtlasMaps *self)
{
  for (guint i = 0; i < ATLAS_N_MAPS; i++)
    {
      atlas_density_settings_init (&self->settings[i]);
      self->coming[i] = ATLAS_BOX_EMPTY;
    }
  atlas_maps_forget_density_changes (self);
}

void
atlas_maps_load_async (GFile               *file,
                       AtlasLanguage        language,
                       guint                first,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  AtlasMaps *self;

  g_return_if_fail (G_IS_FILE (file));

  self = g_object_new (ATLAS_TYPE_MAPS, NULL);
  self->file = g_object_ref (file);
  self->language = language;
  self->first = first;
  g_task_set_source_tag (task, atlas_maps_load_async);
  g_task_set_task_data (task, self, g_object_unref);
  atlas_task_run_in_thread (task, load);
}

AtlasMaps *
atlas_maps_load_finish (GAsyncResult  *result,
                        GError       **error)
{
  AtlasMaps *self;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  self = g_object_ref (g_task_get_task_data (G_TASK (result)));
  follow_document (self);
  atlas_maps_compute_later (self);

  return self;
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

      atlas_density_settings_clear (&translated->settings[i]);
      atlas_density_settings_copy (&self->settings[i], &translated->settings[i]);
      if (self->inputs[i] != NULL)
        translated->inputs[i] = atlas_density_input_ref (self->inputs[i]);
      translated->scenes[i] = atlas_scene_new_like (
        scene, atlas_scene_get_shapes (scene), (AtlasStyle *) atlas_scene_get_style (scene),
        language, atlas_scene_get_density (scene), atlas_scene_get_options (scene));
    }
  follow_document (translated);
  if (!atlas_maps_are_complete (self))
    {
      atlas_document_read_history (self->document);
      atlas_maps_compute_all (translated);
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

const char *
atlas_maps_find_code (AtlasMaps  *self,
                      AtlasPoint  place)
{
  int block;

  g_return_val_if_fail (ATLAS_IS_MAPS (self), NULL);

  block = atlas_locator_find_block (self->locator, place.x, place.y);

  return block >= 0
         ? atlas_block_get_code (atlas_plan_get_block (atlas_maps_get_plan (self), (guint) block))
         : NULL;
}

char *
atlas_maps_name_place (AtlasMaps  *self,
                       AtlasPoint  place)
{
  AtlasPlan *plan;
  g_autoptr(AtlasFeature) feature = NULL;
  g_autofree char *title = NULL;
  const char *name = "";
  int block, district;

  g_return_val_if_fail (ATLAS_IS_MAPS (self), NULL);

  plan = atlas_maps_get_plan (self);
  block = atlas_locator_find_block (self->locator, place.x, place.y);
  district = atlas_locator_find_feature (self->locator, ATLAS_LAYER_DISTRICTS, place.x, place.y,
                                         0);
  if (district >= 0)
    feature = g_list_model_get_item (atlas_plan_get_features (plan, ATLAS_LAYER_DISTRICTS),
                                     (guint) district);
  if (feature != NULL)
    name = atlas_feature_get_name (feature, self->language);
  if (block >= 0)
    title = atlas_place_name_block (atlas_plan_get_block (plan, (guint) block));

  return title != NULL ? g_strjoin (" · ", name, title, NULL) : g_strdup (name);
}

char *
atlas_maps_dup_plan_title (AtlasMaps *self)
{
  g_return_val_if_fail (ATLAS_IS_MAPS (self), NULL);

  return atlas_document_dup_title (self->document, self->language);
}
