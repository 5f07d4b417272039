#pragma once

#include "atlas-geometry.h"
#include "atlas-view.h"

G_BEGIN_DECLS

/**
 * AtlasLabelRoom:
 *
 * The seen part of polygons as stretches of horizontal lines, for finding room
 * for a label inside or outside of them. All in device units.
 */
typedef struct _AtlasLabelRoom AtlasLabelRoom;

typedef struct
{
  double x0;
  double x1;
} AtlasLabelSpan;

/* @step: distance of the lines. @view must outlive the area. */
AtlasLabelRoom       *atlas_label_room_new      (const AtlasView      *view,
                                                 double                step);
void                  atlas_label_room_free     (AtlasLabelRoom       *self);

/* Adds polygons in scene coordinates; all that are added may touch each other
 * but not overlap. */
void                  atlas_label_room_add      (AtlasLabelRoom       *self,
                                                 const AtlasGeometry  *geometry);

/* The lines, from the upper edge of the view; the stretches on each from the
 * left, cut off where the view ends; %NULL where there is none. */
guint                 atlas_label_room_get_n    (const AtlasLabelRoom *self);
double                atlas_label_room_get_y    (const AtlasLabelRoom *self,
                                                 guint                 i);
const AtlasLabelSpan *atlas_label_room_get      (AtlasLabelRoom       *self,
                                                 guint                 i,
                                                 guint                *n);

/* Is @box inside, or without any part inside, as far as the lines tell? */
gboolean              atlas_label_room_contains (AtlasLabelRoom       *self,
                                                 const AtlasBox       *box);
gboolean              atlas_label_room_avoids   (AtlasLabelRoom       *self,
                                                 const AtlasBox       *box);

/* From the leftmost to the rightmost place of what is seen between two heights,
 * and from the highest to the lowest one between left and right; FALSE: nothing
 * is seen there. */
gboolean              atlas_label_room_get_sides (AtlasLabelRoom      *self,
                                                 double                y0,
                                                 double                y1,
                                                 AtlasLabelSpan       *sides);
gboolean              atlas_label_room_get_ends (AtlasLabelRoom       *self,
                                                 double                x0,
                                                 double                x1,
                                                 AtlasLabelSpan       *ends);

/* The centre of mass of what is seen; FALSE: nothing is. */
gboolean              atlas_label_room_get_centre (AtlasLabelRoom     *self,
                                                 AtlasPoint           *centre);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasLabelRoom, atlas_label_room_free)

G_END_DECLS
