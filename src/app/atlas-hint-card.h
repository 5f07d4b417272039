#pragma once

#include "atlas-box.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasHintCard:
 *
 * A piece of paper at the lower left of the map that says what a tool has to
 * say: a heading and lines below it. Hidden while there is nothing to say, and
 * at the upper left, by its `valign`, while the pointer is where it would be.
 */
#define ATLAS_TYPE_HINT_CARD (atlas_hint_card_get_type ())
G_DECLARE_FINAL_TYPE (AtlasHintCard, atlas_hint_card, ATLAS, HINT_CARD, GtkWidget)

/* @text: (nullable): lines, the first of them the heading */
void        atlas_hint_card_set_text (AtlasHintCard *self,
                                      const char    *text);

/* (nullable) */
const char *atlas_hint_card_get_text (AtlasHintCard *self);

/* The pointer is at @x, @y of the card's parent, NAN: nowhere; @place is the
 * card's at the lower left. */
void        atlas_hint_card_keep_off (AtlasHintCard  *self,
                                      const AtlasBox *place,
                                      double          x,
                                      double          y);

G_END_DECLS
