#pragma once

#include "atlas-sites.h"

G_BEGIN_DECLS

/* Attributes of sites as the change log writes them. Their blocks stand there by
 * code: what translates between code and number is given. Any thread. */

typedef enum
{
  ATLAS_SITE_ID,
  ATLAS_SITE_RESOURCE,
  ATLAS_SITE_NAME,
  ATLAS_SITE_BLOCK,
  ATLAS_SITE_FLOOR_AREA,
  ATLAS_SITE_HOUSEHOLDS,
  ATLAS_SITE_YEAR_BUILT,
  ATLAS_SITE_NOTE,
  ATLAS_SITE_PROVENANCE,
  ATLAS_SITE_PLACE, /* [easting, northing] */
} AtlasSiteField;
#define ATLAS_SITE_N_FIELDS (ATLAS_SITE_PLACE + 1)

/* The column in files and the log; of the place, the geometry's: "geom". */
const char *atlas_site_field_get_column (AtlasSiteField    field);

/* Returns: the field of that column; -1: none */
int         atlas_site_field_find       (const char       *column);

/* @block: (nullable): code of the site's block. Returns: (transfer full) */
char       *atlas_site_dup_json         (const AtlasSite  *site,
                                         const char       *block,
                                         AtlasSiteField    field);

/* All of them, as an object. Returns: (transfer full) */
char       *atlas_site_dup_row_json     (const AtlasSite  *site,
                                         const char       *block);

/**
 * AtlasSiteText:
 *
 * A site with texts of its own, and its block by code.
 */
typedef struct
{
  AtlasSite  site; /* .block is not used */
  char      *id;
  char      *name;
  char      *note;
  char      *block;
} AtlasSiteText;

/* Copies; @site: (nullable): an empty one */
void        atlas_site_text_init        (AtlasSiteText    *self,
                                         const AtlasSite  *site,
                                         const char       *block);
void        atlas_site_text_clear       (AtlasSiteText    *self);

/* Checked against type, range and vocabulary: %ATLAS_ERROR_ARGUMENT otherwise. */
gboolean    atlas_site_text_set_json    (AtlasSiteText    *self,
                                         AtlasSiteField    field,
                                         const char       *json,
                                         GError          **error);

/* @json: an object; members that are missing are unknown, but a site has an id,
 * a resource and a place. */
gboolean    atlas_site_text_set_row_json (AtlasSiteText   *self,
                                         const char       *json,
                                         GError          **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtlasSiteText, atlas_site_text_clear)

G_END_DECLS
