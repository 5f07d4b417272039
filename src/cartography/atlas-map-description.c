#include "atlas-map-description.h"

#include "atlas-map-scale.h"

#include <glib/gi18n-lib.h>

/* So many of the selected blocks are named. */
#define MAX_CODES 3

/* @sentence: (transfer full) */
static void
add_sentence (char **text,
              char  *sentence)
{
  char *first = *text;

  /* Translators: two texts of whole sentences, one after the other */
  *text = g_strdup_printf (C_("sentences", "%s %s"), first, sentence);
  g_free (first);
  g_free (sentence);
}

static char *
describe_place (AtlasPlan          *plan,
                const AtlasLocator *locator,
                const AtlasScene   *scene,
                const AtlasView    *view,
                AtlasPoint          middle)
{
  AtlasPlace place = atlas_place_find (plan, locator, scene, view, middle);
  g_autofree char *area = atlas_place_name_area (&place, plan, scene);

  return g_strdup_printf (_("In the middle: %s."), area != NULL ? area : _("outside the city"));
}

/* Returns: (nullable): %NULL: they differ, or none has one */
static const char *
find_class (AtlasPlan     *plan,
            AtlasLanguage  language,
            GArray        *blocks)
{
  int class_ = -1;

  for (guint i = 0; i < blocks->len; i++)
    {
      AtlasBlock *block = atlas_plan_get_block (plan, g_array_index (blocks, guint, i));
      int other = atlas_block_get_values (block)->class_;

      if (i > 0 && other != class_)
        return NULL;
      class_ = other;
    }

  return atlas_vocabulary_get_label (&atlas_vocabulary_classes, class_, language);
}

static char *
describe_blocks (AtlasPlan *plan,
                 GArray    *blocks)
{
  g_autoptr(GString) codes = g_string_new (NULL);

  if (blocks->len == 0)
    return g_strdup (_("No block is selected."));

  for (guint i = 0; i < MIN (blocks->len, MAX_CODES); i++)
    g_string_append_printf (codes, "%s%s", i == 0 ? "" : _(", "),
                            atlas_block_get_code (atlas_plan_get_block (
                              plan, g_array_index (blocks, guint, i))));

  if (blocks->len <= MAX_CODES)
    /* Translators: %s are the codes of blocks */
    return g_strdup_printf (ngettext ("%u block is selected: %s.", "%u blocks are selected: %s.",
                                      blocks->len), blocks->len, codes->str);

  return g_strdup_printf (ngettext ("%u block is selected, among them %s.",
                                    "%u blocks are selected, among them %s.", blocks->len),
                          blocks->len, codes->str);
}

static char *
describe_class (AtlasPlan     *plan,
                AtlasLanguage  language,
                GArray        *blocks)
{
  const char *class_ = find_class (plan, language, blocks);

  return class_ != NULL ? g_strdup_printf (_("Class: %s."), class_)
                        : g_strdup (_("Their classes differ."));
}

char *
atlas_map_description_write (AtlasPlan          *plan,
                             const AtlasLocator *locator,
                             const AtlasScene   *scene,
                             const AtlasView    *view,
                             AtlasPoint          middle,
                             double              scale,
                             const guint        *blocks,
                             guint               n_blocks)
{
  AtlasLanguage language = atlas_scene_get_language (scene);
  const char *title = atlas_scene_get_map_style (scene)->title[language];
  g_autofree char *scale_text = atlas_map_scale_format (scale);
  g_autoptr(GArray) known = g_array_new (FALSE, FALSE, sizeof (guint));
  /* Translators: the map's title and its scale, like 1:50,000 */
  char *text = g_strdup_printf (_("%s. Scale %s."), title, scale_text);

  for (guint i = 0; i < n_blocks; i++)
    if (blocks[i] < atlas_plan_get_n_blocks (plan))
      g_array_append_val (known, blocks[i]);

  add_sentence (&text, describe_place (plan, locator, scene, view, middle));
  add_sentence (&text, describe_blocks (plan, known));
  if (known->len > 0)
    add_sentence (&text, describe_class (plan, language, known));

  return text;
}
