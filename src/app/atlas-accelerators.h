#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasAccelerator:
 * @action: a detailed action name
 * @keys: ended by %NULL; the first is the one that people are told
 * @yields: who has the focus gets them first, and nobody does while text is typed.
 *   Of the window, without a parameter
 *
 * The keys of an action. ui/atlas-shortcuts.ui shows the first of each action.
 */
typedef struct
{
  const char *action;
  const char *keys[5];
  gboolean    yields;
} AtlasAccelerator;

/* Returns: (array length=n_accelerators): the one table of all of them */
const AtlasAccelerator *atlas_accelerators_get    (guint          *n_accelerators);

/* All but those that yield, which are the window class's. */
void                    atlas_accelerators_add_to (GtkApplication *application);
void                    atlas_accelerators_add_to_class (GtkWidgetClass *window_class);

/* Is text typed in the window, so that keys are its letters? */
gboolean                atlas_accelerators_is_typing (GtkWindow *window);

G_END_DECLS
