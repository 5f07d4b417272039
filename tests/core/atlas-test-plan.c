#include "atlas-test-plan.h"

#include <math.h>

/* A corner of the made-up city, metres in EPSG:4548. */
#define WEST 440000.0
#define SOUTH 4410000.0

AtlasGeometry *
atlas_test_rectangle (double x0,
                      double y0,
                      double x1,
                      double y1)
{
  const AtlasPoint points[] = { { x0, y0 }, { x1, y0 }, { x1, y1 }, { x0, y1 } };

  return atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, points, G_N_ELEMENTS (points));
}

static AtlasGeometry *
square_km (double column,
           double row)
{
  return atlas_test_rectangle (WEST + column * 1000, SOUTH + row * 1000,
                               WEST + (column + 1) * 1000, SOUTH + (row + 1) * 1000);
}

/* A square kilometre with a square hole of 200 m in its middle. */
static AtlasGeometry *
square_hole (double column,
             double row)
{
  const double x = WEST + column * 1000, y = SOUTH + row * 1000;
  const AtlasPoint points[] = {
    { x, y }, { x + 1000, y }, { x + 1000, y + 1000 }, { x, y + 1000 },
    { x + 400, y + 400 }, { x + 400, y + 600 }, { x + 600, y + 600 }, { x + 600, y + 400 },
  };
  static const guint part_ends[] = { 4, 8 };
  static const guint polygon_ends[] = { 2 };

  return atlas_geometry_new (ATLAS_GEOMETRY_POLYGON, points, G_N_ELEMENTS (points),
                             part_ends, 2, polygon_ends, 1);
}

static AtlasGeometry *
two_squares (double column,
             double row)
{
  const double x = WEST + column * 1000, y = SOUTH + row * 1000;
  const AtlasPoint points[] = {
    { x, y }, { x + 300, y }, { x + 300, y + 300 }, { x, y + 300 },
    { x + 500, y + 500 }, { x + 900, y + 500 }, { x + 900, y + 900 }, { x + 500, y + 900 },
  };
  static const guint part_ends[] = { 4, 8 };

  return atlas_geometry_new (ATLAS_GEOMETRY_POLYGON, points, G_N_ELEMENTS (points),
                             part_ends, 2, NULL, 2);
}

typedef struct
{
  const char    *code;
  const char    *district;
  AtlasGeometry *(*shape) (double column, double row);
  double         column;
  double         row;
  AtlasZone      zone;
  AtlasClass     class_;
  guint          sites[ATLAS_N_RESOURCES];
} Sketch;

static AtlasGeometry *
courtyard (double column,
           double row)
{
  return atlas_test_rectangle (WEST + column * 1000 + 400, SOUTH + row * 1000 + 400,
                               WEST + column * 1000 + 600, SOUTH + row * 1000 + 600);
}

static const Sketch sketches[] = {
  { "DC00-0101", "110101", square_km, 0, 0, ATLAS_ZONE_CORE, ATLAS_CLASS_KEY, { 2, 1, 1 } },
  { "DC00-0102", "110101", square_km, 1, 0, ATLAS_ZONE_CORE, ATLAS_CLASS_RENEWAL, { 1, 0, 0 } },
  { "DC00-0103", "110101", square_km, 0, 1, ATLAS_ZONE_CENTRAL, ATLAS_CLASS_GENERAL, { 0, 2, 0 } },
  { "DC00-0104", "110101", square_km, 1, 1, ATLAS_ZONE_SUBCENTER, ATLAS_CLASS_GENERAL, { 0 } },
  { "XC00-0101", "110102", square_hole, 4, 0, ATLAS_ZONE_NEWTOWNS, ATLAS_CLASS_KEY, { 0, 0, 1 } },
  { "XC00-0102", "110102", courtyard, 4, 0, ATLAS_ZONE_ECOLOGICAL, ATLAS_CLASS_RENEWAL, { 1, 1, 1 } },
  { "XC00-0201", "110102", two_squares, 5, 1, ATLAS_ZONE_CORE, ATLAS_CLASS_GENERAL, { 1, 0, 0 } },
  { "XC00-0202", "110102", square_km, 5, 2, ATLAS_ZONE_CORE, ATLAS_CLASS_GENERAL, { 0, 0, 0 } },
};

/* The last block has only what is required. */
#define N_KNOWN (G_N_ELEMENTS (sketches) - 1)

static double
site_floor_area (int   resource,
                 guint number)
{
  return 10000.25 * (resource + 1) + 500 * number;
}

static AtlasBlock *
make_block (guint i)
{
  const Sketch *sketch = &sketches[i];
  AtlasGeometry *geometry = sketch->shape (sketch->column, sketch->row);
  AtlasBlockValues values;

  atlas_block_values_init (&values);
  values.code = g_strdup (sketch->code);
  values.district = g_strdup (sketch->district);
  values.authority = g_strdup (sketch->district);
  values.zone = (int) sketch->zone;
  values.class_ = (int) sketch->class_;

  if (i < N_KNOWN)
    {
      values.name = g_strdup_printf ("街区“%u”", i);
      values.subdistrict = g_strdup_printf ("%s%03u", sketch->district, i + 1);
      values.note = g_strdup ("with 'quotes', \"more\" and\na second line");
      values.main_function = (int) (i % atlas_vocabulary_functions.n_words);
      values.provenance = 0;
      values.area = atlas_geometry_get_area (geometry);
      values.implementation_rate = 80 + i * 0.1;
      values.other_floor_area = 0;
      values.near_term_projects = i;
      values.demolition_share = 2.5 * i;
      values.station_distance = 123.456 * i;
      for (int resource = 0; resource < ATLAS_N_RESOURCES; resource++)
        {
          values.count[resource] = sketch->sites[resource];
          values.floor_area[resource] = 0;
          for (guint number = 0; number < sketch->sites[resource]; number++)
            values.floor_area[resource] += site_floor_area (resource, number);
        }
    }

  return atlas_block_new_take (geometry, &values);
}

static void
add_site (AtlasSites *sites,
          AtlasBlock *block,
          int         block_number,
          int         resource,
          guint       number)
{
  AtlasPoint place = atlas_geometry_get_inner_point (atlas_block_get_geometry (block));
  g_autofree char *id = g_strdup_printf ("%s-%c%u", atlas_block_get_code (block),
                                         "CBF"[resource], number + 1);
  AtlasSite site = {
    .id = id,
    .name = number == 0 ? "站点一" : NULL,
    .note = number == 1 ? "second" : NULL,
    .resource = resource,
    .block = block_number,
    .households = resource == ATLAS_RESOURCE_COMPOUNDS ? (int) (160 + number) : -1,
    .year_built = number == 0 ? 1985 : -1,
    .provenance = 0,
    .x = place.x + number,
    .y = place.y,
    .floor_area = site_floor_area (resource, number),
  };

  atlas_sites_add (sites, &site);
}

static AtlasSites *
make_sites (GPtrArray *blocks)
{
  AtlasSites *sites = atlas_sites_new ();
  AtlasSite stray = { .id = "stray", .block = -1, .households = -1, .year_built = -1,
                      .provenance = -1, .x = WEST - 500, .y = SOUTH, .floor_area = NAN };

  for (guint i = 0; i < G_N_ELEMENTS (sketches); i++)
    for (int resource = 0; resource < ATLAS_N_RESOURCES; resource++)
      for (guint number = 0; number < sketches[i].sites[resource]; number++)
        add_site (sites, g_ptr_array_index (blocks, i), (int) i, resource, number);
  atlas_sites_add (sites, &stray);

  return sites;
}

static AtlasGeometry *
make_line (void)
{
  const AtlasPoint points[] = {
    { WEST, SOUTH }, { WEST + 100.5, SOUTH + 50 }, { WEST + 300, SOUTH + 80 },
    { WEST + 400, SOUTH + 80 }, { WEST + 500, SOUTH + 80.001 },
  };
  static const guint part_ends[] = { 3, 5 };

  return atlas_geometry_new (ATLAS_GEOMETRY_LINE, points, G_N_ELEMENTS (points),
                             part_ends, 2, NULL, 2);
}

static AtlasGeometry *
make_shape (AtlasLayer layer,
            guint      row)
{
  double x = WEST + row * 3000;

  switch (atlas_layer_get_info (layer)->shape)
    {
    case ATLAS_SHAPE_POINT:
      /* A project may have no known place. */
      return layer == ATLAS_LAYER_PROJECTS && row == 1
               ? NULL : atlas_geometry_new_point (x + 12.5, SOUTH + 100);
    case ATLAS_SHAPE_LINE:
      return make_line ();
    case ATLAS_SHAPE_POLYGON:
      return atlas_test_rectangle (x, SOUTH, x + (row == 0 ? 3000 : 4000), SOUTH + 4000);
    case ATLAS_SHAPE_ANY:
      return row == 0 ? make_line () : square_km (1, 1);
    case ATLAS_SHAPE_NONE:
    default:
      return NULL;
    }
}

static void
fill_column (AtlasFeature      *feature,
             const AtlasColumn *column,
             guint              i,
             guint              row)
{
  g_autofree char *text = g_strdup_printf ("%s %u", column->name, row);

  if (column->type != ATLAS_COLUMN_TEXT)
    atlas_feature_set_number (feature, i, column->type == ATLAS_COLUMN_INTEGER ? row + 1
                                                                               : row + 0.1);
  else if (g_str_equal (column->name, "provenance"))
    atlas_feature_set_text (feature, i, "sample");
  else if (g_str_equal (column->name, "code"))
    atlas_feature_set_text (feature, i, row == 0 ? "110101" : "110102");
  else if (g_str_equal (column->name, "zone"))
    atlas_feature_set_text (feature, i,
                            atlas_vocabulary_get_key (&atlas_vocabulary_zones, (int) row));
  else
    atlas_feature_set_text (feature, i, text);
}

/* Two rows; the second leaves unknown what may be unknown. */
static GPtrArray *
make_features (AtlasLayer layer)
{
  const AtlasLayerInfo *info = atlas_layer_get_info (layer);
  GPtrArray *features = g_ptr_array_new ();

  for (guint row = 0; row < 2; row++)
    {
      AtlasFeature *feature = atlas_feature_new_take (layer, make_shape (layer, row));

      for (guint i = 0; info->columns[i].name != NULL; i++)
        if (row == 0 || info->columns[i].required)
          fill_column (feature, &info->columns[i], i, row);
      g_ptr_array_add (features, feature);
    }

  return features;
}

static void
set_meta (AtlasPlan *plan)
{
  static const char *const rows[][2] = {
    { "format", "renewal-atlas-plan" },
    { "format_version", "1" },
    { "plan_id", "0f0e0d0c-0b0a-4908-8706-050403020100" },
    { "title_zh", "测试方案" },
    { "title_en", "Test plan" },
    { "data_kind", "sample" },
    { "source", "made up" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    atlas_plan_set_meta (plan, rows[i][0], rows[i][1]);
}

AtlasPlan *
atlas_test_plan_new (void)
{
  AtlasPlan *plan = atlas_plan_new ();
  GPtrArray *blocks = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (sketches); i++)
    g_ptr_array_add (blocks, make_block (i));
  atlas_plan_take_sites (plan, make_sites (blocks));
  atlas_plan_take_blocks (plan, blocks);
  for (guint layer = 0; layer < ATLAS_N_LAYERS; layer++)
    atlas_plan_take_features (plan, layer, make_features (layer));
  set_meta (plan);

  return plan;
}

/* A number in [-1, 1) that depends on nothing but its arguments. */
static double
wobble (guint a,
        guint b,
        guint c)
{
  guint32 h = a * 0x9E3779B1u ^ b * 0x85EBCA77u ^ c * 0xC2B2AE3Du;

  h ^= h >> 15;
  h *= 0x2C1B3C6Du;
  h ^= h >> 12;

  return h / 2147483648.0 - 1;
}

#define STEPS 5

/* The point @step fifths along the edge from grid node (column, row) to its
 * neighbour, on the 1 mm grid. Node and edge numbers alone decide, so both
 * sides of an edge agree. */
static AtlasPoint
edge_point (double   size,
            guint    column,
            guint    row,
            gboolean upright,
            guint    step)
{
  double t = step / (double) STEPS;
  guint column2 = column + !upright, row2 = row + upright;
  double x = (column + 0.2 * wobble (column, row, 1)) * (1 - t) +
             (column2 + 0.2 * wobble (column2, row2, 1)) * t;
  double y = (row + 0.2 * wobble (column, row, 2)) * (1 - t) +
             (row2 + 0.2 * wobble (column2, row2, 2)) * t;

  if (step > 0)
    *(upright ? &x : &y) += 0.02 * wobble (column, row, 10 + step + 10 * upright);

  return (AtlasPoint) { round ((WEST + x * size) * 1000) / 1000,
                        round ((SOUTH + y * size) * 1000) / 1000 };
}

static AtlasGeometry *
wobbly_cell (double size,
             guint  column,
             guint  row)
{
  AtlasPoint points[4 * STEPS];

  for (guint i = 0; i < STEPS; i++)
    {
      points[i] = edge_point (size, column, row, FALSE, i);
      points[STEPS + i] = edge_point (size, column + 1, row, TRUE, i);
    }
  points[2 * STEPS] = edge_point (size, column + 1, row + 1, FALSE, 0);
  points[3 * STEPS] = edge_point (size, column, row + 1, FALSE, 0);
  for (guint i = 1; i < STEPS; i++)
    {
      points[2 * STEPS + i] = edge_point (size, column, row + 1, FALSE, STEPS - i);
      points[3 * STEPS + i] = edge_point (size, column, row, TRUE, STEPS - i);
    }

  return atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, points, G_N_ELEMENTS (points));
}

static AtlasBlock *
make_large_block (double size,
                  guint  i,
                  guint  columns)
{
  AtlasGeometry *geometry = wobbly_cell (size, i % columns, i / columns);
  AtlasBlockValues values;

  atlas_block_values_init (&values);
  values.code = g_strdup_printf ("DC%02u-%04u", i / 10000, i % 10000);
  values.name = g_strdup_printf ("街区%u", i);
  values.district = g_strdup ("110101");
  values.authority = g_strdup ("110101");
  values.subdistrict = g_strdup ("110101001");
  values.zone = (int) (i % columns * ATLAS_N_ZONES / columns);
  values.class_ = (int) (i * 7 % 10 < 1 ? ATLAS_CLASS_KEY
                         : i * 7 % 10 < 4 ? ATLAS_CLASS_RENEWAL : ATLAS_CLASS_GENERAL);
  values.main_function = (int) (i % atlas_vocabulary_functions.n_words);
  values.provenance = 0;
  values.area = atlas_geometry_get_area (geometry);
  values.implementation_rate = 50 + 50 * fabs (wobble (i, 0, 3));
  values.other_floor_area = 0;
  values.near_term_projects = i % 3;
  values.demolition_share = 10;
  values.station_distance = 1000 * fabs (wobble (i, 0, 4));
  for (guint resource = 0; resource < ATLAS_N_RESOURCES; resource++)
    {
      values.count[resource] = 0;
      values.floor_area[resource] = 0;
    }
  values.count[i % ATLAS_N_RESOURCES] = 1;
  values.floor_area[i % ATLAS_N_RESOURCES] = site_floor_area ((int) (i % ATLAS_N_RESOURCES), 0);

  return atlas_block_new_take (geometry, &values);
}

static GPtrArray *
one_district (double side)
{
  GPtrArray *features = g_ptr_array_new ();
  AtlasFeature *district =
    atlas_feature_new_take (ATLAS_LAYER_DISTRICTS,
                            atlas_test_rectangle (WEST - side, SOUTH - side,
                                                  WEST + 2 * side, SOUTH + 2 * side));

  fill_column (district, &atlas_layer_get_info (ATLAS_LAYER_DISTRICTS)->columns[0], 0, 0);
  fill_column (district, &atlas_layer_get_info (ATLAS_LAYER_DISTRICTS)->columns[1], 1, 0);
  g_ptr_array_add (features, district);

  return features;
}

AtlasPlan *
atlas_test_plan_new_large (guint n_blocks)
{
  const double side = 60000;
  guint columns = (guint) ceil (sqrt (n_blocks));
  AtlasPlan *plan = atlas_plan_new ();
  GPtrArray *blocks = g_ptr_array_new ();
  AtlasSites *sites = atlas_sites_new ();

  for (guint i = 0; i < n_blocks; i++)
    {
      AtlasBlock *block = make_large_block (side / columns, i, columns);

      g_ptr_array_add (blocks, block);
      if (i < 7720)
        add_site (sites, block, (int) i, (int) (i % ATLAS_N_RESOURCES), 0);
    }
  atlas_plan_take_blocks (plan, blocks);
  atlas_plan_take_sites (plan, sites);
  atlas_plan_take_features (plan, ATLAS_LAYER_DISTRICTS, one_district (side));
  set_meta (plan);

  return plan;
}

static void
assert_numbers_equal (double      a,
                      double      b,
                      const char *what)
{
  if (isnan (a) != isnan (b) || (!isnan (a) && a != b))
    g_error ("%s: %.17g is not %.17g", what, a, b);
}

static void
assert_shapes_equal (AtlasGeometry *a,
                     AtlasGeometry *b,
                     const char    *what)
{
  if ((a == NULL) != (b == NULL) || (a != NULL && !atlas_geometry_equal (a, b)))
    g_error ("the shape of %s differs", what);
}

static void
assert_blocks_equal (AtlasBlock *a,
                     AtlasBlock *b)
{
  for (guint i = 0; i < ATLAS_BLOCK_N_FIELDS; i++)
    {
      const AtlasFieldInfo *field = atlas_block_field_info (i);
      const void *at_a = (const char *) atlas_block_get_values (a) + field->offset;
      const void *at_b = (const char *) atlas_block_get_values (b) + field->offset;

      if (field->type == ATLAS_FIELD_TEXT)
        g_assert_cmpstr (*(char *const *) at_a, ==, *(char *const *) at_b);
      else if (field->type == ATLAS_FIELD_WORD)
        g_assert_cmpint (*(const int *) at_a, ==, *(const int *) at_b);
      else
        assert_numbers_equal (*(const double *) at_a, *(const double *) at_b, field->column);
    }
  assert_shapes_equal (atlas_block_get_geometry (a), atlas_block_get_geometry (b),
                       atlas_block_get_code (a));
}

static void
assert_sites_equal (const AtlasSites *a,
                    const AtlasSites *b)
{
  g_assert_cmpuint (atlas_sites_get_n (a), ==, atlas_sites_get_n (b));
  for (guint i = 0; i < atlas_sites_get_n (a); i++)
    {
      AtlasSite site = atlas_sites_get (a, i);
      AtlasSite other = atlas_sites_get (b, i);

      g_assert_cmpstr (site.id, ==, other.id);
      g_assert_cmpstr (site.name, ==, other.name);
      g_assert_cmpstr (site.note, ==, other.note);
      g_assert_cmpint (site.resource, ==, other.resource);
      g_assert_cmpint (site.block, ==, other.block);
      g_assert_cmpint (site.households, ==, other.households);
      g_assert_cmpint (site.year_built, ==, other.year_built);
      g_assert_cmpint (site.provenance, ==, other.provenance);
      assert_numbers_equal (site.x, other.x, "x");
      assert_numbers_equal (site.y, other.y, "y");
      assert_numbers_equal (site.floor_area, other.floor_area, "floor_area");
    }
}

static void
assert_features_equal (AtlasFeature *a,
                       AtlasFeature *b)
{
  const AtlasLayerInfo *info = atlas_layer_get_info (atlas_feature_get_layer (a));

  for (guint i = 0; info->columns[i].name != NULL; i++)
    {
      const char *column = info->columns[i].name;

      if (info->columns[i].type == ATLAS_COLUMN_TEXT)
        g_assert_cmpstr (atlas_feature_get_text (a, column), ==,
                         atlas_feature_get_text (b, column));
      else
        assert_numbers_equal (atlas_feature_get_number (a, column),
                              atlas_feature_get_number (b, column), column);
    }
  assert_shapes_equal (atlas_feature_get_geometry (a), atlas_feature_get_geometry (b),
                       info->table);
}

static void
assert_layers_equal (GListModel *a,
                     GListModel *b)
{
  g_assert_cmpuint (g_list_model_get_n_items (a), ==, g_list_model_get_n_items (b));
  for (guint i = 0; i < g_list_model_get_n_items (a); i++)
    {
      g_autoptr(AtlasFeature) feature = g_list_model_get_item (a, i);
      g_autoptr(AtlasFeature) other = g_list_model_get_item (b, i);

      assert_features_equal (feature, other);
    }
}

void
atlas_test_assert_plans_equal (AtlasPlan *a,
                               AtlasPlan *b)
{
  g_autoptr(GList) keys = atlas_plan_list_meta (a);
  g_autoptr(GList) other_keys = atlas_plan_list_meta (b);

  g_assert_cmpuint (atlas_plan_get_n_blocks (a), ==, atlas_plan_get_n_blocks (b));
  for (guint i = 0; i < atlas_plan_get_n_blocks (a); i++)
    assert_blocks_equal (atlas_plan_get_block (a, i), atlas_plan_get_block (b, i));
  assert_sites_equal (atlas_plan_get_sites (a), atlas_plan_get_sites (b));
  for (guint layer = 0; layer < ATLAS_N_LAYERS; layer++)
    assert_layers_equal (atlas_plan_get_features (a, layer), atlas_plan_get_features (b, layer));
  g_assert_cmpuint (g_list_length (keys), ==, g_list_length (other_keys));
  for (GList *key = keys; key != NULL; key = key->next)
    g_assert_cmpstr (atlas_plan_get_meta (a, key->data), ==, atlas_plan_get_meta (b, key->data));
}

guint
atlas_test_get_n_kills (void)
{
  const char *wanted = g_getenv ("ATLAS_TEST_KILLS");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : 20;
}
