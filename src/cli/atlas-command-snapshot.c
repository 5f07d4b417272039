#include "atlas-command.h"

#include "atlas-document-snapshots.h"

#include <glib/gi18n-lib.h>

/* What is asked for. Texts are (nullable). */
typedef struct
{
  char     *author;
  char     *note;
  char     *rename;
  gboolean  publish;
  gboolean  delete;
  gboolean  unpublish;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->author);
  g_free (self->note);
  g_free (self->rename);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* One thing at a time. */
static gboolean
check_usage (const Options *options,
             const char    *name)
{
  gboolean makes = options->publish || options->note != NULL;

  if (name == NULL)
    g_printerr (_("%s: how is the snapshot called, or to be called? Write its name behind the "
                  "plan\n"), g_get_prgname ());
  else if (makes + (options->rename != NULL) + options->delete > 1)
    g_printerr (_("%s: a snapshot is either made, or renamed, or deleted. Give one of these "
                  "options\n"), g_get_prgname ());
  else if (options->unpublish && !options->delete)
    g_printerr (_("%s: --unpublish is for --delete. Give both, or neither\n"), g_get_prgname ());
  else
    return TRUE;

  return FALSE;
}

/* A window would ask. */
static gboolean
check_published (AtlasDocument *document,
                 const char    *name)
{
  const AtlasSnapshot *published = atlas_document_get_published (document);
  const AtlasSnapshot *before = atlas_document_get_published_before (document);

  if (published == NULL || before == NULL || !g_str_equal (published->name, name))
    return TRUE;

  g_printerr (_("%s: “%s” is what is published. Without it, changes are told against “%s”, of %s. "
                "Add --unpublish if that is meant\n"), g_get_prgname (), name, before->name,
              before->time);

  return FALSE;
}

static AtlasExit
do_it (AtlasDocument *document,
       const char    *name,
       const Options *options)
{
  g_autoptr(GError) error = NULL;
  gboolean done;

  if (options->rename != NULL)
    done = atlas_document_rename_snapshot (document, name, options->rename, &error);
  else if (options->delete)
    done = atlas_document_delete_snapshot (document, name, &error);
  else if (options->publish)
    done = atlas_document_publish (document, name, options->note, &error);
  else
    done = atlas_document_make_snapshot (document, name, options->note, &error);

  return done ? atlas_command_finish (document) : atlas_command_fail (error);
}

static AtlasExit
run (int    argc,
     char **argv)
{
  g_auto(Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "author", 0, 0, G_OPTION_ARG_STRING, &options.author,
      N_("Who; without it, the real name of the account"), N_("NAME") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &options.note, N_("What it is for"), N_("TEXT") },
    { "publish", 0, 0, G_OPTION_ARG_NONE, &options.publish,
      N_("Make it what is published from now on"), NULL },
    { "rename", 0, 0, G_OPTION_ARG_STRING, &options.rename,
      N_("Give the snapshot that is there another name, in presets of densities too"),
      N_("NAME") },
    { "delete", 0, 0, G_OPTION_ARG_NONE, &options.delete,
      N_("Delete the snapshot that is there; the plan stays as it is"), NULL },
    { "unpublish", 0, 0, G_OPTION_ARG_NONE, &options.unpublish,
      N_("Delete it even if it is what is published"), NULL },
    { NULL }
  };
  g_auto(GStrv) rest = NULL;
  g_autoptr(AtlasDocument) document = NULL;
  g_autoptr(GError) error = NULL;

  if (!atlas_command_parse (&atlas_command_snapshot, entries, argc, argv, 2, &rest))
    return ATLAS_EXIT_USAGE;
  if (rest[0] == NULL)
    return atlas_command_want_plan (&atlas_command_snapshot);
  if (!check_usage (&options, rest[1]))
    return ATLAS_EXIT_USAGE;
  if ((document = atlas_document_open (rest[0], NULL, &error)) == NULL)
    return atlas_command_fail (error);
  if (options.delete && !options.unpublish && !check_published (document, rest[1]))
    return ATLAS_EXIT_USAGE;

  atlas_document_set_author (document, options.author);

  return do_it (document, rest[1], &options);
}

const AtlasCommand atlas_command_snapshot = {
  "snapshot", "PLAN NAME", N_("Give the plan's present state a name, or rename or delete one"),
  run,
};
