#pragma once

#include "atlas-field-control.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasFieldEdit:
 *
 * Where an attribute of blocks is typed: a line, or for prose several. It checks
 * what is typed as it is typed and says what is wrong, and how many blocks it is
 * for. Enter, of prose with Ctrl, and leaving it take what was typed; Escape
 * leaves all as it was.
 *
 * Signal `finished` (json, nullable; by_key): it is to be put away; %NULL: nothing
 * changes. @by_key: the person is still here.
 */
#define ATLAS_TYPE_FIELD_EDIT (atlas_field_edit_get_type ())
G_DECLARE_FINAL_TYPE (AtlasFieldEdit, atlas_field_edit, ATLAS, FIELD_EDIT, GtkWidget)

/* @field: of %ATLAS_CONTROL_ENTRY or %ATLAS_CONTROL_PROSE */
GtkWidget  *atlas_field_edit_new      (AtlasBlockField     field);

/* @text: (nullable): the value as it is; %NULL: the blocks have several */
void        atlas_field_edit_begin    (AtlasFieldEdit     *self,
                                       const char         *text,
                                       guint               n_blocks,
                                       AtlasFloorAreaUnit  unit);

/* Takes what was typed, if it can be, and finishes. Returns: (transfer full)
 * (nullable): why it could not be taken */
char       *atlas_field_edit_end      (AtlasFieldEdit     *self);

/* Finishes without a change. */
void        atlas_field_edit_cancel   (AtlasFieldEdit     *self);

/* (nullable): what is said to be wrong with what is typed, or to be thought of. */
const char *atlas_field_edit_get_message (AtlasFieldEdit  *self);

/* What is typed into. */
GtkWidget  *atlas_field_edit_get_input (AtlasFieldEdit    *self);

G_END_DECLS
