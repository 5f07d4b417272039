#pragma once

#include "atlas-classification.h"
#include "atlas-drawn-layer.h"
#include "atlas-measure.h"
#include "atlas-ramp-kind.h"
#include "atlas-vocabulary.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* All widths and sizes of a style are in typographic points (1/72 inch) as
 * they stand on an A3 sheet. Colours are straight, not premultiplied, 0–1. */

typedef struct
{
  double red;
  double green;
  double blue;
  double alpha;
} AtlasColor;

typedef enum
{
  ATLAS_FILL_PAPER,       /* the page */
  ATLAS_FILL_OUTSIDE,     /* land outside the municipality */
  ATLAS_FILL_LAND,        /* inside the municipality */
  ATLAS_FILL_MOUNTAIN,    /* tint over land */
  ATLAS_FILL_WATER,
  ATLAS_FILL_ZONE_CORE,   /* then the other zones in the order of AtlasZone */
  ATLAS_FILL_ZONE_CENTRAL,
  ATLAS_FILL_ZONE_SUBCENTER,
  ATLAS_FILL_ZONE_NEWTOWNS,
  ATLAS_FILL_ZONE_ECOLOGICAL,
  ATLAS_FILL_CLASS_KEY,   /* then the other classes in the order of AtlasClass */
  ATLAS_FILL_CLASS_RENEWAL,
  ATLAS_FILL_CLASS_GENERAL,
} AtlasFillId;
#define ATLAS_N_FILLS (ATLAS_FILL_CLASS_GENERAL + 1)

typedef enum
{
  ATLAS_LINE_FRAME,       /* the map's neat line on a sheet */
  ATLAS_LINE_MUNICIPALITY,
  ATLAS_LINE_MUNICIPALITY_BAND, /* the soft band inside the border */
  ATLAS_LINE_DISTRICT,
  ATLAS_LINE_ZONE,
  ATLAS_LINE_BLOCK,
  ATLAS_LINE_RING_ROAD,
  ATLAS_LINE_EXPRESSWAY,
  ATLAS_LINE_RIVER,
  ATLAS_LINE_SHORE,
  ATLAS_LINE_AXIS,
  ATLAS_LINE_RAIL,
  ATLAS_LINE_CONTOUR,  /* of equal density */
} AtlasLineId;
#define ATLAS_N_LINES (ATLAS_LINE_CONTOUR + 1)

typedef struct
{
  AtlasColor color;
  double     width;
  AtlasColor casing;       /* drawn beneath, wider; alpha 0: none */
  double     casing_width; /* of the whole, casing included */
  double     dash[4];
  guint      n_dash;
} AtlasLineStyle;

typedef enum
{
  ATLAS_TEXT_SERIES,      /* sheet: the series title */
  ATLAS_TEXT_TITLE,       /* sheet: the map's title */
  ATLAS_TEXT_LEGEND_TITLE,
  ATLAS_TEXT_LEGEND,
  ATLAS_TEXT_NOTE,        /* notes, sources, scale bar */
  ATLAS_TEXT_RECEIPT,     /* how a density was computed */
  ATLAS_TEXT_SAMPLE,      /* 示例数据 */
  ATLAS_TEXT_PROVINCE,    /* 河北省, 天津市 */
  ATLAS_TEXT_DISTRICT,
  ATLAS_TEXT_ZONE,
  ATLAS_TEXT_AXIS,
  ATLAS_TEXT_WATER,
  ATLAS_TEXT_ROAD,
  ATLAS_TEXT_BLOCK,
  ATLAS_TEXT_BUSINESS,
  ATLAS_TEXT_PLACE,       /* stations, landmarks, projects */
} AtlasTextId;
#define ATLAS_N_TEXTS (ATLAS_TEXT_PLACE + 1)

typedef struct
{
  char       *family;     /* a Pango family list */
  double      size;       /* em height */
  int         weight;     /* 100–1000 as in Pango */
  gboolean    italic;
  double      spacing;    /* extra space between letters, in em; half of it for Latin */
  AtlasColor  color;
  AtlasColor  halo;       /* alpha 0: none */
  double      halo_width; /* on each side */
} AtlasTextStyle;

typedef enum
{
  ATLAS_SYMBOL_BUSINESS,
  ATLAS_SYMBOL_SITE_COMPOUNDS, /* then the other sites in the order of AtlasResource */
  ATLAS_SYMBOL_SITE_BUILDINGS,
  ATLAS_SYMBOL_SITE_FACTORIES,
  ATLAS_SYMBOL_STATION,
  ATLAS_SYMBOL_LANDMARK,
  ATLAS_SYMBOL_PROJECT,
} AtlasSymbolId;
#define ATLAS_N_SYMBOLS (ATLAS_SYMBOL_PROJECT + 1)

typedef enum
{
  ATLAS_SYMBOL_SHAPE_CIRCLE,
  ATLAS_SYMBOL_SHAPE_SQUARE,
  ATLAS_SYMBOL_SHAPE_DIAMOND,
  ATLAS_SYMBOL_SHAPE_TRIANGLE,
  ATLAS_SYMBOL_SHAPE_STAR,
} AtlasSymbolShape;

typedef struct
{
  AtlasSymbolShape shape;
  double           size;    /* across */
  AtlasColor       fill;
  AtlasColor       outline;
  double           outline_width;
} AtlasSymbolStyle;

/* Parallel lines over a fill. */
typedef struct
{
  double     angle;   /* degrees, counter-clockwise from the horizontal */
  double     spacing; /* from one line's middle to the next one's */
  double     width;   /* 0: no hatch */
  AtlasColor color;
} AtlasHatchStyle;

typedef enum
{
  ATLAS_LEGEND_FILL,   /* number: AtlasFillId */
  ATLAS_LEGEND_LINE,   /* AtlasLineId */
  ATLAS_LEGEND_SYMBOL, /* AtlasSymbolId */
  ATLAS_LEGEND_RAMP,   /* the density ramp, low to high */
} AtlasLegendKind;

typedef struct
{
  AtlasLegendKind  kind;
  guint            number;
  char            *text[2]; /* by AtlasLanguage */
} AtlasLegendEntry;

typedef enum
{
  ATLAS_CONTENT_ZONES     = 1 << 0, /* zone fills */
  ATLAS_CONTENT_BLOCKS    = 1 << 1, /* blocks by class */
  ATLAS_CONTENT_DENSITY   = 1 << 2,
  ATLAS_CONTENT_BUSINESS  = 1 << 3, /* business districts */
  ATLAS_CONTENT_AXES      = 1 << 4,
  ATLAS_CONTENT_INSET     = 1 << 5, /* sheet: the centre in an inset */
} AtlasContent;

#define ATLAS_N_MAPS 6
#define ATLAS_SCALE_BAR_MARKS 6

/* One of the plan's maps; texts by AtlasLanguage. */
typedef struct
{
  char             *title[2];
  char             *note[2];        /* (nullable) */
  char             *sample_note[2]; /* (nullable): in place of the note for sample data */
  AtlasContent      content;
  int               resource;       /* AtlasResource of a density map, else -1 */
  AtlasLegendEntry *legend;
  guint             n_legend;
  double            scale_bar[ATLAS_SCALE_BAR_MARKS]; /* km, from 0; n 0: chosen to fit */
  guint             n_scale_bar;
} AtlasMapStyle;

#define ATLAS_RAMP_MAX 16

/* Evenly spaced, low to high. */
typedef struct
{
  AtlasColor colors[ATLAS_RAMP_MAX];
  guint      n;
} AtlasRampColors;

/* Words on maps and sheets that are not names; by AtlasLanguage. */
typedef struct
{
  char *series[2];         /* 北京市城市更新专项规划 */
  char *legend[2];         /* 图例 */
  char *note[2];           /* 备注 */
  char *sample[2];         /* 示例数据 */
  char *kilometres[2];     /* 千米 */
  char *low[2];            /* 低 */
  char *high[2];           /* 高 */
  char *less[2];           /* 较低 */
  char *more[2];           /* 较高 */
  char *minus_published[2]; /* 与已发布规划之差 */
  char *minus[2];          /* 与“%s”之差 */
  char *filtered[2];       /* 仅：%s */
  char *classified[ATLAS_N_CLASSIFICATIONS][2]; /* 分位数分级; none has none */
  char *beyond_end[2];     /* 最高 %s */
  char *nothing_counted[2]; /* 没有符合条件的地点 */
  char *difference[2];     /* 密度之差 */
  char *no_difference[2];  /* 各处均无差异 */
  char *density_unit[ATLAS_N_MEASURES][2]; /* 万㎡/km² */
  char *bandwidth[2];      /* %g stands for metres; not a printf format: replace it */
  char *bandwidth_neighbours[2]; /* %s stands for the number of the neighbour, as well */
  char *bandwidth_abramson[2];   /* %g stands for the metres of the pilot, as well */
  char *contours[2];             /* 等值线 */
  char *contours_step[2];        /* %s stands for how far apart their values are, as well */
  char *contours_limits[2];      /* %s stands for the unit of the classes' limits, as well */
  char *hebei[2];
  char *tianjin[2];
  char *inset[2];          /* 四环路以内 */
  char *north[2];          /* 北 */
  char *sites[ATLAS_N_RESOURCES][2]; /* 老旧小区, 老旧楼宇, 老旧厂房 */
  char *standard[2];       /* the palette's name that the file is without a variant */
} AtlasWords;

/**
 * AtlasStyle:
 *
 * How everything drawn looks, read from one text file a person can edit.
 * Immutable, reference-counted, any thread.
 */
typedef struct
{
  AtlasColor       fills[ATLAS_N_FILLS];
  AtlasLineStyle   lines[ATLAS_N_LINES];
  AtlasTextStyle   texts[ATLAS_N_TEXTS];
  AtlasSymbolStyle symbols[ATLAS_N_SYMBOLS];
  AtlasHatchStyle  hatches[ATLAS_N_FILLS];
  AtlasRampColors  ramp;
  AtlasRampColors  difference; /* nothing is in the middle */
  AtlasRampColors  ramps[ATLAS_N_RAMP_KINDS]; /* the others; without colours where the file
                                               * has none */
  AtlasMapStyle    maps[ATLAS_N_MAPS];
  AtlasWords       words;
  char            *layers[ATLAS_N_DRAWN_LAYERS][2]; /* their names, by AtlasLanguage */
  GPtrArray       *variants; /* private */
} AtlasStyle;

/**
 * atlas_style_parse:
 * @name: what errors call the file
 * @data: (array length=size): UTF-8 text
 *
 * Every value must be there and right: a fault is %ATLAS_ERROR_FORMAT naming
 * file, line, group and key, what is wrong and what would be right.
 */
AtlasStyle *atlas_style_parse (const char  *name,
                               const char  *data,
                               gsize        size,
                               GError     **error);
AtlasStyle *atlas_style_load  (const char  *path,
                               GError     **error);

/* The standard style that is compiled in. */
AtlasStyle *atlas_style_new_standard (void);

/* The palettes of a file: number 0, “standard”, is the file without any. */
guint       atlas_style_get_n_variants   (const AtlasStyle *self);
const char *atlas_style_get_variant_key  (const AtlasStyle *self,
                                          guint             i);
const char *atlas_style_get_variant_name (const AtlasStyle *self,
                                          guint             i,
                                          AtlasLanguage     language);

/**
 * atlas_style_new_variant:
 *
 * Returns: (transfer full) (nullable): a whole style in that palette, which has
 *   no other palettes; %NULL: there is no such palette
 */
AtlasStyle *atlas_style_new_variant (const AtlasStyle *self,
                                     const char       *key);

#define ATLAS_TEXT_SCALE_MIN 0.5
#define ATLAS_TEXT_SCALE_MAX 3.0

/**
 * atlas_style_new_scaled:
 * @text_scale: %ATLAS_TEXT_SCALE_MIN to %ATLAS_TEXT_SCALE_MAX
 *
 * The same style and palettes with larger or smaller lettering: names on the
 * map, legend, notes and the words for sample data, with their halos, and the
 * symbols names stand beside. Titles of sheets, for which a sheet's head has
 * just room, lines and hatches keep their sizes. A sheet has room for about
 * 1.5; beyond it makes its legend smaller again.
 *
 * Returns: (transfer full)
 */
AtlasStyle *atlas_style_new_scaled  (const AtlasStyle *self,
                                     double            text_scale);

AtlasStyle *atlas_style_ref   (AtlasStyle  *self);
void        atlas_style_unref (AtlasStyle  *self);

/* At @t from 0 to 1, linear between the colours. */
AtlasColor  atlas_ramp_colors_get (const AtlasRampColors *self,
                                   double                 t);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasStyle, atlas_style_unref)

G_END_DECLS
