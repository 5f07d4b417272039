#pragma once

#include "atlas-filter-node.h"

G_BEGIN_DECLS

/**
 * atlas_filter_parser_parse:
 * @text: of any bytes
 *
 * %ATLAS_ERROR_ARGUMENT as atlas_filter_parse() says.
 *
 * Returns: (transfer full)
 */
AtlasFilterNode *atlas_filter_parser_parse (const char               *text,
                                            const AtlasFilterFields  *fields,
                                            GError                  **error);

G_END_DECLS
