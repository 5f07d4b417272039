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
  g_test_add_func ("/grid/reference-outlives-its-maker", test_a_reference_outlives_its_maker);

  return g_test_run ();
}
