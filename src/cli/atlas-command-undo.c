#include "atlas-command.h"

#include "atlas-error.h"

#include <glib/gi18n-lib.h>

/* Of the two directions. */
typedef struct
{
  const AtlasCommand *command;
  guint             (*count) (AtlasDocument *document);
  gboolean          (*step)  (AtlasDocument *document,
                              GError       **error);
} Way;

static const Way back = {
  &atlas_command_undo, atlas_document_get_n_undo, atlas_document_undo,
};
static const Way forth = {
  &atlas_command_redo, atlas_document_get_n_redo, atlas_document_redo,
};

static gboolean
parse_count (const char *text,
             guint64    *n)
{
  *n = 1;
  if (text == NULL || g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT, n, NULL))
    return TRUE;

  g_printerr (_("%s: “%s” is no number of edits: write 1, 2, 3 …\n"), g_get_prgname (), text);

  return FALSE;
}

static AtlasExit
go (const Way *way,
    int        argc,
    char     **argv)
{
  g_autofree char *author = NULL;
  const GOptionEntry entries[] = {
    { "author", 0, 0, G_OPTION_ARG_STRING, &author,
      N_("Who; without it, the real name of the account"), N_("NAME") },
    { NULL }
  };
  g_auto(GStrv) rest = NULL;
  g_autoptr(AtlasDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  guint64 n;

  if (!atlas_command_parse (way->command, entries, argc, argv, 2, &rest))
    return ATLAS_EXIT_USAGE;
  if (rest[0] == NULL)
    return atlas_command_want_plan (way->command);
  if (!parse_count (rest[1], &n))
    return ATLAS_EXIT_USAGE;
  if ((document = atlas_document_open (rest[0], NULL, &error)) == NULL)
    return atlas_command_fail (error);

  if (n > way->count (document))
    {
      guint n_there = way->count (document);

      g_printerr (g_dngettext (NULL, "%s: only %u edit is there; nothing was changed\n",
                               "%s: only %u edits are there; nothing was changed\n", n_there),
                  g_get_prgname (), n_there);
      return ATLAS_EXIT_USAGE;
    }
  atlas_document_set_author (document, author);
  for (; n > 0; n--)
    if (!way->step (document, &error))
      return atlas_command_fail (error);

  return atlas_command_finish (document);
}

static AtlasExit
run_undo (int    argc,
          char **argv)
{
  return go (&back, argc, argv);
}

static AtlasExit
run_redo (int    argc,
          char **argv)
{
  return go (&forth, argc, argv);
}

const AtlasCommand atlas_command_undo = {
  "undo", "PLAN [N]", N_("Take back the last N edits, 1 without N"), run_undo,
};

const AtlasCommand atlas_command_redo = {
  "redo", "PLAN [N]", N_("Do N edits again that were taken back"), run_redo,
};
