#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes GDAL ready, once; before anything else is asked of it. Any thread. */
void atlas_gdal_init (void);

G_END_DECLS
