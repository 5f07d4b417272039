#include "atlas-coordinate.h"

#include "atlas-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Beijing's surroundings: in degrees, and in metres the box around that, in
 * whole kilometres. */
static const AtlasBox near_degrees = { 114.5, 38.5, 118.5, 42 };
static const AtlasBox near_metres = { 281000, 4262000, 631000, 4655000 };

/* Larger than any angle, smaller than any metre near Beijing. */
#define LARGEST_ANGLE 1000

/* What is read as what: D is degrees, ' minutes, " seconds, a blank divides.
 * Longer ones come before those they contain. */
static const char *const spellings[][2] = {
  { "东经", "E" }, { "東經", "E" }, { "经度", "E" }, { "LON", "E" }, { "LNG", "E" },
  { "北纬", "N" }, { "北緯", "N" }, { "纬度", "N" }, { "LAT", "N" },
  { "西经", "W" }, { "南纬", "S" },
  { "度", "D" }, { "°", "D" }, { "º", "D" }, { "˚", "D" },
  { "分", "'" }, { "′", "'" }, { "‘", "'" }, { "’", "'" },
  { "秒", "\"" }, { "″", "\"" }, { "“", "\"" }, { "”", "\"" }, { "''", "\"" },
  { "。", "." }, { "−", "-" },
  { "、", " " }, { ",", " " }, { ";", " " }, { ":", " " }, { "=", " " }, { "(", " " }, { ")", " " },
  { "[", " " }, { "]", " " }, { "\t", " " }, { "\n", " " }, { "\r", " " }, { "\u00A0", " " },
};

/* Full-width forms stand in the order of ASCII, from U+FF01 on. */
static gunichar
narrow (gunichar c)
{
  if (c >= 0xFF01 && c <= 0xFF5E)
    return c - 0xFF01 + '!';

  return c == 0x3000 ? ' ' : c;
}

/* Returns: (transfer full): @text in ASCII as far as it is a coordinate */
static char *
simplify (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr(GString) simple = g_string_new (NULL);

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    g_string_append_unichar (simple, narrow (g_utf8_get_char (c)));
  g_string_ascii_up (simple);
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    g_string_replace (simple, spellings[i][0], spellings[i][1], 0);

  return g_string_free (g_steal_pointer (&simple), FALSE);
}

/**
 * Part:
 * @axis: E or N where the text says which, else '\0'
 * @is_angle: it has a degree sign
 *
 * One of a coordinate's two numbers.
 */
typedef struct
{
  char     axis;
  gboolean is_angle;
  double   value;
} Part;

static gboolean
skip (const char **at,
      char         c)
{
  const char *next = *at + strspn (*at, " ");

  if (c == '\0' || *next != c)
    return FALSE;
  *at = next + 1;

  return TRUE;
}

/* Digits with or without a point; an E behind them is East, not an exponent. */
static gboolean
scan_number (const char **at,
             double      *number)
{
  const char *start = *at + strspn (*at, " ");
  gsize n = strspn (start, "0123456789");
  g_autofree char *digits = NULL;

  if (n == 0)
    return FALSE;
  if (start[n] == '.')
    n += 1 + strspn (start + n + 1, "0123456789");
  digits = g_strndup (start, n);
  *number = g_ascii_strtod (digits, NULL);
  *at = start + n;

  return TRUE;
}

/* A number below 60 that is followed by @mark, in sixtieths; @whole is the
 * number before it, which must then be whole. Leaves @at where it is, and
 * @sixtieths, when something else follows. */
static gboolean
scan_sixtieths (const char **at,
                char         mark,
                double       whole,
                double      *sixtieths)
{
  const char *next = *at;
  double number;

  if (!scan_number (&next, &number) || !skip (&next, mark))
    return TRUE;
  if (number >= 60 || whole != floor (whole))
    return FALSE;
  *at = next;
  *sixtieths = number;

  return TRUE;
}

static gboolean
scan_value (const char **at,
            Part        *part)
{
  double degrees, minutes = 0, seconds = 0;

  if (!scan_number (at, &degrees))
    return FALSE;

  part->is_angle = skip (at, 'D');
  if (part->is_angle && (!scan_sixtieths (at, '\'', degrees, &minutes) ||
                         !scan_sixtieths (at, '"', minutes, &seconds)))
    return FALSE;
  part->value = degrees + minutes / 60 + seconds / 3600;

  return TRUE;
}

static char
scan_letter (const char **at)
{
  static const char letters[] = "ENWS";

  for (guint i = 0; letters[i] != '\0'; i++)
    if (skip (at, letters[i]))
      return letters[i];

  return '\0';
}

static gboolean
scan_part (const char **at,
           Part        *part)
{
  char letter = scan_letter (at);
  gboolean negative = skip (at, '-');

  if (!scan_value (at, part))
    return FALSE;
  if (letter == '\0')
    letter = scan_letter (at);

  part->axis = letter == 'W' ? 'E' : letter == 'S' ? 'N' : letter;
  if (negative != (part->axis != letter))
    part->value = -part->value;

  return TRUE;
}

static gboolean
scan_parts (const char *text,
            Part        parts[2])
{
  g_autofree char *simple = simplify (text);
  const char *at = simple;

  if (!scan_part (&at, &parts[0]) || !scan_part (&at, &parts[1]))
    return FALSE;
  at += strspn (at, " ");

  return *at == '\0' && (parts[0].axis != parts[1].axis || parts[0].axis == '\0');
}

/* Both zones whose number may stand before the easting have our meridian. */
static double
strip_zone (double easting)
{
  double zone = floor (easting / 1e6);

  return zone == 39 || zone == 20 ? easting - zone * 1e6 : easting;
}

static gboolean
try_order (const Part      *east,
           const Part      *north,
           AtlasCoordinate *coordinate)
{
  gboolean plane = !east->is_angle && !north->is_angle &&
                   fabs (east->value) > LARGEST_ANGLE && fabs (north->value) > LARGEST_ANGLE;
  const AtlasBox *box = plane ? &near_metres : &near_degrees;
  double x = plane ? strip_zone (east->value) : east->value;

  if (!(x >= box->x0 && x <= box->x1 && north->value >= box->y0 && north->value <= box->y1))
    return FALSE;

  coordinate->crs = plane ? ATLAS_CRS_PLANE : ATLAS_CRS_GEOGRAPHIC;
  coordinate->point = (AtlasPoint) { x, north->value };

  return TRUE;
}

gboolean
atlas_coordinate_parse (const char       *text,
                        AtlasCoordinate  *coordinate,
                        GError          **error)
{
  Part parts[2];

  g_return_val_if_fail (text != NULL, FALSE);

  if (!scan_parts (text, parts))
    {
      g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                           _("This is not a coordinate. Write longitude and latitude like "
                             "116.3975, 39.9087 or 116°23′51″E 39°54′31″N, or easting and "
                             "northing in metres like 448482, 4419565."));
      return FALSE;
    }

  if (parts[0].axis != 'N' && parts[1].axis != 'E' &&
      try_order (&parts[0], &parts[1], coordinate))
    return TRUE;
  if (parts[0].axis != 'E' && parts[1].axis != 'N' &&
      try_order (&parts[1], &parts[0], coordinate))
    return TRUE;

  g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                       _("This place is far from Beijing. Longitude is between 114.5 and 118.5 and "
                         "latitude between 38.5 and 42, like 116.3975, 39.9087; easting and "
                         "northing in metres (EPSG:4548) are like 448482, 4419565."));

  return FALSE;
}

AtlasCrs
atlas_notation_get_crs (AtlasNotation notation)
{
  return notation == ATLAS_NOTATION_PLANE ? ATLAS_CRS_PLANE : ATLAS_CRS_GEOGRAPHIC;
}

/* @letters: for a value from 0 on and for one below */
static void
append_degrees (GString    *text,
                double      degrees,
                const char *letters)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (digits, sizeof digits, "%.5f", fabs (degrees));
  g_string_append_printf (text, "%s°%c", digits, letters[degrees < 0]);
}

/* Rounded as a whole, so that no 60 seconds appear. */
static void
append_sexagesimal (GString    *text,
                    double      degrees,
                    const char *letters)
{
  int tenths = (int) round (fabs (degrees) * 36000);

  g_string_append_printf (text, "%d°%02d′%02d.%d″%c", tenths / 36000, tenths / 600 % 60,
                          tenths / 10 % 60, tenths % 10, letters[degrees < 0]);
}

char *
atlas_coordinate_format (AtlasPoint    point,
                         AtlasNotation notation)
{
  gboolean plane = notation == ATLAS_NOTATION_PLANE;
  double largest = plane ? G_MAXDOUBLE : 360;
  void (*append) (GString *, double, const char *) =
    notation == ATLAS_NOTATION_DEGREES ? append_degrees : append_sexagesimal;
  g_autoptr(GString) text = g_string_new (NULL);

  if (!(fabs (point.x) <= largest && fabs (point.y) <= largest))
    return g_strdup ("—");
  if (plane)
    return g_strdup_printf ("E %.0f N %.0f", point.x, point.y);

  append (text, point.x, "EW");
  g_string_append_c (text, ' ');
  append (text, point.y, "NS");

  return g_string_free (g_steal_pointer (&text), FALSE);
}
