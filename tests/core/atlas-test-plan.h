#pragma once

#include "atlas-plan.h"

G_BEGIN_DECLS

/* Plans made up for tests and benches. */

/**
 * atlas_test_plan_new:
 *
 * A small plan in which every attribute, kind of shape and table occurs: two
 * districts with eight blocks, one with a hole that another one fills, one of
 * two pieces, one with nothing but what is required; some sites; one or two
 * rows in each table. Sound: amounts are the sums of the sites, areas are
 * measured, nothing overlaps.
 *
 * Returns: (transfer full)
 */
AtlasPlan     *atlas_test_plan_new           (void);

/**
 * atlas_test_plan_new_large:
 *
 * @n_blocks wobbly quadrilaterals of 20 corners over some 3,500 km², which
 * share their edges vertex by vertex, in five zones and three classes; up to
 * 7,720 sites; one district. The same for each call.
 *
 * Returns: (transfer full)
 */
AtlasPlan     *atlas_test_plan_new_large     (guint           n_blocks);

/* Returns: (transfer full): an axis-parallel rectangle */
AtlasGeometry *atlas_test_rectangle          (double          x0,
                                              double          y0,
                                              double          x1,
                                              double          y1);

/* How often a test of kills kills: 20 times, or as often as ATLAS_TEST_KILLS says. */
guint          atlas_test_get_n_kills        (void);

/* Fails the test with a message where the two differ in anything. */
void           atlas_test_assert_plans_equal (AtlasPlan      *a,
                                              AtlasPlan      *b);

G_END_DECLS
