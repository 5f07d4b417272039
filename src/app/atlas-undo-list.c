#include "atlas-undo-list.h"

#include "atlas-change-text.h"
#include "atlas-form.h"
#include "atlas-time.h"

#include <glib/gi18n-lib.h>

/* --- The model: a text a row, made when it is asked for --- */

#define ATLAS_TYPE_UNDO_MODEL (atlas_undo_model_get_type ())
G_DECLARE_FINAL_TYPE (AtlasUndoModel, atlas_undo_model, ATLAS, UNDO_MODEL, GObject)

struct _AtlasUndoModel
{
  GObject      parent_instance;

  AtlasEditor *editor; /* (nullable) */
  guint        n_redo; /* when it was looked at last */
  guint        n_undo;
};

static GType
get_item_type (GListModel *model)
{
  return GTK_TYPE_STRING_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  AtlasUndoModel *self = ATLAS_UNDO_MODEL (model);

  return self->n_redo + self->n_undo;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  AtlasUndoModel *self = ATLAS_UNDO_MODEL (model);
  g_autofree char *name = NULL;

  if (position >= self->n_redo + self->n_undo)
    return NULL;

  name = position < self->n_redo
         ? atlas_editor_dup_redo_name (self->editor, self->n_redo - 1 - position)
         : atlas_editor_dup_undo_name (self->editor, position - self->n_redo);

  return gtk_string_object_new (name);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AtlasUndoModel, atlas_undo_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
atlas_undo_model_finalize (GObject *object)
{
  g_clear_object (&ATLAS_UNDO_MODEL (object)->editor);

  G_OBJECT_CLASS (atlas_undo_model_parent_class)->finalize (object);
}

static void
atlas_undo_model_class_init (AtlasUndoModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_undo_model_finalize;
}

static void
atlas_undo_model_init (AtlasUndoModel *self)
{
}

static void
look_again (AtlasUndoModel *self)
{
  guint n = self->n_redo + self->n_undo;

  self->n_redo = atlas_editor_get_n_redo (self->editor);
  self->n_undo = atlas_editor_get_n_undo (self->editor);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, self->n_redo + self->n_undo);
}

/* --- The popover --- */

/* Of a row's contents: the list's item it is for. */
#define ITEM "atlas-item"
/* CSS pixels: the least width of a row. */
#define LEAST_WIDTH 320

struct _AtlasUndoList
{
  GtkPopover      parent_instance;

  AtlasUndoModel *model;
  guint           pointed; /* row under the pointer; GTK_INVALID_LIST_POSITION: none */

  GtkLabel       *what_label;
  GtkWidget      *list;
};

G_DEFINE_FINAL_TYPE (AtlasUndoList, atlas_undo_list, GTK_TYPE_POPOVER)

/* How many edits a click on a row redoes, or, where it is negative, undoes. */
static int
count_steps (AtlasUndoModel *model,
             guint           position)
{
  return position < model->n_redo ? (int) (model->n_redo - position)
                                  : -(int) (position - model->n_redo + 1);
}

/* Is it among those that a click on the row under the pointer steps over? */
static gboolean
goes_too (AtlasUndoList *self,
          guint          position)
{
  guint n_redo = self->model->n_redo;

  if (self->pointed == GTK_INVALID_LIST_POSITION)
    return FALSE;

  return self->pointed < n_redo ? position >= self->pointed && position < n_redo
                                : position >= n_redo && position <= self->pointed;
}

static void
mark_row (AtlasUndoList *self,
          GtkWidget     *box)
{
  GtkListItem *item = g_object_get_data (G_OBJECT (box), ITEM);

  atlas_form_set_css_class (gtk_widget_get_parent (box), "goes-too",
                            goes_too (self, gtk_list_item_get_position (item)));
}

static char *
dup_what (AtlasUndoList *self)
{
  int n = 0;

  if (self->pointed != GTK_INVALID_LIST_POSITION)
    n = count_steps (self->model, self->pointed);
  if (n == 0)
    return g_strdup (_("A change is undone with all newer ones"));

  return g_strdup_printf (n < 0 ? g_dngettext (GETTEXT_PACKAGE, "Undo %d change",
                                               "Undo %d changes", (gulong) -n)
                                : g_dngettext (GETTEXT_PACKAGE, "Redo %d change",
                                               "Redo %d changes", (gulong) n), ABS (n));
}

static void
point_at (AtlasUndoList *self,
          guint          position)
{
  g_autofree char *what = NULL;

  self->pointed = position;
  what = dup_what (self);
  gtk_label_set_text (self->what_label, what);
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_first_child (row) != NULL)
      mark_row (self, gtk_widget_get_first_child (row));
}

/* With all of their rows' room, not only that of their texts. */
static void
on_pointed (AtlasUndoList *self,
            double         x,
            double         y)
{
  GtkWidget *row = gtk_widget_pick (self->list, x, y, GTK_PICK_DEFAULT);
  GtkWidget *box;
  guint position = GTK_INVALID_LIST_POSITION;

  while (row != NULL && row != self->list && gtk_widget_get_parent (row) != self->list)
    row = gtk_widget_get_parent (row);
  box = row != NULL && row != self->list ? gtk_widget_get_first_child (row) : NULL;
  if (box != NULL)
    position = gtk_list_item_get_position (g_object_get_data (G_OBJECT (box), ITEM));
  if (position != self->pointed)
    point_at (self, position);
}

static void
on_left (AtlasUndoList *self)
{
  point_at (self, GTK_INVALID_LIST_POSITION);
}

static GtkWidget *
add_label (GtkWidget *box)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 32);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *details;

  add_label (box);
  details = add_label (box);
  /* There may be a long reason; a tooltip would lie over the rows that are to be seen. */
  gtk_label_set_wrap (GTK_LABEL (details), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (details), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (details), 3);
  gtk_widget_add_css_class (details, "dim-label");
  gtk_widget_add_css_class (details, "caption");
  gtk_widget_add_css_class (details, "numeric");
  g_object_set_data (G_OBJECT (box), ITEM, item);
  gtk_list_item_set_child (item, box);
}

/* When, who and why. */
static char *
dup_details (AtlasUndoModel *model,
             guint           position)
{
  const AtlasChange *change =
    position < model->n_redo
    ? atlas_editor_get_redo_entry (model->editor, model->n_redo - 1 - position)
    : atlas_editor_get_undo_entry (model->editor, position - model->n_redo);
  const char *reason = atlas_change_text_get_reason (change);
  g_autofree char *time = atlas_time_dup_local (change->time);
  g_autofree char *who = change->author != NULL ? g_strjoin (" · ", time, change->author, NULL)
                                                : g_strdup (time);

  return reason != NULL ? g_strjoin (" · ", who, reason, NULL) : g_steal_pointer (&who);
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         AtlasUndoList            *self)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));
  guint position = gtk_list_item_get_position (item);
  gboolean undone = position < self->model->n_redo;
  g_autofree char *details = dup_details (self->model, position);

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (box)), name);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), details);
  atlas_form_set_css_class (gtk_widget_get_first_child (box), "dim-label", undone);
  mark_row (self, box);
}

static void
on_activated (AtlasUndoList *self,
              guint          position)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  atlas_undo_list_pick (self, position);
}

static void
atlas_undo_list_dispose (GObject *object)
{
  g_clear_object (&ATLAS_UNDO_LIST (object)->model);

  G_OBJECT_CLASS (atlas_undo_list_parent_class)->dispose (object);
}

/* A list that is out of sight makes rows, too; so it has a model while it is
 * seen only: before it is measured for that. */
static void
atlas_undo_list_show (GtkWidget *widget)
{
  AtlasUndoList *self = ATLAS_UNDO_LIST (widget);
  g_autoptr(GtkNoSelection) model =
    gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->model)));

  point_at (self, GTK_INVALID_LIST_POSITION);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (model));
  GTK_WIDGET_CLASS (atlas_undo_list_parent_class)->show (widget);
}

static void
atlas_undo_list_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (atlas_undo_list_parent_class)->unmap (widget);
  gtk_list_view_set_model (GTK_LIST_VIEW (ATLAS_UNDO_LIST (widget)->list), NULL);
}

static void
atlas_undo_list_class_init (AtlasUndoListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_undo_list_dispose;
  widget_class->show = atlas_undo_list_show;
  widget_class->unmap = atlas_undo_list_unmap;
}

static void
make_list (AtlasUndoList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  self->list = gtk_list_view_new (NULL, factory);
  gtk_widget_add_css_class (self->list, "undo-list");
  gtk_widget_set_size_request (self->list, LEAST_WIDTH, -1);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Changes, newest first"), -1);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (on_activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (on_pointed), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_pointed), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_left), self);
  gtk_widget_add_controller (self->list, motion);
}

static void
atlas_undo_list_init (AtlasUndoList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->model = g_object_new (ATLAS_TYPE_UNDO_MODEL, NULL);
  self->what_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->what_label, 0);
  gtk_label_set_wrap (self->what_label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->what_label), "undo-heading");
  make_list (self);
  point_at (self, GTK_INVALID_LIST_POSITION);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->what_label));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

void
atlas_undo_list_set_editor (AtlasUndoList *self,
                            AtlasEditor   *editor)
{
  g_return_if_fail (ATLAS_IS_UNDO_LIST (self));
  g_return_if_fail (self->model->editor == NULL);

  self->model->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (look_again), self->model,
                           G_CONNECT_SWAPPED);
  look_again (self->model);
}

GListModel *
atlas_undo_list_get_model (AtlasUndoList *self)
{
  g_return_val_if_fail (ATLAS_IS_UNDO_LIST (self), NULL);

  return G_LIST_MODEL (self->model);
}

void
atlas_undo_list_pick (AtlasUndoList *self,
                      guint          position)
{
  AtlasUndoModel *model;

  g_return_if_fail (ATLAS_IS_UNDO_LIST (self));

  model = self->model;
  if (position < model->n_redo + model->n_undo)
    atlas_editor_step (model->editor, count_steps (model, position));
}
