#include "atlas-command.h"

#include "atlas-block-json.h"
#include "atlas-error.h"
#include "atlas-filter.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A value that is to be set. */
typedef struct
{
  AtlasBlockField  field;
  char            *json;
} Assignment;

static void
clear_assignment (gpointer data)
{
  g_free (((Assignment *) data)->json);
}

/* (transfer full) */
static char *
list_fields (void)
{
  g_autoptr(GString) columns = g_string_new (NULL);

  for (guint i = 0; i < ATLAS_BLOCK_N_FIELDS; i++)
    {
      const AtlasFieldInfo *info = atlas_block_field_info (i);

      if (info->editable)
        g_string_append_printf (columns, "%s%s", columns->len == 0 ? "" : ", ", info->column);
    }

  return g_string_free (g_steal_pointer (&columns), FALSE);
}

static gboolean
parse_assignment (const char  *text,
                  Assignment  *assignment,
                  GError     **error)
{
  const char *equals = strchr (text, '=');
  g_autofree char *column = equals != NULL ? g_strndup (text, (gsize) (equals - text)) : NULL;
  int field = column != NULL ? atlas_block_field_find (column) : -1;

  if (field < 0)
    {
      g_autofree char *fields = list_fields ();

      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                   _("“%s” sets no field of blocks. Write FIELD=VALUE, like class=key; the fields "
                     "are %s."), text, fields);
      return FALSE;
    }
  assignment->field = (AtlasBlockField) field;
  assignment->json = atlas_block_field_parse (assignment->field, equals + 1, error);

  return assignment->json != NULL;
}

/* Returns: (nullable) (transfer container) (element-type Assignment) */
static GArray *
parse_assignments (char   **texts,
                   GError **error)
{
  g_autoptr(GArray) assignments = g_array_new (FALSE, TRUE, sizeof (Assignment));

  g_array_set_clear_func (assignments, clear_assignment);
  if (*texts == NULL)
    {
      g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                           _("What is to be set? Write FIELD=VALUE behind the plan, like "
                             "class=key."));
      return NULL;
    }

  for (; *texts != NULL; texts++)
    {
      Assignment assignment;

      if (!parse_assignment (*texts, &assignment, error))
        return NULL;
      g_array_append_val (assignments, assignment);
    }

  return g_steal_pointer (&assignments);
}

/* --- Which blocks --- */

static GArray *
list_coded (AtlasPlan   *plan,
            const char  *codes,
            GError     **error)
{
  g_autoptr(GArray) blocks = g_array_new (FALSE, FALSE, sizeof (guint));
  g_auto(GStrv) words = g_strsplit_set (codes, ", \t\n", -1);

  for (char **word = words; *word != NULL; word++)
    {
      guint block;

      if (**word == '\0')
        continue;
      if (atlas_plan_find_block (plan, *word, &block) == NULL)
        {
          g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                       _("The plan has no block %s. Correct its code; nothing was changed."),
                       *word);
          return NULL;
        }
      g_array_append_val (blocks, block);
    }

  return g_steal_pointer (&blocks);
}

static GArray *
list_matching (AtlasPlan   *plan,
               const char  *text,
               GError     **error)
{
  g_autoptr(AtlasFilter) filter = atlas_filter_parse (text, error);
  g_autoptr(GArray) blocks = g_array_new (FALSE, FALSE, sizeof (guint));

  if (filter == NULL)
    return NULL;

  for (guint i = 0; i < atlas_plan_get_n_blocks (plan); i++)
    if (atlas_filter_matches (filter, atlas_block_get_values (atlas_plan_get_block (plan, i))))
      g_array_append_val (blocks, i);

  return g_steal_pointer (&blocks);
}

static gboolean
set_all (AtlasEdit  *edit,
         GArray     *blocks,
         GArray     *assignments,
         GError    **error)
{
  for (guint i = 0; i < blocks->len; i++)
    for (guint k = 0; k < assignments->len; k++)
      {
        const Assignment *assignment = &g_array_index (assignments, Assignment, k);

        if (!atlas_edit_set_block (edit, g_array_index (blocks, guint, i), assignment->field,
                                   assignment->json, error))
          return FALSE;
      }

  return TRUE;
}

typedef struct
{
  char *blocks;
  char *where;
  char *reason;
  char *author;
  char *meeting;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->blocks);
  g_free (options->where);
  g_free (options->reason);
  g_free (options->author);
  g_free (options->meeting);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static AtlasExit
change_plan (const Options  *options,
             AtlasDocument  *document,
             GArray         *assignments,
             GError        **error)
{
  AtlasPlan *plan = atlas_document_get_plan (document);
  g_autoptr(AtlasEdit) edit = atlas_edit_new (plan);
  g_autoptr(GArray) blocks = options->blocks != NULL
                             ? list_coded (plan, options->blocks, error)
                             : list_matching (plan, options->where, error);

  if (blocks == NULL || !set_all (edit, blocks, assignments, error))
    return ATLAS_EXIT_USAGE;
  if (blocks->len == 0)
    {
      g_printerr (_("%s: no block is meant; nothing was changed\n"), g_get_prgname ());
      return ATLAS_EXIT_FINDINGS;
    }

  atlas_document_set_author (document, options->author);
  atlas_command_set_meeting (document, options->meeting);
  if (!atlas_document_apply (document, edit, ATLAS_CHANGE_EDIT, options->reason, error))
    return ATLAS_EXIT_USAGE;

  return atlas_command_finish (document);
}

/* What is to be set, in the plan's place? */
static gboolean
lacks_plan (const char *path)
{
  return path == NULL || (strchr (path, '=') != NULL && !g_file_test (path, G_FILE_TEST_EXISTS));
}

static gboolean
check_options (const Options *options,
               char         **rest)
{
  const char *problem = NULL;

  if (lacks_plan (rest[0]))
    problem = _("which plan? Name its file before what is to be set");
  else if ((options->blocks == NULL) == (options->where == NULL))
    problem = _("which blocks? Give either --blocks or --where");
  else if (options->reason == NULL || *options->reason == '\0')
    problem = _("why? Give the --reason, which stands in the plan's history");
  if (problem != NULL)
    g_printerr (_("%s: %s; see “%s set --help”\n"), g_get_prgname (), problem, g_get_prgname ());

  return problem == NULL;
}

static AtlasExit
run (int    argc,
     char **argv)
{
  g_auto(Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "blocks", 'b', 0, G_OPTION_ARG_STRING, &options.blocks,
      N_("These blocks"), N_("CODE,CODE…") },
    { "where", 'w', 0, G_OPTION_ARG_STRING, &options.where,
      N_("The blocks that this holds for, like “class = key and zone = core”"), N_("EXPR") },
    { "reason", 'r', 0, G_OPTION_ARG_STRING, &options.reason, N_("Why"), N_("TEXT") },
    { "author", 0, 0, G_OPTION_ARG_STRING, &options.author,
      N_("Who; without it, the real name of the account"), N_("NAME") },
    { "meeting", 0, 0, G_OPTION_ARG_STRING, &options.meeting,
      N_("The meeting that decided it"), N_("NAME") },
    { NULL }
  };
  g_auto(GStrv) rest = NULL;
  g_autoptr(AtlasDocument) document = NULL;
  g_autoptr(GArray) assignments = NULL;
  g_autoptr(GError) error = NULL;
  AtlasExit status;

  if (!atlas_command_parse (&atlas_command_set, entries, argc, argv, 1 + ATLAS_BLOCK_N_FIELDS,
                            &rest) ||
      !check_options (&options, rest))
    return ATLAS_EXIT_USAGE;
  if ((assignments = parse_assignments (rest + 1, &error)) == NULL ||
      (document = atlas_document_open (rest[0], NULL, &error)) == NULL)
    return atlas_command_fail (error);

  status = change_plan (&options, document, assignments, &error);

  return error != NULL ? atlas_command_fail (error) : status;
}

const AtlasCommand atlas_command_set = {
  "set", "PLAN FIELD=VALUE…", N_("Change blocks and print the number of the last change"),
  run,
};
