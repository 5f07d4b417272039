/* Times as they are written and told. */

#include "atlas-time.h"

static void
test_written (void)
{
  g_autoptr(GTimeZone) beijing = g_time_zone_new_identifier ("+08:00");
  g_autoptr(GDateTime) time = g_date_time_new (beijing, 2024, 5, 1, 7, 30, 5.25);
  g_autofree char *text = atlas_time_format (time);

  g_assert_cmpstr (text, ==, "2024-04-30T23:30:05.250Z");
}

static void
test_now (void)
{
  g_autoptr(GDateTime) earlier = g_date_time_new_now_utc ();
  g_autofree char *now = atlas_time_format_now ();
  g_autoptr(GDateTime) later = g_date_time_new_now_utc ();
  g_autofree char *before = atlas_time_format (earlier);
  g_autofree char *after = atlas_time_format (later);

  /* So written, they sort as they follow each other. */
  g_assert_cmpint (g_strcmp0 (before, now), <=, 0);
  g_assert_cmpint (g_strcmp0 (now, after), <=, 0);
  g_assert_true (g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$", now, 0,
                                       0));
}

/* The clock here is eight hours ahead: see main(). */
static void
test_told (void)
{
  static const struct { const char *text, *told; } times[] = {
    { "2024-05-01T08:30:00.000Z", "2024-05-01 16:30" },
    { "2024-04-30T23:30:59Z", "2024-05-01 07:30" },
    { "2024-05-01T08:30:00", "2024-05-01 16:30" },
    { "2024-05-01T08:30:00+02:00", "2024-05-01 14:30" },
    { "?", "?" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *told = atlas_time_dup_local (times[i].text);

      g_assert_cmpstr (told, ==, times[i].told);
    }
}

static void
test_dates (void)
{
  static const char *const dates[] = { "2024-05-01", "2024-02-29", "2026-12-31" };
  static const char *const others[] = {
    "2026-02-31", "2023-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-1-1", "26-01-01",
    "2026-01-01 ", "2026-01-01\n", "20260101", "", "明天", "0000-01-01", "-026-01-01",
  };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    g_assert_true (atlas_time_is_date (dates[i]));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_test_message ("%s", others[i]);
      g_assert_false (atlas_time_is_date (others[i]));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "<+08>-8", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/time/is-written-in-utc-with-milliseconds", test_written);
  g_test_add_func ("/time/now-is-written-so", test_now);
  g_test_add_func ("/time/is-told-by-the-clock-here", test_told);
  g_test_add_func ("/time/a-date-is-of-a-day-that-there-is", test_dates);

  return g_test_run ();
}
