#include "atlas-field-control.h"

#include "atlas-block-json.h"
#include "atlas-error.h"
#include "atlas-json.h"
#include "atlas-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Percent: 原则上, in principle, no more of a block's floor area is torn down; see
 * the plan's rules of renewal in place. */
#define DEMOLITION_LIMIT 20

static gboolean
is_number (AtlasBlockField field)
{
  AtlasFieldType type = atlas_block_field_info (field)->type;

  return type == ATLAS_FIELD_REAL || type == ATLAS_FIELD_INTEGER;
}

static gboolean
is_floor_area (AtlasBlockField field)
{
  return (field >= ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA && field <= ATLAS_BLOCK_OTHER_FLOOR_AREA);
}

static gboolean
is_percent (AtlasBlockField field)
{
  return field == ATLAS_BLOCK_IMPLEMENTATION_RATE || field == ATLAS_BLOCK_DEMOLITION_SHARE;
}

/* Powers of ten between a number as it is typed and as it is kept. */
static int
get_shift (AtlasBlockField    field,
           AtlasFloorAreaUnit unit)
{
  return is_floor_area (field) && unit == ATLAS_FLOOR_AREA_UNIT_TEN_THOUSAND ? 4 : 0;
}

static gboolean
lists_subdistricts (AtlasPlan *plan)
{
  return plan != NULL &&
         g_list_model_get_n_items (atlas_plan_get_features (plan, ATLAS_LAYER_SUBDISTRICTS)) > 0;
}

AtlasFieldControl
atlas_field_get_control (guint      fact,
                         AtlasPlan *plan)
{
  const AtlasFieldInfo *info;

  if (fact >= ATLAS_BLOCK_N_FIELDS)
    return ATLAS_CONTROL_NONE;

  info = atlas_block_field_info (fact);
  if (!info->editable)
    return ATLAS_CONTROL_NONE;
  if (info->type == ATLAS_FIELD_WORD || fact == ATLAS_BLOCK_AUTHORITY ||
      (fact == ATLAS_BLOCK_SUBDISTRICT && lists_subdistricts (plan)))
    return ATLAS_CONTROL_CHOICE;

  return fact == ATLAS_BLOCK_NOTE ? ATLAS_CONTROL_PROSE : ATLAS_CONTROL_ENTRY;
}

const char *
atlas_field_get_unit (AtlasBlockField    field,
                      AtlasFloorAreaUnit unit)
{
  if (is_percent (field))
    return "%";
  if (!is_floor_area (field))
    return NULL;

  return unit == ATLAS_FLOOR_AREA_UNIT_TEN_THOUSAND ? C_("unit", "× 10⁴ m²") : C_("unit", "m²");
}

/* --- From value to text --- */

/* A number's digits in full, without an exponent, the decimal point @places
 * farther to the left: what is shown means the very number, which a division
 * would not. */
static char *
shift_left (const char *number,
            int         places)
{
  g_auto(GStrv) parts = g_strsplit (number, "e", 2);
  const char *point = strchr (parts[0], '.');
  GString *text = g_string_new (parts[0]);
  int whole = (int) (point != NULL ? point - parts[0] : (gssize) text->len) - places;

  if (parts[1] != NULL)
    whole += atoi (parts[1]);
  if (point != NULL)
    g_string_erase (text, point - parts[0], 1);
  for (; whole < 1; whole++)
    g_string_prepend_c (text, '0');
  while ((int) text->len < whole)
    g_string_append_c (text, '0');

  g_string_insert_c (text, whole, '.');
  while (text->str[text->len - 1] == '0')
    g_string_truncate (text, text->len - 1);
  if (text->str[text->len - 1] == '.')
    g_string_truncate (text, text->len - 1);

  return g_string_free (text, FALSE);
}

static char *
write_number (double number,
              int    shift)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  return isnan (number) ? g_strdup ("")
                        : shift_left (atlas_json_format_number (digits, number), shift);
}

char *
atlas_field_dup_text (AtlasBlockField          field,
                      const AtlasBlockSummary *summary,
                      AtlasFloorAreaUnit       unit)
{
  const AtlasFieldSummary *said = &summary->fields[field];

  g_return_val_if_fail ((guint) field < ATLAS_BLOCK_N_FIELDS, NULL);

  if (said->mixed)
    return NULL;
  if (is_number (field))
    return write_number (said->n_known > 0 ? said->minimum : NAN, get_shift (field, unit));
  if (atlas_block_field_info (field)->type == ATLAS_FIELD_TEXT)
    return g_strdup (said->text != NULL ? said->text : "");

  return g_strdup (said->word < 0 ? "" : atlas_vocabulary_get_key (
                     atlas_block_field_info (field)->vocabulary, said->word));
}

/* --- From text to value --- */

/* As it would be typed, with its unit. (transfer full) */
static char *
write_limit (AtlasBlockField    field,
             double             limit,
             AtlasFloorAreaUnit unit)
{
  const char *name = atlas_field_get_unit (field, unit);
  g_autofree char *number = atlas_quantity_format_count (limit / pow (10, get_shift (field, unit)));

  return g_strconcat (number, name == NULL || is_percent (field) ? "" : " ", name, NULL);
}

static char *
refuse (AtlasBlockField     field,
        const char         *text,
        AtlasFloorAreaUnit  unit,
        GError            **error)
{
  const AtlasFieldInfo *info = atlas_block_field_info (field);
  g_autofree char *minimum = atlas_quantity_format_count (info->minimum);
  g_autofree char *maximum = write_limit (field, info->maximum, unit);

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
               info->whole
               ? _("“%s” can’t be. Type a whole number from %s to %s.")
               : _("“%s” can’t be. Type a number from %s to %s."), text, minimum, maximum);

  return NULL;
}

/* Without the % that may be typed behind it. (transfer full) */
static char *
dup_number (AtlasBlockField  field,
            const char      *text)
{
  static const char *const signs[] = { "%", "％" };
  char *number = g_strstrip (g_strdup (text));

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (is_percent (field) && g_str_has_suffix (number, signs[i]) &&
        strlen (number) > strlen (signs[i]))
      {
        number[strlen (number) - strlen (signs[i])] = '\0';
        break;
      }

  return g_strchomp (number);
}

static char *
parse_number (AtlasBlockField      field,
              const char          *text,
              AtlasFloorAreaUnit   unit,
              GError             **error)
{
  g_autofree char *typed = dup_number (field, text);
  g_autoptr(GString) json = NULL;
  double number;

  if (*typed == '\0')
    return atlas_block_field_parse (field, typed, error);
  if (!atlas_number_parse (typed, get_shift (field, unit), &number, error))
    return NULL;
  if (!atlas_block_field_takes (field, number))
    return refuse (field, text, unit, error);

  json = g_string_new (NULL);
  atlas_json_append_number (json, number);

  return g_string_free (g_steal_pointer (&json), FALSE);
}

char *
atlas_field_parse_text (AtlasBlockField      field,
                        const char          *text,
                        AtlasFloorAreaUnit   unit,
                        GError             **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  return is_number (field) ? parse_number (field, text, unit, error)
                           : atlas_block_field_parse (field, text, error);
}

const char *
atlas_field_get_warning (AtlasBlockField  field,
                         const char      *json)
{
  if (field != ATLAS_BLOCK_DEMOLITION_SHARE || g_ascii_strtod (json, NULL) <= DEMOLITION_LIMIT)
    return NULL;

  return _("The plan allows no more than 20 percent in principle.");
}

char *
atlas_field_dup_scope (AtlasBlockField field,
                       guint           n_blocks)
{
  g_autofree char *number = atlas_quantity_format_count (n_blocks);

  if (n_blocks < 2)
    return NULL;
  if (is_percent (field))
    return g_strdup_printf (_("Applies to %s blocks: each is set to this value, whatever their "
                              "mean"), number);
  if (is_number (field))
    return g_strdup_printf (_("Applies to %s blocks: each is set to this value, which is not "
                              "their sum"), number);

  return g_strdup_printf (_("Applies to %s blocks"), number);
}

/* --- Choices --- */

static void
choice_free (gpointer data)
{
  AtlasChoice *choice = data;

  g_free (choice->json);
  g_free (choice->label);
  g_free (choice);
}

static void
add_choice (GPtrArray  *choices,
            const char *key,
            const char *label)
{
  AtlasChoice *choice = g_new0 (AtlasChoice, 1);
  g_autoptr(GString) json = g_string_new (NULL);

  atlas_json_append_string (json, key);
  choice->json = g_string_free (g_steal_pointer (&json), FALSE);
  choice->label = g_strdup (label);
  g_ptr_array_add (choices, choice);
}

static void
add_features (GPtrArray     *choices,
              AtlasPlan     *plan,
              AtlasLayer     layer,
              AtlasLanguage  language)
{
  GListModel *features = atlas_plan_get_features (plan, layer);
  const char *column = atlas_layer_get_info (layer)->key;

  for (guint i = 0; i < g_list_model_get_n_items (features); i++)
    {
      g_autoptr(AtlasFeature) feature = g_list_model_get_item (features, i);
      const char *key = atlas_feature_get_text (feature, column);
      const char *name = atlas_feature_get_name (feature, language);

      if (key != NULL)
        {
          /* Subdistricts of two districts may have one name. */
          g_autofree char *label = name != NULL && layer == ATLAS_LAYER_SUBDISTRICTS
                                   ? g_strjoin (" ", name, key, NULL) : NULL;

          add_choice (choices, key, label != NULL ? label : name != NULL ? name : key);
        }
    }
}

GPtrArray *
atlas_field_list_choices (AtlasBlockField  field,
                          AtlasPlan       *plan,
                          AtlasLanguage    language)
{
  const AtlasFieldInfo *info = atlas_block_field_info (field);
  GPtrArray *choices = g_ptr_array_new_with_free_func (choice_free);

  g_return_val_if_fail (ATLAS_IS_PLAN (plan), choices);

  if (field == ATLAS_BLOCK_AUTHORITY)
    add_features (choices, plan, ATLAS_LAYER_AUTHORITIES, language);
  else if (field == ATLAS_BLOCK_SUBDISTRICT)
    add_features (choices, plan, ATLAS_LAYER_SUBDISTRICTS, language);
  for (guint i = 0; info->vocabulary != NULL && i < info->vocabulary->n_words; i++)
    add_choice (choices, info->vocabulary->words[i].key,
                atlas_vocabulary_get_label (info->vocabulary, (int) i, language));
  if (!info->required)
    add_choice (choices, NULL, _("Unknown"));

  return choices;
}
