#include "atlas-density-panel.h"

#include "atlas-bandwidth-row.h"
#include "atlas-density-colors.h"
#include "atlas-density-minus-row.h"
#include "atlas-density-none.h"
#include "atlas-density-presets.h"
#include "atlas-filter.h"
#include "atlas-form.h"
#include "atlas-tooltips.h"

#include <glib/gi18n-lib.h>

/* Of the list of cells in the .ui file, metres. */
static const double cells[] = { 50, 100, 200, 500 };

struct _AtlasDensityPanel
{
  GtkWidget       parent_instance;

  AtlasSession   *session;
  gboolean        is_showing; /* what is set is not from a person */
  GtkSliceListModel *weights; /* the drop-down's: only compounds have households */
  GtkSizeGroup   *titles;     /* of the rows */

  /* Template children */
  GtkExpander    *expander;
  AtlasDensityPresets *presets;
  GtkWidget      *reset_button;
  AtlasBandwidthRow *bandwidth_row;
  GtkWidget      *kernel_title;
  GtkDropDown    *kernel_drop_down;
  GtkWidget      *weight_title;
  GtkDropDown    *weight_drop_down;
  GtkWidget      *cell_title;
  GtkDropDown    *cell_drop_down;
  GtkWidget      *edge_title;
  GtkDropDown    *edge_drop_down;
  GtkWidget      *filter_title;
  GtkEntry       *filter_entry;
  GtkLabel       *message_label;
  AtlasDensityMinusRow *minus_row;
  AtlasDensityColors *colors;
  GtkWidget      *findings_button;
  GtkWidget      *strip_button;
};

G_DEFINE_FINAL_TYPE (AtlasDensityPanel, atlas_density_panel, GTK_TYPE_WIDGET)

/* (nullable): there is no plan, or the map has no density */
static const AtlasDensitySettings *
get_settings (AtlasDensityPanel *self)
{
  AtlasScene *scene = self->session != NULL ? atlas_session_get_scene (self->session) : NULL;

  return scene != NULL && atlas_scene_get_map_style (scene)->resource >= 0
         ? atlas_session_get_density_settings (self->session) : NULL;
}

/* --- From the session --- */

static guint
find_cell (double cell)
{
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    if (cells[i] == cell)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

static void
show_message (AtlasDensityPanel *self,
              const char        *message)
{
  gtk_label_set_text (self->message_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), message != NULL);
  atlas_form_set_css_class (GTK_WIDGET (self->filter_entry), "error", message != NULL);
}

/* What a person types stays as it is typed while it means the same. */
static void
show_filter (AtlasDensityPanel *self,
             const char        *filter)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->filter_entry));
  g_autoptr(AtlasFilter) parsed = *typed != '\0' ? atlas_filter_parse_for_sites (typed, NULL)
                                                 : NULL;
  g_autofree char *meant = parsed != NULL ? atlas_filter_to_string (parsed) : NULL;

  if (g_strcmp0 (meant, filter) == 0)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->filter_entry), filter != NULL ? filter : "");
  show_message (self, NULL);
}

/* A button that can't be pressed says why. */
static void
explain_buttons (AtlasDensityPanel *self)
{
  const char *why = atlas_density_none_explain (atlas_session_get_scene (self->session));

  atlas_tooltip_set (self->findings_button, why != NULL ? why
                     : _("Hot spots, hot blocks that are not key, and key blocks that "
                         "are not hot"));
  atlas_tooltip_set (self->strip_button, why != NULL ? why
                     : _("The density at four bandwidths side by side, and what is a "
                         "hot spot at all of them"));
}

static guint
count_weights (AtlasDensityPanel *self)
{
  int resource = atlas_scene_get_map_style (atlas_session_get_scene (self->session))->resource;

  return resource == ATLAS_RESOURCE_COMPOUNDS ? ATLAS_N_MEASURES : ATLAS_MEASURE_HOUSEHOLDS;
}

static void
refresh (AtlasDensityPanel *self)
{
  const AtlasDensitySettings *settings = get_settings (self);
  AtlasDensitySettings plan;

  gtk_widget_set_visible (GTK_WIDGET (self), settings != NULL);
  if (settings == NULL)
    return;

  atlas_density_settings_init (&plan);
  self->is_showing = TRUE;
  atlas_bandwidth_row_refresh (self->bandwidth_row);
  gtk_drop_down_set_selected (self->kernel_drop_down, settings->kernel);
  gtk_slice_list_model_set_size (self->weights, count_weights (self));
  gtk_drop_down_set_selected (self->weight_drop_down, settings->measure);
  gtk_drop_down_set_selected (self->cell_drop_down, find_cell (settings->cell));
  gtk_drop_down_set_selected (self->edge_drop_down, settings->edge);
  if (gtk_label_get_text (self->message_label)[0] == '\0')
    show_filter (self, settings->filter);
  gtk_widget_set_sensitive (self->reset_button, !atlas_density_settings_equal (settings, &plan));
  atlas_density_presets_refresh (self->presets);
  explain_buttons (self);
  self->is_showing = FALSE;
}

/* --- To the session --- */

/* Returns: (transfer full) (nullable): %NULL: all sites, or what was before */
static char *
read_filter (AtlasDensityPanel *self,
             const char        *before)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->filter_entry));
  g_autofree char *stripped = g_strstrip (g_strdup (typed));
  g_autoptr(AtlasFilter) filter = NULL;
  g_autoptr(GError) error = NULL;

  if (*stripped != '\0')
    filter = atlas_filter_parse_for_sites (stripped, &error);
  show_message (self, error != NULL ? error->message : NULL);
  if (error != NULL)
    return g_strdup (before);

  return filter != NULL ? atlas_filter_to_string (filter) : NULL;
}

/* What counts something else has another scale, and no other resource has
 * households. */
static void
follow_measure (AtlasDensitySettings *settings,
                AtlasMeasure          before)
{
  if (settings->measure != before)
    settings->top = 0;
  if (settings->measure == ATLAS_MEASURE_HOUSEHOLDS &&
      settings->minus == ATLAS_DENSITY_MINUS_RESOURCE)
    {
      settings->minus = ATLAS_DENSITY_MINUS_NOTHING;
      g_clear_pointer (&settings->minus_what, g_free);
    }
}

static void
on_changed (AtlasDensityPanel *self)
{
  const AtlasDensitySettings *before = get_settings (self);
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  guint cell = gtk_drop_down_get_selected (self->cell_drop_down);

  if (self->is_showing || before == NULL)
    return;

  atlas_density_settings_copy (before, &settings);
  settings.measure = gtk_drop_down_get_selected (self->weight_drop_down);
  settings.kernel = gtk_drop_down_get_selected (self->kernel_drop_down);
  settings.edge = gtk_drop_down_get_selected (self->edge_drop_down);
  settings.cell = cell < G_N_ELEMENTS (cells) ? cells[cell] : before->cell;
  g_free (settings.filter);
  settings.filter = read_filter (self, before->filter);
  follow_measure (&settings, before->measure);
  settings.bandwidth = MAX (settings.bandwidth, settings.cell / 2);
  atlas_session_set_density_settings (self->session, &settings);
  refresh (self);
}

static void
on_bandwidth_changed (AtlasDensityPanel *self)
{
  refresh (self);
}

static void
on_reset (AtlasDensityPanel *self)
{
  g_auto(AtlasDensitySettings) plan = { .filter = NULL };

  atlas_density_settings_init (&plan);
  atlas_density_panel_set_settings (self, &plan);
}

static void
atlas_density_panel_dispose (GObject *object)
{
  AtlasDensityPanel *self = ATLAS_DENSITY_PANEL (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_DENSITY_PANEL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  g_clear_object (&self->titles);

  G_OBJECT_CLASS (atlas_density_panel_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPanel, expander);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPanel, presets);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPanel, reset_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPanel, bandwidth_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPanel, kernel_title);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPanel, kernel_drop_down);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPanel, weight_title);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPanel, weight_drop_down);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPanel, cell_title);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPanel, cell_drop_down);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPanel, edge_title);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPanel, edge_drop_down);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPanel, filter_title);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPanel, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPanel, message_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPanel, minus_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPanel, colors);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPanel, findings_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPanel, strip_button);
}

static void
atlas_density_panel_class_init (AtlasDensityPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_density_panel_dispose;

  g_type_ensure (ATLAS_TYPE_BANDWIDTH_ROW);
  g_type_ensure (ATLAS_TYPE_DENSITY_COLORS);
  g_type_ensure (ATLAS_TYPE_DENSITY_MINUS_ROW);
  g_type_ensure (ATLAS_TYPE_DENSITY_PRESETS);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/renewalatlas/Atlas/ui/atlas-density-panel.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_bandwidth_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);
}

static void
align (AtlasDensityPanel *self)
{
  GtkWidget *const titles[] = { self->kernel_title, self->weight_title, self->cell_title,
                                self->edge_title, self->filter_title };

  self->titles = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    gtk_size_group_add_widget (self->titles, titles[i]);
  atlas_bandwidth_row_align (self->bandwidth_row, self->titles);
  atlas_density_minus_row_align (self->minus_row, self->titles);
  atlas_density_colors_align (self->colors, self->titles);
}

static void
name_controls (AtlasDensityPanel *self)
{
  const struct { GtkWidget *title; GtkWidget *control; } rows[] = {
    { self->kernel_title, GTK_WIDGET (self->kernel_drop_down) },
    { self->weight_title, GTK_WIDGET (self->weight_drop_down) },
    { self->cell_title, GTK_WIDGET (self->cell_drop_down) },
    { self->edge_title, GTK_WIDGET (self->edge_drop_down) },
    { self->filter_title, GTK_WIDGET (self->filter_entry) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_accessible_update_property (GTK_ACCESSIBLE (rows[i].control),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gtk_label_get_text (GTK_LABEL (rows[i].title)), -1);
}

static void
atlas_density_panel_init (AtlasDensityPanel *self)
{
  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->weights = gtk_slice_list_model_new (
    g_object_ref (gtk_drop_down_get_model (self->weight_drop_down)), 0, ATLAS_N_MEASURES);
  gtk_drop_down_set_model (self->weight_drop_down, G_LIST_MODEL (self->weights));
  g_object_unref (self->weights);
  self->is_showing = FALSE;
  align (self);
  name_controls (self);
}

void
atlas_density_panel_set_session (AtlasDensityPanel *self,
                                 AtlasSession      *session)
{
  g_return_if_fail (ATLAS_IS_DENSITY_PANEL (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  atlas_density_presets_set_session (self->presets, session);
  g_signal_connect_object (session, "scene-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  atlas_bandwidth_row_set_session (self->bandwidth_row, session);
  atlas_density_minus_row_set_session (self->minus_row, session);
  atlas_density_colors_set_session (self->colors, session);
  refresh (self);
}

void
atlas_density_panel_set_settings (AtlasDensityPanel          *self,
                                  const AtlasDensitySettings *settings)
{
  g_return_if_fail (ATLAS_IS_DENSITY_PANEL (self));
  g_return_if_fail (self->session != NULL);

  show_message (self, NULL);
  atlas_session_set_density_settings (self->session, settings);
  refresh (self);
}

const char *
atlas_density_panel_get_message (AtlasDensityPanel *self)
{
  g_return_val_if_fail (ATLAS_IS_DENSITY_PANEL (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->message_label))
         ? gtk_label_get_text (self->message_label) : NULL;
}
