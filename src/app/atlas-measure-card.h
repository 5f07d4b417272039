#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasMeasureCard:
 *
 * How to measure, and what has been measured.
 *
 * Property `tool` (#AtlasMapTool, nullable): the map's; the card is seen while it is
 * an #AtlasMeasureTool.
 */
#define ATLAS_TYPE_MEASURE_CARD (atlas_measure_card_get_type ())
G_DECLARE_FINAL_TYPE (AtlasMeasureCard, atlas_measure_card, ATLAS, MEASURE_CARD, GtkBox)

G_END_DECLS
