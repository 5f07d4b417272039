#include "atlas-command.h"

#include "atlas-error.h"
#include "atlas-plan-file.h"

#include <glib/gi18n-lib.h>

gboolean
atlas_command_parse (const AtlasCommand   *command,
                     const GOptionEntry   *entries,
                     int                   argc,
                     char                **argv,
                     guint                 max_rest,
                     char               ***rest)
{
  g_autofree char *parameters = g_strconcat (command->name, " ",
                                             command->arguments != NULL ? command->arguments : "",
                                             NULL);
  g_autoptr(GOptionContext) context = g_option_context_new (parameters);
  g_auto(GStrv) arguments = g_new0 (char *, (gsize) argc + 1);
  g_autoptr(GError) error = NULL;
  guint first = 1;

  for (int i = 0; i < argc; i++)
    arguments[i] = g_strdup (argv[i]);

  g_option_context_set_summary (context, _(command->summary));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, &arguments, &error))
    {
      g_printerr (_("%s: %s; see “%s %s --help”\n"), g_get_prgname (), error->message,
                  g_get_prgname (), command->name);
      return FALSE;
    }

  /* GLib leaves the "--" in front of names that look like options. */
  if (arguments[0] != NULL && g_strcmp0 (arguments[1], "--") == 0)
    first++;
  if (g_strv_length (arguments) > max_rest + first)
    {
      g_printerr (_("%s: “%s” is one argument too many; see “%s %s --help”\n"), g_get_prgname (),
                  arguments[max_rest + first], g_get_prgname (), command->name);
      return FALSE;
    }

  *rest = g_strdupv (arguments + (arguments[0] != NULL ? first : 0));

  return TRUE;
}

AtlasExit
atlas_command_fail (const GError *error)
{
  g_printerr ("%s: %s\n", g_get_prgname (), error->message);

  return g_error_matches (error, ATLAS_ERROR, ATLAS_ERROR_BUSY) ||
         g_error_matches (error, ATLAS_ERROR, ATLAS_ERROR_CHANGED) ||
         g_error_matches (error, ATLAS_ERROR, ATLAS_ERROR_FOREIGN)
         ? ATLAS_EXIT_BUSY : ATLAS_EXIT_USAGE;
}

AtlasExit
atlas_command_want_plan (const AtlasCommand *command)
{
  g_printerr (_("%s: which plan? Name its file; see “%s %s --help”\n"), g_get_prgname (),
              g_get_prgname (), command->name);

  return ATLAS_EXIT_USAGE;
}

int
atlas_command_find_word (const char         *option,
                         const char *const  *words,
                         int                 fallback,
                         const char         *word,
                         GError            **error)
{
  g_autofree char *choice = NULL;

  if (word == NULL)
    return fallback;
  for (int i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (words[i], word) == 0)
      return i;

  choice = g_strjoinv (", ", (char **) words);
  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
               _("“%s” is not possible for %s: choose one of %s"), word, option, choice);

  return -1;
}

void
atlas_command_set_meeting (AtlasDocument *document,
                           const char    *name)
{
  GPtrArray *meetings = atlas_document_get_meetings (document);
  g_autofree char *id = NULL;

  for (guint i = 0; name != NULL && i < meetings->len; i++)
    {
      const AtlasMeeting *meeting = g_ptr_array_index (meetings, i);

      if (g_str_equal (meeting->id, name) || g_strcmp0 (meeting->name, name) == 0)
        {
          atlas_document_set_meeting (document, meeting);
          return;
        }
    }
  if (name == NULL)
    return;

  id = g_uuid_string_random ();
  atlas_document_set_meeting (document, &(AtlasMeeting) { .id = id, .name = (char *) name });
}

AtlasExit
atlas_command_finish (AtlasDocument *document)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *note = NULL;

  if (!atlas_document_flush (document, -1, &error))
    return atlas_command_fail (error);

  note = atlas_document_dup_share_note (document);
  if (note != NULL)
    g_printerr ("%s: %s\n", g_get_prgname (), note);
  g_print ("%u\n", atlas_change_log_get_n (atlas_document_get_log (document)));

  return ATLAS_EXIT_OK;
}

AtlasPlan *
atlas_command_read_plan (const char *path,
                         AtlasExit  *status)
{
  g_autofree char *sample = path == NULL ? atlas_plan_file_dup_sample_path () : NULL;
  g_autoptr(GError) error = NULL;
  AtlasPlan *plan;

  plan = atlas_plan_file_read (path != NULL ? path : sample, NULL, &error);
  if (plan == NULL)
    *status = atlas_command_fail (error);

  return plan;
}
