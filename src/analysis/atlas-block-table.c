#include "atlas-block-table.h"

static GPtrArray *
copy_layer (AtlasPlan  *plan,
            AtlasLayer  layer)
{
  GListModel *features = atlas_plan_get_features (plan, layer);
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (features); i++)
    g_ptr_array_add (copy, g_list_model_get_item (features, i));

  return copy;
}

AtlasBlockTable *
atlas_block_table_new (AtlasPlan *plan)
{
  AtlasBlockTable *self = g_new0 (AtlasBlockTable, 1);

  self->n = atlas_plan_get_n_blocks (plan);
  self->values = g_new (const AtlasBlockValues *, self->n);
  self->geometries = g_new (AtlasGeometry *, self->n);
  self->blocks = g_ptr_array_new_full (self->n, g_object_unref);
  for (guint i = 0; i < self->n; i++)
    {
      AtlasBlock *block = atlas_plan_get_block (plan, i);

      g_ptr_array_add (self->blocks, g_object_ref (block));
      self->values[i] = atlas_block_get_values (block);
      self->geometries[i] = atlas_block_get_geometry (block);
    }
  self->sites = atlas_sites_ref (atlas_plan_get_sites (plan));
  self->districts = copy_layer (plan, ATLAS_LAYER_DISTRICTS);
  self->authorities = copy_layer (plan, ATLAS_LAYER_AUTHORITIES);
  self->business_districts = copy_layer (plan, ATLAS_LAYER_BUSINESS_DISTRICTS);

  return self;
}

void
atlas_block_table_free (AtlasBlockTable *self)
{
  g_ptr_array_unref (self->business_districts);
  g_ptr_array_unref (self->authorities);
  g_ptr_array_unref (self->districts);
  g_ptr_array_unref (self->blocks);
  atlas_sites_unref (self->sites);
  g_free (self->geometries);
  g_free (self->values);
  g_free (self);
}
