#pragma once

#include "atlas-density-adaptation.h"
#include "atlas-weighted-places.h"

G_BEGIN_DECLS

/**
 * AtlasDensityJob:
 * @plan: (nullable): its file; %NULL: the sample
 * @resource: @measure: @where: (nullable): which sites of the plan count, and how
 * @points: (nullable): a file of points instead of the plan's sites
 * @layer: @weight_field: (nullable): of that file
 * @crs: the system of the points, like "EPSG:4548"
 * @options: but for the region and, unless @has_extent, the extent
 * @adaptation: how places come by bandwidths of their own, unless it is fixed
 * @output: the GeoTIFF; @receipt: (nullable): a file for the JSON
 * @reading: @computing: @writing: (out): how long these took, ms
 *
 * A density from files to a file. Texts are borrowed.
 */
typedef struct
{
  const char          *plan;
  AtlasResource        resource;
  AtlasMeasure         measure;
  const char          *where;
  const char          *points;
  const char          *layer;
  const char          *weight_field;
  const char          *crs;
  AtlasDensityOptions  options;
  AtlasDensityAdaptation adaptation;
  gboolean             has_extent;
  const char          *output;
  const char          *receipt;
  GCancellable        *cancellable;

  double               reading;
  double               computing;
  double               writing;
} AtlasDensityJob;

/* Reads, computes and writes, blocking. Whatever fails, or is cancelled, leaves no
 * file behind. Errors as those who read, compute and write have them. */
gboolean atlas_density_job_run (AtlasDensityJob  *self,
                                GError          **error);

G_END_DECLS
