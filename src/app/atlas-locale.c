#include "atlas-locale.h"

#include "atlas-install.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

struct _AtlasLocale
{
  char *wish; /* of the system, like zh_CN.UTF-8 */
  char *list; /* the system's LANGUAGE, maybe empty */
};

/* The first of the system's wishes that is set. */
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

static gboolean
is_plain (const char *locale)
{
  return locale == NULL || strcmp (locale, "C") == 0 || strcmp (locale, "POSIX") == 0;
}

/* What LANGUAGE has to hold for a wish: no encoding, and for every kind of
 * Chinese the one translation there is. */
static char *
dup_language_list (const char *wish)
{
  g_autofree char *language = g_strndup (wish, strcspn (wish, ".@"));

  if (is_plain (language))
    return g_strdup ("");

  return g_str_has_prefix (language, "zh") ? g_strconcat (language, ":zh_CN", NULL)
                                           : g_steal_pointer (&language);
}

static char *
dup_wanted_list (AtlasLocale *self,
                 const char  *language)
{
  if (g_strcmp0 (language, "zh") == 0)
    return dup_language_list ("zh_CN");
  if (g_strcmp0 (language, "en") == 0)
    return dup_language_list ("en");
  if (*self->list == '\0')
    return dup_language_list (self->wish);

  return g_str_has_prefix (self->list, "zh") ? g_strconcat (self->list, ":zh_CN", NULL)
                                             : g_strdup (self->list);
}

/* Whether a program is translated at all GLib finds out once, when it is first
 * asked for a text, and a program that begins in English would stay so. */
static void
let_glib_translate (AtlasLocale *self)
{
  atlas_locale_set_language (self, "zh");
  g_dgettext (GETTEXT_PACKAGE, "Renewal Atlas");
}

AtlasLocale *
atlas_locale_new (const char *language)
{
  AtlasLocale *self = g_new0 (AtlasLocale, 1);
  const char *list = g_getenv ("LANGUAGE");

  self->wish = g_strdup (get_system_wish ());
  self->list = g_strdup (list != NULL ? list : "");

  if (setlocale (LC_ALL, "") == NULL || is_plain (setlocale (LC_MESSAGES, NULL)))
    /* In the environment, since GTK calls setlocale() again. */
    g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  atlas_install_init_locale ();
  let_glib_translate (self);
  atlas_locale_set_language (self, language);

  return self;
}

void
atlas_locale_free (AtlasLocale *self)
{
  g_free (self->wish);
  g_free (self->list);
  g_free (self);
}

/* The variable is always set, maybe to nothing: to change one that is there
 * does not move the environment under other threads. */
void
atlas_locale_set_language (AtlasLocale *self,
                           const char  *language)
{
  g_autofree char *list = dup_wanted_list (self, language);

  g_setenv ("LANGUAGE", list, TRUE);
  /* Or gettext goes on with what it found before. */
  textdomain (GETTEXT_PACKAGE);
}

AtlasLanguage
atlas_locale_get_language (void)
{
  return g_str_has_prefix (g_get_language_names ()[0], "zh") ? ATLAS_LANGUAGE_ZH
                                                             : ATLAS_LANGUAGE_EN;
}
