#include "atlas-map-travel.h"

#include "atlas-map-cards.h"
#include "atlas-map-view-private.h"
#include "atlas-projection.h"
#include "atlas-silhouette.h"

#include <math.h>

/* Room around what is shown whole, clear of the legend, CSS pixels, and around what is brought into view. */
#define WHOLE_MARGIN 80
#define EDGE_MARGIN 24
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

void
atlas_map_travel_bring_into_view (AtlasMapView   *map_view,
                                  const AtlasBox *box)
{
  double factor = gtk_widget_get_scale_factor (GTK_WIDGET (map_view));
  AtlasBox scene_box = box_to_scene (box);
  AtlasView view;
  AtlasBox seen;
  double right, down;

  if (!atlas_map_layer_get_view (atlas_map_view_get_layer (map_view), &view))
    return;

  seen = atlas_view_get_box (&view);
  seen = atlas_box_grow (&seen, -EDGE_MARGIN * factor / view.scale);
  if (atlas_box_width (&scene_box) > atlas_box_width (&seen) ||
      atlas_box_height (&scene_box) > atlas_box_height (&seen))
    return;

  right = MAX (scene_box.x1 - seen.x1, 0) - MAX (seen.x0 - scene_box.x0, 0);
  down = MAX (scene_box.y1 - seen.y1, 0) - MAX (seen.y0 - scene_box.y0, 0);
  if (right != 0 || down != 0)
    go_to (map_view, (seen.x0 + seen.x1) / 2 + right, (seen.y0 + seen.y1) / 2 + down,
           log2 (view.scale / factor / WORLD_SIZE));
}
