#include "atlas-snapshots-dialog.h"

#include "atlas-accessible.h"
#include "atlas-block-facts.h"
#include "atlas-change-text.h"
#include "atlas-changes-pane.h"
#include "atlas-chip.h"
#include "atlas-difference-row.h"
#include "atlas-form.h"
#include "atlas-snapshot-questions.h"
#include "atlas-time.h"
#include "atlas-tooltips.h"

#include <glib/gi18n-lib.h>

struct _AtlasSnapshotsDialog
{
  AdwWindow            parent_instance;

  AtlasSession        *session;
  AtlasDocument       *document; /* (nullable): that is listened to */
  GArray              *seqs;     /* gint64: of the states that can be compared */
  GPtrArray           *rows;     /* GtkWidget: the snapshots */
  AtlasDifferenceList *list;     /* (nullable) */

  /* Template children */
  GtkStack            *stack;
  AdwPreferencesGroup *make_group;
  AdwEntryRow         *name_row;
  AdwEntryRow         *note_row;
  GtkWidget           *make_button;
  GtkWidget           *publish_button;
  AdwPreferencesGroup *snapshots_group;
  GtkDropDown         *from_drop_down;
  GtkDropDown         *to_drop_down;
  GtkLabel            *summary_label;
  GtkLabel            *fields_label;
  GtkListView         *list_view;
};

G_DEFINE_FINAL_TYPE (AtlasSnapshotsDialog, atlas_snapshots_dialog, ADW_TYPE_WINDOW)

/* A window that held the other one's actions would never go. */
static void
activate (AtlasSnapshotsDialog *self,
          const char           *action,
          GVariant             *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (parent), action, parameter);
  else
    g_variant_unref (g_variant_ref_sink (parameter));
}

static const char *
get_title (AtlasSnapshotsDialog *self,
           const AtlasSnapshot  *snapshot)
{
  return atlas_change_text_get_snapshot (self->document, snapshot);
}

/* --- Going back --- */

static void
on_response (AtlasSnapshotsDialog *self,
             const char           *response,
             GtkWidget            *question)
{
  if (g_str_equal (response, "restore"))
    activate (self, "restore-snapshot",
              g_variant_new_string (g_object_get_data (G_OBJECT (question), "snapshot")));
}

/* What would be changed is said before. */
static char *
describe_restore (AtlasSnapshotsDialog *self,
                  const AtlasSnapshot  *snapshot)
{
  const AtlasChangeLog *log = atlas_document_get_log (self->document);
  g_autoptr(AtlasDifferenceList) list =
    atlas_difference_list_new (log, atlas_change_log_get_n (log), snapshot->seq, TRUE);
  guint n_blocks = atlas_difference_list_count (list, ATLAS_OBJECT_BLOCK);
  guint n_sites = atlas_difference_list_count (list, ATLAS_OBJECT_SITE);
  g_autofree char *number = atlas_change_text_dup_number (n_blocks, n_sites);
  g_autofree char *time = atlas_time_dup_local (snapshot->time);

  if (n_blocks + n_sites == 0)
    return g_strdup (_("All blocks and sites are as they were then: nothing would change."));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%s becomes what it was on %s. This is a change as any "
                                       "other: it is on record and can be undone.",
                                       "%s become what they were on %s. This is a change as any "
                                       "other: it is on record and can be undone.",
                                       n_blocks + n_sites), number, time);
}

static const char *
get_name (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "snapshot");
}

static void
on_go_back (GtkWidget            *button,
            AtlasSnapshotsDialog *self)
{
  const char *name = get_name (button);
  const AtlasSnapshot *snapshot = atlas_document_find_snapshot (self->document, name);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  GtkWidget *question;

  if (snapshot == NULL)
    return;

  heading = g_strdup_printf (_("Go back to “%s”?"), get_title (self, snapshot));
  body = describe_restore (self, snapshot);
  question = adw_message_dialog_new (GTK_WINDOW (self), heading, body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "cancel", _("_Cancel"),
                                    "restore", _("_Go Back"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "restore",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "cancel");
  g_object_set_data_full (G_OBJECT (question), "snapshot", g_strdup (name), g_free);
  g_signal_connect_object (question, "response", G_CALLBACK (on_response), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (question));
}

/* --- The snapshots --- */

static char *
describe (const AtlasSnapshot *snapshot)
{
  g_autofree char *time = atlas_time_dup_local (snapshot->time);
  g_autofree char *who = g_strjoin (" · ", time, snapshot->author, NULL);

  return snapshot->note != NULL && *snapshot->note != '\0'
         ? g_strjoin ("\n", who, snapshot->note, NULL) : g_steal_pointer (&who);
}

/* What was published before stays in the list, and says so. */
static GtkWidget *
make_chip (AtlasSnapshotsDialog *self,
           const AtlasSnapshot  *snapshot)
{
  gboolean is_latest = snapshot == atlas_document_get_published (self->document);

  return g_object_new (ATLAS_TYPE_CHIP, "label",
                       is_latest ? _("published") : _("published before"), "valign",
                       GTK_ALIGN_CENTER, NULL);
}

static void
on_rename (GtkWidget            *button,
           AtlasSnapshotsDialog *self)
{
  atlas_snapshot_ask_name (GTK_WINDOW (self), atlas_session_get_maps (self->session),
                           get_name (button));
}

static void
on_delete (GtkWidget            *button,
           AtlasSnapshotsDialog *self)
{
  atlas_snapshot_ask_deletion (GTK_WINDOW (self), atlas_session_get_maps (self->session),
                               get_name (button));
}

static void
add_button (AtlasSnapshotsDialog *self,
            GtkWidget            *row,
            GtkWidget            *button,
            const AtlasSnapshot  *snapshot,
            const char           *hint,
            GCallback             callback)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, hint,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "snapshot", g_strdup (snapshot->name), g_free);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_icon_button (AtlasSnapshotsDialog *self,
                 GtkWidget            *row,
                 const char           *icon,
                 const AtlasSnapshot  *snapshot,
                 const char           *hint,
                 GCallback             callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  atlas_tooltip_set (button, hint);
  add_button (self, row, button, snapshot, hint, callback);
}

static GtkWidget *
make_row (AtlasSnapshotsDialog *self,
          const AtlasSnapshot  *snapshot)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  const char *title = get_title (self, snapshot);
  g_autofree char *subtitle = describe (snapshot);
  g_autofree char *rename = g_strdup_printf (_("Rename “%s”"), title);
  g_autofree char *delete = g_strdup_printf (_("Delete “%s”"), title);
  g_autofree char *go_back = g_strdup_printf (_("Go back to “%s”"), title);

  /* Set with it, a name like “<2025>” would still be taken for markup. */
  g_object_set (row, "title", title, "subtitle", subtitle, NULL);
  if (snapshot->is_published)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_chip (self, snapshot));
  add_icon_button (self, row, "document-edit-symbolic", snapshot, rename, G_CALLBACK (on_rename));
  add_icon_button (self, row, "user-trash-symbolic", snapshot, delete, G_CALLBACK (on_delete));
  add_button (self, row, gtk_button_new_with_mnemonic (_("_Go Back…")), snapshot, go_back,
              G_CALLBACK (on_go_back));

  return row;
}

static void
add_state (AtlasSnapshotsDialog *self,
           GtkStringList        *names,
           const char           *name,
           gint64                seq)
{
  gtk_string_list_append (names, name);
  g_array_append_val (self->seqs, seq);
}

static void
show_snapshots (AtlasSnapshotsDialog *self,
                GtkStringList        *names)
{
  GPtrArray *snapshots = atlas_document_get_snapshots (self->document);

  for (guint i = snapshots->len; i-- > 0;)
    {
      const AtlasSnapshot *snapshot = g_ptr_array_index (snapshots, i);
      GtkWidget *row = make_row (self, snapshot);

      adw_preferences_group_add (self->snapshots_group, row);
      g_ptr_array_add (self->rows, row);
      add_state (self, names, get_title (self, snapshot), snapshot->seq);
    }
}

/* --- Comparing --- */

static void
append_count (GString    *text,
              const char *title,
              guint       n)
{
  if (n > 0)
    g_string_append_printf (text, "%s%s %u", text->len > 0 ? " · " : "", title, n);
}

static char *
count_fields (AtlasDifferenceList *list)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint field = 0; field < ATLAS_BLOCK_N_FIELDS; field++)
    append_count (text, _(atlas_fact_get_title (field)),
                  atlas_difference_list_count_field (list, ATLAS_OBJECT_BLOCK,
                                                     atlas_block_field_info (field)->column));
  append_count (text, _("Sites"), atlas_difference_list_count (list, ATLAS_OBJECT_SITE));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_summary (AtlasSnapshotsDialog *self)
{
  guint n_blocks, n_sites;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  g_autofree char *fields = NULL;

  if (self->list == NULL)
    return;

  n_blocks = atlas_difference_list_count (self->list, ATLAS_OBJECT_BLOCK);
  n_sites = atlas_difference_list_count (self->list, ATLAS_OBJECT_SITE);
  number = atlas_change_text_dup_number (n_blocks, n_sites);
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s differs", "%s differ",
                                       n_blocks + n_sites), number);
  fields = count_fields (self->list);
  gtk_label_set_text (self->summary_label, n_blocks + n_sites == 0 ? _("No difference") : text);
  gtk_label_set_text (self->fields_label, fields);
  gtk_widget_set_visible (GTK_WIDGET (self->fields_label), *fields != '\0');
}

static gboolean
get_seq (AtlasSnapshotsDialog *self,
         GtkDropDown          *drop_down,
         gint64               *seq)
{
  guint place = gtk_drop_down_get_selected (drop_down);

  if (place >= self->seqs->len)
    return FALSE;

  *seq = g_array_index (self->seqs, gint64, place);

  return TRUE;
}

static void
compare (AtlasSnapshotsDialog *self)
{
  g_autoptr(AtlasDifferenceList) list = NULL;
  g_autoptr(GtkNoSelection) model = NULL;
  const AtlasChangeLog *log = self->document != NULL ? atlas_document_get_log (self->document)
                                                     : NULL;
  gint64 from, to;

  if (log != NULL && get_seq (self, self->from_drop_down, &from) &&
      get_seq (self, self->to_drop_down, &to))
    list = atlas_difference_list_new (log, from, to, TRUE);
  g_set_object (&self->list, list);
  if (list != NULL)
    model = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (list)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (model));
  show_summary (self);
}

/* Returns: the place of the snapshot of that state; @fallback: it is gone */
static guint
find_state (AtlasSnapshotsDialog *self,
            gint64                seq,
            guint                 fallback)
{
  for (guint i = 1; i + 1 < self->seqs->len; i++)
    if (g_array_index (self->seqs, gint64, i) == seq)
      return i;

  return fallback;
}

/* The two that are chosen stay so, but for what is now, which has moved on. @before: the
 * states that could be chosen */
static void
set_states (AtlasSnapshotsDialog *self,
            GtkStringList        *names,
            GArray               *before)
{
  GtkDropDown *drop_downs[] = { self->from_drop_down, self->to_drop_down };
  guint n = self->seqs->len;

  for (guint i = 0; i < G_N_ELEMENTS (drop_downs); i++)
    {
      guint place = gtk_drop_down_get_selected (drop_downs[i]);
      /* From the published state, or the first, to what is now. */
      guint first = i == 0 && n > 2 ? n - 2 : i == 0 && n > 0 ? n - 1 : 0;

      if (place >= before->len)
        place = first;
      else if (place > 0)
        place = place == before->len - 1
                ? n - 1 : find_state (self, g_array_index (before, gint64, place), first);

      g_signal_handlers_block_by_func (drop_downs[i], compare, self);
      gtk_drop_down_set_model (drop_downs[i], G_LIST_MODEL (names));
      gtk_drop_down_set_selected (drop_downs[i], place);
      g_signal_handlers_unblock_by_func (drop_downs[i], compare, self);
    }
}

/* Returns: the place of the row that has the focus; -1: none */
static int
find_focus (AtlasSnapshotsDialog *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  for (guint i = 0; focus != NULL && i < self->rows->len; i++)
    if (gtk_widget_is_ancestor (focus, g_ptr_array_index (self->rows, i)))
      return (int) i;

  return -1;
}

/* Of rows that are made anew, the one in the same place has it, or the last. */
static void
set_focus (AtlasSnapshotsDialog *self,
           int                   place)
{
  if (place >= 0 && self->rows->len > 0)
    gtk_widget_child_focus (g_ptr_array_index (self->rows, MIN ((guint) place,
                                                                self->rows->len - 1)),
                            GTK_DIR_TAB_FORWARD);
}

static void
refresh (AtlasSnapshotsDialog *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr(GArray) before = g_array_copy (self->seqs);
  gboolean ready = self->document != NULL && atlas_document_is_ready (self->document);
  int focus = find_focus (self);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->snapshots_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_array_set_size (self->seqs, 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->make_group), ready);
  if (ready)
    {
      add_state (self, names, _("Now"),
                 atlas_change_log_get_n (atlas_document_get_log (self->document)));
      show_snapshots (self, names);
      add_state (self, names, _("Before all changes"), 0);
    }
  adw_preferences_group_set_description (self->snapshots_group,
                                         self->rows->len == 0 ? _("There is none yet.") : NULL);
  set_states (self, names, before);
  compare (self);
  set_focus (self, focus);
}

static void
on_maps_changed (AtlasSnapshotsDialog *self)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  AtlasDocument *document = maps != NULL ? atlas_maps_get_document (maps) : NULL;

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    {
      g_signal_connect_object (document, "changed", G_CALLBACK (refresh), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::ready", G_CALLBACK (refresh), self,
                               G_CONNECT_SWAPPED);
    }
  refresh (self);
}

/* --- Making one --- */

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
on_name_changed (AtlasSnapshotsDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (get_text (self->name_row)));
  gboolean taken = *name != '\0' && self->document != NULL &&
                   atlas_document_is_ready (self->document) &&
                   atlas_document_find_snapshot (self->document, name) != NULL;

  gtk_widget_set_sensitive (self->make_button, *name != '\0' && !taken);
  gtk_widget_set_sensitive (self->publish_button, *name != '\0' && !taken);
  atlas_form_set_css_class (GTK_WIDGET (self->name_row), "error", taken);
  adw_preferences_group_set_description (
    self->make_group,
    taken ? _("There is a snapshot of that name already. Choose another name.")
          : _("A snapshot gives this state a name, to compare with and to go back to."));
}

/* @action: of the window, which gets name and note */
static void
make (AtlasSnapshotsDialog *self,
      const char           *action)
{
  g_autofree char *name = g_strstrip (g_strdup (get_text (self->name_row)));

  if (!gtk_widget_get_sensitive (self->make_button))
    return;

  activate (self, action, g_variant_new ("(ss)", name, get_text (self->note_row)));
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->note_row), "");
}

static void
on_make (AtlasSnapshotsDialog *self)
{
  make (self, "make-snapshot");
}

/* --- Publishing --- */

/* What becomes of what was published, and of the changes since. */
static char *
describe_publish (AtlasSnapshotsDialog *self)
{
  const AtlasChangeLog *log = atlas_document_get_log (self->document);
  g_autoptr(AtlasDifferenceList) list =
    atlas_difference_list_new (log, atlas_changes_pane_find_base (self->document),
                               atlas_change_log_get_n (log), TRUE);
  guint n_blocks = atlas_difference_list_count (list, ATLAS_OBJECT_BLOCK);
  guint n_sites = atlas_difference_list_count (list, ATLAS_OBJECT_SITE);
  g_autofree char *number = atlas_change_text_dup_number (n_blocks, n_sites);
  g_autofree char *differ =
    n_blocks + n_sites == 0
    ? g_strdup (_("No block and no site differs from what was published."))
    : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s differs from what was published.",
                                    "%s differ from what was published.", n_blocks + n_sites),
                       number);

  return g_strjoin ("\n\n", differ,
                    _("The plan as it is now becomes what is published: from then on changes are "
                      "told against it. What was published before stays in the list, to compare "
                      "with and to go back to. This is on record and can be undone."), NULL);
}

static void
on_publish_answered (AtlasSnapshotsDialog *self,
                     const char           *response)
{
  if (g_str_equal (response, "publish"))
    make (self, "publish");
}

static void
on_publish (AtlasSnapshotsDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (get_text (self->name_row)));
  g_autofree char *heading = g_strdup_printf (_("Publish “%s”?"), name);
  g_autofree char *body = describe_publish (self);
  GtkWidget *question = adw_message_dialog_new (GTK_WINDOW (self), heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "cancel", _("_Cancel"),
                                    "publish", _("_Publish"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "publish",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (on_publish_answered), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (question));
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, atlas_difference_row_new (FALSE));
}

static void
on_bind (AtlasSnapshotsDialog *self,
         GtkListItem          *item)
{
  atlas_difference_row_show (ATLAS_DIFFERENCE_ROW (gtk_list_item_get_child (item)),
                             self->session, gtk_list_item_get_item (item));
}

static void
atlas_snapshots_dialog_dispose (GObject *object)
{
  AtlasSnapshotsDialog *self = ATLAS_SNAPSHOTS_DIALOG (object);

  g_clear_object (&self->list);
  g_clear_object (&self->document);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_SNAPSHOTS_DIALOG);

  G_OBJECT_CLASS (atlas_snapshots_dialog_parent_class)->dispose (object);
}

static void
atlas_snapshots_dialog_finalize (GObject *object)
{
  AtlasSnapshotsDialog *self = ATLAS_SNAPSHOTS_DIALOG (object);

  g_array_unref (self->seqs);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (atlas_snapshots_dialog_parent_class)->finalize (object);
}

static void
atlas_snapshots_dialog_class_init (AtlasSnapshotsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_snapshots_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = atlas_snapshots_dialog_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/renewalatlas/Atlas/ui/atlas-snapshots-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasSnapshotsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, AtlasSnapshotsDialog, make_group);
  gtk_widget_class_bind_template_child (widget_class, AtlasSnapshotsDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasSnapshotsDialog, note_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasSnapshotsDialog, make_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasSnapshotsDialog, publish_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasSnapshotsDialog, snapshots_group);
  gtk_widget_class_bind_template_child (widget_class, AtlasSnapshotsDialog, from_drop_down);
  gtk_widget_class_bind_template_child (widget_class, AtlasSnapshotsDialog, to_drop_down);
  gtk_widget_class_bind_template_child (widget_class, AtlasSnapshotsDialog, summary_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasSnapshotsDialog, fields_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasSnapshotsDialog, list_view);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_make);
  gtk_widget_class_bind_template_callback (widget_class, on_publish);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
atlas_snapshots_dialog_init (AtlasSnapshotsDialog *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
  g_signal_connect_object (self->from_drop_down, "notify::selected", G_CALLBACK (compare), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->to_drop_down, "notify::selected", G_CALLBACK (compare), self,
                           G_CONNECT_SWAPPED);
  atlas_accessible_name_buttons (GTK_WIDGET (self));
}

AtlasSnapshotsDialog *
atlas_snapshots_dialog_new (GtkWindow    *parent,
                            AtlasSession *session)
{
  AtlasSnapshotsDialog *self = g_object_new (ATLAS_TYPE_SNAPSHOTS_DIALOG,
                                             "transient-for", parent,
                                             "destroy-with-parent", TRUE,
                                             NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::maps", G_CALLBACK (on_maps_changed), self,
                           G_CONNECT_SWAPPED);
  on_maps_changed (self);

  return self;
}

guint
atlas_snapshots_dialog_get_n_rows (AtlasSnapshotsDialog *self)
{
  g_return_val_if_fail (ATLAS_IS_SNAPSHOTS_DIALOG (self), 0);

  return self->rows->len;
}

void
atlas_snapshots_dialog_compare (AtlasSnapshotsDialog *self,
                                guint                 from,
                                guint                 to)
{
  g_return_if_fail (ATLAS_IS_SNAPSHOTS_DIALOG (self));

  gtk_drop_down_set_selected (self->from_drop_down, from);
  gtk_drop_down_set_selected (self->to_drop_down, to);
  gtk_stack_set_visible_child_name (self->stack, "compare");
}

AtlasDifferenceList *
atlas_snapshots_dialog_get_list (AtlasSnapshotsDialog *self)
{
  g_return_val_if_fail (ATLAS_IS_SNAPSHOTS_DIALOG (self), NULL);

  return self->list;
}
