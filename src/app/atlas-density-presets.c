#include "atlas-density-presets.h"

#include "atlas-accessible.h"
#include "atlas-document-presets.h"
#include "atlas-form.h"
#include "atlas-tooltips.h"

#include <glib/gi18n-lib.h>

struct _AtlasDensityPresets
{
  GtkWidget      parent_instance;

  AtlasSession  *session;
  AtlasDocument *document; /* (nullable): that is listened to */
  char          *renaming; /* (nullable): the preset whose name is being typed */

  /* Template children */
  GtkMenuButton *button;
  GtkWidget     *scrolled_window;
  GtkListBox    *list;
  GtkLabel      *empty_label;
  GtkEntry      *entry;
  GtkButton     *save_button;
};

G_DEFINE_FINAL_TYPE (AtlasDensityPresets, atlas_density_presets, GTK_TYPE_WIDGET)

/* Of rows: whose they are, and what is shown where the preset is what the map has. */
#define NAME_KEY "preset"
#define MARK_KEY "mark"

static const char *
get_name (gpointer row)
{
  return g_object_get_data (G_OBJECT (row), NAME_KEY);
}

/* --- What the map has --- */

/* @is_present: (out): does the map that is shown have these settings? Returns: can they
 * be read? */
static gboolean
compare (AtlasDensityPresets *self,
         const AtlasPreset   *preset,
         gboolean            *is_present)
{
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  AtlasScene *scene = atlas_session_get_scene (self->session);
  int resource = scene != NULL ? atlas_scene_get_map_style (scene)->resource : -1;

  *is_present = FALSE;
  atlas_density_settings_init (&settings);
  if (!atlas_document_get_preset_settings (self->document, preset,
                                           (AtlasResource) MAX (resource, 0), &settings, NULL))
    return FALSE;

  *is_present = resource >= 0 &&
                atlas_density_settings_equal (&settings,
                                              atlas_session_get_density_settings (self->session));

  return TRUE;
}

static void
show_state (AtlasDensityPresets *self,
            GtkListBoxRow       *row,
            const AtlasPreset   *preset)
{
  GtkWidget *mark = g_object_get_data (G_OBJECT (row), MARK_KEY);
  gboolean is_present;
  gboolean is_sound = compare (self, preset, &is_present);
  const char *state = !is_sound ? _("Its settings can't be read. Save others under this name, or "
                                    "delete it.")
                      : is_present ? _("The map has these settings now") : NULL;
  g_autofree char *hint = g_strjoin ("\n", preset->name, state, NULL);

  /* One that is broken can still be deleted. */
  gtk_list_box_row_set_activatable (row, is_sound);
  gtk_widget_set_sensitive (gtk_widget_get_next_sibling (mark), is_sound);
  gtk_widget_set_opacity (mark, is_present ? 1 : 0);
  atlas_tooltip_set (GTK_WIDGET (row), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, preset->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, state != NULL ? state : "",
                                  -1);
}

void
atlas_density_presets_refresh (AtlasDensityPresets *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (ATLAS_IS_DENSITY_PRESETS (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      const AtlasPreset *preset = atlas_document_find_preset (self->document, get_name (row));

      if (preset != NULL)
        show_state (self, row, preset);
    }
}

/* --- Names --- */

static gboolean
is_taken (AtlasDensityPresets *self,
          const char          *name)
{
  return self->document != NULL && atlas_document_find_preset (self->document, name) != NULL;
}

static char *
dup_typed_name (AtlasDensityPresets *self)
{
  return atlas_preset_strip_name (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

/* Is the name that is typed one for what it is typed for? A preset is replaced by
 * another way to compute, but not by another preset. */
static gboolean
is_fit (AtlasDensityPresets *self,
        const char          *name)
{
  return *name != '\0' && (self->renaming == NULL || g_str_equal (name, self->renaming) ||
                           !is_taken (self, name));
}

/* What is typed a name for. */
static void
show_purpose (AtlasDensityPresets *self)
{
  g_autofree char *name = dup_typed_name (self);
  const char *hint = self->renaming != NULL ? _("Give the preset this name")
                                            : _("Keep in the plan how this map’s density is "
                                                "computed");

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), is_fit (self, name));
  gtk_button_set_label (self->save_button, self->renaming != NULL ? _("Rename")
                                           : is_taken (self, name) ? _("Replace") : _("Save"));
  atlas_tooltip_set (GTK_WIDGET (self->save_button), hint);
  atlas_accessible_name_buttons (GTK_WIDGET (self->save_button));
}

static void
on_name_changed (AtlasDensityPresets *self)
{
  show_purpose (self);
}

static void
end_renaming (AtlasDensityPresets *self)
{
  g_clear_pointer (&self->renaming, g_free);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  show_purpose (self);
}

/* Returns: (transfer full): a name that no preset has */
static char *
make_name (AtlasDensityPresets *self)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *name = g_strdup_printf (_("Preset %u"), i);

      if (!is_taken (self, name))
        return g_steal_pointer (&name);
    }
}

/* The name of before would replace what has it. What was typed, and not saved yet,
 * stays. */
static void
on_opened (AtlasDensityPresets *self)
{
  g_autofree char *typed = dup_typed_name (self);
  g_autofree char *name = NULL;

  if (*typed != '\0' && !is_taken (self, typed))
    return;

  name = make_name (self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), name);
}

static void
on_closed (AtlasDensityPresets *self)
{
  if (self->renaming != NULL)
    end_renaming (self);
}

/* --- The list --- */

static void
on_delete (GtkWidget           *button,
           AtlasDensityPresets *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.delete-density-preset", "s",
                              get_name (row));
}

/* Its name is typed where names are. */
static void
on_rename (GtkWidget           *button,
           AtlasDensityPresets *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  g_autofree char *name = g_strdup (get_name (row));

  g_free (self->renaming);
  self->renaming = g_strdup (name);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), name);
  show_purpose (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static GtkWidget *
make_button (AtlasDensityPresets *self,
             const char          *icon,
             const char          *hint,
             GCallback            callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  atlas_tooltip_set (button, hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, hint,
                                  -1);
  g_signal_connect_object (button, "clicked", callback, self, 0);

  return button;
}

static GtkWidget *
make_row (AtlasDensityPresets *self,
          const AtlasPreset   *preset)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget *label = gtk_label_new (preset->name);
  g_autofree char *rename = g_strdup_printf (_("Rename “%s”"), preset->name);
  g_autofree char *delete = g_strdup_printf (_("Delete “%s”"), preset->name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), make_button (self, "document-edit-symbolic", rename,
                                              G_CALLBACK (on_rename)));
  gtk_box_append (GTK_BOX (box), make_button (self, "user-trash-symbolic", delete,
                                              G_CALLBACK (on_delete)));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), NAME_KEY, g_strdup (preset->name), g_free);
  g_object_set_data (G_OBJECT (row), MARK_KEY, mark);
  show_state (self, GTK_LIST_BOX_ROW (row), preset);

  return row;
}

/* Returns: the number of the row that has the focus; -1: none */
static int
find_focus (AtlasDensityPresets *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  return row != NULL && gtk_widget_get_mapped (row) ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;
}

/* What was deleted had it. */
static void
set_focus (AtlasDensityPresets *self,
           int                  place)
{
  GtkListBoxRow *row = NULL;

  for (; place >= 0 && row == NULL; place--)
    row = gtk_list_box_get_row_at_index (self->list, place);
  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->entry));
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate ((*(const AtlasPreset *const *) a)->name,
                         (*(const AtlasPreset *const *) b)->name);
}

static void
show_presets (AtlasDensityPresets *self)
{
  GPtrArray *presets = self->document != NULL ? atlas_document_get_presets (self->document)
                                              : NULL;
  g_autoptr(GPtrArray) sorted = g_ptr_array_new ();
  int focus = find_focus (self);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (presets != NULL)
    g_ptr_array_extend (sorted, presets, NULL, NULL);
  g_ptr_array_sort (sorted, compare_names);
  for (guint i = 0; i < sorted->len; i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (sorted, i)));

  gtk_widget_set_visible (self->scrolled_window, sorted->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_label), sorted->len == 0);
  gtk_label_set_text (self->empty_label,
                      presets != NULL || self->document == NULL
                      ? _("No presets yet. Type a name to keep the present settings in the plan.")
                      : _("The history of the plan is still being read."));
  if (focus >= 0)
    set_focus (self, focus);
  on_name_changed (self);
}

/* Most changes are of something else. */
static gboolean
is_shown (AtlasDensityPresets *self)
{
  GPtrArray *presets = atlas_document_get_presets (self->document);
  GtkListBoxRow *row;
  guint n = 0;

  if (presets == NULL)
    return FALSE;

  for (; (row = gtk_list_box_get_row_at_index (self->list, (int) n)) != NULL; n++)
    if (atlas_document_find_preset (self->document, get_name (row)) == NULL)
      return FALSE;

  return n == presets->len && n > 0;
}

static void
on_document_changed (AtlasDensityPresets *self)
{
  if (!is_shown (self))
    show_presets (self);
  else
    atlas_density_presets_refresh (self);
  on_name_changed (self);
}

static void
on_maps_changed (AtlasDensityPresets *self)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  AtlasDocument *document = maps != NULL ? atlas_maps_get_document (maps) : NULL;

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    {
      g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::ready", G_CALLBACK (show_presets), self,
                               G_CONNECT_SWAPPED);
    }
  show_presets (self);
}

/* --- What a person does --- */

static void
on_row_activated (AtlasDensityPresets *self,
                  GtkListBoxRow       *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.density-preset", "s", get_name (row));
}

/* What is asked for it first is asked beside the popover. */
static void
rename_to (AtlasDensityPresets *self,
           const char          *name)
{
  g_autofree char *from = g_strdup (self->renaming);

  end_renaming (self);
  if (g_str_equal (from, name))
    return;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.rename-density-preset", "(ss)", from, name);
  if (is_taken (self, from))
    gtk_menu_button_popdown (self->button);
}

static void
on_save (AtlasDensityPresets *self)
{
  g_autofree char *name = dup_typed_name (self);

  if (!is_fit (self, name) || self->document == NULL)
    return;
  if (self->renaming != NULL)
    {
      rename_to (self, name);
      return;
    }

  gtk_widget_activate_action (GTK_WIDGET (self), "win.save-density-preset", "s", name);
  if (is_taken (self, name))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    gtk_menu_button_popdown (self->button);
}

static void
atlas_density_presets_dispose (GObject *object)
{
  AtlasDensityPresets *self = ATLAS_DENSITY_PRESETS (object);
  GtkWidget *child;

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_DENSITY_PRESETS);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->document);
  g_clear_object (&self->session);
  g_clear_pointer (&self->renaming, g_free);

  G_OBJECT_CLASS (atlas_density_presets_parent_class)->dispose (object);
}

static void
atlas_density_presets_class_init (AtlasDensityPresetsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_density_presets_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/renewalatlas/Atlas/ui/atlas-density-presets.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPresets, button);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPresets, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPresets, list);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPresets, empty_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPresets, entry);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityPresets, save_button);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_opened);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
}

static void
atlas_density_presets_init (AtlasDensityPresets *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_entry_set_max_length (self->entry, ATLAS_PRESET_NAME_MAX);
  on_name_changed (self);
}

void
atlas_density_presets_set_session (AtlasDensityPresets *self,
                                   AtlasSession        *session)
{
  g_return_if_fail (ATLAS_IS_DENSITY_PRESETS (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::maps", G_CALLBACK (on_maps_changed), self,
                           G_CONNECT_SWAPPED);
  on_maps_changed (self);
}
