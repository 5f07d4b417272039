#include "atlas-label-names.h"

#include <math.h>
#include <string.h>

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
 * most so many @steps off. */
static void
add_across (AtlasLabelBuilder *b,
            AtlasLabelRoom    *area,
            AtlasPoint         middle,
            int                steps,
            double             step)
{
  double em = atlas_label_builder_get_em (b, b->text_style);

  for (int i = -steps; i <= steps; i++)
    for (int k = -steps; k <= steps; k++)
      {
        double x = middle.x + k * step;
        double y = middle.y + i * step;
        AtlasBox core = { x - em / 4, y - em / 4, x + em / 4, y + em / 4 };

        if (atlas_label_room_contains (area, &core))
          atlas_label_builder_add_centred (b, x, y, 0, 4 + 2 * hypot (i, k));
      }
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

static void
add_area (AtlasLabelBuilder *b,
          const AtlasShape  *shape,
          const char        *name,
          AtlasTextId        style,
          double             weight)
{
  double em = atlas_label_builder_get_em (b, style);
  g_autoptr (AtlasLabelRoom) area = atlas_label_room_new (b->view, em / 3);
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
  /* Where less than the whole is seen, the middle is that of what is seen. */
  extent = MIN (extent, MAX (b->view->width, b->view->height));
  spots = list_spots (b, area, wish, MAX (extent, 1) / 8, em * 0.1);
  atlas_label_builder_add_best (b, spots, 40);
  add_across (b, area, wish, style == ATLAS_TEXT_ZONE ? 1 : 2, MIN (em * 0.6, extent / 5));
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

void
atlas_label_add_lake (AtlasLabelBuilder *b,
                      const AtlasShape  *shape,
                      const char        *name)
{
  double em = atlas_label_builder_get_em (b, ATLAS_TEXT_WATER);
  const AtlasBox *box = atlas_geometry_get_box (shape->geometry);
  AtlasPoint centre = atlas_label_to_device (b, shape->label);
  double a = atlas_box_width (box) * b->view->scale / 2;
  double c = atlas_box_height (box) * b->view->scale / 2;
  AtlasPoint middle = atlas_label_to_device (b, (AtlasPoint) { (box->x0 + box->x1) / 2,
                                                               (box->y0 + box->y1) / 2 });
  gboolean large = shape->area_m2 > 5e6;
  g_autoptr (AtlasLabelRoom) area = NULL;
  AtlasBox inside;
  double half_width, half_height, gap = em * 0.3;

  if (sqrt (a * c) * 2 < (large ? 0.4 : 1.0) * em)
    return;

  atlas_label_builder_add (b, ATLAS_TEXT_WATER, name, 0,
                           large ? WEIGHT_RESERVOIR : WEIGHT_LAKE);
  half_width = atlas_box_width (&b->ink) / 2;
  half_height = atlas_box_height (&b->ink) / 2;
  area = atlas_label_room_new (b->view, em / 3);
  atlas_label_room_add (area, shape->geometry);
  inside = atlas_label_get_box_at (b, centre.x, centre.y, em * 0.1);
  atlas_label_builder_add_centred (b, centre.x, centre.y, 0,
                                   atlas_label_room_contains (area, &inside) ? 0 : 2.5);
  atlas_label_builder_add_centred (b, middle.x + a + gap + half_width, centre.y, 0, 1);
  atlas_label_builder_add_centred (b, middle.x - a - gap - half_width, centre.y, 0, 1.3);
  atlas_label_builder_add_centred (b, centre.x, middle.y - c - gap - half_height, 0, 1.1);
  atlas_label_builder_add_centred (b, centre.x, middle.y + c + gap + half_height, 0, 1.2);
}
