#include "atlas-layer-card.h"

#include "atlas-layer-summary.h"
#include "atlas-quantity.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define WIDTH_CHARS 40

static const char *const about[ATLAS_N_DRAWN_LAYERS] = {
  [ATLAS_DRAWN_ZONES] =
    N_("The plan’s five ring zones of the city, each with its own guidance for renewal, and "
       "their borders."),
  [ATLAS_DRAWN_TERRAIN] =
    N_("A tint where the mountains are. For orientation only."),
  [ATLAS_DRAWN_BLOCKS] =
    N_("The blocks that renewal is planned by: key, renewal and general blocks."),
  [ATLAS_DRAWN_DENSITY] =
    N_("Floor area of the old buildings a square kilometre, spread around each of them by a "
       "kernel: where they stand close together. The legend tells how far it reaches."),
  [ATLAS_DRAWN_WATER] =
    N_("Rivers, canals, lakes and reservoirs."),
  [ATLAS_DRAWN_DISTRICTS] =
    N_("The borders of the districts and of the municipality."),
  [ATLAS_DRAWN_RAIL] =
    N_("Lines of the metro, of trams and of the railway."),
  [ATLAS_DRAWN_EXPRESSWAYS] =
    N_("Expressways."),
  [ATLAS_DRAWN_RING_ROADS] =
    N_("The ring roads from the 2nd to the 6th."),
  [ATLAS_DRAWN_AXES] =
    N_("The central axis, Chang’an Avenue and their extensions."),
  [ATLAS_DRAWN_SITES] =
    N_("Old housing compounds, office buildings and factories one by one; a density map has "
       "those it counts. They appear when the map is near enough."),
  [ATLAS_DRAWN_STATIONS] =
    N_("Stations of the metro and of the railway."),
  [ATLAS_DRAWN_LANDMARKS] =
    N_("Well-known places to find one’s way by."),
  [ATLAS_DRAWN_PROJECTS] =
    N_("Demonstration projects of urban renewal."),
  [ATLAS_DRAWN_BUSINESS] =
    N_("The city’s main business districts."),
  [ATLAS_DRAWN_NAMES] =
    N_("The names of what the other layers show. They are always on top."),
};

/* Words that the sample uses for its sources, as src/sample writes them. */
static const char *const sources[][2] = {
  { "hand-written", N_("sketched by hand, not surveyed") },
  { "示例数据：街区、资源点及其数值均为虚构，总量依规划文本；底图为手绘示意，非测绘成果",
    N_("sample data: blocks, sites and their figures are made up, the totals are the plan’s; the "
       "base map is sketched by hand, not surveyed") },
};

static AtlasLayerSummary *
make_summary (const AtlasScene *scene,
              AtlasPlan        *plan,
              AtlasDrawnLayer   layer)
{
  const char *kind;
  int table = atlas_drawn_layer_get_table (layer, &kind);

  if (table >= 0)
    return atlas_layer_summary_new_for_features (plan, (AtlasLayer) table, kind);
  if (layer == ATLAS_DRAWN_BLOCKS)
    return atlas_layer_summary_new_for_blocks (plan);
  if (layer == ATLAS_DRAWN_NAMES)
    return NULL;

  return atlas_layer_summary_new_for_sites (plan, atlas_scene_get_map_style (scene)->resource);
}

static GtkWidget *
add_text (GtkBox     *box,
          const char *text,
          const char *style_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  if (style_class != NULL)
    gtk_widget_add_css_class (label, style_class);
  gtk_box_append (box, label);

  return label;
}

static void
add_row (GtkGrid    *grid,
         const char *name,
         const char *value)
{
  GtkWidget *name_label, *value_label;
  int row = 0;

  if (value == NULL || *value == '\0')
    return;

  while (gtk_grid_get_child_at (grid, 0, row) != NULL)
    row++;
  name_label = gtk_label_new (name);
  gtk_label_set_xalign (GTK_LABEL (name_label), 0);
  gtk_widget_set_valign (name_label, GTK_ALIGN_START);
  gtk_widget_add_css_class (name_label, "dim-label");
  value_label = gtk_label_new (value);
  gtk_label_set_xalign (GTK_LABEL (value_label), 0);
  gtk_label_set_wrap (GTK_LABEL (value_label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (value_label), WIDTH_CHARS - 10);
  gtk_label_set_selectable (GTK_LABEL (value_label), TRUE);
  gtk_widget_set_focusable (value_label, FALSE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value_label),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, name_label, NULL, -1);
  gtk_grid_attach (grid, name_label, 0, row, 1, 1);
  gtk_grid_attach (grid, value_label, 1, row, 1, 1);
}

static char *
dup_accuracy (const AtlasLayerSummary *summary)
{
  if (isnan (summary->least_accuracy))
    return NULL;
  if (summary->least_accuracy == summary->largest_accuracy)
    return g_strdup_printf (_("about %.0f m"), summary->least_accuracy);

  return g_strdup_printf (_("about %.0f to %.0f m"), summary->least_accuracy,
                          summary->largest_accuracy);
}

static const char *
translate_source (const char *source)
{
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_str_equal (sources[i][0], source))
      return _(sources[i][1]);

  return source;
}

/* The rows' own, or else the plan's. */
static char *
dup_source (const AtlasLayerSummary *summary,
            AtlasPlan               *plan)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < summary->sources->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? _(", ") : "",
                            translate_source (summary->sources->pdata[i]));
  if (text->len == 0)
    g_string_append (text, atlas_plan_get_meta (plan, "source") != NULL
                           ? atlas_plan_get_meta (plan, "source") : "");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_provenance (const AtlasLayerSummary *summary,
                AtlasLanguage            language)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < atlas_vocabulary_provenances.n_words; i++)
    if (summary->provenances & 1u << i)
      g_string_append_printf (text, "%s%s", text->len > 0 ? _(", ") : "",
                              atlas_vocabulary_get_label (&atlas_vocabulary_provenances, (int) i,
                                                          language));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
make_grid (const AtlasLayerSummary *summary,
           AtlasPlan               *plan,
           AtlasLanguage            language)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  g_autofree char *count = atlas_quantity_format_count (summary->n_objects);
  g_autofree char *accuracy = dup_accuracy (summary);
  g_autofree char *source = dup_source (summary, plan);
  g_autofree char *provenance = dup_provenance (summary, language);

  gtk_grid_set_column_spacing (grid, 12);
  gtk_grid_set_row_spacing (grid, 4);
  add_row (grid, _("Objects"), count);
  add_row (grid, _("Data"), provenance);
  add_row (grid, _("Source"), source);
  add_row (grid, _("Date"), atlas_plan_get_meta (plan, "data_date"));
  add_row (grid, _("Compiled by"), atlas_plan_get_meta (plan, "compiled_by"));
  add_row (grid, _("Accuracy"), accuracy);

  return GTK_WIDGET (grid);
}

GtkWidget *
atlas_layer_card_new (const AtlasScene *scene,
                      AtlasPlan        *plan,
                      AtlasDrawnLayer   layer)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  g_autoptr(AtlasLayerSummary) summary = make_summary (scene, plan, layer);
  const AtlasStyle *style = atlas_scene_get_style (scene);
  AtlasLanguage language = atlas_scene_get_language (scene);

  gtk_widget_add_css_class (GTK_WIDGET (box), "layer-card");
  add_text (box, style->layers[layer][language], "heading");
  if (atlas_scene_is_sample (scene))
    gtk_widget_set_halign (add_text (box, style->words.sample[language], "sample-mark"),
                           GTK_ALIGN_START);
  add_text (box, _(about[layer]), NULL);
  if (summary != NULL)
    gtk_box_append (box, make_grid (summary, plan, language));

  return GTK_WIDGET (box);
}
