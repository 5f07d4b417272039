#pragma once

#include "atlas-plan-record.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * AtlasMeetingDialog:
 *
 * Asks for a meeting's name, date, place and who is there; or shows the one that
 * is on. Responses: "begin", where there was none; "end", where there was one;
 * "cancel".
 */
#define ATLAS_TYPE_MEETING_DIALOG (atlas_meeting_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AtlasMeetingDialog, atlas_meeting_dialog, ATLAS, MEETING_DIALOG,
                      AdwMessageDialog)

/* @meeting: (nullable): the one that is on. The dialog goes when it is answered. */
AtlasMeetingDialog *atlas_meeting_dialog_new         (GtkWindow          *parent,
                                                      const AtlasMeeting *meeting);

/* Returns: (transfer full): a meeting that begins now, as it was typed */
AtlasMeeting       *atlas_meeting_dialog_dup_meeting (AtlasMeetingDialog *self);

G_END_DECLS
