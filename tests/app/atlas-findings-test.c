#include "atlas-findings-test.h"

#include "atlas-findings-page.h"
#include "atlas-settings.h"

#include <gdk/x11/gdkx.h>

AtlasSession *
atlas_findings_get_session (AtlasAppTest *test)
{
  return atlas_window_get_session (test->window);
}

AtlasPlan *
atlas_findings_get_plan (AtlasAppTest *test)
{
  return atlas_maps_get_plan (atlas_window_get_maps (test->window));
}

AtlasDensityFindings *
atlas_findings_get_window (void)
{
  return atlas_app_test_find_window (ATLAS_TYPE_DENSITY_FINDINGS);
}

gpointer
atlas_findings_get_child (const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (atlas_findings_get_window ()),
                                        ATLAS_TYPE_DENSITY_FINDINGS, name);
}

GtkListBox *
atlas_findings_get_list (const char *page)
{
  return atlas_findings_page_get_list (ATLAS_FINDINGS_PAGE (atlas_findings_get_child (page)));
}

GtkListBoxRow *
atlas_findings_get_row (const char *page,
                        int         i)
{
  return gtk_list_box_get_row_at_index (atlas_findings_get_list (page), i);
}

void
atlas_findings_activate (AtlasAppTest *test,
                         const char   *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (test->window), action, NULL);
}

void
atlas_findings_open_map (AtlasAppTest *test,
                         guint         map)
{
  atlas_app_test_open (test, test->plan);
  atlas_session_set_map (atlas_findings_get_session (test), map);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  atlas_app_test_wait (test, atlas_app_test_is_idle);
}

void
atlas_findings_open_findings (AtlasAppTest *test)
{
  atlas_findings_open_map (test, ATLAS_FINDINGS_MAP);
  atlas_findings_activate (test, "density-findings");
  g_assert_nonnull (atlas_findings_get_window ());
}

void
atlas_findings_choose (const char *page,
                       int         i)
{
  g_signal_emit_by_name (atlas_findings_get_list (page), "row-activated",
                         atlas_findings_get_row (page, i));
}

gboolean
atlas_findings_has_mark (AtlasAppTest *test)
{
  AtlasPoint place;

  return atlas_mark_layer_get_place (atlas_map_view_get_marks (test->map_view), &place);
}

gboolean
atlas_findings_has_no_mark (AtlasAppTest *test)
{
  return !atlas_findings_has_mark (test);
}

int
atlas_findings_get_selected (AtlasAppTest *test)
{
  AtlasSelection *selection = atlas_session_get_selection (atlas_findings_get_session (test));
  guint n;
  const guint *blocks = atlas_selection_get (selection, &n);

  return n == 1 ? (int) blocks[0] : -1;
}

int
atlas_findings_find_block (AtlasAppTest *test,
                           AtlasPoint    point)
{
  return atlas_locator_find_block (atlas_maps_get_locator (atlas_window_get_maps (test->window)),
                                   point.x, point.y);
}

AtlasSite
atlas_findings_get_site (AtlasAppTest *test,
                         guint         i)
{
  return atlas_sites_get (atlas_plan_get_sites (atlas_findings_get_plan (test)), i);
}

void
atlas_findings_ask_at_site (AtlasAppTest *test,
                            guint         i)
{
  AtlasSite site;

  atlas_findings_open_findings (test);
  site = atlas_findings_get_site (test, i);
  atlas_density_findings_ask (atlas_findings_get_window (), (AtlasPoint) { site.x, site.y });
}

void
atlas_findings_set_up (AtlasAppTest  *test,
                       gconstpointer  data)
{
  g_autoptr(GSettings) settings = atlas_settings_new ();

  g_settings_reset (settings, "densities");
  atlas_app_test_set_up (test, data);
}

AtlasPoint
atlas_findings_get_free_place (AtlasAppTest *test)
{
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (test->map_view));

  return (AtlasPoint) { gtk_widget_get_width (map) * 0.3, gtk_widget_get_height (map) * 0.6 };
}

void
atlas_findings_click_map (AtlasAppTest *test)
{
  AtlasPoint place = atlas_findings_get_free_place (test);

  atlas_app_test_click (test, GTK_WIDGET (atlas_map_view_get_map (test->map_view)), place.x,
                        place.y, 1, NULL);
}

void
atlas_findings_move_away (gpointer window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  g_autofree char *id = g_strdup_printf ("%lu", gdk_x11_surface_get_xid (surface));
  g_autoptr(GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "xdotool",
                                                     "windowmove", "--sync", id, "1500", "1000",
                                                     NULL);

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

int
atlas_findings_get_class (AtlasAppTest *test,
                          guint         block)
{
  return atlas_block_get_values (atlas_plan_get_block (atlas_findings_get_plan (test),
                                                       block))->class_;
}

void
atlas_findings_copy_settings (AtlasAppTest         *test,
                              AtlasDensitySettings *settings)
{
  atlas_density_settings_copy (
    atlas_session_get_density_settings (atlas_findings_get_session (test)), settings);
}

void
atlas_findings_change_class (AtlasAppTest *test,
                             guint         block)
{
  g_autoptr(AtlasEdit) edit = atlas_edit_new (atlas_findings_get_plan (test));
  int class_ = atlas_findings_get_class (test, block);

  g_assert_true (atlas_edit_set_block (edit, block, ATLAS_BLOCK_CLASS,
                                       class_ == ATLAS_CLASS_KEY ? "\"general\"" : "\"key\"",
                                       NULL));
  g_assert_true (atlas_document_apply (atlas_maps_get_document (
                                         atlas_window_get_maps (test->window)), edit,
                                       ATLAS_CHANGE_EDIT, NULL, NULL));
}
