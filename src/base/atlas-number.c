#include "atlas-number.h"

#include "atlas-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define DIGITS "0123456789"
#define GROUP 3
/* The block of full-width forms, in the order of ASCII from “!” on. */
#define FULL_WIDTH_FIRST 0xff01
#define FULL_WIDTH_LAST  0xff5e
#define IDEOGRAPHIC_SPACE     0x3000
#define IDEOGRAPHIC_FULL_STOP 0x3002

/* Not by g_utf8_normalize(), which makes “5²” 52. (transfer full) */
static char *
dup_plain (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST)
        c = c - FULL_WIDTH_FIRST + '!';
      else if (c == IDEOGRAPHIC_FULL_STOP)
        c = '.';
      else if (c == IDEOGRAPHIC_SPACE)
        c = ' ';
      g_string_append_unichar (plain, c);
    }

  return g_strstrip (g_string_free (plain, FALSE));
}

/* How many characters at the start of @text are a whole number; with commas, if
 * there are any, where the thousands are. “0,125” is not said of thousands. */
static gsize
span_whole (const char *text)
{
  gsize length = strspn (text, DIGITS);

  if (text[length] != ',' || length == 0 || length > GROUP || *text == '0')
    return length;

  while (text[length] == ',' && strspn (text + length + 1, DIGITS) == GROUP)
    length += 1 + GROUP;

  return length;
}

static gboolean
is_number (const char *plain)
{
  const char *digits = plain + (*plain == '+' || *plain == '-');
  gsize whole = span_whole (digits);
  gsize decimals = 0;

  digits += whole;
  if (*digits == '.')
    {
      decimals = strspn (digits + 1, DIGITS);
      digits += 1 + decimals;
    }

  return whole + decimals > 0 && *digits == '\0';
}

static double
read_number (const char *plain,
             int         shift)
{
  g_auto(GStrv) groups = g_strsplit (plain, ",", -1);
  g_autofree char *digits = g_strjoinv ("", groups);
  g_autofree char *shifted = g_strdup_printf ("%se%d", digits, shift);

  return g_ascii_strtod (shifted, NULL);
}

gboolean
atlas_number_parse (const char  *text,
                    int          shift,
                    double      *number,
                    GError     **error)
{
  g_autofree char *plain = dup_plain (text);
  double read = is_number (plain) ? read_number (plain, shift) : NAN;

  if (isfinite (read))
    {
      *number = read;
      return TRUE;
    }

  if (strchr (plain, ',') != NULL && strspn (plain, "+-.," DIGITS) == strlen (plain))
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("“%s” is not clear: a comma stands between thousands only, as in 1,234. Write "
                   "decimals with a point, as in 12.5."), text);
  else
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("“%s” is not a number. Write one like 12.5 or 1,234."), text);

  return FALSE;
}
