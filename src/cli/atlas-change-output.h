#pragma once

#include "atlas-plan-record.h"

G_BEGIN_DECLS

typedef enum
{
  ATLAS_OUTPUT_TEXT, /* columns for people */
  ATLAS_OUTPUT_CSV,  /* RFC 4180, in UTF-8; the header first */
  ATLAS_OUTPUT_JSON, /* an array of objects; values as JSON, not as texts of it */
} AtlasOutput;

/* @csv: @json: as the options were given; both is wrong usage, and said. */
gboolean atlas_output_choose       (gboolean     csv,
                                    gboolean     json,
                                    AtlasOutput *output);

/* Prints entries of the log to standard output, seq first; CSV and JSON say last in
 * which meeting they were made. @changes: (element-type AtlasChange) @meetings:
 * (element-type AtlasMeeting): that they name by their ids */
void     atlas_change_output_log   (GArray      *changes,
                                    GPtrArray   *meetings,
                                    AtlasOutput  output);

/* Prints what differs: object, key, field, old, new; the meeting likewise. */
void     atlas_change_output_diff  (GArray      *changes,
                                    GPtrArray   *meetings,
                                    AtlasOutput  output);

G_END_DECLS
