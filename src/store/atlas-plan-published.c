#include "atlas-plan-published.h"

#include "atlas-json.h"
#include "atlas-table-reader.h"

typedef struct
{
  AtlasPlan        *plan;
  AtlasTableReader *reader;
  GHashTable       *old;   /* "code\nfield" → JSON at the snapshot, borrowed */
  GHashTable       *found; /* codes in the table */
  GPtrArray        *differences;
} Check;

static void
check_clear (Check *self)
{
  g_clear_pointer (&self->reader, atlas_table_reader_free);
  g_clear_pointer (&self->old, g_hash_table_unref);
  g_clear_pointer (&self->found, g_hash_table_unref);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Check, check_clear)

static void
difference_free (gpointer data)
{
  AtlasPublishedDifference *self = data;

  g_free (self->code);
  g_free (self->stored);
  g_free (self->computed);
  g_free (self);
}

/* Takes @stored and @computed. */
static void
report (Check      *self,
        const char *code,
        const char *field,
        char       *stored,
        char       *computed)
{
  AtlasPublishedDifference *difference = g_new0 (AtlasPublishedDifference, 1);

  difference->code = g_strdup (code);
  difference->field = field;
  difference->stored = stored;
  difference->computed = computed;
  g_ptr_array_add (self->differences, difference);
}

static char *
text_to_json (const char *text)
{
  GString *json = g_string_new (NULL);

  atlas_json_append_string (json, text);

  return g_string_free (json, FALSE);
}

static char *
number_to_json (double number)
{
  GString *json = g_string_new (NULL);

  atlas_json_append_number (json, number);

  return g_string_free (json, FALSE);
}

static const char *
get_text (const AtlasBlockValues *values,
          const AtlasFieldInfo   *info)
{
  const void *at = (const char *) values + info->offset;

  return info->type == ATLAS_FIELD_TEXT ? *(char *const *) at
                                        : atlas_vocabulary_get_key (info->vocabulary,
                                                                    *(const int *) at);
}

static double
get_number (const AtlasBlockValues *values,
            const AtlasFieldInfo   *info)
{
  return *(const double *) (gconstpointer) ((const char *) values + info->offset);
}

static gboolean
is_text (const AtlasFieldInfo *info)
{
  return info->type == ATLAS_FIELD_TEXT || info->type == ATLAS_FIELD_WORD;
}

static char *
make_key (const char *code,
          const char *field)
{
  return g_strconcat (code, "\n", field, NULL);
}

/* What the block's attribute was at the snapshot. */
static char *
compute (Check                *self,
         AtlasBlock           *block,
         const AtlasFieldInfo *info)
{
  const AtlasBlockValues *values = atlas_block_get_values (block);
  g_autofree char *key = make_key (values->code, info->column);
  const char *old = g_hash_table_lookup (self->old, key);

  if (old != NULL)
    return g_strdup (old);

  return is_text (info) ? text_to_json (get_text (values, info))
                        : number_to_json (get_number (values, info));
}

static gboolean
read_cell (Check                 *self,
           guint                  column,
           const AtlasFieldInfo  *info,
           char                 **stored,
           GError               **error)
{
  const char *text;
  double number;

  *stored = NULL;
  if (is_text (info) ? !atlas_table_reader_get_text (self->reader, column, &text, error)
                     : !atlas_table_reader_get_number (self->reader, column, &number, error))
    return FALSE;
  *stored = is_text (info) ? text_to_json (text) : number_to_json (number);

  return TRUE;
}

static gboolean
check_row (Check   *self,
           GError **error)
{
  const AtlasSchemaTable *table = self->reader->table;
  AtlasBlock *block;
  const char *code;
  guint i;

  if (!atlas_table_reader_get_text (self->reader, 0, &code, error))
    return FALSE;
  g_hash_table_add (self->found, g_strdup (code));
  if ((block = atlas_plan_find_block (self->plan, code, &i)) == NULL)
    {
      report (self, code, NULL, text_to_json (code), NULL);
      return TRUE;
    }

  for (guint column = 1; column < table->n_columns; column++)
    {
      const AtlasFieldInfo *info = atlas_block_field_info (table->columns[column].field);
      g_autofree char *computed = compute (self, block, info);
      g_autofree char *stored = NULL;

      if (!read_cell (self, column, info, &stored, error))
        return FALSE;
      if (!g_str_equal (stored, computed))
        report (self, atlas_block_get_code (block), info->column, g_steal_pointer (&stored),
                g_steal_pointer (&computed));
    }

  return TRUE;
}

/* The earliest entry after the snapshot says how it was. */
static GHashTable *
walk_back (const AtlasPlanRecord *record)
{
  GHashTable *old = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const AtlasSnapshot *snapshot = atlas_plan_record_get_published (record);
  gint64 published = snapshot != NULL ? snapshot->seq : 0;

  for (guint i = atlas_change_log_get_n (record->log); i-- > 0;)
    {
      const AtlasChange *change = atlas_change_log_get (record->log, i);

      if (change->seq <= published)
        break;
      if (change->object == ATLAS_OBJECT_BLOCK && change->field != NULL &&
          change->old_value != NULL)
        g_hash_table_replace (old, make_key (change->key, change->field),
                              (gpointer) change->old_value);
    }

  return old;
}

static void
report_missing (Check *self)
{
  for (guint i = 0; i < atlas_plan_get_n_blocks (self->plan); i++)
    {
      const char *code = atlas_block_get_code (atlas_plan_get_block (self->plan, i));

      if (!g_hash_table_contains (self->found, code))
        report (self, code, NULL, NULL, text_to_json (code));
    }
}

static gboolean
check_table (Check              *self,
             AtlasPlanDatabase  *database,
             GError            **error)
{
  const AtlasSchemaTable *table = atlas_schema_get_table (ATLAS_TABLE_PUBLISHED);
  gboolean exists, has_row = TRUE;
  int srs_id = 0;

  if (!atlas_table_check (database, table, &exists, &srs_id, error) ||
      (self->reader = atlas_table_reader_new (database, table, srs_id, error)) == NULL)
    return FALSE;

  while (has_row)
    if (!atlas_table_reader_next (self->reader, &has_row, error) ||
        (has_row && !check_row (self, error)))
      return FALSE;
  report_missing (self);

  return TRUE;
}

GPtrArray *
atlas_plan_published_check (const char             *path,
                            const AtlasPlanRecord  *record,
                            AtlasPlan              *plan,
                            GCancellable           *cancellable,
                            GError                **error)
{
  g_autoptr(AtlasPlanDatabase) database = NULL;
  g_auto(Check) self = { .plan = plan };
  AtlasFileIdentity now;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (record != NULL, NULL);
  g_return_val_if_fail (ATLAS_IS_PLAN (plan), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      (database = atlas_plan_database_open (path, cancellable, error)) == NULL)
    return NULL;

  now = atlas_file_identity_of (path);
  self.old = walk_back (record);
  self.found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.differences = g_ptr_array_new_with_free_func (difference_free);
  if (!atlas_file_identity_check (&now, &record->identity, path, error) ||
      !check_table (&self, database, error))
    return NULL;

  return g_steal_pointer (&self.differences);
}
