#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasAccelerator:
 * @action: a detailed action name
 * @keys: ended by %NULL; the first is the one that people are told
 *
 * The keys of an action. ui/atlas-shortcuts.ui shows the first of each action.
 */
typedef struct
{
  const char *action;
  const char *keys[5];
} AtlasAccelerator;

/* Returns: (array length=n_accelerators): the one table of all of them */
const AtlasAccelerator *atlas_accelerators_get    (guint          *n_accelerators);

void                    atlas_accelerators_add_to (GtkApplication *application);

G_END_DECLS
