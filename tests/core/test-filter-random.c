#include "atlas-error.h"
#include "atlas-filter.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The language is held against an evaluation of its own, on expressions that
 * are made as trees and written in all ways that the language allows. GRand's
 * generator is fixed by its seed, so that a failure comes again. */

#define N_ROWS 24
#define N_VALUES 3

typedef enum
{
  TEXT,
  ZONE,
  CLASS,
  NUMBER,
  SUM, /* of the four floor areas */
} Kind;

static const struct
{
  const char *name;
  Kind        kind;
  gsize       offset;
} fields[] = {
  { "name", TEXT, G_STRUCT_OFFSET (AtlasBlockValues, name) },
  { "district", TEXT, G_STRUCT_OFFSET (AtlasBlockValues, district) },
  { "note", TEXT, G_STRUCT_OFFSET (AtlasBlockValues, note) },
  { "zone", ZONE, G_STRUCT_OFFSET (AtlasBlockValues, zone) },
  { "class", CLASS, G_STRUCT_OFFSET (AtlasBlockValues, class_) },
  { "area_m2", NUMBER, G_STRUCT_OFFSET (AtlasBlockValues, area) },
  { "implementation_rate", NUMBER, G_STRUCT_OFFSET (AtlasBlockValues, implementation_rate) },
  { "near_term_projects", NUMBER, G_STRUCT_OFFSET (AtlasBlockValues, near_term_projects) },
  { "renewable_floor_area", SUM, 0 },
};

/* A text as it may stand in a plan, in NFC, and without upper and lower case. */
static const struct
{
  const char *raw;
  const char *normal;
  const char *folded;
  gboolean    bare; /* needs no quotes */
} texts[] = {
  { "a", "a", "a", TRUE },
  { "A", "A", "a", TRUE },
  { "DC00-0102", "DC00-0102", "dc00-0102", TRUE },
  { "caf\u00E9", "caf\u00E9", "caf\u00E9", TRUE },
  { "cafe\u0301", "caf\u00E9", "caf\u00E9", TRUE },
  { "CAF\u00C9", "CAF\u00C9", "caf\u00E9", TRUE },
  { "Straße", "Straße", "strasse", TRUE },
  { "STRASSE", "STRASSE", "strasse", TRUE },
  { "胡同", "胡同", "胡同", TRUE },
  { "前门胡同（A）", "前门胡同（A）", "前门胡同（a）", FALSE },
  { "前门 胡同", "前门 胡同", "前门 胡同", FALSE },
  { "", "", "", FALSE },
  { "and", "and", "and", FALSE },
  { "或", "或", "或", FALSE },
  { "it's", "it's", "it's", FALSE },
  { "\"\"", "\"\"", "\"\"", FALSE },
  { "a \"b\" ’c”", "a \"b\" ’c”", "a \"b\" ’c”", FALSE },
  { "1e5", "1e5", "1e5", TRUE },
};

static const struct
{
  const char *text;
  double      number;
} numbers[] = {
  { "0", 0 }, { "-0", 0 }, { "1", 1 }, { "80", 80 }, { "80.0", 80 }, { "79.5", 79.5 },
  { "0.1", 0.1 }, { ".1", 0.1 }, { "-1", -1 }, { "1e5", 100000 }, { "1E+300", 1e300 },
  { "0.30000000000000004", 0.30000000000000004 },
};

static const char *const zone_words[][3] = {
  { "core", "一核", "\"Core\"" },
  { "central", "一主", "'central city'" },
  { "subcenter", "一副", "Sub-centre" },
  { "newtowns", "多点", "“New towns”" },
  { "ecological", "一区", "\"Ecological area\"" },
};

static const char *const class_words[][3] = {
  { "key", "重点", "KEY" }, { "renewal", "更新", "Renewal" }, { "general", "一般", "'General'" },
};

typedef enum { EQ, NE, LT, LE, GT, GE, IN, CONTAINS, KNOWN, UNKNOWN } Op;
typedef enum { COMPARISON, NOT, AND, OR } Shape;

typedef struct _Tree Tree;
struct _Tree
{
  Shape  shape;
  Tree  *children[2];
  guint  field;
  Op     op;
  guint  n_values;
  guint  values[N_VALUES]; /* of the table of texts, numbers or words */
};

static void
tree_free (Tree *tree)
{
  if (tree == NULL)
    return;

  tree_free (tree->children[0]);
  tree_free (tree->children[1]);
  g_free (tree);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Tree, tree_free)

static Tree *
random_comparison (GRand *rand)
{
  static const Op text_ops[] = { EQ, NE, IN, CONTAINS, CONTAINS, KNOWN, UNKNOWN };
  static const Op word_ops[] = { EQ, NE, IN, IN, KNOWN, UNKNOWN };
  static const Op number_ops[] = { EQ, NE, LT, LE, GT, GE, IN, KNOWN, UNKNOWN };
  static const struct { const Op *ops; int n_ops; int n_values; } kinds[] = {
    [TEXT] = { text_ops, G_N_ELEMENTS (text_ops), G_N_ELEMENTS (texts) },
    [ZONE] = { word_ops, G_N_ELEMENTS (word_ops), G_N_ELEMENTS (zone_words) },
    [CLASS] = { word_ops, G_N_ELEMENTS (word_ops), G_N_ELEMENTS (class_words) },
    [NUMBER] = { number_ops, G_N_ELEMENTS (number_ops), G_N_ELEMENTS (numbers) },
    [SUM] = { number_ops, G_N_ELEMENTS (number_ops), G_N_ELEMENTS (numbers) },
  };
  Tree *tree = g_new0 (Tree, 1);
  Kind kind;

  tree->field = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (fields));
  kind = fields[tree->field].kind;
  tree->op = kinds[kind].ops[g_rand_int_range (rand, 0, kinds[kind].n_ops)];
  tree->n_values = tree->op >= KNOWN ? 0
                   : tree->op == IN  ? (guint) g_rand_int_range (rand, 1, N_VALUES + 1) : 1;
  for (guint i = 0; i < tree->n_values; i++)
    tree->values[i] = (guint) g_rand_int_range (rand, 0, kinds[kind].n_values);

  return tree;
}

static Tree *
random_tree (GRand *rand,
             guint  depth)
{
  Tree *tree;

  if (depth == 0 || g_rand_int_range (rand, 0, 4) == 0)
    return random_comparison (rand);

  tree = g_new0 (Tree, 1);
  tree->shape = (Shape) g_rand_int_range (rand, NOT, OR + 1);
  tree->children[0] = random_tree (rand, depth - 1);
  if (tree->shape != NOT)
    tree->children[1] = random_tree (rand, depth - 1);

  return tree;
}

/* --- what a tree means -------------------------------------------------- */

static double
number_of (const Tree             *tree,
           const AtlasBlockValues *row)
{
  const double areas[] = { row->floor_area[0], row->floor_area[1], row->floor_area[2],
                           row->other_floor_area };
  double sum = NAN;

  if (fields[tree->field].kind == NUMBER)
    return G_STRUCT_MEMBER (double, row, fields[tree->field].offset);

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    if (!isnan (areas[i]))
      sum = isnan (sum) ? areas[i] : sum + areas[i];

  return sum;
}

static gboolean
evaluate_number (const Tree *tree,
                 double      number)
{
  double value = tree->n_values > 0 ? numbers[tree->values[0]].number : 0;

  if (tree->op == KNOWN || tree->op == UNKNOWN)
    return isnan (number) == (tree->op == UNKNOWN);
  if (isnan (number))
    return FALSE;

  for (guint i = 0; tree->op == IN && i < tree->n_values; i++)
    if (numbers[tree->values[i]].number == number)
      return TRUE;

  return (tree->op == EQ && number == value) || (tree->op == NE && number != value) ||
         (tree->op == LT && number < value) || (tree->op == LE && number <= value) ||
         (tree->op == GT && number > value) || (tree->op == GE && number >= value);
}

static gboolean
evaluate_word (const Tree *tree,
               int         word)
{
  gboolean listed = FALSE;

  for (guint i = 0; i < tree->n_values; i++)
    listed = listed || (int) tree->values[i] == word;

  return tree->op == UNKNOWN ? word < 0
         : word < 0          ? FALSE
         : tree->op == KNOWN ? TRUE
         : tree->op == NE    ? !listed : listed;
}

static gboolean
evaluate_text (const Tree *tree,
               const char *text)
{
  gboolean found = FALSE;
  guint at = 0;

  if (tree->op == KNOWN || tree->op == UNKNOWN || text == NULL)
    return tree->op == (text == NULL ? UNKNOWN : KNOWN);

  while (strcmp (texts[at].raw, text) != 0)
    at++;
  for (guint i = 0; i < tree->n_values; i++)
    found = found || (tree->op == CONTAINS
                        ? strstr (texts[at].folded, texts[tree->values[i]].folded) != NULL
                        : strcmp (texts[at].normal, texts[tree->values[i]].normal) == 0);

  return tree->op == NE ? !found : found;
}

static gboolean
evaluate (const Tree             *tree,
          const AtlasBlockValues *row)
{
  gsize offset = fields[tree->field].offset;

  switch (tree->shape)
    {
    case NOT:
      return !evaluate (tree->children[0], row);
    case AND:
      return evaluate (tree->children[0], row) && evaluate (tree->children[1], row);
    case OR:
      return evaluate (tree->children[0], row) || evaluate (tree->children[1], row);
    case COMPARISON:
    default:
      break;
    }

  switch (fields[tree->field].kind)
    {
    case TEXT:
      return evaluate_text (tree, G_STRUCT_MEMBER (const char *, row, offset));
    case ZONE:
    case CLASS:
      return evaluate_word (tree, G_STRUCT_MEMBER (int, row, offset));
    case NUMBER:
    case SUM:
    default:
      return evaluate_number (tree, number_of (tree, row));
    }
}

/* --- how a tree may be written ------------------------------------------ */

static const char *
pick (GRand      *rand,
      const char *a,
      const char *b,
      const char *c)
{
  const char *const all[] = { a, b, c };

  return all[g_rand_int_range (rand, 0, 3)];
}

static void
write_text (GRand   *rand,
            guint    i,
            GString *out)
{
  static const char *const quotes[][2] = {
    { "\"", "\"" }, { "'", "'" }, { "“", "”" }, { "‘", "’" },
  };
  guint quote = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (quotes));
  g_autofree char *twice = g_strconcat (quotes[quote][1], quotes[quote][1], NULL);
  g_autoptr(GString) inside = g_string_new (texts[i].raw);

  if (texts[i].bare && g_rand_boolean (rand))
    {
      g_string_append (out, texts[i].raw);
      return;
    }

  g_string_replace (inside, quotes[quote][1], twice, 0);
  g_string_append_printf (out, "%s%s%s", quotes[quote][0], inside->str, quotes[quote][1]);
}

static void
write_value (GRand      *rand,
             const Tree *tree,
             guint       i,
             GString    *out)
{
  guint value = tree->values[i];
  gboolean percent = g_str_equal (fields[tree->field].name, "implementation_rate");

  switch (fields[tree->field].kind)
    {
    case TEXT:
      write_text (rand, value, out);
      break;
    case ZONE:
      g_string_append (out, zone_words[value][g_rand_int_range (rand, 0, 3)]);
      break;
    case CLASS:
      g_string_append (out, class_words[value][g_rand_int_range (rand, 0, 3)]);
      break;
    case NUMBER:
    case SUM:
    default:
      g_string_append_printf (out, "%s%s", numbers[value].text,
                              percent ? pick (rand, "", "%", " ％") : "");
    }
}

static void
write_comparison (GRand      *rand,
                  const Tree *tree,
                  GString    *out)
{
  static const char *const signs[][3] = {
    [EQ] = { "=", " = ", "＝" }, [NE] = { "!=", " ≠ ", "！＝" },
    [LT] = { "<", " < ", "＜" }, [LE] = { "<=", " ≤ ", "＜＝" },
    [GT] = { ">", " > ", "＞" }, [GE] = { ">=", " ≥ ", "＞＝" },
    [IN] = { " in(", " IN (", " 属于（" }, [CONTAINS] = { "~", " ~\n", "～" },
    [KNOWN] = { " is known", " Is Known", " 为 已知" },
    [UNKNOWN] = { " is unknown", "\tIS UNKNOWN", " 为　未知" },
  };
  g_autofree char *upper = g_ascii_strup (fields[tree->field].name, -1);

  g_string_append (out, pick (rand, fields[tree->field].name, fields[tree->field].name, upper));
  g_string_append (out, signs[tree->op][g_rand_int_range (rand, 0, 3)]);
  for (guint i = 0; i < tree->n_values; i++)
    {
      g_string_append (out, i == 0 ? "" : pick (rand, ",", " ， ", "、"));
      write_value (rand, tree, i, out);
    }
  if (tree->op == IN)
    g_string_append (out, pick (rand, ")", " )", "）"));
}

static void
write_tree (GRand      *rand,
            const Tree *tree,
            Shape       within,
            GString    *out)
{
  /* “not” binds closest, then “and”; a chain needs none within its own kind. */
  gboolean needed = (tree->shape == OR && within != OR && within != COMPARISON) ||
                    (tree->shape == AND && within == NOT);
  gboolean parentheses = needed || g_rand_int_range (rand, 0, 5) == 0;

  g_string_append (out, parentheses ? pick (rand, "(", "( ", "（") : "");
  if (tree->shape == COMPARISON)
    write_comparison (rand, tree, out);
  else if (tree->shape == NOT)
    {
      g_string_append (out, pick (rand, "not ", "NOT  ", "非 "));
      write_tree (rand, tree->children[0], NOT, out);
    }
  else
    {
      write_tree (rand, tree->children[0], tree->shape, out);
      g_string_append (out, tree->shape == AND ? pick (rand, " and ", " AND ", " 且 ")
                                               : pick (rand, " or ", "\nOr ", " 或 "));
      write_tree (rand, tree->children[1], tree->shape, out);
    }
  g_string_append (out, parentheses ? ")" : "");
}

/* --- rows ---------------------------------------------------------------- */

/* Texts are those of the table; the rows own nothing. */
static void
fill_row (GRand            *rand,
          AtlasBlockValues *row)
{
  double *areas[] = { &row->floor_area[0], &row->floor_area[1], &row->floor_area[2],
                      &row->other_floor_area };

  atlas_block_values_init (row);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gpointer at = G_STRUCT_MEMBER_P (row, fields[i].offset);

      if (fields[i].kind == SUM || g_rand_int_range (rand, 0, 5) == 0)
        continue;
      if (fields[i].kind == TEXT)
        *(const char **) at = texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))].raw;
      else if (fields[i].kind == ZONE)
        *(int *) at = g_rand_int_range (rand, 0, ATLAS_N_ZONES);
      else if (fields[i].kind == CLASS)
        *(int *) at = g_rand_int_range (rand, 0, ATLAS_N_CLASSES);
      else
        *(double *) at = numbers[g_rand_int_range (rand, 0, G_N_ELEMENTS (numbers))].number;
    }
  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    if (g_rand_int_range (rand, 0, 3) == 0)
      *areas[i] = g_rand_int_range (rand, 0, 2) * 40;
}

static AtlasFilter *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  AtlasFilter *filter = atlas_filter_parse (text, &error);

  if (error != NULL)
    g_test_message ("%s", text);
  g_assert_no_error (error);

  return filter;
}

static void
assert_round_trip (const AtlasFilter      *filter,
                   const AtlasBlockValues  rows[N_ROWS])
{
  g_autofree char *text = atlas_filter_to_string (filter);
  g_autoptr(AtlasFilter) again = parse (text);
  g_autofree char *text_again = atlas_filter_to_string (again);

  g_assert_cmpstr (text_again, ==, text);
  for (guint i = 0; i < N_ROWS; i++)
    g_assert_cmpint (atlas_filter_matches (again, &rows[i]), ==,
                     atlas_filter_matches (filter, &rows[i]));
}

static void
test_random (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  guint n_matches = 0;

  for (guint i = 0; i < 4000; i++)
    {
      g_autoptr(Tree) tree = random_tree (rand, i % 6);
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(AtlasFilter) filter = NULL;
      AtlasBlockValues rows[N_ROWS];

      write_tree (rand, tree, COMPARISON, text);
      filter = parse (text->str);
      for (guint j = 0; j < N_ROWS; j++)
        {
          gboolean expected;

          fill_row (rand, &rows[j]);
          expected = evaluate (tree, &rows[j]);
          if (atlas_filter_matches (filter, &rows[j]) != expected)
            g_error ("%s: row %u of tree %u", text->str, j, i);
          n_matches += expected ? 1 : 0;
        }
      assert_round_trip (filter, rows);
    }
  /* Neither all nor nothing. */
  g_assert_cmpuint (n_matches, >, 4000 * N_ROWS / 4);
  g_assert_cmpuint (n_matches, <, 4000 * N_ROWS * 3 / 4);
}

/* --- hostile input -------------------------------------------------------- */

/* Whatever it is, it is a filter with a canonical form or an error with a place. */
static gboolean
assert_survives (const char             *text,
                 const AtlasBlockValues  rows[N_ROWS])
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasFilter) filter = atlas_filter_parse (text, &error);
  guint at;

  if (filter != NULL)
    {
      g_assert_no_error (error);
      assert_round_trip (filter, rows);
      return TRUE;
    }

  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpint (sscanf (error->message, "Filter, character %u:", &at), ==, 1);
  g_assert_cmpuint (at, >=, 1);
  g_assert_cmpuint (at, <=, strlen (text) + 1);

  return FALSE;
}

static void
fill_rows (GRand            *rand,
           AtlasBlockValues  rows[N_ROWS])
{
  for (guint i = 0; i < N_ROWS; i++)
    fill_row (rand, &rows[i]);
}

static void
test_random_bytes (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (2);
  AtlasBlockValues rows[N_ROWS];

  fill_rows (rand, rows);
  for (guint i = 0; i < 20000; i++)
    {
      guint length = (guint) g_rand_int_range (rand, 0, 60);
      guint limit = i % 2 == 0 ? 256 : 128;
      g_autofree char *text = g_malloc0 (length + 1);

      for (guint j = 0; j < length; j++)
        text[j] = (char) g_rand_int_range (rand, 1, (gint32) limit);
      assert_survives (text, rows);
    }
}

static void
test_random_pieces (void)
{
  static const char *const pieces[] = {
    "name", "class", "area_m2", "=", "!=", "<", "~", "in", "is", "known", "unknown", "and", "or",
    "not", "(", ")", ",", "%", "key", "'a'", "“", "\"", "1", "-", "重点", "且", "\xff", "\xcc\x81",
  };
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);
  AtlasBlockValues rows[N_ROWS];
  guint n_filters = 0;

  fill_rows (rand, rows);
  for (guint i = 0; i < 60000; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);

      for (int j = g_rand_int_range (rand, 1, 10); j > 0; j--)
        {
          gint32 piece = g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces));

          g_string_append_printf (text, "%s ", pieces[piece]);
        }
      n_filters += assert_survives (text->str, rows) ? 1 : 0;
    }
  g_assert_cmpuint (n_filters, >, 0);
}

/* Filters with a byte too much, too few or another one. */
static void
test_damaged (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (4);
  AtlasBlockValues rows[N_ROWS];

  fill_rows (rand, rows);
  for (guint i = 0; i < 10000; i++)
    {
      g_autoptr(Tree) tree = random_tree (rand, 3);
      g_autoptr(GString) text = g_string_new (NULL);
      gsize at;

      write_tree (rand, tree, COMPARISON, text);
      at = (gsize) g_rand_int_range (rand, 0, (gint32) text->len);
      if (i % 3 == 0)
        g_string_erase (text, (gssize) at, 1);
      else if (i % 3 == 1)
        g_string_insert_c (text, (gssize) at, (char) g_rand_int_range (rand, 1, 256));
      else
        text->str[at] = (char) g_rand_int_range (rand, 1, 256);
      assert_survives (text->str, rows);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter-random/means-what-its-tree-means", test_random);
  g_test_add_func ("/filter-random/random-bytes-do-no-harm", test_random_bytes);
  g_test_add_func ("/filter-random/random-pieces-do-no-harm", test_random_pieces);
  g_test_add_func ("/filter-random/damaged-filters-do-no-harm", test_damaged);

  return g_test_run ();
}
