#pragma once

#include "atlas-file-watch.h"
#include "atlas-meeting-button.h"
#include "atlas-save-bar.h"
#include "atlas-editor.h"
#include "atlas-reason-bar.h"
#include "atlas-undo-list.h"
#include "atlas-view-history.h"
#include "atlas-window-title.h"
#include "atlas-window.h"

G_BEGIN_DECLS

struct _AtlasWindow
{
  AdwApplicationWindow  parent_instance;

  GSettings            *settings; /* NULL: not installed */
  AtlasSession         *session;
  AtlasEditor          *editor;
  GCancellable         *loading;  /* while a plan is being opened */
  GCancellable         *choosing; /* while the dialog is open */
  GCancellable         *copying;  /* while the map is painted for the clipboard */
  int                   class_;   /* that is to be set when a reason is given */
  GHashTable           *asked_blocks; /* set of numbers: whose class that is */
  char                 *draft;    /* (nullable): a reason that was typed for them */
  char                 *given;    /* (nullable): the reason of a change that waits */
  GFile                *asked;    /* the last plan that was to be opened */
  gboolean              beside;   /* it is to have a window of its own */
  gboolean              restores_place;
  char                 *message;
  AtlasViewHistory     *history;
  guint                 rest_id;       /* until the map rests */
  guint                 describe_id;   /* until it is described anew */
  gboolean              has_selection; /* when it was looked at last */
  gboolean              shows_selection; /* a pane comes or goes for that now */

  AtlasDocument        *document;  /* (nullable): of the plan that is shown */
  GFile                *kept_in;   /* its file, when it was looked at last */
  AtlasFileWatch       *watch;     /* on that file */
  GError               *hindrance; /* (nullable): why it can't be written, while only looked at */
  GCancellable         *reloading; /* while the plan is read once more */
  AtlasMaps            *arriving;  /* read once more, all but the history */
  gboolean              by_itself; /* nobody asked for it */
  guint                 reload_id; /* source: the plan is to be read once more */
  GError               *reload_error; /* (nullable): why it could not be */
  guint                 closing_id; /* source: so long it waits for the disk */
  gboolean              is_closing; /* as soon as all is on disk */
  GtkWindow            *question;   /* what is to become of what is not; (nullable) */

  GMenu                *recent_menu;
  GMenu                *palette_menu;
  GMenu                *select_menu;

  GtkWidget            *snapshots_dialog; /* weak: while it is open */
  GtkWidget            *density_findings; /* weak: while it is open */
  GtkWidget            *density_strip;    /* weak: while it is open */
  AtlasPoint            clicked;          /* on the map, last; EPSG:4548 */

  /* Template children */
  GtkWidget            *header_bar;
  AdwSplitButton       *open_button;
  GtkMenuButton        *primary_button;
  GtkMenuButton        *look_button;
  AtlasWindowTitle     *window_title;
  AtlasMeetingButton   *meeting_button;
  GtkSpinner           *spinner;
  GtkInfoBar           *message_bar;
  GtkLabel             *message_label;
  AtlasSaveBar         *save_bar;
  AdwToastOverlay      *toast_overlay;
  GtkStack             *stack;
  AdwStatusPage        *empty_page;
  AdwFlap              *sidebar_flap;
  AdwFlap              *details_flap;
  AtlasMapList         *map_list;
  AtlasDensityPanel    *density_panel;
  AtlasLayersPanel     *layers_panel;
  AtlasMapView         *map_view;
  AtlasReasonBar       *reason_bar;
  AdwSplitButton       *undo_button;
  GtkWidget            *redo_button;
  AtlasUndoList        *undo_list;
  AtlasBlockPanel      *block_panel;
  AtlasChangesPane     *changes_pane;
  AtlasStatusBar       *status_bar;
};

/* What is left to do when the plan is there: shows it. */
void atlas_window_show_maps         (AtlasWindow    *self,
                                     AtlasMaps      *maps);

/* In the bar over what is shown; @heading: what was wanted. */
void atlas_window_show_error        (AtlasWindow    *self,
                                     const char     *heading,
                                     const GError   *error);

/* Map, plan and file in the header bar, as they are now. */
void atlas_window_show_titles       (AtlasWindow    *self);

/* Opening by action, dialog, drop and menu. */
void atlas_window_class_add_opening (GtkWidgetClass *widget_class);
void atlas_window_add_opening       (AtlasWindow    *self);

/* Place and panes go to the settings, for the next start: as soon as the map
 * rests, for a program may end without closing its windows. */
void atlas_window_remember          (AtlasWindow    *self);

/* The plan's file is the one that is opened last. */
void atlas_window_remember_plan     (AtlasWindow    *self);

/* What is on disk, and what is wrong with the file; once, when the session is
 * there. */
void atlas_window_add_saving        (AtlasWindow    *self);
void atlas_window_stop_saving       (AtlasWindow    *self);
void atlas_window_show_saving       (AtlasWindow    *self);

/* Reads the plan once more, and makes the changes that are not on disk in it
 * again. @by_itself: nobody asked for it */
void atlas_window_reload            (AtlasWindow    *self,
                                     gboolean        by_itself);
void atlas_window_cancel_reload     (AtlasWindow    *self);

/* A window with changes that are not on disk is not just closed. */
void atlas_window_add_closing       (AtlasWindow    *self);
void atlas_window_follow_closing    (AtlasWindow    *self);
void atlas_window_stop_closing      (AtlasWindow    *self);

/* The commands of the map that is shown; once, when the session is there. */
void atlas_window_add_map_actions  (AtlasWindow *self);

/* Keys that go from pane to pane, and what shows and hides them. */
void atlas_window_add_pane_actions (AtlasWindow *self);

/* Palette, hatching, size of the lettering and the legend's place. */
void atlas_window_add_look_actions (AtlasWindow *self);

/* Copying the map as a picture; once, when the session is there. */
void atlas_window_add_copy_actions (AtlasWindow *self);
void atlas_window_cancel_copy (AtlasWindow *self);

/* Measuring on the map; once, when the session is there. */
void atlas_window_add_measure_action (AtlasWindow *self);

/* Editing sites on the map; once, when the session is there. */
void atlas_window_add_sites_action (AtlasWindow *self);

/* Going to places, and back. */
void atlas_window_add_travel_actions (AtlasWindow *self);
void atlas_window_stop_travel        (AtlasWindow *self);

/* What the map shows, told to those who can't see it. */
void atlas_window_add_description    (AtlasWindow *self);
void atlas_window_stop_description   (AtlasWindow *self);

/* Selecting by code, copying what is selected, and the menu of the map. */
void atlas_window_add_select_actions (AtlasWindow *self);

/* Selecting many: in view, all others, by what they say. */
void atlas_window_add_select_many_actions (AtlasWindow *self);

/* Adds what selects those that are like @block, the number of the one under the
 * pointer, or, where it is negative, like the selected ones. */
void atlas_window_list_likes         (AtlasWindow *self,
                                      GMenu       *menu,
                                      int          block);

/* What is on record: changes against what was published, taking back, snapshots. */
void atlas_window_add_record_actions (AtlasWindow *self);

/* Setting classes, undo and redo; once, when the session is there. */
void atlas_window_add_edit_actions   (AtlasWindow *self);

/* That something was not changed, and why. */
void atlas_window_say_refused        (AtlasWindow *self,
                                      const char  *reason);

/* The keys 1, 2 and 3 in that pane, or in a window beside this one. */
void atlas_window_add_class_keys     (AtlasWindow *self,
                                      GtkWidget   *pane);

/* Those that undo and redo, in this window or one beside it. */
void atlas_window_add_history_keys   (AtlasWindow *self,
                                      GtkWindow   *window);

/* Escape does what it does on the map wherever the focus is; once. */
void atlas_window_add_escape         (AtlasWindow *self);

/* The keys of the program and of the map, in a window beside this one. Texts that are
 * typed there keep theirs. */
void atlas_window_share_keys         (AtlasWindow *self,
                                      GtkWindow   *beside);

/* What the density says; once. */
void atlas_window_add_density_actions (AtlasWindow *self);

/* What the map shows now that it rests, to the window of compared bandwidths, if it
 * is open. */
void atlas_window_tell_density_strip (AtlasWindow *self);

/* Applying, saving, renaming and deleting presets of densities; once. */
void atlas_window_add_preset_actions (AtlasWindow *self);

/* What the menu of the map offers to ask of a density at a place. Returns: (transfer
 * full) */
GMenuModel *atlas_window_list_density (AtlasWindow *self,
                                       AtlasPoint   degrees);

/* What the menu of the map offers to change. */
GMenuModel *atlas_window_list_edits  (AtlasWindow *self);

G_END_DECLS
