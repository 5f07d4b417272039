#include "atlas-time.h"

#include <stdlib.h>

char *
atlas_time_format (GDateTime *time)
{
  g_autoptr(GDateTime) universal = g_date_time_to_utc (time);
  g_autofree char *seconds = g_date_time_format (universal, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", seconds, g_date_time_get_microsecond (universal) / 1000);
}

char *
atlas_time_format_now (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  return atlas_time_format (now);
}

char *
atlas_time_dup_local (const char *text)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (text, utc);
  g_autoptr(GDateTime) here = time != NULL ? g_date_time_to_local (time) : NULL;

  return here != NULL ? g_date_time_format (here, "%Y-%m-%d %H:%M") : g_strdup (text);
}

gboolean
atlas_time_is_date (const char *text)
{
  int year, month;

  if (!g_regex_match_simple ("^[0-9]{4}-[0-9]{2}-[0-9]{2}\\z", text, 0, 0))
    return FALSE;

  year = atoi (text);
  month = atoi (text + 5);

  return month >= 1 && month <= 12 &&
         g_date_valid_dmy ((GDateDay) atoi (text + 8), (GDateMonth) month, (GDateYear) year);
}
