#pragma once

#include "atlas-site-tool.h"

G_BEGIN_DECLS

/**
 * AtlasSiteForm:
 *
 * What is known of the site that is picked, for editing. It checks what is typed
 * as it is typed, and says what would become of the amounts of blocks. Enter,
 * the button and leaving the form make the change; Escape leaves all as it was,
 * then goes back to the map.
 * Hidden while no site is picked.
 */
#define ATLAS_TYPE_SITE_FORM (atlas_site_form_get_type ())
G_DECLARE_FINAL_TYPE (AtlasSiteForm, atlas_site_form, ATLAS, SITE_FORM, GtkBox)

/* @tool: (nullable) */
void        atlas_site_form_set_tool  (AtlasSiteForm *self,
                                       AtlasSiteTool *tool);

/* Is something typed that is not in the plan? */
gboolean    atlas_site_form_is_edited (AtlasSiteForm *self);

G_END_DECLS
