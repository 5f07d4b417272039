#include "atlas-style-private.h"
#include "atlas-style-rules.h"

typedef struct
{
  AtlasStyleReader *reader;
  const char       *palette; /* NULL: the standard one */
} Source;

static char *
dup_group (const Source *source,
           const char   *kind,
           const char   *name)
{
  const char *const words[] = { source->palette, kind, name };
  g_autoptr(GString) group = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i] != NULL)
      g_string_append_printf (group, group->len > 0 ? " %s" : "%s", words[i]);

  return g_string_free (g_steal_pointer (&group), FALSE);
}

/* Every key must be there, but for a palette's. */
static gboolean
read_group (const Source          *source,
            const char            *kind,
            const char            *name,
            const AtlasStyleRule  *rules,
            gpointer               base,
            GError               **error)
{
  g_autofree char *group = dup_group (source, kind, name);

  return source->palette != NULL
         ? atlas_style_reader_override (source->reader, group, rules, base, error)
         : atlas_style_reader_apply (source->reader, group, rules, base, error);
}

/* The groups "line NAME", "text NAME", "symbol NAME", one for each name. */
static gboolean
read_named_groups (const Source          *source,
                   const char            *kind,
                   const char *const     *names,
                   guint                  n_names,
                   const AtlasStyleRule  *rules,
                   gpointer               structs,
                   gsize                  size,
                   GError               **error)
{
  for (guint i = 0; i < n_names; i++)
    if (!read_group (source, kind, names[i], rules, (char *) structs + i * size, error))
      return FALSE;

  return TRUE;
}

static gboolean
read_fills (const Source  *source,
            AtlasStyle    *self,
            GError       **error)
{
  AtlasStyleRule rules[ATLAS_N_FILLS + 1] = { { NULL } };

  for (guint i = 0; i < ATLAS_N_FILLS; i++)
    rules[i] = (AtlasStyleRule) { atlas_style_fill_names[i], ATLAS_STYLE_COLOR,
                                  i * sizeof (AtlasColor) };

  return read_group (source, "fills", NULL, rules, self->fills, error);
}

/* A hatch may be left out, but not half of one. */
static gboolean
read_hatches (const Source  *source,
              AtlasStyle    *self,
              GError       **error)
{
  for (guint i = 0; i < ATLAS_N_FILLS; i++)
    {
      AtlasHatchStyle *hatch = &self->hatches[i];
      g_autofree char *group = dup_group (source, "hatch", atlas_style_fill_names[i]);

      if (!atlas_style_reader_has_group (source->reader, group))
        continue;
      if (hatch->width > 0
          ? !atlas_style_reader_override (source->reader, group, atlas_style_hatch_rules, hatch,
                                          error)
          : !atlas_style_reader_apply (source->reader, group, atlas_style_hatch_rules, hatch,
                                       error))
        return FALSE;
    }

  return TRUE;
}

gboolean
atlas_style_read_look (AtlasStyleReader  *reader,
                       const char        *palette,
                       AtlasStyle        *self,
                       GError           **error)
{
  const Source source = { reader, palette };

  return read_fills (&source, self, error) &&
         read_group (&source, "ramp", NULL, atlas_style_ramp_rules, self, error) &&
         read_named_groups (&source, "line", atlas_style_line_names, ATLAS_N_LINES,
                            atlas_style_line_rules, self->lines, sizeof *self->lines, error) &&
         read_named_groups (&source, "text", atlas_style_text_names, ATLAS_N_TEXTS,
                            atlas_style_text_rules, self->texts, sizeof *self->texts, error) &&
         read_named_groups (&source, "symbol", atlas_style_symbol_names, ATLAS_N_SYMBOLS,
                            atlas_style_symbol_rules, self->symbols, sizeof *self->symbols,
                            error) &&
         read_hatches (&source, self, error);
}
