#include "atlas-filter-parser.h"

#include "atlas-error.h"
#include "atlas-filter-lexer.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Bytes. A list of some 50,000 codes fits in. */
#define LONGEST_TEXT (1024 * 1024)

/* Parentheses in each other; each costs a few frames of the stack. */
#define DEEPEST_NESTING 100

typedef struct
{
  const AtlasFilterFields *fields;
  AtlasFilterLexer         lexer;
  AtlasFilterToken         token; /* the next one */
  guint                    depth;
} Parser;

typedef struct
{
  const char *holds;
  guint       operators; /* a bit each */
  const char *list;      /* of them, as they are typed */
} TypeRule;

#define BIT(name) (1u << ATLAS_FILTER_##name)
#define EQUALITY (BIT (EQUAL) | BIT (NOT_EQUAL) | BIT (IN))
#define ORDER (BIT (LESS) | BIT (LESS_OR_EQUAL) | BIT (GREATER) | BIT (GREATER_OR_EQUAL))

/* Translators: what a field holds, as in “area_m2 holds numbers” */
static const TypeRule numbers = { N_("numbers"), EQUALITY | ORDER,
                                  "= != < <= > >= in, is known, is unknown" };
/* Translators: what a field holds, as in “name holds texts” */
static const TypeRule texts = { N_("texts"), EQUALITY | BIT (CONTAINS),
                                "= != ~ in, is known, is unknown" };
/* Translators: what a field holds, as in “class holds words of a list” */
static const TypeRule words = { N_("words of a list"), EQUALITY,
                                "= != in, is known, is unknown" };

static const TypeRule *const type_rules[] = {
  [ATLAS_FIELD_TEXT] = &texts,
  [ATLAS_FIELD_WORD] = &words,
  [ATLAS_FIELD_REAL] = &numbers,
  [ATLAS_FIELD_INTEGER] = &numbers,
};

static gboolean
advance (Parser  *self,
         GError **error)
{
  return atlas_filter_lexer_read (&self->lexer, &self->token, error);
}

/* Returns with the failure at the next token; @format takes what it is. */
#define FAIL(self, error, format, ...) \
  G_STMT_START { \
    g_autofree char *shown_ = atlas_filter_token_describe (&(self)->token); \
    return atlas_filter_fail ((self)->token.at, error, format, shown_, ##__VA_ARGS__); \
  } G_STMT_END

static gboolean
scan_number (const char *text,
             double     *number)
{
  char *end;

  if (text[strspn (text, "0123456789.eE+-")] != '\0')
    return FALSE;

  *number = g_ascii_strtod (text, &end);

  return end != text && *end == '\0' && isfinite (*number);
}

/* Returns: (transfer full): "key (重点), renewal (更新)…" */
static char *
list_words (const AtlasVocabulary *vocabulary)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < vocabulary->n_words; i++)
    g_string_append_printf (list, "%s%s (%s)", i == 0 ? "" : ", ",
                            vocabulary->words[i].key, vocabulary->words[i].label_zh);

  return g_string_free (list, FALSE);
}

static gboolean
add_word (Parser                 *self,
          const AtlasFieldInfo   *info,
          AtlasFilterComparison  *comparison,
          GError                **error)
{
  int word = atlas_vocabulary_find_any (info->vocabulary, self->token.text);

  if (word < 0)
    {
      g_autofree char *list = list_words (info->vocabulary);

      FAIL (self, error, _("%s is no word of %s. Write one of these: %s"), info->column, list);
    }
  atlas_filter_comparison_add_word (comparison, word);

  return advance (self, error);
}

/* With a % behind it where the field is in percent. */
static gboolean
add_number (Parser                 *self,
            const AtlasFieldInfo   *info,
            AtlasFilterComparison  *comparison,
            GError                **error)
{
  double number;

  if (!scan_number (self->token.text, &number))
    FAIL (self, error, _("%s is no number, and %s holds numbers. Write it like 80, -0.5 or 1e6, "
                         "without a unit"), info->column);

  atlas_filter_comparison_add_number (comparison, number);
  if (!advance (self, error))
    return FALSE;
  if (self->token.kind != ATLAS_FILTER_TOKEN_PERCENT)
    return TRUE;
  if (info->maximum != 100)
    FAIL (self, error, _("%s can't stand here, for %s is not in percent. Leave it out"),
          info->column);

  return advance (self, error);
}

static gboolean
parse_value (Parser                  *self,
             const AtlasFilterField  *field,
             AtlasFilterComparison   *comparison,
             GError                 **error)
{
  const AtlasFieldInfo *info = field->info;

  if (self->token.kind != ATLAS_FILTER_TOKEN_WORD && self->token.kind != ATLAS_FILTER_TOKEN_QUOTED)
    FAIL (self, error, _("expected a value, not %s. A text that is a sign or a word of the "
                         "language, or empty, stands in quotes, like \"and\""));

  switch (info->type)
    {
    case ATLAS_FIELD_TEXT:
      atlas_filter_comparison_add_text (comparison, self->token.text);
      return advance (self, error);
    case ATLAS_FIELD_WORD:
      return add_word (self, info, comparison, error);
    case ATLAS_FIELD_REAL:
    case ATLAS_FIELD_INTEGER:
    default:
      return add_number (self, info, comparison, error);
    }
}

static gboolean
parse_list (Parser                  *self,
            const AtlasFilterField  *field,
            AtlasFilterComparison   *comparison,
            GError                 **error)
{
  if (self->token.kind != ATLAS_FILTER_TOKEN_OPEN)
    FAIL (self, error, _("expected values in parentheses, not %s. Write them like (a, b)"));

  do
    {
      if (!advance (self, error) || !parse_value (self, field, comparison, error))
        return FALSE;
    }
  while (self->token.kind == ATLAS_FILTER_TOKEN_COMMA);

  if (self->token.kind != ATLAS_FILTER_TOKEN_CLOSE)
    FAIL (self, error, _("expected a comma or “)”, not %s. Put a comma between values and “)” "
                         "behind the last one"));

  return advance (self, error);
}

static gboolean
parse_field (Parser            *self,
             AtlasFilterField  *field,
             GError           **error)
{
  if (self->token.kind != ATLAS_FILTER_TOKEN_WORD)
    FAIL (self, error, _("expected a comparison, not %s. Write one like class = key, area_m2 > "
                         "5000 or name is known"));

  if (!atlas_filter_fields_find (self->fields, self->token.text, field))
    {
      g_autofree char *list = atlas_filter_fields_list (self->fields);

      FAIL (self, error, _("there is no field %s. Write one of these: %s"), list);
    }

  return advance (self, error);
}

static gboolean
parse_operator (Parser                  *self,
                const AtlasFilterField  *field,
                AtlasFilterOperator     *operator_,
                GError                 **error)
{
  const TypeRule *rule = type_rules[field->info->type];

  if (self->token.kind == ATLAS_FILTER_TOKEN_IS)
    {
      if (!advance (self, error))
        return FALSE;
      if (self->token.kind != ATLAS_FILTER_TOKEN_KNOWN &&
          self->token.kind != ATLAS_FILTER_TOKEN_UNKNOWN)
        FAIL (self, error, _("expected “known” or “unknown”, not %s. To compare with a value, "
                             "write ="));
      *operator_ = self->token.kind == ATLAS_FILTER_TOKEN_KNOWN ? ATLAS_FILTER_KNOWN
                                                                 : ATLAS_FILTER_UNKNOWN;
      return advance (self, error);
    }

  if (self->token.kind != ATLAS_FILTER_TOKEN_OPERATOR ||
      (rule->operators >> self->token.operator_ & 1) == 0)
    /* Translators: what was typed; a field; what it holds, like “numbers”; signs */
    FAIL (self, error, _("%s can't stand behind %s, which holds %s. Write one of these: %s"),
          field->info->column, _(rule->holds), rule->list);
  *operator_ = self->token.operator_;

  return advance (self, error);
}

static AtlasFilterNode *
parse_comparison (Parser  *self,
                  GError **error)
{
  g_autoptr(AtlasFilterComparison) comparison = NULL;
  AtlasFilterField field;
  AtlasFilterOperator operator_ = ATLAS_FILTER_EQUAL;
  gboolean done = TRUE;

  if (!parse_field (self, &field, error) || !parse_operator (self, &field, &operator_, error))
    return NULL;

  comparison = atlas_filter_comparison_new (&field, operator_);
  if (operator_ == ATLAS_FILTER_IN)
    done = parse_list (self, &field, comparison, error);
  else if (operator_ != ATLAS_FILTER_KNOWN && operator_ != ATLAS_FILTER_UNKNOWN)
    done = parse_value (self, &field, comparison, error);
  if (!done)
    return NULL;
  atlas_filter_comparison_seal (comparison);

  return atlas_filter_node_new_take_comparison (g_steal_pointer (&comparison));
}

static AtlasFilterNode *parse_or (Parser  *self,
                                  GError **error);

static AtlasFilterNode *
parse_parenthesis (Parser  *self,
                   GError **error)
{
  g_autoptr(AtlasFilterNode) node = NULL;
  guint opened_at = self->token.at;

  if (++self->depth > DEEPEST_NESTING)
    {
      atlas_filter_fail (opened_at, error,
                         _("more than %d parentheses are open here. Write the filter with fewer"),
                         DEEPEST_NESTING);
      return NULL;
    }

  if (!advance (self, error) || (node = parse_or (self, error)) == NULL)
    return NULL;
  if (self->token.kind != ATLAS_FILTER_TOKEN_CLOSE)
    {
      g_autofree char *shown = atlas_filter_token_describe (&self->token);

      atlas_filter_fail (self->token.at, error,
                         _("expected “and”, “or” or the “)” that closes the one at character %u, "
                           "not %s"), opened_at, shown);
      return NULL;
    }
  self->depth--;

  return advance (self, error) ? g_steal_pointer (&node) : NULL;
}

/* Two “not” are none, so that any number of them is no deeper than one. */
static AtlasFilterNode *
parse_not (Parser  *self,
           GError **error)
{
  AtlasFilterNode *node, *inverse;
  gboolean inverted = FALSE;

  for (; self->token.kind == ATLAS_FILTER_TOKEN_NOT; inverted = !inverted)
    if (!advance (self, error))
      return NULL;

  node = self->token.kind == ATLAS_FILTER_TOKEN_OPEN ? parse_parenthesis (self, error)
                                                     : parse_comparison (self, error);
  if (node == NULL || !inverted)
    return node;

  inverse = atlas_filter_node_new (ATLAS_FILTER_NODE_NOT);
  atlas_filter_node_take (inverse, node);

  return inverse;
}

/* One or more of what @parse parses, with @between between them. */
static AtlasFilterNode *
parse_chain (Parser                *self,
             AtlasFilterNode     *(*parse) (Parser  *self,
                                            GError **error),
             AtlasFilterTokenKind   between,
             AtlasFilterNodeKind    kind,
             GError               **error)
{
  g_autoptr(AtlasFilterNode) first = parse (self, error);
  g_autoptr(AtlasFilterNode) chain = NULL;

  if (first == NULL || self->token.kind != between)
    return g_steal_pointer (&first);

  chain = atlas_filter_node_new (kind);
  atlas_filter_node_take (chain, g_steal_pointer (&first));
  while (self->token.kind == between)
    {
      AtlasFilterNode *next = advance (self, error) ? parse (self, error) : NULL;

      if (next == NULL)
        return NULL;
      atlas_filter_node_take (chain, next);
    }

  return g_steal_pointer (&chain);
}

static AtlasFilterNode *
parse_and (Parser  *self,
           GError **error)
{
  return parse_chain (self, parse_not, ATLAS_FILTER_TOKEN_AND, ATLAS_FILTER_NODE_AND, error);
}

static AtlasFilterNode *
parse_or (Parser  *self,
          GError **error)
{
  return parse_chain (self, parse_and, ATLAS_FILTER_TOKEN_OR, ATLAS_FILTER_NODE_OR, error);
}

static gboolean
expect_end (Parser  *self,
            GError **error)
{
  if (self->token.kind != ATLAS_FILTER_TOKEN_END)
    FAIL (self, error, _("expected “and”, “or” or the end, not %s. Put “and” or “or” between "
                         "comparisons, and texts with blanks in quotes"));

  return TRUE;
}

static gboolean
check_text (const char  *text,
            GError     **error)
{
  gsize length = strlen (text);
  const char *end;

  if (length > LONGEST_TEXT)
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                   _("The filter has more than %d bytes. Shorten it"), LONGEST_TEXT);
      return FALSE;
    }
  if (!g_utf8_validate (text, (gssize) length, &end))
    return atlas_filter_fail ((guint) g_utf8_strlen (text, end - text) + 1, error,
                              _("what stands here is not UTF-8. Type it anew, or convert it"));

  return TRUE;
}

AtlasFilterNode *
atlas_filter_parser_parse (const char               *text,
                           const AtlasFilterFields  *fields,
                           GError                  **error)
{
  Parser self = { .fields = fields, .lexer = { text, 1 } };
  g_autoptr(AtlasFilterNode) node = NULL;

  if (check_text (text, error) && advance (&self, error) &&
      (node = parse_or (&self, error)) != NULL && !expect_end (&self, error))
    g_clear_pointer (&node, atlas_filter_node_free);
  g_free (self.token.text);

  return g_steal_pointer (&node);
}
