#include "atlas-check-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A site on its block's border is in it, whatever rounding says, metres. */
#define BORDER 0.01

/* Sums of floor areas may differ by rounding, m². */
#define FLOOR_AREA_TOLERANCE 1.0

static double
distance_to_segment (AtlasPoint p,
                     AtlasPoint a,
                     AtlasPoint b)
{
  double dx = b.x - a.x, dy = b.y - a.y;
  double square = dx * dx + dy * dy;
  double t = square > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / square : 0;

  t = CLAMP (t, 0, 1);

  return hypot (p.x - a.x - t * dx, p.y - a.y - t * dy);
}

static double
distance_to_border (const AtlasGeometry *geometry,
                    AtlasPoint           place)
{
  double least = INFINITY;

  for (guint part = 0; part < atlas_geometry_get_n_parts (geometry); part++)
    {
      guint n;
      const AtlasPoint *points = atlas_geometry_get_part (geometry, part, &n);

      for (guint i = 0, j = n - 1; i < n; j = i++)
        least = MIN (least, distance_to_segment (place, points[j], points[i]));
    }

  return least;
}

static void
check_site (AtlasCheck            *self,
            const AtlasBlockTable *blocks,
            guint                  i)
{
  AtlasSite site = atlas_sites_get (blocks->sites, i);
  AtlasPoint place = { site.x, site.y };
  const AtlasGeometry *geometry = blocks->geometries[site.block];
  double distance;

  if (atlas_geometry_contains (geometry, site.x, site.y) ||
      (distance = distance_to_border (geometry, place)) <= BORDER)
    return;

  atlas_check_take_finding (self, ATLAS_FINDING_SITE, g_strdup (site.id),
                            g_strdup_printf (_("The site lies %.1f m outside block %s"), distance,
                                             blocks->values[site.block]->code), NAN, place);
}

/* What the sites of a block add up to. */
typedef struct
{
  guint  n[ATLAS_N_RESOURCES];
  double floor_area[ATLAS_N_RESOURCES];
} Sum;

static Sum *
sum_sites (const AtlasBlockTable *blocks)
{
  Sum *sums = g_new0 (Sum, blocks->n + 1);
  const guint8 *resource = atlas_sites_get_resource (blocks->sites);
  const double *floor_area = atlas_sites_get_floor_area (blocks->sites);
  const int *block = atlas_sites_get_block (blocks->sites);

  for (guint i = 0; i < atlas_sites_get_n (blocks->sites); i++)
    if (block[i] >= 0)
      {
        sums[block[i]].n[resource[i]]++;
        sums[block[i]].floor_area[resource[i]] += isnan (floor_area[i]) ? 0 : floor_area[i];
      }

  return sums;
}

static void
report_amount (AtlasCheck            *self,
               const AtlasBlockTable *blocks,
               guint                  i,
               AtlasBlockField        field,
               double                 amount,
               double                 sum)
{
  const char *column = atlas_block_field_info (field)->column;
  char *text = isnan (amount)
    ? g_strdup_printf (_("%s is unknown, but the block's sites add up to %.10g"), column, sum)
    : g_strdup_printf (_("%s is %.10g, but the block's sites add up to %.10g"), column, amount,
                       sum);

  atlas_check_take_finding (self, ATLAS_FINDING_AMOUNT, g_strdup (blocks->values[i]->code), text,
                            NAN, atlas_geometry_get_inner_point (blocks->geometries[i]));
}

static gboolean
is_edited (const AtlasBlockValues *values)
{
  return g_strcmp0 (atlas_vocabulary_get_key (&atlas_vocabulary_provenances, values->provenance),
                    "edited") == 0;
}

static void
check_amounts (AtlasCheck            *self,
               const AtlasBlockTable *blocks,
               guint                  i,
               const Sum             *sum)
{
  const AtlasBlockValues *values = blocks->values[i];

  if (is_edited (values))
    return;

  for (guint resource = 0; resource < ATLAS_N_RESOURCES; resource++)
    {
      double count = values->count[resource];
      double floor_area = values->floor_area[resource];

      if (sum->n[resource] == 0)
        continue;
      /* Whatever is not within the tolerance, unknown amounts included. */
      if (!(count == sum->n[resource]))
        report_amount (self, blocks, i, ATLAS_BLOCK_COMPOUNDS_COUNT + resource, count,
                       sum->n[resource]);
      if (!(fabs (floor_area - sum->floor_area[resource]) <= FLOOR_AREA_TOLERANCE))
        report_amount (self, blocks, i, ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA + resource, floor_area,
                       sum->floor_area[resource]);
    }
}

/* Edited blocks too. */
static void
check_counts (AtlasCheck            *self,
              const AtlasBlockTable *blocks,
              guint                  i)
{
  const AtlasBlockValues *values = blocks->values[i];

  for (guint resource = 0; resource < ATLAS_N_RESOURCES; resource++)
    {
      double count = values->count[resource];
      const char *column = atlas_block_field_info (ATLAS_BLOCK_COMPOUNDS_COUNT + resource)->column;

      if (isnan (count) || count == floor (count))
        continue;
      atlas_check_take_finding (self, ATLAS_FINDING_COUNT, g_strdup (values->code),
                                g_strdup_printf (_("%s is %.10g, which is no whole number"),
                                                 column, count),
                                NAN, atlas_geometry_get_inner_point (blocks->geometries[i]));
    }
}

void
atlas_check_sites (AtlasCheck            *self,
                   const AtlasBlockTable *blocks)
{
  g_autofree Sum *sums = sum_sites (blocks);
  const int *block = atlas_sites_get_block (blocks->sites);

  for (guint i = 0; i < atlas_sites_get_n (blocks->sites); i++)
    if (block[i] >= 0)
      check_site (self, blocks, i);
  for (guint i = 0; i < blocks->n; i++)
    {
      check_amounts (self, blocks, i, &sums[i]);
      check_counts (self, blocks, i);
    }
}
