#pragma once

#include "atlas-style.h"

G_BEGIN_DECLS

/* The file format of styles: groups of keys, each value with the line it
 * stands on, so that a fault can be found. Private to cartography. */

typedef enum
{
  ATLAS_STYLE_COLOR,    /* AtlasColor: #rrggbb or #rrggbbaa */
  ATLAS_STYLE_NUMBER,   /* double */
  ATLAS_STYLE_INTEGER,  /* int */
  ATLAS_STYLE_BOOLEAN,  /* gboolean: yes or no */
  ATLAS_STYLE_TEXT,     /* char *, owned by the struct */
  ATLAS_STYLE_DASH,     /* AtlasLineStyle's dash and n_dash */
  ATLAS_STYLE_SHAPE,    /* AtlasSymbolShape */
  ATLAS_STYLE_CONTENT,  /* AtlasContent */
  ATLAS_STYLE_RESOURCE, /* int, AtlasResource */
  ATLAS_STYLE_MARKS,    /* AtlasMapStyle's scale_bar and n_scale_bar */
  ATLAS_STYLE_RAMP,     /* AtlasRampColors */
} AtlasStyleKind;

/* One key of a group; a table of them ends with a key of NULL. */
typedef struct
{
  const char     *key;
  AtlasStyleKind  kind;
  gsize           offset;   /* of the member in the struct that is filled */
  double          minimum;  /* of numbers; where both are 0: any */
  double          maximum;
  gboolean        optional;
} AtlasStyleRule;

typedef struct _AtlasStyleReader AtlasStyleReader;

AtlasStyleReader *atlas_style_reader_new    (const char            *name,
                                             const char            *data,
                                             gsize                  size,
                                             GError               **error);
void              atlas_style_reader_free   (AtlasStyleReader      *self);

/* Fills the struct at @base by the rules. */
gboolean          atlas_style_reader_apply  (AtlasStyleReader      *self,
                                             const char            *group,
                                             const AtlasStyleRule  *rules,
                                             gpointer               base,
                                             GError               **error);

/* The same with no key required: what is not there stays as it was. */
gboolean          atlas_style_reader_override (AtlasStyleReader      *self,
                                               const char            *group,
                                               const AtlasStyleRule  *rules,
                                               gpointer               base,
                                               GError               **error);

/* A required value as text; borrowed. */
const char       *atlas_style_reader_get    (AtlasStyleReader      *self,
                                             const char            *group,
                                             const char            *key,
                                             GError               **error);

/* The groups in the order of the file; borrowed. */
const char *const *atlas_style_reader_get_groups (AtlasStyleReader *self,
                                                  guint            *n);
gboolean           atlas_style_reader_has_group  (AtlasStyleReader *self,
                                                  const char       *group);

/* Fails on the first key that nobody asked for: a misspelt one. */
gboolean          atlas_style_reader_finish (AtlasStyleReader      *self,
                                             GError               **error);

/* Sets an error that names file, line, group and key. Returns: FALSE */
gboolean          atlas_style_reader_fail   (AtlasStyleReader      *self,
                                             const char            *group,
                                             const char            *key,
                                             GError               **error,
                                             const char            *format,
                                             ...) G_GNUC_PRINTF (5, 6);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasStyleReader, atlas_style_reader_free)

G_END_DECLS
