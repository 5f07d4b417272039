#include "atlas-projection.h"

#include <math.h>
#include <ogr_srs_api.h>

struct _AtlasProjection
{
  AtlasCrs                     from;
  AtlasCrs                     to;
  OGRCoordinateTransformationH plane; /* between degrees and metres; NULL: not needed */
};

static OGRSpatialReferenceH
import_epsg (int code)
{
  OGRSpatialReferenceH srs = OSRNewSpatialReference (NULL);

  if (OSRImportFromEPSG (srs, code) != OGRERR_NONE)
    g_error ("PROJ does not know EPSG:%d; is its database installed?", code);
  OSRSetAxisMappingStrategy (srs, OAMS_TRADITIONAL_GIS_ORDER);

  return srs;
}

AtlasProjection *
atlas_projection_new (AtlasCrs from,
                      AtlasCrs to)
{
  AtlasProjection *self = g_new0 (AtlasProjection, 1);

  self->from = from;
  self->to = to;

  if ((from == ATLAS_CRS_PLANE) != (to == ATLAS_CRS_PLANE))
    {
      OGRSpatialReferenceH degrees = import_epsg (4490);
      OGRSpatialReferenceH metres = import_epsg (4548);

      self->plane = OCTNewCoordinateTransformation (from == ATLAS_CRS_PLANE ? metres : degrees,
                                                    from == ATLAS_CRS_PLANE ? degrees : metres);
      OSRRelease (degrees);
      OSRRelease (metres);
    }

  return self;
}

void
atlas_projection_free (AtlasProjection *self)
{
  if (self->plane != NULL)
    OCTDestroyCoordinateTransformation (self->plane);
  g_free (self);
}

static void
mercator_to_degrees (AtlasPoint *points,
                     gsize       n_points)
{
  for (gsize i = 0; i < n_points; i++)
    {
      points[i].x = points[i].x * 360 - 180;
      points[i].y = atan (sinh (G_PI * (1 - 2 * points[i].y))) * 180 / G_PI;
    }
}

static void
degrees_to_mercator (AtlasPoint *points,
                     gsize       n_points)
{
  for (gsize i = 0; i < n_points; i++)
    {
      points[i].x = (points[i].x + 180) / 360;
      points[i].y = (1 - asinh (tan (points[i].y * G_PI / 180)) / G_PI) / 2;
    }
}

static void
apply_plane (AtlasProjection *self,
             AtlasPoint      *points,
             gsize            n_points)
{
  const gsize chunk = 65536;
  g_autofree double *x = g_new (double, MIN (n_points, chunk));
  g_autofree double *y = g_new (double, MIN (n_points, chunk));
  g_autofree int *success = g_new (int, MIN (n_points, chunk));

  for (gsize start = 0; start < n_points; start += chunk)
    {
      gsize n = MIN (n_points - start, chunk);

      for (gsize i = 0; i < n; i++)
        {
          x[i] = points[start + i].x;
          y[i] = points[start + i].y;
        }
      OCTTransformEx (self->plane, (int) n, x, y, NULL, success);
      for (gsize i = 0; i < n; i++)
        points[start + i] = success[i] ? (AtlasPoint) { x[i], y[i] } : (AtlasPoint) { NAN, NAN };
    }
}

void
atlas_projection_apply (AtlasProjection *self,
                        AtlasPoint      *points,
                        gsize            n_points)
{
  if (self->from == self->to || n_points == 0)
    return;

  if (self->from == ATLAS_CRS_MERCATOR)
    mercator_to_degrees (points, n_points);
  if (self->plane != NULL)
    apply_plane (self, points, n_points);
  if (self->to == ATLAS_CRS_MERCATOR)
    degrees_to_mercator (points, n_points);
}

AtlasPoint
atlas_projection_point (AtlasProjection *self,
                        double           x,
                        double           y)
{
  AtlasPoint point = { x, y };

  atlas_projection_apply (self, &point, 1);

  return point;
}
