#pragma once

#include "atlas-vocabulary.h"

G_BEGIN_DECLS

/**
 * atlas_locale_init:
 * @language: "zh", "en", or anything else for the system's own
 *
 * Sets the language of the interface and binds its translations. Where the
 * wanted locale is not installed, C.UTF-8 with the variable LANGUAGE does what
 * it would have done. Call it first in main(), before there are threads.
 */
void          atlas_locale_init         (const char *language);

/* The language the interface is in, for the maps to follow. */
AtlasLanguage atlas_locale_get_language (void);

G_END_DECLS
