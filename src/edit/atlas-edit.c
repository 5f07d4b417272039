#include "atlas-edit.h"

#include "atlas-block-json.h"
#include "atlas-change-set.h"
#include "atlas-error.h"
#include "atlas-json.h"
#include "atlas-site-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define EDITED "\"edited\""

struct _AtlasEdit
{
  AtlasPlan      *plan;
  GHashTable     *blocks; /* number → AtlasBlockValues, of blocks that were touched */
  AtlasSites     *sites;  /* %NULL: as the plan has them */
  AtlasChangeSet *changes;
};

static void
values_free (gpointer data)
{
  atlas_block_values_clear (data);
  g_free (data);
}

AtlasEdit *
atlas_edit_new (AtlasPlan *plan)
{
  AtlasEdit *self;

  g_return_val_if_fail (ATLAS_IS_PLAN (plan), NULL);

  self = g_new0 (AtlasEdit, 1);
  self->plan = g_object_ref (plan);
  self->blocks = g_hash_table_new_full (NULL, NULL, NULL, values_free);
  self->changes = atlas_change_set_new ();

  return self;
}

void
atlas_edit_free (AtlasEdit *self)
{
  atlas_change_set_free (self->changes);
  g_clear_pointer (&self->sites, atlas_sites_unref);
  g_hash_table_unref (self->blocks);
  g_object_unref (self->plan);
  g_free (self);
}

/* Takes the values. */
static void
take_change (AtlasEdit  *self,
             int         object,
             const char *key,
             const char *field,
             char       *old_value,
             char       *new_value)
{
  atlas_change_set_add (self->changes, object, key, field, old_value, new_value);
  g_free (old_value);
  g_free (new_value);
}

/* --- Blocks --- */

static AtlasBlockValues *
touch_block (AtlasEdit *self,
             guint      block)
{
  AtlasBlockValues *values = g_hash_table_lookup (self->blocks, GUINT_TO_POINTER (block));

  if (values == NULL)
    {
      values = g_new0 (AtlasBlockValues, 1);
      atlas_block_values_copy (atlas_block_get_values (atlas_plan_get_block (self->plan, block)),
                               values);
      g_hash_table_insert (self->blocks, GUINT_TO_POINTER (block), values);
    }

  return values;
}

const AtlasBlockValues *
atlas_edit_get_values (AtlasEdit *self,
                       guint      block)
{
  const AtlasBlockValues *values;

  g_return_val_if_fail (self != NULL, NULL);

  values = g_hash_table_lookup (self->blocks, GUINT_TO_POINTER (block));

  return values != NULL ? values
                        : atlas_block_get_values (atlas_plan_get_block (self->plan, block));
}

/* @changed: (out): is it another value than before? */
static gboolean
put_block_value (AtlasEdit        *self,
                 guint             block,
                 AtlasBlockField   field,
                 const char       *json,
                 gboolean         *changed,
                 GError          **error)
{
  AtlasBlockValues *values = touch_block (self, block);
  g_autofree char *old_value = atlas_block_values_dup_json (values, field);
  char *new_value;

  if (!atlas_block_values_set_json (values, field, json, error))
    return FALSE;

  new_value = atlas_block_values_dup_json (values, field);
  *changed = !g_str_equal (old_value, new_value);
  take_change (self, ATLAS_OBJECT_BLOCK, values->code, atlas_block_field_info (field)->column,
               g_steal_pointer (&old_value), new_value);

  return TRUE;
}

gboolean
atlas_edit_set_block (AtlasEdit        *self,
                      guint             block,
                      AtlasBlockField   field,
                      const char       *json,
                      GError          **error)
{
  const AtlasFieldInfo *info;
  gboolean changed;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (block < atlas_plan_get_n_blocks (self->plan), FALSE);

  info = atlas_block_field_info (field);
  if (!info->editable)
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                   _("%s can't be edited. It comes with the plan."), info->column);
      return FALSE;
    }

  return put_block_value (self, block, field, json, &changed, error) &&
         (!changed ||
          put_block_value (self, block, ATLAS_BLOCK_PROVENANCE, EDITED, &changed, error));
}

/* An amount that is unknown stays so, and none is less than nothing. */
static gboolean
add_amount (AtlasEdit        *self,
            guint             block,
            AtlasBlockField   field,
            double            difference,
            GError          **error)
{
  const AtlasFieldInfo *info = atlas_block_field_info (field);
  double amount = G_STRUCT_MEMBER (double, atlas_edit_get_values (self, block), info->offset);
  g_autoptr(GString) json = g_string_new (NULL);

  if (isnan (amount) || difference == 0)
    return TRUE;

  atlas_json_append_number (json, MAX (amount + difference, 0));

  return atlas_edit_set_block (self, block, field, json->str, error);
}

static double
get_floor_area (const AtlasSite *site)
{
  return isnan (site->floor_area) ? 0 : site->floor_area;
}

/* @sign: 1: the site comes; -1: it goes; (nullable): nothing does */
static gboolean
add_site_to_block (AtlasEdit        *self,
                   const AtlasSite  *site,
                   int               sign,
                   GError          **error)
{
  if (site == NULL || site->block < 0)
    return TRUE;

  return add_amount (self, (guint) site->block, ATLAS_BLOCK_COMPOUNDS_COUNT + site->resource,
                     sign, error) &&
         add_amount (self, (guint) site->block,
                     ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA + site->resource,
                     sign * get_floor_area (site), error);
}

/* What one site was and is, of which texts are not looked at; (nullable): there was,
 * or is, none. An amount that the two have in common is not taken off and put back:
 * it would lose a digit, or, where the block has less, become more. */
static gboolean
add_difference (AtlasEdit        *self,
                const AtlasSite  *was,
                const AtlasSite  *is,
                GError          **error)
{
  if (was != NULL && is != NULL && was->block == is->block && was->resource == is->resource)
    return is->block < 0 ||
           add_amount (self, (guint) is->block, ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA + is->resource,
                       get_floor_area (is) - get_floor_area (was), error);

  return add_site_to_block (self, was, -1, error) && add_site_to_block (self, is, 1, error);
}

/* --- Sites --- */

AtlasSites *
atlas_edit_get_sites (AtlasEdit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->sites != NULL ? self->sites : atlas_plan_get_sites (self->plan);
}

static AtlasSites *
touch_sites (AtlasEdit *self)
{
  if (self->sites == NULL)
    self->sites = atlas_sites_copy (atlas_plan_get_sites (self->plan));

  return self->sites;
}

static const char *
get_block_code (AtlasEdit       *self,
                const AtlasSite *site)
{
  return site->block < 0
         ? NULL : atlas_block_get_code (atlas_plan_get_block (self->plan, (guint) site->block));
}

static char *
make_site_id (AtlasEdit *self)
{
  while (TRUE)
    {
      g_autofree char *uuid = g_uuid_string_random ();
      g_autofree char *id = g_strdup_printf ("N-%.8s", uuid);

      if (atlas_sites_find (atlas_edit_get_sites (self), id) < 0)
        return g_steal_pointer (&id);
    }
}

/* As much as a block can have, or unknown. */
static gboolean
check_site (const AtlasSite  *site,
            GError          **error)
{
  double most = atlas_block_field_info (ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA)->maximum;

  if (isfinite (site->x) && isfinite (site->y) && !(site->floor_area < 0) &&
      !(site->floor_area > most))
    return TRUE;

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
               _("The site %s needs a place, and a floor area from 0 to %g m². Correct them."),
               site->id != NULL ? site->id : site->name != NULL ? site->name : "", most);

  return FALSE;
}

/* As it is kept: in the block where it stands, made by hand. */
static AtlasSite
settle_site (AtlasEdit       *self,
             const AtlasSite *site)
{
  AtlasSite settled = *site;

  settled.block = atlas_plan_find_block_at (self->plan, site->x, site->y);
  settled.provenance = atlas_vocabulary_find (&atlas_vocabulary_provenances, "edited");

  return settled;
}

gboolean
atlas_edit_add_site (AtlasEdit        *self,
                     const AtlasSite  *site,
                     GError          **error)
{
  AtlasSite settled;
  g_autofree char *id = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!check_site (site, error))
    return FALSE;

  settled = settle_site (self, site);
  if (settled.id == NULL)
    settled.id = id = make_site_id (self);
  atlas_sites_add (touch_sites (self), &settled);
  take_change (self, ATLAS_OBJECT_SITE, settled.id, NULL, NULL,
               atlas_site_dup_row_json (&settled, get_block_code (self, &settled)));

  return add_difference (self, NULL, &settled, error);
}

gboolean
atlas_edit_set_site (AtlasEdit        *self,
                     guint             i,
                     const AtlasSite  *site,
                     GError          **error)
{
  AtlasSite old, settled;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (i < atlas_sites_get_n (atlas_edit_get_sites (self)), FALSE);

  if (!check_site (site, error))
    return FALSE;

  old = atlas_sites_get (touch_sites (self), i);
  settled = settle_site (self, site);
  settled.id = old.id;
  for (guint field = ATLAS_SITE_RESOURCE; field < ATLAS_SITE_N_FIELDS; field++)
    {
      g_autofree char *was = atlas_site_dup_json (&old, get_block_code (self, &old), field);
      g_autofree char *is = atlas_site_dup_json (&settled, get_block_code (self, &settled), field);

      if (!g_str_equal (was, is))
        take_change (self, ATLAS_OBJECT_SITE, old.id, atlas_site_field_get_column (field),
                     g_steal_pointer (&was), g_steal_pointer (&is));
    }
  if (!add_difference (self, &old, &settled, error))
    return FALSE;

  atlas_sites_set (self->sites, i, &settled);

  return TRUE;
}

void
atlas_edit_remove_site (AtlasEdit *self,
                        guint      i)
{
  AtlasSite site;

  g_return_if_fail (self != NULL);
  g_return_if_fail (i < atlas_sites_get_n (atlas_edit_get_sites (self)));

  site = atlas_sites_get (touch_sites (self), i);
  take_change (self, ATLAS_OBJECT_SITE, site.id, NULL,
               atlas_site_dup_row_json (&site, get_block_code (self, &site)), NULL);
  add_difference (self, &site, NULL, NULL);
  atlas_sites_remove (self->sites, i);
}

/* --- As the log has it --- */

static gboolean
refuse (const char  *key,
        GError     **error)
{
  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
               _("The plan has no %s that could be changed so. Reload the plan."), key);

  return FALSE;
}

static gboolean
put_block (AtlasEdit          *self,
           const AtlasChange  *change,
           GError            **error)
{
  int field = change->field != NULL ? atlas_block_field_find (change->field) : -1;
  gboolean changed;
  guint block;

  if (field <= ATLAS_BLOCK_CODE || change->new_value == NULL ||
      atlas_plan_find_block (self->plan, change->key, &block) == NULL)
    return refuse (change->key, error);

  return put_block_value (self, block, (AtlasBlockField) field, change->new_value, &changed, error);
}

static AtlasSite
get_site_of_text (AtlasEdit           *self,
                  const AtlasSiteText *text)
{
  AtlasSite site = text->site;
  guint block;

  site.id = text->id;
  site.name = text->name;
  site.note = text->note;
  site.block = text->block != NULL && atlas_plan_find_block (self->plan, text->block, &block) != NULL
               ? (int) block : -1;

  return site;
}

static gboolean
put_whole_site (AtlasEdit          *self,
                const AtlasChange  *change,
                int                 i,
                GError            **error)
{
  g_auto(AtlasSiteText) text = { .id = NULL };
  AtlasSite site;

  if ((change->new_value == NULL) != (i >= 0))
    return refuse (change->key, error);

  if (i >= 0)
    {
      site = atlas_sites_get (touch_sites (self), (guint) i);
      take_change (self, ATLAS_OBJECT_SITE, change->key, NULL,
                   atlas_site_dup_row_json (&site, get_block_code (self, &site)), NULL);
      atlas_sites_remove (self->sites, (guint) i);
      return TRUE;
    }

  atlas_site_text_init (&text, NULL, NULL);
  if (!atlas_site_text_set_row_json (&text, change->new_value, error))
    return FALSE;
  if (!g_str_equal (text.id, change->key))
    return refuse (change->key, error);

  site = get_site_of_text (self, &text);
  atlas_sites_add (touch_sites (self), &site);
  take_change (self, ATLAS_OBJECT_SITE, change->key, NULL, NULL, g_strdup (change->new_value));

  return TRUE;
}

static gboolean
put_site_value (AtlasEdit          *self,
                const AtlasChange  *change,
                guint               i,
                GError            **error)
{
  g_auto(AtlasSiteText) text = { .id = NULL };
  int field = atlas_site_field_find (change->field);
  AtlasSite site = atlas_sites_get (touch_sites (self), i);
  char *old_value;

  if (field <= ATLAS_SITE_ID || change->new_value == NULL)
    return refuse (change->key, error);

  atlas_site_text_init (&text, &site, get_block_code (self, &site));
  old_value = atlas_site_dup_json (&site, text.block, (AtlasSiteField) field);
  if (!atlas_site_text_set_json (&text, (AtlasSiteField) field, change->new_value, error))
    {
      g_free (old_value);
      return FALSE;
    }

  site = get_site_of_text (self, &text);
  atlas_sites_set (self->sites, i, &site);
  take_change (self, ATLAS_OBJECT_SITE, change->key, change->field, old_value,
               atlas_site_dup_json (&site, text.block, (AtlasSiteField) field));

  return TRUE;
}

static gboolean
put_site (AtlasEdit          *self,
          const AtlasChange  *change,
          GError            **error)
{
  int i = atlas_sites_find (atlas_edit_get_sites (self), change->key);

  if (change->field == NULL)
    return put_whole_site (self, change, i, error);

  return i < 0 ? refuse (change->key, error) : put_site_value (self, change, (guint) i, error);
}

gboolean
atlas_edit_put (AtlasEdit          *self,
                const AtlasChange  *change,
                GError            **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (change->key != NULL, FALSE);

  switch (change->object)
    {
    case ATLAS_OBJECT_BLOCK:
      return put_block (self, change, error);
    case ATLAS_OBJECT_SITE:
      return put_site (self, change, error);
    default:
      take_change (self, change->object, change->key, change->field, g_strdup (change->old_value),
                   g_strdup (change->new_value));
      return TRUE;
    }
}

/* Returns: is there such a site? */
static gboolean
find_site (AtlasEdit  *self,
           const char *id,
           AtlasSite  *site)
{
  AtlasSites *sites = atlas_edit_get_sites (self);
  int i = atlas_sites_find (sites, id);

  if (i >= 0)
    *site = atlas_sites_get (sites, (guint) i);

  return i >= 0;
}

gboolean
atlas_edit_put_site (AtlasEdit          *self,
                     const AtlasChange  *change,
                     GError            **error)
{
  AtlasSite was, is;
  gboolean had, has;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (change->object == ATLAS_OBJECT_SITE, FALSE);

  had = find_site (self, change->key, &was);
  if (!put_site (self, change, error))
    return FALSE;
  has = find_site (self, change->key, &is);

  return add_difference (self, had ? &was : NULL, has ? &is : NULL, error);
}

/* --- All of it --- */

GArray *
atlas_edit_list (AtlasEdit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return atlas_change_set_list (self->changes);
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

static guint32
find_differences (AtlasEdit              *self,
                  guint                   block,
                  const AtlasBlockValues *values)
{
  const AtlasBlockValues *old = atlas_block_get_values (atlas_plan_get_block (self->plan, block));
  guint32 fields = 0;

  for (guint field = 0; field < ATLAS_BLOCK_N_FIELDS; field++)
    if (!atlas_block_values_equal (old, values, field))
      fields |= 1u << field;

  return fields;
}

GArray *
atlas_edit_list_blocks (AtlasEdit *self,
                        guint32   *fields)
{
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (guint));
  GHashTableIter iter;
  gpointer key, values;

  g_return_val_if_fail (self != NULL, blocks);

  *fields = 0;
  g_hash_table_iter_init (&iter, self->blocks);
  while (g_hash_table_iter_next (&iter, &key, &values))
    {
      guint block = GPOINTER_TO_UINT (key);
      guint32 differences = find_differences (self, block, values);

      if (differences != 0)
        g_array_append_val (blocks, block);
      *fields |= differences;
    }
  g_array_sort (blocks, compare_numbers);

  return blocks;
}

gboolean
atlas_edit_has_sites (AtlasEdit *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->sites != NULL;
}

void
atlas_edit_apply (AtlasEdit *self)
{
  GHashTableIter iter;
  gpointer key, values;

  g_return_if_fail (self != NULL);

  g_hash_table_iter_init (&iter, self->blocks);
  while (g_hash_table_iter_next (&iter, &key, &values))
    atlas_block_take_values (atlas_plan_get_block (self->plan, GPOINTER_TO_UINT (key)), values);
  g_hash_table_remove_all (self->blocks);
  if (self->sites != NULL)
    atlas_plan_take_sites (self->plan, g_steal_pointer (&self->sites));
}
