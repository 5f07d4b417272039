#pragma once

#include "atlas-vocabulary.h"

G_BEGIN_DECLS

/**
 * AtlasLocale:
 *
 * The language of the interface, which may be chosen anew while the program
 * runs. It remembers what the system wished before anything was chosen. Main
 * thread.
 */
typedef struct _AtlasLocale AtlasLocale;

/**
 * atlas_locale_new:
 * @language: (nullable): "zh", "en", or anything else for the system's own
 *
 * Sets the language of the interface and binds its translations. Where the
 * wanted locale is not installed, C.UTF-8 with the variable LANGUAGE does what
 * it would have done. Once, before there are threads.
 */
AtlasLocale  *atlas_locale_new          (const char  *language);
void          atlas_locale_free         (AtlasLocale *self);

/* From then on texts are translated into @language; those that are shown
 * already stay as they are. */
void          atlas_locale_set_language (AtlasLocale *self,
                                         const char  *language);

/* The language the interface is in, for the maps to follow. */
AtlasLanguage atlas_locale_get_language (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasLocale, atlas_locale_free)

G_END_DECLS
