#include "atlas-app-test.h"

#include "atlas-plan-file.h"
#include "atlas-settings.h"
#include "atlas-test-plan.h"

#include <gdk/x11/gdkx.h>
#include <glib/gstdio.h>
#include <math.h>

/* So long that only a hang gets there. */
#define PATIENCE_S 120

#if defined __has_feature
#if __has_feature (address_sanitizer)

/* Of GLib's first table of quarks. */
#define QUARK_TABLE_SIZE (2048 * sizeof (char *))

void __sanitizer_malloc_hook (const volatile void *memory,
                              size_t               size);

/* GLib lets go of that table when it needs a longer one, which seems to be a leak.
 * While it is held here, it is none. */
void
__sanitizer_malloc_hook (const volatile void *memory,
                         size_t               size)
{
  static const volatile void *first;

  if (first == NULL && size == QUARK_TABLE_SIZE)
    first = memory;
}

#endif
#endif

/* GTK can't make a second program in a process without running the first. */
static AtlasApplication *
ensure_application (void)
{
  static AtlasApplication *application;
  g_autoptr(GError) error = NULL;

  if (application == NULL)
    {
      application = atlas_application_new (G_APPLICATION_NON_UNIQUE);
      g_application_register (G_APPLICATION (application), NULL, &error);
      g_assert_no_error (error);
    }

  return application;
}

typedef struct
{
  const char *name;
  const char *title;
  const char *data_kind;
  char       *content; /* once it has been written */
  gsize       length;
} TestFile;

static void
write_plan (TestFile   *file,
            const char *path)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(GError) error = NULL;

  atlas_plan_set_meta (plan, "title_en", file->title);
  atlas_plan_set_meta (plan, "data_kind", file->data_kind);
  atlas_plan_file_write (plan, path, NULL, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &file->content, &file->length, &error);
  g_assert_no_error (error);
}

/* Each test has the same file anew: to write a plan takes longer than to make a window. */
static GFile *
put_file (AtlasAppTest *self,
          TestFile     *file)
{
  g_autofree char *path = g_build_filename (self->folder, file->name, NULL);
  g_autoptr(GError) error = NULL;

  if (file->content == NULL)
    write_plan (file, path);
  else
    g_file_set_contents (path, file->content, (gssize) file->length, &error);
  g_assert_no_error (error);

  return g_file_new_for_path (path);
}

void
atlas_app_test_set_up (AtlasAppTest  *self,
                       gconstpointer  data)
{
  static TestFile plan = { .name = "plan.gpkg", .title = "First plan", .data_kind = "sample" };
  static TestFile other = { .name = "other.gpkg", .title = "Second plan", .data_kind = "draft" };
  g_autoptr(GSettings) settings = atlas_settings_new ();
  g_autoptr(GError) error = NULL;

  /* What is on its way is somewhere else on a slow machine: tests of motion turn
   * it on. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  /* Nobody is asked for the name: tests of that forget it first. */
  g_settings_set_string (settings, "author", "Tester");
  /* The settings are remembered from test to test. */
  g_settings_set_int (settings, "window-width", 1024);
  g_settings_set_int (settings, "window-height", 700);
  self->folder = g_dir_make_tmp ("renewal-atlas-XXXXXX", &error);
  g_assert_no_error (error);
  self->plan = put_file (self, &plan);
  self->other_plan = put_file (self, &other);

  self->application = ensure_application ();
  self->window = atlas_window_new (GTK_APPLICATION (self->application));
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  g_set_weak_pointer (&self->map_view, atlas_window_get_map_view (self->window));
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "map", g_variant_new_uint32 (1));
  gtk_window_present (GTK_WINDOW (self->window));
}

GFile *
atlas_app_test_make_file (AtlasAppTest *self,
                          const char   *name,
                          const char   *content)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);

  return g_file_new_for_path (path);
}

static gboolean
on_patience_lost (gpointer data)
{
  g_error ("%s", (const char *) data);

  return G_SOURCE_REMOVE;
}

void
atlas_app_test_wait_for (AtlasAppTest          *self,
                         AtlasAppTestCondition  condition,
                         const char            *file,
                         int                    line,
                         const char            *name)
{
  g_autofree char *complaint = g_strdup_printf ("%s:%d: %s never holds", file, line, name);
  guint patience = g_timeout_add_seconds (PATIENCE_S, on_patience_lost, complaint);

  while (!condition (self))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (patience);
}

gboolean
atlas_app_test_is_idle (AtlasAppTest *self)
{
  AtlasMaps *maps = atlas_window_get_maps (self->window);

  return !atlas_window_is_loading (self->window) &&
         (maps == NULL || atlas_maps_are_complete (maps));
}

static void
on_painted (GdkFrameClock *clock,
            gboolean      *painted)
{
  *painted = TRUE;
}

void
atlas_app_test_wait_for_frame (AtlasAppTest *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->window));
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), &painted);

  gtk_widget_queue_draw (GTK_WIDGET (self->window));
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

gboolean
atlas_app_test_is_drawn (AtlasAppTest *self)
{
  AtlasMapView *view = atlas_window_get_map_view (self->window);

  return atlas_map_layer_is_complete (atlas_map_view_get_layer (view));
}

gboolean
atlas_app_test_is_ready (AtlasAppTest *self)
{
  AtlasDocument *document =
    atlas_maps_get_document (atlas_window_get_maps (self->window));

  return document != NULL && atlas_document_is_ready (document);
}

/* Shadows are of the surface and not of the window. */
static gboolean
has_default_size (AtlasAppTest *self)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self->window));
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self->window), &width, &height);

  return gdk_surface_get_width (surface) == width && gdk_surface_get_height (surface) == height;
}

void
atlas_app_test_resize (AtlasAppTest *self,
                       int           width,
                       int           height)
{
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
  atlas_app_test_wait (self, has_default_size);
  atlas_app_test_wait_for_frame (self);
}

gpointer
atlas_app_test_find_window (GType type)
{
  g_autoptr(GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_visible (window))
        return window;
    }

  return NULL;
}

void
atlas_app_test_open (AtlasAppTest *self,
                     GFile        *file)
{
  atlas_window_open (self->window, file);
  atlas_app_test_wait (self, atlas_app_test_is_idle);
}

static gboolean
is_active (AtlasAppTest *self)
{
  return gtk_window_is_active (GTK_WINDOW (self->window));
}

static void
run_xdotool (AtlasAppTest *self,
             const char   *key,
             const char   *next)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self->window));
  g_autofree char *window = g_strdup_printf ("%lu", gdk_x11_surface_get_xid (surface));
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "xdotool",
                              "windowfocus", window, "key", key, next, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

void
atlas_app_test_press (AtlasAppTest *self,
                      const char   *key,
                      const char   *next)
{
  run_xdotool (self, "shift", NULL);
  atlas_app_test_wait (self, is_active);
  run_xdotool (self, key, next);
}

static void
run_command (const char *command)
{
  g_auto(GStrv) words = g_strsplit (command, " ", -1);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;

  process = g_subprocess_newv ((const char *const *) words, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

/* Letters that no key has are typed by their number, as GTK's own input method
 * takes it; to give keys other meanings, as xdotool would, takes time. */
static void
append_letter (GString  *command,
               gunichar  letter)
{
  g_autofree char *digits = NULL;

  if (letter < 0x80)
    {
      g_string_append_printf (command, " %s", gdk_keyval_name (gdk_unicode_to_keyval (letter)));
      return;
    }

  digits = g_strdup_printf ("%x", letter);
  g_string_append (command, " ctrl+shift+u");
  for (guint i = 0; digits[i] != '\0'; i++)
    g_string_append_printf (command, " %c", digits[i]);
  g_string_append (command, " space");
}

void
atlas_app_test_type (AtlasAppTest *self,
                     const char   *text)
{
  g_autoptr(GString) command = g_string_new ("xdotool key");

  run_xdotool (self, "shift", NULL);
  atlas_app_test_wait (self, is_active);
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    append_letter (command, g_utf8_get_char (c));
  run_command (command->str);
}

/* xdotool's words for moving to a place of a widget. (transfer full) */
static char *
move_to (AtlasAppTest *self,
         GtkWidget    *widget,
         double        x,
         double        y)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  int factor = gtk_widget_get_scale_factor (window);
  double left, top;

  gtk_native_get_surface_transform (GTK_NATIVE (window), &left, &top);
  g_assert_true (gtk_widget_translate_coordinates (widget, window, x, y, &x, &y));

  return g_strdup_printf ("mousemove --window %lu %ld %ld",
                          gdk_x11_surface_get_xid (surface),
                          lround ((x + left) * factor), lround ((y + top) * factor));
}

static gboolean
is_under_the_pointer (AtlasAppTest *self)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self->window));
  GdkSeat *seat = gdk_display_get_default_seat (gdk_surface_get_display (surface));

  return gdk_device_get_surface_at_position (gdk_seat_get_pointer (seat), NULL, NULL) == surface;
}

static void
move_pointer (AtlasAppTest *self,
              GtkWidget    *widget,
              double        x,
              double        y)
{
  g_autofree char *move = move_to (self, widget, x, y);
  g_autofree char *command = g_strconcat ("xdotool ", move, NULL);

  run_command (command);
}

/* A tooltip takes the clicks where it is. A pointer that jumps onto one would leave
 * it there; a person's comes from somewhere else, and so it goes. */
static void
put_pointer (AtlasAppTest *self,
             GtkWidget    *widget,
             double        x,
             double        y)
{
  move_pointer (self, GTK_WIDGET (self->window), 1, 1);
  move_pointer (self, widget, x, y);
  atlas_app_test_wait (self, is_under_the_pointer);
}

void
atlas_app_test_click (AtlasAppTest *self,
                      GtkWidget    *widget,
                      double        x,
                      double        y,
                      guint         button,
                      const char   *key)
{
  g_autofree char *down = key != NULL ? g_strconcat ("keydown ", key, " ", NULL) : g_strdup ("");
  g_autofree char *up = key != NULL ? g_strconcat (" keyup ", key, NULL) : g_strdup ("");
  g_autofree char *command = g_strdup_printf ("xdotool %sclick %u%s", down, button, up);

  /* What is dragged is under the pointer, too. */
  if (button == 0)
    {
      move_pointer (self, widget, x, y);
      return;
    }

  put_pointer (self, widget, x, y);
  run_command (command);
}

void
atlas_app_test_click_all (AtlasAppTest     *self,
                          GtkWidget        *widget,
                          const AtlasPoint *places,
                          guint             n,
                          const char       *key)
{
  g_autoptr(GString) command = g_string_new ("xdotool");

  put_pointer (self, widget, places[0].x, places[0].y);
  if (key != NULL)
    g_string_append_printf (command, " keydown %s", key);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *move = move_to (self, widget, places[i].x, places[i].y);

      g_string_append_printf (command, " %s click 1", move);
    }
  if (key != NULL)
    g_string_append_printf (command, " keyup %s", key);
  run_command (command->str);
}

void
atlas_app_test_drag (AtlasAppTest *self,
                     GtkWidget    *widget,
                     AtlasPoint    from,
                     AtlasPoint    to)
{
  g_autofree char *middle = move_to (self, widget, (from.x + to.x) / 2, (from.y + to.y) / 2);
  g_autofree char *end = move_to (self, widget, to.x, to.y);
  g_autofree char *command = g_strconcat ("xdotool mousedown 1 ", middle, " ", end,
                                          " mouseup 1", NULL);

  put_pointer (self, widget, from.x, from.y);
  run_command (command);
}

void
atlas_app_test_drag_along (AtlasAppTest     *self,
                           GtkWidget        *widget,
                           const AtlasPoint *places,
                           guint             n,
                           const char       *keys,
                           const char       *last)
{
  g_autoptr(GString) command = g_string_new ("xdotool");

  put_pointer (self, widget, places[0].x, places[0].y);
  g_string_append_printf (command, " keydown %s mousedown 1", keys);
  for (guint i = 1; i < n; i++)
    {
      g_autofree char *move = move_to (self, widget, places[i].x, places[i].y);

      g_string_append_printf (command, " %s", move);
    }
  if (last != NULL)
    g_string_append_printf (command, " key %s", last);
  g_string_append_printf (command, " mouseup 1 keyup %s", keys);
  run_command (command->str);
}

void
atlas_app_test_button (gboolean down)
{
  run_command (down ? "xdotool mousedown 1" : "xdotool mouseup 1");
}

/* Nothing may keep a closed window nor what was in it: not a job, not an
 * animation, not an action. */
static gboolean
is_gone (AtlasAppTest *self)
{
  return self->window == NULL && self->map_view == NULL;
}

void
atlas_app_test_tear_down (AtlasAppTest  *self,
                          gconstpointer  data)
{
  GtkWindow *window;
  g_autoptr(GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((window = gtk_application_get_active_window (GTK_APPLICATION (self->application))) != NULL)
    gtk_window_destroy (window);
  atlas_app_test_wait (self, is_gone);

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_object (&self->plan);
  g_clear_object (&self->other_plan);
}

gboolean
atlas_app_test_has_details (AtlasAppTest *self)
{
  GtkWidget *flap = GTK_WIDGET (gtk_widget_get_template_child (
    GTK_WIDGET (self->window), ATLAS_TYPE_WINDOW, "details_flap"));

  return adw_flap_get_reveal_progress (ADW_FLAP (flap)) == 1;
}
