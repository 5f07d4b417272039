#include "atlas-sql-text.h"

#include <string.h>

static gboolean
is_name_byte (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '$' || (guchar) c >= 0x80;
}

/* After @open, which is doubled where it stands for itself. Returns: (transfer
 * full): what is quoted */
static char *
read_quoted (const char **sql)
{
  char open = *(*sql)++;
  char close = open == '[' ? ']' : open;
  GString *text = g_string_new (NULL);

  for (; **sql != '\0'; (*sql)++)
    {
      if (**sql == close)
        {
          if (close == ']' || (*sql)[1] != close)
            break;
          (*sql)++;
        }
      g_string_append_c (text, **sql);
    }
  if (**sql == close)
    (*sql)++;

  return g_string_free (text, FALSE);
}

static gboolean
is_plain_name (const char *name)
{
  for (const char *c = name; *c != '\0'; c++)
    if (!is_name_byte (*c))
      return FALSE;

  return *name != '\0';
}

static void
append_quoted (GString    *sql,
               char        quote,
               const char *text)
{
  g_string_append_c (sql, quote);
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == quote)
        g_string_append_c (sql, quote);
      g_string_append_c (sql, *c);
    }
  g_string_append_c (sql, quote);
}

/* NOT NULL is NOTNULL, IS NULL is ISNULL. */
static void
append_word (GString    *words,
             const char *word,
             gsize       n)
{
  g_autofree char *lower = g_ascii_strdown (word, (gssize) n);

  if (words->len > 0 && !(g_str_equal (lower, "null") &&
                          (g_str_has_suffix (words->str, " not") ||
                           g_str_has_suffix (words->str, " is"))))
    g_string_append_c (words, ' ');
  g_string_append (words, lower);
}

static void
append_next (GString     *words,
             const char **sql,
             gboolean     keep_quotes)
{
  g_autofree char *text = NULL;
  gsize n = 0;

  if (strchr ("\"`[", **sql) != NULL)
    {
      text = read_quoted (sql);
      if (!keep_quotes && is_plain_name (text))
        {
          append_word (words, text, strlen (text));
          return;
        }
      g_string_append_c (words, ' ');
      append_quoted (words, '"', text);
    }
  else if (**sql == '\'')
    {
      text = read_quoted (sql);
      g_string_append_c (words, ' ');
      append_quoted (words, '\'', text);
    }
  else
    {
      while (is_name_byte ((*sql)[n]))
        n++;
      append_word (words, *sql, MAX (n, 1));
      *sql += MAX (n, 1);
    }
}

char *
atlas_sql_text_normalise (const char *sql,
                          gboolean    keep_quotes)
{
  GString *words = g_string_new (NULL);

  g_return_val_if_fail (sql != NULL, NULL);

  while (*sql != '\0')
    if (g_ascii_isspace (*sql))
      sql++;
    else
      append_next (words, &sql, keep_quotes);

  return g_string_free (words, FALSE);
}

void
atlas_sql_text_append_name (GString    *sql,
                            const char *name)
{
  append_quoted (sql, '"', name);
}

void
atlas_sql_text_append_string (GString    *sql,
                              const char *text)
{
  append_quoted (sql, '\'', text);
}
