#include "atlas-window-private.h"

#include "atlas-error.h"
#include "atlas-locale.h"

#include <glib/gi18n-lib.h>

/* As long as another program writes the file it can't be read. */
#define RETRY_MS 1000

static void read_again (AtlasWindow *self);

static void
say (AtlasWindow *self,
     const char  *text,
     guint        timeout)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_timeout (toast, timeout);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
say_what_was_done (AtlasWindow *self,
                   guint        n_lost)
{
  g_autofree char *text = NULL;

  if (n_lost > 0)
    {
      text = g_strdup_printf (g_dngettext (NULL,
                                           "%u of your changes can’t be made again in the plan as "
                                           "it is now",
                                           "%u of your changes can’t be made again in the plan as "
                                           "it is now", n_lost), n_lost);
      /* Until somebody has read it. */
      say (self, text, 0);
    }
  else if (self->by_itself)
    say (self, _("Another program has changed the plan; it was read again"), 5);
  else
    say (self, _("The plan was read again"), 5);
}

static void
show_again (AtlasWindow *self,
            AtlasMaps   *maps)
{
  AtlasMapPlace place = atlas_map_view_get_place (self->map_view);

  atlas_session_replace_maps (self->session, maps);
  atlas_window_show_maps (self, maps);
  atlas_map_view_set_place (self->map_view, &place);
}

static void
fail (AtlasWindow  *self,
      const GError *error)
{
  g_clear_error (&self->reload_error);
  self->reload_error = g_error_copy (error);
  atlas_window_show_saving (self);
}

/* Changes that are not on disk can't be made again in a file that may not be
 * written: then what is shown stays. */
static gboolean
check_takes_changes (AtlasWindow    *self,
                     AtlasDocument  *document,
                     GError        **error)
{
  if (atlas_document_flush (self->document, 0, NULL) || !atlas_document_needs_copy (document))
    return TRUE;

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
               _("%s: The file may not be written, so your last changes can’t be made in it. Save "
                 "a copy of what the window shows."),
               g_file_peek_path (atlas_document_get_file (document)));

  return FALSE;
}

/* What was saved and is no longer in the file is nowhere but in the window: that
 * goes only when somebody wants it to. */
static gboolean
check_loses_nothing (AtlasWindow    *self,
                     AtlasDocument  *document,
                     GError        **error)
{
  if (!self->by_itself || atlas_document_goes_on_from (document, self->document))
    return TRUE;

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_CHANGED,
               _("%s: Changes that were saved are missing in it, for another program has put an "
                 "earlier copy, or another plan, in its place. Reload it, or save a copy of what "
                 "the window shows."),
               g_file_peek_path (atlas_document_get_file (document)));

  return FALSE;
}

/* The changes that are not on disk are made again, by the same person in the
 * same meeting. */
static void
take_over (AtlasWindow *self,
           AtlasMaps   *maps)
{
  AtlasDocument *document = atlas_maps_get_document (maps);
  g_autoptr(AtlasDocument) old = g_object_ref (self->document);

  atlas_document_set_meeting (document, atlas_document_get_meeting (old));
  show_again (self, maps);
  say_what_was_done (self, atlas_document_adopt (document, old));
}

static gboolean
on_retry (gpointer data)
{
  AtlasWindow *self = data;

  self->reload_id = 0;
  if (self->document != NULL)
    read_again (self);

  return G_SOURCE_REMOVE;
}

static void
retry_later (AtlasWindow *self)
{
  if (self->reload_id == 0)
    self->reload_id = g_timeout_add (RETRY_MS, on_retry, self);
}

/* A plan can be changed only when its history is there. */
static void
on_arriving_changed (AtlasWindow *self)
{
  AtlasDocument *document = atlas_maps_get_document (self->arriving);
  const GError *error = atlas_document_get_save_error (document);
  g_autoptr(GError) refused = NULL;
  g_autoptr(AtlasMaps) maps = NULL;

  if (!atlas_document_is_ready (document) && error == NULL)
    return;

  g_signal_handlers_disconnect_by_func (document, on_arriving_changed, self);
  maps = g_steal_pointer (&self->arriving);
  if (atlas_document_is_ready (document))
    {
      if (check_takes_changes (self, document, &refused) &&
          check_loses_nothing (self, document, &refused))
        take_over (self, maps);
      else
        fail (self, refused);
    }
  else if (g_error_matches (error, ATLAS_ERROR, ATLAS_ERROR_CHANGED))
    retry_later (self);
  else
    fail (self, error);
}

static void
on_read_again (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  AtlasWindow *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasMaps) maps = atlas_maps_load_finish (result, &error);
  AtlasDocument *document;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->reloading);
  gtk_spinner_set_spinning (self->spinner, FALSE);
  atlas_window_show_saving (self);
  if (g_error_matches (error, ATLAS_ERROR, ATLAS_ERROR_BUSY))
    retry_later (self);
  if (maps == NULL)
    {
      fail (self, error);
      return;
    }

  self->arriving = g_steal_pointer (&maps);
  document = atlas_maps_get_document (self->arriving);
  g_signal_connect_object (document, "notify", G_CALLBACK (on_arriving_changed), self,
                           G_CONNECT_SWAPPED);
  on_arriving_changed (self);
}

static void
read_again (AtlasWindow *self)
{
  GFile *file = atlas_document_get_file (self->document);

  atlas_window_cancel_reload (self);
  g_clear_error (&self->reload_error);
  self->reloading = g_cancellable_new ();
  gtk_spinner_set_spinning (self->spinner, TRUE);
  atlas_window_show_saving (self);
  atlas_maps_load_async (file, atlas_locale_get_language (),
                         atlas_session_get_map (self->session), self->reloading, on_read_again, self);
}

void
atlas_window_reload (AtlasWindow *self,
                     gboolean     by_itself)
{
  g_return_if_fail (self->document != NULL);

  self->by_itself = by_itself;
  read_again (self);
}

void
atlas_window_cancel_reload (AtlasWindow *self)
{
  g_clear_handle_id (&self->reload_id, g_source_remove);
  g_cancellable_cancel (self->reloading);
  g_clear_object (&self->reloading);
  if (self->arriving != NULL)
    g_signal_handlers_disconnect_by_func (atlas_maps_get_document (self->arriving),
                                          on_arriving_changed, self);
  g_clear_object (&self->arriving);
}
