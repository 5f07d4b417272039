#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The scale of a map on a screen as 1 : N. A CSS pixel stands for 1/96 inch,
 * whatever the screen is. Any thread. */

/* What can be shown: N. */
#define ATLAS_MAP_SCALE_LEAST   3500u
#define ATLAS_MAP_SCALE_GREATEST 3000000u

/* Ground metres a CSS pixel at 1 : @scale, and back. */
double   atlas_map_scale_to_metres_per_pixel   (double    scale);
double   atlas_map_scale_from_metres_per_pixel (double    metres);

/* "1:51,200": three significant digits, as more would not hold for the whole
 * map. (transfer full) */
char    *atlas_map_scale_format                (double    scale);

/**
 * atlas_map_scale_parse:
 * @scale: (out): set only on success
 *
 * Reads 1:50000, 1:50,000, 50000, 5万 and 1：5万.
 *
 * %ATLAS_ERROR_ARGUMENT for what is no scale or can't be shown, with what would
 * be right.
 */
gboolean atlas_map_scale_parse                 (const char *text,
                                                double     *scale,
                                                GError    **error);

G_END_DECLS
