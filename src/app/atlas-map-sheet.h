#pragma once

#include "atlas-picture.h"

G_BEGIN_DECLS

/**
 * AtlasMapSheet:
 *
 * A picture of what is seen of a scene and of some more around it, drawn by
 * a worker, so that it can be shown while the map is moved. What was drawn last
 * stays until the next is ready. Main thread.
 */
typedef struct _AtlasMapSheet AtlasMapSheet;

/* So many device units around what is seen are drawn, too, on each side. */
#define ATLAS_MAP_SHEET_MARGIN 256

/* @ready: there is another picture to be drawn */
AtlasMapSheet *atlas_map_sheet_new         (AtlasWorkers              *workers,
                                            int                        priority,
                                            void                     (*ready) (gpointer user_data),
                                            gpointer                   user_data);
void           atlas_map_sheet_free        (AtlasMapSheet             *self);

/* Forgets what it shows. */
void           atlas_map_sheet_clear       (AtlasMapSheet             *self);

/**
 * atlas_map_sheet_want:
 * @request: its view is what is seen
 * @version: another number than before: draw it again
 *
 * Orders a picture unless there is one, or one is being drawn, that shows this
 * scene at this scale with room to pan.
 */
void           atlas_map_sheet_want        (AtlasMapSheet             *self,
                                            const AtlasPictureRequest *request,
                                            guint                      version);

/* Does it show that version of what is seen at @view? */
gboolean       atlas_map_sheet_is_complete (const AtlasMapSheet       *self,
                                            const AtlasView           *view,
                                            guint                      version);

/* Arguments as atlas_picture_draw(). */
void           atlas_map_sheet_draw        (const AtlasMapSheet       *self,
                                            const AtlasView           *view,
                                            GtkSnapshot               *snapshot,
                                            cairo_t                   *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasMapSheet, atlas_map_sheet_free)

G_END_DECLS
