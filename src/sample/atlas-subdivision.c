#include "atlas-subdivision.h"

#include "atlas-sketch.h"

/* A directed edge, in the list of those that leave a node. */
typedef struct
{
  guint to;
  guint face; /* at its left */
  int   next; /* in `sides`; -1: last */
} Side;

typedef struct
{
  AtlasPoint at;
  int        first_side;
} Node;

struct _AtlasSubdivision
{
  GArray     *nodes;
  GArray     *sides;
  GPtrArray  *faces;    /* GArray of node numbers */
  GHashTable *by_place; /* AtlasPoint → node + 1; keys owned */
};

static guint
hash_place (gconstpointer key)
{
  const AtlasPoint *place = key;

  return (guint) ((gint64) (place->x * 1000) * 31 + (gint64) (place->y * 1000));
}

static gboolean
same_place (gconstpointer a,
            gconstpointer b)
{
  const AtlasPoint *p = a;
  const AtlasPoint *q = b;

  return p->x == q->x && p->y == q->y;
}

AtlasSubdivision *
atlas_subdivision_new (void)
{
  AtlasSubdivision *self = g_new0 (AtlasSubdivision, 1);

  self->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  self->sides = g_array_new (FALSE, FALSE, sizeof (Side));
  self->faces = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->by_place = g_hash_table_new_full (hash_place, same_place, g_free, NULL);

  return self;
}

void
atlas_subdivision_free (AtlasSubdivision *self)
{
  g_array_unref (self->nodes);
  g_array_unref (self->sides);
  g_ptr_array_unref (self->faces);
  g_hash_table_unref (self->by_place);
  g_free (self);
}

static inline AtlasPoint
place_of (const AtlasSubdivision *self,
          guint                   node)
{
  return g_array_index (self->nodes, Node, node).at;
}

static guint
ensure_node (AtlasSubdivision *self,
             AtlasPoint        at)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_place, &at));
  Node node = { at, -1 };

  if (number > 0)
    return number - 1;

  g_array_append_val (self->nodes, node);
  g_hash_table_insert (self->by_place, g_memdup2 (&at, sizeof at),
                       GUINT_TO_POINTER (self->nodes->len));

  return self->nodes->len - 1;
}

static Side *
find_side (const AtlasSubdivision *self,
           guint                   from,
           guint                   to)
{
  for (int i = g_array_index (self->nodes, Node, from).first_side; i >= 0;)
    {
      Side *side = &g_array_index (self->sides, Side, i);

      if (side->to == to)
        return side;
      i = side->next;
    }

  return NULL;
}

static void
set_side (AtlasSubdivision *self,
          guint             from,
          guint             to,
          guint             face)
{
  Side *side = find_side (self, from, to);

  if (side != NULL)
    {
      side->face = face;
    }
  else
    {
      Node *node = &g_array_index (self->nodes, Node, from);
      Side new_side = { to, face, node->first_side };

      node->first_side = (int) self->sides->len;
      g_array_append_val (self->sides, new_side);
    }
}

static inline guint
node_at (const GArray *ring,
         guint         i)
{
  return g_array_index (ring, guint, i % ring->len);
}

/* Tells all edges of a ring that they are this face's. */
static void
set_sides (AtlasSubdivision *self,
           guint             face)
{
  const GArray *ring = self->faces->pdata[face];

  for (guint i = 0; i < ring->len; i++)
    set_side (self, node_at (ring, i), node_at (ring, i + 1), face);
}

static double
area_of_ring (const AtlasSubdivision *self,
              const GArray           *ring)
{
  AtlasPoint origin = place_of (self, node_at (ring, 0));
  double twice = 0;

  for (guint i = 1; i + 1 < ring->len; i++)
    {
      AtlasPoint a = place_of (self, node_at (ring, i));
      AtlasPoint b = place_of (self, node_at (ring, i + 1));

      twice += (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y);
    }

  return twice / 2;
}

guint
atlas_subdivision_add (AtlasSubdivision *self,
                       const AtlasPoint *points,
                       guint             n)
{
  GArray *ring = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);

  for (guint i = 0; i < n; i++)
    {
      guint node = ensure_node (self, points[i]);

      g_array_append_val (ring, node);
    }
  if (area_of_ring (self, ring) < 0)
    for (guint i = 0; i < n / 2; i++)
      {
        guint node = node_at (ring, i);

        g_array_index (ring, guint, i) = node_at (ring, n - 1 - i);
        g_array_index (ring, guint, n - 1 - i) = node;
      }
  g_ptr_array_add (self->faces, ring);
  set_sides (self, self->faces->len - 1);

  return self->faces->len - 1;
}

guint
atlas_subdivision_get_n_faces (const AtlasSubdivision *self)
{
  return self->faces->len;
}

const guint *
atlas_subdivision_get_nodes (const AtlasSubdivision *self,
                             guint                   face,
                             guint                  *n)
{
  const GArray *ring = self->faces->pdata[face];

  *n = ring->len;
  return (const guint *) (const void *) ring->data;
}

AtlasPoint *
atlas_subdivision_dup_points (const AtlasSubdivision *self,
                              guint                   face,
                              guint                  *n)
{
  const GArray *ring = self->faces->pdata[face];
  AtlasPoint *points = g_new (AtlasPoint, ring->len);

  for (guint i = 0; i < ring->len; i++)
    points[i] = place_of (self, node_at (ring, i));
  *n = ring->len;

  return points;
}

double
atlas_subdivision_get_area (const AtlasSubdivision *self,
                            guint                   face)
{
  return area_of_ring (self, self->faces->pdata[face]);
}

int
atlas_subdivision_get_neighbour (const AtlasSubdivision *self,
                                 guint                   face,
                                 guint                   edge)
{
  const GArray *ring = self->faces->pdata[face];
  const Side *side = find_side (self, node_at (ring, edge + 1), node_at (ring, edge));

  return side == NULL ? -1 : (int) side->face;
}

static void
insert_after (GArray *ring,
              guint   from,
              guint   to,
              guint   node)
{
  for (guint i = 0; i < ring->len; i++)
    if (node_at (ring, i) == from && node_at (ring, i + 1) == to)
      {
        g_array_insert_val (ring, i + 1, node);
        return;
      }

  g_assert_not_reached ();
}

/* A node at @at on the edge between two nodes, in the faces at both sides. */
static guint
divide_edge (AtlasSubdivision *self,
             guint             from,
             guint             to,
             AtlasPoint        at)
{
  guint node = ensure_node (self, at);
  Side *left = find_side (self, from, to);
  Side *right = find_side (self, to, from);
  int faces[2] = { left != NULL ? (int) left->face : -1, right != NULL ? (int) right->face : -1 };

  if (node == from || node == to)
    return node;

  if (left != NULL)
    left->to = node;
  if (right != NULL)
    right->to = node;

  if (faces[0] >= 0)
    {
      insert_after (self->faces->pdata[faces[0]], from, to, node);
      set_side (self, node, to, (guint) faces[0]);
    }
  if (faces[1] >= 0)
    {
      insert_after (self->faces->pdata[faces[1]], to, from, node);
      set_side (self, node, from, (guint) faces[1]);
    }

  return node;
}

static guint
find_in_ring (const GArray *ring,
              guint         node)
{
  guint i = 0;

  while (node_at (ring, i) != node)
    i++;

  return i;
}

/* The part of @ring from one node on to another, closed by @between, which runs
 * from the first node to the other, or back when @backwards. */
static GArray *
make_part (const GArray *ring,
           guint         from,
           guint         to,
           const GArray *between,
           gboolean      backwards)
{
  GArray *part = g_array_new (FALSE, FALSE, sizeof (guint));
  guint i = find_in_ring (ring, from);

  for (; node_at (ring, i) != to; i++)
    {
      guint node = node_at (ring, i);

      g_array_append_val (part, node);
    }
  g_array_append_val (part, to);
  for (guint j = 0; j < between->len; j++)
    {
      guint node = g_array_index (between, guint, backwards ? between->len - 1 - j : j);

      g_array_append_val (part, node);
    }

  return part;
}

int
atlas_subdivision_split (AtlasSubdivision *self,
                         guint             face,
                         const AtlasCut   *cut)
{
  g_autoptr(GArray) between = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *ring = self->faces->pdata[face];
  const AtlasPoint *points = (const AtlasPoint *) (const void *) cut->points->data;
  guint n = cut->points->len;
  guint edge[4] = { node_at (ring, cut->from_edge), node_at (ring, cut->from_edge + 1),
                    node_at (ring, cut->to_edge), node_at (ring, cut->to_edge + 1) };
  guint from, to;

  g_return_val_if_fail (cut->from_edge != cut->to_edge, -1);

  from = divide_edge (self, edge[0], edge[1], points[0]);
  to = divide_edge (self, edge[2], edge[3], points[n - 1]);
  if (from == to)
    return -1;

  for (guint i = 1; i + 1 < n; i++)
    {
      guint node = ensure_node (self, points[i]);

      g_array_append_val (between, node);
    }

  /* The ring runs counter-clockwise: from `to` on to `from` is the left part. */
  g_ptr_array_add (self->faces, make_part (ring, from, to, between, TRUE));
  self->faces->pdata[face] = make_part (ring, to, from, between, FALSE);
  g_array_unref (ring);
  set_sides (self, face);
  set_sides (self, self->faces->len - 1);

  return (int) self->faces->len - 1;
}
