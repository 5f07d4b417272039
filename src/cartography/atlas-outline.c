#include "atlas-outline.h"

#include <string.h>

/* Lines not yet used, by their first point. */
typedef struct
{
  const AtlasGeometry *rim;
  GHashTable          *lines; /* AtlasPoint → number of the part + 1 */
} Search;

static guint
point_hash (gconstpointer data)
{
  guint64 words[2];

  memcpy (words, data, sizeof words);
  words[0] ^= words[1] * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return (guint) (words[0] ^ (words[0] >> 32));
}

static gboolean
point_equal (gconstpointer a,
             gconstpointer b)
{
  return memcmp (a, b, sizeof (AtlasPoint)) == 0;
}

/* FALSE where corners touch, so that two lines begin at one point: which one
 * follows is then not known. */
static gboolean
search_add (Search *self,
            guint   part)
{
  guint n;
  const AtlasPoint *points = atlas_geometry_get_part (self->rim, part, &n);

  if (n < 2 || g_hash_table_contains (self->lines, points))
    return FALSE;

  g_hash_table_insert (self->lines, (gpointer) points, GUINT_TO_POINTER (part + 1));

  return TRUE;
}

/* Follows the lines from one's first point until they come back to it. */
static gboolean
trace (Search  *self,
       guint    part,
       GArray  *points,
       GArray  *ends)
{
  guint n;
  const AtlasPoint *line = atlas_geometry_get_part (self->rim, part, &n);
  const AtlasPoint first = line[0];

  for (;;)
    {
      gpointer next;

      g_array_append_vals (points, line, n - 1);
      g_hash_table_remove (self->lines, line);
      if (point_equal (&line[n - 1], &first))
        break;
      next = g_hash_table_lookup (self->lines, &line[n - 1]);
      if (next == NULL)
        return FALSE;
      line = atlas_geometry_get_part (self->rim, GPOINTER_TO_UINT (next) - 1, &n);
    }
  g_array_append_val (ends, points->len);

  return TRUE;
}

static gboolean
trace_all (Search *self,
           GArray *points,
           GArray *ends)
{
  guint n_parts = atlas_geometry_get_n_parts (self->rim);

  for (guint part = 0; part < n_parts; part++)
    if (!search_add (self, part))
      return FALSE;
  for (guint part = 0; part < n_parts; part++)
    {
      guint n;
      const AtlasPoint *line = atlas_geometry_get_part (self->rim, part, &n);

      if (g_hash_table_contains (self->lines, line) && !trace (self, part, points, ends))
        return FALSE;
    }

  return ends->len > 0;
}

AtlasGeometry *
atlas_outline_close (const AtlasGeometry *rim)
{
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (AtlasPoint));
  g_autoptr(GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GHashTable) lines = g_hash_table_new (point_hash, point_equal);
  Search search = { rim, lines };

  if (!trace_all (&search, points, ends))
    return NULL;

  return atlas_geometry_new (ATLAS_GEOMETRY_POLYGON,
                             (const AtlasPoint *) (gpointer) points->data, points->len,
                             (const guint *) (gpointer) ends->data, ends->len, NULL, 0);
}
