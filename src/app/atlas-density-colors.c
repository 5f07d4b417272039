#include "atlas-density-colors.h"

#include "atlas-form.h"

#include <math.h>

/* Of the largest value, at a press of a button. */
#define TOP_STEPS 20

struct _AtlasDensityColors
{
  GtkWidget       parent_instance;

  AtlasSession   *session;
  gboolean        is_showing; /* what is set is not from a person */

  /* Template children */
  GtkWidget      *ramp_title;
  GtkDropDown    *ramp_drop_down;
  GtkWidget      *classes_title;
  GtkDropDown    *classes_drop_down;
  GtkWidget      *classes_row;
  GtkSpinButton  *classes_spin;
  GtkCheckButton *fixed_check;
  GtkWidget      *top_row;
  GtkSpinButton  *top_spin;
  GtkCheckButton *contours_check;
};

G_DEFINE_FINAL_TYPE (AtlasDensityColors, atlas_density_colors, GTK_TYPE_WIDGET)

/* (nullable): there is no density */
static AtlasScene *
get_scene (AtlasDensityColors *self)
{
  AtlasScene *scene = self->session != NULL ? atlas_session_get_scene (self->session) : NULL;

  return scene != NULL && atlas_scene_get_density (scene) != NULL ? scene : NULL;
}

/* As many digits as tell two steps apart. */
static void
show_top (AtlasDensityColors *self,
          double              top)
{
  GtkAdjustment *adjustment = gtk_spin_button_get_adjustment (self->top_spin);
  double step = top > 0 ? pow (10, floor (log10 (top / TOP_STEPS))) : 1;

  gtk_spin_button_set_digits (self->top_spin, (guint) CLAMP (round (-log10 (step)), 0, 6));
  gtk_adjustment_set_step_increment (adjustment, step);
  gtk_adjustment_set_page_increment (adjustment, step * 10);
  gtk_adjustment_set_value (adjustment, top);
}

static void
refresh (AtlasDensityColors *self)
{
  AtlasScene *scene = get_scene (self);
  const AtlasDensitySettings *settings;
  const AtlasRamp *ramp;

  if (scene == NULL)
    return;

  settings = atlas_session_get_density_settings (self->session);
  ramp = atlas_scene_get_ramp (scene);
  self->is_showing = TRUE;
  gtk_drop_down_set_selected (self->ramp_drop_down, settings->ramp);
  /* A difference has colours of its own. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->ramp_drop_down), !ramp->is_diverging);
  gtk_drop_down_set_selected (self->classes_drop_down, settings->classification);
  gtk_spin_button_set_value (self->classes_spin, settings->n_classes);
  gtk_widget_set_visible (self->classes_row,
                          settings->classification != ATLAS_CLASSIFICATION_NONE);
  gtk_check_button_set_active (self->fixed_check, settings->top > 0);
  gtk_widget_set_visible (self->top_row, settings->top > 0);
  show_top (self, (settings->top > 0 ? settings->top : ramp->high) / ramp->unit);
  gtk_check_button_set_active (self->contours_check, settings->contours);
  self->is_showing = FALSE;
}

static double
find_top (AtlasDensityColors         *self,
          const AtlasDensitySettings *before)
{
  const AtlasRamp *ramp = atlas_scene_get_ramp (get_scene (self));

  if (!gtk_check_button_get_active (self->fixed_check))
    return 0;

  return before->top > 0 ? before->top : ramp->high;
}

/* What the number shows is rounded: only who changes it means it. */
static void
on_top_changed (AtlasDensityColors *self)
{
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  AtlasScene *scene = get_scene (self);

  if (self->is_showing || scene == NULL)
    return;

  atlas_density_settings_copy (atlas_session_get_density_settings (self->session), &settings);
  settings.top = gtk_spin_button_get_value (self->top_spin) * atlas_scene_get_ramp (scene)->unit;
  atlas_session_set_density_settings (self->session, &settings);
}

static void
on_changed (AtlasDensityColors *self)
{
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };

  if (self->is_showing || get_scene (self) == NULL)
    return;

  atlas_density_settings_copy (atlas_session_get_density_settings (self->session), &settings);
  settings.ramp = gtk_drop_down_get_selected (self->ramp_drop_down);
  settings.classification = gtk_drop_down_get_selected (self->classes_drop_down);
  settings.n_classes = (guint) gtk_spin_button_get_value_as_int (self->classes_spin);
  settings.top = find_top (self, &settings);
  settings.contours = gtk_check_button_get_active (self->contours_check);
  atlas_session_set_density_settings (self->session, &settings);
  refresh (self);
}

static void
atlas_density_colors_dispose (GObject *object)
{
  AtlasDensityColors *self = ATLAS_DENSITY_COLORS (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_DENSITY_COLORS);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (atlas_density_colors_parent_class)->dispose (object);
}

static void
atlas_density_colors_class_init (AtlasDensityColorsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_density_colors_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/renewalatlas/Atlas/ui/atlas-density-colors.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityColors, ramp_title);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityColors, ramp_drop_down);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityColors, classes_title);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityColors, classes_drop_down);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityColors, classes_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityColors, classes_spin);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityColors, fixed_check);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityColors, top_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityColors, top_spin);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityColors, contours_check);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_top_changed);
}

static void
atlas_density_colors_init (AtlasDensityColors *self)
{
  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_showing = FALSE;
  atlas_form_leave_wheel (GTK_WIDGET (self->classes_spin));
  atlas_form_leave_wheel (GTK_WIDGET (self->top_spin));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->ramp_drop_down),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (self->ramp_title)), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->classes_drop_down),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (self->classes_title)), -1);
}

void
atlas_density_colors_set_session (AtlasDensityColors *self,
                                  AtlasSession       *session)
{
  g_return_if_fail (ATLAS_IS_DENSITY_COLORS (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "scene-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
}

void
atlas_density_colors_align (AtlasDensityColors *self,
                            GtkSizeGroup       *titles)
{
  g_return_if_fail (ATLAS_IS_DENSITY_COLORS (self));

  gtk_size_group_add_widget (titles, self->ramp_title);
  gtk_size_group_add_widget (titles, self->classes_title);
}
