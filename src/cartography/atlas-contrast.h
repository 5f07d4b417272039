#pragma once

#include "atlas-style.h"

G_BEGIN_DECLS

/* Is white lettering easier to read on @color than black? By the contrast ratio
 * of WCAG 2.1, success criterion 1.4.3; alpha counts for nothing. Any thread. */
gboolean atlas_contrast_is_dark (const AtlasColor *color);

G_END_DECLS
