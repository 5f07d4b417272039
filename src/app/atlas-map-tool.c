#include "atlas-map-tool.h"

typedef struct
{
  char *hint; /* (nullable) */
} AtlasMapToolPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AtlasMapTool, atlas_map_tool, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_HINT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  REDRAW,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
atlas_map_tool_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_HINT:
      g_value_set_string (value, atlas_map_tool_get_hint (ATLAS_MAP_TOOL (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
atlas_map_tool_finalize (GObject *object)
{
  AtlasMapToolPrivate *priv = atlas_map_tool_get_instance_private (ATLAS_MAP_TOOL (object));

  g_free (priv->hint);

  G_OBJECT_CLASS (atlas_map_tool_parent_class)->finalize (object);
}

static void
atlas_map_tool_class_init (AtlasMapToolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = atlas_map_tool_get_property;
  object_class->finalize = atlas_map_tool_finalize;

  klass->cursor = "default";

  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[REDRAW] = g_signal_new ("redraw", ATLAS_TYPE_MAP_TOOL, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
atlas_map_tool_init (AtlasMapTool *self)
{
}

const char *
atlas_map_tool_get_cursor (AtlasMapTool *self)
{
  g_return_val_if_fail (ATLAS_IS_MAP_TOOL (self), NULL);

  return ATLAS_MAP_TOOL_GET_CLASS (self)->cursor;
}

const char *
atlas_map_tool_get_label (AtlasMapTool *self)
{
  g_return_val_if_fail (ATLAS_IS_MAP_TOOL (self), NULL);

  return ATLAS_MAP_TOOL_GET_CLASS (self)->get_label (self);
}

gboolean
atlas_map_tool_pressed (AtlasMapTool        *self,
                        const AtlasMapEvent *event)
{
  g_return_val_if_fail (ATLAS_IS_MAP_TOOL (self), FALSE);

  return ATLAS_MAP_TOOL_GET_CLASS (self)->pressed != NULL &&
         ATLAS_MAP_TOOL_GET_CLASS (self)->pressed (self, event);
}

void
atlas_map_tool_drag_begun (AtlasMapTool        *self,
                           const AtlasMapEvent *event)
{
  g_return_if_fail (ATLAS_IS_MAP_TOOL (self));

  if (ATLAS_MAP_TOOL_GET_CLASS (self)->drag_begun != NULL)
    ATLAS_MAP_TOOL_GET_CLASS (self)->drag_begun (self, event);
}

void
atlas_map_tool_dragged (AtlasMapTool        *self,
                        const AtlasMapEvent *event)
{
  g_return_if_fail (ATLAS_IS_MAP_TOOL (self));

  if (ATLAS_MAP_TOOL_GET_CLASS (self)->dragged != NULL)
    ATLAS_MAP_TOOL_GET_CLASS (self)->dragged (self, event);
}

void
atlas_map_tool_drag_ended (AtlasMapTool        *self,
                           const AtlasMapEvent *event)
{
  g_return_if_fail (ATLAS_IS_MAP_TOOL (self));

  if (ATLAS_MAP_TOOL_GET_CLASS (self)->drag_ended != NULL)
    ATLAS_MAP_TOOL_GET_CLASS (self)->drag_ended (self, event);
}

void
atlas_map_tool_drag_cancelled (AtlasMapTool *self)
{
  g_return_if_fail (ATLAS_IS_MAP_TOOL (self));

  if (ATLAS_MAP_TOOL_GET_CLASS (self)->drag_cancelled != NULL)
    ATLAS_MAP_TOOL_GET_CLASS (self)->drag_cancelled (self);
}

void
atlas_map_tool_clicked (AtlasMapTool        *self,
                        const AtlasMapEvent *event)
{
  g_return_if_fail (ATLAS_IS_MAP_TOOL (self));

  if (ATLAS_MAP_TOOL_GET_CLASS (self)->clicked != NULL)
    ATLAS_MAP_TOOL_GET_CLASS (self)->clicked (self, event);
}

void
atlas_map_tool_moved (AtlasMapTool        *self,
                      const AtlasMapEvent *event)
{
  g_return_if_fail (ATLAS_IS_MAP_TOOL (self));

  if (ATLAS_MAP_TOOL_GET_CLASS (self)->moved != NULL)
    ATLAS_MAP_TOOL_GET_CLASS (self)->moved (self, event);
}

void
atlas_map_tool_left (AtlasMapTool *self)
{
  g_return_if_fail (ATLAS_IS_MAP_TOOL (self));

  if (ATLAS_MAP_TOOL_GET_CLASS (self)->left != NULL)
    ATLAS_MAP_TOOL_GET_CLASS (self)->left (self);
}

gboolean
atlas_map_tool_key_pressed (AtlasMapTool        *self,
                            guint                key,
                            const AtlasMapEvent *event)
{
  g_return_val_if_fail (ATLAS_IS_MAP_TOOL (self), FALSE);

  return ATLAS_MAP_TOOL_GET_CLASS (self)->key_pressed != NULL &&
         ATLAS_MAP_TOOL_GET_CLASS (self)->key_pressed (self, key, event);
}

void
atlas_map_tool_snapshot (AtlasMapTool    *self,
                         GtkSnapshot     *snapshot,
                         const AtlasView *view)
{
  g_return_if_fail (ATLAS_IS_MAP_TOOL (self));

  if (ATLAS_MAP_TOOL_GET_CLASS (self)->snapshot != NULL)
    ATLAS_MAP_TOOL_GET_CLASS (self)->snapshot (self, snapshot, view);
}

void
atlas_map_tool_snapshot_ground (AtlasMapTool    *self,
                                GtkSnapshot     *snapshot,
                                const AtlasView *view)
{
  g_return_if_fail (ATLAS_IS_MAP_TOOL (self));

  if (ATLAS_MAP_TOOL_GET_CLASS (self)->snapshot_ground != NULL)
    ATLAS_MAP_TOOL_GET_CLASS (self)->snapshot_ground (self, snapshot, view);
}

void
atlas_map_tool_ended (AtlasMapTool *self)
{
  g_return_if_fail (ATLAS_IS_MAP_TOOL (self));

  if (ATLAS_MAP_TOOL_GET_CLASS (self)->ended != NULL)
    ATLAS_MAP_TOOL_GET_CLASS (self)->ended (self);
}

void
atlas_map_tool_redraw (AtlasMapTool *self)
{
  g_return_if_fail (ATLAS_IS_MAP_TOOL (self));

  g_signal_emit (self, signals[REDRAW], 0);
}

void
atlas_map_tool_set_hint (AtlasMapTool *self,
                         const char   *hint)
{
  AtlasMapToolPrivate *priv = atlas_map_tool_get_instance_private (self);

  g_return_if_fail (ATLAS_IS_MAP_TOOL (self));

  if (g_strcmp0 (hint, priv->hint) == 0)
    return;

  g_free (priv->hint);
  priv->hint = g_strdup (hint);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HINT]);
}

const char *
atlas_map_tool_get_hint (AtlasMapTool *self)
{
  AtlasMapToolPrivate *priv = atlas_map_tool_get_instance_private (self);

  g_return_val_if_fail (ATLAS_IS_MAP_TOOL (self), NULL);

  return priv->hint;
}
