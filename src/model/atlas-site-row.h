#pragma once

#include "atlas-block.h"

G_BEGIN_DECLS

/**
 * AtlasSiteRow:
 * @block: that it is in; outside of blocks all is unknown
 * @year_built: NAN: unknown
 * @households: NAN: unknown
 *
 * What filters can ask of a site.
 */
typedef struct
{
  AtlasBlockValues block;
  double           year_built;
  double           households;
} AtlasSiteRow;

G_END_DECLS
