#include "atlas-density-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Of a filter; a longer one would take the legend for itself. */
#define FILTER_CHARACTERS 60

/* No line ends there. */
#define WORD_JOINER "\u2060"
#define NO_BREAK_SPACE "\u00a0"

typedef struct
{
  const AtlasScene        *scene;
  const AtlasDensityTerms *terms;
  const AtlasRamp         *ramp;
  const AtlasWords        *words;
  AtlasLanguage            language;
  GPtrArray               *lines;
} Words;

char *
atlas_density_words_format_number (double value)
{
  g_autofree char *number = g_strdup_printf ("%.3g", fabs (value));
  double rounded = g_ascii_strtod (number, NULL);

  return g_strdup_printf ("%s%.15g", value < 0 ? "−" : "", rounded);
}

/* @template: the style file's, no printf format. Returns: (transfer full) */
static char *
put_in (const char *template,
        const char *what,
        const char *by)
{
  GString *text = g_string_new (template);

  g_string_replace (text, what, by, 1);

  return g_string_free (text, FALSE);
}

/* No line ends before the unit. Returns: (transfer full) */
static char *
put_in_metres (const char *template,
               double      metres)
{
  g_autofree char *number = g_strdup_printf ("%.0f", metres);
  g_autofree char *joined = put_in (template, "%g ", "%g" NO_BREAK_SPACE);

  return put_in (joined, "%g", number);
}

/* Returns: (transfer full) */
static char *
dup_bandwidth (Words *self)
{
  g_autofree char *neighbour = NULL;

  switch (self->terms->bandwidth_kind)
    {
    case ATLAS_BANDWIDTH_NEIGHBOURS:
      neighbour = atlas_bandwidth_kind_format_neighbour (self->terms->neighbour, self->language);
      return put_in (self->words->bandwidth_neighbours[self->language], "%s", neighbour);

    case ATLAS_BANDWIDTH_ABRAMSON:
      return put_in_metres (self->words->bandwidth_abramson[self->language],
                            self->terms->bandwidth);

    case ATLAS_BANDWIDTH_FIXED:
    default:
      return put_in_metres (self->words->bandwidth[self->language], self->terms->bandwidth);
    }
}

static void
add_unit (Words *self)
{
  g_autofree char *bandwidth = dup_bandwidth (self);
  const char *unit = self->words->density_unit[self->terms->measure][self->language];

  g_ptr_array_add (self->lines,
                   g_strconcat (unit, self->language == ATLAS_LANGUAGE_ZH ? "，" : ", ",
                                bandwidth, NULL));
}

static void
add_filter (Words *self)
{
  const char *filter = self->terms->filter;
  g_autofree char *start = NULL;

  if (filter == NULL)
    return;

  if (g_utf8_strlen (filter, -1) > FILTER_CHARACTERS)
    {
      g_autofree char *cut = g_utf8_substring (filter, 0, FILTER_CHARACTERS);

      filter = start = g_strconcat (cut, "…", NULL);
    }
  g_ptr_array_add (self->lines, put_in (self->words->filtered[self->language], "%s", filter));
}

static void
add_minus (Words *self)
{
  const char *what = self->terms->minus_what;

  switch (self->terms->minus)
    {
    case ATLAS_DENSITY_MINUS_NOTHING:
      return;

    case ATLAS_DENSITY_MINUS_PUBLISHED:
      g_ptr_array_add (self->lines, g_strdup (self->words->minus_published[self->language]));
      return;

    case ATLAS_DENSITY_MINUS_RESOURCE:
      what = self->words->sites[atlas_vocabulary_find (&atlas_vocabulary_resources,
                                                       what)][self->language];
      break;

    case ATLAS_DENSITY_MINUS_SNAPSHOT:
    case ATLAS_DENSITY_MINUS_FILTER:
    default:
      break;
    }
  g_ptr_array_add (self->lines, put_in (self->words->minus[self->language], "%s", what));
}

static void
add_classes (Words *self)
{
  if (self->terms->classification != ATLAS_CLASSIFICATION_NONE)
    g_ptr_array_add (self->lines, g_strdup (
      self->words->classified[self->terms->classification][self->language]));
}

/* A ramp that ends before the values do; or that has none to show. */
static void
add_end (Words *self)
{
  const AtlasGrid *density = atlas_scene_get_density (self->scene);
  double maximum = density != NULL ? (double) atlas_grid_get_maximum (density) : 0;
  double minimum = density != NULL ? (double) atlas_grid_get_minimum (density) : 0;
  double most = MAX (maximum, -minimum);
  g_autofree char *number = atlas_density_words_format_number (most / self->ramp->unit);

  if (!(most > 0))
    g_ptr_array_add (self->lines, g_strdup (
      self->ramp->is_diverging ? self->words->no_difference[self->language]
                               : self->words->nothing_counted[self->language]));
  else if (most > self->ramp->high)
    g_ptr_array_add (self->lines, put_in (self->words->beyond_end[self->language], "%s", number));
}

static void
init (Words            *self,
      const AtlasScene *scene)
{
  *self = (Words) {
    .scene = scene,
    .terms = &atlas_scene_get_options (scene)->density,
    .ramp = atlas_scene_get_ramp (scene),
    .words = &atlas_scene_get_style (scene)->words,
    .language = atlas_scene_get_language (scene),
    .lines = g_ptr_array_new_with_free_func (g_free),
  };
}

char *
atlas_density_words_dup_line (const AtlasScene *scene,
                              gboolean          bandwidth)
{
  static const char *const measures[ATLAS_N_MEASURES] = {
    [ATLAS_MEASURE_FLOOR_AREA] = N_("Floor area"),
    [ATLAS_MEASURE_COUNT] = N_("Number of sites"),
    [ATLAS_MEASURE_HOUSEHOLDS] = N_("Households"),
  };
  int resource = atlas_scene_get_map_style (scene)->resource;
  g_autoptr(GPtrArray) lines = NULL;
  Words self;

  g_return_val_if_fail (resource >= 0, NULL);

  init (&self, scene);
  lines = self.lines;
  g_ptr_array_add (lines, g_strdup (self.words->sites[resource][self.language]));
  g_ptr_array_add (lines, g_strdup (_(measures[self.terms->measure])));
  if (bandwidth)
    add_unit (&self);
  else
    g_ptr_array_add (lines, g_strdup (
      self.words->density_unit[self.terms->measure][self.language]));
  add_filter (&self);
  add_minus (&self);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv (" · ", (char **) lines->pdata);
}

GPtrArray *
atlas_density_words_list (const AtlasScene *scene)
{
  Words self;

  init (&self, scene);
  add_unit (&self);
  add_filter (&self);
  add_minus (&self);
  add_classes (&self);
  add_end (&self);

  return self.lines;
}

char *
atlas_density_words_dup_contours (const AtlasScene *scene)
{
  const AtlasWords *words = &atlas_scene_get_style (scene)->words;
  const AtlasRamp *ramp = atlas_scene_get_ramp (scene);
  AtlasLanguage language = atlas_scene_get_language (scene);
  AtlasMeasure measure = atlas_scene_get_options (scene)->density.measure;
  const char *unit = words->density_unit[measure][language];
  double numbers[ATLAS_RAMP_NUMBERS_MAX] = { 0 };
  g_autoptr(GString) what = g_string_new (NULL);
  g_autofree char *step = NULL;
  g_autofree char *values = NULL;

  atlas_ramp_list_numbers (ramp, numbers);
  step = atlas_density_words_format_number ((numbers[1] - numbers[0]) / ramp->unit);
  if (ramp->n_classes == 0)
    g_string_append_printf (what, "%s%s", step, g_ascii_isdigit (*unit) ? " × " : " ");
  for (const char *c = unit; *c != '\0'; c = g_utf8_next_char (c))
    g_string_append_printf (what, "%.*s" WORD_JOINER, (int) (g_utf8_next_char (c) - c), c);
  g_string_replace (what, " ", NO_BREAK_SPACE, 0);
  values = put_in (ramp->n_classes > 0 ? words->contours_limits[language]
                                       : words->contours_step[language], "%s", what->str);

  return g_strconcat (words->contours[language], language == ATLAS_LANGUAGE_ZH ? "，" : ", ",
                      values, NULL);
}
