#include "atlas-locator.h"

#include "atlas-spatial-index.h"

#include <math.h>

typedef struct
{
  GPtrArray         *shapes; /* of AtlasGeometry by number; NULL: no place */
  AtlasSpatialIndex *index;
} Table;

struct _AtlasLocator
{
  gatomicrefcount    refs;
  Table              blocks;
  Table              layers[ATLAS_N_LAYERS];
  AtlasSites        *sites;
  AtlasSpatialIndex *site_index;
};

static void
unref_shape (gpointer shape)
{
  if (shape != NULL)
    atlas_geometry_unref (shape);
}

static AtlasBox
get_box (const Table *table,
         guint        number)
{
  const AtlasGeometry *shape = g_ptr_array_index (table->shapes, number);

  return shape != NULL ? *atlas_geometry_get_box (shape) : ATLAS_BOX_EMPTY;
}

/* @shapes: (transfer full) */
static Table
make_table (GPtrArray *shapes)
{
  Table table = { .shapes = shapes };
  g_autofree AtlasBox *boxes = g_new (AtlasBox, shapes->len);

  for (guint i = 0; i < shapes->len; i++)
    boxes[i] = get_box (&table, i);
  table.index = atlas_spatial_index_new (boxes, shapes->len);

  return table;
}

static void
clear_table (Table *table)
{
  g_clear_pointer (&table->shapes, g_ptr_array_unref);
  g_clear_pointer (&table->index, atlas_spatial_index_unref);
}

static Table
make_blocks (AtlasPlan *plan)
{
  guint n = atlas_plan_get_n_blocks (plan);
  GPtrArray *shapes = g_ptr_array_new_full (n, unref_shape);

  for (guint i = 0; i < n; i++)
    {
      AtlasBlock *block = atlas_plan_get_block (plan, i);

      g_ptr_array_add (shapes, atlas_geometry_ref (atlas_block_get_geometry (block)));
    }

  return make_table (shapes);
}

static Table
make_layer (GListModel *features)
{
  guint n = g_list_model_get_n_items (features);
  GPtrArray *shapes = g_ptr_array_new_full (n, unref_shape);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AtlasFeature) feature = g_list_model_get_item (features, i);
      AtlasGeometry *shape = atlas_feature_get_geometry (feature);

      g_ptr_array_add (shapes, shape != NULL ? atlas_geometry_ref (shape) : NULL);
    }

  return make_table (shapes);
}

static AtlasSpatialIndex *
make_site_index (const AtlasSites *sites)
{
  guint n = atlas_sites_get_n (sites);
  const double *x = atlas_sites_get_x (sites);
  const double *y = atlas_sites_get_y (sites);
  g_autofree AtlasBox *boxes = g_new (AtlasBox, n);

  for (guint i = 0; i < n; i++)
    boxes[i] = (AtlasBox) { x[i], y[i], x[i], y[i] };

  return atlas_spatial_index_new (boxes, n);
}

AtlasLocator *
atlas_locator_new (AtlasPlan *plan)
{
  AtlasLocator *self;

  g_return_val_if_fail (ATLAS_IS_PLAN (plan), NULL);

  self = g_new0 (AtlasLocator, 1);
  g_atomic_ref_count_init (&self->refs);
  self->blocks = make_blocks (plan);
  for (guint layer = 0; layer < ATLAS_N_LAYERS; layer++)
    self->layers[layer] = make_layer (atlas_plan_get_features (plan, layer));
  self->sites = atlas_sites_ref (atlas_plan_get_sites (plan));
  self->site_index = make_site_index (self->sites);

  return self;
}

static Table
share_table (const Table *table)
{
  return (Table) { g_ptr_array_ref (table->shapes), atlas_spatial_index_ref (table->index) };
}

AtlasLocator *
atlas_locator_new_with_sites (const AtlasLocator *self,
                              AtlasSites         *sites)
{
  AtlasLocator *other;

  g_return_val_if_fail (self != NULL, NULL);

  other = g_new0 (AtlasLocator, 1);
  g_atomic_ref_count_init (&other->refs);
  other->blocks = share_table (&self->blocks);
  for (guint layer = 0; layer < ATLAS_N_LAYERS; layer++)
    other->layers[layer] = share_table (&self->layers[layer]);
  other->sites = atlas_sites_ref (sites);
  other->site_index = make_site_index (sites);

  return other;
}

AtlasLocator *
atlas_locator_ref (AtlasLocator *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
atlas_locator_unref (AtlasLocator *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  clear_table (&self->blocks);
  for (guint layer = 0; layer < ATLAS_N_LAYERS; layer++)
    clear_table (&self->layers[layer]);
  atlas_sites_unref (self->sites);
  atlas_spatial_index_unref (self->site_index);
  g_free (self);
}

/* What has been found so far; the index comes in no particular order. */
typedef struct
{
  const Table      *table;     /* of shapes, or */
  const AtlasSites *sites;
  guint             resources;
  double            x;
  double            y;
  double            tolerance;
  int               best;
  double            distance;
  double            area;
} Search;

static void
look_around (Search                  *self,
             const AtlasSpatialIndex *index,
             AtlasSpatialFunc         look_at)
{
  AtlasBox box = { self->x, self->y, self->x, self->y };

  box = atlas_box_grow (&box, self->tolerance);
  self->best = -1;
  atlas_spatial_index_foreach (index, &box, look_at, self);
}

static void
propose (Search *self,
         guint   number,
         double  distance,
         double  area)
{
  gboolean better = self->best < 0 || distance < self->distance;

  if (!better && distance == self->distance)
    better = area < self->area || (area == self->area && (int) number < self->best);
  if (!better)
    return;

  self->best = (int) number;
  self->distance = distance;
  self->area = area;
}

static void
look_at_shape (guint    number,
               gpointer user_data)
{
  Search *self = user_data;
  const AtlasGeometry *shape = g_ptr_array_index (self->table->shapes, number);
  double distance;

  if (atlas_geometry_get_kind (shape) == ATLAS_GEOMETRY_POLYGON)
    {
      if (atlas_geometry_contains (shape, self->x, self->y))
        propose (self, number, 0, atlas_geometry_get_area (shape));
      return;
    }

  distance = atlas_geometry_get_distance (shape, self->x, self->y);
  if (distance <= self->tolerance)
    propose (self, number, distance, 0);
}

static int
find_shape (const Table *table,
            double       x,
            double       y,
            double       tolerance)
{
  Search search = { .table = table, .x = x, .y = y, .tolerance = tolerance };

  look_around (&search, table->index, look_at_shape);

  return search.best;
}

int
atlas_locator_find_block (const AtlasLocator *self,
                          double              x,
                          double              y)
{
  return find_shape (&self->blocks, x, y, 0);
}

int
atlas_locator_find_feature (const AtlasLocator *self,
                            AtlasLayer          layer,
                            double              x,
                            double              y,
                            double              tolerance)
{
  g_return_val_if_fail ((guint) layer < ATLAS_N_LAYERS, -1);

  return find_shape (&self->layers[layer], x, y, tolerance);
}

static void
look_at_site (guint    number,
              gpointer user_data)
{
  Search *self = user_data;
  guint8 resource = atlas_sites_get_resource (self->sites)[number];
  double distance;

  if ((self->resources & ATLAS_LOCATOR_RESOURCE (resource)) == 0)
    return;

  distance = hypot (atlas_sites_get_x (self->sites)[number] - self->x,
                    atlas_sites_get_y (self->sites)[number] - self->y);
  if (distance <= self->tolerance)
    propose (self, number, distance, 0);
}

int
atlas_locator_find_site (const AtlasLocator *self,
                         double              x,
                         double              y,
                         double              tolerance,
                         guint               resources)
{
  Search search = { .sites = self->sites, .resources = resources,
                    .x = x, .y = y, .tolerance = tolerance };

  look_around (&search, self->site_index, look_at_site);

  return search.best;
}

AtlasBox
atlas_locator_get_block_box (const AtlasLocator *self,
                             guint               block)
{
  g_return_val_if_fail (block < self->blocks.shapes->len, ATLAS_BOX_EMPTY);

  return get_box (&self->blocks, block);
}

AtlasBox
atlas_locator_get_feature_box (const AtlasLocator *self,
                               AtlasLayer          layer,
                               guint               feature)
{
  g_return_val_if_fail ((guint) layer < ATLAS_N_LAYERS, ATLAS_BOX_EMPTY);
  g_return_val_if_fail (feature < self->layers[layer].shapes->len, ATLAS_BOX_EMPTY);

  return get_box (&self->layers[layer], feature);
}
