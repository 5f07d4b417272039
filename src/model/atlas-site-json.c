#include "atlas-site-json.h"

#include "atlas-error.h"
#include "atlas-json.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>

#define LAST_YEAR 9999

typedef enum
{
  KIND_TEXT,
  KIND_WORD,
  KIND_WHOLE, /* int; unknown is -1 */
  KIND_REAL,
  KIND_PLACE,
} Kind;

typedef struct
{
  const char            *column;
  Kind                   kind;
  gsize                  offset; /* in AtlasSiteText */
  gboolean               required;
  double                 maximum;
  const AtlasVocabulary *vocabulary;
} Field;

#define IN_SITE(member) G_STRUCT_OFFSET (AtlasSiteText, site.member)

static const Field fields[ATLAS_SITE_N_FIELDS] = {
  [ATLAS_SITE_ID] = { "site_id", KIND_TEXT, G_STRUCT_OFFSET (AtlasSiteText, id), TRUE, 0, NULL },
  [ATLAS_SITE_RESOURCE] =
    { "resource", KIND_WORD, IN_SITE (resource), TRUE, 0, &atlas_vocabulary_resources },
  [ATLAS_SITE_NAME] = { "name", KIND_TEXT, G_STRUCT_OFFSET (AtlasSiteText, name), FALSE, 0, NULL },
  [ATLAS_SITE_BLOCK] =
    { "block", KIND_TEXT, G_STRUCT_OFFSET (AtlasSiteText, block), FALSE, 0, NULL },
  [ATLAS_SITE_FLOOR_AREA] =
    { "floor_area", KIND_REAL, IN_SITE (floor_area), FALSE, G_MAXDOUBLE, NULL },
  [ATLAS_SITE_HOUSEHOLDS] =
    { "households", KIND_WHOLE, IN_SITE (households), FALSE, G_MAXINT, NULL },
  [ATLAS_SITE_YEAR_BUILT] =
    { "year_built", KIND_WHOLE, IN_SITE (year_built), FALSE, LAST_YEAR, NULL },
  [ATLAS_SITE_NOTE] = { "note", KIND_TEXT, G_STRUCT_OFFSET (AtlasSiteText, note), FALSE, 0, NULL },
  [ATLAS_SITE_PROVENANCE] =
    { "provenance", KIND_WORD, IN_SITE (provenance), FALSE, 0, &atlas_vocabulary_provenances },
  [ATLAS_SITE_PLACE] = { "geom", KIND_PLACE, 0, TRUE, 0, NULL },
};

const char *
atlas_site_field_get_column (AtlasSiteField field)
{
  g_return_val_if_fail ((guint) field < ATLAS_SITE_N_FIELDS, NULL);

  return fields[field].column;
}

int
atlas_site_field_find (const char *column)
{
  for (guint i = 0; i < ATLAS_SITE_N_FIELDS; i++)
    if (g_str_equal (fields[i].column, column))
      return (int) i;

  return -1;
}

static void
append_field (GString             *json,
              const AtlasSiteText *self,
              const Field         *field)
{
  int number;

  switch (field->kind)
    {
    case KIND_TEXT:
      atlas_json_append_string (json, G_STRUCT_MEMBER (char *, self, field->offset));
      break;
    case KIND_WORD:
      atlas_json_append_string (json, atlas_vocabulary_get_key (
                                  field->vocabulary, G_STRUCT_MEMBER (int, self, field->offset)));
      break;
    case KIND_WHOLE:
      number = G_STRUCT_MEMBER (int, self, field->offset);
      atlas_json_append_number (json, number < 0 ? NAN : number);
      break;
    case KIND_REAL:
      atlas_json_append_number (json, G_STRUCT_MEMBER (double, self, field->offset));
      break;
    case KIND_PLACE:
    default:
      g_string_append_c (json, '[');
      atlas_json_append_number (json, self->site.x);
      g_string_append_c (json, ',');
      atlas_json_append_number (json, self->site.y);
      g_string_append_c (json, ']');
    }
}

/* Borrows the texts. */
static AtlasSiteText
view_site (const AtlasSite *site,
           const char      *block)
{
  return (AtlasSiteText) { .site = *site, .id = (char *) site->id, .name = (char *) site->name,
                           .note = (char *) site->note, .block = (char *) block };
}

char *
atlas_site_dup_json (const AtlasSite *site,
                     const char      *block,
                     AtlasSiteField   field)
{
  AtlasSiteText text = view_site (site, block);
  GString *json = g_string_new (NULL);

  g_return_val_if_fail ((guint) field < ATLAS_SITE_N_FIELDS, NULL);

  append_field (json, &text, &fields[field]);

  return g_string_free (json, FALSE);
}

char *
atlas_site_dup_row_json (const AtlasSite *site,
                         const char      *block)
{
  AtlasSiteText text = view_site (site, block);
  GString *json = g_string_new ("{");

  for (guint i = 0; i < ATLAS_SITE_N_FIELDS; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      atlas_json_append_string (json, fields[i].column);
      g_string_append_c (json, ':');
      append_field (json, &text, &fields[i]);
    }
  g_string_append_c (json, '}');

  return g_string_free (json, FALSE);
}

void
atlas_site_text_init (AtlasSiteText   *self,
                      const AtlasSite *site,
                      const char      *block)
{
  *self = (AtlasSiteText) {
    .site = { .resource = -1, .block = -1, .households = -1, .year_built = -1, .provenance = -1,
              .x = NAN, .y = NAN, .floor_area = NAN },
  };
  if (site == NULL)
    return;

  self->site = *site;
  self->id = g_strdup (site->id);
  self->name = g_strdup (site->name);
  self->note = g_strdup (site->note);
  self->block = g_strdup (block);
}

void
atlas_site_text_clear (AtlasSiteText *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->block, g_free);
}

static gboolean
refuse (const Field  *field,
        const char   *value,
        GError      **error)
{
  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
               _("%s of a site can't be %s. Use a value that may stand there."), field->column,
               value);

  return FALSE;
}

static gboolean
set_place (AtlasSiteText *self,
           JsonNode      *node)
{
  JsonArray *place = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (place == NULL || json_array_get_length (place) != 2)
    return FALSE;

  self->site.x = json_array_get_double_element (place, 0);
  self->site.y = json_array_get_double_element (place, 1);

  return isfinite (self->site.x) && isfinite (self->site.y);
}

static gboolean
set_number (AtlasSiteText *self,
            const Field   *field,
            JsonNode      *node)
{
  gboolean is_unknown = JSON_NODE_HOLDS_NULL (node);
  double number = is_unknown ? NAN : json_node_get_double (node);

  if (!is_unknown && (!JSON_NODE_HOLDS_VALUE (node) ||
                      json_node_get_value_type (node) == G_TYPE_STRING ||
                      !(number >= 0 && number <= field->maximum) ||
                      (field->kind == KIND_WHOLE && number != floor (number))))
    return FALSE;

  if (field->kind == KIND_WHOLE)
    G_STRUCT_MEMBER (int, self, field->offset) = is_unknown ? -1 : (int) number;
  else
    G_STRUCT_MEMBER (double, self, field->offset) = number;

  return TRUE;
}

static gboolean
set_text (AtlasSiteText *self,
          const Field   *field,
          JsonNode      *node)
{
  gboolean is_unknown = JSON_NODE_HOLDS_NULL (node);
  const char *text = is_unknown ? NULL : json_node_get_string (node);
  int word = -1;

  if ((text == NULL && (!is_unknown || field->required)) ||
      (text != NULL && field->vocabulary != NULL &&
       (word = atlas_vocabulary_find (field->vocabulary, text)) < 0))
    return FALSE;

  if (field->vocabulary != NULL)
    G_STRUCT_MEMBER (int, self, field->offset) = word;
  else
    {
      g_free (G_STRUCT_MEMBER (char *, self, field->offset));
      G_STRUCT_MEMBER (char *, self, field->offset) = g_strdup (text);
    }

  return TRUE;
}

static gboolean
set_node (AtlasSiteText *self,
          const Field   *field,
          JsonNode      *node)
{
  switch (field->kind)
    {
    case KIND_TEXT:
    case KIND_WORD:
      return (JSON_NODE_HOLDS_VALUE (node) || JSON_NODE_HOLDS_NULL (node)) &&
             set_text (self, field, node);
    case KIND_WHOLE:
    case KIND_REAL:
      return (JSON_NODE_HOLDS_VALUE (node) || JSON_NODE_HOLDS_NULL (node)) &&
             set_number (self, field, node);
    case KIND_PLACE:
    default:
      return set_place (self, node);
    }
}

gboolean
atlas_site_text_set_json (AtlasSiteText   *self,
                          AtlasSiteField   field,
                          const char      *json,
                          GError         **error)
{
  g_autoptr(JsonNode) node = json_from_string (json, NULL);

  g_return_val_if_fail ((guint) field < ATLAS_SITE_N_FIELDS, FALSE);

  return (node != NULL && set_node (self, &fields[field], node)) ||
         refuse (&fields[field], json, error);
}

gboolean
atlas_site_text_set_row_json (AtlasSiteText  *self,
                              const char     *json,
                              GError        **error)
{
  g_autoptr(JsonNode) node = json_from_string (json, NULL);
  g_autoptr(JsonNode) none = json_node_new (JSON_NODE_NULL);
  JsonObject *row = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node)
                                                                  : NULL;

  for (guint i = 0; i < ATLAS_SITE_N_FIELDS; i++)
    {
      JsonNode *member = row != NULL ? json_object_get_member (row, fields[i].column) : NULL;

      if (!set_node (self, &fields[i], member != NULL ? member : none))
        return refuse (&fields[i], member != NULL ? json : "null", error);
    }

  return TRUE;
}
