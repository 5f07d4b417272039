#include "atlas-command.h"

#include "atlas-change-output.h"
#include "atlas-error.h"
#include "atlas-plan-file.h"
#include "atlas-plan-record.h"
#include "atlas-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* As the log writes it: UTC with milliseconds. A day begins at 0:00 UTC.
 * Returns: (transfer full) (nullable): %NULL: @text is no time */
static char *
parse_time (const char *text)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *whole = strchr (text, 'T') == NULL ? g_strconcat (text, "T00:00:00Z", NULL)
                                                      : g_strdup (text);
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (whole, utc);

  return time != NULL ? atlas_time_format (time) : NULL;
}

static gboolean
is_wanted (const AtlasChange *change,
           const char        *block,
           const char        *since)
{
  return (block == NULL ||
          (change->object == ATLAS_OBJECT_BLOCK && g_str_equal (change->key, block))) &&
         (since == NULL || strcmp (change->time, since) >= 0);
}

static GArray *
list_changes (const AtlasChangeLog *log,
              const char           *block,
              const char           *since)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (AtlasChange));

  for (guint i = 0; i < atlas_change_log_get_n (log); i++)
    {
      const AtlasChange *change = atlas_change_log_get (log, i);

      if (is_wanted (change, block, since))
        g_array_append_vals (changes, change, 1);
    }

  return changes;
}

/* A block with a history, or without one in the plan. */
static gboolean
check_block (const char            *path,
             const AtlasChangeLog  *log,
             const char            *block,
             GError               **error)
{
  g_autoptr(GArray) changes = list_changes (log, block, NULL);
  g_autoptr(AtlasPlan) plan = NULL;

  if (changes->len > 0)
    return TRUE;
  if ((plan = atlas_plan_file_read (path, NULL, error)) == NULL)
    return FALSE;
  if (atlas_plan_find_block (plan, block, NULL) != NULL)
    return TRUE;

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
               _("%s: The plan has no block %s. Correct its code."), path, block);

  return FALSE;
}

static AtlasExit
run (int    argc,
     char **argv)
{
  g_autofree char *block = NULL;
  g_autofree char *since = NULL;
  g_autofree char *from = NULL;
  gboolean csv = FALSE, json = FALSE;
  const GOptionEntry entries[] = {
    { "block", 'b', 0, G_OPTION_ARG_STRING, &block, N_("Changes of this block only"), N_("CODE") },
    { "since", 0, 0, G_OPTION_ARG_STRING, &since,
      N_("Changes from this time on: ISO 8601, UTC where no zone is told"), N_("TIME") },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, N_("Print CSV"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON for other programs"), NULL },
    { NULL }
  };
  g_auto(GStrv) rest = NULL;
  g_autoptr(AtlasPlanRecord) record = NULL;
  g_autoptr(GArray) changes = NULL;
  g_autoptr(GError) error = NULL;
  AtlasOutput output;

  if (!atlas_command_parse (&atlas_command_log, entries, argc, argv, 1, &rest) ||
      !atlas_output_choose (csv, json, &output))
    return ATLAS_EXIT_USAGE;
  if (rest[0] == NULL)
    return atlas_command_want_plan (&atlas_command_log);
  if (since != NULL && (from = parse_time (since)) == NULL)
    {
      g_printerr (_("%s: “%s” is no time: write it like 2024-05-01T08:30:00Z or 2024-05-01\n"),
                  g_get_prgname (), since);
      return ATLAS_EXIT_USAGE;
    }
  if ((record = atlas_plan_record_read (rest[0], NULL, &error)) == NULL ||
      (block != NULL && !check_block (rest[0], record->log, block, &error)))
    return atlas_command_fail (error);

  changes = list_changes (record->log, block, from);
  atlas_change_output_log (changes, record->meetings, output);

  return ATLAS_EXIT_OK;
}

const AtlasCommand atlas_command_log = {
  "log", "PLAN", N_("Print who changed what, when and why"), run,
};
