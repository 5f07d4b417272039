#include "atlas-check-private.h"

#include <geos_c.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A strip between blocks that is narrower than twice this is taken for a slip
 * of the pen, not for a street, if it is at least this long; metres. */
#define STRIP_HALF_WIDTH 1.0
#define STRIP_LENGTH 20.0

/**
 * Shapes:
 * @shapes: of the blocks; %NULL where one is invalid: it is reported once and
 *   then left alone
 * @tree: blocks by their boxes, holding number + 1
 *
 * The blocks as GEOS wants them.
 */
typedef struct
{
  AtlasCheck             *check;
  const AtlasBlockTable  *blocks;
  GCancellable           *cancellable;
  GEOSContextHandle_t     geos;
  GEOSGeometry          **shapes;
  GEOSSTRtree            *tree;
} Shapes;

static GEOSGeometry *
make_ring (GEOSContextHandle_t  geos,
           const AtlasGeometry *geometry,
           guint                part)
{
  guint n;
  const AtlasPoint *points = atlas_geometry_get_part (geometry, part, &n);
  g_autofree AtlasPoint *closed = g_new (AtlasPoint, n + 1);
  GEOSCoordSequence *sequence;

  memcpy (closed, points, n * sizeof *points);
  closed[n] = points[0];
  sequence = GEOSCoordSeq_copyFromBuffer_r (geos, &closed->x, n + 1, FALSE, FALSE);

  return sequence != NULL ? GEOSGeom_createLinearRing_r (geos, sequence) : NULL;
}

/* Returns: (transfer full) (nullable): the rings @first to @end as a polygon */
static GEOSGeometry *
make_polygon (GEOSContextHandle_t  geos,
              const AtlasGeometry *geometry,
              guint                first,
              guint                end)
{
  g_autofree GEOSGeometry **holes = g_new (GEOSGeometry *, end - first);
  GEOSGeometry *outer = make_ring (geos, geometry, first);
  gboolean made = outer != NULL;
  guint n_holes = 0;

  for (guint part = first + 1; made && part < end; part++)
    {
      holes[n_holes] = make_ring (geos, geometry, part);
      made = holes[n_holes] != NULL;
      n_holes += made;
    }
  if (made)
    return GEOSGeom_createPolygon_r (geos, outer, holes, n_holes);

  for (guint i = 0; i < n_holes; i++)
    GEOSGeom_destroy_r (geos, holes[i]);
  if (outer != NULL)
    GEOSGeom_destroy_r (geos, outer);

  return NULL;
}

/* Returns: (transfer full) (nullable): %NULL for what GEOS can't even hold */
static GEOSGeometry *
make_shape (GEOSContextHandle_t  geos,
            const AtlasGeometry *geometry)
{
  guint n = atlas_geometry_get_n_polygons (geometry);
  g_autofree GEOSGeometry **polygons = g_new0 (GEOSGeometry *, n);
  guint first = 0;
  gboolean made = TRUE;

  for (guint i = 0; i < n; i++)
    {
      guint end = atlas_geometry_get_polygon_end (geometry, i);

      polygons[i] = make_polygon (geos, geometry, first, end);
      made &= polygons[i] != NULL;
      first = end;
    }
  if (made)
    return n == 1 ? polygons[0]
                  : GEOSGeom_createCollection_r (geos, GEOS_MULTIPOLYGON, polygons, n);

  for (guint i = 0; i < n; i++)
    if (polygons[i] != NULL)
      GEOSGeom_destroy_r (geos, polygons[i]);

  return NULL;
}

static double
get_area (Shapes             *self,
          const GEOSGeometry *shape)
{
  double area = 0;

  if (shape != NULL)
    GEOSArea_r (self->geos, shape, &area);

  return area;
}

static AtlasPoint
get_place (Shapes             *self,
           const GEOSGeometry *shape)
{
  GEOSGeometry *point = GEOSPointOnSurface_r (self->geos, shape);
  AtlasPoint place = { NAN, NAN };

  if (point != NULL)
    {
      GEOSGeomGetX_r (self->geos, point, &place.x);
      GEOSGeomGetY_r (self->geos, point, &place.y);
      GEOSGeom_destroy_r (self->geos, point);
    }

  return place;
}

/* A long shape's width is twice its area by its perimeter. */
static gboolean
is_rounding (Shapes             *self,
             const GEOSGeometry *ground)
{
  double area = get_area (self, ground);
  double length = 0;

  GEOSLength_r (self->geos, ground, &length);

  return area < ATLAS_CHECK_GROUND_TOLERANCE || 2 * area < ATLAS_CHECK_WIDTH_TOLERANCE * length;
}

/* Ground that is where it should not be; what rounding makes is only counted. */
static void
report_ground (Shapes             *self,
               AtlasFindingKind    kind,
               const GEOSGeometry *ground,
               const char         *subject,
               const char         *text)
{
  double area = get_area (self, ground);

  self->check->ground[kind] += area;
  if (!is_rounding (self, ground))
    atlas_check_take_finding (self->check, kind, g_strdup (subject), g_strdup (text), area,
                              get_place (self, ground));
}

static void
report_invalid (Shapes              *self,
                const char          *code,
                const AtlasGeometry *geometry,
                const GEOSGeometry  *shape)
{
  char *reason = shape != NULL ? GEOSisValidReason_r (self->geos, shape) : NULL;

  atlas_check_take_finding (self->check, ATLAS_FINDING_SHAPE, g_strdup (code),
                            g_strdup_printf (_("The shape is invalid: %s"),
                                             reason != NULL ? reason : "?"),
                            NAN, atlas_geometry_get_inner_point (geometry));
  if (reason != NULL)
    GEOSFree_r (self->geos, reason);
}

static void
make_shapes (Shapes *self)
{
  self->shapes = g_new0 (GEOSGeometry *, self->blocks->n);
  self->tree = GEOSSTRtree_create_r (self->geos, 10);

  for (guint i = 0; i < self->blocks->n; i++)
    {
      GEOSGeometry *shape = make_shape (self->geos, self->blocks->geometries[i]);

      if (shape == NULL || GEOSisValid_r (self->geos, shape) != 1)
        {
          report_invalid (self, self->blocks->values[i]->code, self->blocks->geometries[i], shape);
          if (shape != NULL)
            GEOSGeom_destroy_r (self->geos, shape);
          continue;
        }
      self->shapes[i] = shape;
      GEOSSTRtree_insert_r (self->geos, self->tree, shape, GUINT_TO_POINTER (i + 1));
    }
}

static void
add_number (void *item,
            void *numbers)
{
  guint number = GPOINTER_TO_UINT (item) - 1;

  g_array_append_val ((GArray *) numbers, number);
}

/* Returns: (transfer full): the blocks whose boxes meet that of @shape */
static GArray *
find_near (Shapes             *self,
           const GEOSGeometry *shape)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  GEOSSTRtree_query_r (self->geos, self->tree, shape, add_number, numbers);

  return numbers;
}

static void
check_pair (Shapes *self,
            guint   i,
            guint   j)
{
  GEOSGeometry *common = GEOSIntersection_r (self->geos, self->shapes[i], self->shapes[j]);
  const char *code = self->blocks->values[i]->code;
  const char *other = self->blocks->values[j]->code;

  if (get_area (self, common) > 0)
    {
      g_autofree char *subject = g_strdup_printf ("%s, %s", code, other);
      g_autofree char *text =
        g_strdup_printf (_("Blocks %s and %s overlap by %.1f m²"), code, other,
                         get_area (self, common));

      report_ground (self, ATLAS_FINDING_OVERLAP, common, subject, text);
    }
  if (common != NULL)
    GEOSGeom_destroy_r (self->geos, common);
}

static gboolean
check_overlaps (Shapes  *self,
                GError **error)
{
  for (guint i = 0; i < self->blocks->n; i++)
    {
      g_autoptr(GArray) near = NULL;

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (self->shapes[i] == NULL)
        continue;
      near = find_near (self, self->shapes[i]);
      for (guint k = 0; k < near->len; k++)
        if (g_array_index (near, guint, k) > i)
          check_pair (self, i, g_array_index (near, guint, k));
    }

  return TRUE;
}

/* Takes off @ground, which is eaten, what other blocks stand on.
 *
 * Returns: (transfer full) (nullable) */
static GEOSGeometry *
take_off_blocks (Shapes       *self,
                 GEOSGeometry *ground)
{
  g_autoptr(GArray) near = find_near (self, ground);

  for (guint k = 0; k < near->len && ground != NULL; k++)
    {
      GEOSGeometry *left = GEOSDifference_r (self->geos, ground,
                                             self->shapes[g_array_index (near, guint, k)]);

      GEOSGeom_destroy_r (self->geos, ground);
      ground = left;
    }

  return ground;
}

static void
report_gap (Shapes             *self,
            const char         *unit,
            const GEOSGeometry *gap)
{
  AtlasPoint place = get_place (self, gap);
  g_autofree char *text =
    g_strdup_printf (_("%.1f m² near E %.0f N %.0f between the blocks of unit %s belong to none"),
                     get_area (self, gap), place.x, place.y, unit);

  report_ground (self, ATLAS_FINDING_GAP, gap, unit, text);
}

/* Ground enclosed by the blocks of a unit. */
static void
check_holes (Shapes             *self,
             const char         *unit,
             const GEOSGeometry *polygon)
{
  for (int i = 0; i < GEOSGetNumInteriorRings_r (self->geos, polygon); i++)
    {
      const GEOSGeometry *ring = GEOSGetInteriorRingN_r (self->geos, polygon, i);
      GEOSGeometry *hole =
        GEOSGeom_createPolygon_r (self->geos, GEOSGeom_clone_r (self->geos, ring), NULL, 0);

      hole = take_off_blocks (self, hole);
      if (get_area (self, hole) > 0)
        report_gap (self, unit, hole);
      if (hole != NULL)
        GEOSGeom_destroy_r (self->geos, hole);
    }
}

static GEOSGeometry *
grow (Shapes             *self,
      const GEOSGeometry *shape,
      double              by)
{
  return shape == NULL ? NULL : GEOSBufferWithStyle_r (self->geos, shape, by, 8, GEOSBUF_CAP_FLAT,
                                                       GEOSBUF_JOIN_MITRE, 5);
}

/* Long enough for a strip? A notch at a corner is not. */
static gboolean
is_strip (Shapes             *self,
          const GEOSGeometry *ground)
{
  double length = 0;

  return GEOSLength_r (self->geos, ground, &length) == 1 && length / 2 >= STRIP_LENGTH &&
         !is_rounding (self, ground);
}

/* The part of @strip that belongs to no block, if that is still a strip. */
static void
check_strip (Shapes             *self,
             const char         *unit,
             const GEOSGeometry *strip)
{
  GEOSGeometry *ground = take_off_blocks (self, GEOSGeom_clone_r (self->geos, strip));

  if (ground != NULL && is_strip (self, ground))
    report_gap (self, unit, ground);
  if (ground != NULL)
    GEOSGeom_destroy_r (self->geos, ground);
}

/* Growing a unit and shrinking it again fills what is narrow; enclosed ground
 * is a hole already, so @filled has none. Rounding leaves many crumbs, which
 * are sorted out before the costly part. */
static void
check_strips (Shapes             *self,
              const char         *unit,
              const GEOSGeometry *filled)
{
  GEOSGeometry *grown = grow (self, filled, STRIP_HALF_WIDTH);
  GEOSGeometry *closed = grow (self, grown, -STRIP_HALF_WIDTH);
  GEOSGeometry *strips = closed != NULL ? GEOSDifference_r (self->geos, closed, filled) : NULL;
  GEOSGeometry *shapes[] = { grown, closed, strips };

  for (int i = 0; strips != NULL && i < GEOSGetNumGeometries_r (self->geos, strips); i++)
    {
      const GEOSGeometry *strip = GEOSGetGeometryN_r (self->geos, strips, i);

      if (is_strip (self, strip))
        check_strip (self, unit, strip);
    }

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (shapes[i] != NULL)
      GEOSGeom_destroy_r (self->geos, shapes[i]);
}

/* Returns: (transfer full): the parts of @united without their holes */
static GEOSGeometry *
fill_holes (Shapes             *self,
            const GEOSGeometry *united)
{
  int n = GEOSGetNumGeometries_r (self->geos, united);
  g_autofree GEOSGeometry **parts = g_new (GEOSGeometry *, n);
  GEOSGeometry *collection, *filled;

  for (int i = 0; i < n; i++)
    {
      const GEOSGeometry *part = GEOSGetGeometryN_r (self->geos, united, i);
      GEOSGeometry *ring = GEOSGeom_clone_r (self->geos, GEOSGetExteriorRing_r (self->geos, part));

      parts[i] = GEOSGeom_createPolygon_r (self->geos, ring, NULL, 0);
    }
  collection = GEOSGeom_createCollection_r (self->geos, GEOS_MULTIPOLYGON, parts, (guint) n);
  filled = GEOSUnaryUnion_r (self->geos, collection);
  GEOSGeom_destroy_r (self->geos, collection);

  return filled;
}

static GEOSGeometry *
unite (Shapes *self,
       GArray *numbers)
{
  g_autofree GEOSGeometry **members = g_new (GEOSGeometry *, numbers->len);
  GEOSGeometry *collection, *united;

  for (guint k = 0; k < numbers->len; k++)
    members[k] = GEOSGeom_clone_r (self->geos, self->shapes[g_array_index (numbers, guint, k)]);
  collection = GEOSGeom_createCollection_r (self->geos, GEOS_GEOMETRYCOLLECTION, members,
                                            numbers->len);
  united = GEOSUnaryUnion_r (self->geos, collection);
  GEOSGeom_destroy_r (self->geos, collection);

  return united;
}

static void
check_unit (Shapes     *self,
            const char *unit,
            GArray     *numbers)
{
  GEOSGeometry *united = unite (self, numbers);
  GEOSGeometry *filled = united != NULL ? fill_holes (self, united) : NULL;

  for (int i = 0; united != NULL && i < GEOSGetNumGeometries_r (self->geos, united); i++)
    check_holes (self, unit, GEOSGetGeometryN_r (self->geos, united, i));
  if (filled != NULL)
    check_strips (self, unit, filled);

  if (filled != NULL)
    GEOSGeom_destroy_r (self->geos, filled);
  if (united != NULL)
    GEOSGeom_destroy_r (self->geos, united);
}

/* Returns: (transfer full): planning unit, like DX00-02 → its valid blocks */
static GHashTable *
group_by_unit (Shapes *self)
{
  GHashTable *units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < self->blocks->n; i++)
    {
      const char *code = self->blocks->values[i]->code;
      const char *hyphen = strchr (code, '-');
      g_autofree char *unit = NULL;
      GArray *numbers;

      if (self->shapes[i] == NULL || hyphen == NULL || strlen (hyphen) < 3)
        continue;
      unit = g_strndup (code, (gsize) (hyphen + 3 - code));
      if ((numbers = g_hash_table_lookup (units, unit)) == NULL)
        {
          numbers = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (units, g_steal_pointer (&unit), numbers);
        }
      g_array_append_val (numbers, i);
    }

  return units;
}

static gboolean
check_gaps (Shapes  *self,
            GError **error)
{
  g_autoptr(GHashTable) units = group_by_unit (self);
  GHashTableIter iter;
  gpointer unit, numbers;

  g_hash_table_iter_init (&iter, units);
  while (g_hash_table_iter_next (&iter, &unit, &numbers))
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      check_unit (self, unit, numbers);
    }

  return TRUE;
}

static void
check_within (Shapes                     *self,
              guint                       i,
              const GEOSGeometry         *district,
              const GEOSPreparedGeometry *prepared)
{
  const AtlasBlockValues *values = self->blocks->values[i];
  GEOSGeometry *outside;

  if (GEOSPreparedCovers_r (self->geos, prepared, self->shapes[i]) == 1)
    return;

  outside = GEOSDifference_r (self->geos, self->shapes[i], district);
  if (get_area (self, outside) > 0)
    {
      g_autofree char *text =
        g_strdup_printf (_("%.1f m² of the block lie outside its district %s"),
                         get_area (self, outside), values->district);

      report_ground (self, ATLAS_FINDING_OUTSIDE, outside, values->code, text);
    }
  if (outside != NULL)
    GEOSGeom_destroy_r (self->geos, outside);
}

static gboolean
check_district (Shapes        *self,
                AtlasFeature  *feature,
                GError       **error)
{
  const char *code = atlas_feature_get_text (feature, "code");
  const AtlasGeometry *geometry = atlas_feature_get_geometry (feature);
  GEOSGeometry *district = make_shape (self->geos, geometry);
  const GEOSPreparedGeometry *prepared;
  gboolean finished = TRUE;

  if (district == NULL || GEOSisValid_r (self->geos, district) != 1)
    report_invalid (self, code, geometry, district);
  if (district == NULL)
    return TRUE;

  prepared = GEOSPrepare_r (self->geos, district);
  for (guint i = 0; i < self->blocks->n && finished; i++)
    if (self->shapes[i] != NULL && g_strcmp0 (self->blocks->values[i]->district, code) == 0)
      {
        check_within (self, i, district, prepared);
        finished = !g_cancellable_set_error_if_cancelled (self->cancellable, error);
      }

  GEOSPreparedGeom_destroy_r (self->geos, prepared);
  GEOSGeom_destroy_r (self->geos, district);

  return finished;
}

static gboolean
check_districts (Shapes  *self,
                 GError **error)
{
  for (guint i = 0; i < self->blocks->districts->len; i++)
    if (!check_district (self, g_ptr_array_index (self->blocks->districts, i), error))
      return FALSE;

  return TRUE;
}

gboolean
atlas_check_shapes (AtlasCheck             *check,
                    const AtlasBlockTable  *blocks,
                    GCancellable           *cancellable,
                    GError                **error)
{
  Shapes self = { .check = check, .blocks = blocks, .cancellable = cancellable,
                  .geos = GEOS_init_r () };
  gboolean finished;

  make_shapes (&self);
  finished = check_overlaps (&self, error) &&
             check_gaps (&self, error) &&
             check_districts (&self, error);

  for (guint i = 0; i < blocks->n; i++)
    if (self.shapes[i] != NULL)
      GEOSGeom_destroy_r (self.geos, self.shapes[i]);
  g_free (self.shapes);
  GEOSSTRtree_destroy_r (self.geos, self.tree);
  GEOS_finish_r (self.geos);

  return finished;
}
