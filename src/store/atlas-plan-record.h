#pragma once

#include "atlas-change-log.h"
#include "atlas-file-identity.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the state is called that a plan has when its file is made. */
#define ATLAS_SNAPSHOT_FIRST "published"

/* A named state of the plan: after the entry @seq of the log; 0: before any. */
typedef struct
{
  char     *name;
  gint64    seq;
  char     *time;
  char     *author;       /* (nullable) */
  char     *note;         /* (nullable) */
  gboolean  is_published;
} AtlasSnapshot;

/* Dates and times as in the log; all but @id may be %NULL. */
typedef struct
{
  char *id;
  char *name;
  char *date;
  char *place;
  char *present;
  char *begun;
  char *ended;
} AtlasMeeting;

/* Settings of a density that have a name; @density: (nullable): their JSON, see
 * atlas-density-settings.h */
typedef struct
{
  char *name;
  char *density;
} AtlasPreset;

/**
 * AtlasPlanRecord:
 * @identity: of the file they were read from
 * @snapshots: (element-type AtlasSnapshot): by seq, then by time and by name
 * @meetings: (element-type AtlasMeeting)
 * @presets: (element-type AtlasPreset): by the bytes of their names
 *
 * What a plan file tells of its history.
 */
typedef struct
{
  AtlasFileIdentity  identity;
  AtlasChangeLog    *log;
  GPtrArray         *snapshots;
  GPtrArray         *meetings;
  GPtrArray         *presets;
} AtlasPlanRecord;

/**
 * atlas_plan_record_read:
 *
 * Reads log, snapshots, meetings and presets in one read transaction; strict as
 * atlas_plan_file_read(), with its errors; a log whose seq has gaps or whose
 * edits are not in one piece is %ATLAS_ERROR_FORMAT. Neither is the chain of hashes
 * verified nor are the presets' JSON read. Blocking; any one thread.
 */
AtlasPlanRecord *atlas_plan_record_read (const char       *path,
                                         GCancellable     *cancellable,
                                         GError          **error);
void             atlas_plan_record_free (AtlasPlanRecord  *self);

/* @meetings: (element-type AtlasMeeting). Returns: (nullable): the one of that @id;
 * @id: (nullable) */
const AtlasMeeting *atlas_meeting_find (GPtrArray  *meetings,
                                        const char *id);

/* The same of its meetings. */
const AtlasMeeting *atlas_plan_record_find_meeting (const AtlasPlanRecord *self,
                                                    const char            *id);

/* Returns: (nullable): the snapshot that is published, the latest if there are several */
const AtlasSnapshot *atlas_plan_record_get_published (const AtlasPlanRecord *self);

/* Keeps a copy of @meeting, in the place of what was known of it. */
void             atlas_plan_record_keep_meeting (AtlasPlanRecord    *self,
                                                 const AtlasMeeting *meeting);

/* Keeps snapshots and presets as an entry that was appended to the log has them. */
void             atlas_plan_record_follow (AtlasPlanRecord   *self,
                                           const AtlasChange *change);

/* The row of the table snapshots, as the log has it: canonical JSON.
 * Returns: (transfer full) */
char            *atlas_snapshot_dup_row_json (const AtlasSnapshot *self);

/* Returns: (transfer full) (nullable): %NULL: @json is no such row */
AtlasSnapshot   *atlas_snapshot_parse        (const char          *json);

/* Does an entry make or delete a snapshot that is published? */
gboolean         atlas_snapshot_is_published (const AtlasChange   *change);

/* Are two entries of an edit, of which @from deletes a snapshot and @to makes one,
 * another name for the same? Of other entries not. */
gboolean         atlas_snapshot_is_renamed   (const AtlasChange   *from,
                                              const AtlasChange   *to);

/* As @snapshots are ordered: for g_ptr_array_sort(). */
int              atlas_snapshot_compare      (gconstpointer        a,
                                              gconstpointer        b);

/* The same of the table presets; and of its column `density` alone. */
char            *atlas_preset_dup_row_json   (const AtlasPreset   *self);
char            *atlas_preset_dup_json       (const AtlasPreset   *self);

/* What an entry, of a whole row or of that column, gives a preset for its density.
 * @change: of a preset that is not deleted. Returns: (transfer full) (nullable) */
char            *atlas_preset_dup_density    (const AtlasChange   *change);

/* Returns: (nullable): the preset of that @name */
const AtlasPreset *atlas_plan_record_find_preset (const AtlasPlanRecord *self,
                                                  const char            *name);

/* As @presets are ordered: for g_ptr_array_sort(). */
int              atlas_preset_compare   (gconstpointer        a,
                                         gconstpointer        b);

AtlasSnapshot   *atlas_snapshot_copy    (const AtlasSnapshot *self);
void             atlas_snapshot_free    (AtlasSnapshot    *self);
AtlasMeeting    *atlas_meeting_copy     (const AtlasMeeting  *self);
void             atlas_meeting_free     (AtlasMeeting     *self);
void             atlas_preset_free      (AtlasPreset      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasPlanRecord, atlas_plan_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasMeeting, atlas_meeting_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasSnapshot, atlas_snapshot_free)

G_END_DECLS
