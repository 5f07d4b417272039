#include "atlas-renderer.h"

#include <glib/gstdio.h>

typedef struct
{
  const char *wish;     /* GSK_RENDERER; NULL: none */
  const char *flags;    /* GDK_DEBUG */
  const char *device;   /* in the folder of devices; NULL: none */
  const char *renderer; /* what comes of it */
  const char *new_flags;
} Case;

static const Case cases[] = {
  { NULL, NULL, NULL, "cairo", "gl-disable" },
  { NULL, NULL, "card0", "cairo", "gl-disable" },
  { NULL, NULL, "renderD128", NULL, NULL },
  { NULL, "events", NULL, "cairo", "events,gl-disable" },
  { "gl", NULL, NULL, "gl", NULL },
  { "gl", "events", "renderD128", "gl", "events" },
  { "cairo", NULL, "renderD128", "cairo", "gl-disable" },
};

static void
set (const char *name,
     const char *value)
{
  if (value != NULL)
    g_setenv (name, value, TRUE);
  else
    g_unsetenv (name);
}

/* A wish is granted; without one there is OpenGL where hardware does it. */
static void
test_opengl_only_where_hardware_does_it (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = g_dir_make_tmp ("atlas-renderer-XXXXXX", NULL);
      g_autofree char *path = NULL;

      if (cases[i].device != NULL)
        {
          path = g_build_filename (folder, cases[i].device, NULL);
          g_assert_true (g_file_set_contents (path, "", 0, NULL));
        }
      set ("GSK_RENDERER", cases[i].wish);
      set ("GDK_DEBUG", cases[i].flags);
      atlas_renderer_init (folder);
      g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, cases[i].renderer);
      g_assert_cmpstr (g_getenv ("GDK_DEBUG"), ==, cases[i].new_flags);

      if (path != NULL)
        g_unlink (path);
      g_rmdir (folder);
    }
}

static void
test_no_folder_no_hardware (void)
{
  set ("GSK_RENDERER", NULL);
  set ("GDK_DEBUG", NULL);
  atlas_renderer_init ("/nonexistent");
  g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, "cairo");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/renderer/opengl-only-where-hardware-does-it",
                   test_opengl_only_where_hardware_does_it);
  g_test_add_func ("/renderer/no-folder", test_no_folder_no_hardware);

  return g_test_run ();
}
