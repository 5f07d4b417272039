#include "atlas-table-reader.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdarg.h>

/* In the statement the key comes first, then the columns, then the geometry. */
#define AT(column) ((int) (column) + 1)

static char *
make_sql (const AtlasSchemaTable *table)
{
  GString *sql = g_string_new ("SELECT ");

  g_string_append_printf (sql, "\"%s\"", table->key);
  for (guint i = 0; i < table->n_columns; i++)
    g_string_append_printf (sql, ", \"%s\"", table->columns[i].name);
  if (table->shape != ATLAS_SHAPE_NONE)
    g_string_append (sql, ", \"" ATLAS_SCHEMA_GEOMETRY_COLUMN "\"");
  g_string_append_printf (sql, " FROM \"%s\" ORDER BY \"%s\"", table->name, table->key);

  return g_string_free (sql, FALSE);
}

AtlasTableReader *
atlas_table_reader_new (AtlasPlanDatabase       *database,
                        const AtlasSchemaTable  *table,
                        int                      srs_id,
                        GError                 **error)
{
  g_autofree char *sql = make_sql (table);
  g_autoptr(AtlasStatement) statement = atlas_plan_database_prepare (database, sql, error);
  AtlasTableReader *self;

  if (statement == NULL)
    return NULL;

  self = g_new0 (AtlasTableReader, 1);
  self->database = database;
  self->table = table;
  self->statement = g_steal_pointer (&statement);
  self->srs_id = srs_id;
  self->texts = g_string_chunk_new (4096);
  atlas_wkb_reader_init (&self->wkb);
  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].unique)
      self->seen[i] = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

void
atlas_table_reader_free (AtlasTableReader *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->seen); i++)
    g_clear_pointer (&self->seen[i], g_hash_table_unref);
  g_string_chunk_free (self->texts);
  atlas_wkb_reader_clear (&self->wkb);
  sqlite3_finalize (self->statement);
  g_free (self);
}

gboolean
atlas_table_reader_next (AtlasTableReader  *self,
                         gboolean          *has_row,
                         GError           **error)
{
  if (!atlas_plan_database_step (self->database, self->statement, has_row, error))
    return FALSE;
  if (*has_row)
    self->n_rows++;

  return TRUE;
}

/* The text that people know the row by. */
static const char *
get_row_label (AtlasTableReader *self)
{
  for (guint i = 0; i < self->table->n_columns; i++)
    if (self->table->columns[i].unique &&
        sqlite3_column_type (self->statement, AT (i)) != SQLITE_NULL)
      {
        const char *text = (const char *) sqlite3_column_text (self->statement, AT (i));

        return text != NULL && g_utf8_validate (text, -1, NULL) ? text : NULL;
      }

  return NULL;
}

void
atlas_table_reader_fail (AtlasTableReader  *self,
                         int                column,
                         GError           **error,
                         const char        *format,
                         ...)
{
  const char *label = get_row_label (self);
  g_autofree char *row = NULL;
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  row = g_strdup_printf ("%" G_GINT64_FORMAT "%s%s%s",
                         (gint64) sqlite3_column_int64 (self->statement, 0),
                         label != NULL ? " (" : "", label != NULL ? label : "",
                         label != NULL ? ")" : "");
  atlas_plan_database_fail (self->database, error, _("table “%s”, column “%s”, row %s: %s"),
                            self->table->name,
                            column < 0 ? ATLAS_SCHEMA_GEOMETRY_COLUMN
                                       : self->table->columns[column].name, row, what);
}

/* Every value once: @text is that of a unique column's cell. */
static gboolean
check_unique (AtlasTableReader  *self,
              guint              column,
              const char        *text,
              GError           **error)
{
  if (g_hash_table_insert (self->seen[column], g_string_chunk_insert (self->texts, text),
                           GUINT_TO_POINTER (self->n_rows)))
    return TRUE;

  atlas_table_reader_fail (self, (int) column, error, _("“%s” is there already in another row"),
                           text);

  return FALSE;
}

/* A cell without a value is fine where the column may be null. */
static gboolean
check_null (AtlasTableReader  *self,
            guint              column,
            GError           **error)
{
  if (!self->table->columns[column].required)
    return TRUE;

  atlas_table_reader_fail (self, (int) column, error, _("the value is missing"));

  return FALSE;
}

/* The cell's text as it is; %NULL with no error set where there is none. */
static gboolean
get_plain_text (AtlasTableReader  *self,
                guint              column,
                const char       **text,
                GError           **error)
{
  int type = sqlite3_column_type (self->statement, AT (column));

  *text = NULL;
  if (type == SQLITE_NULL)
    return check_null (self, column, error);
  if (type != SQLITE_TEXT)
    {
      atlas_table_reader_fail (self, (int) column, error, _("the value is not a text"));
      return FALSE;
    }

  *text = (const char *) sqlite3_column_text (self->statement, AT (column));
  if (!g_utf8_validate_len (*text, (gsize) sqlite3_column_bytes (self->statement, AT (column)),
                            NULL))
    atlas_table_reader_fail (self, (int) column, error, _("the text is not valid UTF-8"));
  else if (!atlas_schema_is_writable (*text))
    atlas_table_reader_fail (self, (int) column, error,
                             _("the text has a character that can't be written"));
  else
    return TRUE;

  return FALSE;
}

static char *
join_words (const AtlasVocabulary *vocabulary)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < vocabulary->n_words; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", vocabulary->words[i].key);

  return g_string_free (words, FALSE);
}

static gboolean
find_word (AtlasTableReader  *self,
           guint              column,
           const char        *text,
           int               *word,
           GError           **error)
{
  const AtlasVocabulary *vocabulary = self->table->columns[column].vocabulary;
  g_autofree char *words = NULL;

  *word = text != NULL ? atlas_vocabulary_find (vocabulary, text) : -1;
  if (text == NULL || *word >= 0)
    return TRUE;

  words = join_words (vocabulary);
  atlas_table_reader_fail (self, (int) column, error, _("“%s” is not one of: %s"), text, words);

  return FALSE;
}

gboolean
atlas_table_reader_get_text (AtlasTableReader  *self,
                             guint              column,
                             const char       **text,
                             GError           **error)
{
  const AtlasSchemaColumn *info = &self->table->columns[column];
  int word;

  return get_plain_text (self, column, text, error) &&
         (info->vocabulary == NULL || find_word (self, column, *text, &word, error)) &&
         (!info->unique || *text == NULL || check_unique (self, column, *text, error));
}

gboolean
atlas_table_reader_get_word (AtlasTableReader  *self,
                             guint              column,
                             int               *word,
                             GError           **error)
{
  const char *text;

  return get_plain_text (self, column, &text, error) &&
         find_word (self, column, text, word, error);
}

static gboolean
check_range (AtlasTableReader  *self,
             guint              column,
             double             number,
             GError           **error)
{
  const AtlasSchemaColumn *info = &self->table->columns[column];

  if (atlas_schema_column_holds (info, number))
    return TRUE;

  if (info->bounded && isfinite (info->maximum) && info->maximum < G_MAXINT)
    atlas_table_reader_fail (self, (int) column, error, _("%g is not between %g and %g"), number,
                             info->minimum, info->maximum);
  else
    atlas_table_reader_fail (self, (int) column, error, _("%g is out of range"), number);

  return FALSE;
}

gboolean
atlas_table_reader_get_number (AtlasTableReader  *self,
                               guint              column,
                               double            *number,
                               GError           **error)
{
  const AtlasSchemaColumn *info = &self->table->columns[column];
  int type = sqlite3_column_type (self->statement, AT (column));

  *number = NAN;
  if (type == SQLITE_NULL)
    return check_null (self, column, error);
  if (type != SQLITE_INTEGER && (type != SQLITE_FLOAT || info->type == ATLAS_COLUMN_INTEGER))
    {
      atlas_table_reader_fail (self, (int) column, error,
                               info->type == ATLAS_COLUMN_INTEGER
                                 ? _("the value is not a whole number")
                                 : _("the value is not a number"));
      return FALSE;
    }

  *number = sqlite3_column_double (self->statement, AT (column));
  if (!check_range (self, column, *number, error))
    return FALSE;

  return !info->unique ||
         check_unique (self, column,
                       (const char *) sqlite3_column_text (self->statement, AT (column)), error);
}

static gboolean
is_shape (AtlasShapeKind    expected,
          AtlasGeometryKind kind)
{
  static const AtlasShapeKind shapes[] = {
    [ATLAS_GEOMETRY_POINT] = ATLAS_SHAPE_POINT,
    [ATLAS_GEOMETRY_LINE] = ATLAS_SHAPE_LINE,
    [ATLAS_GEOMETRY_POLYGON] = ATLAS_SHAPE_POLYGON,
  };

  return expected == ATLAS_SHAPE_ANY || expected == shapes[kind];
}

gboolean
atlas_table_reader_get_geometry (AtlasTableReader  *self,
                                 AtlasGeometry    **geometry,
                                 GError           **error)
{
  int at = AT (self->table->n_columns);
  int type = sqlite3_column_type (self->statement, at);
  g_autoptr(AtlasGeometry) shape = NULL;
  const char *problem = NULL;

  *geometry = NULL;
  if (type == SQLITE_BLOB)
    {
      const guint8 *blob = sqlite3_column_blob (self->statement, at);

      shape = atlas_wkb_reader_read (&self->wkb, blob,
                                     (gsize) sqlite3_column_bytes (self->statement, at),
                                     self->srs_id, &problem);
    }
  else if (type != SQLITE_NULL)
    problem = _("the value is not a geometry");

  if (shape != NULL && !is_shape (self->table->shape, atlas_geometry_get_kind (shape)))
    problem = _("the shape is of another kind than those of this table");
  if (problem == NULL && shape == NULL && self->table->shape_required)
    problem = _("the shape is missing");
  if (problem != NULL)
    {
      atlas_table_reader_fail (self, -1, error, "%s", problem);
      return FALSE;
    }

  *geometry = g_steal_pointer (&shape);

  return TRUE;
}

int
atlas_table_reader_find (AtlasTableReader *self,
                         guint             column,
                         const char       *text)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->seen[column], text)) - 1;
}
