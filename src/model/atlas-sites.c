#include "atlas-sites.h"

#include <math.h>

/* The texts of sites and of all copies of them: few change between these. Only grows;
 * reference-counted. */
typedef struct
{
  GMutex        mutex;
  GStringChunk *chunk;
} Texts;

struct _AtlasSites
{
  gatomicrefcount  refs;
  guint            n;
  GArray          *x;
  GArray          *y;
  GArray          *floor_area;
  GArray          *resource;   /* guint8 */
  GArray          *provenance; /* gint8 */
  GArray          *block;      /* int */
  GArray          *households; /* int */
  GArray          *year_built; /* int */
  GPtrArray       *ids;
  GPtrArray       *names;
  GPtrArray       *notes;
  Texts           *texts;
};

static Texts *
texts_new (void)
{
  Texts *texts = g_atomic_rc_box_new0 (Texts);

  g_mutex_init (&texts->mutex);
  texts->chunk = g_string_chunk_new (64 * 1024);

  return texts;
}

static void
texts_clear (gpointer data)
{
  Texts *texts = data;

  g_string_chunk_free (texts->chunk);
  g_mutex_clear (&texts->mutex);
}

static char *
texts_keep (Texts      *texts,
            const char *text)
{
  char *kept;

  if (text == NULL)
    return NULL;

  g_mutex_lock (&texts->mutex);
  kept = g_string_chunk_insert (texts->chunk, text);
  g_mutex_unlock (&texts->mutex);

  return kept;
}

AtlasSites *
atlas_sites_new (void)
{
  AtlasSites *self = g_new0 (AtlasSites, 1);

  g_atomic_ref_count_init (&self->refs);
  self->x = g_array_new (FALSE, FALSE, sizeof (double));
  self->y = g_array_new (FALSE, FALSE, sizeof (double));
  self->floor_area = g_array_new (FALSE, FALSE, sizeof (double));
  self->resource = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->provenance = g_array_new (FALSE, FALSE, sizeof (gint8));
  self->block = g_array_new (FALSE, FALSE, sizeof (int));
  self->households = g_array_new (FALSE, FALSE, sizeof (int));
  self->year_built = g_array_new (FALSE, FALSE, sizeof (int));
  self->ids = g_ptr_array_new ();
  self->names = g_ptr_array_new ();
  self->notes = g_ptr_array_new ();
  self->texts = texts_new ();

  return self;
}

AtlasSites *
atlas_sites_ref (AtlasSites *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
atlas_sites_unref (AtlasSites *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_array_unref (self->x);
  g_array_unref (self->y);
  g_array_unref (self->floor_area);
  g_array_unref (self->resource);
  g_array_unref (self->provenance);
  g_array_unref (self->block);
  g_array_unref (self->households);
  g_array_unref (self->year_built);
  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->notes);
  g_atomic_rc_box_release_full (self->texts, texts_clear);
  g_free (self);
}

void
atlas_sites_add (AtlasSites      *self,
                 const AtlasSite *site)
{
  guint8 resource = (guint8) site->resource;
  gint8 provenance = (gint8) site->provenance;

  g_return_if_fail (site->id != NULL);
  g_return_if_fail (site->resource >= 0 && site->resource < ATLAS_N_RESOURCES);

  g_array_append_val (self->x, site->x);
  g_array_append_val (self->y, site->y);
  g_array_append_val (self->floor_area, site->floor_area);
  g_array_append_val (self->resource, resource);
  g_array_append_val (self->provenance, provenance);
  g_array_append_val (self->block, site->block);
  g_array_append_val (self->households, site->households);
  g_array_append_val (self->year_built, site->year_built);
  g_ptr_array_add (self->ids, texts_keep (self->texts, site->id));
  g_ptr_array_add (self->names, texts_keep (self->texts, site->name));
  g_ptr_array_add (self->notes, texts_keep (self->texts, site->note));
  self->n++;
}

AtlasSites *
atlas_sites_copy (const AtlasSites *self)
{
  AtlasSites *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (AtlasSites, 1);
  g_atomic_ref_count_init (&copy->refs);
  copy->n = self->n;
  copy->x = g_array_copy (self->x);
  copy->y = g_array_copy (self->y);
  copy->floor_area = g_array_copy (self->floor_area);
  copy->resource = g_array_copy (self->resource);
  copy->provenance = g_array_copy (self->provenance);
  copy->block = g_array_copy (self->block);
  copy->households = g_array_copy (self->households);
  copy->year_built = g_array_copy (self->year_built);
  copy->ids = g_ptr_array_copy (self->ids, NULL, NULL);
  copy->names = g_ptr_array_copy (self->names, NULL, NULL);
  copy->notes = g_ptr_array_copy (self->notes, NULL, NULL);
  copy->texts = g_atomic_rc_box_acquire (self->texts);

  return copy;
}

void
atlas_sites_set (AtlasSites      *self,
                 guint            i,
                 const AtlasSite *site)
{
  g_return_if_fail (i < self->n);
  g_return_if_fail (site->id != NULL);
  g_return_if_fail (site->resource >= 0 && site->resource < ATLAS_N_RESOURCES);

  g_array_index (self->x, double, i) = site->x;
  g_array_index (self->y, double, i) = site->y;
  g_array_index (self->floor_area, double, i) = site->floor_area;
  g_array_index (self->resource, guint8, i) = (guint8) site->resource;
  g_array_index (self->provenance, gint8, i) = (gint8) site->provenance;
  g_array_index (self->block, int, i) = site->block;
  g_array_index (self->households, int, i) = site->households;
  g_array_index (self->year_built, int, i) = site->year_built;
  self->ids->pdata[i] = texts_keep (self->texts, site->id);
  self->names->pdata[i] = texts_keep (self->texts, site->name);
  self->notes->pdata[i] = texts_keep (self->texts, site->note);
}

void
atlas_sites_remove (AtlasSites *self,
                    guint       i)
{
  GArray *const columns[] = { self->x, self->y, self->floor_area, self->resource,
                              self->provenance, self->block, self->households, self->year_built };

  g_return_if_fail (i < self->n);

  for (guint column = 0; column < G_N_ELEMENTS (columns); column++)
    g_array_remove_index (columns[column], i);
  g_ptr_array_remove_index (self->ids, i);
  g_ptr_array_remove_index (self->names, i);
  g_ptr_array_remove_index (self->notes, i);
  self->n--;
}

int
atlas_sites_find (const AtlasSites *self,
                  const char       *id)
{
  for (guint i = 0; i < self->n; i++)
    if (g_str_equal (g_ptr_array_index (self->ids, i), id))
      return (int) i;

  return -1;
}

static gboolean
is_same_number (double a,
                double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
is_same (const AtlasSites *self,
         guint             i,
         const AtlasSites *other,
         guint             k)
{
  const AtlasSite a = atlas_sites_get (self, i), b = atlas_sites_get (other, k);

  return a.x == b.x && a.y == b.y && is_same_number (a.floor_area, b.floor_area) &&
         a.resource == b.resource && a.block == b.block && a.households == b.households &&
         a.year_built == b.year_built;
}

static guint
get_resource_bit (const AtlasSites *self,
                  guint             i)
{
  return i < self->n ? 1u << g_array_index (self->resource, guint8, i) : 0;
}

guint
atlas_sites_find_changes (const AtlasSites *self,
                          const AtlasSites *other)
{
  guint both = MIN (self->n, other->n);
  guint resources = 0;

  if (self == other)
    return 0;

  for (guint i = 0; i < MAX (self->n, other->n); i++)
    if (i >= both || !is_same (self, i, other, i))
      resources |= get_resource_bit (self, i) | get_resource_bit (other, i);

  return resources;
}

guint
atlas_sites_get_n (const AtlasSites *self)
{
  return self->n;
}

AtlasSite
atlas_sites_get (const AtlasSites *self,
                 guint             i)
{
  g_return_val_if_fail (i < self->n, ((AtlasSite) { NULL }));

  return (AtlasSite) {
    .id = g_ptr_array_index (self->ids, i),
    .name = g_ptr_array_index (self->names, i),
    .note = g_ptr_array_index (self->notes, i),
    .resource = g_array_index (self->resource, guint8, i),
    .block = g_array_index (self->block, int, i),
    .households = g_array_index (self->households, int, i),
    .year_built = g_array_index (self->year_built, int, i),
    .provenance = g_array_index (self->provenance, gint8, i),
    .x = g_array_index (self->x, double, i),
    .y = g_array_index (self->y, double, i),
    .floor_area = g_array_index (self->floor_area, double, i),
  };
}

const double *
atlas_sites_get_x (const AtlasSites *self)
{
  return (const double *) (gpointer) self->x->data;
}

const double *
atlas_sites_get_y (const AtlasSites *self)
{
  return (const double *) (gpointer) self->y->data;
}

const double *
atlas_sites_get_floor_area (const AtlasSites *self)
{
  return (const double *) (gpointer) self->floor_area->data;
}

const guint8 *
atlas_sites_get_resource (const AtlasSites *self)
{
  return (const guint8 *) self->resource->data;
}

const int *
atlas_sites_get_block (const AtlasSites *self)
{
  return (const int *) (gpointer) self->block->data;
}

void
atlas_sites_count_in_blocks (const AtlasSites *self,
                             const guint      *blocks,
                             guint             n_blocks,
                             guint             counts[ATLAS_N_RESOURCES])
{
  guint n_flags = n_blocks == 0 ? 0 : blocks[n_blocks - 1] + 1;
  g_autofree gboolean *counts_here = g_new0 (gboolean, n_flags);
  const int *block = atlas_sites_get_block (self);
  const guint8 *resource = atlas_sites_get_resource (self);

  for (guint i = 0; i < ATLAS_N_RESOURCES; i++)
    counts[i] = 0;
  for (guint i = 0; i < n_blocks; i++)
    counts_here[blocks[i]] = TRUE;
  for (guint i = 0; i < atlas_sites_get_n (self); i++)
    if (block[i] >= 0 && (guint) block[i] < n_flags && counts_here[block[i]])
      counts[resource[i]]++;
}
