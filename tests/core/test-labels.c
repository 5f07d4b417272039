#include "atlas-labels.h"
#include "atlas-plan-file.h"
#include "atlas-shapes-private.h"
#include "atlas-test-shapes.h"

#include <math.h>
#include <string.h>

/* A plan made up so that lettering is hard: nine districts of 20 km, winding
 * rivers, two ring roads, a lake, crowded business districts, blocks. */
#define WEST 430000.0
#define SOUTH 4400000.0
#define EXTENT 60000.0

static AtlasFeature *
add_feature (GPtrArray     *features,
             AtlasLayer     layer,
             AtlasGeometry *geometry,
             const char    *key_column,
             const char    *key,
             const char    *name_column,
             const char    *name)
{
  const AtlasLayerInfo *info = atlas_layer_get_info (layer);
  AtlasFeature *feature = atlas_feature_new_take (layer, geometry);

  for (guint i = 0; i < atlas_layer_get_n_columns (layer); i++)
    {
      if (g_strcmp0 (info->columns[i].name, key_column) == 0)
        atlas_feature_set_text (feature, i, key);
      if (g_strcmp0 (info->columns[i].name, name_column) == 0)
        atlas_feature_set_text (feature, i, name);
    }
  g_ptr_array_add (features, feature);

  return feature;
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static AtlasGeometry *
make_rectangle (double x0,
                double y0,
                double x1,
                double y1)
{
  const AtlasPoint points[] = { { x0, y0 }, { x1, y0 }, { x1, y1 }, { x0, y1 } };

  return atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, points, 4);
}

static AtlasGeometry *
make_wave (guint number)
{
  AtlasPoint points[100];

  for (guint i = 0; i < 100; i++)
    {
      double along = EXTENT * i / 99;
      double across = EXTENT * (number + 0.5) / 8 + 900 * sin (i * 0.21 + number) +
                      200 * sin (i * 1.7);

      points[i].x = WEST + (number % 2 ? along : across);
      points[i].y = SOUTH + (number % 2 ? across : along);
    }

  return atlas_geometry_new_simple (ATLAS_GEOMETRY_LINE, points, 100);
}

static AtlasGeometry *
make_ring (double radius)
{
  AtlasPoint points[61];

  for (guint i = 0; i <= 60; i++)
    points[i] = (AtlasPoint) { WEST + EXTENT / 2 + radius * cos (i * G_PI / 30),
                               SOUTH + EXTENT / 2 + radius * sin (i * G_PI / 30) };

  return atlas_geometry_new_simple (ATLAS_GEOMETRY_LINE, points, 61);
}

static void
add_districts (AtlasPlan *plan)
{
  static const char *const names[] = { "东城区", "西城区", "朝阳区", "丰台区", "石景山区",
                                       "海淀区", "门头沟区", "房山区", "通州区" };
  GPtrArray *districts = new_list ();
  GPtrArray *zones = new_list ();
  double side = EXTENT / 3;

  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *code = g_strdup_printf ("1101%02u", i + 1);
      double x = WEST + i % 3 * side;
      double y = SOUTH + i / 3 * side;

      add_feature (districts, ATLAS_LAYER_DISTRICTS, make_rectangle (x, y, x + side, y + side),
                   "code", code, "name_zh", names[i]);
    }
  add_feature (zones, ATLAS_LAYER_ZONES, make_rectangle (WEST, SOUTH, WEST + side, SOUTH + EXTENT),
               "zone", "core", "name_zh", "一核");
  add_feature (zones, ATLAS_LAYER_ZONES,
               make_rectangle (WEST + side, SOUTH, WEST + EXTENT, SOUTH + EXTENT),
               "zone", "central", "name_zh", "一主");
  atlas_plan_take_features (plan, ATLAS_LAYER_DISTRICTS, districts);
  atlas_plan_take_features (plan, ATLAS_LAYER_ZONES, zones);
}

static void
add_lines (AtlasPlan *plan)
{
  GPtrArray *water = new_list ();
  GPtrArray *roads = new_list ();
  GPtrArray *axes = new_list ();
  AtlasPoint axis[] = { { WEST + 31000, SOUTH + 5000 }, { WEST + 31000, SOUTH + 55000 } };

  for (guint i = 0; i < 8; i++)
    {
      AtlasFeature *river = add_feature (water, ATLAS_LAYER_WATER, make_wave (i), "kind", "river",
                                         "name_zh", i % 3 ? "永定河" : "白河");

      atlas_feature_set_text (river, 1, "Yongding River (upper course)");
    }
  add_feature (water, ATLAS_LAYER_WATER,
               make_rectangle (WEST + 8000, SOUTH + 41000, WEST + 14000, SOUTH + 44000),
               "kind", "reservoir", "name_zh", "密云水库");
  add_feature (roads, ATLAS_LAYER_ROADS, make_ring (9000), "kind", "ring_road", "name_zh", "四环");
  add_feature (roads, ATLAS_LAYER_ROADS, make_ring (20000), "kind", "ring_road", "name_zh", "五环");
  add_feature (axes, ATLAS_LAYER_AXES, atlas_geometry_new_simple (ATLAS_GEOMETRY_LINE, axis, 2),
               "kind", "axis", "name_zh", "中轴线");
  atlas_plan_take_features (plan, ATLAS_LAYER_WATER, water);
  atlas_plan_take_features (plan, ATLAS_LAYER_ROADS, roads);
  atlas_plan_take_features (plan, ATLAS_LAYER_AXES, axes);
}

static AtlasPoint
get_business_place (guint i)
{
  /* Ever farther from the middle, in all directions. */
  return (AtlasPoint) { WEST + EXTENT / 2 + 60 * i * i * cos (i * 2.4) * 0.15,
                        SOUTH + EXTENT / 2 + 60 * i * i * sin (i * 2.4) * 0.15 };
}

static void
add_business (AtlasPlan *plan)
{
  static const char *const names[] = { "王府井", "CBD", "中关村西区", "前门大街" };
  GPtrArray *business = new_list ();

  for (guint i = 0; i < 52; i++)
    {
      AtlasPoint place = get_business_place (i);
      AtlasFeature *feature = add_feature (business, ATLAS_LAYER_BUSINESS_DISTRICTS,
                                           atlas_geometry_new_point (place.x, place.y),
                                           NULL, NULL, "name", names[i % 4]);

      atlas_feature_set_number (feature, 0, i + 1);
    }
  atlas_plan_take_features (plan, ATLAS_LAYER_BUSINESS_DISTRICTS, business);
}

static void
add_blocks (AtlasPlan *plan)
{
  GPtrArray *blocks = new_list ();

  for (guint i = 0; i < 400; i++)
    {
      AtlasBlockValues values;
      double x = WEST + 10000 + i % 20 * 2000;
      double y = SOUTH + 10000 + i / 20 * 2000;

      atlas_block_values_init (&values);
      values.code = g_strdup_printf ("DX00-%04u", i);
      values.class_ = (int) i % ATLAS_N_CLASSES;
      g_ptr_array_add (blocks,
                       atlas_block_new_take (make_rectangle (x, y, x + 2000, y + 2000), &values));
    }
  atlas_plan_take_blocks (plan, blocks);
}

typedef struct
{
  AtlasPlan  *plan;
  AtlasStyle *style;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->plan = atlas_plan_new ();
  add_districts (fixture->plan);
  add_lines (fixture->plan);
  add_business (fixture->plan);
  add_blocks (fixture->plan);
  fixture->style = atlas_style_new_standard ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->plan);
  atlas_style_unref (fixture->style);
}

static AtlasScene *
make_scene (Fixture       *fixture,
            AtlasCrs       crs,
            guint          map,
            AtlasLanguage  language)
{
  g_autoptr (AtlasShapes) shapes = atlas_shapes_new (fixture->plan, crs);

  return atlas_scene_new (shapes, fixture->style, map, language, NULL);
}

/* The whole in @zoom times its size, at (@x, @y) of its box. */
static AtlasView
make_view (const AtlasScene *scene,
           double            zoom,
           double            x,
           double            y)
{
  const AtlasBox *box = atlas_shapes_get_box (atlas_scene_get_shapes (scene));
  AtlasView view = atlas_view_fit (box, 1000, 700, 40, 96.0 / 72);

  view.scale *= zoom;
  view.x0 = box->x0 + x * atlas_box_width (box) - view.width / 2 / view.scale;
  view.y0 = box->y0 + y * atlas_box_height (box) - view.height / 2 / view.scale;

  return view;
}

static void
assert_apart (const AtlasLabels *labels,
              const AtlasView   *view,
              guint              i,
              guint              k)
{
  guint n, m;
  const AtlasBox *a = atlas_labels_get_parts (labels, i, &n);
  const AtlasBox *b = atlas_labels_get_parts (labels, k, &m);

  for (guint p = 0; p < n; p++)
    for (guint q = 0; q < m; q++)
      {
        AtlasBox grown = atlas_box_grow (&a[p], 1.99 * view->point);

        if (atlas_box_overlaps (&grown, &b[q]))
          g_error ("“%s” and “%s” are closer than 2 points",
                   atlas_labels_get (labels, i, NULL, NULL), atlas_labels_get (labels, k, NULL, NULL));
      }
}

static void
assert_inside (const AtlasLabels *labels,
               const AtlasView   *view,
               guint              i)
{
  AtlasBox box;

  atlas_labels_get (labels, i, NULL, &box);
  g_assert_cmpfloat (box.x0, >=, 0);
  g_assert_cmpfloat (box.y0, >=, 0);
  g_assert_cmpfloat (box.x1, <=, view->width);
  g_assert_cmpfloat (box.y1, <=, view->height);
}

static void
assert_off_symbols (const AtlasLabels *labels,
                    const AtlasScene  *scene,
                    const AtlasView   *view,
                    guint              i)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  double r = atlas_scene_get_style (scene)->symbols[ATLAS_SYMBOL_BUSINESS].size / 2 * view->point;
  AtlasPoint from, to;
  guint n;
  const AtlasBox *parts = atlas_labels_get_parts (labels, i, &n);

  /* A thin line may cross one. */
  if (atlas_labels_get_leader (labels, i, &from, &to))
    n = 1;
  for (guint k = 0; k < atlas_shapes_get_n (shapes, ATLAS_LAYER_BUSINESS_DISTRICTS); k++)
    {
      AtlasPoint place = atlas_shapes_get (shapes, ATLAS_LAYER_BUSINESS_DISTRICTS, k)->label;
      double x = atlas_view_x (view, place.x);
      double y = atlas_view_y (view, place.y);
      AtlasBox symbol = { x - r, y - r, x + r, y + r };

      for (guint p = 0; p < n; p++)
        g_assert_false (atlas_box_overlaps (&symbol, &parts[p]));
    }
}

static void
assert_lawful (const AtlasLabels *labels,
               const AtlasScene  *scene,
               const AtlasView   *view)
{
  guint n = atlas_labels_get_n (labels);

  for (guint i = 0; i < n; i++)
    {
      assert_inside (labels, view, i);
      if (atlas_scene_get_map (scene) == 6)
        assert_off_symbols (labels, scene, view, i);
      for (guint k = i + 1; k < n; k++)
        assert_apart (labels, view, i, k);
    }
}

static void
test_nothing_lies_on_anything_else (Fixture       *fixture,
                                    gconstpointer  data)
{
  static const double places[][3] = {
    { 1, 0.5, 0.5 }, { 0.3, 0.5, 0.5 }, { 2, 0.3, 0.6 }, { 5, 0.55, 0.45 }, { 30, 0.5, 0.5 }, { 4, 0, 1 },
  };

  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    for (AtlasLanguage language = ATLAS_LANGUAGE_ZH; language <= ATLAS_LANGUAGE_EN; language++)
      {
        AtlasCrs crs = map % 2 ? ATLAS_CRS_MERCATOR : ATLAS_CRS_PLANE;
        g_autoptr (AtlasScene) scene = make_scene (fixture, crs, map, language);

        for (guint i = 0; i < G_N_ELEMENTS (places); i++)
          {
            AtlasView view = make_view (scene, places[i][0], places[i][1], places[i][2]);
            g_autoptr (AtlasLabels) labels = atlas_labels_place (scene, &view);

            assert_lawful (labels, scene, &view);
          }
      }
}

static guint
count_style (const AtlasLabels *labels,
             AtlasTextId        wanted)
{
  guint n = 0;

  for (guint i = 0; i < atlas_labels_get_n (labels); i++)
    {
      AtlasTextId style;

      atlas_labels_get (labels, i, &style, NULL);
      n += style == wanted;
    }

  return n;
}

static void
test_the_whole_city_names_its_districts (Fixture       *fixture,
                                         gconstpointer  data)
{
  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    {
      g_autoptr (AtlasScene) scene = make_scene (fixture, ATLAS_CRS_MERCATOR, map, ATLAS_LANGUAGE_ZH);
      AtlasView view = make_view (scene, 1, 0.5, 0.5);
      g_autoptr (AtlasLabels) labels = atlas_labels_place (scene, &view);

      g_assert_cmpuint (count_style (labels, ATLAS_TEXT_DISTRICT), ==, 9);
      g_assert_cmpuint (count_style (labels, ATLAS_TEXT_ZONE), ==, map == 1 ? 2 : 0);
      g_assert_cmpuint (count_style (labels, ATLAS_TEXT_AXIS), ==, map == 1 ? 1 : 0);
      g_assert_cmpuint (count_style (labels, ATLAS_TEXT_BUSINESS) > 0, ==, map == 6);
      g_assert_cmpuint (count_style (labels, ATLAS_TEXT_PROVINCE), >=, 2);
      g_assert_cmpuint (count_style (labels, ATLAS_TEXT_WATER), >=, 4);
      g_assert_cmpuint (count_style (labels, ATLAS_TEXT_ROAD), >=, 1);
    }
}

/* The share of the symbols seen that have a name. */
static double
get_named_share (const AtlasScene *scene,
                 const AtlasView  *view)
{
  g_autoptr (AtlasLabels) labels = atlas_labels_place (scene, view);
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  AtlasBox seen = atlas_view_get_box (view);
  guint n = 0;

  for (guint i = 0; i < atlas_shapes_get_n (shapes, ATLAS_LAYER_BUSINESS_DISTRICTS); i++)
    {
      AtlasPoint place = atlas_shapes_get (shapes, ATLAS_LAYER_BUSINESS_DISTRICTS, i)->label;
      AtlasBox point = { place.x, place.y, place.x, place.y };

      n += atlas_box_overlaps (&seen, &point);
    }

  return (double) count_style (labels, ATLAS_TEXT_BUSINESS) / n;
}

static void
test_more_is_lettered_as_one_zooms_in (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr (AtlasScene) business = make_scene (fixture, ATLAS_CRS_MERCATOR, 6, ATLAS_LANGUAGE_ZH);
  g_autoptr (AtlasScene) blocks = make_scene (fixture, ATLAS_CRS_MERCATOR, 2, ATLAS_LANGUAGE_ZH);
  double named[2];
  guint n_blocks[2];

  for (guint i = 0; i < 2; i++)
    {
      AtlasView view = make_view (business, 1 + i * 5, 0.5, 0.5);
      g_autoptr (AtlasLabels) labels = atlas_labels_place (blocks, &view);

      named[i] = get_named_share (business, &view);
      n_blocks[i] = count_style (labels, ATLAS_TEXT_BLOCK);
    }
  g_assert_cmpfloat (named[1], >, named[0]);
  g_assert_cmpuint (n_blocks[0], ==, 0);
  g_assert_cmpuint (n_blocks[1], >, 0);
}

static void
test_obstacles_stay_free (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (AtlasScene) scene = make_scene (fixture, ATLAS_CRS_PLANE, 6, ATLAS_LANGUAGE_ZH);
  AtlasView view = make_view (scene, 1, 0.5, 0.5);
  const AtlasBox obstacles[] = { { 0, 400, 400, 700 }, { 600, 0, 1000, 200 } };
  g_autoptr (AtlasLabels) labels =
    atlas_labels_place_around (scene, &view, obstacles, G_N_ELEMENTS (obstacles));

  assert_lawful (labels, scene, &view);
  g_assert_cmpuint (atlas_labels_get_n (labels), >, 10);
  for (guint i = 0; i < atlas_labels_get_n (labels); i++)
    for (guint k = 0; k < G_N_ELEMENTS (obstacles); k++)
      {
        guint n;
        const AtlasBox *parts = atlas_labels_get_parts (labels, i, &n);

        for (guint p = 0; p < n; p++)
          g_assert_false (atlas_box_overlaps (&obstacles[k], &parts[p]));
      }
}

static void
test_english_maps_leave_remarks_out (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autoptr (AtlasScene) scene = make_scene (fixture, ATLAS_CRS_PLANE, 2, ATLAS_LANGUAGE_EN);
  AtlasView view = make_view (scene, 1, 0.5, 0.5);
  g_autoptr (AtlasLabels) labels = atlas_labels_place (scene, &view);
  gboolean found = FALSE;

  for (guint i = 0; i < atlas_labels_get_n (labels); i++)
    {
      const char *text = atlas_labels_get (labels, i, NULL, NULL);

      g_assert_null (strchr (text, '('));
      found = found || g_str_equal (text, "Yongding River");
    }
  g_assert_true (found);
}

static void
test_letters_are_painted_where_they_are_said_to_be (Fixture       *fixture,
                                                    gconstpointer  data)
{
  g_autoptr (AtlasScene) scene = make_scene (fixture, ATLAS_CRS_MERCATOR, 1, ATLAS_LANGUAGE_ZH);
  AtlasView view = make_view (scene, 1, 0.5, 0.5);
  g_autoptr (AtlasLabels) labels = atlas_labels_place (scene, &view);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1000, 700);
  cairo_t *cr = cairo_create (surface);
  const guint8 *pixels;
  int stride;

  atlas_labels_paint (labels, cr);
  /* With what is said to be covered wiped out, halo included, nothing is left. */
  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  for (guint i = 0; i < atlas_labels_get_n (labels); i++)
    {
      AtlasTextId style;
      guint n;
      const AtlasBox *parts = atlas_labels_get_parts (labels, i, &n);
      double halo;

      atlas_labels_get (labels, i, &style, NULL);
      halo = fixture->style->texts[style].halo_width * view.point + 1.5;
      for (guint p = 0; p < n; p++)
        cairo_rectangle (cr, parts[p].x0 - halo, parts[p].y0 - halo,
                         atlas_box_width (&parts[p]) + 2 * halo,
                         atlas_box_height (&parts[p]) + 2 * halo);
    }
  cairo_fill (cr);
  cairo_surface_flush (surface);
  pixels = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  for (int y = 0; y < 700; y++)
    for (int x = 0; x < 1000; x++)
      g_assert_cmpuint (pixels[y * stride + x], <, 64);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* The plan that comes with the program, as a whole and where it is crowded. */
static void
test_the_sample_is_lettered_lawfully (void)
{
  static const double places[][3] = { { 1, 0.5, 0.5 }, { 5, 0.47, 0.7 }, { 20, 0.47, 0.7 } };
  g_autofree char *path = atlas_plan_file_dup_sample_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasPlan) plan = atlas_plan_file_read (path, NULL, &error);
  Fixture fixture = { plan, atlas_style_new_standard () };

  g_assert_no_error (error);
  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    for (guint i = 0; i < G_N_ELEMENTS (places); i++)
      {
        AtlasLanguage language = (map + i) % 2 ? ATLAS_LANGUAGE_ZH : ATLAS_LANGUAGE_EN;
        g_autoptr (AtlasScene) scene = make_scene (&fixture, ATLAS_CRS_MERCATOR, map, language);
        AtlasView view = make_view (scene, places[i][0], places[i][1], places[i][2]);
        g_autoptr (AtlasLabels) labels = atlas_labels_place (scene, &view);

        assert_lawful (labels, scene, &view);
        g_assert_cmpuint (atlas_labels_get_n (labels), >=, 20);
      }
  atlas_style_unref (fixture.style);
}

/* --- Placing again --- */

static void
pan (AtlasView *view,
     double     right,
     double     down)
{
  view->x0 = round (view->x0 * view->scale + right) / view->scale;
  view->y0 = round (view->y0 * view->scale + down) / view->scale;
}

/* The number of the label of this text and style around this box; -1: none. */
static int
find_label (const AtlasLabels *labels,
            const char        *text,
            AtlasTextId        style,
            const AtlasBox    *box)
{
  for (guint i = 0; i < atlas_labels_get_n (labels); i++)
    {
      AtlasTextId other_style;
      AtlasBox other;

      if (g_str_equal (atlas_labels_get (labels, i, &other_style, &other), text) &&
          other_style == style && fabs (other.x0 - box->x0) < 1e-6 &&
          fabs (other.y0 - box->y0) < 1e-6 && fabs (other.x1 - box->x1) < 1e-6)
        return (int) i;
    }

  return -1;
}

/* What was drawn in a box of one picture is drawn at another place of another. */
static void
assert_same_pixels (cairo_surface_t *before,
                    cairo_surface_t *after,
                    const AtlasBox  *box,
                    int              right,
                    int              down)
{
  const guchar *a = cairo_image_surface_get_data (before);
  const guchar *b = cairo_image_surface_get_data (after);
  int stride = cairo_image_surface_get_stride (before);

  for (int y = (int) floor (box->y0); y <= (int) box->y1; y++)
    for (int x = (int) floor (box->x0); x <= (int) box->x1; x++)
      /* cairo's coordinates are whole 256ths of a pixel, and many of them make a
       * letter; a quarter of a pixel would change 64 steps along every edge. */
      g_assert_cmpint (abs (a[y * stride + x] - b[(y + down) * stride + x + right]), <=, 40);
}

static cairo_surface_t *
draw_labels (const AtlasLabels *labels,
             const AtlasView   *view)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_A8, (int) view->width, (int) view->height);
  cairo_t *cr = cairo_create (surface);

  atlas_labels_paint (labels, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

/* Every label of @before that @obstacle leaves alone stands in @after where it
 * stood in the world. Returns: how many those are. */
static guint
count_kept (const AtlasLabels *before,
            const AtlasView   *view_before,
            const AtlasLabels *after,
            const AtlasView   *view_after,
            const AtlasBox    *obstacle)
{
  const int right = (int) round (atlas_view_x (view_after, view_before->x0));
  const int down = (int) round (atlas_view_y (view_after, view_before->y0));
  cairo_surface_t *picture_before = draw_labels (before, view_before);
  cairo_surface_t *picture_after = draw_labels (after, view_after);
  guint n = 0;

  for (guint i = 0; i < atlas_labels_get_n (before); i++)
    {
      AtlasTextId style;
      AtlasBox box;
      const char *text = atlas_labels_get (before, i, &style, &box);
      AtlasBox moved = { box.x0 + right, box.y0 + down, box.x1 + right, box.y1 + down };
      const AtlasBox *parts;
      guint n_parts;

      if (moved.x0 < 0 || moved.x1 > view_after->width ||
          moved.y0 < 0 || moved.y1 > view_after->height ||
          (obstacle != NULL && atlas_box_overlaps (obstacle, &moved)))
        continue;
      if (find_label (after, text, style, &moved) < 0)
        g_error ("“%s” has not stayed", text);
      parts = atlas_labels_get_parts (before, i, &n_parts);
      for (guint p = 0; p < n_parts; p++)
        assert_same_pixels (picture_before, picture_after, &parts[p], right, down);
      n++;
    }
  cairo_surface_destroy (picture_before);
  cairo_surface_destroy (picture_after);

  return n;
}

/* No two things of some kinds have the same name. */
static void
assert_named_once (const AtlasLabels *labels,
                   AtlasTextId        style)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < atlas_labels_get_n (labels); i++)
    {
      AtlasTextId found;
      const char *text = atlas_labels_get (labels, i, &found, NULL);

      if (found == style)
        g_assert_true (g_hash_table_add (seen, (gpointer) text));
    }
}

static void
test_panning_leaves_names_where_they_are (void)
{
  static const double zooms[] = { 1, 2.5, 9, 40 };
  g_autofree char *path = atlas_plan_file_dup_sample_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasPlan) plan = atlas_plan_file_read (path, NULL, &error);
  Fixture fixture = { plan, atlas_style_new_standard () };
  g_autoptr (GRand) random = g_rand_new_with_seed (20250501);

  g_assert_no_error (error);
  /* Halos reach into what is around. */
  for (guint i = 0; i < ATLAS_N_TEXTS; i++)
    fixture.style->texts[i].halo_width = 0;
  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    {
      g_autoptr (AtlasScene) scene = make_scene (&fixture, ATLAS_CRS_MERCATOR, map,
                                                 map % 2 ? ATLAS_LANGUAGE_ZH : ATLAS_LANGUAGE_EN);
      AtlasView view = make_view (scene, zooms[map % G_N_ELEMENTS (zooms)], 0.47, 0.65);
      g_autoptr (AtlasLabels) labels = NULL;
      guint n_kept = 0;

      pan (&view, 0, 0);
      labels = atlas_labels_place (scene, &view);
      for (guint step = 0; step < 6; step++)
        {
          g_autoptr (AtlasLabels) before = g_steal_pointer (&labels);
          AtlasView view_before = view;

          pan (&view, g_rand_int_range (random, -400, 400), g_rand_int_range (random, -250, 250));
          labels = atlas_labels_place_again (scene, &view, NULL, 0, before, NULL);
          n_kept += count_kept (before, &view_before, labels, &view, NULL);
          assert_lawful (labels, scene, &view);
          assert_named_once (labels, ATLAS_TEXT_DISTRICT);
          assert_named_once (labels, ATLAS_TEXT_BUSINESS);
        }
      /* There was something to keep. */
      g_assert_cmpuint (n_kept, >=, 10);
    }
  atlas_style_unref (fixture.style);
}

static void
test_only_names_in_the_way_are_placed_anew (Fixture       *fixture,
                                            gconstpointer  data)
{
  g_autoptr (AtlasScene) scene = make_scene (fixture, ATLAS_CRS_PLANE, 6, ATLAS_LANGUAGE_ZH);
  AtlasView view = make_view (scene, 1, 0.5, 0.5);
  const AtlasBox obstacle = { 300, 200, 560, 420 };
  g_autoptr (AtlasLabels) before = atlas_labels_place (scene, &view);
  g_autoptr (AtlasLabels) after =
    atlas_labels_place_again (scene, &view, &obstacle, 1, before, NULL);

  for (guint i = 0; i < ATLAS_N_TEXTS; i++)
    fixture->style->texts[i].halo_width = 0;
  g_assert_cmpuint (count_kept (before, &view, after, &view, &obstacle), >, 10);
  for (guint i = 0; i < atlas_labels_get_n (after); i++)
    {
      guint n;
      const AtlasBox *parts = atlas_labels_get_parts (after, i, &n);

      for (guint p = 0; p < n; p++)
        g_assert_false (atlas_box_overlaps (&obstacle, &parts[p]));
    }
  assert_lawful (after, scene, &view);
  assert_named_once (after, ATLAS_TEXT_DISTRICT);
}

static void
assert_equal (const AtlasLabels *labels,
              const AtlasLabels *others)
{
  g_assert_cmpuint (atlas_labels_get_n (labels), ==, atlas_labels_get_n (others));
  for (guint i = 0; i < atlas_labels_get_n (labels); i++)
    {
      AtlasTextId style;
      AtlasBox box;
      const char *text = atlas_labels_get (labels, i, &style, &box);

      g_assert_cmpint (find_label (others, text, style, &box), >=, 0);
    }
}

static void
test_other_pictures_are_lettered_afresh (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr (AtlasScene) scene = make_scene (fixture, ATLAS_CRS_PLANE, 1, ATLAS_LANGUAGE_ZH);
  g_autoptr (AtlasScene) other = make_scene (fixture, ATLAS_CRS_PLANE, 1, ATLAS_LANGUAGE_ZH);
  AtlasView view = make_view (scene, 1, 0.5, 0.5);
  AtlasView nearer = make_view (scene, 1.1, 0.5, 0.5);
  AtlasView askew = view;
  g_autoptr (AtlasLabels) before = atlas_labels_place (scene, &view);
  const struct { AtlasScene *scene; AtlasView *view; } cases[] = {
    { scene, &nearer }, { other, &view }, { scene, &askew },
  };

  askew.x0 += 100.5 / askew.scale;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtlasLabels) fresh = atlas_labels_place (cases[i].scene, cases[i].view);
      g_autoptr (AtlasLabels) again =
        atlas_labels_place_again (cases[i].scene, cases[i].view, NULL, 0, before, NULL);

      assert_equal (fresh, again);
    }
}

/* A block of another class is the same block. */
static void
test_new_classes_leave_names_where_they_are (void)
{
  g_autofree char *path = atlas_plan_file_dup_sample_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AtlasPlan) plan = atlas_plan_file_read (path, NULL, &error);
  Fixture fixture = { plan, atlas_style_new_standard () };
  g_autoptr (AtlasScene) scene = make_scene (&fixture, ATLAS_CRS_MERCATOR, 2, ATLAS_LANGUAGE_ZH);
  AtlasView view = make_view (scene, 40, 0.47, 0.65);
  AtlasView view_before;
  const int classes[] = { ATLAS_CLASS_KEY, ATLAS_CLASS_RENEWAL, ATLAS_CLASS_GENERAL };
  g_autoptr (AtlasLabels) first = NULL;
  g_autoptr (AtlasLabels) before = NULL;

  for (guint i = 0; i < ATLAS_N_TEXTS; i++)
    fixture.style->texts[i].halo_width = 0;
  pan (&view, 0, 0);
  first = atlas_labels_place (scene, &view);
  pan (&view, 130, -70);
  before = atlas_labels_place_again (scene, &view, NULL, 0, first, NULL);
  view_before = view;
  for (guint i = 0; i < atlas_plan_get_n_blocks (plan); i += 100)
    {
      AtlasBox changed;
      g_autoptr (AtlasShapes) others = atlas_test_shapes_set_classes (
        atlas_scene_get_shapes (scene), plan, &i, &classes[i / 100 % 3], 1, &changed);
      g_autoptr (AtlasScene) other = atlas_scene_new (others, fixture.style, 2,
                                                      ATLAS_LANGUAGE_ZH, NULL);
      g_autoptr (AtlasLabels) after = atlas_labels_place_again (other, &view, NULL, 0, before,
                                                                &changed);

      g_assert_cmpuint (count_kept (before, &view_before, after, &view, NULL), >=, 10);
      g_assert_cmpuint (atlas_labels_get_n (after), ==, atlas_labels_get_n (before));
    }
  atlas_style_unref (fixture.style);
}

static void
test_an_empty_plan_has_no_labels (void)
{
  g_autoptr (AtlasPlan) plan = atlas_plan_new ();
  g_autoptr (AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr (AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_PLANE);
  g_autoptr (AtlasScene) scene = atlas_scene_new (shapes, style, 6, ATLAS_LANGUAGE_ZH, NULL);
  AtlasView view = { .scale = 1, .width = 100, .height = 100, .point = 1 };
  g_autoptr (AtlasLabels) labels = atlas_labels_place (scene, &view);

  g_assert_cmpuint (atlas_labels_get_n (labels), ==, 0);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/labels/nothing-lies-on-anything-else", test_nothing_lies_on_anything_else);
  ADD ("/labels/the-whole-city-names-its-districts", test_the_whole_city_names_its_districts);
  ADD ("/labels/more-is-lettered-as-one-zooms-in", test_more_is_lettered_as_one_zooms_in);
  ADD ("/labels/obstacles-stay-free", test_obstacles_stay_free);
  ADD ("/labels/english-maps-leave-remarks-out", test_english_maps_leave_remarks_out);
  ADD ("/labels/letters-are-painted-where-they-are-said-to-be",
       test_letters_are_painted_where_they_are_said_to_be);
  g_test_add_func ("/labels/the-sample-is-lettered-lawfully", test_the_sample_is_lettered_lawfully);
  ADD ("/labels/only-names-in-the-way-are-placed-anew", test_only_names_in_the_way_are_placed_anew);
  ADD ("/labels/other-pictures-are-lettered-afresh", test_other_pictures_are_lettered_afresh);
  g_test_add_func ("/labels/panning-leaves-names-where-they-are",
                   test_panning_leaves_names_where_they_are);
  g_test_add_func ("/labels/new-classes-leave-names-where-they-are",
                   test_new_classes_leave_names_where_they_are);
  g_test_add_func ("/labels/an-empty-plan-has-no-labels", test_an_empty_plan_has_no_labels);

  return g_test_run ();
}
