#include "atlas-borders.h"

#include <string.h>

/* An open-addressing table of undirected edges. The same corner of two
 * neighbours came from the same numbers by the same projection, so that
 * comparing bits is enough. */
typedef struct
{
  AtlasPoint a;    /* the smaller end */
  AtlasPoint b;
  guint32    uses; /* 0: free */
  guint32    done; /* already on a line */
} Edge;

typedef struct
{
  Edge  *edges;
  gsize  mask;
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

/* The edge's place in the table, a free one when it is new. */
static Edge *
find_edge (EdgeTable        *table,
           const AtlasPoint *from,
           const AtlasPoint *to)
{
  const AtlasPoint *a = point_before (from, to) ? from : to;
  const AtlasPoint *b = a == from ? to : from;
  gsize at = hash_edge (a, b) & table->mask;

  while (table->edges[at].uses > 0 &&
         (table->edges[at].a.x != a->x || table->edges[at].a.y != a->y ||
          table->edges[at].b.x != b->x || table->edges[at].b.y != b->y))
    at = (at + 1) & table->mask;

  if (table->edges[at].uses == 0)
    {
      table->edges[at].a = *a;
      table->edges[at].b = *b;
    }

  return &table->edges[at];
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
        find_edge (table, &points[j], &points[i])->uses++;
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
find_start (EdgeTable        *table,
            const AtlasPoint *points,
            guint             n)
{
  for (guint i = 0; i < n; i++)
    {
      Edge *edge = find_edge (table, &points[i], &points[(i + 1) % n]);
      Edge *before = find_edge (table, &points[(i + n - 1) % n], &points[i]);

      if ((edge->uses == 1) != (before->uses == 1) || edge->done != before->done)
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
  guint start = find_start (table, points, n);

  for (guint i = 0; i < n; i++)
    {
      const AtlasPoint *from = &points[(start + i) % n];
      const AtlasPoint *to = &points[(start + i + 1) % n];
      Edge *edge = find_edge (table, from, to);
      Lines *lines = edge->uses == 1 ? rim : inner;

      lines_break (lines == rim ? inner : rim);
      if (edge->done)
        lines_break (lines);
      else
        lines_add (lines, from, to);
      edge->done = 1;
    }

  lines_break (inner);
  lines_break (rim);
}

void
atlas_borders_find (AtlasGeometry *const *polygons,
                    guint                 n,
                    AtlasBorders         *borders)
{
  EdgeTable table = { NULL, 1023 };
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
  table.edges = g_new0 (Edge, table.mask + 1);

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
  borders->rim = lines_finish (&rim);
  g_free (table.edges);
}

void
atlas_borders_clear (AtlasBorders *borders)
{
  g_clear_pointer (&borders->inner, atlas_geometry_unref);
  g_clear_pointer (&borders->rim, atlas_geometry_unref);
}
