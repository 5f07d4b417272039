#pragma once

#include "atlas-geometry.h"
#include "atlas-view.h"

G_BEGIN_DECLS

/**
 * AtlasLabelStretch:
 * @centre: middle of the stretch
 * @angle: of its chord, radians, clockwise from the right, −π/2 to π/2
 * @bend: a parabola through the stretch lies @rise + @bend × u² to the right
 *   of the chord (below it, for a level one), u along the chord from @centre
 * @spread: how far the stretch strays from the parabola, at most
 * @above: @below: how far it strays from the chord to its left and right
 * @place: 0 in the middle of the line, 1 at its ends
 *
 * A stretch of a line that may carry a label. Device units.
 */
typedef struct
{
  AtlasPoint centre;
  double     angle;
  double     rise;
  double     bend;
  double     spread;
  double     above;
  double     below;
  double     place;
} AtlasLabelStretch;

/**
 * atlas_label_list_stretches:
 * @geometry: lines, in scene coordinates
 * @length: of a stretch
 * @max_n: at most so many, evenly chosen
 *
 * Returns: (element-type AtlasLabelStretch): what lies in the view
 */
GArray *atlas_label_list_stretches (const AtlasGeometry *geometry,
                                    const AtlasView     *view,
                                    double               length,
                                    guint                max_n);

/* How much of the lines is seen. */
double  atlas_label_get_seen_length (const AtlasGeometry *geometry,
                                     const AtlasView     *view);

G_END_DECLS
