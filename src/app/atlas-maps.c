#include "atlas-maps.h"

#include "atlas-document-density.h"
#include "atlas-error.h"

#include <glib/gi18n-lib.h>

/* A main loop that always has something to do must not keep the rest waiting. */
#define PATIENCE_MS 1000

typedef struct
{
  AtlasBox             extent;
  AtlasWeightedPlaces *places[ATLAS_N_RESOURCES]; /* %NULL: not wanted */
  AtlasGrid           *densities[ATLAS_N_RESOURCES];
} Densities;

struct _AtlasMaps
{
  GObject        parent_instance;

  AtlasDocument *document;
  AtlasLocator  *locator;
  AtlasLanguage  language;
  AtlasScene    *scenes[ATLAS_N_MAPS];
  guint          first;     /* map whose density is there from the start */
  Densities     *others;    /* to be computed when there is time */
  guint          waiting;   /* for that: source id */
  guint          patience;  /* source id: so long at most */
  GCancellable  *computing; /* densities; %NULL: they are the plan's */
};

G_DEFINE_FINAL_TYPE (AtlasMaps, atlas_maps, G_TYPE_OBJECT)

enum
{
  CHANGED,
  DENSITIES_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static int
get_resource (AtlasMaps *self,
              guint      map)
{
  return atlas_scene_get_map_style (self->scenes[map])->resource;
}

static void
replace_scene (AtlasMaps   *self,
               guint        map,
               AtlasShapes *shapes,
               AtlasGrid   *density)
{
  AtlasScene *old = self->scenes[map];

  self->scenes[map] = atlas_scene_new (shapes, (AtlasStyle *) atlas_scene_get_style (old), map + 1,
                                       self->language, density);
  atlas_scene_unref (old);
}

/* --- Densities after a change --- */

static void
densities_free (gpointer data)
{
  Densities *self = data;

  for (guint i = 0; i < ATLAS_N_RESOURCES; i++)
    {
      g_clear_pointer (&self->places[i], atlas_weighted_places_free);
      g_clear_pointer (&self->densities[i], atlas_grid_unref);
    }
  g_free (self);
}

static void
compute_densities (GTask        *task,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  Densities *densities = data;
  GError *error = NULL;

  for (guint i = 0; i < ATLAS_N_RESOURCES; i++)
    if (densities->places[i] != NULL &&
        (densities->densities[i] = atlas_document_density_compute (
           densities->places[i], &densities->extent, cancellable, &error)) == NULL)
      {
        g_task_return_error (task, error);
        return;
      }

  g_task_return_boolean (task, TRUE);
}

static void
on_densities_computed (GObject      *source,
                       GAsyncResult *result,
                       gpointer      data)
{
  AtlasMaps *self = ATLAS_MAPS (source);
  const Densities *densities = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      /* Who cancels has put another in its place. */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_clear_object (&self->computing);
          g_warning ("%s", error->message);
        }
      return;
    }

  g_clear_object (&self->computing);
  for (guint map = 0; map < ATLAS_N_MAPS; map++)
    {
      int resource = get_resource (self, map);

      if (resource >= 0 && densities->densities[resource] != NULL)
        replace_scene (self, map, atlas_scene_get_shapes (self->scenes[map]),
                       densities->densities[resource]);
    }
  g_signal_emit (self, signals[DENSITIES_CHANGED], 0);
}

/* What is computed from the plan, of all maps or of those that have no density.
 * While a plan is being opened, on a thread. */
static Densities *
densities_new (AtlasMaps *self,
               gboolean   all)
{
  AtlasPlan *plan = atlas_document_get_plan (self->document);
  Densities *densities = g_new0 (Densities, 1);

  /* That it has one was seen when it was opened. */
  atlas_document_density_find_extent (plan, &densities->extent, NULL);
  for (guint map = 0; map < ATLAS_N_MAPS; map++)
    {
      int resource = get_resource (self, map);

      if (resource >= 0 && densities->places[resource] == NULL &&
          (all || atlas_scene_get_density (self->scenes[map]) == NULL))
        densities->places[resource] =
          atlas_weighted_places_new (plan, (AtlasResource) resource, ATLAS_MEASURE_FLOOR_AREA);
    }

  return densities;
}

static void
stop_waiting (AtlasMaps *self)
{
  g_clear_handle_id (&self->waiting, g_source_remove);
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_pointer (&self->others, densities_free);
}

/* @densities: (transfer full). The newest change alone counts. */
static void
compute (AtlasMaps *self,
         Densities *densities)
{
  g_autoptr(GTask) task = NULL;

  stop_waiting (self);
  g_cancellable_cancel (self->computing);
  g_clear_object (&self->computing);
  self->computing = g_cancellable_new ();
  task = g_task_new (self, self->computing, on_densities_computed, NULL);
  g_task_set_source_tag (task, compute);
  g_task_set_task_data (task, densities, densities_free);
  g_task_run_in_thread (task, compute_densities);
}

static gboolean
do_others (gpointer data)
{
  AtlasMaps *self = data;

  atlas_document_read_history (self->document);
  compute (self, g_steal_pointer (&self->others));

  return G_SOURCE_REMOVE;
}

/* What nobody sees yet, when the main loop has time: starting is slow enough. */
static void
do_others_later (AtlasMaps *self)
{
  self->waiting = g_idle_add_full (G_PRIORITY_LOW, do_others, self, NULL);
  self->patience = g_timeout_add (PATIENCE_MS, do_others, self);
}

#define AMOUNTS \
  (1u << ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA | 1u << ATLAS_BLOCK_BUILDINGS_FLOOR_AREA | \
   1u << ATLAS_BLOCK_FACTORIES_FLOOR_AREA)

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
  AtlasBox box;

  if (delta->n_blocks == 0 && !delta->sites)
    return;

  shapes = atlas_shapes_new_edited (atlas_scene_get_shapes (self->scenes[0]), plan, delta->blocks,
                                    delta->n_blocks, delta->sites);
  if (delta->sites)
    {
      self->locator = atlas_locator_new_with_sites (locator, atlas_plan_get_sites (plan));
      atlas_locator_unref (locator);
    }
  for (guint map = 0; map < ATLAS_N_MAPS; map++)
    replace_scene (self, map, shapes, atlas_scene_get_density (self->scenes[map]));

  box = find_box (shapes, delta);
  g_signal_emit (self, signals[CHANGED], 0, delta->sites ? NULL : &box);
  if (delta->sites || (delta->fields & AMOUNTS) != 0)
    compute (self, densities_new (self, TRUE));
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

/* Nobody has the plan yet but this task, so a thread may read it. */
static void
prepare (GTask        *task,
         gpointer      source,
         gpointer      data,
         GCancellable *cancellable)
{
  AtlasMaps *self = data;
  AtlasPlan *plan = atlas_document_get_plan (self->document);
  g_autoptr(AtlasStyle) style = NULL;
  g_autoptr(AtlasShapes) shapes = NULL;
  GError *error = NULL;
  AtlasBox extent;

  if (!atlas_document_density_find_extent (plan, &extent, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  style = atlas_style_new_standard ();
  shapes = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);
  self->locator = atlas_locator_new (plan);
  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    if (g_task_return_error_if_cancelled (task))
      return;
    else if (!prepare_scene (self, shapes, style, map, cancellable, &error))
      {
        g_task_return_error (task, error);
        return;
      }
  self->others = densities_new (self, FALSE);

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

  stop_waiting (self);
  g_cancellable_cancel (self->computing);
  g_clear_object (&self->computing);
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

  signals[CHANGED] = g_signal_new ("changed", ATLAS_TYPE_MAPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[DENSITIES_CHANGED] = g_signal_new ("densities-changed", ATLAS_TYPE_MAPS,
                                             G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 0);
}

static void
atlas_maps_init (AtlasMaps *self)
{
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
  self->language = language;
  self->first = first;
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
  AtlasMaps *self;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  self = g_object_ref (g_task_get_task_data (G_TASK (result)));
  follow_document (self);
  do_others_later (self);

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

      translated->scenes[i] = atlas_scene_new (atlas_scene_get_shapes (scene),
                                               (AtlasStyle *) atlas_scene_get_style (scene), i + 1,
                                               language, atlas_scene_get_density (scene));
    }
  follow_document (translated);
  if (!atlas_maps_are_complete (self))
    {
      atlas_document_read_history (self->document);
      compute (translated, densities_new (translated, TRUE));
    }

  return translated;
}

gboolean
atlas_maps_are_complete (AtlasMaps *self)
{
  g_return_val_if_fail (ATLAS_IS_MAPS (self), FALSE);

  return self->waiting == 0 && self->computing == NULL;
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
