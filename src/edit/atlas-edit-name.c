#include "atlas-edit-name.h"

#include "atlas-block-json.h"
#include "atlas-block-title.h"
#include "atlas-plan-record.h"
#include "atlas-quantity.h"
#include "atlas-site-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Characters of a text; what is longer is cut. */
#define TEXT_MAX 24

#define BIT(field) (1u << (field))

/**
 * Tally:
 * @blocks: codes of blocks, borrowed
 * @sites: ids of sites, borrowed
 * @fields: bits of the blocks' fields
 * @field: the last of them that is no provenance; -1: none
 * @value: (nullable): what the first block has in @field from then on
 * @differ: not all blocks have the same
 * @other: (nullable): the first entry about neither blocks nor sites
 * @made: (nullable): the first such that makes something
 *
 * What the entries of an edit are about.
 */
typedef struct
{
  GHashTable        *blocks;
  GHashTable        *sites;
  guint              fields;
  int                field;
  const char        *value;
  gboolean           differ;
  guint              n_added;
  guint              n_deleted;
  guint              n_moved;
  const AtlasChange *other;
  const AtlasChange *made;
} Tally;

static void
tally_block (Tally             *tally,
             const AtlasChange *change)
{
  int field = change->field != NULL ? atlas_block_field_find (change->field) : -1;

  g_hash_table_add (tally->blocks, (gpointer) change->key);
  if (field < 0)
    return;

  tally->fields |= BIT (field);
  if (field == ATLAS_BLOCK_PROVENANCE)
    return;

  if (tally->field != field)
    tally->value = change->new_value;
  tally->differ |= tally->field == field && g_strcmp0 (tally->value, change->new_value) != 0;
  tally->field = field;
}

static void
tally_site (Tally             *tally,
            const AtlasChange *change)
{
  g_hash_table_add (tally->sites, (gpointer) change->key);
  if (change->field == NULL && change->new_value != NULL)
    tally->n_added++;
  else if (change->field == NULL)
    tally->n_deleted++;
  else if (atlas_site_field_find (change->field) == ATLAS_SITE_PLACE)
    tally->n_moved++;
}

static void
tally_other (Tally             *tally,
             const AtlasChange *change)
{
  if (tally->other == NULL)
    tally->other = change;
  if (tally->made == NULL && change->field == NULL && change->old_value == NULL)
    tally->made = change;
}

static void
tally_all (Tally             *tally,
           const AtlasChange *changes,
           guint              n_changes)
{
  for (guint i = 0; i < n_changes; i++)
    if (changes[i].object == ATLAS_OBJECT_BLOCK)
      tally_block (tally, &changes[i]);
    else if (changes[i].object == ATLAS_OBJECT_SITE)
      tally_site (tally, &changes[i]);
    else
      tally_other (tally, &changes[i]);
}

/* --- Words --- */

/* One block by its code, several by their number. */
static char *
name_blocks (GHashTable *blocks)
{
  guint n = g_hash_table_size (blocks);
  g_autofree char *number = atlas_quantity_format_count (n);
  GHashTableIter iter;
  gpointer code;

  if (n != 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s block", "%s blocks", n), number);

  g_hash_table_iter_init (&iter, blocks);
  g_hash_table_iter_next (&iter, &code, NULL);

  return g_strdup (code);
}

/* The first line, and of that not too much. */
static char *
shorten (const char *text)
{
  g_autofree char *line = g_strndup (text, strcspn (text, "\r\n"));
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (line, -1) <= TEXT_MAX && line[strlen (line)] == text[strlen (line)])
    return g_steal_pointer (&line);

  cut = g_utf8_substring (line, 0, MIN (g_utf8_strlen (line, -1), TEXT_MAX));

  return g_strconcat (cut, "…", NULL);
}

static char *
name_number (AtlasBlockField field,
             double          number)
{
  if (field == ATLAS_BLOCK_IMPLEMENTATION_RATE || field == ATLAS_BLOCK_DEMOLITION_SHARE)
    return atlas_quantity_format_percent (number);
  if (field >= ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA && field <= ATLAS_BLOCK_OTHER_FLOOR_AREA)
    return atlas_quantity_format_floor_area (number, ATLAS_FLOOR_AREA_UNIT_TEN_THOUSAND);

  return atlas_quantity_format_count (number);
}

static char *
name_value (AtlasBlockField  field,
            const char      *json,
            AtlasLanguage    language)
{
  const AtlasFieldInfo *info = atlas_block_field_info (field);
  AtlasBlockValues values;
  char *name = NULL;

  atlas_block_values_init (&values);
  if (json != NULL && atlas_block_values_set_json (&values, field, json, NULL))
    switch (info->type)
      {
      case ATLAS_FIELD_TEXT:
        if (G_STRUCT_MEMBER (char *, &values, info->offset) != NULL)
          name = shorten (G_STRUCT_MEMBER (char *, &values, info->offset));
        break;
      case ATLAS_FIELD_WORD:
        name = g_strdup (atlas_vocabulary_get_label (info->vocabulary,
                                                     G_STRUCT_MEMBER (int, &values, info->offset),
                                                     language));
        break;
      case ATLAS_FIELD_REAL:
      case ATLAS_FIELD_INTEGER:
      default:
        name = name_number (field, G_STRUCT_MEMBER (double, &values, info->offset));
      }
  atlas_block_values_clear (&values);

  return name != NULL ? name : g_strdup ("—");
}

static char *
name_block_edit (const Tally   *tally,
                 AtlasLanguage  language)
{
  g_autofree char *blocks = name_blocks (tally->blocks);
  g_autofree char *value = NULL;
  guint fields = tally->fields & ~BIT (ATLAS_BLOCK_PROVENANCE);
  guint n = 0;

  for (guint bits = fields; bits != 0; bits &= bits - 1)
    n++;
  if (n > 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s: %u attribute", "%s: %u attributes",
                                         n), blocks, n);
  if (n == 0)
    return g_steal_pointer (&blocks);

  if (tally->differ)
    return g_strdup_printf (_("%s: %s"), blocks, _(atlas_block_field_get_title (tally->field)));

  value = name_value ((AtlasBlockField) tally->field, tally->value, language);
  if (tally->field == ATLAS_BLOCK_CLASS)
    return g_strdup_printf (_("%s → %s"), blocks, value);

  return g_strdup_printf (_("%s: %s → %s"), blocks,
                          _(atlas_block_field_get_title (tally->field)), value);
}

static char *
name_site_edit (const Tally *tally)
{
  guint n = g_hash_table_size (tally->sites);
  g_autofree char *number = atlas_quantity_format_count (n);

  if (tally->n_added == n)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s site added", "%s sites added", n),
                            number);
  if (tally->n_deleted == n)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s site deleted", "%s sites deleted",
                                         n), number);
  if (tally->n_moved == n)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s site moved", "%s sites moved", n),
                            number);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s site changed", "%s sites changed", n),
                          number);
}

/* What is deleted and made in one edit has another name. */
static char *
name_other (const AtlasChange *change,
            const AtlasChange *made)
{
  if (made != NULL && change->new_value == NULL && made->object == change->object)
    return g_strdup_printf (change->object == ATLAS_OBJECT_PRESET
                            ? _("Preset “%s” → “%s”") : _("Snapshot “%s” → “%s”"), change->key,
                            made->key);
  if (change->object == ATLAS_OBJECT_PLAN)
    return g_strdup (_("Particulars of the plan"));
  if (change->object == ATLAS_OBJECT_PRESET)
    return g_strdup_printf (change->new_value != NULL ? _("Preset “%s”")
                                                      : _("Preset “%s” deleted"), change->key);
  if (change->object != ATLAS_OBJECT_SNAPSHOT)
    return g_strdup (change->key);

  if (change->new_value != NULL && atlas_snapshot_is_published (change))
    return g_strdup_printf (_("“%s” published"), change->key);

  return g_strdup_printf (change->new_value != NULL ? _("Snapshot “%s”")
                                                    : _("Snapshot “%s” deleted"), change->key);
}

static char *
name_plain (const Tally   *tally,
            int            kind,
            AtlasLanguage  language)
{
  g_autofree char *blocks = name_blocks (tally->blocks);

  if (kind == ATLAS_CHANGE_RESTORE)
    return g_strdup_printf (_("Back to an earlier state: %s"), blocks);
  if (kind == ATLAS_CHANGE_REVERT)
    return g_strdup_printf (_("%s as before"), blocks);
  if (kind == ATLAS_CHANGE_IMPORT)
    return g_strdup_printf (_("Import: %s"), blocks);
  if (g_hash_table_size (tally->sites) > 0)
    return name_site_edit (tally);
  if (g_hash_table_size (tally->blocks) > 0)
    return name_block_edit (tally, language);

  return name_other (tally->other, tally->made);
}

char *
atlas_edit_name (const AtlasChangeLog *log,
                 gint64                edit,
                 AtlasLanguage         language)
{
  g_autoptr(GHashTable) blocks = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) sites = g_hash_table_new (g_str_hash, g_str_equal);
  Tally tally = { .blocks = blocks, .sites = sites, .field = -1 };
  const AtlasChange *changes;
  guint n, first;

  g_return_val_if_fail (log != NULL, NULL);
  g_return_val_if_fail (edit >= 1 && edit <= atlas_change_log_get_n (log), NULL);

  first = atlas_change_log_find_edit (log, edit, &n);
  changes = atlas_change_log_get (log, first);
  if (!atlas_change_kind_is_plain (changes->kind) && changes->of_edit >= 1 &&
      changes->of_edit < edit)
    {
      g_autofree char *name = atlas_edit_name (log, changes->of_edit, language);

      return g_strdup_printf (changes->kind == ATLAS_CHANGE_UNDO ? _("Undone: %s")
                                                                 : _("Redone: %s"), name);
    }

  tally_all (&tally, changes, n);

  return name_plain (&tally, changes->kind, language);
}
