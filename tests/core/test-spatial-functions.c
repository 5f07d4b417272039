/* What triggers of spatial indexes ask of a geometry: OGC 12-128r17, annex F.3. */

#include "atlas-spatial-functions.h"

#include <glib.h>

/* Geometries as GeoPackages hold them, in hexadecimal: header with the flags, then well-known
 * binary. Numbers: 1 is 3FF0..., 2 is 4000..., 3 is 4008..., 4 is 4010..., 5 is 4014... */
#define LITTLE_POINT \
  "X'475000010000000001" "01000000" "000000000000F03F" "0000000000000040'"
#define BIG_POINT \
  "X'4750000000000000" "00" "00000001" "3FF0000000000000" "4000000000000000'"
/* From 1 2 by 4 3 to 3 5; no envelope in its header. */
#define LINE \
  "X'475000010000000001" "02000000" "03000000" "000000000000F03F" "0000000000000040" \
  "0000000000001040" "0000000000000840" "0000000000000840" "0000000000001440'"
/* Only the header is looked at: minx, maxx, miny, maxy. */
#define ENVELOPE \
  "X'4750000300000000" "000000000000F03F" "0000000000001040" "0000000000000040" \
  "0000000000001440" "01'"
#define EMPTY "X'4750001100000000" "01" "02000000" "00000000'"
/* A point whose second number is cut off. */
#define CUT "X'475000010000000001" "01000000" "000000000000F03F'"

typedef struct
{
  const char *geometry;
  const char *answer; /* ST_IsEmpty, ST_MinX, ST_MaxX, ST_MinY, ST_MaxY */
} Case;

static void
test_bounds (void)
{
  static const Case cases[] = {
    { LITTLE_POINT, "0 1.0 1.0 2.0 2.0" },
    { BIG_POINT, "0 1.0 1.0 2.0 2.0" },
    { LINE, "0 1.0 4.0 2.0 5.0" },
    { ENVELOPE, "0 1.0 4.0 2.0 5.0" },
    { EMPTY, "1 - - - -" },
    { CUT, "- - - - -" },
    { "X''", "- - - - -" },
    { "'no geometry'", "- - - - -" },
    { "NULL", "- - - - -" },
  };
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (":memory:", &handle), ==, SQLITE_OK);
  g_assert_cmpint (atlas_spatial_functions_add (handle), ==, SQLITE_OK);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql =
        g_strdup_printf ("SELECT ifnull (ST_IsEmpty (g), '-') || ' ' || ifnull (ST_MinX (g), '-') "
                         "|| ' ' || ifnull (ST_MaxX (g), '-') || ' ' || ifnull (ST_MinY (g), '-') "
                         "|| ' ' || ifnull (ST_MaxY (g), '-') FROM (SELECT %s AS g)",
                         cases[i].geometry);
      sqlite3_stmt *statement = NULL;

      g_test_message ("%s", cases[i].geometry);
      g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
      g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, cases[i].answer);
      sqlite3_finalize (statement);
    }

  sqlite3_close (handle);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/spatial-functions/bounds", test_bounds);

  return g_test_run ();
}
