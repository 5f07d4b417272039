/* renewal-atlas-exchange, which renewal-atlas-cli runs: see atlas-exchange-program.h */

#include "atlas-program.h"

static const AtlasCommand *const commands[] = {
  &atlas_command_density,
  NULL
};

int
main (int    argc,
      char **argv)
{
  return atlas_program_run (commands, argc, argv);
}
