#include "atlas-app-test.h"

#include "atlas-density-input.h"
#include "atlas-map-picture.h"
#include "atlas-plan-file.h"

#include <string.h>

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

static const AtlasSceneOptions *
get_options (AtlasAppTest *test)
{
  return atlas_scene_get_options (atlas_session_get_scene (atlas_window_get_session (test->window)));
}

static gboolean
is_after_abramson (AtlasAppTest *test)
{
  return atlas_app_test_is_drawn (test) &&
         get_options (test)->density.bandwidth_kind == ATLAS_BANDWIDTH_ABRAMSON;
}

/* The scene that is shown, but with a density that is computed here. */
static AtlasScene *
make_scene (AtlasAppTest               *test,
            const AtlasDensitySettings *settings)
{
  AtlasScene *shown = atlas_session_get_scene (atlas_window_get_session (test->window));
  g_autoptr(AtlasDensityInput) input =
    atlas_density_input_new (atlas_maps_get_plan (atlas_window_get_maps (test->window)), NULL,
                             ATLAS_RESOURCE_COMPOUNDS, settings, NULL);
  g_autoptr(AtlasGrid) density = atlas_density_input_compute (input, NULL, NULL);
  AtlasSceneOptions options = *get_options (test);

  options.density = atlas_density_input_get_terms (input);

  return atlas_scene_new_with_options (atlas_scene_get_shapes (shown),
                                       (AtlasStyle *) atlas_scene_get_style (shown),
                                       atlas_scene_get_map (shown),
                                       atlas_scene_get_language (shown), density, &options);
}

static cairo_surface_t *
paint (AtlasAppTest *test,
       AtlasScene   *scene)
{
  cairo_surface_t *surface;
  cairo_t *cr;
  AtlasView view;

  g_assert_true (atlas_map_layer_get_view (atlas_map_view_get_layer (test->map_view), &view));
  view = atlas_map_picture_scale_view (&view, 1);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) view.width, (int) view.height);
  cr = cairo_create (surface);
  atlas_map_picture_paint (cr, &view, scene);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static gboolean
is_same_picture (GdkTexture      *texture,
                 cairo_surface_t *surface)
{
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  gsize size = stride * (gsize) gdk_texture_get_height (texture);
  g_autofree guchar *pixels = g_malloc (size);

  gdk_texture_download (texture, pixels, stride);

  return memcmp (pixels, cairo_image_surface_get_data (surface), size) == 0;
}

/* As it is set beside the map, not as the plan has it. */
static void
test_density (AtlasAppTest  *test,
              gconstpointer  data)
{
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_auto(AtlasDensitySettings) plan = { .filter = NULL };
  g_autoptr(AtlasScene) expected = NULL;
  g_autoptr(AtlasScene) other = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  cairo_surface_t *surface, *other_surface;

  atlas_app_test_open (test, test->plan);
  atlas_session_set_map (atlas_window_get_session (test->window), 3);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  atlas_density_settings_init (&settings);
  settings.bandwidth_kind = ATLAS_BANDWIDTH_ABRAMSON;
  settings.classification = ATLAS_CLASSIFICATION_EQUAL_INTERVALS;
  atlas_session_set_density_settings (atlas_window_get_session (test->window), &settings);
  atlas_app_test_wait (test, is_after_abramson);
  empty_clipboard (test);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "copy-map", NULL);
  atlas_app_test_wait (test, has_texture);
  texture = read_clipboard (test);

  atlas_density_settings_init (&plan);
  expected = make_scene (test, &settings);
  other = make_scene (test, &plan);
  surface = paint (test, expected);
  other_surface = paint (test, other);
  g_assert_true (is_same_picture (texture, surface));
  g_assert_false (is_same_picture (texture, other_surface));
  cairo_surface_destroy (surface);
  cairo_surface_destroy (other_surface);
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
    { "/copy/with-the-density-that-is-set", test_density },
    { "/copy/without-a-plan-there-is-nothing-to-copy", test_nothing_to_copy },
    { "/copy/a-closed-window-is-not-waited-for", test_close },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_app_test_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
