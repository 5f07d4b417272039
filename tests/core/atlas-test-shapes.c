#include "atlas-test-shapes.h"

#include "atlas-block-json.h"

AtlasShapes *
atlas_test_shapes_set_classes (AtlasShapes *shapes,
                               AtlasPlan   *plan,
                               const guint *blocks,
                               const int   *classes,
                               guint        n_blocks,
                               AtlasBox    *changed)
{
  *changed = ATLAS_BOX_EMPTY;
  for (guint i = 0; i < n_blocks; i++)
    {
      AtlasBlock *block = atlas_plan_get_block (plan, blocks[i]);
      AtlasBlockValues values;

      atlas_block_values_copy (atlas_block_get_values (block), &values);
      values.class_ = classes[i];
      atlas_block_take_values (block, &values);
      atlas_box_join (changed, atlas_geometry_get_box (
                                 atlas_shapes_get_block_geometry (shapes, blocks[i])));
    }

  return atlas_shapes_new_edited (shapes, plan, blocks, n_blocks, FALSE);
}
