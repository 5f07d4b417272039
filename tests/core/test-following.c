#include "atlas-edit.h"
#include "atlas-locator.h"
#include "atlas-shapes-private.h"
#include "atlas-test-plan.h"

/* What is drawn after an edit is what would be drawn of the plan read afresh. */

static void
assert_same_shapes (const AtlasShapes *a,
                    const AtlasShapes *b)
{
  guint n_a, n_b;
  const AtlasSiteShape *sites_a = atlas_shapes_get_sites (a, &n_a);
  const AtlasSiteShape *sites_b = atlas_shapes_get_sites (b, &n_b);

  for (guint i = 0; i < atlas_shapes_get_n_blocks (a); i++)
    {
      g_assert_cmpint (atlas_shapes_get_block (a, i)->class_, ==,
                       atlas_shapes_get_block (b, i)->class_);
      g_assert_cmpstr (atlas_shapes_get_block (a, i)->name, ==,
                       atlas_shapes_get_block (b, i)->name);
      g_assert_true (atlas_geometry_equal (atlas_shapes_get_block (a, i)->geometry,
                                           atlas_shapes_get_block (b, i)->geometry));
    }
  for (guint class_ = 0; class_ < ATLAS_N_CLASSES; class_++)
    g_assert_cmpuint (atlas_shapes_get_class_count (a, class_), ==,
                      atlas_shapes_get_class_count (b, class_));

  g_assert_cmpuint (n_a, ==, n_b);
  for (guint i = 0; i < n_a; i++)
    {
      g_assert_cmpfloat (sites_a[i].point.x, ==, sites_b[i].point.x);
      g_assert_cmpfloat (sites_a[i].point.y, ==, sites_b[i].point.y);
      g_assert_cmpint (sites_a[i].resource, ==, sites_b[i].resource);
    }
}

static void
edit_block (AtlasEdit *edit,
            GRand     *random)
{
  static const char *const classes[] = { "\"key\"", "\"renewal\"", "\"general\"" };
  static const char *const names[] = { "null", "\"甲\"", "\"乙街区\"" };
  guint block = (guint) g_rand_int_range (random, 0, 100);

  g_assert_true (atlas_edit_set_block (edit, block, ATLAS_BLOCK_CLASS,
                                       classes[g_rand_int_range (random, 0, 3)], NULL));
  g_assert_true (atlas_edit_set_block (edit, block, ATLAS_BLOCK_NAME,
                                       names[g_rand_int_range (random, 0, 3)], NULL));
}

static void
edit_site (AtlasEdit *edit,
           GRand     *random)
{
  AtlasSites *sites = atlas_edit_get_sites (edit);
  guint i = (guint) g_rand_int_range (random, 0, (int) atlas_sites_get_n (sites));
  AtlasSite site = atlas_sites_get (sites, i);

  site.x += 500;
  switch (g_rand_int_range (random, 0, 3))
    {
    case 0:
      atlas_edit_remove_site (edit, i);
      break;
    case 1:
      g_assert_true (atlas_edit_set_site (edit, i, &site, NULL));
      break;
    default:
      site.id = NULL;
      g_assert_true (atlas_edit_add_site (edit, &site, NULL));
    }
}

static gboolean
has_site (const AtlasShapes    *shapes,
          const AtlasSiteShape *site)
{
  guint n;
  const AtlasSiteShape *sites = atlas_shapes_get_sites (shapes, &n);

  for (guint i = 0; i < n; i++)
    if (sites[i].point.x == site->point.x && sites[i].point.y == site->point.y &&
        sites[i].resource == site->resource)
      return TRUE;

  return FALSE;
}

/* All that is in one and not in the other is in the box that says so. */
static void
assert_changed_sites (const AtlasShapes *before,
                      const AtlasShapes *after,
                      gboolean           any)
{
  AtlasBox box = atlas_shapes_find_changed_sites (before, after);
  const AtlasShapes *both[] = { before, after };
  guint n = 0;

  for (guint k = 0; k < G_N_ELEMENTS (both); k++)
    {
      guint n_sites;
      const AtlasSiteShape *sites = atlas_shapes_get_sites (both[k], &n_sites);

      for (guint i = 0; i < n_sites; i++)
        if (!has_site (both[1 - k], &sites[i]))
          {
            g_assert_true (sites[i].point.x >= box.x0 && sites[i].point.x <= box.x1);
            g_assert_true (sites[i].point.y >= box.y0 && sites[i].point.y <= box.y1);
            n++;
          }
    }
  g_assert_true (any == (n > 0));
  g_assert_true (any != atlas_box_is_empty (&box));
}

static void
test_shapes_follow_edits (gconstpointer data)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (100);
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);
  g_autoptr(GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (data));

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr(AtlasEdit) edit = atlas_edit_new (plan);
      g_autoptr(AtlasShapes) fresh = NULL;
      g_autoptr(GArray) blocks = NULL;
      AtlasShapes *before = shapes;
      guint32 fields;
      gboolean sites;

      edit_block (edit, random);
      if (g_rand_boolean (random))
        edit_site (edit, random);
      blocks = atlas_edit_list_blocks (edit, &fields);
      sites = atlas_edit_has_sites (edit);
      atlas_edit_apply (edit);

      shapes = atlas_shapes_new_edited (before, plan, (const guint *) (gpointer) blocks->data,
                                        blocks->len, sites);
      assert_changed_sites (before, shapes, sites);
      atlas_shapes_unref (before);
      fresh = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);
      assert_same_shapes (shapes, fresh);
      g_assert_false (atlas_shapes_are_related (shapes, fresh));
    }
}

static void
test_sites_are_found_where_they_are_now (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (100);
  g_autoptr(AtlasLocator) before = atlas_locator_new (plan);
  g_autoptr(AtlasEdit) edit = atlas_edit_new (plan);
  g_autoptr(AtlasLocator) after = NULL;
  AtlasSite site = atlas_sites_get (atlas_plan_get_sites (plan), 3);
  double x = site.x, y = site.y;

  site.x += 40000;
  g_assert_true (atlas_edit_set_site (edit, 3, &site, NULL));
  atlas_edit_apply (edit);
  after = atlas_locator_new_with_sites (before, atlas_plan_get_sites (plan));

  g_assert_cmpint (atlas_locator_find_site (before, x, y, 1, ATLAS_LOCATOR_ALL_RESOURCES), ==, 3);
  g_assert_cmpint (atlas_locator_find_site (after, x, y, 1, ATLAS_LOCATOR_ALL_RESOURCES), !=, 3);
  g_assert_cmpint (atlas_locator_find_site (after, site.x, y, 1, ATLAS_LOCATOR_ALL_RESOURCES), ==,
                   3);
  g_assert_cmpint (atlas_locator_find_block (after, x, y), ==,
                   atlas_locator_find_block (before, x, y));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint seed = 1; seed <= 3; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/following/shapes/%u", seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_shapes_follow_edits);
    }
  g_test_add_func ("/following/sites", test_sites_are_found_where_they_are_now);

  return g_test_run ();
}
