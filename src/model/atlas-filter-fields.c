#include "atlas-filter-fields.h"

#include "atlas-site-row.h"

#include <math.h>

static double
measure_renewable_floor_area (gconstpointer row)
{
  const AtlasBlockValues *values = row;
  gboolean known = !isnan (values->other_floor_area);

  for (guint i = 0; i < ATLAS_N_RESOURCES; i++)
    known = known || !isnan (values->floor_area[i]);

  return known ? atlas_block_values_get_renewable_floor_area (values) : NAN;
}

static const struct
{
  AtlasFieldInfo info;
  double       (*measure) (gconstpointer row);
} derived[] = {
  { { .column = "renewable_floor_area", .type = ATLAS_FIELD_REAL, .maximum = INFINITY },
    measure_renewable_floor_area },
};

static AtlasFilterField
get_block_field (guint i)
{
  if (i < ATLAS_BLOCK_N_FIELDS)
    return (AtlasFilterField) { atlas_block_field_info (i), NULL };

  i -= ATLAS_BLOCK_N_FIELDS;

  return (AtlasFilterField) { &derived[i].info, derived[i].measure };
}

const AtlasFilterFields atlas_filter_block_fields = {
  ATLAS_BLOCK_N_FIELDS + G_N_ELEMENTS (derived), get_block_field,
};

/* A row of a site begins with that of its block. */
G_STATIC_ASSERT (G_STRUCT_OFFSET (AtlasSiteRow, block) == 0);

static const AtlasFieldInfo site_fields[] = {
  { .column = "year_built", .type = ATLAS_FIELD_INTEGER,
    .offset = G_STRUCT_OFFSET (AtlasSiteRow, year_built), .maximum = 9999 },
  { .column = "households", .type = ATLAS_FIELD_INTEGER,
    .offset = G_STRUCT_OFFSET (AtlasSiteRow, households), .maximum = INFINITY },
};

static AtlasFilterField
get_site_field (guint i)
{
  guint n_block_fields = atlas_filter_block_fields.n;

  return i < n_block_fields ? get_block_field (i)
                            : (AtlasFilterField) { &site_fields[i - n_block_fields], NULL };
}

const AtlasFilterFields atlas_filter_site_fields = {
  ATLAS_BLOCK_N_FIELDS + G_N_ELEMENTS (derived) + G_N_ELEMENTS (site_fields), get_site_field,
};

gboolean
atlas_filter_fields_find (const AtlasFilterFields *self,
                          const char              *name,
                          AtlasFilterField        *field)
{
  for (guint i = 0; i < self->n; i++)
    {
      *field = self->get (i);
      if (g_ascii_strcasecmp (field->info->column, name) == 0)
        return TRUE;
    }

  return FALSE;
}

char *
atlas_filter_fields_list (const AtlasFilterFields *self)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < self->n; i++)
    g_string_append_printf (list, "%s%s", i == 0 ? "" : ", ", self->get (i).info->column);

  return g_string_free (list, FALSE);
}
