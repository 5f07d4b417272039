#pragma once

#include "atlas-scene.h"

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* A landscape page with series title, map title, map, legend, note, scale bar,
 * north arrow and, for made-up data, 示例数据. The scene's shapes must be of
 * %ATLAS_CRS_PLANE. */

typedef enum
{
  ATLAS_PAPER_A4,
  ATLAS_PAPER_A3,
  ATLAS_PAPER_A2,
  ATLAS_PAPER_A1,
  ATLAS_PAPER_A0,
} AtlasPaper;

typedef enum
{
  ATLAS_FORMAT_PNG,
  ATLAS_FORMAT_PDF,
  ATLAS_FORMAT_SVG,
} AtlasFormat;

/* Paints the page on @cr, whose units are points of the page; @dpi is the
 * resolution that pictures in it (densities) aim at. */
void     atlas_sheet_paint  (cairo_t           *cr,
                             const AtlasScene  *scene,
                             AtlasPaper         paper,
                             double             dpi);

/**
 * atlas_sheet_export:
 * @dpi: of a PNG; of the pictures in PDF and SVG
 *
 * Writes a sheet to @path by way of a temporary file beside it: after a
 * failure or a cancel there is no half-written file. Blocking; any thread.
 */
gboolean atlas_sheet_export (const AtlasScene  *scene,
                             AtlasFormat        format,
                             AtlasPaper         paper,
                             double             dpi,
                             const char        *path,
                             GCancellable      *cancellable,
                             GError           **error);

G_END_DECLS
