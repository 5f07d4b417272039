#include "atlas-contrast.h"

/* #757575 and #777777 are the greys at either side of the middle: 4.61 to 1 and
 * 4.48 to 1 against white, 4.56 to 1 and 4.69 to 1 against black. */
static void
test_better_lettering (void)
{
  static const struct { guint rgb; gboolean dark; } colors[] = {
    { 0x000000, TRUE }, { 0xffffff, FALSE },
    { 0xff0000, FALSE }, { 0x00ff00, FALSE }, { 0x0000ff, TRUE },
    { 0x757575, TRUE }, { 0x777777, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    {
      AtlasColor color = { (colors[i].rgb >> 16 & 255) / 255.0, (colors[i].rgb >> 8 & 255) / 255.0,
                           (colors[i].rgb & 255) / 255.0, 1 };

      g_assert_cmpint (atlas_contrast_is_dark (&color), ==, colors[i].dark);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contrast/lettering-is-what-reads-better", test_better_lettering);

  return g_test_run ();
}
