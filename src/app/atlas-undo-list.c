#include "atlas-undo-list.h"

#include "atlas-form.h"

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

struct _AtlasUndoList
{
  GtkPopover      parent_instance;

  AtlasUndoModel *model;

  GtkWidget      *list;
};

G_DEFINE_FINAL_TYPE (AtlasUndoList, atlas_undo_list, GTK_TYPE_POPOVER)

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 32);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         AtlasUndoList            *self)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));
  gboolean undone = gtk_list_item_get_position (item) < self->model->n_redo;
  g_autofree char *hint = g_strdup_printf (undone ? _("Redo up to here: %s")
                                                  : _("Undo back to before: %s"), name);

  gtk_label_set_text (GTK_LABEL (label), name);
  gtk_widget_set_tooltip_text (label, hint);
  atlas_form_set_css_class (label, "dim-label", undone);
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
 * seen only. */
static void
atlas_undo_list_map (GtkWidget *widget)
{
  AtlasUndoList *self = ATLAS_UNDO_LIST (widget);
  g_autoptr(GtkNoSelection) model =
    gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->model)));

  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (model));
  GTK_WIDGET_CLASS (atlas_undo_list_parent_class)->map (widget);
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
  widget_class->map = atlas_undo_list_map;
  widget_class->unmap = atlas_undo_list_unmap;
}

static void
atlas_undo_list_init (AtlasUndoList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->model = g_object_new (ATLAS_TYPE_UNDO_MODEL, NULL);
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  self->list = gtk_list_view_new (NULL, factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Changes, newest first"), -1);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (on_activated), self,
                           G_CONNECT_SWAPPED);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_popover_set_child (GTK_POPOVER (self), scroller);
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
  if (position < model->n_redo)
    atlas_editor_step (model->editor, (int) (model->n_redo - position));
  else if (position < model->n_redo + model->n_undo)
    atlas_editor_step (model->editor, -(int) (position - model->n_redo + 1));
}
