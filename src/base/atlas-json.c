#include "atlas-json.h"

#include <math.h>

/* Doubles have between 15 and 17 significant digits. */

static const char *
find_short_escape (char c)
{
  switch (c)
    {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\b':
      return "\\b";
    case '\f':
      return "\\f";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      return NULL;
    }
}

void
atlas_json_append_string (GString    *json,
                          const char *text)
{
  g_return_if_fail (json != NULL);

  if (text == NULL)
    {
      g_string_append (json, "null");
      return;
    }

  g_string_append_c (json, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      const char *escape = find_short_escape (*c);

      if (escape != NULL)
        g_string_append (json, escape);
      else if ((guchar) *c < 0x20)
        g_string_append_printf (json, "\\u%04x", (guint) (guchar) *c);
      else
        g_string_append_c (json, *c);
    }
  g_string_append_c (json, '"');
}

char *
atlas_json_format_number (char   buffer[G_ASCII_DTOSTR_BUF_SIZE],
                          double number)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };

  g_return_val_if_fail (isfinite (number), NULL);

  /* Minus nought is nought. */
  if (number == 0)
    number = 0;
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (buffer, G_ASCII_DTOSTR_BUF_SIZE, formats[i], number);
      if (g_ascii_strtod (buffer, NULL) == number)
        break;
    }

  return buffer;
}

void
atlas_json_append_number (GString *json,
                          double   number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_if_fail (json != NULL);

  g_string_append (json, isnan (number) ? "null" : atlas_json_format_number (buffer, number));
}
