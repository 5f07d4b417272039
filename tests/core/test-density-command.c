/* Drives “renewal-atlas-cli density” as a person does, and reads its files as others
 * will. */

#include "atlas-density-adaptation.h"
#include "atlas-grid-file.h"
#include "atlas-plan-file.h"
#include "atlas-test-plan.h"
#include "atlas-test-program.h"
#include "atlas-weighted-places.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define WEST 440000.0
#define SOUTH 4410000.0
#define CELL 100.0 /* by default */

enum { N = 500 };

typedef struct
{
  char   *folder;
  char   *plan;
  char   *points;  /* a GeoPackage */
  char   *output;
  char   *receipt;
  double  x[N];
  double  y[N];
  double  weight[N];
} Fixture;

/* Two layers of the same points: in EPSG:4548, and as longitude and latitude by
 * name only. */
static void
write_points (Fixture *self)
{
  GDALDatasetH dataset = GDALCreate (GDALGetDriverByName ("GPKG"), self->points, 0, 0, 0,
                                     GDT_Unknown, NULL);
  const int systems[] = { 4548, 4490 };
  const char *const names[] = { "metres", "degrees" };

  for (guint k = 0; k < 2; k++)
    {
      OGRSpatialReferenceH srs = OSRNewSpatialReference (NULL);
      OGRFieldDefnH field = OGR_Fld_Create ("storeys", OFTReal);
      OGRFieldDefnH text = OGR_Fld_Create ("name", OFTString);
      OGRLayerH layer;

      OSRImportFromEPSG (srs, systems[k]);
      layer = GDALDatasetCreateLayer (dataset, names[k], srs, wkbPoint, NULL);
      OGR_L_CreateField (layer, field, TRUE);
      OGR_L_CreateField (layer, text, TRUE);
      g_assert_cmpint (GDALDatasetStartTransaction (dataset, FALSE), ==, OGRERR_NONE);
      for (guint i = 0; i < N; i++)
        {
          OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (layer));
          OGRGeometryH point = OGR_G_CreateGeometry (wkbPoint);

          OGR_G_SetPoint_2D (point, 0, self->x[i], self->y[i]);
          OGR_F_SetGeometryDirectly (feature, point);
          OGR_F_SetFieldDouble (feature, 0, self->weight[i]);
          g_assert_cmpint (OGR_L_CreateFeature (layer, feature), ==, OGRERR_NONE);
          OGR_F_Destroy (feature);
        }
      g_assert_cmpint (GDALDatasetCommitTransaction (dataset), ==, OGRERR_NONE);
      OGR_Fld_Destroy (field);
      OGR_Fld_Destroy (text);
      OSRRelease (srs);
    }
  GDALClose (dataset);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(GRand) random = g_rand_new_with_seed (70);

  self->folder = g_dir_make_tmp ("atlas-density-XXXXXX", NULL);
  self->plan = g_build_filename (self->folder, "plan.gpkg", NULL);
  self->points = g_build_filename (self->folder, "points.gpkg", NULL);
  self->output = g_build_filename (self->folder, "density.tif", NULL);
  self->receipt = g_build_filename (self->folder, "density.json", NULL);
  g_assert_true (atlas_plan_file_write (plan, self->plan, NULL, NULL));
  for (guint i = 0; i < N; i++)
    {
      self->x[i] = g_rand_double_range (random, WEST, WEST + 70000);
      self->y[i] = g_rand_double_range (random, SOUTH, SOUTH + 50000);
      self->weight[i] = g_rand_double_range (random, 0, 30);
    }
  write_points (self);
}

/* How many files there are besides those of the fixture. */
static guint
count_results (const Fixture *self)
{
  g_autoptr(GDir) dir = g_dir_open (self->folder, 0, NULL);
  guint n = 0;

  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    n += !g_str_has_prefix (name, "plan.gpkg") && !g_str_has_prefix (name, "points.");

  return n;
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = g_dir_open (self->folder, 0, NULL);

  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->plan);
  g_free (self->points);
  g_free (self->output);
  g_free (self->receipt);
}

/* @arguments: after “density”, parted by spaces; PLAN, POINTS, OUT and RECEIPT are the
 * fixture's files, “_” a space, “%” an underscore. */
static AtlasTestRun
run (Fixture    *self,
     const char *arguments)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) words = g_strsplit (arguments, " ", -1);
  g_auto(GStrv) argv = NULL;
  const struct { const char *word, *path; } files[] = {
    { "PLAN", self->plan }, { "POINTS", self->points }, { "OUT", self->output },
    { "RECEIPT", self->receipt },
  };

  g_strv_builder_add (builder, "density");
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = g_strdelimit (g_strdelimit (words[i], "_", ' '), "%", '_');

      for (guint k = 0; k < G_N_ELEMENTS (files); k++)
        if (g_str_equal (word, files[k].word))
          word = files[k].path;
      g_strv_builder_add (builder, word);
    }
  argv = g_strv_builder_end (builder);

  return atlas_test_run ((const char *const *) argv, "C.UTF-8");
}

static void
assert_done (Fixture    *self,
             const char *arguments)
{
  g_auto(AtlasTestRun) result = run (self, arguments);

  g_assert_cmpstr (result.errors, ==, "");
  g_assert_cmpint (result.status, ==, 0);
  g_assert_true (g_file_test (self->output, G_FILE_TEST_EXISTS));
}

/* Says why, and leaves nothing behind. */
static void
assert_refused (Fixture    *self,
                const char *arguments,
                const char *told)
{
  g_auto(AtlasTestRun) result = run (self, arguments);

  g_assert_cmpint (result.status, ==, 2);
  g_assert_cmpstr (result.output, ==, "");
  if (strstr (result.errors, told) == NULL)
    g_error ("“%s” is not in: %s", told, result.errors);
  g_assert_cmpuint (count_results (self), ==, 0);
}

static JsonObject *
parse (JsonParser *parser,
       const char *path)
{
  g_assert_true (json_parser_load_from_file (parser, path, NULL));

  return json_node_get_object (json_parser_get_root (parser));
}

/* The file's values are the grid's, from the north to the south. */
static void
assert_holds_grid (const char      *path,
                   const AtlasGrid *grid)
{
  GDALDatasetH dataset = GDALOpen (path, GA_ReadOnly);
  GDALRasterBandH band = GDALGetRasterBand (dataset, 1);
  int n_columns = GDALGetRasterXSize (dataset), n_rows = GDALGetRasterYSize (dataset);
  g_autofree float *values = g_new (float, n_columns);

  g_assert_cmpint (n_columns, ==, (int) atlas_grid_get_n_columns (grid));
  g_assert_cmpint (n_rows, ==, (int) atlas_grid_get_n_rows (grid));
  for (int row = 0; row < n_rows; row++)
    {
      g_assert_cmpint (GDALRasterIO (band, GF_Read, 0, n_rows - 1 - row, n_columns, 1, values,
                                     n_columns, 1, GDT_Float32, 0, 0), ==, CE_None);
      for (int column = 0; column < n_columns; column++)
        g_assert_cmpfloat (values[column], ==, atlas_grid_get_value (grid, column, row));
    }
  GDALClose (dataset);
}

static void
write_csv (Fixture    *self,
           const char *text)
{
  g_free (self->points);
  self->points = g_build_filename (self->folder, "points.csv", NULL);
  g_assert_true (g_file_set_contents (self->points, text, -1, NULL));
}

static AtlasGrid *
compute (const Fixture             *self,
         const double              *weight,
         const AtlasDensityOptions *options)
{
  return atlas_density_compute (self->x, self->y, weight, N, options, NULL, NULL);
}

static void
test_a_file_of_points_becomes_its_density (Fixture       *self,
                                           gconstpointer  data)
{
  AtlasDensityOptions options = { { 430000, 4400000, 520000, 4470000 }, 250, 3000,
                                  .kernel = ATLAS_KERNEL_TRIANGULAR };
  g_autoptr(AtlasGrid) weighed = compute (self, self->weight, &options);
  g_autoptr(AtlasGrid) counted = compute (self, NULL, &options);

  assert_done (self, "--points POINTS --layer metres --weight-field storeys --kernel triangular "
                     "--bandwidth 3000 --cell 250 --extent 430000,4400000,520000,4470000 "
                     "--output OUT");
  assert_holds_grid (self->output, weighed);
  assert_done (self, "-p POINTS -l metres -k triangular -b 3000 -c 250 "
                     "--extent 430000,4400000,520000,4470000 -o OUT");
  assert_holds_grid (self->output, counted);
}

static void
test_the_file_is_what_others_expect (Fixture       *self,
                                     gconstpointer  data)
{
  GDALDatasetH dataset;
  GDALRasterBandH band;
  OGRSpatialReferenceH srs;
  double to_ground[6];
  g_autoptr(JsonParser) parser = json_parser_new ();
  int width, height, has_nodata;

  assert_done (self, "--points POINTS --layer metres --output OUT "
                     "--extent 400050,4400050,460000,4460000 --receipt RECEIPT");
  dataset = GDALOpen (self->output, GA_ReadOnly);
  g_assert_nonnull (dataset);
  band = GDALGetRasterBand (dataset, 1);
  srs = GDALGetSpatialRef (dataset);

  g_assert_cmpint (GDALGetRasterCount (dataset), ==, 1);
  g_assert_cmpint (GDALGetRasterDataType (band), ==, GDT_Float32);
  g_assert_cmpstr (OSRGetAuthorityCode (srs, NULL), ==, "4548");
  g_assert_cmpint (GDALGetGeoTransform (dataset, to_ground), ==, CE_None);
  g_assert_cmpfloat (to_ground[0], ==, 400000);
  g_assert_cmpfloat (to_ground[1], ==, 100);
  g_assert_cmpfloat (to_ground[3], ==, 4460000);
  g_assert_cmpfloat (to_ground[5], ==, -100);
  g_assert_cmpstr (GDALGetMetadataItem (dataset, "COMPRESSION", "IMAGE_STRUCTURE"), ==, "DEFLATE");
  GDALGetBlockSize (band, &width, &height);
  g_assert_cmpint (width, ==, 256);
  g_assert_cmpint (height, ==, 256);
  g_assert_cmpfloat (GDALGetRasterNoDataValue (band, &has_nodata), ==, ATLAS_GRID_FILE_NODATA);
  g_assert_true (has_nodata);
  g_assert_cmpint (GDALGetOverviewCount (band), ==, 2);
  g_assert_cmpint (GDALGetRasterBandXSize (GDALGetOverview (band, 1)), ==, 150);

  /* The same receipt in the file and beside it. */
  g_assert_true (json_parser_load_from_data (
    parser, GDALGetMetadataItem (dataset, ATLAS_GRID_FILE_RECEIPT, NULL), -1, NULL));
  g_assert_cmpint (json_object_get_int_member (
                     json_node_get_object (json_parser_get_root (parser)), "sites"), ==, N);
  {
    g_autofree char *text = NULL;

    g_assert_true (g_file_get_contents (self->receipt, &text, NULL, NULL));
    g_assert_cmpstr (g_strchomp (text), ==,
                     GDALGetMetadataItem (dataset, ATLAS_GRID_FILE_RECEIPT, NULL));
  }
  GDALClose (dataset);
}

static void
test_the_receipt_says_what_was_asked_for (Fixture       *self,
                                          gconstpointer  data)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonObject *receipt;

  assert_done (self, "PLAN --resource compounds --weight count --where class_=_key "
                     "--kernel uniform --bandwidth 1500 --cell 500 --edge clip --output OUT --receipt RECEIPT");
  receipt = parse (parser, self->receipt);

  g_assert_cmpstr (json_object_get_string_member (receipt, "source"), ==, self->plan);
  g_assert_cmpstr (json_object_get_string_member (receipt, "data_kind"), ==, "sample");
  g_assert_cmpstr (json_object_get_string_member (receipt, "resource"), ==, "compounds");
  g_assert_cmpstr (json_object_get_string_member (receipt, "weight"), ==, "count");
  g_assert_cmpstr (json_object_get_string_member (receipt, "filter"), ==, "class = key");
  g_assert_cmpstr (json_object_get_string_member (receipt, "kernel"), ==, "uniform");
  g_assert_cmpstr (json_object_get_string_member (receipt, "edge"), ==, "clip");
  g_assert_cmpstr (json_object_get_string_member (receipt, "method"), ==, "exact");
  g_assert_cmpstr (json_object_get_string_member (receipt, "error_kind"), ==, "bound");
  g_assert_cmpint (json_object_get_int_member (receipt, "stand_ins"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (receipt, "bandwidth_m"), ==, 1500);
  g_assert_cmpint (json_object_get_int_member (receipt, "cell_m"), ==, 500);
  g_assert_cmpuint (strlen (json_object_get_string_member (receipt, "input_sha256")), ==, 64);
}

static double
get_member (const Fixture *self,
            const char    *member)
{
  g_autoptr(JsonParser) parser = json_parser_new ();

  return json_node_get_double (json_object_get_member (parse (parser, self->receipt), member));
}

static double
sum_weights (Fixture    *self,
             const char *arguments)
{
  g_autofree char *all = g_strconcat ("PLAN -c 500 -o OUT --receipt RECEIPT ", arguments, NULL);

  assert_done (self, all);

  return get_member (self, "sum_of_weights");
}

/* Of the plan's tables, added up here. */
static double
add_up (AtlasPlan    *plan,
        AtlasMeasure  measure,
        int           class_,
        int           built_before)
{
  AtlasSites *sites = atlas_plan_get_sites (plan);
  double sum = 0;

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    {
      AtlasSite site = atlas_sites_get (sites, i);

      if (site.resource != ATLAS_RESOURCE_COMPOUNDS ||
          (class_ >= 0 && (site.block < 0 || atlas_block_get_values (atlas_plan_get_block (
             plan, (guint) site.block))->class_ != class_)) ||
          (built_before > 0 && (site.year_built < 0 || site.year_built >= built_before)))
        continue;
      sum += measure == ATLAS_MEASURE_COUNT        ? 1
             : measure == ATLAS_MEASURE_HOUSEHOLDS ? MAX (site.households, 0)
             : isnan (site.floor_area)             ? 0
                                                   : site.floor_area;
    }

  return sum;
}

static void
test_weights_and_filters_choose_the_sites (Fixture       *self,
                                           gconstpointer  data)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();

  g_assert_cmpfloat (sum_weights (self, "-r compounds"), ==,
                     add_up (plan, ATLAS_MEASURE_FLOOR_AREA, -1, 0));
  g_assert_cmpfloat (sum_weights (self, "-r compounds -w count"), ==,
                     add_up (plan, ATLAS_MEASURE_COUNT, -1, 0));
  g_assert_cmpfloat (sum_weights (self, "-r compounds -w households"), ==,
                     add_up (plan, ATLAS_MEASURE_HOUSEHOLDS, -1, 0));
  g_assert_cmpfloat (sum_weights (self, "-r compounds --where class_=_key"), ==,
                     add_up (plan, ATLAS_MEASURE_FLOOR_AREA, ATLAS_CLASS_KEY, 0));
  g_assert_cmpfloat (sum_weights (self, "-r compounds -w count --where year%built_<_1990"), ==,
                     add_up (plan, ATLAS_MEASURE_COUNT, -1, 1990));
}

/* The plan's districts are 14 by 8 such cells; the extent is 18 by 12. */
static void
test_cells_outside_are_nodata (Fixture       *self,
                               gconstpointer  data)
{
  GDALDatasetH dataset;
  float values[12][18];

  assert_done (self, "PLAN -r compounds -c 500 -e clip --extent 439000,4409000,448000,4415000 "
                     "-o OUT");
  dataset = GDALOpen (self->output, GA_ReadOnly);
  g_assert_cmpint (GDALGetRasterXSize (dataset), ==, 18);
  g_assert_cmpint (GDALGetRasterYSize (dataset), ==, 12);
  g_assert_cmpint (GDALRasterIO (GDALGetRasterBand (dataset, 1), GF_Read, 0, 0, 18, 12, values,
                                 18, 12, GDT_Float32, 0, 0), ==, CE_None);
  GDALClose (dataset);
  for (int row = 0; row < 12; row++)
    for (int column = 0; column < 18; column++)
      if (row >= 2 && row < 10 && column >= 2 && column < 16)
        g_assert_cmpfloat (values[row][column], >=, 0);
      else
        g_assert_cmpfloat (values[row][column], ==, (float) ATLAS_GRID_FILE_NODATA);
}

static double
get_quartic (double distance,
             double bandwidth)
{
  double u2 = distance * distance / (bandwidth * bandwidth);

  return u2 < 1 ? pow (1 - u2, 2) : 0;
}

/* How much of the quartic kernel of a cell lies to the east of the plan's western
 * border, which goes between cells. */
static double
get_share_inside (int    column,
                  double bandwidth)
{
  int reach = (int) (bandwidth / CELL);
  double inside = 0, all = 0;

  for (int dy = -reach; dy <= reach; dy++)
    for (int dx = -reach; dx <= reach; dx++)
      {
        double value = get_quartic (hypot (dx, dy) * CELL, bandwidth);

        all += value;
        inside += column + dx >= 0 ? value : 0;
      }

  return inside / all;
}

/* Two points of one each, the first on the plan's straight western border and the other
 * so far within that its kernel is too; the border's middle is 2 km from its ends. */
static void
write_points_at_border (Fixture *self)
{
  write_csv (self, "x,y\n440000,4412050\n443050,4412050\n");
}

/* What the file has in the row of those two points, so many cells to the east of the
 * border; it begins at the plan's. */
static double
get_beside_border (const Fixture *self,
                   int            column)
{
  GDALDatasetH dataset = GDALOpen (self->output, GA_ReadOnly);
  double to_ground[6];
  float value;

  g_assert_nonnull (dataset);
  g_assert_cmpint (GDALGetGeoTransform (dataset, to_ground), ==, CE_None);
  g_assert_cmpfloat (to_ground[0], ==, WEST);
  g_assert_cmpfloat (to_ground[3] - GDALGetRasterYSize (dataset) * CELL, ==, SOUTH);
  g_assert_cmpint (GDALRasterIO (GDALGetRasterBand (dataset, 1), GF_Read, column,
                                 GDALGetRasterYSize (dataset) - 21, 1, 1, &value, 1, 1,
                                 GDT_Float32, 0, 0), ==, CE_None);
  GDALClose (dataset);

  return (double) value;
}

static double
get_uncorrected (int    column,
                 double bandwidth)
{
  double x = (column + 0.5) * CELL;

  return 1e6 * 3 / (G_PI * bandwidth * bandwidth) *
         (get_quartic (x, bandwidth) + get_quartic (x - 3050, bandwidth));
}

/* A cell is divided by as much of its own kernel as lies inside. */
static void
test_the_border_of_a_plan_corrects_points (Fixture       *self,
                                           gconstpointer  data)
{
  write_points_at_border (self);
  assert_done (self, "PLAN -p POINTS -b 1000 -e correct -o OUT --receipt RECEIPT");
  g_assert_cmpfloat (get_member (self, "sites"), ==, 2);
  for (int column = 0; column < 40; column++)
    g_assert_cmpfloat_with_epsilon (get_beside_border (self, column),
                                    get_uncorrected (column, 1000) /
                                    get_share_inside (column, 1000), 1e-4);
  g_assert_cmpfloat (get_share_inside (0, 1000), <, 0.6);
}

static void
test_times_are_told_apart (Fixture       *self,
                           gconstpointer  data)
{
  g_auto(AtlasTestRun) result = run (self, "-p POINTS -l metres -c 500 -o OUT --time");
  g_auto(GStrv) lines = g_strsplit (result.errors, "\n", -1);

  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.output, ==, "");
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_true (g_str_has_prefix (lines[0], "reading "));
  g_assert_true (g_str_has_prefix (lines[1], "computing "));
  g_assert_true (g_str_has_prefix (lines[2], "writing "));
}

static void
test_binned_says_so (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonObject *receipt;

  assert_done (self, "-p POINTS -l metres -m binned -c 500 -o OUT --receipt RECEIPT");
  receipt = parse (parser, self->receipt);
  g_assert_cmpstr (json_object_get_string_member (receipt, "method"), ==, "binned");
  g_assert_cmpstr (json_object_get_string_member (receipt, "error_kind"), ==,
                   "measured in the row and the column of the maximum");
  g_assert_cmpfloat (get_member (self, "error"), >, 1e-5);
  g_assert_cmpfloat (get_member (self, "error"), <, 0.05);
}

/* As the library has it, between the limits that are there by default or are given. */
static void
test_sites_have_bandwidths_of_their_own (Fixture       *self,
                                         gconstpointer  data)
{
  static const struct { const char *arguments; AtlasDensityAdaptation adaptation; double pilot; }
  all[] = {
    { "--neighbours 5", { ATLAS_BANDWIDTH_NEIGHBOURS, 5, 200, 10000 }, 2000 },
    { "--neighbours 1 --bandwidth-limits 600,4000", { ATLAS_BANDWIDTH_NEIGHBOURS, 1, 600, 4000 },
      2000 },
    { "--abramson --bandwidth 3000", { ATLAS_BANDWIDTH_ABRAMSON, 0, 200, 10000 }, 3000 },
    { "--abramson", { ATLAS_BANDWIDTH_ABRAMSON, 0, 200, 10000 }, 2000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      AtlasDensityOptions options = { { 430000, 4400000, 520000, 4470000 }, 250, all[i].pilot };
      g_autofree double *bandwidths =
        atlas_density_adaptation_find (&all[i].adaptation, self->x, self->y, self->weight, N,
                                       &options, NULL, NULL);
      AtlasDensityBandwidthRange range = atlas_density_measure_bandwidths (bandwidths,
                                                                           self->weight, N);
      g_autofree char *arguments =
        g_strconcat ("-p POINTS -l metres -f storeys -c 250 -o OUT --receipt RECEIPT --extent "
                     "430000,4400000,520000,4470000 ", all[i].arguments, NULL);
      g_autoptr(AtlasGrid) grid = NULL;

      options.bandwidths = bandwidths;
      grid = compute (self, self->weight, &options);
      assert_done (self, arguments);
      assert_holds_grid (self->output, grid);
      g_assert_cmpfloat (get_member (self, "least_bandwidth_m"), ==, range.least);
      g_assert_cmpfloat (get_member (self, "median_bandwidth_m"), ==, range.median);
      g_assert_cmpfloat (get_member (self, "greatest_bandwidth_m"), ==, range.greatest);
      g_assert_cmpfloat (get_member (self, "least_allowed_m"), ==, all[i].adaptation.least);
    }
}

/* Of the kernel of a place on a straight border one half is inside, so that all of it is
 * twice as much there; where another place's is whole, nothing changes. */
static void
test_a_border_corrects_each_ones_kernel (Fixture       *self,
                                         gconstpointer  data)
{
  write_points_at_border (self);
  assert_done (self, "PLAN -p POINTS -e correct -n 1 --bandwidth-limits 200,1000 -o OUT "
                     "--receipt RECEIPT");
  g_assert_cmpfloat (get_member (self, "neighbour"), ==, 1);
  g_assert_cmpfloat (get_member (self, "greatest_bandwidth_m"), ==, 1000);
  for (int column = 0; column < 40; column++)
    g_assert_cmpfloat_with_epsilon (get_beside_border (self, column),
                                    get_uncorrected (column, 1000) * (column < 10 ? 2 : 1), 1e-4);
  g_assert_cmpfloat (get_uncorrected (2, 1000), >, 0.8);
  g_assert_cmpfloat (get_uncorrected (30, 1000), >, 0.8);
}

static void
test_bad_bandwidths_are_told (Fixture       *self,
                              gconstpointer  data)
{
  assert_refused (self, "PLAN -r compounds -n 0 -o OUT", "from 1");
  assert_refused (self, "PLAN -r compounds --neighbours -3 -o OUT", "from 1");
  assert_refused (self, "PLAN -r compounds --neighbours many -o OUT", "many");
  assert_refused (self, "-p POINTS -l metres -n 500 -o OUT", "of 500 places none");
  assert_refused (self, "PLAN -r compounds -n 5 -a -o OUT", "not by both");
  assert_refused (self, "PLAN -r compounds -n 5 -b 900 -o OUT", "--bandwidth");
  assert_refused (self, "/nowhere.gpkg -r compounds -n 5 -m binned -o OUT", "the exact method");
  assert_refused (self, "/nowhere.gpkg -r compounds -a -m binned -o OUT", "the exact method");
  assert_refused (self, "PLAN -r compounds -a -b 49 -o OUT", "half a cell");
  assert_refused (self, "PLAN -r compounds --bandwidth-limits 200,900 -o OUT", "--abramson");
  assert_refused (self, "PLAN -r compounds -a --bandwidth-limits 900,200 -o OUT", "900,200");
  assert_refused (self, "PLAN -r compounds -a --bandwidth-limits 200,inf -o OUT", "200,inf");
  assert_refused (self, "PLAN -r compounds -n 5 --bandwidth-limits 900 -o OUT", "900");
  assert_refused (self, "PLAN -r compounds -n 5 --bandwidth-limits 1,900 -o OUT", "half a cell");
  assert_refused (self, "PLAN -r compounds -n 5 --where class_=_key_and_class_=_general -o OUT",
                  "no places");
}

static void
test_bad_usage_is_told (Fixture       *self,
                        gconstpointer  data)
{
  assert_refused (self, "PLAN -r compounds", "--output");
  assert_refused (self, "PLAN -o OUT", "--resource");
  assert_refused (self, "PLAN -r houses -o OUT", "compounds, buildings, factories");
  assert_refused (self, "PLAN -r compounds -k cosine -o OUT", "epanechnikov");
  assert_refused (self, "PLAN -r compounds -e torus -o OUT", "correct");
  assert_refused (self, "PLAN -r compounds -m fast -o OUT", "binned");
  assert_refused (self, "PLAN -r compounds -w height -o OUT", "floor-area");
  assert_refused (self, "PLAN -r factories -w households -o OUT", "compounds");
  assert_refused (self, "PLAN -r compounds --layer sites -o OUT", "--points");
  assert_refused (self, "-p POINTS -r compounds -o OUT", "--points");
  assert_refused (self, "-p POINTS --where class_=_key -o OUT", "--points");
  assert_refused (self, "PLAN -r compounds --extent 1,2,3 -o OUT", "1,2,3");
  assert_refused (self, "PLAN -r compounds --extent 1,2,x,4 -o OUT", "x");
}

static void
test_bad_input_is_told_before_work (Fixture       *self,
                                    gconstpointer  data)
{
  assert_refused (self, "PLAN -r compounds -b 49 -o OUT", "half a cell");
  assert_refused (self, "PLAN -r compounds -c 0 -o OUT", "above 0");
  assert_refused (self, "PLAN -r compounds -c 0.01 -b 100 -o OUT", "memory");
  assert_refused (self, "PLAN -r compounds --where class_=_key_and_class_=_general -o OUT",
                  "no places");
  assert_refused (self, "PLAN -r compounds --where colour_=_red -o OUT", "colour");
  assert_refused (self, "PLAN -r compounds --extent 9,9,1,1 -o OUT", "is empty");
  assert_refused (self, "PLAN -r compounds --extent 1e6,1e6,1.1e6,1.1e6 -o OUT",
                  "no place reaches the area from E 1000000");
  assert_refused (self, "-p POINTS -l metres --extent -1e300,-1e300,1e300,1e300 -o OUT", "e+29");
  assert_refused (self, "/nowhere/plan.gpkg -r compounds -o OUT", "/nowhere/plan.gpkg");
  assert_refused (self, "-p /nowhere/points.gpkg -o OUT", "/nowhere/points.gpkg");
  assert_refused (self, "-p POINTS -o OUT", "metres, degrees");
  assert_refused (self, "-p POINTS -l feet -o OUT", "metres, degrees");
  assert_refused (self, "-p POINTS -l metres -f name -o OUT", "storeys");
  assert_refused (self, "-p PLAN -l blocks -o OUT", "not one point");
}

static void
test_other_systems_are_refused (Fixture       *self,
                                gconstpointer  data)
{
  assert_refused (self, "-p POINTS -l metres --crs EPSG:4490 -o OUT", "degrees");
  assert_refused (self, "-p POINTS -l metres --crs EPSG:2263 -o OUT", "metres");
  assert_refused (self, "-p POINTS -l metres --crs EPSG:0 -o OUT", "EPSG:0");
  assert_refused (self, "-p POINTS -l metres --crs EPSG:4549 -o OUT", "--crs EPSG:4548");
  assert_refused (self, "-p POINTS -l degrees -o OUT", "EPSG:4490");
  assert_refused (self, "PLAN -p POINTS -l metres --crs EPSG:4549 -e clip -o OUT", "EPSG:4549");
}

static void
test_bad_rows_are_told (Fixture       *self,
                        gconstpointer  data)
{
  write_csv (self, "x,y,w\n440000,4420000,1\n441000,4420000,-1\n");
  assert_refused (self, "-p POINTS -f w -o OUT", "place 2");
  write_csv (self, "x,y,w\n440000,4420000,1\n441000,4420000,nan\n");
  assert_refused (self, "-p POINTS -f w -o OUT", "Row 2 has “nan” for “w”");
  write_csv (self, "x,y,w\n440000,4420000,tall\n441000,4420000,low\n");
  assert_refused (self, "-p POINTS -f w -o OUT", "field of numbers");
  write_csv (self, "x,y,w\n440000,4420000,0\n441000,4420000,0\n");
  assert_refused (self, "-p POINTS -f w -o OUT", "are 0");
  write_csv (self, "x,y,w\n440000,4420000,1\n441000,4420000,\n");
  assert_refused (self, "-p POINTS -f w -o OUT", "has no “w”");
  write_csv (self, "x,y,w\n440000,4420000,1\n,,2\n");
  assert_refused (self, "-p POINTS -f w -o OUT", "not one point");
  write_csv (self, "x,y,w\n");
  assert_refused (self, "-p POINTS -f w -o OUT", "field of numbers");
  assert_refused (self, "-p POINTS -o OUT", "no places");
}

static void
test_a_table_of_coordinates_is_read (Fixture       *self,
                                     gconstpointer  data)
{
  write_csv (self, "name,x,y,w\na,440050,4420050,2\nb,450050,4420050,3\n");
  assert_done (self, "-p POINTS -f w --crs EPSG:32650 -o OUT --receipt RECEIPT");
  g_assert_cmpfloat (get_member (self, "sum_of_weights"), ==, 5);
}

/* By its name it is a table like any other; its numbers tell. */
static void
test_degrees_that_say_nothing_are_refused (Fixture       *self,
                                           gconstpointer  data)
{
  write_csv (self, "x,y\n116.4,39.9\n116.5,39.8\n");
  assert_refused (self, "-p POINTS -o OUT", "in degrees, like 116.4, 39.9");
  write_csv (self, "lon,lat\n116.4,39.9\n");
  assert_refused (self, "-p POINTS -o OUT", "a table without points");
}

/* As other programs write it: the system of the plan, without its number. */
static void
test_a_system_has_other_names (Fixture       *self,
                               gconstpointer  data)
{
  static const char projection[] =
    "PROJCS[\"CGCS2000_3_Degree_GK_CM_%dE\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\","
    "DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],"
    "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],"
    "PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",500000.0],"
    "PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",%d.0],"
    "PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";
  g_autofree char *path = g_build_filename (self->folder, "points.prj", NULL);
  g_autofree char *here = g_strdup_printf (projection, 117, 117);
  g_autofree char *beside = g_strdup_printf (projection, 120, 120);

  write_csv (self, "x,y\n440050,4420050\n450050,4420050\n");
  g_assert_true (g_file_set_contents (path, beside, -1, NULL));
  assert_refused (self, "-p POINTS -o OUT", "--crs EPSG:4549");
  g_assert_true (g_file_set_contents (path, here, -1, NULL));
  assert_done (self, "-p POINTS -o OUT");
}

/* Nor is a file that was there before harmed. */
static void
test_what_can_not_be_written_leaves_nothing (Fixture       *self,
                                             gconstpointer  data)
{
  g_autofree char *text = NULL;

  assert_refused (self, "-p POINTS -l metres -c 500 -o /nowhere/density.tif", "/nowhere");
  assert_refused (self, "-p POINTS -l metres -c 500 -o OUT --receipt /nowhere/density.json",
                  "/nowhere/density.json");
  assert_refused (self, "-p POINTS -l metres -c 500 -o /nowhere/density.tif --receipt RECEIPT",
                  "/nowhere/density.tif");

  g_assert_true (g_file_set_contents (self->output, "mine", -1, NULL));
  {
    g_autofree char *program =
      g_test_build_filename (G_TEST_BUILT, "..", "src", "cli", "renewal-atlas-cli", NULL);
    g_autofree char *line =
      g_strdup_printf ("ulimit -f 16; exec '%s' density -p '%s' -l metres -o '%s'", program,
                       self->points, self->output);
    const char *argv[] = { "/bin/sh", "-c", line, NULL };
    int status;

    g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                                 NULL, NULL, NULL, &status, NULL));
    g_assert_true (WIFEXITED (status));
    g_assert_cmpint (WEXITSTATUS (status), ==, 2);
  }
  g_assert_true (g_file_get_contents (self->output, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
  g_assert_cmpuint (count_results (self), ==, 1);
}

/* Not even when it is asked to. A pipe stands for devices. */
static void
test_what_is_read_is_not_written_over (Fixture       *self,
                                       gconstpointer  data)
{
  g_autofree char *plan = NULL;
  g_autofree char *plan_now = NULL;
  g_autofree char *points = NULL;
  g_autofree char *points_now = NULL;
  gsize plan_size, plan_size_now, points_size, points_size_now;
  GStatBuf status;

  g_assert_true (g_file_get_contents (self->plan, &plan, &plan_size, NULL));
  g_assert_true (g_file_get_contents (self->points, &points, &points_size, NULL));
  assert_refused (self, "PLAN -r compounds -o PLAN", "is what is read");
  assert_refused (self, "PLAN -r compounds -o OUT --receipt PLAN", "is what is read");
  assert_refused (self, "-p POINTS -l metres -o POINTS", "is what is read");
  assert_refused (self, "-p POINTS -l metres -o OUT --receipt OUT", "name of its own");
  g_assert_true (g_file_get_contents (self->plan, &plan_now, &plan_size_now, NULL));
  g_assert_true (g_file_get_contents (self->points, &points_now, &points_size_now, NULL));
  g_assert_cmpmem (plan, plan_size, plan_now, plan_size_now);
  g_assert_cmpmem (points, points_size, points_now, points_size_now);

  g_assert_cmpint (mkfifo (self->output, 0600), ==, 0);
  {
    g_auto(AtlasTestRun) result = run (self, "PLAN -r compounds -o OUT");

    g_assert_cmpint (result.status, ==, 2);
    g_assert_nonnull (strstr (result.errors, "no ordinary file"));
  }
  g_assert_cmpint (g_lstat (self->output, &status), ==, 0);
  g_assert_true (S_ISFIFO (status.st_mode));
}

/* Whenever it is stopped, there is a whole file or none. */
static void
test_a_stopped_one_leaves_nothing (Fixture       *self,
                                   gconstpointer  data)
{
  g_autofree char *program =
    g_test_build_filename (G_TEST_BUILT, "..", "src", "cli", "renewal-atlas-cli", NULL);
  const char *argv[] = {
    program, "density", "-p", self->points, "-l", "metres", "-c", "20", "-k", "gaussian", "-o",
    self->output, NULL,
  };

  for (guint i = 0; i < 4; i++)
    {
      GPid pid;
      int status;

      g_assert_true (g_spawn_async (NULL, (char **) argv, NULL,
                                    G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                                    NULL, &pid, NULL));
      g_usleep (100000 + i * 100000);
      kill (pid, SIGINT);
      g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
      /* So early that nobody listens yet, a signal just ends it. */
      g_assert_true (WIFSIGNALED (status) || WEXITSTATUS (status) == 130);
      g_assert_cmpuint (count_results (self), ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
#define ADD(name, test) \
  g_test_add ("/density-command/" name, Fixture, NULL, set_up, test, tear_down)

  GDALAllRegister ();
  g_test_init (&argc, &argv, NULL);

  ADD ("points", test_a_file_of_points_becomes_its_density);
  ADD ("file", test_the_file_is_what_others_expect);
  ADD ("receipt", test_the_receipt_says_what_was_asked_for);
  ADD ("weights-and-filters", test_weights_and_filters_choose_the_sites);
  ADD ("nodata", test_cells_outside_are_nodata);
  ADD ("border-corrects-points", test_the_border_of_a_plan_corrects_points);
  ADD ("times", test_times_are_told_apart);
  ADD ("binned", test_binned_says_so);
  ADD ("own-bandwidths", test_sites_have_bandwidths_of_their_own);
  ADD ("own-bandwidths-at-a-border", test_a_border_corrects_each_ones_kernel);
  ADD ("bad-bandwidths", test_bad_bandwidths_are_told);
  ADD ("bad-usage", test_bad_usage_is_told);
  ADD ("bad-input", test_bad_input_is_told_before_work);
  ADD ("other-systems", test_other_systems_are_refused);
  ADD ("bad-rows", test_bad_rows_are_told);
  ADD ("table", test_a_table_of_coordinates_is_read);
  ADD ("degrees", test_degrees_that_say_nothing_are_refused);
  ADD ("other-names", test_a_system_has_other_names);
  ADD ("not-written", test_what_can_not_be_written_leaves_nothing);
  ADD ("not-written-over", test_what_is_read_is_not_written_over);
  ADD ("stopped", test_a_stopped_one_leaves_nothing);

  return g_test_run ();
}
