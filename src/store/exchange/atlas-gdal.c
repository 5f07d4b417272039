#include "atlas-gdal.h"

#include <cpl_error.h>
#include <gdal.h>

static gpointer
init (gpointer data)
{
  GDALAllRegister ();
  /* Its remarks would come between ours, in its own words and language only. */
  CPLSetErrorHandler (CPLQuietErrorHandler);

  return NULL;
}

void
atlas_gdal_init (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, init, NULL);
}
