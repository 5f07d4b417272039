#include "atlas-lettering-sheet.h"

#include "atlas-memory.h"

#include <math.h>
#include <string.h>

/* Sheets are cut along a grid from the corner of the world, so that the pieces
 * of two can be compared. Its width, device pixels: */
#define CELL 64

typedef struct
{
  cairo_rectangle_int_t  area; /* in a cell, device pixels from the corner of the world */
  AtlasPicture          *picture;
} Piece;

struct _AtlasLetteringSheet
{
  gatomicrefcount  refs;
  AtlasView        view;
  AtlasLabels     *labels;
  GArray          *pieces; /* Piece */
};

static void
piece_clear (gpointer data)
{
  g_clear_pointer (&((Piece *) data)->picture, atlas_picture_unref);
}

/* Obstacles as thin as a line keep names to one side of an edge or the other. */
static guint
list_obstacles (const AtlasLetteringRequest *request,
                AtlasBox                    *obstacles)
{
  double left = ATLAS_LETTERING_MARGIN;
  double right = left + request->view.width;
  double bottom = left + request->view.height;
  const AtlasBox edges[] = {
    { left, left, right, left + 1 }, { left, bottom - 1, right, bottom },
    { left, left, left + 1, bottom }, { right - 1, left, right, bottom },
  };

  memcpy (obstacles, edges, sizeof edges);
  for (guint i = 0; i < request->n_covers; i++)
    obstacles[G_N_ELEMENTS (edges) + i] = (AtlasBox) {
      request->covers[i].x0 + left, request->covers[i].y0 + left,
      request->covers[i].x1 + left, request->covers[i].y1 + left };

  return G_N_ELEMENTS (edges) + request->n_covers;
}

static AtlasView
widen (const AtlasView *view)
{
  AtlasView wide = *view;

  wide.x0 -= ATLAS_LETTERING_MARGIN / view->scale;
  wide.y0 -= ATLAS_LETTERING_MARGIN / view->scale;
  wide.width += 2 * ATLAS_LETTERING_MARGIN;
  wide.height += 2 * ATLAS_LETTERING_MARGIN;

  return wide;
}

/* At rest what is seen comes first, as if it were a picture by itself, and then
 * the margin, which must not reach into it. */
static AtlasLabels *
place (const AtlasLetteringRequest *request,
       const AtlasView             *wide,
       const AtlasLabels           *previous)
{
  AtlasBox obstacles[4 + ATLAS_LETTERING_MAX_COVERS];
  const AtlasBox *changed = request->related ? &request->changed : NULL;
  g_autoptr(AtlasLabels) seen = NULL;
  guint n;

  if (request->moving)
    return atlas_labels_place_again (request->scene, wide, NULL, 0, previous, changed);

  seen = atlas_labels_place_again (request->scene, &request->view, request->covers,
                                   request->n_covers, previous, changed);
  n = list_obstacles (request, obstacles);

  return atlas_labels_place_again (request->scene, wide, obstacles, n, seen, NULL);
}

static const guint32 *
get_row (cairo_surface_t *surface,
         int              y)
{
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);

  return (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (surface) +
                                            (gsize) y * stride);
}

/* Makes @ink hold what is drawn of the row from @x0 to @x1. */
static void
add_row (cairo_rectangle_int_t *ink,
         const guint32         *row,
         int                    x0,
         int                    x1,
         int                    y)
{
  while (x0 < x1 && row[x0] == 0)
    x0++;
  if (x0 == x1)
    return;
  while (row[x1 - 1] == 0)
    x1--;

  if (ink->height == 0)
    *ink = (cairo_rectangle_int_t) { x0, y, x1 - x0, 1 };
  x1 = MAX (x1, ink->x + ink->width);
  ink->x = MIN (ink->x, x0);
  ink->width = x1 - ink->x;
  ink->height = y + 1 - ink->y;
}

/* Names are low and long: most of a cell is empty, and to draw that with each
 * frame would take longer than the names. */
static cairo_rectangle_int_t
find_ink (cairo_surface_t *whole,
          int              left,
          int              top)
{
  int x0 = MAX (left, 0);
  int x1 = MIN (left + CELL, cairo_image_surface_get_width (whole));
  int y1 = MIN (top + CELL, cairo_image_surface_get_height (whole));
  cairo_rectangle_int_t ink = { 0, 0, 0, 0 };

  for (int y = MAX (top, 0); y < y1; y++)
    add_row (&ink, get_row (whole, y), x0, x1, y);

  return ink;
}

static cairo_surface_t *
copy_part (cairo_surface_t             *whole,
           const cairo_rectangle_int_t *part)
{
  cairo_surface_t *copy = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                                      part->width, part->height);
  guchar *data = cairo_image_surface_get_data (copy);
  gsize stride = (gsize) cairo_image_surface_get_stride (copy);

  for (int y = 0; y < part->height; y++)
    memcpy (data + (gsize) y * stride, get_row (whole, part->y + y) + part->x,
            4 * (gsize) part->width);
  cairo_surface_mark_dirty (copy);

  return copy;
}

static gboolean
shows_same (const Piece                 *piece,
            const cairo_rectangle_int_t *area,
            cairo_surface_t             *surface)
{
  gsize size = (gsize) area->height * (gsize) cairo_image_surface_get_stride (surface);

  return memcmp (&piece->area, area, sizeof *area) == 0 &&
         memcmp (cairo_image_surface_get_data (atlas_picture_get_surface (piece->picture)),
                 cairo_image_surface_get_data (surface), size) == 0;
}

/* A picture of @previous that shows just the same is as good, and the renderer
 * has it already. */
static AtlasPicture *
find_same (const AtlasLetteringSheet   *previous,
           const cairo_rectangle_int_t *area,
           cairo_surface_t             *surface)
{
  for (guint i = 0; previous != NULL && i < previous->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (previous->pieces, Piece, i);

      if (shows_same (piece, area, surface))
        return atlas_picture_ref (piece->picture);
    }

  return NULL;
}

/* @surface: (transfer full) */
static void
add_piece (AtlasLetteringSheet         *self,
           const AtlasLetteringSheet   *previous,
           const cairo_rectangle_int_t *area,
           cairo_surface_t             *surface,
           AtlasPictureKind             kind)
{
  Piece piece = { *area, find_same (previous, area, surface) };

  if (piece.picture != NULL)
    cairo_surface_destroy (surface);
  else
    piece.picture = atlas_picture_new_take (surface, kind);
  g_array_append_val (self->pieces, piece);
}

static void
cut (AtlasLetteringSheet       *self,
     const AtlasLetteringSheet *previous,
     cairo_surface_t           *whole,
     AtlasPictureKind           kind)
{
  int left = (int) round (self->view.x0 * self->view.scale);
  int top = (int) round (self->view.y0 * self->view.scale);
  int right = left + cairo_image_surface_get_width (whole);
  int bottom = top + cairo_image_surface_get_height (whole);

  for (int y = (int) floor ((double) top / CELL) * CELL; y < bottom; y += CELL)
    for (int x = (int) floor ((double) left / CELL) * CELL; x < right; x += CELL)
      {
        cairo_rectangle_int_t ink = find_ink (whole, x - left, y - top);
        cairo_rectangle_int_t area = { ink.x + left, ink.y + top, ink.width, ink.height };

        if (ink.height > 0)
          add_piece (self, previous, &area, copy_part (whole, &ink), kind);
      }
}

AtlasLetteringSheet *
atlas_lettering_sheet_new (const AtlasLetteringRequest *request,
                           const AtlasLetteringSheet   *previous)
{
  AtlasLetteringSheet *self = g_new0 (AtlasLetteringSheet, 1);
  int width, height, stride;
  gsize size;
  guchar *pixels;
  cairo_surface_t *whole;
  cairo_t *cr;

  g_atomic_ref_count_init (&self->refs);
  self->view = widen (&request->view);
  width = (int) ceil (self->view.width);
  height = (int) ceil (self->view.height);
  stride = cairo_format_stride_for_width (CAIRO_FORMAT_ARGB32, width);
  size = (gsize) stride * (gsize) height;
  self->labels = place (request, &self->view, previous != NULL ? previous->labels : NULL);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_array_set_clear_func (self->pieces, piece_clear);

  pixels = atlas_memory_new (size);
  whole = cairo_image_surface_create_for_data (pixels, CAIRO_FORMAT_ARGB32, width, height, stride);
  cr = cairo_create (whole);
  atlas_labels_paint (self->labels, cr);
  cairo_destroy (cr);
  cairo_surface_flush (whole);
  cut (self, previous, whole, request->kind);
  cairo_surface_destroy (whole);
  atlas_memory_free (pixels, size);

  return self;
}

AtlasLetteringSheet *
atlas_lettering_sheet_ref (AtlasLetteringSheet *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
atlas_lettering_sheet_unref (AtlasLetteringSheet *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  atlas_labels_unref (self->labels);
  g_array_unref (self->pieces);
  g_free (self);
}

void
atlas_lettering_sheet_draw (const AtlasLetteringSheet *self,
                            const AtlasView           *view,
                            GtkSnapshot               *snapshot,
                            cairo_t                   *cr)
{
  double factor = view->scale / self->view.scale;
  double left = round (view->x0 * view->scale);
  double top = round (view->y0 * view->scale);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);
      /* Both edges are rounded, so that neighbours share them. */
      double x0 = round (piece->area.x * factor) - left;
      double y0 = round (piece->area.y * factor) - top;
      double x1 = round ((piece->area.x + piece->area.width) * factor) - left;
      double y1 = round ((piece->area.y + piece->area.height) * factor) - top;

      if (x1 > 0 && y1 > 0 && x0 < view->width && y0 < view->height)
        atlas_picture_draw (piece->picture, snapshot, cr,
                            &GRAPHENE_RECT_INIT ((float) x0, (float) y0,
                                                 (float) (x1 - x0), (float) (y1 - y0)));
    }
}

const AtlasView *
atlas_lettering_sheet_get_view (const AtlasLetteringSheet *self)
{
  return &self->view;
}

const AtlasLabels *
atlas_lettering_sheet_get_labels (const AtlasLetteringSheet *self)
{
  return self->labels;
}
