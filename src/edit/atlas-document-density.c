#include "atlas-document-density.h"

#include "atlas-density.h"
#include "atlas-error.h"

#include <glib/gi18n-lib.h>

static void
join_geometry (AtlasBox      *box,
               AtlasGeometry *geometry)
{
  if (geometry != NULL)
    atlas_box_join (box, atlas_geometry_get_box (geometry));
}

gboolean
atlas_document_density_find_extent (AtlasPlan  *plan,
                                    AtlasBox   *extent,
                                    GError    **error)
{
  GListModel *districts;

  g_return_val_if_fail (ATLAS_IS_PLAN (plan), FALSE);

  districts = atlas_plan_get_features (plan, ATLAS_LAYER_DISTRICTS);
  *extent = ATLAS_BOX_EMPTY;
  for (guint i = 0; i < g_list_model_get_n_items (districts); i++)
    {
      g_autoptr(AtlasFeature) district = g_list_model_get_item (districts, i);

      join_geometry (extent, atlas_feature_get_geometry (district));
    }

  if (atlas_box_is_empty (extent))
    for (guint i = 0; i < atlas_plan_get_n_blocks (plan); i++)
      join_geometry (extent, atlas_block_get_geometry (atlas_plan_get_block (plan, i)));

  if (!atlas_box_is_empty (extent))
    return TRUE;

  g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                       _("The plan has neither districts nor blocks, so its densities have no "
                         "place. Add districts to the plan file."));

  return FALSE;
}

AtlasGrid *
atlas_document_density_compute (const AtlasWeightedPlaces  *places,
                                const AtlasBox             *extent,
                                GCancellable               *cancellable,
                                GError                    **error)
{
  AtlasDensityOptions options;

  atlas_density_options_init (&options, extent);

  return atlas_density_compute ((const double *) (gpointer) places->x->data,
                                (const double *) (gpointer) places->y->data,
                                (const double *) (gpointer) places->weight->data,
                                places->x->len, &options, cancellable, error);
}

AtlasGrid *
atlas_document_density_for_plan (AtlasPlan      *plan,
                                 AtlasResource   resource,
                                 GCancellable   *cancellable,
                                 GError        **error)
{
  g_autoptr(AtlasWeightedPlaces) places = NULL;
  AtlasBox extent;

  g_return_val_if_fail (ATLAS_IS_PLAN (plan), NULL);

  if (!atlas_document_density_find_extent (plan, &extent, error))
    return NULL;

  places = atlas_weighted_places_new (plan, resource, ATLAS_MEASURE_FLOOR_AREA);

  return atlas_document_density_compute (places, &extent, cancellable, error);
}
