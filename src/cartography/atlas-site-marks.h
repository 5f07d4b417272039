#pragma once

#include "atlas-scene.h"
#include "atlas-view.h"

#include <cairo.h>

G_BEGIN_DECLS

/* Rings around sites that are others than they were, told apart by their shape: a
 * new one has a plus beside it, a changed one a dot; one that was moved has an
 * arrow from where it was; where one was deleted, the ring is broken and empty but
 * for a cross. Dark and light, to be seen on every fill, and only where sites are
 * drawn. Never on sheets. Any thread, one cairo_t each. */

typedef enum
{
  ATLAS_SITE_MARK_ADDED,
  ATLAS_SITE_MARK_MOVED,
  ATLAS_SITE_MARK_DELETED,
  ATLAS_SITE_MARK_EDITED, /* at the same place */
} AtlasSiteMarkKind;
#define ATLAS_N_SITE_MARKS (ATLAS_SITE_MARK_EDITED + 1)

/**
 * AtlasSiteMark:
 * @resource: AtlasResource, whose symbol is drawn within the ring; below 0: none
 * @was: @is: where the site stood and stands; the same but of a moved one
 */
typedef struct
{
  AtlasSiteMarkKind kind;
  int               resource;
  AtlasPoint        was;
  AtlasPoint        is;
} AtlasSiteMark;

/* From EPSG:4548 to the coordinates of scenes in @crs. Places that are not known,
 * NaN, are never seen. */
void     atlas_site_marks_project (AtlasSiteMark       *marks,
                                   guint                n_marks,
                                   AtlasCrs             crs);

/* @marks: (array length=n_marks): with places in @scene's coordinates */
void     atlas_site_marks_paint   (cairo_t             *cr,
                                   const AtlasView     *view,
                                   const AtlasScene    *scene,
                                   const AtlasSiteMark *marks,
                                   guint                n_marks);

/**
 * atlas_site_marks_measure:
 * @box: (out): what atlas_site_marks_paint() covers of the picture, in whole device
 *   units; empty where nothing is seen
 *
 * Returns: how many marks are drawn
 */
guint    atlas_site_marks_measure (const AtlasView     *view,
                                   const AtlasScene    *scene,
                                   const AtlasSiteMark *marks,
                                   guint                n_marks,
                                   AtlasBox            *box);

/* One of them, for a list that explains them. @x: @y: its middle; @radius: of a disc
 * that it fits in; all in the context's units */
void     atlas_site_mark_paint    (cairo_t             *cr,
                                   const AtlasStyle    *style,
                                   AtlasSiteMarkKind    kind,
                                   int                  resource,
                                   double               x,
                                   double               y,
                                   double               radius);

G_END_DECLS
