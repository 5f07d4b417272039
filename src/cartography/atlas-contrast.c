#include "atlas-contrast.h"

#include <math.h>

/* Black and white stand out alike here: √(1.05 × 0.05) − 0.05. */
#define MIDDLE_LUMINANCE 0.179

static double
linearize (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

gboolean
atlas_contrast_is_dark (const AtlasColor *color)
{
  return 0.2126 * linearize (color->red) + 0.7152 * linearize (color->green) +
         0.0722 * linearize (color->blue) < MIDDLE_LUMINANCE;
}
