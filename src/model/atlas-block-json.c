#include "atlas-block-json.h"

#include "atlas-error.h"
#include "atlas-json.h"
#include "atlas-number.h"
#include "atlas-quantity.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>

#define AT(type, values, info) G_STRUCT_MEMBER (type, (values), (info)->offset)

char *
atlas_block_values_dup_json (const AtlasBlockValues *values,
                             AtlasBlockField         field)
{
  const AtlasFieldInfo *info = atlas_block_field_info (field);
  g_autoptr(GString) json = g_string_new (NULL);

  switch (info->type)
    {
    case ATLAS_FIELD_TEXT:
      atlas_json_append_string (json, AT (char *, values, info));
      break;
    case ATLAS_FIELD_WORD:
      atlas_json_append_string (json, atlas_vocabulary_get_key (info->vocabulary,
                                                                AT (int, values, info)));
      break;
    case ATLAS_FIELD_REAL:
    case ATLAS_FIELD_INTEGER:
    default:
      atlas_json_append_number (json, AT (double, values, info));
    }

  return g_string_free (g_steal_pointer (&json), FALSE);
}

static gboolean
refuse (const AtlasFieldInfo  *info,
        const char            *value,
        GError               **error)
{
  g_autoptr(GString) words = g_string_new (NULL);
  g_autofree char *minimum = atlas_quantity_format_count (info->minimum);
  g_autofree char *maximum = atlas_quantity_format_count (info->maximum);

  if (info->vocabulary != NULL)
    {
      for (guint i = 0; i < info->vocabulary->n_words; i++)
        g_string_append_printf (words, "%s%s", i == 0 ? "" : ", ", info->vocabulary->words[i].key);
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                   _("%s can't be %s. Use one of: %s."), info->column, value, words->str);
    }
  else if (info->type == ATLAS_FIELD_TEXT)
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("%s can't be %s. Give it a text."), info->column, value);
  else if (isinf (info->maximum))
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("%s can't be %s. Use a number of %s or more."), info->column, value, minimum);
  else
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 info->whole
                 ? _("%s can't be %s. Use a whole number from %s to %s.")
                 : _("%s can't be %s. Use a number from %s to %s."), info->column, value, minimum,
                 maximum);

  return FALSE;
}

static gboolean
may_be_number (const AtlasFieldInfo *info,
               double                number)
{
  return isfinite (number) && number >= info->minimum && number <= info->maximum &&
         (info->type != ATLAS_FIELD_INTEGER || number == floor (number));
}

/* By people, who count whole things. */
static gboolean
may_be_set (const AtlasFieldInfo *info,
            double                number)
{
  return may_be_number (info, number) && (!info->whole || number == floor (number));
}

static gboolean
set_unknown (AtlasBlockValues      *values,
             const AtlasFieldInfo  *info,
             GError               **error)
{
  if (info->required)
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                   _("%s can't be unknown. Give it a value."), info->column);
      return FALSE;
    }

  if (info->type == ATLAS_FIELD_TEXT)
    g_clear_pointer (&AT (char *, values, info), g_free);
  else if (info->type == ATLAS_FIELD_WORD)
    AT (int, values, info) = -1;
  else
    AT (double, values, info) = NAN;

  return TRUE;
}

static gboolean
set_text (AtlasBlockValues      *values,
          const AtlasFieldInfo  *info,
          const char            *text,
          GError               **error)
{
  int word;

  if (info->type == ATLAS_FIELD_TEXT)
    {
      g_free (AT (char *, values, info));
      AT (char *, values, info) = g_strdup (text);
      return TRUE;
    }

  word = info->type == ATLAS_FIELD_WORD ? atlas_vocabulary_find (info->vocabulary, text) : -1;
  if (word < 0)
    return refuse (info, text, error);
  AT (int, values, info) = word;

  return TRUE;
}

gboolean
atlas_block_values_set_json (AtlasBlockValues  *values,
                             AtlasBlockField    field,
                             const char        *json,
                             GError           **error)
{
  const AtlasFieldInfo *info = atlas_block_field_info (field);
  g_autoptr(JsonNode) node = json_from_string (json, NULL);
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node)
                                                            : G_TYPE_INVALID;

  if (node != NULL && JSON_NODE_HOLDS_NULL (node))
    return set_unknown (values, info, error);
  if (type == G_TYPE_STRING)
    return set_text (values, info, json_node_get_string (node), error);
  if ((type != G_TYPE_INT64 && type != G_TYPE_DOUBLE) ||
      (info->type != ATLAS_FIELD_REAL && info->type != ATLAS_FIELD_INTEGER) ||
      !may_be_number (info, json_node_get_double (node)))
    return refuse (info, json, error);

  AT (double, values, info) = json_node_get_double (node);

  return TRUE;
}

/* By key, or by label in either language. */
static int
find_word (const AtlasVocabulary *vocabulary,
           const char            *text)
{
  for (guint i = 0; i < vocabulary->n_words; i++)
    {
      const AtlasWord *word = &vocabulary->words[i];

      if (g_ascii_strcasecmp (word->key, text) == 0 || g_str_equal (word->label_zh, text) ||
          g_ascii_strcasecmp (word->label_en, text) == 0)
        return (int) i;
    }

  return -1;
}

static gboolean
append_parsed (const AtlasFieldInfo  *info,
               const char            *text,
               GString               *json,
               GError               **error)
{
  double number;
  int word;

  switch (info->type)
    {
    case ATLAS_FIELD_TEXT:
      atlas_json_append_string (json, text);
      return TRUE;
    case ATLAS_FIELD_WORD:
      if ((word = find_word (info->vocabulary, text)) < 0)
        return refuse (info, text, error);
      atlas_json_append_string (json, atlas_vocabulary_get_key (info->vocabulary, word));
      return TRUE;
    case ATLAS_FIELD_REAL:
    case ATLAS_FIELD_INTEGER:
    default:
      if (!atlas_number_parse (text, 0, &number, error))
        {
          g_prefix_error (error, "%s: ", info->column);
          return FALSE;
        }
      if (!may_be_set (info, number))
        return refuse (info, text, error);
      atlas_json_append_number (json, number);
      return TRUE;
    }
}

char *
atlas_block_field_parse (AtlasBlockField   field,
                         const char       *text,
                         GError          **error)
{
  const AtlasFieldInfo *info = atlas_block_field_info (field);
  g_autofree char *stripped = NULL;
  g_autoptr(GString) json = g_string_new (NULL);

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                   _("The value for %s is not UTF-8 text. Type it anew."), info->column);
      return NULL;
    }

  stripped = g_strstrip (g_strdup (text));
  if (*stripped == '\0' && info->required)
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                   _("%s can't be unknown. Give it a value."), info->column);
      return NULL;
    }
  if (*stripped == '\0')
    return g_strdup ("null");

  return append_parsed (info, stripped, json, error)
         ? g_string_free (g_steal_pointer (&json), FALSE) : NULL;
}

gboolean
atlas_block_field_takes (AtlasBlockField field,
                         double          number)
{
  return may_be_set (atlas_block_field_info (field), number);
}

int
atlas_block_field_find (const char *column)
{
  for (guint i = 0; i < ATLAS_BLOCK_N_FIELDS; i++)
    if (g_str_equal (atlas_block_field_info (i)->column, column))
      return (int) i;

  return -1;
}

void
atlas_block_values_copy (const AtlasBlockValues *values,
                         AtlasBlockValues       *copy)
{
  *copy = *values;
  for (guint i = 0; i < ATLAS_BLOCK_N_FIELDS; i++)
    {
      const AtlasFieldInfo *info = atlas_block_field_info (i);

      if (info->type == ATLAS_FIELD_TEXT)
        AT (char *, copy, info) = g_strdup (AT (char *, values, info));
    }
}
