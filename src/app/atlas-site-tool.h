#pragma once

#include "atlas-editor.h"
#include "atlas-map-tool.h"

G_BEGIN_DECLS

/**
 * AtlasSiteTool:
 *
 * Edits sites on the map: old housing compounds, office buildings, factories. A
 * click picks the site there, a drag moves it; a double-click, or a click while
 * adding, puts a new one. Delete removes the one that is picked; Escape ends
 * adding, then drops what is picked, then is done. For the keyboard Enter and the
 * space bar pick, or add, at the middle of the map, and Insert adds there.
 *
 * Sites can be pointed at where the map draws them, on a map of one resource
 * those of that. Each change is one edit of the plan, made by the window's editor as
 * any other: at once, or when what it asks for is answered; amounts of blocks follow.
 *
 * Signals: `changed`: another site is picked, or the state is another; `added`: a
 * new site was put and picked; `applied`: the plan was changed; `done`: the person
 * has finished editing; `refused` (a string, borrowed): why a site can't be so.
 */
#define ATLAS_TYPE_SITE_TOOL (atlas_site_tool_get_type ())
G_DECLARE_FINAL_TYPE (AtlasSiteTool, atlas_site_tool, ATLAS, SITE_TOOL, AtlasMapTool)

AtlasMapTool *atlas_site_tool_new          (AtlasSession    *session,
                                            AtlasEditor     *editor);

AtlasSession *atlas_site_tool_get_session  (AtlasSiteTool   *self);

/* What the map shows is another part of the scene; its unit is the CSS pixel. */
void          atlas_site_tool_look         (AtlasSiteTool   *self,
                                            const AtlasView *view);

/* Does the map draw sites, so that they can be pointed at? */
gboolean      atlas_site_tool_sees_sites   (AtlasSiteTool   *self);

/* Does the map show one resource only? That is what is edited. */
gboolean      atlas_site_tool_follows_map  (AtlasSiteTool   *self);

/* #AtlasResource: of new sites. Setting it counts on maps of no resource. */
int           atlas_site_tool_get_resource (AtlasSiteTool   *self);
void          atlas_site_tool_set_resource (AtlasSiteTool   *self,
                                            int              resource);

/* Is a site, which is picked then, on its way with the pointer? */
gboolean      atlas_site_tool_is_dragging  (AtlasSiteTool   *self);

/* Does a click put a new site? */
gboolean      atlas_site_tool_is_adding    (AtlasSiteTool   *self);
void          atlas_site_tool_set_adding   (AtlasSiteTool   *self,
                                            gboolean         adding);

/* Its number in the plan; -1: none. */
int           atlas_site_tool_get_picked   (AtlasSiteTool   *self);

/* The picked one is to be @site, whose id is not looked at. */
void          atlas_site_tool_change       (AtlasSiteTool   *self,
                                            const AtlasSite *site);
void          atlas_site_tool_remove       (AtlasSiteTool   *self);

/* What atlas_site_tool_change() would do: see atlas-site-effect.h.
 * Returns: (transfer full) (nullable): %NULL: it can't be made */
char         *atlas_site_tool_dup_effect   (AtlasSiteTool   *self,
                                            const AtlasSite *site,
                                            GError         **error);

/* Why changes are made, from now on; (nullable): nobody says. */
void          atlas_site_tool_set_reason   (AtlasSiteTool   *self,
                                            const char      *reason);

/* What the last change did; (nullable): there was none. */
const char   *atlas_site_tool_get_effect   (AtlasSiteTool   *self);

G_END_DECLS
