#include "atlas-window-private.h"

#include "atlas-accessible.h"
#include "atlas-save-copy.h"

#include <glib/gi18n-lib.h>

/* A disk that has not answered by then may never do so. */
#define WAIT_MS 2500

static gboolean
is_all_on_disk (AtlasWindow *self)
{
  return self->document == NULL || atlas_document_flush (self->document, 0, NULL);
}

static void
stay (AtlasWindow *self)
{
  self->is_closing = FALSE;
  g_clear_handle_id (&self->closing_id, g_source_remove);
}

static void
on_copied (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(AtlasWindow) self = data;

  if (atlas_save_copy_finish (result, NULL))
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
destroy (gpointer window)
{
  gtk_window_destroy (window);

  return G_SOURCE_REMOVE;
}

/* The dialog, which would go with its window, still has something to do. */
static void
on_answered (AtlasWindow *self,
             const char  *response)
{
  self->question = NULL;
  if (g_str_equal (response, "discard"))
    g_idle_add_full (G_PRIORITY_DEFAULT, destroy, g_object_ref (self), g_object_unref);
  else if (g_str_equal (response, "copy") && self->document != NULL)
    atlas_save_copy_choose_async (GTK_WINDOW (self), self->document, on_copied,
                                  g_object_ref (self));
}

static void
ask (AtlasWindow *self)
{
  const GError *error = atlas_document_get_save_error (self->document);
  GtkWidget *dialog;

  stay (self);
  if (self->question != NULL)
    return;

  dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Close without the Last Changes?"),
                                   error != NULL ? error->message
                                   : _("The disk does not answer. Changes that are not on it will "
                                       "be lost."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"),
                                    "discard", _("Close _Anyway"),
                                    "copy", _("_Save a Copy As…"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "copy",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "copy");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answered), self, G_CONNECT_SWAPPED);
  atlas_accessible_name_buttons (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  self->question = GTK_WINDOW (dialog);
}

static gboolean
on_waited (gpointer data)
{
  AtlasWindow *self = data;

  self->closing_id = 0;
  ask (self);

  return G_SOURCE_REMOVE;
}

/* What is asked there decides on a change that is nowhere yet. */
static void
present_dialogs (AtlasWindow *self)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (self) &&
        gtk_widget_get_visible (l->data))
      gtk_window_present (l->data);
}

/* What was typed there is neither made nor given up. */
static gboolean
asks_for_reason (AtlasWindow *self)
{
  g_autofree char *reason = atlas_reason_bar_dup_reason (self->reason_bar);

  return atlas_reason_bar_is_asking (self->reason_bar) && *reason != '\0';
}

static gboolean
on_close_request (AtlasWindow *self)
{
  if (asks_for_reason (self))
    {
      gtk_window_present (GTK_WINDOW (self));
      gtk_entry_grab_focus_without_selecting (atlas_reason_bar_get_entry (self->reason_bar));
      atlas_status_bar_say (self->status_bar,
                            _("The class is not set yet: Enter sets it, Esc leaves it as it is"));
      return GDK_EVENT_STOP;
    }
  if (atlas_editor_is_waiting (self->editor))
    {
      present_dialogs (self);
      return GDK_EVENT_STOP;
    }
  if (is_all_on_disk (self))
    return GDK_EVENT_PROPAGATE;

  if (atlas_document_get_save_state (self->document) == ATLAS_SAVE_FAILED)
    ask (self);
  else if (!self->is_closing)
    {
      self->is_closing = TRUE;
      self->closing_id = g_timeout_add (WAIT_MS, on_waited, self);
    }

  return GDK_EVENT_STOP;
}

void
atlas_window_follow_closing (AtlasWindow *self)
{
  /* What was asked for is done meanwhile: nothing would be lost any more. */
  if (self->question != NULL && is_all_on_disk (self))
    {
      gtk_window_close (self->question);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (!self->is_closing)
    return;

  if (atlas_document_get_save_state (self->document) == ATLAS_SAVE_FAILED)
    ask (self);
  else if (is_all_on_disk (self))
    gtk_window_destroy (GTK_WINDOW (self));
}

void
atlas_window_add_closing (AtlasWindow *self)
{
  g_signal_connect (self, "close-request", G_CALLBACK (on_close_request), NULL);
}

void
atlas_window_stop_closing (AtlasWindow *self)
{
  stay (self);
}
