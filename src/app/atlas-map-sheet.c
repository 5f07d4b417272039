#include "atlas-map-sheet.h"

#include <math.h>

#define MARGIN ATLAS_MAP_SHEET_MARGIN

typedef struct
{
  AtlasScene *scene;   /* NULL: nothing */
  AtlasView   view;    /* with the margin */
  guint       version;
} Content;

struct _AtlasMapSheet
{
  AtlasWorkers  *workers;
  int            priority;
  void         (*ready) (gpointer user_data);
  gpointer       user_data;
  AtlasPicture  *picture;     /* (nullable) */
  Content        content;     /* of @picture */
  GCancellable  *cancellable; /* while the next is drawn */
  Content        next;
};

static void
cancel (AtlasMapSheet *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->next.scene, atlas_scene_unref);
}

static void
on_painted (AtlasPicture *picture,
            gpointer      data)
{
  AtlasMapSheet *self = data;

  g_clear_pointer (&self->picture, atlas_picture_unref);
  g_clear_pointer (&self->content.scene, atlas_scene_unref);
  self->picture = picture;
  self->content = self->next;
  self->next.scene = NULL;
  g_clear_object (&self->cancellable);
  self->ready (self->user_data);
}

/* The same scale, for a window of this size, and with room to pan. */
static gboolean
content_serves (const Content    *content,
                const AtlasScene *scene,
                const AtlasView  *view,
                guint             version)
{
  double room = MARGIN / 4;
  double x = atlas_view_x (&content->view, view->x0);
  double y = atlas_view_y (&content->view, view->y0);

  return content->scene != NULL && content->scene == scene && content->version == version &&
         content->view.scale == view->scale && content->view.point == view->point &&
         content->view.width == view->width + 2 * MARGIN &&
         content->view.height == view->height + 2 * MARGIN &&
         x >= room && x <= 2 * MARGIN - room && y >= room && y <= 2 * MARGIN - room;
}

AtlasMapSheet *
atlas_map_sheet_new (AtlasWorkers  *workers,
                     int            priority,
                     void         (*ready) (gpointer user_data),
                     gpointer       user_data)
{
  AtlasMapSheet *self = g_new0 (AtlasMapSheet, 1);

  self->workers = workers;
  self->priority = priority;
  self->ready = ready;
  self->user_data = user_data;

  return self;
}

void
atlas_map_sheet_free (AtlasMapSheet *self)
{
  atlas_map_sheet_clear (self);
  g_free (self);
}

void
atlas_map_sheet_clear (AtlasMapSheet *self)
{
  cancel (self);
  g_clear_pointer (&self->picture, atlas_picture_unref);
  g_clear_pointer (&self->content.scene, atlas_scene_unref);
}

void
atlas_map_sheet_want (AtlasMapSheet             *self,
                      const AtlasPictureRequest *request,
                      guint                      version)
{
  const Content *last = self->cancellable != NULL ? &self->next : &self->content;
  AtlasPictureRequest wide = *request;

  if (content_serves (last, request->scene, &request->view, version))
    return;

  wide.view.x0 -= MARGIN / request->view.scale;
  wide.view.y0 -= MARGIN / request->view.scale;
  wide.view.width += 2 * MARGIN;
  wide.view.height += 2 * MARGIN;
  cancel (self);
  self->cancellable = g_cancellable_new ();
  self->next = (Content) { atlas_scene_ref (request->scene), wide.view, version };
  atlas_picture_paint (self->workers, self->priority, self->cancellable, &wide, on_painted, self);
}

gboolean
atlas_map_sheet_is_complete (const AtlasMapSheet *self,
                             const AtlasView     *view,
                             guint                version)
{
  return self->cancellable == NULL &&
         content_serves (&self->content, self->content.scene, view, version);
}

void
atlas_map_sheet_draw (const AtlasMapSheet *self,
                      const AtlasView     *view,
                      GtkSnapshot         *snapshot,
                      cairo_t             *cr)
{
  const AtlasView *drawn = &self->content.view;
  double factor;

  if (self->picture == NULL)
    return;

  factor = view->scale / drawn->scale;
  atlas_picture_draw (self->picture, snapshot, cr,
                      &GRAPHENE_RECT_INIT ((float) round (atlas_view_x (view, drawn->x0)),
                                           (float) round (atlas_view_y (view, drawn->y0)),
                                           (float) (ceil (drawn->width) * factor),
                                           (float) (ceil (drawn->height) * factor)));
}
