#pragma once

#include "atlas-scene-options.h"

#include <glib.h>

G_BEGIN_DECLS

/* Layers of the six maps as the settings keep them: an array of (map, layers from
 * the ground up as (key, shown, opacity), keys of hidden classes and zones). Pure. */

/* @options: (array fixed-size=6): by map. Returns: (transfer floating) */
GVariant *atlas_layer_settings_write (const AtlasSceneOptions *options);

/* What is not known, or can't be, is passed over: @options stay as they are. */
void      atlas_layer_settings_read  (AtlasSceneOptions       *options,
                                      GVariant                *layers);

G_END_DECLS
