#include "atlas-bandwidth-button.h"

#include "atlas-density-bandwidth.h"
#include "atlas-quantity.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Metres; a rule of thumb is no more exact. */
#define STEP 10.0

struct _AtlasBandwidthButton
{
  GtkWidget      parent_instance;

  AtlasSession  *session;
  GtkWidget     *button;
};

G_DEFINE_FINAL_TYPE (AtlasBandwidthButton, atlas_bandwidth_button, GTK_TYPE_WIDGET)

static char *
format_metres (double metres)
{
  g_autofree char *number = atlas_quantity_format_count (metres);

  return g_strdup_printf (_("%s m"), number);
}

/* @metres: 0: the rule has none to suggest; what can't be set is told with what can */
static void
add_item (GMenu      *menu,
          const char *rule,
          double      metres)
{
  double rounded = STEP * round (metres / STEP);
  double possible = CLAMP (rounded, ATLAS_DENSITY_BANDWIDTH_MIN, ATLAS_DENSITY_BANDWIDTH_MAX);
  g_autofree char *suggested = format_metres (rounded);
  g_autofree char *set = format_metres (possible);
  g_autofree char *label = NULL;
  g_autoptr(GMenuItem) item = NULL;

  if (metres <= 0)
    return;

  /* Translators: a rule, the bandwidth that it suggests, and the one that can be set */
  label = rounded == possible ? g_strdup_printf (_("%s: %s"), rule, suggested)
                              : g_strdup_printf (_("%s: %s, of which %s can be set"), rule,
                                                 suggested, set);
  item = g_menu_item_new (label, NULL);
  g_menu_item_set_action_and_target (item, "win.density-bandwidth", "d", possible);
  g_menu_append_item (menu, item);
}

static void
add_suggestions (AtlasBandwidthButton *self,
                 GMenu                *menu)
{
  g_autoptr(AtlasDensityInput) input =
    atlas_maps_dup_density_input (atlas_session_get_maps (self->session),
                                  atlas_session_get_map (self->session));
  const AtlasWeightedPlaces *places = atlas_density_input_get_places (input);
  const double *x = (const double *) (gpointer) places->x->data;
  const double *y = (const double *) (gpointer) places->y->data;
  const double *weight = (const double *) (gpointer) places->weight->data;
  AtlasKernel kernel = atlas_density_input_get_settings (input)->kernel;

  if (places->x->len == 0)
    return;

  add_item (menu, _("Silverman’s rule"),
            atlas_density_suggest_silverman (x, y, weight, places->x->len, kernel));
  add_item (menu, _("Robust, as ArcGIS has it"),
            atlas_density_suggest_robust (x, y, weight, places->x->len));
}

GMenuModel *
atlas_bandwidth_button_make_menu (AtlasBandwidthButton *self)
{
  GMenu *menu = g_menu_new ();
  AtlasScene *scene;

  g_return_val_if_fail (ATLAS_IS_BANDWIDTH_BUTTON (self), NULL);

  scene = self->session != NULL ? atlas_session_get_scene (self->session) : NULL;
  if (scene != NULL && atlas_scene_get_map_style (scene)->resource >= 0)
    add_suggestions (self, menu);

  return G_MENU_MODEL (menu);
}

static void
on_popup (GtkMenuButton *button,
          gpointer       data)
{
  g_autoptr(GMenuModel) menu = atlas_bandwidth_button_make_menu (data);

  gtk_menu_button_set_menu_model (button, menu);
}

static void
atlas_bandwidth_button_dispose (GObject *object)
{
  AtlasBandwidthButton *self = ATLAS_BANDWIDTH_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (atlas_bandwidth_button_parent_class)->dispose (object);
}

static void
atlas_bandwidth_button_class_init (AtlasBandwidthButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atlas_bandwidth_button_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
atlas_bandwidth_button_init (AtlasBandwidthButton *self)
{
  self->button = g_object_new (GTK_TYPE_MENU_BUTTON, "tooltip-text", _("Suggested Bandwidths"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Suggested Bandwidths"), -1);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), on_popup, self, NULL);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

void
atlas_bandwidth_button_set_session (AtlasBandwidthButton *self,
                                    AtlasSession         *session)
{
  g_return_if_fail (ATLAS_IS_BANDWIDTH_BUTTON (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
}
