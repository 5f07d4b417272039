#pragma once

#include "atlas-map-tool.h"
#include "atlas-session.h"

G_BEGIN_DECLS

/**
 * AtlasMeasureTool:
 *
 * Measures a line, and from three points on the area of the ring they make,
 * along geodesics. Clicks add points, and so does the space key at the middle of
 * the map; Enter adds there or, after a click, ends the line, as a double-click
 * does; Backspace takes the last point back; Escape clears all, then is done.
 *
 * Signals: `changed`: other points or another state; `done`: the person has
 * finished measuring.
 */
#define ATLAS_TYPE_MEASURE_TOOL (atlas_measure_tool_get_type ())
G_DECLARE_FINAL_TYPE (AtlasMeasureTool, atlas_measure_tool, ATLAS, MEASURE_TOOL, AtlasMapTool)

AtlasMapTool     *atlas_measure_tool_new        (AtlasSession     *session);

/* Returns: (array length=n_points): longitude and latitude in degrees;
 * borrowed until the next change */
const AtlasPoint *atlas_measure_tool_get_points (AtlasMeasureTool *self,
                                                 guint            *n_points);

/* Returns: (transfer full): the area of the ring as the session writes areas */
char             *atlas_measure_tool_dup_area   (AtlasMeasureTool *self);

/* Returns: (transfer full): all of it, see atlas_measurement_describe() */
char             *atlas_measure_tool_dup_text   (AtlasMeasureTool *self);

G_END_DECLS
