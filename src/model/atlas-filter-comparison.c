#include "atlas-filter-comparison.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct _AtlasFilterComparison
{
  AtlasFilterField     field;
  AtlasFilterOperator  operator_;
  GArray              *numbers; /* of double, ascending */
  GPtrArray           *texts;   /* of char *, NFC, ascending by bytes */
  char                *folded;  /* the text to look for */
  guint64              words;   /* a bit each */
};

/* Most texts are nothing but ASCII, Chinese characters and their signs: they
 * are in NFC, and only ASCII's letters have upper and lower case. */
static gboolean
is_plain (const char *text)
{
  const guchar *at = (const guchar *) text;

  while (*at != '\0')
    {
      gunichar c;

      if (*at < 0x80)
        {
          at++;
          continue;
        }
      /* U+4000 to U+9FFF, by their first byte */
      if (*at >= 0xE4 && *at <= 0xE9 && at[1] >= 0x80 && at[2] >= 0x80)
        {
          at += 3;
          continue;
        }

      c = g_utf8_get_char ((const char *) at);
      if (!(c >= 0x3400 && c < 0x4000) && !(c >= 0x3001 && c <= 0x3020) &&
          !(c >= 0xFF01 && c <= 0xFF20))
        return FALSE;
      at += 3;
    }

  return TRUE;
}

/* Returns: (transfer full) (nullable): without difference of case; %NULL when
 * @text is not UTF-8 */
static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_autofree char *folded = normal != NULL ? g_utf8_casefold (normal, -1) : NULL;

  return folded != NULL ? g_utf8_normalize (folded, -1, G_NORMALIZE_NFC) : NULL;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

AtlasFilterComparison *
atlas_filter_comparison_new (const AtlasFilterField *field,
                             AtlasFilterOperator     operator_)
{
  AtlasFilterComparison *self = g_new0 (AtlasFilterComparison, 1);

  self->field = *field;
  self->operator_ = operator_;
  self->numbers = g_array_new (FALSE, FALSE, sizeof (double));
  self->texts = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
atlas_filter_comparison_free (AtlasFilterComparison *self)
{
  g_array_unref (self->numbers);
  g_ptr_array_unref (self->texts);
  g_free (self->folded);
  g_free (self);
}

void
atlas_filter_comparison_add_number (AtlasFilterComparison *self,
                                    double                 number)
{
  number += 0.0; /* -0 is 0 */
  g_array_append_val (self->numbers, number);
}

void
atlas_filter_comparison_add_text (AtlasFilterComparison *self,
                                  const char            *text)
{
  g_ptr_array_add (self->texts, g_utf8_normalize (text, -1, G_NORMALIZE_NFC));
}

void
atlas_filter_comparison_add_word (AtlasFilterComparison *self,
                                  int                    word)
{
  g_return_if_fail (word >= 0 && word < 64);

  self->words |= G_GUINT64_CONSTANT (1) << word;
}

/* Equal values stand beside each other; leaves one of each. */
static void
remove_repetition (AtlasFilterComparison *self)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < self->texts->len; i++)
    if (i == 0 || strcmp (self->texts->pdata[i], self->texts->pdata[i - 1]) != 0)
      g_ptr_array_add (texts, g_strdup (self->texts->pdata[i]));
  for (guint i = 0; i < self->numbers->len; i++)
    {
      double number = g_array_index (self->numbers, double, i);

      if (i == 0 || number != g_array_index (self->numbers, double, i - 1))
        g_array_append_val (numbers, number);
    }

  g_ptr_array_unref (self->texts);
  g_array_unref (self->numbers);
  self->texts = texts;
  self->numbers = numbers;
}

void
atlas_filter_comparison_seal (AtlasFilterComparison *self)
{
  gboolean single;

  g_array_sort (self->numbers, compare_numbers);
  g_ptr_array_sort (self->texts, compare_texts);
  remove_repetition (self);

  single = self->numbers->len + self->texts->len == 1 ||
           (self->words != 0 && (self->words & (self->words - 1)) == 0);
  if (self->operator_ == ATLAS_FILTER_IN && single)
    self->operator_ = ATLAS_FILTER_EQUAL;
  if (self->operator_ == ATLAS_FILTER_CONTAINS)
    self->folded = fold (self->texts->pdata[0]);
}

static gboolean
number_holds (const AtlasFilterComparison *self,
              double                       number)
{
  const double *numbers = (const double *) (gconstpointer) self->numbers->data;

  switch (self->operator_)
    {
    case ATLAS_FILTER_EQUAL:
      return number == numbers[0];
    case ATLAS_FILTER_NOT_EQUAL:
      return number != numbers[0];
    case ATLAS_FILTER_LESS:
      return number < numbers[0];
    case ATLAS_FILTER_LESS_OR_EQUAL:
      return number <= numbers[0];
    case ATLAS_FILTER_GREATER:
      return number > numbers[0];
    case ATLAS_FILTER_GREATER_OR_EQUAL:
      return number >= numbers[0];
    case ATLAS_FILTER_IN:
      return bsearch (&number, numbers, self->numbers->len, sizeof number, compare_numbers) != NULL;
    case ATLAS_FILTER_CONTAINS:
    case ATLAS_FILTER_KNOWN:
    case ATLAS_FILTER_UNKNOWN:
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* g_ascii_tolower() is a call for each byte. */
static inline char
to_lower (char c)
{
  return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
}

/* Whether @text, which is plain, has @folded in it. */
static gboolean
contains_plain (const char *text,
                const char *folded)
{
  for (;; text++)
    {
      gsize i = 0;

      while (folded[i] != '\0' && to_lower (text[i]) == folded[i])
        i++;
      if (folded[i] == '\0')
        return TRUE;
      if (*text == '\0')
        return FALSE;
    }
}

static gboolean
contains (const char *text,
          const char *folded)
{
  g_autofree char *other = NULL;

  if (is_plain (text))
    return contains_plain (text, folded);

  other = fold (text);

  return other != NULL && strstr (other, folded) != NULL;
}

static gboolean
text_is_listed (const AtlasFilterComparison *self,
                const char                  *text)
{
  g_autofree char *normal = NULL;

  if (!is_plain (text))
    normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  if (normal != NULL)
    text = normal;

  return bsearch (&text, self->texts->pdata, self->texts->len, sizeof text, compare_texts) != NULL;
}

static gboolean
text_holds (const AtlasFilterComparison *self,
            const char                  *text)
{
  if (self->operator_ == ATLAS_FILTER_CONTAINS)
    return contains (text, self->folded);

  return text_is_listed (self, text) == (self->operator_ != ATLAS_FILTER_NOT_EQUAL);
}

static gboolean
word_holds (const AtlasFilterComparison *self,
            int                          word)
{
  gboolean listed = (self->words >> word & 1) != 0;

  return listed == (self->operator_ != ATLAS_FILTER_NOT_EQUAL);
}

gboolean
atlas_filter_comparison_holds (const AtlasFilterComparison *self,
                               gconstpointer                row)
{
  const AtlasFieldInfo *info = self->field.info;
  gconstpointer at = (const char *) row + info->offset;
  const char *text = NULL;
  double number = NAN;
  int word = -1;
  gboolean known;

  if (info->type == ATLAS_FIELD_TEXT)
    text = *(char *const *) at;
  else if (info->type == ATLAS_FIELD_WORD)
    word = *(const int *) at;
  else
    number = self->field.measure != NULL ? self->field.measure (row) : *(const double *) at;

  known = text != NULL || word >= 0 || !isnan (number);
  if (!known || self->operator_ == ATLAS_FILTER_KNOWN || self->operator_ == ATLAS_FILTER_UNKNOWN)
    return self->operator_ == (known ? ATLAS_FILTER_KNOWN : ATLAS_FILTER_UNKNOWN);

  return text != NULL ? text_holds (self, text)
         : word >= 0  ? word_holds (self, word)
                      : number_holds (self, number);
}

/* In as few digits as give the same number back. */
static void
print_number (double   number,
              GString *text)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (digits, sizeof digits, "%.15g", number);
  if (g_ascii_strtod (digits, NULL) != number)
    g_ascii_dtostr (digits, sizeof digits, number);
  g_string_append (text, digits);
}

static void
print_text (const char *value,
            GString    *text)
{
  g_string_append_c (text, '"');
  for (const char *at = value; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *at);
    }
  g_string_append_c (text, '"');
}

static void
print_values (const AtlasFilterComparison *self,
              GString                     *text)
{
  const char *between = "";

  for (guint i = 0; i < self->numbers->len; i++, between = ", ")
    {
      g_string_append (text, between);
      print_number (g_array_index (self->numbers, double, i), text);
    }
  for (guint i = 0; i < self->texts->len; i++, between = ", ")
    {
      g_string_append (text, between);
      print_text (self->texts->pdata[i], text);
    }
  for (int i = 0; i < 64; i++)
    if (self->words >> i & 1)
      {
        g_string_append_printf (text, "%s%s", between,
                                atlas_vocabulary_get_key (self->field.info->vocabulary, i));
        between = ", ";
      }
}

void
atlas_filter_comparison_print (const AtlasFilterComparison *self,
                               GString                     *text)
{
  static const char *const operators[] = {
    [ATLAS_FILTER_EQUAL] = "= ",
    [ATLAS_FILTER_NOT_EQUAL] = "!= ",
    [ATLAS_FILTER_LESS] = "< ",
    [ATLAS_FILTER_LESS_OR_EQUAL] = "<= ",
    [ATLAS_FILTER_GREATER] = "> ",
    [ATLAS_FILTER_GREATER_OR_EQUAL] = ">= ",
    [ATLAS_FILTER_IN] = "in (",
    [ATLAS_FILTER_CONTAINS] = "~ ",
    [ATLAS_FILTER_KNOWN] = "is known",
    [ATLAS_FILTER_UNKNOWN] = "is unknown",
  };

  g_string_append_printf (text, "%s %s", self->field.info->column, operators[self->operator_]);
  print_values (self, text);
  if (self->operator_ == ATLAS_FILTER_IN)
    g_string_append_c (text, ')');
}
