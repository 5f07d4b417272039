#include "atlas-difference-list.h"
#include "atlas-difference.h"
#include "atlas-log-entry.h"
#include "atlas-log-list.h"
#include "atlas-plan-file.h"
#include "atlas-test-document.h"

#define BLOCK 1
#define OTHER_BLOCK 3

typedef AtlasTestDocument Fixture;

static const char *
get_code (Fixture *fixture,
          guint    block)
{
  return atlas_block_get_code (atlas_plan_get_block (atlas_document_get_plan (fixture->document),
                                                     block));
}

static void
set_rate (Fixture *fixture,
          guint    block,
          guint    rate)
{
  g_autoptr(AtlasEdit) edit = atlas_edit_new (atlas_document_get_plan (fixture->document));
  g_autofree char *json = g_strdup_printf ("%u", rate);
  g_autoptr(GError) error = NULL;

  atlas_edit_set_block (edit, block, ATLAS_BLOCK_IMPLEMENTATION_RATE, json, &error);
  g_assert_no_error (error);
  atlas_document_apply (fixture->document, edit, ATLAS_CHANGE_EDIT, NULL, &error);
  g_assert_no_error (error);
}

static AtlasDifferenceList *
compare (Fixture *fixture,
         gint64   from,
         gint64   to)
{
  return atlas_difference_list_new (atlas_document_get_log (fixture->document), from, to, TRUE);
}

static gint64
get_now (Fixture *fixture)
{
  return atlas_change_log_get_n (atlas_document_get_log (fixture->document));
}

static const AtlasChange *
get_rate (AtlasDifferenceList *list,
          guint                i)
{
  g_autoptr(AtlasDifference) difference = g_list_model_get_item (G_LIST_MODEL (list), i);

  return atlas_difference_find (difference, "implementation_rate");
}

static void
on_items_changed (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  guint      *sum)
{
  g_assert_cmpuint (position, ==, 0);
  g_assert_cmpuint (removed, ==, 0);
  *sum += added;
}

static void
test_history (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(AtlasLogList) list = NULL;
  guint sum = 0;
  guint before;

  set_rate (fixture, BLOCK, 11);
  set_rate (fixture, OTHER_BLOCK, 50);
  list = atlas_log_list_new (fixture->document, get_code (fixture, BLOCK));
  before = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &sum);
  set_rate (fixture, BLOCK, 12);
  set_rate (fixture, OTHER_BLOCK, 51);
  set_rate (fixture, BLOCK, 13);

  g_assert_cmpuint (sum, ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, before + sum);
  for (guint i = 0; i < sum; i++)
    {
      g_autoptr(AtlasLogEntry) entry = g_list_model_get_item (G_LIST_MODEL (list), i);
      const AtlasChange *change = atlas_log_entry_get_change (entry);

      g_assert_cmpstr (change->key, ==, get_code (fixture, BLOCK));
      g_assert_cmpstr (change->new_value, ==, i == 0 ? "13" : "12");
    }
}

static void
test_once (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(AtlasDifferenceList) list = NULL;
  g_autoptr(AtlasDifferenceList) back = NULL;
  gint64 start;

  set_rate (fixture, BLOCK, 11);
  start = get_now (fixture);
  set_rate (fixture, OTHER_BLOCK, 50);
  set_rate (fixture, BLOCK, 12);
  set_rate (fixture, BLOCK, 13);

  list = compare (fixture, start, get_now (fixture));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  g_assert_cmpstr (get_rate (list, 0)->key, ==, get_code (fixture, BLOCK));
  g_assert_cmpstr (get_rate (list, 0)->old_value, ==, "11");
  g_assert_cmpstr (get_rate (list, 0)->new_value, ==, "13");

  back = compare (fixture, get_now (fixture), start);
  g_assert_cmpstr (get_rate (back, 0)->old_value, ==, "13");
  g_assert_cmpstr (get_rate (back, 0)->new_value, ==, "11");
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(AtlasDifferenceList) list = NULL;
  gint64 start;

  set_rate (fixture, BLOCK, 11);
  start = get_now (fixture);
  set_rate (fixture, BLOCK, 12);
  set_rate (fixture, BLOCK, 11);

  list = compare (fixture, start, get_now (fixture));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 0));
}

static void
test_counts (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(AtlasEdit) edit = atlas_edit_new (atlas_document_get_plan (fixture->document));
  g_autoptr(AtlasDifferenceList) list = NULL;
  g_autoptr(AtlasDifferenceList) blocks = NULL;
  g_autoptr(GError) error = NULL;
  gint64 start = get_now (fixture);

  set_rate (fixture, BLOCK, 11);
  set_rate (fixture, OTHER_BLOCK, 12);
  atlas_edit_set_block (edit, BLOCK, ATLAS_BLOCK_NOTE, "\"looked at\"", &error);
  g_assert_no_error (error);
  atlas_edit_remove_site (edit, 0);
  atlas_document_apply (fixture->document, edit, ATLAS_CHANGE_EDIT, NULL, &error);
  g_assert_no_error (error);

  list = compare (fixture, start, get_now (fixture));
  g_assert_cmpuint (atlas_difference_list_count_field (list, ATLAS_OBJECT_BLOCK,
                                                       "implementation_rate"), ==, 2);
  g_assert_cmpuint (atlas_difference_list_count_field (list, ATLAS_OBJECT_BLOCK, "note"), ==, 1);
  g_assert_cmpuint (atlas_difference_list_count_field (list, ATLAS_OBJECT_SITE, NULL), ==, 1);
  g_assert_cmpuint (atlas_difference_list_count (list, ATLAS_OBJECT_SITE), ==, 1);

  blocks = atlas_difference_list_new (atlas_document_get_log (fixture->document), start,
                                      get_now (fixture), FALSE);
  g_assert_cmpuint (atlas_difference_list_count (blocks, ATLAS_OBJECT_SITE), ==, 0);
  g_assert_cmpuint (atlas_difference_list_count (blocks, ATLAS_OBJECT_BLOCK), ==,
                    atlas_difference_list_count (list, ATLAS_OBJECT_BLOCK));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/record-lists/" path, Fixture, NULL, atlas_test_document_set_up, function, \
              atlas_test_document_tear_down)
  ADD ("a-history-has-its-block's-entries-newest-first-and-follows", test_history);
  ADD ("what-changes-twice-is-listed-once-either-way", test_once);
  ADD ("what-ends-as-it-began-is-not-listed", test_nothing);
  ADD ("each-thing-counts-once-in-each-field", test_counts);

  return g_test_run ();
}
