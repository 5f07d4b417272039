#include "atlas-filter.h"

#include "atlas-filter-parser.h"

/* Where a test leads to that is the last one. */
#define NO_MATCH (-1)
#define MATCH (-2)

/**
 * Test:
 * @next: the test to go on with when the comparison does not hold, and when it
 *   does; or %NO_MATCH or %MATCH
 */
typedef struct
{
  const AtlasFilterComparison *comparison;
  int                          next[2];
} Test;

/* “and”, “or” and “not” are nothing but the ways from test to test. */
struct _AtlasFilter
{
  gatomicrefcount  refs;
  AtlasFilterNode *root;
  GArray          *tests; /* of Test */
  int              first;
};

/* Adds the tests of @node, which lead to @no or to @yes. From the last one to
 * the first, so that each knows its successors. Returns: the one to begin with */
static int
compile (GArray                *tests,
         const AtlasFilterNode *node,
         int                    no,
         int                    yes)
{
  Test test = { node->comparison, { no, yes } };
  int first = node->kind == ATLAS_FILTER_NODE_AND ? yes : no;

  switch (node->kind)
    {
    case ATLAS_FILTER_NODE_COMPARISON:
      g_array_append_val (tests, test);
      return (int) tests->len - 1;
    case ATLAS_FILTER_NODE_NOT:
      return compile (tests, node->children->pdata[0], yes, no);
    case ATLAS_FILTER_NODE_AND:
      for (guint i = node->children->len; i > 0; i--)
        first = compile (tests, node->children->pdata[i - 1], no, first);
      return first;
    case ATLAS_FILTER_NODE_OR:
      for (guint i = node->children->len; i > 0; i--)
        first = compile (tests, node->children->pdata[i - 1], first, yes);
      return first;
    default:
      g_return_val_if_reached (NO_MATCH);
    }
}

static AtlasFilter *
parse (const char               *text,
       const AtlasFilterFields  *fields,
       GError                  **error)
{
  AtlasFilterNode *root;
  AtlasFilter *self;

  g_return_val_if_fail (text != NULL, NULL);

  root = atlas_filter_parser_parse (text, fields, error);
  if (root == NULL)
    return NULL;

  self = g_new0 (AtlasFilter, 1);
  g_atomic_ref_count_init (&self->refs);
  self->root = root;
  self->tests = g_array_new (FALSE, FALSE, sizeof (Test));
  self->first = compile (self->tests, root, NO_MATCH, MATCH);

  return self;
}

AtlasFilter *
atlas_filter_parse (const char  *text,
                    GError     **error)
{
  return parse (text, &atlas_filter_block_fields, error);
}

AtlasFilter *
atlas_filter_parse_for_sites (const char  *text,
                              GError     **error)
{
  return parse (text, &atlas_filter_site_fields, error);
}

AtlasFilter *
atlas_filter_ref (AtlasFilter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
atlas_filter_unref (AtlasFilter *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_array_unref (self->tests);
  atlas_filter_node_free (self->root);
  g_free (self);
}

static gboolean
matches (const AtlasFilter *self,
         gconstpointer      row)
{
  int at = self->first;

  while (at >= 0)
    {
      const Test *test = &g_array_index (self->tests, Test, at);

      at = test->next[atlas_filter_comparison_holds (test->comparison, row) ? 1 : 0];
    }

  return at == MATCH;
}

gboolean
atlas_filter_matches (const AtlasFilter      *self,
                      const AtlasBlockValues *values)
{
  return matches (self, values);
}

gboolean
atlas_filter_matches_site (const AtlasFilter  *self,
                           const AtlasSiteRow *row)
{
  return matches (self, row);
}

char *
atlas_filter_to_string (const AtlasFilter *self)
{
  GString *text = g_string_new (NULL);

  atlas_filter_node_print (self->root, text);

  return g_string_free (text, FALSE);
}
