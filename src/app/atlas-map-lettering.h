#pragma once

#include "atlas-lettering-sheet.h"

G_BEGIN_DECLS

/**
 * AtlasMapLettering:
 *
 * The names on a map that moves. While it is panned, what can be read stays at
 * its place in the world and new names appear where there were none; when it
 * has come to rest, those that are cut or covered are placed anew. Main thread.
 */
typedef struct _AtlasMapLettering AtlasMapLettering;

/* @ready: called when there is something new to draw. */
AtlasMapLettering *atlas_map_lettering_new         (AtlasWorkers                *workers,
                                                    void                       (*ready) (gpointer user_data),
                                                    gpointer                     user_data);
void               atlas_map_lettering_free        (AtlasMapLettering           *self);

/* What is to be lettered now; copied. */
void               atlas_map_lettering_want        (AtlasMapLettering           *self,
                                                    const AtlasLetteringRequest *request);

/* From now on @scene is meant where @before was, from which it differs only
 * within @changed, scene coordinates. What is lettered stays; when there has been
 * no such change for a moment, it is looked through. */
void               atlas_map_lettering_renew       (AtlasMapLettering           *self,
                                                    AtlasScene                  *before,
                                                    AtlasScene                  *scene,
                                                    const AtlasBox              *changed);

/* Forgets all. */
void               atlas_map_lettering_drop        (AtlasMapLettering           *self);

void               atlas_map_lettering_draw        (const AtlasMapLettering     *self,
                                                    const AtlasView             *view,
                                                    GtkSnapshot                 *snapshot,
                                                    cairo_t                     *cr);

/* Is all placed and drawn that @request asks for, for good? */
gboolean           atlas_map_lettering_is_complete (const AtlasMapLettering     *self,
                                                    const AtlasLetteringRequest *request);

/* (nullable): what is shown */
const AtlasLetteringSheet *
                   atlas_map_lettering_get_sheet   (const AtlasMapLettering     *self);

G_END_DECLS
