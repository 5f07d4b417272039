#pragma once

#include "atlas-plan.h"

G_BEGIN_DECLS

/**
 * AtlasLayerSummary:
 * @n_objects: rows of the plan
 * @sources: (element-type utf8): what they say they come from, each once, as
 *   they come
 * @provenances: bits 1 << number in atlas_vocabulary_provenances
 * @least_accuracy: the rows' estimates of how far off a place is, metres (68 %);
 *   NAN: none has one
 * @largest_accuracy: likewise
 *
 * What some rows of a plan tell of where they come from.
 */
typedef struct
{
  guint      n_objects;
  GPtrArray *sources;
  guint      provenances;
  double     least_accuracy;
  double     largest_accuracy;
} AtlasLayerSummary;

/* @kind: (nullable): only rows whose column `kind` has that */
AtlasLayerSummary *atlas_layer_summary_new_for_features (AtlasPlan         *plan,
                                                         AtlasLayer         layer,
                                                         const char        *kind);
AtlasLayerSummary *atlas_layer_summary_new_for_blocks   (AtlasPlan         *plan);

/* @resource: an #AtlasResource; -1: all of them */
AtlasLayerSummary *atlas_layer_summary_new_for_sites    (AtlasPlan         *plan,
                                                         int                resource);
void               atlas_layer_summary_free             (AtlasLayerSummary *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasLayerSummary, atlas_layer_summary_free)

G_END_DECLS
