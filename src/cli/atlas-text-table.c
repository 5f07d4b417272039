#include "atlas-text-table.h"

#include <stdarg.h>
#include <string.h>

struct _AtlasTextTable
{
  char      *alignment;
  guint      n_columns;
  GPtrArray *cells; /* row after row */
};

AtlasTextTable *
atlas_text_table_new (const char *alignment)
{
  AtlasTextTable *self = g_new0 (AtlasTextTable, 1);

  self->alignment = g_strdup (alignment);
  self->n_columns = (guint) strlen (alignment);
  self->cells = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
atlas_text_table_free (AtlasTextTable *self)
{
  g_ptr_array_unref (self->cells);
  g_free (self->alignment);
  g_free (self);
}

void
atlas_text_table_add (AtlasTextTable *self,
                      const char     *first,
                      ...)
{
  va_list rest;

  g_ptr_array_add (self->cells, g_strdup (first));
  va_start (rest, first);
  for (guint i = 1; i < self->n_columns; i++)
    g_ptr_array_add (self->cells, g_strdup (va_arg (rest, const char *)));
  va_end (rest);
}

static guint
get_width (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_iszerowidth (g_utf8_get_char (text)))
      width += g_unichar_iswide (g_utf8_get_char (text)) ? 2 : 1;

  return width;
}

static guint
get_column_width (AtlasTextTable *self,
                  guint           column)
{
  guint widest = 0;

  for (guint i = column; i < self->cells->len; i += self->n_columns)
    widest = MAX (widest, get_width (g_ptr_array_index (self->cells, i)));

  return widest;
}

static void
append_cell (GString    *line,
             const char *text,
             char        alignment,
             guint       width)
{
  int padding = (int) (width - get_width (text));

  if (line->len > 0)
    g_string_append (line, "  ");
  if (alignment == 'r')
    g_string_append_printf (line, "%*s%s", padding, "", text);
  else
    g_string_append_printf (line, "%s%*s", text, padding, "");
}

void
atlas_text_table_print (AtlasTextTable *self)
{
  g_autofree guint *widths = g_new (guint, self->n_columns);
  g_autoptr(GString) line = g_string_new (NULL);

  for (guint column = 0; column < self->n_columns; column++)
    widths[column] = get_column_width (self, column);

  for (guint row = 0; row < self->cells->len; row += self->n_columns)
    {
      g_string_truncate (line, 0);
      for (guint column = 0; column < self->n_columns; column++)
        append_cell (line, g_ptr_array_index (self->cells, row + column), self->alignment[column],
                     widths[column]);
      g_print ("%s\n", g_strchomp (line->str));
    }
}
