/* Settings of a density that the plan keeps under a name: on record, and in the file. */

#include "atlas-document-presets.h"
#include "atlas-document-snapshots.h"
#include "atlas-error.h"
#include "atlas-plan-file.h"
#include "atlas-plan-published.h"
#include "atlas-test-changes.h"
#include "atlas-test-document.h"
#include "atlas-test-plan.h"

#include <glib/gstdio.h>
#include <string.h>

typedef AtlasTestDocument Fixture;

static void
save (AtlasDocument *document,
      const char    *name,
      double         bandwidth)
{
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(GError) error = NULL;

  atlas_density_settings_init (&settings);
  settings.bandwidth = bandwidth;
  settings.filter = g_strdup ("class = key");
  g_assert_true (atlas_document_save_preset (document, name, &settings, &error));
  g_assert_no_error (error);
}

/* Returns: 0: there is none of that name */
static double
get_bandwidth (AtlasDocument *document,
               const char    *name)
{
  const AtlasPreset *preset = atlas_document_find_preset (document, name);
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(GError) error = NULL;

  if (preset == NULL)
    return 0;

  atlas_density_settings_init (&settings);
  g_assert_true (atlas_document_get_preset_settings (document, preset, ATLAS_RESOURCE_COMPOUNDS,
                                                     &settings, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (settings.filter, ==, "class = key");

  return settings.bandwidth;
}

static void
assert_same_presets (GPtrArray *a,
                     GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      const AtlasPreset *one = a->pdata[i], *other = b->pdata[i];

      g_assert_cmpstr (one->name, ==, other->name);
      g_assert_cmpstr (one->density, ==, other->density);
    }
}

/* What is in the file is what is in memory, and nothing is found to be wrong with it. */
static void
assert_on_disk (AtlasDocument *document)
{
  const char *path = g_file_peek_path (atlas_document_get_file (document));
  g_autoptr(AtlasPlan) plan = NULL;
  g_autoptr(AtlasPlanRecord) record = NULL;
  g_autoptr(GPtrArray) differences = NULL;
  g_autoptr(GError) error = NULL;

  atlas_document_flush (document, -1, &error);
  g_assert_no_error (error);
  plan = atlas_plan_file_read (path, NULL, &error);
  g_assert_no_error (error);
  record = atlas_plan_record_read (path, NULL, &error);
  g_assert_no_error (error);
  assert_same_presets (record->presets, atlas_document_get_presets (document));
  g_assert_cmpstr (atlas_change_log_get_head (record->log), ==,
                   atlas_change_log_get_head (atlas_document_get_log (document)));
  g_assert_cmpint (atlas_change_log_verify (record->log), ==, 0);
  differences = atlas_plan_published_check (path, record, plan, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (differences->len, ==, 0);
}

/* --- There and back --- */

static void
change_something (Fixture *self,
                  GRand   *random)
{
  static const char *const names[] = { "近期", "远期", "A \"wide\" one", "a\\b" };
  const char *name = names[g_rand_int_range (random, 0, G_N_ELEMENTS (names))];
  const char *other = names[g_rand_int_range (random, 0, G_N_ELEMENTS (names))];
  double bandwidth = g_rand_int_range (random, 20, 1000) * 10;
  g_autoptr(GError) error = NULL;

  if (atlas_document_find_preset (self->document, name) != NULL &&
      atlas_document_find_preset (self->document, other) == NULL)
    g_assert_true (atlas_document_rename_preset (self->document, name, other, &error));
  else if (g_rand_int_range (random, 0, 3) > 0 ||
           atlas_document_find_preset (self->document, name) == NULL)
    save (self->document, name, bandwidth == get_bandwidth (self->document, name) ? bandwidth + 1
                                                                                  : bandwidth);
  else
    g_assert_true (atlas_document_delete_preset (self->document, name, &error));
  g_assert_no_error (error);
}

static void
assert_dump (Fixture    *self,
             const char *expected)
{
  g_autofree char *dump = NULL;

  assert_on_disk (self->document);
  dump = atlas_test_dump (self->path);
  g_assert_cmpstr (dump, ==, expected);
}

static void
test_undo (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autoptr(GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);
  guint n = 12;

  g_ptr_array_add (dumps, atlas_test_dump (self->path));
  for (guint i = 0; i < n; i++)
    {
      change_something (self, random);
      assert_on_disk (self->document);
      g_ptr_array_add (dumps, atlas_test_dump (self->path));
    }
  g_assert_cmpuint (atlas_document_get_n_undo (self->document), ==, n);

  for (guint i = n; i-- > 0;)
    {
      g_assert_true (atlas_document_undo (self->document, NULL));
      assert_dump (self, dumps->pdata[i]);
    }
  for (guint i = 1; i <= n; i++)
    {
      g_assert_true (atlas_document_redo (self->document, NULL));
      assert_dump (self, dumps->pdata[i]);
    }
}

/* It is the same by another name, which none has. */
static void
test_renamed (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  save (self->document, "近期", 1500);
  save (self->document, "远期", 3000);
  g_assert_false (atlas_document_rename_preset (self->document, "近期", "远期", &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (atlas_document_rename_preset (self->document, "中期", "A", &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (atlas_document_rename_preset (self->document, "近期", " ", &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
  g_assert_cmpuint (atlas_document_get_n_undo (self->document), ==, 2);

  g_assert_true (atlas_document_rename_preset (self->document, "近期", " 中期 ", NULL));
  g_assert_null (atlas_document_find_preset (self->document, "近期"));
  g_assert_cmpfloat (get_bandwidth (self->document, "中期"), ==, 1500);
  g_assert_cmpfloat (get_bandwidth (self->document, "远期"), ==, 3000);
  g_assert_cmpuint (atlas_document_get_n_undo (self->document), ==, 3);
  assert_on_disk (self->document);
}

static void
test_reopened (Fixture       *self,
               gconstpointer  data)
{
  save (self->document, "近期", 1500);
  save (self->document, "远期", 3000);
  save (self->document, "近期", 1800);
  assert_on_disk (self->document);

  atlas_test_document_open_again (self);
  g_assert_cmpuint (atlas_document_get_presets (self->document)->len, ==, 2);
  g_assert_cmpfloat (get_bandwidth (self->document, "近期"), ==, 1800);
  g_assert_cmpfloat (get_bandwidth (self->document, "远期"), ==, 3000);
  g_assert_true (atlas_document_undo (self->document, NULL));
  g_assert_cmpfloat (get_bandwidth (self->document, "近期"), ==, 1500);
  assert_on_disk (self->document);
}

/* What is as it was is no change. */
static void
test_saved_again (Fixture       *self,
                  gconstpointer  data)
{
  save (self->document, "A", 1500);
  save (self->document, " A　", 1500);
  g_assert_cmpuint (atlas_document_get_n_undo (self->document), ==, 1);
  g_assert_cmpuint (atlas_document_get_presets (self->document)->len, ==, 1);
}

/* --- Copies --- */

static void
on_copied (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(GError) error = NULL;

  atlas_document_save_copy_finish (ATLAS_DOCUMENT (source), result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (data);
}

static void
save_copy (Fixture *self)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *path = g_build_filename (self->folder, "copy.gpkg", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  atlas_document_save_copy_async (self->document, file, NULL, on_copied, loop);
  g_main_loop_run (loop);
}

/* Byte for byte, or, where the file is gone, from memory. */
static void
test_copied (Fixture       *self,
             gconstpointer  data)
{
  gboolean is_lost = GPOINTER_TO_INT (data);
  g_autofree char *dump = NULL;
  g_autofree char *copied = NULL;

  save (self->document, "近期", 1500);
  save (self->document, "远期", 3000);
  save (self->document, "中期", 2500);
  g_assert_true (atlas_document_delete_preset (self->document, "远期", NULL));
  assert_on_disk (self->document);
  dump = atlas_test_dump (self->path);
  if (is_lost)
    {
      g_autoptr(GError) error = NULL;

      g_assert_cmpint (g_unlink (self->path), ==, 0);
      save (self->document, "近期", 1600);
      g_assert_false (atlas_document_flush (self->document, -1, &error));
    }

  save_copy (self);
  assert_on_disk (self->document);
  g_assert_cmpfloat (get_bandwidth (self->document, "近期"), ==, is_lost ? 1600 : 1500);
  if (is_lost)
    g_assert_true (atlas_document_undo (self->document, NULL));
  assert_on_disk (self->document);
  copied = atlas_test_dump (g_file_peek_path (atlas_document_get_file (self->document)));
  g_assert_cmpstr (copied, ==, dump);
}

/* Here somebody else has one of that name, and none of the other. */
static void
test_adopted (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(AtlasDocument) other = NULL;
  g_autofree char *path = g_build_filename (self->folder, "other.gpkg", NULL);
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(GError) error = NULL;

  save (self->document, "B", 900);
  assert_on_disk (self->document);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  save (self->document, "A", 1500);
  save (self->document, "B", 950);
  g_assert_true (atlas_document_delete_preset (self->document, "B", NULL));
  save (self->document, "C", 2000);
  g_assert_false (atlas_document_flush (self->document, -1, NULL));

  atlas_plan_file_write (plan, path, NULL, &error);
  g_assert_no_error (error);
  other = atlas_test_document_open (path);
  save (other, "A", 3000);
  g_assert_cmpuint (atlas_document_adopt (other, self->document), ==, 0);
  g_assert_cmpfloat (get_bandwidth (other, "A"), ==, 1500);
  g_assert_null (atlas_document_find_preset (other, "B"));
  g_assert_cmpfloat (get_bandwidth (other, "C"), ==, 2000);
  assert_on_disk (other);
}

/* --- What can't be --- */

static void
test_names (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *longest = g_strnfill (ATLAS_PRESET_NAME_MAX, 'x');
  g_autofree char *too_long = g_strconcat (longest, "x", NULL);
  const char *bad[] = { "", "  ", "　", "\n", "a\nb", "a\001b", "\xff", too_long };
  AtlasDensitySettings settings;

  atlas_density_settings_init (&settings);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (atlas_document_save_preset (self->document, bad[i], &settings, &error));
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
    }
  g_assert_cmpuint (atlas_document_get_presets (self->document)->len, ==, 0);

  g_assert_true (atlas_document_save_preset (self->document, longest, &settings, NULL));
  assert_on_disk (self->document);
}

static void
test_deleted (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  save (self->document, "A", 1500);
  g_assert_false (atlas_document_delete_preset (self->document, "B", &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
  g_assert_true (atlas_document_delete_preset (self->document, "A", NULL));
  g_assert_null (atlas_document_find_preset (self->document, "A"));
}

/* It is kept as it is, and can be replaced and deleted. */
static void
test_broken (Fixture       *self,
             gconstpointer  data)
{
  static const char *const rows[] = {
    "{\"name\":\"A\",\"density\":\"{\"}", "{\"name\":\"A\",\"density\":\"\"}",
    "{\"name\":\"A\",\"density\":null}", "{\"name\":\"A\",\"density\":\"{\\\"cell\\\":0}\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(AtlasEdit) edit = atlas_edit_new (atlas_document_get_plan (self->document));
      g_auto(AtlasDensitySettings) settings = { .filter = NULL };
      g_autoptr(GError) error = NULL;
      const AtlasPreset *preset;

      atlas_edit_put (edit, &(AtlasChange) { .object = ATLAS_OBJECT_PRESET, .key = "A",
                                             .new_value = rows[i] }, NULL);
      g_assert_true (atlas_document_apply (self->document, edit, ATLAS_CHANGE_EDIT, NULL, NULL));
      assert_on_disk (self->document);
      atlas_test_document_open_again (self);

      atlas_density_settings_init (&settings);
      preset = atlas_document_find_preset (self->document, "A");
      g_assert_false (atlas_document_get_preset_settings (self->document, preset,
                                                          ATLAS_RESOURCE_COMPOUNDS, &settings,
                                                          &error));
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
      save (self->document, "A", 1500);
      g_assert_true (atlas_document_undo (self->document, NULL));
      g_assert_true (atlas_document_delete_preset (self->document, "A", NULL));
      assert_on_disk (self->document);
    }
}

typedef struct
{
  const char        *density;
  AtlasResource      resource;
  AtlasMeasure       measure;
  AtlasDensityMinus  minus;
  const char        *minus_what;
  double             top;
} Fit;

/* Office buildings have no households, nothing is taken from itself, and a snapshot has
 * to be there; what is left has another scale. */
static void
test_other_map (Fixture       *self,
                gconstpointer  data)
{
#define HOUSEHOLDS "{\"weight\":\"households\",\"top\":7}"
#define MINUS(kind, what) "{\"minus\":\"" kind "\",\"minus_what\":\"" what "\",\"top\":7}"
  static const Fit fits[] = {
    { HOUSEHOLDS, ATLAS_RESOURCE_COMPOUNDS, ATLAS_MEASURE_HOUSEHOLDS, 0, NULL, 7 },
    { HOUSEHOLDS, ATLAS_RESOURCE_BUILDINGS, ATLAS_MEASURE_FLOOR_AREA, 0, NULL, 0 },
    { MINUS ("resource", "factories"), ATLAS_RESOURCE_BUILDINGS, ATLAS_MEASURE_FLOOR_AREA,
      ATLAS_DENSITY_MINUS_RESOURCE, "factories", 7 },
    { MINUS ("resource", "factories"), ATLAS_RESOURCE_FACTORIES, ATLAS_MEASURE_FLOOR_AREA,
      0, NULL, 0 },
    { "{\"minus\":\"published\",\"top\":7}", ATLAS_RESOURCE_FACTORIES,
      ATLAS_MEASURE_FLOOR_AREA, ATLAS_DENSITY_MINUS_PUBLISHED, NULL, 7 },
    { MINUS ("snapshot", "A"), ATLAS_RESOURCE_FACTORIES, ATLAS_MEASURE_FLOOR_AREA,
      ATLAS_DENSITY_MINUS_SNAPSHOT, "A", 7 },
    { MINUS ("snapshot", "B"), ATLAS_RESOURCE_FACTORIES, ATLAS_MEASURE_FLOOR_AREA, 0, NULL, 0 },
    { MINUS ("filter", "class = key"), ATLAS_RESOURCE_FACTORIES, ATLAS_MEASURE_FLOOR_AREA,
      ATLAS_DENSITY_MINUS_FILTER, "class = key", 7 },
  };

  g_assert_true (atlas_document_make_snapshot (self->document, "A", NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (fits); i++)
    {
      AtlasPreset preset = { (char *) "A", (char *) fits[i].density };
      g_auto(AtlasDensitySettings) settings = { .filter = NULL };

      atlas_density_settings_init (&settings);
      g_assert_true (atlas_document_get_preset_settings (self->document, &preset,
                                                         fits[i].resource, &settings, NULL));
      g_assert_cmpint (settings.measure, ==, fits[i].measure);
      g_assert_cmpint (settings.minus, ==, fits[i].minus);
      g_assert_cmpstr (settings.minus_what, ==, fits[i].minus_what);
      g_assert_cmpfloat (settings.top, ==, fits[i].top);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, function) \
  g_test_add ("/presets/" name, Fixture, data, atlas_test_document_set_up, function, \
              atlas_test_document_tear_down)
  for (guint seed = 1; seed <= 3; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/presets/undo-and-redo-give-back-each-file/%u",
                                               seed);

      g_test_add (path, Fixture, GUINT_TO_POINTER (seed), atlas_test_document_set_up,
                  test_undo, atlas_test_document_tear_down);
    }
  ADD ("one-that-is-renamed-is-the-same", NULL, test_renamed);
  ADD ("what-was-saved-is-there-and-undone-after-reopening", NULL, test_reopened);
  ADD ("what-is-as-it-was-is-no-change", NULL, test_saved_again);
  ADD ("a-copy-has-them", NULL, test_copied);
  ADD ("a-copy-from-memory-has-them", GINT_TO_POINTER (TRUE), test_copied);
  ADD ("adopted-ones-take-the-place-of-what-is-there", NULL, test_adopted);
  ADD ("a-name-is-one-line-and-not-too-long", NULL, test_names);
  ADD ("only-what-is-there-is-deleted", NULL, test_deleted);
  ADD ("what-cannot-be-read-is-kept", NULL, test_broken);
  ADD ("what-another-map-has-not-is-not-counted", NULL, test_other_map);

  return g_test_run ();
}
