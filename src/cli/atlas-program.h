#pragma once

#include "atlas-command.h"

G_BEGIN_DECLS

/* The whole of main(): locale, streams, and the one of @commands (%NULL-terminated) that
 * @argv asks for.
 *
 * Returns: the exit code, an #AtlasExit */
int atlas_program_run (const AtlasCommand *const  *commands,
                       int                         argc,
                       char                      **argv);

G_END_DECLS
