#pragma once

#include "atlas-vocabulary.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * AtlasSite:
 *
 * One row of the site table, for adding. Texts are borrowed.
 */
typedef struct
{
  const char *id;
  const char *name;       /* (nullable) */
  const char *note;       /* (nullable) */
  int         resource;   /* AtlasResource */
  int         block;      /* index in the plan's blocks; -1: in none */
  int         households; /* -1: unknown */
  int         year_built; /* -1: unknown */
  int         provenance; /* atlas_vocabulary_provenances; -1: unknown */
  double      x;          /* EPSG:4548, metres */
  double      y;
  double      floor_area; /* m²; NAN: unknown */
} AtlasSite;

/**
 * AtlasSites:
 *
 * Old housing compounds, office buildings and factories. There may be a
 * million of them, so they are columns of numbers, not objects. Filled by one
 * thread, immutable from then on, reference-counted.
 */
typedef struct _AtlasSites AtlasSites;

AtlasSites   *atlas_sites_new            (void);
AtlasSites   *atlas_sites_ref            (AtlasSites       *self);
void          atlas_sites_unref          (AtlasSites       *self);

/* Only while nobody else holds @self. Texts are copied. */
void          atlas_sites_add            (AtlasSites       *self,
                                          const AtlasSite  *site);

/* The same, for another to change. */
AtlasSites   *atlas_sites_copy           (const AtlasSites *self);

/* Only while nobody else holds @self. @site: as for adding */
void          atlas_sites_set            (AtlasSites       *self,
                                          guint             i,
                                          const AtlasSite  *site);

/* Only while nobody else holds @self. Those behind it move up. */
void          atlas_sites_remove         (AtlasSites       *self,
                                          guint             i);

/* One look at each. Returns: its number; -1: no such site */
int           atlas_sites_find           (const AtlasSites *self,
                                          const char       *id);

/* Bits, 1 << #AtlasResource, of the resources whose sites are not the same under the same
 * numbers, names and notes aside. One look at each site. */
guint         atlas_sites_find_changes   (const AtlasSites *self,
                                          const AtlasSites *other);

guint         atlas_sites_get_n          (const AtlasSites *self);

/* The row @i; texts live as long as @self. */
AtlasSite     atlas_sites_get            (const AtlasSites *self,
                                          guint             i);

/* Columns, as long as atlas_sites_get_n(). */
const double *atlas_sites_get_x          (const AtlasSites *self);
const double *atlas_sites_get_y          (const AtlasSites *self);
const double *atlas_sites_get_floor_area (const AtlasSites *self);
const guint8 *atlas_sites_get_resource   (const AtlasSites *self);
const int    *atlas_sites_get_block      (const AtlasSites *self);

/* How many sites lie in these blocks, by #AtlasResource. @blocks:
 * (array length=n_blocks): numbers in the plan, ascending and each once. One
 * look at each site. */
void          atlas_sites_count_in_blocks (const AtlasSites *self,
                                           const guint      *blocks,
                                           guint             n_blocks,
                                           guint             counts[ATLAS_N_RESOURCES]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasSites, atlas_sites_unref)

G_END_DECLS
