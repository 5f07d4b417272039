#include "atlas-app-test.h"

#include "atlas-plan-file.h"
#include "atlas-reason-entry.h"
#include "atlas-site-card.h"
#include "atlas-site-form.h"

#include <math.h>

/* The plan's corner, metres. Its first four blocks are the square kilometres there,
 * two by two from the south-west, then north. The first has two compounds, of
 * 10,000.25 and 10,500.25 m², the second one of 10,000.25 m², in their middles. */
#define WEST 440000.0
#define SOUTH 4410000.0
#define FIRST_AREA 20500.5
#define SITE_AREA 10000.25
/* 1 : 28,000 */
#define NEAR_ZOOM 14
#define FAR_ZOOM 10
/* What the pointer can do. */
#define METRES_PER_PIXEL 7.5

#define MAP_OF_COMPOUNDS 3

#define SITE "DC00-0102-C1"

static AtlasMapView *
get_view (AtlasAppTest *test)
{
  return atlas_window_get_map_view (test->window);
}

static GtkWidget *
get_map (AtlasAppTest *test)
{
  return GTK_WIDGET (atlas_map_view_get_map (get_view (test)));
}

static AtlasDocument *
get_document (AtlasAppTest *test)
{
  return atlas_maps_get_document (
    atlas_session_get_maps (atlas_window_get_session (test->window)));
}

static AtlasSiteTool *
get_tool (AtlasAppTest *test)
{
  return ATLAS_SITE_TOOL (atlas_map_view_get_tool (get_view (test)));
}

static gboolean
is_editing (AtlasAppTest *test)
{
  g_autoptr(GVariant) state =
    g_action_group_get_action_state (G_ACTION_GROUP (test->window), "edit-sites");
  gboolean editing = ATLAS_IS_SITE_TOOL (atlas_map_view_get_tool (get_view (test)));

  g_assert_cmpint (g_variant_get_boolean (state), ==, editing);

  return editing;
}

static gboolean
is_not_editing (AtlasAppTest *test)
{
  return !is_editing (test);
}

static gboolean
is_ready (AtlasAppTest *test)
{
  return atlas_app_test_is_ready (test) && atlas_app_test_is_drawn (test) &&
         atlas_site_tool_sees_sites (get_tool (test));
}

static gboolean
has_picked (AtlasAppTest *test)
{
  return atlas_site_tool_get_picked (get_tool (test)) >= 0;
}

static gboolean
has_not_picked (AtlasAppTest *test)
{
  return !has_picked (test);
}

static gboolean
is_adding (AtlasAppTest *test)
{
  return atlas_site_tool_is_adding (get_tool (test));
}

static gboolean
is_undone (AtlasAppTest *test)
{
  return atlas_document_get_n_undo (get_document (test)) == 0;
}

static gboolean
has_one_edit (AtlasAppTest *test)
{
  return atlas_document_get_n_undo (get_document (test)) == 1;
}

static gboolean
has_two_edits (AtlasAppTest *test)
{
  return atlas_document_get_n_undo (get_document (test)) == 2;
}

/* Map 3 shows the compounds. */
static void
begin (AtlasAppTest *test,
       double        zoom)
{
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_PLANE,
                                                                ATLAS_CRS_GEOGRAPHIC);
  AtlasMapPlace place = { atlas_projection_point (projection, WEST + 1000, SOUTH + 700), zoom };

  atlas_app_test_open (test, test->plan);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "map", g_variant_new_uint32 (3));
  atlas_map_view_set_place (get_view (test), &place);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  atlas_app_test_press (test, "ctrl+e", NULL);
  atlas_app_test_wait (test, is_editing);
}

/* A place of the map: metres from the plan's corner. */
static AtlasPoint
locate (AtlasAppTest *test,
        double        east,
        double        north)
{
  ShumateViewport *viewport = shumate_map_get_viewport (SHUMATE_MAP (get_map (test)));
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_PLANE,
                                                                ATLAS_CRS_GEOGRAPHIC);
  AtlasPoint degrees = atlas_projection_point (projection, WEST + east, SOUTH + north);
  AtlasPoint at;

  shumate_viewport_location_to_widget_coords (viewport, get_map (test), degrees.y, degrees.x,
                                              &at.x, &at.y);

  return at;
}

static void
click (AtlasAppTest *test,
       double        east,
       double        north)
{
  AtlasPoint at = locate (test, east, north);

  atlas_app_test_click (test, get_map (test), at.x, at.y, 1, NULL);
}

/* As it stands in the file. (transfer full) */
static AtlasPlan *
read_plan (AtlasAppTest *test)
{
  g_autoptr(GError) error = NULL;
  AtlasPlan *plan;

  atlas_document_flush (get_document (test), -1, &error);
  g_assert_no_error (error);
  plan = atlas_plan_file_read (g_file_peek_path (test->plan), NULL, &error);
  g_assert_no_error (error);

  return plan;
}

static void
assert_compounds (AtlasPlan *plan,
                  guint      block,
                  double     count,
                  double     floor_area)
{
  const AtlasBlockValues *values = atlas_block_get_values (atlas_plan_get_block (plan, block));

  g_assert_cmpfloat (values->count[ATLAS_RESOURCE_COMPOUNDS], ==, count);
  g_assert_cmpfloat (values->floor_area[ATLAS_RESOURCE_COMPOUNDS], ==, floor_area);
}

/* Metres from the plan's corner, to two pixels. */
static void
assert_place (const AtlasSite *site,
              double           east,
              double           north)
{
  g_assert_cmpfloat_with_epsilon (site->x, WEST + east, 2 * METRES_PER_PIXEL);
  g_assert_cmpfloat_with_epsilon (site->y, SOUTH + north, 2 * METRES_PER_PIXEL);
}

static void
undo (AtlasAppTest *test)
{
  g_autoptr(GError) error = NULL;

  atlas_document_undo (get_document (test), &error);
  g_assert_no_error (error);
}

/* Neither the blocks nor the sites tell that there ever was an edit. */
static void
assert_as_it_was (AtlasAppTest *test)
{
  g_autoptr(AtlasPlan) plan = read_plan (test);
  AtlasSites *sites = atlas_plan_get_sites (plan);
  int i = atlas_sites_find (sites, SITE);
  AtlasSite site;

  assert_compounds (plan, 0, 2, FIRST_AREA);
  assert_compounds (plan, 1, 1, SITE_AREA);
  assert_compounds (plan, 3, 0, 0);
  g_assert_cmpint (i, >=, 0);
  site = atlas_sites_get (sites, (guint) i);
  g_assert_cmpfloat (site.x, ==, WEST + 1500);
  g_assert_cmpfloat (site.y, ==, SOUTH + 500);
  g_assert_cmpint (site.block, ==, 1);
}

static GtkWidget *
find_form (GtkWidget *widget)
{
  GtkWidget *form = ATLAS_IS_SITE_FORM (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && form == NULL;
       child = gtk_widget_get_next_sibling (child))
    form = find_form (child);

  return form;
}

/* What opens on a press would lie where the site is dropped. */
static void
on_drag_changed (AtlasSiteTool *tool,
                 AtlasAppTest  *test)
{
  if (atlas_site_tool_is_dragging (tool))
    g_assert_false (gtk_widget_get_visible (find_form (GTK_WIDGET (get_view (test)))));
}

static void
test_drag (AtlasAppTest  *test,
           gconstpointer  data)
{
  g_autoptr(AtlasPlan) plan = NULL;
  AtlasSites *sites;
  AtlasSite site;

  begin (test, NEAR_ZOOM);
  atlas_app_test_wait (test, is_ready);
  g_signal_connect (get_tool (test), "changed", G_CALLBACK (on_drag_changed), test);
  atlas_app_test_drag (test, get_map (test), locate (test, 1500, 500), locate (test, 700, 200));
  atlas_app_test_wait (test, has_one_edit);

  plan = read_plan (test);
  assert_compounds (plan, 0, 3, FIRST_AREA + SITE_AREA);
  assert_compounds (plan, 1, 0, 0);
  sites = atlas_plan_get_sites (plan);
  site = atlas_sites_get (sites, (guint) atlas_sites_find (sites, SITE));
  assert_place (&site, 700, 200);
  g_assert_cmpint (site.block, ==, 0);
  g_assert_cmpfloat (site.floor_area, ==, SITE_AREA);
  g_assert_cmpstr (atlas_site_tool_get_effect (get_tool (test)), ==,
                   "Block DC00-0101, Old housing compounds: 2 → 3 sites, "
                   "2.05 × 10⁴ m² → 3.05 × 10⁴ m²\n"
                   "Block DC00-0102, Old housing compounds: 1 → 0 sites, "
                   "1.00 × 10⁴ m² → 0.00 × 10⁴ m²");
  g_assert_true (gtk_widget_get_visible (find_form (GTK_WIDGET (get_view (test)))));

  undo (test);
  assert_as_it_was (test);
  g_assert_null (atlas_site_tool_get_effect (get_tool (test)));
}

static void
on_densities_changed (gboolean *followed)
{
  *followed = TRUE;
}

/* Waits until the densities have followed the last edit. */
static void
await_densities (AtlasAppTest *test,
                 gboolean     *followed)
{
  while (!*followed)
    g_main_context_iteration (NULL, TRUE);
  atlas_app_test_wait (test, is_ready);
}

/* A corrected edge is computed in a thread, however little of it is another. */
static void
watch_densities (AtlasAppTest *test,
                 gboolean     *followed)
{
  AtlasMaps *maps = atlas_session_get_maps (atlas_window_get_session (test->window));
  g_auto(AtlasDensitySettings) settings = { 0 };

  atlas_density_settings_copy (atlas_maps_get_density_settings (maps, MAP_OF_COMPOUNDS), &settings);
  settings.edge = ATLAS_DENSITY_EDGE_CORRECT;
  atlas_maps_set_density_settings (maps, MAP_OF_COMPOUNDS, &settings);
  atlas_app_test_wait (test, is_ready);

  *followed = FALSE;
  g_signal_connect_swapped (maps, "densities-changed", G_CALLBACK (on_densities_changed),
                            followed);
}

/* The densities follow an edit later, and take nothing back of what is said of it. */
static void
test_effect_stays (AtlasAppTest  *test,
                   gconstpointer  data)
{
  static gboolean followed;

  begin (test, NEAR_ZOOM);
  atlas_app_test_wait (test, is_ready);
  watch_densities (test, &followed);
  atlas_app_test_drag (test, get_map (test), locate (test, 1500, 500), locate (test, 700, 200));
  atlas_app_test_wait (test, has_one_edit);
  await_densities (test, &followed);
  g_assert_nonnull (atlas_site_tool_get_effect (get_tool (test)));
}

/* Nobody waits for the little that one site changes: the scene that follows an edit has
 * its density. */
static void
test_density_at_once (AtlasAppTest  *test,
                      gconstpointer  data)
{
  AtlasMaps *maps;
  AtlasScene *scene;
  g_autoptr(AtlasGrid) before = NULL;
  g_autoptr(AtlasDensityInput) input = NULL;
  g_autoptr(AtlasGrid) whole = NULL;
  g_autoptr(AtlasEdit) edit = NULL;
  AtlasSite site;

  begin (test, NEAR_ZOOM);
  atlas_session_set_map (atlas_window_get_session (test->window), MAP_OF_COMPOUNDS);
  atlas_app_test_wait (test, is_ready);
  maps = atlas_session_get_maps (atlas_window_get_session (test->window));
  before = atlas_grid_ref (atlas_scene_get_density (atlas_maps_get_scene (maps, MAP_OF_COMPOUNDS)));
  edit = atlas_edit_new (atlas_maps_get_plan (maps));
  site = atlas_sites_get (atlas_edit_get_sites (edit), 0);
  site.x += 200;
  g_assert_true (atlas_edit_set_site (edit, 0, &site, NULL));
  g_assert_true (atlas_document_apply (get_document (test), edit, ATLAS_CHANGE_EDIT, NULL, NULL));

  scene = atlas_session_get_scene (atlas_window_get_session (test->window));
  input = atlas_maps_dup_density_input (maps, MAP_OF_COMPOUNDS);
  whole = atlas_density_input_compute (input, NULL, NULL);
  g_assert_true (atlas_maps_are_complete (maps));
  g_assert_false (atlas_grid_get_value_at (before, site.x, site.y) ==
                  atlas_grid_get_value_at (whole, site.x, site.y));
  g_assert_cmpfloat (atlas_grid_get_value_at (atlas_scene_get_density (scene), site.x, site.y), ==,
                     atlas_grid_get_value_at (whole, site.x, site.y));
}

/* What stands there in the drag's way is not in its way. */
static void
test_cancelled_drag (AtlasAppTest  *test,
                     gconstpointer  data)
{
  AtlasPoint way[2];

  begin (test, NEAR_ZOOM);
  atlas_app_test_wait (test, is_ready);
  way[0] = locate (test, 1500, 500);
  way[1] = locate (test, 700, 200);
  atlas_app_test_drag_along (test, get_map (test), way, G_N_ELEMENTS (way), NULL, "Escape");
  atlas_app_test_wait (test, has_picked);
  click (test, 1500, 1200);
  atlas_app_test_wait (test, has_not_picked);
  g_assert_true (is_undone (test));
  assert_as_it_was (test);
}

static void
give_reason (AtlasAppTest *test,
             const char   *reason)
{
  GObject *card =
    gtk_widget_get_template_child (GTK_WIDGET (get_view (test)), ATLAS_TYPE_MAP_VIEW, "site_card");
  GObject *entry =
    gtk_widget_get_template_child (GTK_WIDGET (card), ATLAS_TYPE_SITE_CARD, "reason_entry");

  gtk_editable_set_text (
    GTK_EDITABLE (atlas_reason_entry_get_entry (ATLAS_REASON_ENTRY (entry))), reason);
}

static const char *
get_last_reason (AtlasAppTest *test)
{
  const AtlasChangeLog *log = atlas_document_get_log (get_document (test));

  return atlas_change_log_get (log, atlas_change_log_get_n (log) - 1)->reason;
}

static void
test_add_and_delete (AtlasAppTest  *test,
                     gconstpointer  data)
{
  AtlasPoint at[2];
  g_autoptr(AtlasPlan) added = NULL;
  g_autoptr(AtlasPlan) removed = NULL;
  AtlasSite site;
  guint n;

  begin (test, NEAR_ZOOM);
  atlas_app_test_wait (test, is_ready);
  at[0] = at[1] = locate (test, 1500, 1200);
  atlas_app_test_click_all (test, get_map (test), at, G_N_ELEMENTS (at), NULL);
  atlas_app_test_wait (test, has_one_edit);
  g_assert_true (has_picked (test));
  g_assert_null (get_last_reason (test));

  added = read_plan (test);
  n = atlas_sites_get_n (atlas_plan_get_sites (added));
  site = atlas_sites_get (atlas_plan_get_sites (added), n - 1);
  assert_place (&site, 1500, 1200);
  g_assert_cmpint (site.resource, ==, ATLAS_RESOURCE_COMPOUNDS);
  g_assert_cmpint (site.block, ==, 3);
  g_assert_true (isnan (site.floor_area));
  assert_compounds (added, 3, 1, 0);

  give_reason (test, " 已拆除 ");
  click (test, 1500, 500);
  atlas_app_test_press (test, "Delete", NULL);
  atlas_app_test_wait (test, has_two_edits);
  g_assert_cmpstr (get_last_reason (test), ==, "已拆除");
  g_assert_false (has_picked (test));
  removed = read_plan (test);
  g_assert_cmpint (atlas_sites_find (atlas_plan_get_sites (removed), SITE), ==, -1);
  assert_compounds (removed, 1, 0, 0);

  undo (test);
  undo (test);
  assert_as_it_was (test);
}

static GtkEditable *
get_entry (AtlasAppTest *test,
           const char   *name)
{
  return GTK_EDITABLE (gtk_widget_get_template_child (find_form (GTK_WIDGET (get_view (test))),
                                                      ATLAS_TYPE_SITE_FORM, name));
}

static gboolean
is_named (AtlasAppTest *test)
{
  return g_str_equal (gtk_editable_get_text (get_entry (test, "name_entry")), "a");
}

/* The focus is where its name is typed. */
static void
test_form (AtlasAppTest  *test,
           gconstpointer  data)
{
  g_autoptr(AtlasPlan) plan = NULL;
  AtlasSite site;
  GtkWidget *entry;

  begin (test, NEAR_ZOOM);
  atlas_app_test_wait (test, is_ready);
  atlas_site_tool_set_adding (get_tool (test), TRUE);
  click (test, 1500, 1200);
  atlas_app_test_wait (test, has_one_edit);
  g_assert_false (is_adding (test));
  atlas_app_test_press (test, "a", NULL);
  atlas_app_test_wait (test, is_named);

  /* What can't be read is not taken, nor is anything else meanwhile. */
  entry = GTK_WIDGET (get_entry (test, "floor_area_entry"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "much");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (has_one_edit (test));

  /* In 10⁴ m², as the preferences have it at first. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "3.3");
  gtk_editable_set_text (get_entry (test, "households_entry"), "1,200");
  gtk_editable_set_text (get_entry (test, "year_entry"), "1984");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_signal_emit_by_name (entry, "activate");
  atlas_app_test_wait (test, has_two_edits);

  plan = read_plan (test);
  site = atlas_sites_get (atlas_plan_get_sites (plan),
                          atlas_sites_get_n (atlas_plan_get_sites (plan)) - 1);
  g_assert_cmpstr (site.name, ==, "a");
  g_assert_cmpfloat (site.floor_area, ==, 33000);
  g_assert_cmpint (site.households, ==, 1200);
  g_assert_cmpint (site.year_built, ==, 1984);
  assert_compounds (plan, 3, 1, 33000);
}

/* The press that begins the drag applies what is typed; the densities follow that
 * before the pointer moves. */
static void
test_drag_applies (AtlasAppTest  *test,
                   gconstpointer  data)
{
  static gboolean followed;
  g_autoptr(AtlasPlan) plan = NULL;
  AtlasPoint at;

  gtk_window_set_default_size (GTK_WINDOW (test->window), 1200, 760);
  begin (test, NEAR_ZOOM);
  atlas_app_test_wait (test, is_ready);
  click (test, 1500, 500);
  atlas_app_test_wait (test, has_picked);
  gtk_widget_grab_focus (GTK_WIDGET (get_entry (test, "floor_area_entry")));
  gtk_editable_set_text (get_entry (test, "floor_area_entry"), "30");
  watch_densities (test, &followed);
  at = locate (test, 1500, 500);
  atlas_app_test_click (test, get_map (test), at.x, at.y, 0, NULL);
  atlas_app_test_button (TRUE);
  atlas_app_test_wait (test, has_one_edit);
  await_densities (test, &followed);

  at = locate (test, 1500, 1200);
  atlas_app_test_click (test, get_map (test), at.x, at.y, 0, NULL);
  atlas_app_test_button (FALSE);
  atlas_app_test_wait (test, has_two_edits);
  plan = read_plan (test);
  assert_compounds (plan, 1, 0, 0);
  assert_compounds (plan, 3, 1, 300000);
}

/* A comma read over would make ten sites' area of one's. */
static void
test_numbers (AtlasAppTest  *test,
              gconstpointer  data)
{
  static const struct { const char *entry; const char *text; gboolean good; } rows[] = {
    { "floor_area_entry", "3,5", FALSE }, { "floor_area_entry", "1,234.5", TRUE },
    { "floor_area_entry", "３．５", TRUE }, { "households_entry", "1,20", FALSE },
    { "households_entry", "１，２００", TRUE }, { "households_entry", "1.5", FALSE },
    { "year_entry", "1,9", FALSE }, { "year_entry", "3000", FALSE }, { "year_entry", "900", FALSE },
    { "year_entry", "2000", TRUE }, { "floor_area_entry", "1000000000", FALSE },
    { "year_entry", "１９８４", TRUE },
  };

  begin (test, NEAR_ZOOM);
  atlas_app_test_wait (test, is_ready);
  click (test, 1500, 500);
  atlas_app_test_wait (test, has_picked);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkEditable *entry = get_entry (test, rows[i].entry);

      g_test_message ("%s: %s", rows[i].entry, rows[i].text);
      gtk_editable_set_text (entry, rows[i].text);
      g_assert_cmpint (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"), ==, !rows[i].good);
      gtk_editable_set_text (entry, "");
    }
}

/* Nothing is picked that is not drawn, and the keys lead out again. */
static void
test_far (AtlasAppTest  *test,
          gconstpointer  data)
{
  AtlasPoint at;

  begin (test, FAR_ZOOM);
  g_assert_false (atlas_site_tool_sees_sites (get_tool (test)));
  at = locate (test, 1500, 500);
  atlas_app_test_click (test, get_map (test), at.x, at.y, 1, NULL);
  atlas_app_test_press (test, "Insert", "Escape");
  atlas_app_test_wait (test, is_not_editing);
  g_assert_true (is_undone (test));
  assert_as_it_was (test);
}

/* On a map without a resource it can be chosen. */
static void
test_resource (AtlasAppTest  *test,
               gconstpointer  data)
{
  g_autoptr(AtlasPlan) plan = NULL;
  AtlasSite site;

  begin (test, NEAR_ZOOM);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "map", g_variant_new_uint32 (5));
  atlas_app_test_wait (test, is_ready);
  g_assert_true (atlas_site_tool_follows_map (get_tool (test)));
  g_assert_cmpint (atlas_site_tool_get_resource (get_tool (test)), ==, ATLAS_RESOURCE_FACTORIES);

  g_action_group_activate_action (G_ACTION_GROUP (test->window), "map", g_variant_new_uint32 (2));
  atlas_app_test_wait (test, is_ready);
  g_assert_false (atlas_site_tool_follows_map (get_tool (test)));
  atlas_site_tool_set_resource (get_tool (test), ATLAS_RESOURCE_BUILDINGS);
  atlas_app_test_press (test, "Insert", NULL);
  atlas_app_test_wait (test, has_one_edit);
  plan = read_plan (test);
  site = atlas_sites_get (atlas_plan_get_sites (plan),
                          atlas_sites_get_n (atlas_plan_get_sites (plan)) - 1);
  g_assert_cmpint (site.resource, ==, ATLAS_RESOURCE_BUILDINGS);
}

static graphene_rect_t
get_bounds (AtlasAppTest *test,
            const char   *name)
{
  GObject *child =
    gtk_widget_get_template_child (GTK_WIDGET (get_view (test)), ATLAS_TYPE_MAP_VIEW, name);
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (child), get_map (test), &bounds));

  return bounds;
}

static gboolean
has_card (AtlasAppTest *test)
{
  return get_bounds (test, "site_card").size.width > 100;
}

static gboolean
is_clear_of_card (AtlasAppTest *test)
{
  graphene_rect_t card = get_bounds (test, "site_card");
  AtlasPoint site = locate (test, 1500, 500);

  return gtk_widget_get_mapped (find_form (GTK_WIDGET (get_view (test)))) &&
         site.x > card.origin.x + card.size.width && site.x < gtk_widget_get_width (get_map (test));
}

/* What is picked below the card would be beneath it, for it grows. */
static void
test_clear (AtlasAppTest  *test,
            gconstpointer  data)
{
  ShumateViewport *viewport;
  AtlasMapPlace place = { { 0, 0 }, NEAR_ZOOM };
  graphene_rect_t card;
  AtlasPoint site;

  gtk_window_set_default_size (GTK_WINDOW (test->window), 1000, 760);
  begin (test, NEAR_ZOOM);
  atlas_app_test_wait (test, is_ready);
  atlas_app_test_wait (test, has_card);
  card = get_bounds (test, "site_card");
  site = locate (test, 1500, 500);
  viewport = shumate_map_get_viewport (SHUMATE_MAP (get_map (test)));
  shumate_viewport_widget_coords_to_location (
    viewport, get_map (test), gtk_widget_get_width (get_map (test)) / 2.0 + site.x - 100,
    gtk_widget_get_height (get_map (test)) / 2.0 + site.y - card.origin.y - card.size.height - 30,
    &place.center.y, &place.center.x);
  atlas_map_view_set_place (get_view (test), &place);
  atlas_app_test_wait (test, is_ready);
  site = locate (test, 1500, 500);
  g_assert_cmpfloat (site.x, <, card.origin.x + card.size.width);

  click (test, 1500, 500);
  atlas_app_test_wait (test, is_clear_of_card);
  g_assert_true (has_picked (test));
}

static gboolean
has_room (AtlasAppTest *test)
{
  graphene_rect_t card = get_bounds (test, "site_card");
  graphene_rect_t buttons = get_bounds (test, "buttons");

  return gtk_widget_get_height (get_map (test)) < 480 && card.origin.y >= 0 &&
         card.origin.y + card.size.height <= gtk_widget_get_height (get_map (test)) &&
         !graphene_rect_intersection (&card, &buttons, NULL);
}

/* In a small window the card scrolls. */
static void
test_room (AtlasAppTest  *test,
           gconstpointer  data)
{
  begin (test, NEAR_ZOOM);
  atlas_app_test_wait (test, is_ready);
  click (test, 1500, 500);
  atlas_app_test_wait (test, has_picked);
  gtk_window_set_default_size (GTK_WINDOW (test->window), 800, 500);
  atlas_app_test_wait (test, has_room);
}

static gboolean
asks (void)
{
  return TRUE;
}

/* What asks before any other change asks before this one, which waits, and then is
 * made as it was meant. */
static void
test_waits (AtlasAppTest  *test,
            gconstpointer  data)
{
  AtlasSession *session;
  g_autoptr(AtlasEditor) editor = NULL;
  g_autoptr(AtlasMapTool) tool = NULL;
  gulong handler;

  begin (test, NEAR_ZOOM);
  atlas_app_test_wait (test, is_ready);
  session = atlas_window_get_session (test->window);
  editor = atlas_editor_new (session);
  tool = atlas_site_tool_new (session, editor);
  atlas_map_view_set_tool (get_view (test), tool);
  handler = g_signal_connect (editor, "author-wanted", G_CALLBACK (asks), NULL);
  /* As the window does when what it shows has moved. */
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "map", g_variant_new_uint32 (3));
  atlas_app_test_wait (test, is_ready);
  give_reason (test, "new");
  atlas_app_test_press (test, "Insert", NULL);
  while (!atlas_editor_is_waiting (editor))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (is_undone (test));
  g_assert_false (has_picked (test));

  g_signal_handler_disconnect (editor, handler);
  atlas_editor_go_on (editor, TRUE);
  g_assert_true (has_one_edit (test));
  g_assert_true (has_picked (test));
  g_assert_cmpstr (get_last_reason (test), ==, "new");
  g_assert_cmpuint (atlas_editor_get_n_undo (editor), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/site-tool/a-drag-moves-a-site-and-the-blocks-amounts", test_drag },
    { "/site-tool/what-a-change-does-is-said-until-the-next", test_effect_stays },
    { "/site-tool/its-density-follows-at-once", test_density_at_once },
    { "/site-tool/a-drag-applies-what-is-typed-and-moves", test_drag_applies },
    { "/site-tool/escape-leaves-all-as-it-was", test_cancelled_drag },
    { "/site-tool/amounts-follow-what-is-added-and-deleted", test_add_and_delete },
    { "/site-tool/what-is-typed-is-checked-and-kept", test_form },
    { "/site-tool/numbers-are-what-they-say", test_numbers },
    { "/site-tool/what-is-not-drawn-is-not-edited", test_far },
    { "/site-tool/the-card-does-not-cover-what-is-picked", test_clear },
    { "/site-tool/the-card-has-room-in-a-small-window", test_room },
    { "/site-tool/a-change-waits-like-any-other", test_waits },
    { "/site-tool/new-sites-are-of-the-maps-resource-or-the-chosen", test_resource },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_app_test_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
