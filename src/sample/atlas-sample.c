#include "atlas-sample.h"

AtlasPlan *
atlas_sample_build (const char  *source_dir,
                    GError     **error)
{
  return atlas_plan_new ();
}
