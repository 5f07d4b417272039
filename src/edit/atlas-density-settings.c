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
    .cell = options.cell,
  };
}

void
atlas_density_settings_clear (AtlasDensitySettings *self)
{
  g_clear_pointer (&self->filter, g_free);
}

void
atlas_density_settings_copy (const AtlasDensitySettings *other,
                             AtlasDensitySettings       *self)
{
  *self = *other;
  self->filter = g_strdup (other->filter);
}

gboolean
atlas_density_settings_equal (const AtlasDensitySettings *self,
                              const AtlasDensitySettings *other)
{
  return self->measure == other->measure && self->kernel == other->kernel &&
         self->edge == other->edge && self->bandwidth == other->bandwidth &&
         self->cell == other->cell && self->top == other->top &&
         g_strcmp0 (self->filter, other->filter) == 0;
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
  append_number (json, "cell", self->cell);
  append_text (json, "edge", atlas_density_edge_get_key (self->edge));
  append_text (json, "filter", self->filter);
  append_text (json, "kernel", atlas_kernel_get_key (self->kernel));
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

static gboolean
read_filter (JsonObject  *object,
             char       **filter)
{
  JsonNode *node = json_object_get_member (object, "filter");
  g_autoptr(AtlasFilter) parsed = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_string (node) == NULL)
    return FALSE;

  parsed = atlas_filter_parse_for_sites (json_node_get_string (node), NULL);
  *filter = parsed != NULL ? atlas_filter_to_string (parsed) : NULL;

  return parsed != NULL;
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
    read_number (object, "bandwidth", ATLAS_DENSITY_BANDWIDTH_MIN, ATLAS_DENSITY_BANDWIDTH_MAX,
                 &read->bandwidth) &&
    read_number (object, "cell", CELL_MIN, CELL_MAX, &read->cell) &&
    read_number (object, "top", 0, TOP_MAX, &read->top) &&
    read_filter (object, &read->filter);

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
  read.filter = NULL;

  return TRUE;
}
