#pragma once

#include "atlas-box.h"

G_BEGIN_DECLS

/* Where a label may be: @n boxes from @first on, device units. */
typedef struct
{
  guint label;
  guint first;
  guint n;
} AtlasLabelPlace;

typedef struct
{
  guint a;
  guint b;
} AtlasLabelPair;

/* Pairs of places of different labels that can't both be, as some of their boxes come
 * nearer to each other than @padding, device units. Thousands of places lie close
 * together: a sweep from left to right. Returns: (transfer full) (element-type
 * AtlasLabelPair) */
GArray *atlas_label_list_overlaps (const AtlasLabelPlace *places,
                                   guint                  n_places,
                                   const AtlasBox        *boxes,
                                   double                 padding);

G_END_DECLS
