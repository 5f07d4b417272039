#pragma once

#include "atlas-command.h"

G_BEGIN_DECLS

#define ATLAS_EXCHANGE_DENSITY_SUMMARY \
  N_("Compute a kernel density as a GeoTIFF (exit code 130 when interrupted)")

/* Commands that read or write files of other programs are in one of their own,
 * renewal-atlas-exchange: it loads GDAL and a hundred libraries behind that, which
 * takes longer than most other commands.
 *
 * Goes on as that program, with the same arguments, and so returns only when it can't
 * be run: the message then is on standard error. */
AtlasExit atlas_exchange_program_run (int    argc,
                                      char **argv);

G_END_DECLS
