#pragma once

#include "atlas-edit.h"
#include "atlas-session.h"

G_BEGIN_DECLS

/**
 * AtlasEditor:
 *
 * The place through which all that a window shows is changed: an edit that can't
 * be made yet, for the history is still being read or a copy is needed first, is
 * kept and made when it can be. One a window. Main thread.
 *
 * Signals:
 * `changed`: the plan, what can be undone, or whether anything can be changed is
 * another;
 * `author-wanted` (returns a boolean): a change is to be made: where nobody has said
 * who makes it, ask, answer with atlas_editor_go_on() and return %TRUE;
 * `copy-wanted`: the plan may not be changed: ask where to keep a copy, go on there
 * (atlas_document_save_copy_async()), and answer with atlas_editor_go_on();
 * `stepped` (int n, string name): so many edits were redone, or, where it is negative,
 * undone, the first of them being @name;
 * `failed` (#GError, borrowed): what was to be done was not.
 */
#define ATLAS_TYPE_EDITOR (atlas_editor_get_type ())
G_DECLARE_FINAL_TYPE (AtlasEditor, atlas_editor, ATLAS, EDITOR, GObject)

AtlasEditor   *atlas_editor_new          (AtlasSession     *session);

/* (nullable): no plan is open */
AtlasDocument *atlas_editor_get_document (AtlasEditor      *self);

/* Does something to the document; %FALSE: @error is set. */
typedef gboolean (*AtlasEditorFunc)      (AtlasDocument    *document,
                                          gpointer          data,
                                          GError          **error);

/**
 * atlas_editor_do:
 * @data: (transfer full): freed by @free_data, whether it was done or not
 *
 * Calls @func as soon as the document can be changed: at once, or when it was
 * read, or goes on as a copy. One thing at a time: what comes while another
 * waits fails.
 */
void           atlas_editor_do           (AtlasEditor      *self,
                                          AtlasEditorFunc   func,
                                          gpointer          data,
                                          GDestroyNotify    free_data);

/* @edit: (transfer full); @reason: (nullable); as atlas_document_apply() */
void           atlas_editor_apply        (AtlasEditor      *self,
                                          AtlasEdit        *edit,
                                          AtlasChangeKind   kind,
                                          const char       *reason);

/* Is there a change that waits to be made, for an answer or for the history? */
gboolean       atlas_editor_is_waiting   (AtlasEditor      *self);

/* The answer to `copy-wanted`: does what was waiting, or %FALSE: drops it. */
void           atlas_editor_go_on        (AtlasEditor      *self,
                                          gboolean          has_copy);

/* @n edits are redone, or, where it is negative, undone. */
void           atlas_editor_step         (AtlasEditor      *self,
                                          int               n);

guint          atlas_editor_get_n_undo   (AtlasEditor      *self);
guint          atlas_editor_get_n_redo   (AtlasEditor      *self);

/* What the edit did that is undone, or redone, after @ahead others: see
 * atlas-edit-name.h. Returns: (transfer full) */
char          *atlas_editor_dup_undo_name (AtlasEditor     *self,
                                           guint            ahead);
char          *atlas_editor_dup_redo_name (AtlasEditor     *self,
                                           guint            ahead);

/* The first entry of that edit: when, by whom and why. Borrowed until the next
 * change. */
const AtlasChange *atlas_editor_get_undo_entry (AtlasEditor *self,
                                                guint        ahead);
const AtlasChange *atlas_editor_get_redo_entry (AtlasEditor *self,
                                                guint        ahead);

G_END_DECLS
