#include "atlas-block-panel.h"

#include "atlas-block-json.h"
#include "atlas-chip.h"
#include "atlas-density-here.h"
#include "atlas-form.h"
#include "atlas-reason-entry.h"
#include "atlas-tooltips.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Characters of a name above its attributes. */
#define HEADING_MAX 60

struct _AtlasBlockPanel
{
  GtkWidget       parent_instance;

  AtlasSession   *session;
  AtlasEditor    *editor;   /* (nullable): nothing can be edited */
  GArray         *shown;    /* guint: the blocks that are told of */
  gboolean        is_stale; /* the selection changed while nobody saw it */
  AtlasFieldRow  *rows[ATLAS_N_FACTS];
  AtlasChip      *class_chips[ATLAS_N_CLASSES];
  GtkWidget      *class_buttons[ATLAS_N_CLASSES];

  /* Template children */
  GtkStack       *stack;
  GtkLabel       *heading_label;
  GtkLabel       *subheading_label;
  GtkWidget      *copy_button;
  AtlasChip      *sample_chip;
  AtlasDensityHere *density_here;
  AtlasBlockList *block_list;
  GtkBox         *class_box;
  AtlasReasonEntry *reason_entry;
  GtkBox         *groups_box;
  AtlasHistoryList *history_list;
};

G_DEFINE_FINAL_TYPE (AtlasBlockPanel, atlas_block_panel, GTK_TYPE_WIDGET)

enum
{
  REFUSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static AtlasPlan *
get_plan (AtlasBlockPanel *self)
{
  AtlasMaps *maps = self->session != NULL ? atlas_session_get_maps (self->session) : NULL;

  return maps != NULL ? atlas_maps_get_plan (maps) : NULL;
}

static const guint *
get_selected (AtlasBlockPanel *self,
              guint           *n_blocks)
{
  *n_blocks = 0;

  return get_plan (self) == NULL
         ? NULL : atlas_selection_get (atlas_session_get_selection (self->session), n_blocks);
}

static void
show_colors (AtlasBlockPanel *self)
{
  AtlasScene *scene = self->session != NULL ? atlas_session_get_scene (self->session) : NULL;

  for (guint i = 0; scene != NULL && i < ATLAS_N_CLASSES; i++)
    atlas_chip_set_color (self->class_chips[i],
                          &atlas_scene_get_style (scene)->fills[ATLAS_FILL_CLASS_KEY + i]);
}

static void
name_class_buttons (AtlasBlockPanel *self,
                    AtlasLanguage    language)
{
  for (guint i = 0; i < ATLAS_N_CLASSES; i++)
    {
      const char *word = atlas_vocabulary_get_label (&atlas_vocabulary_classes, (int) i, language);
      g_autofree char *hint = g_strdup_printf (_("Set the class to %s (key %u)"), word, i + 1);

      gtk_button_set_label (GTK_BUTTON (self->class_buttons[i]), word);
      atlas_tooltip_set (self->class_buttons[i], hint);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->class_buttons[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);
    }
}

/* That all blocks have this class already. */
static void
show_current (GtkWidget *button,
              gboolean   is_current)
{
  atlas_form_set_css_class (button, "current", is_current);
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_PRESSED,
                               is_current ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                          : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

/* One block has the word of its class, several have their number, too. */
static void
show_chips (AtlasBlockPanel       *self,
            const AtlasFactSource *source)
{
  const AtlasBlockSummary *summary = source->summary;

  for (guint i = 0; i < ATLAS_N_CLASSES; i++)
    {
      const char *word = atlas_vocabulary_get_label (&atlas_vocabulary_classes, (int) i,
                                                     source->language);
      g_autofree char *number = atlas_quantity_format_count (summary->n_by_class[i]);
      g_autofree char *text = g_strdup_printf ("%s %s", word, number);

      atlas_chip_set_label (self->class_chips[i], summary->n_blocks == 1 ? word : text);
      gtk_widget_set_visible (GTK_WIDGET (self->class_chips[i]), summary->n_by_class[i] > 0);
      show_current (self->class_buttons[i], summary->n_by_class[i] == summary->n_blocks);
    }
  atlas_chip_set_label (self->sample_chip,
                        atlas_vocabulary_get_label (&atlas_vocabulary_data_kinds,
                                                    0, source->language));
  gtk_widget_set_visible (GTK_WIDGET (self->sample_chip), atlas_plan_is_sample (source->plan));
}

/* The whole of it stands in its row. */
static char *
shorten (const char *name)
{
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (name, -1) <= HEADING_MAX)
    return g_strdup (name);

  cut = g_utf8_substring (name, 0, HEADING_MAX - 1);

  return g_strconcat (cut, "…", NULL);
}

static void
show_heading (AtlasBlockPanel       *self,
              const AtlasFactSource *source)
{
  guint n = source->summary->n_blocks;
  const char *code = source->summary->fields[ATLAS_BLOCK_CODE].text;
  const char *name = source->summary->fields[ATLAS_BLOCK_NAME].text;
  g_autofree char *number = atlas_quantity_format_count (n);
  g_autofree char *several =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s block", "%s blocks", n), number);
  g_autofree char *heading = n == 1 ? shorten (name != NULL ? name : code) : NULL;
  const char *copy = n == 1 ? _("Copy the Code") : _("Copy the Codes");

  gtk_label_set_text (self->heading_label, n > 1 ? several : heading);
  gtk_label_set_text (self->subheading_label,
                      n > 1 ? _("Amounts are sums, rates and distances are means.") : code);
  gtk_widget_set_visible (GTK_WIDGET (self->subheading_label), n > 1 || name != NULL);
  atlas_tooltip_set (self->copy_button, copy);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, copy, -1);
}

static void
show_facts (AtlasBlockPanel       *self,
            const AtlasFactSource *source)
{
  for (guint i = 0; i < ATLAS_N_FACTS; i++)
    {
      g_auto(AtlasFact) fact = atlas_fact_tell (i, source);

      atlas_field_row_show_fact (self->rows[i], &fact);
    }
}

/* What edits of the rows begin with. */
static void
show_offers (AtlasBlockPanel       *self,
             const AtlasFactSource *source)
{
  for (guint i = 0; i < ATLAS_BLOCK_N_FIELDS; i++)
    {
      g_autofree char *text = NULL;
      AtlasFieldOffer offer = {
        .plan = source->plan,
        .language = source->language,
        .unit = source->floor_area_unit,
        .n_blocks = source->summary->n_blocks,
      };

      if (atlas_field_get_control (i, NULL) == ATLAS_CONTROL_NONE)
        continue;
      offer.text = text = atlas_field_dup_text (i, source->summary, source->floor_area_unit);
      atlas_field_row_set_offer (self->rows[i], self->editor != NULL ? &offer : NULL);
    }
}

static void
show_blocks (AtlasBlockPanel *self,
             const guint     *blocks,
             guint            n_blocks)
{
  AtlasPlan *plan = get_plan (self);
  AtlasBlockSummary summary;
  guint n_sites[ATLAS_N_RESOURCES];
  AtlasFactSource source = {
    .plan = plan,
    .summary = &summary,
    .n_sites = n_sites,
    .language = atlas_scene_get_language (
      atlas_maps_get_scene (atlas_session_get_maps (self->session), 1)),
    .area_unit = atlas_session_get_area_unit (self->session),
    .floor_area_unit = atlas_session_get_floor_area_unit (self->session),
  };

  atlas_block_summary_init (&summary);
  for (guint i = 0; i < n_blocks; i++)
    atlas_block_summary_add (&summary,
                             atlas_block_get_values (atlas_plan_get_block (plan, blocks[i])));
  atlas_sites_count_in_blocks (atlas_plan_get_sites (plan), blocks, n_blocks, n_sites);

  show_heading (self, &source);
  show_chips (self, &source);
  name_class_buttons (self, source.language);
  show_facts (self, &source);
  show_offers (self, &source);
  atlas_block_list_show_blocks (self->block_list, plan, blocks, n_blocks);
}

/* What is being typed is for the blocks that it was begun with. */
static void
end_edits (AtlasBlockPanel *self,
           const guint     *blocks,
           guint            n_blocks)
{
  gboolean same = n_blocks == self->shown->len &&
                  (n_blocks == 0 || memcmp (blocks, self->shown->data,
                                            n_blocks * sizeof (guint)) == 0);

  for (guint i = 0; !same && i < ATLAS_N_FACTS; i++)
    {
      g_autofree char *refused = atlas_field_row_end_edit (self->rows[i]);

      if (refused != NULL)
        g_signal_emit (self, signals[REFUSED], 0, refused);
    }
}

static void
refresh (AtlasBlockPanel *self)
{
  guint n_blocks;
  const guint *blocks = get_selected (self, &n_blocks);

  end_edits (self, blocks, n_blocks);
  self->is_stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->is_stale)
    return;

  g_array_set_size (self->shown, 0);
  if (n_blocks > 0)
    g_array_append_vals (self->shown, blocks, n_blocks);
  if (n_blocks > 0)
    show_blocks (self, blocks, n_blocks);
  gtk_stack_set_visible_child_name (self->stack, n_blocks > 0 ? "blocks" : "none");
}

/* A reason is for the blocks that it was typed for. What is left typed for them takes
 * it along first. */
static void
on_selection_changed (AtlasBlockPanel *self)
{
  refresh (self);
  atlas_reason_entry_set_reason (self->reason_entry, "");
}

/* Numbers of blocks are of one plan only. */
static void
on_maps_changed (AtlasBlockPanel *self)
{
  for (guint i = 0; i < ATLAS_N_FACTS; i++)
    atlas_field_row_cancel_edit (self->rows[i]);
  g_array_set_size (self->shown, 0);
  atlas_reason_entry_set_reason (self->reason_entry, "");
  refresh (self);
}

/* --- Changing them --- */

static void
set_class (AtlasBlockPanel *self,
           const char      *json)
{
  AtlasBlockValues values;

  atlas_block_values_init (&values);
  if (atlas_block_values_set_json (&values, ATLAS_BLOCK_CLASS, json, NULL))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.set-class", "s",
                                atlas_vocabulary_get_key (&atlas_vocabulary_classes,
                                                          values.class_));
  atlas_block_values_clear (&values);
}

static void
set_field (AtlasBlockPanel *self,
           AtlasBlockField  field,
           const char      *json)
{
  g_autoptr(AtlasEdit) edit = atlas_edit_new (get_plan (self));
  g_autofree char *reason = atlas_reason_entry_dup_reason (self->reason_entry);

  for (guint i = 0; i < self->shown->len; i++)
    if (!atlas_edit_set_block (edit, g_array_index (self->shown, guint, i), field, json, NULL))
      return;

  atlas_reason_entry_remember (self->reason_entry);
  atlas_editor_apply (self->editor, g_steal_pointer (&edit), ATLAS_CHANGE_EDIT, reason);
}

/* The value was found valid when it was typed, and all that is typed is for
 * blocks that are still there. */
static void
on_value_given (AtlasBlockPanel *self,
                const char      *json,
                AtlasFieldRow   *row)
{
  guint field = atlas_field_row_get_fact (row);

  if (self->editor == NULL || get_plan (self) == NULL)
    return;

  if (field == ATLAS_BLOCK_CLASS)
    set_class (self, json);
  else
    set_field (self, field, json);
}

static void
atlas_block_panel_map (GtkWidget *widget)
{
  AtlasBlockPanel *self = ATLAS_BLOCK_PANEL (widget);

  GTK_WIDGET_CLASS (atlas_block_panel_parent_class)->map (widget);
  if (self->is_stale)
    refresh (self);
}

static void
atlas_block_panel_dispose (GObject *object)
{
  AtlasBlockPanel *self = ATLAS_BLOCK_PANEL (object);
  GtkWidget *child;

  g_clear_object (&self->session);
  g_clear_object (&self->editor);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_BLOCK_PANEL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (atlas_block_panel_parent_class)->dispose (object);
}

static void
atlas_block_panel_finalize (GObject *object)
{
  g_array_unref (ATLAS_BLOCK_PANEL (object)->shown);

  G_OBJECT_CLASS (atlas_block_panel_parent_class)->finalize (object);
}

static void
atlas_block_panel_class_init (AtlasBlockPanelClass *klass)
{
  static const char *const chips[ATLAS_N_CLASSES] = { "key_chip", "renewal_chip", "general_chip" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_block_panel_dispose;

  signals[REFUSED] = g_signal_new ("refused", ATLAS_TYPE_BLOCK_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  G_OBJECT_CLASS (klass)->finalize = atlas_block_panel_finalize;
  widget_class->map = atlas_block_panel_map;

  g_type_ensure (ATLAS_TYPE_BLOCK_LIST);
  g_type_ensure (ATLAS_TYPE_CHIP);
  g_type_ensure (ATLAS_TYPE_DENSITY_HERE);
  g_type_ensure (ATLAS_TYPE_HISTORY_LIST);
  g_type_ensure (ATLAS_TYPE_REASON_ENTRY);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-block-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasBlockPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, AtlasBlockPanel, heading_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasBlockPanel, subheading_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasBlockPanel, copy_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasBlockPanel, sample_chip);
  gtk_widget_class_bind_template_child (widget_class, AtlasBlockPanel, density_here);
  gtk_widget_class_bind_template_child (widget_class, AtlasBlockPanel, block_list);
  gtk_widget_class_bind_template_child (widget_class, AtlasBlockPanel, class_box);
  gtk_widget_class_bind_template_child (widget_class, AtlasBlockPanel, reason_entry);
  gtk_widget_class_bind_template_child (widget_class, AtlasBlockPanel, groups_box);
  gtk_widget_class_bind_template_child (widget_class, AtlasBlockPanel, history_list);
  for (guint i = 0; i < ATLAS_N_CLASSES; i++)
    gtk_widget_class_bind_template_child_full (
      widget_class, chips[i], FALSE,
      G_STRUCT_OFFSET (AtlasBlockPanel, class_chips) + (gssize) (i * sizeof (AtlasChip *)));
}

static void
add_group (AtlasBlockPanel      *self,
           const AtlasFactGroup *group)
{
  GtkWidget *widget = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (widget), _(group->title));
  for (guint i = 0; i < group->n_facts; i++)
    {
      GtkWidget *row = atlas_field_row_new (group->facts[i]);

      self->rows[group->facts[i]] = ATLAS_FIELD_ROW (row);
      g_signal_connect_object (row, "value-given", G_CALLBACK (on_value_given), self,
                               G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (widget), row);
    }
  gtk_box_append (self->groups_box, widget);
}

static void
add_class_buttons (AtlasBlockPanel *self)
{
  for (guint i = 0; i < ATLAS_N_CLASSES; i++)
    {
      GtkWidget *button = gtk_button_new ();

      self->class_buttons[i] = button;
      gtk_widget_set_hexpand (button, TRUE);
      gtk_actionable_set_action_target (
        GTK_ACTIONABLE (button), "s",
        atlas_vocabulary_get_key (&atlas_vocabulary_classes, (int) i));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.set-class");
      gtk_box_append (self->class_box, button);
    }
}

static void
atlas_block_panel_init (AtlasBlockPanel *self)
{
  const AtlasFactGroup *group;

  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_entry_set_placeholder_text (atlas_reason_entry_get_entry (self->reason_entry),
                                  _("Reason for what is changed below"));
  add_class_buttons (self);
  for (guint i = 0; (group = atlas_fact_get_group (i)) != NULL; i++)
    add_group (self, group);
}

void
atlas_block_panel_set_session (AtlasBlockPanel *self,
                               AtlasSession    *session)
{
  static const char *const shown[] = { "notify::area-unit", "notify::floor-area-unit" };

  g_return_if_fail (ATLAS_IS_BLOCK_PANEL (self));
  g_return_if_fail (ATLAS_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_signal_connect_object (session, shown[i], G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::maps", G_CALLBACK (on_maps_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "scene-changed", G_CALLBACK (show_colors), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (atlas_session_get_selection (session), "changed",
                           G_CALLBACK (on_selection_changed), self, G_CONNECT_SWAPPED);
  atlas_density_here_set_session (self->density_here, session);
  atlas_history_list_set_session (self->history_list, session);
  show_colors (self);
  refresh (self);
}

void
atlas_block_panel_set_editor (AtlasBlockPanel *self,
                              AtlasEditor     *editor)
{
  g_return_if_fail (ATLAS_IS_BLOCK_PANEL (self));
  g_return_if_fail (ATLAS_IS_EDITOR (editor));
  g_return_if_fail (self->session != NULL && self->editor == NULL);

  self->editor = g_object_ref (editor);
  gtk_widget_set_visible (GTK_WIDGET (self->class_box), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->reason_entry), TRUE);
  g_signal_connect_object (editor, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

const char *
atlas_block_panel_get_heading (AtlasBlockPanel *self)
{
  g_return_val_if_fail (ATLAS_IS_BLOCK_PANEL (self), NULL);

  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "blocks")
         ? gtk_label_get_text (self->heading_label) : NULL;
}

AtlasFieldRow *
atlas_block_panel_get_row (AtlasBlockPanel *self,
                           guint            fact)
{
  g_return_val_if_fail (ATLAS_IS_BLOCK_PANEL (self), NULL);
  g_return_val_if_fail (fact < ATLAS_N_FACTS, NULL);

  return self->rows[fact];
}

AtlasBlockList *
atlas_block_panel_get_list (AtlasBlockPanel *self)
{
  g_return_val_if_fail (ATLAS_IS_BLOCK_PANEL (self), NULL);

  return self->block_list;
}

AtlasHistoryList *
atlas_block_panel_get_history (AtlasBlockPanel *self)
{
  g_return_val_if_fail (ATLAS_IS_BLOCK_PANEL (self), NULL);

  return self->history_list;
}
