#include "atlas-window-private.h"

#include "atlas-author.h"
#include "atlas-error.h"
#include "atlas-meeting-dialog.h"
#include "atlas-meeting-settings.h"
#include "atlas-save-copy.h"

#include <glib/gi18n-lib.h>

/* --- What is on disk --- */

/* Returns: (transfer full) (nullable) */
static char *
dup_state_text (AtlasWindow *self)
{
  g_autofree char *time = NULL;
  g_autofree char *note = NULL;

  switch (atlas_document_get_save_state (self->document))
    {
    case ATLAS_SAVE_PENDING:
      return g_strdup (_("Saving…"));
    case ATLAS_SAVE_DONE:
      time = g_date_time_format (atlas_document_get_saved_time (self->document), "%H:%M:%S");
      note = atlas_document_dup_share_note (self->document);
      return g_strdup_printf (note != NULL ? _("Saved %s by way of a copy") : _("Saved %s"), time);
    case ATLAS_SAVE_FAILED:
      return g_strdup (_("Not saved"));
    case ATLAS_SAVE_UNTOUCHED:
    default:
      if (self->hindrance == NULL)
        return NULL;
      return g_strdup (g_error_matches (self->hindrance, ATLAS_ERROR, ATLAS_ERROR_BUSY)
                       ? _("Read-only while somebody else edits it")
                       : _("Read-only: save a copy to change it"));
    }
}

/* Returns: (transfer full) (nullable): what the state's text has no room for */
static char *
dup_state_details (AtlasWindow *self)
{
  AtlasSaveState state = atlas_document_get_save_state (self->document);

  if (state == ATLAS_SAVE_UNTOUCHED && self->hindrance != NULL)
    return g_strdup (self->hindrance->message);

  return state == ATLAS_SAVE_DONE ? atlas_document_dup_share_note (self->document) : NULL;
}

/* --- What is wrong with the file --- */

static const struct
{
  AtlasError code;
  AtlasWays  ways;
} remedies[] = {
  { ATLAS_ERROR_FORMAT, ATLAS_WAY_RELOAD | ATLAS_WAY_SAVE_COPY },
  { ATLAS_ERROR_BUSY, ATLAS_WAY_RETRY | ATLAS_WAY_SAVE_COPY },
  { ATLAS_ERROR_CHANGED, ATLAS_WAY_RELOAD | ATLAS_WAY_SAVE_COPY },
  { ATLAS_ERROR_FOREIGN, ATLAS_WAY_SAVE_COPY },
};

static AtlasWays
find_ways (const GError  *error,
           AtlasFileFate  fate)
{
  AtlasWays ways = ATLAS_WAY_RETRY | ATLAS_WAY_SAVE_COPY;

  if (error->domain == ATLAS_ERROR)
    for (guint i = 0; i < G_N_ELEMENTS (remedies); i++)
      if ((int) remedies[i].code == error->code)
        ways = remedies[i].ways;

  /* Nothing is there that could be read again. */
  return fate == ATLAS_FILE_GONE ? (ways & ~ATLAS_WAY_RELOAD) | ATLAS_WAY_RETRY : ways;
}

static void
show_trouble (AtlasWindow *self,
              const char  *format,
              const char  *message,
              AtlasWays    ways)
{
  g_autofree char *path = g_file_get_path (atlas_document_get_file (self->document));
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr(GString) heading = g_string_new (format);

  g_string_replace (heading, "%s", name, 1);
  atlas_save_bar_show (self->save_bar, heading->str, message, ways);
}

static AtlasFileFate
get_fate (AtlasWindow *self)
{
  AtlasFileIdentity now;

  if (atlas_document_get_save_state (self->document) != ATLAS_SAVE_FAILED)
    return atlas_file_watch_get_fate (self->watch);

  /* The watch rests while there is something to write. */
  now = atlas_file_identity_of (g_file_peek_path (atlas_document_get_file (self->document)));

  return now.inode == 0 ? ATLAS_FILE_GONE : ATLAS_FILE_SAME;
}

static void
show_fate (AtlasWindow   *self,
           AtlasFileFate  fate)
{
  const char *path = g_file_peek_path (atlas_document_get_file (self->document));
  g_autofree char *message = NULL;

  if (fate == ATLAS_FILE_GONE)
    {
      message = g_strdup_printf (_("%s: The file was deleted, renamed or moved. Put it back, or "
                                   "save a copy of what the window shows."), path);
      show_trouble (self, _("“%s” is no longer there"), message, ATLAS_WAY_SAVE_COPY);
    }
  else if (fate == ATLAS_FILE_REPLACED)
    {
      message = g_strdup_printf (_("%s: Another file has taken its place. Reload it, or save a "
                                   "copy of what the window shows."), path);
      show_trouble (self, _("“%s” is another file now"), message,
                    ATLAS_WAY_RELOAD | ATLAS_WAY_SAVE_COPY);
    }
  else
    atlas_save_bar_hide (self->save_bar);
}

static const char *
get_reload_heading (AtlasWindow *self)
{
  return g_error_matches (self->reload_error, ATLAS_ERROR, ATLAS_ERROR_CHANGED)
         ? _("“%s” is another file now") : _("“%s” can’t be read again");
}

static void
show_bar (AtlasWindow *self)
{
  AtlasSaveState state = atlas_document_get_save_state (self->document);
  const GError *error = atlas_document_get_save_error (self->document);
  AtlasFileFate fate = get_fate (self);

  if (self->reload_error != NULL)
    show_trouble (self, get_reload_heading (self), self->reload_error->message,
                  ATLAS_WAY_RELOAD | ATLAS_WAY_SAVE_COPY);
  else if (state == ATLAS_SAVE_FAILED && error != NULL)
    show_trouble (self, _("“%s” can’t be saved"), error->message, find_ways (error, fate));
  else if (state != ATLAS_SAVE_PENDING || fate != ATLAS_FILE_SAME)
    show_fate (self, fate);
}

static void
set_enabled (AtlasWindow *self,
             const char  *name,
             gboolean     enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_enabled (AtlasWindow *self)
{
  gboolean failed = self->document != NULL &&
                    atlas_document_get_save_state (self->document) == ATLAS_SAVE_FAILED;

  set_enabled (self, "save-copy", self->document != NULL);
  set_enabled (self, "meeting", self->document != NULL);
  set_enabled (self, "reload", self->document != NULL && self->reloading == NULL);
  set_enabled (self, "retry-save", failed);
}

/* As a copy the plan goes on in another file, and so does the meeting. */
static void
follow_file (AtlasWindow *self)
{
  GFile *file = atlas_document_get_file (self->document);

  if (self->kept_in != NULL && !g_file_equal (self->kept_in, file))
    {
      g_clear_error (&self->reload_error);
      atlas_meeting_settings_keep (self->settings, self->kept_in, NULL);
      atlas_meeting_settings_keep (self->settings, file,
                                   atlas_document_get_meeting (self->document));
      atlas_window_show_titles (self);
      atlas_window_remember_plan (self);
    }
  g_set_object (&self->kept_in, file);
}

void
atlas_window_show_saving (AtlasWindow *self)
{
  g_autofree char *text = self->document != NULL ? dup_state_text (self) : NULL;
  g_autofree char *details = text != NULL ? dup_state_details (self) : NULL;

  atlas_window_title_set_state (self->window_title, text, details);
  update_enabled (self);
  if (self->document == NULL)
    {
      atlas_save_bar_hide (self->save_bar);
      return;
    }

  follow_file (self);
  show_bar (self);
}

static void
on_save_state_changed (AtlasWindow *self)
{
  /* Whatever it was. */
  if (atlas_document_get_save_state (self->document) == ATLAS_SAVE_DONE)
    g_clear_error (&self->hindrance);
  atlas_window_show_saving (self);
  atlas_window_follow_closing (self);
}

/* --- Which document --- */

static void
set_author (AtlasWindow *self)
{
  g_autofree char *name = atlas_author_dup_name (self->settings);

  if (self->document != NULL)
    atlas_document_set_author (self->document, name);
}

static void
on_watched (AtlasWindow *self)
{
  if (atlas_file_watch_get_fate (self->watch) == ATLAS_FILE_CHANGED)
    atlas_window_reload (self, TRUE);
  else
    atlas_window_show_saving (self);
}

static void
on_hindered (AtlasWindow *self)
{
  const GError *hindrance = atlas_file_watch_get_hindrance (self->watch);

  g_clear_error (&self->hindrance);
  self->hindrance = hindrance != NULL ? g_error_copy (hindrance) : NULL;
  atlas_window_show_saving (self);
}

static void
drop_document (AtlasWindow *self)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (self->document, on_save_state_changed, self);
  if (self->watch != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->watch, on_watched, self);
      g_signal_handlers_disconnect_by_func (self->watch, on_hindered, self);
    }
  g_clear_object (&self->watch);
  g_clear_object (&self->document);
  g_clear_object (&self->kept_in);
  g_clear_error (&self->reload_error);
  g_clear_error (&self->hindrance);
}

/* Until the new one's is known, what hindered the old one does it still. Returns:
 * (transfer full) (nullable) */
static GError *
steal_hindrance (AtlasWindow   *self,
                 AtlasDocument *document)
{
  return document != NULL && self->document != NULL &&
         g_file_equal (atlas_document_get_file (document),
                       atlas_document_get_file (self->document))
         ? g_steal_pointer (&self->hindrance) : NULL;
}

static void
show_meeting (AtlasWindow *self)
{
  atlas_meeting_button_set_meeting (self->meeting_button,
                                    self->document != NULL
                                    ? atlas_document_get_meeting (self->document) : NULL);
}

/* One that was not ended is not over for the program's having been closed. */
static void
go_on_with_meeting (AtlasWindow *self)
{
  g_autoptr(AtlasMeeting) meeting = NULL;
  g_autofree char *message = NULL;

  if (atlas_document_get_meeting (self->document) == NULL)
    meeting = atlas_meeting_settings_find (self->settings,
                                           atlas_document_get_file (self->document));
  if (meeting == NULL)
    return;

  atlas_document_set_meeting (self->document, meeting);
  message = g_strdup_printf (_("The meeting “%s” goes on"),
                             meeting->name != NULL ? meeting->name : meeting->id);
  atlas_status_bar_say (self->status_bar, message);
}

static void
on_maps_changed (AtlasWindow *self)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  AtlasDocument *document = maps != NULL ? atlas_maps_get_document (maps) : NULL;
  GError *hindrance;

  if (document == self->document)
    return;

  atlas_window_cancel_reload (self);
  hindrance = steal_hindrance (self, document);
  drop_document (self);
  self->hindrance = hindrance;
  if (document != NULL)
    {
      self->document = g_object_ref (document);
      self->watch = atlas_file_watch_new (document);
      g_signal_connect_object (document, "notify::save-state", G_CALLBACK (on_save_state_changed),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->watch, "changed", G_CALLBACK (on_watched), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->watch, "hindered", G_CALLBACK (on_hindered), self,
                               G_CONNECT_SWAPPED);
      go_on_with_meeting (self);
    }
  set_author (self);
  show_meeting (self);
  atlas_window_show_saving (self);
}

/* Not every disk tells what others do to it. */
static void
on_active_changed (AtlasWindow *self)
{
  if (self->watch != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    atlas_file_watch_check (self->watch);
}

/* --- Ways on --- */

static void
on_retry_save (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  atlas_document_retry (ATLAS_WINDOW (data)->document);
}

static void
on_reload (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  atlas_window_reload (data, FALSE);
}

static void
on_save_copy (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  AtlasWindow *self = data;

  /* What comes of it the document tells. */
  atlas_save_copy_choose_async (GTK_WINDOW (self), self->document, NULL, NULL);
}

static void
on_meeting_answered (AtlasWindow        *self,
                     const char         *response,
                     AtlasMeetingDialog *dialog)
{
  if (self->document == NULL || g_str_equal (response, "cancel"))
    return;

  if (g_str_equal (response, "begin"))
    {
      g_autoptr(AtlasMeeting) meeting = atlas_meeting_dialog_dup_meeting (dialog);

      atlas_document_set_meeting (self->document, meeting);
    }
  else
    atlas_document_end_meeting (self->document);
  atlas_meeting_settings_keep (self->settings, atlas_document_get_file (self->document),
                               atlas_document_get_meeting (self->document));
  show_meeting (self);
}

static void
on_meeting (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  AtlasWindow *self = data;
  AtlasMeetingDialog *dialog =
    atlas_meeting_dialog_new (GTK_WINDOW (self), atlas_document_get_meeting (self->document));

  g_signal_connect_object (dialog, "response", G_CALLBACK (on_meeting_answered), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static const GActionEntry entries[] = {
  { .name = "retry-save", .activate = on_retry_save },
  { .name = "reload", .activate = on_reload },
  { .name = "save-copy", .activate = on_save_copy },
  { .name = "meeting", .activate = on_meeting },
};

void
atlas_window_add_saving (AtlasWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->session, "notify::maps", G_CALLBACK (on_maps_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (on_active_changed), NULL);
  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed::author", G_CALLBACK (set_author), self,
                             G_CONNECT_SWAPPED);
  atlas_window_show_saving (self);
}

void
atlas_window_stop_saving (AtlasWindow *self)
{
  drop_document (self);
}

const char *
atlas_window_get_save_text (AtlasWindow *self)
{
  g_return_val_if_fail (ATLAS_IS_WINDOW (self), NULL);

  return atlas_window_title_get_state (self->window_title);
}

const char *
atlas_window_get_save_details (AtlasWindow *self)
{
  g_return_val_if_fail (ATLAS_IS_WINDOW (self), NULL);

  return atlas_window_title_get_details (self->window_title);
}

const char *
atlas_window_get_save_trouble (AtlasWindow *self)
{
  g_return_val_if_fail (ATLAS_IS_WINDOW (self), NULL);

  return atlas_save_bar_get_text (self->save_bar);
}
