#pragma once

#include "atlas-view.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasMapEvent:
 * @x: @y: CSS pixels of the map
 * @degrees: longitude and latitude, CGCS2000
 * @plane: EPSG:4548, metres
 * @scene: normalised Web Mercator
 * @metres_per_pixel: ground metres of a CSS pixel at the place
 * @view: what is seen of the scene; its unit is the CSS pixel
 * @n_press: which of quick clicks at one place; 2 is a double-click
 *
 * Something that happens at a place of the map.
 */
typedef struct
{
  double          x;
  double          y;
  AtlasPoint      degrees;
  AtlasPoint      plane;
  AtlasPoint      scene;
  double          metres_per_pixel;
  AtlasView       view;
  GdkModifierType modifiers;
  guint           n_press;
} AtlasMapEvent;

/**
 * AtlasMapTool:
 *
 * What pointer and keys do on a map: a state machine that gets the map's
 * events and draws over it. One tool is in use at a time, see
 * atlas_map_view_set_tool(); what it does not claim pans and zooms the map.
 * Main thread.
 *
 * Property `hint` (nullable): what the map says at its lower left corner, lines
 * of plain text, the first of them the heading.
 *
 * Signal `redraw`: what @snapshot draws has changed.
 */
#define ATLAS_TYPE_MAP_TOOL (atlas_map_tool_get_type ())
G_DECLARE_DERIVABLE_TYPE (AtlasMapTool, atlas_map_tool, ATLAS, MAP_TOOL, GObject)

/**
 * AtlasMapToolClass:
 * @cursor: the pointer over the map, a name of CSS
 * @get_label: the tool's name, for people
 * @pressed: the main button goes down; TRUE claims it: the map neither pans
 *   nor zooms until it is released
 * @drag_begun: a press that was claimed becomes a drag: the pointer goes farther
 *   than a hand trembles; @event is where it was pressed, with the keys that
 *   were held then
 * @dragged: the pointer is at another place meanwhile, be it that the map moved;
 *   kept within the map. @moved is not called as long
 * @drag_ended: the button goes up, there
 * @drag_cancelled: the drag is not to count: Escape was pressed, or the tool is
 *   about to end
 * @clicked: pressed and released at one place, claimed or not
 * @moved: the pointer is at another place of the map, be it that the map moved
 * @left: the pointer is over the map no longer
 * @key_pressed: while the map has the focus; @event is at the middle of the map.
 *   TRUE: the key has done its work. Not during a drag, where Escape cancels it
 * @snapshot: draws over the map; the unit of @view is the CSS pixel, that of its
 *   scene coordinates normalised Web Mercator
 * @snapshot_ground: the same beneath the map's names: what would cut them
 * @ended: another tool takes its place, or the map shows another plan
 *
 * All but @get_label may be left out.
 */
struct _AtlasMapToolClass
{
  GObjectClass parent_class;

  const char  *cursor;

  const char *(*get_label)   (AtlasMapTool        *self);
  gboolean    (*pressed)     (AtlasMapTool        *self,
                              const AtlasMapEvent *event);
  void        (*drag_begun)  (AtlasMapTool        *self,
                              const AtlasMapEvent *event);
  void        (*dragged)     (AtlasMapTool        *self,
                              const AtlasMapEvent *event);
  void        (*drag_ended)  (AtlasMapTool        *self,
                              const AtlasMapEvent *event);
  void        (*drag_cancelled) (AtlasMapTool     *self);
  void        (*clicked)     (AtlasMapTool        *self,
                              const AtlasMapEvent *event);
  void        (*moved)       (AtlasMapTool        *self,
                              const AtlasMapEvent *event);
  void        (*left)        (AtlasMapTool        *self);
  gboolean    (*key_pressed) (AtlasMapTool        *self,
                              guint                key,
                              const AtlasMapEvent *event);
  void        (*snapshot)    (AtlasMapTool        *self,
                              GtkSnapshot         *snapshot,
                              const AtlasView     *view);
  void        (*snapshot_ground) (AtlasMapTool    *self,
                              GtkSnapshot         *snapshot,
                              const AtlasView     *view);
  void        (*ended)       (AtlasMapTool        *self);
};

const char *atlas_map_tool_get_cursor  (AtlasMapTool        *self);
const char *atlas_map_tool_get_label   (AtlasMapTool        *self);
gboolean    atlas_map_tool_pressed     (AtlasMapTool        *self,
                                        const AtlasMapEvent *event);
void        atlas_map_tool_drag_begun  (AtlasMapTool        *self,
                                        const AtlasMapEvent *event);
void        atlas_map_tool_dragged     (AtlasMapTool        *self,
                                        const AtlasMapEvent *event);
void        atlas_map_tool_drag_ended  (AtlasMapTool        *self,
                                        const AtlasMapEvent *event);
void        atlas_map_tool_drag_cancelled (AtlasMapTool     *self);
void        atlas_map_tool_clicked     (AtlasMapTool        *self,
                                        const AtlasMapEvent *event);
void        atlas_map_tool_moved       (AtlasMapTool        *self,
                                        const AtlasMapEvent *event);
void        atlas_map_tool_left        (AtlasMapTool        *self);
gboolean    atlas_map_tool_key_pressed (AtlasMapTool        *self,
                                        guint                key,
                                        const AtlasMapEvent *event);
void        atlas_map_tool_snapshot    (AtlasMapTool        *self,
                                        GtkSnapshot         *snapshot,
                                        const AtlasView     *view);
void        atlas_map_tool_snapshot_ground (AtlasMapTool    *self,
                                        GtkSnapshot         *snapshot,
                                        const AtlasView     *view);
void        atlas_map_tool_ended       (AtlasMapTool        *self);

/* For subclasses. @hint: (nullable) */
void        atlas_map_tool_redraw      (AtlasMapTool        *self);
void        atlas_map_tool_set_hint    (AtlasMapTool        *self,
                                        const char          *hint);

/* (nullable) */
const char *atlas_map_tool_get_hint    (AtlasMapTool        *self);

G_END_DECLS
