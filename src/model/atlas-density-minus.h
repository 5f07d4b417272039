#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is taken from a density, so that a map shows how it differs. */
typedef enum
{
  ATLAS_DENSITY_MINUS_NOTHING,
  ATLAS_DENSITY_MINUS_PUBLISHED, /* the same of the plan as it was published */
  ATLAS_DENSITY_MINUS_SNAPSHOT,  /* as it was at a snapshot, by its name */
  ATLAS_DENSITY_MINUS_RESOURCE,  /* that of another resource, by its key */
  ATLAS_DENSITY_MINUS_FILTER,    /* that of other sites, by a filter */
} AtlasDensityMinus;

#define ATLAS_N_DENSITY_MINUS 5

/* The word for files: nothing, published, snapshot, resource, filter. */
const char *atlas_density_minus_get_key (AtlasDensityMinus  self);

/* Returns: -1: there is none of that key */
int         atlas_density_minus_find    (const char        *key);

/* Does it need the name of something? */
gboolean    atlas_density_minus_has_name (AtlasDensityMinus self);

G_END_DECLS
