#pragma once

#include "atlas-shapes.h"
#include "atlas-view.h"

G_BEGIN_DECLS

#define ATLAS_SILHOUETTE_N_ROWS 96

/**
 * AtlasSilhouette:
 * @box: of the municipality, scene coordinates
 * @left: @right: how far it reaches there in each of as many rows of equal
 *   height, from the top; @left is more than @right where it does not
 *
 * The municipality without its bays, a plain value: for finding where on a
 * picture it goes so that nothing lies on it.
 */
typedef struct
{
  AtlasBox box;
  double   left[ATLAS_SILHOUETTE_N_ROWS];
  double   right[ATLAS_SILHOUETTE_N_ROWS];
} AtlasSilhouette;

void      atlas_silhouette_init (AtlasSilhouette       *self,
                                 const AtlasShapes     *shapes);

/* Of something else: its box. */
void      atlas_silhouette_init_box (AtlasSilhouette   *self,
                                 const AtlasBox        *box);

/* Is it clear of all @covers in that view, which are as for atlas_silhouette_fit()? */
gboolean  atlas_silhouette_is_clear (const AtlasSilhouette *self,
                                 const AtlasView       *view,
                                 const AtlasBox        *covers,
                                 guint                  n_covers);

/**
 * atlas_silhouette_fit:
 * @margin: between it and the picture's edges, device units; as for @point see
 *   #AtlasView
 * @covers: (array length=n_covers): what lies on the picture, device units
 *
 * The view that shows it whole, as large as can be with no cover on it, and as
 * near to the middle of the picture as it then goes. Where covers leave no room
 * at all, they count as none.
 */
AtlasView atlas_silhouette_fit  (const AtlasSilhouette *self,
                                 double                 width,
                                 double                 height,
                                 double                 margin,
                                 double                 point,
                                 const AtlasBox        *covers,
                                 guint                  n_covers);

G_END_DECLS
