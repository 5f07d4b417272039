#include "atlas-schema.h"

#include "atlas-change.h"
#include "atlas-sql-text.h"

#include <math.h>
#include <string.h>

static const AtlasWord snapshot_roles[] = {
  { "published", "已发布", "Published" },
};

static const AtlasVocabulary snapshot_role_words =
  { "snapshot_role", snapshot_roles, G_N_ELEMENTS (snapshot_roles) };

#define TEXT(column) { .name = column, .type = ATLAS_COLUMN_TEXT }
#define REQUIRED(column) { .name = column, .type = ATLAS_COLUMN_TEXT, .required = TRUE }
#define KEY(column) \
  { .name = column, .type = ATLAS_COLUMN_TEXT, .required = TRUE, .unique = TRUE }
#define WORD(column, list, ...) \
  { .name = column, .type = ATLAS_COLUMN_TEXT, .vocabulary = &list, __VA_ARGS__ }
#define INTEGER(column, ...) { .name = column, .type = ATLAS_COLUMN_INTEGER, __VA_ARGS__ }
#define REAL(column, ...) { .name = column, .type = ATLAS_COLUMN_REAL, __VA_ARGS__ }
#define WITHIN(low, high) .bounded = TRUE, .minimum = low, .maximum = high

/* The model keeps whole numbers as double: up to 2⁵³ each is itself. */
#define LARGEST_WHOLE 9007199254740992.0

/* Twice the surface of the earth, m²: no area and no count is larger, and sums
 * of a million such numbers are still exact to the unit of a drawing. */
#define LARGEST_NUMBER 1e15

/* The tables that the model does not describe; n_columns is counted later. */
static const AtlasSchemaTable own_tables[ATLAS_TABLE_LAYERS] = {
  [ATLAS_TABLE_SITES] = {
    .name = "sites", .shape = ATLAS_SHAPE_POINT, .shape_required = TRUE, .columns = {
      KEY ("site_id"), WORD ("resource", atlas_vocabulary_resources, .required = TRUE),
      TEXT ("name"), TEXT ("block"), REAL ("floor_area", WITHIN (0, G_MAXDOUBLE)),
      INTEGER ("households", WITHIN (0, G_MAXINT)), INTEGER ("year_built", WITHIN (0, 9999)),
      TEXT ("note"), WORD ("provenance", atlas_vocabulary_provenances) } },
  [ATLAS_TABLE_CHANGES] = {
    .name = "changes", .key = "seq", .columns = {
      INTEGER ("edit", .required = TRUE), WORD ("kind", atlas_vocabulary_change_kinds, .required = TRUE),
      INTEGER ("of_edit"), REQUIRED ("time"), TEXT ("author"), TEXT ("host"),
      WORD ("object", atlas_vocabulary_objects, .required = TRUE), REQUIRED ("key"), TEXT ("field"),
      TEXT ("old"), TEXT ("new"), TEXT ("reason"), TEXT ("meeting"), REQUIRED ("hash") } },
  [ATLAS_TABLE_SNAPSHOTS] = {
    .name = "snapshots", .columns = {
      KEY ("name"), INTEGER ("seq", .required = TRUE), REQUIRED ("time"), TEXT ("author"),
      TEXT ("note"), WORD ("role", snapshot_role_words) } },
  [ATLAS_TABLE_MEETINGS] = {
    .name = "meetings", .columns = {
      KEY ("id"), TEXT ("name"), TEXT ("date"), TEXT ("place"), TEXT ("present"), TEXT ("begun"),
      TEXT ("ended") } },
  [ATLAS_TABLE_PLAN] = { .name = "plan", .columns = { KEY ("key"), TEXT ("value") } },
  [ATLAS_TABLE_SCENES] = {
    .name = "scenes", .columns = {
      KEY ("scene_id"), INTEGER ("position"), TEXT ("name"), INTEGER ("map", WITHIN (1, 6)),
      REAL ("center_e"), REAL ("center_n"), REAL ("width_m"), TEXT ("layers"), TEXT ("filter"),
      TEXT ("density"), TEXT ("spotlight"), REAL ("text_scale"), TEXT ("notes") } },
  [ATLAS_TABLE_PRESETS] = { .name = "presets", .columns = { KEY ("name"), TEXT ("density") } },
};

static AtlasSchemaColumn
column_of_field (AtlasBlockField field)
{
  static const AtlasColumnType types[] = {
    [ATLAS_FIELD_TEXT] = ATLAS_COLUMN_TEXT,
    [ATLAS_FIELD_WORD] = ATLAS_COLUMN_TEXT,
    [ATLAS_FIELD_REAL] = ATLAS_COLUMN_REAL,
    [ATLAS_FIELD_INTEGER] = ATLAS_COLUMN_INTEGER,
  };
  const AtlasFieldInfo *info = atlas_block_field_info (field);

  return (AtlasSchemaColumn) {
    .name = info->column,
    .type = types[info->type],
    .required = info->required,
    .unique = field == ATLAS_BLOCK_CODE,
    .bounded = info->type == ATLAS_FIELD_REAL || info->type == ATLAS_FIELD_INTEGER,
    .minimum = info->minimum,
    .maximum = info->maximum,
    .vocabulary = info->vocabulary,
    .field = field,
  };
}

static void
describe_blocks (AtlasSchemaTable *table)
{
  table->name = "blocks";
  table->shape = ATLAS_SHAPE_POLYGON;
  table->shape_required = TRUE;
  for (guint field = 0; field < ATLAS_BLOCK_N_FIELDS; field++)
    table->columns[table->n_columns++] = column_of_field (field);
}

static void
describe_published (AtlasSchemaTable *table)
{
  table->name = "published";
  for (guint field = 0; field < ATLAS_BLOCK_N_FIELDS; field++)
    if (field == ATLAS_BLOCK_CODE || atlas_block_field_info (field)->editable)
      table->columns[table->n_columns++] = column_of_field (field);
}

static const AtlasVocabulary *
vocabulary_of_layer_column (AtlasLayer  layer,
                            const char *column)
{
  if (g_str_equal (column, "provenance"))
    return &atlas_vocabulary_provenances;
  if (layer == ATLAS_LAYER_ZONES && g_str_equal (column, "zone"))
    return &atlas_vocabulary_zones;

  return NULL;
}

static void
describe_layer (AtlasSchemaTable *table,
                AtlasLayer        layer)
{
  const AtlasLayerInfo *info = atlas_layer_get_info (layer);

  table->name = info->table;
  table->shape = info->shape;
  table->optional = info->optional;
  /* Some projects that the plan names have no place yet. */
  table->shape_required = info->shape != ATLAS_SHAPE_NONE && layer != ATLAS_LAYER_PROJECTS;
  for (guint i = 0; info->columns[i].name != NULL; i++)
    table->columns[table->n_columns++] = (AtlasSchemaColumn) {
      .name = info->columns[i].name,
      .type = info->columns[i].type,
      .required = info->columns[i].required,
      .bounded = info->columns[i].type == ATLAS_COLUMN_INTEGER,
      .minimum = -LARGEST_WHOLE,
      .maximum = LARGEST_WHOLE,
      .unique = g_strcmp0 (info->key, info->columns[i].name) == 0,
      .vocabulary = vocabulary_of_layer_column (layer, info->columns[i].name),
    };
}

static void
describe (AtlasSchemaTable *table,
          guint             number)
{
  if (number == ATLAS_TABLE_BLOCKS)
    describe_blocks (table);
  else if (number == ATLAS_TABLE_PUBLISHED)
    describe_published (table);
  else if (number >= ATLAS_TABLE_LAYERS)
    describe_layer (table, number - ATLAS_TABLE_LAYERS);
  else
    {
      *table = own_tables[number];
      while (table->columns[table->n_columns].name != NULL)
        table->n_columns++;
    }

  if (table->key == NULL)
    table->key = "fid";
}

const AtlasSchemaTable *
atlas_schema_get_table (guint table)
{
  static AtlasSchemaTable tables[ATLAS_N_TABLES];
  static gsize described = 0;

  g_return_val_if_fail (table < ATLAS_N_TABLES, NULL);

  if (g_once_init_enter (&described))
    {
      for (guint i = 0; i < ATLAS_N_TABLES; i++)
        describe (&tables[i], i);
      g_once_init_leave (&described, 1);
    }

  return &tables[table];
}

const char *
atlas_schema_get_type_name (AtlasColumnType type)
{
  static const char *const names[] = {
    [ATLAS_COLUMN_TEXT] = "TEXT",
    [ATLAS_COLUMN_REAL] = "REAL",
    [ATLAS_COLUMN_INTEGER] = "INTEGER",
  };

  return names[type];
}

const char *
atlas_schema_get_shape_name (AtlasShapeKind shape)
{
  static const char *const names[] = {
    [ATLAS_SHAPE_NONE] = NULL,
    [ATLAS_SHAPE_POINT] = "POINT",
    [ATLAS_SHAPE_LINE] = "MULTILINESTRING",
    [ATLAS_SHAPE_POLYGON] = "MULTIPOLYGON",
    [ATLAS_SHAPE_ANY] = "GEOMETRY",
  };

  return names[shape];
}

/* No byte of 0xef or more begins a usual Chinese character. */
gboolean
atlas_schema_is_writable (const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    {
      guint8 byte = (guint8) *at;

      if (byte >= 0x20 && byte < 0x7f)
        continue;
      if ((byte < 0x20 && strchr ("\t\n\r", byte) == NULL) || byte == 0x7f)
        return FALSE;
      if (byte >= 0xef)
        {
          gunichar c = g_utf8_get_char (at);

          if ((c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef))
            return FALSE;
        }
    }

  return TRUE;
}

gboolean
atlas_schema_column_holds (const AtlasSchemaColumn *column,
                           double                   number)
{
  return isfinite (number) && fabs (number) <= LARGEST_NUMBER &&
         (!column->bounded || (number >= column->minimum && number <= column->maximum));
}

const AtlasSchemaColumn *
atlas_schema_find_column (const AtlasSchemaTable *table,
                          const char             *name)
{
  for (guint i = 0; i < table->n_columns; i++)
    if (g_str_equal (table->columns[i].name, name))
      return &table->columns[i];

  return NULL;
}

char *
atlas_schema_dup_insert (const AtlasSchemaTable *table,
                         gboolean                with_key)
{
  g_autoptr(GString) sql = g_string_new ("INSERT INTO ");
  g_autoptr(GString) values = g_string_new (NULL);
  gboolean has_shape = table->shape != ATLAS_SHAPE_NONE;
  guint n = table->n_columns + (has_shape ? 1 : 0);

  atlas_sql_text_append_name (sql, table->name);
  g_string_append (sql, " (");
  if (with_key)
    {
      atlas_sql_text_append_name (sql, table->key);
      g_string_append (sql, ", ");
      g_string_append (values, "?1, ");
    }
  for (guint i = 0; i < n; i++)
    {
      atlas_sql_text_append_name (sql, i < table->n_columns ? table->columns[i].name
                                                            : ATLAS_SCHEMA_GEOMETRY_COLUMN);
      g_string_append (sql, i + 1 < n ? ", " : ") VALUES (");
      g_string_append_printf (values, "?%u%s", i + 2, i + 1 < n ? ", " : ")");
    }
  g_string_append (sql, values->str);

  return g_string_free (g_steal_pointer (&sql), FALSE);
}
