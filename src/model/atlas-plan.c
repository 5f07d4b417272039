#include "atlas-plan.h"

#include <math.h>

struct _AtlasPlan
{
  GObject     parent_instance;

  GPtrArray  *blocks;
  GListStore *block_list;
  GHashTable *block_numbers; /* code, borrowed from the block → number + 1 */
  AtlasSites *sites;
  GListStore *features[ATLAS_N_LAYERS];
  GHashTable *meta;
};

G_DEFINE_FINAL_TYPE (AtlasPlan, atlas_plan, G_TYPE_OBJECT)

static void
atlas_plan_finalize (GObject *object)
{
  AtlasPlan *self = ATLAS_PLAN (object);

  g_clear_pointer (&self->block_numbers, g_hash_table_unref);
  g_clear_object (&self->block_list);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->sites, atlas_sites_unref);
  for (guint i = 0; i < ATLAS_N_LAYERS; i++)
    g_clear_object (&self->features[i]);
  g_clear_pointer (&self->meta, g_hash_table_unref);

  G_OBJECT_CLASS (atlas_plan_parent_class)->finalize (object);
}

static void
atlas_plan_class_init (AtlasPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_plan_finalize;
}

static void
atlas_plan_init (AtlasPlan *self)
{
  self->blocks = g_ptr_array_new_with_free_func (g_object_unref);
  self->block_list = g_list_store_new (ATLAS_TYPE_BLOCK);
  self->block_numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->sites = atlas_sites_new ();
  for (guint i = 0; i < ATLAS_N_LAYERS; i++)
    self->features[i] = g_list_store_new (ATLAS_TYPE_FEATURE);
  self->meta = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

AtlasPlan *
atlas_plan_new (void)
{
  return g_object_new (ATLAS_TYPE_PLAN, NULL);
}

void
atlas_plan_take_blocks (AtlasPlan *self,
                        GPtrArray *blocks)
{
  g_return_if_fail (ATLAS_IS_PLAN (self));

  g_hash_table_remove_all (self->block_numbers);
  g_ptr_array_unref (self->blocks);
  self->blocks = blocks;
  g_ptr_array_set_free_func (blocks, g_object_unref);

  g_list_store_splice (self->block_list, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->block_list)),
                       blocks->pdata, blocks->len);
  for (guint i = 0; i < blocks->len; i++)
    g_hash_table_insert (self->block_numbers,
                         (gpointer) atlas_block_get_code (g_ptr_array_index (blocks, i)),
                         GUINT_TO_POINTER (i + 1));
}

void
atlas_plan_take_sites (AtlasPlan  *self,
                       AtlasSites *sites)
{
  g_return_if_fail (ATLAS_IS_PLAN (self));

  atlas_sites_unref (self->sites);
  self->sites = sites;
}

void
atlas_plan_take_features (AtlasPlan  *self,
                          AtlasLayer  layer,
                          GPtrArray  *features)
{
  g_return_if_fail (ATLAS_IS_PLAN (self));
  g_return_if_fail ((guint) layer < ATLAS_N_LAYERS);

  g_list_store_splice (self->features[layer], 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->features[layer])),
                       features->pdata, features->len);
  g_ptr_array_set_free_func (features, g_object_unref);
  g_ptr_array_unref (features);
}

void
atlas_plan_set_meta (AtlasPlan  *self,
                     const char *key,
                     const char *value)
{
  g_return_if_fail (ATLAS_IS_PLAN (self));

  g_hash_table_replace (self->meta, g_strdup (key), g_strdup (value));
}

GListModel *
atlas_plan_get_blocks (AtlasPlan *self)
{
  g_return_val_if_fail (ATLAS_IS_PLAN (self), NULL);

  return G_LIST_MODEL (self->block_list);
}

guint
atlas_plan_get_n_blocks (AtlasPlan *self)
{
  g_return_val_if_fail (ATLAS_IS_PLAN (self), 0);

  return self->blocks->len;
}

AtlasBlock *
atlas_plan_get_block (AtlasPlan *self,
                      guint      i)
{
  g_return_val_if_fail (ATLAS_IS_PLAN (self), NULL);
  g_return_val_if_fail (i < self->blocks->len, NULL);

  return g_ptr_array_index (self->blocks, i);
}

AtlasBlock *
atlas_plan_find_block (AtlasPlan  *self,
                       const char *code,
                       guint      *i)
{
  guint number;

  g_return_val_if_fail (ATLAS_IS_PLAN (self), NULL);
  g_return_val_if_fail (code != NULL, NULL);

  number = GPOINTER_TO_UINT (g_hash_table_lookup (self->block_numbers, code));
  if (number == 0)
    return NULL;
  if (i != NULL)
    *i = number - 1;

  return g_ptr_array_index (self->blocks, number - 1);
}

int
atlas_plan_find_block_at (AtlasPlan *self,
                          double     x,
                          double     y)
{
  int found = -1;
  double least = INFINITY;

  g_return_val_if_fail (ATLAS_IS_PLAN (self), -1);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      AtlasGeometry *geometry = atlas_block_get_geometry (g_ptr_array_index (self->blocks, i));
      const AtlasBox *box = atlas_geometry_get_box (geometry);
      double area = 0;

      if (x < box->x0 || x > box->x1 || y < box->y0 || y > box->y1 ||
          !atlas_geometry_contains (geometry, x, y) ||
          (area = atlas_geometry_get_area (geometry)) >= least)
        continue;

      found = (int) i;
      least = area;
    }

  return found;
}

AtlasSites *
atlas_plan_get_sites (AtlasPlan *self)
{
  g_return_val_if_fail (ATLAS_IS_PLAN (self), NULL);

  return self->sites;
}

GListModel *
atlas_plan_get_features (AtlasPlan  *self,
                         AtlasLayer  layer)
{
  g_return_val_if_fail (ATLAS_IS_PLAN (self), NULL);
  g_return_val_if_fail ((guint) layer < ATLAS_N_LAYERS, NULL);

  return G_LIST_MODEL (self->features[layer]);
}

const char *
atlas_plan_get_meta (AtlasPlan  *self,
                     const char *key)
{
  g_return_val_if_fail (ATLAS_IS_PLAN (self), NULL);

  return g_hash_table_lookup (self->meta, key);
}

GList *
atlas_plan_list_meta (AtlasPlan *self)
{
  g_return_val_if_fail (ATLAS_IS_PLAN (self), NULL);

  return g_list_sort (g_hash_table_get_keys (self->meta), (GCompareFunc) g_strcmp0);
}

gboolean
atlas_plan_is_sample (AtlasPlan *self)
{
  return g_strcmp0 (atlas_plan_get_meta (self, "data_kind"), "sample") == 0;
}
