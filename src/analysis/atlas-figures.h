#pragma once

#include "atlas-statistics.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AtlasFigure:
 * @key: its name in data/figures.csv
 * @label: for the user, in the user's language
 * @unit: as in figures.csv, like "1e8 m2"
 * @relation: "=", "≥" or "≤": how the file's figure should stand to the plan's
 * @plan: what the plan says, in @unit
 * @file: what the file at hand gives, in @unit; NAN where it says nothing
 * @differs: @file is known and does not stand to @plan as it should. Counts
 *   are exact; areas may differ by 0.1 %, floor areas by 0.5 %, for the plan
 *   prints them rounded
 * @advisory: the plan says "in principle": to be told, not to be insisted on
 */
typedef struct
{
  const char *key;
  const char *label;
  const char *unit;
  const char *relation;
  double      plan;
  double      file;
  gboolean    differs;
  gboolean    advisory;
} AtlasFigure;

/* Sets the plan's figures that a file can be held against beside the file's.
 *
 * Returns: (transfer full) (element-type AtlasFigure) */
GArray *atlas_figures_compare (const AtlasBlockTable *blocks,
                               const AtlasStatistics *statistics);

/* A number with as many digits as figures of the plan have. Returns: (transfer full) */
char   *atlas_figure_format   (double                 number);

G_END_DECLS
