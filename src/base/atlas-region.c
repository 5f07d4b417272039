#include "atlas-region.h"

#define MAX_BANDS 512

/* The box is cut into bands of equal height, each with the edges that reach into
 * it. The edges of band i are those in @edges from starts[i] on. */
struct _AtlasRegion
{
  AtlasBox    box;
  guint       n_bands;
  guint      *starts; /* one more than there are bands */
  guint      *edges;  /* by the number of the point where they begin */
  guint       n_points;
  AtlasPoint *points;
};

/* Never falls as @y rises, so that an edge is in the bands of all its places. */
static guint
get_band (const AtlasRegion *self,
          double             y)
{
  double share = (y - self->box.y0) / atlas_box_height (&self->box);

  return share > 0 ? MIN ((guint) (share * self->n_bands), self->n_bands - 1) : 0;
}

static const AtlasPoint *
get_end (const AtlasRegion *self,
         guint              edge)
{
  return &self->points[edge + 1 < self->n_points ? edge + 1 : 0];
}

/* The bands that @edge reaches into: from the one returned to @last. */
static guint
get_bands (const AtlasRegion *self,
           guint              edge,
           guint             *last)
{
  double y0 = self->points[edge].y, y1 = get_end (self, edge)->y;

  *last = get_band (self, MAX (y0, y1));

  return get_band (self, MIN (y0, y1));
}

static void
sort_into_bands (AtlasRegion *self)
{
  g_autofree guint *next = g_new (guint, self->n_bands);
  guint last;

  self->starts = g_new0 (guint, self->n_bands + 1);
  for (guint i = 0; i < self->n_points; i++)
    for (guint band = get_bands (self, i, &last); band <= last; band++)
      self->starts[band + 1]++;
  for (guint band = 0; band < self->n_bands; band++)
    {
      next[band] = self->starts[band];
      self->starts[band + 1] += self->starts[band];
    }

  self->edges = g_new (guint, self->starts[self->n_bands]);
  for (guint i = 0; i < self->n_points; i++)
    for (guint band = get_bands (self, i, &last); band <= last; band++)
      self->edges[next[band]++] = i;
}

AtlasRegion *
atlas_region_new (const AtlasPoint *points,
                  guint             n_points)
{
  AtlasRegion *self = g_new0 (AtlasRegion, 1);

  self->box = ATLAS_BOX_EMPTY;
  for (guint i = 0; i < n_points; i++)
    atlas_box_add (&self->box, points[i].x, points[i].y);
  self->n_bands = CLAMP (n_points / 2, 1, MAX_BANDS);
  self->n_points = n_points;
  self->points = g_memdup2 (points, n_points * sizeof *points);
  sort_into_bands (self);

  return self;
}

AtlasRegion *
atlas_region_new_box (const AtlasBox *box)
{
  const AtlasPoint corners[] = {
    { box->x0, box->y0 }, { box->x1, box->y0 }, { box->x1, box->y1 }, { box->x0, box->y1 },
  };

  return atlas_region_new (corners, G_N_ELEMENTS (corners));
}

void
atlas_region_free (AtlasRegion *self)
{
  g_free (self->starts);
  g_free (self->edges);
  g_free (self->points);
  g_free (self);
}

gboolean
atlas_region_contains (const AtlasRegion *self,
                       double             x,
                       double             y)
{
  gboolean inside = FALSE;
  guint band;

  if (!(x >= self->box.x0 && x <= self->box.x1 && y >= self->box.y0 && y <= self->box.y1))
    return FALSE;

  band = get_band (self, y);
  for (guint i = self->starts[band]; i < self->starts[band + 1]; i++)
    {
      const AtlasPoint *a = &self->points[self->edges[i]];
      const AtlasPoint *b = get_end (self, self->edges[i]);
      /* From below, whichever way it was drawn: regions that share an edge
       * must not round differently. */
      const AtlasPoint *low = a->y < b->y ? a : b, *high = a->y < b->y ? b : a;

      if (low->y <= y && high->y > y &&
          x < low->x + (high->x - low->x) * (y - low->y) / (high->y - low->y))
        inside = !inside;
    }

  return inside;
}
