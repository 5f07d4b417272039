#pragma once

#include "atlas-app-test.h"

G_BEGIN_DECLS

/* The map in the window, for tests of it. */

/* All: (transfer none) */
ShumateViewport *atlas_map_test_get_viewport (AtlasAppTest *test);
AtlasMapLayer   *atlas_map_test_get_layer    (AtlasAppTest *test);
GtkWidget       *atlas_map_test_get_legend   (AtlasAppTest *test);

/* Opens the small plan and waits until its map is drawn. */
void atlas_map_test_open (AtlasAppTest *test);

/* Conditions: the window is as narrow or as wide as that, and its map drawn. */
gboolean atlas_map_test_is_small (AtlasAppTest *test);
gboolean atlas_map_test_is_large (AtlasAppTest *test);

void atlas_map_test_resize (AtlasAppTest          *test,
                            int                    width,
                            int                    height,
                            AtlasAppTestCondition  is_done);

G_END_DECLS
