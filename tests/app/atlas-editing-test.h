#pragma once

#include "atlas-app-test.h"

#include "atlas-document.h"
#include "atlas-reason-bar.h"

G_BEGIN_DECLS

/* A window where blocks are edited, and what tests of that do and look at. It shows the
 * other plan, which is no sample, and its author is 李明. */

typedef struct
{
  AtlasAppTest  test;     /* first: conditions get this */
  GSettings    *settings;
} AtlasEditingTest;

typedef struct
{
  const char *path;
  void      (*run) (AtlasEditingTest *self,
                    gconstpointer     data);
} AtlasEditingCase;

/* All of main(). @cases: (array length=n) */
int atlas_editing_run (int                    *argc,
                       char                 ***argv,
                       const AtlasEditingCase *cases,
                       guint                   n);

/* Of the window's template. (transfer none) */
gpointer        atlas_editing_get_child    (AtlasEditingTest *self,
                                            const char       *name);
AtlasSession   *atlas_editing_get_session  (AtlasEditingTest *self);
AtlasDocument  *atlas_editing_get_document (AtlasEditingTest *self);
AtlasReasonBar *atlas_editing_get_bar      (AtlasEditingTest *self);

/* In memory. (transfer none) */
const AtlasBlockValues *atlas_editing_get_values (AtlasEditingTest *self,
                                                  guint             block);

/* In the status bar. (transfer none) */
const char *atlas_editing_get_said (AtlasEditingTest *self);

/* What the bar asks a reason for. (transfer none) */
const char *atlas_editing_get_question (AtlasEditingTest *self);

/* Opens the plan once more, and waits until it is drawn and can be changed. */
void atlas_editing_open_plan (AtlasEditingTest *self);

/* At most 8 */
void atlas_editing_select_blocks (AtlasEditingTest *self,
                                  guint             first,
                                  guint             n);

void atlas_editing_focus_map (AtlasEditingTest *self);

/* Conditions: of the reason that is asked for, the first block and the focus */
gboolean atlas_editing_asks             (AtlasAppTest *test);
gboolean atlas_editing_asks_nothing     (AtlasAppTest *test);
gboolean atlas_editing_has_text         (AtlasAppTest *test);
gboolean atlas_editing_first_is_renewal (AtlasAppTest *test);
gboolean atlas_editing_map_has_focus    (AtlasAppTest *test);

/* What the file says by now. (transfer full) */
AtlasPlan *atlas_editing_read_file (AtlasEditingTest *self);

/* The last change in the file has that reason. */
void atlas_editing_assert_logged_reason (AtlasEditingTest *self,
                                         const char       *reason);

/* The first of that type in @widget or beneath. (transfer none) (nullable) */
GtkWidget *atlas_editing_find_widget (GtkWidget *widget,
                                      GType      type);

G_END_DECLS
