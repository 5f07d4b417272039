#include "atlas-map-travel.h"

#include "atlas-map-cards.h"
#include "atlas-map-view-private.h"
#include "atlas-projection.h"
#include "atlas-silhouette.h"

#include <math.h>

/* Room around what is shown whole, clear of the legend, CSS pixels, and what is brought into
 * view has to the edges of the map and to a card that it lay under. */
#define WHOLE_MARGIN 80
#define EDGE_MARGIN 24
#define CARD_MARGIN 6
/* A point or small block is shown at this zoom. */
#define NEAR_ZOOM 14.5
/* CSS pixels of the world at zoom 0. */
#define WORLD_SIZE 256

/* What encloses a box of the plane in normalised Mercator. */
static AtlasBox
box_to_scene (const AtlasBox *plane)
{
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_PLANE,
                                                                ATLAS_CRS_MERCATOR);
  AtlasPoint corners[] = { { plane->x0, plane->y0 }, { plane->x1, plane->y0 },
                           { plane->x1, plane->y1 }, { plane->x0, plane->y1 } };
  AtlasBox box = ATLAS_BOX_EMPTY;

  atlas_projection_apply (projection, corners, G_N_ELEMENTS (corners));
  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    atlas_box_add (&box, corners[i].x, corners[i].y);

  return box;
}

static void
go_to (AtlasMapView *map_view,
       double        x,
       double        y,
       double        zoom)
{
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_MERCATOR,
                                                                ATLAS_CRS_GEOGRAPHIC);
  AtlasMapPlace place = { atlas_projection_point (projection, x, y), zoom };

  atlas_map_view_go_to_place (map_view, &place);
}

/* With nothing of it under the legend. */
static AtlasView
fit_clear (AtlasMapView   *map_view,
           const AtlasBox *box,
           int             width,
           int             height)
{
  AtlasMapCards cards = atlas_map_view_get_cards (map_view);
  AtlasBox covers[ATLAS_MAP_CARDS_N];
  AtlasSilhouette silhouette;
  gboolean has_legend;

  atlas_map_cards_list_places (&cards, width, height, covers, &has_legend);
  atlas_silhouette_init_box (&silhouette, box);

  return atlas_silhouette_fit (&silhouette, width, height, WHOLE_MARGIN, 1, covers,
                               has_legend ? 1 : 0);
}

void
atlas_map_travel_show_box (AtlasMapView   *map_view,
                           const AtlasBox *box)
{
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (map_view));
  int width = gtk_widget_get_width (map), height = gtk_widget_get_height (map);
  AtlasBox scene_box = box_to_scene (box);
  AtlasView view = atlas_view_fit (&scene_box, width, height, WHOLE_MARGIN, 1);
  AtlasBox seen;

  /* What is small stands in the middle, where nothing lies on it. */
  if (!(log2 (view.scale / WORLD_SIZE) < NEAR_ZOOM))
    {
      go_to (map_view, (scene_box.x0 + scene_box.x1) / 2, (scene_box.y0 + scene_box.y1) / 2,
             NEAR_ZOOM);
      return;
    }

  view = fit_clear (map_view, &scene_box, width, height);
  seen = atlas_view_get_box (&view);
  go_to (map_view, (seen.x0 + seen.x1) / 2, (seen.y0 + seen.y1) / 2,
         log2 (view.scale / WORLD_SIZE));
}

typedef struct
{
  double right;
  double down;
} Way;

static gboolean
lies_in (const AtlasBox *box,
         const AtlasBox *room)
{
  return box->x0 >= room->x0 && box->y0 >= room->y0 && box->x1 <= room->x1 && box->y1 <= room->y1;
}

static gboolean
is_clear (const AtlasBox *box,
          const AtlasBox *covers,
          guint           n_covers)
{
  for (guint i = 0; i < n_covers; i++)
    if (atlas_box_overlaps (box, &covers[i]))
      return FALSE;

  return TRUE;
}

static AtlasBox
move (const AtlasBox *box,
      Way             way)
{
  return (AtlasBox) { box->x0 + way.right, box->y0 + way.down,
                      box->x1 + way.right, box->y1 + way.down };
}

/* The shortest of the ways beside, above and below a cover that end within @room, clear
 * of all covers; none where there is none, or no need of one. */
static Way
find_way_out (const AtlasBox *box,
              const AtlasBox *room,
              const AtlasBox *covers,
              guint           n_covers)
{
  Way best = { 0, 0 };
  double shortest = is_clear (box, covers, n_covers) ? 0 : INFINITY;

  for (guint i = 0; i < 4 * n_covers; i++)
    {
      AtlasBox cover = atlas_box_grow (&covers[i / 4], CARD_MARGIN);
      const Way ways[] = { { cover.x0 - box->x1, 0 }, { cover.x1 - box->x0, 0 },
                           { 0, cover.y0 - box->y1 }, { 0, cover.y1 - box->y0 } };
      Way way = ways[i % 4];
      AtlasBox moved = move (box, way);
      double length = fabs (way.right) + fabs (way.down);

      if (length < shortest && lies_in (&moved, room) && is_clear (&moved, covers, n_covers))
        {
          shortest = length;
          best = way;
        }
    }

  return best;
}

/* Of the box on the map, CSS pixels: into @room by the shortest way, and from under the cards. */
static Way
find_way (AtlasMapView   *map_view,
          const AtlasBox *box,
          const AtlasBox *room)
{
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (map_view));
  AtlasMapCards cards = atlas_map_view_get_cards (map_view);
  AtlasBox covers[ATLAS_MAP_CARDS_N];
  Way way = { MAX (room->x0 - box->x0, 0) - MAX (box->x1 - room->x1, 0),
              MAX (room->y0 - box->y0, 0) - MAX (box->y1 - room->y1, 0) };
  AtlasBox moved = move (box, way);
  gboolean has_legend;
  guint n = atlas_map_cards_list_places (&cards, gtk_widget_get_width (map),
                                         gtk_widget_get_height (map), covers, &has_legend);
  Way out = find_way_out (&moved, room, covers, n);

  return (Way) { way.right + out.right, way.down + out.down };
}

void
atlas_map_travel_bring_into_view (AtlasMapView   *map_view,
                                  const AtlasBox *box)
{
  double factor = gtk_widget_get_scale_factor (GTK_WIDGET (map_view));
  AtlasBox scene_box = box_to_scene (box);
  AtlasBox place, room;
  AtlasView view;
  Way way;

  if (!atlas_map_layer_get_view (atlas_map_view_get_layer (map_view), &view))
    return;

  view = atlas_view_rescale (&view, 1 / factor);
  room = (AtlasBox) { EDGE_MARGIN, EDGE_MARGIN, view.width - EDGE_MARGIN,
                      view.height - EDGE_MARGIN };
  place = (AtlasBox) { atlas_view_x (&view, scene_box.x0), atlas_view_y (&view, scene_box.y0),
                       atlas_view_x (&view, scene_box.x1), atlas_view_y (&view, scene_box.y1) };
  if (atlas_box_width (&place) > atlas_box_width (&room) ||
      atlas_box_height (&place) > atlas_box_height (&room))
    return;

  way = find_way (map_view, &place, &room);
  if (way.right != 0 || way.down != 0)
    go_to (map_view, view.x0 + (view.width / 2 - way.right) / view.scale,
           view.y0 + (view.height / 2 - way.down) / view.scale, log2 (view.scale / WORLD_SIZE));
}
