#pragma once

#include "atlas-map-input.h"
#include "atlas-mark-layer.h"
#include "atlas-session.h"

G_BEGIN_DECLS

/**
 * AtlasMapPlace:
 * @center: longitude and latitude, degrees
 * @zoom: the world is 256 × 2^zoom CSS pixels wide; 0: the whole city, wherever
 *   @center is
 *
 * What a map shows.
 */
typedef struct
{
  AtlasPoint center;
  double     zoom;
} AtlasMapPlace;

/**
 * AtlasMapView:
 *
 * The map in the window, with legend, scale bar and what else lies over it.
 * Arrow keys, +, −, 0 and Home move it when it has the focus; all else that
 * pointer and keys do is up to its tool.
 *
 * Property `tool`.
 */
#define ATLAS_TYPE_MAP_VIEW (atlas_map_view_get_type ())
G_DECLARE_FINAL_TYPE (AtlasMapView, atlas_map_view, ATLAS, MAP_VIEW, GtkWidget)

/* From then on the map shows the session's scene. */
void           atlas_map_view_set_session (AtlasMapView *self,
                                           AtlasSession *session);

/* @bar: comes and goes at the map's foot, beside what lies there; its parent is a
 * GtkOverlay that is as large as the map. Once. */
void           atlas_map_view_set_bar     (AtlasMapView *self,
                                           GtkWidget    *bar);

/* @scene: (nullable): of %ATLAS_CRS_MERCATOR. The first scene of other shapes
 * shows the whole city; otherwise the map stays where it is. @changed: (nullable):
 * where it differs from the one before, scene coordinates; %NULL: anywhere */
void           atlas_map_view_set_scene   (AtlasMapView   *self,
                                           AtlasScene     *scene,
                                           const AtlasBox *changed);

/* Nearer by @levels, each of them a doubling; negative ones lead away. */
void           atlas_map_view_zoom        (AtlasMapView *self,
                                           double        levels);

/* Shows the map at 1 : @scale, see atlas-map-scale.h, or as near to that as it
 * goes. */
void           atlas_map_view_set_scale   (AtlasMapView *self,
                                           double        scale);

/* Shows a place, longitude and latitude in degrees, in the middle, near enough
 * to find one's way, and marks it until the map is clicked, Escape is pressed, or
 * another map is shown. */
void           atlas_map_view_show_place  (AtlasMapView *self,
                                           AtlasPoint    place);

/* Shows the whole municipality. */
void           atlas_map_view_show_city   (AtlasMapView *self);

/* @tool: (nullable): %NULL: an #AtlasSelectTool, which it begins with. Once
 * there is a session. */
void           atlas_map_view_set_tool    (AtlasMapView *self,
                                           AtlasMapTool *tool);
AtlasMapTool  *atlas_map_view_get_tool    (AtlasMapView *self);

/* For its signals, and to know which place is where. */
AtlasMapInput *atlas_map_view_get_input   (AtlasMapView *self);

/* For another time or window, and of another size. Once there is a scene; set
 * without an animation, and within the limits of map and zoom. */
AtlasMapPlace  atlas_map_view_get_place   (AtlasMapView *self);
void           atlas_map_view_set_place   (AtlasMapView *self,
                                           const AtlasMapPlace *place);

/* The same, gliding there. */
void           atlas_map_view_go_to_place (AtlasMapView *self,
                                           const AtlasMapPlace *place);

/* Longitudes and latitudes that can be in the middle of the map, degrees: those
 * of the plan. */
AtlasBox       atlas_map_view_get_area    (AtlasMapView *self);

/* Is it still on the way, or was it stopped there less than a second ago? */
gboolean       atlas_map_view_is_gliding  (AtlasMapView *self);

AtlasMapLayer *atlas_map_view_get_layer   (AtlasMapView *self);
AtlasMarkLayer *atlas_map_view_get_marks  (AtlasMapView *self);
ShumateMap    *atlas_map_view_get_map     (AtlasMapView *self);
GtkWidget     *atlas_map_view_get_legend  (AtlasMapView *self); /* an AtlasLegendCard */

/* Ground metres a CSS pixel, at the map's centre, by the geodesic. */
double         atlas_map_view_get_metres_per_pixel (AtlasMapView *self);

/* A pane beside the map comes or goes, and not for what was clicked on the map: what is
 * under the pointer need not stay there. */
void           atlas_map_view_let_go       (AtlasMapView *self);

G_END_DECLS
