#include "atlas-label-placer.h"

#include <math.h>

static const AtlasBox bounds = { 0, 0, 100, 100 };

static void
add_box (AtlasLabelPlacer *placer,
         double            x,
         double            y,
         double            width,
         double            height,
         double            cost)
{
  AtlasBox box = { x, y, x + width, y + height };

  atlas_label_placer_add_position (placer, &box, 1, cost);
}

static void
test_the_cheapest_free_position_wins (void)
{
  g_autoptr (AtlasLabelPlacer) placer = atlas_label_placer_new (&bounds, 0);

  atlas_label_placer_add_label (placer, 10);
  add_box (placer, 10, 10, 20, 10, 3);
  add_box (placer, 40, 40, 20, 10, 1);
  add_box (placer, 60, 60, 20, 10, 2);
  atlas_label_placer_solve (placer);
  g_assert_cmpint (atlas_label_placer_get_position (placer, 0), ==, 1);
  g_assert_cmpfloat (atlas_label_placer_get_cost (placer), ==, 1);
}

static void
test_bounds_and_obstacles_are_never_touched (void)
{
  g_autoptr (AtlasLabelPlacer) placer = atlas_label_placer_new (&bounds, 0);
  AtlasBox obstacle = { 50, 50, 60, 60 };

  atlas_label_placer_add_obstacle (placer, &obstacle);
  atlas_label_placer_add_label (placer, 10);
  add_box (placer, 90, 10, 20, 10, 0);
  add_box (placer, 45, 55, 20, 10, 1);
  add_box (placer, 10, 10, 20, 10, 2);
  atlas_label_placer_add_label (placer, 10);
  add_box (placer, -1, 40, 20, 10, 0);
  add_box (placer, NAN, 40, 20, 10, 0);
  atlas_label_placer_solve (placer);
  g_assert_cmpint (atlas_label_placer_get_position (placer, 0), ==, 2);
  g_assert_cmpint (atlas_label_placer_get_position (placer, 1), ==, -1);
}

static void
test_lines_are_left_uncovered_where_it_costs_less (void)
{
  g_autoptr (AtlasLabelPlacer) placer = atlas_label_placer_new (&bounds, 0);

  atlas_label_placer_add_line (placer, (AtlasPoint) { -1000, 15 }, (AtlasPoint) { 1000, 15 }, 0.5);
  atlas_label_placer_add_label (placer, 100);
  add_box (placer, 10, 10, 20, 10, 0);
  add_box (placer, 10, 60, 20, 10, 9);
  atlas_label_placer_add_label (placer, 100);
  add_box (placer, 50, 10, 20, 10, 0);
  add_box (placer, 50, 60, 20, 10, 11);
  atlas_label_placer_solve (placer);
  /* Twenty units of the line at 0.5 each cost 10. */
  g_assert_cmpint (atlas_label_placer_get_position (placer, 0), ==, 1);
  g_assert_cmpint (atlas_label_placer_get_position (placer, 1), ==, 0);
}

static void
test_two_light_labels_outweigh_a_heavier_one (void)
{
  g_autoptr (AtlasLabelPlacer) placer = atlas_label_placer_new (&bounds, 0);

  atlas_label_placer_add_label (placer, 15);
  add_box (placer, 10, 10, 60, 10, 0);
  atlas_label_placer_add_label (placer, 10);
  add_box (placer, 10, 15, 20, 10, 0);
  atlas_label_placer_add_label (placer, 10);
  add_box (placer, 40, 15, 20, 10, 0);
  atlas_label_placer_solve (placer);
  g_assert_cmpint (atlas_label_placer_get_position (placer, 0), ==, -1);
  g_assert_cmpfloat (atlas_label_placer_get_cost (placer), ==, 15);
}

/* The only place of the lighter one is free when a heavy one goes where six others
 * are. It is heavy as well, though less so than the mean. */
static void
test_what_matters_gets_through (void)
{
  g_autoptr (AtlasLabelPlacer) placer = atlas_label_placer_new (&bounds, 0);

  atlas_label_placer_add_label (placer, 10000);
  add_box (placer, 10, 10, 20, 10, 0);
  add_box (placer, 0, 60, 100, 10, 1);
  atlas_label_placer_add_label (placer, 2000);
  add_box (placer, 25, 10, 20, 10, 0);
  for (guint i = 0; i < 2; i++)
    {
      atlas_label_placer_add_label (placer, 10000);
      add_box (placer, 10 + 40 * i, 30, 20, 10, 0);
    }
  for (guint i = 0; i < 6; i++)
    {
      atlas_label_placer_add_label (placer, 12);
      add_box (placer, 2 + 16 * i, 62, 12, 6, 0);
    }
  atlas_label_placer_solve (placer);
  g_assert_cmpint (atlas_label_placer_get_position (placer, 0), ==, 1);
  g_assert_cmpint (atlas_label_placer_get_position (placer, 1), ==, 0);
  g_assert_cmpfloat (atlas_label_placer_get_cost (placer), ==, 1 + 6 * 12);
}

static void
test_padding_keeps_labels_apart (void)
{
  for (double gap = 1; gap <= 3; gap += 2)
    {
      g_autoptr (AtlasLabelPlacer) placer = atlas_label_placer_new (&bounds, 2);

      atlas_label_placer_add_label (placer, 10);
      add_box (placer, 10, 10, 20, 10, 0);
      atlas_label_placer_add_label (placer, 9);
      add_box (placer, 30 + gap, 10, 20, 10, 0);
      atlas_label_placer_solve (placer);
      g_assert_cmpint (atlas_label_placer_get_position (placer, 1), ==, gap < 2 ? -1 : 0);
    }
}

/* A problem small enough to try all there is. */
#define N_LABELS 6
#define N_POSITIONS 3

typedef struct
{
  AtlasBox boxes[N_LABELS][N_POSITIONS];
  double   costs[N_LABELS][N_POSITIONS];
  double   weights[N_LABELS];
} Problem;

static void
make_problem (Problem *problem,
              GRand   *random)
{
  for (guint i = 0; i < N_LABELS; i++)
    {
      problem->weights[i] = g_rand_double_range (random, 5, 20);
      for (guint k = 0; k < N_POSITIONS; k++)
        {
          double x = g_rand_double_range (random, 0, 60);
          double y = g_rand_double_range (random, 0, 80);

          problem->boxes[i][k] = (AtlasBox) { x, y, x + 35, y + 15 };
          problem->costs[i][k] = g_rand_double_range (random, 0, 4);
        }
    }
}

static double
find_least_cost (const Problem *problem,
                 guint          label,
                 AtlasBox      *placed,
                 guint          n_placed)
{
  double least;

  if (label == N_LABELS)
    return 0;

  least = problem->weights[label] + find_least_cost (problem, label + 1, placed, n_placed);
  for (guint k = 0; k < N_POSITIONS; k++)
    {
      gboolean free = TRUE;
      double cost;

      for (guint i = 0; i < n_placed; i++)
        free = free && !atlas_box_overlaps (&placed[i], &problem->boxes[label][k]);
      if (!free)
        continue;
      placed[n_placed] = problem->boxes[label][k];
      cost = problem->costs[label][k] + find_least_cost (problem, label + 1, placed, n_placed + 1);
      least = MIN (least, cost);
    }

  return least;
}

static AtlasLabelPlacer *
solve (const Problem *problem)
{
  AtlasLabelPlacer *placer = atlas_label_placer_new (&bounds, 0);

  for (guint i = 0; i < N_LABELS; i++)
    {
      atlas_label_placer_add_label (placer, problem->weights[i]);
      for (guint k = 0; k < N_POSITIONS; k++)
        atlas_label_placer_add_position (placer, &problem->boxes[i][k], 1, problem->costs[i][k]);
    }
  atlas_label_placer_solve (placer);

  return placer;
}

/* A search has no promise to find the best, but on small problems it should
 * hardly ever miss it, and never by much. */
static void
test_small_problems_are_solved_as_if_all_were_tried (void)
{
  GRand *random = g_rand_new_with_seed (7);
  guint n_missed = 0;

  for (guint i = 0; i < 300; i++)
    {
      Problem problem;
      g_autoptr (AtlasLabelPlacer) placer = NULL;
      AtlasBox placed[N_LABELS];
      double least, cost;

      make_problem (&problem, random);
      placer = solve (&problem);
      least = find_least_cost (&problem, 0, placed, 0);
      cost = atlas_label_placer_get_cost (placer);
      g_assert_cmpfloat (cost, >=, least - 1e-9);
      g_assert_cmpfloat (cost, <=, least * 1.3);
      if (cost > least + 1e-9)
        n_missed++;
    }
  g_assert_cmpuint (n_missed, <=, 15);
  g_rand_free (random);
}

static void
test_the_same_input_gives_the_same_output (void)
{
  GRand *random = g_rand_new_with_seed (3);

  for (guint i = 0; i < 20; i++)
    {
      Problem problem;
      g_autoptr (AtlasLabelPlacer) a = NULL;
      g_autoptr (AtlasLabelPlacer) b = NULL;

      make_problem (&problem, random);
      a = solve (&problem);
      b = solve (&problem);
      for (guint k = 0; k < N_LABELS; k++)
        g_assert_cmpint (atlas_label_placer_get_position (a, k), ==,
                         atlas_label_placer_get_position (b, k));
    }
  g_rand_free (random);
}

static void
test_nothing_to_place_is_no_fault (void)
{
  const AtlasBox none = { 5, 5, -5, -5 };
  g_autoptr (AtlasLabelPlacer) empty = atlas_label_placer_new (&bounds, 2);
  g_autoptr (AtlasLabelPlacer) no_room = atlas_label_placer_new (&none, 2);

  atlas_label_placer_solve (empty);
  atlas_label_placer_add_line (no_room, (AtlasPoint) { 0, 0 }, (AtlasPoint) { 1, 1 }, 1);
  atlas_label_placer_add_label (no_room, 1);
  add_box (no_room, 0, 0, 1, 1, 0);
  atlas_label_placer_solve (no_room);
  g_assert_cmpint (atlas_label_placer_get_position (no_room, 0), ==, -1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/label-placer/the-cheapest-free-position-wins",
                   test_the_cheapest_free_position_wins);
  g_test_add_func ("/label-placer/bounds-and-obstacles-are-never-touched",
                   test_bounds_and_obstacles_are_never_touched);
  g_test_add_func ("/label-placer/lines-are-left-uncovered-where-it-costs-less",
                   test_lines_are_left_uncovered_where_it_costs_less);
  g_test_add_func ("/label-placer/two-light-labels-outweigh-a-heavier-one",
                   test_two_light_labels_outweigh_a_heavier_one);
  g_test_add_func ("/label-placer/what-matters-gets-through", test_what_matters_gets_through);
  g_test_add_func ("/label-placer/padding-keeps-labels-apart", test_padding_keeps_labels_apart);
  g_test_add_func ("/label-placer/small-problems-are-solved-as-if-all-were-tried",
                   test_small_problems_are_solved_as_if_all_were_tried);
  g_test_add_func ("/label-placer/the-same-input-gives-the-same-output",
                   test_the_same_input_gives_the_same_output);
  g_test_add_func ("/label-placer/nothing-to-place-is-no-fault", test_nothing_to_place_is_no_fault);

  return g_test_run ();
}
