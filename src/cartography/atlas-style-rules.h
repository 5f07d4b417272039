#pragma once

#include "atlas-style-reader.h"

G_BEGIN_DECLS

/* What a style file may and must hold: the names of things, and for each kind
 * of group a table of rules. Every key is required unless its rule says
 * otherwise. Private to cartography. */

extern const char *const atlas_style_fill_names[ATLAS_N_FILLS];
extern const char *const atlas_style_line_names[ATLAS_N_LINES];
extern const char *const atlas_style_text_names[ATLAS_N_TEXTS];
extern const char *const atlas_style_symbol_names[ATLAS_N_SYMBOLS];

extern const AtlasStyleRule atlas_style_line_rules[];   /* of an AtlasLineStyle */
extern const AtlasStyleRule atlas_style_text_rules[];   /* of an AtlasTextStyle */
extern const AtlasStyleRule atlas_style_symbol_rules[]; /* of an AtlasSymbolStyle */
extern const AtlasStyleRule atlas_style_hatch_rules[];  /* of an AtlasHatchStyle */
extern const AtlasStyleRule atlas_style_word_rules[];   /* of the AtlasWords */
extern const AtlasStyleRule atlas_style_map_rules[];    /* of an AtlasMapStyle */
extern const AtlasStyleRule atlas_style_ramp_rules[];   /* of the AtlasStyle */

G_END_DECLS
