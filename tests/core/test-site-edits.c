/* What an edit of sites does to the amounts of blocks, and what is taken back or
 * adopted of it. */

#include "atlas-block-json.h"
#include "atlas-change-set.h"
#include "atlas-error.h"
#include "atlas-plan-file.h"
#include "atlas-test-document.h"
#include "atlas-test-plan.h"

#include <glib/gstdio.h>
#include <math.h>

typedef AtlasTestDocument Fixture;

/* Takes @edit. */
static void
apply (Fixture   *self,
       AtlasEdit *edit)
{
  g_autoptr(GError) error = NULL;

  atlas_document_apply (self->document, edit, ATLAS_CHANGE_EDIT, "because", &error);
  g_assert_no_error (error);
  atlas_edit_free (edit);
}

/* One that is counted in its block. */
static guint
find_counted_site (Fixture *self)
{
  AtlasSites *sites = atlas_plan_get_sites (self->plan);

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    {
      AtlasSite site = atlas_sites_get (sites, i);
      const AtlasBlockValues *values = site.block < 0 ? NULL : atlas_block_get_values (
        atlas_plan_get_block (self->plan, (guint) site.block));

      if (values != NULL && site.floor_area > 0 && values->floor_area[site.resource] > 0 &&
          values->count[site.resource] > 0)
        return i;
    }
  g_assert_not_reached ();
}

static void
change_floor_area (Fixture *self,
                   guint    i,
                   double   floor_area)
{
  AtlasEdit *edit = atlas_edit_new (self->plan);
  AtlasSite site = atlas_sites_get (atlas_plan_get_sites (self->plan), i);
  g_autoptr(GError) error = NULL;

  site.floor_area = floor_area;
  atlas_edit_set_site (edit, i, &site, &error);
  g_assert_no_error (error);
  apply (self, edit);
}

/* Returns: (transfer full): of the new site */
static char *
add_copy (Fixture *self,
          guint    i)
{
  AtlasEdit *edit = atlas_edit_new (self->plan);
  AtlasSite site = atlas_sites_get (atlas_plan_get_sites (self->plan), i);
  AtlasSites *sites;
  g_autoptr(GError) error = NULL;
  char *id;

  site.id = NULL;
  atlas_edit_add_site (edit, &site, &error);
  g_assert_no_error (error);
  sites = atlas_edit_get_sites (edit);
  id = g_strdup (atlas_sites_get (sites, atlas_sites_get_n (sites) - 1).id);
  apply (self, edit);

  return id;
}

static void
remove_site (Fixture    *self,
             const char *id)
{
  AtlasEdit *edit = atlas_edit_new (self->plan);

  atlas_edit_remove_site (edit, (guint) atlas_sites_find (atlas_plan_get_sites (self->plan), id));
  apply (self, edit);
}

static void
assert_same (AtlasPlan *a,
             AtlasPlan *b)
{
  g_autoptr(AtlasChangeSet) set = atlas_change_set_new_for_plans (a, b);
  g_autoptr(GArray) changes = atlas_change_set_list (set);

  g_assert_cmpuint (changes->len, ==, 0);
}

/* Changed, deleted or new: what is taken back is as it was, and so is its block. */
static void
test_taken_back (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr(AtlasPlan) before = atlas_test_plan_new ();
  g_autoptr(GError) error = NULL;
  guint i = find_counted_site (self);
  AtlasSite site = atlas_sites_get (atlas_plan_get_sites (self->plan), i);
  int resource = site.resource;
  guint block = (guint) site.block;
  g_autofree char *changed = g_strdup (site.id);
  g_autofree char *added = NULL;
  double area;

  change_floor_area (self, i, site.floor_area + 500);
  added = add_copy (self, i);
  remove_site (self, changed);
  area = atlas_block_get_values (atlas_plan_get_block (self->plan, block))->floor_area[resource];

  atlas_document_revert_sites (self->document, (const char *const[]) { changed, NULL }, 0, NULL,
                               &error);
  g_assert_no_error (error);
  g_assert_cmpint (atlas_sites_find (atlas_plan_get_sites (self->plan), added), >=, 0);
  g_assert_cmpfloat_with_epsilon (
    atlas_block_get_values (atlas_plan_get_block (self->plan, block))->floor_area[resource],
    area + atlas_sites_get (atlas_plan_get_sites (before), i).floor_area, 1e-6);

  atlas_document_revert_sites (self->document, (const char *const[]) { added, NULL }, 0, NULL,
                               &error);
  g_assert_no_error (error);
  assert_same (before, self->plan);

  atlas_document_flush (self->document, -1, &error);
  g_assert_no_error (error);
  atlas_test_document_open_again (self);
  assert_same (before, self->plan);
}

static void
set_block (Fixture         *self,
           guint            block,
           AtlasBlockField  field,
           const char      *json)
{
  AtlasEdit *edit = atlas_edit_new (self->plan);
  g_autoptr(GError) error = NULL;

  atlas_edit_set_block (edit, block, field, json, &error);
  g_assert_no_error (error);
  apply (self, edit);
}

/* What else was done to the block is not taken back with its site. */
static void
test_block_edited (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  AtlasSite site = atlas_sites_get (atlas_plan_get_sites (self->plan), find_counted_site (self));
  AtlasBlock *block = atlas_plan_get_block (self->plan, (guint) site.block);
  double area = atlas_block_get_values (block)->floor_area[site.resource];
  int resource = site.resource;
  g_autofree char *id = g_strdup (site.id);

  set_block (self, (guint) site.block, ATLAS_BLOCK_NOTE, "\"looked at\"");
  remove_site (self, id);
  atlas_document_revert_sites (self->document, (const char *const[]) { id, NULL }, 0, NULL,
                               &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (atlas_block_get_values (block)->floor_area[resource], ==, area);
  g_assert_cmpstr (atlas_block_get_values (block)->note, ==, "looked at");
  g_assert_cmpint (atlas_block_get_values (block)->provenance, ==,
                   atlas_vocabulary_find (&atlas_vocabulary_provenances, "edited"));
}

/* Sums of fractions lose their last digit on the way there and back. */
static void
test_exact (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  guint i = find_counted_site (self);
  AtlasSite site = atlas_sites_get (atlas_plan_get_sites (self->plan), i);
  AtlasBlock *block = atlas_plan_get_block (self->plan, (guint) site.block);
  AtlasBlockField field = ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA + site.resource;
  g_autofree char *id = g_strdup (site.id);
  int resource = site.resource;
  gint64 seq;

  change_floor_area (self, i, 0.2);
  set_block (self, (guint) site.block, field, "0.1");
  seq = atlas_change_log_get_n (atlas_document_get_log (self->document));
  g_assert_cmpfloat ((0.1 + 0.2) - 0.2, !=, 0.1);
  change_floor_area (self, i, 0.4);
  change_floor_area (self, i, 0.3);
  atlas_document_revert_sites (self->document, (const char *const[]) { id, NULL }, seq, NULL,
                               &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (atlas_block_get_values (block)->floor_area[resource], ==, 0.1);
}

/* A block that a planner has given less than its sites have: one that stays in it, or
 * is moved within it, adds nothing to it. */
static void
test_in_common (Fixture       *self,
                gconstpointer  data)
{
  guint i = find_counted_site (self);
  AtlasSite site = atlas_sites_get (atlas_plan_get_sites (self->plan), i);
  AtlasBlock *block = atlas_plan_get_block (self->plan, (guint) site.block);
  AtlasEdit *edit;
  g_autoptr(GError) error = NULL;

  set_block (self, (guint) site.block, ATLAS_BLOCK_COMPOUNDS_COUNT + site.resource, "0");
  set_block (self, (guint) site.block, ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA + site.resource, "0.1");
  edit = atlas_edit_new (self->plan);
  site.x += 1;
  site.name = "another";
  atlas_edit_set_site (edit, i, &site, &error);
  g_assert_no_error (error);
  apply (self, edit);
  g_assert_cmpfloat (atlas_block_get_values (block)->count[site.resource], ==, 0);
  g_assert_cmpfloat (atlas_block_get_values (block)->floor_area[site.resource], ==, 0.1);
}

/* It would be refused by the file, and block all that comes after it. */
static void
test_too_much (Fixture       *self,
               gconstpointer  data)
{
  guint i = find_counted_site (self);
  AtlasSite site = atlas_sites_get (atlas_plan_get_sites (self->plan), i);
  AtlasBlockField field = ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA + site.resource;
  AtlasEdit *edit = atlas_edit_new (self->plan);
  g_autoptr(AtlasEdit) refused = NULL;
  g_autoptr(AtlasEdit) huge = atlas_edit_new (self->plan);
  g_autoptr(GError) error = NULL;

  atlas_edit_set_block (edit, (guint) site.block, field, "1e15", &error);
  g_assert_no_error (error);
  apply (self, edit);

  site.id = NULL;
  site.floor_area = 1000;
  refused = atlas_edit_new (self->plan);
  g_assert_false (atlas_edit_add_site (refused, &site, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
  g_clear_error (&error);

  site.floor_area = 1.1e15;
  g_assert_false (atlas_edit_add_site (huge, &site, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
}

static void
set_note (AtlasDocument *document,
          const char    *json)
{
  g_autoptr(AtlasEdit) edit = atlas_edit_new (atlas_document_get_plan (document));
  g_autoptr(GError) error = NULL;

  atlas_edit_set_block (edit, 0, ATLAS_BLOCK_NOTE, json, &error);
  g_assert_no_error (error);
  atlas_document_apply (document, edit, ATLAS_CHANGE_EDIT, NULL, &error);
  g_assert_no_error (error);
}

/* The second edit had no need to say that the block is an edited one; in a file
 * that knows nothing of the first it is news. */
static void
test_adopted (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(AtlasDocument) other = NULL;
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autofree char *away = g_strconcat (self->path, "-away", NULL);
  g_autoptr(GError) error = NULL;
  const AtlasBlockValues *values;

  set_note (self->document, "\"one\"");
  atlas_document_flush (self->document, -1, &error);
  g_assert_no_error (error);
  /* It hears of what is on disk by the main loop. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (g_rename (self->path, away), ==, 0);
  atlas_plan_file_write (plan, self->path, NULL, &error);
  g_assert_no_error (error);
  set_note (self->document, "\"two\"");
  g_assert_false (atlas_document_flush (self->document, -1, &error));
  g_clear_error (&error);

  other = atlas_document_open (self->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (atlas_document_adopt (other, self->document), ==, 0);
  values = atlas_block_get_values (atlas_plan_get_block (atlas_document_get_plan (other), 0));
  g_assert_cmpstr (values->note, ==, "two");
  g_assert_cmpstr (atlas_vocabulary_get_key (&atlas_vocabulary_provenances, values->provenance),
                   ==, "edited");
  atlas_document_flush (other, -1, &error);
  g_assert_no_error (error);
  g_unlink (away);
}

/* What a site has brought along goes with the site; an amount that was typed goes
 * alone, and who made a block's values is never a matter of its own. */
static void
test_followers_stay (Fixture       *self,
                     gconstpointer  data)
{
  AtlasEdit *edit = atlas_edit_new (self->plan);
  guint site = find_counted_site (self);
  guint block = (guint) atlas_sites_get (atlas_plan_get_sites (self->plan), site).block;
  const AtlasChangeLog *log;
  guint n_followers, n;

  atlas_edit_remove_site (edit, site);
  apply (self, edit);
  log = atlas_document_get_log (self->document);
  n_followers = atlas_change_log_get_n (log);
  g_assert_cmpuint (n_followers, >, 2);
  for (guint i = 1; i <= n_followers; i++)
    g_assert_false (atlas_document_can_revert_entry (self->document, i));

  edit = atlas_edit_new (self->plan);
  g_assert_true (atlas_edit_set_block (edit, block, ATLAS_BLOCK_COMPOUNDS_COUNT, "77", NULL));
  apply (self, edit);
  n = atlas_change_log_get_n (log);
  g_assert_cmpuint (n, >, n_followers);
  for (guint i = n_followers + 1; i <= n; i++)
    g_assert_cmpint (atlas_document_can_revert_entry (self->document, i), ==,
                     g_str_equal (atlas_change_log_get (log, i - 1)->field,
                                  "compounds_count"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/site-edits/" name, Fixture, NULL, atlas_test_document_set_up, function, \
              atlas_test_document_tear_down)
  ADD ("what-is-taken-back-is-as-it-was-and-so-are-the-amounts", test_taken_back);
  ADD ("what-else-was-done-to-its-block-stays", test_block_edited);
  ADD ("amounts-that-are-taken-back-lose-no-digit", test_exact);
  ADD ("what-a-site-was-and-is-in-common-adds-nothing", test_in_common);
  ADD ("no-block-gets-more-than-it-can-have", test_too_much);
  ADD ("what-follows-from-sites-is-not-taken-back-alone", test_followers_stay);
  ADD ("adopted-edits-make-edited-blocks", test_adopted);

  return g_test_run ();
}
