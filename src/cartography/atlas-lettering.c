#include "atlas-lettering.h"

struct _AtlasLettering
{
  AtlasLanguage language;
  double        point;
};

AtlasLettering *
atlas_lettering_new (AtlasLanguage language,
                     double        point)
{
  AtlasLettering *self = g_new0 (AtlasLettering, 1);

  self->language = language;
  self->point = point;

  return self;
}

void
atlas_lettering_free (AtlasLettering *self)
{
  g_free (self);
}

void
atlas_lettering_measure (AtlasLettering       *self,
                         const AtlasTextStyle *style,
                         const char           *text,
                         double                width,
                         double               *text_width,
                         double               *text_height)
{
  *text_width = *text_height = 0;
}

void
atlas_lettering_draw (AtlasLettering       *self,
                      cairo_t              *cr,
                      const AtlasTextStyle *style,
                      const char           *text,
                      double                x,
                      double                y,
                      double                width,
                      double                align,
                      double                angle)
{
}

void
atlas_lettering_record (cairo_t *cr,
                        GString *svg)
{
}
