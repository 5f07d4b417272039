/* What edits are called, from entries written by hand. The language of the
 * interface is English here; words come in the language that is asked for. */

#include "atlas-edit-name.h"

typedef struct
{
  AtlasChangeLog *log;
  gint64          edit;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->log = atlas_change_log_new ();
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  atlas_change_log_free (self->log);
}

static void
begin (Fixture *self)
{
  self->edit = (gint64) atlas_change_log_get_n (self->log) + 1;
}

static void
add_of (Fixture         *self,
        AtlasChangeKind  kind,
        gint64           of_edit,
        AtlasObject      object,
        const char      *key,
        const char      *field,
        const char      *old_value,
        const char      *new_value)
{
  AtlasChange change = {
    .seq = (gint64) atlas_change_log_get_n (self->log) + 1,
    .edit = self->edit,
    .of_edit = of_edit,
    .kind = (int) kind,
    .object = (int) object,
    .time = "2024-05-01T08:30:00.000Z",
    .author = "a",
    .host = "h",
    .key = key,
    .field = field,
    .old_value = old_value,
    .new_value = new_value,
    .hash = "",
  };

  atlas_change_log_append (self->log, &change);
}

/* An attribute of a block, and what follows by rule. */
static void
add (Fixture    *self,
     const char *code,
     const char *field,
     const char *value)
{
  add_of (self, ATLAS_CHANGE_EDIT, 0, ATLAS_OBJECT_BLOCK, code, field, "null", value);
  add_of (self, ATLAS_CHANGE_EDIT, 0, ATLAS_OBJECT_BLOCK, code, "provenance", "\"sample\"",
          "\"edited\"");
}

static void
assert_named (Fixture       *self,
              AtlasLanguage  language,
              const char    *expected)
{
  g_autofree char *name = atlas_edit_name (self->log, self->edit, language);

  g_assert_cmpstr (name, ==, expected);
}

static void
test_class (Fixture       *self,
            gconstpointer  data)
{
  begin (self);
  add (self, "DC00-0101", "class", "\"key\"");
  assert_named (self, ATLAS_LANGUAGE_EN, "DC00-0101 → Key");

  begin (self);
  add (self, "DC00-0101", "class", "\"general\"");
  add (self, "DC00-0102", "class", "\"general\"");
  add (self, "DC00-0103", "class", "\"general\"");
  assert_named (self, ATLAS_LANGUAGE_EN, "3 blocks → General");
  assert_named (self, ATLAS_LANGUAGE_ZH, "3 blocks → 一般");
}

static void
test_values (Fixture       *self,
             gconstpointer  data)
{
  begin (self);
  add (self, "DC00-0101", "implementation_rate", "85.5");
  assert_named (self, ATLAS_LANGUAGE_EN, "DC00-0101: Implementation rate → 85.5%");
  begin (self);
  add (self, "DC00-0101", "other_floor_area", "20500");
  assert_named (self, ATLAS_LANGUAGE_EN, "DC00-0101: Other floor area → 2.05 × 10⁴ m²");
  begin (self);
  add (self, "DC00-0101", "compounds_count", "1200");
  assert_named (self, ATLAS_LANGUAGE_EN, "DC00-0101: Old housing compounds → 1,200");
  begin (self);
  add (self, "DC00-0101", "name", "null");
  assert_named (self, ATLAS_LANGUAGE_EN, "DC00-0101: Name → —");
  begin (self);
  add (self, "DC00-0101", "main_function", "\"office\"");
  assert_named (self, ATLAS_LANGUAGE_ZH, "DC00-0101: Main function → 办公");
}

/* A name is one line and not a whole note. */
static void
test_long_text (Fixture       *self,
                gconstpointer  data)
{
  begin (self);
  add (self, "DC00-0101", "note", "\"first\\nsecond\"");
  assert_named (self, ATLAS_LANGUAGE_EN, "DC00-0101: Note → first…");
  begin (self);
  add (self, "DC00-0101", "note", "\"一二三四五六七八九十一二三四五六七八九十一二三四五六\"");
  assert_named (self, ATLAS_LANGUAGE_EN,
                "DC00-0101: Note → 一二三四五六七八九十一二三四五六七八九十一二三四…");
}

static void
test_different_values (Fixture       *self,
                       gconstpointer  data)
{
  begin (self);
  add (self, "DC00-0101", "implementation_rate", "85");
  add (self, "DC00-0102", "implementation_rate", "90");
  assert_named (self, ATLAS_LANGUAGE_EN, "2 blocks: Implementation rate");
}

static void
test_several_fields (Fixture       *self,
                     gconstpointer  data)
{
  begin (self);
  add (self, "DC00-0101", "class", "\"key\"");
  add (self, "DC00-0101", "name", "\"a\"");
  assert_named (self, ATLAS_LANGUAGE_EN, "DC00-0101: 2 attributes");
}

/* The block's amounts follow a site; they are not what was done. */
static void
test_sites (Fixture       *self,
            gconstpointer  data)
{
  begin (self);
  add_of (self, ATLAS_CHANGE_EDIT, 0, ATLAS_OBJECT_SITE, "s1", NULL, NULL, "{}");
  add (self, "DC00-0101", "compounds_count", "3");
  assert_named (self, ATLAS_LANGUAGE_EN, "1 site added");
  begin (self);
  add_of (self, ATLAS_CHANGE_EDIT, 0, ATLAS_OBJECT_SITE, "s1", "geom", "[0,0]", "[1,1]");
  add_of (self, ATLAS_CHANGE_EDIT, 0, ATLAS_OBJECT_SITE, "s1", "block", "null", "\"a\"");
  assert_named (self, ATLAS_LANGUAGE_EN, "1 site moved");
  begin (self);
  add_of (self, ATLAS_CHANGE_EDIT, 0, ATLAS_OBJECT_SITE, "s1", NULL, "{}", NULL);
  add_of (self, ATLAS_CHANGE_EDIT, 0, ATLAS_OBJECT_SITE, "s2", NULL, "{}", NULL);
  assert_named (self, ATLAS_LANGUAGE_EN, "2 sites deleted");
  begin (self);
  add_of (self, ATLAS_CHANGE_EDIT, 0, ATLAS_OBJECT_SITE, "s1", "name", "null", "\"a\"");
  assert_named (self, ATLAS_LANGUAGE_EN, "1 site changed");
}

static void
test_kinds (Fixture       *self,
            gconstpointer  data)
{
  begin (self);
  add_of (self, ATLAS_CHANGE_EDIT, 0, ATLAS_OBJECT_SNAPSHOT, "送审稿", NULL, NULL, "{}");
  assert_named (self, ATLAS_LANGUAGE_EN, "Snapshot “送审稿”");
  begin (self);
  add_of (self, ATLAS_CHANGE_EDIT, 0, ATLAS_OBJECT_PRESET, "近期", NULL, NULL, "{}");
  assert_named (self, ATLAS_LANGUAGE_EN, "Preset “近期”");
  begin (self);
  add_of (self, ATLAS_CHANGE_EDIT, 0, ATLAS_OBJECT_PRESET, "近期", "density", "\"{}\"", "\"\"");
  assert_named (self, ATLAS_LANGUAGE_EN, "Preset “近期”");
  begin (self);
  add_of (self, ATLAS_CHANGE_EDIT, 0, ATLAS_OBJECT_PRESET, "近期", NULL, "{}", NULL);
  assert_named (self, ATLAS_LANGUAGE_EN, "Preset “近期” deleted");
  add_of (self, ATLAS_CHANGE_EDIT, 0, ATLAS_OBJECT_PRESET, "远期", NULL, NULL, "{}");
  assert_named (self, ATLAS_LANGUAGE_EN, "Preset “近期” → “远期”");
  begin (self);
  add_of (self, ATLAS_CHANGE_REVERT, 0, ATLAS_OBJECT_BLOCK, "DC00-0101", "class", "\"key\"",
          "\"general\"");
  assert_named (self, ATLAS_LANGUAGE_EN, "DC00-0101 as before");
  begin (self);
  add_of (self, ATLAS_CHANGE_RESTORE, 0, ATLAS_OBJECT_BLOCK, "DC00-0101", "class", "\"key\"",
          "\"general\"");
  add_of (self, ATLAS_CHANGE_RESTORE, 0, ATLAS_OBJECT_BLOCK, "DC00-0102", "name", "null", "\"a\"");
  assert_named (self, ATLAS_LANGUAGE_EN, "Back to an earlier state: 2 blocks");
}

/* Of an undo that is redone, the name is still that of what was done. */
static void
test_undo (Fixture       *self,
           gconstpointer  data)
{
  gint64 done;

  begin (self);
  done = self->edit;
  add (self, "DC00-0101", "class", "\"key\"");
  begin (self);
  add_of (self, ATLAS_CHANGE_UNDO, done, ATLAS_OBJECT_BLOCK, "DC00-0101", "class", "\"key\"",
          "\"general\"");
  assert_named (self, ATLAS_LANGUAGE_EN, "Undone: DC00-0101 → Key");
  begin (self);
  add_of (self, ATLAS_CHANGE_REDO, done, ATLAS_OBJECT_BLOCK, "DC00-0101", "class", "\"general\"",
          "\"key\"");
  assert_named (self, ATLAS_LANGUAGE_EN, "Redone: DC00-0101 → Key");
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (Fixture *, gconstpointer); } tests[] = {
    { "/edit-name/a-class-is-an-arrow", test_class },
    { "/edit-name/a-value-is-written-as-people-read-it", test_values },
    { "/edit-name/a-long-text-is-cut", test_long_text },
    { "/edit-name/different-values-are-not-told", test_different_values },
    { "/edit-name/several-attributes-are-counted", test_several_fields },
    { "/edit-name/of-sites-only-they-are-told", test_sites },
    { "/edit-name/snapshots-presets-and-ways-back-say-so", test_kinds },
    { "/edit-name/undo-is-named-after-what-it-undoes", test_undo },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);

  return g_test_run ();
}
