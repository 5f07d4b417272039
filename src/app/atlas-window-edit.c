#include "atlas-window-private.h"

#include "atlas-accelerators.h"
#include "atlas-author.h"
#include "atlas-block-json.h"
#include "atlas-reasons.h"
#include "atlas-save-copy.h"
#include "atlas-tooltips.h"

#include <glib/gi18n-lib.h>

static AtlasPlan *
get_plan (AtlasWindow *self)
{
  return atlas_maps_get_plan (atlas_session_get_maps (self->session));
}

static AtlasLanguage
get_language (AtlasWindow *self)
{
  return atlas_scene_get_language (
    atlas_maps_get_scene (atlas_session_get_maps (self->session), 1));
}

static const char *
get_word (AtlasWindow *self,
          int          class_)
{
  return atlas_vocabulary_get_label (&atlas_vocabulary_classes, class_, get_language (self));
}

/* --- Setting a class --- */

/* Those of the selected blocks that are of another one. */
static GArray *
list_others (AtlasWindow *self,
             int          class_)
{
  GArray *others = g_array_new (FALSE, FALSE, sizeof (guint));
  AtlasSelection *selection = atlas_session_get_selection (self->session);
  guint n_blocks;
  const guint *blocks = atlas_selection_get (selection, &n_blocks);

  for (guint i = 0; i < n_blocks; i++)
    if (atlas_block_get_values (atlas_plan_get_block (get_plan (self), blocks[i]))->class_ !=
        class_)
      g_array_append_val (others, blocks[i]);

  return others;
}

static char *
dup_question (AtlasWindow *self,
              GArray      *blocks)
{
  g_autofree char *number = atlas_quantity_format_count (blocks->len);
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s block", "%s blocks",
                                                        blocks->len), number);
  const char *code = atlas_block_get_code (atlas_plan_get_block (get_plan (self),
                                                                 g_array_index (blocks, guint,
                                                                                0)));

  return g_strdup_printf (_("%s → %s"), blocks->len == 1 ? code : text,
                          get_word (self, self->class_));
}

static void
set_class (AtlasWindow *self,
           GArray      *blocks,
           const char  *reason)
{
  g_autoptr(AtlasEdit) edit = atlas_edit_new (get_plan (self));
  g_autoptr(GString) json = g_string_new (NULL);

  g_string_printf (json, "\"%s\"",
                   atlas_vocabulary_get_key (&atlas_vocabulary_classes, self->class_));
  for (guint i = 0; i < blocks->len; i++)
    if (!atlas_edit_set_block (edit, g_array_index (blocks, guint, i), ATLAS_BLOCK_CLASS,
                               json->str, NULL))
      g_return_if_reached ();

  atlas_editor_apply (self->editor, g_steal_pointer (&edit), ATLAS_CHANGE_EDIT, reason);
}

static void
say_no_change (AtlasWindow *self)
{
  g_autofree char *number = NULL;
  g_autofree char *message = NULL;
  guint n_blocks;

  atlas_selection_get (atlas_session_get_selection (self->session), &n_blocks);
  number = atlas_quantity_format_count (n_blocks);
  message = n_blocks == 1
            ? g_strdup_printf (_("Not changed: the block is %s already"),
                               get_word (self, self->class_))
            : g_strdup_printf (_("Not changed: all of the %s blocks are %s already"), number,
                               get_word (self, self->class_));
  atlas_status_bar_say (self->status_bar, message);
}

static void
remember_asked (AtlasWindow *self,
                GArray      *blocks)
{
  g_hash_table_remove_all (self->asked_blocks);
  for (guint i = 0; i < blocks->len; i++)
    g_hash_table_add (self->asked_blocks, GUINT_TO_POINTER (g_array_index (blocks, guint, i)));
}

static gboolean
has_asked (AtlasWindow *self,
           GArray      *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    if (g_hash_table_contains (self->asked_blocks,
                               GUINT_TO_POINTER (g_array_index (blocks, guint, i))))
      return TRUE;

  return FALSE;
}

/* What was typed for these blocks before stands there again. */
static void
ask (AtlasWindow *self,
     GArray      *blocks)
{
  g_autofree char *question = dup_question (self, blocks);
  g_autofree char *draft = g_steal_pointer (&self->draft);
  gboolean goes_on = draft != NULL && !atlas_reason_bar_is_asking (self->reason_bar) &&
                     has_asked (self, blocks);

  remember_asked (self, blocks);
  atlas_reason_bar_ask (self->reason_bar, question, TRUE);
  if (goes_on)
    atlas_reason_bar_set_reason (self->reason_bar, draft);
}

static void
on_set_class (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  AtlasWindow *self = data;
  int class_ = atlas_vocabulary_find (&atlas_vocabulary_classes,
                                      g_variant_get_string (parameter, NULL));
  g_autoptr(GArray) blocks = NULL;

  if (class_ < 0 || atlas_session_get_maps (self->session) == NULL)
    return;

  self->class_ = class_;
  blocks = list_others (self, class_);
  if (blocks->len == 0)
    {
      atlas_reason_bar_close (self->reason_bar);
      say_no_change (self);
    }
  else if (atlas_reasons_is_optional (self->settings))
    set_class (self, blocks, NULL);
  else
    ask (self, blocks);
}

static void
on_reason_given (AtlasWindow *self,
                 const char  *reason)
{
  g_autoptr(GArray) blocks = NULL;

  if (atlas_session_get_maps (self->session) == NULL)
    return;

  blocks = list_others (self, self->class_);
  if (blocks->len == 0)
    return;

  set_class (self, blocks, reason);
  if (atlas_editor_is_waiting (self->editor))
    {
      g_free (self->given);
      self->given = g_strdup (reason);
    }
}

static void
on_given_up (AtlasWindow *self)
{
  g_clear_pointer (&self->draft, g_free);
}

/* What was typed is kept for its blocks, and never given to others. */
static void
leave_question (AtlasWindow *self)
{
  g_autofree char *reason = atlas_reason_bar_dup_reason (self->reason_bar);

  atlas_reason_bar_close (self->reason_bar);
  if (*reason == '\0')
    {
      atlas_status_bar_say (self->status_bar,
                            _("The class was not set: its blocks are no longer selected"));
      return;
    }

  g_free (self->draft);
  self->draft = g_steal_pointer (&reason);
  atlas_status_bar_say (self->status_bar,
                        _("The class was not set: its blocks are no longer selected. The reason "
                          "stands there when it is set again."));
}

static gboolean
is_asked_of_selected (AtlasWindow *self)
{
  guint n_blocks;
  const guint *blocks = atlas_selection_get (atlas_session_get_selection (self->session),
                                             &n_blocks);

  for (guint i = 0; i < n_blocks; i++)
    if (g_hash_table_contains (self->asked_blocks, GUINT_TO_POINTER (blocks[i])))
      return TRUE;

  return FALSE;
}

/* Blocks that come and go are part of the question, but it never becomes one about
 * others altogether. */
static void
follow_selection (AtlasWindow *self)
{
  g_autoptr(GArray) blocks = NULL;
  g_autofree char *question = NULL;

  if (!atlas_reason_bar_is_asking (self->reason_bar))
    return;
  if (atlas_session_get_maps (self->session) == NULL)
    {
      atlas_reason_bar_close (self->reason_bar);
      return;
    }

  blocks = list_others (self, self->class_);
  if (blocks->len > 0 && has_asked (self, blocks))
    {
      remember_asked (self, blocks);
      question = dup_question (self, blocks);
      atlas_reason_bar_set_title (self->reason_bar, question);
    }
  else if (blocks->len == 0 && is_asked_of_selected (self))
    {
      atlas_reason_bar_close (self->reason_bar);
      say_no_change (self);
    }
  else
    leave_question (self);
}

static void
on_maps_changed (AtlasWindow *self)
{
  atlas_reason_bar_close (self->reason_bar);
  g_clear_pointer (&self->draft, g_free);
  g_clear_pointer (&self->given, g_free);
}

/* --- Undo and redo --- */

static void
on_undo (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  atlas_editor_step (ATLAS_WINDOW (data)->editor, -1);
}

static void
on_redo (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  atlas_editor_step (ATLAS_WINDOW (data)->editor, 1);
}

/* What was done to what is not in sight is told, too. */
static void
on_stepped (AtlasWindow *self,
            int          n,
            const char  *name)
{
  g_autofree char *message = NULL;

  if (ABS (n) == 1)
    message = g_strdup_printf (n < 0 ? _("Undone: %s") : _("Redone: %s"), name);
  else
    message = g_strdup_printf (n < 0 ? g_dngettext (GETTEXT_PACKAGE, "%d change undone",
                                                    "%d changes undone", (gulong) ABS (n))
                                     : g_dngettext (GETTEXT_PACKAGE, "%d change redone",
                                                    "%d changes redone", (gulong) ABS (n)),
                               ABS (n));
  atlas_status_bar_say (self->status_bar, message);
}

static const GActionEntry entries[] = {
  { .name = "set-class", .activate = on_set_class, .parameter_type = "s" },
  { .name = "undo", .activate = on_undo },
  { .name = "redo", .activate = on_redo },
};

static void
set_enabled (AtlasWindow *self,
             const char  *name,
             gboolean     enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* A split button holds the one that is pressed. */
static void
name_button (GtkWidget  *button,
             const char *text)
{
  GtkWidget *pressed = ADW_IS_SPLIT_BUTTON (button) ? gtk_widget_get_first_child (button) : button;

  atlas_tooltip_set (pressed, text);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (pressed), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (pressed), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

/* What would be undone stands in tooltip and name of the button. */
static void
follow_history (AtlasWindow *self)
{
  gboolean can_undo = atlas_editor_get_n_undo (self->editor) > 0;
  gboolean can_redo = atlas_editor_get_n_redo (self->editor) > 0;
  g_autofree char *undo = can_undo ? atlas_editor_dup_undo_name (self->editor, 0) : NULL;
  g_autofree char *redo = can_redo ? atlas_editor_dup_redo_name (self->editor, 0) : NULL;
  g_autofree char *undo_text = can_undo ? g_strdup_printf (_("Undo: %s"), undo)
                                        : g_strdup (_("Undo"));
  g_autofree char *redo_text = can_redo ? g_strdup_printf (_("Redo: %s"), redo)
                                        : g_strdup (_("Redo"));

  set_enabled (self, "undo", can_undo);
  set_enabled (self, "redo", can_redo);
  name_button (GTK_WIDGET (self->undo_button), undo_text);
  name_button (self->redo_button, redo_text);
}

static void
update_enabled (AtlasWindow *self)
{
  guint n_blocks;

  atlas_selection_get (atlas_session_get_selection (self->session), &n_blocks);
  set_enabled (self, "set-class", n_blocks > 0);
}

/* --- The menu of the map --- */

GMenuModel *
atlas_window_list_edits (AtlasWindow *self)
{
  GMenu *menu = g_menu_new ();
  guint n_blocks;

  atlas_selection_get (atlas_session_get_selection (self->session), &n_blocks);
  for (int i = 0; n_blocks > 0 && i < ATLAS_N_CLASSES; i++)
    {
      g_autofree char *label = g_strdup_printf (_("Set Class to %s"), get_word (self, i));
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "win.set-class", "s",
                                         atlas_vocabulary_get_key (&atlas_vocabulary_classes, i));
      g_menu_append_item (menu, item);
    }

  return G_MENU_MODEL (menu);
}

/* --- Keys --- */

static int
find_class_key (guint key)
{
  if (key >= GDK_KEY_1 && key < GDK_KEY_1 + ATLAS_N_CLASSES)
    return (int) (key - GDK_KEY_1);
  if (key >= GDK_KEY_KP_1 && key < GDK_KEY_KP_1 + ATLAS_N_CLASSES)
    return (int) (key - GDK_KEY_KP_1);

  return -1;
}

static GtkRoot *
get_root (GtkEventController *controller)
{
  return gtk_widget_get_root (gtk_event_controller_get_widget (controller));
}

/* From a window beside this one, too: what is asked is asked here. */
static gboolean
on_pane_key_pressed (AtlasWindow        *self,
                     guint               key,
                     guint               code,
                     GdkModifierType     modifiers,
                     GtkEventController *controller)
{
  int class_ = find_class_key (key);
  GtkRoot *root = get_root (controller);
  const char *word;

  if (class_ < 0 || atlas_accelerators_is_typing (GTK_WINDOW (root)) ||
      (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;

  word = atlas_vocabulary_get_key (&atlas_vocabulary_classes, class_);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.set-class", "s", word);
  if (root != GTK_ROOT (self) && atlas_reason_bar_is_asking (self->reason_bar))
    gtk_window_present (GTK_WINDOW (self));

  return TRUE;
}

void
atlas_window_add_class_keys (AtlasWindow *self,
                             GtkWidget   *pane)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_pane_key_pressed), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (pane, keys);
}

/* Accelerators of the program would take Ctrl+Z from texts, which have an undo of
 * their own; so these come after all else. */
static gboolean
on_window_key_pressed (AtlasWindow        *self,
                       guint               key,
                       guint               code,
                       GdkModifierType     modifiers,
                       GtkEventController *controller)
{
  guint held = modifiers & gtk_accelerator_get_default_mod_mask ();
  guint lower = gdk_keyval_to_lower (key);
  const char *action = NULL;

  if (lower == GDK_KEY_z && held == GDK_CONTROL_MASK)
    action = "win.undo";
  else if ((lower == GDK_KEY_z && held == (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) ||
           (lower == GDK_KEY_y && held == GDK_CONTROL_MASK))
    action = "win.redo";
  if (action == NULL || atlas_accelerators_is_typing (GTK_WINDOW (get_root (controller))))
    return FALSE;

  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);

  return TRUE;
}

void
atlas_window_add_history_keys (AtlasWindow *self,
                               GtkWindow   *window)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_window_key_pressed), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
}

/* --- What is asked before the first change --- */

void
atlas_window_say_refused (AtlasWindow *self,
                          const char  *reason)
{
  g_autofree char *message = g_strdup_printf (_("Not changed: %s"), reason);

  atlas_status_bar_say (self->status_bar, message);
}

/* Of a change that is not made, the reason is not lost. */
static void
go_on (AtlasWindow *self,
       gboolean     can_be_made,
       const char  *why_not)
{
  g_autoptr(GArray) blocks = NULL;

  if (self->editor == NULL)
    return;

  atlas_editor_go_on (self->editor, can_be_made);
  if (!can_be_made)
    atlas_window_say_refused (self, why_not);
  if (!can_be_made && self->given != NULL)
    {
      blocks = list_others (self, self->class_);
      g_free (self->draft);
      self->draft = g_steal_pointer (&self->given);
      if (blocks->len > 0 && has_asked (self, blocks))
        ask (self, blocks);
    }
  if (!atlas_editor_is_waiting (self->editor))
    g_clear_pointer (&self->given, g_free);
}

static void
on_author_told (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr(AtlasWindow) self = data;

  go_on (self, atlas_author_ask_finish (result, NULL), _("Nobody said who makes the change."));
}

static gboolean
on_author_wanted (AtlasWindow *self)
{
  g_autofree char *name = atlas_author_dup_name (self->settings);

  if (self->settings == NULL || name != NULL)
    return FALSE;

  atlas_author_ask_async (GTK_WINDOW (self), self->settings, on_author_told, g_object_ref (self));

  return TRUE;
}

static void
on_copy_kept (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(AtlasWindow) self = data;

  go_on (self, atlas_save_copy_finish (result, NULL), _("No copy was made."));
}

static void
on_copy_wanted (AtlasWindow *self)
{
  atlas_save_copy_ask_async (GTK_WINDOW (self), atlas_editor_get_document (self->editor),
                             on_copy_kept, g_object_ref (self));
}

static void
on_failed (AtlasWindow  *self,
           const GError *error)
{
  atlas_window_show_error (self, _("The change can’t be made"), error);
}

void
atlas_window_add_edit_actions (AtlasWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  atlas_undo_list_set_editor (self->undo_list, self->editor);
  atlas_window_add_class_keys (self, GTK_WIDGET (self->map_view));
  atlas_window_add_class_keys (self, GTK_WIDGET (self->block_panel));
  atlas_window_add_history_keys (self, GTK_WINDOW (self));

  g_signal_connect_object (self->editor, "changed", G_CALLBACK (follow_history), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (follow_selection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "author-wanted", G_CALLBACK (on_author_wanted), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "copy-wanted", G_CALLBACK (on_copy_wanted), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "stepped", G_CALLBACK (on_stepped), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "failed", G_CALLBACK (on_failed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->block_panel, "refused", G_CALLBACK (atlas_window_say_refused),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reason_bar, "answered", G_CALLBACK (on_reason_given), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reason_bar, "given-up", G_CALLBACK (on_given_up), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::maps", G_CALLBACK (on_maps_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (atlas_session_get_selection (self->session), "changed",
                           G_CALLBACK (update_enabled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (atlas_session_get_selection (self->session), "changed",
                           G_CALLBACK (follow_selection), self, G_CONNECT_SWAPPED);
  update_enabled (self);
  follow_history (self);
}
