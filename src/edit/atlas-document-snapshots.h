#pragma once

#include "atlas-document.h"

G_BEGIN_DECLS

/* Snapshots are made, renamed and deleted as all else is changed: on record, and undone. */

/* @name: is stripped. Errors as atlas_document_apply(), and %ATLAS_ERROR_ARGUMENT for a
 * name that is blank, taken, kept for %ATLAS_SNAPSHOT_FIRST or can't be written. */
gboolean             atlas_document_make_snapshot   (AtlasDocument  *self,
                                                     const char     *name,
                                                     const char     *note,
                                                     GError        **error);

/* The same, and the plan as it is now is the published one from then on. What was
 * published before stays as a snapshot. */
gboolean             atlas_document_publish         (AtlasDocument  *self,
                                                     const char     *name,
                                                     const char     *note,
                                                     GError        **error);

/* Could one have that name? @name: is stripped. %ATLAS_ERROR_ARGUMENT: as for making */
gboolean             atlas_document_check_snapshot_name (AtlasDocument  *self,
                                                         const char     *name,
                                                         GError        **error);

/* As one change. Presets that take it off a density do so by its new name. @to: as for
 * making; errors likewise, and %ATLAS_ERROR_ARGUMENT: there is none of the name @from. */
gboolean             atlas_document_rename_snapshot (AtlasDocument  *self,
                                                     const char     *from,
                                                     const char     *to,
                                                     GError        **error);

/**
 * atlas_document_delete_snapshot:
 *
 * Of what is published, changes are told against what was published before; who
 * deletes that is to be asked first. %ATLAS_ERROR_ARGUMENT: there is none of that
 * name, presets take it off a density, or nothing else was ever published.
 */
gboolean             atlas_document_delete_snapshot (AtlasDocument  *self,
                                                     const char     *name,
                                                     GError        **error);

/* Would that be done, if the file may be changed? Errors likewise. */
gboolean             atlas_document_can_delete_snapshot (AtlasDocument  *self,
                                                         const char     *name,
                                                         GError        **error);

/* Returns: (nullable): what was published before that which is; borrowed until the
 * next change */
const AtlasSnapshot *atlas_document_get_published_before (AtlasDocument *self);

/* Returns: (nullable): what a snapshot is called by now that once had that @name, if it
 * was renamed; borrowed until the next change */
const char          *atlas_document_find_new_name   (AtlasDocument  *self,
                                                     const char     *name);

G_END_DECLS
