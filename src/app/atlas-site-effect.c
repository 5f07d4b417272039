#include "atlas-site-effect.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean
is_same (double a,
         double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static char *
describe_count (double before,
                double after)
{
  g_autofree char *was = atlas_quantity_format_count (before);
  g_autofree char *is = atlas_quantity_format_count (after);

  if (is_same (before, after))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s site", "%s sites",
                                         (gulong) (isnan (after) ? 0 : after)), is);

  /* Translators: how many sites a block has: before, and after a change */
  return g_strdup_printf (_("%s → %s sites"), was, is);
}

static char *
describe_floor_area (double             before,
                     double             after,
                     AtlasFloorAreaUnit unit)
{
  g_autofree char *was = atlas_quantity_format_floor_area (before, unit);
  g_autofree char *is = atlas_quantity_format_floor_area (after, unit);

  if (is_same (before, after))
    return g_steal_pointer (&is);

  return g_strdup_printf (_("%s → %s"), was, is);
}

static char *
describe_resource (const AtlasBlockValues *before,
                   const AtlasBlockValues *after,
                   int                     resource,
                   AtlasFloorAreaUnit      unit,
                   AtlasLanguage           language)
{
  const char *label = atlas_vocabulary_get_label (&atlas_vocabulary_resources, resource, language);
  g_autofree char *count = describe_count (before->count[resource], after->count[resource]);
  g_autofree char *area = describe_floor_area (before->floor_area[resource],
                                               after->floor_area[resource], unit);

  /* Translators: code of a block, a resource, its number and its floor area */
  return g_strdup_printf (_("Block %s, %s: %s, %s"), before->code, label, count, area);
}

char *
atlas_site_effect_describe (AtlasEdit          *edit,
                            AtlasPlan          *plan,
                            AtlasFloorAreaUnit  unit,
                            AtlasLanguage       language)
{
  guint32 fields;
  g_autoptr(GArray) blocks = atlas_edit_list_blocks (edit, &fields);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < blocks->len; i++)
    {
      guint block = g_array_index (blocks, guint, i);
      const AtlasBlockValues *before =
        atlas_block_get_values (atlas_plan_get_block (plan, block));
      const AtlasBlockValues *after = atlas_edit_get_values (edit, block);

      for (int resource = 0; resource < ATLAS_N_RESOURCES; resource++)
        if (!is_same (before->count[resource], after->count[resource]) ||
            !is_same (before->floor_area[resource], after->floor_area[resource]))
          g_ptr_array_add (lines, describe_resource (before, after, resource, unit, language));
    }
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}
