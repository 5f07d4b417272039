#pragma once

#include "atlas-locator.h"

G_BEGIN_DECLS

/**
 * atlas_destination_find:
 * @text: a block's code or name, a site's id, a district's code or name, the key or name of
 *   a ring zone, the name of a business district, landmark, station or project, or a
 *   coordinate as atlas_coordinate_parse() reads it; what is none of these may be how one of
 *   the names or the codes of blocks begin, in small or capital letters; space around it is
 *   left out
 * @box: (out): what encloses it, or all blocks that begin so, EPSG:4548, metres; a point for
 *   a coordinate
 *
 * Where somebody wants to go. On the thread that may use @plan.
 * %ATLAS_ERROR_ARGUMENT: there is no such place.
 */
gboolean atlas_destination_find (AtlasPlan           *plan,
                                 const AtlasLocator  *locator,
                                 const char          *text,
                                 AtlasBox            *box,
                                 GError             **error);

/* The block of that code, else the first of that name. (transfer none) (nullable)
 * @i: (out) (optional): which it is */
AtlasBlock *atlas_destination_find_block (AtlasPlan  *plan,
                                          const char *text,
                                          guint      *i);

G_END_DECLS
