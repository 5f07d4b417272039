#include "atlas-map-scale.h"

#include "atlas-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define METRES_PER_PIXEL_AT_1 (0.0254 / 96)
#define TEN_THOUSAND "万"
#define SIGNIFICANT_DIGITS 3

double
atlas_map_scale_to_metres_per_pixel (double scale)
{
  return scale * METRES_PER_PIXEL_AT_1;
}

double
atlas_map_scale_from_metres_per_pixel (double metres)
{
  return metres / METRES_PER_PIXEL_AT_1;
}

char *
atlas_map_scale_format (double scale)
{
  double step = pow (10, MAX (floor (log10 (scale)) - (SIGNIFICANT_DIGITS - 1), 0));
  g_autofree char *digits = g_strdup_printf ("%.0f", rint (scale / step) * step);
  gsize n = strlen (digits);
  GString *text = g_string_new ("1:");

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, digits[i]);
    }

  return g_string_free (text, FALSE);
}

/* What is behind the colon, if there is one. */
static const char *
skip_one (const char *text)
{
  const char *colon = strchr (text, ':');

  if (colon == NULL)
    return text;

  return text[0] == '1' && strspn (text + 1, " ") == (gsize) (colon - text - 1) ? colon + 1 : "";
}

/* Digits, commas and spaces, and at the end perhaps 万. Returns: NAN: it is
 * not so */
static double
read_number (const char *text)
{
  g_autofree char *digits = g_new0 (char, strlen (text) + 1);
  gboolean ten_thousand = g_str_has_suffix (text, TEN_THOUSAND);
  const char *end = text + strlen (text) - (ten_thousand ? strlen (TEN_THOUSAND) : 0);
  char *rest;
  double number;
  gsize n = 0;

  for (const char *at = text; at < end; at++)
    {
      if (g_ascii_isdigit (*at) || *at == '.')
        digits[n++] = *at;
      else if (*at != ',' && *at != ' ')
        return NAN;
    }
  if (n == 0)
    return NAN;

  number = g_ascii_strtod (digits, &rest);

  return *rest != '\0' ? NAN : number * (ten_thousand ? 1e4 : 1);
}

gboolean
atlas_map_scale_parse (const char *text,
                       double     *scale,
                       GError    **error)
{
  /* Full-width digits and punctuation become plain ones. */
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  double number = plain == NULL ? NAN : read_number (skip_one (g_strstrip (plain)));

  if (isnan (number))
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                   _("“%s” is not a scale. A scale is like 1:50,000."), text);
      return FALSE;
    }
  if (number < ATLAS_MAP_SCALE_LEAST || number > ATLAS_MAP_SCALE_GREATEST)
    {
      g_autofree char *least = atlas_map_scale_format (ATLAS_MAP_SCALE_LEAST);
      g_autofree char *greatest = atlas_map_scale_format (ATLAS_MAP_SCALE_GREATEST);

      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                   _("The map has scales from %s to %s."), least, greatest);
      return FALSE;
    }

  *scale = number;

  return TRUE;
}
