#pragma once

#include "atlas-plan.h"
#include "atlas-scene.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a layer is and where it comes from: a plain widget for a popover.
 * @scene: of the map whose layer it is; @plan: what the scene shows */
GtkWidget *atlas_layer_card_new (const AtlasScene *scene,
                                 AtlasPlan        *plan,
                                 AtlasDrawnLayer   layer);

G_END_DECLS
