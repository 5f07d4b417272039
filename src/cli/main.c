/* renewal-atlas-cli */

#include "atlas-exchange-program.h"
#include "atlas-program.h"

#include <glib/gi18n-lib.h>

static const AtlasCommand density = {
  "density", NULL, ATLAS_EXCHANGE_DENSITY_SUMMARY, atlas_exchange_program_run,
};

static const AtlasCommand *const commands[] = {
  &atlas_command_info,
  &atlas_command_check,
  &atlas_command_render,
  &density,
  &atlas_command_set,
  &atlas_command_undo,
  &atlas_command_redo,
  &atlas_command_log,
  &atlas_command_diff,
  &atlas_command_snapshot,
  NULL
};

int
main (int    argc,
      char **argv)
{
  return atlas_program_run (commands, argc, argv);
}
