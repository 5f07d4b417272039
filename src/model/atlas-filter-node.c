#include "atlas-filter-node.h"

AtlasFilterNode *
atlas_filter_node_new (AtlasFilterNodeKind kind)
{
  AtlasFilterNode *self = g_new0 (AtlasFilterNode, 1);

  self->kind = kind;
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_filter_node_free);

  return self;
}

AtlasFilterNode *
atlas_filter_node_new_take_comparison (AtlasFilterComparison *comparison)
{
  AtlasFilterNode *self = g_new0 (AtlasFilterNode, 1);

  self->kind = ATLAS_FILTER_NODE_COMPARISON;
  self->comparison = comparison;

  return self;
}

void
atlas_filter_node_free (AtlasFilterNode *self)
{
  g_clear_pointer (&self->comparison, atlas_filter_comparison_free);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self);
}

void
atlas_filter_node_take (AtlasFilterNode *self,
                        AtlasFilterNode *child)
{
  g_ptr_array_add (self->children, child);
}

static void
print_children (const AtlasFilterNode *self,
                const char            *between,
                GString               *text)
{
  for (guint i = 0; i < self->children->len; i++)
    {
      const AtlasFilterNode *child = self->children->pdata[i];
      gboolean binds_less = self->kind == ATLAS_FILTER_NODE_AND &&
                            child->kind == ATLAS_FILTER_NODE_OR;

      g_string_append_printf (text, "%s%s", i == 0 ? "" : between, binds_less ? "(" : "");
      atlas_filter_node_print (child, text);
      g_string_append (text, binds_less ? ")" : "");
    }
}

void
atlas_filter_node_print (const AtlasFilterNode *self,
                         GString               *text)
{
  switch (self->kind)
    {
    case ATLAS_FILTER_NODE_COMPARISON:
      atlas_filter_comparison_print (self->comparison, text);
      break;
    case ATLAS_FILTER_NODE_NOT:
      g_string_append (text, "not (");
      atlas_filter_node_print (self->children->pdata[0], text);
      g_string_append_c (text, ')');
      break;
    case ATLAS_FILTER_NODE_AND:
      print_children (self, " and ", text);
      break;
    case ATLAS_FILTER_NODE_OR:
      print_children (self, " or ", text);
      break;
    default:
      g_assert_not_reached ();
    }
}
