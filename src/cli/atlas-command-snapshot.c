#include "atlas-command.h"

#include <glib/gi18n-lib.h>

static AtlasExit
run (int    argc,
     char **argv)
{
  g_autofree char *author = NULL;
  g_autofree char *note = NULL;
  gboolean publish = FALSE;
  const GOptionEntry entries[] = {
    { "author", 0, 0, G_OPTION_ARG_STRING, &author,
      N_("Who; without it, the real name of the account"), N_("NAME") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_("What it is for"), N_("TEXT") },
    { "publish", 0, 0, G_OPTION_ARG_NONE, &publish,
      N_("Make it what is published from now on"), NULL },
    { NULL }
  };
  g_auto(GStrv) rest = NULL;
  g_autoptr(AtlasDocument) document = NULL;
  g_autoptr(GError) error = NULL;

  if (!atlas_command_parse (&atlas_command_snapshot, entries, argc, argv, 2, &rest))
    return ATLAS_EXIT_USAGE;
  if (rest[0] == NULL)
    return atlas_command_want_plan (&atlas_command_snapshot);
  if (rest[1] == NULL)
    {
      g_printerr (_("%s: how is the snapshot to be called? Write its name behind the plan\n"),
                  g_get_prgname ());
      return ATLAS_EXIT_USAGE;
    }
  if ((document = atlas_document_open (rest[0], NULL, &error)) == NULL)
    return atlas_command_fail (error);

  atlas_document_set_author (document, author);
  if (!(publish ? atlas_document_publish (document, rest[1], note, &error)
                : atlas_document_make_snapshot (document, rest[1], note, &error)))
    return atlas_command_fail (error);

  return atlas_command_finish (document);
}

const AtlasCommand atlas_command_snapshot = {
  "snapshot", "PLAN NAME", N_("Give the plan's present state a name"), run,
};
