/* Names on the map in the window stand where they stood. */

#include "atlas-map-test.h"

#include "atlas-test-shapes.h"

#include <math.h>

/* What covers the map decides where its lettering can stand. */
static void
test_covers (AtlasAppTest  *test,
             gconstpointer  data)
{
  static const AtlasBox cover = { 200, 200, 400, 300 };
  AtlasMapLayer *layer = atlas_map_view_get_layer (test->map_view);

  atlas_map_test_open (test);
  atlas_map_layer_set_covers (layer, &cover, 1);
  g_assert_false (atlas_map_layer_is_complete (layer));
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  atlas_map_layer_set_covers (layer, &cover, 1);
  g_assert_true (atlas_map_layer_is_complete (layer));
}

/* By whole pixels; the view is centred on whole pixels of the world. */
static void
pan (AtlasAppTest *test,
     double        right,
     double        down)
{
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (test->map_view));
  double latitude, longitude;

  shumate_viewport_widget_coords_to_location (atlas_map_test_get_viewport (test), map,
                                              gtk_widget_get_width (map) / 2.0 + right,
                                              gtk_widget_get_height (map) / 2.0 + down,
                                              &latitude, &longitude);
  shumate_location_set_location (SHUMATE_LOCATION (atlas_map_test_get_viewport (test)), latitude,
                                 longitude);
}

static gboolean
stands (const AtlasLetteringSheet *sheet,
        const char                *text,
        double                     x,
        double                     y)
{
  const AtlasLabels *labels = atlas_lettering_sheet_get_labels (sheet);
  const AtlasView *view = atlas_lettering_sheet_get_view (sheet);

  for (guint i = 0; i < atlas_labels_get_n (labels); i++)
    {
      AtlasBox box;

      if (g_str_equal (atlas_labels_get (labels, i, NULL, &box), text) &&
          fabs (view->x0 * view->scale + box.x0 - x) < 0.01 &&
          fabs (view->y0 * view->scale + box.y0 - y) < 0.01)
        return TRUE;
    }

  return FALSE;
}

/* Every name that was whole in both views is where it was, in pixels of the
 * world. Returns: how many those are. */
static guint
count_standing (const AtlasLetteringSheet *before,
                const AtlasLetteringSheet *after,
                const AtlasView           *view)
{
  const AtlasLabels *labels = atlas_lettering_sheet_get_labels (before);
  const AtlasView *old = atlas_lettering_sheet_get_view (before);
  guint n = 0;

  for (guint i = 0; i < atlas_labels_get_n (labels); i++)
    {
      AtlasBox box;
      const char *text = atlas_labels_get (labels, i, NULL, &box);
      double x = old->x0 * old->scale + box.x0;
      double y = old->y0 * old->scale + box.y0;
      double seen_x = x - view->x0 * view->scale;
      double seen_y = y - view->y0 * view->scale;

      if (box.x0 < ATLAS_LETTERING_MARGIN || box.y0 < ATLAS_LETTERING_MARGIN ||
          box.x1 > old->width - ATLAS_LETTERING_MARGIN ||
          box.y1 > old->height - ATLAS_LETTERING_MARGIN ||
          seen_x < 0 || seen_y < 0 || seen_x + atlas_box_width (&box) > view->width ||
          seen_y + atlas_box_height (&box) > view->height)
        continue;
      g_assert_true (stands (after, text, x, y));
      n++;
    }

  return n;
}

/* No name at rest is cut by the edges of what is seen. */
static void
assert_none_cut (const AtlasLetteringSheet *sheet)
{
  const AtlasLabels *labels = atlas_lettering_sheet_get_labels (sheet);
  const AtlasView *wide = atlas_lettering_sheet_get_view (sheet);
  const AtlasBox seen = { ATLAS_LETTERING_MARGIN, ATLAS_LETTERING_MARGIN,
                          wide->width - ATLAS_LETTERING_MARGIN,
                          wide->height - ATLAS_LETTERING_MARGIN };

  for (guint i = 0; i < atlas_labels_get_n (labels); i++)
    {
      guint n;
      const AtlasBox *parts = atlas_labels_get_parts (labels, i, &n);
      guint n_inside = 0, n_outside = 0;

      for (guint p = 0; p < n; p++)
        {
          n_inside += parts[p].x0 >= seen.x0 && parts[p].x1 <= seen.x1 &&
                      parts[p].y0 >= seen.y0 && parts[p].y1 <= seen.y1;
          n_outside += !atlas_box_overlaps (&parts[p], &seen);
        }
      g_assert_true (n_inside == n || n_outside == n);
    }
}

/* Names make room for cards, which these tests are not about. */
static void
hide_cards (AtlasAppTest *test)
{
  static const char *const cards[] = { "legend_card", "sample_card", "scale_card", "buttons" };

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    gtk_widget_set_visible (GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (test->map_view),
                                                                       ATLAS_TYPE_MAP_VIEW,
                                                                       cards[i])), FALSE);
}

static void
test_names_stay (AtlasAppTest  *test,
                 gconstpointer  data)
{
  static const int steps[][2] = { { 90, -40 }, { 300, 180 }, { -640, 33 }, { -7, -310 } };
  AtlasMapLayer *layer = atlas_map_test_get_layer (test);

  atlas_app_test_resize (test, 1280, 820);
  atlas_map_test_open (test);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "map", g_variant_new_uint32 (2));
  hide_cards (test);
  shumate_viewport_set_zoom_level (atlas_map_test_get_viewport (test), 14);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  assert_none_cut (atlas_map_layer_get_lettering (layer));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      AtlasLetteringSheet *before =
        atlas_lettering_sheet_ref ((AtlasLetteringSheet *) atlas_map_layer_get_lettering (layer));
      AtlasView view;

      pan (test, steps[i][0], steps[i][1]);
      g_assert_false (atlas_app_test_is_drawn (test));
      atlas_app_test_wait (test, atlas_app_test_is_drawn);
      g_assert_true (atlas_map_layer_get_view (layer, &view));
      g_assert_cmpuint (count_standing (before, atlas_map_layer_get_lettering (layer), &view),
                        >, 0);
      assert_none_cut (atlas_map_layer_get_lettering (layer));
      atlas_lettering_sheet_unref (before);
    }
}

/* A block changes its class: the map shows it, and all names stand. */
static void
test_names_stay_in_a_change (AtlasAppTest  *test,
                             gconstpointer  data)
{
  AtlasMapLayer *layer = atlas_map_test_get_layer (test);
  AtlasLetteringSheet *before;
  AtlasView view;

  atlas_map_test_open (test);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "map", g_variant_new_uint32 (2));
  shumate_viewport_set_zoom_level (atlas_map_test_get_viewport (test), 14);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  pan (test, 90, -40);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  before =
    atlas_lettering_sheet_ref ((AtlasLetteringSheet *) atlas_map_layer_get_lettering (layer));
  g_assert_true (atlas_map_layer_get_view (layer, &view));
  for (guint i = 0; i < 8; i++)
    {
      AtlasScene *scene = atlas_map_layer_get_scene (layer);
      const int class_ = ATLAS_CLASS_KEY;
      AtlasBox changed;
      g_autoptr(AtlasShapes) shapes =
        atlas_test_shapes_set_classes (atlas_scene_get_shapes (scene),
                                       atlas_maps_get_plan (atlas_window_get_maps (test->window)),
                                       &i, &class_, 1, &changed);
      g_autoptr(AtlasScene) other =
        atlas_scene_new (shapes, (AtlasStyle *) atlas_scene_get_style (scene), 2,
                         atlas_scene_get_language (scene), NULL);

      atlas_map_layer_set_scene_within (layer, other, &changed);
    }
  g_assert_false (atlas_app_test_is_drawn (test));
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_assert_cmpuint (count_standing (before, atlas_map_layer_get_lettering (layer), &view), >, 0);
  atlas_lettering_sheet_unref (before);
}

static cairo_surface_t *
draw_map (AtlasAppTest *test)
{
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (test->map_view));
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (map);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int width = gtk_widget_get_width (map);
  int height = gtk_widget_get_height (map);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  GskRenderNode *node;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

/* 0 beyond the edge: maps are resized while they are looked at. */
static guint32
get_pixel (cairo_surface_t *surface,
           int              x,
           int              y)
{
  const guchar *data = cairo_image_surface_get_data (surface);

  if (x >= cairo_image_surface_get_width (surface) || y >= cairo_image_surface_get_height (surface))
    return 0;

  return ((const guint32 *) (gconstpointer) (
            data + y * cairo_image_surface_get_stride (surface)))[x] & 0xffffff;
}

/* The letters alone, where they are on the map now. */
static cairo_surface_t *
draw_letters (AtlasAppTest *test)
{
  AtlasMapLayer *layer = atlas_map_test_get_layer (test);
  const AtlasLetteringSheet *sheet = atlas_map_layer_get_lettering (layer);
  const AtlasView *wide = atlas_lettering_sheet_get_view (sheet);
  cairo_surface_t *surface;
  AtlasView view;
  cairo_t *cr;

  g_assert_true (atlas_map_layer_get_view (layer, &view));
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) view.width, (int) view.height);
  cr = cairo_create (surface);
  cairo_translate (cr, round (atlas_view_x (&view, wide->x0)),
                   round (atlas_view_y (&view, wide->y0)));
  atlas_labels_paint (atlas_lettering_sheet_get_labels (sheet), cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static guint
count_changed (cairo_surface_t *before,
               cairo_surface_t *after)
{
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (before); y++)
    for (int x = 0; x < cairo_image_surface_get_width (before); x++)
      n += get_pixel (before, x, y) != get_pixel (after, x, y);

  return n;
}

/* Pixels of letters that are of another colour on the map; @n_letters: of how many. */
static guint
count_cut (cairo_surface_t *map,
           cairo_surface_t *letters,
           guint           *n_letters)
{
  guint n = 0;

  *n_letters = 0;
  for (int y = 0; y < cairo_image_surface_get_height (map); y++)
    for (int x = 0; x < cairo_image_surface_get_width (map); x++)
      {
        const guint32 *row = (const guint32 *) (gconstpointer) (
          cairo_image_surface_get_data (letters) +
          y * cairo_image_surface_get_stride (letters));
        guint32 letter = row[x];

        if (letter >> 24 != 255)
          continue;
        n += (letter & 0xffffff) != get_pixel (map, x, y);
        *n_letters += 1;
      }

  return n;
}

/* Blocks are selected: their outlines and their tint change the map, no letter. */
static void
test_names_stand_over_outlines (AtlasAppTest  *test,
                                gconstpointer  data)
{
  AtlasSelection *selection = atlas_session_get_selection (atlas_window_get_session (test->window));
  const guint blocks[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
  cairo_surface_t *before, *after, *letters;
  guint n_letters;

  atlas_map_test_open (test);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "map", g_variant_new_uint32 (2));
  atlas_app_test_wait_for_frame (test);
  shumate_viewport_set_zoom_level (atlas_map_test_get_viewport (test), 14);
  /* With a block selected the panel beside the map is there before and after. */
  atlas_selection_set (selection, blocks, 1);
  atlas_app_test_wait_for_frame (test);
  atlas_app_test_wait (test, atlas_app_test_has_details);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  atlas_app_test_wait_for_frame (test);
  before = draw_map (test);
  atlas_selection_set (selection, blocks, G_N_ELEMENTS (blocks));
  atlas_app_test_wait_for_frame (test);
  after = draw_map (test);
  letters = draw_letters (test);
  g_assert_cmpuint (count_changed (before, after), >, 1000);
  g_assert_cmpuint (count_cut (after, letters, &n_letters), ==, 0);
  g_assert_cmpuint (n_letters, >, 50);

  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
  cairo_surface_destroy (letters);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/map-names/lettering-makes-room-for-covers", test_covers },
    { "/map-names/names-stay-where-they-are-while-it-is-panned", test_names_stay },
    { "/map-names/names-stay-where-they-are-while-blocks-change", test_names_stay_in_a_change },
    { "/map-names/names-stand-over-outlines-of-blocks", test_names_stand_over_outlines },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_app_test_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
