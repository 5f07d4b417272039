#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times as plans and their logs have them: UTC, ISO 8601 with milliseconds, like
 * 2024-05-01T08:30:00.000Z. Any thread. */

/* Returns: (transfer full) */
char *atlas_time_format     (GDateTime  *time);
char *atlas_time_format_now (void);

/* @text: of ISO 8601; without a zone it is UTC. Returns: (transfer full): by the
 * clock here, like "2024-05-01 16:30"; @text where it is no time */
char *atlas_time_dup_local  (const char *text);

/* Is @text a day that there is, like "2024-05-01"? */
gboolean atlas_time_is_date (const char *text);

G_END_DECLS
