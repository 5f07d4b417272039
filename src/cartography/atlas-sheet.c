#include "atlas-sheet.h"

#include "atlas-error.h"

void
atlas_sheet_paint (cairo_t          *cr,
                   const AtlasScene *scene,
                   AtlasPaper        paper,
                   double            dpi)
{
}

gboolean
atlas_sheet_export (const AtlasScene  *scene,
                    AtlasFormat        format,
                    AtlasPaper         paper,
                    double             dpi,
                    const char        *path,
                    GCancellable      *cancellable,
                    GError           **error)
{
  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS, "%s", path);
  return FALSE;
}
