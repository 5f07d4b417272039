#include "atlas-change-set.h"

#include "atlas-block-json.h"
#include "atlas-site-json.h"

typedef struct
{
  int   object;
  char *key;
  char *field;
  char *old_value;
  char *new_value;
} Row;

struct _AtlasChangeSet
{
  GPtrArray  *rows;
  GHashTable *found; /* thing → (field → its row) */
};

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->key);
  g_free (row->field);
  g_free (row->old_value);
  g_free (row->new_value);
  g_free (row);
}

AtlasChangeSet *
atlas_change_set_new (void)
{
  AtlasChangeSet *self = g_new0 (AtlasChangeSet, 1);

  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_hash_table_unref);

  return self;
}

void
atlas_change_set_free (AtlasChangeSet *self)
{
  g_hash_table_unref (self->found);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static Row *
append_row (AtlasChangeSet *self,
            int             object,
            const char     *key,
            const char     *field,
            const char     *old_value,
            const char     *new_value)
{
  Row *row = g_new0 (Row, 1);

  *row = (Row) { object, g_strdup (key), g_strdup (field), g_strdup (old_value),
                 g_strdup (new_value) };
  g_ptr_array_add (self->rows, row);

  return row;
}

void
atlas_change_set_add (AtlasChangeSet *self,
                      int             object,
                      const char     *key,
                      const char     *field,
                      const char     *old_value,
                      const char     *new_value)
{
  g_autofree char *thing = g_strdup_printf ("%d %s", object, key);
  GHashTable *fields;
  Row *row;

  g_return_if_fail (self != NULL);

  if (field == NULL)
    {
      /* What follows is about another row. */
      g_hash_table_remove (self->found, thing);
      append_row (self, object, key, NULL, old_value, new_value);
      return;
    }

  fields = g_hash_table_lookup (self->found, thing);
  if (fields == NULL)
    {
      fields = g_hash_table_new (g_str_hash, g_str_equal);
      g_hash_table_insert (self->found, g_steal_pointer (&thing), fields);
    }

  row = g_hash_table_lookup (fields, field);
  if (row != NULL)
    {
      g_free (row->new_value);
      row->new_value = g_strdup (new_value);
      return;
    }

  row = append_row (self, object, key, field, old_value, new_value);
  g_hash_table_insert (fields, row->field, row);
}

static AtlasChange *
get_change (GArray       *changes,
            const GArray *places,
            guint         i)
{
  return &g_array_index (changes, AtlasChange, g_array_index (places, guint, i));
}

/* Changes nothing any more. */
static void
drop (GArray       *changes,
      const GArray *places,
      guint         from,
      guint         to)
{
  for (guint i = from; i < to; i++)
    {
      AtlasChange *change = get_change (changes, places, i);

      change->old_value = change->new_value = NULL;
    }
}

/* A field that was changed before and after is changed once. */
static void
join_fields (GArray       *changes,
             const GArray *places,
             guint         first,
             guint         last)
{
  for (guint i = last + 1; i < places->len; i++)
    for (guint j = 0; j < first; j++)
      {
        AtlasChange *before = get_change (changes, places, j);
        AtlasChange *after = get_change (changes, places, i);

        if (g_strcmp0 (before->field, after->field) == 0)
          {
            before->new_value = after->new_value;
            after->old_value = after->new_value = NULL;
          }
      }
}

/* What became in the end of a thing that was made or deleted on the way: @places
 * are all its rows. */
static void
fold_thing (GArray       *changes,
            const GArray *places)
{
  guint first = places->len, last = 0;
  const AtlasChange *begin, *end;

  for (guint i = 0; i < places->len; i++)
    if (get_change (changes, places, i)->field == NULL)
      {
        first = MIN (first, i);
        last = i;
      }
  if (first == places->len)
    return;

  begin = get_change (changes, places, first);
  end = get_change (changes, places, last);
  if (begin->old_value == NULL)
    drop (changes, places, 0, end->new_value != NULL ? last : places->len);
  else if (end->new_value == NULL)
    /* What is deleted is the thing as it was changed before: that stays. */
    drop (changes, places, first + 1, places->len);
  else if (g_strcmp0 (begin->old_value, end->new_value) == 0)
    {
      drop (changes, places, first, last + 1);
      join_fields (changes, places, first, last);
    }
  else
    drop (changes, places, first + 1, last);
}

static void
fold_things (GArray *changes)
{
  g_autoptr(GHashTable) things =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  GHashTableIter iter;
  gpointer places;

  for (guint i = 0; i < changes->len; i++)
    {
      const AtlasChange *change = &g_array_index (changes, AtlasChange, i);
      g_autofree char *thing = g_strdup_printf ("%d %s", change->object, change->key);

      places = g_hash_table_lookup (things, thing);
      if (places == NULL)
        {
          places = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (things, g_steal_pointer (&thing), places);
        }
      g_array_append_val ((GArray *) places, i);
    }

  g_hash_table_iter_init (&iter, things);
  while (g_hash_table_iter_next (&iter, NULL, &places))
    fold_thing (changes, places);
}

GArray *
atlas_change_set_list (AtlasChangeSet *self)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (AtlasChange));
  gboolean has_whole_rows = FALSE;
  guint n = 0;

  g_return_val_if_fail (self != NULL, changes);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);
      AtlasChange change = {
        .object = row->object,
        .key = row->key,
        .field = row->field,
        .old_value = row->old_value,
        .new_value = row->new_value,
      };

      g_array_append_val (changes, change);
      has_whole_rows |= row->field == NULL;
    }

  if (has_whole_rows)
    fold_things (changes);
  for (guint i = 0; i < changes->len; i++)
    {
      const AtlasChange change = g_array_index (changes, AtlasChange, i);

      if (g_strcmp0 (change.old_value, change.new_value) != 0)
        g_array_index (changes, AtlasChange, n++) = change;
    }
  g_array_set_size (changes, n);

  return changes;
}

AtlasChangeSet *
atlas_change_set_new_for_log (const AtlasChangeLog *log,
                              gint64                from,
                              gint64                to)
{
  AtlasChangeSet *self = atlas_change_set_new ();

  for (gint64 seq = from + 1; seq <= to; seq++)
    {
      const AtlasChange *change = atlas_change_log_get (log, (guint) seq - 1);

      atlas_change_set_add (self, change->object, change->key, change->field, change->old_value,
                            change->new_value);
    }
  for (gint64 seq = from; seq > to; seq--)
    {
      const AtlasChange *change = atlas_change_log_get (log, (guint) seq - 1);

      atlas_change_set_add (self, change->object, change->key, change->field, change->new_value,
                            change->old_value);
    }

  return self;
}

static void
compare_blocks (AtlasChangeSet *self,
                AtlasBlock     *from,
                AtlasBlock     *to)
{
  const AtlasBlockValues *old = atlas_block_get_values (from);
  const AtlasBlockValues *new = atlas_block_get_values (to);

  for (guint field = 0; field < ATLAS_BLOCK_N_FIELDS; field++)
    if (!atlas_block_values_equal (old, new, field))
      {
        g_autofree char *was = atlas_block_values_dup_json (old, field);
        g_autofree char *is = atlas_block_values_dup_json (new, field);

        atlas_change_set_add (self, ATLAS_OBJECT_BLOCK, old->code,
                              atlas_block_field_info (field)->column, was, is);
      }
}

static const char *
get_code (AtlasPlan       *plan,
          const AtlasSite *site)
{
  return site->block < 0 ? NULL
                         : atlas_block_get_code (atlas_plan_get_block (plan, (guint) site->block));
}

static void
compare_sites (AtlasChangeSet  *self,
               AtlasPlan       *from,
               const AtlasSite *old,
               AtlasPlan       *to,
               const AtlasSite *new)
{
  for (guint field = 0; field < ATLAS_SITE_N_FIELDS; field++)
    {
      g_autofree char *was = atlas_site_dup_json (old, get_code (from, old), field);
      g_autofree char *is = atlas_site_dup_json (new, get_code (to, new), field);

      atlas_change_set_add (self, ATLAS_OBJECT_SITE, old->id, atlas_site_field_get_column (field),
                            was, is);
    }
}

/* id → number + 1 */
static GHashTable *
number_sites (AtlasPlan *plan)
{
  AtlasSites *sites = atlas_plan_get_sites (plan);
  GHashTable *numbers = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    g_hash_table_insert (numbers, (gpointer) atlas_sites_get (sites, i).id,
                         GUINT_TO_POINTER (i + 1));

  return numbers;
}

/* @way: 1: those that only @plan has are made; -1: they are deleted; where both
 * have one, once, for 1, what differs. */
static void
add_sites (AtlasChangeSet *self,
           AtlasPlan      *plan,
           AtlasPlan      *other,
           int             way)
{
  g_autoptr(GHashTable) numbers = number_sites (other);
  AtlasSites *sites = atlas_plan_get_sites (plan);

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    {
      AtlasSite site = atlas_sites_get (sites, i);
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, site.id));

      if (number == 0)
        {
          g_autofree char *row = atlas_site_dup_row_json (&site, get_code (plan, &site));

          atlas_change_set_add (self, ATLAS_OBJECT_SITE, site.id, NULL, way < 0 ? row : NULL,
                                way < 0 ? NULL : row);
        }
      else if (way > 0)
        {
          AtlasSite old = atlas_sites_get (atlas_plan_get_sites (other), number - 1);

          compare_sites (self, other, &old, plan, &site);
        }
    }
}

AtlasChangeSet *
atlas_change_set_new_for_plans (AtlasPlan *from,
                                AtlasPlan *to)
{
  AtlasChangeSet *self = atlas_change_set_new ();

  g_return_val_if_fail (ATLAS_IS_PLAN (from), self);
  g_return_val_if_fail (ATLAS_IS_PLAN (to), self);

  for (guint i = 0; i < atlas_plan_get_n_blocks (from); i++)
    {
      AtlasBlock *old = atlas_plan_get_block (from, i);
      AtlasBlock *new = atlas_plan_find_block (to, atlas_block_get_code (old), NULL);

      if (new != NULL)
        compare_blocks (self, old, new);
    }
  add_sites (self, from, to, -1);
  add_sites (self, to, from, 1);

  return self;
}
