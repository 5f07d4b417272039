#include "atlas-command.h"

#include "atlas-json-output.h"
#include "atlas-statistics.h"
#include "atlas-text-table.h"

#include <glib/gi18n-lib.h>

/* What the command prints about; texts on the terminal follow its language. */
typedef struct
{
  AtlasPlan       *plan;
  AtlasBlockTable *blocks;
  AtlasStatistics *statistics;
  AtlasLanguage    language;
} Info;

/* The interface's language decides for names out of the plan too. */
static AtlasLanguage
get_language (void)
{
  const char *const *names = g_get_language_names ();

  return g_str_has_prefix (names[0], "zh") ? ATLAS_LANGUAGE_ZH : ATLAS_LANGUAGE_EN;
}

static const char *
get_authority_name (const Info *info,
                    const char *code)
{
  for (guint i = 0; i < info->blocks->authorities->len; i++)
    {
      AtlasFeature *feature = g_ptr_array_index (info->blocks->authorities, i);

      if (g_strcmp0 (atlas_feature_get_text (feature, "code"), code) == 0)
        return atlas_feature_get_name (feature, info->language);
    }

  return code;
}

static void
add_row (AtlasTextTable   *table,
         const char       *name,
         const AtlasTally *tally)
{
  g_autofree char *n_blocks = g_strdup_printf ("%u", tally->n_blocks);
  g_autofree char *area = g_strdup_printf ("%.2f", tally->area / 1e6);
  g_autofree char *classes = g_strdup_printf ("%u / %u / %u",
                                              tally->n_by_class[ATLAS_CLASS_KEY],
                                              tally->n_by_class[ATLAS_CLASS_RENEWAL],
                                              tally->n_by_class[ATLAS_CLASS_GENERAL]);
  g_autofree char *total =
    g_strdup_printf ("%.1f", atlas_tally_get_renewable_floor_area (tally) / 1e4);
  g_autofree char *other = g_strdup_printf ("%.1f", tally->other_floor_area / 1e4);
  g_autofree char *projects = g_strdup_printf ("%.0f", tally->near_term_projects);
  char *floor_areas[ATLAS_N_RESOURCES];

  for (guint i = 0; i < ATLAS_N_RESOURCES; i++)
    floor_areas[i] = g_strdup_printf ("%u · %.1f", tally->n_sites[i], tally->floor_area[i] / 1e4);

  atlas_text_table_add (table, name, n_blocks, area, classes, total, floor_areas[0],
                        floor_areas[1], floor_areas[2], other, projects);
  for (guint i = 0; i < ATLAS_N_RESOURCES; i++)
    g_free (floor_areas[i]);
}

static AtlasTextTable *
begin_table (const Info *info,
             const char *first)
{
  AtlasTextTable *table = atlas_text_table_new ("lrrrrrrrrr");
  const char *resources[ATLAS_N_RESOURCES];

  for (int i = 0; i < ATLAS_N_RESOURCES; i++)
    resources[i] = atlas_vocabulary_get_label (&atlas_vocabulary_resources, i, info->language);
  atlas_text_table_add (table, first, _("blocks"), _("km²"), _("key / renewal / general"),
                        _("floor area, 10⁴ m²"), resources[0], resources[1], resources[2],
                        _("other"), _("projects"));

  return table;
}

static void
print_tables (const Info *info)
{
  g_autoptr(AtlasTextTable) zones = begin_table (info, _("Zone"));
  g_autoptr(AtlasTextTable) authorities = begin_table (info, _("Authority"));

  for (int i = 0; i < ATLAS_N_ZONES; i++)
    add_row (zones, atlas_vocabulary_get_label (&atlas_vocabulary_zones, i, info->language),
             &info->statistics->zones[i]);
  add_row (zones, _("All"), &info->statistics->total);
  atlas_text_table_print (zones);

  g_print ("\n");
  for (guint i = 0; i < info->statistics->authorities->len; i++)
    {
      const AtlasAuthorityTally *row =
        &g_array_index (info->statistics->authorities, AtlasAuthorityTally, i);

      add_row (authorities, get_authority_name (info, row->authority), &row->tally);
    }
  atlas_text_table_print (authorities);
  g_print ("%s\n", _("Resources: number of sites · floor area, 10⁴ m²."));
}

static void
print_text (const Info *info)
{
  g_autoptr(GList) keys = atlas_plan_list_meta (info->plan);
  g_autoptr(AtlasTextTable) meta = atlas_text_table_new ("ll");

  for (GList *key = keys; key != NULL; key = key->next)
    atlas_text_table_add (meta, key->data, atlas_plan_get_meta (info->plan, key->data));
  atlas_text_table_print (meta);
  g_print ("\n");
  if (atlas_plan_is_sample (info->plan))
    g_print ("%s\n\n", _("Sample data: blocks and sites are made up."));
  print_tables (info);
}

static void
add_tally (JsonBuilder      *builder,
           const AtlasTally *tally)
{
  atlas_json_add_number (builder, "blocks", tally->n_blocks);
  for (int i = 0; i < ATLAS_N_CLASSES; i++)
    {
      const char *word = atlas_vocabulary_get_key (&atlas_vocabulary_classes, i);
      g_autofree char *count = g_strconcat (word, "_blocks", NULL);
      g_autofree char *floor_area = g_strconcat (word, "_floor_area_m2", NULL);

      atlas_json_add_number (builder, count, tally->n_by_class[i]);
      atlas_json_add_number (builder, floor_area, tally->class_floor_area[i]);
    }
  atlas_json_add_number (builder, "area_m2", tally->area);
  atlas_json_add_number (builder, "floor_area_m2", atlas_tally_get_renewable_floor_area (tally));
  for (int i = 0; i < ATLAS_N_RESOURCES; i++)
    {
      const char *word = atlas_vocabulary_get_key (&atlas_vocabulary_resources, i);
      g_autofree char *count = g_strconcat (word, "_count", NULL);
      g_autofree char *sites = g_strconcat (word, "_sites", NULL);
      g_autofree char *floor_area = g_strconcat (word, "_floor_area_m2", NULL);

      atlas_json_add_number (builder, count, tally->count[i]);
      atlas_json_add_number (builder, sites, tally->n_sites[i]);
      atlas_json_add_number (builder, floor_area, tally->floor_area[i]);
    }
  atlas_json_add_number (builder, "other_floor_area_m2", tally->other_floor_area);
  atlas_json_add_number (builder, "near_term_projects", tally->near_term_projects);
}

static void
add_named_tally (JsonBuilder      *builder,
                 const char       *name,
                 const AtlasTally *tally)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  add_tally (builder, tally);
  json_builder_end_object (builder);
}

static void
add_layers (JsonBuilder *builder,
            AtlasPlan   *plan)
{
  json_builder_set_member_name (builder, "layers");
  json_builder_begin_object (builder);
  for (guint layer = 0; layer < ATLAS_N_LAYERS; layer++)
    atlas_json_add_number (builder, atlas_layer_get_info (layer)->table,
                           g_list_model_get_n_items (atlas_plan_get_features (plan, layer)));
  json_builder_end_object (builder);
}

static void
print_json (const Info *info)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GList) keys = atlas_plan_list_meta (info->plan);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "plan");
  json_builder_begin_object (builder);
  for (GList *key = keys; key != NULL; key = key->next)
    atlas_json_add_text (builder, key->data, atlas_plan_get_meta (info->plan, key->data));
  json_builder_end_object (builder);

  add_named_tally (builder, "total", &info->statistics->total);
  json_builder_set_member_name (builder, "zones");
  json_builder_begin_object (builder);
  for (int i = 0; i < ATLAS_N_ZONES; i++)
    add_named_tally (builder, atlas_vocabulary_get_key (&atlas_vocabulary_zones, i),
                     &info->statistics->zones[i]);
  json_builder_end_object (builder);

  json_builder_set_member_name (builder, "authorities");
  json_builder_begin_object (builder);
  for (guint i = 0; i < info->statistics->authorities->len; i++)
    {
      const AtlasAuthorityTally *row =
        &g_array_index (info->statistics->authorities, AtlasAuthorityTally, i);

      add_named_tally (builder, row->authority, &row->tally);
    }
  json_builder_end_object (builder);
  add_layers (builder, info->plan);
  json_builder_end_object (builder);
  atlas_json_print (builder);
}

static AtlasExit
run (int    argc,
     char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON for other programs"), NULL },
    { NULL }
  };
  g_auto(GStrv) rest = NULL;
  g_autoptr(AtlasPlan) plan = NULL;
  g_autoptr(AtlasBlockTable) blocks = NULL;
  g_autoptr(AtlasStatistics) statistics = NULL;
  AtlasExit status = ATLAS_EXIT_OK;
  Info info;

  if (!atlas_command_parse (&atlas_command_info, entries, argc, argv, 1, &rest))
    return ATLAS_EXIT_USAGE;
  if ((plan = atlas_command_read_plan (rest[0], &status)) == NULL)
    return status;

  blocks = atlas_block_table_new (plan);
  statistics = atlas_statistics_new (blocks);
  info = (Info) { plan, blocks, statistics, get_language () };
  if (json)
    print_json (&info);
  else
    print_text (&info);

  return ATLAS_EXIT_OK;
}

const AtlasCommand atlas_command_info = {
  "info", "[PLAN]", N_("Print what a plan holds: counts, areas, classes, floor areas"), run,
};
