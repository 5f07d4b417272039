#include "atlas-site-check.h"

#include "atlas-json.h"
#include "atlas-record-check.h"
#include "atlas-site-json.h"

/* What the log says of a site in the end; texts are the log's. */
typedef struct
{
  const char *id;
  const char *row; /* (nullable): JSON: as it was made; %NULL: before the log */
  gboolean    is_deleted;
  const char *values[ATLAS_SITE_N_FIELDS]; /* (nullable): JSON: changed since it was made */
  guint       number;                      /* among the plan's sites, from 1; 0: it is not there */
} LoggedSite;

static LoggedSite *
get_site (GPtrArray  *sites,
          GHashTable *found,
          const char *id)
{
  LoggedSite *site = g_hash_table_lookup (found, id);

  if (site == NULL)
    {
      site = g_new0 (LoggedSite, 1);
      site->id = id;
      g_ptr_array_add (sites, site);
      g_hash_table_insert (found, (gpointer) id, site);
    }

  return site;
}

static void
follow (LoggedSite        *self,
        const AtlasChange *change)
{
  int field = change->field != NULL ? atlas_site_field_find (change->field) : -1;

  if (change->field == NULL)
    *self = (LoggedSite) { .id = self->id, .row = change->new_value,
                           .is_deleted = change->new_value == NULL };
  else if (field >= 0)
    self->values[field] = change->new_value;
}

/* Returns: (transfer full) (element-type LoggedSite). @found: id → its site */
static GPtrArray *
follow_log (const AtlasChangeLog *log,
            GHashTable           *found)
{
  GPtrArray *sites = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < atlas_change_log_get_n (log); i++)
    {
      const AtlasChange *change = atlas_change_log_get (log, i);

      if (change->object == ATLAS_OBJECT_SITE)
        follow (get_site (sites, found, change->key), change);
    }

  return sites;
}

/* A plan may have a million. */
static void
number_sites (AtlasPlan  *plan,
              GHashTable *found)
{
  AtlasSites *sites = atlas_plan_get_sites (plan);

  if (g_hash_table_size (found) == 0)
    return;

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    {
      LoggedSite *site = g_hash_table_lookup (found, atlas_sites_get (sites, i).id);

      if (site != NULL)
        site->number = i + 1;
    }
}

static const char *
get_block_code (AtlasPlan       *plan,
                const AtlasSite *site)
{
  return site->block < 0 ? NULL
                         : atlas_block_get_code (atlas_plan_get_block (plan, (guint) site->block));
}

/* @made: as it was made. Returns: (transfer full) (nullable): %NULL: the log does not tell */
static char *
dup_logged (const LoggedSite    *self,
            const AtlasSiteText *made,
            AtlasSiteField       field)
{
  AtlasSite site = made->site;

  if (self->values[field] != NULL || self->row == NULL)
    return g_strdup (self->values[field]);

  site.id = made->id;
  site.name = made->name;
  site.note = made->note;

  return atlas_site_dup_json (&site, made->block, field);
}

/* All that the log tells of it, as an object. */
static char *
dup_logged_row (const LoggedSite    *self,
                const AtlasSiteText *made)
{
  GString *json = g_string_new ("{");

  for (guint field = 0; field < ATLAS_SITE_N_FIELDS; field++)
    {
      g_autofree char *value = dup_logged (self, made, field);

      if (value == NULL)
        continue;
      g_string_append (json, json->len > 1 ? "," : "");
      atlas_json_append_string (json, atlas_site_field_get_column (field));
      g_string_append_printf (json, ":%s", value);
    }
  g_string_append_c (json, '}');

  return g_string_free (json, FALSE);
}

/* @field: (nullable): the whole row */
static void
report (GPtrArray        *differences,
        const LoggedSite *self,
        const char       *field,
        const char       *stored,
        const char       *logged)
{
  g_ptr_array_add (differences, atlas_record_difference_new (ATLAS_OBJECT_SITE, self->id, field,
                                                             stored, logged));
}

static void
compare_values (GPtrArray           *differences,
                const LoggedSite    *self,
                const AtlasSiteText *made,
                const AtlasSite     *site,
                const char          *block)
{
  for (guint field = 0; field < ATLAS_SITE_N_FIELDS; field++)
    {
      g_autofree char *logged = dup_logged (self, made, field);
      g_autofree char *stored = atlas_site_dup_json (site, block, field);

      if (logged != NULL && !g_str_equal (logged, stored))
        report (differences, self, atlas_site_field_get_column (field), stored, logged);
    }
}

static void
compare (GPtrArray        *differences,
         const LoggedSite *self,
         AtlasPlan        *plan)
{
  g_auto(AtlasSiteText) made = { .id = NULL };
  g_autofree char *row = NULL;
  AtlasSite site;
  const char *block;

  atlas_site_text_init (&made, NULL, NULL);
  /* What can't be read stays unknown, the place first of all, and so differs. */
  if (self->row != NULL)
    atlas_site_text_set_row_json (&made, self->row, NULL);
  if (self->number == 0)
    {
      row = dup_logged_row (self, &made);
      if (!self->is_deleted)
        report (differences, self, NULL, NULL, row);
      return;
    }

  site = atlas_sites_get (atlas_plan_get_sites (plan), self->number - 1);
  block = get_block_code (plan, &site);
  row = atlas_site_dup_row_json (&site, block);
  if (self->is_deleted)
    report (differences, self, NULL, row, NULL);
  else
    compare_values (differences, self, &made, &site, block);
}

GPtrArray *
atlas_site_check (const AtlasChangeLog *log,
                  AtlasPlan            *plan)
{
  GPtrArray *differences =
    g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_record_difference_free);
  g_autoptr(GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) sites = NULL;

  g_return_val_if_fail (log != NULL, differences);
  g_return_val_if_fail (ATLAS_IS_PLAN (plan), differences);

  sites = follow_log (log, found);
  number_sites (plan, found);
  for (guint i = 0; i < sites->len; i++)
    compare (differences, g_ptr_array_index (sites, i), plan);

  return differences;
}
