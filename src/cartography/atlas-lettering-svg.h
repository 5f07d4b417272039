#pragma once

#include "atlas-style.h"

#include <cairo.h>

G_BEGIN_DECLS

/* Writes text as SVG text elements: begin, any number of pieces, end. */

/* @matrix: from the pieces' coordinates to those of the picture. @point: units
 * of the pieces' coordinates per typographic point. @spacing: between letters,
 * in these units too. */
void atlas_lettering_svg_begin (GString              *svg,
                                const cairo_matrix_t *matrix,
                                const AtlasTextStyle *style,
                                double                point,
                                double                spacing,
                                AtlasLanguage         language);

/* @text, @length bytes of it (-1: all), its baseline beginning at (@x, @y). */
void atlas_lettering_svg_add   (GString              *svg,
                                const char           *text,
                                gssize                length,
                                double                x,
                                double                y);
void atlas_lettering_svg_end   (GString              *svg);

G_END_DECLS
