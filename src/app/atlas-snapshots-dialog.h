#pragma once

#include "atlas-difference-list.h"
#include "atlas-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * AtlasSnapshotsDialog:
 *
 * Named states of the plan: makes, renames and deletes them, goes back to them, and
 * compares two of them, or one with what the plan is now. What it does it does through
 * the window's actions.
 */
#define ATLAS_TYPE_SNAPSHOTS_DIALOG (atlas_snapshots_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AtlasSnapshotsDialog, atlas_snapshots_dialog, ATLAS, SNAPSHOTS_DIALOG,
                      AdwWindow)

/* @parent: whose actions they are */
AtlasSnapshotsDialog *atlas_snapshots_dialog_new (GtkWindow            *parent,
                                                  AtlasSession         *session);

/* How many snapshots it lists. */
guint                 atlas_snapshots_dialog_get_n_rows (AtlasSnapshotsDialog *self);

/* Compares two states by their places: 0: now, then the snapshots, the newest
 * first, then the plan before all changes. */
void                  atlas_snapshots_dialog_compare    (AtlasSnapshotsDialog *self,
                                                         guint                 from,
                                                         guint                 to);

/* (nullable): what differs between the two states that are chosen */
AtlasDifferenceList  *atlas_snapshots_dialog_get_list   (AtlasSnapshotsDialog *self);

G_END_DECLS
