#pragma once

#include "atlas-document.h"

G_BEGIN_DECLS

/**
 * AtlasExit:
 * @ATLAS_EXIT_OK: done, nothing to report
 * @ATLAS_EXIT_FINDINGS: done, and something was found that is not as it should be
 * @ATLAS_EXIT_USAGE: bad arguments, or a file that can't be read or written
 * @ATLAS_EXIT_BUSY: somebody else holds the plan, or the change was refused
 * @ATLAS_EXIT_INTERRUPTED: what shells take for an end by Ctrl+C
 *
 * The exit codes of every command.
 */
typedef enum
{
  ATLAS_EXIT_OK,
  ATLAS_EXIT_FINDINGS,
  ATLAS_EXIT_USAGE,
  ATLAS_EXIT_BUSY,
  ATLAS_EXIT_INTERRUPTED = 130,
} AtlasExit;

/**
 * AtlasCommand:
 * @name: the word on the command line
 * @arguments: (nullable): what follows it, for help
 * @summary: one line for help; marked for translation, not yet translated
 * @run: gets the arguments from its own name on; results go to standard
 *   output, errors to standard error
 *
 * One command, in a file of its own; main.c lists them.
 */
typedef struct
{
  const char  *name;
  const char  *arguments;
  const char  *summary;
  AtlasExit  (*run)     (int    argc,
                         char **argv);
} AtlasCommand;

extern const AtlasCommand atlas_command_info;
extern const AtlasCommand atlas_command_check;
extern const AtlasCommand atlas_command_density;
extern const AtlasCommand atlas_command_render;
extern const AtlasCommand atlas_command_set;
extern const AtlasCommand atlas_command_undo;
extern const AtlasCommand atlas_command_redo;
extern const AtlasCommand atlas_command_log;
extern const AtlasCommand atlas_command_diff;
extern const AtlasCommand atlas_command_snapshot;

/**
 * atlas_command_parse:
 * @entries: the command's options, ended by an empty one
 * @max_rest: how many arguments may be left that are not options
 * @rest: (out) (transfer full): these, zero-terminated
 *
 * `--help` prints help and ends the program.
 *
 * Returns: %FALSE when the message is on standard error and the command is to
 *   end with %ATLAS_EXIT_USAGE
 */
gboolean   atlas_command_parse     (const AtlasCommand  *command,
                                    const GOptionEntry  *entries,
                                    int                  argc,
                                    char               **argv,
                                    guint                max_rest,
                                    char              ***rest);

/* Reads the plan at @path, or the sample that comes with the program where
 * @path is %NULL.
 *
 * Returns: (transfer full) (nullable): %NULL when the message is on standard
 *   error and the command is to end with the code in @status */
AtlasPlan *atlas_command_read_plan (const char          *path,
                                    AtlasExit           *status);

/* Returns: the number of @word in @words (NULL-terminated), upper and lower case
 * alike; @fallback where it is %NULL; -1 with @error set, %ATLAS_ERROR_ARGUMENT, that
 * says what @option can be */
int        atlas_command_find_word (const char          *option,
                                    const char *const   *words,
                                    int                  fallback,
                                    const char          *word,
                                    GError             **error);

/* Says on standard error that @command needs a plan. */
AtlasExit  atlas_command_want_plan (const AtlasCommand  *command);

/* The meeting of that id or name, or a new one of that name; @name: (nullable):
 * none */
void       atlas_command_set_meeting (AtlasDocument     *document,
                                      const char        *name);

/* Waits until all is on disk, then prints the seq of the log's last entry to
 * standard output; to standard error what else there is to say of it. */
AtlasExit  atlas_command_finish    (AtlasDocument       *document);

/* Prints @error to standard error and gives the exit code that goes with it. */
AtlasExit  atlas_command_fail      (const GError        *error);

G_END_DECLS
