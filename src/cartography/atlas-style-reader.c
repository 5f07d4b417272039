#include "atlas-style-reader.h"

#include "atlas-error.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>
#include <string.h>

/* Of lengths and marks; beyond it cairo's coordinates end. */
#define LARGEST_NUMBER 10000.0

/* Points; shorter ones can't be seen and would be millions along a road. */
#define SHORTEST_DASH 0.1

typedef struct
{
  char     *value;
  guint     line;
  gboolean  used;
} Entry;

struct _AtlasStyleReader
{
  char       *name;
  GHashTable *entries; /* "group\nkey" → Entry */
  GHashTable *groups;  /* group → its line */
  GPtrArray  *names;   /* of the groups, in the order of the file */
  guint       n_lines;
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->value);
  g_free (entry);
}

static char *
entry_key (const char *group,
           const char *key)
{
  return g_strconcat (group, "\n", key, NULL);
}

static Entry *
find_entry (AtlasStyleReader *self,
            const char       *group,
            const char       *key)
{
  g_autofree char *name = entry_key (group, key);

  return g_hash_table_lookup (self->entries, name);
}

static gboolean
fail_at (AtlasStyleReader  *self,
         guint              line,
         const char        *group,
         const char        *key,
         const char        *what,
         GError           **error)
{
  /* Translators: file, line, group and key of a style, and what is wrong there */
  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT, _("%s:%u: [%s] %s: %s"),
               self->name, line, group, key, what);

  return FALSE;
}

gboolean
atlas_style_reader_fail (AtlasStyleReader  *self,
                         const char        *group,
                         const char        *key,
                         GError           **error,
                         const char        *format,
                         ...)
{
  g_autofree char *what = NULL;
  Entry *entry = find_entry (self, group, key);
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);

  return fail_at (self, entry != NULL ? entry->line : 0, group, key, what, error);
}

/* Fails for a line as a whole. */
static gboolean
fail_line (AtlasStyleReader  *self,
           guint              line,
           const char        *what,
           GError           **error)
{
  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT, "%s:%u: %s", self->name, line, what);

  return FALSE;
}

static gboolean
add_group (AtlasStyleReader  *self,
           char              *text,
           guint              line,
           char             **group,
           GError           **error)
{
  char *end = strchr (text, ']');

  if (end == NULL || end[1] != '\0')
    return fail_line (self, line, _("a group is a name in brackets, like [fills]"), error);

  *end = '\0';
  g_free (*group);
  *group = g_strdup (text + 1);
  if (g_hash_table_contains (self->groups, *group))
    return fail_line (self, line, _("this group stands here for the second time"), error);
  g_hash_table_insert (self->groups, g_strdup (*group), GUINT_TO_POINTER (line));
  g_ptr_array_add (self->names, g_strdup (*group));

  return TRUE;
}

static gboolean
add_key (AtlasStyleReader  *self,
         char              *text,
         guint              line,
         const char        *group,
         GError           **error)
{
  char *equals = strchr (text, '=');
  g_autofree char *name = NULL;
  Entry *entry;

  if (equals == NULL)
    return fail_line (self, line, _("expected a group, “key = value” or a remark behind #"), error);
  if (group == NULL)
    return fail_line (self, line, _("a key stands before the first group"), error);

  *equals = '\0';
  g_strstrip (text);
  name = entry_key (group, text);
  if (g_hash_table_contains (self->entries, name))
    return fail_at (self, line, group, text, _("this key stands here for the second time"), error);

  entry = g_new0 (Entry, 1);
  entry->value = g_strdup (g_strstrip (equals + 1));
  entry->line = line;
  g_hash_table_insert (self->entries, g_steal_pointer (&name), entry);

  return TRUE;
}

static gboolean
read_lines (AtlasStyleReader  *self,
            const char        *data,
            gsize              size,
            GError           **error)
{
  g_autofree char *text = g_strndup (data, size);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *group = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);

      self->n_lines = i + 1;
      if (*line == '\0' || *line == '#')
        continue;
      if (*line == '[' ? !add_group (self, line, i + 1, &group, error)
                       : !add_key (self, line, i + 1, group, error))
        return FALSE;
    }

  return TRUE;
}

AtlasStyleReader *
atlas_style_reader_new (const char  *name,
                        const char  *data,
                        gsize        size,
                        GError     **error)
{
  g_autoptr(AtlasStyleReader) self = g_new0 (AtlasStyleReader, 1);

  self->name = g_strdup (name);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = g_ptr_array_new_with_free_func (g_free);

  if (!g_utf8_validate (data, (gssize) size, NULL))
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT,
                   _("%s is not UTF-8 text; save it as UTF-8"), name);
      return NULL;
    }
  if (!read_lines (self, data, size, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
atlas_style_reader_free (AtlasStyleReader *self)
{
  g_free (self->name);
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_clear_pointer (&self->groups, g_hash_table_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_free (self);
}

gboolean
atlas_style_reader_has_group (AtlasStyleReader *self,
                              const char       *group)
{
  return g_hash_table_contains (self->groups, group);
}

const char *const *
atlas_style_reader_get_groups (AtlasStyleReader *self,
                               guint            *n)
{
  *n = self->names->len;

  return (const char *const *) self->names->pdata;
}

const char *
atlas_style_reader_get (AtlasStyleReader  *self,
                        const char        *group,
                        const char        *key,
                        GError           **error)
{
  Entry *entry = find_entry (self, group, key);

  if (entry == NULL)
    {
      guint line = GPOINTER_TO_UINT (g_hash_table_lookup (self->groups, group));

      if (line == 0)
        g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT,
                     _("%s:%u: [%s] %s: the file ends without this group"), self->name,
                     self->n_lines, group, key);
      else
        fail_at (self, line, group, key, _("this key is missing"), error);
      return NULL;
    }

  entry->used = TRUE;

  return entry->value;
}

static gboolean
parse_color (const char *value,
             AtlasColor *color)
{
  gsize length = strlen (value);
  guint channels[4] = { 0, 0, 0, 255 };

  if (value[0] != '#' || (length != 7 && length != 9))
    return FALSE;
  for (guint i = 1; i < length; i++)
    if (!g_ascii_isxdigit (value[i]))
      return FALSE;

  for (guint i = 0; i < (length - 1) / 2; i++)
    channels[i] = (guint) (g_ascii_xdigit_value (value[1 + 2 * i]) * 16 +
                           g_ascii_xdigit_value (value[2 + 2 * i]));
  *color = (AtlasColor) { channels[0] / 255.0, channels[1] / 255.0,
                          channels[2] / 255.0, channels[3] / 255.0 };

  return TRUE;
}

static gboolean
parse_number (const char *value,
              double     *number)
{
  char *end;

  *number = g_ascii_strtod (value, &end);

  return end != value && *end == '\0' && *number == *number;
}

/* Numbers parted by spaces, at most @most; returns how many, -1: wrong. */
static int
parse_numbers (const char *value,
               double     *numbers,
               guint       most)
{
  g_auto(GStrv) words = g_strsplit (value, " ", -1);
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (n == most || !parse_number (words[i], &numbers[n]) ||
          !(numbers[n] >= 0 && numbers[n] <= LARGEST_NUMBER))
        return -1;
      n++;
    }

  return (int) n;
}

/* For cairo a pattern of no length is an error that stops all drawing. */
static gboolean
parse_dash (const char     *value,
            AtlasLineStyle *line)
{
  int n = parse_numbers (value, line->dash, G_N_ELEMENTS (line->dash));
  double sum = 0;

  for (int i = 0; i < n; i++)
    sum += line->dash[i];
  line->n_dash = (guint) MAX (n, 0);

  return n >= 2 && sum >= SHORTEST_DASH;
}

static gboolean
parse_marks (const char    *value,
             AtlasMapStyle *map)
{
  int n = parse_numbers (value, map->scale_bar, ATLAS_SCALE_BAR_MARKS);

  map->n_scale_bar = (guint) MAX (n, 0);
  for (int i = 1; i < n; i++)
    if (map->scale_bar[i] <= map->scale_bar[i - 1])
      return FALSE;

  return n == 0 || (n >= 2 && map->scale_bar[0] == 0);
}

static gboolean
parse_ramp (const char      *value,
            AtlasRampColors *ramp)
{
  g_auto(GStrv) words = g_strsplit (value, " ", -1);

  ramp->n = 0;
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (ramp->n == ATLAS_RAMP_MAX || !parse_color (words[i], &ramp->colors[ramp->n]))
        return FALSE;
      ramp->n++;
    }

  return ramp->n >= 2;
}

static gboolean
parse_content (const char   *value,
               AtlasContent *content)
{
  static const struct { const char *name; AtlasContent flag; } names[] = {
    { "zones", ATLAS_CONTENT_ZONES },     { "blocks", ATLAS_CONTENT_BLOCKS },
    { "density", ATLAS_CONTENT_DENSITY }, { "business", ATLAS_CONTENT_BUSINESS },
    { "axes", ATLAS_CONTENT_AXES },       { "inset", ATLAS_CONTENT_INSET },
  };
  g_auto(GStrv) words = g_strsplit (value, " ", -1);
  guint flags = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint found = 0;

      if (*words[i] == '\0')
        continue;
      for (guint j = 0; j < G_N_ELEMENTS (names); j++)
        if (g_str_equal (words[i], names[j].name))
          found = names[j].flag;
      if (found == 0)
        return FALSE;
      flags |= found;
    }

  *content = (AtlasContent) flags;

  return TRUE;
}

static gboolean
parse_shape (const char       *value,
             AtlasSymbolShape *shape)
{
  static const char *const names[] = { "circle", "square", "diamond", "triangle", "star" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (value, names[i]))
      {
        *shape = (AtlasSymbolShape) i;
        return TRUE;
      }

  return FALSE;
}

static gboolean
parse_ranged (const char           *value,
              const AtlasStyleRule *rule,
              double               *number)
{
  return parse_number (value, number) &&
         ((rule->minimum == 0 && rule->maximum == 0) ||
          (*number >= rule->minimum && *number <= rule->maximum));
}

/* FALSE: @value is not one of the rule's kind. @base is the whole struct. */
static gboolean
parse_value (const char           *value,
             const AtlasStyleRule *rule,
             gpointer              base)
{
  gpointer at = G_STRUCT_MEMBER_P (base, rule->offset);
  double number;

  switch (rule->kind)
    {
    case ATLAS_STYLE_COLOR:
      return parse_color (value, at);
    case ATLAS_STYLE_NUMBER:
      return parse_ranged (value, rule, at);
    case ATLAS_STYLE_INTEGER:
      if (!parse_ranged (value, rule, &number) || number != (int) number)
        return FALSE;
      *(int *) at = (int) number;
      return TRUE;
    case ATLAS_STYLE_BOOLEAN:
      *(gboolean *) at = g_str_equal (value, "yes");
      return g_str_equal (value, "yes") || g_str_equal (value, "no");
    case ATLAS_STYLE_TEXT:
      g_free (*(char **) at);
      *(char **) at = g_strdup (value);
      return *value != '\0';
    case ATLAS_STYLE_DASH:
      return parse_dash (value, base);
    case ATLAS_STYLE_SHAPE:
      return parse_shape (value, at);
    case ATLAS_STYLE_CONTENT:
      return parse_content (value, at);
    case ATLAS_STYLE_RESOURCE:
      *(int *) at = atlas_vocabulary_find (&atlas_vocabulary_resources, value);
      return *(int *) at >= 0;
    case ATLAS_STYLE_MARKS:
      return parse_marks (value, base);
    case ATLAS_STYLE_RAMP:
      return parse_ramp (value, at);
    default:
      g_assert_not_reached ();
    }
}

/* Returns: (transfer full): what would be right, in the user's language */
static char *
describe (const AtlasStyleRule *rule)
{
  static const char *const descriptions[] = {
    [ATLAS_STYLE_COLOR] = N_("a color, #rrggbb or #rrggbbaa"),
    [ATLAS_STYLE_NUMBER] = N_("a number"),
    [ATLAS_STYLE_INTEGER] = N_("a whole number"),
    [ATLAS_STYLE_BOOLEAN] = N_("yes or no"),
    [ATLAS_STYLE_TEXT] = N_("a text"),
    [ATLAS_STYLE_DASH] = N_("two to four lengths, like 5 2"),
    [ATLAS_STYLE_SHAPE] = N_("circle, square, diamond, triangle or star"),
    [ATLAS_STYLE_CONTENT] = N_("some of zones, blocks, density, business, axes, inset"),
    [ATLAS_STYLE_RESOURCE] = N_("compounds, buildings or factories"),
    [ATLAS_STYLE_MARKS] = N_("two to six marks in kilometres from 0, like 0 5 10 20"),
    [ATLAS_STYLE_RAMP] = N_("two to sixteen colors, #rrggbb or #rrggbbaa"),
  };
  const char *description = _(descriptions[rule->kind]);

  if (rule->minimum == 0 && rule->maximum == 0)
    return g_strdup (description);

  /* Translators: "a number from 1 to 200" */
  return g_strdup_printf (_("%s from %g to %g"), description, rule->minimum, rule->maximum);
}

static gboolean
apply_rule (AtlasStyleReader      *self,
            const char            *group,
            const AtlasStyleRule  *rule,
            gpointer               base,
            GError               **error)
{
  const char *value = atlas_style_reader_get (self, group, rule->key, error);
  g_autofree char *expected = NULL;

  if (value == NULL)
    return FALSE;
  if (parse_value (value, rule, base))
    return TRUE;

  expected = describe (rule);

  return atlas_style_reader_fail (self, group, rule->key, error, _("“%s” should be %s"), value,
                                  expected);
}

gboolean
atlas_style_reader_apply (AtlasStyleReader      *self,
                          const char            *group,
                          const AtlasStyleRule  *rules,
                          gpointer               base,
                          GError               **error)
{
  for (; rules->key != NULL; rules++)
    {
      if (rules->optional && find_entry (self, group, rules->key) == NULL)
        continue;
      if (!apply_rule (self, group, rules, base, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
atlas_style_reader_override (AtlasStyleReader      *self,
                             const char            *group,
                             const AtlasStyleRule  *rules,
                             gpointer               base,
                             GError               **error)
{
  for (; rules->key != NULL; rules++)
    if (find_entry (self, group, rules->key) != NULL &&
        !apply_rule (self, group, rules, base, error))
      return FALSE;

  return TRUE;
}

gboolean
atlas_style_reader_finish (AtlasStyleReader  *self,
                           GError           **error)
{
  GHashTableIter iter;
  gpointer name;
  gpointer value;
  const char *first = NULL;
  guint first_line = G_MAXUINT;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (!((Entry *) value)->used && ((Entry *) value)->line < first_line)
      {
        first = name;
        first_line = ((Entry *) value)->line;
      }

  if (first != NULL)
    {
      g_auto(GStrv) parts = g_strsplit (first, "\n", 2);

      return fail_at (self, first_line, parts[0], parts[1],
                      _("no such key; is it misspelt?"), error);
    }

  return TRUE;
}
