#pragma once

#include "atlas-hint-card.h"
#include "atlas-map-cards.h"
#include "atlas-map-view.h"

G_BEGIN_DECLS

/* Zoom levels, as those of AtlasMapPlace. */
#define ATLAS_MAP_VIEW_MIN_ZOOM 7
#define ATLAS_MAP_VIEW_MAX_ZOOM 17

struct _AtlasMapView
{
  GtkWidget        parent_instance;

  AtlasMapLayer   *layer;
  AtlasMarkLayer  *marks;
  AtlasMapInput   *input;
  AtlasMapTool    *tool;           /* NULL: no session yet */
  AtlasSession    *session;
  AtlasScene      *scene;
  ShumateViewport *viewport;       /* the map's */
  AtlasBox         limits;         /* of the map's centre, degrees */
  double           beyond;         /* these a pane has pushed it, degrees of longitude */
  AtlasMapPlace    goal;           /* of the last journey */
  AtlasMapPlace    city;           /* the whole city as it was fitted last */
  gint64           animated_until; /* monotonic time, µs */
  gboolean         show_city_when_sized;
  int              width;          /* when it was allocated last, CSS pixels */
  int              height;
  double           middle;         /* of the map in the window, CSS pixels */
  int              window_width;   /* when that was so */
  GtkWidget       *bar;            /* weak; nullable: over the middle of the map's foot */
  gboolean         was_pressed;    /* so what is there stays, see atlas_map_view_let_go() */
  gboolean         keeps_center;   /* nobody has pointed at the map since it was put there */
  gboolean         is_laying_out;  /* within its size_allocate */
  guint            scale_id;       /* to tell of another scale after that */
  int              spare_width;    /* of the scale card when cards were placed last */

  /* Template children */
  GtkWidget       *overlay;
  ShumateMap      *map;
  GtkWidget       *buttons;
  AtlasHintCard   *hint_card;
  AtlasMapCard    *legend_card;
  GtkWidget       *measure_card;
  AtlasMapCard    *sample_card;
  AtlasMapCard    *scale_card;
  GtkWidget       *site_card;
};

/* Longitude and latitude, degrees. */
AtlasPoint    atlas_map_view_get_center     (AtlasMapView   *self);

/* What lies over the map. */
AtlasMapCards atlas_map_view_get_cards      (AtlasMapView   *self);

/* See atlas_map_cards_place_bar(). */
gboolean      atlas_map_view_place_bar      (AtlasMapView   *self,
                                             int             width,
                                             int             height,
                                             AtlasBox       *place);

/* Mercator: CSS pixels of the whole world. */
double        atlas_map_view_world_size     (double          zoom);

/* Shows the whole city in a map of that size, CSS pixels. */
void          atlas_map_view_fit_city       (AtlasMapView   *self,
                                             int             width,
                                             int             height,
                                             gboolean        animate);

/* Is that what it shows, or is on the way to, whatever size it was fitted to? */
gboolean      atlas_map_view_is_at_city     (AtlasMapView   *self);

/* Does the legend lie on the city that was fitted in, or has that more room now? */
gboolean      atlas_map_view_is_city_off    (AtlasMapView   *self,
                                             int             width,
                                             int             height);

/* The map has moved, perhaps to where its journey led. */
void          atlas_map_view_end_journey    (AtlasMapView   *self);

/* Somebody moves the map by hand: where its journey led is nobody's goal now, and where
 * a drag before it would have run out is not either. */
void          atlas_map_view_leave_journey  (AtlasMapView   *self);

/* Those that move and zoom the map. */
void          atlas_map_view_class_add_keys (GtkWidgetClass *widget_class);

G_END_DECLS
