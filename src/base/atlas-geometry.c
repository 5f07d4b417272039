#include "atlas-geometry.h"

#include <math.h>
#include <string.h>

struct _AtlasGeometry
{
  gatomicrefcount    refs;
  AtlasGeometryKind  kind;
  AtlasBox           box;
  AtlasPoint        *points;
  guint             *part_ends;
  guint             *polygon_ends;
  guint              n_points;
  guint              n_parts;
  guint              n_polygons;
};

G_DEFINE_BOXED_TYPE (AtlasGeometry, atlas_geometry, atlas_geometry_ref, atlas_geometry_unref)

/* Points, parts and polygons live in the one block of memory behind the
 * struct: a plan of 100,000 blocks makes 100,000 allocations, not 400,000. */
AtlasGeometry *
atlas_geometry_new (AtlasGeometryKind  kind,
                    const AtlasPoint  *points,
                    guint              n_points,
                    const guint       *part_ends,
                    guint              n_parts,
                    const guint       *polygon_ends,
                    guint              n_polygons)
{
  gsize points_size = sizeof (AtlasPoint) * n_points;
  gsize parts_size = sizeof (guint) * n_parts;
  guint stored_polygons = polygon_ends != NULL ? n_polygons : 0;
  AtlasGeometry *self;

  g_return_val_if_fail (n_parts == 0 || part_ends[n_parts - 1] == n_points, NULL);

  self = g_malloc (sizeof *self + points_size + parts_size + sizeof (guint) * stored_polygons);
  g_atomic_ref_count_init (&self->refs);
  self->kind = kind;
  self->points = (AtlasPoint *) (self + 1);
  self->part_ends = (guint *) ((char *) self->points + points_size);
  self->polygon_ends = polygon_ends != NULL ? self->part_ends + n_parts : NULL;
  self->n_points = n_points;
  self->n_parts = n_parts;
  self->n_polygons = polygon_ends != NULL ? n_polygons : n_parts;
  self->box = ATLAS_BOX_EMPTY;

  if (n_points > 0)
    memcpy (self->points, points, points_size);
  if (n_parts > 0)
    memcpy (self->part_ends, part_ends, parts_size);
  if (stored_polygons > 0)
    memcpy (self->polygon_ends, polygon_ends, sizeof (guint) * n_polygons);

  for (guint i = 0; i < n_points; i++)
    atlas_box_add (&self->box, points[i].x, points[i].y);

  return self;
}

AtlasGeometry *
atlas_geometry_new_simple (AtlasGeometryKind  kind,
                           const AtlasPoint  *points,
                           guint              n_points)
{
  return atlas_geometry_new (kind, points, n_points, &n_points, 1, NULL, 1);
}

AtlasGeometry *
atlas_geometry_new_point (double x,
                          double y)
{
  AtlasPoint point = { x, y };

  return atlas_geometry_new_simple (ATLAS_GEOMETRY_POINT, &point, 1);
}

AtlasGeometry *
atlas_geometry_ref (AtlasGeometry *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
atlas_geometry_unref (AtlasGeometry *self)
{
  if (g_atomic_ref_count_dec (&self->refs))
    g_free (self);
}

AtlasGeometryKind
atlas_geometry_get_kind (const AtlasGeometry *self)
{
  return self->kind;
}

const AtlasPoint *
atlas_geometry_get_points (const AtlasGeometry *self,
                           guint               *n_points)
{
  if (n_points != NULL)
    *n_points = self->n_points;

  return self->points;
}

guint
atlas_geometry_get_n_parts (const AtlasGeometry *self)
{
  return self->n_parts;
}

const AtlasPoint *
atlas_geometry_get_part (const AtlasGeometry *self,
                         guint                part,
                         guint               *n_points)
{
  guint start = part > 0 ? self->part_ends[part - 1] : 0;

  g_return_val_if_fail (part < self->n_parts, NULL);

  *n_points = self->part_ends[part] - start;

  return self->points + start;
}

guint
atlas_geometry_get_n_polygons (const AtlasGeometry *self)
{
  return self->n_polygons;
}

guint
atlas_geometry_get_polygon_end (const AtlasGeometry *self,
                                guint                polygon)
{
  g_return_val_if_fail (polygon < self->n_polygons, 0);

  return self->polygon_ends != NULL ? self->polygon_ends[polygon] : polygon + 1;
}

const AtlasBox *
atlas_geometry_get_box (const AtlasGeometry *self)
{
  return &self->box;
}

/* The shoelace formula, taken about the first corner: coordinates of millions
 * of metres would cost digits. */
static double
ring_area (const AtlasPoint *points,
           guint             n_points)
{
  double twice = 0;

  for (guint i = 2; i < n_points; i++)
    twice += (points[i - 1].x - points[0].x) * (points[i].y - points[0].y) -
             (points[i].x - points[0].x) * (points[i - 1].y - points[0].y);

  return fabs (twice) / 2;
}

static double
polygon_area (const AtlasGeometry *self,
              guint                polygon)
{
  guint first = polygon > 0 ? atlas_geometry_get_polygon_end (self, polygon - 1) : 0;
  guint end = atlas_geometry_get_polygon_end (self, polygon);
  double area = 0;

  for (guint part = first; part < end; part++)
    {
      guint n;
      const AtlasPoint *points = atlas_geometry_get_part (self, part, &n);

      area += part == first ? ring_area (points, n) : -ring_area (points, n);
    }

  return area;
}

double
atlas_geometry_get_area (const AtlasGeometry *self)
{
  double area = 0;

  if (self->kind == ATLAS_GEOMETRY_POLYGON)
    for (guint i = 0; i < self->n_polygons; i++)
      area += polygon_area (self, i);

  return area;
}

static double
part_length (const AtlasGeometry *self,
             guint                part)
{
  guint n;
  const AtlasPoint *points = atlas_geometry_get_part (self, part, &n);
  double length = 0;

  for (guint i = 1; i < n; i++)
    length += hypot (points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
  if (self->kind == ATLAS_GEOMETRY_POLYGON && n > 0)
    length += hypot (points[0].x - points[n - 1].x, points[0].y - points[n - 1].y);

  return length;
}

double
atlas_geometry_get_length (const AtlasGeometry *self)
{
  double length = 0;

  if (self->kind != ATLAS_GEOMETRY_POINT)
    for (guint i = 0; i < self->n_parts; i++)
      length += part_length (self, i);

  return length;
}

static gboolean
ring_crossed (const AtlasPoint *points,
              guint             n_points,
              double            x,
              double            y)
{
  gboolean inside = FALSE;

  for (guint i = 0, j = n_points - 1; i < n_points; j = i++)
    if ((points[i].y > y) != (points[j].y > y) &&
        x < (points[j].x - points[i].x) * (y - points[i].y) / (points[j].y - points[i].y) +
            points[i].x)
      inside = !inside;

  return inside;
}

gboolean
atlas_geometry_contains (const AtlasGeometry *self,
                         double               x,
                         double               y)
{
  gboolean inside = FALSE;

  if (self->kind != ATLAS_GEOMETRY_POLYGON ||
      x < self->box.x0 || x > self->box.x1 || y < self->box.y0 || y > self->box.y1)
    return FALSE;

  for (guint i = 0; i < self->n_parts; i++)
    {
      guint n;
      const AtlasPoint *points = atlas_geometry_get_part (self, i, &n);

      inside ^= ring_crossed (points, n, x, y);
    }

  return inside;
}

static double
segment_distance (const AtlasPoint *a,
                  const AtlasPoint *b,
                  double            x,
                  double            y)
{
  double dx = b->x - a->x, dy = b->y - a->y;
  double square = dx * dx + dy * dy;
  double share = square > 0 ? ((x - a->x) * dx + (y - a->y) * dy) / square : 0;

  share = CLAMP (share, 0, 1);

  return hypot (a->x + share * dx - x, a->y + share * dy - y);
}

static double
part_distance (const AtlasGeometry *self,
               guint                part,
               double               x,
               double               y)
{
  guint n;
  const AtlasPoint *points = atlas_geometry_get_part (self, part, &n);
  double nearest = n > 0 ? hypot (points[0].x - x, points[0].y - y) : INFINITY;

  for (guint i = 1; i < n; i++)
    nearest = MIN (nearest, segment_distance (&points[i - 1], &points[i], x, y));
  if (self->kind == ATLAS_GEOMETRY_POLYGON && n > 0)
    nearest = MIN (nearest, segment_distance (&points[n - 1], &points[0], x, y));

  return nearest;
}

double
atlas_geometry_get_distance (const AtlasGeometry *self,
                             double               x,
                             double               y)
{
  double nearest = INFINITY;

  if (!isfinite (x) || !isfinite (y))
    return INFINITY;
  if (atlas_geometry_contains (self, x, y))
    return 0;

  for (guint i = 0; i < self->n_parts; i++)
    nearest = MIN (nearest, part_distance (self, i, x, y));

  return nearest;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Where the horizontal line at @y crosses the rings @first to @end. */
static void
add_crossings (const AtlasGeometry *self,
               guint                first,
               guint                end,
               double               y,
               GArray              *crossings)
{
  for (guint part = first; part < end; part++)
    {
      guint n;
      const AtlasPoint *points = atlas_geometry_get_part (self, part, &n);

      for (guint i = 0, j = n - 1; i < n; j = i++)
        if ((points[i].y > y) != (points[j].y > y))
          {
            double x = (points[j].x - points[i].x) * (y - points[i].y) /
                       (points[j].y - points[i].y) + points[i].x;

            g_array_append_val (crossings, x);
          }
    }

  g_array_sort (crossings, compare_doubles);
}

static guint
largest_polygon (const AtlasGeometry *self)
{
  double largest = -1;
  guint found = 0;

  for (guint i = 0; i < self->n_polygons; i++)
    {
      double area = polygon_area (self, i);

      if (area > largest)
        {
          largest = area;
          found = i;
        }
    }

  return found;
}

static AtlasPoint
polygon_inner_point (const AtlasGeometry *self)
{
  /* Lines near the middle first, so that a tie goes to the middle. */
  static const double heights[] = { 0.5, 0.45, 0.55, 0.4, 0.6, 0.33, 0.67, 0.25, 0.75 };
  g_autoptr(GArray) crossings = g_array_new (FALSE, FALSE, sizeof (double));
  guint polygon = largest_polygon (self);
  guint first = polygon > 0 ? atlas_geometry_get_polygon_end (self, polygon - 1) : 0;
  AtlasBox box = ATLAS_BOX_EMPTY;
  AtlasPoint best;
  double widest = -1;
  guint n;
  const AtlasPoint *outer = atlas_geometry_get_part (self, first, &n);

  for (guint i = 0; i < n; i++)
    atlas_box_add (&box, outer[i].x, outer[i].y);
  best = (AtlasPoint) { (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2 };

  for (guint h = 0; h < G_N_ELEMENTS (heights); h++)
    {
      double y = box.y0 + heights[h] * atlas_box_height (&box);

      g_array_set_size (crossings, 0);
      add_crossings (self, first, atlas_geometry_get_polygon_end (self, polygon), y, crossings);
      for (guint i = 1; i < crossings->len; i += 2)
        {
          double x0 = g_array_index (crossings, double, i - 1);
          double x1 = g_array_index (crossings, double, i);

          if (x1 - x0 > widest * 1.05)
            {
              widest = x1 - x0;
              best = (AtlasPoint) { (x0 + x1) / 2, y };
            }
        }
    }

  return best;
}

static AtlasPoint
line_inner_point (const AtlasGeometry *self)
{
  guint longest = 0;
  guint n;
  const AtlasPoint *points;
  double left;

  for (guint i = 1; i < self->n_parts; i++)
    if (part_length (self, i) > part_length (self, longest))
      longest = i;

  points = atlas_geometry_get_part (self, longest, &n);
  left = part_length (self, longest) / 2;
  for (guint i = 1; i < n; i++)
    {
      double step = hypot (points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);

      if (step >= left && step > 0)
        return (AtlasPoint) { points[i - 1].x + (points[i].x - points[i - 1].x) * left / step,
                              points[i - 1].y + (points[i].y - points[i - 1].y) * left / step };
      left -= step;
    }

  return points[n - 1];
}

AtlasPoint
atlas_geometry_get_inner_point (const AtlasGeometry *self)
{
  g_return_val_if_fail (self->n_points > 0, ((AtlasPoint) { 0, 0 }));

  switch (self->kind)
    {
    case ATLAS_GEOMETRY_POLYGON:
      return polygon_inner_point (self);
    case ATLAS_GEOMETRY_LINE:
      return line_inner_point (self);
    case ATLAS_GEOMETRY_POINT:
    default:
      return self->points[0];
    }
}

gboolean
atlas_geometry_equal (const AtlasGeometry *self,
                      const AtlasGeometry *other)
{
  if (self->kind != other->kind || self->n_points != other->n_points ||
      self->n_parts != other->n_parts || self->n_polygons != other->n_polygons)
    return FALSE;

  for (guint i = 0; i < self->n_polygons; i++)
    if (atlas_geometry_get_polygon_end (self, i) != atlas_geometry_get_polygon_end (other, i))
      return FALSE;

  return memcmp (self->part_ends, other->part_ends, sizeof (guint) * self->n_parts) == 0 &&
         memcmp (self->points, other->points, sizeof (AtlasPoint) * self->n_points) == 0;
}
