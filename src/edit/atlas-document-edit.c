#include "atlas-document-private.h"

#include "atlas-block-json.h"
#include "atlas-error.h"
#include "atlas-time.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Of an amount: what adding and taking off again may lose. */
#define ROUNDING 1e-9

gboolean
atlas_document_check_writable (AtlasDocument  *self,
                               GError        **error)
{
  if (self->record == NULL)
    {
      g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_BUSY,
                           _("The history of the plan is still being read. Try again in a "
                             "moment."));
      return FALSE;
    }
  if (self->is_frozen)
    {
      g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_BUSY,
                           _("The plan is being saved as a copy. Try again in a moment."));
      return FALSE;
    }
  if (atlas_document_needs_copy (self))
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
                   _("%s: The file may not be changed. Save a copy in a folder of your own, and "
                     "go on there."), g_file_peek_path (self->file));
      return FALSE;
    }

  return TRUE;
}

/* Completes the entries and appends them to the log in memory. */
static void
record_changes (AtlasDocument   *self,
                GArray          *changes,
                AtlasChangeKind  kind,
                gint64           of_edit,
                const char      *reason)
{
  AtlasChangeLog *log = self->record->log;
  gint64 first = (gint64) atlas_change_log_get_n (log) + 1;
  g_autofree char *now = atlas_time_format_now ();

  if (self->meeting != NULL)
    atlas_plan_record_keep_meeting (self->record, self->meeting);
  for (guint i = 0; i < changes->len; i++)
    {
      AtlasChange change = g_array_index (changes, AtlasChange, i);
      g_autofree char *hash = NULL;

      change.seq = first + i;
      change.edit = first;
      change.kind = (int) kind;
      change.of_edit = of_edit;
      change.time = now;
      change.author = self->author;
      change.host = self->host;
      change.reason = reason;
      change.meeting = self->meeting != NULL ? self->meeting->id : NULL;
      change.hash = hash = atlas_change_hash (&change, atlas_change_log_get_head (log));
      atlas_change_log_append (log, &change);
      atlas_plan_record_follow (self->record, &change);
    }
  atlas_history_add (self->history, atlas_change_log_get (log, (guint) first - 1));
}

static gboolean
apply (AtlasDocument    *self,
       AtlasEdit        *edit,
       AtlasChangeKind   kind,
       gint64            of_edit,
       const char       *reason,
       GError          **error)
{
  g_autoptr(GArray) changes = NULL;
  g_autoptr(GArray) blocks = NULL;
  AtlasDelta delta = { NULL };
  gint64 first;

  if (!atlas_document_check_writable (self, error))
    return FALSE;

  changes = atlas_edit_list (edit);
  if (changes->len == 0)
    return TRUE;

  blocks = atlas_edit_list_blocks (edit, &delta.fields);
  delta.sites = atlas_edit_has_sites (edit);
  delta.resources = atlas_sites_find_changes (atlas_edit_get_sites (edit),
                                              atlas_plan_get_sites (self->plan));
  delta.blocks = (const guint *) (gpointer) blocks->data;
  delta.n_blocks = blocks->len;

  first = (gint64) atlas_change_log_get_n (self->record->log) + 1;
  record_changes (self, changes, kind, of_edit, reason != NULL && *reason != '\0' ? reason : NULL);
  atlas_edit_apply (edit);
  atlas_document_write (self, first);
  atlas_document_tell (self, &delta);

  return TRUE;
}

gboolean
atlas_document_apply (AtlasDocument    *self,
                      AtlasEdit        *edit,
                      AtlasChangeKind   kind,
                      const char       *reason,
                      GError          **error)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (edit != NULL, FALSE);
  g_return_val_if_fail (atlas_change_kind_is_plain ((int) kind), FALSE);

  return apply (self, edit, kind, 0, reason, error);
}

/* --- Undo and redo --- */

/* All of @changes are made, in their order. */
static gboolean
put_all (AtlasEdit    *edit,
         GArray       *changes,
         GError      **error)
{
  for (guint i = 0; i < changes->len; i++)
    if (!atlas_edit_put (edit, &g_array_index (changes, AtlasChange, i), error))
      return FALSE;

  return TRUE;
}

/* Between the states before and after the edit, whichever way. */
static gboolean
go_over_edit (AtlasDocument    *self,
              gint64            which,
              AtlasChangeKind   kind,
              GError          **error)
{
  g_autoptr(AtlasEdit) edit = atlas_edit_new (self->plan);
  g_autoptr(AtlasChangeSet) set = NULL;
  g_autoptr(GArray) changes = NULL;
  guint n;

  atlas_change_log_find_edit (self->record->log, which, &n);
  set = kind == ATLAS_CHANGE_UNDO
        ? atlas_change_set_new_for_log (self->record->log, which - 1 + n, which - 1)
        : atlas_change_set_new_for_log (self->record->log, which - 1, which - 1 + n);
  changes = atlas_change_set_list (set);

  return put_all (edit, changes, error) &&
         apply (self, edit, kind, which, NULL, error);
}

gboolean
atlas_document_undo (AtlasDocument  *self,
                     GError        **error)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);

  if (!atlas_document_check_writable (self, error))
    return FALSE;
  if (atlas_history_get_n_undo (self->history) == 0)
    {
      g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                           _("There is nothing to undo."));
      return FALSE;
    }

  return go_over_edit (self, atlas_history_get_undo (self->history, 0), ATLAS_CHANGE_UNDO, error);
}

gboolean
atlas_document_redo (AtlasDocument  *self,
                     GError        **error)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);

  if (!atlas_document_check_writable (self, error))
    return FALSE;
  if (atlas_history_get_n_redo (self->history) == 0)
    {
      g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                           _("There is nothing to redo."));
      return FALSE;
    }

  return go_over_edit (self, atlas_history_get_redo (self->history, 0), ATLAS_CHANGE_REDO, error);
}

guint
atlas_document_get_n_undo (AtlasDocument *self)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), 0);

  return self->history != NULL ? atlas_history_get_n_undo (self->history) : 0;
}

guint
atlas_document_get_n_redo (AtlasDocument *self)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), 0);

  return self->history != NULL ? atlas_history_get_n_redo (self->history) : 0;
}

gint64
atlas_document_get_undo (AtlasDocument *self,
                         guint          ahead)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), 0);
  g_return_val_if_fail (self->history != NULL, 0);

  return atlas_history_get_undo (self->history, ahead);
}

gint64
atlas_document_get_redo (AtlasDocument *self,
                         guint          ahead)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), 0);
  g_return_val_if_fail (self->history != NULL, 0);

  return atlas_history_get_redo (self->history, ahead);
}

/* --- The record --- */

const AtlasChangeLog *
atlas_document_get_log (AtlasDocument *self)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), NULL);

  return self->record != NULL ? self->record->log : NULL;
}

GPtrArray *
atlas_document_get_snapshots (AtlasDocument *self)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), NULL);

  return self->record != NULL ? self->record->snapshots : NULL;
}

void
atlas_document_end_meeting (AtlasDocument *self)
{
  g_autoptr(AtlasMeeting) meeting = NULL;

  g_return_if_fail (ATLAS_IS_DOCUMENT (self));

  meeting = g_steal_pointer (&self->meeting);
  /* One that no change was made in is on no record. */
  if (meeting == NULL || self->record == NULL ||
      atlas_plan_record_find_meeting (self->record, meeting->id) == NULL)
    return;

  g_free (meeting->ended);
  meeting->ended = atlas_time_format_now ();
  atlas_plan_record_keep_meeting (self->record, meeting);
  atlas_document_write_meeting (self, meeting);
}

GPtrArray *
atlas_document_get_meetings (AtlasDocument *self)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), NULL);

  return self->record != NULL ? self->record->meetings : NULL;
}

const AtlasMeeting *
atlas_document_find_meeting (AtlasDocument *self,
                             const char    *id)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), NULL);

  return self->record != NULL ? atlas_plan_record_find_meeting (self->record, id) : NULL;
}

const AtlasSnapshot *
atlas_document_find_snapshot (AtlasDocument *self,
                              const char    *name)
{
  GPtrArray *snapshots;

  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  snapshots = atlas_document_get_snapshots (self);
  for (guint i = 0; snapshots != NULL && i < snapshots->len; i++)
    {
      const AtlasSnapshot *snapshot = g_ptr_array_index (snapshots, i);

      if (g_str_equal (snapshot->name, name))
        return snapshot;
    }

  return NULL;
}

const AtlasSnapshot *
atlas_document_get_published (AtlasDocument *self)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), NULL);

  return self->record != NULL ? atlas_plan_record_get_published (self->record) : NULL;
}

/* Snapshots and what is not the plan's own stay as they are. */
static gboolean
goes_back (const AtlasChange *change)
{
  return change->object == ATLAS_OBJECT_BLOCK || change->object == ATLAS_OBJECT_SITE;
}

gboolean
atlas_document_restore (AtlasDocument  *self,
                        gint64          seq,
                        const char     *reason,
                        GError        **error)
{
  g_autoptr(AtlasEdit) edit = NULL;
  g_autoptr(AtlasChangeSet) set = NULL;
  g_autoptr(GArray) changes = NULL;

  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);

  if (!atlas_document_check_writable (self, error))
    return FALSE;
  g_return_val_if_fail (seq >= 0 && seq <= atlas_change_log_get_n (self->record->log), FALSE);

  edit = atlas_edit_new (self->plan);
  set = atlas_change_set_new_for_log (self->record->log,
                                      atlas_change_log_get_n (self->record->log), seq);
  changes = atlas_change_set_list (set);
  for (guint i = 0; i < changes->len; i++)
    {
      const AtlasChange *change = &g_array_index (changes, AtlasChange, i);

      if (goes_back (change) && !atlas_edit_put (edit, change, error))
        return FALSE;
    }

  return apply (self, edit, ATLAS_CHANGE_RESTORE, 0, reason, error);
}

/* Are they the same but for the digit that sums lose, and for who made them? */
static gboolean
are_near (const AtlasBlockValues *a,
          const AtlasBlockValues *b,
          AtlasBlockField         field)
{
  const AtlasFieldInfo *info = atlas_block_field_info (field);
  double x, y;

  if (field == ATLAS_BLOCK_PROVENANCE || atlas_block_values_equal (a, b, field))
    return TRUE;
  if (info->type != ATLAS_FIELD_REAL)
    return FALSE;

  x = G_STRUCT_MEMBER (double, a, info->offset);
  y = G_STRUCT_MEMBER (double, b, info->offset);

  return fabs (x - y) <= ROUNDING * MAX (fabs (x), 1);
}

static gboolean
put_block (AtlasEdit               *edit,
           guint                    block,
           const AtlasBlockValues  *values,
           GError                 **error)
{
  for (guint field = 0; field < ATLAS_BLOCK_N_FIELDS; field++)
    {
      g_autofree char *json = atlas_block_values_dup_json (values, field);
      const AtlasChange change = {
        .object = ATLAS_OBJECT_BLOCK, .key = values->code,
        .field = atlas_block_field_info (field)->column, .new_value = json,
      };

      if (!atlas_block_values_equal (atlas_edit_get_values (edit, block), values, field) &&
          !atlas_edit_put (edit, &change, error))
        return FALSE;
    }

  return TRUE;
}

/* What @changes, which would make the plan as it was, make of its blocks. Returns:
 * (transfer full) (nullable) */
static AtlasEdit *
read_blocks_before (AtlasDocument  *self,
                    GArray         *changes,
                    GError        **error)
{
  g_autoptr(AtlasEdit) before = atlas_edit_new (self->plan);

  for (guint i = 0; i < changes->len; i++)
    {
      const AtlasChange *change = &g_array_index (changes, AtlasChange, i);

      if (change->object == ATLAS_OBJECT_BLOCK && !atlas_edit_put (before, change, error))
        return NULL;
    }

  return g_steal_pointer (&before);
}

static gboolean
is_near (AtlasEdit *a,
         AtlasEdit *b,
         guint      block)
{
  for (guint field = 0; field < ATLAS_BLOCK_N_FIELDS; field++)
    if (!are_near (atlas_edit_get_values (a, block), atlas_edit_get_values (b, block), field))
      return FALSE;

  return TRUE;
}

/* A block that is by its sites what it was is so altogether: to the last digit, and
 * as if nobody had edited it. */
static gboolean
settle_blocks (AtlasDocument  *self,
               AtlasEdit      *edit,
               GArray         *changes,
               GError        **error)
{
  g_autoptr(AtlasEdit) before = read_blocks_before (self, changes, error);
  guint32 fields;
  g_autoptr(GArray) blocks = atlas_edit_list_blocks (edit, &fields);

  if (before == NULL)
    return FALSE;

  for (guint i = 0; i < blocks->len; i++)
    {
      guint block = g_array_index (blocks, guint, i);

      if (is_near (edit, before, block) &&
          !put_block (edit, block, atlas_edit_get_values (before, block), error))
        return FALSE;
    }

  return TRUE;
}

/* Of one kind, as they were after @seq. @keys: a set of their names */
static gboolean
revert_things (AtlasDocument  *self,
               AtlasObject     object,
               GHashTable     *keys,
               gint64          seq,
               const char     *reason,
               GError        **error)
{
  gboolean (*put) (AtlasEdit *, const AtlasChange *, GError **) =
    object == ATLAS_OBJECT_SITE ? atlas_edit_put_site : atlas_edit_put;
  g_autoptr(AtlasEdit) edit = NULL;
  g_autoptr(AtlasChangeSet) set = NULL;
  g_autoptr(GArray) changes = NULL;

  if (!atlas_document_check_writable (self, error))
    return FALSE;

  edit = atlas_edit_new (self->plan);
  set = atlas_change_set_new_for_log (self->record->log,
                                      atlas_change_log_get_n (self->record->log), seq);
  changes = atlas_change_set_list (set);
  for (guint i = 0; i < changes->len; i++)
    {
      const AtlasChange *change = &g_array_index (changes, AtlasChange, i);

      if (change->object == (int) object && g_hash_table_contains (keys, change->key) &&
          !put (edit, change, error))
        return FALSE;
    }
  if (object == ATLAS_OBJECT_SITE && !settle_blocks (self, edit, changes, error))
    return FALSE;

  return apply (self, edit, ATLAS_CHANGE_REVERT, 0, reason, error);
}

gboolean
atlas_document_revert_blocks (AtlasDocument  *self,
                              const guint    *blocks,
                              guint           n_blocks,
                              gint64          seq,
                              const char     *reason,
                              GError        **error)
{
  g_autoptr(GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);

  for (guint i = 0; i < n_blocks; i++)
    g_hash_table_add (codes, (gpointer) atlas_block_get_code (atlas_plan_get_block (self->plan,
                                                                                    blocks[i])));

  return revert_things (self, ATLAS_OBJECT_BLOCK, codes, seq, reason, error);
}

/* Of the sites' resources: what a site adds its own to. */
static gboolean
is_amount (AtlasBlockField field)
{
  return field >= ATLAS_BLOCK_COMPOUNDS_COUNT && field <= ATLAS_BLOCK_FACTORIES_FLOOR_AREA;
}

static gboolean
changes_sites (AtlasDocument *self,
               gint64         edit)
{
  guint n;
  guint first = atlas_change_log_find_edit (self->record->log, edit, &n);

  for (guint i = first; i < first + n; i++)
    if (atlas_change_log_get (self->record->log, i)->object == ATLAS_OBJECT_SITE)
      return TRUE;

  return FALSE;
}

gboolean
atlas_document_can_revert_entry (AtlasDocument *self,
                                 gint64         seq)
{
  const AtlasChange *change;
  int field;

  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (self->record != NULL, FALSE);
  g_return_val_if_fail (seq >= 1 && seq <= atlas_change_log_get_n (self->record->log), FALSE);

  change = atlas_change_log_get (self->record->log, (guint) seq - 1);
  field = change->object == ATLAS_OBJECT_BLOCK && change->field != NULL
          ? atlas_block_field_find (change->field) : -1;
  if (field < 0 || !atlas_block_field_info ((AtlasBlockField) field)->editable)
    return FALSE;

  return !is_amount ((AtlasBlockField) field) || !changes_sites (self, change->edit);
}

gboolean
atlas_document_revert_sites (AtlasDocument      *self,
                             const char *const  *ids,
                             gint64              seq,
                             const char         *reason,
                             GError            **error)
{
  g_autoptr(GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);

  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (keys, (gpointer) ids[i]);

  return revert_things (self, ATLAS_OBJECT_SITE, keys, seq, reason, error);
}
