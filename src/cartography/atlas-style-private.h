#pragma once

#include "atlas-style-reader.h"

G_BEGIN_DECLS

/* What the files of #AtlasStyle share. Private to cartography. */

/* A palette besides the standard one. */
typedef struct
{
  char       *key;
  char       *name[2]; /* by AtlasLanguage */
  AtlasStyle *style;   /* whole, without variants of its own */
} AtlasStyleVariant;

/* Reads colours, widths, fonts, symbols and hatches. @palette: (nullable): whose
 * groups; what they don't have then stays as it is in @self. */
gboolean atlas_style_read_look     (AtlasStyleReader  *reader,
                                    const char        *palette,
                                    AtlasStyle        *self,
                                    GError           **error);

/* The last to be read: each palette starts as a copy of @self. */
gboolean atlas_style_read_variants (AtlasStyleReader  *reader,
                                    AtlasStyle        *self,
                                    GError           **error);

/* Calls @change for every text that @self owns; some are %NULL. */
void     atlas_style_change_texts  (AtlasStyle        *self,
                                    void             (*change) (char **text));

G_END_DECLS
