#include "atlas-history-list.h"

#include "atlas-history-row.h"
#include "atlas-log-list.h"

/* CSS pixels: about that of an entry, and of the most that are seen at once. */
#define ENTRY_HEIGHT 90
#define MOST_HEIGHT 400
/* A list view makes 200 rows at once, seen or not, which takes a second where
 * drawing is slow: so many entries are given to it, and more at their end. */
#define STEP 24

struct _AtlasHistoryList
{
  GtkWidget          parent_instance;

  AtlasSession      *session;
  GListModel        *model; /* (nullable) */

  /* Template children */
  GtkExpander       *expander;
  GtkStack          *stack;
  GtkScrolledWindow *scroller;
  GtkListView       *list_view;
};

G_DEFINE_FINAL_TYPE (AtlasHistoryList, atlas_history_list, GTK_TYPE_WIDGET)

/* (nullable): not one block, or no plan */
static AtlasBlock *
get_block (AtlasHistoryList *self)
{
  AtlasMaps *maps = self->session != NULL ? atlas_session_get_maps (self->session) : NULL;
  guint n_blocks = 0;
  const guint *blocks;

  if (maps == NULL)
    return NULL;

  blocks = atlas_selection_get (atlas_session_get_selection (self->session), &n_blocks);

  return n_blocks == 1 ? atlas_plan_get_block (atlas_maps_get_plan (maps), blocks[0]) : NULL;
}

static void
show_page (AtlasHistoryList *self)
{
  guint n = self->model != NULL ? g_list_model_get_n_items (self->model) : 0;

  gtk_stack_set_visible_child_name (self->stack, n == 0 ? "empty" : "entries");
  gtk_scrolled_window_set_min_content_height (
    self->scroller, n < MOST_HEIGHT / ENTRY_HEIGHT ? (int) n * ENTRY_HEIGHT : MOST_HEIGHT);
}

static void
set_model (AtlasHistoryList *self,
           GListModel       *model)
{
  g_autoptr(GtkNoSelection) shown = NULL;
  GtkSliceListModel *first;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, show_page, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    {
      first = gtk_slice_list_model_new (g_object_ref (model), 0, STEP);
      shown = gtk_no_selection_new (G_LIST_MODEL (first));
      g_signal_connect_object (model, "items-changed", G_CALLBACK (show_page), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (shown));
  show_page (self);
}

static void
on_edge_reached (AtlasHistoryList *self,
                 GtkPositionType   edge)
{
  GtkSelectionModel *shown = gtk_list_view_get_model (self->list_view);
  GtkSliceListModel *first;

  if (edge != GTK_POS_BOTTOM || shown == NULL)
    return;

  first = GTK_SLICE_LIST_MODEL (gtk_no_selection_get_model (GTK_NO_SELECTION (shown)));
  gtk_slice_list_model_set_size (first, gtk_slice_list_model_get_size (first) + STEP);
}

/* Who does not look is not told. */
static void
refresh (AtlasHistoryList *self)
{
  AtlasBlock *block = get_block (self);
  g_autoptr(AtlasLogList) list = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), block != NULL);
  if (block != NULL && gtk_expander_get_expanded (self->expander))
    list = atlas_log_list_new (atlas_maps_get_document (atlas_session_get_maps (self->session)),
                               atlas_block_get_code (block));
  set_model (self, G_LIST_MODEL (list));
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, atlas_history_row_new ());
}

static void
on_bind (AtlasHistoryList *self,
         GtkListItem      *item)
{
  atlas_history_row_show (ATLAS_HISTORY_ROW (gtk_list_item_get_child (item)), self->session,
                          gtk_list_item_get_item (item));
}

static void
atlas_history_list_dispose (GObject *object)
{
  AtlasHistoryList *self = ATLAS_HISTORY_LIST (object);
  GtkWidget *child;

  g_clear_object (&self->model);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_HISTORY_LIST);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (atlas_history_list_parent_class)->dispose (object);
}

static void
atlas_history_list_class_init (AtlasHistoryListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_history_list_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-history-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasHistoryList, expander);
  gtk_widget_class_bind_template_child (widget_class, AtlasHistoryList, stack);
  gtk_widget_class_bind_template_child (widget_class, AtlasHistoryList, list_view);
  gtk_widget_class_bind_template_callback (widget_class, on_edge_reached);
  gtk_widget_class_bind_template_child (widget_class, AtlasHistoryList, scroller);
}

static void
atlas_history_list_init (AtlasHistoryList *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
  g_signal_connect_object (self->expander, "notify::expanded", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
}

void
atlas_history_list_set_session (AtlasHistoryList *self,
                                AtlasSession     *session)
{
  static const char *const shown[] = {
    "notify::maps", "notify::area-unit", "notify::floor-area-unit",
  };

  g_return_if_fail (ATLAS_IS_HISTORY_LIST (self));
  g_return_if_fail (ATLAS_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_signal_connect_object (session, shown[i], G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (atlas_session_get_selection (session), "changed",
                           G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

void
atlas_history_list_set_expanded (AtlasHistoryList *self,
                                 gboolean          expanded)
{
  g_return_if_fail (ATLAS_IS_HISTORY_LIST (self));

  gtk_expander_set_expanded (self->expander, expanded);
}

GListModel *
atlas_history_list_get_model (AtlasHistoryList *self)
{
  g_return_val_if_fail (ATLAS_IS_HISTORY_LIST (self), NULL);

  return self->model;
}
