#include "atlas-neighbours.h"

#include "atlas-parallel.h"

#include <math.h>

/* Places that are asked for in one go. */
#define CHUNK 1024

/* So few are looked at one by one. */
#define LEAF 8

typedef struct
{
  double x[2];
  gsize  number; /* in the input */
} Node;

typedef struct
{
  Node   *nodes; /* each range has its median in the middle, by one axis */
  gsize   n;
  guint   k;
  double *distances;
} Tree;

/* The nearest so far, the farthest last; squared. */
typedef struct
{
  const double *place;
  gsize         number;
  guint         k;
  double       *nearest;
} Search;

static void
swap (Node *a,
      Node *b)
{
  Node node = *a;

  *a = *b;
  *b = node;
}

/* Hoare's selection: the nodes before @middle are not above it by @axis, those
 * behind it not below. */
static void
select_middle (Node  *nodes,
               gsize  n,
               gsize  middle,
               int    axis)
{
  gssize first = 0, last = (gssize) n - 1;

  while (first < last)
    {
      double pivot = nodes[first + (last - first) / 2].x[axis];
      gssize i = first, k = last;

      while (i <= k)
        {
          while (nodes[i].x[axis] < pivot)
            i++;
          while (nodes[k].x[axis] > pivot)
            k--;
          if (i <= k)
            swap (&nodes[i++], &nodes[k--]);
        }
      if ((gssize) middle <= k)
        last = k;
      else if ((gssize) middle >= i)
        first = i;
      else
        return;
    }
}

static void
build (Node  *nodes,
       gsize  n,
       int    axis)
{
  gsize middle = n / 2;

  if (n <= LEAF)
    return;

  select_middle (nodes, n, middle, axis);
  build (nodes, middle, 1 - axis);
  build (nodes + middle + 1, n - middle - 1, 1 - axis);
}

static void
look_at (Search     *search,
         const Node *node)
{
  double dx = node->x[0] - search->place[0], dy = node->x[1] - search->place[1];
  double d2 = dx * dx + dy * dy;
  guint i = search->k - 1;

  if (node->number == search->number || d2 >= search->nearest[i])
    return;

  for (; i > 0 && search->nearest[i - 1] > d2; i--)
    search->nearest[i] = search->nearest[i - 1];
  search->nearest[i] = d2;
}

static void
look_in (Search     *search,
         const Node *nodes,
         gsize       n,
         int         axis)
{
  gsize middle = n / 2;
  double beyond;

  if (n <= LEAF)
    {
      for (gsize i = 0; i < n; i++)
        look_at (search, &nodes[i]);
      return;
    }

  beyond = search->place[axis] - nodes[middle].x[axis];
  if (beyond < 0)
    look_in (search, nodes, middle, 1 - axis);
  else
    look_in (search, nodes + middle + 1, n - middle - 1, 1 - axis);
  look_at (search, &nodes[middle]);
  if (beyond * beyond >= search->nearest[search->k - 1])
    return;
  if (beyond < 0)
    look_in (search, nodes + middle + 1, n - middle - 1, 1 - axis);
  else
    look_in (search, nodes, middle, 1 - axis);
}

static void
find_chunk (guint    chunk,
            guint    worker,
            gpointer data)
{
  const Tree *tree = data;
  g_autofree double *nearest = g_new (double, tree->k);
  gsize end = MIN ((gsize) (chunk + 1) * CHUNK, tree->n);

  for (gsize i = (gsize) chunk * CHUNK; i < end; i++)
    {
      const Node *node = &tree->nodes[i];
      Search search = { node->x, node->number, tree->k, nearest };

      for (guint l = 0; l < tree->k; l++)
        nearest[l] = INFINITY;
      look_in (&search, tree->nodes, tree->n, 0);
      tree->distances[node->number] = sqrt (nearest[tree->k - 1]);
    }
}

void
atlas_neighbours_find_distances (const double *x,
                                 const double *y,
                                 gsize         n,
                                 guint         k,
                                 double       *distances)
{
  g_autofree Node *nodes = g_new (Node, MAX (n, 1));
  Tree tree = { nodes, n, k, distances };

  g_return_if_fail (k >= 1 && k < n);

  for (gsize i = 0; i < n; i++)
    nodes[i] = (Node) { { x[i], y[i] }, i };
  build (nodes, n, 0);
  atlas_parallel_run ((guint) ((n + CHUNK - 1) / CHUNK), 0, find_chunk, &tree);
}
