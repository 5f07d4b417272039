#include "atlas-change-output.h"

#include "atlas-json-output.h"
#include "atlas-text-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
atlas_output_choose (gboolean     csv,
                     gboolean     json,
                     AtlasOutput *output)
{
  if (csv && json)
    {
      g_printerr (_("%s: --csv and --json are two ways to print the same: choose one\n"),
                  g_get_prgname ());
      return FALSE;
    }

  *output = csv ? ATLAS_OUTPUT_CSV : json ? ATLAS_OUTPUT_JSON : ATLAS_OUTPUT_TEXT;

  return TRUE;
}

/* --- What a column says --- */

static char *
print_number (gint64 number)
{
  return number > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;
}

static char *
tell_seq (const AtlasChange *change)
{
  return print_number (change->seq);
}

static char *
tell_edit (const AtlasChange *change)
{
  return print_number (change->edit);
}

static char *
tell_of_edit (const AtlasChange *change)
{
  return print_number (change->of_edit);
}

static char *
tell_kind (const AtlasChange *change)
{
  return g_strdup (atlas_vocabulary_get_key (&atlas_vocabulary_change_kinds, change->kind));
}

static char *
tell_object (const AtlasChange *change)
{
  return g_strdup (atlas_vocabulary_get_key (&atlas_vocabulary_objects, change->object));
}

/**
 * Column:
 * @tell: (nullable): what makes the text; %NULL: it stands at @offset
 * @of_meeting: in the change's meeting
 * @is_json: the text is JSON
 * @is_whole: it is a whole number
 */
typedef struct
{
  const char *name;
  char     *(*tell)   (const AtlasChange *change);
  gsize       offset;
  gboolean    of_meeting;
  gboolean    is_json;
  gboolean    is_whole;
} Column;

#define AT(type, member) .offset = G_STRUCT_OFFSET (type, member)
#define TEXT(name, member) { name, AT (AtlasChange, member) }
#define VALUE(name, member) { name, AT (AtlasChange, member), .is_json = TRUE }
#define WHOLE(name, function) { name, .tell = function, .is_whole = TRUE }
#define WORD(name, function) { name, .tell = function }
#define OF_MEETING(member) { "meeting_" #member, AT (AtlasMeeting, member), .of_meeting = TRUE }
#define MEETING OF_MEETING (name), OF_MEETING (date), OF_MEETING (place), OF_MEETING (present)

static const Column log_columns[] = {
  WHOLE ("seq", tell_seq), WHOLE ("edit", tell_edit), WORD ("kind", tell_kind),
  WHOLE ("of_edit", tell_of_edit), TEXT ("time", time), TEXT ("author", author),
  TEXT ("host", host), WORD ("object", tell_object), TEXT ("key", key), TEXT ("field", field),
  VALUE ("old", old_value), VALUE ("new", new_value), TEXT ("reason", reason),
  TEXT ("meeting", meeting), TEXT ("hash", hash), MEETING,
};

static const Column diff_columns[] = {
  WORD ("object", tell_object), TEXT ("key", key), TEXT ("field", field),
  VALUE ("old", old_value), VALUE ("new", new_value), TEXT ("meeting", meeting), MEETING,
};

/* Returns: (transfer full) (nullable) */
static char *
tell (const Column      *column,
      const AtlasChange *change,
      GPtrArray         *meetings)
{
  gconstpointer from = change;

  if (column->tell != NULL)
    return column->tell (change);
  if (column->of_meeting)
    from = atlas_meeting_find (meetings, change->meeting);

  return from != NULL ? g_strdup (G_STRUCT_MEMBER (const char *, from, column->offset)) : NULL;
}

/* --- The three ways --- */

static void
append_csv (GString    *line,
            const char *text)
{
  g_auto(GStrv) parts = NULL;
  g_autofree char *doubled = NULL;

  if (text == NULL || strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (line, text != NULL ? text : "");
      return;
    }

  parts = g_strsplit (text, "\"", -1);
  doubled = g_strjoinv ("\"\"", parts);
  g_string_append_printf (line, "\"%s\"", doubled);
}

static void
print_csv (GArray       *changes,
           GPtrArray    *meetings,
           const Column *columns,
           guint         n_columns)
{
  g_autoptr(GString) line = g_string_new (NULL);

  for (guint c = 0; c < n_columns; c++)
    g_string_append_printf (line, "%s%s", c == 0 ? "" : ",", columns[c].name);
  g_print ("%s\r\n", line->str);

  for (guint i = 0; i < changes->len; i++)
    {
      g_string_truncate (line, 0);
      for (guint c = 0; c < n_columns; c++)
        {
          g_autofree char *text = tell (&columns[c], &g_array_index (changes, AtlasChange, i),
                                        meetings);

          if (c > 0)
            g_string_append_c (line, ',');
          append_csv (line, text);
        }
      g_print ("%s\r\n", line->str);
    }
}

static void
add_member (JsonBuilder  *builder,
            const Column *column,
            const char   *text)
{
  JsonNode *node = column->is_json && text != NULL ? json_from_string (text, NULL) : NULL;

  json_builder_set_member_name (builder, column->name);
  if (node != NULL)
    json_builder_add_value (builder, node);
  else if (text == NULL)
    json_builder_add_null_value (builder);
  else if (column->is_whole)
    json_builder_add_int_value (builder, g_ascii_strtoll (text, NULL, 10));
  else
    json_builder_add_string_value (builder, text);
}

static void
print_json (GArray       *changes,
            GPtrArray    *meetings,
            const Column *columns,
            guint         n_columns)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < changes->len; i++)
    {
      json_builder_begin_object (builder);
      for (guint c = 0; c < n_columns; c++)
        {
          g_autofree char *text = tell (&columns[c], &g_array_index (changes, AtlasChange, i),
                                        meetings);

          add_member (builder, &columns[c], text);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  atlas_json_print (builder);
}

static const char *
or_nothing (const char *text)
{
  return text != NULL ? text : "";
}

static void
print_log_text (GArray *changes)
{
  g_autoptr(AtlasTextTable) table = atlas_text_table_new ("rllllllll");

  atlas_text_table_add (table, "seq", "time", "author", "kind", "key", "field", "old", "new",
                        "reason");
  for (guint i = 0; i < changes->len; i++)
    {
      const AtlasChange *change = &g_array_index (changes, AtlasChange, i);
      g_autofree char *seq = tell_seq (change);

      atlas_text_table_add (table, seq, change->time, or_nothing (change->author),
                            atlas_vocabulary_get_key (&atlas_vocabulary_change_kinds, change->kind),
                            change->key, or_nothing (change->field),
                            or_nothing (change->old_value), or_nothing (change->new_value),
                            or_nothing (change->reason));
    }
  atlas_text_table_print (table);
}

static void
print_diff_text (GArray *changes)
{
  g_autoptr(AtlasTextTable) table = atlas_text_table_new ("lllll");

  atlas_text_table_add (table, "object", "key", "field", "old", "new");
  for (guint i = 0; i < changes->len; i++)
    {
      const AtlasChange *change = &g_array_index (changes, AtlasChange, i);

      atlas_text_table_add (table,
                            atlas_vocabulary_get_key (&atlas_vocabulary_objects, change->object),
                            change->key, or_nothing (change->field),
                            or_nothing (change->old_value), or_nothing (change->new_value));
    }
  atlas_text_table_print (table);
}

void
atlas_change_output_log (GArray      *changes,
                         GPtrArray   *meetings,
                         AtlasOutput  output)
{
  if (output == ATLAS_OUTPUT_CSV)
    print_csv (changes, meetings, log_columns, G_N_ELEMENTS (log_columns));
  else if (output == ATLAS_OUTPUT_JSON)
    print_json (changes, meetings, log_columns, G_N_ELEMENTS (log_columns));
  else
    print_log_text (changes);
}

void
atlas_change_output_diff (GArray      *changes,
                          GPtrArray   *meetings,
                          AtlasOutput  output)
{
  if (output == ATLAS_OUTPUT_CSV)
    print_csv (changes, meetings, diff_columns, G_N_ELEMENTS (diff_columns));
  else if (output == ATLAS_OUTPUT_JSON)
    print_json (changes, meetings, diff_columns, G_N_ELEMENTS (diff_columns));
  else
    print_diff_text (changes);
}
