#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * AtlasPreferences:
 *
 * Language and appearance, the size of the maps’ lettering and the units of
 * numbers. What is chosen goes to the settings at once, and whatever follows
 * them changes.
 */
#define ATLAS_TYPE_PREFERENCES (atlas_preferences_get_type ())
G_DECLARE_FINAL_TYPE (AtlasPreferences, atlas_preferences, ATLAS, PREFERENCES,
                      AdwPreferencesWindow)

AtlasPreferences *atlas_preferences_new (GtkWindow *parent,
                                         GSettings *settings);

G_END_DECLS
