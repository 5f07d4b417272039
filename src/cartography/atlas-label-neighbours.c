#include "atlas-label-names.h"

#include <math.h>

/* Places of the neighbouring provinces, in widths and heights of Beijing's box
 * from its upper left corner. What is outside belongs to the nearest of these.
 * Each group has one name, best where its first place is; where the whole city
 * is seen, a name on each side is enough. */
typedef struct
{
  guint      group;
  gboolean   tianjin;
  gboolean   close; /* only where the city is not seen as a whole */
  AtlasPoint place;
} Neighbour;

static const Neighbour neighbours[] = {
  { 0, FALSE, FALSE, { 0.02, 0.40 } },  /* 怀来 */
  { 1, FALSE, TRUE, { 0.20, 0.09 } },  /* 赤城 */
  { 1, FALSE, TRUE, { 0.59, -0.09 } }, /* 丰宁 */
  { 2, FALSE, FALSE, { 0.94, 0.07 } },  /* 滦平 */
  { 2, FALSE, FALSE, { 1.00, 0.40 } },  /* 兴隆 */
  { 3, FALSE, FALSE, { 0.82, 0.68 } },  /* 三河 */
  { 4, FALSE, FALSE, { 0.30, 0.99 } },  /* 涿州 */
  { 4, FALSE, FALSE, { 0.42, 1.00 } },  /* 固安 */
  { 4, FALSE, FALSE, { 0.62, 0.95 } },  /* 廊坊 */
  { 5, FALSE, TRUE, { -0.02, 0.80 } }, /* 涞水 */
  { 6, TRUE, FALSE, { 0.98, 0.62 } },   /* 蓟州 */
  { 7, TRUE, FALSE, { 0.79, 1.03 } },   /* 武清 */
};

static AtlasPoint
get_neighbour_place (AtlasLabelBuilder *b,
                     guint              i)
{
  const AtlasBox *box = atlas_shapes_get_box (atlas_scene_get_shapes (b->scene));
  AtlasPoint place = { box->x0 + neighbours[i].place.x * atlas_box_width (box),
                       box->y0 + neighbours[i].place.y * atlas_box_height (box) };

  return atlas_label_to_device (b, place);
}

/* The neighbours' places on the picture. */
typedef struct
{
  AtlasPoint of[G_N_ELEMENTS (neighbours)];
} Places;

static guint
find_group (const Places *places,
            double        x,
            double        y)
{
  double best_square = G_MAXDOUBLE;
  guint best = 0;

  for (guint i = 0; i < G_N_ELEMENTS (neighbours); i++)
    {
      double dx = places->of[i].x - x;
      double dy = places->of[i].y - y;

      if (dx * dx + dy * dy < best_square)
        {
          best_square = dx * dx + dy * dy;
          best = i;
        }
    }

  return neighbours[best].group;
}

/* Free places of one group on a coarse net over the view. */
static void
add_neighbour (AtlasLabelBuilder *b,
               AtlasLabelRoom    *city,
               const Places      *places,
               guint              number)
{
  const AtlasWords *words = &b->style->words;
  const char *const *name = (const char *const *) (neighbours[number].tianjin ? words->tianjin
                                                                               : words->hebei);
  guint group = neighbours[number].group;
  double em = atlas_label_builder_get_em (b, ATLAS_TEXT_PROVINCE);
  AtlasPoint wish = places->of[number];
  g_autoptr (GArray) spots = g_array_new (FALSE, FALSE, sizeof (AtlasLabelSpot));
  double step = MAX (em * 1.2, MAX (b->view->width, b->view->height) / 40);

  b->feature = &neighbours[number];
  atlas_label_builder_add (b, ATLAS_TEXT_PROVINCE, name[b->language], 0, WEIGHT_PROVINCE);
  for (double y = step / 2; y < b->view->height; y += step)
    for (double x = step / 2; x < b->view->width; x += step)
      {
        AtlasBox box = atlas_label_get_box_at (b, x, y, em * 0.8);

        /* Away from the border between two provinces as well. */
        if (find_group (places, x, y) == group &&
            find_group (places, box.x0 - em, y) == group &&
            find_group (places, box.x1 + em, y) == group &&
            atlas_label_room_avoids (city, &box))
          {
            AtlasLabelSpot spot = { x, y, hypot (x - wish.x, y - wish.y) / step };

            g_array_append_val (spots, spot);
          }
      }
  atlas_label_builder_add_best (b, spots, 40);
}

static gboolean
sees_whole_city (AtlasLabelBuilder *b)
{
  const AtlasBox *city = atlas_shapes_get_box (atlas_scene_get_shapes (b->scene));
  AtlasBox seen = atlas_view_get_box (b->view);

  return seen.x0 <= city->x0 && seen.x1 >= city->x1 && seen.y0 <= city->y0 && seen.y1 >= city->y1;
}

void
atlas_label_add_neighbours (AtlasLabelBuilder *b)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (b->scene);
  double em = atlas_label_builder_get_em (b, ATLAS_TEXT_PROVINCE);
  g_autoptr (AtlasLabelRoom) city = atlas_label_room_new (b->view, em / 3);
  Places places;

  if (atlas_shapes_get_n (shapes, ATLAS_LAYER_DISTRICTS) == 0)
    return;

  for (guint i = 0; i < atlas_shapes_get_n (shapes, ATLAS_LAYER_DISTRICTS); i++)
    {
      const AtlasShape *shape = atlas_shapes_get (shapes, ATLAS_LAYER_DISTRICTS, i);

      if (shape->geometry != NULL)
        atlas_label_room_add (city, shape->geometry);
    }
  for (guint i = 0; i < G_N_ELEMENTS (neighbours); i++)
    places.of[i] = get_neighbour_place (b, i);
  for (guint i = 0; i < G_N_ELEMENTS (neighbours); i++)
    if ((i == 0 || neighbours[i].group != neighbours[i - 1].group) &&
        (!neighbours[i].close || !sees_whole_city (b)))
      add_neighbour (b, city, &places, i);
}
