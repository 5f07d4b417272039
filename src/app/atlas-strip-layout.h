#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasStripLayout:
 *
 * Equal children side by side where there is room for their natural widths, else in
 * two columns.
 */
#define ATLAS_TYPE_STRIP_LAYOUT (atlas_strip_layout_get_type ())
G_DECLARE_FINAL_TYPE (AtlasStripLayout, atlas_strip_layout, ATLAS, STRIP_LAYOUT,
                      GtkLayoutManager)

GtkLayoutManager *atlas_strip_layout_new (void);

G_END_DECLS
