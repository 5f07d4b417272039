#include "atlas-recent.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Under which the desktop's list has our files. */
#define PROGRAM "renewal-atlas"
#define MIME_TYPE "application/geopackage+sqlite3"
/* Folders of more characters lose their beginning. */
#define MAX_FOLDER 28

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

/* Ours, on this computer, and still there. */
static gboolean
is_listed (GtkRecentInfo *info)
{
  return gtk_recent_info_has_application (info, PROGRAM) && gtk_recent_info_is_local (info) &&
         gtk_recent_info_exists (info);
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
append (GMenu         *menu,
        GtkRecentInfo *info)
{
  g_autofree char *path = g_filename_from_uri (gtk_recent_info_get_uri (info), NULL, NULL);
  g_autofree char *label = atlas_recent_dup_label (path, g_get_home_dir ());
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "app.open", "s", gtk_recent_info_get_uri (info));
  g_menu_append_item (menu, item);
}

void
atlas_recent_fill_menu (GMenu *menu)
{
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  int n = 0;

  g_menu_remove_all (menu);
  items = g_list_sort (items, compare_visits);
  for (GList *l = items; l != NULL && n < ATLAS_RECENT_MAX; l = l->next)
    if (is_listed (l->data))
      {
        append (menu, l->data);
        n++;
      }
  if (n == 0)
    /* An action that is nowhere: the line can't be chosen. */
    g_menu_append (menu, _("No plan was opened yet"), "app.nothing");

  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
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
