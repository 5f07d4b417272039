#include "atlas-check-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Block codes look like DX00-0207: letters for the district, the sub-centre
 * or Yizhuang, two digits, a hyphen, two digits of the planning unit and two
 * of the block. */
typedef struct
{
  const char *letters;
  const char *district; /* NULL: may lie in several */
  const char *authority;
} Prefix;

static const Prefix prefixes[] = {
  { "DC", "110101", "110101" },
  { "XC", "110102", "110102" },
  { "CY", "110105", "110105" },
  { "FT", "110106", "110106" },
  { "SJS", "110107", "110107" },
  { "HD", "110108", "110108" },
  { "MTG", "110109", "110109" },
  { "FS", "110111", "110111" },
  { "TZ", "110112", "110112" },
  { "FZX", "110112", NULL },
  { "SY", "110113", "110113" },
  { "CP", "110114", "110114" },
  { "DX", "110115", "110115" },
  { "HR", "110116", "110116" },
  { "PG", "110117", "110117" },
  { "MY", "110118", "110118" },
  { "YQ", "110119", "110119" },
  { "YZ", NULL, "yizhuang" },
};

static const Prefix *
find_prefix (const char *letters)
{
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_equal (prefixes[i].letters, letters))
      return &prefixes[i];

  return NULL;
}

static gboolean
are_digits (const char *text,
            guint       n)
{
  for (guint i = 0; i < n; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;

  return TRUE;
}

/* Returns: (nullable): %NULL for a code of another form */
static const Prefix *
parse_code (const char *code)
{
  gsize n = strspn (code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  g_autofree char *letters = g_strndup (code, n);
  const char *rest = code + n;

  if (strlen (rest) != 7 || !are_digits (rest, 2) || rest[2] != '-' || !are_digits (rest + 3, 4))
    return NULL;

  return find_prefix (letters);
}

static gboolean
has_code (GPtrArray  *features,
          const char *code)
{
  for (guint i = 0; i < features->len; i++)
    if (g_strcmp0 (atlas_feature_get_text (g_ptr_array_index (features, i), "code"), code) == 0)
      return TRUE;

  return FALSE;
}

static void
report (AtlasCheck            *self,
        const AtlasBlockTable *blocks,
        guint                  i,
        AtlasFindingKind       kind,
        char                  *text)
{
  atlas_check_take_finding (self, kind, g_strdup (blocks->values[i]->code), text, NAN,
                            atlas_geometry_get_inner_point (blocks->geometries[i]));
}

static void
check_place (AtlasCheck            *self,
             const AtlasBlockTable *blocks,
             guint                  i,
             const Prefix          *prefix)
{
  const AtlasBlockValues *values = blocks->values[i];

  if (prefix->district != NULL && g_strcmp0 (prefix->district, values->district) != 0)
    report (self, blocks, i, ATLAS_FINDING_PLACE,
            g_strdup_printf (_("The letters of the code stand for district %s, but the block's "
                               "district is %s"), prefix->district, values->district));
  if (prefix->authority != NULL && g_strcmp0 (prefix->authority, values->authority) != 0)
    report (self, blocks, i, ATLAS_FINDING_PLACE,
            g_strdup_printf (_("The letters of the code stand for authority %s, but the block's "
                               "authority is %s"), prefix->authority, values->authority));
}

static void
check_code (AtlasCheck            *self,
            const AtlasBlockTable *blocks,
            guint                  i)
{
  const AtlasBlockValues *values = blocks->values[i];
  const Prefix *prefix = parse_code (values->code);

  if (prefix == NULL)
    report (self, blocks, i, ATLAS_FINDING_CODE,
            g_strdup (_("The code is not like DX00-0207: letters of a district, two digits, a "
                        "hyphen, four digits")));
  else
    check_place (self, blocks, i, prefix);

  if (!has_code (blocks->districts, values->district))
    report (self, blocks, i, ATLAS_FINDING_PLACE,
            g_strdup_printf (_("The plan has no district %s"), values->district));
  if (blocks->authorities->len > 0 && !has_code (blocks->authorities, values->authority))
    report (self, blocks, i, ATLAS_FINDING_PLACE,
            g_strdup_printf (_("The plan has no authority %s"), values->authority));
}

void
atlas_check_codes (AtlasCheck            *self,
                   const AtlasBlockTable *blocks)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < blocks->n; i++)
    {
      check_code (self, blocks, i);
      if (!g_hash_table_add (seen, blocks->values[i]->code))
        report (self, blocks, i, ATLAS_FINDING_DUPLICATE,
                g_strdup (_("Another block has the same code")));
    }
}

void
atlas_check_areas (AtlasCheck            *self,
                   const AtlasBlockTable *blocks)
{
  for (guint i = 0; i < blocks->n; i++)
    {
      double stored = blocks->values[i]->area;
      double measured = atlas_geometry_get_area (blocks->geometries[i]);

      if (!isnan (stored) && fabs (stored - measured) > ATLAS_CHECK_AREA_TOLERANCE * measured)
        report (self, blocks, i, ATLAS_FINDING_AREA,
                g_strdup_printf (_("The stored area is %.0f m², the measured one %.0f m²"), stored,
                                 measured));
    }
}
