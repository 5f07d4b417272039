#include "atlas-block-list.h"

#include "atlas-quantity.h"

#include <glib/gi18n-lib.h>

struct _AtlasBlockList
{
  AdwPreferencesGroup  parent_instance;

  GtkWidget           *rows[ATLAS_BLOCK_LIST_MAX];

  /* Template children */
  GtkLabel            *more_label;
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
  gtk_widget_class_bind_template_child (widget_class, AtlasBlockList, more_label);
}

/* Names come from a file and are no markup. */
static GtkWidget *
make_row (void)
{
  return g_object_new (ADW_TYPE_ACTION_ROW,
                       "use-markup", FALSE,
                       "activatable", TRUE,
                       "tooltip-text", _("Select This Block Alone"),
                       NULL);
}

static void
atlas_block_list_init (AtlasBlockList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < ATLAS_BLOCK_LIST_MAX; i++)
    {
      self->rows[i] = make_row ();
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->rows[i]);
    }
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

static void
show_more (AtlasBlockList *self,
           guint           n_blocks)
{
  guint n_more = n_blocks - MIN (n_blocks, ATLAS_BLOCK_LIST_MAX);
  g_autofree char *number = atlas_quantity_format_count (n_more);
  g_autofree char *text =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %s more block", "and %s more blocks",
                                  n_more),
                     number);

  gtk_label_set_text (self->more_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->more_label), n_more > 0);
}

void
atlas_block_list_show_blocks (AtlasBlockList *self,
                              AtlasPlan      *plan,
                              const guint    *blocks,
                              guint           n_blocks)
{
  g_return_if_fail (ATLAS_IS_BLOCK_LIST (self));

  gtk_widget_set_visible (GTK_WIDGET (self), n_blocks > 1);
  for (guint i = 0; i < ATLAS_BLOCK_LIST_MAX; i++)
    {
      gtk_widget_set_visible (self->rows[i], i < n_blocks);
      if (i < n_blocks)
        show_block (self->rows[i], atlas_plan_get_block (plan, blocks[i]));
    }
  show_more (self, n_blocks);
}

GtkWidget *
atlas_block_list_get_row (AtlasBlockList *self,
                          guint           i)
{
  g_return_val_if_fail (ATLAS_IS_BLOCK_LIST (self), NULL);
  g_return_val_if_fail (i < ATLAS_BLOCK_LIST_MAX, NULL);

  return self->rows[i];
}
