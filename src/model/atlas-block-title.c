#include "atlas-block-title.h"

#include <glib/gi18n-lib.h>

static const char *const titles[ATLAS_BLOCK_N_FIELDS] = {
  [ATLAS_BLOCK_CODE] = N_("Code"),
  [ATLAS_BLOCK_NAME] = N_("Name"),
  [ATLAS_BLOCK_DISTRICT] = N_("District"),
  [ATLAS_BLOCK_AUTHORITY] = N_("Authority"),
  [ATLAS_BLOCK_SUBDISTRICT] = N_("Subdistrict"),
  [ATLAS_BLOCK_ZONE] = N_("Ring zone"),
  [ATLAS_BLOCK_CLASS] = N_("Class"),
  [ATLAS_BLOCK_AREA] = N_("Area"),
  [ATLAS_BLOCK_IMPLEMENTATION_RATE] = N_("Implementation rate"),
  [ATLAS_BLOCK_MAIN_FUNCTION] = N_("Main function"),
  [ATLAS_BLOCK_COMPOUNDS_COUNT] = N_("Old housing compounds"),
  [ATLAS_BLOCK_BUILDINGS_COUNT] = N_("Old office buildings"),
  [ATLAS_BLOCK_FACTORIES_COUNT] = N_("Old factories"),
  [ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA] = N_("Floor area of compounds"),
  [ATLAS_BLOCK_BUILDINGS_FLOOR_AREA] = N_("Floor area of offices"),
  [ATLAS_BLOCK_FACTORIES_FLOOR_AREA] = N_("Floor area of factories"),
  [ATLAS_BLOCK_OTHER_FLOOR_AREA] = N_("Other floor area"),
  [ATLAS_BLOCK_NEAR_TERM_PROJECTS] = N_("Near-term projects"),
  [ATLAS_BLOCK_DEMOLITION_SHARE] = N_("Demolition share"),
  [ATLAS_BLOCK_STATION_DISTANCE] = N_("Distance to station"),
  [ATLAS_BLOCK_NOTE] = N_("Note"),
  [ATLAS_BLOCK_PROVENANCE] = N_("Provenance"),
};

const char *
atlas_block_field_get_title (AtlasBlockField field)
{
  g_return_val_if_fail ((guint) field < ATLAS_BLOCK_N_FIELDS, NULL);

  return titles[field];
}
