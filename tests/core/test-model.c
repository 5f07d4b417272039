#include "atlas-test-plan.h"

#include <math.h>
#include <string.h>

/* Fills a field with something that only this field holds. */
static void
set_field (AtlasBlockValues *values,
           guint             field)
{
  const AtlasFieldInfo *info = atlas_block_field_info (field);
  gpointer at = G_STRUCT_MEMBER_P (values, info->offset);

  switch (info->type)
    {
    case ATLAS_FIELD_TEXT:
      *(char **) at = g_strdup_printf ("text %u", field);
      break;
    case ATLAS_FIELD_WORD:
      *(int *) at = (int) (field % info->vocabulary->n_words);
      break;
    case ATLAS_FIELD_REAL:
    case ATLAS_FIELD_INTEGER:
    default:
      *(double *) at = 1000 + field;
    }
}

static AtlasBlock *
make_block (void)
{
  AtlasBlockValues values;

  atlas_block_values_init (&values);
  for (guint field = 0; field < ATLAS_BLOCK_N_FIELDS; field++)
    set_field (&values, field);

  return atlas_block_new_take (atlas_test_rectangle (0, 0, 10, 10), &values);
}

static gsize
get_size (AtlasFieldType type)
{
  return type == ATLAS_FIELD_TEXT ? sizeof (char *)
         : type == ATLAS_FIELD_WORD ? sizeof (int) : sizeof (double);
}

/* Every byte of the struct but padding is one field's: none is forgotten, none
 * belongs to two. */
static void
test_fields_cover_the_values (void)
{
  guint8 owners[sizeof (AtlasBlockValues)] = { 0 };
  gsize covered = 0;

  for (guint field = 0; field < ATLAS_BLOCK_N_FIELDS; field++)
    {
      const AtlasFieldInfo *info = atlas_block_field_info (field);
      gsize size = get_size (info->type);

      g_assert_cmpuint (info->offset + size, <=, sizeof (AtlasBlockValues));
      for (gsize i = 0; i < size; i++)
        g_assert_cmpuint (owners[info->offset + i]++, ==, 0);
      covered += size;
    }

  g_assert_cmpuint (sizeof (AtlasBlockValues) - covered, <, sizeof (double));
}

static void
test_field_table_is_sound (void)
{
  g_autoptr(GHashTable) columns = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint field = 0; field < ATLAS_BLOCK_N_FIELDS; field++)
    {
      const AtlasFieldInfo *info = atlas_block_field_info (field);

      g_assert_nonnull (info->column);
      g_assert_true (g_hash_table_add (columns, (gpointer) info->column));
      g_assert_true ((info->vocabulary != NULL) == (info->type == ATLAS_FIELD_WORD));
      if (info->type == ATLAS_FIELD_REAL || info->type == ATLAS_FIELD_INTEGER)
        g_assert_cmpfloat (info->minimum, <, info->maximum);
    }
}

/* Identity and what is measured are not for editing. */
static void
test_measured_fields_are_not_editable (void)
{
  static const AtlasBlockField fixed[] = {
    ATLAS_BLOCK_CODE, ATLAS_BLOCK_DISTRICT, ATLAS_BLOCK_AREA, ATLAS_BLOCK_STATION_DISTANCE,
    ATLAS_BLOCK_PROVENANCE,
  };
  guint n_fixed = 0;

  for (guint field = 0; field < ATLAS_BLOCK_N_FIELDS; field++)
    n_fixed += !atlas_block_field_info (field)->editable;
  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    g_assert_false (atlas_block_field_info (fixed[i])->editable);

  g_assert_cmpuint (n_fixed, ==, G_N_ELEMENTS (fixed));
}

static void
test_percentages_end_at_100 (void)
{
  static const AtlasBlockField shares[] = {
    ATLAS_BLOCK_IMPLEMENTATION_RATE, ATLAS_BLOCK_DEMOLITION_SHARE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      g_assert_cmpfloat (atlas_block_field_info (shares[i])->minimum, ==, 0);
      g_assert_cmpfloat (atlas_block_field_info (shares[i])->maximum, ==, 100);
    }
}

/* Unknown is not 0. */
static void
test_new_values_are_unknown (void)
{
  AtlasBlockValues values;

  memset (&values, 0x5a, sizeof values);
  atlas_block_values_init (&values);

  for (guint field = 0; field < ATLAS_BLOCK_N_FIELDS; field++)
    {
      const AtlasFieldInfo *info = atlas_block_field_info (field);
      const void *at = (const char *) &values + info->offset;

      if (info->type == ATLAS_FIELD_TEXT)
        g_assert_null (*(char *const *) at);
      else if (info->type == ATLAS_FIELD_WORD)
        g_assert_cmpint (*(const int *) at, ==, -1);
      else
        g_assert_true (isnan (*(const double *) at));
    }
}

/* What was cleared can be cleared again, and filled again. */
static void
test_cleared_values_are_unknown (void)
{
  AtlasBlockValues values;

  atlas_block_values_init (&values);
  for (guint field = 0; field < ATLAS_BLOCK_N_FIELDS; field++)
    set_field (&values, field);
  atlas_block_values_clear (&values);

  g_assert_null (values.code);
  g_assert_null (values.note);
  g_assert_cmpint (values.zone, ==, -1);
  g_assert_true (isnan (values.floor_area[ATLAS_RESOURCE_FACTORIES]));

  set_field (&values, ATLAS_BLOCK_CODE);
  atlas_block_values_clear (&values);
  g_assert_null (values.code);
}

/* A block moves the values out of the struct it is made of. */
static void
test_a_block_takes_its_values (void)
{
  AtlasBlockValues values;
  g_autoptr(AtlasBlock) block = NULL;
  char *code;

  atlas_block_values_init (&values);
  values.code = code = g_strdup ("DC00-0101");
  values.near_term_projects = 3;
  block = atlas_block_new_take (atlas_test_rectangle (0, 0, 1, 1), &values);

  g_assert_true (atlas_block_get_code (block) == code);
  g_assert_null (values.code);
  g_assert_true (isnan (values.near_term_projects));
  g_assert_cmpfloat (atlas_block_get_values (block)->near_term_projects, ==, 3);
  g_assert_cmpfloat (atlas_geometry_get_area (atlas_block_get_geometry (block)), ==, 1);
}

/* What panels bind to is what is stored, column by column. */
static void
test_properties_are_the_fields (void)
{
  g_autoptr(AtlasBlock) block = make_block ();

  for (guint field = 0; field < ATLAS_BLOCK_N_FIELDS; field++)
    {
      const AtlasFieldInfo *info = atlas_block_field_info (field);
      const void *at = (const char *) atlas_block_get_values (block) + info->offset;
      g_auto(GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (block), info->column, &value);
      if (info->type == ATLAS_FIELD_TEXT)
        g_assert_cmpstr (g_value_get_string (&value), ==, *(char *const *) at);
      else if (info->type == ATLAS_FIELD_WORD)
        g_assert_cmpint (g_value_get_int (&value), ==, *(const int *) at);
      else
        g_assert_cmpfloat (g_value_get_double (&value), ==, *(const double *) at);
    }
}

/* Changes go through the document, never through a property. */
static void
test_properties_are_read_only (void)
{
  g_autoptr(GTypeClass) class = g_type_class_ref (ATLAS_TYPE_BLOCK);
  guint n;
  g_autofree GParamSpec **properties =
    g_object_class_list_properties (G_OBJECT_CLASS (class), &n);

  g_assert_cmpuint (n, ==, ATLAS_BLOCK_N_FIELDS);
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (properties[i]->flags & G_PARAM_READWRITE, ==, G_PARAM_READABLE);
}

static void
test_unknown_floor_areas_count_as_nothing (void)
{
  AtlasBlockValues values;
  g_autoptr(AtlasBlock) block = NULL;
  g_autoptr(AtlasBlock) unknown = NULL;

  atlas_block_values_init (&values);
  unknown = atlas_block_new_take (atlas_test_rectangle (0, 0, 1, 1), &values);
  values.floor_area[ATLAS_RESOURCE_COMPOUNDS] = 100;
  values.floor_area[ATLAS_RESOURCE_FACTORIES] = 20;
  values.other_floor_area = 3;
  block = atlas_block_new_take (atlas_test_rectangle (0, 0, 1, 1), &values);

  g_assert_cmpfloat (atlas_block_get_renewable_floor_area (block), ==, 123);
  g_assert_cmpfloat (atlas_block_get_renewable_floor_area (unknown), ==, 0);
}

static const AtlasVocabulary *const vocabularies[] = {
  &atlas_vocabulary_zones, &atlas_vocabulary_classes, &atlas_vocabulary_resources,
  &atlas_vocabulary_functions, &atlas_vocabulary_provenances, &atlas_vocabulary_data_kinds,
};

/* Number → key → number, and a label in either language. */
static void
test_words_find_themselves (void)
{
  for (guint v = 0; v < G_N_ELEMENTS (vocabularies); v++)
    for (guint word = 0; word < vocabularies[v]->n_words; word++)
      {
        const char *key = atlas_vocabulary_get_key (vocabularies[v], (int) word);
        const char *zh = atlas_vocabulary_get_label (vocabularies[v], (int) word,
                                                     ATLAS_LANGUAGE_ZH);
        const char *en = atlas_vocabulary_get_label (vocabularies[v], (int) word,
                                                     ATLAS_LANGUAGE_EN);

        g_assert_cmpint (atlas_vocabulary_find (vocabularies[v], key), ==, (int) word);
        g_assert_cmpuint (g_utf8_strlen (zh, -1), <, strlen (zh));
        g_assert_true (g_str_is_ascii (en));
      }
}

static void
test_unknown_words_are_minus_one (void)
{
  for (guint v = 0; v < G_N_ELEMENTS (vocabularies); v++)
    {
      g_assert_cmpint (atlas_vocabulary_find (vocabularies[v], "no such word"), ==, -1);
      g_assert_cmpint (atlas_vocabulary_find (vocabularies[v], ""), ==, -1);
      g_assert_cmpint (atlas_vocabulary_find (vocabularies[v], NULL), ==, -1);
      g_assert_null (atlas_vocabulary_get_key (vocabularies[v], -1));
      g_assert_null (atlas_vocabulary_get_label (vocabularies[v], -1, ATLAS_LANGUAGE_ZH));
    }
}

/* Numbers of words are used as array indices all over the program. */
static void
test_words_count_like_the_enumerations (void)
{
  g_assert_cmpuint (atlas_vocabulary_zones.n_words, ==, ATLAS_N_ZONES);
  g_assert_cmpuint (atlas_vocabulary_classes.n_words, ==, ATLAS_N_CLASSES);
  g_assert_cmpuint (atlas_vocabulary_resources.n_words, ==, ATLAS_N_RESOURCES);
  g_assert_cmpint (atlas_vocabulary_find (&atlas_vocabulary_zones, "ecological"), ==,
                   ATLAS_ZONE_ECOLOGICAL);
  g_assert_cmpint (atlas_vocabulary_find (&atlas_vocabulary_classes, "renewal"), ==,
                   ATLAS_CLASS_RENEWAL);
  g_assert_cmpint (atlas_vocabulary_find (&atlas_vocabulary_resources, "factories"), ==,
                   ATLAS_RESOURCE_FACTORIES);
}

static AtlasPlan *
make_plan_of (const char *const *codes)
{
  AtlasPlan *plan = atlas_plan_new ();
  GPtrArray *blocks = g_ptr_array_new ();

  for (guint i = 0; codes[i] != NULL; i++)
    {
      AtlasBlockValues values;

      atlas_block_values_init (&values);
      values.code = g_strdup (codes[i]);
      g_ptr_array_add (blocks,
                       atlas_block_new_take (atlas_test_rectangle (i, 0, i + 1, 1), &values));
    }
  atlas_plan_take_blocks (plan, blocks);

  return plan;
}

static void
test_blocks_are_found_by_code (void)
{
  static const char *const codes[] = { "b", "a", "c", NULL };
  g_autoptr(AtlasPlan) plan = make_plan_of (codes);

  for (guint i = 0; codes[i] != NULL; i++)
    {
      guint number = G_MAXUINT;
      AtlasBlock *block = atlas_plan_find_block (plan, codes[i], &number);

      g_assert_true (block == atlas_plan_get_block (plan, i));
      g_assert_cmpuint (number, ==, i);
      g_assert_true (atlas_plan_find_block (plan, codes[i], NULL) == block);
    }
  g_assert_null (atlas_plan_find_block (plan, "d", NULL));
  g_assert_null (atlas_plan_find_block (plan, "", NULL));
}

/* The list that widgets see and the array are the same blocks in one order. */
static void
test_list_and_numbers_agree (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  GListModel *blocks = atlas_plan_get_blocks (plan);

  g_assert_cmpuint (g_list_model_get_n_items (blocks), ==, atlas_plan_get_n_blocks (plan));
  for (guint i = 0; i < atlas_plan_get_n_blocks (plan); i++)
    {
      g_autoptr(AtlasBlock) block = g_list_model_get_item (blocks, i);

      g_assert_true (block == atlas_plan_get_block (plan, i));
    }
}

/* New blocks replace the old ones, and the old codes are forgotten. */
static void
test_taking_blocks_replaces_them (void)
{
  static const char *const first[] = { "a", "b", "c", NULL };
  static const char *const second[] = { "c", "d", NULL };
  g_autoptr(AtlasPlan) plan = make_plan_of (first);
  g_autoptr(AtlasPlan) other = make_plan_of (second);
  GPtrArray *blocks = g_ptr_array_new ();
  guint number;

  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (blocks, g_object_ref (atlas_plan_get_block (other, i)));
  atlas_plan_take_blocks (plan, blocks);

  g_assert_cmpuint (atlas_plan_get_n_blocks (plan), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (atlas_plan_get_blocks (plan)), ==, 2);
  g_assert_null (atlas_plan_find_block (plan, "a", NULL));
  g_assert_nonnull (atlas_plan_find_block (plan, "c", &number));
  g_assert_cmpuint (number, ==, 0);
}

static void
test_an_empty_plan_has_empty_lists (void)
{
  g_autoptr(AtlasPlan) plan = atlas_plan_new ();
  g_autoptr(GList) keys = atlas_plan_list_meta (plan);

  g_assert_cmpuint (atlas_plan_get_n_blocks (plan), ==, 0);
  g_assert_cmpuint (atlas_sites_get_n (atlas_plan_get_sites (plan)), ==, 0);
  for (guint layer = 0; layer < ATLAS_N_LAYERS; layer++)
    g_assert_cmpuint (g_list_model_get_n_items (atlas_plan_get_features (plan, layer)), ==, 0);
  g_assert_null (keys);
  g_assert_null (atlas_plan_get_meta (plan, "title_zh"));
  g_assert_false (atlas_plan_is_sample (plan));
}

static void
test_meta_keys_are_sorted_and_replaced (void)
{
  g_autoptr(AtlasPlan) plan = atlas_plan_new ();
  g_autoptr(GList) keys = NULL;

  atlas_plan_set_meta (plan, "source", "one");
  atlas_plan_set_meta (plan, "author", "me");
  atlas_plan_set_meta (plan, "data_kind", "draft");
  atlas_plan_set_meta (plan, "source", "two");
  keys = atlas_plan_list_meta (plan);

  g_assert_cmpuint (g_list_length (keys), ==, 3);
  g_assert_cmpstr (keys->data, ==, "author");
  g_assert_cmpstr (keys->next->data, ==, "data_kind");
  g_assert_cmpstr (keys->next->next->data, ==, "source");
  g_assert_cmpstr (atlas_plan_get_meta (plan, "source"), ==, "two");
}

/* Only `sample` is made up; a draft is somebody's work. */
static void
test_only_sample_data_is_a_sample (void)
{
  g_autoptr(AtlasPlan) plan = atlas_plan_new ();

  for (guint word = 0; word < atlas_vocabulary_data_kinds.n_words; word++)
    {
      const char *kind = atlas_vocabulary_get_key (&atlas_vocabulary_data_kinds, (int) word);

      atlas_plan_set_meta (plan, "data_kind", kind);
      g_assert_true (atlas_plan_is_sample (plan) == g_str_equal (kind, "sample"));
    }
}

/* Rows come back as they went in, whatever becomes of the texts they came in,
 * and columns hold the same. */
static void
test_sites_keep_their_rows (void)
{
  g_autoptr(AtlasSites) sites = atlas_sites_new ();
  const guint n = 1000;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("site %u", i);
      g_autofree char *name = i % 3 == 0 ? NULL : g_strdup_printf ("名 %u", i);
      AtlasSite site = {
        .id = id, .name = name, .resource = (int) (i % ATLAS_N_RESOURCES),
        .block = (int) (i % 7) - 1, .households = (int) i, .year_built = -1,
        .provenance = (int) (i % 5) - 1, .x = i * 0.5, .y = -1.0 * i, .floor_area = i * 10.0,
      };

      atlas_sites_add (sites, &site);
    }

  g_assert_cmpuint (atlas_sites_get_n (sites), ==, n);
  for (guint i = 0; i < n; i++)
    {
      AtlasSite site = atlas_sites_get (sites, i);
      g_autofree char *id = g_strdup_printf ("site %u", i);

      g_assert_cmpstr (site.id, ==, id);
      g_assert_true ((site.name == NULL) == (i % 3 == 0));
      g_assert_null (site.note);
      g_assert_cmpint (site.households, ==, (int) i);
      g_assert_cmpint (site.year_built, ==, -1);
      g_assert_cmpint (site.provenance, ==, (int) (i % 5) - 1);
      g_assert_cmpint (site.block, ==, atlas_sites_get_block (sites)[i]);
      g_assert_cmpint (site.resource, ==, atlas_sites_get_resource (sites)[i]);
      g_assert_cmpfloat (site.x, ==, atlas_sites_get_x (sites)[i]);
      g_assert_cmpfloat (site.y, ==, atlas_sites_get_y (sites)[i]);
      g_assert_cmpfloat (site.floor_area, ==, atlas_sites_get_floor_area (sites)[i]);
      g_assert_cmpfloat (site.floor_area, ==, i * 10.0);
    }
}

static void
test_layers_describe_distinct_tables (void)
{
  g_autoptr(GHashTable) tables = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint layer = 0; layer < ATLAS_N_LAYERS; layer++)
    {
      const AtlasLayerInfo *info = atlas_layer_get_info (layer);
      g_autoptr(GHashTable) columns = g_hash_table_new (g_str_hash, g_str_equal);
      gboolean has_key = info->key == NULL;
      gboolean has_name = FALSE;

      g_assert_true (g_hash_table_add (tables, (gpointer) info->table));
      for (guint i = 0; i < atlas_layer_get_n_columns (layer); i++)
        {
          g_assert_true (g_hash_table_add (columns, (gpointer) info->columns[i].name));
          has_key |= g_strcmp0 (info->columns[i].name, info->key) == 0 && info->columns[i].required;
          has_name |= g_str_equal (info->columns[i].name, "name") ||
                      g_str_equal (info->columns[i].name, "name_zh");
        }
      g_assert_true (has_key);
      g_assert_true (has_name);
      g_assert_true (g_hash_table_contains (columns, "name_en"));
    }
}

static guint
column_number (AtlasLayer  layer,
               const char *name)
{
  const AtlasLayerInfo *info = atlas_layer_get_info (layer);
  guint i = 0;

  while (g_strcmp0 (info->columns[i].name, name) != 0)
    i++;

  return i;
}

/* A name in the wanted language, else the other one, else none. */
static void
test_names_fall_back_to_the_other_language (void)
{
  for (guint layer = 0; layer < ATLAS_N_LAYERS; layer++)
    {
      g_autoptr(AtlasFeature) feature = atlas_feature_new_take (layer, NULL);
      guint en = column_number (layer, "name_en");
      gboolean has_zh = layer < ATLAS_LAYER_BUSINESS_DISTRICTS;
      guint zh = column_number (layer, has_zh ? "name_zh" : "name");

      g_assert_null (atlas_feature_get_name (feature, ATLAS_LANGUAGE_ZH));
      g_assert_null (atlas_feature_get_name (feature, ATLAS_LANGUAGE_EN));

      atlas_feature_set_text (feature, en, "North");
      g_assert_cmpstr (atlas_feature_get_name (feature, ATLAS_LANGUAGE_ZH), ==, "North");

      atlas_feature_set_text (feature, zh, "北");
      g_assert_cmpstr (atlas_feature_get_name (feature, ATLAS_LANGUAGE_ZH), ==, "北");
      g_assert_cmpstr (atlas_feature_get_name (feature, ATLAS_LANGUAGE_EN), ==, "North");

      atlas_feature_set_text (feature, en, NULL);
      g_assert_cmpstr (atlas_feature_get_name (feature, ATLAS_LANGUAGE_EN), ==, "北");
    }
}

static void
test_feature_columns_begin_unknown (void)
{
  for (guint layer = 0; layer < ATLAS_N_LAYERS; layer++)
    {
      const AtlasLayerInfo *info = atlas_layer_get_info (layer);
      g_autoptr(AtlasFeature) feature = atlas_feature_new_take (layer, NULL);

      g_assert_cmpint (atlas_feature_get_layer (feature), ==, layer);
      g_assert_null (atlas_feature_get_geometry (feature));
      for (guint i = 0; i < atlas_layer_get_n_columns (layer); i++)
        if (info->columns[i].type == ATLAS_COLUMN_TEXT)
          g_assert_null (atlas_feature_get_text (feature, info->columns[i].name));
        else
          g_assert_true (isnan (atlas_feature_get_number (feature, info->columns[i].name)));
    }
}

/* Columns do not touch each other. */
static void
test_feature_columns_keep_their_values (void)
{
  const AtlasLayerInfo *info = atlas_layer_get_info (ATLAS_LAYER_PROJECTS);
  g_autoptr(AtlasFeature) feature = atlas_feature_new_take (ATLAS_LAYER_PROJECTS,
                                                            atlas_geometry_new_point (1, 2));

  for (guint i = 0; info->columns[i].name != NULL; i++)
    if (info->columns[i].type == ATLAS_COLUMN_TEXT)
      atlas_feature_set_text (feature, i, info->columns[i].name);
    else
      atlas_feature_set_number (feature, i, i + 0.5);

  for (guint i = 0; info->columns[i].name != NULL; i++)
    if (info->columns[i].type == ATLAS_COLUMN_TEXT)
      g_assert_cmpstr (atlas_feature_get_text (feature, info->columns[i].name), ==,
                       info->columns[i].name);
    else
      g_assert_cmpfloat (atlas_feature_get_number (feature, info->columns[i].name), ==, i + 0.5);
  g_assert_cmpfloat (atlas_geometry_get_points (atlas_feature_get_geometry (feature), NULL)->y,
                     ==, 2);
}

static AtlasSites *
make_sites (void)
{
  AtlasSites *sites = atlas_sites_new ();

  for (int i = 0; i < 6; i++)
    {
      g_autofree char *id = g_strdup_printf ("S%d", i);

      atlas_sites_add (sites, &(AtlasSite) { .id = id, .resource = i % ATLAS_N_RESOURCES,
                                             .block = -1, .x = i, .floor_area = NAN });
    }

  return sites;
}

static void
test_copied_sites_outlive_the_others (void)
{
  AtlasSites *sites = make_sites ();
  g_autoptr(AtlasSites) copy = atlas_sites_copy (sites);
  AtlasSite site = atlas_sites_get (copy, 4);

  site.name = "New";
  atlas_sites_set (copy, 4, &site);
  g_assert_null (atlas_sites_get (sites, 4).name);
  g_assert_cmpuint (atlas_sites_get_n (copy), ==, 6);
  atlas_sites_unref (sites);
  g_assert_cmpstr (atlas_sites_get (copy, 4).name, ==, "New");
  g_assert_cmpstr (atlas_sites_get (copy, 5).id, ==, "S5");
  g_assert_cmpfloat (atlas_sites_get (copy, 5).x, ==, 5);
}

/* Sites 0 and 3 are compounds, 1 and 4 buildings, 2 and 5 factories. */
static void
test_changed_sites_are_found (void)
{
  g_autoptr(AtlasSites) sites = make_sites ();

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr(AtlasSites) other = atlas_sites_copy (sites);
      AtlasSite site = atlas_sites_get (other, i);
      guint own = 1u << i % 3;

      site.name = "New";
      atlas_sites_set (other, i, &site);
      g_assert_cmpuint (atlas_sites_find_changes (sites, other), ==, 0);
      site.floor_area = 7;
      atlas_sites_set (other, i, &site);
      g_assert_cmpuint (atlas_sites_find_changes (sites, other), ==, own);
      site.resource = (site.resource + 1) % ATLAS_N_RESOURCES;
      atlas_sites_set (other, i, &site);
      g_assert_cmpuint (atlas_sites_find_changes (sites, other), ==, own | 1u << (i + 1) % 3);
    }
}

/* Those behind it have other numbers. */
static void
test_removed_sites_renumber (void)
{
  g_autoptr(AtlasSites) sites = make_sites ();
  g_autoptr(AtlasSites) other = atlas_sites_copy (sites);

  atlas_sites_remove (other, 5);
  g_assert_cmpuint (atlas_sites_find_changes (sites, other), ==, 1u << 2);
  atlas_sites_remove (other, 3);
  g_assert_cmpuint (atlas_sites_find_changes (sites, other), ==, 7);
  g_assert_cmpuint (atlas_sites_find_changes (other, sites), ==, 7);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/fields-cover-the-values", test_fields_cover_the_values);
  g_test_add_func ("/model/field-table-is-sound", test_field_table_is_sound);
  g_test_add_func ("/model/measured-fields-fixed", test_measured_fields_are_not_editable);
  g_test_add_func ("/model/percentages-end-at-100", test_percentages_end_at_100);
  g_test_add_func ("/model/new-values-are-unknown", test_new_values_are_unknown);
  g_test_add_func ("/model/cleared-values-are-unknown", test_cleared_values_are_unknown);
  g_test_add_func ("/model/a-block-takes-its-values", test_a_block_takes_its_values);
  g_test_add_func ("/model/properties-are-the-fields", test_properties_are_the_fields);
  g_test_add_func ("/model/properties-are-read-only", test_properties_are_read_only);
  g_test_add_func ("/model/unknown-floor-areas", test_unknown_floor_areas_count_as_nothing);
  g_test_add_func ("/model/words-find-themselves", test_words_find_themselves);
  g_test_add_func ("/model/unknown-words", test_unknown_words_are_minus_one);
  g_test_add_func ("/model/words-count-like-enumerations", test_words_count_like_the_enumerations);
  g_test_add_func ("/model/blocks-are-found-by-code", test_blocks_are_found_by_code);
  g_test_add_func ("/model/list-and-numbers-agree", test_list_and_numbers_agree);
  g_test_add_func ("/model/taking-blocks-replaces-them", test_taking_blocks_replaces_them);
  g_test_add_func ("/model/copied-sites-outlive-the-others", test_copied_sites_outlive_the_others);
  g_test_add_func ("/model/changed-sites-are-found", test_changed_sites_are_found);
  g_test_add_func ("/model/removed-sites-renumber", test_removed_sites_renumber);
  g_test_add_func ("/model/an-empty-plan", test_an_empty_plan_has_empty_lists);
  g_test_add_func ("/model/meta-keys", test_meta_keys_are_sorted_and_replaced);
  g_test_add_func ("/model/only-sample-is-sample", test_only_sample_data_is_a_sample);
  g_test_add_func ("/model/sites-keep-their-rows", test_sites_keep_their_rows);
  g_test_add_func ("/model/layers-are-distinct", test_layers_describe_distinct_tables);
  g_test_add_func ("/model/names-fall-back", test_names_fall_back_to_the_other_language);
  g_test_add_func ("/model/feature-columns-unknown", test_feature_columns_begin_unknown);
  g_test_add_func ("/model/feature-columns-keep", test_feature_columns_keep_their_values);

  return g_test_run ();
}
