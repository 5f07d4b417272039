#pragma once

#include "atlas-filter-fields.h"

G_BEGIN_DECLS

typedef enum
{
  ATLAS_FILTER_EQUAL,
  ATLAS_FILTER_NOT_EQUAL,
  ATLAS_FILTER_LESS,
  ATLAS_FILTER_LESS_OR_EQUAL,
  ATLAS_FILTER_GREATER,
  ATLAS_FILTER_GREATER_OR_EQUAL,
  ATLAS_FILTER_IN,
  ATLAS_FILTER_CONTAINS,
  ATLAS_FILTER_KNOWN,
  ATLAS_FILTER_UNKNOWN,
} AtlasFilterOperator;

/**
 * AtlasFilterComparison:
 *
 * A field, an operator that its type has, and one value or, for
 * %ATLAS_FILTER_IN, some. Filled by one thread, then sealed and immutable.
 */
typedef struct _AtlasFilterComparison AtlasFilterComparison;

AtlasFilterComparison *atlas_filter_comparison_new        (const AtlasFilterField      *field,
                                                           AtlasFilterOperator          operator_);
void                   atlas_filter_comparison_free       (AtlasFilterComparison       *self);

/* Adds a value of the field's type: a finite number, valid UTF-8, a number of
 * the vocabulary. */
void                   atlas_filter_comparison_add_number (AtlasFilterComparison       *self,
                                                           double                       number);
void                   atlas_filter_comparison_add_text   (AtlasFilterComparison       *self,
                                                           const char                  *text);
void                   atlas_filter_comparison_add_word   (AtlasFilterComparison       *self,
                                                           int                          word);

/* Sorts the values. To be called once, after the last value. */
void                   atlas_filter_comparison_seal       (AtlasFilterComparison       *self);

/* FALSE when the value is unknown, but for %ATLAS_FILTER_UNKNOWN. */
gboolean               atlas_filter_comparison_holds      (const AtlasFilterComparison *self,
                                                           gconstpointer                row);

/* Appends it in the language of filters. */
void                   atlas_filter_comparison_print      (const AtlasFilterComparison *self,
                                                           GString                     *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasFilterComparison, atlas_filter_comparison_free)

G_END_DECLS
