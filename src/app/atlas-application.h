#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * AtlasApplication:
 *
 * The program `renewal-atlas [PLAN…]`: each plan in a window, as
 * atlas_window_request() says; without one, what was open when it ended last,
 * or the bundled sample. A plan that has vanished since is asked for again at
 * the next start, until another is opened, or the sample where a plan is shown.
 * Actions: `app.open` (s, a path or URI), `app.open-sample`, `app.preferences`,
 * `app.about`, `app.quit`.
 *
 * It speaks the language of the settings, from its making on. When that
 * changes, each window is taken over by one in the new language.
 */
#define ATLAS_TYPE_APPLICATION (atlas_application_get_type ())
G_DECLARE_FINAL_TYPE (AtlasApplication, atlas_application, ATLAS, APPLICATION, AdwApplication)

/* @flags: besides %G_APPLICATION_HANDLES_OPEN */
AtlasApplication *atlas_application_new (GApplicationFlags flags);

G_END_DECLS
