#pragma once

#include "atlas-change-marks.h"
#include "atlas-difference.h"
#include "atlas-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasDifferenceRow:
 *
 * A block or site that is another than it was: its mark on the map, what it is
 * called, and each of its attributes from what to what.
 */
#define ATLAS_TYPE_DIFFERENCE_ROW (atlas_difference_row_get_type ())
G_DECLARE_FINAL_TYPE (AtlasDifferenceRow, atlas_difference_row, ATLAS, DIFFERENCE_ROW, GtkWidget)

/* @reverts: it has a button that makes a block what it was when it was published */
GtkWidget *atlas_difference_row_new  (gboolean            reverts);

void       atlas_difference_row_show (AtlasDifferenceRow *self,
                                      AtlasSession       *session,
                                      AtlasDifference    *difference);

/* What a block's mark on the map shows. */
void       atlas_difference_row_find_mark (AtlasDifference *difference,
                                           AtlasPlan       *plan,
                                           AtlasChangeMark *mark);

G_END_DECLS
