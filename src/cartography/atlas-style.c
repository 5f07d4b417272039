#include "atlas-style.h"

#include "atlas-cartography-resources.h"
#include "atlas-error.h"
#include "atlas-resource.h"
#include "atlas-style-private.h"
#include "atlas-style-rules.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Bytes of a style file: a hundred times what one needs. */
#define LARGEST (4 << 20)

static int
find_name (const char *const *names,
           guint              n_names,
           const char        *name)
{
  for (guint i = 0; i < n_names; i++)
    if (g_str_equal (names[i], name))
      return (int) i;

  return -1;
}

/* A legend's entry as it stands in the file: "fill:zone-core" or "ramp". */
static gboolean
parse_legend_entry (AtlasLegendEntry *entry,
                    const char       *text)
{
  static const struct
  {
    const char        *prefix;
    AtlasLegendKind    kind;
    const char *const *names;
    guint              n_names;
  } kinds[] = {
    { "fill:", ATLAS_LEGEND_FILL, atlas_style_fill_names, ATLAS_N_FILLS },
    { "line:", ATLAS_LEGEND_LINE, atlas_style_line_names, ATLAS_N_LINES },
    { "symbol:", ATLAS_LEGEND_SYMBOL, atlas_style_symbol_names, ATLAS_N_SYMBOLS },
  };

  if (g_str_equal (text, "ramp"))
    {
      entry->kind = ATLAS_LEGEND_RAMP;
      return TRUE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (text, kinds[i].prefix))
      {
        int number = find_name (kinds[i].names, kinds[i].n_names, text + strlen (kinds[i].prefix));

        entry->kind = kinds[i].kind;
        entry->number = (guint) number;
        return number >= 0;
      }

  return FALSE;
}

static gboolean
read_legend_texts (AtlasStyleReader  *reader,
                   const char        *group,
                   AtlasMapStyle     *map,
                   AtlasLanguage      language,
                   GError           **error)
{
  const char *key = language == ATLAS_LANGUAGE_ZH ? "legend_zh" : "legend_en";
  const char *value = atlas_style_reader_get (reader, group, key, error);
  g_auto(GStrv) texts = NULL;

  if (value == NULL)
    return FALSE;

  texts = g_strsplit (value, "|", -1);
  if (g_strv_length (texts) != map->n_legend)
    return atlas_style_reader_fail (reader, group, key, error,
                                    _("it has %u texts, but “legend” has %u entries"),
                                    g_strv_length (texts), map->n_legend);
  for (guint i = 0; i < map->n_legend; i++)
    map->legend[i].text[language] = g_strdup (g_strstrip (texts[i]));

  return TRUE;
}

static gboolean
read_legend (AtlasStyleReader  *reader,
             const char        *group,
             AtlasMapStyle     *map,
             GError           **error)
{
  const char *value = atlas_style_reader_get (reader, group, "legend", error);
  g_auto(GStrv) entries = NULL;

  if (value == NULL)
    return FALSE;

  entries = g_strsplit (value, " ", -1);
  map->legend = g_new0 (AtlasLegendEntry, g_strv_length (entries));
  for (guint i = 0; entries[i] != NULL; i++)
    {
      if (*entries[i] == '\0')
        continue;
      if (!parse_legend_entry (&map->legend[map->n_legend++], entries[i]))
        return atlas_style_reader_fail (reader, group, "legend", error,
                                        _("“%s” is none of fill:NAME, line:NAME, symbol:NAME, ramp"),
                                        entries[i]);
    }

  return read_legend_texts (reader, group, map, ATLAS_LANGUAGE_ZH, error) &&
         read_legend_texts (reader, group, map, ATLAS_LANGUAGE_EN, error);
}

static gboolean
read_map (AtlasStyleReader  *reader,
          AtlasStyle        *self,
          guint              number,
          GError           **error)
{
  AtlasMapStyle *map = &self->maps[number];
  g_autofree char *group = g_strdup_printf ("map %u", number + 1);

  map->resource = -1;
  if (!atlas_style_reader_apply (reader, group, atlas_style_map_rules, map, error) ||
      !read_legend (reader, group, map, error))
    return FALSE;
  if ((map->content & ATLAS_CONTENT_DENSITY) && map->resource < 0)
    return atlas_style_reader_fail (reader, group, "content", error,
                                    _("a map of densities needs the key “resource”: "
                                      "compounds, buildings or factories"));

  return TRUE;
}

/* Names of layers: "rail_zh", "rail_en". */
static gboolean
read_layers (AtlasStyleReader  *reader,
             AtlasStyle        *self,
             GError           **error)
{
  for (guint i = 0; i < ATLAS_N_DRAWN_LAYERS; i++)
    {
      g_autofree char *zh = g_strconcat (atlas_drawn_layer_get_key (i), "_zh", NULL);
      g_autofree char *en = g_strconcat (atlas_drawn_layer_get_key (i), "_en", NULL);
      const AtlasStyleRule rules[] = {
        { .key = zh, .kind = ATLAS_STYLE_TEXT, .offset = ATLAS_LANGUAGE_ZH * sizeof (char *) },
        { .key = en, .kind = ATLAS_STYLE_TEXT, .offset = ATLAS_LANGUAGE_EN * sizeof (char *) },
        { NULL }
      };

      if (!atlas_style_reader_apply (reader, "layers", rules, self->layers[i], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_style (AtlasStyleReader  *reader,
            AtlasStyle        *self,
            GError           **error)
{
  if (!atlas_style_read_look (reader, NULL, self, error) ||
      !atlas_style_reader_apply (reader, "words", atlas_style_word_rules, &self->words, error) ||
      !read_layers (reader, self, error))
    return FALSE;

  for (guint i = 0; i < ATLAS_N_MAPS; i++)
    if (!read_map (reader, self, i, error))
      return FALSE;

  return atlas_style_read_variants (reader, self, error) &&
         atlas_style_reader_finish (reader, error);
}

AtlasStyle *
atlas_style_parse (const char  *name,
                   const char  *data,
                   gsize        size,
                   GError     **error)
{
  g_autoptr(AtlasStyle) self = g_atomic_rc_box_new0 (AtlasStyle);
  g_autoptr(AtlasStyleReader) reader = atlas_style_reader_new (name, data, size, error);

  if (reader == NULL || !read_style (reader, self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* At most LARGEST bytes; a pipe or a device would never end. FALSE: errno. */
static gboolean
read_file (const char  *path,
           char       **data,
           gsize       *size)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  g_autofree char *bytes = NULL;
  GStatBuf status;
  gssize n = -1;
  int code;

  if (fd < 0)
    return FALSE;

  if (fstat (fd, &status) != 0)
    code = errno;
  else if (!S_ISREG (status.st_mode))
    code = S_ISDIR (status.st_mode) ? EISDIR : EINVAL;
  else if (status.st_size > LARGEST)
    code = EFBIG;
  else
    {
      bytes = g_malloc ((gsize) status.st_size + 1);
      n = read (fd, bytes, (gsize) status.st_size);
      code = errno;
    }
  close (fd);
  errno = code;
  if (n < 0)
    return FALSE;

  *data = g_steal_pointer (&bytes);
  *size = (gsize) n;

  return TRUE;
}

AtlasStyle *
atlas_style_load (const char  *path,
                  GError     **error)
{
  g_autofree char *data = NULL;
  gsize size;

  if (!read_file (path, &data, &size))
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
                   _("%s: The style can't be read (%s). Choose another file, or ask for "
                     "permission to read it."), path, g_strerror (errno));
      return NULL;
    }

  return atlas_style_parse (path, data, size, error);
}

AtlasStyle *
atlas_style_new_standard (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes =
    atlas_resource_lookup (atlas_cartography_get_resource,
                           "/org/renewalatlas/Atlas/styles/standard.style");
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  AtlasStyle *self = atlas_style_parse ("standard.style", data, size, &error);

  if (self == NULL)
    g_error ("The style that is built in: %s", error->message);

  return self;
}

AtlasStyle *
atlas_style_ref (AtlasStyle *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
change_texts (const AtlasStyleRule  *rules,
              gpointer               base,
              void                 (*change) (char **text))
{
  for (; rules->key != NULL; rules++)
    if (rules->kind == ATLAS_STYLE_TEXT)
      change (&G_STRUCT_MEMBER (char *, base, rules->offset));
}

static void
change_both (char **texts,
             void (*change) (char **text))
{
  change (&texts[ATLAS_LANGUAGE_ZH]);
  change (&texts[ATLAS_LANGUAGE_EN]);
}

void
atlas_style_change_texts (AtlasStyle  *self,
                          void       (*change) (char **text))
{
  for (guint i = 0; i < ATLAS_N_TEXTS; i++)
    change_texts (atlas_style_text_rules, &self->texts[i], change);
  change_texts (atlas_style_word_rules, &self->words, change);
  for (guint i = 0; i < ATLAS_N_DRAWN_LAYERS; i++)
    change_both (self->layers[i], change);
  for (guint i = 0; i < ATLAS_N_MAPS; i++)
    {
      change_texts (atlas_style_map_rules, &self->maps[i], change);
      for (guint j = 0; j < self->maps[i].n_legend; j++)
        change_both (self->maps[i].legend[j].text, change);
    }
}

static void
free_text (char **text)
{
  g_free (*text);
}

static void
atlas_style_clear (gpointer data)
{
  AtlasStyle *self = data;

  atlas_style_change_texts (self, free_text);
  for (guint i = 0; i < ATLAS_N_MAPS; i++)
    g_free (self->maps[i].legend);
  g_clear_pointer (&self->variants, g_ptr_array_unref);
}

void
atlas_style_unref (AtlasStyle *self)
{
  g_atomic_rc_box_release_full (self, atlas_style_clear);
}

AtlasColor
atlas_ramp_colors_get (const AtlasRampColors *self,
                       double                 t)
{
  double place = CLAMP (t, 0, 1) * (self->n - 1);
  guint i = MIN ((guint) place, self->n - 2);
  double part = place - i;
  const AtlasColor *a = &self->colors[i];
  const AtlasColor *b = &self->colors[i + 1];

  return (AtlasColor) { a->red + (b->red - a->red) * part,
                        a->green + (b->green - a->green) * part,
                        a->blue + (b->blue - a->blue) * part,
                        a->alpha + (b->alpha - a->alpha) * part };
}
