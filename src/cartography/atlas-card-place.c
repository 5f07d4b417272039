#include "atlas-card-place.h"

#define RIGHT 1
#define BOTTOM 2

static const char *const keys[ATLAS_N_CORNERS] = {
  "top-left", "top-right", "bottom-left", "bottom-right",
};

const char *
atlas_corner_get_key (AtlasCorner corner)
{
  g_return_val_if_fail ((guint) corner < ATLAS_N_CORNERS, NULL);

  return keys[corner];
}

AtlasCorner
atlas_corner_find (const char *key)
{
  for (guint i = 0; i < ATLAS_N_CORNERS; i++)
    if (g_strcmp0 (keys[i], key) == 0)
      return i;

  return ATLAS_CORNER_BOTTOM_RIGHT;
}

AtlasCorner
atlas_corner_nearest (double x,
                      double y,
                      double width,
                      double height)
{
  return (x > width / 2 ? RIGHT : 0) | (y > height / 2 ? BOTTOM : 0);
}

/* @inset: distance from the corner's sides */
static AtlasBox
place_at (AtlasCorner corner,
          double      width,
          double      height,
          double      card_width,
          double      card_height,
          AtlasPoint  inset)
{
  double x = corner & RIGHT ? width - inset.x - card_width : inset.x;
  double y = corner & BOTTOM ? height - inset.y - card_height : inset.y;

  return (AtlasBox) { x, y, x + card_width, y + card_height };
}

static gboolean
is_free (const AtlasBox *place,
         double          width,
         double          height,
         const AtlasBox *others,
         guint           n_others)
{
  if (place->x0 < 0 || place->y0 < 0 || place->x1 > width || place->y1 > height)
    return FALSE;
  for (guint i = 0; i < n_others; i++)
    if (place->x0 < others[i].x1 && others[i].x0 < place->x1 &&
        place->y0 < others[i].y1 && others[i].y0 < place->y1)
      return FALSE;

  return TRUE;
}

/* Past the @i-th of the others, seen from the corner; the last is none. */
static AtlasPoint
get_inset (AtlasCorner     corner,
           double          width,
           double          height,
           const AtlasBox *others,
           guint           n_others,
           guint           i)
{
  if (i == n_others)
    return (AtlasPoint) { 0, 0 };

  return (AtlasPoint) { corner & RIGHT ? width - others[i].x0 : others[i].x1,
                        corner & BOTTOM ? height - others[i].y0 : others[i].y1 };
}

gboolean
atlas_card_place (AtlasCorner     corner,
                  double          width,
                  double          height,
                  double          card_width,
                  double          card_height,
                  const AtlasBox *others,
                  guint           n_others,
                  AtlasBox       *place)
{
  double least = G_MAXDOUBLE;

  for (guint i = 0; i <= n_others; i++)
    for (guint j = 0; j <= n_others; j++)
      {
        AtlasPoint inset = { get_inset (corner, width, height, others, n_others, i).x,
                             get_inset (corner, width, height, others, n_others, j).y };
        AtlasBox box = place_at (corner, width, height, card_width, card_height, inset);

        if (inset.x + inset.y < least && is_free (&box, width, height, others, n_others))
          {
            least = inset.x + inset.y;
            *place = box;
          }
      }

  return least < G_MAXDOUBLE;
}
