#include "atlas-quantity.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define UNKNOWN "—"

/**
 * Step:
 * @below: the step is taken while the number, rounded as it says, is smaller
 *   than this; in its own unit
 * @size: of the unit
 * @name: (nullable): of the unit, for gettext
 *
 * A stretch of sizes that are shown in the same unit with as many decimals.
 */
typedef struct
{
  double      below;
  double      size;
  int         decimals;
  const char *name;
} Step;

static const Step length_steps[] = {
  { 100, 1, 1, NC_("unit", "m") },
  { 1000, 1, 0, NC_("unit", "m") },
  { 100, 1000, 2, NC_("unit", "km") },
  { INFINITY, 1000, 1, NC_("unit", "km") },
};

static const Step auto_area_steps[] = {
  { 100, 1, 1, NC_("unit", "m²") },
  { 10000, 1, 0, NC_("unit", "m²") },
  { 100, 1e4, 2, NC_("unit", "ha") },
  { 100, 1e6, 2, NC_("unit", "km²") },
  { INFINITY, 1e6, 1, NC_("unit", "km²") },
};

static const Step square_metre_steps[] = {
  { 100, 1, 1, NC_("unit", "m²") },
  { INFINITY, 1, 0, NC_("unit", "m²") },
};

static const Step hectare_steps[] = {
  { 100, 1e4, 2, NC_("unit", "ha") },
  { INFINITY, 1e4, 1, NC_("unit", "ha") },
};

static const Step square_kilometre_steps[] = {
  { 1, 1e6, 3, NC_("unit", "km²") },
  { 100, 1e6, 2, NC_("unit", "km²") },
  { INFINITY, 1e6, 1, NC_("unit", "km²") },
};

static const Step ten_thousand_steps[] = {
  { 100, 1e4, 2, NC_("unit", "× 10⁴ m²") },
  { INFINITY, 1e4, 1, NC_("unit", "× 10⁴ m²") },
};

static const Step whole_steps[] = { { INFINITY, 1, 0, NULL } };
static const Step tenth_steps[] = { { INFINITY, 1, 1, NULL } };

static const Step *const area_steps[ATLAS_N_AREA_UNITS] = {
  [ATLAS_AREA_UNIT_AUTO] = auto_area_steps,
  [ATLAS_AREA_UNIT_SQUARE_METRES] = square_metre_steps,
  [ATLAS_AREA_UNIT_HECTARES] = hectare_steps,
  [ATLAS_AREA_UNIT_SQUARE_KILOMETRES] = square_kilometre_steps,
};

static const Step *const floor_area_steps[ATLAS_N_FLOOR_AREA_UNITS] = {
  [ATLAS_FLOOR_AREA_UNIT_TEN_THOUSAND] = ten_thousand_steps,
  [ATLAS_FLOOR_AREA_UNIT_SQUARE_METRES] = square_metre_steps,
};

/* A number that is not negative, as "12345.60": the longest double has 309
 * digits before the point. */
typedef char Digits[G_ASCII_DTOSTR_BUF_SIZE + 320];

static void
print_digits (Digits digits,
              double number,
              int    decimals)
{
  const char format[] = { '%', '.', (char) ('0' + decimals), 'f', '\0' };

  g_ascii_formatd (digits, sizeof (Digits), format, number);
}

/* Commas between the thousands. */
static void
append_grouped (GString    *text,
                const char *digits)
{
  gsize n_whole = strcspn (digits, ".");

  for (gsize i = 0; i < n_whole; i++)
    {
      if (i > 0 && (n_whole - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, digits[i]);
    }
  g_string_append (text, digits + n_whole);
}

/* The last step of @steps is below no bound. A size of nearly 1 km is rounded
 * to 1000 m and thus belongs to the next step: what is printed decides. */
static char *
format (double      number,
        const Step *steps,
        const char *suffix)
{
  g_autoptr(GString) text = g_string_new (NULL);
  double size = fabs (number);
  Digits digits;

  if (!isfinite (number))
    return g_strdup (UNKNOWN);

  for (;; steps++)
    {
      print_digits (digits, size / steps->size, steps->decimals);
      if (g_ascii_strtod (digits, NULL) < steps->below)
        break;
    }

  if (size > 0 && g_ascii_strtod (digits, NULL) == 0)
    {
      g_string_append (text, number < 0 ? "> " : "< ");
      print_digits (digits, pow (10, -steps->decimals), steps->decimals);
    }
  if (number < 0)
    g_string_append_c (text, '-');
  append_grouped (text, digits);
  g_string_append (text, suffix);
  if (steps->name != NULL)
    g_string_append_printf (text, " %s", g_dpgettext2 (GETTEXT_PACKAGE, "unit", steps->name));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
atlas_quantity_format_length (double metres)
{
  return format (metres, length_steps, "");
}

char *
atlas_quantity_format_area (double        square_metres,
                            AtlasAreaUnit unit)
{
  g_return_val_if_fail ((guint) unit < ATLAS_N_AREA_UNITS, NULL);

  return format (square_metres, area_steps[unit], "");
}

char *
atlas_quantity_format_floor_area (double             square_metres,
                                  AtlasFloorAreaUnit unit)
{
  g_return_val_if_fail ((guint) unit < ATLAS_N_FLOOR_AREA_UNITS, NULL);

  return format (square_metres, floor_area_steps[unit], "");
}

char *
atlas_quantity_format_percent (double percent)
{
  return format (percent, tenth_steps, "%");
}

char *
atlas_quantity_format_count (double count)
{
  return format (count, count == floor (count) ? whole_steps : tenth_steps, "");
}
