#pragma once

#include "atlas-change.h"
#include "atlas-plan.h"

G_BEGIN_DECLS

/**
 * AtlasEdit:
 *
 * One edit that is being put together: what it would change, checked as it is
 * added, while the plan is still as it was. atlas_document_apply() makes it so.
 * What follows by rule is part of it: a block that is edited is of the provenance
 * `edited`; a site that is added, changed, moved or deleted adds its difference
 * to the amounts of its block. A value that is set again replaces the one before,
 * and one that is as it was is no change. After an error an edit is only to be
 * freed. Main thread.
 */
typedef struct _AtlasEdit AtlasEdit;

AtlasEdit *atlas_edit_new         (AtlasPlan        *plan);
void       atlas_edit_free        (AtlasEdit        *self);

/**
 * atlas_edit_set_block:
 * @block: its number in the plan
 * @json: as atlas_block_values_dup_json() or atlas_block_field_parse() give it
 *
 * %ATLAS_ERROR_ARGUMENT: @field can't be edited, or not be that.
 */
gboolean   atlas_edit_set_block   (AtlasEdit        *self,
                                   guint             block,
                                   AtlasBlockField   field,
                                   const char       *json,
                                   GError          **error);

/* A site's block is found by its place; @site's own is not looked at, nor is its
 * provenance. @site->id: %NULL: a new one is made. %ATLAS_ERROR_ARGUMENT: it can't be
 * so, or its block would have more than a block can. */
gboolean   atlas_edit_add_site    (AtlasEdit        *self,
                                   const AtlasSite  *site,
                                   GError          **error);

/* @i: its number among atlas_edit_get_sites(); @site: what it is to be, of the
 * same id */
gboolean   atlas_edit_set_site    (AtlasEdit        *self,
                                   guint             i,
                                   const AtlasSite  *site,
                                   GError          **error);
void       atlas_edit_remove_site (AtlasEdit        *self,
                                   guint             i);

/* The sites as the edit has them so far. */
AtlasSites *atlas_edit_get_sites  (AtlasEdit        *self);

/* A block's values as the edit has them so far. */
const AtlasBlockValues *atlas_edit_get_values (AtlasEdit *self,
                                               guint      block);

/**
 * atlas_edit_put:
 * @change: object, key, field and new_value count; old_value only for objects
 *   that the plan in memory has not, like snapshots
 *
 * Exactly that, no rules: for undo, redo, revert and restore.
 *
 * %ATLAS_ERROR_ARGUMENT: there is no such thing, or it can't be that.
 */
gboolean   atlas_edit_put         (AtlasEdit          *self,
                                   const AtlasChange  *change,
                                   GError            **error);

/* Exactly that of a site, and the difference goes to the amounts of its block. Errors
 * as atlas_edit_put(). */
gboolean   atlas_edit_put_site    (AtlasEdit          *self,
                                   const AtlasChange  *change,
                                   GError            **error);

/* What it changes, without what is as it was. Returns: (transfer container)
 * (element-type AtlasChange): object, key, field and values are set; texts live as
 * long as the edit does and is not added to */
GArray    *atlas_edit_list        (AtlasEdit        *self);

/* Makes the plan so. For documents only, who record it. */
void       atlas_edit_apply       (AtlasEdit        *self);

/* Returns: (transfer container) (element-type guint): the blocks that differ,
 * ascending; @fields: (out): in which attributes, a bit 1 << #AtlasBlockField each */
GArray    *atlas_edit_list_blocks (AtlasEdit        *self,
                                   guint32          *fields);

/* Are the sites touched? */
gboolean   atlas_edit_has_sites   (AtlasEdit        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasEdit, atlas_edit_free)

G_END_DECLS
