#include "atlas-shapes.h"

#include "atlas-borders.h"
#include "atlas-outline.h"
#include "atlas-shapes-private.h"

#include <math.h>

/* Nodes of the mesh that takes scene places back to the plane, each way. At
 * 2 km between nodes its error is below 0.1 m. */
#define MESH 96

typedef struct
{
  AtlasBox    box;
  AtlasPoint  plane[MESH + 1][MESH + 1]; /* [row][column] */
} Mesh;

struct _AtlasShapes
{
  AtlasShapes  *origin;  /* (nullable): owns all but arrays and texts */
  AtlasCrs      crs;
  AtlasBox      box;
  GArray       *layers[ATLAS_N_LAYERS]; /* AtlasShape */
  GArray       *blocks;                 /* AtlasBlockShape */
  AtlasBox     *block_runs;
  GArray       *sites;                  /* AtlasSiteShape */
  AtlasBorders  district_borders;
  AtlasGeometry *outline;  /* (nullable) */
  AtlasBorders  zone_borders;
  AtlasBorders  block_borders;
  double        mean_block_edge;
  guint         class_counts[ATLAS_N_CLASSES];
  gboolean      is_sample;
  GStringChunk *texts;
  Mesh         *mesh;                   /* NULL: the scene is the plane */
  AtlasSites   *plan_sites;             /* what @sites were made of */
};

typedef struct
{
  AtlasProjection *projection;
  gboolean         flip; /* the plane's y runs up */
} Projector;

static void
project_points (Projector  *projector,
                AtlasPoint *points,
                guint       n)
{
  atlas_projection_apply (projector->projection, points, n);
  if (projector->flip)
    for (guint i = 0; i < n; i++)
      points[i].y = -points[i].y;
}

static double
signed_area (const AtlasPoint *points,
             guint             n)
{
  double twice = 0;

  for (guint i = 2; i < n; i++)
    twice += (points[i - 1].x - points[0].x) * (points[i].y - points[0].y) -
             (points[i].x - points[0].x) * (points[i - 1].y - points[0].y);

  return twice;
}

/* Outer rings one way round and holes the other: then many polygons can be
 * filled as one path by the non-zero rule, and holes stay holes. */
static void
turn_ring (AtlasPoint *points,
           guint       n,
           gboolean    hole)
{
  if ((signed_area (points, n) < 0) == hole)
    return;

  for (guint i = 0; i < n / 2; i++)
    {
      AtlasPoint other = points[i];

      points[i] = points[n - 1 - i];
      points[n - 1 - i] = other;
    }
}

static AtlasGeometry *
project_geometry (Projector     *projector,
                  AtlasGeometry *geometry)
{
  AtlasGeometryKind kind = atlas_geometry_get_kind (geometry);
  guint n_parts = atlas_geometry_get_n_parts (geometry);
  guint n_polygons = atlas_geometry_get_n_polygons (geometry);
  g_autofree guint *part_ends = g_new (guint, n_parts);
  g_autofree guint *polygon_ends = g_new (guint, n_polygons);
  g_autofree AtlasPoint *points = NULL;
  guint n_points;
  const AtlasPoint *source = atlas_geometry_get_points (geometry, &n_points);
  guint end = 0;
  guint part = 0;

  points = g_memdup2 (source, sizeof (AtlasPoint) * n_points);
  project_points (projector, points, n_points);

  for (guint i = 0; i < n_polygons; i++)
    {
      guint first = part;

      polygon_ends[i] = atlas_geometry_get_polygon_end (geometry, i);
      for (; part < polygon_ends[i]; part++)
        {
          guint n;

          atlas_geometry_get_part (geometry, part, &n);
          if (kind == ATLAS_GEOMETRY_POLYGON)
            turn_ring (points + end, n, part > first);
          end += n;
          part_ends[part] = end;
        }
    }

  return atlas_geometry_new (kind, points, n_points, part_ends, n_parts, polygon_ends, n_polygons);
}

static const char *
keep_text (AtlasShapes *self,
           const char  *text)
{
  return text == NULL ? NULL : g_string_chunk_insert_const (self->texts, text);
}

static gboolean
has_column (AtlasLayer  layer,
            const char *name)
{
  const AtlasLayerInfo *info = atlas_layer_get_info (layer);

  for (guint i = 0; info->columns[i].name != NULL; i++)
    if (g_str_equal (info->columns[i].name, name))
      return TRUE;

  return FALSE;
}

static void
add_feature (AtlasShapes  *self,
             Projector    *projector,
             AtlasFeature *feature)
{
  AtlasLayer layer = atlas_feature_get_layer (feature);
  const AtlasLayerInfo *info = atlas_layer_get_info (layer);
  AtlasGeometry *geometry = atlas_feature_get_geometry (feature);
  AtlasShape shape = { 0 };

  shape.name[ATLAS_LANGUAGE_ZH] =
    keep_text (self, atlas_feature_get_name (feature, ATLAS_LANGUAGE_ZH));
  shape.name[ATLAS_LANGUAGE_EN] =
    keep_text (self, atlas_feature_get_name (feature, ATLAS_LANGUAGE_EN));
  if (has_column (layer, "kind"))
    shape.kind_text = keep_text (self, atlas_feature_get_text (feature, "kind"));
  if (info->key != NULL && !g_str_equal (info->key, "id"))
    shape.key = keep_text (self, atlas_feature_get_text (feature, info->key));

  if (geometry != NULL)
    {
      shape.kind = atlas_geometry_get_kind (geometry);
      shape.geometry = project_geometry (projector, geometry);
      shape.label = atlas_geometry_get_inner_point (shape.geometry);
      shape.area_m2 = atlas_geometry_get_area (geometry);
    }

  g_array_append_val (self->layers[layer], shape);
}

static void
add_block (AtlasShapes *self,
           Projector   *projector,
           AtlasBlock  *block)
{
  const AtlasBlockValues *values = atlas_block_get_values (block);
  AtlasBlockShape shape = {
    .geometry = project_geometry (projector, atlas_block_get_geometry (block)),
    .class_ = values->class_,
    .code = g_string_chunk_insert (self->texts, values->code),
    .name = values->name == NULL ? NULL : g_string_chunk_insert (self->texts, values->name),
  };

  shape.label = atlas_geometry_get_inner_point (shape.geometry);
  if (values->class_ >= 0)
    self->class_counts[values->class_]++;
  self->mean_block_edge += atlas_geometry_get_area (shape.geometry);
  g_array_append_val (self->blocks, shape);
}

/* @n of them, from the one at @first on. */
static void
add_sites (AtlasShapes      *self,
           Projector        *projector,
           const AtlasSites *sites,
           guint             first,
           guint             n)
{
  const double *x = atlas_sites_get_x (sites);
  const double *y = atlas_sites_get_y (sites);
  const guint8 *resource = atlas_sites_get_resource (sites);
  g_autofree AtlasPoint *points = g_new (AtlasPoint, n);

  for (guint i = 0; i < n; i++)
    points[i] = (AtlasPoint) { x[first + i], y[first + i] };
  project_points (projector, points, n);
  for (guint i = 0; i < n; i++)
    {
      AtlasSiteShape site = { .point = points[i], .resource = resource[first + i] };

      g_array_append_val (self->sites, site);
    }
}

static void
find_layer_borders (AtlasShapes  *self,
                    AtlasLayer    layer,
                    AtlasBorders *borders)
{
  g_autoptr(GPtrArray) polygons = g_ptr_array_new ();

  for (guint i = 0; i < atlas_shapes_get_n (self, layer); i++)
    g_ptr_array_add (polygons, atlas_shapes_get (self, layer, i)->geometry);
  atlas_borders_find ((AtlasGeometry *const *) polygons->pdata, polygons->len, borders);
}

static void
find_borders (AtlasShapes *self)
{
  g_autoptr(GPtrArray) polygons = g_ptr_array_new ();

  find_layer_borders (self, ATLAS_LAYER_DISTRICTS, &self->district_borders);
  self->outline = atlas_outline_close (self->district_borders.rim);
  find_layer_borders (self, ATLAS_LAYER_ZONES, &self->zone_borders);

  for (guint i = 0; i < self->blocks->len; i++)
    g_ptr_array_add (polygons, g_array_index (self->blocks, AtlasBlockShape, i).geometry);
  atlas_borders_find ((AtlasGeometry *const *) polygons->pdata, polygons->len,
                      &self->block_borders);
}

static void
find_block_runs (AtlasShapes *self)
{
  self->block_runs = g_new (AtlasBox, self->blocks->len / ATLAS_RUN + 1);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      if (i % ATLAS_RUN == 0)
        self->block_runs[i / ATLAS_RUN] = ATLAS_BOX_EMPTY;
      atlas_box_join (&self->block_runs[i / ATLAS_RUN],
                      atlas_geometry_get_box (atlas_shapes_get_block (self, i)->geometry));
    }
}

static void
find_box (AtlasShapes *self)
{
  self->box = ATLAS_BOX_EMPTY;
  for (guint i = 0; i < self->layers[ATLAS_LAYER_DISTRICTS]->len; i++)
    atlas_box_join (&self->box, atlas_geometry_get_box (
                      atlas_shapes_get (self, ATLAS_LAYER_DISTRICTS, i)->geometry));
  if (atlas_box_is_empty (&self->box))
    for (guint i = 0; i < self->blocks->len; i++)
      atlas_box_join (&self->box, atlas_geometry_get_box (
                        g_array_index (self->blocks, AtlasBlockShape, i).geometry));
  /* Nothing at all: Beijing's place, so that an empty plan opens on the map. */
  if (atlas_box_is_empty (&self->box))
    {
      self->box = (AtlasBox) { 364e3, -4548e3, 544e3, -4367e3 };
      if (self->crs == ATLAS_CRS_MERCATOR)
        self->box = (AtlasBox) { 0.8205, 0.3744, 0.8264, 0.3803 };
    }
}

static void
make_mesh (AtlasShapes *self)
{
  g_autoptr(AtlasProjection) projection = NULL;
  double width = atlas_box_width (&self->box);

  if (self->crs != ATLAS_CRS_MERCATOR)
    return;

  projection = atlas_projection_new (ATLAS_CRS_MERCATOR, ATLAS_CRS_PLANE);
  self->mesh = g_new (Mesh, 1);
  self->mesh->box = atlas_box_grow (&self->box, width / 20);
  for (guint row = 0; row <= MESH; row++)
    {
      for (guint column = 0; column <= MESH; column++)
        self->mesh->plane[row][column] = (AtlasPoint) {
          self->mesh->box.x0 + atlas_box_width (&self->mesh->box) * column / MESH,
          self->mesh->box.y0 + atlas_box_height (&self->mesh->box) * row / MESH };
      atlas_projection_apply (projection, self->mesh->plane[row], MESH + 1);
    }
}

static void
atlas_shapes_init (AtlasShapes *self,
                   AtlasCrs     crs)
{
  self->crs = crs;
  self->texts = g_string_chunk_new (16 * 1024);
  self->blocks = g_array_new (FALSE, FALSE, sizeof (AtlasBlockShape));
  self->sites = g_array_new (FALSE, FALSE, sizeof (AtlasSiteShape));
  for (guint i = 0; i < ATLAS_N_LAYERS; i++)
    self->layers[i] = g_array_new (FALSE, FALSE, sizeof (AtlasShape));
}

AtlasShapes *
atlas_shapes_new (AtlasPlan *plan,
                  AtlasCrs   crs)
{
  AtlasShapes *self = g_atomic_rc_box_new0 (AtlasShapes);
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_PLANE, crs);
  Projector projector = { projection, crs == ATLAS_CRS_PLANE };

  g_return_val_if_fail (crs == ATLAS_CRS_PLANE || crs == ATLAS_CRS_MERCATOR, NULL);

  atlas_shapes_init (self, crs);
  self->is_sample = atlas_plan_is_sample (plan);

  for (guint layer = 0; layer < ATLAS_N_LAYERS; layer++)
    {
      GListModel *features = atlas_plan_get_features (plan, layer);

      for (guint i = 0; i < g_list_model_get_n_items (features); i++)
        {
          g_autoptr(AtlasFeature) feature = g_list_model_get_item (features, i);

          add_feature (self, &projector, feature);
        }
    }
  for (guint i = 0; i < atlas_plan_get_n_blocks (plan); i++)
    add_block (self, &projector, atlas_plan_get_block (plan, i));
  self->plan_sites = atlas_sites_ref (atlas_plan_get_sites (plan));
  add_sites (self, &projector, self->plan_sites, 0, atlas_sites_get_n (self->plan_sites));
  if (self->blocks->len > 0)
    self->mean_block_edge = sqrt (self->mean_block_edge / self->blocks->len);

  find_box (self);
  find_borders (self);
  find_block_runs (self);
  make_mesh (self);

  return self;
}


AtlasShapes *
atlas_shapes_ref (AtlasShapes *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_shared (AtlasShapes *self)
{
  for (guint layer = 0; layer < ATLAS_N_LAYERS; layer++)
    {
      for (guint i = 0; i < self->layers[layer]->len; i++)
        g_clear_pointer (&g_array_index (self->layers[layer], AtlasShape, i).geometry,
                         atlas_geometry_unref);
      g_array_unref (self->layers[layer]);
    }
  for (guint i = 0; i < self->blocks->len; i++)
    atlas_geometry_unref (g_array_index (self->blocks, AtlasBlockShape, i).geometry);
  g_free (self->block_runs);
  g_clear_pointer (&self->outline, atlas_geometry_unref);
  atlas_borders_clear (&self->district_borders);
  atlas_borders_clear (&self->zone_borders);
  atlas_borders_clear (&self->block_borders);
  g_free (self->mesh);
}

static void
atlas_shapes_clear (gpointer data)
{
  AtlasShapes *self = data;

  if (self->origin != NULL)
    atlas_shapes_unref (self->origin);
  else
    clear_shared (self);
  g_array_unref (self->blocks);
  g_array_unref (self->sites);
  atlas_sites_unref (self->plan_sites);
  g_string_chunk_free (self->texts);
}

void
atlas_shapes_unref (AtlasShapes *self)
{
  g_atomic_rc_box_release_full (self, atlas_shapes_clear);
}

/* --- After a change --- */

/* Names of earlier changes are the earlier shapes', which may go. */
static void
copy_blocks (AtlasShapes *self,
             AtlasShapes *before)
{
  const GArray *base = self->origin->blocks;

  self->blocks = g_array_copy (before->blocks);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      AtlasBlockShape *shape = &g_array_index (self->blocks, AtlasBlockShape, i);

      if (shape->name != g_array_index (base, AtlasBlockShape, i).name)
        shape->name = keep_text (self, shape->name);
    }
}

/* What shares all but arrays and texts. (transfer full) */
static AtlasShapes *
derive (AtlasShapes *before)
{
  AtlasShapes *self = g_atomic_rc_box_new0 (AtlasShapes);

  *self = *before;
  self->origin = atlas_shapes_ref (before->origin != NULL ? before->origin : before);
  self->texts = g_string_chunk_new (1024);
  self->sites = g_array_ref (before->sites);
  self->plan_sites = atlas_sites_ref (before->plan_sites);
  copy_blocks (self, before);

  return self;
}

static gboolean
same_site (const AtlasSites *a,
           guint             i,
           const AtlasSites *b,
           guint             k)
{
  return atlas_sites_get_x (a)[i] == atlas_sites_get_x (b)[k] &&
         atlas_sites_get_y (a)[i] == atlas_sites_get_y (b)[k] &&
         atlas_sites_get_resource (a)[i] == atlas_sites_get_resource (b)[k];
}

/* How many are the same from the first on, and from the last back. */
static void
find_same_sites (const AtlasSites *old,
                 const AtlasSites *sites,
                 guint            *head,
                 guint            *tail)
{
  guint n_old = atlas_sites_get_n (old), n = atlas_sites_get_n (sites);

  *head = *tail = 0;
  while (*head < MIN (n_old, n) && same_site (old, *head, sites, *head))
    *head += 1;
  while (*tail < MIN (n_old, n) - *head &&
         same_site (old, n_old - 1 - *tail, sites, n - 1 - *tail))
    *tail += 1;
}

/* Only those between the first and the last that differ are projected anew. */
static void
edit_sites (AtlasShapes *self,
            AtlasShapes *before,
            AtlasSites  *sites)
{
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_PLANE, self->crs);
  Projector projector = { projection, self->crs == ATLAS_CRS_PLANE };
  AtlasSites *old = before->plan_sites;
  guint n_old = atlas_sites_get_n (old), n = atlas_sites_get_n (sites);
  guint head, tail;

  find_same_sites (old, sites, &head, &tail);
  atlas_sites_unref (self->plan_sites);
  g_array_unref (self->sites);
  self->plan_sites = atlas_sites_ref (sites);
  self->sites = g_array_sized_new (FALSE, FALSE, sizeof (AtlasSiteShape), n);
  g_array_append_vals (self->sites, before->sites->data, head);
  add_sites (self, &projector, sites, head, n - head - tail);
  g_array_append_vals (self->sites, &g_array_index (before->sites, AtlasSiteShape, n_old - tail),
                       tail);
}

static void
edit_block (AtlasShapes            *self,
            AtlasBlockShape        *shape,
            const AtlasBlockValues *values)
{
  if (shape->class_ >= 0)
    self->class_counts[shape->class_]--;
  if (values->class_ >= 0)
    self->class_counts[values->class_]++;
  shape->class_ = values->class_;
  shape->name = keep_text (self, values->name);
}

AtlasShapes *
atlas_shapes_new_edited (AtlasShapes *before,
                         AtlasPlan   *plan,
                         const guint *blocks,
                         guint        n_blocks,
                         gboolean     sites)
{
  AtlasShapes *self;

  g_return_val_if_fail (before != NULL, NULL);
  g_return_val_if_fail (atlas_plan_get_n_blocks (plan) == before->blocks->len, NULL);

  self = derive (before);
  for (guint i = 0; i < n_blocks; i++)
    edit_block (self, &g_array_index (self->blocks, AtlasBlockShape, blocks[i]),
                atlas_block_get_values (atlas_plan_get_block (plan, blocks[i])));

  if (sites)
    edit_sites (self, before, atlas_plan_get_sites (plan));

  return self;
}

AtlasBox
atlas_shapes_find_changed_sites (const AtlasShapes *self,
                                 const AtlasShapes *other)
{
  const AtlasShapes *both[] = { self, other };
  gboolean as_many = self->sites->len == other->sites->len;
  AtlasBox box = ATLAS_BOX_EMPTY;
  guint head, tail;

  find_same_sites (self->plan_sites, other->plan_sites, &head, &tail);
  for (guint k = 0; k < G_N_ELEMENTS (both); k++)
    for (guint i = head; i < both[k]->sites->len - tail; i++)
      {
        AtlasPoint point = g_array_index (both[k]->sites, AtlasSiteShape, i).point;

        if (!as_many || !same_site (self->plan_sites, i, other->plan_sites, i))
          atlas_box_add (&box, point.x, point.y);
      }

  return box;
}

AtlasBox
atlas_shapes_box_from_plane (const AtlasShapes *self,
                             const AtlasBox    *box)
{
  AtlasBox around = ATLAS_BOX_EMPTY;
  AtlasPoint points[9];

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (AtlasPoint) { box->x0 + i % 3 * atlas_box_width (box) / 2,
                               box->y0 + i / 3 * atlas_box_height (box) / 2 };
  atlas_shapes_from_plane (self, points, G_N_ELEMENTS (points));
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    atlas_box_add (&around, points[i].x, points[i].y);

  return around;
}

gboolean
atlas_shapes_are_related (const AtlasShapes *self,
                          const AtlasShapes *other)
{
  return (self->origin != NULL ? self->origin : self) ==
         (other->origin != NULL ? other->origin : other);
}

AtlasCrs
atlas_shapes_get_crs (const AtlasShapes *self)
{
  return self->crs;
}

const AtlasBox *
atlas_shapes_get_box (const AtlasShapes *self)
{
  return &self->box;
}

const AtlasGeometry *
atlas_shapes_get_block_geometry (const AtlasShapes *self,
                                 guint              block)
{
  return atlas_shapes_get_block (self, block)->geometry;
}

gboolean
atlas_shapes_get_road_box (const AtlasShapes *self,
                           const char        *name_zh,
                           AtlasBox          *box)
{
  *box = ATLAS_BOX_EMPTY;
  for (guint i = 0; i < atlas_shapes_get_n (self, ATLAS_LAYER_ROADS); i++)
    {
      const AtlasShape *road = atlas_shapes_get (self, ATLAS_LAYER_ROADS, i);

      if (road->geometry != NULL && g_strcmp0 (road->name[ATLAS_LANGUAGE_ZH], name_zh) == 0)
        atlas_box_join (box, atlas_geometry_get_box (road->geometry));
    }

  return !atlas_box_is_empty (box);
}

guint
atlas_shapes_get_n (const AtlasShapes *self,
                    AtlasLayer         layer)
{
  return self->layers[layer]->len;
}

const AtlasShape *
atlas_shapes_get (const AtlasShapes *self,
                  AtlasLayer         layer,
                  guint              i)
{
  return &g_array_index (self->layers[layer], AtlasShape, i);
}

guint
atlas_shapes_get_n_blocks (const AtlasShapes *self)
{
  return self->blocks->len;
}

const AtlasBlockShape *
atlas_shapes_get_block (const AtlasShapes *self,
                        guint              i)
{
  return &g_array_index (self->blocks, AtlasBlockShape, i);
}

const AtlasBox *
atlas_shapes_get_block_run (const AtlasShapes *self,
                            guint              i)
{
  return &self->block_runs[i / ATLAS_RUN];
}

const AtlasSiteShape *
atlas_shapes_get_sites (const AtlasShapes *self,
                        guint             *n_sites)
{
  *n_sites = self->sites->len;

  return (const AtlasSiteShape *) (gconstpointer) self->sites->data;
}

const AtlasGeometry *
atlas_shapes_get_outline (const AtlasShapes *self)
{
  return self->outline;
}

const AtlasBorders *
atlas_shapes_get_district_borders (const AtlasShapes *self)
{
  return &self->district_borders;
}

const AtlasBorders *
atlas_shapes_get_zone_borders (const AtlasShapes *self)
{
  return &self->zone_borders;
}

const AtlasBorders *
atlas_shapes_get_block_borders (const AtlasShapes *self)
{
  return &self->block_borders;
}

double
atlas_shapes_get_mean_block_edge (const AtlasShapes *self)
{
  return self->mean_block_edge;
}

guint
atlas_shapes_get_class_count (const AtlasShapes *self,
                              AtlasClass         class_)
{
  return self->class_counts[class_];
}

gboolean
atlas_shapes_is_sample (const AtlasShapes *self)
{
  return self->is_sample;
}

double
atlas_shapes_get_metres_per_unit (const AtlasShapes *self,
                                  double             y)
{
  /* The world's width is the equator; it shrinks by 1 / cosh with y. */
  if (self->crs == ATLAS_CRS_MERCATOR)
    return 2 * G_PI * 6378137 / cosh (G_PI * (1 - 2 * y));

  return 1;
}

AtlasPoint
atlas_shapes_to_plane (const AtlasShapes *self,
                       double             x,
                       double             y)
{
  const Mesh *mesh = self->mesh;
  double u, v;
  int column, row;
  const AtlasPoint *low, *high;

  if (mesh == NULL)
    return (AtlasPoint) { x, -y };

  /* Beyond the mesh the outermost cell goes on. */
  u = (x - mesh->box.x0) / atlas_box_width (&mesh->box) * MESH;
  v = (y - mesh->box.y0) / atlas_box_height (&mesh->box) * MESH;
  column = (int) CLAMP (u, 0, MESH - 1);
  row = (int) CLAMP (v, 0, MESH - 1);
  u -= column;
  v -= row;
  low = &mesh->plane[row][column];
  high = &mesh->plane[row + 1][column];

  return (AtlasPoint) {
    (low[0].x * (1 - u) + low[1].x * u) * (1 - v) + (high[0].x * (1 - u) + high[1].x * u) * v,
    (low[0].y * (1 - u) + low[1].y * u) * (1 - v) + (high[0].y * (1 - u) + high[1].y * u) * v };
}

void
atlas_shapes_from_plane (const AtlasShapes *self,
                         AtlasPoint        *points,
                         gsize              n_points)
{
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_PLANE, self->crs);

  atlas_projection_apply (projection, points, n_points);
  for (gsize i = 0; self->crs == ATLAS_CRS_PLANE && i < n_points; i++)
    points[i].y = -points[i].y;
}
