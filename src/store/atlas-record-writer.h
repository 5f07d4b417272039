#pragma once

#include "atlas-plan-record.h"

G_BEGIN_DECLS

/**
 * atlas_record_writer_write:
 * @path: a plan file that atlas_plan_writer_write() has just written and nobody
 *   else knows yet; @shown_path: what errors call it
 * @record: the history that has led to the plan in it
 *
 * Puts log, snapshots, meetings and presets into the file, and what was published
 * into the table `published`. Blocking; any thread.
 */
gboolean atlas_record_writer_write (const char             *path,
                                    const char             *shown_path,
                                    const AtlasPlanRecord  *record,
                                    GError                **error);

G_END_DECLS
