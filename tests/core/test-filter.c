#include "atlas-error.h"
#include "atlas-filter.h"

#include <string.h>

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

static gboolean
matches (const char             *text,
         const AtlasBlockValues *row)
{
  g_autoptr(AtlasFilter) filter = parse (text);

  return atlas_filter_matches (filter, row);
}

static void
assert_canonical (const char *text,
                  const char *canonical)
{
  g_autoptr(AtlasFilter) filter = parse (text);
  g_autofree char *printed = atlas_filter_to_string (filter);

  g_assert_cmpstr (printed, ==, canonical);
}

static void
test_precedence (void)
{
  for (guint i = 0; i < 8; i++)
    {
      gboolean a = (i & 1) != 0, b = (i & 2) != 0, c = (i & 4) != 0;
      AtlasBlockValues row;

      atlas_block_values_init (&row);
      row.class_ = a ? ATLAS_CLASS_KEY : ATLAS_CLASS_GENERAL;
      row.zone = b ? ATLAS_ZONE_CORE : ATLAS_ZONE_CENTRAL;
      row.area = c ? 1 : 2;

#define A "class = key"
#define B "zone = core"
#define C "area_m2 = 1"
      g_assert_cmpint (matches (A " or " B " and " C, &row), ==, a || (b && c));
      g_assert_cmpint (matches (A " and " B " or " C, &row), ==, (a && b) || c);
      g_assert_cmpint (matches ("(" A " or " B ") and " C, &row), ==, (a || b) && c);
      g_assert_cmpint (matches ("not " A " and " B, &row), ==, !a && b);
      g_assert_cmpint (matches ("not " A " or " B, &row), ==, !a || b);
      g_assert_cmpint (matches ("not (" A " and " B " or " C ")", &row), ==, !((a && b) || c));
      g_assert_cmpint (matches ("not not " A, &row), ==, a);
      g_assert_cmpint (matches ("not (not (not (" A ")))", &row), ==, !a);
#undef A
#undef B
#undef C
    }
}

static void
test_unknown (void)
{
  static const char *const signs[] = {
    "= %s", "!= %s", "in (%s)", "< %s", "<= %s", "> %s", ">= %s",
  };
  AtlasBlockValues row;

  atlas_block_values_init (&row);
  for (guint i = 0; i < ATLAS_BLOCK_N_FIELDS; i++)
    {
      const AtlasFieldInfo *info = atlas_block_field_info (i);
      gboolean number = info->type == ATLAS_FIELD_REAL || info->type == ATLAS_FIELD_INTEGER;
      const char *value = info->type == ATLAS_FIELD_WORD ? info->vocabulary->words[0].key
                          : number ? "0" : "''";
      g_autofree char *is_unknown = g_strconcat (info->column, " is unknown", NULL);
      g_autofree char *is_known = g_strconcat (info->column, " is known", NULL);

      g_assert_true (matches (is_unknown, &row));
      g_assert_false (matches (is_known, &row));
      for (guint j = 0; j < (number ? G_N_ELEMENTS (signs) : 3); j++)
        {
          g_auto(GStrv) parts = g_strsplit (signs[j], "%s", 2);
          g_autofree char *text = g_strconcat (info->column, " ", parts[0], value, parts[1], NULL);
          g_autofree char *inverse = g_strconcat ("not (", text, ")", NULL);

          g_assert_false (matches (text, &row));
          g_assert_true (matches (inverse, &row));
        }
    }
}

static void
test_zero_and_empty (void)
{
  AtlasBlockValues row;

  atlas_block_values_init (&row);
  g_assert_true (matches ("renewable_floor_area is unknown", &row));
  g_assert_false (matches ("renewable_floor_area = 0", &row));
  g_assert_false (matches ("name ~ ''", &row));

  row.floor_area[ATLAS_RESOURCE_FACTORIES] = 0;
  row.name = (char *) "";
  g_assert_true (matches ("renewable_floor_area = 0", &row));
  g_assert_true (matches ("name = '' and name is known and name ~ ''", &row));

  row.other_floor_area = 12.5;
  g_assert_true (matches ("renewable_floor_area = 12.5", &row));
}

static void
test_canonical (void)
{
  assert_canonical ("CLASS＝重点", "class = key");
  assert_canonical ("  ((class=Key))\n", "class = key");
  assert_canonical ("class in (一般，key、 KEY)", "class in (key, general)");
  assert_canonical ("class in (key, 重点)", "class = key");
  assert_canonical ("zone = 'Central City'", "zone = central");
  assert_canonical ("非 zone 为 未知 且 name~胡同", "not (zone is unknown) and name ~ \"胡同\"");
  assert_canonical ("implementation_rate >= 80%", "implementation_rate >= 80");
  assert_canonical ("area_m2 in (3, 1e3, 3.0, 0.1, -0)", "area_m2 in (0, 0.1, 3, 1000)");
  assert_canonical ("name = 'it''s'", "name = \"it's\"");
  assert_canonical ("name = “a\"b””c”", "name = \"a\"\"b”c\"");
  assert_canonical ("name = cafe\u0301", "name = \"caf\u00E9\"");
  assert_canonical ("code = 110101", "code = \"110101\"");
  assert_canonical ("class = key or zone = core and (area_m2 > 1 or area_m2 < 0)",
                    "class = key or zone = core and (area_m2 > 1 or area_m2 < 0)");
  assert_canonical ("(class = key and zone = core) or area_m2 > 1",
                    "class = key and zone = core or area_m2 > 1");
}

static void
assert_fails (const char *text,
              guint       at,
              const char *says)
{
  g_autoptr(AtlasFilter) filter = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *place = g_strdup_printf ("Filter, character %u: ", at);

  filter = atlas_filter_parse (text, &error);
  g_assert_null (filter);
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  if (!g_str_has_prefix (error->message, place) || strstr (error->message, says) == NULL)
    g_error ("“%s” says “%s”, without “%s%s”", text, error->message, place, says);
}

static void
test_errors (void)
{
  assert_fails ("", 1, "the end");
  assert_fails ("   ", 4, "the end");
  assert_fails ("clas = key", 1, "“clas”");
  assert_fails ("clas = key", 1, "implementation_rate, ");
  assert_fails ("clas = key", 1, "renewable_floor_area");
  assert_fails ("class = important", 9, "key (重点), renewal (更新), general (一般)");
  assert_fails ("class = 重点 且 zone = 外围", 21, "core (一核)");
  assert_fails ("class = 重点且zone = core", 9, "“重点且zone”");
  assert_fails ("class < key", 7, "“<” can't stand behind class, which holds words");
  assert_fails ("class ~ key", 7, "words");
  assert_fails ("name >= a", 6, "texts");
  assert_fails ("area_m2 ~ 1", 9, "numbers");
  assert_fails ("name", 5, "the end");
  assert_fails ("name a", 6, "= != ~ in");
  assert_fails ("area_m2 = many", 11, "“many” is no number");
  assert_fails ("area_m2 = 0x10", 11, "number");
  assert_fails ("area_m2 = nan", 11, "number");
  assert_fails ("area_m2 = inf", 11, "number");
  assert_fails ("area_m2 = 1e999", 11, "number");
  assert_fails ("area_m2 = ''", 11, "number");
  assert_fails ("area_m2 > 1,000", 12, "“,”");
  assert_fails ("area_m2 > 80%", 13, "not in percent");
  assert_fails ("implementation_rate > 80%%", 26, "“%”");
  assert_fails ("name = and", 8, "quotes");
  assert_fails ("name =", 7, "the end");
  assert_fails ("name == a", 7, "“=”");
  assert_fails ("name = a b", 10, "quotes");
  assert_fails ("name = 'a", 8, "not closed");
  assert_fails ("name = “a\"", 8, "not closed");
  assert_fails ("name = a; drop table blocks", 9, "“;”");
  assert_fails ("'name' = a", 1, "expected a comparison");
  assert_fails ("class in key", 10, "parentheses");
  assert_fails ("class in ()", 11, "value");
  assert_fails ("class in (key", 14, "comma");
  assert_fails ("class in (key general)", 15, "comma");
  assert_fails ("class in (key,)", 15, "value");
  assert_fails ("class is key", 10, "unknown");
  assert_fails ("(class = key", 13, "character 1");
  assert_fails ("class = key)", 12, "“)”");
  assert_fails ("class = key and", 16, "the end");
  assert_fails ("class = key or or", 16, "“or”");
  assert_fails ("not", 4, "the end");
  assert_fails ("重点 = class", 1, "“重点”");
  assert_fails ("name = 重点\xff", 10, "UTF-8");
  assert_fails ("\xe9\x87", 1, "UTF-8");
}

static char *
repeat (const char *before,
        guint       n,
        const char *middle,
        const char *after)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, before);
  g_string_append (text, middle);
  for (guint i = 0; i < n; i++)
    g_string_append (text, after);

  return g_string_free (text, FALSE);
}

static void
test_deep (void)
{
  g_autofree char *allowed = repeat ("(", 100, "class = key", ")");
  g_autofree char *deep = repeat ("(", 10000, "class = key", ")");
  g_autofree char *open = repeat ("not (", 10000, "", "");
  g_autofree char *nots = repeat ("not ", 100001, "class = key", "");
  g_autofree char *chain = repeat ("class = key or ", 30000, "zone = core", " and zone = core");
  g_autofree char *side_by_side = repeat ("(class = key) and ", 1000, "(zone = core)", "");

  assert_canonical (allowed, "class = key");
  assert_fails (deep, 101, "more than 100 parentheses");
  assert_fails (open, 5 * 100 + 5, "more than 100 parentheses");
  assert_canonical (nots, "not (class = key)");
  assert_canonical (chain, chain);
  g_assert_nonnull (side_by_side);
  atlas_filter_unref (parse (side_by_side));
}

static void
test_long (void)
{
  g_autoptr(GString) list = g_string_new ("code in (");
  g_autofree char *too_long = repeat ("x", 1024 * 1024 + 1, "", "");
  g_autofree char *long_name = repeat ("x", 100000, "", "");
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) name_error = NULL;
  AtlasBlockValues row;

  for (guint i = 0; i < 50000; i += 2)
    g_string_append_printf (list, "%sDC00-%05u", i == 0 ? "" : ",", (i * 7919) % 50000);
  g_string_append_c (list, ')');
  atlas_block_values_init (&row);
  row.code = (char *) "DC00-31416";
  g_assert_true (matches (list->str, &row));
  row.code = (char *) "DC00-31415";
  g_assert_false (matches (list->str, &row));

  g_assert_null (atlas_filter_parse (too_long, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
  g_assert_null (atlas_filter_parse (long_name, &name_error));
  g_assert_cmpuint (strlen (name_error->message), <, 1000);
}

/* A plan's texts are checked as they are read; others must do no harm. */
static void
test_broken_row (void)
{
  static const char *const broken[] = { "\xe9", "\xe9\x87", "a\xff!", "\xf0\x9f" };
  AtlasBlockValues row;

  atlas_block_values_init (&row);
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      row.name = (char *) broken[i];
      g_assert_false (matches ("name = a", &row));
      g_assert_false (matches ("name ~ a", &row));
      g_assert_true (matches ("name is known and name != a", &row));
    }
}

static gpointer
count_matches (gpointer data)
{
  g_autoptr(AtlasFilter) filter = data;
  static const char *const names[] = {
    "caf\u00E9", "cafe\u0301", "CAF\u00C9", "胡同", NULL,
  };
  AtlasBlockValues row;
  guint n = 0;

  atlas_block_values_init (&row);
  for (guint i = 0; i < 10000; i++)
    {
      g_autoptr(AtlasFilter) held = atlas_filter_ref (filter);

      row.area = i;
      row.name = (char *) names[i % G_N_ELEMENTS (names)];
      n += atlas_filter_matches (held, &row) ? 1 : 0;
    }

  return GUINT_TO_POINTER (n);
}

static void
test_threads (void)
{
  GThread *threads[4];
  AtlasFilter *filter = parse ("area_m2 < 500 and name = 'caf\u00E9'");

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, count_matches, atlas_filter_ref (filter));
  atlas_filter_unref (filter);

  /* Two of the five names are this one. */
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (threads[i])), ==, 200);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter/not-binds-closest-then-and", test_precedence);
  g_test_add_func ("/filter/no-comparison-holds-for-the-unknown", test_unknown);
  g_test_add_func ("/filter/zero-and-the-empty-text-are-known", test_zero_and_empty);
  g_test_add_func ("/filter/all-spellings-have-one-canonical-form", test_canonical);
  g_test_add_func ("/filter/an-error-says-where-and-what-is-expected", test_errors);
  g_test_add_func ("/filter/depth-is-limited-length-of-chains-is-not", test_deep);
  g_test_add_func ("/filter/long-lists-are-read-longer-texts-refused", test_long);
  g_test_add_func ("/filter/rows-that-are-not-utf-8-do-no-harm", test_broken_row);
  g_test_add_func ("/filter/threads-share-one", test_threads);

  return g_test_run ();
}
