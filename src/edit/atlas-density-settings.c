#include "atlas-density-settings.h"

#include "atlas-error.h"
#include "atlas-filter.h"
#include "atlas-json.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>

/* Of the grid: below it the whole city does not fit into memory. */
#define CELL_MIN 20.0
#define CELL_MAX 2000.0
/* More than anything on Earth, per km². */
#define TOP_MAX 1e20
#define N_CLASSES 5
#define NEIGHBOUR 20

void
atlas_density_settings_init (AtlasDensitySettings *self)
{
  AtlasDensityOptions options;

  atlas_density_options_init (&options, &(AtlasBox) { 0, 0, 0, 0 });
  *self = (AtlasDensitySettings) {
    .measure = ATLAS_MEASURE_FLOOR_AREA,
    .kernel = options.kernel,
    .edge = options.edge,
    .bandwidth = options.bandwidth,
    .neighbour = NEIGHBOUR,
    .cell = options.cell,
    .n_classes = N_CLASSES,
  };
}

void
atlas_density_settings_clear (AtlasDensitySettings *self)
{
  g_clear_pointer (&self->filter, g_free);
  g_clear_pointer (&self->minus_what, g_free);
}

void
atlas_density_settings_copy (const AtlasDensitySettings *other,
                             AtlasDensitySettings       *self)
{
  *self = *other;
  self->filter = g_strdup (other->filter);
  self->minus_what = g_strdup (other->minus_what);
}

gboolean
atlas_density_settings_equal (const AtlasDensitySettings *self,
                              const AtlasDensitySettings *other)
{
  return atlas_density_settings_equal_grid (self, other) && self->ramp == other->ramp &&
         self->top == other->top && self->classification == other->classification &&
         self->n_classes == other->n_classes && self->contours == other->contours;
}

gboolean
atlas_density_settings_equal_grid (const AtlasDensitySettings *self,
                                   const AtlasDensitySettings *other)
{
  return atlas_density_settings_equal_places (self, other) && self->kernel == other->kernel &&
         self->edge == other->edge && self->bandwidth == other->bandwidth &&
         self->bandwidth_kind == other->bandwidth_kind &&
         (self->bandwidth_kind != ATLAS_BANDWIDTH_NEIGHBOURS ||
          self->neighbour == other->neighbour) &&
         self->cell == other->cell;
}

gboolean
atlas_density_settings_equal_places (const AtlasDensitySettings *self,
                                     const AtlasDensitySettings *other)
{
  return self->measure == other->measure && g_strcmp0 (self->filter, other->filter) == 0 &&
         self->minus == other->minus && g_strcmp0 (self->minus_what, other->minus_what) == 0;
}

AtlasDensityTerms
atlas_density_settings_get_terms (const AtlasDensitySettings *self)
{
  return (AtlasDensityTerms) {
    .measure = self->measure,
    .bandwidth = self->bandwidth,
    .bandwidth_kind = self->bandwidth_kind,
    .neighbour = self->bandwidth_kind == ATLAS_BANDWIDTH_NEIGHBOURS ? self->neighbour : 0,
    .ramp = self->ramp,
    .top = self->top,
    .filter = g_intern_string (self->filter),
    .minus = self->minus,
    .minus_what = g_intern_string (self->minus_what),
    .classification = self->classification,
    .n_classes = self->n_classes,
    .contours = self->contours,
  };
}

/* --- JSON, its members in the order of the alphabet --- */

static void
append_text (GString    *json,
             const char *name,
             const char *text)
{
  g_string_append (json, json->len > 1 ? "," : "");
  atlas_json_append_string (json, name);
  g_string_append_c (json, ':');
  atlas_json_append_string (json, text);
}

static void
append_number (GString    *json,
               const char *name,
               double      number)
{
  g_string_append (json, json->len > 1 ? "," : "");
  atlas_json_append_string (json, name);
  g_string_append_c (json, ':');
  atlas_json_append_number (json, number);
}

char *
atlas_density_settings_to_json (const AtlasDensitySettings *self)
{
  GString *json = g_string_new ("{");

  append_number (json, "bandwidth", self->bandwidth);
  append_text (json, "bandwidth_kind", atlas_bandwidth_kind_get_key (self->bandwidth_kind));
  append_number (json, "cell", self->cell);
  append_number (json, "classes", self->n_classes);
  append_text (json, "classification", atlas_classification_get_key (self->classification));
  append_number (json, "contours", self->contours);
  append_text (json, "edge", atlas_density_edge_get_key (self->edge));
  append_text (json, "filter", self->filter);
  append_text (json, "kernel", atlas_kernel_get_key (self->kernel));
  append_text (json, "minus", atlas_density_minus_get_key (self->minus));
  append_text (json, "minus_what", self->minus_what);
  append_number (json, "neighbour", self->neighbour);
  append_text (json, "ramp", atlas_ramp_kind_get_key (self->ramp));
  append_number (json, "top", self->top);
  append_text (json, "weight", atlas_measure_get_key (self->measure));
  g_string_append_c (json, '}');

  return g_string_free (json, FALSE);
}

/* The member's value stays where it is not there. */
static gboolean
read_number (JsonObject *object,
             const char *name,
             double      least,
             double      most,
             double     *number)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) == G_TYPE_STRING)
    return FALSE;

  *number = json_node_get_double (node);

  return *number >= least && *number <= most;
}

/* @find: what the text means; -1: nothing */
static gboolean
read_word (JsonObject *object,
           const char *name,
           int       (*find) (const char *),
           guint      *word)
{
  JsonNode *node = json_object_get_member (object, name);
  int found;

  if (node == NULL)
    return TRUE;

  found = JSON_NODE_HOLDS_VALUE (node) ? find (json_node_get_string (node)) : -1;
  *word = (guint) MAX (found, 0);

  return found >= 0;
}

/* @text: (out) (nullable) (transfer full) */
static gboolean
read_text (JsonObject  *object,
           const char  *name,
           char       **text)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_string (node) == NULL)
    return FALSE;

  *text = json_node_dup_string (node);

  return TRUE;
}

/* As a filter is written, in its own words. Returns: %FALSE: it is none */
static gboolean
rewrite_filter (char **text)
{
  g_autofree char *typed = *text;
  g_autoptr(AtlasFilter) parsed = typed != NULL ? atlas_filter_parse_for_sites (typed, NULL)
                                                : NULL;

  *text = parsed != NULL ? atlas_filter_to_string (parsed) : NULL;

  return parsed != NULL || typed == NULL;
}

static gboolean
read_minus (JsonObject           *object,
            AtlasDensitySettings *read)
{
  guint minus = read->minus;

  if (!read_word (object, "minus", atlas_density_minus_find, &minus) ||
      !read_text (object, "minus_what", &read->minus_what))
    return FALSE;

  read->minus = (AtlasDensityMinus) minus;
  if (atlas_density_minus_has_name (read->minus) != (read->minus_what != NULL))
    return FALSE;

  return (read->minus != ATLAS_DENSITY_MINUS_RESOURCE ||
          atlas_vocabulary_find (&atlas_vocabulary_resources, read->minus_what) >= 0) &&
         (read->minus != ATLAS_DENSITY_MINUS_FILTER || rewrite_filter (&read->minus_what));
}

static gboolean
read_bandwidth (JsonObject           *object,
                AtlasDensitySettings *read)
{
  guint kind = read->bandwidth_kind;
  double neighbour = read->neighbour;

  if (!read_number (object, "bandwidth", ATLAS_DENSITY_BANDWIDTH_MIN, ATLAS_DENSITY_BANDWIDTH_MAX,
                    &read->bandwidth) ||
      !read_word (object, "bandwidth_kind", atlas_bandwidth_kind_find, &kind) ||
      !read_number (object, "neighbour", 1, ATLAS_DENSITY_NEIGHBOUR_MAX, &neighbour))
    return FALSE;

  read->bandwidth_kind = (AtlasBandwidthKind) kind;
  read->neighbour = (guint) neighbour;

  return TRUE;
}

static gboolean
read_colors (JsonObject           *object,
             AtlasDensitySettings *read)
{
  guint classification = read->classification, ramp = read->ramp;
  double n_classes = read->n_classes, contours = read->contours;

  if (!read_word (object, "classification", atlas_classification_find, &classification) ||
      !read_word (object, "ramp", atlas_ramp_kind_find, &ramp) ||
      !read_number (object, "classes", ATLAS_CLASSES_MIN, ATLAS_CLASSES_MAX, &n_classes) ||
      !read_number (object, "contours", 0, 1, &contours) ||
      !read_number (object, "top", 0, TOP_MAX, &read->top))
    return FALSE;

  read->ramp = (AtlasRampKind) ramp;
  read->classification = (AtlasClassification) classification;
  read->n_classes = (guint) n_classes;
  read->contours = contours > 0;

  return TRUE;
}

static gboolean
read_object (JsonObject           *object,
             AtlasDensitySettings *read)
{
  guint measure = read->measure, kernel = read->kernel, edge = read->edge;
  gboolean is_sound =
    read_word (object, "weight", atlas_measure_find, &measure) &&
    read_word (object, "kernel", atlas_kernel_find, &kernel) &&
    read_word (object, "edge", atlas_density_edge_find, &edge) &&
    read_bandwidth (object, read) &&
    read_number (object, "cell", CELL_MIN, CELL_MAX, &read->cell) &&
    read_text (object, "filter", &read->filter) && rewrite_filter (&read->filter) &&
    read_minus (object, read) && read_colors (object, read);

  read->measure = (AtlasMeasure) measure;
  read->kernel = (AtlasKernel) kernel;
  read->edge = (AtlasDensityEdge) edge;

  return is_sound && read->bandwidth >= read->cell / 2;
}

gboolean
atlas_density_settings_set_json (AtlasDensitySettings  *self,
                                 const char            *json,
                                 GError               **error)
{
  g_autoptr(JsonNode) node = json_from_string (json, NULL);
  g_auto(AtlasDensitySettings) read = { .filter = NULL };

  atlas_density_settings_init (&read);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node) ||
      !read_object (json_node_get_object (node), &read))
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                   _("These are no settings of a density: %s. Set them anew."), json);
      return FALSE;
    }

  atlas_density_settings_clear (self);
  *self = read;
  read.filter = read.minus_what = NULL;

  return TRUE;
}
