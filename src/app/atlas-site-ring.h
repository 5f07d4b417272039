#pragma once

#include "atlas-box.h"

#include <cairo.h>

G_BEGIN_DECLS

/* What a tool draws around the sites that it is about: dark lines with a bright
 * casing, to be seen on every fill. All in CSS pixels. */

void atlas_site_ring_paint     (cairo_t    *cr,
                                AtlasPoint  at,
                                double      radius);

/* From where a site stands to where it would: a dashed line to a ring there. */
void atlas_site_ring_paint_way (cairo_t    *cr,
                                AtlasPoint  from,
                                AtlasPoint  to,
                                double      radius);

G_END_DECLS
