#include "atlas-style-rules.h"

#define KEY(name, kind, type, member) { name, kind, G_STRUCT_OFFSET (type, member), 0, 0, FALSE }
#define SIZE(name, type, member, max) \
  { name, ATLAS_STYLE_NUMBER, G_STRUCT_OFFSET (type, member), 0, max, FALSE }
#define OPTIONAL(name, kind, type, member) \
  { name, kind, G_STRUCT_OFFSET (type, member), 0, 1000, TRUE }

const char *const atlas_style_fill_names[ATLAS_N_FILLS] = {
  [ATLAS_FILL_PAPER] = "paper",
  [ATLAS_FILL_OUTSIDE] = "outside",
  [ATLAS_FILL_LAND] = "land",
  [ATLAS_FILL_MOUNTAIN] = "mountain",
  [ATLAS_FILL_WATER] = "water",
  [ATLAS_FILL_ZONE_CORE] = "zone-core",
  [ATLAS_FILL_ZONE_CENTRAL] = "zone-central",
  [ATLAS_FILL_ZONE_SUBCENTER] = "zone-subcenter",
  [ATLAS_FILL_ZONE_NEWTOWNS] = "zone-newtowns",
  [ATLAS_FILL_ZONE_ECOLOGICAL] = "zone-ecological",
  [ATLAS_FILL_CLASS_KEY] = "class-key",
  [ATLAS_FILL_CLASS_RENEWAL] = "class-renewal",
  [ATLAS_FILL_CLASS_GENERAL] = "class-general",
};

const char *const atlas_style_line_names[ATLAS_N_LINES] = {
  [ATLAS_LINE_FRAME] = "frame",
  [ATLAS_LINE_MUNICIPALITY] = "municipality",
  [ATLAS_LINE_MUNICIPALITY_BAND] = "municipality-band",
  [ATLAS_LINE_DISTRICT] = "district",
  [ATLAS_LINE_ZONE] = "zone",
  [ATLAS_LINE_BLOCK] = "block",
  [ATLAS_LINE_RING_ROAD] = "ring-road",
  [ATLAS_LINE_EXPRESSWAY] = "expressway",
  [ATLAS_LINE_RIVER] = "river",
  [ATLAS_LINE_SHORE] = "shore",
  [ATLAS_LINE_AXIS] = "axis",
  [ATLAS_LINE_RAIL] = "rail",
  [ATLAS_LINE_CONTOUR] = "contour",
};

const char *const atlas_style_text_names[ATLAS_N_TEXTS] = {
  [ATLAS_TEXT_SERIES] = "series",
  [ATLAS_TEXT_TITLE] = "title",
  [ATLAS_TEXT_LEGEND_TITLE] = "legend-title",
  [ATLAS_TEXT_LEGEND] = "legend",
  [ATLAS_TEXT_NOTE] = "note",
  [ATLAS_TEXT_RECEIPT] = "receipt",
  [ATLAS_TEXT_SAMPLE] = "sample",
  [ATLAS_TEXT_PROVINCE] = "province",
  [ATLAS_TEXT_DISTRICT] = "district",
  [ATLAS_TEXT_ZONE] = "zone",
  [ATLAS_TEXT_AXIS] = "axis",
  [ATLAS_TEXT_WATER] = "water",
  [ATLAS_TEXT_ROAD] = "road",
  [ATLAS_TEXT_BLOCK] = "block",
  [ATLAS_TEXT_BUSINESS] = "business",
  [ATLAS_TEXT_PLACE] = "place",
};

const char *const atlas_style_symbol_names[ATLAS_N_SYMBOLS] = {
  [ATLAS_SYMBOL_BUSINESS] = "business",
  [ATLAS_SYMBOL_SITE_COMPOUNDS] = "site-compounds",
  [ATLAS_SYMBOL_SITE_BUILDINGS] = "site-buildings",
  [ATLAS_SYMBOL_SITE_FACTORIES] = "site-factories",
  [ATLAS_SYMBOL_STATION] = "station",
  [ATLAS_SYMBOL_LANDMARK] = "landmark",
  [ATLAS_SYMBOL_PROJECT] = "project",
};

const AtlasStyleRule atlas_style_line_rules[] = {
  KEY ("color", ATLAS_STYLE_COLOR, AtlasLineStyle, color),
  SIZE ("width", AtlasLineStyle, width, 100),
  OPTIONAL ("casing", ATLAS_STYLE_COLOR, AtlasLineStyle, casing),
  OPTIONAL ("casing_width", ATLAS_STYLE_NUMBER, AtlasLineStyle, casing_width),
  OPTIONAL ("dash", ATLAS_STYLE_DASH, AtlasLineStyle, dash),
  { NULL }
};

const AtlasStyleRule atlas_style_text_rules[] = {
  KEY ("font", ATLAS_STYLE_TEXT, AtlasTextStyle, family),
  { "size", ATLAS_STYLE_NUMBER, G_STRUCT_OFFSET (AtlasTextStyle, size), 1, 200, FALSE },
  { "weight", ATLAS_STYLE_INTEGER, G_STRUCT_OFFSET (AtlasTextStyle, weight), 100, 1000, FALSE },
  KEY ("italic", ATLAS_STYLE_BOOLEAN, AtlasTextStyle, italic),
  { "spacing", ATLAS_STYLE_NUMBER, G_STRUCT_OFFSET (AtlasTextStyle, spacing), -0.2, 5, FALSE },
  KEY ("color", ATLAS_STYLE_COLOR, AtlasTextStyle, color),
  OPTIONAL ("halo", ATLAS_STYLE_COLOR, AtlasTextStyle, halo),
  OPTIONAL ("halo_width", ATLAS_STYLE_NUMBER, AtlasTextStyle, halo_width),
  { NULL }
};

const AtlasStyleRule atlas_style_symbol_rules[] = {
  KEY ("shape", ATLAS_STYLE_SHAPE, AtlasSymbolStyle, shape),
  SIZE ("size", AtlasSymbolStyle, size, 100),
  KEY ("fill", ATLAS_STYLE_COLOR, AtlasSymbolStyle, fill),
  KEY ("outline", ATLAS_STYLE_COLOR, AtlasSymbolStyle, outline),
  SIZE ("outline_width", AtlasSymbolStyle, outline_width, 20),
  { NULL }
};

/* Lines nearer than half a point are a tint, and millions on a large sheet. */
const AtlasStyleRule atlas_style_hatch_rules[] = {
  { "angle", ATLAS_STYLE_NUMBER, G_STRUCT_OFFSET (AtlasHatchStyle, angle), -180, 180, FALSE },
  { "spacing", ATLAS_STYLE_NUMBER, G_STRUCT_OFFSET (AtlasHatchStyle, spacing), 0.5, 100, FALSE },
  { "width", ATLAS_STYLE_NUMBER, G_STRUCT_OFFSET (AtlasHatchStyle, width), 0.05, 20, FALSE },
  KEY ("color", ATLAS_STYLE_COLOR, AtlasHatchStyle, color),
  { NULL }
};

#define BOTH(name, type, member) \
  { name "_zh", ATLAS_STYLE_TEXT, G_STRUCT_OFFSET (type, member[ATLAS_LANGUAGE_ZH]), 0, 0, FALSE }, \
  { name "_en", ATLAS_STYLE_TEXT, G_STRUCT_OFFSET (type, member[ATLAS_LANGUAGE_EN]), 0, 0, FALSE }
#define BOTH_OPTIONAL(name, type, member) \
  { name "_zh", ATLAS_STYLE_TEXT, G_STRUCT_OFFSET (type, member[ATLAS_LANGUAGE_ZH]), 0, 0, TRUE }, \
  { name "_en", ATLAS_STYLE_TEXT, G_STRUCT_OFFSET (type, member[ATLAS_LANGUAGE_EN]), 0, 0, TRUE }

const AtlasStyleRule atlas_style_word_rules[] = {
  BOTH ("series", AtlasWords, series),
  BOTH ("legend", AtlasWords, legend),
  BOTH ("note", AtlasWords, note),
  BOTH ("sample", AtlasWords, sample),
  BOTH ("kilometres", AtlasWords, kilometres),
  BOTH ("low", AtlasWords, low),
  BOTH ("high", AtlasWords, high),
  BOTH ("less", AtlasWords, less),
  BOTH ("more", AtlasWords, more),
  BOTH ("minus_published", AtlasWords, minus_published),
  BOTH ("minus", AtlasWords, minus),
  BOTH ("density_unit", AtlasWords, density_unit[ATLAS_MEASURE_FLOOR_AREA]),
  BOTH ("filtered", AtlasWords, filtered),
  BOTH ("quantiles", AtlasWords, classified[ATLAS_CLASSIFICATION_QUANTILES]),
  BOTH ("equal_intervals", AtlasWords, classified[ATLAS_CLASSIFICATION_EQUAL_INTERVALS]),
  BOTH ("natural_breaks", AtlasWords, classified[ATLAS_CLASSIFICATION_NATURAL_BREAKS]),
  BOTH ("beyond_end", AtlasWords, beyond_end),
  BOTH ("nothing_counted", AtlasWords, nothing_counted),
  BOTH ("density_difference", AtlasWords, difference),
  BOTH ("no_difference", AtlasWords, no_difference),
  BOTH ("density_unit_count", AtlasWords, density_unit[ATLAS_MEASURE_COUNT]),
  BOTH ("density_unit_households", AtlasWords, density_unit[ATLAS_MEASURE_HOUSEHOLDS]),
  BOTH ("bandwidth", AtlasWords, bandwidth),
  BOTH ("bandwidth_neighbours", AtlasWords, bandwidth_neighbours),
  BOTH ("bandwidth_abramson", AtlasWords, bandwidth_abramson),
  BOTH ("contours", AtlasWords, contours),
  BOTH ("contours_step", AtlasWords, contours_step),
  BOTH ("contours_limits", AtlasWords, contours_limits),
  BOTH ("hebei", AtlasWords, hebei),
  BOTH ("tianjin", AtlasWords, tianjin),
  BOTH ("inset", AtlasWords, inset),
  BOTH ("north", AtlasWords, north),
  BOTH ("compounds", AtlasWords, sites[ATLAS_RESOURCE_COMPOUNDS]),
  BOTH ("buildings", AtlasWords, sites[ATLAS_RESOURCE_BUILDINGS]),
  BOTH ("factories", AtlasWords, sites[ATLAS_RESOURCE_FACTORIES]),
  BOTH ("standard", AtlasWords, standard),
  { NULL }
};

const AtlasStyleRule atlas_style_map_rules[] = {
  BOTH ("title", AtlasMapStyle, title),
  BOTH_OPTIONAL ("note", AtlasMapStyle, note),
  BOTH_OPTIONAL ("sample_note", AtlasMapStyle, sample_note),
  KEY ("content", ATLAS_STYLE_CONTENT, AtlasMapStyle, content),
  OPTIONAL ("resource", ATLAS_STYLE_RESOURCE, AtlasMapStyle, resource),
  OPTIONAL ("scale_bar", ATLAS_STYLE_MARKS, AtlasMapStyle, scale_bar),
  { NULL }
};

const AtlasStyleRule atlas_style_ramp_rules[] = {
  KEY ("colors", ATLAS_STYLE_RAMP, AtlasStyle, ramp),
  KEY ("difference", ATLAS_STYLE_RAMP, AtlasStyle, difference),
  OPTIONAL ("blue", ATLAS_STYLE_RAMP, AtlasStyle, ramps[ATLAS_RAMP_KIND_BLUE]),
  OPTIONAL ("green", ATLAS_STYLE_RAMP, AtlasStyle, ramps[ATLAS_RAMP_KIND_GREEN]),
  OPTIONAL ("viridis", ATLAS_STYLE_RAMP, AtlasStyle, ramps[ATLAS_RAMP_KIND_VIRIDIS]),
  { NULL }
};
