#pragma once

#include "atlas-projection.h"

G_BEGIN_DECLS

/* Coordinates as people write them. Any thread. */

/**
 * AtlasCoordinate:
 * @crs: %ATLAS_CRS_GEOGRAPHIC or %ATLAS_CRS_PLANE
 * @point: longitude and latitude in degrees, or easting and northing in metres
 */
typedef struct
{
  AtlasCrs   crs;
  AtlasPoint point;
} AtlasCoordinate;

/**
 * AtlasNotation:
 * @ATLAS_NOTATION_DEGREES: 116.39750°E 39.90870°N; a digit is about a metre
 * @ATLAS_NOTATION_SEXAGESIMAL: 116°23′51.0″E 39°54′31.3″N; about three metres
 * @ATLAS_NOTATION_PLANE: E 448482 N 4419565, easting and northing in whole metres
 */
typedef enum
{
  ATLAS_NOTATION_DEGREES,
  ATLAS_NOTATION_SEXAGESIMAL,
  ATLAS_NOTATION_PLANE,
} AtlasNotation;
#define ATLAS_N_NOTATIONS (ATLAS_NOTATION_PLANE + 1)

/**
 * atlas_coordinate_parse:
 * @coordinate: (out caller-allocates): set only on success
 *
 * Reads two numbers: longitude and latitude, as decimal degrees or with ° ′ ″
 * or 度分秒, or easting and northing in metres, EPSG:4548. The letters E and N
 * or 东经 and 北纬, before or behind the numbers, say which is which; without
 * any, the order that lies near Beijing is meant, so that 39.9, 116.4 and 116.4,
 * 39.9 are the same place, and northing may come first, as surveyors write it.
 * An easting may carry the number of its zone, 39 of 3° or 20 of 6°, both
 * of which have the central meridian 117° E. Full-width digits, letters and
 * punctuation are as good as others.
 *
 * %ATLAS_ERROR_ARGUMENT for what is not a coordinate and for one that is not
 * within longitude 114.5–118.5 and latitude 38.5–42, with an example of what
 * would be right.
 */
gboolean  atlas_coordinate_parse  (const char       *text,
                                   AtlasCoordinate  *coordinate,
                                   GError          **error);

/**
 * atlas_coordinate_format:
 * @point: in atlas_notation_get_crs() of @notation
 *
 * The same in every language and locale, and read by atlas_coordinate_parse()
 * as what it was but for rounding. What is no place is "—".
 *
 * Returns: (transfer full)
 */
char     *atlas_coordinate_format (AtlasPoint        point,
                                   AtlasNotation     notation);

AtlasCrs  atlas_notation_get_crs  (AtlasNotation     notation);

G_END_DECLS
