#include "atlas-site-card.h"

#include "atlas-form.h"
#include "atlas-map-view.h"
#include "atlas-projection.h"
#include "atlas-reason-entry.h"
#include "atlas-site-form.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* CSS pixels around a site that are to be seen of it. */
#define CLEARANCE 24

struct _AtlasSiteCard
{
  GtkBox             parent_instance;

  AtlasSiteTool     *tool; /* (nullable) */
  gboolean           showing;
  AtlasPoint         seen; /* of the picked site, EPSG:4548, when it was last looked for */

  /* Template children */
  GtkToggleButton   *add_button;
  GtkDropDown       *resource_choice;
  GtkScrolledWindow *scroller;
  GtkWidget         *content;
  GtkWidget         *near_box;
  GtkWidget         *far_box;
  AtlasSiteForm     *form;
  AtlasReasonEntry  *reason_entry;
  GtkLabel          *effect_label;
};

G_DEFINE_FINAL_TYPE (AtlasSiteCard, atlas_site_card, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_TOOL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
fill_choice (AtlasSiteCard *self)
{
  AtlasScene *scene = atlas_session_get_scene (atlas_site_tool_get_session (self->tool));
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);

  if (scene == NULL)
    return;

  for (int resource = 0; resource < ATLAS_N_RESOURCES; resource++)
    gtk_string_list_append (labels, atlas_vocabulary_get_label (&atlas_vocabulary_resources,
                                                                resource,
                                                                atlas_scene_get_language (scene)));
  self->showing = TRUE;
  gtk_drop_down_set_model (self->resource_choice, G_LIST_MODEL (labels));
  self->showing = FALSE;
}

/* --- Leaving the site to be seen --- */

/* (out): on the map. Returns: %FALSE: none is picked */
static gboolean
locate_picked (AtlasSiteCard *self,
               AtlasPoint    *place)
{
  AtlasMaps *maps = self->tool != NULL
                    ? atlas_session_get_maps (atlas_site_tool_get_session (self->tool)) : NULL;
  int picked = maps != NULL ? atlas_site_tool_get_picked (self->tool) : -1;
  AtlasSite site;

  if (picked < 0)
    return FALSE;

  site = atlas_sites_get (atlas_plan_get_sites (atlas_maps_get_plan (maps)), (guint) picked);
  *place = (AtlasPoint) { site.x, site.y };

  return TRUE;
}

/* Moves the map so far that the card beside it does not cover the site. */
static void
uncover (AtlasSiteCard *self,
         AtlasMapView  *view,
         AtlasPoint     site)
{
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_PLANE,
                                                                ATLAS_CRS_GEOGRAPHIC);
  ShumateMap *map = atlas_map_view_get_map (view);
  ShumateViewport *viewport = shumate_map_get_viewport (map);
  AtlasPoint degrees = atlas_projection_point (projection, site.x, site.y);
  AtlasMapPlace place = { { 0, 0 }, shumate_viewport_get_zoom_level (viewport) };
  graphene_rect_t bounds;
  double x, y, right;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (self), GTK_WIDGET (map), &bounds))
    return;

  shumate_viewport_location_to_widget_coords (viewport, GTK_WIDGET (map), degrees.y, degrees.x,
                                              &x, &y);
  graphene_rect_inset (&bounds, -CLEARANCE, -CLEARANCE);
  right = bounds.origin.x + bounds.size.width;
  if (!graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
    return;

  shumate_viewport_widget_coords_to_location (viewport, GTK_WIDGET (map),
                                              gtk_widget_get_width (GTK_WIDGET (map)) / 2.0 +
                                              x - right,
                                              gtk_widget_get_height (GTK_WIDGET (map)) / 2.0,
                                              &place.center.y, &place.center.x);
  atlas_map_view_go_to_place (view, &place);
}

/* Where there is no room for all of the card. */
static void
reveal_form (AtlasSiteCard *self)
{
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (GTK_WIDGET (self->form), self->content, &bounds))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (self->scroller),
                               bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
on_laid_out (GtkWidget *widget)
{
  AtlasSiteCard *self = ATLAS_SITE_CARD (widget);
  GtkWidget *view = gtk_widget_get_ancestor (widget, ATLAS_TYPE_MAP_VIEW);
  AtlasPoint site;

  if (view != NULL && locate_picked (self, &site))
    {
      reveal_form (self);
      uncover (self, ATLAS_MAP_VIEW (view), site);
    }
}

/* With a site the card grows, and may grow over it. */
static void
keep_clear (AtlasSiteCard *self)
{
  AtlasPoint site = { NAN, NAN };
  gboolean has_picked = locate_picked (self, &site);

  if ((has_picked && atlas_site_tool_is_dragging (self->tool)) ||
      (site.x == self->seen.x && site.y == self->seen.y))
    return;

  self->seen = site;
  if (has_picked)
    atlas_form_when_laid_out (GTK_WIDGET (self), on_laid_out);
}

/* --- What is shown --- */

static void
show_state (AtlasSiteCard *self)
{
  gboolean sees_sites = atlas_site_tool_sees_sites (self->tool);
  const char *effect = atlas_site_tool_get_effect (self->tool);

  self->showing = TRUE;
  gtk_toggle_button_set_active (self->add_button, atlas_site_tool_is_adding (self->tool));
  gtk_drop_down_set_selected (self->resource_choice,
                              (guint) atlas_site_tool_get_resource (self->tool));
  gtk_widget_set_sensitive (GTK_WIDGET (self->resource_choice),
                            !atlas_site_tool_follows_map (self->tool));
  gtk_widget_set_visible (self->near_box, sees_sites);
  gtk_widget_set_visible (self->far_box, !sees_sites);
  gtk_label_set_label (self->effect_label, effect != NULL ? effect : "");
  gtk_widget_set_visible (GTK_WIDGET (self->effect_label), effect != NULL && *effect != '\0');
  self->showing = FALSE;
  keep_clear (self);
}

static void
on_add_toggled (AtlasSiteCard *self)
{
  if (!self->showing && self->tool != NULL)
    atlas_site_tool_set_adding (self->tool, gtk_toggle_button_get_active (self->add_button));
}

static void
on_resource_chosen (AtlasSiteCard *self)
{
  guint resource = gtk_drop_down_get_selected (self->resource_choice);

  if (!self->showing && self->tool != NULL && resource < ATLAS_N_RESOURCES)
    atlas_site_tool_set_resource (self->tool, (int) resource);
}

static void
on_reason_changed (AtlasSiteCard *self)
{
  g_autofree char *reason = atlas_reason_entry_dup_reason (self->reason_entry);

  if (self->tool != NULL)
    atlas_site_tool_set_reason (self->tool, reason);
}

static void
on_applied (AtlasSiteCard *self)
{
  atlas_reason_entry_remember (self->reason_entry);
}

static void
set_tool (AtlasSiteCard *self,
          AtlasMapTool  *tool)
{
  AtlasSiteTool *editing = ATLAS_IS_SITE_TOOL (tool) ? ATLAS_SITE_TOOL (tool) : NULL;

  if (self->tool != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->tool, show_state, self);
      g_signal_handlers_disconnect_by_func (self->tool, on_applied, self);
    }
  g_set_object (&self->tool, editing);
  gtk_widget_set_visible (GTK_WIDGET (self), editing != NULL);
  atlas_site_form_set_tool (self->form, editing);
  if (editing == NULL)
    return;

  g_signal_connect_object (editing, "changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editing, "applied", G_CALLBACK (on_applied), self, G_CONNECT_SWAPPED);
  on_reason_changed (self);
  fill_choice (self);
  show_state (self);
}

static void
atlas_site_card_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_TOOL:
      set_tool (ATLAS_SITE_CARD (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
atlas_site_card_dispose (GObject *object)
{
  AtlasSiteCard *self = ATLAS_SITE_CARD (object);

  g_clear_object (&self->tool);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_SITE_CARD);

  G_OBJECT_CLASS (atlas_site_card_parent_class)->dispose (object);
}

static void
atlas_site_card_class_init (AtlasSiteCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = atlas_site_card_set_property;
  G_OBJECT_CLASS (klass)->dispose = atlas_site_card_dispose;

  properties[PROP_TOOL] = g_param_spec_object ("tool", NULL, NULL, ATLAS_TYPE_MAP_TOOL,
                                               G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  g_type_ensure (ATLAS_TYPE_SITE_FORM);
  g_type_ensure (ATLAS_TYPE_REASON_ENTRY);
  gtk_widget_class_set_css_name (widget_class, "site-card");
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/renewalatlas/Atlas/ui/atlas-site-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasSiteCard, add_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasSiteCard, resource_choice);
  gtk_widget_class_bind_template_child (widget_class, AtlasSiteCard, scroller);
  gtk_widget_class_bind_template_child (widget_class, AtlasSiteCard, content);
  gtk_widget_class_bind_template_child (widget_class, AtlasSiteCard, near_box);
  gtk_widget_class_bind_template_child (widget_class, AtlasSiteCard, far_box);
  gtk_widget_class_bind_template_child (widget_class, AtlasSiteCard, form);
  gtk_widget_class_bind_template_child (widget_class, AtlasSiteCard, reason_entry);
  gtk_widget_class_bind_template_child (widget_class, AtlasSiteCard, effect_label);
  gtk_widget_class_bind_template_callback (widget_class, on_add_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_resource_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_reason_changed);
}

static void
atlas_site_card_init (AtlasSiteCard *self)
{
  self->seen = (AtlasPoint) { NAN, NAN };
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The button in it takes the focus, and has no name of its own. */
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->resource_choice))),
    GTK_ACCESSIBLE_PROPERTY_LABEL, _("New sites are"), -1);
  gtk_entry_set_placeholder_text (atlas_reason_entry_get_entry (self->reason_entry),
                                  _("Reason for what is changed"));
}
