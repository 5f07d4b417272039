#include "atlas-place-popover.h"

#include "atlas-destination.h"
#include "atlas-error.h"
#include "atlas-form.h"

#include <glib/gi18n-lib.h>

struct _AtlasPlacePopover
{
  GtkPopover  parent_instance;

  AtlasMaps  *maps; /* (nullable) */
  AtlasBox    area; /* degrees */

  /* Template children */
  GtkEntry   *entry;
  GtkLabel   *error_label;
  GtkLabel   *degrees_label;
  GtkLabel   *plane_label;
};

G_DEFINE_FINAL_TYPE (AtlasPlacePopover, atlas_place_popover, GTK_TYPE_POPOVER)

enum
{
  PLACE_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static AtlasPoint
to_degrees (const AtlasCoordinate *coordinate)
{
  g_autoptr(AtlasProjection) projection = NULL;

  if (coordinate->crs == ATLAS_CRS_GEOGRAPHIC)
    return coordinate->point;

  projection = atlas_projection_new (coordinate->crs, ATLAS_CRS_GEOGRAPHIC);

  return atlas_projection_point (projection, coordinate->point.x, coordinate->point.y);
}

static gboolean
check_place (AtlasPlacePopover *self,
             AtlasPoint         place,
             GError           **error)
{
  AtlasBox box = { place.x, place.y, place.x, place.y };
  g_autofree char *south_west = NULL;
  g_autofree char *north_east = NULL;

  if (atlas_box_overlaps (&box, &self->area))
    return TRUE;

  south_west = atlas_coordinate_format ((AtlasPoint) { self->area.x0, self->area.y0 },
                                        ATLAS_NOTATION_DEGREES);
  north_east = atlas_coordinate_format ((AtlasPoint) { self->area.x1, self->area.y1 },
                                        ATLAS_NOTATION_DEGREES);
  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
               _("This place is outside the area of the plan, %s to %s. Type a place within it."),
               south_west, north_east);

  return FALSE;
}

static void
go_to_coordinate (AtlasPlacePopover      *self,
                  const AtlasCoordinate  *coordinate,
                  GError                **error)
{
  AtlasPoint place = to_degrees (coordinate);

  if (!check_place (self, place, error))
    return;

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[PLACE_CHOSEN], 0, &place);
}

static void
go_to_name (AtlasPlacePopover *self,
            const char        *text,
            GError           **error)
{
  AtlasPlan *plan = atlas_maps_get_plan (self->maps);
  AtlasBlock *block = atlas_destination_find_block (plan, text, NULL);
  AtlasBox box;

  if (!atlas_destination_find (plan, atlas_maps_get_locator (self->maps), text, &box, error))
    return;

  gtk_popover_popdown (GTK_POPOVER (self));
  if (block != NULL)
    {
      const char *const codes[] = { atlas_block_get_code (block), NULL };

      gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.select",
                                          g_variant_new_strv (codes, -1));
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.zoom-to", "s", text);
  g_signal_emit (self, signals[PLACE_CHOSEN], 0, NULL);
}

static void
on_entry_activated (AtlasPlacePopover *self)
{
  g_autofree char *text =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autoptr(GError) not_coordinate = NULL;
  g_autoptr(GError) error = NULL;
  AtlasCoordinate coordinate;

  if (*text == '\0')
    return;

  if (atlas_coordinate_parse (text, &coordinate, &not_coordinate))
    go_to_coordinate (self, &coordinate, &error);
  else if (self->maps != NULL)
    go_to_name (self, text, &error);
  else
    error = g_steal_pointer (&not_coordinate);
  /* What begins with a figure and is no code was meant for a coordinate. */
  atlas_form_show_error (self->entry, self->error_label,
                         error != NULL && not_coordinate != NULL && g_ascii_isdigit (*text)
                         ? not_coordinate : error);
}

static void
on_entry_changed (AtlasPlacePopover *self)
{
  atlas_form_show_error (self->entry, self->error_label, NULL);
}

static void
copy_label (AtlasPlacePopover *self,
            GtkLabel          *label)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_label (label));
}

static void
on_copy_degrees (AtlasPlacePopover *self)
{
  copy_label (self, self->degrees_label);
}

static void
on_copy_plane (AtlasPlacePopover *self)
{
  copy_label (self, self->plane_label);
}

static void
atlas_place_popover_dispose (GObject *object)
{
  atlas_place_popover_set_maps (ATLAS_PLACE_POPOVER (object), NULL);

  G_OBJECT_CLASS (atlas_place_popover_parent_class)->dispose (object);
}

static void
atlas_place_popover_class_init (AtlasPlacePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_place_popover_dispose;

  signals[PLACE_CHOSEN] = g_signal_new ("place-chosen", ATLAS_TYPE_PLACE_POPOVER,
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                        G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/renewalatlas/Atlas/ui/atlas-place-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasPlacePopover, entry);
  gtk_widget_class_bind_template_child (widget_class, AtlasPlacePopover, error_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasPlacePopover, degrees_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasPlacePopover, plane_label);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_degrees);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_plane);
}

static void
atlas_place_popover_init (AtlasPlacePopover *self)
{
  self->area = (AtlasBox) { -180, -90, 180, 90 };
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
atlas_place_popover_set_place (AtlasPlacePopover *self,
                               AtlasPoint         degrees,
                               AtlasPoint         plane,
                               AtlasNotation      notation)
{
  g_autofree char *degrees_text = NULL;
  g_autofree char *plane_text = atlas_coordinate_format (plane, ATLAS_NOTATION_PLANE);

  g_return_if_fail (ATLAS_IS_PLACE_POPOVER (self));

  degrees_text = atlas_coordinate_format (degrees, notation == ATLAS_NOTATION_PLANE
                                                   ? ATLAS_NOTATION_DEGREES : notation);
  gtk_label_set_label (self->degrees_label, degrees_text);
  gtk_label_set_label (self->plane_label, plane_text);
}

void
atlas_place_popover_set_maps (AtlasPlacePopover *self,
                              AtlasMaps         *maps)
{
  g_return_if_fail (ATLAS_IS_PLACE_POPOVER (self));
  g_return_if_fail (maps == NULL || ATLAS_IS_MAPS (maps));

  g_set_weak_pointer (&self->maps, maps);
}

void
atlas_place_popover_set_area (AtlasPlacePopover *self,
                              const AtlasBox    *area)
{
  g_return_if_fail (ATLAS_IS_PLACE_POPOVER (self));

  self->area = *area;
}
