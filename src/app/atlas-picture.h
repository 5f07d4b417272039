#pragma once

#include "atlas-scene.h"
#include "atlas-view.h"
#include "atlas-workers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasPicture:
 *
 * A piece of a map that a worker has drawn, in the form in which the window's
 * renderer shows it fastest: GskCairoRenderer paints a cairo surface about
 * four times as fast as a texture, every other renderer wants a texture, and
 * GskGLRenderer is quicker with one that OpenGL has already.
 * Immutable, reference-counted; the last reference goes on the main thread.
 */
typedef struct _AtlasPicture AtlasPicture;

typedef enum
{
  ATLAS_PICTURE_SURFACE,
  ATLAS_PICTURE_TEXTURE,
  ATLAS_PICTURE_GL, /* a texture that can be prepared */
} AtlasPictureKind;

/**
 * AtlasPictureRequest:
 * @ground: (nullable): a picture of the same scene and view; without it one is
 *   painted, opaque and without lettering
 * @before: (nullable): a picture of the same view that is painted anew: if it is the density
 *   that changes, all else is kept for the next time
 * @part: where @before does not show the scene, pixels of the view; the rest of it is copied
 *   if that is less to do
 * @marked: the blocks, as guint, that are marked as selected on a copy of @ground
 *
 * What is to be painted; atlas_picture_paint() borrows it all.
 */
typedef struct
{
  AtlasScene       *scene;
  AtlasView         view;
  AtlasPicture     *ground;
  AtlasPicture     *before;
  AtlasBox          part;
  GBytes           *marked;
  AtlasPictureKind  kind;
} AtlasPictureRequest;

typedef void (*AtlasPictureDone) (AtlasPicture *picture, /* (transfer full) */
                                  gpointer      user_data);

/* Has a worker paint it. Main thread; cancelled, @done is never called. */
void        atlas_picture_paint       (AtlasWorkers              *workers,
                                       int                        priority,
                                       GCancellable              *cancellable,
                                       const AtlasPictureRequest *request,
                                       AtlasPictureDone           done,
                                       gpointer                   user_data);

/* Paints @request.before anew on the caller's thread, which is sooner than a worker has
 * begun, if no more than *@n_pixels are to be painted; takes them off. Returns: (transfer
 * full) (nullable): %NULL: they are more */
AtlasPicture *atlas_picture_paint_at_once (const AtlasPictureRequest *request,
                                       double                    *n_pixels);

/* @surface: (transfer full): painted. Any thread. */
AtlasPicture *atlas_picture_new_take  (cairo_surface_t           *surface,
                                       AtlasPictureKind           kind);
AtlasPicture *atlas_picture_ref       (AtlasPicture              *self);
void        atlas_picture_unref       (AtlasPicture              *self);

/* Hands it to the renderer, which else takes time of the frame that first draws it.
 * For large pictures: GTK keeps small ones together. Main thread. */
void        atlas_picture_prepare     (AtlasPicture              *self);

/* Gives back what is kept for the next time. */
void        atlas_picture_forget      (AtlasPicture              *self);

/* Draws it into @area, whose unit is the device pixel. @cr is used for surfaces,
 * @snapshot for textures and, without @cr, for surfaces that are not scaled: then a frame
 * that shows the same in the same place is not painted again there. Main thread. */
void        atlas_picture_draw        (AtlasPicture              *self,
                                       GtkSnapshot               *snapshot,
                                       cairo_t                   *cr,
                                       const graphene_rect_t     *area);

/* What it was made of. */
cairo_surface_t *atlas_picture_get_surface (const AtlasPicture   *self);

/* %NULL for a surface. */
GdkTexture *atlas_picture_get_texture (const AtlasPicture        *self);

/* What @widget's window is drawn with. */
AtlasPictureKind atlas_picture_kind_for (GtkWidget               *widget);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasPicture, atlas_picture_unref)

G_END_DECLS
