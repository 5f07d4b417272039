#include "atlas-difference.h"

struct _AtlasDifference
{
  GObject            parent_instance;

  GObject           *owner;
  const AtlasChange *changes;
  guint              n_changes;
};

G_DEFINE_FINAL_TYPE (AtlasDifference, atlas_difference, G_TYPE_OBJECT)

static void
atlas_difference_finalize (GObject *object)
{
  g_object_unref (ATLAS_DIFFERENCE (object)->owner);

  G_OBJECT_CLASS (atlas_difference_parent_class)->finalize (object);
}

static void
atlas_difference_class_init (AtlasDifferenceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_difference_finalize;
}

static void
atlas_difference_init (AtlasDifference *self)
{
}

AtlasDifference *
atlas_difference_new (gpointer           owner,
                      const AtlasChange *changes,
                      guint              n_changes)
{
  AtlasDifference *self = g_object_new (ATLAS_TYPE_DIFFERENCE, NULL);

  self->owner = g_object_ref (owner);
  self->changes = changes;
  self->n_changes = n_changes;

  return self;
}

int
atlas_difference_get_object (AtlasDifference *self)
{
  g_return_val_if_fail (ATLAS_IS_DIFFERENCE (self), -1);

  return self->changes[0].object;
}

const char *
atlas_difference_get_key (AtlasDifference *self)
{
  g_return_val_if_fail (ATLAS_IS_DIFFERENCE (self), NULL);

  return self->changes[0].key;
}

const AtlasChange *
atlas_difference_get_changes (AtlasDifference *self,
                              guint           *n_changes)
{
  g_return_val_if_fail (ATLAS_IS_DIFFERENCE (self), NULL);

  *n_changes = self->n_changes;

  return self->changes;
}

const AtlasChange *
atlas_difference_find (AtlasDifference *self,
                       const char      *field)
{
  g_return_val_if_fail (ATLAS_IS_DIFFERENCE (self), NULL);

  for (guint i = 0; i < self->n_changes; i++)
    if (g_strcmp0 (self->changes[i].field, field) == 0)
      return &self->changes[i];

  return NULL;
}
