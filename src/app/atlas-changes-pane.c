#include "atlas-changes-pane.h"

#include "atlas-accessible.h"
#include "atlas-change-swatch.h"
#include "atlas-change-text.h"
#include "atlas-coordinate.h"
#include "atlas-difference-row.h"
#include "atlas-site-difference.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _AtlasChangesPane
{
  GtkWidget            parent_instance;

  AtlasSession        *session;
  AtlasMarkLayer      *marks;
  AtlasDocument       *document;   /* (nullable): that is listened to */
  AtlasDifferenceList *list;       /* (nullable) */
  guint                refresh_id; /* until it is listed anew */

  /* Template children */
  GtkLabel            *title_label;
  GtkWidget           *revert_button;
  GtkWidget           *legend;
  AtlasChangeSwatch   *class_swatch;
  AtlasChangeSwatch   *other_swatch;
  GtkWidget           *site_legend;
  AtlasChangeSwatch   *added_swatch;
  AtlasChangeSwatch   *moved_swatch;
  AtlasChangeSwatch   *deleted_swatch;
  AtlasChangeSwatch   *edited_swatch;
  GtkWidget           *scroller;
  GtkListView         *list_view;
};

G_DEFINE_FINAL_TYPE (AtlasChangesPane, atlas_changes_pane, GTK_TYPE_WIDGET)

static AtlasMaps *
get_maps (AtlasChangesPane *self)
{
  return self->session != NULL ? atlas_session_get_maps (self->session) : NULL;
}

gint64
atlas_changes_pane_find_base (AtlasDocument *document)
{
  const AtlasSnapshot *published = atlas_document_get_published (document);

  return published != NULL ? published->seq : 0;
}

/* --- What differs --- */

/* They come first in the list. */
static void
mark_blocks (AtlasChangesPane *self)
{
  g_autoptr(GArray) marks = g_array_new (FALSE, TRUE, sizeof (AtlasChangeMark));
  guint n = self->list != NULL ? atlas_difference_list_count (self->list, ATLAS_OBJECT_BLOCK) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AtlasDifference) difference = g_list_model_get_item (G_LIST_MODEL (self->list), i);
      AtlasChangeMark mark = { .before = -1, .now = -1 };

      atlas_difference_row_find_mark (difference, atlas_maps_get_plan (get_maps (self)), &mark);
      g_array_append_val (marks, mark);
    }
  atlas_mark_layer_set_changes (self->marks, (const AtlasChangeMark *) (gpointer) marks->data,
                                marks->len);
}

static void
mark_sites (AtlasChangesPane *self)
{
  g_autoptr(GArray) marks =
    self->list != NULL
    ? atlas_site_difference_list_marks (self->list, atlas_maps_get_plan (get_maps (self)))
    : g_array_new (FALSE, FALSE, sizeof (AtlasSiteMark));

  atlas_mark_layer_set_site_changes (self->marks,
                                     (const AtlasSiteMark *) (gpointer) marks->data, marks->len);
}

/* What differs, as in "3 blocks and 1 site"; @n: (out): how many that are. Returns:
 * (transfer full) */
static char *
dup_number (AtlasChangesPane *self,
            guint            *n)
{
  guint n_blocks = atlas_difference_list_count (self->list, ATLAS_OBJECT_BLOCK);

  *n = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  return atlas_change_text_dup_number (n_blocks, *n - n_blocks);
}

static void
show_title (AtlasChangesPane *self)
{
  const AtlasSnapshot *published;
  g_autofree char *number = NULL;
  g_autofree char *title = NULL;
  guint n;

  if (self->list == NULL)
    {
      gtk_label_set_text (self->title_label, _("The history of the plan is being read"));
      return;
    }

  published = atlas_document_get_published (self->document);
  number = dup_number (self, &n);
  if (n == 0)
    title = g_strdup (_("No block and no site differs from what was published"));
  else if (published == NULL || g_str_equal (published->name, ATLAS_SNAPSHOT_FIRST))
    title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s differs from what was published",
                                          "%s differ from what was published", n), number);
  else
    title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s differs from %s",
                                          "%s differ from %s", n), number, published->name);
  gtk_label_set_text (self->title_label, title);
}

static void
set_list (AtlasChangesPane    *self,
          AtlasDifferenceList *list)
{
  g_autoptr(GtkNoSelection) model = NULL;
  gboolean any = list != NULL && g_list_model_get_n_items (G_LIST_MODEL (list)) > 0;
  gboolean any_site = list != NULL && atlas_difference_list_count (list, ATLAS_OBJECT_SITE) > 0;

  g_set_object (&self->list, list);
  if (list != NULL)
    model = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (list)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (model));
  gtk_widget_set_visible (self->legend, any);
  gtk_widget_set_visible (self->site_legend, any_site);
  gtk_widget_set_visible (self->scroller, any);
  gtk_widget_set_sensitive (self->revert_button,
                            any && atlas_document_get_published (self->document) != NULL);
  show_title (self);
  mark_blocks (self);
  mark_sites (self);
}

static void
show_legend (AtlasChangesPane *self)
{
  AtlasScene *scene = atlas_session_get_scene (self->session);
  AtlasChangeSwatch *const swatches[] = {
    [ATLAS_SITE_MARK_ADDED] = self->added_swatch,
    [ATLAS_SITE_MARK_MOVED] = self->moved_swatch,
    [ATLAS_SITE_MARK_DELETED] = self->deleted_swatch,
    [ATLAS_SITE_MARK_EDITED] = self->edited_swatch,
  };

  if (scene == NULL)
    return;

  atlas_change_swatch_show (self->class_swatch, scene, ATLAS_CLASS_GENERAL, ATLAS_CLASS_KEY);
  atlas_change_swatch_show (self->other_swatch, scene, ATLAS_CLASS_KEY, ATLAS_CLASS_KEY);
  for (guint kind = 0; kind < G_N_ELEMENTS (swatches); kind++)
    atlas_change_swatch_show_site (swatches[kind], scene, (AtlasSiteMarkKind) kind,
                                   ATLAS_RESOURCE_COMPOUNDS);
}

static void
refresh (AtlasChangesPane *self)
{
  g_autoptr(AtlasDifferenceList) list = NULL;
  const AtlasChangeLog *log = NULL;

  if (self->document != NULL && gtk_widget_get_visible (GTK_WIDGET (self)))
    log = atlas_document_get_log (self->document);
  if (log != NULL)
    list = atlas_difference_list_new (log, atlas_changes_pane_find_base (self->document),
                                      atlas_change_log_get_n (log), TRUE);
  set_list (self, list);
  show_legend (self);
}

static gboolean
on_idle (gpointer data)
{
  AtlasChangesPane *self = data;

  self->refresh_id = 0;
  refresh (self);

  return G_SOURCE_REMOVE;
}

/* Several changes one after the other are looked at once. */
static void
queue_refresh (AtlasChangesPane *self)
{
  if (self->refresh_id == 0 && gtk_widget_get_visible (GTK_WIDGET (self)))
    self->refresh_id = g_idle_add (on_idle, self);
}

static void
on_maps_changed (AtlasChangesPane *self)
{
  AtlasMaps *maps = get_maps (self);
  AtlasDocument *document = maps != NULL ? atlas_maps_get_document (maps) : NULL;

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (self->document != NULL)
    {
      g_signal_connect_object (self->document, "changed", G_CALLBACK (queue_refresh), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->document, "notify::ready", G_CALLBACK (queue_refresh), self,
                               G_CONNECT_SWAPPED);
    }
  refresh (self);
}

/* --- The list --- */

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  gtk_list_item_set_child (item, atlas_difference_row_new (TRUE));
}

static void
on_bind (AtlasChangesPane *self,
         GtkListItem      *item)
{
  atlas_difference_row_show (ATLAS_DIFFERENCE_ROW (gtk_list_item_get_child (item)),
                             self->session, gtk_list_item_get_item (item));
}

/* A site that is gone is found where it was. */
static char *
dup_destination (AtlasChangesPane *self,
                 AtlasDifference  *difference)
{
  AtlasSiteMark mark =
    atlas_site_difference_get_mark (difference, atlas_maps_get_plan (get_maps (self)));

  return mark.kind == ATLAS_SITE_MARK_DELETED
         ? atlas_coordinate_format (mark.was, ATLAS_NOTATION_PLANE)
         : g_strdup (atlas_difference_get_key (difference));
}

static void
on_activated (AtlasChangesPane *self,
              guint             position)
{
  g_autoptr(AtlasDifference) difference =
    g_list_model_get_item (G_LIST_MODEL (self->list), position);
  const char *const codes[] = { atlas_difference_get_key (difference), NULL };

  if (atlas_difference_get_object (difference) == ATLAS_OBJECT_BLOCK)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.select", "^as", codes);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.zoom-to", "s", "selection");
    }
  else
    {
      g_autofree char *place = dup_destination (self, difference);

      gtk_widget_activate_action (GTK_WIDGET (self), "win.zoom-to", "s", place);
    }
}

/* Another plan may be there by now, or another published state. */
static void
on_revert_answered (AtlasChangesPane *self,
                    const char       *response)
{
  const AtlasSnapshot *published = self->document != NULL
                                   ? atlas_document_get_published (self->document) : NULL;

  if (published != NULL && g_str_equal (response, "revert"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.restore-snapshot", "s", published->name);
}

static void
on_revert_all (AtlasChangesPane *self)
{
  GtkWidget *dialog;
  g_autofree char *number = NULL;
  g_autofree char *body = NULL;
  guint n;

  if (self->list == NULL)
    return;

  number = dup_number (self, &n);
  body = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%s becomes what was published. This is a change as any "
                                       "other: it is on record and can be undone.",
                                       "%s become what was published. This is a change as any "
                                       "other: it is on record and can be undone.", n), number);
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                   _("Revert All Changes?"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"),
                                    "revert", _("_Revert"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "revert",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  atlas_accessible_name_buttons (dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_revert_answered), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
atlas_changes_pane_dispose (GObject *object)
{
  AtlasChangesPane *self = ATLAS_CHANGES_PANE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->list);
  g_clear_object (&self->document);
  g_clear_object (&self->marks);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_CHANGES_PANE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (atlas_changes_pane_parent_class)->dispose (object);
}

static void
atlas_changes_pane_class_init (AtlasChangesPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_changes_pane_dispose;

  g_type_ensure (ATLAS_TYPE_CHANGE_SWATCH);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-changes-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasChangesPane, title_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasChangesPane, revert_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasChangesPane, legend);
  gtk_widget_class_bind_template_child (widget_class, AtlasChangesPane, class_swatch);
  gtk_widget_class_bind_template_child (widget_class, AtlasChangesPane, other_swatch);
  gtk_widget_class_bind_template_child (widget_class, AtlasChangesPane, site_legend);
  gtk_widget_class_bind_template_child (widget_class, AtlasChangesPane, added_swatch);
  gtk_widget_class_bind_template_child (widget_class, AtlasChangesPane, moved_swatch);
  gtk_widget_class_bind_template_child (widget_class, AtlasChangesPane, deleted_swatch);
  gtk_widget_class_bind_template_child (widget_class, AtlasChangesPane, edited_swatch);
  gtk_widget_class_bind_template_child (widget_class, AtlasChangesPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, AtlasChangesPane, list_view);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_revert_all);
}

static void
atlas_changes_pane_init (AtlasChangesPane *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
}

void
atlas_changes_pane_set_session (AtlasChangesPane *self,
                                AtlasSession     *session,
                                AtlasMarkLayer   *marks)
{
  static const char *const shown[] = {
    "notify::palette", "notify::area-unit", "notify::floor-area-unit",
  };

  g_return_if_fail (ATLAS_IS_CHANGES_PANE (self));
  g_return_if_fail (ATLAS_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->marks = g_object_ref (marks);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_signal_connect_object (session, shown[i], G_CALLBACK (queue_refresh), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::maps", G_CALLBACK (on_maps_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::visible", G_CALLBACK (refresh), NULL);
  on_maps_changed (self);
}

AtlasDifferenceList *
atlas_changes_pane_get_list (AtlasChangesPane *self)
{
  g_return_val_if_fail (ATLAS_IS_CHANGES_PANE (self), NULL);

  return self->list;
}

const char *
atlas_changes_pane_get_title (AtlasChangesPane *self)
{
  g_return_val_if_fail (ATLAS_IS_CHANGES_PANE (self), NULL);

  return gtk_label_get_text (self->title_label);
}
