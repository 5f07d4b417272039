#pragma once

#include "atlas-block.h"

G_BEGIN_DECLS

/**
 * AtlasFieldSummary:
 * @n_known: how many of the blocks say something
 * @mixed: they don't all say the same; who says nothing differs from who does
 * @text: (nullable): of texts, what the first that says something says; borrowed
 *   from its values
 * @word: of words, the same; -1: nobody says anything
 * @sum: of numbers, over those known
 * @minimum: of numbers, and @maximum; NAN: none is known
 *
 * What some blocks say in one attribute.
 */
typedef struct
{
  guint       n_known;
  gboolean    mixed;
  const char *text;
  int         word;
  double      sum;
  double      minimum;
  double      maximum;
} AtlasFieldSummary;

/**
 * AtlasBlockSummary:
 * @fields: by #AtlasBlockField, in the units of #AtlasBlockValues
 * @renewable_floor_area: the four kinds together, m²; known where one of the
 *   four is
 *
 * What some blocks have in common and add up to. Start with
 * atlas_block_summary_init() and add the blocks one by one, in any order; it
 * takes one look at each. The values must outlive the summary. Any one thread.
 */
typedef struct
{
  guint             n_blocks;
  guint             n_by_class[ATLAS_N_CLASSES];
  AtlasFieldSummary fields[ATLAS_BLOCK_N_FIELDS];
  AtlasFieldSummary renewable_floor_area;
} AtlasBlockSummary;

void   atlas_block_summary_init       (AtlasBlockSummary       *self);
void   atlas_block_summary_add        (AtlasBlockSummary       *self,
                                       const AtlasBlockValues  *values);

/* Of the numbers known, each block counting once; NAN: none is. */
double atlas_field_summary_get_mean   (const AtlasFieldSummary *self);

G_END_DECLS
