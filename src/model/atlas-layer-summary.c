#include "atlas-layer-summary.h"

#include <math.h>

static AtlasLayerSummary *
summary_new (void)
{
  AtlasLayerSummary *self = g_new0 (AtlasLayerSummary, 1);

  self->sources = g_ptr_array_new_with_free_func (g_free);
  self->least_accuracy = self->largest_accuracy = NAN;

  return self;
}

static void
add_source (AtlasLayerSummary *self,
            const char        *source)
{
  if (source != NULL &&
      !g_ptr_array_find_with_equal_func (self->sources, source, g_str_equal, NULL))
    g_ptr_array_add (self->sources, g_strdup (source));
}

static void
add_provenance (AtlasLayerSummary *self,
                int                provenance)
{
  if (provenance >= 0)
    self->provenances |= 1u << provenance;
}

static void
add_accuracy (AtlasLayerSummary *self,
              double             accuracy)
{
  /* fmin() and fmax() take the other one for NAN. */
  self->least_accuracy = fmin (self->least_accuracy, accuracy);
  self->largest_accuracy = fmax (self->largest_accuracy, accuracy);
}

static gboolean
has_column (AtlasLayer  layer,
            const char *name)
{
  const AtlasColumn *columns = atlas_layer_get_info (layer)->columns;

  for (guint i = 0; columns[i].name != NULL; i++)
    if (g_str_equal (columns[i].name, name))
      return TRUE;

  return FALSE;
}

AtlasLayerSummary *
atlas_layer_summary_new_for_features (AtlasPlan  *plan,
                                      AtlasLayer  layer,
                                      const char *kind)
{
  GListModel *features = atlas_plan_get_features (plan, layer);
  AtlasLayerSummary *self = summary_new ();

  for (guint i = 0; i < g_list_model_get_n_items (features); i++)
    {
      g_autoptr(AtlasFeature) feature = g_list_model_get_item (features, i);

      if (kind != NULL && g_strcmp0 (atlas_feature_get_text (feature, "kind"), kind) != 0)
        continue;
      self->n_objects++;
      if (has_column (layer, "source"))
        add_source (self, atlas_feature_get_text (feature, "source"));
      if (has_column (layer, "provenance"))
        add_provenance (self, atlas_vocabulary_find (&atlas_vocabulary_provenances,
                                                     atlas_feature_get_text (feature,
                                                                             "provenance")));
      if (has_column (layer, "accuracy_m"))
        add_accuracy (self, atlas_feature_get_number (feature, "accuracy_m"));
    }

  return self;
}

AtlasLayerSummary *
atlas_layer_summary_new_for_blocks (AtlasPlan *plan)
{
  AtlasLayerSummary *self = summary_new ();

  self->n_objects = atlas_plan_get_n_blocks (plan);
  for (guint i = 0; i < self->n_objects; i++)
    add_provenance (self, atlas_block_get_values (atlas_plan_get_block (plan, i))->provenance);

  return self;
}

AtlasLayerSummary *
atlas_layer_summary_new_for_sites (AtlasPlan *plan,
                                   int        resource)
{
  AtlasSites *sites = atlas_plan_get_sites (plan);
  const guint8 *resources = atlas_sites_get_resource (sites);
  AtlasLayerSummary *self = summary_new ();

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    if (resource < 0 || resources[i] == resource)
      {
        self->n_objects++;
        add_provenance (self, atlas_sites_get (sites, i).provenance);
      }

  return self;
}

void
atlas_layer_summary_free (AtlasLayerSummary *self)
{
  g_ptr_array_unref (self->sources);
  g_free (self);
}
