#include "atlas-plan-file.h"

int
main (int   argc,
      char *argv[])
{
  atlas_store_init ();

  return 0;
}
