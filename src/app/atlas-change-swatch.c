#include "atlas-change-swatch.h"

/* CSS pixels across. */
#define SIZE 20

struct _AtlasChangeSwatch
{
  GtkWidget          parent_instance;

  AtlasScene        *scene; /* (nullable): nothing is shown */
  gboolean           is_site;
  int                before; /* of a block */
  int                now;
  AtlasSiteMarkKind  kind; /* of a site */
  int                resource;
};

G_DEFINE_FINAL_TYPE (AtlasChangeSwatch, atlas_change_swatch, GTK_TYPE_WIDGET)

static void
atlas_change_swatch_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
atlas_change_swatch_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  AtlasChangeSwatch *self = ATLAS_CHANGE_SWATCH (widget);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (self->scene == NULL)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width,
                                                                 (float) height));
  if (self->is_site)
    atlas_site_mark_paint (cr, atlas_scene_get_style (self->scene), self->kind, self->resource,
                           width / 2, height / 2, SIZE / 2.0);
  else
    atlas_change_mark_paint (cr, atlas_scene_get_style (self->scene), self->before, self->now,
                             width / 2, height / 2, SIZE / 2.0 - 1);
  cairo_destroy (cr);
}

static void
atlas_change_swatch_finalize (GObject *object)
{
  g_clear_pointer (&ATLAS_CHANGE_SWATCH (object)->scene, atlas_scene_unref);

  G_OBJECT_CLASS (atlas_change_swatch_parent_class)->finalize (object);
}

static void
atlas_change_swatch_class_init (AtlasChangeSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = atlas_change_swatch_finalize;
  widget_class->measure = atlas_change_swatch_measure;
  widget_class->snapshot = atlas_change_swatch_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
atlas_change_swatch_init (AtlasChangeSwatch *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

static void
set_scene (AtlasChangeSwatch *self,
           AtlasScene        *scene,
           gboolean           is_site)
{
  AtlasScene *old = self->scene;

  self->scene = atlas_scene_ref (scene);
  g_clear_pointer (&old, atlas_scene_unref);
  self->is_site = is_site;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
atlas_change_swatch_show (AtlasChangeSwatch *self,
                          AtlasScene        *scene,
                          int                before,
                          int                now)
{
  g_return_if_fail (ATLAS_IS_CHANGE_SWATCH (self));

  set_scene (self, scene, FALSE);
  self->before = before;
  self->now = now;
}

void
atlas_change_swatch_show_site (AtlasChangeSwatch *self,
                               AtlasScene        *scene,
                               AtlasSiteMarkKind  kind,
                               int                resource)
{
  g_return_if_fail (ATLAS_IS_CHANGE_SWATCH (self));

  set_scene (self, scene, TRUE);
  self->kind = kind;
  self->resource = resource;
}
