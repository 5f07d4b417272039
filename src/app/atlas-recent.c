#include "atlas-recent.h"

#include "atlas-task.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Under which the desktop's list has our files. */
#define PROGRAM "renewal-atlas"
#define MIME_TYPE "application/geopackage+sqlite3"
/* Folders of more characters lose their beginning. */
#define MAX_FOLDER 28
/* A menu's key for what stops its being filled. */
#define FILLING "atlas-filling"

void
atlas_recent_add (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  char mime_type[] = MIME_TYPE;
  char name[] = PROGRAM;
  char command[] = PROGRAM " %u";
  GtkRecentData data = {
    .mime_type = mime_type, .app_name = name, .app_exec = command, .is_private = TRUE,
  };

  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

/* Ours, and on this computer. */
static gboolean
is_listed (GtkRecentInfo *info)
{
  return gtk_recent_info_has_application (info, PROGRAM) && gtk_recent_info_is_local (info);
}

static int
compare_visits (gconstpointer a,
                gconstpointer b)
{
  GDateTime *first = gtk_recent_info_get_modified ((GtkRecentInfo *) a);
  GDateTime *second = gtk_recent_info_get_modified ((GtkRecentInfo *) b);

  return g_date_time_compare (second, first);
}

static void
append (GMenu      *menu,
        const char *uri)
{
  g_autofree char *path = g_filename_from_uri (uri, NULL, NULL);
  g_autofree char *label = atlas_recent_dup_label (path, g_get_home_dir ());
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "app.open", "s", uri);
  g_menu_append_item (menu, item);
}

/* Leaves those that are still there: a disk may take its time to tell. */
static void
find_present (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  GPtrArray *uris = data;
  GPtrArray *present = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < uris->len && present->len < ATLAS_RECENT_MAX; i++)
    {
      const char *uri = g_ptr_array_index (uris, i);
      g_autofree char *path = g_filename_from_uri (uri, NULL, NULL);

      if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
        g_ptr_array_add (present, g_strdup (uri));
    }

  g_task_return_pointer (task, present, (GDestroyNotify) g_ptr_array_unref);
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  GMenu *menu = G_MENU (source);
  g_autoptr(GPtrArray) uris = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Another list has been asked for. */
  if (uris == NULL)
    return;

  g_menu_remove_all (menu);
  for (guint i = 0; i < uris->len; i++)
    append (menu, g_ptr_array_index (uris, i));
  if (uris->len == 0)
    /* An action that is nowhere: the line can't be chosen. */
    g_menu_append (menu, _("No plan was opened yet"), "app.nothing");
}

void
atlas_recent_fill_menu (GMenu *menu)
{
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  GPtrArray *uris = g_ptr_array_new_with_free_func (g_free);
  GCancellable *cancellable = g_cancellable_new ();
  GCancellable *earlier = g_object_get_data (G_OBJECT (menu), FILLING);
  g_autoptr(GTask) task = g_task_new (menu, cancellable, on_found, NULL);

  if (earlier != NULL)
    g_cancellable_cancel (earlier);
  g_object_set_data_full (G_OBJECT (menu), FILLING, cancellable, g_object_unref);

  items = g_list_sort (items, compare_visits);
  for (GList *l = items; l != NULL; l = l->next)
    if (is_listed (l->data))
      g_ptr_array_add (uris, g_strdup (gtk_recent_info_get_uri (l->data)));
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);

  g_task_set_source_tag (task, atlas_recent_fill_menu);
  g_task_set_task_data (task, uris, (GDestroyNotify) g_ptr_array_unref);
  atlas_task_run_in_thread (task, find_present);
}

/* Its end, from a slash on, where it is long. */
static char *
shorten_folder (const char *folder)
{
  glong length = g_utf8_strlen (folder, -1);
  const char *end = folder;
  const char *slash;

  if (length <= MAX_FOLDER)
    return g_strdup (folder);

  end = g_utf8_offset_to_pointer (folder, length - MAX_FOLDER);
  slash = strchr (end, G_DIR_SEPARATOR);

  return g_strconcat ("…", slash != NULL ? slash : end, NULL);
}

char *
atlas_recent_dup_label (const char *path,
                        const char *home)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  const char *rest = folder + strlen (home);
  gboolean at_home = g_str_has_prefix (folder, home) && (*rest == '\0' || *rest == '/');
  g_autofree char *shown = g_filename_display_name (at_home ? rest : folder);
  g_autofree char *whole = g_strconcat (at_home ? "~" : "", shown, NULL);
  g_autofree char *short_folder = shorten_folder (whole);
  g_autoptr(GString) label = g_string_new (NULL);

  g_string_printf (label, "%s — %s", name, short_folder);
  g_string_replace (label, "_", "__", 0);

  return g_string_free (g_steal_pointer (&label), FALSE);
}
