#include "atlas-app-test.h"

#include "atlas-plan-file.h"

/* Set when the clipboard has been read. */
static void
on_texture_read (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  GdkTexture **texture = data;
  g_autoptr(GError) error = NULL;

  *texture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, &error);
  g_assert_no_error (error);
}

static GdkClipboard *
get_clipboard (AtlasAppTest *test)
{
  return gtk_widget_get_clipboard (GTK_WIDGET (test->window));
}

static GdkTexture *
read_clipboard (AtlasAppTest *test)
{
  GdkTexture *texture = NULL;

  gdk_clipboard_read_texture_async (get_clipboard (test), NULL, on_texture_read, &texture);
  while (texture == NULL)
    g_main_context_iteration (NULL, TRUE);

  return texture;
}

static gboolean
has_texture (AtlasAppTest *test)
{
  return gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (get_clipboard (test)),
                                            GDK_TYPE_TEXTURE);
}

static void
empty_clipboard (AtlasAppTest *test)
{
  gdk_clipboard_set_text (get_clipboard (test), "");
  g_assert_false (has_texture (test));
}

static void
assert_copied (AtlasAppTest *test,
               int           factor)
{
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (atlas_window_get_map_view (test->window)));
  g_autoptr(GdkTexture) texture = NULL;

  atlas_app_test_wait (test, has_texture);
  texture = read_clipboard (test);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, gtk_widget_get_width (map) * factor);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, gtk_widget_get_height (map) * factor);
  g_assert_true (gdk_content_formats_contain_mime_type (
    gdk_clipboard_get_formats (get_clipboard (test)), "image/png"));
}

static void
test_sizes (AtlasAppTest  *test,
            gconstpointer  data)
{
  atlas_app_test_open (test, test->plan);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  empty_clipboard (test);
  atlas_app_test_press (test, "ctrl+shift+c", NULL);
  assert_copied (test, 1);
  empty_clipboard (test);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "copy-map-large", NULL);
  assert_copied (test, 2);
}

static void
test_nothing_to_copy (AtlasAppTest  *test,
                      gconstpointer  data)
{
  static const char *const names[] = { "copy-map", "copy-map-large" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (test->window), names[i]));
  atlas_app_test_open (test, test->plan);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (test->window), names[i]));
}

/* The window goes while a worker paints. */
static void
test_close (AtlasAppTest  *test,
            gconstpointer  data)
{
  atlas_app_test_open (test, test->plan);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "copy-map-large", NULL);
  gtk_window_destroy (GTK_WINDOW (test->window));
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/copy/picture-is-as-large-as-the-map-or-twice", test_sizes },
    { "/copy/without-a-plan-there-is-nothing-to-copy", test_nothing_to_copy },
    { "/copy/a-closed-window-is-not-waited-for", test_close },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  atlas_store_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_app_test_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
