#include "atlas-projection.h"

#include <math.h>
#include <proj.h>

/* EPSG:4548 from degrees of EPSG:4490, as the registry has them (https://epsg.org): method
 * 9807, ellipsoid 1024. */
#define DEGREES_TO_PLANE \
  "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad " \
  "+step +proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=500000 +y_0=0 " \
  "+a=6378137 +rf=298.257222101"

struct _AtlasProjection
{
  AtlasCrs from;
  AtlasCrs to;
};

/* From degrees to metres. It may be used in one thread only, and to make one takes as
 * long as to project a thousand points: so each thread keeps its own. */
typedef struct
{
  PJ_CONTEXT *context;
  PJ         *plane;
} ThreadPlane;

static void
ignore (void       *data,
        int         level,
        const char *message)
{
}

/* PROJ opens its database for every projection, and every start would have to wait for it.
 * Ours needs nothing from there, so there is none: PROJ remarks on that and goes on. */
static PJ_CONTEXT *
create_context (void)
{
  const char *nowhere = "";
  PJ_CONTEXT *context = proj_context_create ();

  proj_log_func (context, NULL, ignore);
  proj_context_set_search_paths (context, 1, &nowhere);

  return context;
}

static void
thread_plane_free (gpointer data)
{
  ThreadPlane *self = data;

  proj_destroy (self->plane);
  proj_context_destroy (self->context);
  g_free (self);
}

static PJ *
get_plane (void)
{
  static GPrivate of_thread = G_PRIVATE_INIT (thread_plane_free);
  ThreadPlane *self = g_private_get (&of_thread);

  if (self == NULL)
    {
      self = g_new0 (ThreadPlane, 1);
      self->context = create_context ();
      self->plane = proj_create (self->context, DEGREES_TO_PLANE);
      g_assert (self->plane != NULL);
      g_private_set (&of_thread, self);
    }

  return self->plane;
}

AtlasProjection *
atlas_projection_new (AtlasCrs from,
                      AtlasCrs to)
{
  AtlasProjection *self = g_new0 (AtlasProjection, 1);

  self->from = from;
  self->to = to;

  return self;
}

void
atlas_projection_free (AtlasProjection *self)
{
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
  PJ_DIRECTION direction = self->to == ATLAS_CRS_PLANE ? PJ_FWD : PJ_INV;

  proj_trans_generic (get_plane (), direction,
                      &points->x, sizeof *points, n_points, &points->y, sizeof *points, n_points,
                      NULL, 0, 0, NULL, 0, 0);
  for (gsize i = 0; i < n_points; i++)
    if (!isfinite (points[i].x) || !isfinite (points[i].y))
      points[i] = (AtlasPoint) { NAN, NAN };
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
  if ((self->from == ATLAS_CRS_PLANE) != (self->to == ATLAS_CRS_PLANE))
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
