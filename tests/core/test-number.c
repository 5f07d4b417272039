#include "atlas-error.h"
#include "atlas-number.h"

#include <locale.h>
#include <string.h>

typedef struct
{
  const char *text;
  int         shift;
  double      number;
} Row;

static void
test_read (void)
{
  static const Row rows[] = {
    { "12.5", 0, 12.5 }, { " 7 ", 0, 7 }, { "-3", 0, -3 }, { "+3", 0, 3 }, { ".5", 0, 0.5 },
    { "5.", 0, 5 }, { "1,234", 0, 1234 }, { "12,345,678.5", 0, 12345678.5 },
    { "1234567", 0, 1234567 }, { "１２．５", 0, 12.5 }, { "１，２３４", 0, 1234 },
    { "１２。５", 0, 12.5 }, { "　８", 0, 8 }, { "－８", 0, -8 },
    /* 1.1 × 10000 is 11000.000000000002 in doubles. */
    { "1.1", 4, 11000 }, { "1,234.5678", 4, 12345678 }, { "20500", -4, 2.05 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      double number = -1;

      g_test_message ("%s", rows[i].text);
      g_assert_true (atlas_number_parse (rows[i].text, rows[i].shift, &number, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat (number, ==, rows[i].number);
    }
}

static void
assert_refused (const char *text,
                const char *said)
{
  g_autoptr(GError) error = NULL;
  double number = -1;

  g_test_message ("%s", text);
  g_assert_false (atlas_number_parse (text, 0, &number, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
  g_assert_nonnull (strstr (error->message, text));
  g_assert_nonnull (strstr (error->message, said));
  g_assert_cmpfloat (number, ==, -1);
}

/* A comma that is read over multiplies by a power of ten. */
static void
test_commas (void)
{
  static const char *const texts[] = {
    "12,5", "3,5", "1,5", "1,2,3,4", "1,23", "1,2345", "1234,567", "1,234,56", "1,234567", ",5",
    "1,", "0,125", "1.234,5", "1.5,000", "1,,234", "１２，５", "1,234,",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], "12.5");
}

static void
test_no_numbers (void)
{
  static const char *const texts[] = {
    "", "abc", "0x10", "1e3", "nan", "inf", "12 34", "--1", ".", "-", "5²", "½", "1.2.3", "十二",
    "12%",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], "12.5");
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number/is-read-as-people-write-it", test_read);
  g_test_add_func ("/number/a-comma-stands-between-thousands-only", test_commas);
  g_test_add_func ("/number/nothing-else-is-one", test_no_numbers);

  return g_test_run ();
}
