#include "atlas-reasons.h"

char **
atlas_reasons_list (GSettings *settings)
{
  return settings != NULL ? g_settings_get_strv (settings, "recent-reasons")
                          : g_new0 (char *, 1);
}

void
atlas_reasons_add (GSettings  *settings,
                   const char *reason)
{
  g_auto(GStrv) old = atlas_reasons_list (settings);
  g_autofree char *stripped = g_strstrip (g_strdup (reason));
  g_autoptr(GPtrArray) reasons = g_ptr_array_new ();

  if (settings == NULL || *stripped == '\0')
    return;

  g_ptr_array_add (reasons, stripped);
  for (guint i = 0; old[i] != NULL && reasons->len < ATLAS_REASONS_MAX; i++)
    if (!g_str_equal (old[i], stripped))
      g_ptr_array_add (reasons, old[i]);
  g_ptr_array_add (reasons, NULL);
  g_settings_set_strv (settings, "recent-reasons", (const char *const *) reasons->pdata);
}

gboolean
atlas_reasons_is_optional (GSettings *settings)
{
  return settings != NULL && g_settings_get_boolean (settings, "reason-optional");
}
