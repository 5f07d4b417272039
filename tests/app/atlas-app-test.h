#pragma once

#include "atlas-application.h"
#include "atlas-window.h"

G_BEGIN_DECLS

/* Real windows for tests: a program of its own that no session knows of, and
 * plans in a folder that goes away. */

typedef struct
{
  AtlasApplication *application; /* shared by all tests of a process */
  AtlasWindow      *window;      /* presented; NULL when it is gone */
  AtlasMapView     *map_view;    /* of the window, as it */
  char             *folder;
  GFile            *plan;        /* a small plan, said to be a sample */
  GFile            *other_plan;  /* another title, and not a sample */
} AtlasAppTest;

void atlas_app_test_set_up    (AtlasAppTest  *self,
                               gconstpointer  data);
void atlas_app_test_tear_down (AtlasAppTest  *self,
                               gconstpointer  data);

/* A file of that name and content in the test's folder. (transfer full) */
GFile *atlas_app_test_make_file (AtlasAppTest *self,
                                 const char   *name,
                                 const char   *content);

typedef gboolean (*AtlasAppTestCondition) (AtlasAppTest *self);

/* Runs the main loop until @condition holds; fails the test by its name if it
 * never does. */
#define atlas_app_test_wait(self, condition) \
  atlas_app_test_wait_for ((self), (condition), __FILE__, __LINE__, #condition)

void atlas_app_test_wait_for  (AtlasAppTest          *self,
                               AtlasAppTestCondition  condition,
                               const char            *file,
                               int                    line,
                               const char            *name);

/* For what needs more room than the least that shows all, as each pixel takes time. */
void atlas_app_test_resize    (AtlasAppTest  *self,
                               int            width,
                               int            height);

/* Opens @file and waits until the window shows it or says why not. */
void atlas_app_test_open      (AtlasAppTest  *self,
                               GFile         *file);

/* Really presses a key, as xdotool names it, and perhaps another. */
void atlas_app_test_press     (AtlasAppTest  *self,
                               const char    *key,
                               const char    *next);

/* Really types a text, of any script, where the focus is. */
void atlas_app_test_type      (AtlasAppTest  *self,
                               const char    *text);

/* Really moves the pointer to a place of @widget, CSS pixels, and there clicks
 * button @button while @key, as xdotool names it (nullable), is held down; button
 * 0 clicks nothing. */
void atlas_app_test_click     (AtlasAppTest  *self,
                               GtkWidget     *widget,
                               double         x,
                               double         y,
                               guint          button,
                               const char    *key);

/* The same at several places (array length=n), one right after the other. */
void atlas_app_test_click_all (AtlasAppTest     *self,
                               GtkWidget        *widget,
                               const AtlasPoint *places,
                               guint             n,
                               const char       *key);

/* Really drags with the first button, from one place of @widget to another. */
void atlas_app_test_drag      (AtlasAppTest  *self,
                               GtkWidget     *widget,
                               AtlasPoint     from,
                               AtlasPoint     to);

/* Really drags with the first button through places of @widget (array length=n),
 * while @keys, as xdotool names them ("shift+ctrl"), are held down; before it is
 * let go @last (nullable) is pressed. */
void atlas_app_test_drag_along (AtlasAppTest     *self,
                                GtkWidget        *widget,
                                const AtlasPoint *places,
                                guint             n,
                                const char       *keys,
                                const char       *last);

/* Really presses the first button where the pointer is, or lets it go. */
void atlas_app_test_button    (gboolean       down);

/* Until the window has been laid out and painted once more. */
void     atlas_app_test_wait_for_frame (AtlasAppTest *self);

/* Returns: (transfer none) (nullable): a visible window of that type */
gpointer atlas_app_test_find_window (GType type);

gboolean atlas_app_test_is_idle  (AtlasAppTest *self);
gboolean atlas_app_test_is_drawn (AtlasAppTest *self);

/* Whether the plan's history is read too, so that it can be changed. */
gboolean atlas_app_test_is_ready (AtlasAppTest *self);

/* Whether all of the panel at the right is there. */
gboolean atlas_app_test_has_details (AtlasAppTest *self);

G_END_DECLS
