#pragma once

#include "atlas-region.h"
#include "atlas-view.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  ATLAS_RUBBER_BAND_RECTANGLE, /* between where the drag began and where it is */
  ATLAS_RUBBER_BAND_LASSO,     /* along its way, and straight back */
} AtlasRubberBandShape;

/**
 * AtlasRubberBand:
 *
 * The line that a drag pulls around things on a map. All places are scene
 * coordinates, so that it stays where it is when the map moves. Main thread.
 */
typedef struct _AtlasRubberBand AtlasRubberBand;

/* @removes: it is drawn as what takes off, dashed, and brightens what it holds */
AtlasRubberBand *atlas_rubber_band_new         (AtlasRubberBandShape   shape,
                                                gboolean               removes,
                                                AtlasPoint             from);
void             atlas_rubber_band_free        (AtlasRubberBand       *self);

gboolean         atlas_rubber_band_removes     (const AtlasRubberBand *self);

/* @view: what is seen of the scene; its unit is the CSS pixel: a lasso has no
 * corners that nobody sees. */
void             atlas_rubber_band_pull        (AtlasRubberBand       *self,
                                                const AtlasView       *view,
                                                AtlasPoint             to);

void             atlas_rubber_band_snapshot    (const AtlasRubberBand *self,
                                                GtkSnapshot           *snapshot,
                                                const AtlasView       *view);

/* (transfer full) */
AtlasRegion     *atlas_rubber_band_make_region (const AtlasRubberBand *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasRubberBand, atlas_rubber_band_free)

G_END_DECLS
