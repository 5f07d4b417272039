#include "atlas-map-test.h"

ShumateViewport *
atlas_map_test_get_viewport (AtlasAppTest *test)
{
  return shumate_map_get_viewport (atlas_map_view_get_map (test->map_view));
}

void
atlas_map_test_open (AtlasAppTest *test)
{
  atlas_app_test_open (test, test->plan);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
}

AtlasMapLayer *
atlas_map_test_get_layer (AtlasAppTest *test)
{
  return atlas_map_view_get_layer (test->map_view);
}

gboolean
atlas_map_test_is_small (AtlasAppTest *test)
{
  return gtk_widget_get_width (GTK_WIDGET (test->window)) <= 900 &&
         atlas_app_test_is_drawn (test);
}

gboolean
atlas_map_test_is_large (AtlasAppTest *test)
{
  return gtk_widget_get_width (GTK_WIDGET (test->window)) > 1500 &&
         atlas_app_test_is_drawn (test);
}

void
atlas_map_test_resize (AtlasAppTest          *test,
                       int                    width,
                       int                    height,
                       AtlasAppTestCondition  is_done)
{
  gtk_window_set_default_size (GTK_WINDOW (test->window), width, height);
  atlas_app_test_wait (test, is_done);
}

GtkWidget *
atlas_map_test_get_legend (AtlasAppTest *test)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (test->map_view),
                                                    ATLAS_TYPE_MAP_VIEW, "legend_card"));
}
