#include "atlas-bandwidth-row.h"

#include "atlas-bandwidth-button.h"
#include "atlas-form.h"
#include "atlas-quantity.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Of bandwidths that a slider gives, metres. */
#define STEP 10.0

struct _AtlasBandwidthRow
{
  GtkWidget             parent_instance;

  AtlasSession         *session;
  gboolean              is_showing; /* what is set is not from a person */

  /* Template children */
  GtkWidget            *kind_title;
  GtkDropDown          *kind_drop_down;
  GtkWidget            *metres_box;
  GtkLabel             *metres_title;
  GtkAdjustment        *bandwidth_adjustment;
  GtkWidget            *bandwidth_spin;
  AtlasBandwidthButton *bandwidth_button;
  GtkWidget            *bandwidth_scale;
  GtkWidget            *neighbour_box;
  GtkWidget            *neighbour_title;
  GtkSpinButton        *neighbour_spin;
  GtkLabel             *note_label;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

G_DEFINE_FINAL_TYPE (AtlasBandwidthRow, atlas_bandwidth_row, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

/* (nullable): there is no plan, or the map has no density */
static AtlasScene *
get_scene (AtlasBandwidthRow *self)
{
  AtlasScene *scene = self->session != NULL ? atlas_session_get_scene (self->session) : NULL;

  return scene != NULL && atlas_scene_get_map_style (scene)->resource >= 0 ? scene : NULL;
}

/* --- From the session --- */

/* What became of it, once it is computed. */
static char *
dup_note (AtlasBandwidthRow          *self,
          const AtlasDensitySettings *settings)
{
  const AtlasDensityTerms *terms = &atlas_scene_get_options (get_scene (self))->density;
  g_autofree char *number = NULL;

  if (settings->bandwidth_kind != ATLAS_BANDWIDTH_NEIGHBOURS ||
      !atlas_maps_are_complete (atlas_session_get_maps (self->session)))
    return NULL;
  if (terms->bandwidth_kind != ATLAS_BANDWIDTH_NEIGHBOURS)
    return g_strdup (_("No site has a neighbour: the bandwidth is fixed."));
  if (terms->neighbour < settings->neighbour)
    return g_strdup_printf (_("So many sites are not there: neighbour %u counts."),
                            terms->neighbour);

  number = atlas_quantity_format_count (round (terms->bandwidth));

  return g_strdup_printf (_("Half of the sites: %s m or less"), number);
}

static void
show_note (AtlasBandwidthRow          *self,
           const AtlasDensitySettings *settings)
{
  g_autofree char *note = dup_note (self, settings);

  gtk_label_set_text (self->note_label, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note_label),
                          settings->bandwidth_kind == ATLAS_BANDWIDTH_NEIGHBOURS);
}

static void
show_kind (AtlasBandwidthRow  *self,
           AtlasBandwidthKind  kind)
{
  gboolean neighbours = kind == ATLAS_BANDWIDTH_NEIGHBOURS;

  gtk_drop_down_set_selected (self->kind_drop_down, kind);
  gtk_label_set_text (self->metres_title, kind == ATLAS_BANDWIDTH_ABRAMSON ? _("Pilot")
                                                                           : _("Metres"));
  gtk_widget_set_visible (self->metres_box, !neighbours);
  gtk_widget_set_visible (self->bandwidth_scale, !neighbours);
  gtk_widget_set_visible (self->neighbour_box, neighbours);
}

void
atlas_bandwidth_row_refresh (AtlasBandwidthRow *self)
{
  const AtlasDensitySettings *settings;

  g_return_if_fail (ATLAS_IS_BANDWIDTH_ROW (self));

  if (get_scene (self) == NULL)
    return;

  settings = atlas_session_get_density_settings (self->session);
  self->is_showing = TRUE;
  show_kind (self, settings->bandwidth_kind);
  gtk_adjustment_set_value (self->bandwidth_adjustment, settings->bandwidth);
  gtk_spin_button_set_value (self->neighbour_spin, settings->neighbour);
  show_note (self, settings);
  self->is_showing = FALSE;
}

/* --- To the session --- */

static void
on_changed (AtlasBandwidthRow *self)
{
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };

  if (self->is_showing || get_scene (self) == NULL)
    return;

  atlas_density_settings_copy (atlas_session_get_density_settings (self->session), &settings);
  settings.bandwidth_kind = gtk_drop_down_get_selected (self->kind_drop_down);
  settings.bandwidth = round (gtk_adjustment_get_value (self->bandwidth_adjustment));
  settings.bandwidth = MAX (settings.bandwidth, settings.cell / 2);
  settings.neighbour = (guint) gtk_spin_button_get_value_as_int (self->neighbour_spin);
  atlas_session_set_density_settings (self->session, &settings);
  atlas_bandwidth_row_refresh (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Who types a number means it; a slider is not that exact. */
static gboolean
on_scale_moved (AtlasBandwidthRow *self,
                GtkScrollType      scroll,
                double             value)
{
  gtk_adjustment_set_value (self->bandwidth_adjustment, STEP * round (value / STEP));

  return GDK_EVENT_STOP;
}

static void
atlas_bandwidth_row_dispose (GObject *object)
{
  AtlasBandwidthRow *self = ATLAS_BANDWIDTH_ROW (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_BANDWIDTH_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (atlas_bandwidth_row_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AtlasBandwidthRow, kind_title);
  gtk_widget_class_bind_template_child (widget_class, AtlasBandwidthRow, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, AtlasBandwidthRow, metres_box);
  gtk_widget_class_bind_template_child (widget_class, AtlasBandwidthRow, metres_title);
  gtk_widget_class_bind_template_child (widget_class, AtlasBandwidthRow, bandwidth_adjustment);
  gtk_widget_class_bind_template_child (widget_class, AtlasBandwidthRow, bandwidth_spin);
  gtk_widget_class_bind_template_child (widget_class, AtlasBandwidthRow, bandwidth_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasBandwidthRow, bandwidth_scale);
  gtk_widget_class_bind_template_child (widget_class, AtlasBandwidthRow, neighbour_box);
  gtk_widget_class_bind_template_child (widget_class, AtlasBandwidthRow, neighbour_title);
  gtk_widget_class_bind_template_child (widget_class, AtlasBandwidthRow, neighbour_spin);
  gtk_widget_class_bind_template_child (widget_class, AtlasBandwidthRow, note_label);
}

static void
atlas_bandwidth_row_class_init (AtlasBandwidthRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_bandwidth_row_dispose;

  signals[CHANGED] = g_signal_new ("changed", ATLAS_TYPE_BANDWIDTH_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ATLAS_TYPE_BANDWIDTH_BUTTON);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/renewalatlas/Atlas/ui/atlas-bandwidth-row.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_scale_moved);
}

static void
name_controls (AtlasBandwidthRow *self)
{
  const struct { GtkWidget *title; GtkWidget *control; } controls[] = {
    { self->kind_title, GTK_WIDGET (self->kind_drop_down) },
    { self->kind_title, self->bandwidth_spin },
    { self->kind_title, self->bandwidth_scale },
    { self->neighbour_title, GTK_WIDGET (self->neighbour_spin) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    gtk_accessible_update_property (GTK_ACCESSIBLE (controls[i].control),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gtk_label_get_text (GTK_LABEL (controls[i].title)), -1);
}

static void
atlas_bandwidth_row_init (AtlasBandwidthRow *self)
{
  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_spin_button_set_range (self->neighbour_spin, 1, ATLAS_DENSITY_NEIGHBOUR_MAX);
  self->is_showing = FALSE;
  atlas_form_leave_wheel (self->bandwidth_spin);
  atlas_form_leave_wheel (self->bandwidth_scale);
  atlas_form_leave_wheel (GTK_WIDGET (self->neighbour_spin));
  name_controls (self);
}

void
atlas_bandwidth_row_set_session (AtlasBandwidthRow *self,
                                 AtlasSession      *session)
{
  g_return_if_fail (ATLAS_IS_BANDWIDTH_ROW (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  atlas_bandwidth_button_set_session (self->bandwidth_button, session);
  atlas_bandwidth_row_refresh (self);
}

void
atlas_bandwidth_row_align (AtlasBandwidthRow *self,
                           GtkSizeGroup      *titles)
{
  g_return_if_fail (ATLAS_IS_BANDWIDTH_ROW (self));

  gtk_size_group_add_widget (titles, self->kind_title);
  gtk_size_group_add_widget (titles, GTK_WIDGET (self->metres_title));
  gtk_size_group_add_widget (titles, self->neighbour_title);
}
