#include "atlas-map-row.h"

#include "atlas-picture.h"

/* CSS pixels; as in the .ui file. */
#define PICTURE_SIZE 44
#define PICTURE_MARGIN 2
/* Lines and symbols are this much finer than on the map. */
#define PICTURE_POINT 0.3
/* After the map itself, and while that changes from frame to frame not at all. */
#define PRIORITY 2000
#define REST_MS 250

struct _AtlasMapRow
{
  GtkListBoxRow  parent_instance;

  AtlasWorkers  *workers;
  AtlasScene    *scene; /* (nullable) */
  GCancellable  *drawing;
  guint          rest_id; /* while the scene may change again */
  guint          number;

  /* Template children */
  GtkLabel      *number_label;
  GtkLabel      *title_label;
  GtkPicture    *picture;
};

typedef enum
{
  PROP_NUMBER = 1,
} AtlasMapRowProperty;

static GParamSpec *props[PROP_NUMBER + 1];

G_DEFINE_FINAL_TYPE (AtlasMapRow, atlas_map_row, GTK_TYPE_LIST_BOX_ROW)

static void
cancel_drawing (AtlasMapRow *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
}

static void
on_painted (AtlasPicture *picture,
            gpointer      data)
{
  AtlasMapRow *self = data;

  g_clear_object (&self->drawing);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (atlas_picture_get_texture (picture)));
  atlas_picture_unref (picture);
}

static void
draw_picture (AtlasMapRow *self)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  AtlasPictureRequest request = { .kind = ATLAS_PICTURE_TEXTURE };
  const AtlasBox *box;

  cancel_drawing (self);
  if (self->scene == NULL)
    return;

  request.scene = self->scene;
  box = atlas_shapes_get_box (atlas_scene_get_shapes (request.scene));
  request.view = atlas_view_fit (box, PICTURE_SIZE * factor, PICTURE_SIZE * factor,
                                 PICTURE_MARGIN * factor, PICTURE_POINT * factor);
  self->drawing = g_cancellable_new ();
  atlas_picture_paint (self->workers, PRIORITY + (int) self->number, self->drawing, &request,
                       on_painted, self);
}

static gboolean
on_rest (gpointer data)
{
  AtlasMapRow *self = data;

  self->rest_id = 0;
  draw_picture (self);

  return G_SOURCE_REMOVE;
}

/* There is a picture until there is another: a row that is bare for a moment blinks. */
static void
update_picture (AtlasMapRow *self)
{
  cancel_drawing (self);
  if (self->scene == NULL)
    gtk_picture_set_paintable (self->picture, NULL);
  else if (gtk_picture_get_paintable (self->picture) == NULL)
    draw_picture (self);
  else
    self->rest_id = g_timeout_add (REST_MS, on_rest, self);
}

static void
atlas_map_row_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  AtlasMapRow *self = ATLAS_MAP_ROW (object);
  g_autofree char *text = NULL;

  switch ((AtlasMapRowProperty) id)
    {
    case PROP_NUMBER:
      self->number = g_value_get_uint (value);
      text = g_strdup_printf ("%u", self->number);
      gtk_label_set_text (self->number_label, text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
atlas_map_row_dispose (GObject *object)
{
  AtlasMapRow *self = ATLAS_MAP_ROW (object);

  cancel_drawing (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_MAP_ROW);
  g_clear_pointer (&self->scene, atlas_scene_unref);
  g_clear_pointer (&self->workers, atlas_workers_unref);

  G_OBJECT_CLASS (atlas_map_row_parent_class)->dispose (object);
}

static void
atlas_map_row_class_init (AtlasMapRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = atlas_map_row_set_property;
  object_class->dispose = atlas_map_row_dispose;

  props[PROP_NUMBER] =
    g_param_spec_uint ("number", NULL, NULL, 1, ATLAS_N_MAPS, 1,
                       G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-map-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasMapRow, number_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasMapRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasMapRow, picture);
}

static void
atlas_map_row_init (AtlasMapRow *self)
{
  self->workers = atlas_workers_ref_default ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (draw_picture), NULL);
}

GtkWidget *
atlas_map_row_new (guint number)
{
  return g_object_new (ATLAS_TYPE_MAP_ROW, "number", number, NULL);
}

void
atlas_map_row_set_scene (AtlasMapRow *self,
                         AtlasScene  *scene)
{
  const char *title;

  g_return_if_fail (ATLAS_IS_MAP_ROW (self));

  if (scene == self->scene)
    return;

  g_clear_pointer (&self->scene, atlas_scene_unref);
  if (scene != NULL)
    self->scene = atlas_scene_ref (scene);
  title = scene != NULL
          ? atlas_scene_get_map_style (scene)->title[atlas_scene_get_language (scene)] : "";
  gtk_label_set_text (self->title_label, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  update_picture (self);
}

guint
atlas_map_row_get_number (AtlasMapRow *self)
{
  g_return_val_if_fail (ATLAS_IS_MAP_ROW (self), 0);

  return self->number;
}

const char *
atlas_map_row_get_title (AtlasMapRow *self)
{
  g_return_val_if_fail (ATLAS_IS_MAP_ROW (self), NULL);

  return gtk_label_get_text (self->title_label);
}

GdkPaintable *
atlas_map_row_get_picture (AtlasMapRow *self)
{
  g_return_val_if_fail (ATLAS_IS_MAP_ROW (self), NULL);

  return gtk_picture_get_paintable (self->picture);
}
