#include "atlas-block-list.h"

#include "atlas-quantity.h"

#include <glib/gi18n-lib.h>

struct _AtlasBlockList
{
  AdwPreferencesGroup  parent_instance;

  GtkWidget           *rows[ATLAS_BLOCK_LIST_MAX]; /* %NULL until there are so many blocks */

  /* Template children */
  AdwExpanderRow      *expander;
};

G_DEFINE_FINAL_TYPE (AtlasBlockList, atlas_block_list, ADW_TYPE_PREFERENCES_GROUP)

static void
atlas_block_list_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_BLOCK_LIST);

  G_OBJECT_CLASS (atlas_block_list_parent_class)->dispose (object);
}

static void
atlas_block_list_class_init (AtlasBlockListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_block_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-block-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasBlockList, expander);
}

static void
atlas_block_list_init (AtlasBlockList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Names come from a file and are no markup. */
static GtkWidget *
ensure_row (AtlasBlockList *self,
            guint           i)
{
  if (self->rows[i] == NULL)
    {
      self->rows[i] = g_object_new (ADW_TYPE_ACTION_ROW,
                                    "use-markup", FALSE,
                                    "activatable", TRUE,
                                    "tooltip-text", _("Select This Block Alone"),
                                    NULL);
      adw_expander_row_add_row (self->expander, self->rows[i]);
    }

  return self->rows[i];
}

static void
show_block (GtkWidget  *row,
            AtlasBlock *block)
{
  const AtlasBlockValues *values = atlas_block_get_values (block);
  const char *const codes[] = { values->code, NULL };
  const char *name = values->name != NULL ? values->name : values->code;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), values->name != NULL ? values->code : "");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), g_variant_new_strv (codes, -1));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.select");
}

/* Nothing where all are there. */
static void
show_extent (AtlasBlockList *self,
             guint           n_blocks)
{
  g_autofree char *shown = atlas_quantity_format_count (ATLAS_BLOCK_LIST_MAX);
  g_autofree char *all = atlas_quantity_format_count (n_blocks);
  g_autofree char *text = g_strdup_printf (_("The first %s of %s"), shown, all);

  adw_expander_row_set_subtitle (self->expander, n_blocks > ATLAS_BLOCK_LIST_MAX ? text : "");
}

void
atlas_block_list_show_blocks (AtlasBlockList *self,
                              AtlasPlan      *plan,
                              const guint    *blocks,
                              guint           n_blocks)
{
  g_return_if_fail (ATLAS_IS_BLOCK_LIST (self));

  gtk_widget_set_visible (GTK_WIDGET (self), n_blocks > 1);
  for (guint i = 0; n_blocks > 1 && i < MIN (n_blocks, ATLAS_BLOCK_LIST_MAX); i++)
    show_block (ensure_row (self, i), atlas_plan_get_block (plan, blocks[i]));
  for (guint i = 0; i < ATLAS_BLOCK_LIST_MAX && self->rows[i] != NULL; i++)
    gtk_widget_set_visible (self->rows[i], i < n_blocks);
  show_extent (self, n_blocks);
}

GtkWidget *
atlas_block_list_get_row (AtlasBlockList *self,
                          guint           i)
{
  g_return_val_if_fail (ATLAS_IS_BLOCK_LIST (self), NULL);
  g_return_val_if_fail (i < ATLAS_BLOCK_LIST_MAX, NULL);

  return self->rows[i];
}
