#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasSiteCard:
 *
 * How to edit sites, which resource, and the site that is picked.
 *
 * Property `tool` (#AtlasMapTool, nullable): the map's; the card is seen while it is
 * an #AtlasSiteTool.
 */
#define ATLAS_TYPE_SITE_CARD (atlas_site_card_get_type ())
G_DECLARE_FINAL_TYPE (AtlasSiteCard, atlas_site_card, ATLAS, SITE_CARD, GtkBox)

G_END_DECLS
