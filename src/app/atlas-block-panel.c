#include "atlas-block-panel.h"

#include "atlas-chip.h"

#include <glib/gi18n-lib.h>

struct _AtlasBlockPanel
{
  GtkWidget       parent_instance;

  AtlasSession   *session;
  gboolean        is_stale; /* the selection changed while nobody saw it */
  AtlasFieldRow  *rows[ATLAS_N_FACTS];
  AtlasChip      *class_chips[ATLAS_N_CLASSES];

  /* Template children */
  GtkStack       *stack;
  GtkLabel       *heading_label;
  GtkLabel       *subheading_label;
  GtkWidget      *copy_button;
  AtlasChip      *sample_chip;
  AtlasBlockList *block_list;
  GtkBox         *groups_box;
  AtlasHistoryList *history_list;
};

G_DEFINE_FINAL_TYPE (AtlasBlockPanel, atlas_block_panel, GTK_TYPE_WIDGET)

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
    }
  atlas_chip_set_label (self->sample_chip,
                        atlas_vocabulary_get_label (&atlas_vocabulary_data_kinds,
                                                    0, source->language));
  gtk_widget_set_visible (GTK_WIDGET (self->sample_chip), atlas_plan_is_sample (source->plan));
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
  const char *copy = n == 1 ? _("Copy the Code") : _("Copy the Codes");

  gtk_label_set_text (self->heading_label, n > 1 ? several : name != NULL ? name : code);
  gtk_label_set_text (self->subheading_label,
                      n > 1 ? _("Amounts are sums, rates and distances are means.") : code);
  gtk_widget_set_visible (GTK_WIDGET (self->subheading_label), n > 1 || name != NULL);
  gtk_widget_set_tooltip_text (self->copy_button, copy);
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
  show_facts (self, &source);
  atlas_block_list_show_blocks (self->block_list, plan, blocks, n_blocks);
}

static void
refresh (AtlasBlockPanel *self)
{
  guint n_blocks;
  const guint *blocks = get_selected (self, &n_blocks);

  self->is_stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->is_stale)
    return;

  if (n_blocks > 0)
    show_blocks (self, blocks, n_blocks);
  gtk_stack_set_visible_child_name (self->stack, n_blocks > 0 ? "blocks" : "none");
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
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_BLOCK_PANEL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (atlas_block_panel_parent_class)->dispose (object);
}

static void
atlas_block_panel_class_init (AtlasBlockPanelClass *klass)
{
  static const char *const chips[ATLAS_N_CLASSES] = { "key_chip", "renewal_chip", "general_chip" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_block_panel_dispose;
  widget_class->map = atlas_block_panel_map;

  g_type_ensure (ATLAS_TYPE_BLOCK_LIST);
  g_type_ensure (ATLAS_TYPE_CHIP);
  g_type_ensure (ATLAS_TYPE_HISTORY_LIST);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-block-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasBlockPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, AtlasBlockPanel, heading_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasBlockPanel, subheading_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasBlockPanel, copy_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasBlockPanel, sample_chip);
  gtk_widget_class_bind_template_child (widget_class, AtlasBlockPanel, block_list);
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
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (widget), row);
    }
  gtk_box_append (self->groups_box, widget);
}

static void
atlas_block_panel_init (AtlasBlockPanel *self)
{
  const AtlasFactGroup *group;

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; (group = atlas_fact_get_group (i)) != NULL; i++)
    add_group (self, group);
}

void
atlas_block_panel_set_session (AtlasBlockPanel *self,
                               AtlasSession    *session)
{
  static const char *const shown[] = {
    "notify::maps", "notify::area-unit", "notify::floor-area-unit",
  };

  g_return_if_fail (ATLAS_IS_BLOCK_PANEL (self));
  g_return_if_fail (ATLAS_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_signal_connect_object (session, shown[i], G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "scene-changed", G_CALLBACK (show_colors), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (atlas_session_get_selection (session), "changed",
                           G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  atlas_history_list_set_session (self->history_list, session);
  show_colors (self);
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
