#include "atlas-sketch.h"

#include "atlas-error.h"
#include "atlas-projection.h"

#include <json-glib/json-glib.h>
#include <math.h>

/* A shape being read: points of all parts, and where parts and polygons end. */
typedef struct
{
  GArray *points;
  GArray *part_ends;
  GArray *polygon_ends;
} Shape;

static const struct
{
  const char        *type;
  guint              depth; /* of arrays around a position */
  AtlasGeometryKind  kind;
} types[] = {
  { "Point", 0, ATLAS_GEOMETRY_POINT },
  { "LineString", 1, ATLAS_GEOMETRY_LINE },
  { "MultiLineString", 2, ATLAS_GEOMETRY_LINE },
  { "Polygon", 2, ATLAS_GEOMETRY_POLYGON },
  { "MultiPolygon", 3, ATLAS_GEOMETRY_POLYGON },
};

static void
sketch_free (gpointer data)
{
  AtlasSketch *self = data;

  g_clear_pointer (&self->geometry, atlas_geometry_unref);
  g_free (self->code);
  g_free (self->name);
  g_free (self->name_en);
  g_free (self->kind);
  g_free (self->source);
  g_free (self);
}

AtlasPoint
atlas_sketch_snap (double x,
                   double y)
{
  return (AtlasPoint) { rint (x * 1000) / 1000, rint (y * 1000) / 1000 };
}

AtlasPoint
atlas_sketch_snap_on (AtlasPoint a,
                      AtlasPoint b,
                      AtlasPoint at)
{
  gboolean steep = fabs (b.y - a.y) > fabs (b.x - a.x);
  double slope = steep ? (b.x - a.x) / (b.y - a.y) : (b.y - a.y) / (b.x - a.x);
  double from = rint ((steep ? at.y : at.x) * 1000);
  AtlasPoint best = atlas_sketch_snap (at.x, at.y);
  double least = G_MAXDOUBLE;

  /* Rounding is off by up to half a millimetre, evenly; the best of many places
   * by a small part of that. Nearest places first. */
  for (int i = 0; i <= 8000 && least > 1e-7; i++)
    {
      double along = (from + (i % 2 == 0 ? i / 2 : -(i + 1) / 2)) / 1000;
      double across = steep ? a.x + (along - a.y) * slope : a.y + (along - a.x) * slope;
      double rounded = rint (across * 1000) / 1000;

      if (along <= MIN (steep ? a.y : a.x, steep ? b.y : b.x) ||
          along >= MAX (steep ? a.y : a.x, steep ? b.y : b.x) || fabs (across - rounded) >= least)
        continue;
      least = fabs (across - rounded);
      best = steep ? (AtlasPoint) { rounded, along } : (AtlasPoint) { along, rounded };
    }

  return best;
}

static void
close_part (Shape             *shape,
            AtlasGeometryKind  kind)
{
  guint start = shape->part_ends->len == 0
    ? 0 : g_array_index (shape->part_ends, guint, shape->part_ends->len - 1);

  /* GeoJSON repeats the first point of a ring, AtlasGeometry does not. */
  if (kind == ATLAS_GEOMETRY_POLYGON && shape->points->len > start + 1)
    g_array_set_size (shape->points, shape->points->len - 1);
  g_array_append_val (shape->part_ends, shape->points->len);
}

static gboolean
read_coordinates (JsonNode          *node,
                  guint              depth,
                  AtlasGeometryKind  kind,
                  Shape             *shape)
{
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  array = json_node_get_array (node);
  if (depth == 0)
    {
      AtlasPoint point = { NAN, NAN };

      if (json_array_get_length (array) >= 2)
        point = (AtlasPoint) { json_array_get_double_element (array, 0),
                               json_array_get_double_element (array, 1) };
      g_array_append_val (shape->points, point);
      if (kind == ATLAS_GEOMETRY_POINT)
        g_array_append_val (shape->part_ends, shape->points->len);
      return isfinite (point.x) && isfinite (point.y);
    }

  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!read_coordinates (json_array_get_element (array, i), depth - 1, kind, shape))
      return FALSE;

  if (depth == 1)
    close_part (shape, kind);
  else if (depth == 2 && kind == ATLAS_GEOMETRY_POLYGON)
    g_array_append_val (shape->polygon_ends, shape->part_ends->len);

  return json_array_get_length (array) > 0;
}

static void
project (AtlasProjection *projection,
         GArray          *points)
{
  atlas_projection_apply (projection, (AtlasPoint *) (void *) points->data, points->len);
  for (guint i = 0; i < points->len; i++)
    {
      AtlasPoint *point = &g_array_index (points, AtlasPoint, i);

      *point = atlas_sketch_snap (point->x, point->y);
    }
}

static AtlasGeometry *
read_geometry (JsonObject      *object,
               AtlasProjection *projection)
{
  const char *type = json_object_get_string_member_with_default (object, "type", "");
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (AtlasPoint));
  g_autoptr(GArray) part_ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) polygon_ends = g_array_new (FALSE, FALSE, sizeof (guint));
  Shape shape = { points, part_ends, polygon_ends };
  guint i = 0;

  while (i < G_N_ELEMENTS (types) && !g_str_equal (type, types[i].type))
    i++;

  if (i == G_N_ELEMENTS (types) ||
      !read_coordinates (json_object_get_member (object, "coordinates"),
                         types[i].depth, types[i].kind, &shape))
    return NULL;

  project (projection, points);

  return atlas_geometry_new (types[i].kind, (AtlasPoint *) (void *) points->data, points->len,
                             (guint *) (void *) part_ends->data, part_ends->len,
                             polygon_ends->len > 0 ? (guint *) (void *) polygon_ends->data : NULL,
                             polygon_ends->len);
}

static char *
dup_text (JsonObject *properties,
          const char *name)
{
  return g_strdup (json_object_get_string_member_with_default (properties, name, NULL));
}

static AtlasSketch *
read_feature (JsonObject      *feature,
              AtlasProjection *projection)
{
  JsonObject *properties = json_object_has_member (feature, "properties")
    ? json_object_get_object_member (feature, "properties") : NULL;
  JsonObject *object = json_object_has_member (feature, "geometry")
    ? json_object_get_object_member (feature, "geometry") : NULL;
  AtlasGeometry *geometry = object != NULL ? read_geometry (object, projection) : NULL;
  AtlasSketch *self;

  if (geometry == NULL || properties == NULL)
    {
      g_clear_pointer (&geometry, atlas_geometry_unref);
      return NULL;
    }

  self = g_new0 (AtlasSketch, 1);
  self->geometry = geometry;
  self->code = dup_text (properties, json_object_has_member (properties, "code") ? "code" : "id");
  self->name = dup_text (properties, "name");
  self->name_en = dup_text (properties, "name_en");
  self->kind = dup_text (properties, "kind");
  self->source = dup_text (properties, "source");
  self->accuracy = json_object_get_double_member_with_default (properties, "accuracy_m", NAN);

  return self;
}

static JsonArray *
get_features (JsonParser *parser)
{
  JsonNode *root = json_parser_get_root (parser);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root)
    ? json_node_get_object (root) : NULL;

  if (object == NULL || !json_object_has_member (object, "features"))
    return NULL;

  return json_object_get_array_member (object, "features");
}

GPtrArray *
atlas_sketch_read (const char  *path,
                   GError     **error)
{
  g_autoptr(GPtrArray) sketches = g_ptr_array_new_with_free_func (sketch_free);
  g_autoptr(AtlasProjection) projection =
    atlas_projection_new (ATLAS_CRS_GEOGRAPHIC, ATLAS_CRS_PLANE);
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) reason = NULL;
  JsonArray *features;

  if (!json_parser_load_from_file (parser, path, &reason) ||
      (features = get_features (parser)) == NULL)
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT, "%s: %s; restore the file", path,
                   reason != NULL ? reason->message : "not a GeoJSON FeatureCollection");
      return NULL;
    }

  for (guint i = 0; i < json_array_get_length (features); i++)
    {
      AtlasSketch *sketch = read_feature (json_array_get_object_element (features, i), projection);

      if (sketch == NULL)
        {
          g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT,
                       "%s: feature %u has no usable shape; correct it", path, i + 1);
          return NULL;
        }
      g_ptr_array_add (sketches, sketch);
    }

  return g_steal_pointer (&sketches);
}

AtlasSketch *
atlas_sketch_find (GPtrArray  *sketches,
                   const char *code_or_name)
{
  for (guint i = 0; i < sketches->len; i++)
    {
      AtlasSketch *sketch = sketches->pdata[i];

      if (g_strcmp0 (sketch->code, code_or_name) == 0 ||
          g_strcmp0 (sketch->name, code_or_name) == 0)
        return sketch;
    }

  return NULL;
}

static AtlasPoint
blend (AtlasPoint a,
       AtlasPoint b,
       double     ta,
       double     tb,
       double     t)
{
  double u = tb > ta ? (t - ta) / (tb - ta) : 0;

  return (AtlasPoint) { a.x + u * (b.x - a.x), a.y + u * (b.y - a.y) };
}

/* Barry and Goldman's pyramid between @p[1] and @p[2]; knots a square root of
 * the distance apart, which makes no loops. */
static AtlasPoint
spline_point (const AtlasPoint p[4],
              double           u)
{
  double k[4] = { 0 };
  AtlasPoint a[3], b[2];
  double t;

  for (guint i = 1; i < 4; i++)
    k[i] = k[i - 1] + sqrt (MAX (hypot (p[i].x - p[i - 1].x, p[i].y - p[i - 1].y), 1));
  t = k[1] + u * (k[2] - k[1]);
  for (guint i = 0; i < 3; i++)
    a[i] = blend (p[i], p[i + 1], k[i], k[i + 1], t);
  for (guint i = 0; i < 2; i++)
    b[i] = blend (a[i], a[i + 1], k[i], k[i + 2], t);

  return blend (b[0], b[1], k[1], k[2], t);
}

AtlasGeometry *
atlas_sketch_smooth (const AtlasGeometry *line,
                     guint                pieces)
{
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (AtlasPoint));
  guint n;
  const AtlasPoint *at = atlas_geometry_get_part (line, 0, &n);
  gboolean closed = at[0].x == at[n - 1].x && at[0].y == at[n - 1].y;

  for (guint i = 0; i + 1 < n; i++)
    {
      AtlasPoint p[4] = {
        i > 0 ? at[i - 1] : closed ? at[n - 2] : at[0], at[i], at[i + 1],
        i + 2 < n ? at[i + 2] : closed ? at[1] : at[n - 1],
      };

      for (guint j = 0; j < pieces; j++)
        {
          AtlasPoint point = spline_point (p, j / (double) pieces);

          point = atlas_sketch_snap (point.x, point.y);
          g_array_append_val (points, point);
        }
    }
  g_array_append_val (points, at[n - 1]);

  return atlas_geometry_new_simple (ATLAS_GEOMETRY_LINE, (AtlasPoint *) (void *) points->data,
                                    points->len);
}
