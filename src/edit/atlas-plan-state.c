#include "atlas-plan-state.h"

#include "atlas-block-json.h"
#include "atlas-change-set.h"
#include "atlas-edit.h"

static AtlasPlan *
copy_plan (AtlasPlan *plan)
{
  AtlasPlan *copy = atlas_plan_new ();
  guint n = atlas_plan_get_n_blocks (plan);
  GPtrArray *blocks = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      AtlasBlock *block = atlas_plan_get_block (plan, i);
      AtlasBlockValues values;

      atlas_block_values_copy (atlas_block_get_values (block), &values);
      g_ptr_array_add (blocks, atlas_block_new_take (
                         atlas_geometry_ref (atlas_block_get_geometry (block)), &values));
    }
  atlas_plan_take_blocks (copy, blocks);
  atlas_plan_take_sites (copy, atlas_sites_ref (atlas_plan_get_sites (plan)));

  return copy;
}

AtlasPlan *
atlas_plan_state_new (AtlasPlan             *plan,
                      const AtlasChangeLog  *log,
                      gint64                 seq,
                      GError               **error)
{
  g_autoptr(AtlasPlan) copy = NULL;
  g_autoptr(AtlasEdit) edit = NULL;
  g_autoptr(AtlasChangeSet) set = NULL;
  g_autoptr(GArray) changes = NULL;

  g_return_val_if_fail (ATLAS_IS_PLAN (plan), NULL);
  g_return_val_if_fail (seq >= 0 && seq <= atlas_change_log_get_n (log), NULL);

  copy = copy_plan (plan);
  edit = atlas_edit_new (copy);
  set = atlas_change_set_new_for_log (log, atlas_change_log_get_n (log), seq);
  changes = atlas_change_set_list (set);
  for (guint i = 0; i < changes->len; i++)
    {
      const AtlasChange *change = &g_array_index (changes, AtlasChange, i);

      if ((change->object == ATLAS_OBJECT_BLOCK || change->object == ATLAS_OBJECT_SITE) &&
          !atlas_edit_put (edit, change, error))
        return NULL;
    }
  atlas_edit_apply (edit);

  return g_steal_pointer (&copy);
}
