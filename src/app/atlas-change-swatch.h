#pragma once

#include "atlas-change-marks.h"
#include "atlas-site-marks.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasChangeSwatch:
 *
 * The mark that a block or site has on the map which is another than it was; see
 * atlas-change-marks.h and atlas-site-marks.h.
 */
#define ATLAS_TYPE_CHANGE_SWATCH (atlas_change_swatch_get_type ())
G_DECLARE_FINAL_TYPE (AtlasChangeSwatch, atlas_change_swatch, ATLAS, CHANGE_SWATCH, GtkWidget)

/* In the colours of @scene, which is kept. @before: @now: AtlasClass */
void atlas_change_swatch_show      (AtlasChangeSwatch *self,
                                    AtlasScene        *scene,
                                    int                before,
                                    int                now);

/* The mark of a site. @resource: AtlasResource; below 0: of any */
void atlas_change_swatch_show_site (AtlasChangeSwatch *self,
                                    AtlasScene        *scene,
                                    AtlasSiteMarkKind  kind,
                                    int                resource);

G_END_DECLS
