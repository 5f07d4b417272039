#include "atlas-site-difference.h"

#include "atlas-site-json.h"

/* @number: of the site in @plan; -1: it is not there */
static void
read_present (AtlasPlan     *plan,
              int            number,
              AtlasSiteText *text)
{
  AtlasSite site;

  if (number < 0)
    {
      atlas_site_text_init (text, NULL, NULL);
      return;
    }

  site = atlas_sites_get (atlas_plan_get_sites (plan), (guint) number);
  atlas_site_text_init (text, &site, site.block < 0 ? NULL : atlas_block_get_code (
                                       atlas_plan_get_block (plan, (guint) site.block)));
}

/* @before: in the earlier state, not the later. Returns: is the site there then? */
static gboolean
read_state (AtlasDifference *difference,
            AtlasPlan       *plan,
            int              number,
            gboolean         before,
            AtlasSiteText   *text)
{
  gboolean exists = TRUE;
  guint n;
  const AtlasChange *changes = atlas_difference_get_changes (difference, &n);

  read_present (plan, number, text);
  for (guint i = 0; i < n; i++)
    {
      const AtlasChange *change = &changes[before ? n - 1 - i : i];
      const char *json = before ? change->old_value : change->new_value;
      int field = change->field != NULL ? atlas_site_field_find (change->field) : -1;

      if (change->field != NULL)
        {
          if (field >= 0 && json != NULL)
            atlas_site_text_set_json (text, (AtlasSiteField) field, json, NULL);
          continue;
        }
      exists = json != NULL;
      if (exists)
        {
          atlas_site_text_clear (text);
          atlas_site_text_init (text, NULL, NULL);
          atlas_site_text_set_row_json (text, json, NULL);
        }
    }

  return exists;
}

static AtlasSiteMark
make_mark (AtlasDifference *difference,
           AtlasPlan       *plan,
           int              number)
{
  g_auto(AtlasSiteText) was = { .id = NULL };
  g_auto(AtlasSiteText) is = { .id = NULL };
  gboolean had = read_state (difference, plan, number, TRUE, &was);
  gboolean has = read_state (difference, plan, number, FALSE, &is);
  const AtlasSite *site = has ? &is.site : &was.site;
  AtlasSiteMark mark = { .resource = site->resource,
                         .was = { site->x, site->y }, .is = { site->x, site->y } };

  if (!has)
    mark.kind = ATLAS_SITE_MARK_DELETED;
  else if (!had)
    mark.kind = ATLAS_SITE_MARK_ADDED;
  else if (was.site.x != is.site.x || was.site.y != is.site.y)
    {
      mark.kind = ATLAS_SITE_MARK_MOVED;
      mark.was = (AtlasPoint) { was.site.x, was.site.y };
    }
  else
    mark.kind = ATLAS_SITE_MARK_EDITED;

  return mark;
}

static int
find_number (AtlasDifference *difference,
             AtlasPlan       *plan)
{
  return atlas_sites_find (atlas_plan_get_sites (plan), atlas_difference_get_key (difference));
}

AtlasSiteMark
atlas_site_difference_get_mark (AtlasDifference *difference,
                                AtlasPlan       *plan)
{
  return make_mark (difference, plan, find_number (difference, plan));
}

char *
atlas_site_difference_dup_block (AtlasDifference *difference,
                                 AtlasPlan       *plan)
{
  g_auto(AtlasSiteText) text = { .id = NULL };
  int number = find_number (difference, plan);

  if (!read_state (difference, plan, number, FALSE, &text))
    {
      atlas_site_text_clear (&text);
      read_state (difference, plan, number, TRUE, &text);
    }

  return g_steal_pointer (&text.block);
}

GArray *
atlas_site_difference_list_marks (AtlasDifferenceList *list,
                                  AtlasPlan           *plan)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (AtlasSiteMark));
  guint first = atlas_difference_list_count (list, ATLAS_OBJECT_BLOCK);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  AtlasSites *sites = atlas_plan_get_sites (plan);
  g_autoptr(GHashTable) numbers = NULL;

  if (first == n)
    return marks;

  numbers = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    g_hash_table_insert (numbers, (gpointer) atlas_sites_get (sites, i).id,
                         GINT_TO_POINTER ((int) i + 1));
  for (guint i = first; i < n; i++)
    {
      g_autoptr(AtlasDifference) difference = g_list_model_get_item (G_LIST_MODEL (list), i);
      int number = GPOINTER_TO_INT (
        g_hash_table_lookup (numbers, atlas_difference_get_key (difference))) - 1;
      AtlasSiteMark mark = make_mark (difference, plan, number);

      g_array_append_val (marks, mark);
    }

  return marks;
}
