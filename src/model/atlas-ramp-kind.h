#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AtlasRampKind:
 * @ATLAS_RAMP_KIND_PLAN: the plan's, of each palette
 * @ATLAS_RAMP_KIND_BLUE: @ATLAS_RAMP_KIND_GREEN: from pale to dark
 * @ATLAS_RAMP_KIND_VIRIDIS: from yellow over green to purple
 *
 * Which colours a density has from low to high. Differences have their own.
 */
typedef enum
{
  ATLAS_RAMP_KIND_PLAN,
  ATLAS_RAMP_KIND_BLUE,
  ATLAS_RAMP_KIND_GREEN,
  ATLAS_RAMP_KIND_VIRIDIS,
} AtlasRampKind;

#define ATLAS_N_RAMP_KINDS 4

/* The word for files: plan, blue, green, viridis. */
const char *atlas_ramp_kind_get_key (AtlasRampKind  self);

/* Returns: -1: there is none of that key */
int         atlas_ramp_kind_find    (const char    *key);

G_END_DECLS
