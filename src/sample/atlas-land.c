#include "atlas-land.h"

#include "atlas-geos.h"
#include "atlas-random.h"
#include "atlas-sample-targets.h"
#include "atlas-stairs.h"

#include <math.h>

#define SEED 20211
#define STEPS 18             /* of the bisection: 2^-18 of the range is some centimetres */
#define NEEDLE_COSINE 0.995  /* of 6° */
#define NARROW 250.0         /* m; land narrower than twice this is left out */

/* All that a step of the bisection needs to know of a group. */
typedef struct
{
  AtlasGeos                *geos;
  const AtlasSampleSources *sources;
  GArray                   *towns;  /* AtlasPoint */
  const AtlasGroup         *group;
  const AtlasShape         *region; /* the zone's part of the district, less what is no town */
  const AtlasShape         *seed;   /* what grows, or with @inverse what drives back */
  gboolean                  inverse;
  AtlasStairs               stairs; /* along which its edges run */
} Growth;

static void
land_face_free (gpointer data)
{
  AtlasLandFace *self = data;

  atlas_geometry_unref (self->geometry);
  g_free (self);
}

static const AtlasShape *
shape_of (AtlasGeos  *geos,
          GPtrArray  *sketches,
          const char *code_or_name)
{
  return atlas_geos_from (geos, atlas_sketch_find (sketches, code_or_name)->geometry);
}

/* The union of all sketches of one of @kinds. */
static const AtlasShape *
shape_of_kinds (AtlasGeos         *geos,
                GPtrArray         *sketches,
                const char *const *kinds)
{
  const AtlasShape *shape = atlas_geos_empty (geos);

  for (guint i = 0; i < sketches->len; i++)
    {
      AtlasSketch *sketch = sketches->pdata[i];

      if (sketch->kind != NULL && g_strv_contains (kinds, sketch->kind))
        shape = atlas_geos_union (geos, shape, atlas_geos_from (geos, sketch->geometry));
    }

  return shape;
}

/* A rectangle around @centre, turned by @angle. */
static const AtlasShape *
make_rectangle (AtlasGeos  *geos,
                AtlasPoint  centre,
                double      half_width,
                double      half_height,
                double      angle)
{
  static const int corners[4][2] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 } };
  g_autoptr(AtlasGeometry) rectangle = NULL;
  AtlasPoint points[4];

  for (guint i = 0; i < 4; i++)
    {
      double x = corners[i][0] * half_width;
      double y = corners[i][1] * half_height;

      points[i] = atlas_sketch_snap (centre.x + x * cos (angle) - y * sin (angle),
                                     centre.y + x * sin (angle) + y * cos (angle));
    }
  rectangle = atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, points, 4);

  return atlas_geos_from (geos, rectangle);
}

/* A town that no outline shows: three blocks of streets around its centre,
 * @size times as large as the table has it. No two edges are closer than a
 * fifth of its radius. */
static const AtlasShape *
make_town (const Growth *growth,
           guint         row,
           double        size)
{
  AtlasPoint centre = g_array_index (growth->towns, AtlasPoint, row);
  double radius = atlas_table_get_number (growth->sources->towns, row, "radius_m") * size;
  double step = rint (radius / 5 * 1000) / 1000;
  g_autoptr(GPtrArray) boxes = g_ptr_array_new ();
  AtlasRandom random;
  double angle;

  atlas_random_init (&random, SEED, row);
  angle = atlas_random_range (&random, -0.12, 0.12);
  centre = atlas_stairs_turn_point (centre, -angle);
  for (guint i = 0; i < 3; i++)
    {
      double east = rint (5 * atlas_random_range (&random, -0.45, 0.45));
      double north = rint (5 * atlas_random_range (&random, -0.45, 0.45));
      double width = rint (5 * atlas_random_range (&random, 0.55, 0.95));
      double height = rint (5 * atlas_random_range (&random, 0.55, 0.95));

      g_ptr_array_add (boxes, (gpointer) atlas_geos_box (growth->geos, &(AtlasBox) {
        centre.x + (east - width) * step, centre.y + (north - height) * step,
        centre.x + (east + width) * step, centre.y + (north + height) * step }));
    }

  return atlas_stairs_turn (growth->geos, atlas_geos_union_all (growth->geos, boxes), angle);
}

/* What grows, by some metres. */
static const AtlasShape *
grow_seed (const Growth *growth,
           double        by)
{
  return atlas_stairs_fit (&growth->stairs, growth->geos,
                           atlas_geos_grow (growth->geos, growth->seed, by));
}

/* The towns of the group at size @size: outlines grow half a kilometre for
 * each unit, so that small places stay small beside a new town. */
static const AtlasShape *
grow_towns (const Growth *growth,
            double        size)
{
  AtlasGeos *geos = growth->geos;
  g_autoptr(GPtrArray) shapes = g_ptr_array_new ();
  const AtlasTable *towns = growth->sources->towns;

  g_ptr_array_add (shapes, (gpointer) grow_seed (growth, (size - 1) * 500));
  for (guint i = 0; i < atlas_table_get_n_rows (towns); i++)
    if (g_strcmp0 (atlas_table_get (towns, i, "district"), growth->group->district) == 0)
      g_ptr_array_add (shapes, (gpointer) make_town (growth, i, MAX (0.4, 0.7 + 0.3 * size)));

  return atlas_geos_union_all (geos, shapes);
}

static const AtlasShape *
make_land (const Growth *growth,
           double        size)
{
  AtlasGeos *geos = growth->geos;
  double least = atlas_zone_targets[growth->group->zone].least_area * 1.15;
  const AtlasShape *land;
  const AtlasShape *wide;

  if (growth->inverse)
    land = atlas_geos_subtract (geos, growth->region,
                                grow_seed (growth, (3 - size) * 800));
  else
    land = atlas_geos_intersect (geos, growth->region, grow_towns (growth, size));

  /* Tails and ribbons along a border are no place for street blocks. */
  wide = atlas_geos_grow (geos, atlas_geos_grow (geos, land, -NARROW), 4 * NARROW);
  land = atlas_geos_intersect (geos, land, wide);
  land = atlas_geos_fill (geos, land, least);

  return atlas_geos_intersect (geos, land, growth->region);
}

/* The size at which the land has the group's area: it only ever grows with it. */
static const AtlasShape *
reach_area (const Growth *growth)
{
  double low = -3;
  double high = 12;

  for (guint i = 0; i < STEPS; i++)
    {
      guint mark = atlas_geos_mark (growth->geos);
      double middle = (low + high) / 2;

      if (atlas_geos_area (growth->geos, make_land (growth, middle)) < growth->group->area)
        low = middle;
      else
        high = middle;
      atlas_geos_release (growth->geos, mark);
    }

  return make_land (growth, high);
}

/* What of the largest piece lies beyond a street across it. */
typedef struct
{
  const AtlasShape *piece;
  AtlasPoint        east; /* which way the streets run */
  double            low;  /* the piece's extent that way */
  double            high;
} Trim;

static void
trim_init (Trim             *self,
           const Growth     *growth,
           const AtlasShape *land)
{
  AtlasGeos *geos = growth->geos;
  g_autoptr(AtlasGeometry) geometry = NULL;
  const AtlasPoint *points;
  guint n;

  *self = (Trim) { atlas_geos_part (geos, land, 0),
                   { cos (growth->stairs.angle), sin (growth->stairs.angle) },
                   G_MAXDOUBLE, -G_MAXDOUBLE };
  for (guint i = 1; i < atlas_geos_n_parts (geos, land); i++)
    if (atlas_geos_area (geos, atlas_geos_part (geos, land, i)) >
        atlas_geos_area (geos, self->piece))
      self->piece = atlas_geos_part (geos, land, i);

  geometry = atlas_geos_to (geos, self->piece);
  points = atlas_geometry_get_points (geometry, &n);
  for (guint i = 0; i < n; i++)
    {
      double at = points[i].x * self->east.x + points[i].y * self->east.y;

      self->low = MIN (self->low, at);
      self->high = MAX (self->high, at);
    }
}

static const AtlasShape *
trim_get (const Trim   *self,
          const Growth *growth,
          double        from)
{
  AtlasGeos *geos = growth->geos;
  g_autoptr(AtlasGeometry) geometry = atlas_geos_to (geos, self->piece);
  const AtlasBox *box = atlas_geometry_get_box (geometry);
  double reach = atlas_box_width (box) + atlas_box_height (box);
  AtlasPoint middle = { (box->x0 + box->x1) / 2, (box->y0 + box->y1) / 2 };
  double beyond = from + reach - (middle.x * self->east.x + middle.y * self->east.y);

  middle.x += beyond * self->east.x;
  middle.y += beyond * self->east.y;

  return atlas_geos_intersect (geos, self->piece,
                               make_rectangle (geos, middle, reach, reach, growth->stairs.angle));
}

/* The land grows by whole cells, or where a town becomes large enough for a
 * block by a town, and so past its area: the rest is taken off the east of its
 * largest piece. */
static const AtlasShape *
trim (const Growth     *growth,
      const AtlasShape *land)
{
  AtlasGeos *geos = growth->geos;
  double surplus = atlas_geos_area (geos, land) - growth->group->area;
  Trim trim;

  if (surplus < 0.0005 * growth->group->area)
    return land;

  trim_init (&trim, growth, land);
  for (guint i = 0; i < STEPS; i++)
    {
      double middle = (trim.low + trim.high) / 2;

      if (atlas_geos_area (geos, trim_get (&trim, growth, middle)) < surplus)
        trim.high = middle;
      else
        trim.low = middle;
    }

  return atlas_geos_subtract (geos, land, trim_get (&trim, growth, trim.high));
}

/* Does the way from @a by @tip to @b turn back on itself? */
static gboolean
is_needle (const AtlasPoint *a,
           const AtlasPoint *tip,
           const AtlasPoint *b)
{
  AtlasPoint to_a = { a->x - tip->x, a->y - tip->y };
  AtlasPoint to_b = { b->x - tip->x, b->y - tip->y };

  return to_a.x * to_b.x + to_a.y * to_b.y >
         NEEDLE_COSINE * hypot (to_a.x, to_a.y) * hypot (to_b.x, to_b.y);
}

/* Where a street of the stairs meets a border at hardly any angle, a slit is
 * left that nobody could build or walk on: its tip is taken away. */
static const AtlasShape *
without_slits (AtlasGeos        *geos,
               const AtlasShape *land)
{
  g_autoptr(AtlasGeometry) geometry = atlas_geos_to (geos, land);
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (AtlasPoint));
  g_autoptr(GArray) part_ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) polygon_ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(AtlasGeometry) clean = NULL;

  for (guint part = 0; part < atlas_geometry_get_n_parts (geometry); part++)
    {
      guint n;
      const AtlasPoint *ring = atlas_geometry_get_part (geometry, part, &n);

      for (guint i = 0; i < n; i++)
        if (!is_needle (&ring[(i + n - 1) % n], &ring[i], &ring[(i + 1) % n]))
          g_array_append_val (points, ring[i]);
      g_array_append_val (part_ends, points->len);
    }
  for (guint i = 0; i < atlas_geometry_get_n_polygons (geometry); i++)
    {
      guint end = atlas_geometry_get_polygon_end (geometry, i);

      g_array_append_val (polygon_ends, end);
    }
  clean = atlas_geometry_new (ATLAS_GEOMETRY_POLYGON,
                              (const AtlasPoint *) (gpointer) points->data, points->len,
                              (const guint *) (gpointer) part_ends->data, part_ends->len,
                              (const guint *) (gpointer) polygon_ends->data, polygon_ends->len);

  return atlas_geos_from (geos, clean);
}

/* What no block stands on: airports and big water. */
static const AtlasShape *
make_excluded (AtlasGeos                *geos,
               const AtlasSampleSources *sources)
{
  static const char *const airports[] = { "airport", NULL };
  static const char *const reservoirs[] = { "reservoir", NULL };

  return atlas_geos_union (geos, shape_of_kinds (geos, sources->extras, airports),
                           shape_of_kinds (geos, sources->water, reservoirs));
}

static const AtlasShape *
make_region (AtlasGeos                *geos,
             const AtlasSampleSources *sources,
             const AtlasGroup         *group,
             const AtlasShape         *excluded)
{
  const char *key = atlas_vocabulary_get_key (&atlas_vocabulary_zones, (int) group->zone);
  const AtlasShape *zone = shape_of (geos, sources->zones, key);

  if (group->district == NULL)
    return atlas_geos_intersect (geos, zone, shape_of (geos, sources->extras, "亦庄新城"));

  zone = atlas_geos_intersect (geos, zone, shape_of (geos, sources->districts, group->district));
  if (group->zone != ATLAS_ZONE_CORE && group->zone != ATLAS_ZONE_SUBCENTER)
    zone = atlas_geos_subtract (geos, zone, excluded);
  if (group->zone == ATLAS_ZONE_NEWTOWNS)
    zone = atlas_geos_subtract (geos, zone, shape_of (geos, sources->extras, "亦庄新城"));

  return zone;
}

/* Streets half a block apart, turned for each group in another way. */
static AtlasStairs
choose_stairs (const AtlasGroup *group)
{
  guint64 number = (guint64) (group - atlas_groups);
  AtlasRandom random;

  atlas_random_init (&random, SEED, 1000 + number);

  return (AtlasStairs) { atlas_random_range (&random, -0.1, 0.1),
                         0.5 * sqrt (group->area / group->n_blocks), SEED + number };
}

static const AtlasShape *
make_group_land (Growth           *growth,
                 const AtlasGroup *group,
                 const AtlasShape *excluded)
{
  static const char *const outlines[] = { "new_town", "built_up", "science_city", NULL };
  static const char *const hills[] = { "mountain_area", NULL };
  AtlasGeos *geos = growth->geos;
  GPtrArray *extras = growth->sources->extras;
  g_autoptr(AtlasGeometry) region = NULL;
  AtlasBox near;

  growth->group = group;
  growth->region = make_region (geos, growth->sources, group, excluded);
  growth->inverse = FALSE;
  growth->stairs = choose_stairs (group);

  if (group->zone == ATLAS_ZONE_CORE || group->zone == ATLAS_ZONE_SUBCENTER ||
      group->district == NULL)
    return growth->region;

  if (group->zone != ATLAS_ZONE_CENTRAL)
    growth->seed = shape_of_kinds (geos, extras, outlines);
  else if (g_str_equal (group->district, "110105"))
    {
      /* No hills there: the city ends at some distance from the 5th ring. */
      AtlasSketch *ring = atlas_sketch_find (growth->sources->ring_roads, "五环");
      guint n;
      const AtlasPoint *points = atlas_geometry_get_points (ring->geometry, &n);
      g_autoptr(AtlasGeometry) inside =
        atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, points, n - 1);

      growth->seed = atlas_geos_grow (geos, atlas_geos_from (geos, inside), 6000);
    }
  else
    {
      growth->seed = shape_of_kinds (geos, extras, hills);
      growth->inverse = TRUE;
    }
  region = atlas_geos_to (geos, growth->region);
  near = atlas_box_grow (atlas_geometry_get_box (region), 8000);
  growth->seed = atlas_geos_intersect (geos, growth->seed, atlas_geos_box (geos, &near));

  return without_slits (geos, trim (growth, reach_area (growth)));
}

/* Cuts through every hole from side to side, so that the pieces have none. */
static void
add_hole_cuts (AtlasGeos        *geos,
               const AtlasShape *land,
               GPtrArray        *lines)
{
  g_autoptr(AtlasGeometry) geometry = atlas_geos_to (geos, land);
  guint part = 0;

  for (guint i = 0; i < atlas_geometry_get_n_polygons (geometry); i++)
    for (guint end = atlas_geometry_get_polygon_end (geometry, i), first = part; part < end; part++)
      {
        guint n;
        const AtlasPoint *points = atlas_geometry_get_part (geometry, part, &n);
        AtlasBox box = ATLAS_BOX_EMPTY;
        double x;

        if (part == first)
          continue;

        for (guint j = 0; j < n; j++)
          atlas_box_add (&box, points[j].x, points[j].y);
        x = atlas_sketch_snap ((box.x0 + box.x1) / 2, 0).x;
        g_ptr_array_add (lines, (gpointer) atlas_geos_intersect (
          geos, land, atlas_geos_line (geos, (AtlasPoint) { x, box.y0 - 30000 },
                                       (AtlasPoint) { x, box.y1 + 30000 })));
      }
}

static gboolean
is_on_edge (AtlasPoint a,
            AtlasPoint b,
            AtlasPoint p)
{
  double dx = b.x - a.x;
  double dy = b.y - a.y;
  double along = (p.x - a.x) * dx + (p.y - a.y) * dy;

  return along > 0 && along < dx * dx + dy * dy &&
         fabs (dx * (p.y - a.y) - dy * (p.x - a.x)) < 0.002 * hypot (dx, dy);
}

/* Where a town's edge meets a district border the new vertex, being rounded,
 * bends the border by a fraction of a millimetre, which over a city of borders
 * is some square metres. Moves it to a place that does not. */
static AtlasPoint
straighten_border (GPtrArray  *districts,
                   AtlasPoint  p)
{
  for (guint i = 0; i < districts->len; i++)
    {
      const AtlasGeometry *district = districts->pdata[i];
      AtlasBox near = atlas_box_grow (atlas_geometry_get_box (district), 1);

      if (p.x < near.x0 || p.x > near.x1 || p.y < near.y0 || p.y > near.y1)
        continue;

      for (guint part = 0; part < atlas_geometry_get_n_parts (district); part++)
        {
          guint n;
          const AtlasPoint *at = atlas_geometry_get_part (district, part, &n);

          for (guint j = 0; j < n; j++)
            if (at[j].x == p.x && at[j].y == p.y)
              return p;
          for (guint j = 0; j < n; j++)
            if (is_on_edge (at[j], at[(j + 1) % n], p))
              {
                /* The same for both districts, from whichever end they run. */
                gboolean turn = at[j].x > at[(j + 1) % n].x ||
                  (at[j].x == at[(j + 1) % n].x && at[j].y > at[(j + 1) % n].y);

                return atlas_sketch_snap_on (at[turn ? (j + 1) % n : j],
                                             at[turn ? j : (j + 1) % n], p);
              }
        }
    }

  return p;
}

static AtlasGeometry *
straighten_borders (AtlasGeos        *geos,
                    const AtlasShape *shape,
                    GPtrArray        *districts)
{
  g_autoptr(AtlasGeometry) rough = atlas_geos_to (geos, shape);
  guint n;
  const AtlasPoint *at = atlas_geometry_get_points (rough, &n);
  g_autofree AtlasPoint *points = g_new (AtlasPoint, n);

  for (guint i = 0; i < n; i++)
    points[i] = straighten_border (districts, at[i]);

  return atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, points, n);
}

/* Returns: the index of the shape that holds @point, or -1. */
static int
find_around (GPtrArray  *geometries,
             AtlasPoint  point)
{
  for (guint i = 0; i < geometries->len; i++)
    if (atlas_geometry_contains (geometries->pdata[i], point.x, point.y))
      return (int) i;

  return -1;
}

/* Nodes the borders of all @lands together, so that where two meet they have
 * the same vertices, and sorts the pieces by the land they lie in. */
static GPtrArray *
make_faces (AtlasGeos                *geos,
            const AtlasSampleSources *sources,
            GPtrArray                *lands)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new ();
  g_autoptr(GPtrArray) geometries =
    g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_geometry_unref);
  g_autoptr(GPtrArray) districts = g_ptr_array_new ();
  GPtrArray *faces = g_ptr_array_new_with_free_func (land_face_free);
  const AtlasShape *shapes;

  for (guint i = 0; i < lands->len; i++)
    {
      g_ptr_array_add (lines, (gpointer) atlas_geos_boundary (geos, lands->pdata[i]));
      g_ptr_array_add (geometries, atlas_geos_to (geos, lands->pdata[i]));
      add_hole_cuts (geos, lands->pdata[i], lines);
    }
  for (guint i = 0; i < sources->districts->len; i++)
    {
      AtlasSketch *district = sources->districts->pdata[i];

      g_ptr_array_add (districts, district->geometry);
      g_ptr_array_add (lines, (gpointer) atlas_geos_boundary (
        geos, atlas_geos_from (geos, district->geometry)));
    }

  shapes = atlas_geos_polygonize (geos, lines);
  for (guint i = 0; i < atlas_geos_n_parts (geos, shapes); i++)
    {
      const AtlasShape *shape = atlas_geos_part (geos, shapes, i);
      AtlasPoint inner = atlas_geos_inner_point (geos, shape);
      int group = find_around (geometries, inner);
      AtlasLandFace *face;

      if (group < 0)
        continue;

      face = g_new (AtlasLandFace, 1);
      face->group = (guint) group;
      face->district = (guint) find_around (districts, inner);
      face->geometry = straighten_borders (geos, shape, districts);
      g_ptr_array_add (faces, face);
    }

  return faces;
}

GPtrArray *
atlas_land_make (const AtlasSampleSources *sources)
{
  g_autoptr(AtlasGeos) geos = atlas_geos_new ();
  g_autoptr(GPtrArray) lands = g_ptr_array_new ();
  g_autoptr(GArray) towns = atlas_sample_sources_places (sources->towns);
  const AtlasShape *excluded = make_excluded (geos, sources);
  Growth growth = { .geos = geos, .sources = sources, .towns = towns };

  for (guint i = 0; i < ATLAS_N_GROUPS; i++)
    g_ptr_array_add (lands, (gpointer) make_group_land (&growth, &atlas_groups[i], excluded));

  return make_faces (geos, sources, lands);
}
