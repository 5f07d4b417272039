#include "atlas-preferences.h"

#include "atlas-accessible.h"

/* The marks of the slider, in percent. */
static const double marks[] = { 80, 100, 125, 150, 200 };

struct _AtlasPreferences
{
  AdwPreferencesWindow  parent_instance;

  /* Template children */
  AdwComboRow          *language_row;
  AdwComboRow          *appearance_row;
  AdwEntryRow          *author_row;
  AdwComboRow          *area_row;
  AdwComboRow          *floor_area_row;
  AdwComboRow          *notation_row;
  GtkSwitch            *reason_switch;
  GtkScale             *text_scale;
  GtkAdjustment        *text_size;
};

G_DEFINE_FINAL_TYPE (AtlasPreferences, atlas_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* A row has the values of its setting in their order: name ↔ number. */
static gboolean
to_row (GValue   *value,
        GVariant *variant,
        gpointer  data)
{
  const char *const *names = data;
  const char *name = g_variant_get_string (variant, NULL);

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      {
        g_value_set_uint (value, i);
        return TRUE;
      }

  return FALSE;
}

static GVariant *
from_row (const GValue       *value,
          const GVariantType *type,
          gpointer            data)
{
  char **names = data;
  guint position = g_value_get_uint (value);

  return position < g_strv_length (names) ? g_variant_new_string (names[position]) : NULL;
}

static char **
dup_names (GSettings  *settings,
           const char *key)
{
  g_autoptr(GSettingsSchema) schema = NULL;
  g_autoptr(GSettingsSchemaKey) schema_key = NULL;
  g_autoptr(GVariant) range = NULL;
  g_autoptr(GVariant) names = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  schema_key = g_settings_schema_get_key (schema, key);
  range = g_settings_schema_key_get_range (schema_key);
  g_variant_get (range, "(sv)", NULL, &names);

  return g_variant_dup_strv (names, NULL);
}

static void
bind_row (AdwComboRow *row,
          GSettings   *settings,
          const char  *key)
{
  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT,
                                to_row, from_row, dup_names (settings, key),
                                (GDestroyNotify) g_strfreev);
}

static gboolean
to_percent (GValue   *value,
            GVariant *variant,
            gpointer  data)
{
  g_value_set_double (value, g_variant_get_double (variant) * 100);

  return TRUE;
}

static GVariant *
from_percent (const GValue       *value,
              const GVariantType *type,
              gpointer            data)
{
  return g_variant_new_double (g_value_get_double (value) / 100);
}

static char *
format_percent (GtkScale *scale,
                double    value,
                gpointer  data)
{
  return g_strdup_printf ("%.0f%%", value);
}

static void
atlas_preferences_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_PREFERENCES);

  G_OBJECT_CLASS (atlas_preferences_parent_class)->dispose (object);
}

static void
atlas_preferences_class_init (AtlasPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_preferences_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasPreferences, language_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasPreferences, appearance_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasPreferences, author_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasPreferences, area_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasPreferences, floor_area_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasPreferences, notation_row);
  gtk_widget_class_bind_template_child (widget_class, AtlasPreferences, reason_switch);
  gtk_widget_class_bind_template_child (widget_class, AtlasPreferences, text_scale);
  gtk_widget_class_bind_template_child (widget_class, AtlasPreferences, text_size);
}

static void
atlas_preferences_init (AtlasPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      /* On both sides, so that the number is level with the line. */
      gtk_scale_add_mark (self->text_scale, marks[i], GTK_POS_TOP, NULL);
      gtk_scale_add_mark (self->text_scale, marks[i], GTK_POS_BOTTOM, NULL);
    }
  gtk_scale_set_format_value_func (self->text_scale, format_percent, NULL, NULL);
  atlas_accessible_name_buttons (GTK_WIDGET (self));
  atlas_accessible_name_entry_row (self->author_row);
}

AtlasPreferences *
atlas_preferences_new (GtkWindow *parent,
                       GSettings *settings)
{
  AtlasPreferences *self = g_object_new (ATLAS_TYPE_PREFERENCES,
                                         "transient-for", parent,
                                         "modal", parent != NULL,
                                         NULL);

  bind_row (self->language_row, settings, "language");
  bind_row (self->appearance_row, settings, "appearance");
  g_settings_bind (settings, "author", self->author_row, "text", G_SETTINGS_BIND_DEFAULT);
  bind_row (self->area_row, settings, "area-unit");
  bind_row (self->floor_area_row, settings, "floor-area-unit");
  bind_row (self->notation_row, settings, "notation");
  g_settings_bind (settings, "reason-optional", self->reason_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "text-scale", self->text_size, "value",
                                G_SETTINGS_BIND_DEFAULT, to_percent, from_percent, NULL, NULL);

  return self;
}
