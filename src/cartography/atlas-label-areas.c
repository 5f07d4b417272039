#include "atlas-label-names.h"

#include <math.h>
#include <string.h>

/* Of the style's size, for names of areas that are too small for them. */
#define SMALL_SIZE 0.75

/* Points: from what size of the city on names that a map is about have their full
 * size, and what share of it they have at least. */
#define FULL_CITY 520.0
#define LEAST_SIZE 0.75

/* Em: from what size of an area on a line may lead from it to its name. Points: how
 * long that line is at most, beyond the area itself, however large the letters. */
#define LEAST_LED 0.5
#define MAX_LEADER 84.0
/* Points: from half this size of an area on the line within it alone would be too long. */
#define MAX_LED 168.0

/* At most, of a line that leads over the nearest area of the layer: the name of the
 * western city is not looked for in the east. */
#define COST_OVER_NEIGHBOUR 8.0

/* So many stretches of shore, across and along. */
#define N_ASHORE 6

/* Places inside the area where the label begun last fits; the cost is the
 * distance from @wish, in widths of the area. */
static GArray *
list_spots (AtlasLabelBuilder *b,
            AtlasLabelRoom    *area,
            AtlasPoint         wish,
            double             extent,
            double             margin)
{
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (AtlasLabelSpot));
  double width = atlas_box_width (&b->ink) + 2 * margin;
  guint n_lines = atlas_label_room_get_n (area);
  guint stride = 1 + n_lines / 60;

  for (guint i = 0; i < n_lines; i += stride)
    {
      guint n;
      const AtlasLabelSpan *spans = atlas_label_room_get (area, i, &n);
      double y = atlas_label_room_get_y (area, i);

      for (guint k = 0; k < n; k++)
        {
          double room = spans[k].x1 - spans[k].x0 - width;
          guint n_places = CLAMP (room / width * 3, 0, 6) + 1;

          for (guint p = 0; room >= 0 && p < n_places; p++)
            {
              double x = spans[k].x0 + width / 2 + room * (p + 0.5) / n_places;
              AtlasBox box = atlas_label_get_box_at (b, x, y, margin);
              AtlasLabelSpot spot = { x, y, hypot (x - wish.x, y - wish.y) / extent };

              if (atlas_label_room_contains (area, &box))
                g_array_append_val (spots, spot);
            }
        }
    }

  return spots;
}

/* Too small an area: across its middle all the same, its own middle inside, at
 * most so many @steps off; the worse the more of the name is outside. @width:
 * of the area */
static void
add_across (AtlasLabelBuilder *b,
            AtlasLabelRoom    *area,
            AtlasPoint         middle,
            double             width,
            int                steps,
            double             step)
{
  double em = atlas_label_builder_get_em (b, b->text_style) * b->text_size;
  double outside = MAX (atlas_box_width (&b->ink) / MAX (width, 1) - 1, 0);

  for (int i = -steps; i <= steps; i++)
    for (int k = -steps; k <= steps; k++)
      {
        double x = middle.x + k * step;
        double y = middle.y + i * step;
        AtlasBox core = { x - em / 4, y - em / 4, x + em / 4, y + em / 4 };

        if (atlas_label_room_contains (area, &core))
          atlas_label_builder_add_centred (b, x, y, 0,
                                           4 + 2 * hypot (i, k) + 1.5 * MIN (outside, 20));
      }
}

/* Where the line to a name in that direction begins: nearer to the area's edge
 * than to its middle, where there is most. */
static AtlasPoint
find_start (AtlasLabelBuilder *b,
            AtlasLabelRoom    *area,
            AtlasPoint         middle,
            double             right,
            double             down)
{
  AtlasPoint start = { middle.x + right * 0.55, middle.y + down * 0.55 };
  double r = 2 * b->point;
  AtlasBox dot = { start.x - r, start.y - r, start.x + r, start.y + r };

  return atlas_label_room_contains (area, &dot) ? start : middle;
}

void
atlas_label_add_led (AtlasLabelBuilder *b,
                     AtlasPoint         from,
                     AtlasPoint         around,
                     double             angle,
                     double             distance,
                     double             cost)
{
  double c = cos (angle);
  double s = sin (angle);
  /* Led to a corner where it goes askew, else to the middle of a side. */
  double x = distance * c + atlas_box_width (&b->ink) / 2 * CLAMP (1.4 * c, -1, 1);
  double y = distance * s + atlas_box_height (&b->ink) / 2 * CLAMP (1.4 * s, -1, 1);

  atlas_label_builder_add_led (b, from, around.x + x, around.y + y, cost + 0.4 * fabs (s));
}

/* Where the area nearest to a district lies: the way not to go. (0, 0): there is none */
static AtlasPoint
find_neighbour (AtlasLabelBuilder *b,
                const AtlasShape  *shape)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (b->scene);
  double nearest = G_MAXDOUBLE;
  AtlasPoint direction = { 0, 0 };

  for (guint i = 0; i < atlas_shapes_get_n (shapes, ATLAS_LAYER_DISTRICTS); i++)
    {
      const AtlasShape *other = atlas_shapes_get (shapes, ATLAS_LAYER_DISTRICTS, i);
      double right = other->label.x - shape->label.x;
      double down = other->label.y - shape->label.y;
      double distance = hypot (right, down);

      if (distance > 0 && distance < nearest)
        {
          nearest = distance;
          direction = (AtlasPoint) { right / distance, down / distance };
        }
    }

  return direction;
}

/* Around too small an area, with a line that leads there from within. @neighbour:
 * direction that costs more */
static void
add_around (AtlasLabelBuilder *b,
            AtlasLabelRoom    *area,
            AtlasPoint         middle,
            AtlasPoint         neighbour,
            double             radius,
            double             cost)
{
  double em = atlas_label_builder_get_em (b, b->text_style);
  /* Those that are hardly wanted are few. */
  double step = cost > COST_LED ? 2.2 : 1.4;

  for (double length = 0.6; length * em < MAX_LEADER * b->point; length *= step)
    for (guint i = 0; i < 12; i++)
      {
        double angle = i * G_PI / 6;
        AtlasPoint from = find_start (b, area, middle, radius * cos (angle), radius * sin (angle));
        double over = MAX (cos (angle) * neighbour.x + sin (angle) * neighbour.y, 0);

        atlas_label_add_led (b, from, middle, angle, radius + length * em,
                             cost + 1.5 * length + COST_OVER_NEIGHBOUR * over);
      }
}

double
atlas_label_get_size (AtlasLabelBuilder *b)
{
  const AtlasBox *city = atlas_shapes_get_box (atlas_scene_get_shapes (b->scene));
  double points = MIN (atlas_box_width (city), atlas_box_height (city)) * b->view->scale / b->point;

  return CLAMP (points / FULL_CITY, LEAST_SIZE, 1);
}

/* A long name on two lines, but no word in two. */
static double
choose_width (AtlasLabelBuilder *b,
              AtlasTextId        style,
              const char        *name)
{
  const AtlasTextStyle *text_style = &b->style->texts[style];
  g_auto (GStrv) words = g_strsplit (name, " ", -1);
  double em = atlas_label_builder_get_em (b, style);
  double least, width;

  atlas_lettering_measure (b->lettering, text_style, name, 0, &width, NULL);
  if (width < 7 * em || words[0] == NULL || words[1] == NULL)
    return 0;

  least = width * 0.6;
  for (guint i = 0; words[i]; i++)
    {
      atlas_lettering_measure (b->lettering, text_style, words[i], 0, &width, NULL);
      least = MAX (least, width + em / 2);
    }

  return least;
}

/* Is all of it seen? */
static gboolean
is_whole (AtlasLabelBuilder *b,
          const AtlasBox    *box)
{
  AtlasBox seen = atlas_view_get_box (b->view);

  return box->x0 >= seen.x0 && box->x1 <= seen.x1 && box->y0 >= seen.y0 && box->y1 <= seen.y1;
}

/* May others leave the name of such an area no room in it? */
static gboolean
is_tight (AtlasLabelBuilder *b,
          const AtlasBox    *box)
{
  return atlas_box_width (box) * b->view->scale < 3.5 * atlas_box_width (&b->ink) &&
         atlas_box_height (box) * b->view->scale < 16 * atlas_box_height (&b->ink);
}

/* The name that has no room in its area: smaller, and if need be outside, where
 * one that would fit inside goes last of all. */
static void
add_small (AtlasLabelBuilder *b,
           const AtlasShape  *shape,
           AtlasLabelRoom    *area,
           AtlasPoint         wish)
{
  double em = atlas_label_builder_get_em (b, b->text_style);
  const AtlasBox *box = atlas_geometry_get_box (shape->geometry);
  double width = atlas_box_width (box) * b->view->scale;
  double height = atlas_box_height (box) * b->view->scale;
  g_autoptr (GArray) spots = NULL;

  atlas_label_builder_set_size (b, b->text_style == ATLAS_TEXT_ZONE ? SMALL_SIZE * b->text_size
                                                                    : SMALL_SIZE);
  spots = list_spots (b, area, wish, MAX (MIN (width, height), 1) / 8, em * 0.1);
  for (guint i = 0; i < spots->len; i++)
    g_array_index (spots, AtlasLabelSpot, i).cost += 2;
  atlas_label_builder_add_best (b, spots, 12);
  add_across (b, area, wish, width, 1, MIN (em * 0.6, MIN (width, height) / 5));
  if (is_whole (b, box) && sqrt (width * height) >= LEAST_LED * em &&
      MIN (width, height) / 2 < MAX_LED * b->point)
    add_around (b, area, wish,
                b->text_style == ATLAS_TEXT_DISTRICT ? find_neighbour (b, shape)
                                                     : (AtlasPoint) { 0, 0 },
                MIN (width, height) / 2, COST_LED * (spots->len > 0 ? 5 : 1));
}

static void
add_area (AtlasLabelBuilder *b,
          const AtlasShape  *shape,
          const char        *name,
          AtlasTextId        style,
          double             weight)
{
  double em = atlas_label_builder_get_em (b, style);
  g_autoptr (AtlasLabelRoom) area = atlas_label_room_new (b->view, em / 4);
  g_autoptr (GArray) spots = NULL;
  AtlasPoint wish = atlas_label_to_device (b, shape->label);
  const AtlasBox *box = atlas_geometry_get_box (shape->geometry);
  double extent = MIN (atlas_box_width (box), atlas_box_height (box)) * b->view->scale;
  AtlasPoint centre;

  atlas_label_room_add (area, shape->geometry);
  if (!atlas_label_room_get_centre (area, &centre))
    return;
  if (!atlas_label_builder_shows (b, wish))
    wish = centre;

  atlas_label_builder_add (b, style, name, choose_width (b, style, name), weight);
  atlas_label_builder_set_size (b, atlas_label_get_size (b));
  /* Where less than the whole is seen, the middle is that of what is seen. */
  extent = MIN (extent, MAX (b->view->width, b->view->height));
  spots = list_spots (b, area, wish, MAX (extent, 1) / 8, em * 0.1);
  atlas_label_builder_add_best (b, spots, 40);
  add_across (b, area, wish, atlas_box_width (box) * b->view->scale,
              style == ATLAS_TEXT_ZONE ? 1 : 2, MIN (em * 0.6, extent / 5));
  if (is_tight (b, box))
    add_small (b, shape, area, wish);
}

void
atlas_label_add_zone (AtlasLabelBuilder *b,
                      const AtlasShape  *shape,
                      const char        *name)
{
  add_area (b, shape, name, ATLAS_TEXT_ZONE, WEIGHT_ZONE);
}

void
atlas_label_add_district (AtlasLabelBuilder *b,
                          const AtlasShape  *shape,
                          const char        *name)
{
  add_area (b, shape, name, ATLAS_TEXT_DISTRICT, WEIGHT_DISTRICT);
}

/* Right and left of a stretch of shore as high as the name, at its own middle. */
static void
add_at_sides (AtlasLabelBuilder *b,
              AtlasLabelRoom    *area,
              AtlasPoint         centre,
              double             y,
              double             gap)
{
  double em = atlas_label_builder_get_em (b, b->text_style);
  double half_width = atlas_box_width (&b->ink) / 2;
  AtlasBox band = atlas_label_get_box_at (b, centre.x, y, gap / 2);
  double off = fabs (y - centre.y) / em * 0.15;
  AtlasLabelSpan shore;

  if (!atlas_label_room_get_sides (area, band.y0, band.y1, &shore))
    return;

  atlas_label_builder_add_centred (b, shore.x1 + gap + half_width, y, 0, 1 + off);
  atlas_label_builder_add_centred (b, shore.x0 - gap - half_width, y, 0, 1.3 + off);
}

/* Above and below what of the shore is as wide as the name. */
static void
add_at_ends (AtlasLabelBuilder *b,
             AtlasLabelRoom    *area,
             AtlasPoint         centre,
             double             x,
             double             gap)
{
  double em = atlas_label_builder_get_em (b, b->text_style);
  double half_height = atlas_box_height (&b->ink) / 2;
  AtlasBox band = atlas_label_get_box_at (b, x, centre.y, 0);
  double off = fabs (x - centre.x) / em * 0.15;
  AtlasLabelSpan shore;

  if (!atlas_label_room_get_ends (area, band.x0, band.x1, &shore))
    return;

  atlas_label_builder_add_centred (b, x, shore.x0 - gap - half_height, 0, 1.1 + off);
  atlas_label_builder_add_centred (b, x, shore.x1 + gap + half_height, 0, 1.2 + off);
}

/* Right beside the shore, wherever the lake goes: a bent one fills its box badly,
 * and beside that its name would be far from any water. */
static void
add_ashore (AtlasLabelBuilder *b,
            AtlasLabelRoom    *area,
            AtlasPoint         centre)
{
  double em = atlas_label_builder_get_em (b, b->text_style);
  AtlasLabelSpan rows, columns;

  if (!atlas_label_room_get_ends (area, -G_MAXDOUBLE, G_MAXDOUBLE, &rows) ||
      !atlas_label_room_get_sides (area, -G_MAXDOUBLE, G_MAXDOUBLE, &columns))
    return;

  for (guint i = 0; i <= N_ASHORE; i++)
    {
      double share = (double) i / N_ASHORE;

      add_at_sides (b, area, centre, rows.x0 + share * (rows.x1 - rows.x0), 0.3 * em);
      add_at_ends (b, area, centre, columns.x0 + share * (columns.x1 - columns.x0), 0.3 * em);
    }
}

void
atlas_label_add_lake (AtlasLabelBuilder *b,
                      const AtlasShape  *shape,
                      const char        *name)
{
  double em = atlas_label_builder_get_em (b, ATLAS_TEXT_WATER);
  const AtlasBox *box = atlas_geometry_get_box (shape->geometry);
  double extent = sqrt (atlas_box_width (box) * atlas_box_height (box)) * b->view->scale;
  AtlasPoint wish = atlas_label_to_device (b, shape->label);
  gboolean large = shape->area_m2 > 5e6;
  g_autoptr (AtlasLabelRoom) area = NULL;
  g_autoptr (GArray) spots = NULL;
  AtlasPoint centre;

  if (extent < (large ? 0.4 : 1.0) * em)
    return;

  area = atlas_label_room_new (b->view, em / 6);
  atlas_label_room_add (area, shape->geometry);
  if (!atlas_label_room_get_centre (area, &centre))
    return;
  if (atlas_label_builder_shows (b, wish))
    centre = wish;

  atlas_label_builder_add (b, ATLAS_TEXT_WATER, name, 0,
                           large ? WEIGHT_RESERVOIR : WEIGHT_LAKE);
  spots = list_spots (b, area, centre, MAX (extent, 1), em * 0.1);
  atlas_label_builder_add_best (b, spots, 12);
  if (atlas_label_builder_shows (b, wish))
    atlas_label_builder_add_centred (b, wish.x, wish.y, 0, 2.5);
  add_ashore (b, area, centre);
}
