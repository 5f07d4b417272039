#include "atlas-resource.h"

GBytes *
atlas_resource_lookup (GResource *(*get_resource) (void),
                       const char  *path)
{
  g_autoptr(GError) error = NULL;
  GBytes *bytes;

  /* The other thread holds the lock on all resources, for which this waits. */
  get_resource ();
  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes == NULL)
    g_error ("Not built in: %s", error->message);

  return bytes;
}
