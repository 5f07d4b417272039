#pragma once

#include "atlas-scene.h"

G_BEGIN_DECLS

/**
 * atlas_density_words_list:
 * @scene: of a map with a density
 *
 * What must be said of a density for its colours to be understood, in the words of the
 * scene's style and language: the unit and how far the kernel reaches; which sites they
 * are, if not all; what was taken from them; how the values are put into classes; that
 * some lie beyond the ramp's end, or that there is nothing at all.
 *
 * Returns: (transfer full) (element-type utf8): one line each
 */
GPtrArray *atlas_density_words_list          (const AtlasScene *scene);

/* Of which values lines of equal density are, with the unit. They are those beside the
 * ramp: rise by equal steps, or are the limits of classes. @scene: with two such values or
 * more. Returns: (transfer full) */
char      *atlas_density_words_dup_contours  (const AtlasScene *scene);

/**
 * atlas_density_words_dup_line:
 * @bandwidth: with how far the kernel reaches
 *
 * What numbers that were found in the density are of, in one line: the resource, what is
 * counted, its unit, which sites they are, if not all, and what was taken from them. What
 * is counted in the language of the interface, the rest as in the legend.
 *
 * Returns: (transfer full)
 */
char      *atlas_density_words_dup_line      (const AtlasScene *scene,
                                              gboolean          bandwidth);

/* @value: in the ramp's unit. Three digits are more than colours tell. Returns:
 * (transfer full) */
char      *atlas_density_words_format_number (double            value);

G_END_DECLS
