#pragma once

#include "atlas-maps.h"

G_BEGIN_DECLS

/* Maps that are loaded in a thread while the program starts and builds its window. Main thread
 * only. */

/* Begins to load what will be asked for first. */
void       atlas_head_start_begin       (GFile                *file,
                                         AtlasLanguage         language,
                                         guint                 map);

/* atlas_maps_load_async(), or what of just that has begun; something else that has begun is
 * dropped. */
void       atlas_head_start_load_async  (GFile                *file,
                                         AtlasLanguage         language,
                                         guint                 map,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);

/* Returns: (transfer full) (nullable). Errors as atlas_maps_load_finish(). */
AtlasMaps *atlas_head_start_load_finish (GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS
