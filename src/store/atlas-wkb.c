#include "atlas-wkb.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* From the equator to a pole, m: no place on earth is farther from the plane's
 * origin, and beyond it neither the projection nor the drawing can compute. */
#define FARTHEST 1e7

enum
{
  WKB_POINT = 1,
  WKB_LINE = 2,
  WKB_POLYGON = 3,
  WKB_MULTIPOINT = 4,
  WKB_MULTILINE = 5,
  WKB_MULTIPOLYGON = 6,
};

/* Bytes not read yet. A shape nests no deeper than a multiple of simple ones. */
typedef struct
{
  const guint8 *at;
  gsize         left;
  gboolean      swap;
  const char   *problem;
} Cursor;

static gboolean
fail (Cursor     *cursor,
      const char *problem)
{
  cursor->problem = problem;

  return FALSE;
}

static gboolean
take (Cursor *cursor,
      void   *to,
      gsize   size)
{
  if (cursor->left < size)
    return fail (cursor, _("the shape is cut off"));

  memcpy (to, cursor->at, size);
  cursor->at += size;
  cursor->left -= size;

  return TRUE;
}

static gboolean
take_count (Cursor  *cursor,
            guint32 *count)
{
  if (!take (cursor, count, sizeof *count))
    return FALSE;
  if (cursor->swap)
    *count = GUINT32_SWAP_LE_BE (*count);

  return TRUE;
}

/* The byte order and the type in front of each shape. */
static gboolean
take_type (Cursor  *cursor,
           guint32 *type)
{
  guint8 order;

  if (!take (cursor, &order, 1))
    return FALSE;
  if (order > 1)
    return fail (cursor, _("the shape is not well-known binary"));
  cursor->swap = (order == 1) != (G_BYTE_ORDER == G_LITTLE_ENDIAN);

  return take_count (cursor, type);
}

/* Turns the bytes of @n doubles round; @bytes need not be aligned. */
static void
swap_doubles (gpointer bytes,
              gsize    n)
{
  for (gsize i = 0; i < n; i++)
    {
      guint8 *at = (guint8 *) bytes + i * sizeof (double);
      guint64 bits;

      memcpy (&bits, at, sizeof bits);
      bits = GUINT64_SWAP_LE_BE (bits);
      memcpy (at, &bits, sizeof bits);
    }
}

static gboolean
take_points (Cursor         *cursor,
             AtlasWkbReader *reader,
             guint32         n)
{
  guint start = reader->points->len;
  AtlasPoint *points;
  gboolean finite = TRUE, near = TRUE;

  /* Before any memory is asked for: the count may be a lie. */
  if (n > cursor->left / sizeof (AtlasPoint))
    return fail (cursor, _("the shape is cut off"));
  if (n == 0)
    return TRUE;

  g_array_set_size (reader->points, start + n);
  points = &g_array_index (reader->points, AtlasPoint, start);
  if (!take (cursor, points, n * sizeof (AtlasPoint)))
    return FALSE;
  if (cursor->swap)
    swap_doubles (points, 2 * (gsize) n);

  for (guint32 i = 0; i < n; i++)
    {
      finite &= isfinite (points[i].x) && isfinite (points[i].y);
      near &= fabs (points[i].x) <= FARTHEST && fabs (points[i].y) <= FARTHEST;
    }
  if (!finite)
    return fail (cursor, _("the shape has a coordinate that is not a number"));

  return near || fail (cursor, _("the shape has a coordinate that is more than 10,000 km away"));
}

static void
end_part (AtlasWkbReader *reader)
{
  g_array_append_val (reader->part_ends, reader->points->len);
}

static gboolean
read_point (Cursor         *cursor,
            AtlasWkbReader *reader)
{
  if (!take_points (cursor, reader, 1))
    return FALSE;
  end_part (reader);

  return TRUE;
}

static gboolean
read_line (Cursor         *cursor,
           AtlasWkbReader *reader)
{
  guint32 n;

  if (!take_count (cursor, &n) || !take_points (cursor, reader, n))
    return FALSE;
  if (n < 2)
    return fail (cursor, _("a line has fewer than two points"));
  end_part (reader);

  return TRUE;
}

static gboolean
read_ring (Cursor         *cursor,
           AtlasWkbReader *reader)
{
  guint start = reader->points->len;
  const AtlasPoint *points;
  guint32 n;

  if (!take_count (cursor, &n) || !take_points (cursor, reader, n))
    return FALSE;
  if (n < 4)
    return fail (cursor, _("a ring has fewer than three corners"));

  points = &g_array_index (reader->points, AtlasPoint, start);
  if (points[0].x != points[n - 1].x || points[0].y != points[n - 1].y)
    return fail (cursor, _("a ring is not closed"));
  g_array_set_size (reader->points, start + n - 1);
  end_part (reader);

  return TRUE;
}

static gboolean
read_polygon (Cursor         *cursor,
              AtlasWkbReader *reader)
{
  guint32 n;

  if (!take_count (cursor, &n))
    return FALSE;
  if (n == 0)
    return fail (cursor, _("a polygon has no ring"));
  for (guint32 i = 0; i < n; i++)
    if (!read_ring (cursor, reader))
      return FALSE;
  g_array_append_val (reader->polygon_ends, reader->part_ends->len);

  return TRUE;
}

typedef gboolean (*ReadShape) (Cursor *, AtlasWkbReader *);

static const ReadShape simple_shapes[] = {
  [WKB_POINT] = read_point,
  [WKB_LINE] = read_line,
  [WKB_POLYGON] = read_polygon,
};

static gboolean
read_multiple (Cursor         *cursor,
               AtlasWkbReader *reader,
               guint32         member)
{
  guint32 n;

  if (!take_count (cursor, &n))
    return FALSE;
  for (guint32 i = 0; i < n; i++)
    {
      guint32 type;

      if (!take_type (cursor, &type))
        return FALSE;
      if (type != member)
        return fail (cursor, _("a shape of one kind holds one of another"));
      if (!simple_shapes[member] (cursor, reader))
        return FALSE;
    }

  return TRUE;
}

/* Returns: whether all was read; @kind is what it is. */
static gboolean
read_shape (Cursor            *cursor,
            AtlasWkbReader    *reader,
            AtlasGeometryKind *kind)
{
  static const AtlasGeometryKind kinds[] = {
    ATLAS_GEOMETRY_POINT, ATLAS_GEOMETRY_LINE, ATLAS_GEOMETRY_POLYGON,
  };
  guint32 type;

  if (!take_type (cursor, &type))
    return FALSE;
  if (type < WKB_POINT || type > WKB_MULTIPOLYGON)
    return fail (cursor, _("the shape is of a kind that a plan does not have: a plan has points, "
                           "lines and polygons without height"));
  *kind = kinds[(type - 1) % 3];
  if (!(type < WKB_MULTIPOINT ? simple_shapes[type] (cursor, reader)
                              : read_multiple (cursor, reader, type - 3)))
    return FALSE;

  return cursor->left == 0 || fail (cursor, _("the shape has more bytes than it says"));
}

/* What precedes the well-known binary. */
typedef struct
{
  gboolean      is_empty;
  int           srs_id;
  const guint8 *envelope; /* minx, maxx, miny, maxy; %NULL: there is none */
} Header;

static gboolean
read_header (Cursor *cursor,
             Header *header)
{
  static const guint8 envelope_sizes[] = { 0, 32, 48, 48, 64 };
  guint8 start[4];
  guint32 number;
  guint envelope;

  if (!take (cursor, start, sizeof start))
    return FALSE;
  cursor->swap = (start[3] & 1) != (G_BYTE_ORDER == G_LITTLE_ENDIAN);
  envelope = (start[3] >> 1) & 7;
  header->is_empty = (start[3] & 0x10) != 0;
  if (start[0] != 'G' || start[1] != 'P' || start[2] != 0 || (start[3] & 0x20) != 0 ||
      envelope >= G_N_ELEMENTS (envelope_sizes))
    return fail (cursor, _("the shape is not one of a GeoPackage"));
  if (!take_count (cursor, &number))
    return FALSE;
  header->srs_id = (int) number;
  if (cursor->left < envelope_sizes[envelope])
    return fail (cursor, _("the shape is cut off"));

  header->envelope = envelope > 0 ? cursor->at : NULL;
  cursor->at += envelope_sizes[envelope];
  cursor->left -= envelope_sizes[envelope];

  return TRUE;
}

static gboolean
check_srs (Cursor       *cursor,
           const Header *header,
           int           srs_id)
{
  return header->srs_id == srs_id ||
         fail (cursor, _("the shape is in another coordinate system than its table"));
}

void
atlas_wkb_reader_init (AtlasWkbReader *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (AtlasPoint));
  self->part_ends = g_array_new (FALSE, FALSE, sizeof (guint));
  self->polygon_ends = g_array_new (FALSE, FALSE, sizeof (guint));
}

void
atlas_wkb_reader_clear (AtlasWkbReader *self)
{
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->part_ends, g_array_unref);
  g_clear_pointer (&self->polygon_ends, g_array_unref);
}

AtlasGeometry *
atlas_wkb_reader_read (AtlasWkbReader  *self,
                       const guint8    *blob,
                       gsize            size,
                       int              srs_id,
                       const char     **problem)
{
  Cursor cursor = { blob, size, FALSE, NULL };
  Header header;
  AtlasGeometryKind kind;
  gboolean simple;

  g_array_set_size (self->points, 0);
  g_array_set_size (self->part_ends, 0);
  g_array_set_size (self->polygon_ends, 0);

  *problem = NULL;
  if (!read_header (&cursor, &header) ||
      !check_srs (&cursor, &header, srs_id) ||
      (!header.is_empty && !read_shape (&cursor, self, &kind)))
    {
      *problem = cursor.problem;
      return NULL;
    }
  if (header.is_empty || self->points->len == 0)
    return NULL;

  simple = self->polygon_ends->len == 0 || self->polygon_ends->len == self->part_ends->len;

  return atlas_geometry_new (kind, (AtlasPoint *) (gpointer) self->points->data, self->points->len,
                             (guint *) (gpointer) self->part_ends->data, self->part_ends->len,
                             simple ? NULL : (guint *) (gpointer) self->polygon_ends->data,
                             self->polygon_ends->len);
}

static void
put_count (GByteArray *bytes,
           guint32     count)
{
  count = GUINT32_TO_LE (count);
  g_byte_array_append (bytes, (guint8 *) &count, sizeof count);
}

static void
put_type (GByteArray *bytes,
          guint32     type)
{
  static const guint8 little_endian = 1;

  g_byte_array_append (bytes, &little_endian, 1);
  put_count (bytes, type);
}

static void
put_points (GByteArray       *bytes,
            const AtlasPoint *points,
            guint             n)
{
  guint start = bytes->len;

  g_byte_array_append (bytes, (const guint8 *) points, (guint) (n * sizeof *points));
  if (G_BYTE_ORDER != G_LITTLE_ENDIAN)
    swap_doubles (bytes->data + start, 2 * (gsize) n);
}

static void
put_lines (GByteArray          *bytes,
           const AtlasGeometry *geometry)
{
  put_type (bytes, WKB_MULTILINE);
  put_count (bytes, atlas_geometry_get_n_parts (geometry));
  for (guint part = 0; part < atlas_geometry_get_n_parts (geometry); part++)
    {
      guint n;
      const AtlasPoint *points = atlas_geometry_get_part (geometry, part, &n);

      put_type (bytes, WKB_LINE);
      put_count (bytes, n);
      put_points (bytes, points, n);
    }
}

static void
put_polygons (GByteArray          *bytes,
              const AtlasGeometry *geometry)
{
  guint part = 0;

  put_type (bytes, WKB_MULTIPOLYGON);
  put_count (bytes, atlas_geometry_get_n_polygons (geometry));
  for (guint i = 0; i < atlas_geometry_get_n_polygons (geometry); i++)
    {
      guint end = atlas_geometry_get_polygon_end (geometry, i);

      put_type (bytes, WKB_POLYGON);
      put_count (bytes, end - part);
      for (; part < end; part++)
        {
          guint n;
          const AtlasPoint *points = atlas_geometry_get_part (geometry, part, &n);

          put_count (bytes, n + 1);
          put_points (bytes, points, n);
          put_points (bytes, points, 1);
        }
    }
}

/* OGC 12-128r17, 2.1.3: magic, version, flags, coordinate system, envelope. */
static void
put_header (GByteArray          *bytes,
            const AtlasGeometry *geometry,
            int                  srs_id)
{
  gboolean has_envelope = atlas_geometry_get_kind (geometry) != ATLAS_GEOMETRY_POINT;
  const guint8 start[] = { 'G', 'P', 0, has_envelope ? 3 : 1 };
  const AtlasBox *box = atlas_geometry_get_box (geometry);
  const AtlasPoint envelope[] = { { box->x0, box->x1 }, { box->y0, box->y1 } };

  g_byte_array_append (bytes, start, sizeof start);
  put_count (bytes, (guint32) srs_id);
  if (has_envelope)
    put_points (bytes, envelope, G_N_ELEMENTS (envelope));
}

GByteArray *
atlas_wkb_write (const AtlasGeometry *geometry,
                 int                  srs_id)
{
  GByteArray *bytes = g_byte_array_new ();

  put_header (bytes, geometry, srs_id);
  switch (atlas_geometry_get_kind (geometry))
    {
    case ATLAS_GEOMETRY_POINT:
      put_type (bytes, WKB_POINT);
      put_points (bytes, atlas_geometry_get_points (geometry, NULL), 1);
      break;
    case ATLAS_GEOMETRY_LINE:
      put_lines (bytes, geometry);
      break;
    case ATLAS_GEOMETRY_POLYGON:
    default:
      put_polygons (bytes, geometry);
    }

  return bytes;
}

static void
read_envelope (const Cursor *cursor,
               const guint8 *envelope,
               AtlasBox     *box)
{
  double bounds[4];

  memcpy (bounds, envelope, sizeof bounds);
  if (cursor->swap)
    swap_doubles ((guint8 *) bounds, G_N_ELEMENTS (bounds));
  *box = (AtlasBox) { bounds[0], bounds[2], bounds[1], bounds[3] };
}

gboolean
atlas_wkb_read_box (const guint8 *blob,
                    gsize         size,
                    AtlasBox     *box)
{
  AtlasWkbReader reader;
  g_autoptr(AtlasGeometry) geometry = NULL;
  Cursor cursor = { blob, size, FALSE, NULL };
  const char *problem = NULL;
  Header header;

  *box = ATLAS_BOX_EMPTY;
  if (!read_header (&cursor, &header))
    return FALSE;
  if (!header.is_empty && header.envelope != NULL)
    {
      read_envelope (&cursor, header.envelope, box);
      return TRUE;
    }

  atlas_wkb_reader_init (&reader);
  geometry = atlas_wkb_reader_read (&reader, blob, size, header.srs_id, &problem);
  atlas_wkb_reader_clear (&reader);
  if (geometry != NULL)
    *box = *atlas_geometry_get_box (geometry);

  return problem == NULL;
}
