#include "atlas-potential.h"

#include "atlas-random.h"

#include <math.h>

#define SEED 20213

/* A place that draws a resource to it, up to about twice @reach metres away. */
typedef struct
{
  AtlasPoint at;
  double     weight;
  double     reach;
} Magnet;

struct _AtlasPotential
{
  GPtrArray *rings;      /* AtlasGeometry, 2nd to 5th ring road; borrowed */
  GArray    *stations;   /* AtlasPoint */
  GArray    *business;   /* Magnet */
  GArray    *factories;  /* Magnet */
  GArray    *towns;      /* Magnet */
};

/* The city's leading office districts weigh more than the others, and those that
 * are not among the 52 main ones less. */
static const struct
{
  const char *name;
  double      weight;
} leading[] = {
  { "CBD—国贸", 2.6 }, { "金融街", 2.0 }, { "中关村", 2.2 }, { "望京", 1.6 }, { "王府井", 1.4 },
  { "大望路—SKP", 1.5 }, { "燕莎", 1.5 }, { "西单", 1.3 }, { "上地", 1.5 }, { "东直门", 1.4 },
};

static const AtlasPoint centre = { 447985, 4417980 }; /* 天安门 */

static void
add_magnets (GArray           *magnets,
             const AtlasTable *table,
             const char       *column,
             const char       *wanted,
             double            weight,
             double            reach)
{
  g_autoptr(GArray) places = atlas_sample_sources_places (table);

  for (guint i = 0; i < places->len; i++)
    {
      Magnet magnet = { g_array_index (places, AtlasPoint, i), weight, reach };

      if (isfinite (magnet.at.x) &&
          (wanted == NULL || g_strcmp0 (atlas_table_get (table, i, column), wanted) == 0))
        g_array_append_val (magnets, magnet);
    }
}

static void
weigh_leading (GArray           *magnets,
               const AtlasTable *table)
{
  for (guint i = 0; i < magnets->len; i++)
    {
      Magnet *magnet = &g_array_index (magnets, Magnet, i);

      if (atlas_table_get_number (table, i, "sample52") != 1)
        magnet->weight = 0.5;
      for (guint j = 0; j < G_N_ELEMENTS (leading); j++)
        if (g_strcmp0 (atlas_table_get (table, i, "name"), leading[j].name) == 0)
          magnet->weight = leading[j].weight;
    }
}

/* The towns that have an outline draw most, and from further off. */
static void
add_outlined_towns (GArray    *magnets,
                    GPtrArray *extras)
{
  for (guint i = 0; i < extras->len; i++)
    {
      const AtlasSketch *sketch = extras->pdata[i];
      Magnet magnet = { atlas_geometry_get_inner_point (sketch->geometry), 1.1, 2200 };

      if (g_strcmp0 (sketch->kind, "new_town") == 0 || g_strcmp0 (sketch->kind, "built_up") == 0)
        g_array_append_val (magnets, magnet);
    }
}

AtlasPotential *
atlas_potential_new (const AtlasSampleSources *sources)
{
  AtlasPotential *self = g_new0 (AtlasPotential, 1);

  self->rings = g_ptr_array_new ();
  for (guint i = 0; i < 4; i++)
    g_ptr_array_add (self->rings, ((AtlasSketch *) sources->ring_roads->pdata[i])->geometry);
  self->stations = atlas_sample_sources_places (sources->stations);
  self->business = g_array_new (FALSE, FALSE, sizeof (Magnet));
  self->factories = g_array_new (FALSE, FALSE, sizeof (Magnet));
  self->towns = g_array_new (FALSE, FALSE, sizeof (Magnet));

  add_magnets (self->business, sources->business_districts, "name", NULL, 1, 900);
  weigh_leading (self->business, sources->business_districts);
  add_magnets (self->factories, sources->projects, "project_type", "低效产业园区和老旧厂房",
               1.3, 1500);
  add_magnets (self->factories, sources->landmarks, "name", "首钢大跳台", 2, 1800);
  add_magnets (self->factories, sources->landmarks, "name", "燕山石化", 3, 2500);
  add_magnets (self->factories, sources->landmarks, "name", "亦庄经开区管委会", 2.2, 4000);
  add_magnets (self->factories, sources->stations, "name", "焦化厂", 1.6, 1500);
  add_magnets (self->factories, sources->stations, "name", "将台", 1.6, 1500);
  add_magnets (self->towns, sources->towns, "name", NULL, 0.6, 1300);
  add_outlined_towns (self->towns, sources->extras);

  return self;
}

void
atlas_potential_free (AtlasPotential *self)
{
  g_ptr_array_unref (self->rings);
  g_array_unref (self->stations);
  g_array_unref (self->business);
  g_array_unref (self->factories);
  g_array_unref (self->towns);
  g_free (self);
}

/* A hill of height 1 at distance 0, and nearly nothing past twice @reach. */
static double
fade (double distance,
      double reach)
{
  return exp (-(distance / reach) * (distance / reach));
}

static double
strongest_magnet (GArray *magnets,
                  double  x,
                  double  y)
{
  double strongest = 0;

  for (guint i = 0; i < magnets->len; i++)
    {
      const Magnet *magnet = &g_array_index (magnets, Magnet, i);
      double distance = hypot (magnet->at.x - x, magnet->at.y - y);

      if (distance < 3 * magnet->reach)
        strongest = MAX (strongest, magnet->weight * fade (distance, magnet->reach));
    }

  return strongest;
}

static double
distance_to_line (const AtlasGeometry *line,
                  double               x,
                  double               y)
{
  double nearest = G_MAXDOUBLE;
  guint n;
  const AtlasPoint *at = atlas_geometry_get_part (line, 0, &n);

  for (guint i = 0; i + 1 < n; i++)
    {
      double dx = at[i + 1].x - at[i].x;
      double dy = at[i + 1].y - at[i].y;
      double u = ((x - at[i].x) * dx + (y - at[i].y) * dy) / MAX (dx * dx + dy * dy, 1e-9);
      double px = at[i].x + CLAMP (u, 0, 1) * dx - x;
      double py = at[i].y + CLAMP (u, 0, 1) * dy - y;

      nearest = MIN (nearest, px * px + py * py);
    }

  return sqrt (nearest);
}

/* Around the old town and along the ring roads; further out by the stations
 * and in the middle of the towns. */
static double
get_compounds (const AtlasPotential *self,
               double                x,
               double                y)
{
  static const double weights[] = { 0.7, 1.0, 0.7, 0.3 };
  double from_centre = hypot (x - centre.x, y - centre.y);
  double rings = 0;

  for (guint i = 0; i < self->rings->len; i++)
    rings = MAX (rings, weights[i] * fade (distance_to_line (self->rings->pdata[i], x, y), 900));

  return 0.08 + 0.7 * fade (from_centre - 5500, 4000) + rings +
         0.5 * fade (atlas_potential_station_distance (self, x, y), 1000) +
         strongest_magnet (self->towns, x, y) + 0.4 * strongest_magnet (self->business, x, y);
}

static double
get_buildings (const AtlasPotential *self,
               double                x,
               double                y)
{
  return 0.01 + 1.5 * strongest_magnet (self->business, x, y) +
         0.05 * fade (atlas_potential_station_distance (self, x, y), 700);
}

/* South and east of the old town, on known factory grounds, and in all towns. */
static double
get_factories (const AtlasPotential *self,
               AtlasZone             zone,
               double                x,
               double                y)
{
  double from_centre = MAX (hypot (x - centre.x, y - centre.y), 1);
  /* 1 towards the south-east, 0 towards the north-west */
  double south_east = 0.5 + 0.5 * ((x - centre.x) - (y - centre.y)) / (G_SQRT2 * from_centre);
  double city = 1.8 * south_east * south_east * fade (from_centre - 12000, 7000);
  double outer = zone == ATLAS_ZONE_NEWTOWNS || zone == ATLAS_ZONE_ECOLOGICAL
    ? 0.25 + 0.3 * south_east + 0.5 * strongest_magnet (self->towns, x, y) : 0;

  return 0.03 + city + outer + strongest_magnet (self->factories, x, y);
}

double
atlas_potential_get (const AtlasPotential *self,
                     AtlasResource         resource,
                     AtlasZone             zone,
                     double                x,
                     double                y)
{
  double grain = atlas_random_noise (x, y, 1500, SEED + resource);
  double sway = atlas_random_noise (x, y, 5000, SEED + 10 + resource);
  double base = 0;

  switch (resource)
    {
    case ATLAS_RESOURCE_COMPOUNDS:
      base = get_compounds (self, x, y);
      break;
    case ATLAS_RESOURCE_BUILDINGS:
      base = get_buildings (self, x, y);
      break;
    case ATLAS_RESOURCE_FACTORIES:
      base = get_factories (self, zone, x, y);
      break;
    default:
      g_assert_not_reached ();
    }

  return base * (0.25 + 1.5 * grain * grain) * (0.5 + sway);
}

static double
nearest_of (GArray *points,
            gsize   size,
            double  x,
            double  y)
{
  double nearest = G_MAXDOUBLE;

  for (guint i = 0; i < points->len; i++)
    {
      const AtlasPoint *at = (const AtlasPoint *) (const void *) (points->data + i * size);

      nearest = MIN (nearest, (at->x - x) * (at->x - x) + (at->y - y) * (at->y - y));
    }

  return sqrt (nearest);
}

double
atlas_potential_station_distance (const AtlasPotential *self,
                                  double                x,
                                  double                y)
{
  return nearest_of (self->stations, sizeof (AtlasPoint), x, y);
}

double
atlas_potential_business_distance (const AtlasPotential *self,
                                   double                x,
                                   double                y)
{
  return nearest_of (self->business, sizeof (Magnet), x, y);
}
