#include "atlas-window-private.h"

enum { N_PANES = 7 };

/* From the upper left to the lower right, as Tab goes. */
static void
list_panes (AtlasWindow *self,
            GtkWidget   *panes[N_PANES])
{
  panes[0] = self->header_bar;
  panes[1] = GTK_WIDGET (self->map_list);
  panes[2] = GTK_WIDGET (self->density_panel);
  panes[3] = GTK_WIDGET (self->layers_panel);
  panes[4] = GTK_WIDGET (self->map_view);
  panes[5] = GTK_WIDGET (self->block_panel);
  panes[6] = GTK_WIDGET (self->status_bar);
}

static gboolean
enter (GtkWidget *pane)
{
  return gtk_widget_get_mapped (pane) && gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD);
}

/* To the nearest pane in that direction that takes the focus. */
static void
go_to_pane (AtlasWindow *self,
            guint        step)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  GtkWidget *panes[N_PANES];
  guint current = 0;

  list_panes (self, panes);
  for (guint i = 0; i < N_PANES && focus != NULL; i++)
    if (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i]))
      current = i;

  for (guint i = 1; i < N_PANES; i++)
    if (enter (panes[(current + i * step) % N_PANES]))
      break;
  gtk_window_set_focus_visible (GTK_WINDOW (self), TRUE);
}

static void
on_next_pane (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  go_to_pane (data, 1);
}

static void
on_previous_pane (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  go_to_pane (data, N_PANES - 1);
}

static const GActionEntry entries[] = {
  { .name = "next-pane", .activate = on_next_pane },
  { .name = "previous-pane", .activate = on_previous_pane },
};

static void
on_revealed (AtlasWindow *self)
{
  if (!self->shows_selection)
    atlas_map_view_let_go (self->map_view);
  atlas_window_remember (self);
}

static void
add_flap (AtlasWindow *self,
          const char  *name,
          AdwFlap     *flap)
{
  g_autoptr(GPropertyAction) action = g_property_action_new (name, flap, "reveal-flap");

  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
  g_signal_connect_object (flap, "notify::reveal-flap", G_CALLBACK (on_revealed), self,
                           G_CONNECT_SWAPPED);
}

void
atlas_window_add_pane_actions (AtlasWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_flap (self, "sidebar", self->sidebar_flap);
  add_flap (self, "details", self->details_flap);
}
