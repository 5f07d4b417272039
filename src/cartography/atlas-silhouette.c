#include "atlas-silhouette.h"

#include "atlas-shapes-private.h"

#include <math.h>

#define N_ROWS ATLAS_SILHOUETTE_N_ROWS

/* Heights that are tried for a scale, and halvings between scales. */
#define N_HEIGHTS 25
#define N_HALVINGS 24
/* The least scale that is tried, of that without covers. */
#define LEAST_SHARE 0.1
/* What of its scale it gives up to be nearer to the middle, by this share of the
 * picture's height. */
#define SMALLER 0.97
#define FAR_OFF 0.08
/* Device units. */
#define HAIR 1e-6

/* --- What it is --- */

static void
widen (AtlasSilhouette *self,
       guint            row,
       double           x)
{
  self->left[row] = MIN (self->left[row], x);
  self->right[row] = MAX (self->right[row], x);
}

static double
get_row_height (const AtlasSilhouette *self)
{
  return atlas_box_height (&self->box) / N_ROWS;
}

static guint
find_row (const AtlasSilhouette *self,
          double                 y)
{
  double row = floor ((y - self->box.y0) / get_row_height (self));

  return row <= 0 ? 0 : row >= N_ROWS - 1 ? N_ROWS - 1 : (guint) row;
}

static void
add_edge (AtlasSilhouette *self,
          AtlasPoint       from,
          AtlasPoint       to)
{
  guint first = find_row (self, MIN (from.y, to.y));
  guint last = find_row (self, MAX (from.y, to.y));

  widen (self, find_row (self, from.y), from.x);
  widen (self, find_row (self, to.y), to.x);
  for (guint row = first + 1; row <= last; row++)
    {
      double y = self->box.y0 + row * get_row_height (self);
      double x = from.x + (y - from.y) / (to.y - from.y) * (to.x - from.x);

      widen (self, row - 1, x);
      widen (self, row, x);
    }
}

static void
add_polygon (AtlasSilhouette     *self,
             const AtlasGeometry *geometry)
{
  for (guint part = 0; part < atlas_geometry_get_n_parts (geometry); part++)
    {
      guint n;
      const AtlasPoint *points = atlas_geometry_get_part (geometry, part, &n);

      for (guint i = 0; i < n; i++)
        add_edge (self, points[i > 0 ? i - 1 : n - 1], points[i]);
    }
}

/* Without districts it is its box. */
void
atlas_silhouette_init (AtlasSilhouette   *self,
                       const AtlasShapes *shapes)
{
  const AtlasGeometry *outline = atlas_shapes_get_outline (shapes);
  guint n = atlas_shapes_get_n (shapes, ATLAS_LAYER_DISTRICTS);

  self->box = *atlas_shapes_get_box (shapes);
  for (guint row = 0; row < N_ROWS; row++)
    {
      self->left[row] = n > 0 ? G_MAXDOUBLE : self->box.x0;
      self->right[row] = n > 0 ? -G_MAXDOUBLE : self->box.x1;
    }
  if (outline != NULL)
    add_polygon (self, outline);
  for (guint i = 0; outline == NULL && i < n; i++)
    if (atlas_shapes_get (shapes, ATLAS_LAYER_DISTRICTS, i)->geometry != NULL)
      add_polygon (self, atlas_shapes_get (shapes, ATLAS_LAYER_DISTRICTS, i)->geometry);
}

/* --- Where it goes --- */

/* A picture with what lies on it, and a scale that is tried. */
typedef struct
{
  const AtlasSilhouette *silhouette;
  double                 width;
  double                 height;
  double                 margin;
  const AtlasBox        *covers;
  guint                  n_covers;
  double                 scale;
  AtlasPoint             place; /* of the box's upper left corner */
  double                 off;   /* how far that is from where the middle would be */
} Trial;

typedef struct
{
  double x0;
  double x1;
} Span;

/* Between which places of the left edge a cover would lie on it, the upper edge
 * being at @y. */
static gboolean
find_blocked (const Trial    *trial,
              const AtlasBox *cover,
              double          y,
              Span           *blocked)
{
  const AtlasSilhouette *self = trial->silhouette;
  double top = self->box.y0 + (cover->y0 - y) / trial->scale;
  double bottom = self->box.y0 + (cover->y1 - y) / trial->scale;
  double left = G_MAXDOUBLE;
  double right = -G_MAXDOUBLE;

  if (bottom <= self->box.y0 || top >= self->box.y1)
    return FALSE;

  for (guint row = find_row (self, top); row <= find_row (self, bottom); row++)
    {
      left = MIN (left, self->left[row]);
      right = MAX (right, self->right[row]);
    }
  *blocked = (Span) { cover->x0 - (right - self->box.x0) * trial->scale,
                      cover->x1 - (left - self->box.x0) * trial->scale };

  return left <= right;
}

/* Does no cover lie on it there? A hair is how doubles are rounded. */
static gboolean
is_clear (const Trial *trial,
          double       x,
          double       y)
{
  for (guint i = 0; i < trial->n_covers; i++)
    {
      Span blocked;

      if (find_blocked (trial, &trial->covers[i], y, &blocked) &&
          x > blocked.x0 + HAIR && x < blocked.x1 - HAIR)
        return FALSE;
    }

  return TRUE;
}

/* Is it between the margins at the picture's sides? */
static gboolean
is_inside (const Trial *trial,
           double       x)
{
  double width = atlas_box_width (&trial->silhouette->box) * trial->scale;

  return x >= trial->margin - HAIR && x + width <= trial->width - trial->margin + HAIR;
}

static void
try_place (Trial      *trial,
           AtlasPoint  middle,
           double      x,
           double      y,
           double     *least)
{
  double distance = hypot (x - middle.x, y - middle.y);

  if (distance >= *least || !is_inside (trial, x) || !is_clear (trial, x, y))
    return;

  *least = distance;
  trial->place = (AtlasPoint) { x, y };
}

/* The best place is the middle, or right beside a cover. */
static gboolean
find_place (Trial  *trial,
            double  scale)
{
  const AtlasBox *box = &trial->silhouette->box;
  AtlasPoint middle = { (trial->width - atlas_box_width (box) * scale) / 2,
                        (trial->height - atlas_box_height (box) * scale) / 2 };
  double slack = MAX (middle.y - trial->margin, 0);
  double least = G_MAXDOUBLE;

  trial->scale = scale;
  for (guint i = 0; i < N_HEIGHTS; i++)
    {
      double y = middle.y + slack * (2.0 * i / (N_HEIGHTS - 1) - 1);

      try_place (trial, middle, middle.x, y, &least);
      for (guint k = 0; k < trial->n_covers; k++)
        {
          Span blocked;

          if (!find_blocked (trial, &trial->covers[k], y, &blocked))
            continue;
          try_place (trial, middle, blocked.x0, y, &least);
          try_place (trial, middle, blocked.x1, y, &least);
        }
    }

  trial->off = least;

  return least < G_MAXDOUBLE;
}

/* Far from the middle a slanting edge gains a hair: hardly smaller is better. */
static void
choose_place (Trial  *trial,
              double  scale)
{
  AtlasPoint place;
  double off;

  find_place (trial, scale);
  place = trial->place;
  off = trial->off;
  if (find_place (trial, scale * SMALLER) && trial->off < off - FAR_OFF * trial->height)
    return;

  trial->scale = scale;
  trial->place = place;
}

void
atlas_silhouette_init_box (AtlasSilhouette *self,
                           const AtlasBox  *box)
{
  self->box = *box;
  for (guint i = 0; i < ATLAS_SILHOUETTE_N_ROWS; i++)
    {
      self->left[i] = box->x0;
      self->right[i] = box->x1;
    }
}

gboolean
atlas_silhouette_is_clear (const AtlasSilhouette *self,
                           const AtlasView       *view,
                           const AtlasBox        *covers,
                           guint                  n_covers)
{
  const Trial trial = { .silhouette = self, .covers = covers, .n_covers = n_covers,
                        .scale = view->scale };

  return is_clear (&trial, atlas_view_x (view, self->box.x0), atlas_view_y (view, self->box.y0));
}

AtlasView
atlas_silhouette_fit (const AtlasSilhouette *self,
                      double                 width,
                      double                 height,
                      double                 margin,
                      double                 point,
                      const AtlasBox        *covers,
                      guint                  n_covers)
{
  AtlasView view = atlas_view_fit (&self->box, width, height, margin, point);
  Trial trial = { self, width, height, margin, covers, n_covers, 0, { 0, 0 }, 0 };
  double high = view.scale;
  double low = view.scale * LEAST_SHARE;

  if (!find_place (&trial, high))
    {
      if (!find_place (&trial, low))
        return view;
      for (guint i = 0; i < N_HALVINGS; i++)
        {
          double scale = (low + high) / 2;

          if (find_place (&trial, scale))
            low = scale;
          else
            high = scale;
        }
      choose_place (&trial, low);
    }

  view.scale = trial.scale;
  view.x0 = self->box.x0 - trial.place.x / view.scale;
  view.y0 = self->box.y0 - trial.place.y / view.scale;

  return view;
}
