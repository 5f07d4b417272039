#pragma once

#include "atlas-picture.h"

G_BEGIN_DECLS

/* The edge of a tile, device pixels. */
#define ATLAS_TILE_SIZE 512

/**
 * AtlasTiles:
 *
 * The ground of one scene at one scale, cut into square tiles that workers
 * draw when they are wanted. A grid counts device pixels from the corner of
 * the world, so tiles of the same scale always meet on whole pixels. Main
 * thread.
 */
typedef struct _AtlasTiles AtlasTiles;

/**
 * atlas_tiles_new:
 * @scale: device pixels per scene unit
 * @point: device pixels per typographic point
 * @ready: called after each tile that has become ready
 */
AtlasTiles *atlas_tiles_new       (AtlasWorkers     *workers,
                                   AtlasScene       *scene,
                                   double            scale,
                                   double            point,
                                   AtlasPictureKind  kind,
                                   void            (*ready) (gpointer user_data),
                                   gpointer          user_data);

/* Cancels what is under way. */
void        atlas_tiles_free      (AtlasTiles       *self);

AtlasScene *atlas_tiles_get_scene (const AtlasTiles *self);
double      atlas_tiles_get_scale (const AtlasTiles *self);

/* Takes @scene, which differs from the present one only within @changed, scene
 * coordinates. Little is drawn at once. Else tiles it touches show what they show until
 * they are drawn anew, each by one job at a time whatever comes meanwhile, and those that
 * are not seen when no other scene has come for a while; the others stay. */
void        atlas_tiles_renew     (AtlasTiles       *self,
                                   AtlasScene       *scene,
                                   const AtlasBox   *changed);

/* Orders the tiles @view shows and, behind them, a ring around; forgets those
 * farther off. The view's scale must be the tiles'. */
void        atlas_tiles_want      (AtlasTiles       *self,
                                   const AtlasView  *view);

/* Forgets those that @view, of whatever scale, does not show. */
void        atlas_tiles_keep_seen (AtlasTiles       *self,
                                   const AtlasView  *view);

/* Marks blocks as selected, as guint, on all tiles. (nullable): none. Tiles that
 * are ready show what they show until a worker has marked them. */
void        atlas_tiles_set_marked (AtlasTiles      *self,
                                   GBytes           *marked);

/* Is every tile ready that @view shows, at whatever scale? */
gboolean    atlas_tiles_cover     (const AtlasTiles *self,
                                   const AtlasView  *view);

/* Do all of these show the scene, not one before it? */
gboolean    atlas_tiles_are_current (const AtlasTiles *self,
                                   const AtlasView  *view);

/* Do all of these show which blocks are marked now? */
gboolean    atlas_tiles_are_marked (const AtlasTiles *self,
                                   const AtlasView  *view);

/* (nullable): what is shown at a place, scene coordinates */
const AtlasPicture *
            atlas_tiles_get_picture (const AtlasTiles *self,
                                   double            x,
                                   double            y);

/* Draws the tiles that are ready, scaled where @view has another scale. */
void        atlas_tiles_draw      (const AtlasTiles *self,
                                   const AtlasView  *view,
                                   GtkSnapshot      *snapshot,
                                   cairo_t          *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasTiles, atlas_tiles_free)

G_END_DECLS
