/* Whether the plan that comes with the program names what each of its maps is
 * about, in windows of all sizes, and whether names stand where they belong. */

#include "atlas-labels.h"
#include "atlas-plan-file.h"
#include "atlas-shapes-private.h"
#include "atlas-silhouette.h"

#include <math.h>
#include <string.h>

#define POINT (96.0 / 72)

typedef struct
{
  AtlasShapes *shapes;
  AtlasStyle  *style;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = atlas_plan_file_dup_sample_path ();
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasPlan) plan = atlas_plan_file_read (path, NULL, &error);

  g_assert_no_error (error);
  fixture->shapes = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);
  fixture->style = atlas_style_new_standard ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  atlas_shapes_unref (fixture->shapes);
  atlas_style_unref (fixture->style);
}

static AtlasScene *
make_scene (Fixture       *fixture,
            guint          map,
            AtlasLanguage  language)
{
  return atlas_scene_new (fixture->shapes, fixture->style, map, language, NULL);
}

/* The label with that name, the first letters of it where it is on two lines. */
static int
find_label (const AtlasLabels *labels,
            const char        *name,
            AtlasTextId        wanted)
{
  for (guint i = 0; i < atlas_labels_get_n (labels); i++)
    {
      AtlasTextId style;

      if (g_strcmp0 (atlas_labels_get (labels, i, &style, NULL), name) == 0 && style == wanted)
        return (int) i;
    }

  return -1;
}

static void
assert_named (Fixture           *fixture,
              const AtlasLabels *labels,
              AtlasLanguage      language,
              AtlasLayer         layer,
              AtlasTextId        style,
              const char        *where)
{
  for (guint i = 0; i < atlas_shapes_get_n (fixture->shapes, layer); i++)
    {
      const char *name = atlas_shapes_get (fixture->shapes, layer, i)->name[language];

      /* What is an axis goes on as its extensions. */
      if (layer == ATLAS_LAYER_AXES && (strstr (name, "延长线") || strstr (name, "xtension")))
        continue;
      if (find_label (labels, name, style) < 0)
        g_error ("%s: “%s” is not named", where, name);
    }
}

/* As the window has it: the city beside the legend, which is in a corner. */
static void
test_the_main_things_have_names (Fixture       *fixture,
                                 gconstpointer  data)
{
  static const struct { double width, height, legend_width, legend_height; } windows[] = {
    { 752, 620, 284, 200 }, { 752, 620, 284, 410 }, { 752, 620, 120, 60 }, { 688, 720, 264, 258 },
    { 1008, 720, 284, 410 }, { 1648, 1000, 284, 300 },
  };
  AtlasSilhouette city;

  atlas_silhouette_init (&city, fixture->shapes);
  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    for (AtlasLanguage language = ATLAS_LANGUAGE_ZH; language <= ATLAS_LANGUAGE_EN; language++)
      for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
        {
          g_autoptr(AtlasScene) scene = make_scene (fixture, map, language);
          const AtlasBox legend = { windows[i].width - windows[i].legend_width,
                                    windows[i].height - windows[i].legend_height,
                                    windows[i].width, windows[i].height };
          AtlasView view = atlas_silhouette_fit (&city, windows[i].width, windows[i].height, 24,
                                                 POINT, &legend, 1);
          g_autoptr(AtlasLabels) labels = atlas_labels_place_around (scene, &view, &legend, 1);
          g_autofree char *where = g_strdup_printf ("map %u, language %d, window %u", map,
                                                    (int) language, i);

          assert_named (fixture, labels, language, ATLAS_LAYER_DISTRICTS, ATLAS_TEXT_DISTRICT,
                        where);
          if (map != 1)
            continue;
          assert_named (fixture, labels, language, ATLAS_LAYER_ZONES, ATLAS_TEXT_ZONE, where);
          assert_named (fixture, labels, language, ATLAS_LAYER_AXES, ATLAS_TEXT_AXIS, where);
        }
}

/* --- Where they belong --- */

static AtlasPoint
to_device (const AtlasView *view,
           AtlasPoint       point)
{
  return (AtlasPoint) { atlas_view_x (view, point.x), atlas_view_y (view, point.y) };
}

/* Odd crossings to the left are inside. */
static gboolean
is_inside (const AtlasGeometry *geometry,
           const AtlasView     *view,
           AtlasPoint           point)
{
  gboolean inside = FALSE;

  for (guint part = 0; part < atlas_geometry_get_n_parts (geometry); part++)
    {
      guint n;
      const AtlasPoint *points = atlas_geometry_get_part (geometry, part, &n);

      for (guint i = 0; i < n; i++)
        {
          AtlasPoint a = to_device (view, points[i > 0 ? i - 1 : n - 1]);
          AtlasPoint b = to_device (view, points[i]);

          if ((a.y > point.y) != (b.y > point.y) &&
              a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x) < point.x)
            inside = !inside;
        }
    }

  return inside;
}

static double
get_box_distance (const AtlasBox *box,
                  AtlasPoint      point)
{
  double x = MAX (MAX (box->x0 - point.x, point.x - box->x1), 0);
  double y = MAX (MAX (box->y0 - point.y, point.y - box->y1), 0);

  return hypot (x, y);
}

/* From a box to the nearest water, by places close to each other on the shore. */
static double
get_shore_distance (const AtlasGeometry *geometry,
                    const AtlasView     *view,
                    const AtlasBox      *box)
{
  double least = G_MAXDOUBLE;

  if (is_inside (geometry, view, (AtlasPoint) { (box->x0 + box->x1) / 2, (box->y0 + box->y1) / 2 }))
    return 0;

  for (guint part = 0; part < atlas_geometry_get_n_parts (geometry); part++)
    {
      guint n;
      const AtlasPoint *points = atlas_geometry_get_part (geometry, part, &n);

      for (guint i = 0; i < n; i++)
        {
          AtlasPoint a = to_device (view, points[i > 0 ? i - 1 : n - 1]);
          AtlasPoint b = to_device (view, points[i]);
          double length = hypot (b.x - a.x, b.y - a.y);

          for (double t = 0; t <= length; t += 1)
            least = MIN (least, get_box_distance (box, (AtlasPoint) {
                                  a.x + (b.x - a.x) * t / MAX (length, 1),
                                  a.y + (b.y - a.y) * t / MAX (length, 1) }));
        }
    }

  return least;
}

static AtlasView
make_view (Fixture *fixture,
           double   zoom,
           double   x,
           double   y)
{
  const AtlasBox *box = atlas_shapes_get_box (fixture->shapes);
  AtlasView view = atlas_view_fit (box, 1000, 700, 24, POINT);

  view.scale *= zoom;
  view.x0 = box->x0 + x * atlas_box_width (box) - view.width / 2 / view.scale;
  view.y0 = box->y0 + y * atlas_box_height (box) - view.height / 2 / view.scale;

  return view;
}

static guint
check_lakes (Fixture           *fixture,
             const AtlasLabels *labels,
             const AtlasView   *view,
             AtlasLanguage      language)
{
  double em = fixture->style->texts[ATLAS_TEXT_WATER].size * view->point;
  guint n = 0;

  for (guint i = 0; i < atlas_shapes_get_n (fixture->shapes, ATLAS_LAYER_WATER); i++)
    {
      const AtlasShape *lake = atlas_shapes_get (fixture->shapes, ATLAS_LAYER_WATER, i);
      int label = lake->kind == ATLAS_GEOMETRY_POLYGON
                  ? find_label (labels, lake->name[language], ATLAS_TEXT_WATER) : -1;
      double distance;
      AtlasBox box;

      if (label < 0)
        continue;
      atlas_labels_get (labels, (guint) label, NULL, &box);
      distance = get_shore_distance (lake->geometry, view, &box);
      if (distance > 0.6 * em)
        g_error ("“%s” is %.0f pixels from its water at %g", lake->name[language], distance,
                 view->scale);
      n++;
    }

  return n;
}

static void
test_a_lake_has_its_name_at_hand (Fixture       *fixture,
                                  gconstpointer  data)
{
  guint n = 0, step = 0;

  /* By turns in both languages. */
  for (double zoom = 0.6; zoom < 30; zoom *= 1.7, step++)
    for (guint i = 0; i < 9; i++)
      {
        AtlasLanguage language = (i + step) % 2 == 0 ? ATLAS_LANGUAGE_ZH : ATLAS_LANGUAGE_EN;
        g_autoptr(AtlasScene) scene = make_scene (fixture, 1 + i % 6, language);
        AtlasView view = make_view (fixture, zoom, 0.15 + i % 3 * 0.35, 0.2 + i / 3 * 0.3);
        g_autoptr(AtlasLabels) labels = atlas_labels_place (scene, &view);

        n += check_lakes (fixture, labels, &view, language);
      }
  g_assert_cmpuint (n, >, 100);
}

/* From inside the district to the letters. */
static guint
check_leaders (Fixture           *fixture,
               const AtlasLabels *labels,
               const AtlasView   *view,
               AtlasLanguage      language)
{
  guint n = 0;

  for (guint i = 0; i < atlas_shapes_get_n (fixture->shapes, ATLAS_LAYER_DISTRICTS); i++)
    {
      const AtlasShape *district = atlas_shapes_get (fixture->shapes, ATLAS_LAYER_DISTRICTS, i);
      int label = find_label (labels, district->name[language], ATLAS_TEXT_DISTRICT);
      const AtlasBox *parts;
      AtlasPoint from, to;
      guint n_parts;

      if (label < 0 || !atlas_labels_get_leader (labels, (guint) label, &from, &to))
        continue;
      parts = atlas_labels_get_parts (labels, (guint) label, &n_parts);
      g_assert_true (is_inside (district->geometry, view, from));
      g_assert_cmpfloat (get_box_distance (&parts[0], to), <=, 4 * view->point);
      g_assert_cmpfloat (get_box_distance (&parts[0], from), >, 0);
      n++;
    }

  return n;
}

static void
test_lines_lead_from_what_is_named (Fixture       *fixture,
                                    gconstpointer  data)
{
  guint n = 0;

  for (AtlasLanguage language = ATLAS_LANGUAGE_ZH; language <= ATLAS_LANGUAGE_EN; language++)
    for (guint map = 1; map <= ATLAS_N_MAPS; map++)
      for (double zoom = 0.6; zoom < 4; zoom *= 1.5)
        {
          g_autoptr(AtlasScene) scene = make_scene (fixture, map, language);
          AtlasView view = make_view (fixture, zoom, 0.5, 0.6);
          g_autoptr(AtlasLabels) labels = atlas_labels_place (scene, &view);

          n += check_leaders (fixture, labels, &view, language);
        }
  g_assert_cmpuint (n, >, 30);
}

/* The longest line to the name of a district, beyond the district itself, points. */
static double
find_longest_leader (Fixture           *fixture,
                     const AtlasLabels *labels,
                     const AtlasView   *view,
                     AtlasLanguage      language)
{
  double longest = 0;

  for (guint i = 0; i < atlas_shapes_get_n (fixture->shapes, ATLAS_LAYER_DISTRICTS); i++)
    {
      const AtlasShape *district = atlas_shapes_get (fixture->shapes, ATLAS_LAYER_DISTRICTS, i);
      const AtlasBox *box = atlas_geometry_get_box (district->geometry);
      double radius = MIN (atlas_box_width (box), atlas_box_height (box)) / 2 * view->scale;
      int label = find_label (labels, district->name[language], ATLAS_TEXT_DISTRICT);
      AtlasPoint from, to;

      if (label >= 0 && atlas_labels_get_leader (labels, (guint) label, &from, &to))
        longest = MAX (longest, (hypot (to.x - from.x, to.y - from.y) - radius) / view->point);
    }

  return longest;
}

/* Large letters are no reason to put a name far from what it names. */
static void
test_large_names_are_near (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr(AtlasStyle) style = atlas_style_new_scaled (fixture->style, 2);
  AtlasSilhouette city;
  AtlasView view;

  atlas_silhouette_init (&city, fixture->shapes);
  view = atlas_silhouette_fit (&city, 1008, 720, 24, POINT, NULL, 0);
  for (AtlasLanguage language = ATLAS_LANGUAGE_ZH; language <= ATLAS_LANGUAGE_EN; language++)
    for (guint map = 1; map <= ATLAS_N_MAPS; map++)
      {
        g_autoptr(AtlasScene) scene = atlas_scene_new (fixture->shapes, style, map, language, NULL);
        g_autoptr(AtlasLabels) labels = atlas_labels_place (scene, &view);
        g_assert_cmpfloat (find_longest_leader (fixture, labels, &view, language), <=, 90);
      }
}

static const AtlasShape *
find_district (Fixture    *fixture,
               const char *name)
{
  for (guint i = 0; i < atlas_shapes_get_n (fixture->shapes, ATLAS_LAYER_DISTRICTS); i++)
    {
      const AtlasShape *district = atlas_shapes_get (fixture->shapes, ATLAS_LAYER_DISTRICTS, i);

      if (g_strcmp0 (district->name[ATLAS_LANGUAGE_ZH], name) == 0)
        return district;
    }

  g_assert_not_reached ();
}

/* The name of the western city does not stand beyond the eastern city, nor the other
 * way round. @of: the other */
static guint
check_side (const AtlasLabels *labels,
            const AtlasView   *view,
            const char        *name,
            const AtlasShape  *of,
            gboolean           east)
{
  int label = find_label (labels, name, ATLAS_TEXT_DISTRICT);
  double there = atlas_view_x (view, of->label.x);
  const AtlasBox *parts;
  double middle;
  guint n;

  if (label < 0)
    return 0;

  parts = atlas_labels_get_parts (labels, (guint) label, &n);
  middle = (parts[0].x0 + parts[n - 1].x1) / 2;
  if (east)
    g_assert_cmpfloat (middle, >, there);
  else
    g_assert_cmpfloat (middle, <, there);

  return 1;
}

/* Where no other name takes the room. */
static AtlasScene *
make_scene_of_districts (Fixture       *fixture,
                         AtlasLanguage  language)
{
  AtlasSceneOptions options;

  atlas_scene_options_init (&options, &fixture->style->maps[1]);
  for (AtlasDrawnLayer layer = 0; layer < ATLAS_N_DRAWN_LAYERS; layer++)
    atlas_scene_options_set_shown (&options, layer, layer == ATLAS_DRAWN_DISTRICTS ||
                                                    layer == ATLAS_DRAWN_NAMES);

  return atlas_scene_new_with_options (fixture->shapes, fixture->style, 2, language, NULL,
                                       &options);
}

static void
test_west_is_not_east (Fixture       *fixture,
                       gconstpointer  data)
{
  const AtlasShape *west = find_district (fixture, "西城区");
  const AtlasShape *east = find_district (fixture, "东城区");
  guint n = 0;

  for (AtlasLanguage language = ATLAS_LANGUAGE_ZH; language <= ATLAS_LANGUAGE_EN; language++)
    for (double zoom = 0.6; zoom < 2; zoom *= 1.15)
      {
        g_autoptr(AtlasScene) scene = make_scene_of_districts (fixture, language);
        AtlasView view = make_view (fixture, zoom, 0.5, 0.6);
        g_autoptr(AtlasLabels) labels = atlas_labels_place (scene, &view);

        n += check_side (labels, &view, west->name[language], east, FALSE);
        n += check_side (labels, &view, east->name[language], west, TRUE);
      }
  g_assert_cmpuint (n, >, 30);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/label-places/the-main-things-have-names", test_the_main_things_have_names);
  ADD ("/label-places/a-lake-has-its-name-at-hand", test_a_lake_has_its_name_at_hand);
  ADD ("/label-places/lines-lead-from-what-is-named", test_lines_lead_from_what_is_named);
  ADD ("/label-places/large-names-are-near", test_large_names_are_near);
  ADD ("/label-places/west-is-not-east", test_west_is_not_east);

  return g_test_run ();
}
