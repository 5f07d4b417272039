#pragma once

#include "atlas-plan-record.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasMeetingButton:
 *
 * Says in the header bar in which meeting changes are being made, and shows the
 * meeting when it is pressed (win.meeting). It is not there while there is none.
 */
#define ATLAS_TYPE_MEETING_BUTTON (atlas_meeting_button_get_type ())
G_DECLARE_FINAL_TYPE (AtlasMeetingButton, atlas_meeting_button, ATLAS, MEETING_BUTTON, GtkWidget)

/* @meeting: (nullable) */
void atlas_meeting_button_set_meeting (AtlasMeetingButton *self,
                                       const AtlasMeeting *meeting);

G_END_DECLS
