#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reasons that were given for changes, kept in the settings: newest first, each
 * once, no more than so many. Main thread. */
#define ATLAS_REASONS_MAX 20

/* Characters: what is shorter was hardly meant for one. */
#define ATLAS_REASON_MIN 2

/* @settings: (nullable): nothing is kept. Returns: (transfer full) */
char    **atlas_reasons_list        (GSettings  *settings);

/* White space at its ends is lost; a blank one is not kept. */
void      atlas_reasons_add         (GSettings  *settings,
                                     const char *reason);

/* May a class be set without one? */
gboolean  atlas_reasons_is_optional (GSettings  *settings);

G_END_DECLS
