#include "atlas-check.h"
#include "atlas-test-plan.h"

#include <math.h>

/**
 * Case:
 * @block: whose attributes and shape the fault may change
 * @fault: changes copies that belong to the test
 * @expected: what is found, each like "overlap DC00-0101, DC00-0102"
 * @ground: m² of the findings in all, or 0
 */
typedef struct
{
  const char  *name;
  guint        block;
  void       (*fault)    (AtlasBlockValues *values,
                          AtlasGeometry   **shape);
  const char  *expected[4];
  double       ground;
} Case;

enum
{
  DC_0101, /* the square kilometre at the south-west corner of district 110101 */
  DC_0102,
  DC_0103,
  DC_0104,
  XC_0101, /* with a hole */
  XC_0102, /* which fills the hole */
};

static void
nothing (AtlasBlockValues *values,
         AtlasGeometry   **shape)
{
}

static void
short_code (AtlasBlockValues *values,
            AtlasGeometry   **shape)
{
  values->code = (char *) "DC00-101";
}

static void
foreign_letters (AtlasBlockValues *values,
                 AtlasGeometry   **shape)
{
  values->code = (char *) "QQ00-0101";
}

static void
same_code (AtlasBlockValues *values,
           AtlasGeometry   **shape)
{
  values->code = (char *) "DC00-0102";
}

static void
other_district (AtlasBlockValues *values,
                AtlasGeometry   **shape)
{
  values->district = (char *) "110102";
}

static void
no_district (AtlasBlockValues *values,
             AtlasGeometry   **shape)
{
  values->district = (char *) "119999";
}

static void
no_authority (AtlasBlockValues *values,
              AtlasGeometry   **shape)
{
  values->authority = (char *) "yizhuang";
}

/* Makes the block the rectangle that its box becomes when the edges move by
 * this much to the west, east, … and its area what it then is. */
static void
move_edges (AtlasBlockValues *values,
            AtlasGeometry   **shape,
            double            west,
            double            east)
{
  AtlasBox box = *atlas_geometry_get_box (*shape);

  *shape = atlas_test_rectangle (box.x0 - west, box.y0, box.x1 + east, box.y1);
  values->area = atlas_geometry_get_area (*shape);
}

static void
reach_over (AtlasBlockValues *values,
            AtlasGeometry   **shape)
{
  move_edges (values, shape, 0, 10);
}

static void
leave_a_strip (AtlasBlockValues *values,
               AtlasGeometry   **shape)
{
  move_edges (values, shape, 0, -1);
}

static void
leave_a_street (AtlasBlockValues *values,
                AtlasGeometry   **shape)
{
  move_edges (values, shape, 0, -12);
}

static void
leave_the_district (AtlasBlockValues *values,
                    AtlasGeometry   **shape)
{
  move_edges (values, shape, 50, 0);
}

static void
shrink_in_the_hole (AtlasBlockValues *values,
                    AtlasGeometry   **shape)
{
  move_edges (values, shape, -50, -50);
}

static void
cross_itself (AtlasBlockValues *values,
              AtlasGeometry   **shape)
{
  const AtlasBox *box = atlas_geometry_get_box (*shape);
  const AtlasPoint points[] = {
    { box->x0, box->y0 }, { box->x1, box->y0 }, { box->x0, box->y1 }, { box->x1, box->y1 },
  };

  *shape = atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, points, G_N_ELEMENTS (points));
  values->area = NAN;
}

static void
wrong_area (AtlasBlockValues *values,
            AtlasGeometry   **shape)
{
  values->area *= 1.0011;
}

static void
rounded_area (AtlasBlockValues *values,
              AtlasGeometry   **shape)
{
  values->area *= 1.0009;
}

static void
one_more (AtlasBlockValues *values,
          AtlasGeometry   **shape)
{
  values->count[ATLAS_RESOURCE_COMPOUNDS]++;
}

static void
larger (AtlasBlockValues *values,
        AtlasGeometry   **shape)
{
  values->floor_area[ATLAS_RESOURCE_FACTORIES] += 2;
}

static void
unknown_amount (AtlasBlockValues *values,
                AtlasGeometry   **shape)
{
  values->floor_area[ATLAS_RESOURCE_FACTORIES] = NAN;
}

static void
edited_amount (AtlasBlockValues *values,
               AtlasGeometry   **shape)
{
  larger (values, shape);
  values->provenance = atlas_vocabulary_find (&atlas_vocabulary_provenances, "edited");
}

static void
amount_without_sites (AtlasBlockValues *values,
                      AtlasGeometry   **shape)
{
  values->floor_area[ATLAS_RESOURCE_FACTORIES] = 500;
}

static void
half_a_building (AtlasBlockValues *values,
                 AtlasGeometry   **shape)
{
  values->count[ATLAS_RESOURCE_BUILDINGS] = 2.5;
  values->provenance = atlas_vocabulary_find (&atlas_vocabulary_provenances, "edited");
}

static void
unknown_counts (AtlasBlockValues *values,
                AtlasGeometry   **shape)
{
  for (guint resource = 0; resource < ATLAS_N_RESOURCES; resource++)
    values->count[resource] = NAN;
}

static const Case cases[] = {
  { "sound", DC_0101, nothing, { NULL }, 0 },
  { "short-code", DC_0101, short_code, { "code DC00-101" }, 0 },
  { "foreign-letters", DC_0101, foreign_letters, { "code QQ00-0101" }, 0 },
  { "same-code", DC_0101, same_code, { "duplicate DC00-0102" }, 0 },
  { "other-district", DC_0101, other_district, { "place DC00-0101", "outside DC00-0101" }, 0 },
  { "no-district", DC_0101, no_district, { "place DC00-0101", "place DC00-0101" }, 0 },
  { "no-authority", DC_0101, no_authority, { "place DC00-0101", "place DC00-0101" }, 0 },
  { "crosses-itself", DC_0104, cross_itself, { "shape DC00-0104" }, 0 },
  { "overlap", DC_0101, reach_over, { "overlap DC00-0101, DC00-0102" }, 10 * 1000 },
  { "strip", DC_0101, leave_a_strip, { "gap DC00-01" }, 1 * 1000 },
  { "street", DC_0101, leave_a_street, { NULL }, 0 },
  /* The hole is 200 m wide and high, and the block in it leaves 50 m free on
   * either side. */
  { "hole", XC_0102, shrink_in_the_hole, { "gap XC00-01", "gap XC00-01" }, 2 * 50 * 200 },
  { "outside", DC_0101, leave_the_district, { "outside DC00-0101" }, 50 * 1000 },
  { "wrong-area", DC_0101, wrong_area, { "area DC00-0101" }, 0 },
  { "rounded-area", DC_0101, rounded_area, { NULL }, 0 },
  { "one-more", DC_0101, one_more, { "amount DC00-0101" }, 0 },
  { "larger", DC_0101, larger, { "amount DC00-0101" }, 0 },
  { "unknown-amount", DC_0101, unknown_amount, { "amount DC00-0101" }, 0 },
  { "edited-amount", DC_0101, edited_amount, { NULL }, 0 },
  { "amount-without-sites", DC_0104, amount_without_sites, { NULL }, 0 },
  { "half-a-building", DC_0101, half_a_building, { "count DC00-0101" }, 0 },
  { "unknown-counts", DC_0104, unknown_counts, { NULL }, 0 },
};

/* Returns: (transfer full): the findings, one a line */
static char *
list_findings (AtlasCheck *check)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < check->findings->len; i++)
    {
      const AtlasFinding *finding = g_ptr_array_index (check->findings, i);

      g_test_message ("%s: %s", finding->subject, finding->text);
      g_string_append_printf (list, "%s %s\n", atlas_finding_kind_get_name (finding->kind),
                              finding->subject);
    }

  return g_string_free (list, FALSE);
}

static char *
list_expected (const Case *test)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; test->expected[i] != NULL; i++)
    g_string_append_printf (list, "%s\n", test->expected[i]);

  return g_string_free (list, FALSE);
}

/* All findings are of one kind. */
static void
assert_ground (AtlasCheck *check,
               double      ground)
{
  const AtlasFinding *first = g_ptr_array_index (check->findings, 0);
  double sum = 0;

  for (guint i = 0; i < check->findings->len; i++)
    {
      const AtlasFinding *finding = g_ptr_array_index (check->findings, i);

      sum += finding->amount;
      g_assert_true (isfinite (finding->place.x) && isfinite (finding->place.y));
    }
  g_assert_cmpfloat_with_epsilon (sum, ground, 0.01);
  g_assert_cmpfloat_with_epsilon (check->ground[first->kind], ground, 0.01);
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasBlockTable) blocks = atlas_block_table_new (plan);
  AtlasGeometry *shape = blocks->geometries[test->block];
  AtlasBlockValues values = *blocks->values[test->block];
  g_autoptr(AtlasCheck) check = NULL;
  g_autofree char *found = NULL;
  g_autofree char *expected = list_expected (test);

  test->fault (&values, &shape);
  blocks->values[test->block] = &values;
  blocks->geometries[test->block] = shape;
  check = atlas_check_new (blocks, NULL, NULL);

  found = list_findings (check);
  g_assert_cmpstr (found, ==, expected);
  if (test->ground > 0)
    assert_ground (check, test->ground);

  if (shape != atlas_block_get_geometry (atlas_plan_get_block (plan, test->block)))
    atlas_geometry_unref (shape);
}

static void
test_stray_site_is_found (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  AtlasSites *moved = atlas_sites_new ();
  g_autoptr(AtlasBlockTable) blocks = NULL;
  g_autoptr(AtlasCheck) check = NULL;
  g_autofree char *found = NULL;

  for (guint i = 0; i < atlas_sites_get_n (atlas_plan_get_sites (plan)); i++)
    {
      AtlasSite site = atlas_sites_get (atlas_plan_get_sites (plan), i);

      /* The first one leaves its block; the second stands on the border. */
      if (i < 2)
        site.x = atlas_geometry_get_box (atlas_block_get_geometry (
                   atlas_plan_get_block (plan, 0)))->x0 - (i == 0 ? 25 : 0);
      atlas_sites_add (moved, &site);
    }
  atlas_plan_take_sites (plan, moved);

  blocks = atlas_block_table_new (plan);
  check = atlas_check_new (blocks, NULL, NULL);
  found = list_findings (check);
  g_assert_cmpstr (found, ==, "site DC00-0101-C1\n");
}

/* Neighbours that share their edges vertex by vertex neither overlap nor leave
 * gaps, however crooked the edges. */
static void
test_shared_edges_are_sound (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (400);
  g_autoptr(AtlasBlockTable) blocks = atlas_block_table_new (plan);
  g_autoptr(AtlasCheck) check = atlas_check_new (blocks, NULL, NULL);
  g_autofree char *found = list_findings (check);

  g_assert_cmpstr (found, ==, "");
  for (guint kind = 0; kind < ATLAS_N_FINDING_KINDS; kind++)
    g_assert_cmpfloat_with_epsilon (check->ground[kind], 0, 1e-3);
}

/* A district that crosses itself can hold nothing, so it is reported itself. */
static void
test_a_crossed_district_is_found (void)
{
  const AtlasPoint crossed[] = { { 0, 0 }, { 10, 10 }, { 10, 0 }, { 0, 10 } };
  g_autoptr(AtlasPlan) plan = atlas_plan_new ();
  g_autoptr(AtlasBlockTable) blocks = NULL;
  g_autoptr(AtlasCheck) check = NULL;
  GPtrArray *districts = g_ptr_array_new ();
  AtlasFeature *district =
    atlas_feature_new_take (ATLAS_LAYER_DISTRICTS,
                            atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, crossed, 4));

  atlas_feature_set_text (district, 0, "110101");
  g_ptr_array_add (districts, district);
  atlas_plan_take_features (plan, ATLAS_LAYER_DISTRICTS, districts);
  blocks = atlas_block_table_new (plan);
  check = atlas_check_new (blocks, NULL, NULL);

  g_assert_cmpuint (check->findings->len, ==, 1);
  g_assert_cmpint (((AtlasFinding *) check->findings->pdata[0])->kind, ==, ATLAS_FINDING_SHAPE);
  g_assert_cmpstr (((AtlasFinding *) check->findings->pdata[0])->subject, ==, "110101");
}

static void
test_check_can_be_cancelled (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasBlockTable) blocks = atlas_block_table_new (plan);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (atlas_check_new (blocks, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/check/finds/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/check/stray-site", test_stray_site_is_found);
  g_test_add_func ("/check/shared-edges-are-sound", test_shared_edges_are_sound);
  g_test_add_func ("/check/can-be-cancelled", test_check_can_be_cancelled);
  g_test_add_func ("/check/crossed-district", test_a_crossed_district_is_found);

  return g_test_run ();
}
