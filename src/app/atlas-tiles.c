#include "atlas-tiles.h"

#include "atlas-painter.h"

#include <math.h>

/* Tiles around what is seen: drawn ahead, and kept. */
#define RING_AHEAD 1
#define RING_KEPT  2
/* They go after all that are seen. */
#define PRIORITY_RING 1000
/* How long the scene must rest before they are drawn anew: with a change a frame they
 * would take the time of those that are seen. */
#define RING_REST_MS 250
/* What a change of a site or a block comes to on the map of the whole city: painted at
 * once, the next frame shows it. */
#define PIXELS_AT_ONCE (512 * 256)
/* Quickly done, and what one has just selected. */
#define PRIORITY_MARKS -1

typedef struct
{
  int column0;
  int row0;
  int column1; /* inclusive */
  int row1;
} Range;

struct _AtlasTiles
{
  AtlasWorkers     *workers;
  AtlasScene       *scene;
  GBytes           *marked; /* (nullable) */
  GHashTable       *tiles;  /* set of Tile, by number */
  double            scale;
  double            point;
  AtlasPictureKind  kind;
  Range             seen;    /* when tiles were last wanted; until then all are */
  guint             rest_id; /* while tiles wait and the scene may change again */
  void            (*ready) (gpointer user_data);
  gpointer          user_data;
};

typedef struct
{
  AtlasTiles   *owner;
  int           column;
  int           row;
  int           priority;
  GCancellable *painting; /* while the ground is drawn */
  GCancellable *marking;  /* while it is marked */
  gboolean      again;    /* what is drawn is no more the scene */
  gboolean      stale;    /* what is shown is not */
  gboolean      waits;    /* and is drawn anew when the scene has come to rest */
  AtlasBox      dirty;    /* where the ground is not the scene, and nobody is at it; pixels */
  AtlasBox      part;     /* where the ground is being drawn anew */
  AtlasPicture *ground;   /* NULL: not drawn yet, as the next */
  AtlasPicture *picture;  /* what is shown: the ground, maybe with marks */
} Tile;

static guint
tile_hash (gconstpointer key)
{
  const Tile *tile = key;

  return (guint) tile->column * 2654435761u ^ (guint) tile->row * 40503u;
}

static gboolean
tile_equal (gconstpointer a,
            gconstpointer b)
{
  const Tile *first = a;
  const Tile *second = b;

  return first->column == second->column && first->row == second->row;
}

static void
cancel (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static void
tile_free (gpointer data)
{
  Tile *tile = data;

  cancel (&tile->painting);
  cancel (&tile->marking);
  g_clear_pointer (&tile->ground, atlas_picture_unref);
  g_clear_pointer (&tile->picture, atlas_picture_unref);
  g_free (tile);
}

static AtlasPictureRequest
get_request (const Tile *tile)
{
  const AtlasTiles *self = tile->owner;

  return (AtlasPictureRequest) {
    .scene = self->scene,
    .view = {
      .x0 = (double) tile->column * ATLAS_TILE_SIZE / self->scale,
      .y0 = (double) tile->row * ATLAS_TILE_SIZE / self->scale,
      .scale = self->scale,
      .width = ATLAS_TILE_SIZE,
      .height = ATLAS_TILE_SIZE,
      .point = self->point,
    },
    .kind = self->kind,
  };
}

/* @picture: (transfer full) */
static void
tile_show (Tile         *tile,
           AtlasPicture *picture)
{
  g_clear_pointer (&tile->picture, atlas_picture_unref);
  tile->picture = picture;
  atlas_picture_prepare (picture);
  tile->stale = tile->painting != NULL;
}

static void
on_tile_marked (AtlasPicture *picture,
                gpointer      data)
{
  Tile *tile = data;

  g_clear_object (&tile->marking);
  tile_show (tile, picture);
  tile->owner->ready (tile->owner->user_data);
}

static void
tile_mark (Tile *tile)
{
  AtlasTiles *self = tile->owner;
  AtlasPictureRequest request = get_request (tile);

  cancel (&tile->marking);
  if (self->marked == NULL)
    {
      tile_show (tile, atlas_picture_ref (tile->ground));
      return;
    }

  request.ground = tile->ground;
  request.marked = self->marked;
  tile->marking = g_cancellable_new ();
  atlas_picture_paint (self->workers, PRIORITY_MARKS, tile->marking, &request,
                       on_tile_marked, tile);
}

static void tile_order (Tile *tile);

/* A tile that is new is not shown without its marks, or they would blink. */
static void
on_tile_painted (AtlasPicture *picture,
                 gpointer      data)
{
  Tile *tile = data;

  g_clear_object (&tile->painting);
  g_clear_pointer (&tile->ground, atlas_picture_unref);
  tile->ground = picture;
  if (tile->again)
    tile_order (tile);
  tile_mark (tile);
  if (tile->marking == NULL)
    tile->owner->ready (tile->owner->user_data);
}

static void
tile_order (Tile *tile)
{
  AtlasPictureRequest request = get_request (tile);

  request.before = tile->ground;
  request.part = tile->part = tile->dirty;
  tile->dirty = ATLAS_BOX_EMPTY;
  tile->again = tile->waits = FALSE;
  tile->painting = g_cancellable_new ();
  atlas_picture_paint (tile->owner->workers, tile->priority, tile->painting, &request,
                       on_tile_painted, tile);
}

/* @n_pixels: so many may still be painted. Returns: %FALSE: they are more */
static gboolean
tile_paint_at_once (Tile   *tile,
                    double *n_pixels)
{
  AtlasPictureRequest request = get_request (tile);
  AtlasPicture *picture;

  if (tile->ground == NULL)
    return FALSE;

  request.before = tile->ground;
  request.part = tile->dirty;
  picture = atlas_picture_paint_at_once (&request, n_pixels);
  if (picture == NULL)
    return FALSE;

  atlas_picture_unref (tile->ground);
  tile->ground = picture;
  tile->dirty = ATLAS_BOX_EMPTY;
  tile_mark (tile);

  return TRUE;
}

/* A job that runs is let run: what it draws is newer than what is shown, and
 * with a change a frame no job would ever come to its end. */
static void
tile_renew (Tile   *tile,
            double *n_pixels)
{
  tile->stale = tile->picture != NULL;
  if (tile->painting != NULL)
    tile->again = TRUE;
  else if (!tile_paint_at_once (tile, n_pixels))
    tile_order (tile);
}

/* What is being drawn of a tile that is not seen is of no use any more. */
static void
tile_defer (Tile *tile)
{
  if (tile->painting != NULL)
    atlas_box_join (&tile->dirty, &tile->part);
  cancel (&tile->painting);
  tile->stale = tile->picture != NULL;
  tile->waits = TRUE;
}

static gboolean
on_rest (gpointer data)
{
  AtlasTiles *self = data;
  GHashTableIter iter;
  Tile *tile;

  self->rest_id = 0;
  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, (gpointer *) &tile, NULL))
    {
      if (tile->ground != NULL)
        atlas_picture_forget (tile->ground);
      if (tile->waits)
        tile_order (tile);
    }

  return G_SOURCE_REMOVE;
}

static Range
range_of (const AtlasTiles *self,
          const AtlasView  *view)
{
  double factor = self->scale / view->scale;
  /* Scaled, pixels do not meet; one more is on the safe side. */
  double spare = factor == 1 ? 0 : 1 + factor;
  double left = round (view->x0 * self->scale) - spare;
  double top = round (view->y0 * self->scale) - spare;

  return (Range) {
    (int) floor (left / ATLAS_TILE_SIZE),
    (int) floor (top / ATLAS_TILE_SIZE),
    (int) floor ((left + view->width * factor + 2 * spare - 1) / ATLAS_TILE_SIZE),
    (int) floor ((top + view->height * factor + 2 * spare - 1) / ATLAS_TILE_SIZE),
  };
}

static gboolean
range_holds (const Range *range,
             int          column,
             int          row,
             int          margin)
{
  return column >= range->column0 - margin && column <= range->column1 + margin &&
         row >= range->row0 - margin && row <= range->row1 + margin;
}

static void
want_tile (AtlasTiles *self,
           int         column,
           int         row,
           int         priority)
{
  Tile key = { .owner = self, .column = column, .row = row, .priority = priority,
               .dirty = { 0, 0, ATLAS_TILE_SIZE, ATLAS_TILE_SIZE } };
  Tile *tile = g_hash_table_lookup (self->tiles, &key);

  if (tile != NULL)
    {
      tile->priority = priority;
      if (tile->waits && priority < PRIORITY_RING)
        tile_order (tile);
      return;
    }

  tile = g_memdup2 (&key, sizeof key);
  g_hash_table_add (self->tiles, tile);
  tile_order (tile);
}

AtlasTiles *
atlas_tiles_new (AtlasWorkers     *workers,
                 AtlasScene       *scene,
                 double            scale,
                 double            point,
                 AtlasPictureKind  kind,
                 void            (*ready) (gpointer user_data),
                 gpointer          user_data)
{
  AtlasTiles *self = g_new0 (AtlasTiles, 1);

  self->workers = workers;
  self->scene = atlas_scene_ref (scene);
  self->tiles = g_hash_table_new_full (tile_hash, tile_equal, tile_free, NULL);
  self->scale = scale;
  self->point = point;
  self->kind = kind;
  self->seen = (Range) { G_MININT, G_MININT, G_MAXINT, G_MAXINT };
  self->ready = ready;
  self->user_data = user_data;

  return self;
}

void
atlas_tiles_free (AtlasTiles *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_pointer (&self->tiles, g_hash_table_unref);
  g_clear_pointer (&self->scene, atlas_scene_unref);
  g_clear_pointer (&self->marked, g_bytes_unref);
  g_free (self);
}

AtlasScene *
atlas_tiles_get_scene (const AtlasTiles *self)
{
  return self->scene;
}

double
atlas_tiles_get_scale (const AtlasTiles *self)
{
  return self->scale;
}

/* @box: scene coordinates */
static void
add_dirt (Tile           *tile,
          const AtlasBox *box)
{
  double scale = tile->owner->scale;
  double left = (double) tile->column * ATLAS_TILE_SIZE;
  double top = (double) tile->row * ATLAS_TILE_SIZE;
  AtlasBox dirt = { MAX (box->x0 * scale - left, 0), MAX (box->y0 * scale - top, 0),
                    MIN (box->x1 * scale - left, ATLAS_TILE_SIZE),
                    MIN (box->y1 * scale - top, ATLAS_TILE_SIZE) };

  atlas_box_join (&tile->dirty, &dirt);
}

void
atlas_tiles_renew (AtlasTiles     *self,
                   AtlasScene     *scene,
                   const AtlasBox *changed)
{
  double edge = ATLAS_TILE_SIZE / self->scale;
  /* Antialiasing reaches one pixel farther. */
  AtlasBox box = atlas_box_grow (changed, (ATLAS_PAINTER_REACH * self->point + 1) / self->scale);
  double n_pixels = PIXELS_AT_ONCE;
  GHashTableIter iter;
  Tile *tile;

  g_clear_pointer (&self->scene, atlas_scene_unref);
  self->scene = atlas_scene_ref (scene);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (RING_REST_MS, on_rest, self);
  g_hash_table_iter_init (&iter, self->tiles);
  while (!atlas_box_is_empty (changed) && g_hash_table_iter_next (&iter, (gpointer *) &tile, NULL))
    {
      AtlasBox area = { tile->column * edge, tile->row * edge,
                        (tile->column + 1) * edge, (tile->row + 1) * edge };

      if (!atlas_box_overlaps (&box, &area))
        continue;
      add_dirt (tile, &box);
      if (range_holds (&self->seen, tile->column, tile->row, 0))
        tile_renew (tile, &n_pixels);
      else
        tile_defer (tile);
    }
}

static void
drop_beyond (AtlasTiles  *self,
             const Range *range,
             int          margin)
{
  GHashTableIter iter;
  Tile *tile;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, (gpointer *) &tile, NULL))
    if (!range_holds (range, tile->column, tile->row, margin))
      g_hash_table_iter_remove (&iter);
}

void
atlas_tiles_keep_seen (AtlasTiles      *self,
                       const AtlasView *view)
{
  Range range = range_of (self, view);

  drop_beyond (self, &range, 0);
}

void
atlas_tiles_want (AtlasTiles      *self,
                  const AtlasView *view)
{
  Range range = range_of (self, view);

  self->seen = range;
  drop_beyond (self, &range, RING_KEPT);

  for (int row = range.row0 - RING_AHEAD; row <= range.row1 + RING_AHEAD; row++)
    for (int column = range.column0 - RING_AHEAD; column <= range.column1 + RING_AHEAD; column++)
      {
        /* From the middle outwards, what is seen before what is not. */
        int distance = ABS (2 * column - range.column0 - range.column1) +
                       ABS (2 * row - range.row0 - range.row1);

        want_tile (self, column, row,
                   distance + (range_holds (&range, column, row, 0) ? 0 : PRIORITY_RING));
      }
}

void
atlas_tiles_set_marked (AtlasTiles *self,
                        GBytes     *marked)
{
  GHashTableIter iter;
  Tile *tile;

  if (marked == self->marked)
    return;

  g_clear_pointer (&self->marked, g_bytes_unref);
  if (marked != NULL)
    self->marked = g_bytes_ref (marked);
  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, (gpointer *) &tile, NULL))
    if (tile->ground != NULL)
      tile_mark (tile);
}

static gboolean
is_ready (const Tile *tile)
{
  return tile != NULL && tile->picture != NULL;
}

static gboolean
is_current (const Tile *tile)
{
  return is_ready (tile) && !tile->stale;
}

static gboolean
is_marked (const Tile *tile)
{
  return is_current (tile) && tile->marking == NULL;
}

static gboolean
holds_for_seen (const AtlasTiles *self,
                const AtlasView  *view,
                gboolean        (*condition) (const Tile *tile))
{
  Range range = range_of (self, view);

  for (int row = range.row0; row <= range.row1; row++)
    for (int column = range.column0; column <= range.column1; column++)
      {
        Tile key = { .column = column, .row = row };

        if (!condition (g_hash_table_lookup (self->tiles, &key)))
          return FALSE;
      }

  return TRUE;
}

gboolean
atlas_tiles_cover (const AtlasTiles *self,
                   const AtlasView  *view)
{
  return holds_for_seen (self, view, is_ready);
}

gboolean
atlas_tiles_are_current (const AtlasTiles *self,
                         const AtlasView  *view)
{
  return holds_for_seen (self, view, is_current);
}

gboolean
atlas_tiles_are_marked (const AtlasTiles *self,
                        const AtlasView  *view)
{
  return holds_for_seen (self, view, is_marked);
}

const AtlasPicture *
atlas_tiles_get_picture (const AtlasTiles *self,
                         double            x,
                         double            y)
{
  Tile key = { .column = (int) floor (x * self->scale / ATLAS_TILE_SIZE),
               .row = (int) floor (y * self->scale / ATLAS_TILE_SIZE) };
  const Tile *tile = g_hash_table_lookup (self->tiles, &key);

  return tile != NULL ? tile->picture : NULL;
}

void
atlas_tiles_draw (const AtlasTiles *self,
                  const AtlasView  *view,
                  GtkSnapshot      *snapshot,
                  cairo_t          *cr)
{
  double factor = view->scale / self->scale;
  double left = round (view->x0 * view->scale);
  double top = round (view->y0 * view->scale);
  GHashTableIter iter;
  const Tile *tile;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, (gpointer *) &tile, NULL))
    {
      /* Both edges are rounded, so that neighbours share them. */
      double x0 = round (tile->column * ATLAS_TILE_SIZE * factor) - left;
      double y0 = round (tile->row * ATLAS_TILE_SIZE * factor) - top;
      double x1 = round ((tile->column + 1) * ATLAS_TILE_SIZE * factor) - left;
      double y1 = round ((tile->row + 1) * ATLAS_TILE_SIZE * factor) - top;

      if (tile->picture == NULL ||
          x1 <= 0 || y1 <= 0 || x0 >= view->width || y0 >= view->height)
        continue;
      atlas_picture_draw (tile->picture, snapshot, cr,
                          &GRAPHENE_RECT_INIT ((float) x0, (float) y0,
                                               (float) (x1 - x0), (float) (y1 - y0)));
    }
}
