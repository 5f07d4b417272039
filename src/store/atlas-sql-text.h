#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * atlas_sql_text_normalise:
 * @keep_quotes: leave names that are quoted so, to tell them from SQL's words
 *
 * SQL in one spelling: one space between words, names in small letters and
 * quoted only where they must be, NOT NULL and IS NULL in one word. Two texts
 * that become equal do the same. Any thread.
 *
 * Returns: (transfer full)
 */
char *atlas_sql_text_normalise (const char *sql,
                                gboolean    keep_quotes);

/* Appends @name as a quoted identifier, or @text as a string. */
void  atlas_sql_text_append_name   (GString    *sql,
                                    const char *name);
void  atlas_sql_text_append_string (GString    *sql,
                                    const char *text);

G_END_DECLS
