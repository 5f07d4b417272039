#include "atlas-select-tool.h"

#include "atlas-marks.h"
#include "atlas-place.h"
#include "atlas-rubber-band.h"

#include <glib/gi18n-lib.h>

struct _AtlasSelectTool
{
  AtlasMapTool     parent_instance;

  AtlasSession    *session;
  int              hovered; /* block; -1: none */
  AtlasRubberBand *band;    /* while one is drawn */
};

G_DEFINE_FINAL_TYPE (AtlasSelectTool, atlas_select_tool, ATLAS_TYPE_MAP_TOOL)

static void
set_hovered (AtlasSelectTool *self,
             int              block)
{
  if (block == self->hovered)
    return;

  self->hovered = block;
  atlas_map_tool_redraw (ATLAS_MAP_TOOL (self));
}

static int
find_block (AtlasSelectTool     *self,
            const AtlasMapEvent *event)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);

  return maps == NULL ? -1
                      : atlas_place_find_block (atlas_maps_get_plan (maps),
                                                atlas_maps_get_locator (maps),
                                                atlas_session_get_scene (self->session),
                                                event->plane);
}

static void
select_at (AtlasSelectTool     *self,
           const AtlasMapEvent *event)
{
  AtlasSelection *selection = atlas_session_get_selection (self->session);
  int found = find_block (self, event);
  guint block = (guint) found;
  gboolean toggle = (event->modifiers & GDK_CONTROL_MASK) != 0;
  gboolean add = (event->modifiers & GDK_SHIFT_MASK) != 0;

  if (found < 0 && !toggle && !add)
    atlas_selection_clear (selection);
  if (found < 0)
    return;

  if (toggle)
    atlas_selection_toggle (selection, block);
  else if (!add)
    atlas_selection_set (selection, &block, 1);
  else if (!atlas_selection_contains (selection, block))
    atlas_selection_toggle (selection, block);
}

/* --- Rectangle and lasso --- */

/* The other keys that are held are told as soon as they can be used. */
static char *
describe_band (gboolean lasso,
               gboolean removes)
{
  static const char *const headings[2][2] = {
    { N_("Rectangle: Adds Blocks"), N_("Rectangle: Takes Blocks Off") },
    { N_("Lasso: Adds Blocks"), N_("Lasso: Takes Blocks Off") },
  };

  return g_strdup_printf ("%s\n%s\n%s", _(headings[lasso][removes]),
                          _("Those whose middle is inside. Escape cancels."),
                          _("With Ctrl it takes off, with Alt it is the other shape."));
}

static void
drop_band (AtlasSelectTool *self)
{
  g_clear_pointer (&self->band, atlas_rubber_band_free);
  atlas_map_tool_set_hint (ATLAS_MAP_TOOL (self), NULL);
  atlas_map_tool_redraw (ATLAS_MAP_TOOL (self));
}

static void
take_band (AtlasSelectTool *self)
{
  AtlasSelection *selection = atlas_session_get_selection (self->session);
  AtlasScene *scene = atlas_session_get_scene (self->session);
  g_autoptr(AtlasRegion) region = atlas_rubber_band_make_region (self->band);
  g_autoptr(GArray) blocks = NULL;
  const guint *numbers;

  if (scene == NULL)
    return;

  blocks = atlas_place_list_blocks (scene, region);
  numbers = (const guint *) (gconstpointer) blocks->data;
  if (atlas_rubber_band_removes (self->band))
    atlas_selection_remove (selection, numbers, blocks->len);
  else
    atlas_selection_add (selection, numbers, blocks->len);
}

/* The map is not to pan under what is drawn. */
static gboolean
atlas_select_tool_pressed (AtlasMapTool        *tool,
                           const AtlasMapEvent *event)
{
  return (event->modifiers & GDK_SHIFT_MASK) != 0 &&
         atlas_session_get_maps (ATLAS_SELECT_TOOL (tool)->session) != NULL;
}

static void
atlas_select_tool_drag_begun (AtlasMapTool        *tool,
                              const AtlasMapEvent *event)
{
  AtlasSelectTool *self = ATLAS_SELECT_TOOL (tool);
  gboolean other = (event->modifiers & GDK_ALT_MASK) != 0;
  gboolean removes = (event->modifiers & GDK_CONTROL_MASK) != 0;
  gboolean lasso = atlas_session_has_lasso (self->session) != other;
  g_autofree char *hint = describe_band (lasso, removes);

  set_hovered (self, -1);
  g_clear_pointer (&self->band, atlas_rubber_band_free);
  self->band = atlas_rubber_band_new (lasso ? ATLAS_RUBBER_BAND_LASSO
                                            : ATLAS_RUBBER_BAND_RECTANGLE, removes, event->scene);
  atlas_map_tool_set_hint (tool, hint);
}

static void
atlas_select_tool_dragged (AtlasMapTool        *tool,
                           const AtlasMapEvent *event)
{
  AtlasSelectTool *self = ATLAS_SELECT_TOOL (tool);

  atlas_rubber_band_pull (self->band, &event->view, event->scene);
  atlas_map_tool_redraw (tool);
}

static void
atlas_select_tool_drag_ended (AtlasMapTool        *tool,
                              const AtlasMapEvent *event)
{
  AtlasSelectTool *self = ATLAS_SELECT_TOOL (tool);

  atlas_rubber_band_pull (self->band, &event->view, event->scene);
  take_band (self);
  drop_band (self);
}

static void
atlas_select_tool_drag_cancelled (AtlasMapTool *tool)
{
  drop_band (ATLAS_SELECT_TOOL (tool));
}

static const char *
atlas_select_tool_get_label (AtlasMapTool *tool)
{
  return _("Select Blocks");
}

static void
atlas_select_tool_clicked (AtlasMapTool        *tool,
                           const AtlasMapEvent *event)
{
  /* The second press of a double-click has zoomed. */
  if (event->n_press == 1)
    select_at (ATLAS_SELECT_TOOL (tool), event);
}

static void
atlas_select_tool_moved (AtlasMapTool        *tool,
                         const AtlasMapEvent *event)
{
  AtlasSelectTool *self = ATLAS_SELECT_TOOL (tool);
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  AtlasScene *scene = atlas_session_get_scene (self->session);
  g_autofree char *hint = NULL;
  AtlasPlan *plan;
  AtlasPlace place;

  if (maps == NULL)
    return;

  plan = atlas_maps_get_plan (maps);
  place = atlas_place_find (plan, atlas_maps_get_locator (maps), scene, &event->view,
                            event->plane);
  hint = atlas_place_describe (&place, plan, scene);
  set_hovered (self, place.block);
  atlas_map_tool_set_hint (tool, hint);
}

static void
atlas_select_tool_left (AtlasMapTool *tool)
{
  set_hovered (ATLAS_SELECT_TOOL (tool), -1);
  atlas_map_tool_set_hint (tool, NULL);
}

static gboolean
atlas_select_tool_key_pressed (AtlasMapTool        *tool,
                               guint                key,
                               const AtlasMapEvent *event)
{
  AtlasSelectTool *self = ATLAS_SELECT_TOOL (tool);

  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      select_at (self, event);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      atlas_selection_clear (atlas_session_get_selection (self->session));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
atlas_select_tool_snapshot_ground (AtlasMapTool    *tool,
                                   GtkSnapshot     *snapshot,
                                   const AtlasView *view)
{
  AtlasSelectTool *self = ATLAS_SELECT_TOOL (tool);
  AtlasScene *scene = atlas_session_get_scene (self->session);
  guint block = (guint) self->hovered;
  AtlasBox box;
  cairo_t *cr;

  if (self->hovered < 0 || scene == NULL ||
      atlas_marks_measure (view, scene, ATLAS_MARK_HOVERED, &block, 1, &box) == 0)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (
         (float) box.x0, (float) box.y0,
         (float) (box.x1 - box.x0), (float) (box.y1 - box.y0)));
  atlas_marks_paint (cr, view, scene, ATLAS_MARK_HOVERED, &block, 1);
  cairo_destroy (cr);
}

static void
atlas_select_tool_snapshot (AtlasMapTool    *tool,
                            GtkSnapshot     *snapshot,
                            const AtlasView *view)
{
  AtlasSelectTool *self = ATLAS_SELECT_TOOL (tool);

  if (self->band != NULL)
    atlas_rubber_band_snapshot (self->band, snapshot, view);
}

static void
atlas_select_tool_dispose (GObject *object)
{
  g_clear_object (&ATLAS_SELECT_TOOL (object)->session);
  g_clear_pointer (&ATLAS_SELECT_TOOL (object)->band, atlas_rubber_band_free);

  G_OBJECT_CLASS (atlas_select_tool_parent_class)->dispose (object);
}

static void
atlas_select_tool_class_init (AtlasSelectToolClass *klass)
{
  AtlasMapToolClass *tool_class = ATLAS_MAP_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_select_tool_dispose;

  tool_class->get_label = atlas_select_tool_get_label;
  tool_class->pressed = atlas_select_tool_pressed;
  tool_class->drag_begun = atlas_select_tool_drag_begun;
  tool_class->dragged = atlas_select_tool_dragged;
  tool_class->drag_ended = atlas_select_tool_drag_ended;
  tool_class->drag_cancelled = atlas_select_tool_drag_cancelled;
  tool_class->clicked = atlas_select_tool_clicked;
  tool_class->moved = atlas_select_tool_moved;
  tool_class->left = atlas_select_tool_left;
  tool_class->key_pressed = atlas_select_tool_key_pressed;
  tool_class->snapshot = atlas_select_tool_snapshot;
  tool_class->snapshot_ground = atlas_select_tool_snapshot_ground;
  tool_class->ended = atlas_select_tool_left;
}

static void
atlas_select_tool_init (AtlasSelectTool *self)
{
  self->hovered = -1;
}

AtlasMapTool *
atlas_select_tool_new (AtlasSession *session)
{
  AtlasSelectTool *self = g_object_new (ATLAS_TYPE_SELECT_TOOL, NULL);

  self->session = g_object_ref (session);

  return ATLAS_MAP_TOOL (self);
}

int
atlas_select_tool_get_hovered (AtlasSelectTool *self)
{
  g_return_val_if_fail (ATLAS_IS_SELECT_TOOL (self), -1);

  return self->hovered;
}
