#pragma once

#include "atlas-block.h"

G_BEGIN_DECLS

/* What an attribute is called. To be translated with gettext by who shows it. Any
 * thread. */
const char *atlas_block_field_get_title (AtlasBlockField field);

G_END_DECLS
