#include "atlas-map-cards.h"

#include <math.h>

/* By its alignment. */
static AtlasCorner
get_corner (GtkWidget *card)
{
  gboolean right = gtk_widget_get_halign (card) == GTK_ALIGN_END;
  gboolean bottom = gtk_widget_get_valign (card) == GTK_ALIGN_END;

  return bottom ? (right ? ATLAS_CORNER_BOTTOM_RIGHT : ATLAS_CORNER_BOTTOM_LEFT)
                : (right ? ATLAS_CORNER_TOP_RIGHT : ATLAS_CORNER_TOP_LEFT);
}

/* Whole where there is room for that, else as high as can be. */
static gboolean
place_card (GtkWidget      *card,
            AtlasCorner     corner,
            int             width,
            int             height,
            const AtlasBox *boxes,
            guint           n_boxes,
            AtlasBox       *place)
{
  GtkRequisition least, whole;
  int fits, too_high;

  gtk_widget_get_preferred_size (card, &least, &whole);
  if (ATLAS_IS_MAP_CARD (card))
    whole.width -= atlas_map_card_get_spare_width (ATLAS_MAP_CARD (card));
  if (atlas_card_place (corner, width, height, whole.width, whole.height, boxes, n_boxes, place))
    return TRUE;
  if (!atlas_card_place (corner, width, height, whole.width, least.height, boxes, n_boxes, place))
    return FALSE;

  for (fits = least.height, too_high = whole.height; too_high - fits > 1;)
    {
      int middle = (fits + too_high) / 2;

      if (atlas_card_place (corner, width, height, whole.width, middle, boxes, n_boxes, place))
        fits = middle;
      else
        too_high = middle;
    }

  return atlas_card_place (corner, width, height, whole.width, fits, boxes, n_boxes, place);
}

/* The places of the others before @end (nullable). Returns: how many */
static guint
list_others (const AtlasMapCards *self,
             const GtkWidget     *end,
             int                  width,
             int                  height,
             AtlasBox            *boxes)
{
  guint n = 0;

  for (guint i = 0; i < ATLAS_MAP_CARDS_N_OTHERS && self->others[i] != end; i++)
    if (gtk_widget_get_visible (self->others[i]) &&
        place_card (self->others[i], get_corner (self->others[i]), width, height, boxes, n,
                    &boxes[n]))
      n++;

  return n;
}

/* Is half of the map beside it free? */
static gboolean
leaves_half (const AtlasBox *place,
             int             width)
{
  return 2 * MIN (place->x1, width - place->x0) <= width;
}

/* @modest: (out): unfolded, and half of the map is free */
static gboolean
place_legend (const AtlasMapCards *self,
              int                  width,
              int                  height,
              AtlasBox            *place,
              gboolean            *modest)
{
  AtlasCorner corner = atlas_legend_card_get_corner (self->legend);
  AtlasBox boxes[ATLAS_MAP_CARDS_N_OTHERS];
  guint n = list_others (self, NULL, width, height, boxes);
  GtkRequisition least;
  int form_width, form_height;

  /* In a small window the map goes before its legend. */
  for (guint i = 0; atlas_legend_card_measure_form (self->legend, i, &form_width, &form_height,
                                                    modest); i++)
    if (atlas_card_place (corner, width, height, form_width, form_height, boxes, n, place) &&
        (!*modest || leaves_half (place, width)))
      return TRUE;

  *modest = FALSE;
  gtk_widget_get_preferred_size (GTK_WIDGET (self->legend), &least, NULL);

  return atlas_card_place (corner, width, height, least.width, least.height, boxes, n, place);
}

gboolean
atlas_map_cards_place_legend (const AtlasMapCards *self,
                              int                  width,
                              int                  height,
                              AtlasBox            *place)
{
  gboolean modest;

  return place_legend (self, width, height, place, &modest);
}

gboolean
atlas_map_cards_place_note (const AtlasMapCards *self,
                            GtkWidget           *note,
                            AtlasCorner          corner,
                            int                  width,
                            int                  height,
                            AtlasBox            *place)
{
  AtlasBox boxes[ATLAS_MAP_CARDS_N + 1 + ATLAS_MAP_CARDS_N_NOTES]; /* one for the bar */
  guint n = list_others (self, NULL, width, height, boxes);

  if (gtk_widget_get_visible (GTK_WIDGET (self->legend)) &&
      atlas_map_cards_place_legend (self, width, height, &boxes[n]))
    n++;
  if (!atlas_box_is_empty (&self->bar))
    boxes[n++] = self->bar;
  for (guint i = 0; i < ATLAS_MAP_CARDS_N_NOTES && self->notes[i] != note; i++)
    if (gtk_widget_get_visible (self->notes[i]) &&
        place_card (self->notes[i], get_corner (self->notes[i]), width, height, boxes, n,
                    &boxes[n]))
      n++;

  return place_card (note, corner, width, height, boxes, n, place);
}

/* What is free at the foot of the map, above @top, from @left on. At most as wide as
 * @wanted, and then as near to the middle as can be; empty: nothing is. */
static AtlasBox
find_room (const AtlasBox *boxes,
           guint           n_boxes,
           double          left,
           double          top,
           int             width,
           int             height,
           double          wanted)
{
  double right = width;
  double room, x;

  for (guint i = 0; i < n_boxes; i++)
    if (boxes[i].y1 > top && boxes[i].x1 > left)
      right = MIN (right, boxes[i].x0);
  if (right <= left)
    return ATLAS_BOX_EMPTY;

  room = MIN (right - left, wanted);
  x = CLAMP ((width - room) / 2, left, right - room);

  return (AtlasBox) { x, top, x + room, height };
}

static gboolean
is_better (const AtlasBox *room,
           const AtlasBox *other,
           int             width)
{
  double more = atlas_box_width (room) - atlas_box_width (other);

  if (atlas_box_is_empty (room) || atlas_box_is_empty (other) || more != 0)
    return atlas_box_is_empty (other) || (!atlas_box_is_empty (room) && more > 0);

  return fabs (room->x0 + room->x1 - width) < fabs (other->x0 + other->x1 - width);
}

gboolean
atlas_map_cards_place_bar (const AtlasMapCards *self,
                           GtkWidget           *bar,
                           int                  width,
                           int                  height,
                           AtlasBox            *place)
{
  AtlasBox boxes[ATLAS_MAP_CARDS_N];
  guint n = list_others (self, NULL, width, height, boxes);
  GtkRequisition least, whole;
  double top;

  if (gtk_widget_get_visible (GTK_WIDGET (self->legend)) &&
      atlas_map_cards_place_legend (self, width, height, &boxes[n]))
    n++;
  gtk_widget_get_preferred_size (bar, &least, &whole);
  top = height - whole.height;

  *place = find_room (boxes, n, 0, top, width, height, whole.width);
  for (guint i = 0; i < n; i++)
    {
      AtlasBox room = find_room (boxes, n, boxes[i].x1, top, width, height, whole.width);

      if (is_better (&room, place, width))
        *place = room;
    }
  if (!atlas_box_is_empty (place) && atlas_box_width (place) >= least.width)
    return TRUE;

  *place = find_room (NULL, 0, 0, top, width, height, whole.width);

  return FALSE;
}

static gboolean
is_note (const AtlasMapCards *self,
         GtkWidget           *card)
{
  for (guint i = 0; i < ATLAS_MAP_CARDS_N_NOTES; i++)
    if (card == self->notes[i])
      return TRUE;

  return FALSE;
}

static gboolean
place_other (const AtlasMapCards *self,
             GtkWidget           *other,
             int                  width,
             int                  height,
             AtlasBox            *place)
{
  AtlasBox boxes[ATLAS_MAP_CARDS_N_OTHERS];
  guint n = list_others (self, other, width, height, boxes);

  return place_card (other, get_corner (other), width, height, boxes, n, place);
}

gboolean
atlas_map_cards_allocate (const AtlasMapCards *self,
                          GtkWidget           *card,
                          int                  width,
                          int                  height,
                          GdkRectangle        *allocation)
{
  double right = 0, down = 0;
  gboolean has_room;
  AtlasBox place;

  if (card == GTK_WIDGET (self->legend))
    {
      has_room = atlas_map_cards_place_legend (self, width, height, &place);
      atlas_legend_card_get_drag (self->legend, &right, &down);
    }
  else if (is_note (self, card))
    has_room = atlas_map_cards_place_note (self, card, get_corner (card), width, height, &place);
  else
    has_room = place_other (self, card, width, height, &place);

  if (has_room)
    *allocation = (GdkRectangle) { (int) (place.x0 + right), (int) (place.y0 + down),
                                   (int) (place.x1 - place.x0), (int) (place.y1 - place.y0) };

  return has_room;
}

guint
atlas_map_cards_list_places (const AtlasMapCards *self,
                             int                  width,
                             int                  height,
                             AtlasBox            *places,
                             gboolean            *has_legend)
{
  guint n = 0;

  *has_legend = FALSE;
  if (gtk_widget_get_visible (GTK_WIDGET (self->legend)) &&
      place_legend (self, width, height, &places[0], has_legend))
    n = 1;

  return n + list_others (self, NULL, width, height, &places[n]);
}

guint
atlas_map_cards_list_covers (const AtlasMapCards *self,
                             GtkWidget           *map,
                             AtlasBox            *covers)
{
  guint n = 0;

  for (guint i = 0; i < ATLAS_MAP_CARDS_N; i++)
    {
      GtkWidget *card = i == 0 ? GTK_WIDGET (self->legend) : self->others[i - 1];
      graphene_rect_t bounds;

      if (gtk_widget_get_visible (card) && gtk_widget_get_child_visible (card) &&
          gtk_widget_compute_bounds (card, map, &bounds))
        covers[n++] = (AtlasBox) { bounds.origin.x, bounds.origin.y,
                                   bounds.origin.x + bounds.size.width,
                                   bounds.origin.y + bounds.size.height };
    }

  return n;
}
