#include "atlas-maps-private.h"

#include "atlas-document-density.h"
#include "atlas-document-snapshots.h"
#include "atlas-plan-state.h"
#include "atlas-task.h"
#include "atlas-workers.h"

/* A main loop that always has something to do must not keep the rest waiting. */
#define PATIENCE_MS 1000

struct _AtlasMapsDensities
{
  AtlasDensityInput *inputs[ATLAS_N_MAPS]; /* %NULL: not wanted */
  AtlasGrid         *densities[ATLAS_N_MAPS];
};

typedef AtlasMapsDensities Densities;

static void
densities_free (gpointer data)
{
  Densities *self = data;

  for (guint i = 0; i < ATLAS_N_MAPS; i++)
    {
      g_clear_pointer (&self->inputs[i], atlas_density_input_unref);
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

  for (guint i = 0; i < ATLAS_N_MAPS; i++)
    if (densities->inputs[i] != NULL &&
        (densities->densities[i] = atlas_density_input_compute (densities->inputs[i], cancellable,
                                                                &error)) == NULL)
      {
        g_task_return_error (task, error);
        return;
      }

  g_task_return_boolean (task, TRUE);
}

/* Bits of the maps that have a density, or of those that should and have none. */
static guint
find_density_maps (AtlasMaps *self,
                   gboolean   missing)
{
  guint maps = 0;

  for (guint map = 0; map < ATLAS_N_MAPS; map++)
    if (atlas_maps_get_resource (self, map) >= 0 &&
        (!missing || atlas_scene_get_density (self->scenes[map]) == NULL))
      maps |= 1u << map;

  return maps;
}

/* (transfer full) (nullable): there is no such state, or its history is not read yet */
static AtlasPlan *
make_state (AtlasMaps                  *self,
            const AtlasDensitySettings *settings)
{
  const AtlasSnapshot *snapshot = atlas_document_density_find_state (self->document, settings);

  if (snapshot == NULL)
    return NULL;

  if (self->state == NULL || self->state_seq != snapshot->seq)
    {
      g_clear_object (&self->state);
      self->state = atlas_plan_state_new (atlas_document_get_plan (self->document),
                                          atlas_document_get_log (self->document), snapshot->seq,
                                          NULL);
      self->state_seq = snapshot->seq;
    }

  return self->state != NULL ? g_object_ref (self->state) : NULL;
}

/* Settings of the same places need no second look at the plan. A state that is not
 * there can't be taken off. */
static AtlasDensityInput *
make_input (AtlasMaps *self,
            guint      map)
{
  AtlasDensitySettings *settings = &self->settings[map];
  g_autoptr(AtlasPlan) then = NULL;

  if (self->inputs[map] != NULL &&
      atlas_density_settings_equal_places (
        atlas_density_input_get_settings (self->inputs[map]), settings))
    return atlas_density_input_new_like (self->inputs[map], settings);

  if (atlas_document_density_needs_state (settings) && (then = make_state (self, settings)) == NULL)
    {
      settings->minus = ATLAS_DENSITY_MINUS_NOTHING;
      g_clear_pointer (&settings->minus_what, g_free);
    }

  /* That it has an extent was seen when it was opened; settings are sound. */
  return atlas_density_input_new (atlas_document_get_plan (self->document), then,
                                  (AtlasResource) atlas_maps_get_resource (self, map), settings,
                                  NULL);
}

/* What they are computed from. While a plan is being opened, on a thread. @maps: bits */
static Densities *
densities_new (AtlasMaps *self,
               guint      maps)
{
  Densities *densities = g_new0 (Densities, 1);

  for (guint map = 0; map < ATLAS_N_MAPS; map++)
    if ((maps & 1u << map) != 0)
      densities->inputs[map] = make_input (self, map);

  return densities;
}

static void compute (AtlasMaps *self, guint maps);

/* Of what is computed with these settings. */
static AtlasDensityTerms
get_terms (AtlasMaps *self,
           guint      map)
{
  g_autoptr(AtlasDensityInput) input = NULL;

  /* The first map was computed without, as the plan has it. */
  if (self->inputs[map] == NULL ||
      !atlas_density_settings_equal_places (
        atlas_density_input_get_settings (self->inputs[map]), &self->settings[map]))
    return atlas_density_settings_get_terms (&self->settings[map]);

  input = atlas_density_input_new_like (self->inputs[map], &self->settings[map]);

  return atlas_density_input_get_terms (input);
}

static void
tell_densities (AtlasMaps *self)
{
  atlas_maps_emit_densities_changed (self);
  atlas_maps_forget_density_changes (self);
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
          self->pending = 0;
          g_warning ("%s", error->message);
        }
      return;
    }

  g_clear_object (&self->computing);
  self->pending = 0;
  for (guint map = 0; map < ATLAS_N_MAPS; map++)
    if (densities->densities[map] != NULL)
      {
        AtlasDensityTerms terms = atlas_density_input_get_terms (densities->inputs[map]);

        g_clear_pointer (&self->inputs[map], atlas_density_input_unref);
        self->inputs[map] = atlas_density_input_ref (densities->inputs[map]);
        self->changes[map] = atlas_box_is_empty (&self->coming[map]) ? ATLAS_BOX_EVERYWHERE
                                                                     : self->coming[map];
        self->coming[map] = ATLAS_BOX_EMPTY;
        atlas_maps_replace_scene (self, map, atlas_scene_get_shapes (self->scenes[map]),
                                  densities->densities[map], &terms);
      }
  tell_densities (self);
  if (self->stale != 0)
    compute (self, self->stale);
}

static void
stop_waiting (AtlasMaps *self)
{
  g_clear_handle_id (&self->waiting, g_source_remove);
  g_clear_handle_id (&self->patience, g_source_remove);
  g_cancellable_cancel (self->turn);
  g_clear_object (&self->turn);
  g_clear_pointer (&self->others, densities_free);
}

/* @densities: (transfer full). The newest change alone counts. */
static void
start (AtlasMaps *self,
       Densities *densities)
{
  g_autoptr(GTask) task = NULL;

  stop_waiting (self);
  g_cancellable_cancel (self->computing);
  g_clear_object (&self->computing);
  self->computing = g_cancellable_new ();
  self->pending = 0;
  for (guint map = 0; map < ATLAS_N_MAPS; map++)
    self->pending |= densities->inputs[map] != NULL ? 1u << map : 0;
  self->stale &= ~self->pending;
  task = g_task_new (self, self->computing, on_densities_computed, NULL);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, densities, densities_free);
  atlas_task_run_in_thread (task, compute_densities);
}

/* Those of @maps, bits, and what is under way or still to come. */
static void
compute_again (AtlasMaps *self,
               guint      maps)
{
  start (self, densities_new (self, maps | self->pending | find_density_maps (self, TRUE)));
}

static void
compute (AtlasMaps *self,
         guint      maps)
{
  for (guint map = 0; map < ATLAS_N_MAPS; map++)
    if ((maps & 1u << map) != 0)
      self->coming[map] = ATLAS_BOX_EVERYWHERE;
  compute_again (self, maps);
}

static gboolean
do_others (gpointer data)
{
  AtlasMaps *self = data;

  atlas_document_read_history (self->document);
  start (self, g_steal_pointer (&self->others));

  return G_SOURCE_REMOVE;
}

static gpointer
do_nothing (gpointer      data,
            GCancellable *cancellable)
{
  return NULL;
}

static void
on_turn (gpointer result,
         gpointer data)
{
  do_others (data);
}

/* By now all that is seen has been ordered. */
static gboolean
wait_for_turn (gpointer data)
{
  AtlasMaps *self = data;
  AtlasWork work = {
    .work = do_nothing, .free_data = g_free, .done = on_turn, .user_data = self,
  };
  g_autoptr(AtlasWorkers) workers = atlas_workers_ref_default ();

  self->waiting = 0;
  self->turn = g_cancellable_new ();
  atlas_workers_push (workers, G_MAXINT, self->turn, &work);

  return G_SOURCE_REMOVE;
}

/* What nobody sees yet, when the main loop has time and a worker has nothing else to
 * draw: starting is slow enough. */
void
atlas_maps_compute_later (AtlasMaps *self)
{
  self->waiting = g_idle_add_full (G_PRIORITY_LOW, wait_for_turn, self, NULL);
  self->patience = g_timeout_add (PATIENCE_MS, do_others, self);
}

static gboolean
has_filter (const AtlasDensitySettings *settings)
{
  return settings->filter != NULL || settings->minus == ATLAS_DENSITY_MINUS_FILTER;
}

/* Bits, of the resources that the map's density is computed from. */
static guint
get_resources (AtlasMaps *self,
               guint      map)
{
  const AtlasDensitySettings *settings = &self->settings[map];
  guint resources = 1u << atlas_maps_get_resource (self, map);

  if (settings->minus == ATLAS_DENSITY_MINUS_RESOURCE)
    resources |= 1u << atlas_vocabulary_find (&atlas_vocabulary_resources, settings->minus_what);

  return resources;
}

/* A filter may ask for any attribute. */
static gboolean
is_affected (AtlasMaps        *self,
             guint             map,
             const AtlasDelta *delta)
{
  guint resources;

  if (atlas_maps_get_resource (self, map) < 0)
    return FALSE;

  resources = get_resources (self, map);

  return (delta->resources & resources) != 0 || has_filter (&self->settings[map]) ||
         (delta->fields & resources << ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA) != 0 ||
         (delta->fields & resources << ATLAS_BLOCK_COMPOUNDS_COUNT) != 0;
}

/* Reads the plan anew. Returns: around what is another, metres; empty: nothing */
static AtlasBox
follow_places (AtlasMaps *self,
               guint      map)
{
  g_autoptr(AtlasDensityInput) before = g_steal_pointer (&self->inputs[map]);

  self->inputs[map] = make_input (self, map);

  return before != NULL && self->inputs[map] != NULL
         ? atlas_density_input_find_change (self->inputs[map], before) : ATLAS_BOX_EVERYWHERE;
}

static gboolean
is_bounded (const AtlasBox *change)
{
  return change->x0 > -G_MAXDOUBLE;
}

/* @change: around what is another; without bounds the settings are, too. Returns: %FALSE:
 * it takes a thread */
static gboolean
compute_at_once (AtlasMaps      *self,
                 guint           map,
                 const AtlasBox *change)
{
  AtlasGrid *before = atlas_scene_get_density (self->scenes[map]);
  g_autoptr(AtlasGrid) density = NULL;

  if (!is_bounded (change) || before == NULL || ((self->pending | self->stale) & 1u << map) != 0 ||
      (density = atlas_density_input_compute_change (self->inputs[map], before, change)) == NULL)
    return FALSE;

  atlas_maps_replace_scene (self, map, atlas_scene_get_shapes (self->scenes[map]), density, NULL);
  self->changes[map] = *change;

  return TRUE;
}

void
atlas_maps_follow_amounts (AtlasMaps        *self,
                           const AtlasDelta *delta)
{
  guint maps = 0;

  for (guint map = 0; map < ATLAS_N_MAPS; map++)
    if (is_affected (self, map, delta))
      {
        AtlasBox change = follow_places (self, map);

        if (atlas_box_is_empty (&change) || compute_at_once (self, map, &change))
          continue;
        maps |= 1u << map;
        atlas_box_join (&self->coming[map], &change);
      }
  /* What is under way has the numbers that sites had before. */
  if (maps != 0 || self->pending != 0 || self->others != NULL)
    compute_again (self, maps);
}

/* A snapshot that is taken off goes by the name that it has now. Returns: is it another? */
static gboolean
follow_name (AtlasMaps            *self,
             AtlasDensitySettings *settings)
{
  const char *name = settings->minus == ATLAS_DENSITY_MINUS_SNAPSHOT
                     ? atlas_document_find_new_name (self->document, settings->minus_what) : NULL;

  if (name == NULL || g_str_equal (name, settings->minus_what))
    return FALSE;

  g_free (settings->minus_what);
  settings->minus_what = g_strdup (name);

  return TRUE;
}

/* What is taken off is another when another state is the published one. */
void
atlas_maps_follow_snapshots (AtlasMaps *self)
{
  const AtlasSnapshot *published = atlas_document_get_published (self->document);
  gint64 seq = published != NULL ? published->seq : 0;
  gboolean is_other = seq != self->published_seq;
  guint maps = 0;

  self->published_seq = seq;
  for (guint map = 0; map < ATLAS_N_MAPS; map++)
    if (atlas_maps_get_resource (self, map) >= 0 &&
        (follow_name (self, &self->settings[map]) ||
         (is_other && self->settings[map].minus == ATLAS_DENSITY_MINUS_PUBLISHED)))
      {
        g_clear_pointer (&self->inputs[map], atlas_density_input_unref);
        maps |= 1u << map;
      }
  if (maps != 0)
    compute (self, maps);
}

void
atlas_maps_forget_density_changes (AtlasMaps *self)
{
  for (guint map = 0; map < ATLAS_N_MAPS; map++)
    self->changes[map] = ATLAS_BOX_EMPTY;
}

void
atlas_maps_prepare_densities (AtlasMaps *self)
{
  self->others = densities_new (self, find_density_maps (self, TRUE));
}

void
atlas_maps_compute_all (AtlasMaps *self)
{
  compute (self, find_density_maps (self, FALSE));
}

void
atlas_maps_stop_densities (AtlasMaps *self)
{
  stop_waiting (self);
  g_cancellable_cancel (self->computing);
  g_clear_object (&self->computing);
}

const AtlasDensitySettings *
atlas_maps_get_density_settings (AtlasMaps *self,
                                 guint      map)
{
  g_return_val_if_fail (ATLAS_IS_MAPS (self), NULL);
  g_return_val_if_fail (map >= 1 && map <= ATLAS_N_MAPS, NULL);

  return &self->settings[map - 1];
}

AtlasDensityInput *
atlas_maps_dup_density_input (AtlasMaps *self,
                              guint      map)
{
  g_return_val_if_fail (ATLAS_IS_MAPS (self), NULL);
  g_return_val_if_fail (map >= 1 && map <= ATLAS_N_MAPS, NULL);
  g_return_val_if_fail (atlas_maps_get_resource (self, map - 1) >= 0, NULL);

  return make_input (self, map - 1);
}

gboolean
atlas_maps_get_density_change (AtlasMaps *self,
                               guint      map,
                               AtlasBox  *change)
{
  g_return_val_if_fail (ATLAS_IS_MAPS (self), FALSE);
  g_return_val_if_fail (map >= 1 && map <= ATLAS_N_MAPS, FALSE);

  *change = self->changes[map - 1];

  return is_bounded (change);
}

void
atlas_maps_set_density_settings (AtlasMaps                  *self,
                                 guint                       map,
                                 const AtlasDensitySettings *settings)
{
  AtlasDensitySettings *mine;
  gboolean computed;

  g_return_if_fail (ATLAS_IS_MAPS (self));
  g_return_if_fail (map >= 1 && map <= ATLAS_N_MAPS);

  mine = &self->settings[map - 1];
  if (atlas_density_settings_equal (settings, mine) || atlas_maps_get_resource (self, map - 1) < 0)
    return;

  computed = atlas_density_settings_equal_grid (settings, mine);
  atlas_density_settings_clear (mine);
  atlas_density_settings_copy (settings, mine);
  if (computed && atlas_maps_are_complete (self))
    {
      AtlasDensityTerms terms = get_terms (self, map - 1);

      atlas_maps_replace_scene (self, map - 1, atlas_scene_get_shapes (self->scenes[map - 1]),
                                atlas_scene_get_density (self->scenes[map - 1]), &terms);
      self->changes[map - 1] = ATLAS_BOX_EVERYWHERE;
      tell_densities (self);
      return;
    }

  /* What is under way is seen first, so that something always moves. */
  self->stale |= 1u << (map - 1);
  if (self->others != NULL)
    {
      atlas_document_read_history (self->document);
      stop_waiting (self);
    }
  if (self->computing == NULL)
    compute (self, self->stale);
}

gboolean
atlas_maps_are_complete (AtlasMaps *self)
{
  g_return_val_if_fail (ATLAS_IS_MAPS (self), FALSE);

  return self->others == NULL && self->computing == NULL;
}
