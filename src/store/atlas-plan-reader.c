#include "atlas-plan-reader.h"

#include "atlas-table-reader.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How the tables of the file at hand are, and what is being made of them. */
typedef struct
{
  AtlasPlanDatabase *database;
  AtlasPlan         *plan;
  gboolean           exists[ATLAS_N_TABLES];
  int                srs_ids[ATLAS_N_TABLES];
} PlanReader;

static AtlasTableReader *
open_table (PlanReader  *self,
            guint        table,
            GError     **error)
{
  return atlas_table_reader_new (self->database, atlas_schema_get_table (table),
                                 self->srs_ids[table], error);
}

static gboolean
check_tables (PlanReader  *self,
              GError     **error)
{
  if (!atlas_table_check_registry (self->database, error))
    return FALSE;

  for (guint i = 0; i < ATLAS_N_TABLES; i++)
    if (!atlas_table_check (self->database, atlas_schema_get_table (i), &self->exists[i],
                            &self->srs_ids[i], error))
      return FALSE;

  return TRUE;
}

/* What the table `plan` must say for us to understand the rest. */
static gboolean
check_meta (PlanReader        *self,
            AtlasTableReader  *reader,
            const char        *key,
            const char        *value,
            GError           **error)
{
  if (g_str_equal (key, "format") && g_strcmp0 (value, ATLAS_SCHEMA_FORMAT) != 0)
    atlas_table_reader_fail (reader, 1, error, _("the format is not “%s”"), ATLAS_SCHEMA_FORMAT);
  else if (g_str_equal (key, "format_version") &&
           g_strcmp0 (value, ATLAS_SCHEMA_FORMAT_VERSION) != 0)
    atlas_table_reader_fail (reader, 1, error, _("format version “%s” is unknown: this program "
                             "reads version %s; a newer one may read it"),
                             value != NULL ? value : "", ATLAS_SCHEMA_FORMAT_VERSION);
  else if (g_str_equal (key, "data_kind") &&
           atlas_vocabulary_find (&atlas_vocabulary_data_kinds, value) < 0)
    atlas_table_reader_fail (reader, 1, error, _("“%s” is not one of: %s"),
                             value != NULL ? value : "", "sample, draft, official");
  else
    return TRUE;

  return FALSE;
}

static gboolean
require_meta (PlanReader  *self,
              GError     **error)
{
  static const char *const required[] = { "format", "format_version", "plan_id", "data_kind" };

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    if (atlas_plan_get_meta (self->plan, required[i]) == NULL)
      {
        atlas_plan_database_fail (self->database, error,
                                  _("table “%s”, column “%s”: there is no row “%s”"), "plan",
                                  "key", required[i]);
        return FALSE;
      }

  return TRUE;
}

static gboolean
read_meta (PlanReader  *self,
           GError     **error)
{
  g_autoptr(AtlasTableReader) reader = open_table (self, ATLAS_TABLE_PLAN, error);
  gboolean has_row = reader != NULL;

  while (has_row)
    {
      const char *key, *value;

      if (!atlas_table_reader_next (reader, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      if (!atlas_table_reader_get_text (reader, 0, &key, error) ||
          !atlas_table_reader_get_text (reader, 1, &value, error) ||
          !check_meta (self, reader, key, value, error))
        return FALSE;
      if (value != NULL)
        atlas_plan_set_meta (self->plan, key, value);
    }

  return reader != NULL && require_meta (self, error);
}

static gboolean
read_block_value (AtlasTableReader  *reader,
                  guint              field,
                  AtlasBlockValues  *values,
                  GError           **error)
{
  const AtlasFieldInfo *info = atlas_block_field_info (field);
  gpointer at = G_STRUCT_MEMBER_P (values, info->offset);
  const char *text;

  switch (info->type)
    {
    case ATLAS_FIELD_TEXT:
      if (!atlas_table_reader_get_text (reader, field, &text, error))
        return FALSE;
      *(char **) at = g_strdup (text);
      return TRUE;
    case ATLAS_FIELD_WORD:
      return atlas_table_reader_get_word (reader, field, at, error);
    case ATLAS_FIELD_REAL:
    case ATLAS_FIELD_INTEGER:
    default:
      return atlas_table_reader_get_number (reader, field, at, error);
    }
}

/* Returns: (transfer full) (nullable): the block in the present row. In the
 * table `blocks` columns and fields have the same numbers. */
static AtlasBlock *
read_block (AtlasTableReader  *reader,
            GError           **error)
{
  g_autoptr(AtlasGeometry) geometry = NULL;
  AtlasBlockValues values;

  atlas_block_values_init (&values);
  for (guint field = 0; field < ATLAS_BLOCK_N_FIELDS; field++)
    if (!read_block_value (reader, field, &values, error))
      {
        atlas_block_values_clear (&values);
        return NULL;
      }
  if (!atlas_table_reader_get_geometry (reader, &geometry, error))
    {
      atlas_block_values_clear (&values);
      return NULL;
    }

  return atlas_block_new_take (g_steal_pointer (&geometry), &values);
}

/* Returns: (transfer full) (nullable): the reader at its end, which still
 * knows the codes */
static AtlasTableReader *
read_blocks (PlanReader  *self,
             GError     **error)
{
  g_autoptr(AtlasTableReader) reader = open_table (self, ATLAS_TABLE_BLOCKS, error);
  g_autoptr(GPtrArray) blocks = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean has_row = reader != NULL;

  while (has_row)
    {
      AtlasBlock *block;

      if (!atlas_table_reader_next (reader, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      if ((block = read_block (reader, error)) == NULL)
        return NULL;
      g_ptr_array_add (blocks, block);
    }

  if (reader != NULL)
    atlas_plan_take_blocks (self->plan, g_steal_pointer (&blocks));

  return g_steal_pointer (&reader);
}

enum
{
  SITE_ID,
  SITE_RESOURCE,
  SITE_NAME,
  SITE_BLOCK,
  SITE_FLOOR_AREA,
  SITE_HOUSEHOLDS,
  SITE_YEAR_BUILT,
  SITE_NOTE,
  SITE_PROVENANCE,
};

static gboolean
read_site_place (AtlasTableReader  *reader,
                 AtlasSite         *site,
                 GError           **error)
{
  g_autoptr(AtlasGeometry) geometry = NULL;
  const AtlasPoint *point;

  if (!atlas_table_reader_get_geometry (reader, &geometry, error))
    return FALSE;
  point = atlas_geometry_get_points (geometry, NULL);
  site->x = point->x;
  site->y = point->y;

  return TRUE;
}

static gboolean
read_site_block (AtlasTableReader  *reader,
                 AtlasTableReader  *blocks,
                 AtlasSite         *site,
                 GError           **error)
{
  const char *code;

  if (!atlas_table_reader_get_text (reader, SITE_BLOCK, &code, error))
    return FALSE;
  site->block = code != NULL ? atlas_table_reader_find (blocks, ATLAS_BLOCK_CODE, code) : -1;
  if (code == NULL || site->block >= 0)
    return TRUE;

  atlas_table_reader_fail (reader, SITE_BLOCK, error, _("there is no block “%s”"), code);

  return FALSE;
}

static int
whole_or_unknown (double number)
{
  return isnan (number) ? -1 : (int) number;
}

static gboolean
read_site (AtlasTableReader  *reader,
           AtlasTableReader  *blocks,
           AtlasSites        *sites,
           GError           **error)
{
  AtlasSite site = { NULL };
  double households, year_built;

  if (!atlas_table_reader_get_text (reader, SITE_ID, &site.id, error) ||
      !atlas_table_reader_get_word (reader, SITE_RESOURCE, &site.resource, error) ||
      !atlas_table_reader_get_text (reader, SITE_NAME, &site.name, error) ||
      !read_site_block (reader, blocks, &site, error) ||
      !atlas_table_reader_get_number (reader, SITE_FLOOR_AREA, &site.floor_area, error) ||
      !atlas_table_reader_get_number (reader, SITE_HOUSEHOLDS, &households, error) ||
      !atlas_table_reader_get_number (reader, SITE_YEAR_BUILT, &year_built, error) ||
      !atlas_table_reader_get_text (reader, SITE_NOTE, &site.note, error) ||
      !atlas_table_reader_get_word (reader, SITE_PROVENANCE, &site.provenance, error) ||
      !read_site_place (reader, &site, error))
    return FALSE;

  site.households = whole_or_unknown (households);
  site.year_built = whole_or_unknown (year_built);
  atlas_sites_add (sites, &site);

  return TRUE;
}

static gboolean
read_sites (PlanReader        *self,
            AtlasTableReader  *blocks,
            GError           **error)
{
  g_autoptr(AtlasTableReader) reader = open_table (self, ATLAS_TABLE_SITES, error);
  g_autoptr(AtlasSites) sites = atlas_sites_new ();
  gboolean has_row = reader != NULL;

  while (has_row)
    if (!atlas_table_reader_next (reader, &has_row, error) ||
        (has_row && !read_site (reader, blocks, sites, error)))
      return FALSE;

  if (reader != NULL)
    atlas_plan_take_sites (self->plan, g_steal_pointer (&sites));

  return reader != NULL;
}

static gboolean
read_feature_value (AtlasTableReader  *reader,
                    guint              column,
                    AtlasFeature      *feature,
                    GError           **error)
{
  const char *text;
  double number;

  if (reader->table->columns[column].type == ATLAS_COLUMN_TEXT)
    {
      if (!atlas_table_reader_get_text (reader, column, &text, error))
        return FALSE;
      atlas_feature_set_text (feature, column, text);
    }
  else
    {
      if (!atlas_table_reader_get_number (reader, column, &number, error))
        return FALSE;
      atlas_feature_set_number (feature, column, number);
    }

  return TRUE;
}

static AtlasFeature *
read_feature (AtlasTableReader  *reader,
              AtlasLayer         layer,
              GError           **error)
{
  g_autoptr(AtlasFeature) feature = NULL;
  AtlasGeometry *geometry = NULL;

  if (reader->table->shape != ATLAS_SHAPE_NONE &&
      !atlas_table_reader_get_geometry (reader, &geometry, error))
    return NULL;

  feature = atlas_feature_new_take (layer, geometry);
  for (guint i = 0; i < reader->table->n_columns; i++)
    if (!read_feature_value (reader, i, feature, error))
      return NULL;

  return g_steal_pointer (&feature);
}

static gboolean
read_layer (PlanReader  *self,
            AtlasLayer   layer,
            GError     **error)
{
  g_autoptr(AtlasTableReader) reader = open_table (self, ATLAS_TABLE_LAYERS + layer, error);
  g_autoptr(GPtrArray) features = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean has_row = reader != NULL;

  while (has_row)
    {
      AtlasFeature *feature;

      if (!atlas_table_reader_next (reader, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      if ((feature = read_feature (reader, layer, error)) == NULL)
        return FALSE;
      g_ptr_array_add (features, feature);
    }

  if (reader != NULL)
    atlas_plan_take_features (self->plan, layer, g_steal_pointer (&features));

  return reader != NULL;
}

static gboolean
read_layers (PlanReader  *self,
             GError     **error)
{
  for (guint layer = 0; layer < ATLAS_N_LAYERS; layer++)
    if (self->exists[ATLAS_TABLE_LAYERS + layer] && !read_layer (self, layer, error))
      return FALSE;

  return TRUE;
}

AtlasPlan *
atlas_plan_reader_read (const char         *path,
                        AtlasFileIdentity  *identity,
                        GCancellable       *cancellable,
                        GError            **error)
{
  g_autoptr(AtlasPlanDatabase) database = NULL;
  g_autoptr(AtlasPlan) plan = atlas_plan_new ();
  g_autoptr(AtlasTableReader) blocks = NULL;
  PlanReader self = { .plan = plan };

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      (database = atlas_plan_database_open (path, cancellable, error)) == NULL)
    return NULL;

  self.database = database;
  if (identity != NULL)
    *identity = atlas_file_identity_of (path);
  if (!check_tables (&self, error) ||
      !read_meta (&self, error) ||
      (blocks = read_blocks (&self, error)) == NULL ||
      !read_sites (&self, blocks, error) ||
      !read_layers (&self, error))
    return NULL;

  return g_steal_pointer (&plan);
}
