#pragma once

#include "atlas-style.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasChip:
 *
 * A word on a round ground, which may have a colour of the maps.
 *
 * Property `label`.
 */
#define ATLAS_TYPE_CHIP (atlas_chip_get_type ())
G_DECLARE_FINAL_TYPE (AtlasChip, atlas_chip, ATLAS, CHIP, GtkWidget)

void           atlas_chip_set_label (AtlasChip        *self,
                                     const char       *label);
const char    *atlas_chip_get_label (AtlasChip        *self);

/* @color: (nullable): the ground's; the word is dark or light, as it is read
 * better. %NULL: as the interface's colours are. */
void           atlas_chip_set_color (AtlasChip        *self,
                                     const AtlasColor *color);

/* (nullable): none has been set */
const GdkRGBA *atlas_chip_get_color (AtlasChip        *self);

G_END_DECLS
