#pragma once

#include "atlas-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasBandwidthRow:
 *
 * How far the sites of the density of the map that is shown are spread: all as far, each
 * as far as its k-th neighbour, or each after Abramson's rule. What is set there is seen
 * on the map at once, and “changed” tells that it was.
 */
#define ATLAS_TYPE_BANDWIDTH_ROW (atlas_bandwidth_row_get_type ())
G_DECLARE_FINAL_TYPE (AtlasBandwidthRow, atlas_bandwidth_row, ATLAS, BANDWIDTH_ROW, GtkWidget)

/* Once. */
void atlas_bandwidth_row_set_session (AtlasBandwidthRow *self,
                                      AtlasSession      *session);

/* Shows what is set. */
void atlas_bandwidth_row_refresh     (AtlasBandwidthRow *self);

/* Its titles are as wide as the others in @titles. */
void atlas_bandwidth_row_align       (AtlasBandwidthRow *self,
                                      GtkSizeGroup      *titles);

G_END_DECLS
