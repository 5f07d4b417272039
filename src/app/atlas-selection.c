#include "atlas-selection.h"

#include <string.h>

struct _AtlasSelection
{
  GObject  parent_instance;

  GArray  *blocks; /* guint, ascending */
};

G_DEFINE_FINAL_TYPE (AtlasSelection, atlas_selection, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint first = *(const guint *) a;
  guint second = *(const guint *) b;

  return (first > second) - (first < second);
}

/* Eats @blocks; says so when they are others. */
static void
take_blocks (AtlasSelection *self,
             GArray         *blocks)
{
  gboolean same = blocks->len == self->blocks->len &&
                  (blocks->len == 0 || memcmp (blocks->data, self->blocks->data,
                                               sizeof (guint) * blocks->len) == 0);

  g_array_unref (self->blocks);
  self->blocks = blocks;
  if (!same)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
atlas_selection_finalize (GObject *object)
{
  g_array_unref (ATLAS_SELECTION (object)->blocks);

  G_OBJECT_CLASS (atlas_selection_parent_class)->finalize (object);
}

static void
atlas_selection_class_init (AtlasSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_selection_finalize;

  signals[CHANGED] = g_signal_new ("changed", ATLAS_TYPE_SELECTION, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
atlas_selection_init (AtlasSelection *self)
{
  self->blocks = g_array_new (FALSE, FALSE, sizeof (guint));
}

AtlasSelection *
atlas_selection_new (void)
{
  return g_object_new (ATLAS_TYPE_SELECTION, NULL);
}

/* Ascending and each once; @more: may be %NULL when there are none. */
static GArray *
sort_blocks (const guint *blocks,
             guint        n_blocks,
             const guint *more,
             guint        n_more)
{
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (guint), n_blocks + n_more);
  guint n = 0;

  if (n_blocks > 0)
    g_array_append_vals (sorted, blocks, n_blocks);
  if (n_more > 0)
    g_array_append_vals (sorted, more, n_more);
  g_array_sort (sorted, compare_numbers);
  for (guint i = 0; i < sorted->len; i++)
    if (i == 0 || g_array_index (sorted, guint, i) != g_array_index (sorted, guint, n - 1))
      g_array_index (sorted, guint, n++) = g_array_index (sorted, guint, i);
  g_array_set_size (sorted, n);

  return sorted;
}

void
atlas_selection_set (AtlasSelection *self,
                     const guint    *blocks,
                     guint           n_blocks)
{
  g_return_if_fail (ATLAS_IS_SELECTION (self));

  take_blocks (self, sort_blocks (blocks, n_blocks, NULL, 0));
}

void
atlas_selection_clear (AtlasSelection *self)
{
  atlas_selection_set (self, NULL, 0);
}

void
atlas_selection_add (AtlasSelection *self,
                     const guint    *blocks,
                     guint           n_blocks)
{
  g_return_if_fail (ATLAS_IS_SELECTION (self));

  take_blocks (self, sort_blocks (blocks, n_blocks,
                                  (const guint *) (gconstpointer) self->blocks->data,
                                  self->blocks->len));
}

void
atlas_selection_remove (AtlasSelection *self,
                        const guint    *blocks,
                        guint           n_blocks)
{
  g_autoptr(GArray) gone = NULL;
  GArray *left;

  g_return_if_fail (ATLAS_IS_SELECTION (self));

  gone = sort_blocks (blocks, n_blocks, NULL, 0);
  left = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->blocks->len; i++)
    {
      guint block = g_array_index (self->blocks, guint, i);

      if (!g_array_binary_search (gone, &block, compare_numbers, NULL))
        g_array_append_val (left, block);
    }
  take_blocks (self, left);
}

void
atlas_selection_toggle (AtlasSelection *self,
                        guint           block)
{
  GArray *blocks;
  guint i;

  g_return_if_fail (ATLAS_IS_SELECTION (self));

  blocks = g_array_copy (self->blocks);
  if (g_array_binary_search (blocks, &block, compare_numbers, &i))
    {
      g_array_remove_index (blocks, i);
      take_blocks (self, blocks);
      return;
    }

  for (i = 0; i < blocks->len && g_array_index (blocks, guint, i) < block; i++)
    ;
  g_array_insert_val (blocks, i, block);
  take_blocks (self, blocks);
}

gboolean
atlas_selection_contains (AtlasSelection *self,
                          guint           block)
{
  g_return_val_if_fail (ATLAS_IS_SELECTION (self), FALSE);

  return g_array_binary_search (self->blocks, &block, compare_numbers, NULL);
}

const guint *
atlas_selection_get (AtlasSelection *self,
                     guint          *n_blocks)
{
  g_return_val_if_fail (ATLAS_IS_SELECTION (self), NULL);

  *n_blocks = self->blocks->len;

  return (const guint *) (gconstpointer) self->blocks->data;
}
