#pragma once

#include "atlas-vocabulary.h"

G_BEGIN_DECLS

/* What kind of transaction an entry belongs to. */
typedef enum
{
  ATLAS_CHANGE_EDIT,
  ATLAS_CHANGE_UNDO,
  ATLAS_CHANGE_REDO,
  ATLAS_CHANGE_REVERT,  /* a value, or a block, as it was before */
  ATLAS_CHANGE_RESTORE, /* all as it was at a snapshot */
  ATLAS_CHANGE_IMPORT,
} AtlasChangeKind;

/* What kind of thing an entry is about. */
typedef enum
{
  ATLAS_OBJECT_BLOCK,    /* key: code */
  ATLAS_OBJECT_SITE,     /* key: site_id */
  ATLAS_OBJECT_SCENE,    /* key: scene_id */
  ATLAS_OBJECT_PRESET,   /* key: name */
  ATLAS_OBJECT_SNAPSHOT, /* key: name */
  ATLAS_OBJECT_PLAN,     /* key: of the table plan */
} AtlasObject;

extern const AtlasVocabulary atlas_vocabulary_change_kinds;
extern const AtlasVocabulary atlas_vocabulary_objects;

/**
 * AtlasChange:
 * @seq: 1, 2, 3 … without gaps
 * @edit: the seq of the first entry of its transaction
 * @of_edit: the edit that an undo takes back or a redo does again; 0: none
 * @kind: #AtlasChangeKind
 * @object: #AtlasObject
 * @time: UTC, ISO 8601 with milliseconds, like 2024-05-01T08:30:00.000Z
 * @key: the thing's text key
 * @field: the column; %NULL: the whole row was made or deleted
 * @old_value: @new_value: canonical JSON (atlas-json.h), "null" for unknown; of a
 *   whole row an object of all its columns, or %NULL where there was no row
 * @meeting: (nullable): key of the table meetings
 * @hash: SHA-256, 64 hexadecimal digits: atlas_change_hash()
 *
 * An entry of the change log. Texts are borrowed from whoever made the struct.
 */
typedef struct
{
  gint64      seq;
  gint64      edit;
  gint64      of_edit;
  int         kind;
  int         object;
  const char *time;
  const char *author;
  const char *host;
  const char *key;
  const char *field;
  const char *old_value;
  const char *new_value;
  const char *reason;
  const char *meeting;
  const char *hash;
} AtlasChange;

/**
 * atlas_change_hash:
 * @previous: the hash of the entry before; "" for the first
 *
 * SHA-256 (FIPS 180-4) of @previous, a newline and the canonical JSON array of
 * seq, edit, kind, of_edit, time, author, host, object, key, field, old, new,
 * reason, meeting: numbers as numbers, words and texts as strings (old and new
 * too: they are texts that hold JSON), what is missing as null. Any thread.
 *
 * Returns: (transfer full): 64 hexadecimal digits
 */
char *atlas_change_hash (const AtlasChange *self,
                         const char        *previous);

/* Neither undo nor redo: it can be undone itself. */
gboolean atlas_change_kind_is_plain (int kind);

G_END_DECLS
