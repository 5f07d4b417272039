#pragma once

#include "atlas-change-log.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * AtlasDifferenceList:
 *
 * In what blocks and sites differ between two states of a plan: a #GListModel of
 * #AtlasDifference, one for each thing: blocks by code, then sites by id.
 * Immutable. Main thread.
 */
#define ATLAS_TYPE_DIFFERENCE_LIST (atlas_difference_list_get_type ())
G_DECLARE_FINAL_TYPE (AtlasDifferenceList, atlas_difference_list, ATLAS, DIFFERENCE_LIST, GObject)

/**
 * atlas_difference_list_new:
 * @log: read now, not kept
 * @from: @to: the states after these entries, by seq; 0: before any. @from may be
 *   the later
 * @with_sites: %FALSE: blocks only
 */
AtlasDifferenceList *atlas_difference_list_new (const AtlasChangeLog *log,
                                                gint64                from,
                                                gint64                to,
                                                gboolean              with_sites);

/* How many things of that kind differ. */
guint                atlas_difference_list_count (AtlasDifferenceList *self,
                                                  AtlasObject          object);

/* How many things of that kind differ in @field; @field %NULL: are there in one
 * of the states only. */
guint                atlas_difference_list_count_field (AtlasDifferenceList *self,
                                                        AtlasObject          object,
                                                        const char          *field);

G_END_DECLS
