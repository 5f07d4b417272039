#pragma once

#include "atlas-change-log.h"

G_BEGIN_DECLS

/**
 * atlas_edit_name:
 * @edit: the seq of its first entry in @log
 * @language: of words from vocabularies; all else is in that of the interface
 *
 * What an edit did, in a few words on one line: "3 blocks → Key". What follows by
 * rule, the provenance of an edited block and the amounts of a site's block, is
 * not mentioned. For the thread that may use @log.
 *
 * Returns: (transfer full)
 */
char *atlas_edit_name (const AtlasChangeLog *log,
                       gint64                edit,
                       AtlasLanguage         language);

G_END_DECLS
