#pragma once

#include "atlas-filter-comparison.h"

G_BEGIN_DECLS

typedef enum
{
  ATLAS_FILTER_NODE_COMPARISON,
  ATLAS_FILTER_NODE_NOT, /* one child */
  ATLAS_FILTER_NODE_AND, /* two children or more */
  ATLAS_FILTER_NODE_OR,
} AtlasFilterNodeKind;

/**
 * AtlasFilterNode:
 * @comparison: (nullable): of a comparison, which has no children
 *
 * A filter as it was parsed. Its depth is limited by the parser.
 */
typedef struct
{
  AtlasFilterNodeKind    kind;
  AtlasFilterComparison *comparison;
  GPtrArray             *children; /* (element-type AtlasFilterNode) */
} AtlasFilterNode;

AtlasFilterNode *atlas_filter_node_new                 (AtlasFilterNodeKind     kind);
AtlasFilterNode *atlas_filter_node_new_take_comparison (AtlasFilterComparison  *comparison);
void             atlas_filter_node_free                (AtlasFilterNode        *self);

/* Its last child. */
void             atlas_filter_node_take                (AtlasFilterNode        *self,
                                                        AtlasFilterNode        *child);

/* Appends it in the language of filters. */
void             atlas_filter_node_print               (const AtlasFilterNode  *self,
                                                        GString                *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasFilterNode, atlas_filter_node_free)

G_END_DECLS
