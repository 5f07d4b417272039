#include "atlas-grid.h"

enum
{
  COLUMNS = 150, /* two tiles and a bit */
  ROWS = 70,     /* one tile and a bit */
};

static float
value_of (guint column,
          guint row)
{
  return (float) (1 + column + row * COLUMNS);
}

static AtlasGrid *
make_numbered (void)
{
  g_autofree float *values = g_new (float, COLUMNS * ROWS);

  for (guint row = 0; row < ROWS; row++)
    for (guint column = 0; column < COLUMNS; column++)
      values[row * COLUMNS + column] = value_of (column, row);

  return atlas_grid_new (1000, -500, 10, COLUMNS, ROWS, values);
}

static void
test_every_cell_keeps_its_value (void)
{
  g_autoptr(AtlasGrid) grid = make_numbered ();

  for (guint row = 0; row < ROWS; row++)
    for (guint column = 0; column < COLUMNS; column++)
      g_assert_cmpfloat (atlas_grid_get_value (grid, (int) column, (int) row), ==,
                         value_of (column, row));
}

static void
test_sum_and_maximum (void)
{
  g_autoptr(AtlasGrid) grid = make_numbered ();
  double n = COLUMNS * ROWS;

  g_assert_cmpfloat (atlas_grid_get_sum (grid), ==, n * (n + 1) / 2);
  g_assert_cmpfloat (atlas_grid_get_maximum (grid), ==, n);
}

static void
test_cells_count_from_the_south_west (void)
{
  g_autoptr(AtlasGrid) grid = make_numbered ();
  AtlasBox box = atlas_grid_get_box (grid);

  g_assert_cmpfloat (box.x0, ==, 1000);
  g_assert_cmpfloat (box.y0, ==, -500);
  g_assert_cmpfloat (box.x1, ==, 1000 + 10 * COLUMNS);
  g_assert_cmpfloat (box.y1, ==, -500 + 10 * ROWS);
  g_assert_cmpfloat (atlas_grid_get_value_at (grid, 1000, -500), ==, value_of (0, 0));
  g_assert_cmpfloat (atlas_grid_get_value_at (grid, 1009.9, -490.1), ==, value_of (0, 0));
  g_assert_cmpfloat (atlas_grid_get_value_at (grid, 1010, -490), ==, value_of (1, 1));
}

static void
test_outside_is_zero (void)
{
  g_autoptr(AtlasGrid) grid = make_numbered ();

  g_assert_cmpfloat (atlas_grid_get_value (grid, -1, 0), ==, 0);
  g_assert_cmpfloat (atlas_grid_get_value (grid, 0, -1), ==, 0);
  g_assert_cmpfloat (atlas_grid_get_value (grid, COLUMNS, 0), ==, 0);
  g_assert_cmpfloat (atlas_grid_get_value (grid, 0, ROWS), ==, 0);
  g_assert_cmpfloat (atlas_grid_get_value_at (grid, 999.9, -500), ==, 0);
  g_assert_cmpfloat (atlas_grid_get_value_at (grid, 1e300, -1e300), ==, 0);
}

static void
test_tiles_hold_the_cells (void)
{
  g_autoptr(AtlasGrid) grid = make_numbered ();
  const float *tile = atlas_grid_get_tile (grid, 1, 1);

  g_assert_nonnull (tile);
  g_assert_cmpfloat (tile[0], ==, value_of (64, 64));
  g_assert_cmpfloat (tile[2 * ATLAS_GRID_TILE + 3], ==, value_of (67, 66));

  /* The last tile is only partly of the grid. */
  tile = atlas_grid_get_tile (grid, 2, 1);
  g_assert_cmpfloat (tile[COLUMNS - 128 - 1], ==, value_of (COLUMNS - 1, 64));
  g_assert_cmpfloat (tile[COLUMNS - 128], ==, 0);
  g_assert_cmpfloat (tile[(ROWS - 64) * ATLAS_GRID_TILE], ==, 0);
}

static void
test_empty_tiles_take_no_memory (void)
{
  g_autofree float *values = g_new0 (float, COLUMNS * ROWS);
  g_autoptr(AtlasGrid) grid = NULL;

  values[65 * COLUMNS + 130] = 5;
  grid = atlas_grid_new (0, 0, 100, COLUMNS, ROWS, values);

  for (guint y = 0; y < 2; y++)
    for (guint x = 0; x < 3; x++)
      g_assert_true ((atlas_grid_get_tile (grid, x, y) != NULL) == (x == 2 && y == 1));
  g_assert_cmpfloat (atlas_grid_get_value (grid, 0, 0), ==, 0);
  g_assert_cmpfloat (atlas_grid_get_value (grid, 130, 65), ==, 5);
}

static AtlasGridTile *
make_tile (AtlasGridTilePool *pool,
           float              value)
{
  float values[ATLAS_GRID_TILE * ATLAS_GRID_TILE];

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = value;

  return atlas_grid_tile_new (pool, values);
}

static void
test_a_changed_grid_shares_the_other_tiles (void)
{
  g_autoptr(AtlasGrid) grid = make_numbered ();
  const guint numbers[] = { 0, 1 };
  AtlasGridTile *tiles[] = { make_tile (NULL, 7), make_tile (NULL, 0) };
  g_autoptr(AtlasGrid) changed = atlas_grid_new_changed (grid, numbers, tiles, 2);
  double sum = 0;

  g_assert_cmpfloat (atlas_grid_get_value (changed, 63, 63), ==, 7);
  g_assert_null (atlas_grid_get_tile (changed, 1, 0));
  g_assert_cmpfloat (atlas_grid_get_value (grid, 63, 63), ==, value_of (63, 63));
  g_assert_true (atlas_grid_get_tile (changed, 2, 0) == atlas_grid_get_tile (grid, 2, 0));
  g_assert_true (atlas_grid_get_tile (changed, 0, 1) == atlas_grid_get_tile (grid, 0, 1));

  for (int row = 0; row < ROWS; row++)
    for (int column = 0; column < COLUMNS; column++)
      sum += atlas_grid_get_value (changed, column, row);
  g_assert_cmpfloat (atlas_grid_get_sum (changed), ==, sum);
}

/* More than one piece of memory; each goes with its last tile. */
static void
test_tiles_outlive_their_pool (void)
{
  enum { N = 300 };
  AtlasGridTilePool *pool = atlas_grid_tile_pool_new ();
  AtlasGridTile **tiles = g_new (AtlasGridTile *, N);
  g_autoptr(AtlasGrid) grid = NULL;
  g_autoptr(AtlasGrid) changed = NULL;

  for (guint i = 0; i < N; i++)
    tiles[i] = make_tile (pool, (float) i);
  atlas_grid_tile_pool_free (pool);
  grid = atlas_grid_new_from_tiles (0, 0, 1, N * ATLAS_GRID_TILE, ATLAS_GRID_TILE, tiles, NULL);
  changed = atlas_grid_new_changed (grid, &(guint) { 200 }, (AtlasGridTile *[]) { NULL }, 1);
  g_clear_pointer (&grid, atlas_grid_unref);

  g_assert_cmpfloat (atlas_grid_get_maximum (changed), ==, N - 1);
  for (int i = 0; i < N; i++)
    g_assert_cmpfloat (atlas_grid_get_value (changed, i * ATLAS_GRID_TILE + 5, 5), ==,
                       i == 200 ? 0 : i);
}

static void
test_only_cells_of_the_region_have_a_value (void)
{
  const AtlasPoint points[] = { { 0, 0 }, { 70, 0 }, { 70, 30 }, { 0, 30 } };
  g_autoptr(AtlasGeometry) region = atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, points, 4);
  g_autoptr(AtlasMask) mask = atlas_mask_new (region, 0, 0, 1, 100, 50);
  g_autoptr(AtlasGrid) grid = NULL;
  g_autoptr(AtlasGrid) whole = make_numbered ();
  g_autoptr(AtlasGrid) changed = NULL;

  grid = atlas_grid_new_from_tiles (0, 0, 1, 100, 50, g_new0 (AtlasGridTile *, 2), mask);
  changed = atlas_grid_new_changed (grid, &(guint) { 0 }, (AtlasGridTile *[]) { NULL }, 1);
  g_assert_true (atlas_grid_has_value (grid, 69, 29));
  g_assert_false (atlas_grid_has_value (grid, 70, 29));
  g_assert_false (atlas_grid_has_value (grid, 69, 30));
  g_assert_false (atlas_grid_has_value (changed, 70, 29));

  g_assert_true (atlas_grid_has_value (whole, COLUMNS - 1, ROWS - 1));
  g_assert_false (atlas_grid_has_value (whole, COLUMNS, 0));
  g_assert_false (atlas_grid_has_value (whole, 0, -1));
}

static void
test_the_maximum_is_found (void)
{
  g_autofree float *values = g_new0 (float, COLUMNS * ROWS);
  g_autoptr(AtlasGrid) empty = atlas_grid_new (0, 0, 100, COLUMNS, ROWS, values);
  g_autoptr(AtlasGrid) grid = NULL;
  guint column, row;

  values[30 * COLUMNS + 130] = values[30 * COLUMNS + 140] = values[60 * COLUMNS + 5] = 9;
  grid = atlas_grid_new (0, 0, 100, COLUMNS, ROWS, values);

  g_assert_false (atlas_grid_find_maximum (empty, &column, &row));
  g_assert_true (atlas_grid_find_maximum (grid, &column, &row));
  g_assert_cmpuint (column, ==, 130);
  g_assert_cmpuint (row, ==, 30);
}

static void
test_a_difference_is_cell_by_cell (void)
{
  g_autofree float *values = g_new0 (float, COLUMNS * ROWS);
  g_autoptr(AtlasGrid) numbered = make_numbered ();
  g_autoptr(AtlasGrid) other = NULL;
  g_autoptr(AtlasGrid) difference = NULL;
  g_autoptr(AtlasGrid) nothing = atlas_grid_new_difference (numbered, numbered);

  for (guint i = 0; i < COLUMNS * ROWS / 2; i++)
    values[i] = 3 * (float) i;
  other = atlas_grid_new (1000, -500, 10, COLUMNS, ROWS, values);
  difference = atlas_grid_new_difference (other, numbered);
  for (guint row = 0; row < ROWS; row++)
    for (guint column = 0; column < COLUMNS; column++)
      g_assert_cmpfloat (atlas_grid_get_value (difference, (int) column, (int) row), ==,
                         values[row * COLUMNS + column] - value_of (column, row));
  g_assert_cmpfloat (atlas_grid_get_minimum (difference), ==, -(COLUMNS * ROWS));
  g_assert_cmpfloat (atlas_grid_get_maximum (difference), ==, 2 * (COLUMNS * ROWS / 2 - 1) - 1);
  g_assert_null (atlas_grid_get_tile (nothing, 0, 0));
  g_assert_cmpfloat (atlas_grid_get_minimum (nothing), ==, 0);
}

static void
test_a_reference_outlives_its_maker (void)
{
  AtlasGrid *first = make_numbered ();
  g_autoptr(AtlasGrid) second = atlas_grid_ref (first);

  atlas_grid_unref (first);

  g_assert_cmpuint (atlas_grid_get_n_columns (second), ==, COLUMNS);
  g_assert_cmpuint (atlas_grid_get_n_rows (second), ==, ROWS);
  g_assert_cmpfloat (atlas_grid_get_cell (second), ==, 10);
}

static void
assert_box (const AtlasBox *box,
            double          x0,
            double          y0,
            double          x1,
            double          y1)
{
  g_assert_cmpfloat (box->x0, ==, x0);
  g_assert_cmpfloat (box->y0, ==, y0);
  g_assert_cmpfloat (box->x1, ==, x1);
  g_assert_cmpfloat (box->y1, ==, y1);
}

/* 3 × 2 tiles; the last ones have 22 columns and 36 rows. */
static void
test_a_part_takes_whole_tiles (void)
{
  g_autofree float *values = g_new (float, 150 * 100);
  g_autofree float *others = g_new (float, 86 * 36);
  const AtlasBox in_one = { 1700, 5100, 1710, 5120 }, at_the_end = { 1700, 5700, 9000, 9000 };
  const AtlasBox beyond = { 0, 0, 900, 900 };
  g_autoptr(AtlasGrid) grid = NULL;
  g_autoptr(AtlasGrid) part = NULL;
  g_autoptr(AtlasGrid) joined = NULL;
  AtlasBox box;

  for (guint i = 0; i < 150 * 100; i++)
    values[i] = 1;
  for (guint i = 0; i < 86 * 36; i++)
    others[i] = 2;
  grid = atlas_grid_new (1000, 5000, 10, 150, 100, values);

  box = atlas_grid_find_tiles (grid, &in_one);
  assert_box (&box, 1645, 5005, 2275, 5635);
  box = atlas_grid_find_tiles (grid, &at_the_end);
  assert_box (&box, 1645, 5645, 2495, 5995);
  box = atlas_grid_find_tiles (grid, &beyond);
  g_assert_true (atlas_box_is_empty (&box));

  part = atlas_grid_new (1640, 5640, 10, 86, 36, others);
  joined = atlas_grid_new_with_part (grid, part);
  for (int row = 0; row < 100; row++)
    for (int column = 0; column < 150; column++)
      g_assert_cmpfloat (atlas_grid_get_value (joined, column, row), ==,
                         column >= 64 && row >= 64 ? 2 : 1);
  g_assert_true (atlas_grid_get_tile (joined, 0, 1) == atlas_grid_get_tile (grid, 0, 1));
  g_assert_cmpfloat (atlas_grid_get_sum (joined), ==, 150 * 100 + 86 * 36);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/grid/every-cell-keeps-its-value", test_every_cell_keeps_its_value);
  g_test_add_func ("/grid/sum-and-maximum", test_sum_and_maximum);
  g_test_add_func ("/grid/from-the-south-west", test_cells_count_from_the_south_west);
  g_test_add_func ("/grid/outside-is-zero", test_outside_is_zero);
  g_test_add_func ("/grid/tiles-hold-the-cells", test_tiles_hold_the_cells);
  g_test_add_func ("/grid/empty-tiles-take-no-memory", test_empty_tiles_take_no_memory);
  g_test_add_func ("/grid/changed-shares-tiles", test_a_changed_grid_shares_the_other_tiles);
  g_test_add_func ("/grid/tiles-outlive-their-pool", test_tiles_outlive_their_pool);
  g_test_add_func ("/grid/only-the-region-has-values", test_only_cells_of_the_region_have_a_value);
  g_test_add_func ("/grid/maximum-is-found", test_the_maximum_is_found);
  g_test_add_func ("/grid/difference-is-cell-by-cell", test_a_difference_is_cell_by_cell);
  g_test_add_func ("/grid/a-part-takes-whole-tiles", test_a_part_takes_whole_tiles);
  g_test_add_func ("/grid/reference-outlives-its-maker", test_a_reference_outlives_its_maker);

  return g_test_run ();
}
