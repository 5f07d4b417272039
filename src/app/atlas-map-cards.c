#include "atlas-map-cards.h"

/* Where an overlay puts what is aligned to its edges. */
static AtlasBox
get_aligned_box (GtkWidget *child,
                 int        width,
                 int        height)
{
  gboolean right = gtk_widget_get_halign (child) == GTK_ALIGN_END;
  gboolean bottom = gtk_widget_get_valign (child) == GTK_ALIGN_END;
  int child_width, child_height;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &child_width, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, &child_height, NULL, NULL);

  return (AtlasBox) { right ? width - child_width : 0, bottom ? height - child_height : 0,
                      right ? width : child_width, bottom ? height : child_height };
}

gboolean
atlas_map_cards_place_legend (const AtlasMapCards *self,
                              int                  width,
                              int                  height,
                              AtlasBox            *place)
{
  AtlasCorner corner = atlas_legend_card_get_corner (self->legend);
  AtlasBox boxes[ATLAS_MAP_CARDS_N_OTHERS];
  GtkRequisition least, whole;
  guint n = 0;

  for (guint i = 0; i < ATLAS_MAP_CARDS_N_OTHERS; i++)
    if (gtk_widget_get_visible (self->others[i]))
      boxes[n++] = get_aligned_box (self->others[i], width, height);
  gtk_widget_get_preferred_size (GTK_WIDGET (self->legend), &least, &whole);

  /* In a small window the map goes before its legend. */
  return (whole.width <= width / 2 &&
          atlas_card_place (corner, width, height, whole.width, whole.height, boxes, n, place)) ||
         atlas_card_place (corner, width, height, least.width, least.height, boxes, n, place);
}

gboolean
atlas_map_cards_allocate_legend (const AtlasMapCards *self,
                                 int                  width,
                                 int                  height,
                                 GdkRectangle        *allocation)
{
  AtlasBox place;
  double x, y;

  if (!atlas_map_cards_place_legend (self, width, height, &place))
    return FALSE;

  atlas_legend_card_get_drag (self->legend, &x, &y);
  *allocation = (GdkRectangle) { (int) (place.x0 + x), (int) (place.y0 + y),
                                 (int) (place.x1 - place.x0), (int) (place.y1 - place.y0) };

  return TRUE;
}

void
atlas_map_cards_get_sides (const AtlasMapCards *self,
                           int                  width,
                           int                  height,
                           double              *left,
                           double              *right)
{
  GtkRequisition folded;
  AtlasBox legend;

  *left = *right = 0;
  gtk_widget_get_preferred_size (GTK_WIDGET (self->legend), &folded, NULL);
  if (!gtk_widget_get_visible (GTK_WIDGET (self->legend)) ||
      !atlas_map_cards_place_legend (self, width, height, &legend) ||
      legend.y1 - legend.y0 <= folded.height)
    return;

  if (legend.x0 + legend.x1 < width)
    *left = legend.x1;
  else
    *right = width - legend.x0;
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
