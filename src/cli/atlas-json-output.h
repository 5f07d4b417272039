#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Members of the object that @builder is in. Numbers that are unknown become
 * null; texts may be %NULL. */
void atlas_json_add_text   (JsonBuilder *builder,
                            const char  *name,
                            const char  *text);
void atlas_json_add_number (JsonBuilder *builder,
                            const char  *name,
                            double       number);

/* Prints what was built to standard output. */
void atlas_json_print      (JsonBuilder *builder);

G_END_DECLS
