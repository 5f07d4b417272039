#include "atlas-locale.h"

#include <glib.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  const char    *path;
  const char    *lang;     /* of the system */
  const char    *list;     /* LANGUAGE, or NULL */
  const char    *setting;
  AtlasLanguage  expected;
} Case;

/* That machine has none of these locales need not matter. */
static const Case cases[] = {
  { "/locale/system/chinese", "zh_CN.UTF-8", NULL, "system", ATLAS_LANGUAGE_ZH },
  { "/locale/system/traditional", "zh_TW.UTF-8", NULL, "system", ATLAS_LANGUAGE_ZH },
  { "/locale/system/english", "en_GB.UTF-8", NULL, "system", ATLAS_LANGUAGE_EN },
  { "/locale/system/none", "C", NULL, "system", ATLAS_LANGUAGE_EN },
  { "/locale/system/french", "fr_FR.UTF-8", NULL, "system", ATLAS_LANGUAGE_EN },
  { "/locale/system/list", "en_US.UTF-8", "zh_CN", "system", ATLAS_LANGUAGE_ZH },
  { "/locale/setting/chinese", "C", NULL, "zh", ATLAS_LANGUAGE_ZH },
  { "/locale/setting/english", "zh_CN.UTF-8", "zh_CN", "en", ATLAS_LANGUAGE_EN },
  { "/locale/setting/none", "zh_CN.UTF-8", NULL, NULL, ATLAS_LANGUAGE_ZH },
};

static void
assert_speaks (AtlasLanguage language)
{
  g_assert_cmpint (atlas_locale_get_language (), ==, language);
  g_assert_cmpstr (_("Renewal Atlas"), ==,
                   language == ATLAS_LANGUAGE_ZH ? "城市更新图集" : "Renewal Atlas");
}

/* Whatever is chosen in between, each choice is as it was at the start. The
 * locale belongs to the process, so each case has one of its own. */
static void
test_language (gconstpointer data)
{
  const Case *c = data;
  g_autoptr(AtlasLocale) locale = NULL;

  if (g_test_subprocess ())
    {
      g_unsetenv ("LC_ALL");
      g_unsetenv ("LC_MESSAGES");
      g_setenv ("LANG", c->lang, TRUE);
      if (c->list != NULL)
        g_setenv ("LANGUAGE", c->list, TRUE);
      else
        g_unsetenv ("LANGUAGE");

      locale = atlas_locale_new (c->setting);
      assert_speaks (c->expected);
      atlas_locale_set_language (locale, "zh");
      assert_speaks (ATLAS_LANGUAGE_ZH);
      atlas_locale_set_language (locale, "en");
      assert_speaks (ATLAS_LANGUAGE_EN);
      atlas_locale_set_language (locale, c->setting);
      assert_speaks (c->expected);
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_language);

  return g_test_run ();
}
