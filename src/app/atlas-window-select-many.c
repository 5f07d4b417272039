#include "atlas-window-private.h"

#include "atlas-block-json.h"
#include "atlas-place.h"

#include <glib/gi18n-lib.h>

static AtlasPlan *
get_plan (AtlasWindow *self)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);

  return maps != NULL ? atlas_maps_get_plan (maps) : NULL;
}

static void
select_blocks (AtlasWindow  *self,
               const GArray *blocks)
{
  atlas_selection_set (atlas_session_get_selection (self->session),
                       (const guint *) (gconstpointer) blocks->data, blocks->len);
}

/* --- By place --- */

static void
on_select_all (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  AtlasWindow *self = data;
  AtlasScene *scene = atlas_session_get_scene (self->session);
  g_autoptr(AtlasRegion) region = NULL;
  g_autoptr(GArray) blocks = NULL;
  AtlasView view;
  AtlasBox seen;

  if (scene == NULL ||
      !atlas_map_layer_get_view (atlas_map_view_get_layer (self->map_view), &view))
    return;

  seen = atlas_view_get_box (&view);
  region = atlas_region_new_box (&seen);
  blocks = atlas_place_list_blocks (scene, region);
  select_blocks (self, blocks);
}

/* Of those that can be pointed at: nobody selects what is hidden. */
static void
on_select_invert (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  AtlasWindow *self = data;
  AtlasSelection *selection = atlas_session_get_selection (self->session);
  AtlasScene *scene = atlas_session_get_scene (self->session);
  g_autoptr(GArray) all = NULL;
  g_autoptr(GArray) others = g_array_new (FALSE, FALSE, sizeof (guint));

  if (scene == NULL)
    return;

  all = atlas_place_list_blocks (scene, NULL);
  for (guint i = 0; i < all->len; i++)
    if (!atlas_selection_contains (selection, g_array_index (all, guint, i)))
      g_array_append_val (others, g_array_index (all, guint, i));
  select_blocks (self, others);
}

static void
on_select_none (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  atlas_selection_clear (atlas_session_get_selection (ATLAS_WINDOW (data)->session));
}

/* --- By what they say in an attribute, text or word --- */

/* The commands of the map's menu, which may all be there at once. */
static const struct
{
  AtlasBlockField field;
  const char     *label;
} likes[] = {
  { ATLAS_BLOCK_CLASS, N_("Select All of the Same _Class") },
  { ATLAS_BLOCK_DISTRICT, N_("Select All of the Same _District") },
  { ATLAS_BLOCK_SUBDISTRICT, N_("Select All of the Same S_ubdistrict") },
  { ATLAS_BLOCK_ZONE, N_("Select All of the Same _Ring Zone") },
};

/* Keys that the selected blocks have; borrowed from them. */
static GHashTable *
list_keys (AtlasWindow     *self,
           AtlasBlockField  field)
{
  GHashTable *keys = g_hash_table_new (g_str_hash, g_str_equal);
  AtlasPlan *plan = get_plan (self);
  guint n_blocks;
  const guint *blocks = atlas_selection_get (atlas_session_get_selection (self->session),
                                             &n_blocks);

  for (guint i = 0; plan != NULL && i < n_blocks; i++)
    {
      const char *key = atlas_block_values_get_key (
        atlas_block_get_values (atlas_plan_get_block (plan, blocks[i])), field);

      if (key != NULL)
        g_hash_table_add (keys, (gpointer) key);
    }

  return keys;
}

/* Returns: how many there are */
static guint
select_by_keys (AtlasWindow     *self,
                AtlasBlockField  field,
                GHashTable      *keys)
{
  AtlasPlan *plan = get_plan (self);
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < atlas_plan_get_n_blocks (plan); i++)
    {
      const char *key = atlas_block_values_get_key (
        atlas_block_get_values (atlas_plan_get_block (plan, i)), field);

      if (key != NULL && g_hash_table_contains (keys, key))
        g_array_append_val (found, i);
    }
  select_blocks (self, found);

  return found->len;
}

/* -1: no plan, or no column of texts or words */
static int
find_field (AtlasWindow *self,
            const char  *column)
{
  int field = atlas_block_field_find (column);

  if (field < 0 || get_plan (self) == NULL)
    return -1;

  switch (atlas_block_field_info ((AtlasBlockField) field)->type)
    {
    case ATLAS_FIELD_TEXT:
    case ATLAS_FIELD_WORD:
      return field;
    case ATLAS_FIELD_REAL:
    case ATLAS_FIELD_INTEGER:
    default:
      return -1;
    }
}

static void
on_select_like (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  AtlasWindow *self = data;
  int field = find_field (self, g_variant_get_string (parameter, NULL));
  g_autoptr(GHashTable) keys = NULL;

  if (field < 0)
    return;

  keys = list_keys (self, (AtlasBlockField) field);
  if (g_hash_table_size (keys) > 0)
    select_by_keys (self, (AtlasBlockField) field, keys);
}

static void
on_select_by (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  AtlasWindow *self = data;
  g_autoptr(GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  const char *column, *key;
  int field;

  g_variant_get (parameter, "(&s&s)", &column, &key);
  field = find_field (self, column);
  g_hash_table_add (keys, (gpointer) key);
  if (field >= 0 && select_by_keys (self, (AtlasBlockField) field, keys) == 0)
    atlas_status_bar_say (self->status_bar, _("This plan has no such block"));
}

/* (transfer full) (nullable): it says nothing there */
static GMenuItem *
make_like_block (AtlasWindow     *self,
                 AtlasBlockField  field,
                 guint            block)
{
  const char *key = atlas_block_values_get_key (
    atlas_block_get_values (atlas_plan_get_block (get_plan (self), block)), field);
  GMenuItem *item;

  if (key == NULL)
    return NULL;

  item = g_menu_item_new (NULL, NULL);
  g_menu_item_set_action_and_target (item, "win.select-by", "(ss)",
                                     atlas_block_field_info (field)->column, key);

  return item;
}

/* (transfer full) (nullable): none of them says anything there */
static GMenuItem *
make_like_selected (AtlasWindow     *self,
                    AtlasBlockField  field)
{
  g_autoptr(GHashTable) keys = list_keys (self, field);
  GMenuItem *item;

  if (g_hash_table_size (keys) == 0)
    return NULL;

  item = g_menu_item_new (NULL, NULL);
  g_menu_item_set_action_and_target (item, "win.select-like", "s",
                                     atlas_block_field_info (field)->column);

  return item;
}

void
atlas_window_list_likes (AtlasWindow *self,
                         GMenu       *menu,
                         int          block)
{
  for (guint i = 0; i < G_N_ELEMENTS (likes); i++)
    {
      g_autoptr(GMenuItem) item = block >= 0
                                  ? make_like_block (self, likes[i].field, (guint) block)
                                  : make_like_selected (self, likes[i].field);

      if (item == NULL)
        continue;
      g_menu_item_set_label (item, _(likes[i].label));
      g_menu_append_item (menu, item);
    }
}

/* --- What can't be done is not offered --- */

static void
update_enabled (AtlasWindow *self)
{
  static const struct { const char *name; gboolean needs_some; } names[] = {
    { "select-all", FALSE }, { "select-invert", FALSE }, { "select-by", FALSE },
    { "select-none", TRUE }, { "select-like", TRUE }, { "copy-code", TRUE },
  };
  gboolean has_plan = get_plan (self) != NULL;
  guint n_blocks;

  atlas_selection_get (atlas_session_get_selection (self->session), &n_blocks);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), names[i].name);

      if (action != NULL)
        g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                                     has_plan && (n_blocks > 0 || !names[i].needs_some));
    }
}

static const GActionEntry entries[] = {
  { .name = "select-all", .activate = on_select_all },
  { .name = "select-invert", .activate = on_select_invert },
  { .name = "select-none", .activate = on_select_none },
  { .name = "select-like", .activate = on_select_like, .parameter_type = "s" },
  { .name = "select-by", .activate = on_select_by, .parameter_type = "(ss)" },
};

void
atlas_window_add_select_many_actions (AtlasWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (atlas_session_get_selection (self->session), "changed",
                           G_CALLBACK (update_enabled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::maps", G_CALLBACK (update_enabled), self,
                           G_CONNECT_SWAPPED);
  update_enabled (self);
}
