#include "atlas-density-store.h"

#define STORE_TYPE "a{us}"

GVariant *
atlas_density_store_write (AtlasMaps *maps)
{
  g_auto(GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (STORE_TYPE));
  AtlasDensitySettings plan;

  atlas_density_settings_init (&plan);
  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    {
      g_auto(AtlasDensitySettings) settings = { .filter = NULL };
      g_autofree char *json = NULL;

      atlas_density_settings_copy (atlas_maps_get_density_settings (maps, map), &settings);
      settings.minus = ATLAS_DENSITY_MINUS_NOTHING;
      g_clear_pointer (&settings.minus_what, g_free);
      json = atlas_density_settings_to_json (&settings);
      if (!atlas_density_settings_equal (&settings, &plan))
        g_variant_builder_add (&builder, "{us}", map, json);
    }

  return g_variant_builder_end (&builder);
}

void
atlas_density_store_read (AtlasMaps *maps,
                          GVariant  *densities)
{
  GVariantIter iter;
  const char *json;
  guint map;

  g_variant_iter_init (&iter, densities);
  while (g_variant_iter_next (&iter, "{u&s}", &map, &json))
    {
      g_auto(AtlasDensitySettings) settings = { .filter = NULL };

      atlas_density_settings_init (&settings);
      if (map >= 1 && map <= ATLAS_N_MAPS &&
          atlas_density_settings_set_json (&settings, json, NULL))
        atlas_maps_set_density_settings (maps, map, &settings);
    }
}
