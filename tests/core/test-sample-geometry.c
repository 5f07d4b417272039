/* Is the sample's geometry sound, and does it look like the city it is of? Each
 * test measures; the bounds are those that the sample was ordered with. */
#include "atlas-geos.h"
#include "atlas-random.h"
#include "atlas-sample.h"

#include <math.h>
#include <string.h>

#define N 1371

static AtlasPlan *plan;
static AtlasGeos *geos;
static GEOSContextHandle_t handle;

/* Edges that run from a vertex of one block to the next, by their ends. */
typedef struct
{
  AtlasPoint from;
  AtlasPoint to;
} Edge;

static GHashTable *owners; /* Edge → block + 1, edges as the rings run */

static const AtlasBlockValues *
values_of (guint i)
{
  return atlas_block_get_values (atlas_plan_get_block (plan, i));
}

static AtlasGeometry *
geometry_of (guint i)
{
  return atlas_block_get_geometry (atlas_plan_get_block (plan, i));
}

static const AtlasPoint *
ring_of (guint  i,
         guint *n)
{
  g_assert_cmpuint (atlas_geometry_get_n_parts (geometry_of (i)), ==, 1);

  return atlas_geometry_get_part (geometry_of (i), 0, n);
}

static guint
hash_edge (gconstpointer key)
{
  const Edge *edge = key;

  return (guint) ((gint64) (edge->from.x * 1000) * 31 + (gint64) (edge->from.y * 1000) * 17 +
                  (gint64) (edge->to.x * 1000) * 7 + (gint64) (edge->to.y * 1000));
}

static gboolean
same_edge (gconstpointer a,
           gconstpointer b)
{
  const Edge *p = a;
  const Edge *q = b;

  return p->from.x == q->from.x && p->from.y == q->from.y && p->to.x == q->to.x &&
         p->to.y == q->to.y;
}

static void
index_edges (void)
{
  owners = g_hash_table_new_full (hash_edge, same_edge, g_free, NULL);
  for (guint i = 0; i < N; i++)
    {
      guint n;
      const AtlasPoint *ring = ring_of (i, &n);

      for (guint j = 0; j < n; j++)
        {
          Edge edge = { ring[j], ring[(j + 1) % n] };

          g_hash_table_insert (owners, g_memdup2 (&edge, sizeof edge), GUINT_TO_POINTER (i + 1));
        }
    }
}

/* The block at the other side of an edge; -1: none. */
static int
find_other_side (AtlasPoint from,
                 AtlasPoint to)
{
  Edge edge = { to, from };

  return (int) GPOINTER_TO_UINT (g_hash_table_lookup (owners, &edge)) - 1;
}

static void
test_blocks_are_valid_on_a_millimetre_grid (void)
{
  for (guint i = 0; i < N; i++)
    {
      guint mark = atlas_geos_mark (geos);
      guint n;
      const AtlasPoint *ring = ring_of (i, &n);

      g_assert_cmpint (GEOSisValid_r (handle, atlas_geos_from (geos, geometry_of (i))), ==, 1);
      for (guint j = 0; j < n; j++)
        {
          g_assert_cmpfloat (ring[j].x, ==, rint (ring[j].x * 1000) / 1000);
          g_assert_cmpfloat (ring[j].y, ==, rint (ring[j].y * 1000) / 1000);
        }
      g_assert_cmpfloat (fabs (values_of (i)->area - atlas_geometry_get_area (geometry_of (i))), <=,
                         0.001 * values_of (i)->area);
      atlas_geos_release (geos, mark);
    }
}

static void
test_blocks_do_not_overlap (void)
{
  double overlap = 0;

  for (guint i = 0; i < N; i++)
    {
      guint mark = atlas_geos_mark (geos);
      const AtlasShape *a = atlas_geos_from (geos, geometry_of (i));

      for (guint j = i + 1; j < N; j++)
        if (atlas_box_overlaps (atlas_geometry_get_box (geometry_of (i)),
                                atlas_geometry_get_box (geometry_of (j))))
          overlap += atlas_geos_area (geos, atlas_geos_intersect (
            geos, a, atlas_geos_from (geos, geometry_of (j))));
      atlas_geos_release (geos, mark);
    }
  g_assert_cmpfloat (overlap, <=, 1);
}

static AtlasGeometry *
find_district (const char *code)
{
  GListModel *districts = atlas_plan_get_features (plan, ATLAS_LAYER_DISTRICTS);

  for (guint i = 0; i < g_list_model_get_n_items (districts); i++)
    {
      g_autoptr(AtlasFeature) district = g_list_model_get_item (districts, i);

      if (g_strcmp0 (atlas_feature_get_text (district, "code"), code) == 0)
        return atlas_feature_get_geometry (district);
    }

  g_assert_not_reached ();
}

static void
test_blocks_stay_in_their_districts (void)
{
  double overhang = 0;

  for (guint i = 0; i < N; i++)
    {
      guint mark = atlas_geos_mark (geos);
      const AtlasShape *district = atlas_geos_from (geos, find_district (values_of (i)->district));
      const AtlasShape *block = atlas_geos_from (geos, geometry_of (i));

      overhang += atlas_geos_area (geos, atlas_geos_subtract (geos, block, district));
      atlas_geos_release (geos, mark);
    }
  g_assert_cmpfloat (overhang, <=, 1);
}

/* Distance of a point from the inside of an edge; infinite beyond its ends. */
static double
distance_to_edge (AtlasPoint a,
                  AtlasPoint b,
                  AtlasPoint p)
{
  double dx = b.x - a.x;
  double dy = b.y - a.y;
  double u = ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy);

  if (u <= 0 || u >= 1)
    return INFINITY;

  return fabs (dx * (p.y - a.y) - dy * (p.x - a.x)) / hypot (dx, dy);
}

/* Is there a vertex of @ring on an edge of @other, but no vertex there? */
static gboolean
has_loose_vertex (const AtlasPoint *ring,
                  guint             n,
                  const AtlasPoint *other,
                  guint             n_other,
                  const AtlasBox   *near)
{
  for (guint i = 0; i < n; i++)
    {
      gboolean loose = FALSE;

      if (ring[i].x < near->x0 || ring[i].x > near->x1 || ring[i].y < near->y0 ||
          ring[i].y > near->y1)
        continue;
      for (guint j = 0; j < n_other; j++)
        {
          if (other[j].x == ring[i].x && other[j].y == ring[i].y)
            {
              loose = FALSE;
              break;
            }
          if (distance_to_edge (other[j], other[(j + 1) % n_other], ring[i]) < 0.01)
            loose = TRUE;
        }
      if (loose)
        return TRUE;
    }

  return FALSE;
}

static void
test_neighbours_share_their_vertices (void)
{
  guint shared = 0;

  for (guint i = 0; i < N; i++)
    for (guint j = 0; j < N; j++)
      {
        AtlasBox near = atlas_box_grow (atlas_geometry_get_box (geometry_of (j)), 1);
        guint n, m;
        const AtlasPoint *a = ring_of (i, &n);
        const AtlasPoint *b = ring_of (j, &m);

        if (i != j && atlas_box_overlaps (&near, atlas_geometry_get_box (geometry_of (i))))
          g_assert_false (has_loose_vertex (a, n, b, m, &near));
      }

  for (guint i = 0; i < N; i++)
    {
      guint n;
      const AtlasPoint *ring = ring_of (i, &n);

      for (guint j = 0; j < n; j++)
        shared += find_other_side (ring[j], ring[(j + 1) % n]) >= 0;
    }
  g_assert_cmpuint (shared, >, 2 * N);
}

static void
test_core_is_filled_wholly (void)
{
  double gap = atlas_geometry_get_area (find_district ("110101")) +
               atlas_geometry_get_area (find_district ("110102"));

  for (guint i = 0; i < N; i++)
    if (values_of (i)->zone == ATLAS_ZONE_CORE)
      gap -= atlas_geometry_get_area (geometry_of (i));
  g_assert_cmpfloat (fabs (gap), <=, 1);
}

static void
test_units_hang_together_without_holes (void)
{
  g_autoptr(GHashTable) units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                       (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer blocks;

  for (guint i = 0; i < N; i++)
    {
      const char *code = values_of (i)->code;
      g_autofree char *unit = g_strndup (code, strlen (code) - 2);
      GPtrArray *list = g_hash_table_lookup (units, unit);

      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (units, g_steal_pointer (&unit), list);
        }
      g_ptr_array_add (list, geometry_of (i));
    }

  g_assert_cmpuint (g_hash_table_size (units), >, N / 14);
  g_hash_table_iter_init (&iter, units);
  while (g_hash_table_iter_next (&iter, NULL, &blocks))
    {
      g_autoptr(GPtrArray) shapes = g_ptr_array_new ();
      const AtlasShape *all;
      guint mark = atlas_geos_mark (geos);

      for (guint i = 0; i < ((GPtrArray *) blocks)->len; i++)
        g_ptr_array_add (shapes, (gpointer) atlas_geos_from (
          geos, ((GPtrArray *) blocks)->pdata[i]));
      all = atlas_geos_union_all (geos, shapes);
      g_assert_cmpuint (atlas_geos_n_parts (geos, all), ==, 1);
      g_assert_cmpint (GEOSGetNumInteriorRings_r (handle, atlas_geos_part (geos, all, 0)), ==, 0);
      atlas_geos_release (geos, mark);
    }
}

/* Streets run north to south and east to west, but not as on a drawing board. */
static void
test_streets_run_north_and_east (void)
{
  double near = 0, exact = 0, all = 0;

  for (guint i = 0; i < N; i++)
    {
      guint n;
      const AtlasPoint *ring = ring_of (i, &n);

      for (guint j = 0; j < n; j++)
        {
          AtlasPoint a = ring[j], b = ring[(j + 1) % n];
          double length = hypot (b.x - a.x, b.y - a.y);
          double off = asin (MIN (fabs (b.x - a.x), fabs (b.y - a.y)) / length) * 180 / G_PI;

          if (find_other_side (a, b) < 0)
            continue;
          all += length;
          near += off < 12 ? length : 0;
          exact += off < 0.1 ? length : 0;
        }
    }
  g_assert_cmpfloat (near / all, >, 0.65);
  g_assert_cmpfloat (near / all, <, 0.95);
  g_assert_cmpfloat (exact / all, <, 0.2);
}

/* Where a street ends on another one, the other goes straight on. In a Voronoi
 * diagram three edges meet at wide angles, on a chessboard four. */
static void
test_streets_end_on_streets (void)
{
  guint corners = 0, ends = 0;

  for (guint i = 0; i < N; i++)
    {
      guint n;
      const AtlasPoint *ring = ring_of (i, &n);

      for (guint j = 0; j < n; j++)
        {
          AtlasPoint a = ring[(j + n - 1) % n], b = ring[j], c = ring[(j + 1) % n];
          int before = find_other_side (a, b);
          int after = find_other_side (b, c);
          double turn = fabs (atan2 ((b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x),
                                     (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y)));

          /* The blocks change at this vertex, so a street ends here or bends. */
          if (before < 0 || after < 0 || before == after)
            continue;
          corners++;
          ends += turn < 15 * G_PI / 180;
        }
    }
  /* Of the three blocks at such an end one goes straight on: a third at most. */
  g_assert_cmpfloat (ends / (double) corners, >, 0.2);
}

static void
test_block_sizes_vary (void)
{
  for (guint z = 0; z < ATLAS_N_ZONES; z++)
    {
      double n = 0, sum = 0, squares = 0;

      for (guint i = 0; i < N; i++)
        if (values_of (i)->zone == (int) z)
          {
            n++;
            sum += values_of (i)->area;
            squares += values_of (i)->area * values_of (i)->area;
          }
      g_assert_cmpfloat (sqrt (squares / n - sum / n * sum / n) / (sum / n), >, 0.2);
    }
}

static double
distance_to_line (const AtlasGeometry *line,
                  double               x,
                  double               y)
{
  gboolean closed = atlas_geometry_get_kind (line) == ATLAS_GEOMETRY_POLYGON;
  double nearest = INFINITY;

  for (guint part = 0; part < atlas_geometry_get_n_parts (line); part++)
    {
      guint n;
      const AtlasPoint *at = atlas_geometry_get_part (line, part, &n);

      for (guint i = 0; i < n; i++)
        {
          nearest = MIN (nearest, hypot (at[i].x - x, at[i].y - y));
          if (i > 0 || closed)
            nearest = MIN (nearest, distance_to_edge (at[(i + n - 1) % n], at[i],
                                                      (AtlasPoint) { x, y }));
        }
    }

  return nearest;
}

/* Is a place on no border, road or river? */
static gboolean
is_free (AtlasPoint at)
{
  static const AtlasLayer layers[] = {
    ATLAS_LAYER_DISTRICTS, ATLAS_LAYER_ROADS, ATLAS_LAYER_WATER,
  };

  for (guint l = 0; l < G_N_ELEMENTS (layers); l++)
    for (guint i = 0; i < g_list_model_get_n_items (atlas_plan_get_features (plan, layers[l])); i++)
      {
        g_autoptr(AtlasFeature) feature =
          g_list_model_get_item (atlas_plan_get_features (plan, layers[l]), i);
        AtlasGeometry *geometry = atlas_feature_get_geometry (feature);
        AtlasBox near = atlas_box_grow (atlas_geometry_get_box (geometry), 30);

        if (at.x > near.x0 && at.x < near.x1 && at.y > near.y0 && at.y < near.y1 &&
            distance_to_line (geometry, at.x, at.y) < 30)
          return FALSE;
      }

  return TRUE;
}

/* Adds up four times the directions of a block's streets, which for all streets
 * of a grid is the same. */
static AtlasPoint
add_up_directions (guint i)
{
  AtlasPoint sum = { 0, 0 };
  guint n;
  const AtlasPoint *ring = ring_of (i, &n);

  for (guint j = 0; j < n; j++)
    {
      AtlasPoint a = ring[j], b = ring[(j + 1) % n];
      AtlasPoint middle = { (a.x + b.x) / 2, (a.y + b.y) / 2 };
      double angle = 4 * atan2 (b.y - a.y, b.x - a.x);
      double length = hypot (b.x - a.x, b.y - a.y);

      if (find_other_side (a, b) >= 0 && is_free (middle))
        sum = (AtlasPoint) { sum.x + length * cos (angle), sum.y + length * sin (angle) };
    }

  return sum;
}

/* The direction of the streets around a block, in radians; the other one is
 * square to it. */
static double
find_grid (const AtlasPoint *directions,
           guint             block)
{
  AtlasBox near = atlas_box_grow (atlas_geometry_get_box (geometry_of (block)), 2000);
  AtlasPoint sum = { 0, 0 };

  for (guint i = 0; i < N; i++)
    if (atlas_box_overlaps (&near, atlas_geometry_get_box (geometry_of (i))))
      sum = (AtlasPoint) { sum.x + directions[i].x, sum.y + directions[i].y };

  return atan2 (sum.y, sum.x) / 4;
}

/* Where neither a border nor a road nor a river ends a town, its streets do. */
static void
test_town_edges_run_along_the_streets (void)
{
  AtlasPoint directions[N];
  double along = 0, all = 0, little = 0;

  for (guint i = 0; i < N; i++)
    directions[i] = add_up_directions (i);
  for (guint i = 0; i < N; i++)
    {
      double grid = find_grid (directions, i);
      guint n;
      const AtlasPoint *ring = ring_of (i, &n);

      for (guint j = 0; j < n && values_of (i)->zone != ATLAS_ZONE_CORE; j++)
        {
          AtlasPoint a = ring[j], b = ring[(j + 1) % n];
          AtlasPoint middle = { (a.x + b.x) / 2, (a.y + b.y) / 2 };
          double length = hypot (b.x - a.x, b.y - a.y);
          double off = remainder (atan2 (b.y - a.y, b.x - a.x) - grid, G_PI / 2);

          if (find_other_side (a, b) >= 0 || !is_free (middle))
            continue;
          all += length;
          along += fabs (off) < 15 * G_PI / 180 ? length : 0;
          little += length < 150 ? length : 0;
        }
    }
  /* Round towns, among others that are not, had 0.81. */
  g_assert_cmpfloat (along / all, >, 0.93);
  g_assert_cmpfloat (little / all, <, 0.01);
}

static AtlasGeometry *
find_ring_road (const char *name)
{
  GListModel *roads = atlas_plan_get_features (plan, ATLAS_LAYER_ROADS);

  for (guint i = 0; i < g_list_model_get_n_items (roads); i++)
    {
      g_autoptr(AtlasFeature) road = g_list_model_get_item (roads, i);

      if (g_strcmp0 (atlas_feature_get_text (road, "name_zh"), name) == 0)
        {
          g_assert_cmpstr (atlas_feature_get_text (road, "kind"), ==, "ring_road");
          return atlas_feature_get_geometry (road);
        }
    }

  g_assert_not_reached ();
}

/* The corners of the 3rd to 5th ring road are corners of blocks where the road
 * runs through the land. */
static void
test_ring_roads_cut_the_land (void)
{
  static const char *const names[] = { "三环", "四环", "五环" };
  g_autoptr(GHashTable) corners = g_hash_table_new_full (hash_edge, same_edge, g_free, NULL);
  guint cut = 0, all = 0;

  for (guint i = 0; i < N; i++)
    {
      guint n;
      const AtlasPoint *ring = ring_of (i, &n);

      for (guint j = 0; j < n; j++)
        {
          Edge corner = { ring[j], ring[j] };

          g_hash_table_add (corners, g_memdup2 (&corner, sizeof corner));
        }
    }

  for (guint r = 0; r < G_N_ELEMENTS (names); r++)
    {
      guint n;
      const AtlasPoint *at = atlas_geometry_get_part (find_ring_road (names[r]), 0, &n);

      all += n;
      for (guint i = 0; i < n; i++)
        cut += g_hash_table_contains (corners, &(Edge) { at[i], at[i] });
    }
  g_assert_cmpfloat (cut / (double) all, >, 0.7);
}

static void
test_sites_lie_in_their_blocks (void)
{
  AtlasSites *sites = atlas_plan_get_sites (plan);

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    {
      AtlasSite site = atlas_sites_get (sites, i);

      g_assert_true (atlas_geometry_contains (geometry_of ((guint) site.block), site.x, site.y));
    }
}

/* Share of a resource's sites and of even land within @distance of the 2nd to
 * 4th ring road. */
static double
share_near_rings (int    resource,
                  double distance)
{
  static const char *const names[] = { "二环", "三环", "四环" };
  AtlasSites *sites = atlas_plan_get_sites (plan);
  double near = 0, all = 0;

  for (guint i = 0; i < (resource < 0 ? N : atlas_sites_get_n (sites)); i++)
    {
      AtlasPoint inner = resource < 0 ? atlas_geometry_get_inner_point (geometry_of (i))
        : (AtlasPoint) { atlas_sites_get_x (sites)[i], atlas_sites_get_y (sites)[i] };
      guint block = resource < 0 ? i : (guint) atlas_sites_get_block (sites)[i];
      double weight = resource < 0 ? values_of (i)->area : 1;
      double nearest = INFINITY;

      if (values_of (block)->zone > ATLAS_ZONE_CENTRAL ||
          (resource >= 0 && atlas_sites_get_resource (sites)[i] != resource))
        continue;
      for (guint r = 0; r < G_N_ELEMENTS (names); r++)
        nearest = MIN (nearest, distance_to_line (find_ring_road (names[r]), inner.x, inner.y));
      all += weight;
      near += nearest < distance ? weight : 0;
    }

  return near / all;
}

static void
test_compounds_line_the_ring_roads (void)
{
  g_assert_cmpfloat (share_near_rings (ATLAS_RESOURCE_COMPOUNDS, 1200), >,
                     1.5 * share_near_rings (-1, 1200));
}

/* In the central city most factories lie south-east of a line through 天安门
 * that runs from south-west to north-east. */
static void
test_factories_lie_south_and_east (void)
{
  AtlasSites *sites = atlas_plan_get_sites (plan);
  guint south_east = 0, all = 0;

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    {
      AtlasSite site = atlas_sites_get (sites, i);

      if (site.resource != ATLAS_RESOURCE_FACTORIES ||
          values_of ((guint) site.block)->zone != ATLAS_ZONE_CENTRAL)
        continue;
      all++;
      south_east += (site.x - 447985) - (site.y - 4417980) > 0;
    }
  g_assert_cmpfloat (south_east / (double) all, >, 0.65);
}

/* Mean distance of a resource's sites in core and central city to a business
 * district. */
static double
business_distance (int resource)
{
  GListModel *business = atlas_plan_get_features (plan, ATLAS_LAYER_BUSINESS_DISTRICTS);
  AtlasSites *sites = atlas_plan_get_sites (plan);
  double sum = 0, n = 0;

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    {
      AtlasSite site = atlas_sites_get (sites, i);
      double nearest = INFINITY;

      if (site.resource != resource || values_of ((guint) site.block)->zone > ATLAS_ZONE_CENTRAL)
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (business); j++)
        {
          g_autoptr(AtlasFeature) district = g_list_model_get_item (business, j);
          AtlasPoint at = atlas_geometry_get_inner_point (atlas_feature_get_geometry (district));

          nearest = MIN (nearest, hypot (at.x - site.x, at.y - site.y));
        }
      sum += nearest;
      n++;
    }

  return sum / n;
}

static void
test_office_buildings_lie_in_business_districts (void)
{
  g_assert_cmpfloat (business_distance (ATLAS_RESOURCE_BUILDINGS), <,
                     0.67 * business_distance (ATLAS_RESOURCE_COMPOUNDS));
}

/* Pairs of key blocks that share an edge; @is_key by block. */
static guint
count_key_joins (const gboolean *is_key)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < N; i++)
    {
      guint n;
      const AtlasPoint *ring = ring_of (i, &n);

      for (guint j = 0; j < n; j++)
        {
          int other = find_other_side (ring[j], ring[(j + 1) % n]);

          if (other > (int) i && is_key[i] && is_key[other])
            g_hash_table_add (seen, GUINT_TO_POINTER (i * N + (guint) other));
        }
    }

  return g_hash_table_size (seen);
}

/* Join-count statistic (Moran 1948; Cliff and Ord 1981): the labels are dealt
 * again at random within each zone, which keeps the zones' numbers. */
static void
test_key_blocks_form_groups (void)
{
  gboolean is_key[N];
  AtlasRandom random;
  guint joins;
  double most = 0;

  for (guint i = 0; i < N; i++)
    is_key[i] = values_of (i)->class_ == ATLAS_CLASS_KEY;
  joins = count_key_joins (is_key);

  atlas_random_init (&random, 1, 1);
  for (guint round = 0; round < 99; round++)
    {
      for (guint i = 0; i < N; i++)
        {
          guint j = atlas_random_index (&random, N);

          if (values_of (i)->zone == values_of (j)->zone)
            {
              gboolean swap = is_key[i];

              is_key[i] = is_key[j];
              is_key[j] = swap;
            }
        }
      most = MAX (most, count_key_joins (is_key));
    }
  /* More than the most of 99 random deals: p < 0.01; and by far. */
  g_assert_cmpfloat (joins, >, 1.5 * most);
}

static void
test_key_blocks_lie_where_resources_are (void)
{
  for (guint z = 0; z < ATLAS_N_ZONES; z++)
    {
      double floor_area[2] = { 0 }, land[2] = { 0 };

      for (guint i = 0; i < N; i++)
        if (values_of (i)->zone == (int) z)
          {
            AtlasBlock *block = atlas_plan_get_block (plan, i);
            gboolean key = values_of (i)->class_ == ATLAS_CLASS_KEY;

            floor_area[key] += atlas_block_get_renewable_floor_area (block);
            land[key] += values_of (i)->area;
          }
      g_assert_cmpfloat (floor_area[1] / land[1], >, 1.5 * floor_area[0] / land[0]);
    }
}

static void
test_station_distances_are_true (void)
{
  GListModel *stations = atlas_plan_get_features (plan, ATLAS_LAYER_STATIONS);

  for (guint i = 0; i < N; i += 7)
    {
      AtlasPoint inner = atlas_geometry_get_inner_point (geometry_of (i));
      double nearest = INFINITY;

      for (guint j = 0; j < g_list_model_get_n_items (stations); j++)
        {
          g_autoptr(AtlasFeature) station = g_list_model_get_item (stations, j);
          AtlasPoint at = atlas_geometry_get_inner_point (atlas_feature_get_geometry (station));

          nearest = MIN (nearest, hypot (at.x - inner.x, at.y - inner.y));
        }
      g_assert_cmpfloat (fabs (values_of (i)->station_distance - nearest), <=, 0.1);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *dir = NULL;
  g_autoptr(GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  dir = g_test_build_filename (G_TEST_DIST, "..", "data", "sample", NULL);
  plan = atlas_sample_build (dir, &error);
  g_assert_no_error (error);
  geos = atlas_geos_new ();
  handle = GEOS_init_r ();
  index_edges ();

#define ADD(path, test) g_test_add_func ("/sample-geometry/" path, test)
  ADD ("valid", test_blocks_are_valid_on_a_millimetre_grid);
  ADD ("no-overlap", test_blocks_do_not_overlap);
  ADD ("no-overhang", test_blocks_stay_in_their_districts);
  ADD ("shared-vertices", test_neighbours_share_their_vertices);
  ADD ("core-filled", test_core_is_filled_wholly);
  ADD ("units", test_units_hang_together_without_holes);
  ADD ("north-and-east", test_streets_run_north_and_east);
  ADD ("street-ends", test_streets_end_on_streets);
  ADD ("town-edges", test_town_edges_run_along_the_streets);
  ADD ("sizes-vary", test_block_sizes_vary);
  ADD ("ring-roads-cut", test_ring_roads_cut_the_land);
  ADD ("sites-in-blocks", test_sites_lie_in_their_blocks);
  ADD ("compounds", test_compounds_line_the_ring_roads);
  ADD ("factories", test_factories_lie_south_and_east);
  ADD ("buildings", test_office_buildings_lie_in_business_districts);
  ADD ("key-groups", test_key_blocks_form_groups);
  ADD ("key-density", test_key_blocks_lie_where_resources_are);
  ADD ("station-distance", test_station_distances_are_true);
#undef ADD
  result = g_test_run ();

  g_hash_table_unref (owners);
  GEOS_finish_r (handle);
  atlas_geos_free (geos);
  g_clear_object (&plan);

  return result;
}
