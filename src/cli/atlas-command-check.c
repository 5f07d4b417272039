#include "atlas-command.h"

#include "atlas-check.h"
#include "atlas-figures.h"
#include "atlas-json-output.h"
#include "atlas-log-check.h"
#include "atlas-plan-file.h"
#include "atlas-text-table.h"

#include <glib/gi18n-lib.h>

static guint
count_differences (GArray *figures)
{
  guint n = 0;

  for (guint i = 0; i < figures->len; i++)
    {
      const AtlasFigure *figure = &g_array_index (figures, AtlasFigure, i);

      n += figure->differs && !figure->advisory;
    }

  return n;
}

static void
print_findings (AtlasCheck *check)
{
  g_autoptr(AtlasTextTable) table = atlas_text_table_new ("lll");

  for (guint i = 0; i < check->findings->len; i++)
    {
      const AtlasFinding *finding = g_ptr_array_index (check->findings, i);

      atlas_text_table_add (table, atlas_finding_kind_get_name (finding->kind), finding->subject,
                            finding->text);
    }
  atlas_text_table_print (table);
  if (check->findings->len > 0)
    g_print ("\n");
}

/* For people; other programs get it as it is in the table of figures. */
static const char *
get_unit_title (const char *unit)
{
  static const struct { const char *unit; const char *title; } titles[] = {
    { "1e4 m2", NC_("unit", "10,000 m²") },
    { "1e8 m2", NC_("unit", "100 million m²") },
    { "blocks", NC_("unit", "blocks") },
    { "business districts", NC_("unit", "business districts") },
    { "households", NC_("unit", "households") },
    { "km2", NC_("unit", "km²") },
    { "m", NC_("unit", "m") },
    { "percent", NC_("unit", "%") },
    { "projects", NC_("unit", "projects") },
    { "sites", NC_("unit", "sites") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].unit, unit))
      return g_dpgettext2 (GETTEXT_PACKAGE, "unit", titles[i].title);

  return unit;
}

static void
print_figures (GArray *figures)
{
  g_autoptr(AtlasTextTable) table = atlas_text_table_new ("lrrll");

  atlas_text_table_add (table, _("Figure"), _("plan"), _("file"), _("unit"), "");
  for (guint i = 0; i < figures->len; i++)
    {
      const AtlasFigure *figure = &g_array_index (figures, AtlasFigure, i);
      g_autofree char *number = atlas_figure_format (figure->plan);
      g_autofree char *plan = g_strconcat (figure->relation, " ", number, NULL);
      g_autofree char *file = atlas_figure_format (figure->file);

      atlas_text_table_add (table, figure->label, plan, file, get_unit_title (figure->unit),
                            !figure->differs ? ""
                            : figure->advisory ? _("more than advised") : _("differs"));
    }
  atlas_text_table_print (table);
}

static void
print_text (AtlasCheck    *check,
            GArray        *figures,
            AtlasLogCheck *log)
{
  guint n_different = count_differences (figures);
  guint n_findings = check->findings->len + atlas_log_check_count (log);

  print_findings (check);
  print_figures (figures);
  g_print ("\n");
  atlas_log_check_print (log);
  g_print (_("Ground in all, rounding included: overlaps %.1f m², gaps %.1f m², outside the "
             "district %.1f m²"), check->ground[ATLAS_FINDING_OVERLAP],
           check->ground[ATLAS_FINDING_GAP], check->ground[ATLAS_FINDING_OUTSIDE]);
  g_print ("\n");
  g_print (ngettext ("%u finding", "%u findings", n_findings), n_findings);
  g_print ("\n");
  g_print (ngettext ("%u figure differs from the plan", "%u figures differ from the plan",
                     n_different), n_different);
  g_print ("\n");
}

static void
add_finding (JsonBuilder        *builder,
             const AtlasFinding *finding)
{
  json_builder_begin_object (builder);
  atlas_json_add_text (builder, "kind", atlas_finding_kind_get_name (finding->kind));
  atlas_json_add_text (builder, "subject", finding->subject);
  atlas_json_add_text (builder, "text", finding->text);
  atlas_json_add_number (builder, "ground_m2", finding->amount);
  atlas_json_add_number (builder, "e", finding->place.x);
  atlas_json_add_number (builder, "n", finding->place.y);
  json_builder_end_object (builder);
}

static void
add_figure (JsonBuilder       *builder,
            const AtlasFigure *figure)
{
  json_builder_begin_object (builder);
  atlas_json_add_text (builder, "key", figure->key);
  atlas_json_add_text (builder, "unit", figure->unit);
  atlas_json_add_text (builder, "relation", figure->relation);
  atlas_json_add_number (builder, "plan", figure->plan);
  atlas_json_add_number (builder, "file", figure->file);
  json_builder_set_member_name (builder, "differs");
  json_builder_add_boolean_value (builder, figure->differs);
  json_builder_set_member_name (builder, "advisory");
  json_builder_add_boolean_value (builder, figure->advisory);
  json_builder_end_object (builder);
}

static void
add_ground (JsonBuilder *builder,
            AtlasCheck  *check)
{
  static const AtlasFindingKind kinds[] = {
    ATLAS_FINDING_OVERLAP, ATLAS_FINDING_GAP, ATLAS_FINDING_OUTSIDE,
  };

  json_builder_set_member_name (builder, "ground_m2");
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    atlas_json_add_number (builder, atlas_finding_kind_get_name (kinds[i]),
                           check->ground[kinds[i]]);
  json_builder_end_object (builder);
}

static void
print_json (AtlasCheck    *check,
            GArray        *figures,
            AtlasLogCheck *log)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < check->findings->len; i++)
    add_finding (builder, g_ptr_array_index (check->findings, i));
  json_builder_end_array (builder);
  add_ground (builder, check);
  json_builder_set_member_name (builder, "figures");
  json_builder_begin_array (builder);
  for (guint i = 0; i < figures->len; i++)
    add_figure (builder, &g_array_index (figures, AtlasFigure, i));
  json_builder_end_array (builder);
  atlas_log_check_add (log, builder);
  json_builder_end_object (builder);
  atlas_json_print (builder);
}

static AtlasExit
run (int    argc,
     char **argv)
{
  gboolean json = FALSE, strict = FALSE;
  g_autofree char *head = NULL;
  const GOptionEntry entries[] = {
    { "strict", 0, 0, G_OPTION_ARG_NONE, &strict,
      N_("Take differences from the plan's figures for findings too"), NULL },
    { "head", 0, 0, G_OPTION_ARG_STRING, &head,
      N_("Look for the end that the history had earlier"), N_("HASH") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON for other programs"), NULL },
    { NULL }
  };
  g_auto(GStrv) rest = NULL;
  g_autoptr(AtlasPlan) plan = NULL;
  g_autoptr(AtlasBlockTable) blocks = NULL;
  g_autoptr(AtlasStatistics) statistics = NULL;
  g_autoptr(AtlasCheck) check = NULL;
  g_autoptr(GArray) figures = NULL;
  g_autoptr(AtlasLogCheck) log = NULL;
  g_autofree char *sample = atlas_plan_file_dup_sample_path ();
  g_autoptr(GError) error = NULL;
  AtlasExit status = ATLAS_EXIT_OK;

  if (!atlas_command_parse (&atlas_command_check, entries, argc, argv, 1, &rest))
    return ATLAS_EXIT_USAGE;
  if ((plan = atlas_command_read_plan (rest[0], &status)) == NULL)
    return status;
  if ((log = atlas_log_check_new (rest[0] != NULL ? rest[0] : sample, plan, head, &error)) == NULL)
    return atlas_command_fail (error);

  blocks = atlas_block_table_new (plan);
  statistics = atlas_statistics_new (blocks);
  check = atlas_check_new (blocks, NULL, NULL);
  figures = atlas_figures_compare (blocks, statistics);
  if (json)
    print_json (check, figures, log);
  else
    print_text (check, figures, log);

  return check->findings->len > 0 || atlas_log_check_count (log) > 0 ||
         (strict && count_differences (figures) > 0)
           ? ATLAS_EXIT_FINDINGS : ATLAS_EXIT_OK;
}

const AtlasCommand atlas_command_check = {
  "check", "[PLAN]", N_("Test a plan's shapes, codes and amounts against each other and the plan"),
  run,
};
