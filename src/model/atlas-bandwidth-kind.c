#include "atlas-bandwidth-kind.h"

static const char *const keys[ATLAS_N_BANDWIDTH_KINDS] = {
  [ATLAS_BANDWIDTH_FIXED] = "fixed",
  [ATLAS_BANDWIDTH_NEIGHBOURS] = "neighbours",
  [ATLAS_BANDWIDTH_ABRAMSON] = "abramson",
};

const char *
atlas_bandwidth_kind_get_key (AtlasBandwidthKind self)
{
  g_return_val_if_fail ((guint) self < ATLAS_N_BANDWIDTH_KINDS, NULL);

  return keys[self];
}

int
atlas_bandwidth_kind_find (const char *key)
{
  for (guint i = 0; i < ATLAS_N_BANDWIDTH_KINDS; i++)
    if (g_strcmp0 (keys[i], key) == 0)
      return (int) i;

  return -1;
}

char *
atlas_bandwidth_kind_format_neighbour (guint         neighbour,
                                       AtlasLanguage language)
{
  static const char *const endings[] = { "th", "st", "nd", "rd" };
  guint last = neighbour % 10;

  if (language == ATLAS_LANGUAGE_ZH)
    return g_strdup_printf ("%u", neighbour);

  /* 11th, 12th and 13th. */
  if (last >= G_N_ELEMENTS (endings) || neighbour % 100 / 10 == 1)
    last = 0;

  return g_strdup_printf ("%u%s", neighbour, endings[last]);
}
