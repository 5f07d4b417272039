#include "atlas-window-private.h"

#include "atlas-coordinate.h"
#include "atlas-map-travel.h"
#include "atlas-place.h"

#include <glib/gi18n-lib.h>

static AtlasPlan *
get_plan (AtlasWindow *self)
{
  return atlas_maps_get_plan (atlas_session_get_maps (self->session));
}

static const guint *
get_blocks (AtlasWindow *self,
            guint       *n_blocks)
{
  return atlas_selection_get (atlas_session_get_selection (self->session), n_blocks);
}

/* Codes that this plan does not have are not lost silently. */
static void
say_unknown (AtlasWindow *self,
             GPtrArray   *codes)
{
  g_autofree char *list = NULL;
  g_autofree char *message = NULL;

  if (codes->len == 0)
    return;

  g_ptr_array_add (codes, NULL);
  list = g_strjoinv (", ", (char **) codes->pdata);
  message = g_strdup_printf (_("This plan has no block %s"), list);
  atlas_status_bar_say (self->status_bar, message);
}

static void
on_select (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  AtlasWindow *self = data;
  g_autoptr(GArray) blocks = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GPtrArray) unknown = g_ptr_array_new ();
  GVariantIter iter;
  const char *code;
  guint i;

  if (atlas_session_get_maps (self->session) == NULL)
    return;

  g_variant_iter_init (&iter, parameter);
  while (g_variant_iter_next (&iter, "&s", &code))
    if (atlas_plan_find_block (get_plan (self), code, &i) != NULL)
      g_array_append_val (blocks, i);
    else
      g_ptr_array_add (unknown, (gpointer) code);
  atlas_selection_set (atlas_session_get_selection (self->session),
                       (const guint *) (gconstpointer) blocks->data, blocks->len);
  say_unknown (self, unknown);
}

/* --- Copying --- */

static void
copy_text (AtlasWindow *self,
           const char  *text)
{
  g_autofree char *message = g_strdup_printf (_("Copied %s"), text);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  atlas_status_bar_say (self->status_bar, message);
}

/* A code a line, as a column of a spreadsheet. */
static void
on_copy_code (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  AtlasWindow *self = data;
  g_autoptr(GString) codes = g_string_new (NULL);
  g_autofree char *message = NULL;
  guint n_blocks;
  const guint *blocks = get_blocks (self, &n_blocks);

  for (guint i = 0; i < n_blocks; i++)
    g_string_append_printf (codes, i == 0 ? "%s" : "\n%s",
                            atlas_block_get_code (atlas_plan_get_block (get_plan (self),
                                                                        blocks[i])));
  if (n_blocks == 1)
    {
      copy_text (self, codes->str);
      return;
    }
  if (n_blocks == 0)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), codes->str);
  message = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Copied %u code", "Copied %u codes",
                                          n_blocks), n_blocks);
  atlas_status_bar_say (self->status_bar, message);
}

/* Of longitude and latitude; in the notation of the preferences. */
static void
on_copy_coordinate (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  AtlasWindow *self = data;
  AtlasNotation notation = atlas_session_get_notation (self->session);
  g_autofree char *text = NULL;
  AtlasPoint point;

  g_variant_get (parameter, "(dd)", &point.x, &point.y);
  if (atlas_notation_get_crs (notation) != ATLAS_CRS_GEOGRAPHIC)
    {
      g_autoptr(AtlasProjection) projection =
        atlas_projection_new (ATLAS_CRS_GEOGRAPHIC, atlas_notation_get_crs (notation));

      point = atlas_projection_point (projection, point.x, point.y);
    }
  text = atlas_coordinate_format (point, notation);
  copy_text (self, text);
}

/* --- The menu of the map --- */

/* @where: as of `win.zoom-to` */
static void
append_zoom (GMenu      *menu,
             const char *name,
             const char *where)
{
  /* Translators: %s is a district or a ring zone */
  g_autofree char *label = g_strdup_printf (_("Zoom to %s"), name);
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.zoom-to", "s", where);
  g_menu_append_item (menu, item);
}

/* The district and the ring zone where no block is. */
static void
append_zooms (AtlasWindow         *self,
              const AtlasMapEvent *event,
              GMenu               *menu)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  AtlasScene *scene = atlas_session_get_scene (self->session);
  AtlasLanguage language = atlas_scene_get_language (scene);
  AtlasPlace place = atlas_place_find (get_plan (self), atlas_maps_get_locator (maps), scene,
                                       &event->view, event->plane);

  if (place.district >= 0)
    {
      g_autoptr(AtlasFeature) district = g_list_model_get_item (
        atlas_plan_get_features (get_plan (self), ATLAS_LAYER_DISTRICTS), (guint) place.district);

      append_zoom (menu, atlas_feature_get_name (district, language),
                   atlas_feature_get_text (district, "code"));
    }
  if (place.zone >= 0)
    append_zoom (menu, atlas_vocabulary_get_label (&atlas_vocabulary_zones, place.zone, language),
                 atlas_vocabulary_get_key (&atlas_vocabulary_zones, place.zone));
}

/* @block: under the pointer; negative: none */
static GMenuModel *
list_commands (AtlasWindow         *self,
               const AtlasMapEvent *event,
               int                  block,
               guint                n_blocks)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) copies = g_menu_new ();
  g_autoptr(GMenu) selects = g_menu_new ();
  g_autoptr(GMenuModel) edits = NULL;
  g_autoptr(GMenuModel) density = atlas_window_list_density (self, event->degrees);
  g_autoptr(GMenuItem) coordinate = g_menu_item_new (_("Copy C_oordinate"), NULL);

  if (n_blocks > 0)
    {
      g_menu_append (copies, n_blocks == 1 ? _("Cop_y Code") : _("Cop_y Codes"), "win.copy-code");
      g_menu_append (selects, n_blocks == 1 ? _("_Zoom to Block") : _("_Zoom to Selected Blocks"),
                     "win.zoom-to::selection");
      atlas_window_list_likes (self, selects, block);
    }
  if (block < 0 && event->n_press > 0)
    append_zooms (self, event, selects);
  g_menu_append_submenu (selects, _("S_elect"), G_MENU_MODEL (self->select_menu));
  g_menu_item_set_action_and_target (coordinate, "win.copy-coordinate", "(dd)",
                                     event->degrees.x, event->degrees.y);
  g_menu_append_item (copies, coordinate);
  edits = atlas_window_list_edits (self);
  g_menu_append_section (menu, NULL, edits);
  g_menu_append_section (menu, NULL, density);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (selects));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copies));

  return G_MENU_MODEL (menu);
}

/* By the pointer it is of what is under it, by key of what is selected. Returns: the
 * block under the pointer; negative: none */
static int
select_for_menu (AtlasWindow         *self,
                 const AtlasMapEvent *event)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  AtlasSelection *selection = atlas_session_get_selection (self->session);
  int found = atlas_place_find_block (get_plan (self), atlas_maps_get_locator (maps),
                                      atlas_session_get_scene (self->session), event->plane);
  guint block = (guint) found;

  if (event->n_press == 0 || found < 0)
    return -1;
  if (!atlas_selection_contains (selection, block))
    atlas_selection_set (selection, &block, 1);

  return found;
}

static gboolean
drop_menu (gpointer data)
{
  gtk_widget_unparent (data);

  return G_SOURCE_REMOVE;
}

/* The action of its item is still to come. */
static void
on_menu_closed (GtkWidget *menu)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, drop_menu, g_object_ref (menu), g_object_unref);
}

static void
on_menu_wanted (AtlasWindow         *self,
                const AtlasMapEvent *event)
{
  g_autoptr(GMenuModel) commands = NULL;
  GtkWidget *menu;
  guint n_blocks;
  int block;

  if (atlas_session_get_maps (self->session) == NULL)
    return;

  block = select_for_menu (self, event);
  get_blocks (self, &n_blocks);
  commands = list_commands (self, event, block, n_blocks);
  menu = gtk_popover_menu_new_from_model (commands);
  gtk_widget_set_parent (menu, GTK_WIDGET (self->map_view));
  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_widget_set_halign (menu, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (menu),
                               &(GdkRectangle) { (int) event->x, (int) event->y, 1, 1 });
  g_signal_connect (menu, "closed", G_CALLBACK (on_menu_closed), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (menu), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Commands of the map"), -1);
  gtk_popover_popup (GTK_POPOVER (menu));
}

/* --- Their attributes are shown when something is selected --- */

static void
on_selection_changed (AtlasWindow *self)
{
  guint n_blocks;

  get_blocks (self, &n_blocks);
  self->shows_selection = TRUE;
  if ((n_blocks > 0) != self->has_selection)
    adw_flap_set_reveal_flap (self->details_flap, n_blocks > 0);
  self->shows_selection = FALSE;
  self->has_selection = n_blocks > 0;
}

/* A block that was clicked is not to be hidden by its attributes. */
static void
on_details_revealed (AtlasWindow *self)
{
  guint n_blocks;
  const guint *blocks = get_blocks (self, &n_blocks);
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  AtlasBox box;

  if (n_blocks != 1 || maps == NULL ||
      adw_flap_get_reveal_progress (self->details_flap) < 1)
    return;

  box = atlas_locator_get_block_box (atlas_maps_get_locator (maps), blocks[0]);
  atlas_map_travel_bring_into_view (self->map_view, &box);
}

static const GActionEntry entries[] = {
  { .name = "select", .activate = on_select, .parameter_type = "as" },
  { .name = "copy-code", .activate = on_copy_code },
  { .name = "copy-coordinate", .activate = on_copy_coordinate, .parameter_type = "(dd)" },
};

void
atlas_window_add_select_actions (AtlasWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (atlas_map_view_get_input (self->map_view), "menu-wanted",
                           G_CALLBACK (on_menu_wanted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (atlas_session_get_selection (self->session), "changed",
                           G_CALLBACK (on_selection_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->details_flap, "notify::reveal-progress",
                           G_CALLBACK (on_details_revealed), self, G_CONNECT_SWAPPED);
}
