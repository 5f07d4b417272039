#include "atlas-style-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define STANDARD "standard"
#define PREFIX "palette "

static const AtlasStyleRule variant_rules[] = {
  { .key = "name_zh", .kind = ATLAS_STYLE_TEXT,
    .offset = G_STRUCT_OFFSET (AtlasStyleVariant, name[ATLAS_LANGUAGE_ZH]) },
  { .key = "name_en", .kind = ATLAS_STYLE_TEXT,
    .offset = G_STRUCT_OFFSET (AtlasStyleVariant, name[ATLAS_LANGUAGE_EN]) },
  { NULL }
};

static void
variant_free (gpointer data)
{
  AtlasStyleVariant *self = data;

  g_free (self->key);
  g_free (self->name[ATLAS_LANGUAGE_ZH]);
  g_free (self->name[ATLAS_LANGUAGE_EN]);
  g_clear_pointer (&self->style, atlas_style_unref);
  g_free (self);
}

static void
own_text (char **text)
{
  *text = g_strdup (*text);
}

/* Returns: (transfer full): without the variants */
static AtlasStyle *
copy_style (const AtlasStyle *self)
{
  AtlasStyle *copy = g_atomic_rc_box_new0 (AtlasStyle);

  *copy = *self;
  copy->variants = NULL;
  for (guint i = 0; i < ATLAS_N_MAPS; i++)
    copy->maps[i].legend = g_memdup2 (self->maps[i].legend,
                                      self->maps[i].n_legend * sizeof *self->maps[i].legend);
  atlas_style_change_texts (copy, own_text);

  return copy;
}

static gboolean
read_variant (AtlasStyleReader  *reader,
              AtlasStyle        *self,
              const char        *group,
              GError           **error)
{
  const char *key = group + strlen (PREFIX);
  AtlasStyleVariant *variant = g_new0 (AtlasStyleVariant, 1);

  variant->key = g_strdup (key);
  variant->style = copy_style (self);
  g_ptr_array_add (self->variants, variant);
  if (!atlas_style_reader_apply (reader, group, variant_rules, variant, error))
    return FALSE;
  if (*key == '\0' || strpbrk (key, " \t") != NULL || g_str_equal (key, STANDARD))
    return atlas_style_reader_fail (reader, group, "name_zh", error,
                                    _("“%s” can't be a palette's name: one word other than “%s”"),
                                    key, STANDARD);

  return atlas_style_read_look (reader, key, variant->style, error);
}

gboolean
atlas_style_read_variants (AtlasStyleReader  *reader,
                           AtlasStyle        *self,
                           GError           **error)
{
  guint n;
  const char *const *groups = atlas_style_reader_get_groups (reader, &n);

  self->variants = g_ptr_array_new_with_free_func (variant_free);
  for (guint i = 0; i < n; i++)
    if (g_str_has_prefix (groups[i], PREFIX) && !read_variant (reader, self, groups[i], error))
      return FALSE;

  return TRUE;
}

guint
atlas_style_get_n_variants (const AtlasStyle *self)
{
  return 1 + (self->variants != NULL ? self->variants->len : 0);
}

const char *
atlas_style_get_variant_key (const AtlasStyle *self,
                             guint             i)
{
  g_return_val_if_fail (i < atlas_style_get_n_variants (self), NULL);

  return i == 0 ? STANDARD : ((AtlasStyleVariant *) self->variants->pdata[i - 1])->key;
}

const char *
atlas_style_get_variant_name (const AtlasStyle *self,
                              guint             i,
                              AtlasLanguage     language)
{
  g_return_val_if_fail (i < atlas_style_get_n_variants (self), NULL);

  return i == 0 ? self->words.standard[language]
                : ((AtlasStyleVariant *) self->variants->pdata[i - 1])->name[language];
}

AtlasStyle *
atlas_style_new_variant (const AtlasStyle *self,
                         const char       *key)
{
  if (g_str_equal (key, STANDARD))
    return copy_style (self);

  for (guint i = 1; i < atlas_style_get_n_variants (self); i++)
    {
      const AtlasStyleVariant *variant = self->variants->pdata[i - 1];

      if (g_str_equal (variant->key, key))
        return atlas_style_ref (variant->style);
    }

  return NULL;
}

static gboolean
is_title (AtlasTextId id)
{
  return id == ATLAS_TEXT_SERIES || id == ATLAS_TEXT_TITLE;
}

static GPtrArray *
scale_variants (const GPtrArray *variants,
                double           text_scale)
{
  GPtrArray *scaled = g_ptr_array_new_with_free_func (variant_free);

  for (guint i = 0; i < variants->len; i++)
    {
      const AtlasStyleVariant *variant = variants->pdata[i];
      AtlasStyleVariant *copy = g_memdup2 (variant, sizeof *variant);

      own_text (&copy->key);
      own_text (&copy->name[ATLAS_LANGUAGE_ZH]);
      own_text (&copy->name[ATLAS_LANGUAGE_EN]);
      copy->style = atlas_style_new_scaled (variant->style, text_scale);
      g_ptr_array_add (scaled, copy);
    }

  return scaled;
}

AtlasStyle *
atlas_style_new_scaled (const AtlasStyle *self,
                        double            text_scale)
{
  AtlasStyle *scaled;

  g_return_val_if_fail (text_scale >= ATLAS_TEXT_SCALE_MIN && text_scale <= ATLAS_TEXT_SCALE_MAX,
                        NULL);

  scaled = copy_style (self);
  for (guint i = 0; i < ATLAS_N_TEXTS; i++)
    if (!is_title (i))
      {
        scaled->texts[i].size *= text_scale;
        scaled->texts[i].halo_width *= text_scale;
      }
  for (guint i = 0; i < ATLAS_N_SYMBOLS; i++)
    {
      scaled->symbols[i].size *= text_scale;
      scaled->symbols[i].outline_width *= text_scale;
    }
  if (self->variants != NULL)
    scaled->variants = scale_variants (self->variants, text_scale);

  return scaled;
}
