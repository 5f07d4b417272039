#include "atlas-renderer.h"

static gboolean
has_graphics_processor (const char *devices)
{
  g_autoptr(GDir) folder = g_dir_open (devices, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, "renderD"))
      return TRUE;

  return FALSE;
}

/* GDK loads OpenGL even where nothing is drawn with it. */
static void
disable_opengl (void)
{
  const char *flags = g_getenv ("GDK_DEBUG");
  g_autofree char *more = flags != NULL && *flags != '\0'
                          ? g_strconcat (flags, ",gl-disable", NULL) : g_strdup ("gl-disable");

  g_setenv ("GDK_DEBUG", more, TRUE);
}

void
atlas_renderer_init (const char *devices)
{
  const char *renderer = g_getenv ("GSK_RENDERER");

  if (renderer == NULL && !has_graphics_processor (devices))
    g_setenv ("GSK_RENDERER", renderer = "cairo", TRUE);
  if (g_strcmp0 (renderer, "cairo") == 0)
    disable_opengl ();
}
