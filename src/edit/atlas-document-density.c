#include "atlas-document-density.h"

#include "atlas-density-input.h"

AtlasGrid *
atlas_document_density_for_plan (AtlasPlan      *plan,
                                 AtlasResource   resource,
                                 GCancellable   *cancellable,
                                 GError        **error)
{
  AtlasDensitySettings settings;
  g_autoptr(AtlasDensityInput) input = NULL;

  g_return_val_if_fail (ATLAS_IS_PLAN (plan), NULL);

  atlas_density_settings_init (&settings);
  input = atlas_density_input_new (plan, NULL, resource, &settings, error);

  return input != NULL ? atlas_density_input_compute (input, cancellable, error) : NULL;
}

gboolean
atlas_document_density_needs_state (const AtlasDensitySettings *settings)
{
  return settings->minus == ATLAS_DENSITY_MINUS_PUBLISHED ||
         settings->minus == ATLAS_DENSITY_MINUS_SNAPSHOT;
}

const AtlasSnapshot *
atlas_document_density_find_state (AtlasDocument              *document,
                                   const AtlasDensitySettings *settings)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (document), NULL);

  if (settings->minus == ATLAS_DENSITY_MINUS_PUBLISHED)
    return atlas_document_get_published (document);
  if (settings->minus == ATLAS_DENSITY_MINUS_SNAPSHOT)
    return atlas_document_find_snapshot (document, settings->minus_what);

  return NULL;
}
