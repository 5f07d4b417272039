#include "atlas-log-check.h"

#include "atlas-json-output.h"
#include "atlas-plan-published.h"

#include <glib/gi18n-lib.h>

/* Returns: the seq of the entry with that hash, 0 for the beginning; -1: none */
static gint64
find_hash (const AtlasChangeLog *log,
           const char           *hash)
{
  if (*hash == '\0')
    return 0;

  for (guint i = atlas_change_log_get_n (log); i-- > 0;)
    if (g_ascii_strcasecmp (atlas_change_log_get (log, i)->hash, hash) == 0)
      return i + 1;

  return -1;
}

AtlasLogCheck *
atlas_log_check_new (const char  *path,
                     AtlasPlan   *plan,
                     const char  *wanted,
                     GError     **error)
{
  g_autoptr(AtlasPlanRecord) record = atlas_plan_record_read (path, NULL, error);
  g_autoptr(AtlasLogCheck) self = NULL;

  if (record == NULL)
    return NULL;

  self = g_new0 (AtlasLogCheck, 1);
  self->n = atlas_change_log_get_n (record->log);
  self->head = g_strdup (atlas_change_log_get_head (record->log));
  self->broken = atlas_change_log_verify (record->log);
  self->wanted = g_strdup (wanted);
  self->found = wanted != NULL ? find_hash (record->log, wanted) : 0;
  if (self->broken != 0)
    return g_steal_pointer (&self);
  if ((self->published = atlas_plan_published_check (path, record, plan, NULL, error)) == NULL)
    return NULL;
  self->record = atlas_record_check (record, plan);

  return g_steal_pointer (&self);
}

void
atlas_log_check_free (AtlasLogCheck *self)
{
  g_free (self->head);
  g_free (self->wanted);
  g_clear_pointer (&self->published, g_ptr_array_unref);
  g_clear_pointer (&self->record, g_ptr_array_unref);
  g_free (self);
}

guint
atlas_log_check_count (AtlasLogCheck *self)
{
  return (self->broken != 0) + (self->found < 0) +
         (self->published != NULL ? self->published->len : 0) +
         (self->record != NULL ? self->record->len : 0);
}

static void
print_published (AtlasLogCheck *self)
{
  for (guint i = 0; self->published != NULL && i < self->published->len; i++)
    {
      const AtlasPublishedDifference *row = g_ptr_array_index (self->published, i);

      g_print (_("The table “published” has another %s for %s (%s) than the log (%s).\n"),
               row->field != NULL ? row->field : _("row"), row->code,
               row->stored != NULL ? row->stored : "—",
               row->computed != NULL ? row->computed : "—");
    }
}

static void
print_missing (const AtlasRecordDifference *difference)
{
  g_print (difference->object == ATLAS_OBJECT_PRESET
           ? _("The preset “%s” is in the log, but not in the file: it was deleted outside of "
               "this program.\n")
           : difference->object == ATLAS_OBJECT_SNAPSHOT
           ? _("The snapshot “%s” is in the log, but not in the file: it was deleted outside of "
               "this program.\n")
           : _("The site “%s” is in the log, but not in the file: it was deleted outside of "
               "this program.\n"), difference->key);
}

static void
print_added (const AtlasRecordDifference *difference)
{
  g_print (difference->object == ATLAS_OBJECT_PRESET
           ? _("The preset “%s” is in the file, but not in the log: it was added outside of "
               "this program.\n")
           : difference->object == ATLAS_OBJECT_SNAPSHOT
           ? _("The snapshot “%s” is in the file, but not in the log: it was added outside of "
               "this program.\n")
           : _("The site “%s” is in the file, but deleted in the log: it was added outside of "
               "this program.\n"), difference->key);
}

static void
print_difference (const AtlasRecordDifference *difference)
{
  if (difference->stored == NULL)
    print_missing (difference);
  else if (difference->logged == NULL)
    print_added (difference);
  else if (difference->object == ATLAS_OBJECT_SITE)
    g_print (_("The %s of the site “%s” is %s in the file, but %s in the log: it was changed "
               "outside of this program.\n"),
             difference->field, difference->key, difference->stored, difference->logged);
  else
    g_print (difference->object == ATLAS_OBJECT_PRESET
             ? _("The preset “%s” is in the file as the log does not have it: it was changed "
                 "outside of this program.\n")
             : _("The snapshot “%s” is in the file as the log does not have it: it was changed "
                 "outside of this program.\n"), difference->key);
}

static void
print_record (AtlasLogCheck *self)
{
  for (guint i = 0; self->record != NULL && i < self->record->len; i++)
    print_difference (g_ptr_array_index (self->record, i));
}

void
atlas_log_check_print (AtlasLogCheck *self)
{
  g_print (ngettext ("History: %u entry", "History: %u entries", self->n), self->n);
  g_print ("\n");
  if (self->n > 0)
    g_print (_("Its last hash: %s\n"), self->head);
  if (self->broken != 0)
    g_print (_("The chain of hashes is broken at entry %u: it or one before it was changed "
               "outside of this program.\n"), (guint) self->broken);
  if (self->found < 0)
    g_print (_("No entry has the hash %s: the history was shortened or replaced.\n"),
             self->wanted);
  else if (self->wanted != NULL)
    g_print (_("Entry %u has the hash %s.\n"), (guint) self->found, self->wanted);
  print_published (self);
  print_record (self);
}

/* @json: (nullable): null */
static void
add_json (JsonBuilder *builder,
          const char  *name,
          const char  *json)
{
  JsonNode *node = json != NULL ? json_from_string (json, NULL) : NULL;

  json_builder_set_member_name (builder, name);
  json_builder_add_value (builder, node != NULL ? node : json_node_new (JSON_NODE_NULL));
}

static void
add_record (AtlasLogCheck *self,
            JsonBuilder   *builder)
{
  json_builder_set_member_name (builder, "record_differs");
  json_builder_begin_array (builder);
  for (guint i = 0; self->record != NULL && i < self->record->len; i++)
    {
      const AtlasRecordDifference *difference = g_ptr_array_index (self->record, i);

      json_builder_begin_object (builder);
      atlas_json_add_text (builder, "object",
                           atlas_vocabulary_get_key (&atlas_vocabulary_objects,
                                                     difference->object));
      atlas_json_add_text (builder, "key", difference->key);
      atlas_json_add_text (builder, "field", difference->field);
      add_json (builder, "stored", difference->stored);
      add_json (builder, "logged", difference->logged);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
atlas_log_check_add (AtlasLogCheck *self,
                     JsonBuilder   *builder)
{
  json_builder_set_member_name (builder, "log");
  json_builder_begin_object (builder);
  atlas_json_add_number (builder, "entries", self->n);
  atlas_json_add_text (builder, "head", self->head);
  json_builder_set_member_name (builder, "broken");
  if (self->broken != 0)
    json_builder_add_int_value (builder, self->broken);
  else
    json_builder_add_null_value (builder);
  json_builder_set_member_name (builder, "head_found");
  json_builder_add_boolean_value (builder, self->found >= 0);
  json_builder_set_member_name (builder, "published_differs");
  json_builder_begin_array (builder);
  for (guint i = 0; self->published != NULL && i < self->published->len; i++)
    {
      const AtlasPublishedDifference *row = g_ptr_array_index (self->published, i);

      json_builder_begin_object (builder);
      atlas_json_add_text (builder, "code", row->code);
      atlas_json_add_text (builder, "field", row->field);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  add_record (self, builder);
  json_builder_end_object (builder);
}
