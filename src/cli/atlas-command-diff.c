#include "atlas-command.h"

#include "atlas-change-origins.h"
#include "atlas-change-output.h"
#include "atlas-change-set.h"
#include "atlas-error.h"
#include "atlas-plan-file.h"

#include <glib/gi18n-lib.h>

#define PUBLISHED "published"

/* Only what a plan shows differs; snapshots are not part of it. */
static GArray *
list_rows (AtlasChangeSet *set)
{
  GArray *changes = atlas_change_set_list (set);

  for (guint i = changes->len; i-- > 0;)
    {
      int object = g_array_index (changes, AtlasChange, i).object;

      if (object != ATLAS_OBJECT_BLOCK && object != ATLAS_OBJECT_SITE)
        g_array_remove_index (changes, i);
    }

  return changes;
}

/* In which they became what they are in the plan. */
static void
find_meetings (AtlasDocument *document,
               GArray        *changes)
{
  g_autoptr(AtlasChangeOrigins) origins =
    atlas_change_origins_new (atlas_document_get_log (document));

  for (guint i = 0; i < changes->len; i++)
    {
      AtlasChange *change = &g_array_index (changes, AtlasChange, i);
      const AtlasChange *origin = atlas_change_origins_find (origins, change);

      change->meeting = origin != NULL ? origin->meeting : NULL;
    }
}

/* Against a snapshot of the plan's own, or else against another file. */
static AtlasChangeSet *
compare (AtlasDocument  *document,
         const char     *path,
         const char     *against,
         GError        **error)
{
  g_autoptr(AtlasPlan) other = NULL;
  const AtlasSnapshot *snapshot;
  const AtlasChangeLog *log;

  log = atlas_document_get_log (document);
  snapshot = g_str_equal (against, PUBLISHED) ? atlas_document_get_published (document)
                                              : atlas_document_find_snapshot (document, against);
  if (snapshot != NULL && snapshot->seq <= atlas_change_log_get_n (log))
    return atlas_change_set_new_for_log (log, snapshot->seq, atlas_change_log_get_n (log));

  if (!g_file_test (against, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                   _("%s: There is neither a snapshot nor a file %s. Correct the name."), path,
                   against);
      return NULL;
    }
  if ((other = atlas_plan_file_read (against, NULL, error)) == NULL)
    return NULL;

  return atlas_change_set_new_for_plans (other, atlas_document_get_plan (document));
}

static AtlasExit
run (int    argc,
     char **argv)
{
  g_autofree char *against = NULL;
  gboolean csv = FALSE, json = FALSE;
  const GOptionEntry entries[] = {
    { "against", 'a', 0, G_OPTION_ARG_FILENAME, &against,
      N_("published (the default), the name of a snapshot, or another plan"),
      N_("SNAPSHOT|PLAN") },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, N_("Print CSV"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON for other programs"), NULL },
    { NULL }
  };
  g_auto(GStrv) rest = NULL;
  g_autoptr(AtlasDocument) document = NULL;
  g_autoptr(AtlasChangeSet) set = NULL;
  g_autoptr(GArray) changes = NULL;
  g_autoptr(GError) error = NULL;
  AtlasOutput output;

  if (!atlas_command_parse (&atlas_command_diff, entries, argc, argv, 1, &rest) ||
      !atlas_output_choose (csv, json, &output))
    return ATLAS_EXIT_USAGE;
  if (rest[0] == NULL)
    return atlas_command_want_plan (&atlas_command_diff);
  if ((document = atlas_document_open (rest[0], NULL, &error)) == NULL ||
      (set = compare (document, rest[0], against != NULL ? against : PUBLISHED, &error)) == NULL)
    return atlas_command_fail (error);

  changes = list_rows (set);
  find_meetings (document, changes);
  atlas_change_output_diff (changes, atlas_document_get_meetings (document), output);

  return ATLAS_EXIT_OK;
}

const AtlasCommand atlas_command_diff = {
  "diff", "PLAN", N_("Print what differs from a published or earlier state, or another plan"), run,
};
