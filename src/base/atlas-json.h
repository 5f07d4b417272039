#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Canonical JSON for the change log: one value has one text, so that texts can
 * be compared and hashed. No white space; numbers as the shortest decimal that
 * reads back as the same double; strings with \" \\ \b \f \n \r \t and \u00xx for
 * the other control characters only, all else as UTF-8. Any thread. */

/* @text: (nullable): null; valid UTF-8 */
void  atlas_json_append_string (GString    *json,
                                const char *text);

/* @number: NAN becomes null */
void  atlas_json_append_number (GString    *json,
                                double      number);

/* Shortest round-trip decimal, like "0.1" or "1e+30". @number: finite.
 * Returns: @buffer */
char *atlas_json_format_number (char        buffer[G_ASCII_DTOSTR_BUF_SIZE],
                                double      number);

G_END_DECLS
