#pragma once

#include "atlas-city.h"
#include "atlas-plan.h"

G_BEGIN_DECLS

/* Gives @plan the layers that are shown but not edited: zones, districts,
 * authorities, the base map, business districts, projects, landmarks, stations. */
void atlas_sample_add_layers (AtlasPlan       *plan,
                              const AtlasCity *city);

G_END_DECLS
