#pragma once

#include "atlas-box.h"
#include "atlas-style.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * AtlasLettering:
 *
 * Draws text by Pango, with halo, letter spacing and the language's glyphs.
 * One per thread and picture: Pango's font map belongs to its thread.
 *
 * Where a cairo_t carries a record (see atlas_lettering_record()), texts are
 * noted there as well as measured, and not drawn: cairo's SVG would turn them
 * into outlines, so that nobody could search or copy them.
 */
typedef struct _AtlasLettering AtlasLettering;

/* @point: device units per typographic point, see AtlasView. */
AtlasLettering *atlas_lettering_new     (AtlasLanguage          language,
                                         double                 point);
void            atlas_lettering_free    (AtlasLettering        *self);

/* Width and height, in device units, of text that is broken into lines at @width
 * (device units; <= 0: only at line feeds): from the first letter of the widest
 * line to its last, without the space that spaced letters have on their outer
 * side, by the height of all lines with what the font leaves between lines.
 * @text_width, @text_height: (nullable) */
void            atlas_lettering_measure (AtlasLettering        *self,
                                         const AtlasTextStyle  *style,
                                         const char            *text,
                                         double                 width,
                                         double                *text_width,
                                         double                *text_height);

/* What the letters themselves cover, relative to the upper left corner of the
 * text's box: narrower in height than the lines. */
AtlasBox        atlas_lettering_measure_ink (AtlasLettering    *self,
                                         const AtlasTextStyle  *style,
                                         const char            *text,
                                         double                 width);

/* @x, @y: upper left corner of the text's box; @align: 0 left, 0.5, 1 of lines;
 * @angle: radians, clockwise, about (@x, @y). */
void            atlas_lettering_draw    (AtlasLettering        *self,
                                         cairo_t               *cr,
                                         const AtlasTextStyle  *style,
                                         const char            *text,
                                         double                 x,
                                         double                 y,
                                         double                 width,
                                         double                 align,
                                         double                 angle);

/* One letter after the other, as along a river: letter i is centred on
 * @centres[i], which has a point for each letter of @text; all are turned by
 * @angle, radians, clockwise. The style's spacing does not count. */
void            atlas_lettering_draw_spread (AtlasLettering    *self,
                                         cairo_t               *cr,
                                         const AtlasTextStyle  *style,
                                         const char            *text,
                                         const AtlasPoint      *centres,
                                         double                 angle);

/* A record of texts for SVG: from now on everything lettered on @cr goes to
 * @svg as <text> elements in device units (halo by paint-order). @svg must
 * outlive @cr. */
void            atlas_lettering_record  (cairo_t               *cr,
                                         GString               *svg);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasLettering, atlas_lettering_free)

G_END_DECLS
