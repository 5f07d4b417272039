#include "atlas-app-test.h"

#include "atlas-block-json.h"
#include "atlas-difference.h"
#include "atlas-log-entry.h"
#include "atlas-plan-file.h"
#include "atlas-snapshots-dialog.h"

#include <string.h>

/* Blocks of the test plan. */
#define BLOCK 2
#define OTHER_BLOCK 5
/* Metres a pixel at which sites are drawn; and the dark of marks. */
#define NEAR 14.0
#define MARK_COLOR 0x0a2145

static AtlasDocument *
get_document (AtlasAppTest *test)
{
  return atlas_maps_get_document (atlas_window_get_maps (test->window));
}

static const AtlasBlockValues *
get_values (AtlasAppTest *test,
            guint         block)
{
  return atlas_block_get_values (atlas_plan_get_block (
                                   atlas_document_get_plan (get_document (test)), block));
}

static void
open_plan (AtlasAppTest *test)
{
  atlas_app_test_open (test, test->other_plan);
  atlas_app_test_wait (test, atlas_app_test_is_ready);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
}

static void
change (AtlasAppTest    *test,
        guint            block,
        AtlasBlockField  field,
        const char      *json)
{
  g_autoptr(AtlasEdit) edit = atlas_edit_new (atlas_document_get_plan (get_document (test)));
  g_autoptr(GError) error = NULL;

  atlas_edit_set_block (edit, block, field, json, &error);
  g_assert_no_error (error);
  atlas_document_apply (get_document (test), edit, ATLAS_CHANGE_EDIT, "looked at again", &error);
  g_assert_no_error (error);
}

/* Another class than the block has. */
static int
change_class (AtlasAppTest *test,
              guint         block)
{
  int class_ = (get_values (test, block)->class_ + 1) % ATLAS_N_CLASSES;
  g_autofree char *json =
    g_strdup_printf ("\"%s\"", atlas_vocabulary_get_key (&atlas_vocabulary_classes, class_));

  change (test, block, ATLAS_BLOCK_CLASS, json);

  return class_;
}

static void
activate (AtlasAppTest *test,
          const char   *action,
          GVariant     *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (test->window), action, parameter);
}

static const AtlasChange *
get_last_entry (AtlasAppTest *test)
{
  const AtlasChangeLog *log = atlas_document_get_log (get_document (test));

  return atlas_change_log_get (log, atlas_change_log_get_n (log) - 1);
}

static guint
count_listed (AtlasAppTest *test)
{
  AtlasDifferenceList *list =
    atlas_changes_pane_get_list (atlas_window_get_changes_pane (test->window));

  return list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (list)) : 0;
}

static gboolean
lists_one (AtlasAppTest *test)
{
  return count_listed (test) == 1;
}

static gboolean
lists_two (AtlasAppTest *test)
{
  return count_listed (test) == 2;
}

static gboolean
lists_none (AtlasAppTest *test)
{
  return atlas_changes_pane_get_list (atlas_window_get_changes_pane (test->window)) != NULL &&
         count_listed (test) == 0;
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *action)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, action);

  return found;
}

static GtkWidget *
find_revert_button (AtlasAppTest *test)
{
  return find_button (GTK_WIDGET (atlas_window_get_changes_pane (test->window)),
                      "win.revert-blocks");
}

static gboolean
has_revert_button (AtlasAppTest *test)
{
  GtkWidget *button = find_revert_button (test);

  return button != NULL && gtk_widget_get_width (button) > 0;
}

/* What lies on the map at @plane, EPSG:4548, and CSS pixels to the right of it: names
 * and marks. */
static guint32
get_pixel (AtlasAppTest *test,
           AtlasPoint    plane,
           double        dx)
{
  ShumateMap *map = atlas_map_view_get_map (atlas_window_get_map_view (test->window));
  AtlasMarkLayer *marks = atlas_map_view_get_marks (atlas_window_get_map_view (test->window));
  GdkPaintable *paintable = gtk_widget_paintable_new (GTK_WIDGET (marks));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int width = gtk_widget_get_width (GTK_WIDGET (map));
  int height = gtk_widget_get_height (GTK_WIDGET (map));
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_PLANE,
                                                                ATLAS_CRS_GEOGRAPHIC);
  AtlasPoint degrees = atlas_projection_point (projection, plane.x, plane.y);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  GskRenderNode *node;
  double x, y;
  guint32 pixel;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node != NULL)
    {
      gsk_render_node_draw (node, cr);
      gsk_render_node_unref (node);
    }
  cairo_surface_flush (surface);
  shumate_viewport_location_to_widget_coords (shumate_map_get_viewport (map), GTK_WIDGET (map),
                                              degrees.y, degrees.x, &x, &y);
  pixel = ((const guint32 *) (gconstpointer) (
             cairo_image_surface_get_data (surface) +
             (int) y * cairo_image_surface_get_stride (surface)))[(int) (x + dx)];
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_object_unref (paintable);

  return pixel & 0xffffff;
}

/* Of the block's mark, which covers its inner point. */
static guint32
get_mark_pixel (AtlasAppTest *test,
                guint         block,
                double        dx)
{
  return get_pixel (test, atlas_geometry_get_inner_point (atlas_block_get_geometry (
    atlas_plan_get_block (atlas_document_get_plan (get_document (test)), block))), dx);
}

static guint32
get_class_color (AtlasAppTest *test,
                 int           class_)
{
  AtlasScene *scene = atlas_session_get_scene (atlas_window_get_session (test->window));
  const AtlasColor *color = &atlas_scene_get_style (scene)->fills[ATLAS_FILL_CLASS_KEY + class_];

  return (guint32) (color->red * 255 + 0.5) << 16 | (guint32) (color->green * 255 + 0.5) << 8 |
         (guint32) (color->blue * 255 + 0.5);
}

static void
test_marked (AtlasAppTest  *test,
             gconstpointer  data)
{
  int before, now;

  atlas_app_test_resize (test, 1280, 820);
  open_plan (test);
  before = get_values (test, BLOCK)->class_;
  now = change_class (test, BLOCK);
  g_assert_cmphex (get_mark_pixel (test, BLOCK, -2), ==, 0);

  activate (test, "show-changes", NULL);
  atlas_app_test_wait (test, lists_one);
  atlas_app_test_wait (test, has_revert_button);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  /* What was painted before the names came is gone. */
  atlas_app_test_wait_for_frame (test);
  g_assert_cmphex (get_mark_pixel (test, BLOCK, -2), ==, get_class_color (test, before));
  g_assert_cmphex (get_mark_pixel (test, BLOCK, 2), ==, get_class_color (test, now));

  activate (test, "show-changes", NULL);
  g_assert_cmphex (get_mark_pixel (test, BLOCK, -2), ==, 0);
}

static void
test_reverted (AtlasAppTest  *test,
               gconstpointer  data)
{
  GtkWidget *button;
  int before;

  open_plan (test);
  before = get_values (test, BLOCK)->class_;
  change_class (test, BLOCK);
  activate (test, "show-changes", NULL);
  atlas_app_test_wait (test, has_revert_button);

  button = find_revert_button (test);
  atlas_app_test_click (test, button, gtk_widget_get_width (button) / 2.0,
                        gtk_widget_get_height (button) / 2.0, 1, NULL);
  atlas_app_test_wait (test, lists_none);
  g_assert_cmpint (get_values (test, BLOCK)->class_, ==, before);
  g_assert_cmpint (get_last_entry (test)->kind, ==, ATLAS_CHANGE_REVERT);
  /* Nobody gave one. */
  g_assert_null (get_last_entry (test)->reason);
}

/* All of them are one edit. */
static void
test_all_reverted (AtlasAppTest  *test,
                   gconstpointer  data)
{
  const char *codes[] = { NULL, NULL, NULL };
  int before, other_before;
  gint64 edit;

  open_plan (test);
  before = get_values (test, BLOCK)->class_;
  other_before = get_values (test, OTHER_BLOCK)->class_;
  change_class (test, BLOCK);
  change_class (test, OTHER_BLOCK);
  activate (test, "show-changes", NULL);
  atlas_app_test_wait (test, lists_two);

  edit = get_last_entry (test)->seq + 1;
  codes[0] = get_values (test, BLOCK)->code;
  codes[1] = get_values (test, OTHER_BLOCK)->code;
  activate (test, "revert-blocks", g_variant_new_strv (codes, -1));
  g_assert_cmpint (get_values (test, BLOCK)->class_, ==, before);
  g_assert_cmpint (get_values (test, OTHER_BLOCK)->class_, ==, other_before);
  g_assert_cmpint (get_last_entry (test)->edit, ==, edit);
  atlas_app_test_wait (test, lists_none);
}

static gboolean
lists_some (AtlasAppTest *test)
{
  return atlas_changes_pane_get_list (atlas_window_get_changes_pane (test->window)) != NULL &&
         count_listed (test) > 0;
}

/* Blocks' amounts are those of sites: they go back together, in one edit. */
static void
test_sites_go_back (AtlasAppTest  *test,
                    gconstpointer  data)
{
  g_autoptr(AtlasEdit) edit = NULL;
  g_autoptr(GError) error = NULL;
  GtkWidget *button;
  AtlasPlan *plan;
  g_autofree char *id = NULL;
  guint n;

  open_plan (test);
  plan = atlas_maps_get_plan (atlas_window_get_maps (test->window));
  n = atlas_sites_get_n (atlas_plan_get_sites (plan));
  id = g_strdup (atlas_sites_get (atlas_plan_get_sites (plan), 0).id);
  edit = atlas_edit_new (plan);
  atlas_edit_remove_site (edit, 0);
  atlas_document_apply (atlas_maps_get_document (atlas_window_get_maps (test->window)), edit,
                        ATLAS_CHANGE_EDIT, NULL, &error);
  g_assert_no_error (error);
  activate (test, "show-changes", NULL);
  atlas_app_test_wait (test, lists_some);

  button = GTK_WIDGET (gtk_widget_get_template_child (
                         GTK_WIDGET (atlas_window_get_changes_pane (test->window)),
                         ATLAS_TYPE_CHANGES_PANE, "revert_button"));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (lists_some (test));
  adw_message_dialog_response (atlas_app_test_find_window (ADW_TYPE_MESSAGE_DIALOG), "cancel");
  g_assert_true (lists_some (test));
  g_signal_emit_by_name (button, "clicked");
  adw_message_dialog_response (atlas_app_test_find_window (ADW_TYPE_MESSAGE_DIALOG), "revert");
  atlas_app_test_wait (test, lists_none);
  g_assert_cmpuint (atlas_sites_get_n (atlas_plan_get_sites (plan)), ==, n);
  g_assert_cmpint (atlas_sites_find (atlas_plan_get_sites (plan), id), >=, 0);
  g_assert_cmpint (get_last_entry (test)->kind, ==, ATLAS_CHANGE_RESTORE);
}

static gboolean
has_site_button (AtlasAppTest *test)
{
  GtkWidget *button = find_button (GTK_WIDGET (atlas_window_get_changes_pane (test->window)),
                                   "win.revert-sites");

  return button != NULL && gtk_widget_get_height (button) > 0;
}

static gboolean
is_near (AtlasAppTest *test)
{
  AtlasMapView *view = atlas_window_get_map_view (test->window);

  return atlas_map_view_get_metres_per_pixel (view) < NEAR && !atlas_map_view_is_gliding (view) &&
         atlas_app_test_is_drawn (test);
}

static gboolean
has_label (GtkWidget  *widget,
           const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_label (child, text))
      return TRUE;

  return FALSE;
}

static void
set_site (AtlasAppTest    *test,
          guint            i,
          const AtlasSite *site)
{
  g_autoptr(AtlasEdit) edit = atlas_edit_new (atlas_document_get_plan (get_document (test)));
  g_autoptr(GError) error = NULL;

  atlas_edit_set_site (edit, i, site, &error);
  g_assert_no_error (error);
  atlas_document_apply (get_document (test), edit, ATLAS_CHANGE_EDIT, NULL, &error);
  g_assert_no_error (error);
}

/* The click goes to where it is now; the line leads there from where it was. */
static void
test_site_marked (AtlasAppTest  *test,
                  gconstpointer  data)
{
  GtkWidget *pane = GTK_WIDGET (atlas_window_get_changes_pane (test->window));
  AtlasPlan *plan;
  AtlasSite site;
  AtlasPoint between, centre;
  g_autoptr(AtlasProjection) to_plane = atlas_projection_new (ATLAS_CRS_GEOGRAPHIC,
                                                              ATLAS_CRS_PLANE);
  g_autofree char *title = NULL;

  open_plan (test);
  plan = atlas_maps_get_plan (atlas_window_get_maps (test->window));
  site = atlas_sites_get (atlas_plan_get_sites (plan), 0);
  title = g_strdup_printf ("Site %s in %s", site.id, get_values (test, (guint) site.block)->code);
  between = (AtlasPoint) { site.x + 5 * NEAR, site.y };
  site.x += 10 * NEAR;
  g_assert_cmpint (atlas_plan_find_block_at (plan, site.x, site.y), ==, site.block);
  set_site (test, 0, &site);

  activate (test, "show-changes", NULL);
  atlas_app_test_wait (test, lists_one);
  g_signal_emit_by_name (gtk_widget_get_template_child (pane, ATLAS_TYPE_CHANGES_PANE, "list_view"),
                         "activate", 0);
  atlas_app_test_wait (test, is_near);
  atlas_app_test_wait_for_frame (test);
  centre = atlas_map_view_get_place (test->map_view).center;
  centre = atlas_projection_point (to_plane, centre.x, centre.y);
  g_assert_cmpfloat_with_epsilon (centre.x, site.x, 1);
  g_assert_cmpfloat_with_epsilon (centre.y, site.y, 1);
  g_assert_true (has_label (pane, title));
  g_assert_cmphex (get_pixel (test, between, 0), ==, MARK_COLOR);

  activate (test, "show-changes", NULL);
  g_assert_cmphex (get_pixel (test, between, 0), ==, 0);
}

/* Of the site, and of the block that follows from it. */
static void
test_site_reverted (AtlasAppTest  *test,
                    gconstpointer  data)
{
  g_autoptr(AtlasEdit) edit = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *id = NULL;
  AtlasPlan *plan;
  GtkWidget *button;
  AtlasSite site;
  double area;

  open_plan (test);
  plan = atlas_maps_get_plan (atlas_window_get_maps (test->window));
  site = atlas_sites_get (atlas_plan_get_sites (plan), 0);
  id = g_strdup (site.id);
  area = get_values (test, (guint) site.block)->floor_area[site.resource];
  edit = atlas_edit_new (plan);
  atlas_edit_remove_site (edit, 0);
  atlas_document_apply (get_document (test), edit, ATLAS_CHANGE_EDIT, NULL, &error);
  g_assert_no_error (error);
  activate (test, "show-changes", NULL);
  atlas_app_test_wait (test, has_site_button);
  g_assert_cmpuint (count_listed (test), ==, 2);
  g_assert_nonnull (strstr (atlas_changes_pane_get_title (
                              atlas_window_get_changes_pane (test->window)), "1 block and 1 site"));

  button = find_button (GTK_WIDGET (atlas_window_get_changes_pane (test->window)),
                        "win.revert-sites");
  atlas_app_test_click (test, button, gtk_widget_get_width (button) / 2.0,
                        gtk_widget_get_height (button) / 2.0, 1, NULL);
  atlas_app_test_wait (test, lists_none);
  g_assert_cmpint (atlas_sites_find (atlas_plan_get_sites (plan), id), >=, 0);
  g_assert_cmpfloat (get_values (test, (guint) site.block)->floor_area[site.resource], ==, area);
}

/* A step of a block's history, with later ones of other attributes left alone. */
static void
test_step_taken_back (AtlasAppTest  *test,
                      gconstpointer  data)
{
  AtlasHistoryList *history =
    atlas_block_panel_get_history (atlas_window_get_block_panel (test->window));
  guint block = BLOCK;
  g_autoptr(AtlasLogEntry) newest = NULL;
  gint64 seq;
  int before;

  open_plan (test);
  before = get_values (test, BLOCK)->class_;
  change_class (test, BLOCK);
  seq = 1;
  change (test, BLOCK, ATLAS_BLOCK_IMPLEMENTATION_RATE, "12.5");
  change_class (test, OTHER_BLOCK);

  atlas_history_list_set_expanded (history, TRUE);
  g_assert_null (atlas_history_list_get_model (history));
  atlas_selection_set (atlas_session_get_selection (atlas_window_get_session (test->window)),
                       &block, 1);
  newest = g_list_model_get_item (atlas_history_list_get_model (history), 0);
  g_assert_cmpstr (atlas_log_entry_get_change (newest)->new_value, ==, "12.5");

  while (g_strcmp0 (atlas_change_log_get (atlas_document_get_log (get_document (test)),
                                          (guint) seq - 1)->field, "class") != 0)
    seq++;
  activate (test, "revert-entry", g_variant_new_int64 (seq));
  g_assert_cmpint (get_values (test, BLOCK)->class_, ==, before);
  g_assert_cmpfloat (get_values (test, BLOCK)->implementation_rate, ==, 12.5);
  g_assert_cmpint (get_last_entry (test)->kind, ==, ATLAS_CHANGE_REVERT);

  g_clear_object (&newest);
  newest = g_list_model_get_item (atlas_history_list_get_model (history), 0);
  g_assert_cmpint (atlas_log_entry_get_change (newest)->kind, ==, ATLAS_CHANGE_REVERT);
}

static guint
count_rows (AtlasSnapshotsDialog *dialog)
{
  return atlas_snapshots_dialog_get_n_rows (dialog);
}

/* The dialog that the action has opened. */
static AtlasSnapshotsDialog *
get_dialog (void)
{
  return atlas_app_test_find_window (ATLAS_TYPE_SNAPSHOTS_DIALOG);
}

static void
test_snapshots (AtlasAppTest  *test,
                gconstpointer  data)
{
  AtlasSnapshotsDialog *dialog;
  int before, kept;
  guint n;

  open_plan (test);
  before = get_values (test, BLOCK)->class_;
  activate (test, "snapshots", NULL);
  dialog = get_dialog ();
  g_assert_nonnull (dialog);
  n = count_rows (dialog);

  kept = change_class (test, BLOCK);
  activate (test, "make-snapshot", g_variant_new ("(ss)", "spring", "before the meeting"));
  g_assert_cmpuint (count_rows (dialog), ==, n + 1);
  g_assert_cmpint (kept, !=, before);

  change_class (test, BLOCK);
  change_class (test, OTHER_BLOCK);
  atlas_snapshots_dialog_compare (dialog, 1, 0);
  g_assert_cmpuint (atlas_difference_list_count_field (atlas_snapshots_dialog_get_list (dialog),
                                                       ATLAS_OBJECT_BLOCK, "class"), ==, 2);

  activate (test, "restore-snapshot", g_variant_new_string ("spring"));
  g_assert_cmpint (get_values (test, BLOCK)->class_, ==, kept);
  g_assert_cmpint (get_last_entry (test)->kind, ==, ATLAS_CHANGE_RESTORE);
  g_assert_cmpuint (atlas_difference_list_count (atlas_snapshots_dialog_get_list (dialog),
                                                 ATLAS_OBJECT_BLOCK), ==, 0);
}

static GObject *
get_child (AtlasSnapshotsDialog *dialog,
           const char           *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (dialog), ATLAS_TYPE_SNAPSHOTS_DIALOG, name);
}

static AdwMessageDialog *
get_question (void)
{
  return atlas_app_test_find_window (ADW_TYPE_MESSAGE_DIALOG);
}

/* Is asked, and only then done: the changes start anew, and what was published before
 * stays in the list. */
static void
test_published (AtlasAppTest  *test,
                gconstpointer  data)
{
  AtlasSnapshotsDialog *dialog;
  guint n;

  open_plan (test);
  change_class (test, BLOCK);
  activate (test, "show-changes", NULL);
  atlas_app_test_wait (test, lists_one);
  activate (test, "snapshots", NULL);
  dialog = get_dialog ();
  n = count_rows (dialog);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (get_child (dialog, "publish_button"))));

  for (guint i = 0; i < 2; i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (get_child (dialog, "name_row")), "2026");
      g_signal_emit_by_name (get_child (dialog, "publish_button"), "clicked");
      g_assert_nonnull (get_question ());
      g_assert_nonnull (strstr (adw_message_dialog_get_body (get_question ()), "1 block differs"));
      g_assert_cmpuint (count_rows (dialog), ==, n);
      adw_message_dialog_response (get_question (), i == 0 ? "cancel" : "publish");
      gtk_window_destroy (GTK_WINDOW (get_question ()));
    }

  g_assert_cmpstr (atlas_document_get_published (get_document (test))->name, ==, "2026");
  g_assert_cmpuint (count_rows (dialog), ==, n + 1);
  g_assert_true (has_label (GTK_WIDGET (dialog), "published before"));
  atlas_app_test_wait (test, lists_none);
  /* From the former state to what is now. */
  atlas_snapshots_dialog_compare (dialog, 2, 0);
  g_assert_cmpuint (atlas_difference_list_count (atlas_snapshots_dialog_get_list (dialog),
                                                 ATLAS_OBJECT_BLOCK), ==, 1);
}

/* Returns: (nullable): the button in the row of that snapshot */
static GtkWidget *
find_row_button (GtkWidget  *widget,
                 const char *icon,
                 const char *snapshot)
{
  if (GTK_IS_BUTTON (widget) &&
      g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), icon) == 0 &&
      g_strcmp0 (g_object_get_data (G_OBJECT (widget), "snapshot"), snapshot) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row_button (child, icon, snapshot);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* @name: (nullable): what is typed into the question that the button opens */
static void
answer (AtlasSnapshotsDialog *dialog,
        const char           *icon,
        const char           *snapshot,
        const char           *name,
        const char           *response)
{
  GtkWidget *row;

  g_signal_emit_by_name (find_row_button (GTK_WIDGET (dialog), icon, snapshot), "clicked");
  row = gtk_window_get_focus (GTK_WINDOW (get_question ()));
  if (name != NULL)
    gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_ancestor (row, ADW_TYPE_ENTRY_ROW)), name);
  adw_message_dialog_response (get_question (), response);
  gtk_window_destroy (GTK_WINDOW (get_question ()));
}

/* The two states that are compared stay chosen. */
static void
test_renamed (AtlasAppTest  *test,
              gconstpointer  data)
{
  AtlasSnapshotsDialog *dialog;
  GtkDropDown *from;

  open_plan (test);
  activate (test, "make-snapshot", g_variant_new ("(ss)", "A", ""));
  change_class (test, BLOCK);
  activate (test, "make-snapshot", g_variant_new ("(ss)", "B", ""));
  activate (test, "make-snapshot", g_variant_new ("(ss)", "C", ""));
  activate (test, "snapshots", NULL);
  dialog = get_dialog ();
  atlas_snapshots_dialog_compare (dialog, 3, 2);
  from = GTK_DROP_DOWN (get_child (dialog, "from_drop_down"));

  answer (dialog, "document-edit-symbolic", "A", "spring", "cancel");
  g_assert_nonnull (atlas_document_find_snapshot (get_document (test), "A"));
  answer (dialog, "document-edit-symbolic", "A", "spring", "rename");
  g_assert_nonnull (atlas_document_find_snapshot (get_document (test), "spring"));
  g_assert_cmpuint (gtk_drop_down_get_selected (from), ==, 3);
  g_assert_cmpstr (gtk_string_object_get_string (gtk_drop_down_get_selected_item (from)), ==,
                   "spring");

  answer (dialog, "user-trash-symbolic", "C", NULL, "delete");
  g_assert_null (atlas_document_find_snapshot (get_document (test), "C"));
  g_assert_cmpuint (gtk_drop_down_get_selected (from), ==, 2);
  g_assert_cmpstr (gtk_string_object_get_string (gtk_drop_down_get_selected_item (from)), ==,
                   "spring");
  g_assert_cmpuint (atlas_difference_list_count (atlas_snapshots_dialog_get_list (dialog),
                                                 ATLAS_OBJECT_BLOCK), ==, 1);
}

/* It is told what changes are told against then; the last of it stays. */
static void
test_unpublished (AtlasAppTest  *test,
                  gconstpointer  data)
{
  AtlasSnapshotsDialog *dialog;
  GtkWidget *button;

  open_plan (test);
  change_class (test, BLOCK);
  activate (test, "publish", g_variant_new ("(ss)", "2026", ""));
  activate (test, "snapshots", NULL);
  dialog = get_dialog ();
  button = find_row_button (GTK_WIDGET (dialog), "user-trash-symbolic", "2026");
  g_signal_emit_by_name (button, "clicked");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (get_question ()), "1 block differs"));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (get_question ()), "As first published"));
  adw_message_dialog_response (get_question (), "delete");
  gtk_window_destroy (GTK_WINDOW (get_question ()));
  g_assert_cmpint (atlas_document_get_published (get_document (test))->seq, ==, 0);

  button = find_row_button (GTK_WIDGET (dialog), "user-trash-symbolic", "published");
  g_signal_emit_by_name (button, "clicked");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (get_question ()), "Nothing else"));
  gtk_window_destroy (GTK_WINDOW (get_question ()));
  g_assert_nonnull (atlas_document_get_published (get_document (test)));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, function) \
  g_test_add ("/record/" path, AtlasAppTest, NULL, atlas_app_test_set_up, function, \
              atlas_app_test_tear_down)
  ADD ("changed-blocks-are-marked-with-both-classes", test_marked);
  ADD ("a-block-reverted-in-the-list-is-as-published-and-on-record", test_reverted);
  ADD ("a-moved-site-is-named-with-its-block-marked-and-gone-to", test_site_marked);
  ADD ("all-blocks-are-reverted-in-one-edit", test_all_reverted);
  ADD ("with-all-blocks-sites-go-back", test_sites_go_back);
  ADD ("a-snapshot-is-made-compared-and-gone-back-to", test_snapshots);
  ADD ("what-is-published-is-asked-for-and-starts-the-changes-anew", test_published);
  ADD ("a-snapshot-is-renamed-and-deleted-in-its-row", test_renamed);
  ADD ("of-what-is-published-it-is-told-what-was-before", test_unpublished);
  ADD ("a-site-goes-back-with-its-amounts", test_site_reverted);
  ADD ("a-step-of-the-history-is-taken-back-alone", test_step_taken_back);

  return g_test_run ();
}
