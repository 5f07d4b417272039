#include "atlas-label-overlaps.h"

#include <stdlib.h>

/* All that a place covers in one box, grown by the padding. */
typedef struct
{
  AtlasBox box;
  guint    place;
  guint    label;
} Outline;

static int
compare_left (gconstpointer a,
              gconstpointer b)
{
  const Outline *first = a;
  const Outline *second = b;

  if (first->box.x0 != second->box.x0)
    return first->box.x0 < second->box.x0 ? -1 : 1;

  return first->place < second->place ? -1 : 1;
}

/* From left to right. */
static Outline *
list_outlines (const AtlasLabelPlace *places,
               guint                  n_places,
               const AtlasBox        *boxes,
               double                 padding)
{
  /* One more, as none may not be sorted. */
  Outline *outlines = g_new (Outline, n_places + 1);

  for (guint i = 0; i < n_places; i++)
    {
      AtlasBox box = ATLAS_BOX_EMPTY;

      for (guint k = 0; k < places[i].n; k++)
        atlas_box_join (&box, &boxes[places[i].first + k]);
      outlines[i] = (Outline) { atlas_box_grow (&box, padding), i, places[i].label };
    }
  qsort (outlines, n_places, sizeof (Outline), compare_left);

  return outlines;
}

/* @outline: of @b, as most boxes of @a are not even there */
static gboolean
places_overlap (const AtlasLabelPlace *a,
                const AtlasLabelPlace *b,
                const AtlasBox        *outline,
                const AtlasBox        *boxes,
                double                 padding)
{
  for (guint i = 0; i < a->n; i++)
    {
      AtlasBox grown = atlas_box_grow (&boxes[a->first + i], padding);

      if (!atlas_box_overlaps (&boxes[a->first + i], outline))
        continue;
      for (guint k = 0; k < b->n; k++)
        if (atlas_box_overlaps (&grown, &boxes[b->first + k]))
          return TRUE;
    }

  return FALSE;
}

GArray *
atlas_label_list_overlaps (const AtlasLabelPlace *places,
                           guint                  n_places,
                           const AtlasBox        *boxes,
                           double                 padding)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (AtlasLabelPair));
  g_autofree Outline *outlines = list_outlines (places, n_places, boxes, padding);

  for (guint i = 0; i < n_places; i++)
    {
      const Outline *a = &outlines[i];

      for (guint k = i + 1; k < n_places && outlines[k].box.x0 <= a->box.x1; k++)
        {
          const Outline *b = &outlines[k];

          if (b->label != a->label && atlas_box_overlaps (&a->box, &b->box) &&
              places_overlap (&places[a->place], &places[b->place], &b->box, boxes, padding))
            g_array_append_val (pairs, ((AtlasLabelPair) { a->place, b->place }));
        }
    }

  return pairs;
}
