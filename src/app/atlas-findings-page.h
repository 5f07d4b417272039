#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasFindingsPage:
 *
 * A list of places that were found, under a text on what they are. The row that is
 * chosen, by click, Enter or arrow keys, is the selected one. When the list is filled
 * anew it stays so, and what has the focus keeps it.
 *
 * Properties: `text`, over the list; `label`, the list's name to those who can't see it;
 * `offers-all`: are they blocks, with a button for all of them? That there are none is
 * said then.
 *
 * Signals: `chosen` (char *place, char *code: (nullable)): as given with the row;
 * `all-chosen`.
 */
#define ATLAS_TYPE_FINDINGS_PAGE (atlas_findings_page_get_type ())
G_DECLARE_FINAL_TYPE (AtlasFindingsPage, atlas_findings_page, ATLAS, FINDINGS_PAGE, GtkBox)

/* Between the two it is filled anew: it has no rows at first. */
void               atlas_findings_page_begin     (AtlasFindingsPage *self);
void               atlas_findings_page_end       (AtlasFindingsPage *self);

/* @place: where the row goes, one row a place; @code: (nullable): of a block that is
 * there */
void               atlas_findings_page_add       (AtlasFindingsPage *self,
                                                  const char        *title,
                                                  const char        *subtitle,
                                                  const char        *place,
                                                  const char        *code);

guint              atlas_findings_page_get_n     (AtlasFindingsPage *self);

/* Of all rows that have one. Borrowed until the next change. (array
 * zero-terminated=1) */
const char *const *atlas_findings_page_get_codes (AtlasFindingsPage *self);

GtkListBox        *atlas_findings_page_get_list  (AtlasFindingsPage *self);

G_END_DECLS
