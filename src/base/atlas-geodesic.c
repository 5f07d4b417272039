#include "atlas-geodesic.h"

#include <geodesic.h>
#include <math.h>

static void
init_ellipsoid (struct geod_geodesic *ellipsoid)
{
  geod_init (ellipsoid, 6378137, 1 / 298.257222101);
}

static double
distance_on (const struct geod_geodesic *ellipsoid,
             const AtlasPoint           *a,
             const AtlasPoint           *b)
{
  double distance;

  geod_inverse (ellipsoid, a->y, a->x, b->y, b->x, &distance, NULL, NULL);

  return distance;
}

double
atlas_geodesic_distance (const AtlasPoint *a,
                         const AtlasPoint *b)
{
  struct geod_geodesic ellipsoid;

  init_ellipsoid (&ellipsoid);

  return distance_on (&ellipsoid, a, b);
}

double
atlas_geodesic_length (const AtlasPoint *points,
                       guint             n_points)
{
  struct geod_geodesic ellipsoid;
  double length = 0;

  init_ellipsoid (&ellipsoid);
  for (guint i = 1; i < n_points; i++)
    length += distance_on (&ellipsoid, &points[i - 1], &points[i]);

  return length;
}

void
atlas_geodesic_trace (const AtlasPoint *a,
                      const AtlasPoint *b,
                      AtlasPoint       *points,
                      guint             n_points)
{
  struct geod_geodesic ellipsoid;
  struct geod_geodesicline line;

  g_return_if_fail (n_points >= 2);

  init_ellipsoid (&ellipsoid);
  geod_inverseline (&line, &ellipsoid, a->y, a->x, b->y, b->x, 0);
  for (guint i = 1; i + 1 < n_points; i++)
    geod_position (&line, line.s13 * i / (n_points - 1), &points[i].y, &points[i].x, NULL);
  points[0] = *a;
  points[n_points - 1] = *b;
}

double
atlas_geodesic_area (const AtlasPoint *points,
                     guint             n_points,
                     double           *perimeter)
{
  struct geod_geodesic ellipsoid;
  struct geod_polygon polygon;
  double area, length;

  init_ellipsoid (&ellipsoid);
  geod_polygon_init (&polygon, FALSE);
  for (guint i = 0; i < n_points; i++)
    geod_polygon_addpoint (&ellipsoid, &polygon, points[i].y, points[i].x);
  geod_polygon_compute (&ellipsoid, &polygon, FALSE, TRUE, &area, &length);
  if (perimeter != NULL)
    *perimeter = length;

  return fabs (area);
}
