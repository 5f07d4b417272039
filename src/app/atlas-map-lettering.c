#include "atlas-map-lettering.h"

/* How long the map must lie still before names that are cut move. */
#define REST_MS 250
/* It is few and soon seen missing, so it goes first. */
#define PRIORITY -1

struct _AtlasMapLettering
{
  AtlasWorkers          *workers;
  AtlasLetteringSheet   *sheet;
  AtlasLetteringRequest  wanted;      /* scene NULL: nothing */
  AtlasLetteringRequest  made;        /* the sheet's, but the scene is the wanted one */
  AtlasLetteringRequest  next;        /* while it is made; the scene likewise */
  gboolean               related;     /* the sheet's scene is that but within: */
  AtlasBox               changed;
  gboolean               next_related; /* the same for the one that is made */
  AtlasBox               next_changed;
  GCancellable          *cancellable;
  guint                  rest_id;     /* while the map moves */
  void                 (*ready) (gpointer user_data);
  gpointer               user_data;
};

typedef struct
{
  AtlasMapLettering     *owner;
  AtlasLetteringRequest  request;
  AtlasLetteringSheet   *previous;
} Order;

static void
request_clear (AtlasLetteringRequest *request)
{
  g_clear_pointer (&request->scene, atlas_scene_unref);
}

static void
request_set (AtlasLetteringRequest       *request,
             const AtlasLetteringRequest *other)
{
  AtlasScene *scene = other->scene != NULL ? atlas_scene_ref (other->scene) : NULL;

  request_clear (request);
  *request = *other;
  request->scene = scene;
}

static void
order_free (gpointer data)
{
  Order *order = data;

  request_clear (&order->request);
  g_clear_pointer (&order->previous, atlas_lettering_sheet_unref);
  g_free (order);
}

/* Of one world in one size, so that names can stay. */
static gboolean
is_same_world (const AtlasLetteringRequest *request,
               const AtlasLetteringRequest *other)
{
  return request->scene == other->scene && request->view.scale == other->view.scale &&
         request->view.point == other->view.point && request->kind == other->kind;
}

static gboolean
is_same_view (const AtlasView *view,
              const AtlasView *other)
{
  return view->x0 == other->x0 && view->y0 == other->y0 &&
         view->width == other->width && view->height == other->height;
}

static gboolean
is_same_box (const AtlasBox *box,
             const AtlasBox *other)
{
  return box->x0 == other->x0 && box->y0 == other->y0 &&
         box->x1 == other->x1 && box->y1 == other->y1;
}

static gboolean
is_equal (const AtlasLetteringRequest *request,
          const AtlasLetteringRequest *other)
{
  if (!is_same_world (request, other) || !is_same_view (&request->view, &other->view) ||
      request->moving != other->moving || request->n_covers != other->n_covers)
    return FALSE;

  for (guint i = 0; i < request->n_covers; i++)
    if (!is_same_box (&request->covers[i], &other->covers[i]))
      return FALSE;

  return TRUE;
}

/* Is the view on the sheet, with room to pan? */
static gboolean
holds (const AtlasLetteringRequest *made,
       const AtlasView             *view)
{
  double room = ATLAS_LETTERING_MARGIN * 0.75;
  double x = atlas_view_x (&made->view, view->x0);
  double y = atlas_view_y (&made->view, view->y0);

  return x >= -room && y >= -room &&
         x + view->width <= made->view.width + room && y + view->height <= made->view.height + room;
}

static gpointer
make_sheet (gpointer      data,
            GCancellable *cancellable)
{
  Order *order = data;

  return atlas_lettering_sheet_new (&order->request, order->previous);
}

static void reconsider (AtlasMapLettering *self);

static void
on_sheet_made (gpointer result,
               gpointer data)
{
  AtlasMapLettering *self = data;

  /* No result: the workers are closing. */
  if (result == NULL)
    return;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->sheet, atlas_lettering_sheet_unref);
  self->sheet = result;
  self->related = self->next_related;
  self->changed = self->next_changed;
  self->next_related = FALSE;
  request_set (&self->made, &self->next);
  request_clear (&self->next);
  reconsider (self);
  self->ready (self->user_data);
}

static void
cancel (AtlasMapLettering *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->next_related = FALSE;
  request_clear (&self->next);
}

static void
order_sheet (AtlasMapLettering *self,
             gboolean           moving)
{
  Order *order = g_new0 (Order, 1);
  AtlasWork work = {
    .work = make_sheet,
    .data = order,
    .free_data = order_free,
    .free_result = (GDestroyNotify) atlas_lettering_sheet_unref,
    .done = on_sheet_made,
    .user_data = self,
  };

  cancel (self);
  request_set (&self->next, &self->wanted);
  self->next.moving = moving;
  self->next.related = self->related;
  self->next.changed = self->changed;
  request_set (&order->request, &self->next);
  if (self->sheet != NULL)
    order->previous = atlas_lettering_sheet_ref (self->sheet);
  self->cancellable = g_cancellable_new ();
  atlas_workers_push (self->workers, PRIORITY, self->cancellable, &work);
}

/* While the map moves a sheet in the making is waited for: ever newer orders
 * would never be done. */
static void
reconsider (AtlasMapLettering *self)
{
  const AtlasLetteringRequest *newest = self->cancellable != NULL ? &self->next : &self->made;

  if (self->rest_id != 0 && is_same_world (newest, &self->wanted))
    {
      if (self->cancellable == NULL && !holds (newest, &self->wanted.view))
        order_sheet (self, TRUE);
    }
  else if (self->wanted.scene != NULL &&
           (!is_equal (newest, &self->wanted) ||
            (self->cancellable != NULL ? self->next_related : self->related)))
    order_sheet (self, FALSE);
}

static gboolean
on_rest (gpointer data)
{
  AtlasMapLettering *self = data;

  self->rest_id = 0;
  reconsider (self);

  return G_SOURCE_REMOVE;
}

static void
await_rest (AtlasMapLettering *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_MS, on_rest, self);
}

static void
request_renew (AtlasLetteringRequest *request,
               AtlasScene            *before,
               AtlasScene            *scene)
{
  if (request->scene != before)
    return;

  atlas_scene_unref (request->scene);
  request->scene = atlas_scene_ref (scene);
}

static void
add_change (gboolean       *related,
            AtlasBox       *box,
            const AtlasBox *changed)
{
  if (!*related)
    *box = ATLAS_BOX_EMPTY;
  *related = TRUE;
  atlas_box_join (box, changed);
}

AtlasMapLettering *
atlas_map_lettering_new (AtlasWorkers *workers,
                         void        (*ready) (gpointer user_data),
                         gpointer      user_data)
{
  AtlasMapLettering *self = g_new0 (AtlasMapLettering, 1);

  self->workers = workers;
  self->ready = ready;
  self->user_data = user_data;

  return self;
}

void
atlas_map_lettering_free (AtlasMapLettering *self)
{
  atlas_map_lettering_drop (self);
  g_free (self);
}

void
atlas_map_lettering_want (AtlasMapLettering           *self,
                          const AtlasLetteringRequest *request)
{
  if (is_same_world (&self->wanted, request) &&
      !is_same_view (&self->wanted.view, &request->view))
    await_rest (self);
  request_set (&self->wanted, request);
  reconsider (self);
}

void
atlas_map_lettering_renew (AtlasMapLettering *self,
                           AtlasScene        *before,
                           AtlasScene        *scene,
                           const AtlasBox    *changed)
{
  if (self->wanted.scene != before)
    return;

  if (self->made.scene == before)
    add_change (&self->related, &self->changed, changed);
  if (self->next.scene == before)
    add_change (&self->next_related, &self->next_changed, changed);
  request_renew (&self->wanted, before, scene);
  request_renew (&self->made, before, scene);
  request_renew (&self->next, before, scene);
  await_rest (self);
}

void
atlas_map_lettering_drop (AtlasMapLettering *self)
{
  cancel (self);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_pointer (&self->sheet, atlas_lettering_sheet_unref);
  request_clear (&self->wanted);
  request_clear (&self->made);
  self->related = FALSE;
}

void
atlas_map_lettering_draw (const AtlasMapLettering *self,
                          const AtlasView         *view,
                          GtkSnapshot             *snapshot,
                          cairo_t                 *cr)
{
  if (self->sheet != NULL)
    atlas_lettering_sheet_draw (self->sheet, view, snapshot, cr);
}

gboolean
atlas_map_lettering_is_complete (const AtlasMapLettering     *self,
                                 const AtlasLetteringRequest *request)
{
  return self->cancellable == NULL && self->sheet != NULL && !self->related &&
         is_equal (&self->made, request);
}

const AtlasLetteringSheet *
atlas_map_lettering_get_sheet (const AtlasMapLettering *self)
{
  return self->sheet;
}
