#include "atlas-label-sources.h"

#include "atlas-shapes-private.h"

#include <math.h>
#include <string.h>

/* What leaving a label out costs. A position costs about 1 for each em it is
 * off, so these also say how bad a place a label may take. */
#define WEIGHT_ZONE 1000
#define WEIGHT_AXIS 500
#define WEIGHT_BUSINESS 400
#define WEIGHT_DISTRICT 300
#define WEIGHT_PROVINCE 60
#define WEIGHT_RESERVOIR 60
#define WEIGHT_RING_ROAD 40
#define WEIGHT_RIVER 12       /* up to four times as much for long ones */
#define WEIGHT_EXPRESSWAY 14
#define WEIGHT_LAKE 12
#define WEIGHT_BLOCK 10

/* Lines that labels avoid: the cost of covering so much of them as 10 points. */
#define STRENGTH_AXIS 2.5
#define STRENGTH_RIM 1.2
#define STRENGTH_RING_ROAD 0.9
#define STRENGTH_EXPRESSWAY 0.6
#define STRENGTH_DISTRICT 0.7
#define STRENGTH_ZONE 0.4
#define STRENGTH_RIVER 0.5
#define STRENGTH_SYMBOL 1.5

static AtlasContent
get_content (AtlasLabelBuilder *b)
{
  return atlas_scene_get_map_style (b->scene)->content;
}

static AtlasPoint
to_device (AtlasLabelBuilder *b,
           AtlasPoint         point)
{
  return (AtlasPoint) { atlas_view_x (b->view, point.x), atlas_view_y (b->view, point.y) };
}

static gboolean
is_in_view (AtlasLabelBuilder *b,
            AtlasPoint         point)
{
  return point.x >= 0 && point.y >= 0 && point.x <= b->view->width && point.y <= b->view->height;
}

static gboolean
is_seen (AtlasLabelBuilder   *b,
         const AtlasGeometry *geometry)
{
  AtlasBox box = atlas_view_get_box (b->view);

  return geometry != NULL && atlas_box_overlaps (&box, atlas_geometry_get_box (geometry));
}

/* The name without what stands in brackets: a remark. %NULL: has none. */
static char *
dup_name (AtlasLabelBuilder *b,
          const AtlasShape  *shape)
{
  const char *name = shape->name[b->language];
  const char *bracket;

  if (name == NULL)
    return NULL;
  bracket = strpbrk (name, "(");
  if (bracket == NULL || bracket == name)
    bracket = strstr (name, "（");
  if (bracket == NULL || bracket == name)
    return g_strdup (name);

  return g_strchomp (g_strndup (name, bracket - name));
}

typedef void (*AddShape) (AtlasLabelBuilder *b,
                          const AtlasShape  *shape,
                          const char        *name);

static void
for_each_named (AtlasLabelBuilder *b,
                AtlasLayer         layer,
                AddShape           add)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (b->scene);

  for (guint i = 0; i < atlas_shapes_get_n (shapes, layer); i++)
    {
      const AtlasShape *shape = atlas_shapes_get (shapes, layer, i);
      g_autofree char *name = NULL;

      if (!is_seen (b, shape->geometry))
        continue;
      name = dup_name (b, shape);
      if (name != NULL && *name != '\0')
        add (b, shape, name);
    }
}

/* --- Lines and symbols to keep clear --- */

static void
avoid_geometry (AtlasLabelBuilder   *b,
                const AtlasGeometry *geometry,
                double               strength)
{
  double per_unit = strength / (10 * b->point);

  if (!is_seen (b, geometry))
    return;

  for (guint part = 0; part < atlas_geometry_get_n_parts (geometry); part++)
    {
      guint n;
      const AtlasPoint *points = atlas_geometry_get_part (geometry, part, &n);
      AtlasPoint from = to_device (b, points[0]);

      for (guint i = 1; i < n; i++)
        {
          AtlasPoint to = to_device (b, points[i]);

          atlas_label_placer_add_line (b->placer, from, to, per_unit);
          from = to;
        }
    }
}

static void
avoid_layer (AtlasLabelBuilder *b,
             AtlasLayer         layer,
             const char        *kind,
             double             strength)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (b->scene);

  for (guint i = 0; i < atlas_shapes_get_n (shapes, layer); i++)
    {
      const AtlasShape *shape = atlas_shapes_get (shapes, layer, i);

      if (shape->kind == ATLAS_GEOMETRY_LINE && (kind == NULL || g_strcmp0 (shape->kind_text, kind) == 0))
        avoid_geometry (b, shape->geometry, strength);
    }
}

static double
get_symbol_radius (AtlasLabelBuilder *b)
{
  const AtlasSymbolStyle *symbol = &b->style->symbols[ATLAS_SYMBOL_BUSINESS];

  return (symbol->size + symbol->outline_width) / 2 * b->point;
}

/* The symbol itself is an obstacle; its surroundings are only costly, so that
 * a name does not seem to belong to the neighbour. */
static void
avoid_symbol (AtlasLabelBuilder *b,
              AtlasPoint         point)
{
  double r = get_symbol_radius (b);
  double per_unit = STRENGTH_SYMBOL / (10 * b->point);
  AtlasBox box = { point.x - r, point.y - r, point.x + r, point.y + r };

  atlas_label_placer_add_obstacle (b->placer, &box);
  for (guint i = 0; i < 8; i++)
    {
      double angle = i * G_PI / 4;
      AtlasPoint end = { point.x + 2.2 * r * cos (angle), point.y + 2.2 * r * sin (angle) };

      atlas_label_placer_add_line (b->placer, point, end, per_unit);
    }
}

static void
avoid_symbols (AtlasLabelBuilder *b)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (b->scene);

  for (guint i = 0; i < atlas_shapes_get_n (shapes, ATLAS_LAYER_BUSINESS_DISTRICTS); i++)
    {
      const AtlasShape *shape = atlas_shapes_get (shapes, ATLAS_LAYER_BUSINESS_DISTRICTS, i);

      if (shape->geometry != NULL)
        avoid_symbol (b, to_device (b, shape->label));
    }
}

void
atlas_label_sources_add_obstacles (AtlasLabelBuilder *b)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (b->scene);
  const AtlasBorders *districts = atlas_shapes_get_district_borders (shapes);
  const AtlasBorders *zones = atlas_shapes_get_zone_borders (shapes);

  if (get_content (b) & ATLAS_CONTENT_BUSINESS)
    avoid_symbols (b);
  if (get_content (b) & ATLAS_CONTENT_AXES)
    avoid_layer (b, ATLAS_LAYER_AXES, NULL, STRENGTH_AXIS);
  if (get_content (b) & ATLAS_CONTENT_ZONES)
    avoid_geometry (b, zones->inner, STRENGTH_ZONE);
  avoid_layer (b, ATLAS_LAYER_ROADS, "ring_road", STRENGTH_RING_ROAD);
  avoid_layer (b, ATLAS_LAYER_ROADS, "expressway", STRENGTH_EXPRESSWAY);
  avoid_layer (b, ATLAS_LAYER_WATER, NULL, STRENGTH_RIVER);
  avoid_geometry (b, districts->inner, STRENGTH_DISTRICT);
  avoid_geometry (b, districts->rim, STRENGTH_RIM);
}

/* --- Names of areas --- */

typedef struct
{
  double x;
  double y;
  double cost;
} Spot;

static int
compare_spots (gconstpointer a,
               gconstpointer b)
{
  const Spot *s = a;
  const Spot *t = b;

  return s->cost < t->cost ? -1 : s->cost > t->cost;
}

static AtlasBox
get_box_at (AtlasLabelBuilder *b,
            double             x,
            double             y,
            double             margin)
{
  double half_width = atlas_box_width (&b->ink) / 2 + margin;
  double half_height = atlas_box_height (&b->ink) / 2 + margin;

  return (AtlasBox) { x - half_width, y - half_height, x + half_width, y + half_height };
}

/* Places inside the area where the label begun last fits, best first; the cost
 * is the distance from @wish, in widths of the area. */
static GArray *
list_spots (AtlasLabelBuilder *b,
            AtlasLabelArea    *area,
            AtlasPoint         wish,
            double             extent,
            double             margin)
{
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (Spot));
  double width = atlas_box_width (&b->ink) + 2 * margin;
  guint n_lines = atlas_label_area_get_n (area);
  guint stride = 1 + n_lines / 60;

  for (guint i = 0; i < n_lines; i += stride)
    {
      guint n;
      const AtlasLabelSpan *spans = atlas_label_area_get (area, i, &n);
      double y = atlas_label_area_get_y (area, i);

      for (guint k = 0; k < n; k++)
        {
          double room = spans[k].x1 - spans[k].x0 - width;
          guint n_places = CLAMP (room / width * 3, 0, 6) + 1;

          for (guint p = 0; room >= 0 && p < n_places; p++)
            {
              double x = spans[k].x0 + width / 2 + room * (p + 0.5) / n_places;
              AtlasBox box = get_box_at (b, x, y, margin);
              Spot spot = { x, y, hypot (x - wish.x, y - wish.y) / extent };

              if (atlas_label_area_contains (area, &box))
                g_array_append_val (spots, spot);
            }
        }
    }
  g_array_sort (spots, compare_spots);

  return spots;
}

/* Too small an area: across its middle all the same. */
static void
add_across (AtlasLabelBuilder *b,
            AtlasPoint         middle)
{
  double step = atlas_box_height (&b->ink) * 0.7;

  for (int y = -2; y <= 2; y++)
    for (int x = -2; x <= 2; x++)
      atlas_label_builder_add_centred (b, middle.x + x * step, middle.y + y * step, 0,
                                       4 + hypot (x, y));
}

static void
add_area (AtlasLabelBuilder *b,
          const AtlasShape  *shape,
          const char        *name,
          AtlasTextId        style,
          double             weight)
{
  double em = atlas_label_builder_get_em (b, style);
  g_autoptr (AtlasLabelArea) area = atlas_label_area_new (b->view, em / 3);
  g_autoptr (GArray) spots = NULL;
  AtlasPoint wish = to_device (b, shape->label);
  const AtlasBox *box = atlas_geometry_get_box (shape->geometry);
  double extent = MIN (atlas_box_width (box), atlas_box_height (box)) * b->view->scale;
  AtlasPoint centre;

  atlas_label_area_add (area, shape->geometry);
  if (!atlas_label_area_get_centre (area, &centre))
    return;
  if (!is_in_view (b, wish))
    wish = centre;

  atlas_label_builder_add (b, style, name, 0, weight);
  /* Where less than the whole is seen, the middle is that of what is seen. */
  extent = MIN (extent, MAX (b->view->width, b->view->height));
  spots = list_spots (b, area, wish, MAX (extent, 1) / 8, em * 0.25);
  for (guint i = 0; i < MIN (spots->len, 40); i++)
    {
      const Spot *spot = &g_array_index (spots, Spot, i);

      atlas_label_builder_add_centred (b, spot->x, spot->y, 0, spot->cost);
    }
  add_across (b, wish);
}

static void
add_zone (AtlasLabelBuilder *b,
          const AtlasShape  *shape,
          const char        *name)
{
  add_area (b, shape, name, ATLAS_TEXT_ZONE, WEIGHT_ZONE);
}

static void
add_district (AtlasLabelBuilder *b,
              const AtlasShape  *shape,
              const char        *name)
{
  add_area (b, shape, name, ATLAS_TEXT_DISTRICT, WEIGHT_DISTRICT);
}

/* --- The neighbours --- */

/* Places of the neighbouring provinces that are near, in widths and heights of
 * Beijing's box from its upper left corner: 怀来, 赤城, 丰宁, 滦平, 兴隆, 三河, 固安,
 * 涿州, 涞水; 蓟州, 武清. A place outside belongs to the nearest of these. Where the
 * whole city is seen, a name on each side is enough. */
static const struct
{
  gboolean   tianjin;
  gboolean   close; /* only where the city is not seen as a whole */
  AtlasPoint place;
} neighbours[] = {
  { FALSE, FALSE, { 0.06, 0.33 } },
  { FALSE, TRUE, { 0.27, 0.08 } },
  { FALSE, TRUE, { 0.63, -0.05 } },
  { FALSE, FALSE, { 0.93, 0.12 } },
  { FALSE, TRUE, { 1.08, 0.45 } },
  { FALSE, FALSE, { 0.80, 0.72 } },
  { FALSE, TRUE, { 0.45, 1.04 } },
  { FALSE, FALSE, { 0.22, 1.0 } },
  { FALSE, TRUE, { -0.02, 0.80 } },
  { TRUE, FALSE, { 1.02, 0.64 } },
  { TRUE, FALSE, { 0.80, 1.02 } },
};

static AtlasPoint
get_neighbour_place (AtlasLabelBuilder *b,
                     guint              i)
{
  const AtlasBox *box = atlas_shapes_get_box (atlas_scene_get_shapes (b->scene));

  return to_device (b, (AtlasPoint) { box->x0 + neighbours[i].place.x * atlas_box_width (box),
                                      box->y0 + neighbours[i].place.y * atlas_box_height (box) });
}

static guint
find_neighbour (AtlasLabelBuilder *b,
                double             x,
                double             y)
{
  double best_distance = G_MAXDOUBLE;
  guint best = 0;

  for (guint i = 0; i < G_N_ELEMENTS (neighbours); i++)
    {
      AtlasPoint place = get_neighbour_place (b, i);
      double distance = hypot (place.x - x, place.y - y);

      if (distance < best_distance)
        {
          best_distance = distance;
          best = i;
        }
    }

  return best;
}

/* Free places of one neighbour on a coarse net over the view. */
static void
add_neighbour (AtlasLabelBuilder *b,
               AtlasLabelArea    *city,
               guint              number)
{
  const AtlasWords *words = &b->style->words;
  double em = atlas_label_builder_get_em (b, ATLAS_TEXT_PROVINCE);
  AtlasPoint wish = get_neighbour_place (b, number);
  double step = MAX (em * 1.2, MAX (b->view->width, b->view->height) / 28);

  atlas_label_builder_add (b, ATLAS_TEXT_PROVINCE,
                           (neighbours[number].tianjin ? words->tianjin : words->hebei)[b->language],
                           0, WEIGHT_PROVINCE);
  for (double y = step / 2; y < b->view->height; y += step)
    for (double x = step / 2; x < b->view->width; x += step)
      {
        AtlasBox box = get_box_at (b, x, y, em * 0.8);

        if (find_neighbour (b, x, y) == number && atlas_label_area_avoids (city, &box))
          atlas_label_builder_add_centred (b, x, y, 0, hypot (x - wish.x, y - wish.y) / step);
      }
}

static gboolean
sees_whole_city (AtlasLabelBuilder *b)
{
  const AtlasBox *city = atlas_shapes_get_box (atlas_scene_get_shapes (b->scene));
  AtlasBox seen = atlas_view_get_box (b->view);

  return seen.x0 <= city->x0 && seen.x1 >= city->x1 && seen.y0 <= city->y0 && seen.y1 >= city->y1;
}

static void
add_neighbours (AtlasLabelBuilder *b)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (b->scene);
  double em = atlas_label_builder_get_em (b, ATLAS_TEXT_PROVINCE);
  g_autoptr (AtlasLabelArea) city = atlas_label_area_new (b->view, em / 3);

  if (atlas_shapes_get_n (shapes, ATLAS_LAYER_DISTRICTS) == 0)
    return;

  for (guint i = 0; i < atlas_shapes_get_n (shapes, ATLAS_LAYER_DISTRICTS); i++)
    {
      const AtlasShape *shape = atlas_shapes_get (shapes, ATLAS_LAYER_DISTRICTS, i);

      if (shape->geometry != NULL)
        atlas_label_area_add (city, shape->geometry);
    }
  for (guint i = 0; i < G_N_ELEMENTS (neighbours); i++)
    if (!neighbours[i].close || !sees_whole_city (b))
      add_neighbour (b, city, i);
}

/* --- Names along lines --- */

/* Chinese letters stand apart along the line, each turned by less than half a
 * right angle; where the line is steep they follow from top to bottom. */
static void
add_letters_along (AtlasLabelBuilder       *b,
                   const AtlasLabelStretch *stretch,
                   double                   offset,
                   double                   pitch,
                   double                   cost)
{
  guint n = g_utf8_strlen (b->text, -1);
  g_autofree AtlasPoint *centres = g_new (AtlasPoint, n);
  gboolean steep = fabs (stretch->angle) > G_PI / 4;
  double tilt = !steep ? stretch->angle
                       : stretch->angle - copysign (G_PI / 2, stretch->angle);
  /* A line that rises to the right is read downwards, from its right end. */
  double direction = steep && stretch->angle < 0 ? -1 : 1;
  double c = cos (stretch->angle);
  double s = sin (stretch->angle);

  for (guint i = 0; i < n; i++)
    {
      double u = direction * (i - (n - 1) / 2.0) * pitch;
      double v = stretch->rise + stretch->bend * u * u + offset;

      centres[i] = (AtlasPoint) { stretch->centre.x + c * u - s * v,
                                  stretch->centre.y + s * u + c * v };
    }
  atlas_label_builder_add_spread (b, centres, tilt, cost);
}

static void
add_straight_along (AtlasLabelBuilder       *b,
                    const AtlasLabelStretch *stretch,
                    double                   offset,
                    double                   cost)
{
  atlas_label_builder_add_centred (b,
                                   stretch->centre.x - sin (stretch->angle) * offset,
                                   stretch->centre.y + cos (stretch->angle) * offset,
                                   stretch->angle, cost);
}

static gboolean
is_chinese (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) != G_UNICODE_SCRIPT_HAN)
      return FALSE;

  return TRUE;
}

typedef struct
{
  AtlasTextId style;
  double      weight;
  double      gap;       /* between letters of Chinese, em */
  double      least;     /* seen length for a label, in lengths of the label */
  double      off_line;  /* between line and letters, em; < 0: on the line */
} AlongRule;

static void
add_beside (AtlasLabelBuilder       *b,
            const AtlasLabelStretch *stretch,
            const AlongRule         *rule,
            double                   pitch,
            double                   cost)
{
  double em = atlas_label_builder_get_em (b, rule->style);

  for (int side = -1; side <= 1; side += 2)
    {
      /* Above is better than below. */
      double side_cost = cost + (side > 0 ? 0.3 : 0);

      if (pitch > 0)
        {
          double offset = stretch->spread + (rule->off_line + 0.5) * em;

          add_letters_along (b, stretch, side * offset, pitch, side_cost + 2.5 * stretch->spread / em);
        }
      else
        {
          double strays = side < 0 ? stretch->above : stretch->below;
          double offset = strays + rule->off_line * em + atlas_box_height (&b->ink) / 2;

          add_straight_along (b, stretch, side * offset, side_cost + 3 * strays / em);
        }
    }
}

static void
add_on_line (AtlasLabelBuilder       *b,
             const AtlasLabelStretch *stretch,
             const AlongRule         *rule,
             double                   pitch,
             double                   cost)
{
  double em = atlas_label_builder_get_em (b, rule->style);
  double strays = pitch > 0 ? stretch->spread : MAX (stretch->above, stretch->below);

  if (strays > 0.35 * em)
    return;
  if (pitch > 0)
    add_letters_along (b, stretch, 0, pitch, cost + 3 * strays / em);
  else
    add_straight_along (b, stretch, 0, cost + 3 * strays / em);
}

static void
add_along (AtlasLabelBuilder *b,
           const AtlasShape  *shape,
           const char        *name,
           const AlongRule   *rule)
{
  const AtlasTextStyle *style = &b->style->texts[rule->style];
  double em = atlas_label_builder_get_em (b, rule->style);
  gboolean spread = is_chinese (name);
  double pitch = spread ? (1 + MAX (rule->gap, style->spacing)) * em : 0;
  double seen = atlas_label_get_seen_length (shape->geometry, b->view);
  g_autoptr (GArray) stretches = NULL;
  double length;

  if (spread)
    length = pitch * g_utf8_strlen (name, -1);
  else
    atlas_lettering_measure (b->lettering, style, name, 0, &length, NULL);
  if (seen < rule->least * length)
    return;

  atlas_label_builder_add (b, rule->style, name, 0,
                           rule->weight * CLAMP (seen / length / 4, 1, 4));
  stretches = atlas_label_list_stretches (shape->geometry, b->view, MIN (length, seen * 0.9), 24);
  for (guint i = 0; i < stretches->len; i++)
    {
      const AtlasLabelStretch *stretch = &g_array_index (stretches, AtlasLabelStretch, i);
      /* Level is best, as is the middle of the line; a bend is hard to read. */
      double cost = fabs (stretch->angle) * 0.6 + stretch->place * 1.2 +
                    fabs (stretch->bend) * length * length / em * 0.4;

      if (rule->off_line < 0)
        add_on_line (b, stretch, rule, pitch, cost);
      else
        add_beside (b, stretch, rule, pitch, cost);
    }
}

static void
add_axis (AtlasLabelBuilder *b,
          const AtlasShape  *shape,
          const char        *name)
{
  static const AlongRule rule = { ATLAS_TEXT_AXIS, WEIGHT_AXIS, 0.2, 0.6, 0.35 };

  add_along (b, shape, name, &rule);
}

static void
add_road (AtlasLabelBuilder *b,
          const AtlasShape  *shape,
          const char        *name)
{
  static const AlongRule ring = { ATLAS_TEXT_ROAD, WEIGHT_RING_ROAD, 0.3, 4, -1 };
  static const AlongRule other = { ATLAS_TEXT_ROAD, WEIGHT_EXPRESSWAY, 0.3, 2.5, 0.3 };

  add_along (b, shape, name, g_strcmp0 (shape->kind_text, "ring_road") == 0 ? &ring : &other);
}

/* --- Water --- */

static void
add_lake (AtlasLabelBuilder *b,
          const AtlasShape  *shape,
          const char        *name)
{
  double em = atlas_label_builder_get_em (b, ATLAS_TEXT_WATER);
  const AtlasBox *box = atlas_geometry_get_box (shape->geometry);
  AtlasPoint centre = to_device (b, shape->label);
  double a = atlas_box_width (box) * b->view->scale / 2;
  double c = atlas_box_height (box) * b->view->scale / 2;
  AtlasPoint middle = to_device (b, (AtlasPoint) { (box->x0 + box->x1) / 2, (box->y0 + box->y1) / 2 });
  gboolean large = shape->area_m2 > 5e6;
  g_autoptr (AtlasLabelArea) area = NULL;
  AtlasBox inside;
  double half_width, half_height, gap = em * 0.3;

  if (sqrt (a * c) * 2 < (large ? 0.4 : 1.0) * em)
    return;

  atlas_label_builder_add (b, ATLAS_TEXT_WATER, name, 0,
                           large ? WEIGHT_RESERVOIR : WEIGHT_LAKE);
  half_width = atlas_box_width (&b->ink) / 2;
  half_height = atlas_box_height (&b->ink) / 2;
  area = atlas_label_area_new (b->view, em / 3);
  atlas_label_area_add (area, shape->geometry);
  inside = get_box_at (b, centre.x, centre.y, em * 0.1);
  atlas_label_builder_add_centred (b, centre.x, centre.y, 0,
                                   atlas_label_area_contains (area, &inside) ? 0 : 2.5);
  atlas_label_builder_add_centred (b, middle.x + a + gap + half_width, centre.y, 0, 1);
  atlas_label_builder_add_centred (b, middle.x - a - gap - half_width, centre.y, 0, 1.3);
  atlas_label_builder_add_centred (b, centre.x, middle.y - c - gap - half_height, 0, 1.1);
  atlas_label_builder_add_centred (b, centre.x, middle.y + c + gap + half_height, 0, 1.2);
}

static void
add_water (AtlasLabelBuilder *b,
           const AtlasShape  *shape,
           const char        *name)
{
  static const AlongRule river = { ATLAS_TEXT_WATER, WEIGHT_RIVER, 0.7, 2.2, 0.25 };
  static const AlongRule canal = { ATLAS_TEXT_WATER, WEIGHT_RIVER / 2, 0.5, 2.5, 0.25 };

  if (shape->kind == ATLAS_GEOMETRY_LINE)
    add_along (b, shape, name, g_strcmp0 (shape->kind_text, "canal") == 0 ? &canal : &river);
  else
    add_lake (b, shape, name);
}

/* --- Business districts --- */

static void
add_business (AtlasLabelBuilder *b,
              const AtlasShape  *shape,
              const char        *name)
{
  /* Side across and along it, in half sizes of the label, and the cost. */
  static const struct { int x, y; double slide, cost; } places[] = {
    { 1, 0, 0, 0 },      { 1, 0, -0.6, 0.2 },  { 1, 0, 0.6, 0.3 },
    { -1, 0, 0, 0.6 },   { -1, 0, -0.6, 0.8 }, { -1, 0, 0.6, 0.9 },
    { 0, -1, 0, 0.5 },   { 0, 1, 0, 0.7 },
    { 1, -1, 0, 0.4 },   { 1, 1, 0, 0.6 },     { -1, -1, 0, 1.0 },  { -1, 1, 0, 1.1 },
    { 0, -1, 0.5, 0.7 }, { 0, -1, -0.5, 0.9 }, { 0, 1, 0.5, 0.9 },  { 0, 1, -0.5, 1.1 },
  };
  AtlasPoint point = to_device (b, shape->label);
  double r = get_symbol_radius (b) + 1.2 * b->point;
  double half_width, half_height;

  if (!is_in_view (b, point))
    return;

  atlas_label_builder_add (b, ATLAS_TEXT_BUSINESS, name, 0, WEIGHT_BUSINESS);
  half_width = atlas_box_width (&b->ink) / 2;
  half_height = atlas_box_height (&b->ink) / 2;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      double corner = places[i].x != 0 && places[i].y != 0 ? 0.75 : 1;
      double x = places[i].x * (r * corner + half_width);
      double y = places[i].y * (r * corner + half_height);

      if (places[i].y == 0)
        y += places[i].slide * half_height;
      else
        x += places[i].slide * half_width;
      atlas_label_builder_add_centred (b, point.x + x, point.y + y, 0, places[i].cost * 2);
    }
}

/* --- Blocks --- */

/* Wide enough, before the text is measured? */
static gboolean
may_fit (AtlasLabelBuilder *b,
         const char        *text,
         const AtlasBox    *box)
{
  double em = atlas_label_builder_get_em (b, ATLAS_TEXT_BLOCK);
  double narrow = 0.45 * em * g_utf8_strlen (text, -1);

  return atlas_box_width (box) * b->view->scale > narrow &&
         atlas_box_height (box) * b->view->scale > em;
}

static void
add_block (AtlasLabelBuilder     *b,
           const AtlasBlockShape *block,
           const char            *text)
{
  double em = atlas_label_builder_get_em (b, ATLAS_TEXT_BLOCK);
  g_autoptr (AtlasLabelArea) area = NULL;
  AtlasPoint centre = to_device (b, block->label);
  double width, height;
  AtlasBox box;

  atlas_lettering_measure (b->lettering, &b->style->texts[ATLAS_TEXT_BLOCK], text, 0, &width, &height);
  area = atlas_label_area_new (b->view, em / 3);
  atlas_label_area_add (area, block->geometry);
  for (int i = -1; i <= 1; i++)
    {
      box = (AtlasBox) { centre.x - width / 2 - em * 0.2, centre.y - em * 0.6 + i * em * 0.8,
                         centre.x + width / 2 + em * 0.2, centre.y + em * 0.6 + i * em * 0.8 };
      if (!atlas_label_area_contains (area, &box))
        continue;
      atlas_label_builder_add (b, ATLAS_TEXT_BLOCK, text, 0, WEIGHT_BLOCK);
      atlas_label_builder_add_centred (b, centre.x, centre.y + i * em * 0.8, 0, 0);
      break;
    }
}

static void
add_blocks (AtlasLabelBuilder *b)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (b->scene);

  for (guint i = 0; i < atlas_shapes_get_n_blocks (shapes); i++)
    {
      const AtlasBlockShape *block = atlas_shapes_get_block (shapes, i);
      const char *text = block->name != NULL ? block->name : block->code;

      if (text != NULL && is_in_view (b, to_device (b, block->label)) &&
          may_fit (b, text, atlas_geometry_get_box (block->geometry)))
        add_block (b, block, text);
    }
}

void
atlas_label_sources_add_labels (AtlasLabelBuilder *b)
{
  AtlasContent content = get_content (b);

  if (content & ATLAS_CONTENT_ZONES)
    for_each_named (b, ATLAS_LAYER_ZONES, add_zone);
  if (content & ATLAS_CONTENT_AXES)
    for_each_named (b, ATLAS_LAYER_AXES, add_axis);
  if (content & ATLAS_CONTENT_BUSINESS)
    for_each_named (b, ATLAS_LAYER_BUSINESS_DISTRICTS, add_business);
  for_each_named (b, ATLAS_LAYER_DISTRICTS, add_district);
  add_neighbours (b);
  for_each_named (b, ATLAS_LAYER_ROADS, add_road);
  for_each_named (b, ATLAS_LAYER_WATER, add_water);
  if (content & ATLAS_CONTENT_BLOCKS)
    add_blocks (b);
}
