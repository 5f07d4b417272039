#include "atlas-document-density.h"
#include "atlas-painter.h"
#include "atlas-plan-file.h"
#include "atlas-shapes-private.h"

#include <math.h>

/* The six maps of the sample, measured: what a map shows, in square kilometres
 * of its colours, is what the plan holds. No picture is compared with an older
 * one, so a style may change freely.
 *
 * Lines are made invisible and one colour at a time is white on black; then a
 * pixel's brightness is how much of it is covered. */

#define PIXELS 1200

typedef struct
{
  AtlasPlan   *plan;
  AtlasShapes *shapes;
  AtlasStyle  *style;
} Fixture;

static const AtlasColor white = { 1, 1, 1, 1 };
static const AtlasColor black = { 0, 0, 0, 1 };

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_BUILT, "..", "data", "sample", "sample.gpkg", NULL);
  g_autoptr(GError) error = NULL;

  fixture->plan = atlas_plan_file_read (path, NULL, &error);
  g_assert_no_error (error);
  fixture->shapes = atlas_shapes_new (fixture->plan, ATLAS_CRS_PLANE);
  fixture->style = atlas_style_new_standard ();
  for (guint i = 0; i < ATLAS_N_FILLS; i++)
    fixture->style->fills[i] = black;
  fixture->style->fills[ATLAS_FILL_WATER].alpha = 0;
  fixture->style->fills[ATLAS_FILL_MOUNTAIN].alpha = 0;
  fixture->style->symbols[ATLAS_SYMBOL_BUSINESS].fill.alpha = 0;
  fixture->style->symbols[ATLAS_SYMBOL_BUSINESS].outline.alpha = 0;
  for (guint i = 0; i < ATLAS_N_LINES; i++)
    {
      fixture->style->lines[i].color.alpha = 0;
      fixture->style->lines[i].casing.alpha = 0;
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  atlas_style_unref (fixture->style);
  atlas_shapes_unref (fixture->shapes);
  g_object_unref (fixture->plan);
}

/* How much of the picture is bright, in km²; a brightness of 1 counts whole. */
static double
measure (Fixture   *fixture,
         guint      map,
         AtlasGrid *density)
{
  g_autoptr(AtlasScene) scene = atlas_scene_new (fixture->shapes, fixture->style, map,
                                                 ATLAS_LANGUAGE_ZH, density);
  AtlasView view = atlas_view_fit (atlas_shapes_get_box (fixture->shapes), PIXELS, PIXELS, 4, 1);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, PIXELS, PIXELS);
  cairo_t *cr = cairo_create (surface);
  double sum = 0;

  /* Lines keep their width however far the map is enlarged. */
  view.point = 240 * view.scale;
  atlas_painter_paint_ground (cr, &view, scene);
  cairo_surface_flush (surface);
  for (guint y = 0; y < PIXELS; y++)
    {
      const guint32 *row = (const guint32 *) (gconstpointer)
        (cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface));

      for (guint x = 0; x < PIXELS; x++)
        sum += (row[x] & 0xff) / 255.0;
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return sum / view.scale / view.scale / 1e6;
}

static void
assert_near (const char *what,
             double      found,
             double      expected,
             double      tolerance)
{
  g_test_message ("%s: %.2f of %.2f", what, found, expected);
  if (fabs (found - expected) > tolerance * expected)
    g_error ("%s: %.2f, not %.2f", what, found, expected);
}

static void
test_zones_cover_their_area (Fixture       *fixture,
                             gconstpointer  data)
{
  GListModel *zones = atlas_plan_get_features (fixture->plan, ATLAS_LAYER_ZONES);

  g_assert_cmpuint (g_list_model_get_n_items (zones), ==, ATLAS_N_ZONES);
  for (guint i = 0; i < ATLAS_N_ZONES; i++)
    {
      g_autoptr(AtlasFeature) zone = g_list_model_get_item (zones, i);
      const char *key = atlas_feature_get_text (zone, "zone");
      int number = atlas_vocabulary_find (&atlas_vocabulary_zones, key);

      fixture->style->fills[ATLAS_FILL_ZONE_CORE + number] = white;
      assert_near (key, measure (fixture, 1, NULL),
                   atlas_geometry_get_area (atlas_feature_get_geometry (zone)) / 1e6, 0.02);
      fixture->style->fills[ATLAS_FILL_ZONE_CORE + number] = black;
    }
}

/* The classes are painted one over the other, so the pixels at their borders
 * are shared out a little unevenly. */
static void
test_classes_cover_their_area (Fixture       *fixture,
                               gconstpointer  data)
{
  double areas[ATLAS_N_CLASSES] = { 0 };

  for (guint i = 0; i < atlas_plan_get_n_blocks (fixture->plan); i++)
    {
      const AtlasBlockValues *values =
        atlas_block_get_values (atlas_plan_get_block (fixture->plan, i));

      areas[values->class_] += values->area / 1e6;
    }

  for (int class_ = 0; class_ < ATLAS_N_CLASSES; class_++)
    {
      fixture->style->fills[ATLAS_FILL_CLASS_KEY + class_] = white;
      assert_near (atlas_vocabulary_get_key (&atlas_vocabulary_classes, class_),
                   measure (fixture, 2, NULL), areas[class_], 0.03);
      fixture->style->fills[ATLAS_FILL_CLASS_KEY + class_] = black;
    }
}

/* All blocks together: their area by the plan, without borders in between. */
static void
test_blocks_cover_their_area (Fixture       *fixture,
                              gconstpointer  data)
{
  for (int class_ = 0; class_ < ATLAS_N_CLASSES; class_++)
    fixture->style->fills[ATLAS_FILL_CLASS_KEY + class_] = white;

  assert_near ("blocks", measure (fixture, 2, NULL), 3562.5, 0.01);
}

/* The municipality as the statistics have it is 16,410 km²; the outline drawn
 * here is a sketch of it. */
static void
test_the_city_covers_its_area (Fixture       *fixture,
                               gconstpointer  data)
{
  static const guint maps[] = { 2, 3, 6 };

  fixture->style->fills[ATLAS_FILL_LAND] = white;
  for (guint i = 0; i < ATLAS_N_CLASSES; i++)
    fixture->style->fills[ATLAS_FILL_CLASS_KEY + i] = white;
  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    assert_near ("city", measure (fixture, maps[i], NULL), 16410, 0.005);
}

static double
sum_floor_area (AtlasSites *sites,
                int         resource)
{
  double sum = 0;

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    if (atlas_sites_get_resource (sites)[i] == resource &&
        !isnan (atlas_sites_get_floor_area (sites)[i]))
      sum += atlas_sites_get_floor_area (sites)[i];

  return sum;
}

/* With a ramp as even as light, brightness is density: what the map shows of a
 * resource is the floor area of all its sites. */
static void
test_densities_carry_the_floor_area (Fixture       *fixture,
                                     gconstpointer  data)
{
  fixture->style->ramp.n = 2;
  fixture->style->ramp.colors[0] = black;
  fixture->style->ramp.colors[1] = white;

  for (int resource = 0; resource < ATLAS_N_RESOURCES; resource++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AtlasGrid) density =
        atlas_document_density_for_plan (fixture->plan, (AtlasResource) resource, NULL, &error);
      double shown;

      g_assert_no_error (error);
      shown = measure (fixture, 3 + (guint) resource, density) * atlas_grid_get_maximum (density);
      /* Half a step of 255 in brightness over the outskirts is a few percent. */
      assert_near (atlas_vocabulary_get_key (&atlas_vocabulary_resources, resource), shown,
                   sum_floor_area (atlas_plan_get_sites (fixture->plan), resource), 0.06);
    }
}

/* The plan's 52 business districts, each with a symbol of its own. */
static void
test_each_business_district_has_a_symbol (Fixture       *fixture,
                                          gconstpointer  data)
{
  AtlasSymbolStyle *symbol = &fixture->style->symbols[ATLAS_SYMBOL_BUSINESS];
  double metres = 240 * 1.2;

  symbol->shape = ATLAS_SYMBOL_SHAPE_SQUARE;
  symbol->size = 1.2;
  symbol->fill = white;

  assert_near ("symbols", measure (fixture, 6, NULL) / (metres * metres / 1e6), 52, 0.06);
}

static void
add (const char *name,
     void      (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/maps/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("zones-cover-their-area", test_zones_cover_their_area);
  add ("classes-cover-their-area", test_classes_cover_their_area);
  add ("blocks-cover-their-area", test_blocks_cover_their_area);
  add ("the-city-covers-its-area", test_the_city_covers_its_area);
  add ("densities-carry-the-floor-area", test_densities_carry_the_floor_area);
  add ("each-business-district-has-a-symbol", test_each_business_district_has_a_symbol);

  return g_test_run ();
}
