#include "atlas-command.h"

#include <glib/gi18n-lib.h>

static AtlasExit
run (int    argc,
     char **argv)
{
  return ATLAS_EXIT_OK;
}

const AtlasCommand atlas_command_info = {
  "info", "[PLAN]", N_("info"), run,
};
