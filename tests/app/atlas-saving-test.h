#pragma once

#include "atlas-app-test.h"

#include "atlas-document.h"

G_BEGIN_DECLS

/* What tests of saving do and look at. */

AtlasDocument *atlas_saving_get_document (AtlasAppTest *test);

/* Opens @file and waits until it can be changed. */
void atlas_saving_open_ready (AtlasAppTest *test,
                              GFile        *file);

/* Gives a block another class; @class_json: as in the log. */
gboolean atlas_saving_try_edit (AtlasDocument  *document,
                                guint           block,
                                const char     *class_json,
                                GError        **error);

/* The same, with a class that it has not; must succeed. */
void atlas_saving_edit (AtlasDocument *document,
                        guint          block);

/* AtlasClass, in memory */
int atlas_saving_get_class (AtlasDocument *document,
                            guint          block);

/* Conditions */
gboolean atlas_saving_is_saved (AtlasAppTest *test);
gboolean atlas_saving_has_failed (AtlasAppTest *test);
gboolean atlas_saving_has_trouble (AtlasAppTest *test);
gboolean atlas_saving_has_no_trouble (AtlasAppTest *test);

/* The bar in the window has @what in its text. */
void atlas_saving_assert_says (AtlasAppTest *test,
                               const char   *what);

/* As another program might. */
void atlas_saving_run_sql (GFile      *file,
                           const char *sql);

/* As a file manager copies over a file. */
void atlas_saving_write_over (const char *path,
                              const char *bytes,
                              gsize       n);

/* An action of the window without parameter. */
void atlas_saving_activate (AtlasAppTest *test,
                            const char   *action);

/* As another program would find it. (transfer full) */
AtlasDocument *atlas_saving_read_afresh (GFile *file);

/* The class of the block is that in the window, and the log verifies. */
void atlas_saving_assert_on_disk (AtlasAppTest *test,
                                  GFile        *file,
                                  guint         block);

gboolean atlas_saving_asks (AtlasAppTest *test);

/* Waits for a question and presses the button @label, as it stands in the code. */
void atlas_saving_answer (AtlasAppTest *test,
                          const char   *label);

/* Waits for the file dialog and chooses a name in the folder of the test. */
void atlas_saving_choose_file (AtlasAppTest *test,
                               const char   *name);

/* A name in the folder of the test. (transfer full) */
GFile *atlas_saving_get_file (AtlasAppTest *test,
                              const char   *name);

G_END_DECLS
