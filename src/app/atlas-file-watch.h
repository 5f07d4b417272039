#pragma once

#include "atlas-document.h"

G_BEGIN_DECLS

/**
 * AtlasFileFate:
 * @ATLAS_FILE_SAME: as the document knows it
 * @ATLAS_FILE_CHANGED: the same file, written by another program
 * @ATLAS_FILE_REPLACED: another file has its name
 * @ATLAS_FILE_GONE: deleted, renamed or moved
 *
 * What has become of a document's file on disk.
 */
typedef enum
{
  ATLAS_FILE_SAME,
  ATLAS_FILE_CHANGED,
  ATLAS_FILE_REPLACED,
  ATLAS_FILE_GONE,
} AtlasFileFate;

/**
 * AtlasFileWatch:
 *
 * Watches what other programs do to the file of a document. The disk is asked in
 * a thread, a moment after it told of something; and only while the document has
 * nothing to write, for then what differs is not its own doing. Main thread.
 *
 * Signal `changed`: atlas_file_watch_get_fate() is another one, or the file was
 * written once more since it was not the document's any longer.
 *
 * Signal `hindered`: atlas_file_watch_get_hindrance() is looked up, anew or first.
 */
#define ATLAS_TYPE_FILE_WATCH (atlas_file_watch_get_type ())
G_DECLARE_FINAL_TYPE (AtlasFileWatch, atlas_file_watch, ATLAS, FILE_WATCH, GObject)

AtlasFileWatch *atlas_file_watch_new      (AtlasDocument  *document);

AtlasFileFate   atlas_file_watch_get_fate (AtlasFileWatch *self);

/* (nullable): why the document, which was not changed yet, can't be written now:
 * permissions, or somebody else edits it; see atlas_plan_connection_check(). Borrowed
 * until the signal. The sample is for copying, which hinders nobody. */
const GError   *atlas_file_watch_get_hindrance (AtlasFileWatch *self);

/* Asks the disk soon: not every disk tells. */
void            atlas_file_watch_check    (AtlasFileWatch *self);

G_END_DECLS
