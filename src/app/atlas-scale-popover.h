#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasScalePopover:
 *
 * Usual scales to choose from, and an entry for any other. Activates `win.scale`.
 */
#define ATLAS_TYPE_SCALE_POPOVER (atlas_scale_popover_get_type ())
G_DECLARE_FINAL_TYPE (AtlasScalePopover, atlas_scale_popover, ATLAS, SCALE_POPOVER, GtkPopover)

G_END_DECLS
