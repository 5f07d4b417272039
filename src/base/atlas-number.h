#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * atlas_number_parse:
 * @text: UTF-8; white space at its ends is left out, full-width characters, as
 *   input methods make them, count as plain ones
 * @shift: powers of ten by which what is typed is multiplied, exactly: "1.1" and 4
 *   are 11000
 * @number: (out): finite
 *
 * A number as people type it: decimals with a point, whatever the locale. Commas
 * may stand between thousands and nowhere else, for “12,5” is neither 125 nor
 * surely 12.5. No exponents, nor what else C takes for a number. Any thread.
 *
 * Returns: whether it is one; if not, %ATLAS_ERROR_ARGUMENT, which says how one is
 *   written
 */
gboolean atlas_number_parse (const char  *text,
                             int          shift,
                             double      *number,
                             GError     **error);

G_END_DECLS
