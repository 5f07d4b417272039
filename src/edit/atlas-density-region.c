#include "atlas-density-region.h"

#include "atlas-error.h"

#include <glib/gi18n-lib.h>

static void
add_shape (GPtrArray     *shapes,
           AtlasGeometry *shape)
{
  if (shape != NULL)
    g_ptr_array_add (shapes, atlas_geometry_ref (shape));
}

/* The shapes that make up the municipality. (transfer container) */
static GPtrArray *
list_shapes (AtlasPlan  *plan,
             GError    **error)
{
  g_autoptr(GPtrArray) shapes =
    g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_geometry_unref);
  GListModel *districts = atlas_plan_get_features (plan, ATLAS_LAYER_DISTRICTS);

  for (guint i = 0; i < g_list_model_get_n_items (districts); i++)
    {
      g_autoptr(AtlasFeature) district = g_list_model_get_item (districts, i);

      add_shape (shapes, atlas_feature_get_geometry (district));
    }
  if (shapes->len == 0)
    for (guint i = 0; i < atlas_plan_get_n_blocks (plan); i++)
      add_shape (shapes, atlas_block_get_geometry (atlas_plan_get_block (plan, i)));
  if (shapes->len > 0)
    return g_steal_pointer (&shapes);

  g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                       _("The plan has neither districts nor blocks, so its densities have no "
                         "place. Add districts to the plan file."));

  return NULL;
}

gboolean
atlas_density_region_find_extent (AtlasPlan  *plan,
                                    AtlasBox   *extent,
                                    GError    **error)
{
  g_autoptr(GPtrArray) shapes = NULL;

  g_return_val_if_fail (ATLAS_IS_PLAN (plan), FALSE);

  if ((shapes = list_shapes (plan, error)) == NULL)
    return FALSE;

  *extent = ATLAS_BOX_EMPTY;
  for (guint i = 0; i < shapes->len; i++)
    atlas_box_join (extent, atlas_geometry_get_box (shapes->pdata[i]));

  return TRUE;
}

static void
append_shape (const AtlasGeometry *shape,
              GArray              *points,
              GArray              *part_ends,
              GArray              *polygon_ends)
{
  guint n_points, first_point = points->len, first_part = part_ends->len;
  const AtlasPoint *all = atlas_geometry_get_points (shape, &n_points);
  guint end = first_point;

  g_array_append_vals (points, all, n_points);
  for (guint part = 0; part < atlas_geometry_get_n_parts (shape); part++)
    {
      atlas_geometry_get_part (shape, part, &n_points);
      end += n_points;
      g_array_append_val (part_ends, end);
    }
  for (guint polygon = 0; polygon < atlas_geometry_get_n_polygons (shape); polygon++)
    {
      guint polygon_end = first_part + atlas_geometry_get_polygon_end (shape, polygon);

      g_array_append_val (polygon_ends, polygon_end);
    }
}

AtlasGeometry *
atlas_density_region_new (AtlasPlan  *plan,
                                    GError    **error)
{
  g_autoptr(GPtrArray) shapes = list_shapes (plan, error);
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (AtlasPoint));
  g_autoptr(GArray) part_ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) polygon_ends = g_array_new (FALSE, FALSE, sizeof (guint));

  if (shapes == NULL)
    return NULL;

  for (guint i = 0; i < shapes->len; i++)
    append_shape (shapes->pdata[i], points, part_ends, polygon_ends);

  return atlas_geometry_new (ATLAS_GEOMETRY_POLYGON, (AtlasPoint *) (gpointer) points->data,
                             points->len, (guint *) (gpointer) part_ends->data, part_ends->len,
                             (guint *) (gpointer) polygon_ends->data, polygon_ends->len);
}
