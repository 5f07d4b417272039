#include "atlas-borders.h"
#include "atlas-outline.h"
#include "atlas-test-plan.h"

#include <math.h>

/* Borders of polygons that share edges, of some that only look as if, and of
 * rings that are hardly any. */

#define SIDE 12

static void
free_all (AtlasGeometry **polygons,
          guint           n)
{
  for (guint i = 0; i < n; i++)
    atlas_geometry_unref (polygons[i]);
}

static double
total_length (AtlasGeometry *const *polygons,
              guint                 n)
{
  double length = 0;

  for (guint i = 0; i < n; i++)
    length += atlas_geometry_get_length (polygons[i]);

  return length;
}

/* Some cells of a chessboard, each with the chance of a coin that knows how
 * heavy it is. */
static guint
random_cells (GRand          *rand,
              double          chance,
              AtlasGeometry **polygons)
{
  guint n = 0;

  for (guint y = 0; y < SIDE; y++)
    for (guint x = 0; x < SIDE; x++)
      if (g_rand_double (rand) < chance)
        polygons[n++] = atlas_test_rectangle (x, y, x + 1, y + 1);

  return n;
}

/* A shared edge is in two rings and once in `inner`; a free one is once in
 * both: so lengths add up, whatever the shapes. */
static void
test_every_edge_is_drawn_once (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (31);

  for (guint run = 0; run < 40; run++)
    {
      AtlasGeometry *polygons[SIDE * SIDE];
      guint n = random_cells (rand, g_rand_double_range (rand, 0.1, 1), polygons);
      AtlasBorders borders;

      atlas_borders_find (polygons, n, &borders);
      g_assert_cmpfloat_with_epsilon (2 * atlas_geometry_get_length (borders.inner) +
                                      atlas_geometry_get_length (borders.rim),
                                      total_length (polygons, n), 1e-9);
      atlas_borders_clear (&borders);
      free_all (polygons, n);
    }
}

static gboolean
has_cell (AtlasGeometry *const *polygons,
          guint                 n,
          double                x,
          double                y)
{
  for (guint i = 0; i < n; i++)
    if (atlas_geometry_contains (polygons[i], x, y))
      return TRUE;

  return FALSE;
}

/* On both sides of an inner piece there is a polygon, on one side of the rim. */
static void
test_borders_lie_where_they_say (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (32);
  AtlasGeometry *polygons[SIDE * SIDE];
  guint n = random_cells (rand, 0.6, polygons);
  AtlasBorders borders;

  atlas_borders_find (polygons, n, &borders);
  for (guint kind = 0; kind < 2; kind++)
    {
      AtlasGeometry *lines = kind == 0 ? borders.inner : borders.rim;

      for (guint part = 0; part < atlas_geometry_get_n_parts (lines); part++)
        {
          guint n_points;
          const AtlasPoint *points = atlas_geometry_get_part (lines, part, &n_points);

          for (guint i = 1; i < n_points; i++)
            {
              double x = (points[i - 1].x + points[i].x) / 2;
              double y = (points[i - 1].y + points[i].y) / 2;
              double dx = 0.1 * (points[i].y - points[i - 1].y);
              double dy = 0.1 * (points[i].x - points[i - 1].x);
              guint sides = has_cell (polygons, n, x + dx, y - dy) +
                            has_cell (polygons, n, x - dx, y + dy);

              g_assert_cmpuint (sides, ==, kind == 0 ? 2 : 1);
            }
        }
    }
  atlas_borders_clear (&borders);
  free_all (polygons, n);
}

/* Turning a neighbour's ring the other way changes nothing of what is shared. */
static void
test_the_run_of_a_ring_does_not_matter (void)
{
  static const AtlasPoint forth[] = { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 } };
  static const AtlasPoint back[] = { { 10, 0 }, { 10, 10 }, { 20, 10 }, { 20, 0 } };
  static const AtlasPoint back_turned[] = { { 20, 0 }, { 20, 10 }, { 10, 10 }, { 10, 0 } };
  static const AtlasPoint *const others[] = { back, back_turned };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      AtlasGeometry *polygons[] = {
        atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, forth, 4),
        atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, others[i], 4),
      };
      AtlasBorders borders;

      atlas_borders_find (polygons, 2, &borders);
      g_assert_cmpfloat (atlas_geometry_get_length (borders.inner), ==, 10);
      g_assert_cmpfloat (atlas_geometry_get_length (borders.rim), ==, 60);
      atlas_borders_clear (&borders);
      free_all (polygons, 2);
    }
}

/* A corner half way along a neighbour's edge: the two sides have no edge in
 * common, and both are drawn; nothing is lost, nothing hangs. */
static void
test_a_t_junction_is_all_rim (void)
{
  AtlasGeometry *polygons[] = {
    atlas_test_rectangle (0, 0, 10, 20),
    atlas_test_rectangle (10, 0, 20, 10),
    atlas_test_rectangle (10, 10, 20, 20),
  };
  AtlasBorders borders;

  atlas_borders_find (polygons, 3, &borders);
  g_assert_cmpfloat (atlas_geometry_get_length (borders.inner), ==, 10);
  g_assert_cmpfloat (atlas_geometry_get_length (borders.rim), ==,
                     total_length (polygons, 3) - 2 * 10);
  atlas_borders_clear (&borders);
  free_all (polygons, 3);
}

/* The same with the corner in both rings is shared to the last bit. */
static void
test_a_corner_in_both_rings_is_shared (void)
{
  static const AtlasPoint left[] = { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 10, 20 }, { 0, 20 } };
  AtlasGeometry *polygons[] = {
    atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, left, 5),
    atlas_test_rectangle (10, 0, 20, 10),
    atlas_test_rectangle (10, 10, 20, 20),
  };
  AtlasBorders borders;
  g_autoptr(AtlasGeometry) outline = NULL;

  atlas_borders_find (polygons, 3, &borders);
  g_assert_cmpfloat (atlas_geometry_get_length (borders.inner), ==, 20 + 10);
  g_assert_cmpfloat (atlas_geometry_get_length (borders.rim), ==, 80);
  outline = atlas_outline_close (borders.rim);
  g_assert_nonnull (outline);
  g_assert_cmpfloat (atlas_geometry_get_area (outline), ==, 400);
  atlas_borders_clear (&borders);
  free_all (polygons, 3);
}

/* A block that fills another's hole shares the whole ring with it. */
static void
test_a_filled_hole_is_inner (void)
{
  static const AtlasPoint points[] = {
    { 0, 0 }, { 30, 0 }, { 30, 30 }, { 0, 30 }, { 10, 10 }, { 10, 20 }, { 20, 20 }, { 20, 10 },
  };
  static const guint part_ends[] = { 4, 8 };
  static const guint polygon_ends[] = { 2 };
  AtlasGeometry *polygons[] = {
    atlas_geometry_new (ATLAS_GEOMETRY_POLYGON, points, 8, part_ends, 2, polygon_ends, 1),
    atlas_test_rectangle (10, 10, 20, 20),
  };
  AtlasBorders borders;

  atlas_borders_find (polygons, 2, &borders);
  g_assert_cmpfloat (atlas_geometry_get_length (borders.inner), ==, 40);
  g_assert_cmpfloat (atlas_geometry_get_length (borders.rim), ==, 120);
  g_assert_cmpuint (atlas_geometry_get_n_parts (borders.rim), ==, 1);
  atlas_borders_clear (&borders);
  free_all (polygons, 2);
}

/* No polygon, one point three times, a needle there and back: no crash, and no
 * length out of nothing. */
static void
test_degenerate_rings_do_no_harm (void)
{
  static const AtlasPoint spot[] = { { 5, 5 }, { 5, 5 }, { 5, 5 } };
  static const AtlasPoint needle[] = { { 0, 0 }, { 10, 0 }, { 0, 0 }, { 10, 0 } };
  AtlasGeometry *polygons[] = {
    atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, spot, 3),
    atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, needle, 4),
    atlas_test_rectangle (20, 0, 30, 10),
  };
  AtlasBorders borders;

  atlas_borders_find (polygons, 0, &borders);
  g_assert_cmpuint (atlas_geometry_get_n_parts (borders.inner), ==, 0);
  g_assert_cmpuint (atlas_geometry_get_n_parts (borders.rim), ==, 0);
  atlas_borders_clear (&borders);

  atlas_borders_find (polygons, 3, &borders);
  g_assert_cmpfloat (atlas_geometry_get_length (borders.rim), ==, 40);
  g_assert_cmpfloat (atlas_geometry_get_length (borders.inner), ==, 10);
  atlas_borders_clear (&borders);
  free_all (polygons, 3);
}

/* Where the outline can be told it covers the cells' area exactly. */
static void
test_an_outline_has_the_area_of_the_parts (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (33);
  guint n_outlines = 0;

  for (guint run = 0; run < 60; run++)
    {
      AtlasGeometry *polygons[SIDE * SIDE];
      guint n = random_cells (rand, 0.97, polygons);
      AtlasBorders borders;
      g_autoptr(AtlasGeometry) outline = NULL;

      atlas_borders_find (polygons, n, &borders);
      outline = atlas_outline_close (borders.rim);
      for (guint k = 0; outline != NULL && k < 50; k++)
        {
          double x = g_rand_double_range (rand, 0, SIDE), y = g_rand_double_range (rand, 0, SIDE);

          g_assert_true (atlas_geometry_contains (outline, x, y) == has_cell (polygons, n, x, y));
        }
      n_outlines += outline != NULL;
      atlas_borders_clear (&borders);
      free_all (polygons, n);
    }
  g_assert_cmpuint (n_outlines, >, 20);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/borders/every-edge-once", test_every_edge_is_drawn_once);
  g_test_add_func ("/borders/where-they-say", test_borders_lie_where_they_say);
  g_test_add_func ("/borders/run-of-a-ring", test_the_run_of_a_ring_does_not_matter);
  g_test_add_func ("/borders/t-junction", test_a_t_junction_is_all_rim);
  g_test_add_func ("/borders/corner-in-both", test_a_corner_in_both_rings_is_shared);
  g_test_add_func ("/borders/filled-hole", test_a_filled_hole_is_inner);
  g_test_add_func ("/borders/degenerate", test_degenerate_rings_do_no_harm);
  g_test_add_func ("/borders/outline-area", test_an_outline_has_the_area_of_the_parts);

  return g_test_run ();
}
