#pragma once

#include "atlas-scene.h"
#include "atlas-view.h"

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

/* The same where the page is @unit device units a point: a picture of 300 dpi
 * has 300 / 72. Shapes and letters then follow the device's pixels. */
void     atlas_sheet_paint_scaled (cairo_t          *cr,
                                   const AtlasScene *scene,
                                   AtlasPaper        paper,
                                   double            unit);

/* Width and height of a page, landscape, in points. */
void     atlas_paper_get_size (AtlasPaper  paper,
                               double     *width,
                               double     *height);

/* The view of the map on the page, in points; its upper left corner is the
 * frame's. */
AtlasView atlas_sheet_get_view (const AtlasScene *scene,
                                AtlasPaper        paper);

/* Series and map title, as the file's title has them. */
char    *atlas_sheet_dup_title (const AtlasScene  *scene);

/* Can a sheet be made at this resolution? Else %ATLAS_ERROR_ARGUMENT says what
 * is possible. */
gboolean atlas_sheet_check_size (AtlasFormat format,
                                 AtlasPaper  paper,
                                 double      dpi,
                                 GError    **error);

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
