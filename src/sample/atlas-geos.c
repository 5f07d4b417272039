#include "atlas-geos.h"

#define GRID 0.001

struct _AtlasGeos
{
  GEOSContextHandle_t  handle;
  GPtrArray           *shapes; /* owned */
};

static void
note_error (const char *message,
            void       *data)
{
  g_error ("GEOS: %s", message);
}

AtlasGeos *
atlas_geos_new (void)
{
  AtlasGeos *self = g_new0 (AtlasGeos, 1);

  self->handle = GEOS_init_r ();
  self->shapes = g_ptr_array_new ();
  GEOSContext_setErrorMessageHandler_r (self->handle, note_error, NULL);

  return self;
}

guint
atlas_geos_mark (AtlasGeos *self)
{
  return self->shapes->len;
}

void
atlas_geos_release (AtlasGeos *self,
                    guint      mark)
{
  for (guint i = mark; i < self->shapes->len; i++)
    GEOSGeom_destroy_r (self->handle, self->shapes->pdata[i]);
  g_ptr_array_set_size (self->shapes, (int) mark);
}

void
atlas_geos_free (AtlasGeos *self)
{
  atlas_geos_release (self, 0);
  g_ptr_array_unref (self->shapes);
  GEOS_finish_r (self->handle);
  g_free (self);
}

static const AtlasShape *
keep (AtlasGeos    *self,
      GEOSGeometry *shape)
{
  g_assert (shape != NULL);
  g_ptr_array_add (self->shapes, shape);

  return shape;
}

/* Returns: (transfer full): the points with the first one repeated if @close. */
static GEOSCoordSequence *
make_sequence (AtlasGeos        *self,
               const AtlasPoint *points,
               guint             n,
               gboolean          close)
{
  GEOSCoordSequence *sequence = GEOSCoordSeq_create_r (self->handle, n + (close ? 1 : 0), 2);

  for (guint i = 0; i < n + (close ? 1 : 0); i++)
    GEOSCoordSeq_setXY_r (self->handle, sequence, i, points[i % n].x, points[i % n].y);

  return sequence;
}

static GEOSGeometry *
make_ring (AtlasGeos           *self,
           const AtlasGeometry *geometry,
           guint                part)
{
  guint n;
  const AtlasPoint *points = atlas_geometry_get_part (geometry, part, &n);

  return GEOSGeom_createLinearRing_r (self->handle, make_sequence (self, points, n, TRUE));
}

const AtlasShape *
atlas_geos_from (AtlasGeos           *self,
                 const AtlasGeometry *geometry)
{
  guint n = atlas_geometry_get_n_polygons (geometry);
  g_autofree GEOSGeometry **polygons = g_new (GEOSGeometry *, n);
  guint part = 0;

  for (guint i = 0; i < n; i++)
    {
      guint end = atlas_geometry_get_polygon_end (geometry, i);
      GEOSGeometry *outer = make_ring (self, geometry, part++);
      g_autoptr(GPtrArray) holes = g_ptr_array_new ();

      for (; part < end; part++)
        g_ptr_array_add (holes, make_ring (self, geometry, part));
      polygons[i] = GEOSGeom_createPolygon_r (self->handle, outer,
                                              (GEOSGeometry **) holes->pdata, holes->len);
    }

  return keep (self, GEOSGeom_createCollection_r (self->handle, GEOS_MULTIPOLYGON, polygons, n));
}

static void
append_ring (AtlasGeos          *self,
             const GEOSGeometry *ring,
             GArray             *points,
             GArray             *part_ends)
{
  const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r (self->handle, ring);
  unsigned int n;

  GEOSCoordSeq_getSize_r (self->handle, sequence, &n);
  for (unsigned int i = 0; i + 1 < n; i++)
    {
      AtlasPoint point;

      GEOSCoordSeq_getXY_r (self->handle, sequence, i, &point.x, &point.y);
      g_array_append_val (points, point);
    }
  g_array_append_val (part_ends, points->len);
}

AtlasGeometry *
atlas_geos_to (AtlasGeos        *self,
               const AtlasShape *shape)
{
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (AtlasPoint));
  g_autoptr(GArray) part_ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) polygon_ends = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < atlas_geos_n_parts (self, shape); i++)
    {
      const GEOSGeometry *part = atlas_geos_part (self, shape, i);

      if (GEOSGeomTypeId_r (self->handle, part) != GEOS_POLYGON ||
          GEOSisEmpty_r (self->handle, part))
        continue;

      append_ring (self, GEOSGetExteriorRing_r (self->handle, part), points, part_ends);
      for (int j = 0; j < GEOSGetNumInteriorRings_r (self->handle, part); j++)
        append_ring (self, GEOSGetInteriorRingN_r (self->handle, part, j), points, part_ends);
      g_array_append_val (polygon_ends, part_ends->len);
    }

  if (polygon_ends->len == 0)
    return NULL;

  return atlas_geometry_new (ATLAS_GEOMETRY_POLYGON,
                             (AtlasPoint *) (void *) points->data, points->len,
                             (guint *) (void *) part_ends->data, part_ends->len,
                             (guint *) (void *) polygon_ends->data, polygon_ends->len);
}

const AtlasShape *
atlas_geos_box (AtlasGeos      *self,
                const AtlasBox *box)
{
  return keep (self, GEOSGeom_createRectangle_r (self->handle, box->x0, box->y0, box->x1, box->y1));
}

const AtlasShape *
atlas_geos_line (AtlasGeos  *self,
                 AtlasPoint  from,
                 AtlasPoint  to)
{
  AtlasPoint points[] = { from, to };

  return keep (self, GEOSGeom_createLineString_r (self->handle,
                                                  make_sequence (self, points, 2, FALSE)));
}

const AtlasShape *
atlas_geos_empty (AtlasGeos *self)
{
  return keep (self, GEOSGeom_createEmptyPolygon_r (self->handle));
}

const AtlasShape *
atlas_geos_union (AtlasGeos        *self,
                  const AtlasShape *a,
                  const AtlasShape *b)
{
  return keep (self, GEOSUnion_r (self->handle, a, b));
}

const AtlasShape *
atlas_geos_union_all (AtlasGeos *self,
                      GPtrArray *shapes)
{
  g_autofree GEOSGeometry **copies = g_new (GEOSGeometry *, shapes->len);
  const GEOSGeometry *all;

  for (guint i = 0; i < shapes->len; i++)
    copies[i] = GEOSGeom_clone_r (self->handle, shapes->pdata[i]);
  all = keep (self, GEOSGeom_createCollection_r (self->handle, GEOS_GEOMETRYCOLLECTION, copies,
                                                 shapes->len));

  return keep (self, GEOSUnaryUnion_r (self->handle, all));
}

static const AtlasShape *
keep_polygons (AtlasGeos *self,
               GPtrArray *polygons)
{
  return keep (self, GEOSGeom_createCollection_r (self->handle, GEOS_MULTIPOLYGON,
                                                  (GEOSGeometry **) polygons->pdata,
                                                  polygons->len));
}

static const AtlasShape *
keep_polygons_of (AtlasGeos        *self,
                  const AtlasShape *collection)
{
  g_autoptr(GPtrArray) polygons = g_ptr_array_new ();

  for (guint i = 0; i < atlas_geos_n_parts (self, collection); i++)
    {
      const GEOSGeometry *part = atlas_geos_part (self, collection, i);

      if (GEOSGeomTypeId_r (self->handle, part) == GEOS_POLYGON)
        g_ptr_array_add (polygons, GEOSGeom_clone_r (self->handle, part));
    }

  return keep_polygons (self, polygons);
}

const AtlasShape *
atlas_geos_intersect (AtlasGeos        *self,
                      const AtlasShape *a,
                      const AtlasShape *b)
{
  const AtlasShape *both = keep (self, GEOSIntersection_r (self->handle, a, b));

  /* Polygons that also touch along a line: the line is of no use. */
  return GEOSGeomTypeId_r (self->handle, both) == GEOS_GEOMETRYCOLLECTION
    ? keep_polygons_of (self, both) : both;
}

const AtlasShape *
atlas_geos_subtract (AtlasGeos        *self,
                     const AtlasShape *a,
                     const AtlasShape *b)
{
  return keep (self, GEOSDifference_r (self->handle, a, b));
}

const AtlasShape *
atlas_geos_grow (AtlasGeos        *self,
                 const AtlasShape *shape,
                 double            by)
{
  return keep (self, GEOSBufferWithStyle_r (self->handle, shape, by, 2, GEOSBUF_CAP_FLAT,
                                            GEOSBUF_JOIN_MITRE, 2));
}

const AtlasShape *
atlas_geos_fill (AtlasGeos        *self,
                 const AtlasShape *shape,
                 double            least_area)
{
  g_autoptr(GPtrArray) polygons = g_ptr_array_new ();

  for (guint i = 0; i < atlas_geos_n_parts (self, shape); i++)
    {
      const GEOSGeometry *part = atlas_geos_part (self, shape, i);
      const GEOSGeometry *ring;
      GEOSGeometry *polygon;

      if (GEOSGeomTypeId_r (self->handle, part) != GEOS_POLYGON ||
          atlas_geos_area (self, part) < least_area)
        continue;

      ring = GEOSGetExteriorRing_r (self->handle, part);
      polygon = GEOSGeom_createPolygon_r (self->handle, GEOSGeom_clone_r (self->handle, ring),
                                          NULL, 0);
      g_ptr_array_add (polygons, polygon);
    }

  return keep_polygons (self, polygons);
}

const AtlasShape *
atlas_geos_polygonize (AtlasGeos *self,
                       GPtrArray *shapes)
{
  g_autofree GEOSGeometry **copies = g_new (GEOSGeometry *, shapes->len);
  const GEOSGeometry *lines;

  for (guint i = 0; i < shapes->len; i++)
    copies[i] = GEOSGeom_clone_r (self->handle, shapes->pdata[i]);
  lines = keep (self, GEOSGeom_createCollection_r (self->handle, GEOS_GEOMETRYCOLLECTION, copies,
                                                   shapes->len));
  lines = keep (self, GEOSUnaryUnionPrec_r (self->handle, lines, GRID));

  return keep (self, GEOSPolygonize_r (self->handle, &lines, 1));
}

const AtlasShape *
atlas_geos_boundary (AtlasGeos        *self,
                     const AtlasShape *shape)
{
  return keep (self, GEOSBoundary_r (self->handle, shape));
}

double
atlas_geos_area (AtlasGeos        *self,
                 const AtlasShape *shape)
{
  double area = 0;

  GEOSArea_r (self->handle, shape, &area);

  return area;
}

AtlasPoint
atlas_geos_inner_point (AtlasGeos        *self,
                        const AtlasShape *shape)
{
  const GEOSGeometry *point = keep (self, GEOSPointOnSurface_r (self->handle, shape));
  AtlasPoint at;

  GEOSGeomGetX_r (self->handle, point, &at.x);
  GEOSGeomGetY_r (self->handle, point, &at.y);

  return at;
}

guint
atlas_geos_n_parts (AtlasGeos        *self,
                    const AtlasShape *shape)
{
  return (guint) GEOSGetNumGeometries_r (self->handle, shape);
}

const AtlasShape *
atlas_geos_part (AtlasGeos        *self,
                 const AtlasShape *shape,
                 guint             part)
{
  return GEOSGetGeometryN_r (self->handle, shape, (int) part);
}
