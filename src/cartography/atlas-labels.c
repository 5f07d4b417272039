#include "atlas-labels.h"

struct _AtlasLabels
{
  guint n;
};

AtlasLabels *
atlas_labels_place (const AtlasScene *scene,
                    const AtlasView  *view)
{
  return g_new0 (AtlasLabels, 1);
}

void
atlas_labels_free (AtlasLabels *self)
{
  g_free (self);
}

void
atlas_labels_paint (const AtlasLabels *self,
                    cairo_t           *cr)
{
}

guint
atlas_labels_get_n (const AtlasLabels *self)
{
  return self->n;
}

const char *
atlas_labels_get (const AtlasLabels *self,
                  guint              i,
                  AtlasTextId       *style,
                  AtlasBox          *box)
{
  return NULL;
}
