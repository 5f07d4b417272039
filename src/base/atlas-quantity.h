#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AtlasAreaUnit:
 * @ATLAS_AREA_UNIT_AUTO: m² below a hectare, km² from one km² on, else hectares
 *
 * How areas are shown.
 */
typedef enum
{
  ATLAS_AREA_UNIT_AUTO,
  ATLAS_AREA_UNIT_SQUARE_METRES,
  ATLAS_AREA_UNIT_HECTARES,
  ATLAS_AREA_UNIT_SQUARE_KILOMETRES,
} AtlasAreaUnit;
#define ATLAS_N_AREA_UNITS (ATLAS_AREA_UNIT_SQUARE_KILOMETRES + 1)

/**
 * AtlasFloorAreaUnit:
 * @ATLAS_FLOOR_AREA_UNIT_TEN_THOUSAND: 10⁴ m², 万㎡, as the plan has them
 *
 * How floor areas are shown.
 */
typedef enum
{
  ATLAS_FLOOR_AREA_UNIT_TEN_THOUSAND,
  ATLAS_FLOOR_AREA_UNIT_SQUARE_METRES,
} AtlasFloorAreaUnit;
#define ATLAS_N_FLOOR_AREA_UNITS (ATLAS_FLOOR_AREA_UNIT_SQUARE_METRES + 1)

/* Numbers with their units as the window shows them: units in the language of
 * the interface, the decimal point a point and thousands grouped by commas
 * whatever the locale. The number of decimals follows the size; what is not 0
 * is never shown as 0 but as less than the last digit: "< 0.001 km²". A number
 * that is not finite is unknown: "—". Any thread.
 *
 * All return: (transfer full) */

/* m, and from 1 km on km. */
char *atlas_quantity_format_length     (double             metres);
char *atlas_quantity_format_area       (double             square_metres,
                                        AtlasAreaUnit      unit);
char *atlas_quantity_format_floor_area (double             square_metres,
                                        AtlasFloorAreaUnit unit);

/* @percent 85.5 is "85.5%". */
char *atlas_quantity_format_percent    (double             percent);

/* A number of things, which is whole but for shares: "1,371", "2.5". */
char *atlas_quantity_format_count      (double             count);

G_END_DECLS
