#pragma once

#include "atlas-check.h"

G_BEGIN_DECLS

/* The parts of atlas_check_new(), each in a file of its own. */

void     atlas_check_codes  (AtlasCheck             *self,
                             const AtlasBlockTable  *blocks);
void     atlas_check_areas  (AtlasCheck             *self,
                             const AtlasBlockTable  *blocks);
void     atlas_check_sites  (AtlasCheck             *self,
                             const AtlasBlockTable  *blocks);
gboolean atlas_check_shapes (AtlasCheck             *self,
                             const AtlasBlockTable  *blocks,
                             GCancellable           *cancellable,
                             GError                **error);

G_END_DECLS
