#include "atlas-density-minus-row.h"

#include "atlas-change-text.h"
#include "atlas-filter.h"
#include "atlas-form.h"

#include <glib/gi18n-lib.h>

struct _AtlasDensityMinusRow
{
  GtkWidget      parent_instance;

  AtlasSession  *session;
  AtlasDocument *document;   /* (nullable): that is listened to */
  gboolean       is_showing; /* what is set is not from a person */
  GPtrArray     *names;      /* (element-type utf8): of what the second list has */
  guint          map;        /* whose settings are shown */
  AtlasDensityMinus minus;   /* what they had when they were shown last */
  char          *minus_what;

  /* Template children */
  GtkWidget     *title;
  GtkDropDown   *kind_drop_down;
  GtkDropDown   *name_drop_down;
  GtkStringList *name_list;
  GtkEntry      *filter_entry;
  GtkLabel      *message_label;
};

G_DEFINE_FINAL_TYPE (AtlasDensityMinusRow, atlas_density_minus_row, GTK_TYPE_WIDGET)

/* (nullable): there is no plan, or the map has no density */
static AtlasScene *
get_scene (AtlasDensityMinusRow *self)
{
  AtlasScene *scene = self->session != NULL ? atlas_session_get_scene (self->session) : NULL;

  return scene != NULL && atlas_scene_get_map_style (scene)->resource >= 0 ? scene : NULL;
}

static AtlasDensityMinus
get_kind (AtlasDensityMinusRow *self)
{
  return gtk_drop_down_get_selected (self->kind_drop_down);
}

static void
show_message (AtlasDensityMinusRow *self,
              const char           *message)
{
  gtk_label_set_text (self->message_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), message != NULL);
  atlas_form_set_css_class (GTK_WIDGET (self->filter_entry), "error", message != NULL);
}

/* --- What can be chosen --- */

static void
add_name (AtlasDensityMinusRow *self,
          const char           *name,
          const char           *shown)
{
  g_ptr_array_add (self->names, g_strdup (name));
  gtk_string_list_append (self->name_list, shown);
}

static void
list_snapshots (AtlasDensityMinusRow *self)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  AtlasDocument *document = atlas_maps_get_document (maps);
  GPtrArray *snapshots = atlas_document_get_snapshots (document);

  for (guint i = 0; snapshots != NULL && i < snapshots->len; i++)
    {
      const AtlasSnapshot *snapshot = g_ptr_array_index (snapshots, i);

      if (snapshot != atlas_document_get_published (document))
        add_name (self, snapshot->name, atlas_change_text_get_snapshot (document, snapshot));
    }
}

static void
list_resources (AtlasDensityMinusRow *self)
{
  AtlasScene *scene = get_scene (self);
  const AtlasStyle *style = atlas_scene_get_style (scene);

  for (int i = 0; i < ATLAS_N_RESOURCES; i++)
    if (i != atlas_scene_get_map_style (scene)->resource)
      add_name (self, atlas_vocabulary_get_key (&atlas_vocabulary_resources, i),
                style->words.sites[i][atlas_scene_get_language (scene)]);
}

/* The one of that name is chosen, or the first. */
static void
list_names (AtlasDensityMinusRow *self,
            const char           *name)
{
  g_ptr_array_set_size (self->names, 0);
  gtk_string_list_splice (self->name_list, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->name_list)), NULL);
  if (get_kind (self) == ATLAS_DENSITY_MINUS_SNAPSHOT)
    list_snapshots (self);
  else if (get_kind (self) == ATLAS_DENSITY_MINUS_RESOURCE)
    list_resources (self);

  for (guint i = 0; i < self->names->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->names, i), name) == 0)
      gtk_drop_down_set_selected (self->name_drop_down, i);
  gtk_widget_set_visible (GTK_WIDGET (self->name_drop_down), self->names->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->filter_entry),
                          get_kind (self) == ATLAS_DENSITY_MINUS_FILTER);
}

/* --- From the session --- */

static void
refresh (AtlasDensityMinusRow *self)
{
  const AtlasDensitySettings *settings;
  guint map;

  if (get_scene (self) == NULL)
    return;

  settings = atlas_session_get_density_settings (self->session);
  map = atlas_session_get_map (self->session);
  /* What a person has begun to choose stays. */
  if (self->map == map && self->minus == settings->minus &&
      g_strcmp0 (self->minus_what, settings->minus_what) == 0)
    return;

  self->map = map;
  self->minus = settings->minus;
  g_free (self->minus_what);
  self->minus_what = g_strdup (settings->minus_what);
  self->is_showing = TRUE;
  gtk_drop_down_set_selected (self->kind_drop_down, settings->minus);
  list_names (self, settings->minus_what);
  gtk_editable_set_text (GTK_EDITABLE (self->filter_entry),
                         settings->minus == ATLAS_DENSITY_MINUS_FILTER ? settings->minus_what : "");
  show_message (self, NULL);
  self->is_showing = FALSE;
}

/* Are the names that can be chosen those of the plan's snapshots? */
static gboolean
are_listed (AtlasDensityMinusRow *self)
{
  GPtrArray *snapshots = atlas_document_get_snapshots (self->document);
  guint n = 0;

  for (guint i = 0; snapshots != NULL && i < snapshots->len; i++)
    {
      const AtlasSnapshot *snapshot = g_ptr_array_index (snapshots, i);

      if (snapshot == atlas_document_get_published (self->document))
        continue;
      if (n >= self->names->len ||
          !g_str_equal (g_ptr_array_index (self->names, n), snapshot->name))
        return FALSE;
      n++;
    }

  return n == self->names->len;
}

/* Others may be there by now, or have other names. */
static void
on_document_changed (AtlasDensityMinusRow *self)
{
  if (get_scene (self) == NULL || get_kind (self) != ATLAS_DENSITY_MINUS_SNAPSHOT ||
      are_listed (self))
    return;

  self->is_showing = TRUE;
  list_names (self, atlas_session_get_density_settings (self->session)->minus_what);
  self->is_showing = FALSE;
}

static void
on_maps_changed (AtlasDensityMinusRow *self)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  AtlasDocument *document = maps != NULL ? atlas_maps_get_document (maps) : NULL;

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/* --- To the session --- */

/* @error: (out): why there is none; %NULL with no name: there is nothing yet */
static char *
dup_name (AtlasDensityMinusRow  *self,
          GError               **error)
{
  guint i = gtk_drop_down_get_selected (self->name_drop_down);
  g_autoptr(AtlasFilter) filter = NULL;

  if (get_kind (self) != ATLAS_DENSITY_MINUS_FILTER)
    return i < self->names->len ? g_strdup (g_ptr_array_index (self->names, i)) : NULL;
  if (*gtk_editable_get_text (GTK_EDITABLE (self->filter_entry)) == '\0')
    return NULL;

  filter = atlas_filter_parse_for_sites (gtk_editable_get_text (GTK_EDITABLE (self->filter_entry)),
                                         error);

  return filter != NULL ? atlas_filter_to_string (filter) : NULL;
}

/* Why there can't be a name. */
static const char *
find_hint (AtlasDensityMinusRow *self)
{
  AtlasMeasure measure = atlas_session_get_density_settings (self->session)->measure;

  if (get_kind (self) == ATLAS_DENSITY_MINUS_SNAPSHOT && self->names->len == 0)
    return _("The plan has no snapshots yet. Make one first.");
  if (get_kind (self) == ATLAS_DENSITY_MINUS_RESOURCE && measure == ATLAS_MEASURE_HOUSEHOLDS)
    return _("Only housing compounds have households. Choose another weight.");

  return NULL;
}

static void
apply (AtlasDensityMinusRow *self)
{
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *name = dup_name (self, &error);
  const char *hint = find_hint (self);

  show_message (self, error != NULL ? error->message : hint);
  if (error != NULL || hint != NULL ||
      (name == NULL && atlas_density_minus_has_name (get_kind (self))))
    return;

  atlas_density_settings_copy (atlas_session_get_density_settings (self->session), &settings);
  /* Another scale. */
  if ((settings.minus == ATLAS_DENSITY_MINUS_NOTHING) !=
      (get_kind (self) == ATLAS_DENSITY_MINUS_NOTHING))
    settings.top = 0;
  settings.minus = get_kind (self);
  g_free (settings.minus_what);
  settings.minus_what = atlas_density_minus_has_name (settings.minus) ? g_steal_pointer (&name)
                                                                      : NULL;
  self->minus = settings.minus;
  g_free (self->minus_what);
  self->minus_what = g_strdup (settings.minus_what);
  atlas_session_set_density_settings (self->session, &settings);
  refresh (self);
}

static void
on_kind_changed (AtlasDensityMinusRow *self)
{
  if (self->is_showing || get_scene (self) == NULL)
    return;

  self->is_showing = TRUE;
  list_names (self, NULL);
  self->is_showing = FALSE;
  apply (self);
}

static void
on_name_changed (AtlasDensityMinusRow *self)
{
  if (!self->is_showing && get_scene (self) != NULL)
    apply (self);
}

static void
atlas_density_minus_row_dispose (GObject *object)
{
  AtlasDensityMinusRow *self = ATLAS_DENSITY_MINUS_ROW (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_DENSITY_MINUS_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->document);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (atlas_density_minus_row_parent_class)->dispose (object);
}

static void
atlas_density_minus_row_finalize (GObject *object)
{
  AtlasDensityMinusRow *self = ATLAS_DENSITY_MINUS_ROW (object);

  g_ptr_array_unref (self->names);
  g_free (self->minus_what);

  G_OBJECT_CLASS (atlas_density_minus_row_parent_class)->finalize (object);
}

static void
atlas_density_minus_row_class_init (AtlasDensityMinusRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_density_minus_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = atlas_density_minus_row_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/renewalatlas/Atlas/ui/atlas-density-minus-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityMinusRow, title);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityMinusRow, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityMinusRow, name_drop_down);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityMinusRow, name_list);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityMinusRow, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityMinusRow, message_label);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed);
}

static void
atlas_density_minus_row_init (AtlasDensityMinusRow *self)
{
  GtkWidget *controls[3];

  self->is_showing = TRUE;
  self->names = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_showing = FALSE;
  controls[0] = GTK_WIDGET (self->kind_drop_down);
  controls[1] = GTK_WIDGET (self->name_drop_down);
  controls[2] = GTK_WIDGET (self->filter_entry);
  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    gtk_accessible_update_property (GTK_ACCESSIBLE (controls[i]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gtk_label_get_text (GTK_LABEL (self->title)), -1);
}

void
atlas_density_minus_row_set_session (AtlasDensityMinusRow *self,
                                     AtlasSession         *session)
{
  g_return_if_fail (ATLAS_IS_DENSITY_MINUS_ROW (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "scene-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::maps", G_CALLBACK (on_maps_changed), self,
                           G_CONNECT_SWAPPED);
  on_maps_changed (self);
  refresh (self);
}

const char *
atlas_density_minus_row_get_message (AtlasDensityMinusRow *self)
{
  g_return_val_if_fail (ATLAS_IS_DENSITY_MINUS_ROW (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->message_label))
         ? gtk_label_get_text (self->message_label) : NULL;
}

void
atlas_density_minus_row_align (AtlasDensityMinusRow *self,
                               GtkSizeGroup         *titles)
{
  g_return_if_fail (ATLAS_IS_DENSITY_MINUS_ROW (self));

  gtk_size_group_add_widget (titles, self->title);
}
