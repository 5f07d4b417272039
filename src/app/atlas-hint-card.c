#include "atlas-hint-card.h"

/* CSS pixels that the pointer is kept off. */
#define CLEARANCE 24

struct _AtlasHintCard
{
  GtkWidget  parent_instance;

  char      *text; /* (nullable) */

  /* Template children */
  GtkWidget *box;
  GtkLabel  *heading;
  GtkLabel  *lines;
};

G_DEFINE_FINAL_TYPE (AtlasHintCard, atlas_hint_card, GTK_TYPE_WIDGET)

static void
atlas_hint_card_dispose (GObject *object)
{
  AtlasHintCard *self = ATLAS_HINT_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_HINT_CARD);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (atlas_hint_card_parent_class)->dispose (object);
}

static void
atlas_hint_card_class_init (AtlasHintCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_hint_card_dispose;

  gtk_widget_class_set_css_name (widget_class, "hint-card");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-hint-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasHintCard, box);
  gtk_widget_class_bind_template_child (widget_class, AtlasHintCard, heading);
  gtk_widget_class_bind_template_child (widget_class, AtlasHintCard, lines);
}

static void
atlas_hint_card_init (AtlasHintCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
atlas_hint_card_set_text (AtlasHintCard *self,
                          const char    *text)
{
  g_auto(GStrv) parts = NULL;

  g_return_if_fail (ATLAS_IS_HINT_CARD (self));

  if (g_strcmp0 (text, self->text) == 0)
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  if (text == NULL)
    return;

  parts = g_strsplit (text, "\n", 2);
  gtk_label_set_text (self->heading, parts[0]);
  gtk_label_set_text (self->lines, parts[1] != NULL ? parts[1] : "");
  gtk_widget_set_visible (GTK_WIDGET (self->lines), parts[1] != NULL);
}

const char *
atlas_hint_card_get_text (AtlasHintCard *self)
{
  g_return_val_if_fail (ATLAS_IS_HINT_CARD (self), NULL);

  return self->text;
}

void
atlas_hint_card_keep_off (AtlasHintCard  *self,
                          const AtlasBox *place,
                          double          x,
                          double          y)
{
  AtlasBox near = atlas_box_grow (place, CLEARANCE);
  AtlasBox pointer = { x, y, x, y };

  g_return_if_fail (ATLAS_IS_HINT_CARD (self));

  gtk_widget_set_valign (GTK_WIDGET (self), atlas_box_overlaps (&near, &pointer) ? GTK_ALIGN_START
                                                                                  : GTK_ALIGN_END);
}
