#include "atlas-file-dialog.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GObject         *dialog;
  GCancellable    *cancellable;
  AtlasFileChosen  chosen;
  gpointer         user_data;
} Request;

static void
request_free (Request *request)
{
  g_clear_object (&request->dialog);
  g_clear_object (&request->cancellable);
  g_free (request);
}

static void
request_finish (Request *request,
                GFile   *file)
{
  if (!g_cancellable_is_cancelled (request->cancellable))
    request->chosen (file, request->user_data);
  else
    g_clear_object (&file);
  request_free (request);
}

static GListModel *
list_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr(GtkFileFilter) plans = gtk_file_filter_new ();
  g_autoptr(GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (plans, _("Plans (GeoPackage)"));
  gtk_file_filter_add_suffix (plans, "gpkg");
  g_list_store_append (filters, plans);
  gtk_file_filter_set_name (all, _("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, all);

  return G_LIST_MODEL (filters);
}

#if GTK_CHECK_VERSION (4, 10, 0)

G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  request_finish (data, gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL));
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  request_finish (data, gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL));
}

static void
show_dialog (GtkWindow  *parent,
             GFile      *folder,
             const char *name,
             Request    *request)
{
  g_autoptr(GListModel) filters = list_filters ();
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, name == NULL ? _("Open Plan") : _("Save a Copy As"));
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_set_initial_folder (dialog, folder);
  if (name == NULL)
    {
      gtk_file_dialog_open (dialog, parent, request->cancellable, on_opened, request);
      return;
    }

  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, parent, request->cancellable, on_saved, request);
}

G_GNUC_END_IGNORE_DEPRECATIONS

#else

static void
on_response (GtkNativeDialog *dialog,
             int              response,
             Request         *request)
{
  request_finish (request, response == GTK_RESPONSE_ACCEPT
                           ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL);
}

static void
on_cancelled (GtkNativeDialog *dialog)
{
  g_signal_emit_by_name (dialog, "response", GTK_RESPONSE_CANCEL);
}

static void
show_dialog (GtkWindow  *parent,
             GFile      *folder,
             const char *name,
             Request    *request)
{
  g_autoptr(GListModel) filters = list_filters ();
  GtkFileChooserNative *dialog =
    name == NULL
    ? gtk_file_chooser_native_new (_("Open Plan"), parent, GTK_FILE_CHOOSER_ACTION_OPEN,
                                   NULL, NULL)
    : gtk_file_chooser_native_new (_("Save a Copy As"), parent, GTK_FILE_CHOOSER_ACTION_SAVE,
                                   NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (filters); i++)
    {
      g_autoptr(GtkFileFilter) filter = g_list_model_get_item (filters, i);

      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);

  request->dialog = G_OBJECT (dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), request);
  if (request->cancellable != NULL)
    g_signal_connect_object (request->cancellable, "cancelled", G_CALLBACK (on_cancelled),
                             dialog, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

/* @name: (nullable): to save as; %NULL: to open */
static void
ask (GtkWindow       *parent,
     GFile           *folder,
     const char      *name,
     GCancellable    *cancellable,
     AtlasFileChosen  chosen,
     gpointer         user_data)
{
  Request *request = g_new0 (Request, 1);

  request->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  request->chosen = chosen;
  request->user_data = user_data;
  show_dialog (parent, folder, name, request);
}

void
atlas_file_dialog_open_plan (GtkWindow       *parent,
                             GFile           *folder,
                             GCancellable    *cancellable,
                             AtlasFileChosen  chosen,
                             gpointer         user_data)
{
  ask (parent, folder, NULL, cancellable, chosen, user_data);
}

void
atlas_file_dialog_save_plan (GtkWindow       *parent,
                             GFile           *folder,
                             const char      *name,
                             GCancellable    *cancellable,
                             AtlasFileChosen  chosen,
                             gpointer         user_data)
{
  g_return_if_fail (name != NULL);

  ask (parent, folder, name, cancellable, chosen, user_data);
}
