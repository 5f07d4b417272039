#pragma once

#include "atlas-map-row.h"
#include "atlas-session.h"

G_BEGIN_DECLS

/**
 * AtlasMapList:
 *
 * The six maps to choose from. Choosing one activates the action `win.map`.
 */
#define ATLAS_TYPE_MAP_LIST (atlas_map_list_get_type ())
G_DECLARE_FINAL_TYPE (AtlasMapList, atlas_map_list, ATLAS, MAP_LIST, GtkWidget)

/* From then on the list shows the session's maps in its palette; once. */
void         atlas_map_list_set_session (AtlasMapList *self,
                                      AtlasSession *session);

/* Marks @map, 1–6, as the one that is shown. */
void         atlas_map_list_set_map  (AtlasMapList *self,
                                      guint         map);

AtlasMapRow *atlas_map_list_get_row  (AtlasMapList *self,
                                      guint         map);

G_END_DECLS
