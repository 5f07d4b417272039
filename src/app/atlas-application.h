#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * AtlasApplication:
 *
 * The program `renewal-atlas [PLAN…]`: each plan in a window; without one, the
 * bundled sample. Actions: `app.open` (s, a path or URI), `app.about`,
 * `app.quit`.
 */
#define ATLAS_TYPE_APPLICATION (atlas_application_get_type ())
G_DECLARE_FINAL_TYPE (AtlasApplication, atlas_application, ATLAS, APPLICATION, AdwApplication)

/* @flags: besides %G_APPLICATION_HANDLES_OPEN */
AtlasApplication *atlas_application_new (GApplicationFlags flags);

G_END_DECLS
