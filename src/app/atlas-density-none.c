#include "atlas-density-none.h"

#include <glib/gi18n-lib.h>

const char *
atlas_density_none_explain (const AtlasScene *scene)
{
  if (scene == NULL || atlas_scene_get_map_style (scene)->resource < 0)
    return _("This map has no density. Choose map 3, 4 or 5.");
  if (atlas_scene_get_density (scene) == NULL)
    return _("The density is being computed.");

  return NULL;
}
