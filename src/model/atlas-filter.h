#pragma once

#include "atlas-site-row.h"

G_BEGIN_DECLS

/**
 * AtlasFilter:
 *
 * Which blocks are meant, in a small language of its own:
 *
 *     class = key and implementation_rate >= 80%
 *     zone in (core, central) or name ~ 胡同 and not (station_distance > 500)
 *     class = 重点 且 (main_function is unknown 或 renewable_floor_area > 1e5)
 *
 * It is made of comparisons, “and”, “or”, “not” and parentheses; “not” binds
 * closest, then “and”. A comparison is a field, then one of
 *
 *     = != < <= > >=      numbers; texts and words know = and != only
 *     in (VALUE, VALUE …)  it is one of these
 *     ~                   a text contains this one, upper and lower case alike
 *     is known, is unknown
 *
 * Fields are the columns of atlas_block_field_info() and
 * `renewable_floor_area`, the sum of those of the four floor areas that are
 * known; units are the columns'. Fields and “and”, “in” and so on are read in
 * upper and lower case. 且 或 非 属于 为 已知 未知 are and, or, not, in, is,
 * known, unknown; blanks stand around them as around English ones. Full-width
 * signs, ≠ ≤ ≥ and 、 are read as well.
 *
 * Values: numbers like 80, -0.5 or 1e6, behind which a % may stand where the
 * field is in percent; words of a vocabulary by key or label, Chinese or
 * English; texts, equal when they are the same after NFC. A value that is more
 * than letters, digits and “_ - . + ·”, or is a word of the language, stands in
 * quotes, single, double or “typographic”; the closing one is doubled within.
 *
 * What is unknown is not 0 and not the empty text: a comparison with it does
 * not hold, neither = nor !=, and only “is unknown” does. “not (…)” turns
 * round whatever stands in it. So `class != key` are blocks that have another
 * class, and `not (class = key)` those and the ones without any.
 *
 * Immutable and reference-counted: any thread may hold and ask it.
 */
typedef struct _AtlasFilter AtlasFilter;

/**
 * atlas_filter_parse:
 * @text: at most 1 MiB, of any bytes
 *
 * %ATLAS_ERROR_ARGUMENT: it is no filter; the message says at which character,
 * what stands there, and what can.
 *
 * Returns: (transfer full)
 */
AtlasFilter *atlas_filter_parse     (const char             *text,
                                     GError                **error);

/* The same for sites: fields are those of their blocks, `year_built` and
 * `households`. Asked by atlas_filter_matches_site() only. */
AtlasFilter *atlas_filter_parse_for_sites (const char       *text,
                                     GError                **error);
AtlasFilter *atlas_filter_ref       (AtlasFilter            *self);
void         atlas_filter_unref     (AtlasFilter            *self);

gboolean     atlas_filter_matches   (const AtlasFilter      *self,
                                     const AtlasBlockValues *values);

gboolean     atlas_filter_matches_site (const AtlasFilter   *self,
                                     const AtlasSiteRow     *row);

/**
 * atlas_filter_to_string:
 *
 * The filter in its canonical form: English, words by their keys, texts in
 * double quotes, lists sorted and without repetition, no parentheses that
 * change nothing. Parsing it gives an equal filter, with the same form.
 *
 * Returns: (transfer full)
 */
char        *atlas_filter_to_string (const AtlasFilter      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasFilter, atlas_filter_unref)

G_END_DECLS
