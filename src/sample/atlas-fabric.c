#include "atlas-fabric.h"

#include "atlas-cut.h"
#include "atlas-random.h"
#include "atlas-sample-targets.h"

#include <math.h>

#define SEED 20212
#define UNIT_BLOCKS 11 /* a face of so many blocks is a planning unit */
#define UNIT_LEAST 4   /* a unit with fewer joins a neighbour */
#define UNIT_MOST 15

/* A piece of land while it is cut: indexed by the face of the subdivision. */
typedef struct
{
  guint group;
  guint district;
  guint unit;
} Piece;

typedef struct
{
  const AtlasSampleSources *sources;
  AtlasSubdivision         *subdivision;
  GArray                   *pieces; /* Piece */
  AtlasRandom               random;
  guint                     n_units;
} Loom;

static Piece *
piece_of (Loom  *loom,
          guint  face)
{
  return &g_array_index (loom->pieces, Piece, face);
}

static const AtlasZoneTargets *
targets_of (Loom  *loom,
            guint  face)
{
  return &atlas_zone_targets[atlas_groups[piece_of (loom, face)->group].zone];
}

/* Splits a face; the new one is of the same group, district and unit. */
static int
split (Loom           *loom,
       guint           face,
       const AtlasCut *cut)
{
  int part = atlas_subdivision_split (loom->subdivision, face, cut);

  if (part >= 0)
    {
      Piece piece = *piece_of (loom, face);

      g_array_append_val (loom->pieces, piece);
    }

  return part;
}

/* Cuts all faces along a road or river where it can. */
static void
cut_along (Loom                *loom,
           const AtlasGeometry *line)
{
  for (guint face = 0; face < loom->pieces->len; face++)
    {
      double least = targets_of (loom, face)->least_area;
      gboolean again = TRUE;

      while (again)
        {
          g_auto(AtlasCut) cut = { 0 };
          guint n;
          g_autofree AtlasPoint *points =
            atlas_subdivision_dup_points (loom->subdivision, face, &n);

          again = atlas_cut_find_along (points, n, line, 1.15 * least, 0.55 * sqrt (least), &cut) &&
                  split (loom, face, &cut) >= 0;
        }
    }
}

static void
cut_along_all (Loom      *loom,
               GPtrArray *sketches)
{
  for (guint i = 0; i < sketches->len; i++)
    cut_along (loom, ((AtlasSketch *) sketches->pdata[i])->geometry);
}

/* How large a block tends to be, against others of its zone: streets are
 * further apart far from the centre. */
static double
coarseness (Loom  *loom,
            guint  face)
{
  const AtlasPoint centre = { 447985, 4417980 }; /* 天安门 */
  guint n;
  g_autofree AtlasPoint *points = atlas_subdivision_dup_points (loom->subdivision, face, &n);
  double x = 0, y = 0;

  for (guint i = 0; i < n; i++)
    {
      x += points[i].x / n;
      y += points[i].y / n;
    }

  return CLAMP (hypot (x - centre.x, y - centre.y) / 9000, 0.8, 2.2);
}

/**
 * share_out:
 *
 * Gives the group's number of blocks to its faces, next always to the one
 * whose blocks would be the largest (Sainte-Laguë), within the zone's bounds.
 */
static guint *
share_out (Loom  *loom,
           guint  group)
{
  guint n_faces = loom->pieces->len;
  guint *n = g_new0 (guint, n_faces);
  g_autofree double *weight = g_new0 (double, n_faces);
  g_autofree double *area = g_new0 (double, n_faces);
  guint given = 0;

  for (guint i = 0; i < n_faces; i++)
    if (piece_of (loom, i)->group == group)
      {
        area[i] = atlas_subdivision_get_area (loom->subdivision, i);
        weight[i] = area[i] / coarseness (loom, i);
        n[i] = (guint) MAX (1, ceil (area[i] / (0.85 * targets_of (loom, i)->most_area)));
        given += n[i];
      }

  for (; given < atlas_groups[group].n_blocks; given++)
    {
      int best = -1;

      for (guint i = 0; i < n_faces; i++)
        if (n[i] > 0 && area[i] > (n[i] + 1) * 1.15 * targets_of (loom, i)->least_area &&
            (best < 0 || weight[i] * (n[best] + 0.5) > weight[best] * (n[i] + 0.5)))
          best = (int) i;

      g_assert (best >= 0);
      n[best]++;
    }

  if (given > atlas_groups[group].n_blocks)
    g_error ("%s: the land lies in more pieces than it has blocks", atlas_groups[group].prefix);

  return n;
}

/* Areas for @n blocks that together have @area, uneven but within bounds. */
static double *
draw_areas (AtlasRandom            *random,
            guint                   n,
            double                  area,
            const AtlasZoneTargets *targets)
{
  double *areas = g_new (double, n);
  double sum = 0;

  for (guint i = 0; i < n; i++)
    {
      areas[i] = area / n * exp (0.3 * atlas_random_normal (random));
      sum += areas[i];
    }
  for (guint round = 0; round < 12; round++)
    {
      double factor = area / sum;

      sum = 0;
      for (guint i = 0; i < n; i++)
        {
          areas[i] = CLAMP (areas[i] * factor,
                            1.1 * targets->least_area, 0.92 * targets->most_area);
          sum += areas[i];
        }
    }

  return areas;
}

static double
sum_up (const double *values,
        guint         n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += values[i];

  return sum;
}

/* Splits a face into blocks of the areas given, half of them at a time. */
static void
weave (Loom         *loom,
       guint         face,
       const double *areas,
       guint         n,
       double        angle)
{
  g_auto(AtlasCut) cut = { 0 };
  g_autofree AtlasPoint *points = NULL;
  const AtlasZoneTargets *targets = targets_of (loom, face);
  guint first = n / 2 + (n % 2 == 1 ? atlas_random_index (&loom->random, 2) : 0);
  double right_area, total, share;
  guint n_points;
  int other;

  if (n <= UNIT_BLOCKS && piece_of (loom, face)->unit == G_MAXUINT)
    piece_of (loom, face)->unit = loom->n_units++;
  if (n == 1)
    return;

  total = sum_up (areas, n);
  share = sum_up (areas, first) / total;
  points = atlas_subdivision_dup_points (loom->subdivision, face, &n_points);
  if (!atlas_cut_find_street (points, n_points, &(AtlasCutWish) {
        share, angle,
        { first * 1.06 * targets->least_area, (n - first) * 1.06 * targets->least_area },
        { first * 0.96 * targets->most_area, (n - first) * 0.96 * targets->most_area },
      }, &loom->random, &cut, &right_area) ||
      (other = split (loom, face, &cut)) < 0)
    g_error ("a face at %.0f %.0f can't be cut into %u", points[0].x, points[0].y, n);

  /* The new face is the right part. */
  total = atlas_subdivision_get_area (loom->subdivision, face) +
          atlas_subdivision_get_area (loom->subdivision, (guint) other);
  right_area = atlas_subdivision_get_area (loom->subdivision, (guint) other);
  if (fabs (right_area / total - share) < fabs (1 - right_area / total - share))
    {
      weave (loom, (guint) other, areas, first, angle);
      weave (loom, face, areas + first, n - first, angle);
    }
  else
    {
      weave (loom, face, areas, first, angle);
      weave (loom, (guint) other, areas + first, n - first, angle);
    }
}

/* The direction in which most of a face's edge runs, or square to it: four times
 * the direction is the same for both. */
static double
find_grain (Loom  *loom,
            guint  face)
{
  double x = 0, y = 0;
  guint n;
  g_autofree AtlasPoint *points = atlas_subdivision_dup_points (loom->subdivision, face, &n);

  for (guint i = 0; i < n; i++)
    {
      double east = points[(i + 1) % n].x - points[i].x;
      double north = points[(i + 1) % n].y - points[i].y;
      double angle = 4 * atan2 (north, east);

      x += hypot (east, north) * cos (angle);
      y += hypot (east, north) * sin (angle);
    }

  return atan2 (y, x) / 4;
}

static void
weave_group (Loom  *loom,
             guint  group)
{
  guint n_faces = loom->pieces->len;
  g_autofree guint *n = share_out (loom, group);

  for (guint i = 0; i < n_faces; i++)
    if (n[i] > 0)
      {
        double area = atlas_subdivision_get_area (loom->subdivision, i);
        g_autofree double *areas = draw_areas (&loom->random, n[i], area, targets_of (loom, i));
        /* Streets of the old city run square; elsewhere as the edge of the quarter does,
         * where it does not follow a slanting road or river. */
        double most = atlas_groups[group].zone == ATLAS_ZONE_CORE ? 0 : 0.1;
        double grain = CLAMP (find_grain (loom, i), -most, most);

        weave (loom, i, areas, n[i], grain + atlas_random_range (&loom->random, -0.02, 0.02));
      }
}

static GArray *
collect_neighbours (const AtlasSubdivision *subdivision,
                    guint                   face)
{
  g_autofree gboolean *seen = g_new0 (gboolean, atlas_subdivision_get_n_faces (subdivision));
  GArray *neighbours = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n;

  atlas_subdivision_get_nodes (subdivision, face, &n);
  for (guint i = 0; i < n; i++)
    {
      int other = atlas_subdivision_get_neighbour (subdivision, face, i);

      if (other >= 0)
        seen[other] = TRUE;
    }
  for (guint i = 0; i < atlas_subdivision_get_n_faces (subdivision); i++)
    if (seen[i])
      g_array_append_val (neighbours, i);

  return neighbours;
}

static guint
count_unit (Loom  *loom,
            guint  unit)
{
  guint n = 0;

  for (guint i = 0; i < loom->pieces->len; i++)
    n += piece_of (loom, i)->unit == unit;

  return n;
}

/* Euler's characteristic, nodes − edges + faces, of the blocks of two units
 * together: 1 for what hangs together around no hole. */
static int
characteristic (Loom  *loom,
                guint  a,
                guint  b)
{
  g_autoptr(GHashTable) nodes = g_hash_table_new (g_direct_hash, g_direct_equal);
  int faces = 0, outer = 0, inner = 0;

  for (guint i = 0; i < loom->pieces->len; i++)
    {
      const guint *ring;
      guint n;

      if (piece_of (loom, i)->unit != a && piece_of (loom, i)->unit != b)
        continue;

      faces++;
      ring = atlas_subdivision_get_nodes (loom->subdivision, i, &n);
      for (guint j = 0; j < n; j++)
        {
          int other = atlas_subdivision_get_neighbour (loom->subdivision, i, j);

          g_hash_table_add (nodes, GUINT_TO_POINTER (ring[j] + 1));
          if (other >= 0 && (piece_of (loom, (guint) other)->unit == a ||
                             piece_of (loom, (guint) other)->unit == b))
            inner++;
          else
            outer++;
        }
    }

  return (int) g_hash_table_size (nodes) - (outer + inner / 2) + faces;
}

/* The smallest neighbouring unit that @unit can join; -1: none. */
static int
find_unit_to_join (Loom  *loom,
                   guint  unit,
                   guint  n_blocks)
{
  guint least = UNIT_MOST - n_blocks + 1;
  int best = -1;

  for (guint i = 0; i < loom->pieces->len; i++)
    {
      const Piece *piece = piece_of (loom, i);
      guint n;

      if (piece->unit != unit)
        continue;

      atlas_subdivision_get_nodes (loom->subdivision, i, &n);
      for (guint j = 0; j < n; j++)
        {
          int face = atlas_subdivision_get_neighbour (loom->subdivision, i, j);
          const Piece *other = face < 0 ? piece : piece_of (loom, (guint) face);
          guint size;

          if (other->unit == unit || other->group != piece->group ||
              other->district != piece->district || (int) other->unit == best)
            continue;

          size = count_unit (loom, other->unit);
          if (size < least && characteristic (loom, unit, other->unit) == 1)
            {
              least = size;
              best = (int) other->unit;
            }
        }
    }

  return best;
}

/* Roads and rivers cut off places of a block or two, too few for a unit. */
static void
join_small_units (Loom *loom)
{
  for (guint unit = 0; unit < loom->n_units; unit++)
    {
      guint n_blocks = count_unit (loom, unit);
      int other = n_blocks == 0 || n_blocks >= UNIT_LEAST
        ? -1 : find_unit_to_join (loom, unit, n_blocks);

      for (guint i = 0; other >= 0 && i < loom->pieces->len; i++)
        if (piece_of (loom, i)->unit == unit)
          piece_of (loom, i)->unit = (guint) other;
    }
}

static AtlasFabric *
finish (Loom *loom)
{
  AtlasFabric *self = g_new0 (AtlasFabric, 1);
  guint n = loom->pieces->len;

  self->n_blocks = n;
  self->group = g_new (guint, n);
  self->district = g_new (guint, n);
  self->unit = g_new (guint, n);
  self->geometry = g_new (AtlasGeometry *, n);
  self->neighbours = g_new (GArray *, n);
  for (guint i = 0; i < n; i++)
    {
      guint n_points;
      g_autofree AtlasPoint *points =
        atlas_subdivision_dup_points (loom->subdivision, i, &n_points);

      self->group[i] = piece_of (loom, i)->group;
      self->district[i] = piece_of (loom, i)->district;
      self->unit[i] = piece_of (loom, i)->unit;
      self->geometry[i] = atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, points, n_points);
      self->neighbours[i] = collect_neighbours (loom->subdivision, i);
    }

  return self;
}

AtlasFabric *
atlas_fabric_make (const AtlasSampleSources *sources,
                   GPtrArray                *land)
{
  g_autoptr(AtlasSubdivision) subdivision = atlas_subdivision_new ();
  g_autoptr(GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  Loom loom = { sources, subdivision, pieces, { 0 }, 0 };

  atlas_random_init (&loom.random, SEED, 0);
  for (guint i = 0; i < land->len; i++)
    {
      const AtlasLandFace *face = land->pdata[i];
      Piece piece = { face->group, face->district, G_MAXUINT };
      guint n;
      const AtlasPoint *points = atlas_geometry_get_points (face->geometry, &n);

      atlas_subdivision_add (subdivision, points, n);
      g_array_append_val (pieces, piece);
    }

  cut_along_all (&loom, sources->ring_roads);
  cut_along_all (&loom, sources->axes);
  cut_along_all (&loom, sources->rivers);
  cut_along_all (&loom, sources->expressways);
  for (guint i = 0; i < ATLAS_N_GROUPS; i++)
    weave_group (&loom, i);
  join_small_units (&loom);

  return finish (&loom);
}

void
atlas_fabric_free (AtlasFabric *self)
{
  for (guint i = 0; i < self->n_blocks; i++)
    {
      atlas_geometry_unref (self->geometry[i]);
      g_array_unref (self->neighbours[i]);
    }
  g_free (self->group);
  g_free (self->district);
  g_free (self->unit);
  g_free (self->geometry);
  g_free (self->neighbours);
  g_free (self);
}
