#pragma once

#include "atlas-plan-record.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Meetings that changes are being made in, kept in the settings by the plan's file, so
 * that one goes on after the program was closed and started again on the same day.
 * Main thread. @settings: (nullable): nothing is kept. */

/* @meeting: (nullable): @file has none any more. Those of other days are forgotten. */
void          atlas_meeting_settings_keep (GSettings          *settings,
                                           GFile              *file,
                                           const AtlasMeeting *meeting);

/* Returns: (transfer full) (nullable): the one that was begun today for @file */
AtlasMeeting *atlas_meeting_settings_find (GSettings          *settings,
                                           GFile              *file);

G_END_DECLS
