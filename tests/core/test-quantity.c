#include "atlas-quantity.h"

#include <locale.h>
#include <math.h>
#include <string.h>

typedef struct
{
  double      number;
  const char *text;
} Row;

typedef char * (*Format) (double number);

static char *
format_auto (double number)
{
  return atlas_quantity_format_area (number, ATLAS_AREA_UNIT_AUTO);
}

static char *
format_square_metres (double number)
{
  return atlas_quantity_format_area (number, ATLAS_AREA_UNIT_SQUARE_METRES);
}

static char *
format_hectares (double number)
{
  return atlas_quantity_format_area (number, ATLAS_AREA_UNIT_HECTARES);
}

static char *
format_square_kilometres (double number)
{
  return atlas_quantity_format_area (number, ATLAS_AREA_UNIT_SQUARE_KILOMETRES);
}

static char *
format_ten_thousand (double number)
{
  return atlas_quantity_format_floor_area (number, ATLAS_FLOOR_AREA_UNIT_TEN_THOUSAND);
}

static char *
format_floor_square_metres (double number)
{
  return atlas_quantity_format_floor_area (number, ATLAS_FLOOR_AREA_UNIT_SQUARE_METRES);
}

static void
check_rows (Format     format,
            const Row *rows)
{
  for (guint i = 0; rows[i].text != NULL; i++)
    {
      g_autofree char *text = format (rows[i].number);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

/* At each bound the number as printed decides: 999.6 m is not "1,000 m". */
static void
test_lengths_change_unit_as_printed (void)
{
  static const Row rows[] = {
    { 0, "0.0 m" }, { 12.34, "12.3 m" }, { 99.94, "99.9 m" }, { 99.96, "100 m" },
    { 999.4, "999 m" }, { 999.6, "1.00 km" }, { 12346, "12.35 km" }, { 99994, "99.99 km" },
    { 99996, "100.0 km" }, { 12345678, "12,345.7 km" }, { 0.04, "< 0.1 m" }, { NAN, NULL },
  };

  check_rows (atlas_quantity_format_length, rows);
}

static void
test_areas_change_unit_as_printed (void)
{
  static const Row rows[] = {
    { 0, "0.0 m²" }, { 99.96, "100 m²" }, { 9999.4, "9,999 m²" }, { 9999.6, "1.00 ha" },
    { 451200, "45.12 ha" }, { 999949, "99.99 ha" }, { 999951, "1.00 km²" },
    { 16410.5e6, "16,410.5 km²" }, { 1e-9, "< 0.1 m²" }, { NAN, NULL },
  };

  check_rows (format_auto, rows);
}

static void
test_an_area_s_unit_can_be_chosen (void)
{
  static const Row metres[] = {
    { 0, "0.0 m²" }, { 12.34, "12.3 m²" }, { 1234567.8, "1,234,568 m²" }, { NAN, NULL },
  };
  static const Row hectares[] = {
    { 0, "0.00 ha" }, { 12, "< 0.01 ha" }, { 451234, "45.12 ha" }, { 16410.5e6, "1,641,050.0 ha" },
    { NAN, NULL },
  };
  static const Row kilometres[] = {
    { 0, "0.000 km²" }, { 400, "< 0.001 km²" }, { 451234, "0.451 km²" }, { 999600, "1.00 km²" },
    { 92.28e6, "92.28 km²" }, { 1378.4e6, "1,378.4 km²" }, { NAN, NULL },
  };

  check_rows (format_square_metres, metres);
  check_rows (format_hectares, hectares);
  check_rows (format_square_kilometres, kilometres);
}

static void
test_a_floor_area_s_unit_can_be_chosen (void)
{
  static const Row ten_thousand[] = {
    { 0, "0.00 × 10⁴ m²" }, { 12, "< 0.01 × 10⁴ m²" }, { 123456, "12.35 × 10⁴ m²" },
    { 237580000, "23,758.0 × 10⁴ m²" }, { NAN, NULL },
  };
  static const Row metres[] = { { 123456.4, "123,456 m²" }, { NAN, NULL } };

  check_rows (format_ten_thousand, ten_thousand);
  check_rows (format_floor_square_metres, metres);
}

static void
test_counts_and_percents (void)
{
  static const Row counts[] = {
    { 0, "0" }, { 12, "12" }, { 123, "123" }, { 1234, "1,234" }, { 123456, "123,456" },
    { 1234567, "1,234,567" }, { 2.5, "2.5" }, { 0.01, "< 0.1" }, { NAN, NULL },
  };
  static const Row percents[] = {
    { 0, "0.0%" }, { 85.5, "85.5%" }, { 100, "100.0%" }, { 0.01, "< 0.1%" }, { NAN, NULL },
  };

  check_rows (atlas_quantity_format_count, counts);
  check_rows (atlas_quantity_format_percent, percents);
}

static const Format formats[] = {
  atlas_quantity_format_length, format_auto, format_square_metres, format_hectares,
  format_square_kilometres, format_ten_thousand, format_floor_square_metres,
  atlas_quantity_format_percent, atlas_quantity_format_count,
};

static void
test_what_is_unknown_is_a_dash (void)
{
  static const double unknown[] = { NAN, INFINITY, -INFINITY };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    for (guint k = 0; k < G_N_ELEMENTS (unknown); k++)
      {
        g_autofree char *text = formats[i] (unknown[k]);

        g_assert_cmpstr (text, ==, "—");
      }
}

/* A difference is its amount with a sign, and nothing is not negative. */
static void
test_a_negative_number_has_a_sign (void)
{
  g_autofree char *nothing = atlas_quantity_format_length (-0.0);
  g_autofree char *little = atlas_quantity_format_length (-0.01);

  g_assert_cmpstr (nothing, ==, "0.0 m");
  g_assert_cmpstr (little, ==, "> -0.1 m");
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *text = formats[i] (1234567);
      g_autofree char *negative = formats[i] (-1234567);

      g_assert_cmpint (negative[0], ==, '-');
      g_assert_cmpstr (negative + 1, ==, text);
    }
}

/* The largest and the smallest number there is have a text. */
static void
test_any_number_has_a_text (void)
{
  static const double numbers[] = { G_MAXDOUBLE, -G_MAXDOUBLE, G_MINDOUBLE, 4.9e-324 };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    for (guint k = 0; k < G_N_ELEMENTS (numbers); k++)
      {
        g_autofree char *text = formats[i] (numbers[k]);

        g_assert_true (g_utf8_validate (text, -1, NULL));
        g_assert_cmpuint (strlen (text), >, 2);
      }
}

/* What was printed is the number, within half of its last digit. */
static void
test_a_text_says_the_number (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (51);

  for (guint i = 0; i < 2000; i++)
    {
      double metres = exp (g_rand_double_range (rand, log (0.1), log (1e7)));
      g_autofree char *text = atlas_quantity_format_length (metres);
      g_autoptr(GString) digits = g_string_new (text);
      double unit = g_str_has_suffix (text, " km") ? 1000 : 1;

      g_string_replace (digits, ",", "", 0);
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (digits->str, NULL) * unit, metres,
                                      MAX (0.05, metres * 0.00501));
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quantity/lengths", test_lengths_change_unit_as_printed);
  g_test_add_func ("/quantity/areas", test_areas_change_unit_as_printed);
  g_test_add_func ("/quantity/area-unit", test_an_area_s_unit_can_be_chosen);
  g_test_add_func ("/quantity/floor-area-unit", test_a_floor_area_s_unit_can_be_chosen);
  g_test_add_func ("/quantity/counts-and-percents", test_counts_and_percents);
  g_test_add_func ("/quantity/unknown", test_what_is_unknown_is_a_dash);
  g_test_add_func ("/quantity/negative", test_a_negative_number_has_a_sign);
  g_test_add_func ("/quantity/any-number", test_any_number_has_a_text);
  g_test_add_func ("/quantity/says-the-number", test_a_text_says_the_number);

  return g_test_run ();
}
