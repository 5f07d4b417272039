#pragma once

#include "atlas-app-test.h"

#include "atlas-density-findings.h"
#include "atlas-document.h"

G_BEGIN_DECLS

/* What the density of a map says, for tests of its window and of the ways there. */

/* One that shows a density. */
#define ATLAS_FINDINGS_MAP 3

/* As atlas_app_test_set_up(), with no density chosen before. */
void atlas_findings_set_up (AtlasAppTest  *test,
                            gconstpointer  data);

/* All: (transfer none) */
AtlasSession         *atlas_findings_get_session (AtlasAppTest *test);
AtlasPlan            *atlas_findings_get_plan    (AtlasAppTest *test);
AtlasDensityFindings *atlas_findings_get_window  (void);
gpointer              atlas_findings_get_child   (const char   *name);

/* Of a page of the window, by its name in the template. */
GtkListBox    *atlas_findings_get_list (const char *page);
GtkListBoxRow *atlas_findings_get_row  (const char *page,
                                        int         i);
void           atlas_findings_choose   (const char *page,
                                        int         i);

AtlasSite atlas_findings_get_site (AtlasAppTest *test,
                                   guint         i);

/* An action of the main window without parameter. */
void atlas_findings_activate (AtlasAppTest *test,
                              const char   *action);

/* Opens the small plan at a map, and there the window. */
void atlas_findings_open_map      (AtlasAppTest *test,
                                   guint         map);
void atlas_findings_open_findings (AtlasAppTest *test);

/* Opens it with the question about the place of a site. */
void atlas_findings_ask_at_site   (AtlasAppTest *test,
                                   guint         i);

/* The window does not lie on what is clicked. */
void atlas_findings_move_away (gpointer window);

/* A place of the map, where no card lies on it and which is not its middle. */
AtlasPoint atlas_findings_get_free_place (AtlasAppTest *test);
void       atlas_findings_click_map      (AtlasAppTest *test);

/* Conditions: a place is marked on the map */
gboolean atlas_findings_has_mark    (AtlasAppTest *test);
gboolean atlas_findings_has_no_mark (AtlasAppTest *test);

/* Returns: the one block that is selected; -1: none or several */
int atlas_findings_get_selected (AtlasAppTest *test);

/* @point: EPSG:4548; -1: no block */
int atlas_findings_find_block (AtlasAppTest *test,
                               AtlasPoint    point);

/* AtlasClass */
int atlas_findings_get_class (AtlasAppTest *test,
                              guint         block);

/* Of the map that is shown; @settings: to be cleared */
void atlas_findings_copy_settings (AtlasAppTest         *test,
                                   AtlasDensitySettings *settings);

/* To another than it has, with nothing asked. */
void atlas_findings_change_class (AtlasAppTest *test,
                                  guint         block);

G_END_DECLS
