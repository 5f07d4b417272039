#include "atlas-lettering-sheet.h"

#include "atlas-memory.h"

#include <math.h>
#include <string.h>

/* The edge of a piece, device pixels; pieces lie on a grid from the corner of
 * the world, so that those of two sheets can be compared. */
#define PIECE 64

typedef struct
{
  int           column;
  int           row;
  AtlasPicture *picture;
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

/* A stretch of a row that pieces share with the sheet. */
typedef struct
{
  int first;  /* in the sheet */
  int offset; /* of that in the piece */
  int n;
} Share;

static Share
find_share (int number,
            int corner,
            int extent)
{
  int start = number * PIECE - corner;
  int first = MAX (start, 0);

  return (Share) { first, first - start, MIN (start + PIECE, extent) - first };
}

/* Returns: (nullable): that part of the sheet, if there is anything in it */
static cairo_surface_t *
cut_piece (cairo_surface_t *whole,
           Share            x,
           Share            y)
{
  const guchar *from = cairo_image_surface_get_data (whole);
  int stride = cairo_image_surface_get_stride (whole);
  cairo_surface_t *piece = NULL;

  for (int i = 0; i < y.n; i++)
    {
      const guint32 *row = (const guint32 *) (gconstpointer)
        (from + (gsize) (y.first + i) * (gsize) stride) + x.first;
      int k = 0;

      while (piece == NULL && k < x.n && row[k] == 0)
        k++;
      if (piece == NULL && k < x.n)
        piece = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, PIECE, PIECE);
      if (piece != NULL)
        memcpy (cairo_image_surface_get_data (piece) +
                (y.offset + i) * cairo_image_surface_get_stride (piece) + 4 * x.offset,
                row, 4 * (gsize) x.n);
    }
  if (piece != NULL)
    cairo_surface_mark_dirty (piece);

  return piece;
}

/* A picture of @previous that shows just the same is as good, and the renderer
 * has it already. */
static AtlasPicture *
find_same (const AtlasLetteringSheet *previous,
           cairo_surface_t           *surface,
           int                        column,
           int                        row)
{
  for (guint i = 0; previous != NULL && i < previous->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (previous->pieces, Piece, i);

      if (piece->column == column && piece->row == row &&
          memcmp (cairo_image_surface_get_data (atlas_picture_get_surface (piece->picture)),
                  cairo_image_surface_get_data (surface),
                  PIECE * (gsize) cairo_image_surface_get_stride (surface)) == 0)
        return atlas_picture_ref (piece->picture);
    }

  return NULL;
}

static void
add_piece (AtlasLetteringSheet       *self,
           const AtlasLetteringSheet *previous,
           cairo_surface_t           *surface,
           int                        column,
           int                        row,
           AtlasPictureKind           kind)
{
  Piece piece = { column, row, find_same (previous, surface, column, row) };

  if (piece.picture == NULL)
    piece.picture = atlas_picture_new_take (cairo_surface_reference (surface), kind);
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
  int width = cairo_image_surface_get_width (whole);
  int height = cairo_image_surface_get_height (whole);
  int column0 = (int) floor ((double) left / PIECE);
  int row0 = (int) floor ((double) top / PIECE);

  for (int row = row0; row * PIECE < top + height; row++)
    for (int column = column0; column * PIECE < left + width; column++)
      {
        cairo_surface_t *surface = cut_piece (whole, find_share (column, left, width),
                                              find_share (row, top, height));

        if (surface == NULL)
          continue;
        add_piece (self, previous, surface, column, row, kind);
        cairo_surface_destroy (surface);
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
  double size = PIECE * view->scale / self->view.scale;
  double left = round (view->x0 * view->scale);
  double top = round (view->y0 * view->scale);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);
      /* Both edges are rounded, so that neighbours share them. */
      double x0 = round (piece->column * size) - left;
      double y0 = round (piece->row * size) - top;
      double x1 = round ((piece->column + 1) * size) - left;
      double y1 = round ((piece->row + 1) * size) - top;

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
