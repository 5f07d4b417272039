#include "atlas-document-density.h"

#include "atlas-density.h"
#include "atlas-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
join_geometry (AtlasBox      *box,
               AtlasGeometry *geometry)
{
  if (geometry != NULL)
    atlas_box_join (box, atlas_geometry_get_box (geometry));
}

/* The districts together; a plan without any ends where its blocks do. */
static AtlasBox
find_extent (AtlasPlan *plan)
{
  GListModel *districts = atlas_plan_get_features (plan, ATLAS_LAYER_DISTRICTS);
  AtlasBox box = ATLAS_BOX_EMPTY;

  for (guint i = 0; i < g_list_model_get_n_items (districts); i++)
    {
      g_autoptr(AtlasFeature) district = g_list_model_get_item (districts, i);

      join_geometry (&box, atlas_feature_get_geometry (district));
    }

  if (atlas_box_is_empty (&box))
    for (guint i = 0; i < atlas_plan_get_n_blocks (plan); i++)
      join_geometry (&box, atlas_block_get_geometry (atlas_plan_get_block (plan, i)));

  return box;
}

/* The places and floor areas of a resource's sites: three columns of doubles. */
static void
list_places (AtlasSites    *sites,
             AtlasResource  resource,
             GArray        *x,
             GArray        *y,
             GArray        *weight)
{
  const double *floor_area = atlas_sites_get_floor_area (sites);

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    {
      if (atlas_sites_get_resource (sites)[i] != (guint8) resource || isnan (floor_area[i]))
        continue;

      g_array_append_val (x, atlas_sites_get_x (sites)[i]);
      g_array_append_val (y, atlas_sites_get_y (sites)[i]);
      g_array_append_val (weight, floor_area[i]);
    }
}

AtlasGrid *
atlas_document_density_for_plan (AtlasPlan      *plan,
                                 AtlasResource   resource,
                                 GCancellable   *cancellable,
                                 GError        **error)
{
  g_autoptr(GArray) x = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) y = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) weight = g_array_new (FALSE, FALSE, sizeof (double));
  AtlasDensityOptions options;
  AtlasBox extent;

  g_return_val_if_fail (ATLAS_IS_PLAN (plan), NULL);

  extent = find_extent (plan);
  if (atlas_box_is_empty (&extent))
    {
      g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                           _("The plan has neither districts nor blocks, so its densities have no "
                             "place. Add districts to the plan file."));
      return NULL;
    }

  list_places (atlas_plan_get_sites (plan), resource, x, y, weight);
  atlas_density_options_init (&options, &extent);

  return atlas_density_compute ((const double *) (gpointer) x->data,
                                (const double *) (gpointer) y->data,
                                (const double *) (gpointer) weight->data,
                                x->len, &options, cancellable, error);
}
