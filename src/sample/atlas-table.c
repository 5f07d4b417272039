#include "atlas-table.h"

#include "atlas-error.h"

#include <math.h>

struct _AtlasTable
{
  GPtrArray *rows; /* of GStrv; the first holds the names */
};

static void
take_cell (GPtrArray *cells,
           GString   *cell)
{
  g_ptr_array_add (cells, g_strdup (cell->str));
  g_string_truncate (cell, 0);
}

static void
take_row (GPtrArray  *rows,
          GPtrArray **cells,
          GString    *cell)
{
  if ((*cells)->len == 0 && cell->len == 0)
    return;

  take_cell (*cells, cell);
  g_ptr_array_add (*cells, NULL);
  g_ptr_array_add (rows, g_ptr_array_free (*cells, FALSE));
  *cells = g_ptr_array_new ();
}

/* Returns: FALSE when a quote is left open. */
static gboolean
split (const char *text,
       GPtrArray  *rows)
{
  g_autoptr(GString) cell = g_string_new (NULL);
  GPtrArray *cells = g_ptr_array_new ();
  gboolean quoted = FALSE;

  for (const char *at = text; *at != '\0'; at++)
    if (quoted && at[0] == '"' && at[1] == '"')
      g_string_append_c (cell, *at++);
    else if (*at == '"')
      quoted = !quoted;
    else if (*at == ',' && !quoted)
      take_cell (cells, cell);
    else if (*at == '\n' && !quoted)
      take_row (rows, &cells, cell);
    else if (*at != '\r' || quoted)
      g_string_append_c (cell, *at);

  take_row (rows, &cells, cell);
  g_ptr_array_unref (cells);

  return !quoted;
}

static gboolean
check_rows (AtlasTable  *self,
            const char  *path,
            GError     **error)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strv_length (self->rows->pdata[i]) != g_strv_length (self->rows->pdata[0]))
      {
        g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT,
                     "%s: row %u has %u cells where the first row names %u columns; correct it",
                     path, i + 1, g_strv_length (self->rows->pdata[i]),
                     g_strv_length (self->rows->pdata[0]));
        return FALSE;
      }

  return TRUE;
}

AtlasTable *
atlas_table_read (const char  *path,
                  GError     **error)
{
  g_autoptr(AtlasTable) self = g_new0 (AtlasTable, 1);
  g_autofree char *text = NULL;
  g_autoptr(GError) reason = NULL;

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  if (!g_file_get_contents (path, &text, NULL, &reason))
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
                   "%s; check that it is there and may be read", reason->message);
      return NULL;
    }

  if (!g_utf8_validate (text, -1, NULL) || !split (text, self->rows) || self->rows->len == 0)
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT,
                   "%s is not a CSV table in UTF-8; restore it", path);
      return NULL;
    }

  return check_rows (self, path, error) ? g_steal_pointer (&self) : NULL;
}

void
atlas_table_free (AtlasTable *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

guint
atlas_table_get_n_rows (const AtlasTable *self)
{
  return self->rows->len - 1;
}

const char *
atlas_table_get (const AtlasTable *self,
                 guint             row,
                 const char       *column)
{
  GStrv names = self->rows->pdata[0];
  GStrv cells;

  g_return_val_if_fail (row + 1 < self->rows->len, NULL);

  cells = self->rows->pdata[row + 1];
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], column))
      return *cells[i] == '\0' ? NULL : cells[i];

  return NULL;
}

double
atlas_table_get_number (const AtlasTable *self,
                        guint             row,
                        const char       *column)
{
  const char *cell = atlas_table_get (self, row, column);
  char *end;
  double number;

  if (cell == NULL)
    return NAN;

  number = g_ascii_strtod (cell, &end);

  return *end == '\0' ? number : NAN;
}
