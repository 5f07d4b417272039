#include "atlas-painter.h"
#include "atlas-shapes-private.h"
#include "atlas-test-plan.h"


/* What lies over what. A square district of 20 km holds two of everything at
 * known places; lines are made so wide and plain that a pixel on one is all of
 * its colour. */

#define WEST 440000.0
#define SOUTH 4400000.0
#define SIDE 20000.0
#define PIXELS 400

static void
add (AtlasPlan     *plan,
     AtlasLayer     layer,
     AtlasGeometry *geometry,
     const char    *column,
     const char    *text)
{
  const AtlasLayerInfo *info = atlas_layer_get_info (layer);
  GListModel *present = atlas_plan_get_features (plan, layer);
  AtlasFeature *feature = atlas_feature_new_take (layer, geometry);
  GPtrArray *features = g_ptr_array_new ();

  for (guint i = 0; info->columns[i].name != NULL; i++)
    if (g_str_equal (info->columns[i].name, column))
      atlas_feature_set_text (feature, i, text);
    else if (g_str_equal (info->columns[i].name, "sample52"))
      atlas_feature_set_number (feature, i, 1);
  for (guint i = 0; i < g_list_model_get_n_items (present); i++)
    g_ptr_array_add (features, g_list_model_get_item (present, i));
  g_ptr_array_add (features, feature);
  atlas_plan_take_features (plan, layer, features);
}

/* Kilometres from the district's south-west corner. */
static AtlasGeometry *
rectangle (double x0,
           double y0,
           double x1,
           double y1)
{
  return atlas_test_rectangle (WEST + x0 * 1000, SOUTH + y0 * 1000, WEST + x1 * 1000,
                               SOUTH + y1 * 1000);
}

static AtlasGeometry *
line (double x0,
      double y0,
      double x1,
      double y1)
{
  const AtlasPoint points[] = { { WEST + x0 * 1000, SOUTH + y0 * 1000 },
                                { WEST + x1 * 1000, SOUTH + y1 * 1000 } };

  return atlas_geometry_new_simple (ATLAS_GEOMETRY_LINE, points, 2);
}

/* The northern half without its outermost corner: the city is no rectangle. */
static AtlasGeometry *
northern_half (void)
{
  static const double corners[][2] = {
    { 0, 10 }, { 20, 10 }, { 20, 15 }, { 18.5, 15 }, { 18.5, 20 }, { 0, 20 },
  };
  AtlasPoint points[G_N_ELEMENTS (corners)];

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    points[i] = (AtlasPoint) { WEST + corners[i][0] * 1000, SOUTH + corners[i][1] * 1000 };

  return atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, points, G_N_ELEMENTS (points));
}

static AtlasBlock *
make_block (AtlasGeometry *geometry,
            AtlasClass     class_,
            const char    *code)
{
  AtlasBlockValues values;

  atlas_block_values_init (&values);
  values.code = g_strdup (code);
  values.class_ = (int) class_;

  return atlas_block_new_take (geometry, &values);
}

/* Level bands from the south, crossed by upright lines: see the cases. */
static AtlasPlan *
make_plan (void)
{
  AtlasPlan *plan = atlas_plan_new ();
  GPtrArray *blocks = g_ptr_array_new ();

  add (plan, ATLAS_LAYER_DISTRICTS, rectangle (0, 0, 20, 10), "code", "110101");
  add (plan, ATLAS_LAYER_DISTRICTS, northern_half (), "code", "110102");
  add (plan, ATLAS_LAYER_ZONES, rectangle (0, 0, 10, 20), "zone", "core");
  add (plan, ATLAS_LAYER_ZONES, rectangle (10, 0, 20, 20), "zone", "ecological");
  g_ptr_array_add (blocks, make_block (rectangle (2, 2, 9, 18), ATLAS_CLASS_KEY, "a"));
  g_ptr_array_add (blocks, make_block (rectangle (11, 2, 18, 18), ATLAS_CLASS_GENERAL, "b"));
  atlas_plan_take_blocks (plan, blocks);
  add (plan, ATLAS_LAYER_WATER, rectangle (4, 4, 6, 6), "kind", "lake");
  add (plan, ATLAS_LAYER_WATER, line (1, 8, 19, 8), "kind", "river");
  add (plan, ATLAS_LAYER_ROADS, line (1, 12, 19, 12), "kind", "ring_road");
  add (plan, ATLAS_LAYER_ROADS, line (15, 1, 15, 19), "kind", "expressway");
  add (plan, ATLAS_LAYER_AXES, line (7, 1, 7, 19), "kind", "axis");
  add (plan, ATLAS_LAYER_BUSINESS_DISTRICTS,
       atlas_geometry_new_point (WEST + 5000, SOUTH + 12000), "name", "a");

  return plan;
}

/* A colour of its own for each thing, so that it can be told by one pixel. */
static AtlasStyle *
make_style (void)
{
  AtlasStyle *style = atlas_style_new_standard ();

  for (guint i = 0; i < ATLAS_N_FILLS; i++)
    style->fills[i] = (AtlasColor) { (i + 1) * 15 / 255.0, 0, 0, 1 };
  for (guint i = 0; i < ATLAS_N_LINES; i++)
    {
      style->lines[i].color = (AtlasColor) { 0, (i + 1) * 15 / 255.0, 0, 1 };
      style->lines[i].width = 3;
      style->lines[i].casing.alpha = 0;
      style->lines[i].n_dash = 0;
    }
  style->symbols[ATLAS_SYMBOL_BUSINESS].fill = (AtlasColor) { 0, 0, 1, 1 };
  style->symbols[ATLAS_SYMBOL_BUSINESS].size = 12;
  for (guint i = 0; i < ATLAS_N_CLASSES; i++)
    style->hatches[ATLAS_FILL_CLASS_KEY + i] =
      (AtlasHatchStyle) { .angle = 45, .spacing = 6, .width = 1, .color = { 1, 1, 1, 1 } };
  style->ramp.colors[0] = style->ramp.colors[style->ramp.n - 1] = (AtlasColor) { 0, 0, 0.5, 1 };
  style->ramp.n = 2;
  style->ramp.colors[1] = style->ramp.colors[0];

  return style;
}

/* All ones, over more than the districts. */
static AtlasGrid *
make_density (void)
{
  const guint n = 60;
  g_autofree float *values = g_new (float, n * n);

  for (guint i = 0; i < n * n; i++)
    values[i] = 1;

  return atlas_grid_new (WEST - 5000, SOUTH - 5000, 500, n, n, values);
}

typedef struct
{
  cairo_surface_t *surface;
  AtlasView        view;
} Picture;

typedef void (*Choose) (AtlasSceneOptions *options);

/* @choose: (nullable): what somebody changed */
static Picture
paint (guint  map,
       Choose choose)
{
  g_autoptr(AtlasPlan) plan = make_plan ();
  g_autoptr(AtlasStyle) style = make_style ();
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_PLANE);
  g_autoptr(AtlasGrid) density = make_density ();
  g_autoptr(AtlasScene) scene = NULL;
  AtlasSceneOptions options;
  AtlasBox box = { WEST - 4000, -SOUTH - SIDE - 4000, WEST + SIDE + 4000, -SOUTH + 4000 };
  Picture picture = { cairo_image_surface_create (CAIRO_FORMAT_RGB24, PIXELS, PIXELS),
                      atlas_view_fit (&box, PIXELS, PIXELS, 0, 1) };
  cairo_t *cr = cairo_create (picture.surface);

  atlas_scene_options_init (&options, &style->maps[map - 1]);
  if (choose != NULL)
    choose (&options);
  scene = atlas_scene_new_with_options (shapes, style, map, ATLAS_LANGUAGE_ZH, density, &options);
  atlas_painter_paint_ground (cr, &picture.view, scene);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (picture.surface);

  return picture;
}

/* The pixel at a place in kilometres. */
static guint32
get_pixel (const Picture *picture,
           double         x,
           double         y)
{
  int column = (int) atlas_view_x (&picture->view, WEST + x * 1000);
  int row = (int) atlas_view_y (&picture->view, -SOUTH - y * 1000);
  const guchar *data = cairo_image_surface_get_data (picture->surface);
  const guint32 *pixels = (const guint32 *) (gconstpointer)
    (data + row * cairo_image_surface_get_stride (picture->surface));

  return pixels[column] & 0xffffff;
}

#define FILL(id) ((guint32) (ATLAS_FILL_##id + 1) * 15 << 16)
#define LINE(id) ((guint32) (ATLAS_LINE_##id + 1) * 15 << 8)
#define SYMBOL 0x0000ffu
#define DENSITY 0x000080u

typedef struct
{
  const char *what;
  guint       map;
  double      x;
  double      y;
  guint32     expected;
} Case;

static const Case cases[] = {
  { "outside is outside", 2, -3.5, 10, FILL (OUTSIDE) },
  { "between the blocks is land", 2, 10, 5, FILL (LAND) },
  { "a zone has its fill", 1, 3, 3, FILL (ZONE_CORE) },
  { "the other zone has its own", 1, 17, 17, FILL (ZONE_ECOLOGICAL) },
  { "zones are of map 1 only", 2, 10, 3, FILL (LAND) },
  { "a block has its fill", 2, 3, 3, FILL (CLASS_KEY) },
  { "the other block has its own", 2, 17, 17, FILL (CLASS_GENERAL) },
  { "map 1 has no blocks", 1, 3, 17, FILL (ZONE_CORE) },
  { "a lake lies over a block", 2, 5, 5, FILL (WATER) },
  { "a lake lies over a zone", 1, 5, 5, FILL (WATER) },
  { "a lake lies over a density", 3, 5, 5, FILL (WATER) },
  { "a river lies over a block", 2, 3, 8, LINE (RIVER) },
  { "a block has an outline", 2, 2, 3, LINE (BLOCK) },
  { "a shore lies round a lake", 2, 4, 5, LINE (SHORE) },
  { "a district's border lies over a block", 2, 4, 10, LINE (DISTRICT) },
  { "a zone's border lies over zones", 1, 10, 4, LINE (ZONE) },
  { "an expressway lies over a block", 2, 15, 5, LINE (EXPRESSWAY) },
  { "an expressway lies over a river", 2, 15, 8, LINE (EXPRESSWAY) },
  { "an expressway lies over a district's border", 2, 15, 10, LINE (EXPRESSWAY) },
  { "a ring road lies over an expressway", 2, 15, 12, LINE (RING_ROAD) },
  { "the axis lies over a district's border", 1, 7, 10, LINE (AXIS) },
  { "the axis lies over a ring road", 1, 7, 12, LINE (AXIS) },
  { "the axis lies over a river", 1, 7, 8, LINE (AXIS) },
  { "the axes are of map 1 only", 2, 7, 3, FILL (CLASS_KEY) },
  { "the city's border closes it", 2, 0, 5, LINE (MUNICIPALITY) },
  { "a symbol lies over a ring road", 6, 5, 12, SYMBOL },
  { "symbols are of map 6 only", 2, 5, 12, LINE (RING_ROAD) },
  { "a density covers the land", 3, 10, 3, DENSITY },
  { "a density reaches the corner", 4, 18, 19, DENSITY },
  { "a density ends where the city is notched", 4, 19.3, 18, FILL (OUTSIDE) },
  { "a density ends with the city", 3, -3.5, 10, FILL (OUTSIDE) },
  { "a density ends with the city in the north", 5, 10, 23.5, FILL (OUTSIDE) },
  { "a district's border lies over a density", 3, 4, 10, LINE (DISTRICT) },
  { "map 2 shows no density", 2, 10, 17, FILL (LAND) },
};

static void
test_each_pixel_shows_what_is_on_top (void)
{
  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    {
      Picture picture = paint (map, NULL);

      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        {
          guint32 found;

          if (cases[i].map != map)
            continue;
          found = get_pixel (&picture, cases[i].x, cases[i].y);
          if (found != cases[i].expected)
            g_error ("map %u: %s: %06x, not %06x", map, cases[i].what, found, cases[i].expected);
        }
      cairo_surface_destroy (picture.surface);
    }
}

static void
hide_blocks (AtlasSceneOptions *options)
{
  atlas_scene_options_set_shown (options, ATLAS_DRAWN_BLOCKS, FALSE);
}

static void
hide_key_blocks (AtlasSceneOptions *options)
{
  options->hidden_fills = 1u << ATLAS_FILL_CLASS_KEY;
}

static void
hide_core (AtlasSceneOptions *options)
{
  options->hidden_fills = 1u << ATLAS_FILL_ZONE_CORE;
}

static void
hide_water (AtlasSceneOptions *options)
{
  atlas_scene_options_set_shown (options, ATLAS_DRAWN_WATER, FALSE);
}

static void
hide_density (AtlasSceneOptions *options)
{
  atlas_scene_options_set_shown (options, ATLAS_DRAWN_DENSITY, FALSE);
}

static void
raise_blocks (AtlasSceneOptions *options)
{
  atlas_scene_options_move (options, ATLAS_DRAWN_BLOCKS, ATLAS_N_DRAWN_LAYERS - 1);
}

static void
show_axes (AtlasSceneOptions *options)
{
  atlas_scene_options_set_shown (options, ATLAS_DRAWN_AXES, TRUE);
}

static void
fade_out_blocks (AtlasSceneOptions *options)
{
  options->opacity[ATLAS_DRAWN_BLOCKS] = 0;
}

typedef struct
{
  Case   shown;
  Choose choose;
} ChosenCase;

static const ChosenCase chosen_cases[] = {
  { { "no layer, no blocks", 2, 3, 3, FILL (LAND) }, hide_blocks },
  { { "no layer, no outline", 2, 2, 3, FILL (LAND) }, hide_blocks },
  { { "a hidden class is not there", 2, 3, 3, FILL (LAND) }, hide_key_blocks },
  { { "nor is its outline", 2, 2, 3, FILL (LAND) }, hide_key_blocks },
  { { "the other classes are", 2, 17, 17, FILL (CLASS_GENERAL) }, hide_key_blocks },
  { { "with their outlines", 2, 11, 3, LINE (BLOCK) }, hide_key_blocks },
  { { "a hidden zone is not there", 1, 3, 3, FILL (LAND) }, hide_core },
  { { "the other zones are", 1, 17, 17, FILL (ZONE_ECOLOGICAL) }, hide_core },
  { { "no water, no lake", 2, 5, 5, FILL (CLASS_KEY) }, hide_water },
  { { "no water, no river", 2, 3, 8, FILL (CLASS_KEY) }, hide_water },
  { { "no density", 3, 10, 3, FILL (LAND) }, hide_density },
  { { "raised blocks cover an expressway", 2, 15, 5, FILL (CLASS_GENERAL) }, raise_blocks },
  { { "raised blocks cover a lake", 2, 5, 5, FILL (CLASS_KEY) }, raise_blocks },
  { { "the rest keeps its order", 2, 15, 18.6, LINE (EXPRESSWAY) }, raise_blocks },
  { { "any map may show the axes", 2, 7, 3, LINE (AXIS) }, show_axes },
  { { "nothing is left of a layer without opacity", 2, 3, 3, FILL (LAND) }, fade_out_blocks },
};

static void
test_layers_are_as_chosen (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (chosen_cases); i++)
    {
      const Case *shown = &chosen_cases[i].shown;
      Picture picture = paint (shown->map, chosen_cases[i].choose);
      guint32 found = get_pixel (&picture, shown->x, shown->y);

      if (found != shown->expected)
        g_error ("map %u: %s: %06x, not %06x", shown->map, shown->what, found, shown->expected);
      cairo_surface_destroy (picture.surface);
    }
}

static void
fade_blocks (AtlasSceneOptions *options)
{
  options->opacity[ATLAS_DRAWN_BLOCKS] = 0.25;
}

/* A translucent layer mixes with what is below, and its outline with that, not
 * with the fill under the outline. */
static void
test_opacity_is_of_the_layer_as_a_whole (void)
{
  Picture picture = paint (2, fade_blocks);
  guint land = FILL (LAND) >> 16;
  guint key = FILL (CLASS_KEY) >> 16;
  guint fill = get_pixel (&picture, 3, 3);
  guint outline = get_pixel (&picture, 2, 3);

  g_assert_cmpint (ABS ((int) (fill >> 16) - (int) (land + (key - land) / 4.0)), <=, 1);
  g_assert_cmpint (ABS ((int) (outline >> 16) - (int) (land * 0.75)), <=, 1);
  g_assert_cmpint (ABS ((int) (outline >> 8 & 0xff) - (int) ((LINE (BLOCK) >> 8) * 0.25)), <=, 1);
  cairo_surface_destroy (picture.surface);
}

static void
hatch (AtlasSceneOptions *options)
{
  options->hatched = TRUE;
}

static void
hatch_without_key_blocks (AtlasSceneOptions *options)
{
  options->hatched = TRUE;
  hide_key_blocks (options);
}

/* Colours other than the fill's well inside the key block, away from what else
 * lies on it. */
static guint
count_hatched (Choose choose)
{
  Picture picture = paint (2, choose);
  guint32 fill = get_pixel (&picture, 3, 3);
  guint n = 0;

  for (double y = 14; y < 17; y += 0.05)
    for (double x = 3; x < 6; x += 0.05)
      n += get_pixel (&picture, x, y) != fill;
  cairo_surface_destroy (picture.surface);

  return n;
}

static void
test_classes_are_hatched_when_asked (void)
{
  g_assert_cmpuint (count_hatched (NULL), ==, 0);
  g_assert_cmpuint (count_hatched (hatch), >, 0);
  g_assert_cmpuint (count_hatched (hatch_without_key_blocks), ==, 0);
}

/* Painting leaves the context as it was: a sheet goes on drawing on it. */
static void
test_painting_leaves_no_trace_in_the_context (void)
{
  g_autoptr(AtlasPlan) plan = make_plan ();
  g_autoptr(AtlasStyle) style = make_style ();
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_PLANE);
  AtlasView view = atlas_view_fit (atlas_shapes_get_box (shapes), 100, 100, 5, 1);

  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    {
      g_autoptr(AtlasScene) scene = atlas_scene_new (shapes, style, map, ATLAS_LANGUAGE_ZH, NULL);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 100, 100);
      cairo_t *cr = cairo_create (surface);
      cairo_matrix_t matrix;
      double x0, y0, x1, y1;

      cairo_translate (cr, 3, 4);
      cairo_set_line_width (cr, 7);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
      cairo_rectangle (cr, 10, 10, 50, 50);
      cairo_clip (cr);
      atlas_painter_paint (cr, &view, scene);

      cairo_get_matrix (cr, &matrix);
      cairo_clip_extents (cr, &x0, &y0, &x1, &y1);
      g_assert_cmpfloat (matrix.x0, ==, 3);
      g_assert_cmpfloat (matrix.y0, ==, 4);
      g_assert_cmpfloat (cairo_get_line_width (cr), ==, 7);
      g_assert_cmpint (cairo_get_line_join (cr), ==, CAIRO_LINE_JOIN_MITER);
      g_assert_cmpfloat (x0, ==, 10);
      g_assert_cmpfloat (x1, ==, 60);
      g_assert_false (cairo_has_current_point (cr));
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/layer-order/each-pixel", test_each_pixel_shows_what_is_on_top);
  g_test_add_func ("/layer-order/as-chosen", test_layers_are_as_chosen);
  g_test_add_func ("/layer-order/opacity", test_opacity_is_of_the_layer_as_a_whole);
  g_test_add_func ("/layer-order/hatched", test_classes_are_hatched_when_asked);
  g_test_add_func ("/layer-order/no-trace", test_painting_leaves_no_trace_in_the_context);

  return g_test_run ();
}
