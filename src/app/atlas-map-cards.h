#pragma once

#include "atlas-legend-card.h"

G_BEGIN_DECLS

#define ATLAS_MAP_CARDS_N_OTHERS 3
#define ATLAS_MAP_CARDS_N_NOTES 3
#define ATLAS_MAP_CARDS_N (1 + ATLAS_MAP_CARDS_N_OTHERS)

/**
 * AtlasMapCards:
 * @legend: goes to its corner, clear of @others
 * @others: in corners of the map by their `halign` and `valign`, each clear of
 *   those before it
 * @notes: come and go and are no cover; in their corners likewise, clear of all
 *   that is before them and of @bar
 * @bar: what is over the foot of the map for a while, in the place that
 *   atlas_map_cards_place_bar() gave it; empty: nothing
 *
 * What lies over a map, borrowed, and where it goes; a plain value. Widths and
 * heights are the map's, CSS pixels.
 */
typedef struct
{
  AtlasLegendCard *legend;
  GtkWidget       *others[ATLAS_MAP_CARDS_N_OTHERS];
  GtkWidget       *notes[ATLAS_MAP_CARDS_N_NOTES];
  AtlasBox         bar;
} AtlasMapCards;

/* The legend's place, clear of the others: in the first of its forms that there is
 * room for, else folded. Returns: %FALSE: there is no room at all */
gboolean atlas_map_cards_place_legend (const AtlasMapCards *self,
                                       int                  width,
                                       int                  height,
                                       AtlasBox            *place);

/* Where @note, one of the notes, would be in that corner. Returns: %FALSE: there
 * is no room for it */
gboolean atlas_map_cards_place_note   (const AtlasMapCards *self,
                                       GtkWidget           *note,
                                       AtlasCorner          corner,
                                       int                  width,
                                       int                  height,
                                       AtlasBox            *place);

/**
 * atlas_map_cards_place_bar:
 * @bar: is at the foot of the map
 *
 * Where @bar goes: beside the cards there, in the middle or as near to that as they
 * let it, narrower than it would like to be where need is.
 *
 * Returns: %FALSE: it has no room beside them, and lies on some
 */
gboolean atlas_map_cards_place_bar    (const AtlasMapCards *self,
                                       GtkWidget           *bar,
                                       int                  width,
                                       int                  height,
                                       AtlasBox            *place);

/* The place of any of them, as an overlay wants it; the legend's moved as far
 * as it is being dragged. */
gboolean atlas_map_cards_allocate     (const AtlasMapCards *self,
                                       GtkWidget           *card,
                                       int                  width,
                                       int                  height,
                                       GdkRectangle        *allocation);

/* Where they are on a map of that size, notes left out; @places has room for
 * %ATLAS_MAP_CARDS_N. An unfolded legend is first, and then @has_legend; but not
 * one that was asked for although it leaves less than half of the map.
 * Returns: how many boxes are set */
guint    atlas_map_cards_list_places  (const AtlasMapCards *self,
                                       int                  width,
                                       int                  height,
                                       AtlasBox            *places,
                                       gboolean            *has_legend);

/* What of @map they cover. Returns: how many boxes are set in @covers, at most
 * %ATLAS_MAP_CARDS_N */
guint    atlas_map_cards_list_covers  (const AtlasMapCards *self,
                                       GtkWidget           *map,
                                       AtlasBox            *covers);

G_END_DECLS
