#include "atlas-style.h"

#include "atlas-cartography-resources.h"
#include "atlas-error.h"
#include "atlas-style-reader.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Bytes of a style file: a hundred times what one needs. */
#define LARGEST (4 << 20)

/* What a style file may and must hold: a table of rules for each kind of
 * group. Every key is required unless it says otherwise. */

#define KEY(name, kind, type, member) { name, kind, G_STRUCT_OFFSET (type, member), 0, 0, FALSE }
#define SIZE(name, type, member, max) \
  { name, ATLAS_STYLE_NUMBER, G_STRUCT_OFFSET (type, member), 0, max, FALSE }
#define OPTIONAL(name, kind, type, member) \
  { name, kind, G_STRUCT_OFFSET (type, member), 0, 1000, TRUE }

static const char *const fill_names[ATLAS_N_FILLS] = {
  [ATLAS_FILL_PAPER] = "paper",
  [ATLAS_FILL_OUTSIDE] = "outside",
  [ATLAS_FILL_LAND] = "land",
  [ATLAS_FILL_MOUNTAIN] = "mountain",
  [ATLAS_FILL_WATER] = "water",
  [ATLAS_FILL_ZONE_CORE] = "zone-core",
  [ATLAS_FILL_ZONE_CENTRAL] = "zone-central",
  [ATLAS_FILL_ZONE_SUBCENTER] = "zone-subcenter",
  [ATLAS_FILL_ZONE_NEWTOWNS] = "zone-newtowns",
  [ATLAS_FILL_ZONE_ECOLOGICAL] = "zone-ecological",
  [ATLAS_FILL_CLASS_KEY] = "class-key",
  [ATLAS_FILL_CLASS_RENEWAL] = "class-renewal",
  [ATLAS_FILL_CLASS_GENERAL] = "class-general",
};

static const char *const line_names[ATLAS_N_LINES] = {
  [ATLAS_LINE_FRAME] = "frame",
  [ATLAS_LINE_MUNICIPALITY] = "municipality",
  [ATLAS_LINE_MUNICIPALITY_BAND] = "municipality-band",
  [ATLAS_LINE_DISTRICT] = "district",
  [ATLAS_LINE_ZONE] = "zone",
  [ATLAS_LINE_BLOCK] = "block",
  [ATLAS_LINE_RING_ROAD] = "ring-road",
  [ATLAS_LINE_EXPRESSWAY] = "expressway",
  [ATLAS_LINE_RIVER] = "river",
  [ATLAS_LINE_SHORE] = "shore",
  [ATLAS_LINE_AXIS] = "axis",
};

static const char *const text_names[ATLAS_N_TEXTS] = {
  [ATLAS_TEXT_SERIES] = "series",
  [ATLAS_TEXT_TITLE] = "title",
  [ATLAS_TEXT_LEGEND_TITLE] = "legend-title",
  [ATLAS_TEXT_LEGEND] = "legend",
  [ATLAS_TEXT_NOTE] = "note",
  [ATLAS_TEXT_SAMPLE] = "sample",
  [ATLAS_TEXT_PROVINCE] = "province",
  [ATLAS_TEXT_DISTRICT] = "district",
  [ATLAS_TEXT_ZONE] = "zone",
  [ATLAS_TEXT_AXIS] = "axis",
  [ATLAS_TEXT_WATER] = "water",
  [ATLAS_TEXT_ROAD] = "road",
  [ATLAS_TEXT_BLOCK] = "block",
  [ATLAS_TEXT_BUSINESS] = "business",
};

static const char *const symbol_names[ATLAS_N_SYMBOLS] = {
  [ATLAS_SYMBOL_BUSINESS] = "business",
};

static const AtlasStyleRule line_rules[] = {
  KEY ("color", ATLAS_STYLE_COLOR, AtlasLineStyle, color),
  SIZE ("width", AtlasLineStyle, width, 100),
  OPTIONAL ("casing", ATLAS_STYLE_COLOR, AtlasLineStyle, casing),
  OPTIONAL ("casing_width", ATLAS_STYLE_NUMBER, AtlasLineStyle, casing_width),
  OPTIONAL ("dash", ATLAS_STYLE_DASH, AtlasLineStyle, dash),
  { NULL }
};

static const AtlasStyleRule text_rules[] = {
  KEY ("font", ATLAS_STYLE_TEXT, AtlasTextStyle, family),
  { "size", ATLAS_STYLE_NUMBER, G_STRUCT_OFFSET (AtlasTextStyle, size), 1, 200, FALSE },
  { "weight", ATLAS_STYLE_INTEGER, G_STRUCT_OFFSET (AtlasTextStyle, weight), 100, 1000, FALSE },
  KEY ("italic", ATLAS_STYLE_BOOLEAN, AtlasTextStyle, italic),
  { "spacing", ATLAS_STYLE_NUMBER, G_STRUCT_OFFSET (AtlasTextStyle, spacing), -0.2, 5, FALSE },
  KEY ("color", ATLAS_STYLE_COLOR, AtlasTextStyle, color),
  OPTIONAL ("halo", ATLAS_STYLE_COLOR, AtlasTextStyle, halo),
  OPTIONAL ("halo_width", ATLAS_STYLE_NUMBER, AtlasTextStyle, halo_width),
  { NULL }
};

static const AtlasStyleRule symbol_rules[] = {
  KEY ("shape", ATLAS_STYLE_SHAPE, AtlasSymbolStyle, shape),
  SIZE ("size", AtlasSymbolStyle, size, 100),
  KEY ("fill", ATLAS_STYLE_COLOR, AtlasSymbolStyle, fill),
  KEY ("outline", ATLAS_STYLE_COLOR, AtlasSymbolStyle, outline),
  SIZE ("outline_width", AtlasSymbolStyle, outline_width, 20),
  { NULL }
};

#define BOTH(name, type, member) \
  { name "_zh", ATLAS_STYLE_TEXT, G_STRUCT_OFFSET (type, member[ATLAS_LANGUAGE_ZH]), 0, 0, FALSE }, \
  { name "_en", ATLAS_STYLE_TEXT, G_STRUCT_OFFSET (type, member[ATLAS_LANGUAGE_EN]), 0, 0, FALSE }
#define BOTH_OPTIONAL(name, type, member) \
  { name "_zh", ATLAS_STYLE_TEXT, G_STRUCT_OFFSET (type, member[ATLAS_LANGUAGE_ZH]), 0, 0, TRUE }, \
  { name "_en", ATLAS_STYLE_TEXT, G_STRUCT_OFFSET (type, member[ATLAS_LANGUAGE_EN]), 0, 0, TRUE }

static const AtlasStyleRule word_rules[] = {
  BOTH ("series", AtlasWords, series),
  BOTH ("legend", AtlasWords, legend),
  BOTH ("note", AtlasWords, note),
  BOTH ("sample", AtlasWords, sample),
  BOTH ("kilometres", AtlasWords, kilometres),
  BOTH ("low", AtlasWords, low),
  BOTH ("high", AtlasWords, high),
  BOTH ("density_unit", AtlasWords, density_unit),
  BOTH ("bandwidth", AtlasWords, bandwidth),
  BOTH ("hebei", AtlasWords, hebei),
  BOTH ("tianjin", AtlasWords, tianjin),
  BOTH ("inset", AtlasWords, inset),
  BOTH ("north", AtlasWords, north),
  { NULL }
};

static const AtlasStyleRule map_rules[] = {
  BOTH ("title", AtlasMapStyle, title),
  BOTH_OPTIONAL ("note", AtlasMapStyle, note),
  BOTH_OPTIONAL ("sample_note", AtlasMapStyle, sample_note),
  KEY ("content", ATLAS_STYLE_CONTENT, AtlasMapStyle, content),
  OPTIONAL ("resource", ATLAS_STYLE_RESOURCE, AtlasMapStyle, resource),
  OPTIONAL ("scale_bar", ATLAS_STYLE_MARKS, AtlasMapStyle, scale_bar),
  { NULL }
};

static const AtlasStyleRule ramp_rules[] = {
  KEY ("colors", ATLAS_STYLE_RAMP, AtlasStyle, ramp),
  { NULL }
};

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
    { "fill:", ATLAS_LEGEND_FILL, fill_names, ATLAS_N_FILLS },
    { "line:", ATLAS_LEGEND_LINE, line_names, ATLAS_N_LINES },
    { "symbol:", ATLAS_LEGEND_SYMBOL, symbol_names, ATLAS_N_SYMBOLS },
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
  if (!atlas_style_reader_apply (reader, group, map_rules, map, error) ||
      !read_legend (reader, group, map, error))
    return FALSE;
  if ((map->content & ATLAS_CONTENT_DENSITY) && map->resource < 0)
    return atlas_style_reader_fail (reader, group, "content", error,
                                    _("a map of densities needs the key “resource”: "
                                      "compounds, buildings or factories"));

  return TRUE;
}

/* The groups "line NAME", "text NAME", "symbol NAME", one for each name. */
static gboolean
read_named_groups (AtlasStyleReader      *reader,
                   const char            *kind,
                   const char *const     *names,
                   guint                  n_names,
                   const AtlasStyleRule  *rules,
                   gpointer               structs,
                   gsize                  size,
                   GError               **error)
{
  for (guint i = 0; i < n_names; i++)
    {
      g_autofree char *group = g_strdup_printf ("%s %s", kind, names[i]);

      if (!atlas_style_reader_apply (reader, group, rules, (char *) structs + i * size, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_fills (AtlasStyleReader  *reader,
            AtlasStyle        *self,
            GError           **error)
{
  AtlasStyleRule rules[ATLAS_N_FILLS + 1] = { { NULL } };

  for (guint i = 0; i < ATLAS_N_FILLS; i++)
    rules[i] = (AtlasStyleRule) { fill_names[i], ATLAS_STYLE_COLOR, i * sizeof (AtlasColor) };

  return atlas_style_reader_apply (reader, "fills", rules, self->fills, error);
}

static gboolean
read_style (AtlasStyleReader  *reader,
            AtlasStyle        *self,
            GError           **error)
{
  if (!read_fills (reader, self, error) ||
      !atlas_style_reader_apply (reader, "ramp", ramp_rules, self, error) ||
      !read_named_groups (reader, "line", line_names, ATLAS_N_LINES, line_rules,
                          self->lines, sizeof *self->lines, error) ||
      !read_named_groups (reader, "text", text_names, ATLAS_N_TEXTS, text_rules,
                          self->texts, sizeof *self->texts, error) ||
      !read_named_groups (reader, "symbol", symbol_names, ATLAS_N_SYMBOLS, symbol_rules,
                          self->symbols, sizeof *self->symbols, error) ||
      !atlas_style_reader_apply (reader, "words", word_rules, &self->words, error))
    return FALSE;

  for (guint i = 0; i < ATLAS_N_MAPS; i++)
    if (!read_map (reader, self, i, error))
      return FALSE;

  return atlas_style_reader_finish (reader, error);
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
    g_resource_lookup_data (atlas_cartography_get_resource (),
                            "/org/renewalatlas/Atlas/styles/standard.style",
                            G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  AtlasStyle *self = NULL;
  gsize size;

  if (bytes != NULL)
    {
      const char *data = g_bytes_get_data (bytes, &size);

      self = atlas_style_parse ("standard.style", data, size, &error);
    }
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
free_texts (const AtlasStyleRule *rules,
            gpointer              base)
{
  for (; rules->key != NULL; rules++)
    if (rules->kind == ATLAS_STYLE_TEXT)
      g_free (G_STRUCT_MEMBER (char *, base, rules->offset));
}

static void
atlas_style_clear (gpointer data)
{
  AtlasStyle *self = data;

  for (guint i = 0; i < ATLAS_N_TEXTS; i++)
    free_texts (text_rules, &self->texts[i]);
  free_texts (word_rules, &self->words);
  for (guint i = 0; i < ATLAS_N_MAPS; i++)
    {
      AtlasMapStyle *map = &self->maps[i];

      free_texts (map_rules, map);
      for (guint j = 0; j < map->n_legend; j++)
        {
          g_free (map->legend[j].text[ATLAS_LANGUAGE_ZH]);
          g_free (map->legend[j].text[ATLAS_LANGUAGE_EN]);
        }
      g_free (map->legend);
    }
}

void
atlas_style_unref (AtlasStyle *self)
{
  g_atomic_rc_box_release_full (self, atlas_style_clear);
}

AtlasColor
atlas_style_get_ramp_color (const AtlasStyle *self,
                            double            t)
{
  double place = CLAMP (t, 0, 1) * (self->n_ramp - 1);
  guint i = MIN ((guint) place, self->n_ramp - 2);
  double part = place - i;
  const AtlasColor *a = &self->ramp[i];
  const AtlasColor *b = &self->ramp[i + 1];

  return (AtlasColor) { a->red + (b->red - a->red) * part,
                        a->green + (b->green - a->green) * part,
                        a->blue + (b->blue - a->blue) * part,
                        a->alpha + (b->alpha - a->alpha) * part };
}
