#include "atlas-difference-row.h"

#include "atlas-block-json.h"
#include "atlas-change-swatch.h"
#include "atlas-change-text.h"
#include "atlas-site-difference.h"
#include "atlas-site-json.h"
#include "atlas-tooltips.h"

#include <glib/gi18n-lib.h>

struct _AtlasDifferenceRow
{
  GtkWidget          parent_instance;

  AtlasChangeSwatch *swatch;
  GtkLabel          *name_label;
  GtkLabel          *steps_label;
  GtkWidget         *revert_button;
};

G_DEFINE_FINAL_TYPE (AtlasDifferenceRow, atlas_difference_row, GTK_TYPE_WIDGET)

static void
atlas_difference_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (atlas_difference_row_parent_class)->dispose (object);
}

static void
atlas_difference_row_class_init (AtlasDifferenceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atlas_difference_row_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GtkLabel *
add_label (AtlasDifferenceRow *self,
           int                 width_chars)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), width_chars);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_parent (label, GTK_WIDGET (self));

  return GTK_LABEL (label);
}

static void
atlas_difference_row_init (AtlasDifferenceRow *self)
{
  GtkWidget *swatch = g_object_new (ATLAS_TYPE_CHANGE_SWATCH, NULL);

  gtk_box_layout_set_spacing (
    GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 12);
  gtk_widget_set_parent (swatch, GTK_WIDGET (self));
  self->swatch = ATLAS_CHANGE_SWATCH (swatch);
  self->name_label = add_label (self, 30);
  gtk_label_set_max_width_chars (self->name_label, 30);
  self->steps_label = add_label (self, 12);
  gtk_widget_set_hexpand (GTK_WIDGET (self->steps_label), TRUE);
}

GtkWidget *
atlas_difference_row_new (gboolean reverts)
{
  AtlasDifferenceRow *self = g_object_new (ATLAS_TYPE_DIFFERENCE_ROW, NULL);

  if (reverts)
    {
      self->revert_button = gtk_button_new_from_icon_name ("edit-undo-symbolic");
      gtk_widget_add_css_class (self->revert_button, "flat");
      gtk_widget_set_valign (self->revert_button, GTK_ALIGN_CENTER);
      gtk_widget_set_parent (self->revert_button, GTK_WIDGET (self));
    }

  return GTK_WIDGET (self);
}

static int
read_class (const char *json)
{
  AtlasBlockValues values;
  int class_;

  atlas_block_values_init (&values);
  atlas_block_values_set_json (&values, ATLAS_BLOCK_CLASS, json, NULL);
  class_ = values.class_;
  atlas_block_values_clear (&values);

  return class_;
}

void
atlas_difference_row_find_mark (AtlasDifference *difference,
                                AtlasPlan       *plan,
                                AtlasChangeMark *mark)
{
  const AtlasChange *change =
    atlas_difference_find (difference, atlas_block_field_info (ATLAS_BLOCK_CLASS)->column);
  AtlasBlock *block = atlas_plan_find_block (plan, atlas_difference_get_key (difference),
                                             &mark->block);

  g_return_if_fail (block != NULL);

  mark->before = mark->now = atlas_block_get_values (block)->class_;
  if (change != NULL)
    {
      mark->before = read_class (change->old_value);
      mark->now = read_class (change->new_value);
    }
}

/* That what is edited is of the provenance "edited" goes without saying. */
static gboolean
is_provenance (const AtlasChange *change)
{
  if (change->field == NULL)
    return FALSE;

  return change->object == ATLAS_OBJECT_BLOCK
         ? atlas_block_field_find (change->field) == ATLAS_BLOCK_PROVENANCE
         : atlas_site_field_find (change->field) == ATLAS_SITE_PROVENANCE;
}

static char *
describe (AtlasSession    *session,
          AtlasDifference *difference,
          const char      *separator)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint n;
  const AtlasChange *changes = atlas_difference_get_changes (difference, &n);

  for (guint i = 0; i < n; i++)
    {
      gboolean follows = n > 1 && is_provenance (&changes[i]);
      g_autofree char *step = follows ? NULL : atlas_change_text_dup_step (session, &changes[i]);

      if (follows)
        continue;
      if (text->len > 0)
        g_string_append (text, separator);
      /* Translators: an attribute, and from what to what it was changed */
      g_string_append_printf (text, _("%s: %s"), atlas_change_text_get_field (&changes[i]), step);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_name (AtlasPlan       *plan,
          AtlasDifference *difference)
{
  const char *key = atlas_difference_get_key (difference);
  AtlasBlock *block;
  const char *name;

  if (atlas_difference_get_object (difference) == ATLAS_OBJECT_SITE)
    {
      g_autofree char *code = atlas_site_difference_dup_block (difference, plan);

      /* Translators: number of a site, and code of the block that it stands in */
      return code != NULL ? g_strdup_printf (_("Site %s in %s"), key, code)
                          : g_strdup_printf (_("Site %s in no block"), key);
    }

  block = atlas_plan_find_block (plan, key, NULL);
  name = block != NULL ? atlas_block_get_values (block)->name : NULL;

  return name != NULL ? g_strdup_printf ("%s %s", key, name) : g_strdup (key);
}

static void
show_revert (AtlasDifferenceRow *self,
             const char         *key,
             const char         *action)
{
  const char *const codes[] = { key, NULL };
  g_autofree char *hint = g_strdup_printf (_("Make %s what it was when it was published"), key);

  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->revert_button),
                                          g_variant_new_strv (codes, -1));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->revert_button), action);
  atlas_tooltip_set (self->revert_button, hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->revert_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, hint, -1);
}

static void
show_swatch (AtlasDifferenceRow *self,
             AtlasSession       *session,
             AtlasDifference    *difference)
{
  AtlasPlan *plan = atlas_maps_get_plan (atlas_session_get_maps (session));
  AtlasScene *scene = atlas_session_get_scene (session);

  if (atlas_difference_get_object (difference) == ATLAS_OBJECT_BLOCK)
    {
      AtlasChangeMark mark = { .before = -1, .now = -1 };

      atlas_difference_row_find_mark (difference, plan, &mark);
      atlas_change_swatch_show (self->swatch, scene, mark.before, mark.now);
    }
  else
    {
      AtlasSiteMark mark = atlas_site_difference_get_mark (difference, plan);

      atlas_change_swatch_show_site (self->swatch, scene, mark.kind, mark.resource);
    }
}

void
atlas_difference_row_show (AtlasDifferenceRow *self,
                           AtlasSession       *session,
                           AtlasDifference    *difference)
{
  AtlasPlan *plan;
  gboolean is_block;
  g_autofree char *name = NULL;
  g_autofree char *steps = NULL;
  g_autofree char *lines = NULL;

  g_return_if_fail (ATLAS_IS_DIFFERENCE_ROW (self));
  g_return_if_fail (ATLAS_IS_DIFFERENCE (difference));

  plan = atlas_maps_get_plan (atlas_session_get_maps (session));
  name = dup_name (plan, difference);
  steps = describe (session, difference, " · ");
  lines = describe (session, difference, "\n");
  is_block = atlas_difference_get_object (difference) == ATLAS_OBJECT_BLOCK;
  gtk_label_set_text (self->name_label, name);
  gtk_label_set_text (self->steps_label, steps);
  atlas_tooltip_set (GTK_WIDGET (self->steps_label), lines);
  show_swatch (self, session, difference);
  if (self->revert_button != NULL)
    show_revert (self, atlas_difference_get_key (difference),
                 is_block ? "win.revert-blocks" : "win.revert-sites");
}
