#include "atlas-density-here.h"

#include "atlas-density-none.h"
#include "atlas-place.h"
#include "atlas-zonal-mean.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _AtlasDensityHere
{
  GtkWidget     parent_instance;

  AtlasSession *session;

  /* Template children */
  AdwActionRow *row;
};

G_DEFINE_FINAL_TYPE (AtlasDensityHere, atlas_density_here, GTK_TYPE_WIDGET)

/* (nullable) */
static AtlasBlock *
get_block (AtlasDensityHere *self)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  guint n_blocks;
  const guint *blocks = atlas_selection_get (atlas_session_get_selection (self->session),
                                             &n_blocks);

  return maps != NULL && n_blocks == 1
         ? atlas_plan_get_block (atlas_maps_get_plan (maps), blocks[0]) : NULL;
}

static void
refresh (AtlasDensityHere *self)
{
  AtlasScene *scene = atlas_session_get_scene (self->session);
  gboolean is_shown = get_block (self) != NULL && atlas_density_none_explain (scene) == NULL;
  g_autofree char *value = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), is_shown);
  if (!is_shown)
    return;

  value = atlas_place_dup_density (scene, atlas_zonal_mean (
                                     atlas_scene_get_density (scene),
                                     atlas_block_get_geometry (get_block (self))));
  text = g_strdup_printf (atlas_scene_get_ramp (scene)->is_diverging
                          ? _("Mean difference in the block: %s")
                          : _("Mean density of the block: %s"), value);
  adw_action_row_set_subtitle (self->row, text);
}

static void
atlas_density_here_dispose (GObject *object)
{
  AtlasDensityHere *self = ATLAS_DENSITY_HERE (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_DENSITY_HERE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (atlas_density_here_parent_class)->dispose (object);
}

static void
atlas_density_here_class_init (AtlasDensityHereClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_density_here_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/renewalatlas/Atlas/ui/atlas-density-here.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityHere, row);
}

static void
atlas_density_here_init (AtlasDensityHere *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
atlas_density_here_set_session (AtlasDensityHere *self,
                                AtlasSession     *session)
{
  g_return_if_fail (ATLAS_IS_DENSITY_HERE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "scene-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (atlas_session_get_selection (session), "changed",
                           G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}
