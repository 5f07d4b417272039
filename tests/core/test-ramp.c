/* Which colour a value of a density has. */

#include "atlas-ramp.h"

static AtlasGrid *
make_grid (float lowest,
           float highest)
{
  float values[100] = { 0 };

  for (guint i = 0; i < 100; i++)
    values[i] = lowest + (highest - lowest) * i / 99;

  return atlas_grid_new (0, 0, 100, 10, 10, values);
}

static void
assert_same (AtlasColor a,
             AtlasColor b)
{
  g_assert_cmpfloat_with_epsilon (a.red, b.red, 1e-9);
  g_assert_cmpfloat_with_epsilon (a.green, b.green, 1e-9);
  g_assert_cmpfloat_with_epsilon (a.blue, b.blue, 1e-9);
  g_assert_cmpfloat_with_epsilon (a.alpha, b.alpha, 1e-9);
}

static void
test_ends_where_the_density_does_or_is_told (void)
{
  g_autoptr(AtlasGrid) grid = make_grid (0, 80000);
  AtlasDensityTerms terms;
  AtlasRamp ramp;

  atlas_density_terms_init (&terms);
  atlas_ramp_init (&ramp, &terms, grid);
  g_assert_cmpfloat (ramp.high, ==, 80000);
  terms.top = 5e4;
  atlas_ramp_init (&ramp, &terms, grid);
  g_assert_cmpfloat (ramp.high, ==, 5e4);
}

static void
test_without_classes_each_value_has_its_own (void)
{
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasGrid) grid = make_grid (0, 80000);
  AtlasDensityTerms terms;
  AtlasRamp ramp;

  atlas_density_terms_init (&terms);
  atlas_ramp_init (&ramp, &terms, grid);
  for (guint i = 0; i < style->ramp.n; i++)
    assert_same (atlas_ramp_get_color (&ramp, style, 80000.0 * i / (style->ramp.n - 1)),
                 style->ramp.colors[i]);
  assert_same (atlas_ramp_get_color (&ramp, style, 1e9), style->ramp.colors[style->ramp.n - 1]);
}

/* With classes and without; a style that has no others has the plan's. */
static void
test_it_has_the_colours_that_are_chosen (void)
{
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasGrid) grid = make_grid (0, 80000);
  AtlasDensityTerms terms;
  AtlasRamp ramp;

  atlas_density_terms_init (&terms);
  for (terms.ramp = 1; terms.ramp < ATLAS_N_RAMP_KINDS; terms.ramp++)
    {
      const AtlasRampColors *colors = &style->ramps[terms.ramp];

      terms.classification = ATLAS_CLASSIFICATION_NONE;
      atlas_ramp_init (&ramp, &terms, grid);
      assert_same (atlas_ramp_get_color (&ramp, style, 0), colors->colors[0]);
      assert_same (atlas_ramp_get_color (&ramp, style, 80000), colors->colors[colors->n - 1]);
      terms.classification = ATLAS_CLASSIFICATION_EQUAL_INTERVALS;
      atlas_ramp_init (&ramp, &terms, grid);
      assert_same (atlas_ramp_get_class_color (&ramp, style, terms.n_classes - 1, TRUE),
                   colors->colors[colors->n - 1]);
    }
  style->ramps[ATLAS_RAMP_KIND_BLUE].n = 0;
  terms.ramp = ATLAS_RAMP_KIND_BLUE;
  atlas_ramp_init (&ramp, &terms, grid);
  g_assert_true (atlas_ramp_get_colors (&ramp, style) == &style->ramp);
  terms.minus = ATLAS_DENSITY_MINUS_PUBLISHED;
  terms.ramp = ATLAS_RAMP_KIND_GREEN;
  atlas_ramp_init (&ramp, &terms, grid);
  g_assert_true (atlas_ramp_get_colors (&ramp, style) == &style->difference);
}

static void
test_in_a_class_all_are_one (void)
{
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasGrid) grid = make_grid (0, 80000);
  AtlasDensityTerms terms;
  AtlasRamp ramp;

  atlas_density_terms_init (&terms);
  terms.classification = ATLAS_CLASSIFICATION_EQUAL_INTERVALS;
  terms.n_classes = 4;
  atlas_ramp_init (&ramp, &terms, grid);
  for (guint i = 0; i < 4; i++)
    {
      assert_same (atlas_ramp_get_color (&ramp, style, 20000.0 * i + 1),
                   atlas_ramp_get_class_color (&ramp, style, i, TRUE));
      assert_same (atlas_ramp_get_color (&ramp, style, 20000.0 * (i + 1) - 1),
                   atlas_ramp_get_class_color (&ramp, style, i, TRUE));
    }
  /* The first class reaches from nothing: it is as pale as the ramp's first that is
   * seen, an eighth from its start. */
  assert_same (atlas_ramp_get_class_color (&ramp, style, 0, TRUE),
               atlas_ramp_colors_get (&style->ramp, 1.0 / 8));
  /* Where there is nothing there is no class, and the last is the ramp's last. */
  assert_same (atlas_ramp_get_color (&ramp, style, 0), style->ramp.colors[0]);
  assert_same (atlas_ramp_get_color (&ramp, style, 8e4), style->ramp.colors[style->ramp.n - 1]);
}

static void
test_a_difference_is_centred_on_nothing (void)
{
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasGrid) grid = make_grid (-30000, 12000);
  const AtlasRampColors *colors = &style->difference;
  AtlasDensityTerms terms;
  AtlasRamp ramp;

  atlas_density_terms_init (&terms);
  terms.minus = ATLAS_DENSITY_MINUS_PUBLISHED;
  for (guint classes = 0; classes < 2; classes++)
    {
      terms.classification = classes == 0 ? ATLAS_CLASSIFICATION_NONE
                                          : ATLAS_CLASSIFICATION_EQUAL_INTERVALS;
      atlas_ramp_init (&ramp, &terms, grid);
      g_assert_cmpfloat (ramp.high, ==, 30000);
      assert_same (atlas_ramp_get_color (&ramp, style, 0), colors->colors[colors->n / 2]);
      assert_same (atlas_ramp_get_color (&ramp, style, 30000), colors->colors[colors->n - 1]);
      assert_same (atlas_ramp_get_color (&ramp, style, -30000), colors->colors[0]);
    }
}

static void
assert_numbers (const AtlasRamp *ramp,
                const double    *expected,
                guint            n_expected)
{
  double numbers[ATLAS_RAMP_NUMBERS_MAX];
  guint n = atlas_ramp_list_numbers (ramp, numbers);

  g_assert_cmpuint (n, ==, n_expected);
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (numbers[i], expected[i], 1e-6);
}

/* Of ten thousand square metres, as they are told. */
static void
test_numbers_are_round_ones_of_the_unit (void)
{
  static const double some[] = { 0, 2e4, 4e4, 6e4 };
  static const double both[] = { -6e4, -4e4, -2e4, 0, 2e4, 4e4, 6e4 };
  g_autoptr(AtlasGrid) grid = make_grid (-7e4f, 73000);
  g_autoptr(AtlasGrid) nothing = make_grid (0, 0);
  AtlasDensityTerms terms;
  AtlasRamp ramp;

  atlas_density_terms_init (&terms);
  atlas_ramp_init (&ramp, &terms, grid);
  assert_numbers (&ramp, some, G_N_ELEMENTS (some));
  terms.minus = ATLAS_DENSITY_MINUS_PUBLISHED;
  atlas_ramp_init (&ramp, &terms, grid);
  assert_numbers (&ramp, both, G_N_ELEMENTS (both));
  atlas_ramp_init (&ramp, &terms, nothing);
  assert_numbers (&ramp, NULL, 0);
}

static void
test_classes_have_their_breaks_as_numbers (void)
{
  static const double breaks[] = { 0, 2e4, 4e4, 6e4, 8e4 };
  g_autoptr(AtlasGrid) grid = make_grid (0, 80000);
  AtlasDensityTerms terms;
  AtlasRamp ramp;

  atlas_density_terms_init (&terms);
  terms.classification = ATLAS_CLASSIFICATION_EQUAL_INTERVALS;
  terms.n_classes = 4;
  atlas_ramp_init (&ramp, &terms, grid);
  assert_numbers (&ramp, breaks, G_N_ELEMENTS (breaks));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ramp/ends-where-the-density-does-or-is-told",
                   test_ends_where_the_density_does_or_is_told);
  g_test_add_func ("/ramp/without-classes-each-value-has-its-own",
                   test_without_classes_each_value_has_its_own);
  g_test_add_func ("/ramp/it-has-the-colours-that-are-chosen",
                   test_it_has_the_colours_that_are_chosen);
  g_test_add_func ("/ramp/in-a-class-all-are-one", test_in_a_class_all_are_one);
  g_test_add_func ("/ramp/a-difference-is-centred-on-nothing",
                   test_a_difference_is_centred_on_nothing);
  g_test_add_func ("/ramp/numbers-are-round-ones-of-the-unit",
                   test_numbers_are_round_ones_of_the_unit);
  g_test_add_func ("/ramp/classes-have-their-breaks-as-numbers",
                   test_classes_have_their_breaks_as_numbers);

  return g_test_run ();
}
