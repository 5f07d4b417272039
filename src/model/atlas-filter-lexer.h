#pragma once

#include "atlas-filter-comparison.h"

G_BEGIN_DECLS

typedef enum
{
  ATLAS_FILTER_TOKEN_END,
  ATLAS_FILTER_TOKEN_WORD,     /* bare, and no word of the language */
  ATLAS_FILTER_TOKEN_QUOTED,
  ATLAS_FILTER_TOKEN_OPERATOR, /* = != < <= > >= ~ in */
  ATLAS_FILTER_TOKEN_AND,
  ATLAS_FILTER_TOKEN_OR,
  ATLAS_FILTER_TOKEN_NOT,
  ATLAS_FILTER_TOKEN_IS,
  ATLAS_FILTER_TOKEN_KNOWN,
  ATLAS_FILTER_TOKEN_UNKNOWN,
  ATLAS_FILTER_TOKEN_OPEN,
  ATLAS_FILTER_TOKEN_CLOSE,
  ATLAS_FILTER_TOKEN_COMMA,
  ATLAS_FILTER_TOKEN_PERCENT,
} AtlasFilterTokenKind;

/**
 * AtlasFilterToken:
 * @text: (nullable): as it was typed; what stands between quotes; at the end
 *   there is none
 * @at: the character of the filter, from 1
 */
typedef struct
{
  AtlasFilterTokenKind  kind;
  AtlasFilterOperator   operator_;
  char                 *text;
  guint                 at;
} AtlasFilterToken;

/* Where reading goes on; the text is borrowed and valid UTF-8. */
typedef struct
{
  const char *next;
  guint       at;
} AtlasFilterLexer;

/* Reads the next token into @token and frees what it held before. */
gboolean atlas_filter_lexer_read     (AtlasFilterLexer       *self,
                                      AtlasFilterToken       *token,
                                      GError                **error);

/* Returns: (transfer full): it in quotes and not too long, for messages */
char    *atlas_filter_token_describe (const AtlasFilterToken *self);

/* Sets %ATLAS_ERROR_ARGUMENT with the place and what is wrong there. Returns: FALSE */
gboolean atlas_filter_fail           (guint                   at,
                                      GError                **error,
                                      const char             *format,
                                      ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
