#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a run of the command line gave: exit code and both streams. */
typedef struct
{
  int   status;
  char *output;
  char *errors;
} AtlasTestRun;

/* Runs the built renewal-atlas-cli with @arguments (NULL-terminated), in
 * @locale or, for %NULL, in the test's own. Fails the test where the program
 * does not end by itself. To be cleared. */
AtlasTestRun atlas_test_run       (const char *const *arguments,
                                   const char        *locale);
void         atlas_test_run_clear (AtlasTestRun      *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtlasTestRun, atlas_test_run_clear)

G_END_DECLS
