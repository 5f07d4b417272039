#include "atlas-program.h"

#include "atlas-install.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

static AtlasExit
print_usage (const AtlasCommand *const *commands)
{
  g_print (_("Usage: %s COMMAND [ARGUMENTS]\n\nCommands:\n"), g_get_prgname ());
  for (guint i = 0; commands[i] != NULL; i++)
    g_print ("  %-8s %s\n", commands[i]->name, _(commands[i]->summary));
  g_print ("  %-8s %s\n\n", "help", _("Print this text, or what is said of one command"));
  g_print (_("“%s COMMAND --help” tells a command's options. PLAN is a plan file; without it\n"
             "the sample plan is taken.\n\n"
             "Exit codes: 0 fine, 1 findings, 2 bad arguments or unreadable, 3 busy or refused.\n"),
           g_get_prgname ());

  return ATLAS_EXIT_OK;
}

static const AtlasCommand *
find_command (const AtlasCommand *const *commands,
              const char                *name)
{
  for (guint i = 0; commands[i] != NULL; i++)
    if (g_str_equal (commands[i]->name, name))
      return commands[i];

  g_printerr (_("%s: there is no command “%s”; see “%s help”\n"), g_get_prgname (), name,
              g_get_prgname ());

  return NULL;
}

static AtlasExit
run_help (const AtlasCommand *const  *commands,
          int                         argc,
          char                      **argv)
{
  static char help_option[] = "--help";
  const AtlasCommand *command;
  char *arguments[3] = { NULL };

  if (argc < 2)
    return print_usage (commands);
  if ((command = find_command (commands, argv[1])) == NULL)
    return ATLAS_EXIT_USAGE;

  arguments[0] = argv[1];
  arguments[1] = help_option;

  return command->run (2, arguments);
}

static AtlasExit
run_command (const AtlasCommand *const  *commands,
             int                         argc,
             char                      **argv)
{
  const AtlasCommand *command;

  if (g_str_equal (argv[0], "--version"))
    {
      g_print ("%s %s\n", g_get_prgname (), ATLAS_VERSION);
      return ATLAS_EXIT_OK;
    }
  if (g_str_equal (argv[0], "help") || g_str_equal (argv[0], "--help") ||
      g_str_equal (argv[0], "-h"))
    return run_help (commands, argc, argv);
  if ((command = find_command (commands, argv[0])) == NULL)
    return ATLAS_EXIT_USAGE;

  return command->run (argc, argv);
}

/* GLib would turn what the locale can't write into question marks, in JSON for
 * other programs too. */
static void
print_utf8 (const char *text)
{
  fputs (text, stdout);
}

static void
print_error_utf8 (const char *text)
{
  fputs (text, stderr);
  fflush (stderr);
}

/* A file we open must not get the number of a closed standard stream: what is
 * printed would end up in it. */
static void
fill_standard_streams (void)
{
  int fd;

  do
    fd = open ("/dev/null", O_RDWR);
  while (fd >= 0 && fd <= STDERR_FILENO);
  if (fd >= 0)
    close (fd);
}

/* Results that did not arrive are a failure, like any file not written. */
static AtlasExit
finish_output (AtlasExit status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;

  g_printerr (_("%s: The output can't be written in full: free space on the disk, or send it "
                "elsewhere\n"), g_get_prgname ());

  return ATLAS_EXIT_USAGE;
}

int
atlas_program_run (const AtlasCommand *const  *commands,
                   int                         argc,
                   char                      **argv)
{
  fill_standard_streams ();
  g_set_prgname ("renewal-atlas-cli");
  g_set_print_handler (print_utf8);
  g_set_printerr_handler (print_error_utf8);
  /* Standard output is for results. */
  g_log_writer_default_set_use_stderr (TRUE);
  atlas_install_init_locale ();

  if (argc < 2)
    {
      g_printerr (_("%s: which command? See “%s help”\n"), g_get_prgname (), g_get_prgname ());
      return ATLAS_EXIT_USAGE;
    }

  return (int) finish_output (run_command (commands, argc - 1, argv + 1));
}
