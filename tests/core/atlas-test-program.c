#include "atlas-test-program.h"

#include <sys/wait.h>

AtlasTestRun
atlas_test_run (const char *const *arguments,
                const char        *locale)
{
  g_autofree char *program =
    g_test_build_filename (G_TEST_BUILT, "..", "src", "cli", "renewal-atlas-cli", NULL);
  g_autofree char *line = g_strjoinv (" ", (char **) arguments);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) environment = g_get_environ ();
  g_auto(GStrv) argv = NULL;
  g_autoptr(GError) error = NULL;
  AtlasTestRun run = { 0 };
  int wait_status;

  g_strv_builder_add (builder, program);
  g_strv_builder_addv (builder, (const char **) arguments);
  argv = g_strv_builder_end (builder);
  if (locale != NULL)
    environment = g_environ_setenv (environment, "LC_ALL", locale, TRUE);

  g_spawn_sync (NULL, argv, environment, G_SPAWN_DEFAULT, NULL, NULL, &run.output, &run.errors,
                &wait_status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (wait_status));
  run.status = WEXITSTATUS (wait_status);
  g_test_message ("“%s”: exit code %d: %s", line, run.status, run.errors);

  return run;
}

void
atlas_test_run_clear (AtlasTestRun *self)
{
  g_clear_pointer (&self->output, g_free);
  g_clear_pointer (&self->errors, g_free);
}
