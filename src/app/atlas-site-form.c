#include "atlas-site-form.h"

#include "atlas-error.h"
#include "atlas-form.h"
#include "atlas-json.h"
#include "atlas-map-view.h"
#include "atlas-number.h"
#include "atlas-place.h"
#include "atlas-quantity.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* m², more than a site can have */
#define LARGEST_AREA 1e12
#define FIRST_YEAR 1000
#define YEARS_AHEAD 10

struct _AtlasSiteForm
{
  GtkBox         parent_instance;

  AtlasSiteTool *tool;    /* (nullable) */
  AtlasSites    *shown;   /* what @number is of; (nullable): nothing is shown */
  int            number;  /* of the site that is shown */
  gboolean       filling; /* what changes is not typed */
  gboolean       edited;

  /* Template children */
  GtkWidget     *title_label;
  GtkEntry      *name_entry;
  GtkDropDown   *resource_choice;
  GtkLabel      *floor_area_label;
  GtkEntry      *floor_area_entry;
  GtkEntry      *households_entry;
  GtkEntry      *year_entry;
  GtkEntry      *note_entry;
  GtkLabel      *place_label;
  GtkLabel      *error_label;
  GtkLabel      *effect_label;
  GtkWidget     *apply_button;
};

G_DEFINE_FINAL_TYPE (AtlasSiteForm, atlas_site_form, GTK_TYPE_BOX)

static AtlasPlan *
get_plan (AtlasSiteForm *self)
{
  return atlas_maps_get_plan (
    atlas_session_get_maps (atlas_site_tool_get_session (self->tool)));
}

static AtlasScene *
get_scene (AtlasSiteForm *self)
{
  return atlas_session_get_scene (atlas_site_tool_get_session (self->tool));
}

/* Powers of ten between a floor area as it is typed and in m². */
static int
get_shift (AtlasSiteForm *self)
{
  return atlas_session_get_floor_area_unit (atlas_site_tool_get_session (self->tool)) ==
         ATLAS_FLOOR_AREA_UNIT_TEN_THOUSAND ? 4 : 0;
}

/* --- What is typed --- */

/* (nullable): blank is unknown. (transfer full) */
static char *
dup_text (GtkEntry *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* As it stands in its entry before anybody types. */
static const char *
write_number (char   text[G_ASCII_DTOSTR_BUF_SIZE],
              double number,
              int    shift)
{
  return isnan (number) ? "" : atlas_json_format_number (text, number / pow (10, shift));
}

/* What may be typed. */
typedef struct
{
  double   present; /* which may stay, whatever it is */
  int      shift;   /* from what is typed to it: see atlas_number_parse() */
  gboolean whole;
  double   minimum;
  double   maximum;
} Range;

/* Blank is %NAN. @message: of what is out of range */
static gboolean
parse_number (GtkEntry     *entry,
              const Range  *range,
              const char   *message,
              double       *number,
              GError      **error)
{
  g_autofree char *typed = dup_text (entry);
  char present[G_ASCII_DTOSTR_BUF_SIZE];

  *number = range->present;
  if (g_strcmp0 (typed, write_number (present, range->present, range->shift)) == 0)
    return TRUE;
  *number = NAN;
  if (typed == NULL)
    return TRUE;

  if (!atlas_number_parse (typed, range->shift, number, error))
    return FALSE;
  if (*number >= range->minimum && *number <= range->maximum &&
      (!range->whole || *number == floor (*number)))
    return TRUE;

  g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT, message);

  return FALSE;
}

static gboolean
read_floor_area (AtlasSiteForm  *self,
                 AtlasSite      *site,
                 GError        **error)
{
  Range range = { site->floor_area, get_shift (self), FALSE, 0, LARGEST_AREA };
  g_autofree char *limit =
    atlas_quantity_format_count (LARGEST_AREA / pow (10, get_shift (self)));
  g_autofree char *message =
    g_strdup_printf (_("A floor area is a number from 0 to %s, or blank where it is not known."),
                     limit);

  return parse_number (self->floor_area_entry, &range, message, &site->floor_area, error);
}

static gboolean
read_households (AtlasSiteForm  *self,
                 AtlasSite      *site,
                 GError        **error)
{
  Range range = { site->households < 0 ? NAN : site->households, 0, TRUE, 0, G_MAXINT };
  double households;

  if (!parse_number (self->households_entry, &range,
                     _("Households are a whole number, or blank where it is not known."),
                     &households, error))
    return FALSE;

  site->households = isnan (households) ? -1 : (int) households;

  return TRUE;
}

/* A site may be planned, but not for long. */
static gboolean
read_year (AtlasSiteForm  *self,
           AtlasSite      *site,
           GError        **error)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  int last = g_date_time_get_year (now) + YEARS_AHEAD;
  Range range = { site->year_built < 0 ? NAN : site->year_built, 0, TRUE, FIRST_YEAR, last };
  g_autofree char *message =
    g_strdup_printf (_("The year built is from %d to %d, or blank where it is not known."),
                     FIRST_YEAR, last);
  double year;

  if (!parse_number (self->year_entry, &range, message, &year, error))
    return FALSE;

  site->year_built = isnan (year) ? -1 : (int) year;

  return TRUE;
}

/* @entry: (out): the one that can't be read. Texts of @site: @name, @note. */
static gboolean
read_numbers (AtlasSiteForm  *self,
              AtlasSite      *site,
              GtkEntry      **entry,
              GError        **error)
{
  *entry = self->floor_area_entry;
  if (!read_floor_area (self, site, error))
    return FALSE;

  *entry = self->households_entry;
  if (!read_households (self, site, error))
    return FALSE;

  *entry = self->year_entry;

  return read_year (self, site, error);
}

static void
show_error (AtlasSiteForm *self,
            GtkEntry      *wrong,
            const GError  *error)
{
  GtkEntry *entries[] = { self->floor_area_entry, self->households_entry, self->year_entry };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (entries[i] != wrong)
      atlas_form_show_error (entries[i], self->error_label, NULL);
  if (error != NULL)
    atlas_form_show_error (wrong, self->error_label, error);
  gtk_widget_set_sensitive (self->apply_button, self->edited && error == NULL);
}

/* What the form says of the site: what would become of it, and maybe it does. */
static void
use_form (AtlasSiteForm *self,
          gboolean       make_it_so)
{
  AtlasSite site = atlas_sites_get (self->shown, (guint) self->number);
  g_autofree char *name = dup_text (self->name_entry);
  g_autofree char *note = dup_text (self->note_entry);
  g_autofree char *effect = NULL;
  g_autoptr(GError) error = NULL;
  GtkEntry *wrong = NULL;

  site.name = name;
  site.note = note;
  site.resource = (int) gtk_drop_down_get_selected (self->resource_choice);
  if (read_numbers (self, &site, &wrong, &error))
    {
      wrong = NULL;
      effect = atlas_site_tool_dup_effect (self->tool, &site, NULL);
    }
  show_error (self, wrong, error);
  gtk_label_set_label (self->effect_label, effect != NULL ? effect : "");
  gtk_widget_set_visible (GTK_WIDGET (self->effect_label), effect != NULL && *effect != '\0');
  if (!make_it_so || error != NULL)
    return;

  atlas_site_tool_change (self->tool, &site);
}

static void
on_edited (AtlasSiteForm *self)
{
  if (self->filling || self->shown == NULL)
    return;

  self->edited = TRUE;
  use_form (self, FALSE);
}

static void
on_apply (AtlasSiteForm *self)
{
  if (self->edited && self->shown != NULL && atlas_site_tool_get_picked (self->tool) >= 0)
    use_form (self, TRUE);
}

static void
on_remove (AtlasSiteForm *self)
{
  self->edited = FALSE;
  atlas_site_tool_remove (self->tool);
}

/* --- What is shown --- */

static void
set_number (GtkEntry *entry,
            double    number,
            int       shift)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  gtk_editable_set_text (GTK_EDITABLE (entry), write_number (text, number, shift));
}

static void
set_text (GtkEntry   *entry,
          const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
}

static void
set_unit_label (AtlasSiteForm *self)
{
  gtk_label_set_label (self->floor_area_label,
                       get_shift (self) == 0 ? _("Floor area, m²") : _("Floor area, 10⁴ m²"));
}

static void
fill_choice (AtlasSiteForm *self)
{
  AtlasLanguage language = atlas_scene_get_language (get_scene (self));
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);

  for (int resource = 0; resource < ATLAS_N_RESOURCES; resource++)
    gtk_string_list_append (labels, atlas_vocabulary_get_label (&atlas_vocabulary_resources,
                                                                resource, language));
  gtk_drop_down_set_model (self->resource_choice, G_LIST_MODEL (labels));
}

static char *
describe_place (AtlasSiteForm   *self,
                const AtlasSite *site)
{
  AtlasMaps *maps = atlas_session_get_maps (atlas_site_tool_get_session (self->tool));
  AtlasPlace place = { .site = -1, .layer = -1, .feature = -1, .block = site->block, .zone = -1,
                       .density = NAN };
  g_autofree char *block = NULL;
  g_autofree char *area = NULL;

  place.district = atlas_locator_find_feature (atlas_maps_get_locator (maps),
                                               ATLAS_LAYER_DISTRICTS, site->x, site->y, 0);
  area = atlas_place_name_area (&place, get_plan (self), get_scene (self));
  block = site->block >= 0
          ? atlas_place_name_block (atlas_plan_get_block (get_plan (self), (guint) site->block))
          : g_strdup (_("In no block"));

  return area != NULL ? g_strdup_printf ("%s · %s", block, area) : g_steal_pointer (&block);
}

static void
fill (AtlasSiteForm *self)
{
  AtlasSite site = atlas_sites_get (self->shown, (guint) self->number);
  g_autofree char *place = describe_place (self, &site);

  self->filling = TRUE;
  gtk_label_set_label (GTK_LABEL (self->title_label), site.name != NULL ? site.name : site.id);
  set_unit_label (self);
  fill_choice (self);
  set_text (self->name_entry, site.name);
  gtk_drop_down_set_selected (self->resource_choice, (guint) site.resource);
  set_number (self->floor_area_entry, site.floor_area, get_shift (self));
  set_number (self->households_entry, site.households < 0 ? NAN : site.households, 0);
  set_number (self->year_entry, site.year_built < 0 ? NAN : site.year_built, 0);
  set_text (self->note_entry, site.note);
  gtk_label_set_label (self->place_label, place);
  gtk_widget_set_visible (GTK_WIDGET (self->effect_label), FALSE);
  self->filling = FALSE;
  self->edited = FALSE;
  show_error (self, NULL, NULL);
}

/* What is typed is kept as long as the site is as it was. */
static void
on_tool_changed (AtlasSiteForm *self)
{
  int picked = self->tool != NULL ? atlas_site_tool_get_picked (self->tool) : -1;
  AtlasSites *sites = picked >= 0 ? atlas_plan_get_sites (get_plan (self)) : NULL;

  /* It would cover where a site is dragged to. */
  gtk_widget_set_visible (GTK_WIDGET (self), picked >= 0 &&
                                             !atlas_site_tool_is_dragging (self->tool));
  if (sites == self->shown && picked == self->number)
    return;

  g_clear_pointer (&self->shown, atlas_sites_unref);
  self->number = picked;
  if (sites == NULL)
    return;

  self->shown = atlas_sites_ref (sites);
  fill (self);
}

static void
on_added (AtlasSiteForm *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
}

static gboolean
on_key_pressed (AtlasSiteForm *self,
                guint          key)
{
  if (key != GDK_KEY_Escape || self->shown == NULL)
    return GDK_EVENT_PROPAGATE;

  if (self->edited)
    fill (self);
  else
    gtk_widget_grab_focus (gtk_widget_get_ancestor (GTK_WIDGET (self), ATLAS_TYPE_MAP_VIEW));

  return GDK_EVENT_STOP;
}

static void
atlas_site_form_dispose (GObject *object)
{
  AtlasSiteForm *self = ATLAS_SITE_FORM (object);

  atlas_site_form_set_tool (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_SITE_FORM);

  G_OBJECT_CLASS (atlas_site_form_parent_class)->dispose (object);
}

static void
atlas_site_form_class_init (AtlasSiteFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_site_form_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/renewalatlas/Atlas/ui/atlas-site-form.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasSiteForm, title_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasSiteForm, name_entry);
  gtk_widget_class_bind_template_child (widget_class, AtlasSiteForm, resource_choice);
  gtk_widget_class_bind_template_child (widget_class, AtlasSiteForm, floor_area_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasSiteForm, floor_area_entry);
  gtk_widget_class_bind_template_child (widget_class, AtlasSiteForm, households_entry);
  gtk_widget_class_bind_template_child (widget_class, AtlasSiteForm, year_entry);
  gtk_widget_class_bind_template_child (widget_class, AtlasSiteForm, note_entry);
  gtk_widget_class_bind_template_child (widget_class, AtlasSiteForm, place_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasSiteForm, error_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasSiteForm, effect_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasSiteForm, apply_button);
  gtk_widget_class_bind_template_callback (widget_class, on_apply);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
}

static void
atlas_site_form_init (AtlasSiteForm *self)
{
  self->number = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The button in it takes the focus, and has no name of its own. */
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->resource_choice))),
    GTK_ACCESSIBLE_PROPERTY_LABEL, _("Resource"), -1);
}

void
atlas_site_form_set_tool (AtlasSiteForm *self,
                          AtlasSiteTool *tool)
{
  g_return_if_fail (ATLAS_IS_SITE_FORM (self));

  if (tool == self->tool)
    return;

  if (self->tool != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->tool, on_tool_changed, self);
      g_signal_handlers_disconnect_by_func (self->tool, on_added, self);
    }
  g_clear_pointer (&self->shown, atlas_sites_unref);
  self->number = -1;
  g_set_object (&self->tool, tool);
  if (tool == NULL)
    return;

  g_signal_connect_object (tool, "changed", G_CALLBACK (on_tool_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tool, "added", G_CALLBACK (on_added), self, G_CONNECT_SWAPPED);
  on_tool_changed (self);
}

gboolean
atlas_site_form_is_edited (AtlasSiteForm *self)
{
  g_return_val_if_fail (ATLAS_IS_SITE_FORM (self), FALSE);

  return self->edited;
}
