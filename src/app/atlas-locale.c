#include "atlas-locale.h"

#include "atlas-install.h"

#include <locale.h>
#include <string.h>

/* The first of the system's wishes that is set, like zh_CN.UTF-8. */
static const char *
get_system_wish (void)
{
  static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *wish = g_getenv (variables[i]);

      if (wish != NULL && *wish != '\0')
        return wish;
    }

  return "C";
}

/* What LANGUAGE has to hold for a wish: no encoding, and for every kind of
 * Chinese the one translation there is. */
static char *
dup_language_list (const char *wish)
{
  g_autofree char *language = g_strndup (wish, strcspn (wish, ".@"));

  return g_str_has_prefix (language, "zh") ? g_strconcat (language, ":zh_CN", NULL)
                                           : g_steal_pointer (&language);
}

static gboolean
is_plain (const char *locale)
{
  return locale == NULL || strcmp (locale, "C") == 0 || strcmp (locale, "POSIX") == 0;
}

static void
choose_language (const char *language)
{
  const char *list = g_getenv ("LANGUAGE");
  g_autofree char *wanted = NULL;

  if (g_strcmp0 (language, "zh") == 0 || g_strcmp0 (language, "en") == 0)
    wanted = dup_language_list (*language == 'z' ? "zh_CN" : "en");
  else if (list == NULL || *list == '\0')
    wanted = dup_language_list (get_system_wish ());
  else if (g_str_has_prefix (list, "zh"))
    wanted = g_strconcat (list, ":zh_CN", NULL);

  if (wanted != NULL && !is_plain (wanted))
    g_setenv ("LANGUAGE", wanted, TRUE);
}

void
atlas_locale_init (const char *language)
{
  choose_language (language);
  if (setlocale (LC_ALL, "") == NULL || is_plain (setlocale (LC_MESSAGES, NULL)))
    /* In the environment, since GTK calls setlocale() again. */
    g_setenv ("LC_ALL", "C.UTF-8", TRUE);

  atlas_install_init_locale ();
}

AtlasLanguage
atlas_locale_get_language (void)
{
  return g_str_has_prefix (g_get_language_names ()[0], "zh") ? ATLAS_LANGUAGE_ZH
                                                             : ATLAS_LANGUAGE_EN;
}
