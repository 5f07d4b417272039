#include "atlas-filter-lexer.h"

#include "atlas-error.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>

/* Characters of a token that a message shows. */
#define LONGEST_SHOWN 40

typedef struct
{
  const char           *text;
  AtlasFilterTokenKind  kind;
  AtlasFilterOperator   operator_;
} Spelling;

/* Longer ones come before those they begin with. */
static const Spelling signs[] = {
  { "!=", ATLAS_FILTER_TOKEN_OPERATOR, ATLAS_FILTER_NOT_EQUAL },
  { "<=", ATLAS_FILTER_TOKEN_OPERATOR, ATLAS_FILTER_LESS_OR_EQUAL },
  { ">=", ATLAS_FILTER_TOKEN_OPERATOR, ATLAS_FILTER_GREATER_OR_EQUAL },
  { "≠", ATLAS_FILTER_TOKEN_OPERATOR, ATLAS_FILTER_NOT_EQUAL },
  { "≤", ATLAS_FILTER_TOKEN_OPERATOR, ATLAS_FILTER_LESS_OR_EQUAL },
  { "≥", ATLAS_FILTER_TOKEN_OPERATOR, ATLAS_FILTER_GREATER_OR_EQUAL },
  { "=", ATLAS_FILTER_TOKEN_OPERATOR, ATLAS_FILTER_EQUAL },
  { "<", ATLAS_FILTER_TOKEN_OPERATOR, ATLAS_FILTER_LESS },
  { ">", ATLAS_FILTER_TOKEN_OPERATOR, ATLAS_FILTER_GREATER },
  { "~", ATLAS_FILTER_TOKEN_OPERATOR, ATLAS_FILTER_CONTAINS },
  { "(", ATLAS_FILTER_TOKEN_OPEN },
  { ")", ATLAS_FILTER_TOKEN_CLOSE },
  { ",", ATLAS_FILTER_TOKEN_COMMA },
  { "、", ATLAS_FILTER_TOKEN_COMMA },
  { "%", ATLAS_FILTER_TOKEN_PERCENT },
};

static const Spelling keywords[] = {
  { "and", ATLAS_FILTER_TOKEN_AND },
  { "且", ATLAS_FILTER_TOKEN_AND },
  { "or", ATLAS_FILTER_TOKEN_OR },
  { "或", ATLAS_FILTER_TOKEN_OR },
  { "not", ATLAS_FILTER_TOKEN_NOT },
  { "非", ATLAS_FILTER_TOKEN_NOT },
  { "in", ATLAS_FILTER_TOKEN_OPERATOR, ATLAS_FILTER_IN },
  { "属于", ATLAS_FILTER_TOKEN_OPERATOR, ATLAS_FILTER_IN },
  { "is", ATLAS_FILTER_TOKEN_IS },
  { "为", ATLAS_FILTER_TOKEN_IS },
  { "known", ATLAS_FILTER_TOKEN_KNOWN },
  { "已知", ATLAS_FILTER_TOKEN_KNOWN },
  { "unknown", ATLAS_FILTER_TOKEN_UNKNOWN },
  { "未知", ATLAS_FILTER_TOKEN_UNKNOWN },
};

static const struct
{
  gunichar open;
  gunichar close;
} quotes[] = { { '"', '"' }, { '\'', '\'' }, { 0x201C, 0x201D }, { 0x2018, 0x2019 } };

gboolean
atlas_filter_fail (guint        at,
                   GError     **error,
                   const char  *format,
                   ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  /* Translators: a number from 1, and what is wrong there */
  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT, _("Filter, character %u: %s"), at, what);

  return FALSE;
}

char *
atlas_filter_token_describe (const AtlasFilterToken *self)
{
  g_autoptr(GString) shown = g_string_new (NULL);
  const char *at = self->text;

  if (at == NULL)
    /* Translators: of the filter's text, as in “expected a value, not the end” */
    return g_strdup (_("the end"));

  for (guint i = 0; i < LONGEST_SHOWN && *at != '\0'; i++, at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (shown, g_unichar_iscntrl (c) ? 0xFFFD : c);
    }

  /* Translators: a piece of text in quotes */
  return g_strdup_printf (*at == '\0' ? _("“%s”") : _("“%s…”"), shown->str);
}

static gunichar
look (const AtlasFilterLexer *self)
{
  return g_utf8_get_char (self->next);
}

static void
advance (AtlasFilterLexer *self)
{
  self->next = g_utf8_next_char (self->next);
  self->at++;
}

/* Full-width forms stand in the order of ASCII, from U+FF01 on. */
static gunichar
narrow (gunichar c)
{
  return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFF01 + '!' : c;
}

static gboolean
is_in_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) ||
         c == '_' || c == '-' || c == '.' || c == '+' || c == 0xB7;
}

static void
read_word (AtlasFilterLexer *self,
           AtlasFilterToken *token)
{
  const char *start = self->next;

  while (is_in_word (look (self)))
    advance (self);

  token->kind = ATLAS_FILTER_TOKEN_WORD;
  token->text = g_strndup (start, self->next - start);
  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (g_ascii_strcasecmp (keywords[i].text, token->text) == 0)
      {
        token->kind = keywords[i].kind;
        token->operator_ = keywords[i].operator_;
      }
}

static gboolean
read_quoted (AtlasFilterLexer  *self,
             gunichar           close,
             AtlasFilterToken  *token,
             GError           **error)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (advance (self); *self->next != '\0'; advance (self))
    {
      gunichar c = look (self);

      if (c == close)
        {
          advance (self);
          if (look (self) != close)
            {
              token->kind = ATLAS_FILTER_TOKEN_QUOTED;
              token->text = g_string_free (g_steal_pointer (&text), FALSE);
              return TRUE;
            }
        }
      g_string_append_unichar (text, c);
    }

  return atlas_filter_fail (token->at, error,
                            _("the quote that begins here is not closed. Close it where the text "
                              "ends; inside the text write it twice"));
}

static gboolean
begins_with (const char *text,
             const char *sign)
{
  for (; *sign != '\0'; text = g_utf8_next_char (text), sign = g_utf8_next_char (sign))
    if (narrow (g_utf8_get_char (text)) != g_utf8_get_char (sign))
      return FALSE;

  return TRUE;
}

static gboolean
read_sign (AtlasFilterLexer  *self,
           AtlasFilterToken  *token,
           GError           **error)
{
  const char *start = self->next;
  g_autofree char *shown = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (begins_with (start, signs[i].text))
      {
        for (glong n = g_utf8_strlen (signs[i].text, -1); n > 0; n--)
          advance (self);
        token->kind = signs[i].kind;
        token->operator_ = signs[i].operator_;
        token->text = g_strndup (start, self->next - start);
        return TRUE;
      }

  token->text = g_strndup (start, g_utf8_next_char (start) - start);
  shown = atlas_filter_token_describe (token);

  return atlas_filter_fail (token->at, error,
                            _("%s means nothing here. A text with signs or blanks stands in "
                              "quotes"), shown);
}

gboolean
atlas_filter_lexer_read (AtlasFilterLexer  *self,
                         AtlasFilterToken  *token,
                         GError           **error)
{
  g_clear_pointer (&token->text, g_free);
  while (g_unichar_isspace (look (self)))
    advance (self);

  token->kind = ATLAS_FILTER_TOKEN_END;
  token->at = self->at;
  if (*self->next == '\0')
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    if (look (self) == quotes[i].open)
      return read_quoted (self, quotes[i].close, token, error);

  if (!is_in_word (look (self)))
    return read_sign (self, token, error);
  read_word (self, token);

  return TRUE;
}
