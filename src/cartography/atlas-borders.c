#include "atlas-borders.h"

#include <string.h>

/* An undirected edge; its ends lie in the polygons. */
typedef struct
{
  const AtlasPoint *a;    /* the smaller end */
  const AtlasPoint *b;
  guint32           uses;
  guint32           done; /* already on a line */
} Edge;

/* An open-addressing table of edges. The same corner of two neighbours came
 * from the same numbers by the same projection, so that comparing them for
 * equality is enough. */
typedef struct
{
  GArray  *edges; /* Edge */
  guint32 *slots; /* number of the edge + 1; 0: free */
  gsize    mask;
} EdgeTable;

static gboolean
point_before (const AtlasPoint *a,
              const AtlasPoint *b)
{
  return a->x < b->x || (a->x == b->x && a->y < b->y);
}

static guint64
hash_number (guint64 hash,
             double  number)
{
  guint64 bits;

  memcpy (&bits, &number, sizeof bits);
  hash = (hash ^ bits) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return hash ^ (hash >> 29);
}

static guint64
hash_edge (const AtlasPoint *a,
           const AtlasPoint *b)
{
  return hash_number (hash_number (hash_number (hash_number (0, a->x), a->y), b->x), b->y);
}

static gboolean
edge_joins (const Edge       *edge,
            const AtlasPoint *a,
            const AtlasPoint *b)
{
  return edge->a->x == a->x && edge->a->y == a->y && edge->b->x == b->x && edge->b->y == b->y;
}

/* The number of the edge, a new one when it was not seen before. */
static guint32
find_edge (EdgeTable        *table,
           const AtlasPoint *from,
           const AtlasPoint *to)
{
  const AtlasPoint *a = point_before (from, to) ? from : to;
  const AtlasPoint *b = a == from ? to : from;
  gsize at = hash_edge (a, b) & table->mask;
  Edge edge = { a, b, 0, 0 };

  while (table->slots[at] != 0 &&
         !edge_joins (&g_array_index (table->edges, Edge, table->slots[at] - 1), a, b))
    at = (at + 1) & table->mask;

  if (table->slots[at] == 0)
    {
      g_array_append_val (table->edges, edge);
      table->slots[at] = table->edges->len;
    }

  return table->slots[at] - 1;
}

static void
count_edges (EdgeTable           *table,
             const AtlasGeometry *polygon)
{
  for (guint part = 0; part < atlas_geometry_get_n_parts (polygon); part++)
    {
      guint n;
      const AtlasPoint *points = atlas_geometry_get_part (polygon, part, &n);

      for (guint i = 0, j = n - 1; i < n; j = i++)
        {
          guint32 edge = find_edge (table, &points[j], &points[i]);

          g_array_index (table->edges, Edge, edge).uses++;
        }
    }
}

typedef struct
{
  GArray   *points;
  GArray   *ends;
  gboolean  open; /* the last line can go on */
} Lines;

static void
lines_init (Lines *lines)
{
  lines->points = g_array_new (FALSE, FALSE, sizeof (AtlasPoint));
  lines->ends = g_array_new (FALSE, FALSE, sizeof (guint));
  lines->open = FALSE;
}

static void
lines_break (Lines *lines)
{
  if (lines->open)
    g_array_append_val (lines->ends, lines->points->len);
  lines->open = FALSE;
}

static void
lines_add (Lines            *lines,
           const AtlasPoint *from,
           const AtlasPoint *to)
{
  if (!lines->open)
    g_array_append_vals (lines->points, from, 1);
  g_array_append_vals (lines->points, to, 1);
  lines->open = TRUE;
}

static AtlasGeometry *
lines_finish (Lines *lines)
{
  AtlasGeometry *geometry;

  lines_break (lines);
  geometry = atlas_geometry_new (ATLAS_GEOMETRY_LINE,
                                 (const AtlasPoint *) (gpointer) lines->points->data,
                                 lines->points->len,
                                 (const guint *) (gpointer) lines->ends->data, lines->ends->len,
                                 NULL, 0);
  g_array_unref (lines->points);
  g_array_unref (lines->ends);

  return geometry;
}

/* Where a ring may be cut without leaving a gap in a dash: after an edge that
 * is of another kind than the next. 0 when all are of one kind. */
static guint
find_start (Edge *const *ring,
            guint        n)
{
  for (guint i = 0; i < n; i++)
    {
      const Edge *before = ring[(i + n - 1) % n];

      if ((ring[i]->uses == 1) != (before->uses == 1) || ring[i]->done != before->done)
        return i;
    }

  return 0;
}

static void
trace_ring (EdgeTable        *table,
            const AtlasPoint *points,
            guint             n,
            Lines            *inner,
            Lines            *rim)
{
  g_autofree Edge **ring = g_new (Edge *, n);
  guint start;

  for (guint i = 0; i < n; i++)
    {
      guint32 edge = find_edge (table, &points[i], &points[(i + 1) % n]);

      ring[i] = &g_array_index (table->edges, Edge, edge);
    }

  start = find_start (ring, n);
  for (guint i = 0; i < n; i++)
    {
      guint at = (start + i) % n;
      Lines *lines = ring[at]->uses == 1 ? rim : inner;

      lines_break (lines == rim ? inner : rim);
      if (ring[at]->done)
        lines_break (lines);
      else
        lines_add (lines, &points[at], &points[(at + 1) % n]);
      ring[at]->done = 1;
    }

  lines_break (inner);
  lines_break (rim);
}

static AtlasBox *
find_runs (const AtlasGeometry *lines)
{
  guint n_parts = atlas_geometry_get_n_parts (lines);
  AtlasBox *runs = g_new (AtlasBox, n_parts / ATLAS_RUN + 1);

  for (guint part = 0; part < n_parts; part++)
    {
      AtlasBox *run = &runs[part / ATLAS_RUN];
      guint n;
      const AtlasPoint *points = atlas_geometry_get_part (lines, part, &n);

      if (part % ATLAS_RUN == 0)
        *run = ATLAS_BOX_EMPTY;
      for (guint i = 0; i < n; i++)
        atlas_box_add (run, points[i].x, points[i].y);
    }

  return runs;
}

void
atlas_borders_find (AtlasGeometry *const *polygons,
                    guint                 n,
                    AtlasBorders         *borders)
{
  EdgeTable table = { g_array_new (FALSE, FALSE, sizeof (Edge)), NULL, 1023 };
  gsize n_edges = 0;
  Lines inner;
  Lines rim;

  for (guint i = 0; i < n; i++)
    {
      guint n_points;

      atlas_geometry_get_points (polygons[i], &n_points);
      n_edges += n_points;
    }
  while (table.mask < 2 * n_edges)
    table.mask = table.mask * 2 + 1;
  table.slots = g_new0 (guint32, table.mask + 1);

  for (guint i = 0; i < n; i++)
    count_edges (&table, polygons[i]);

  lines_init (&inner);
  lines_init (&rim);
  for (guint i = 0; i < n; i++)
    for (guint part = 0; part < atlas_geometry_get_n_parts (polygons[i]); part++)
      {
        guint n_points;
        const AtlasPoint *points = atlas_geometry_get_part (polygons[i], part, &n_points);

        trace_ring (&table, points, n_points, &inner, &rim);
      }
  borders->inner = lines_finish (&inner);
  borders->inner_runs = find_runs (borders->inner);
  borders->rim = lines_finish (&rim);
  g_free (table.slots);
  g_array_unref (table.edges);
}

void
atlas_borders_clear (AtlasBorders *borders)
{
  g_clear_pointer (&borders->inner, atlas_geometry_unref);
  g_clear_pointer (&borders->rim, atlas_geometry_unref);
  g_clear_pointer (&borders->inner_runs, g_free);
}
