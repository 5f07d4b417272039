#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double x;
  double y;
} AtlasPoint;

/**
 * AtlasBox:
 *
 * An axis-parallel rectangle; the unit is that of the points it was made of.
 * An empty box has x0 > x1.
 */
typedef struct
{
  double x0;
  double y0;
  double x1;
  double y1;
} AtlasBox;

#define ATLAS_BOX_EVERYWHERE \
  ((AtlasBox) { -G_MAXDOUBLE, -G_MAXDOUBLE, G_MAXDOUBLE, G_MAXDOUBLE })
#define ATLAS_BOX_EMPTY ((AtlasBox) { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE })

static inline gboolean
atlas_box_is_empty (const AtlasBox *self)
{
  return self->x0 > self->x1 || self->y0 > self->y1;
}

static inline void
atlas_box_add (AtlasBox *self,
               double    x,
               double    y)
{
  self->x0 = MIN (self->x0, x);
  self->y0 = MIN (self->y0, y);
  self->x1 = MAX (self->x1, x);
  self->y1 = MAX (self->y1, y);
}

static inline void
atlas_box_join (AtlasBox       *self,
                const AtlasBox *other)
{
  self->x0 = MIN (self->x0, other->x0);
  self->y0 = MIN (self->y0, other->y0);
  self->x1 = MAX (self->x1, other->x1);
  self->y1 = MAX (self->y1, other->y1);
}

static inline gboolean
atlas_box_overlaps (const AtlasBox *self,
                    const AtlasBox *other)
{
  return self->x0 <= other->x1 && other->x0 <= self->x1 &&
         self->y0 <= other->y1 && other->y0 <= self->y1;
}

static inline AtlasBox
atlas_box_grow (const AtlasBox *self,
                double          by)
{
  return (AtlasBox) { self->x0 - by, self->y0 - by, self->x1 + by, self->y1 + by };
}

static inline double
atlas_box_width (const AtlasBox *self)
{
  return self->x1 - self->x0;
}

static inline double
atlas_box_height (const AtlasBox *self)
{
  return self->y1 - self->y0;
}

G_END_DECLS
