#include "atlas-city.h"
#include "atlas-random.h"
#include "atlas-sample-targets.h"
#include "atlas-sketch.h"

#include <math.h>

#define SEED 20215
#define MOST_PER_AREA 1.42     /* floor area on a block's area; the law says 1.5 */
#define HOUSEHOLD 62.0         /* m² */
#define MARGIN 15.0            /* m from the block's edge */

/* A site being made. */
typedef struct
{
  guint      block;
  guint      row;        /* of the block in the plan */
  guint      resource;
  double     floor_area;
  AtlasPoint at;
} Site;

typedef struct
{
  AtlasCity   *city;
  AtlasRandom  random;
  GArray      *sites;
} Layout;

static const char *const compound_endings[] = {
  "东里", "西里", "南里", "北里", "一区", "二区", "三区", "小区", "家属院", "新村", "东区", "西区",
};
static const char *const building_endings[] = {
  "大厦", "商务楼", "写字楼", "商务中心", "综合楼", "科技楼", "商厦",
};
static const char *const factory_endings[] = {
  "机械厂", "印刷厂", "电子厂", "仪表厂", "纺织厂", "建材厂", "食品厂", "化工厂", "汽配厂", "仓储园",
};

/* Blocks of a zone and class take their share of the zone's sites at even steps
 * along the running sum of their pull. */
static void
deal_sites (Layout     *layout,
            AtlasZone   zone,
            AtlasClass  class_,
            guint       resource,
            guint       n_sites)
{
  AtlasCity *city = layout->city;
  double sum = 0, at, step;

  for (guint i = 0; i < city->fabric->n_blocks; i++)
    if (city->zone[i] == zone && city->class_[i] == class_)
      sum += city->pull[resource][i];

  step = sum / n_sites;
  at = step * atlas_random_range (&layout->random, 0.05, 0.95);
  sum = 0;
  for (guint i = 0; i < city->fabric->n_blocks; i++)
    if (city->zone[i] == zone && city->class_[i] == class_)
      for (sum += city->pull[resource][i]; at < sum && n_sites > 0; at += step, n_sites--)
        {
          Site site = { i, city->row[i], resource,
                        exp (0.45 * atlas_random_normal (&layout->random)), { 0, 0 } };

          g_array_append_val (layout->sites, site);
        }
  g_assert (n_sites == 0);
}

static gboolean
is_of (const Layout *layout,
       const Site   *site,
       AtlasZone     zone,
       AtlasClass    class_,
       guint         resource)
{
  return site->resource == resource && layout->city->zone[site->block] == zone &&
         layout->city->class_[site->block] == class_;
}

static double *
sum_by_block (const Layout *layout)
{
  double *sum = g_new0 (double, layout->city->fabric->n_blocks);

  for (guint i = 0; i < layout->sites->len; i++)
    {
      const Site *site = &g_array_index (layout->sites, Site, i);

      sum[site->block] += site->floor_area;
    }

  return sum;
}

/* Scales the floor areas of a zone's, class's and resource's sites to their
 * target; only blocks that are not full may grow. */
static void
scale_to_target (Layout       *layout,
                 AtlasZone     zone,
                 AtlasClass    class_,
                 guint         resource,
                 const double *used)
{
  double target = atlas_zone_targets[zone].floor_area[resource] * atlas_class_shares[class_];
  double full = 0, rest = 0;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < layout->sites->len; i++)
      {
        Site *site = &g_array_index (layout->sites, Site, i);
        gboolean is_full = used != NULL &&
          used[site->block] > 0.97 * MOST_PER_AREA * layout->city->area[site->block];

        if (!is_of (layout, site, zone, class_, resource))
          continue;
        if (pass == 0)
          *(is_full ? &full : &rest) += site->floor_area;
        else if (!is_full)
          site->floor_area *= MAX (target - full, 0) / rest;
      }
}

static void
scale_all (Layout       *layout,
           const double *used)
{
  for (guint z = 0; z < ATLAS_N_ZONES; z++)
    for (guint c = 0; c < ATLAS_N_CLASSES; c++)
      for (guint r = 0; r < ATLAS_N_RESOURCES; r++)
        scale_to_target (layout, (AtlasZone) z, (AtlasClass) c, r, used);
}

/* Brings the sites to their targets, and what is too much for a block to the
 * others, until both hold. */
static void
balance (Layout *layout)
{
  scale_all (layout, NULL);
  for (guint round = 0; round < 25; round++)
    {
      g_autofree double *sum = sum_by_block (layout);
      g_autofree double *capped = NULL;

      for (guint i = 0; i < layout->sites->len; i++)
        {
          Site *site = &g_array_index (layout->sites, Site, i);
          double most = MOST_PER_AREA * layout->city->area[site->block];

          if (sum[site->block] > most)
            site->floor_area *= most / sum[site->block];
        }
      capped = sum_by_block (layout);
      scale_all (layout, capped);
    }
}

/* A place inside the block: of several, the one the resource likes best and
 * that is not on top of an earlier site. */
static AtlasPoint
find_place (Layout     *layout,
            const Site *site,
            guint       first_of_block,
            guint       index)
{
  AtlasCity *city = layout->city;
  const AtlasGeometry *geometry = city->fabric->geometry[site->block];
  const AtlasBox *box = atlas_geometry_get_box (geometry);
  AtlasPoint best = city->inner[site->block];
  double best_score = -1;

  for (guint tries = 0, found = 0; tries < 60 && found < 5; tries++)
    {
      double x = atlas_random_range (&layout->random, box->x0, box->x1);
      double y = atlas_random_range (&layout->random, box->y0, box->y1);
      double score;

      if (!atlas_geometry_contains (geometry, x, y) ||
          !atlas_geometry_contains (geometry, x + MARGIN, y + MARGIN) ||
          !atlas_geometry_contains (geometry, x - MARGIN, y - MARGIN) ||
          !atlas_geometry_contains (geometry, x + MARGIN, y - MARGIN) ||
          !atlas_geometry_contains (geometry, x - MARGIN, y + MARGIN))
        continue;

      found++;
      score = atlas_potential_get (city->potential, (AtlasResource) site->resource,
                                   city->zone[site->block], x, y);
      for (guint i = first_of_block; i < index; i++)
        {
          AtlasPoint other = g_array_index (layout->sites, Site, i).at;

          if (hypot (other.x - x, other.y - y) < 110)
            score *= 0.3;
        }
      if (score > best_score)
        {
          best_score = score;
          best = (AtlasPoint) { x, y };
        }
    }

  return atlas_sketch_snap (best.x, best.y);
}

static int
compare_sites (gconstpointer a,
               gconstpointer b)
{
  const Site *p = a;
  const Site *q = b;

  if (p->row != q->row)
    return p->row < q->row ? -1 : 1;
  if (p->resource != q->resource)
    return p->resource < q->resource ? -1 : 1;

  return p->floor_area < q->floor_area ? 1 : p->floor_area > q->floor_area ? -1 : 0;
}

static void
place_sites (Layout *layout)
{
  guint first = 0;

  g_array_sort (layout->sites, compare_sites);
  for (guint i = 0; i < layout->sites->len; i++)
    {
      Site *site = &g_array_index (layout->sites, Site, i);

      if (site->block != g_array_index (layout->sites, Site, first).block)
        first = i;
      site->at = find_place (layout, site, first, i);
      site->floor_area = MAX (10, rint (site->floor_area / 10) * 10);
    }
}

/* The older the nearer to the centre; compounds up to 2000, the plan's own bound. */
static int
draw_year (Layout     *layout,
           const Site *site)
{
  static const int first[] = { 1953, 1978, 1952 };
  static const int last[] = { 2000, 2008, 1998 };
  double from_centre = hypot (site->at.x - 447985, site->at.y - 4417980);
  double age = 0.55 + 0.10 * atlas_random_normal (&layout->random) * 2 +
               0.3 * CLAMP (from_centre / 30000, 0, 1);

  return first[site->resource] +
         (int) ((last[site->resource] - first[site->resource]) * CLAMP (age, 0, 1));
}

static char *
make_name (Layout     *layout,
           const Site *site,
           guint       number)
{
  static const struct
  {
    const char *const *endings;
    guint              n;
  } lists[] = {
    { compound_endings, G_N_ELEMENTS (compound_endings) },
    { building_endings, G_N_ELEMENTS (building_endings) },
    { factory_endings, G_N_ELEMENTS (factory_endings) },
  };
  guint row = GPOINTER_TO_UINT (layout->city->subdistrict->pdata[site->block]) - 1;
  g_autofree char *stem =
    atlas_city_dup_stem (atlas_table_get (layout->city->sources->subdistricts, row, "name"));
  const char *ending = lists[site->resource].endings[number % lists[site->resource].n];
  guint round = number / lists[site->resource].n;

  if (site->resource == ATLAS_RESOURCE_COMPOUNDS && round > 0)
    return g_strdup_printf ("%s%s%u号院", stem, ending, round);
  if (round > 0)
    return g_strdup_printf ("%s第%u%s", stem, round + 1, ending);

  return g_strconcat (stem, ending, NULL);
}

static void
finish_sites (Layout *layout)
{
  static const char *const prefixes[] = { "XQ", "LY", "CF" };
  AtlasCity *city = layout->city;
  guint n_subdistricts = atlas_table_get_n_rows (city->sources->subdistricts);
  guint n[ATLAS_N_RESOURCES] = { 0 };
  g_autofree guint *names = g_new0 (guint, ATLAS_N_RESOURCES * (n_subdistricts + 1));

  city->sites = atlas_sites_new ();
  for (guint i = 0; i < layout->sites->len; i++)
    {
      const Site *it = &g_array_index (layout->sites, Site, i);
      guint row = GPOINTER_TO_UINT (city->subdistrict->pdata[it->block]);
      g_autofree char *id = g_strdup_printf ("%s-%04u", prefixes[it->resource], ++n[it->resource]);
      g_autofree char *name = make_name (layout, it, names[it->resource * n_subdistricts + row]++);
      double household = HOUSEHOLD * atlas_random_range (&layout->random, 0.9, 1.1);

      atlas_sites_add (city->sites, &(AtlasSite) {
        .id = id, .name = name, .resource = (int) it->resource, .block = (int) it->row,
        .households = it->resource == ATLAS_RESOURCE_COMPOUNDS
          ? (int) MAX (1, rint (it->floor_area / household)) : -1,
        .year_built = draw_year (layout, it),
        .provenance = atlas_vocabulary_find (&atlas_vocabulary_provenances, "sample"),
        .x = it->at.x, .y = it->at.y, .floor_area = it->floor_area,
      });
      city->count[it->resource][it->block] += 1;
      city->floor_area[it->resource][it->block] += it->floor_area;
    }
}

void
atlas_city_lay_sites (AtlasCity *self)
{
  g_autoptr(GArray) sites = g_array_new (FALSE, FALSE, sizeof (Site));
  Layout layout = { .city = self, .sites = sites };

  atlas_random_init (&layout.random, SEED, 0);
  for (guint z = 0; z < ATLAS_N_ZONES; z++)
    for (guint r = 0; r < ATLAS_N_RESOURCES; r++)
      {
        guint n = atlas_zone_targets[z].n_sites[r];
        guint key = (guint) rint (n * atlas_class_shares[ATLAS_CLASS_KEY]);
        guint renewal = (guint) rint (n * atlas_class_shares[ATLAS_CLASS_RENEWAL]);

        deal_sites (&layout, (AtlasZone) z, ATLAS_CLASS_KEY, r, key);
        deal_sites (&layout, (AtlasZone) z, ATLAS_CLASS_RENEWAL, r, renewal);
        deal_sites (&layout, (AtlasZone) z, ATLAS_CLASS_GENERAL, r, n - key - renewal);
      }
  balance (&layout);
  place_sites (&layout);
  finish_sites (&layout);
}
