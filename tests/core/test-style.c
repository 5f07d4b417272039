#include "atlas-error.h"
#include "atlas-style.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static char *
dup_standard_text (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "resources", "styles",
                                                 "standard.style", NULL);
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static char *
replace_once (const char *text,
              const char *what,
              const char *with)
{
  const char *at = strstr (text, what);

  g_assert_nonnull (at);

  return g_strdup_printf ("%.*s%s%s", (int) (at - text), text, with, at + strlen (what));
}

static guint
line_of (const char *text,
         const char *what)
{
  const char *at = strstr (text, what);
  guint line = 1;

  for (const char *c = text; c < at; c++)
    line += *c == '\n';

  return line;
}

/* Every mistake names file, line and key, so that one finds it. */
static void
test_fault_names_line_and_key (void)
{
  static const struct
  {
    const char *right;
    const char *wrong;
    const char *key;
    const char *at; /* where the fault is told; NULL: at what was right */
  } faults[] = {
    { "paper = #ffffff", "paper = white", "paper" },
    { "paper = #ffffff", "paper = #fffff", "paper" },
    { "paper = #ffffff", "paper = #ffffgg", "paper" },
    { "width = 1.3", "width = wide", "width" },
    { "width = 1.3", "width = -1", "width" },
    { "width = 1.3", "width = nan", "width" },
    { "width = 1.3", "breadth = 1.3\nwidth = 1.3", "breadth" },
    { "dash = 5 1.6 1.2 1.6", "dash = 5", "dash" },
    { "dash = 5 1.6 1.2 1.6", "dash = 1 2 3 4 5", "dash" },
    { "dash = 5 1.6 1.2 1.6", "dash = 0 0", "dash" },
    { "dash = 5 1.6 1.2 1.6", "dash = 5 inf", "dash" },
    { "weight = 400", "weight = 400.5", "weight" },
    { "italic = yes", "italic = maybe", "italic" },
    { "shape = circle", "shape = blob", "shape" },
    { "content = zones axes", "content = zones axis", "content" },
    { "resource = compounds", "resource = houses", "resource" },
    { "scale_bar = 0 5 10 20", "scale_bar = 5 10 20", "scale_bar" },
    { "scale_bar = 0 5 10 20", "scale_bar = 0 5 5 20", "scale_bar" },
    { "scale_bar = 0 5 10 20", "scale_bar = 0 1e300", "scale_bar" },
    { "legend = fill:class-key", "legend = fill:class-kay", "legend" },
    { "legend_zh = 城市更新重点街区 |", "legend_zh =", "legend_zh" },
    { "colors = #fff1b400", "colors = red", "colors" },
    { "title_zh = 主要商圈分布示意图", "title_zh =", "title_zh" },
    { "rail_zh = 轨道交通", "rail_zh =", "rail_zh" },
    { "rail_en = Rail transit", "railway_en = Rail transit\nrail_en = Rail", "railway_en" },
    { "size = 15", "size = 15\nsize = 15", "size", "weight = 400" },
    { "angle = 45", "angle = steep", "angle" },
    { "spacing = 2.6", "spacing = 0", "spacing" },
    { "spacing = 2.6", "", "spacing", "[hatch class-renewal]" },
    { "name_zh = 灰度", "name_zh =", "name_zh" },
    { "class-key = #525252", "class-key = grey", "class-key" },
    { "class-key = #525252", "class-kay = #525252", "class-kay" },
    { "[grey fills]", "[gray fills]", "outside", "outside = #f1f1f1" },
    { "[palette grey]", "[palette standard]", "name_zh", "name_zh = 灰度" },
    { "[palette grey]", "[palette dark grey]", "name_zh", "name_zh = 灰度" },
  };
  g_autofree char *text = dup_standard_text ();

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *faulty = replace_once (text, faults[i].right, faults[i].wrong);
      g_autoptr(GError) error = NULL;
      g_autofree char *place = NULL;
      g_autofree char *key = g_strdup_printf ("] %s: ", faults[i].key);
      guint line = line_of (text, faults[i].at != NULL ? faults[i].at : faults[i].right);

      place = g_strdup_printf ("my.style:%u: [", line);
      g_assert_null (atlas_style_parse ("my.style", faulty, strlen (faulty), &error));
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT);
      g_assert_true (g_str_has_prefix (error->message, place));
      g_assert_nonnull (strstr (error->message, key));
    }
}

static gboolean
is_optional (const char *line)
{
  static const char *const optional[] = {
    "blue", "casing", "dash", "green", "halo", "note_", "sample_note_", "scale_bar", "viridis",
  };

  for (guint i = 0; i < G_N_ELEMENTS (optional); i++)
    if (g_str_has_prefix (line, optional[i]))
      return TRUE;

  return FALSE;
}

/* Leaves out each line in turn: no needed value can be forgotten. */
static void
test_nothing_may_be_missing (void)
{
  g_autofree char *text = dup_standard_text ();
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean in_words = FALSE;
  gboolean in_palettes = FALSE; /* which hold what they like, but have names */

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *kept = lines[i];
      g_autofree char *shorter = NULL;
      g_autoptr(AtlasStyle) style = NULL;
      g_autoptr(GError) error = NULL;

      if (*lines[i] == '[')
        {
          in_words = g_str_equal (lines[i], "[words]");
          in_palettes = in_palettes || g_str_has_prefix (lines[i], "[palette ");
        }
      lines[i] = g_strdup ("#");
      shorter = g_strjoinv ("\n", lines);
      style = atlas_style_parse ("my.style", shorter, strlen (shorter), &error);
      g_free (lines[i]);
      lines[i] = g_steal_pointer (&kept);

      if (strchr (lines[i], '=') != NULL && *lines[i] != '#' &&
          (in_words || !is_optional (lines[i])) &&
          (!in_palettes || g_str_has_prefix (lines[i], "name_")))
        g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT);
    }
}

static void
test_missing_group_is_told_at_the_end (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (atlas_style_parse ("my.style", "# mine\n\n", 8, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT);
  g_assert_true (g_str_has_prefix (error->message, "my.style:3: [fills] "));
}

/* A pipe that nobody writes to would be waited for, a device never ends. */
static void
test_only_files_are_read (void)
{
  static const char *const paths[] = { NULL, "/dev/zero", "/", "/dev/null" };
  g_autofree char *folder = g_dir_make_tmp ("atlas-XXXXXX", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe.style", NULL);

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      const char *path = paths[i] != NULL ? paths[i] : pipe;
      g_autoptr(GError) error = NULL;

      g_assert_null (atlas_style_load (path, &error));
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS);
      g_assert_true (g_str_has_prefix (error->message, path));
    }
  g_unlink (pipe);
  g_rmdir (folder);
}

static void
test_not_text_is_an_error (void)
{
  static const char data[] = { '[', (char) 0xff, (char) 0xfe, ']', 0 };
  g_autoptr(GError) error = NULL;

  g_assert_null (atlas_style_parse ("my.style", data, 4, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_null (atlas_style_parse ("my.style", "", 0, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_null (atlas_style_load ("/nowhere/my.style", &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS);
}

/* Titles and legends as the plan's sheets have them. */
static void
test_legend_follows_the_plan (void)
{
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();

  g_assert_cmpstr (style->maps[1].title[ATLAS_LANGUAGE_ZH], ==, "城市更新街区分布示意图");
  g_assert_cmpuint (style->maps[0].n_legend, ==, 6);
  g_assert_cmpstr (style->maps[0].legend[3].text[ATLAS_LANGUAGE_ZH], ==,
                   "两轴：优化首都功能，提升国际城市文化形象");
  g_assert_cmpint (style->maps[0].legend[3].kind, ==, ATLAS_LEGEND_LINE);
  g_assert_cmpuint (style->maps[0].legend[3].number, ==, ATLAS_LINE_AXIS);
  g_assert_cmpint (style->maps[4].resource, ==, ATLAS_RESOURCE_FACTORIES);
  g_assert_cmpuint (style->maps[5].n_scale_bar, ==, 4);
  g_assert_cmpfloat (style->maps[5].scale_bar[1], ==, 2.5);
}

/* Each layer has the two names that stand beside its word. */
static void
test_layers_have_names (void)
{
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autofree char *text = dup_standard_text ();

  for (guint i = 0; i < ATLAS_N_DRAWN_LAYERS; i++)
    {
      g_autofree char *line =
        g_strdup_printf ("\n%s_zh = %s\n%s_en = %s\n", atlas_drawn_layer_get_key (i),
                         style->layers[i][ATLAS_LANGUAGE_ZH], atlas_drawn_layer_get_key (i),
                         style->layers[i][ATLAS_LANGUAGE_EN]);

      g_assert_nonnull (strstr (text, line));
    }
}

/* Lettering and the symbols it stands beside; a sheet's head and lines are
 * made for each other. */
static void
test_larger_lettering_leaves_titles_and_lines (void)
{
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasStyle) large = atlas_style_new_scaled (style, 1.5);

  for (guint i = 0; i < ATLAS_N_TEXTS; i++)
    {
      double factor = i == ATLAS_TEXT_SERIES || i == ATLAS_TEXT_TITLE ? 1 : 1.5;

      g_assert_cmpfloat (large->texts[i].size, ==, style->texts[i].size * factor);
      g_assert_cmpfloat (large->texts[i].halo_width, ==, style->texts[i].halo_width * factor);
      g_assert_cmpstr (large->texts[i].family, ==, style->texts[i].family);
    }
  for (guint i = 0; i < ATLAS_N_SYMBOLS; i++)
    g_assert_cmpfloat (large->symbols[i].size, ==, style->symbols[i].size * 1.5);
  g_assert_cmpmem (large->lines, sizeof large->lines, style->lines, sizeof style->lines);
  g_assert_cmpmem (large->hatches, sizeof large->hatches, style->hatches, sizeof style->hatches);
}

/* In whichever order one chooses palette and size, the picture is the same. */
static void
test_palettes_grow_with_their_style (void)
{
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasStyle) large = atlas_style_new_scaled (style, 2);
  g_autoptr(AtlasStyle) large_grey = atlas_style_new_variant (large, "grey");
  g_autoptr(AtlasStyle) grey = atlas_style_new_variant (style, "grey");
  g_autoptr(AtlasStyle) grey_large = atlas_style_new_scaled (grey, 2);

  g_assert_cmpmem (large_grey->fills, sizeof grey->fills, grey_large->fills, sizeof grey->fills);
  g_assert_cmpmem (large_grey->symbols, sizeof grey->symbols, grey_large->symbols,
                   sizeof grey->symbols);
  for (guint i = 0; i < ATLAS_N_TEXTS; i++)
    g_assert_cmpfloat (large_grey->texts[i].size, ==, grey_large->texts[i].size);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/style/fault-names-line-and-key", test_fault_names_line_and_key);
  g_test_add_func ("/style/nothing-may-be-missing", test_nothing_may_be_missing);
  g_test_add_func ("/style/not-text-is-an-error", test_not_text_is_an_error);
  g_test_add_func ("/style/missing-group-is-told-at-the-end",
                   test_missing_group_is_told_at_the_end);
  g_test_add_func ("/style/only-files-are-read", test_only_files_are_read);
  g_test_add_func ("/style/layers-have-names", test_layers_have_names);
  g_test_add_func ("/style/larger-lettering-leaves-titles-and-lines",
                   test_larger_lettering_leaves_titles_and_lines);
  g_test_add_func ("/style/palettes-grow-with-their-style", test_palettes_grow_with_their_style);
  g_test_add_func ("/style/legend-follows-the-plan", test_legend_follows_the_plan);

  return g_test_run ();
}
