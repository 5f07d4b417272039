#include "atlas-site-tool.h"

#include "atlas-painter.h"
#include "atlas-place.h"
#include "atlas-projection.h"
#include "atlas-site-effect.h"
#include "atlas-site-ring.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* CSS pixels. */
#define REACH 8.0
#define HOVERED_RADIUS 8.0
#define PICKED_RADIUS 9.0
#define OUTER_RADIUS 13.5

struct _AtlasSiteTool
{
  AtlasMapTool     parent_instance;

  AtlasSession    *session;
  AtlasEditor     *editor;
  AtlasProjection *to_scene;
  int              resource; /* of new ones, where the map does not say */
  gboolean         sees_sites;
  gboolean         adding;
  int              hovered;  /* number in the plan, as the next; -1: none */
  int              pressed;
  char            *picked;   /* id; (nullable) */
  char            *effect;   /* (nullable) */
  char            *reason;   /* (nullable) */
  gboolean         dragging;
  AtlasPoint       grip;     /* from the pointer to the site that is dragged, metres */
  AtlasPoint       place;    /* where that would be, EPSG:4548 */
};

G_DEFINE_FINAL_TYPE (AtlasSiteTool, atlas_site_tool, ATLAS_TYPE_MAP_TOOL)

enum
{
  CHANGED,
  ADDED,
  DONE,
  APPLIED,
  REFUSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static AtlasPlan *
get_plan (AtlasSiteTool *self)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);

  return maps != NULL ? atlas_maps_get_plan (maps) : NULL;
}

static void
changed (AtlasSiteTool *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
  atlas_map_tool_redraw (ATLAS_MAP_TOOL (self));
}

/* @id: (nullable) */
static void
pick (AtlasSiteTool *self,
      const char    *id)
{
  char *picked = g_strdup (id);

  g_free (self->picked);
  self->picked = picked;
  changed (self);
}

static AtlasSite
get_site (AtlasSiteTool *self,
          int            i)
{
  return atlas_sites_get (atlas_plan_get_sites (get_plan (self)), (guint) i);
}

static int
get_map_resource (AtlasSiteTool *self)
{
  AtlasScene *scene = atlas_session_get_scene (self->session);

  return scene != NULL ? atlas_scene_get_map_style (scene)->resource : -1;
}

static int
find_site (AtlasSiteTool       *self,
           const AtlasMapEvent *event)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  int resource = get_map_resource (self);

  if (maps == NULL || !self->sees_sites)
    return -1;

  return atlas_locator_find_site (atlas_maps_get_locator (maps), event->plane.x, event->plane.y,
                                  REACH * event->metres_per_pixel,
                                  resource >= 0 ? ATLAS_LOCATOR_RESOURCE (resource)
                                                : ATLAS_LOCATOR_ALL_RESOURCES);
}

/* --- Changes --- */

static char *
describe_effect (AtlasSiteTool *self,
                 AtlasEdit     *edit)
{
  return atlas_site_effect_describe (edit, get_plan (self),
                                     atlas_session_get_floor_area_unit (self->session),
                                     atlas_scene_get_language (
                                       atlas_session_get_scene (self->session)));
}

/**
 * Change:
 * @tool: (nullable): weak; the person may have finished meanwhile
 * @effect: what it does to blocks
 * @reason: (nullable)
 * @added: (nullable): the site that it makes
 */
typedef struct
{
  AtlasSiteTool *tool;
  AtlasEdit     *edit;
  char          *effect;
  char          *reason;
  char          *added;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_weak_pointer (&change->tool);
  atlas_edit_free (change->edit);
  g_free (change->effect);
  g_free (change->reason);
  g_free (change->added);
  g_free (change);
}

static gboolean
make_change (AtlasDocument  *document,
             gpointer        data,
             GError        **error)
{
  Change *change = data;
  AtlasSiteTool *self = change->tool;

  if (!atlas_document_apply (document, change->edit, ATLAS_CHANGE_EDIT, change->reason, error))
    return FALSE;
  if (self == NULL)
    return TRUE;

  g_free (self->effect);
  self->effect = g_steal_pointer (&change->effect);
  g_signal_emit (self, signals[APPLIED], 0);
  changed (self);
  if (change->added != NULL)
    {
      self->adding = FALSE;
      pick (self, change->added);
      g_signal_emit (self, signals[ADDED], 0);
    }

  return TRUE;
}

/* Takes @edit. @error: (nullable): what was in the way of putting it together;
 * @added: (nullable) */
static void
apply (AtlasSiteTool *self,
       AtlasEdit     *edit,
       const char    *added,
       const GError  *error)
{
  Change *change;

  if (error != NULL)
    {
      g_signal_emit (self, signals[REFUSED], 0, error->message);
      atlas_edit_free (edit);
      return;
    }

  change = g_new0 (Change, 1);
  g_set_weak_pointer (&change->tool, self);
  change->edit = edit;
  change->effect = describe_effect (self, edit);
  change->reason = g_strdup (self->reason);
  change->added = g_strdup (added);
  atlas_editor_do (self->editor, make_change, change, change_free);
}

static void
add_site (AtlasSiteTool *self,
          AtlasPoint     place)
{
  AtlasSite site = { .resource = atlas_site_tool_get_resource (self), .households = -1,
                     .year_built = -1, .provenance = -1, .x = place.x, .y = place.y,
                     .floor_area = NAN };
  g_autoptr(AtlasEdit) edit = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *id = NULL;

  if (get_plan (self) == NULL)
    return;

  edit = atlas_edit_new (get_plan (self));
  if (atlas_edit_add_site (edit, &site, &error))
    {
      AtlasSites *sites = atlas_edit_get_sites (edit);

      id = g_strdup (atlas_sites_get (sites, atlas_sites_get_n (sites) - 1).id);
    }
  apply (self, g_steal_pointer (&edit), id, error);
}

/* Picks what is there, be it nothing. */
static void
pick_at (AtlasSiteTool       *self,
         const AtlasMapEvent *event)
{
  int site = find_site (self, event);

  pick (self, site >= 0 ? get_site (self, site).id : NULL);
}

static void
use_place (AtlasSiteTool       *self,
           const AtlasMapEvent *event)
{
  if (self->adding && self->sees_sites)
    add_site (self, event->plane);
  else
    pick_at (self, event);
}

/* --- Drawing --- */

static AtlasPoint
to_view (AtlasSiteTool   *self,
         const AtlasView *view,
         AtlasPoint       plane)
{
  AtlasPoint place = atlas_projection_point (self->to_scene, plane.x, plane.y);

  return (AtlasPoint) { atlas_view_x (view, place.x), atlas_view_y (view, place.y) };
}

static void
draw (AtlasSiteTool   *self,
      cairo_t         *cr,
      const AtlasView *view)
{
  int picked = atlas_site_tool_get_picked (self);

  if (self->hovered >= 0 && self->hovered != picked)
    {
      AtlasSite site = get_site (self, self->hovered);

      atlas_site_ring_paint (cr, to_view (self, view, (AtlasPoint) { site.x, site.y }),
                             HOVERED_RADIUS);
    }
  if (picked >= 0)
    {
      AtlasSite site = get_site (self, picked);
      AtlasPoint at = to_view (self, view, (AtlasPoint) { site.x, site.y });

      atlas_site_ring_paint (cr, at, PICKED_RADIUS);
      atlas_site_ring_paint (cr, at, OUTER_RADIUS);
      if (self->dragging)
        atlas_site_ring_paint_way (cr, at, to_view (self, view, self->place), PICKED_RADIUS);
    }
}

/* --- The tool --- */

static const char *
atlas_site_tool_get_label (AtlasMapTool *tool)
{
  return _("Edit Sites");
}

static void
set_hovered (AtlasSiteTool *self,
             int            site)
{
  if (site == self->hovered)
    return;

  self->hovered = site;
  atlas_map_tool_redraw (ATLAS_MAP_TOOL (self));
}

/* A press on a site may become a drag of it; a double-click is not to zoom. */
static gboolean
atlas_site_tool_pressed (AtlasMapTool        *tool,
                         const AtlasMapEvent *event)
{
  AtlasSiteTool *self = ATLAS_SITE_TOOL (tool);

  atlas_site_tool_look (self, &event->view);
  self->pressed = self->adding ? -1 : find_site (self, event);

  return self->pressed >= 0 || (event->n_press >= 2 && self->sees_sites);
}

static const char *
get_block_code (AtlasPlan *plan,
                int        block)
{
  return block >= 0 ? atlas_block_get_code (atlas_plan_get_block (plan, (guint) block))
                    : _("no block");
}

static void
drag_to (AtlasSiteTool       *self,
         const AtlasMapEvent *event)
{
  AtlasSite site = get_site (self, self->pressed);
  AtlasPlan *plan = get_plan (self);
  g_autofree char *hint = NULL;
  int block;

  self->place = (AtlasPoint) { event->plane.x + self->grip.x, event->plane.y + self->grip.y };
  block = atlas_plan_find_block_at (plan, self->place.x, self->place.y);
  hint = g_strdup_printf ("%s\n%s → %s\n%s", site.name != NULL ? site.name : site.id,
                          get_block_code (plan, site.block), get_block_code (plan, block),
                          _("Let go to move it there. Escape cancels."));
  atlas_map_tool_set_hint (ATLAS_MAP_TOOL (self), hint);
  atlas_map_tool_redraw (ATLAS_MAP_TOOL (self));
}

static void
end_drag (AtlasSiteTool *self)
{
  self->dragging = FALSE;
  self->pressed = -1;
  atlas_map_tool_set_hint (ATLAS_MAP_TOOL (self), NULL);
  changed (self);
}

static void
atlas_site_tool_drag_begun (AtlasMapTool        *tool,
                            const AtlasMapEvent *event)
{
  AtlasSiteTool *self = ATLAS_SITE_TOOL (tool);
  AtlasSite site;

  if (self->pressed < 0)
    return;

  site = get_site (self, self->pressed);
  self->dragging = TRUE;
  self->grip = (AtlasPoint) { site.x - event->plane.x, site.y - event->plane.y };
  self->place = (AtlasPoint) { site.x, site.y };
  self->hovered = -1;
  pick (self, site.id);
}

static void
atlas_site_tool_dragged (AtlasMapTool        *tool,
                         const AtlasMapEvent *event)
{
  AtlasSiteTool *self = ATLAS_SITE_TOOL (tool);

  if (self->dragging)
    drag_to (self, event);
}

static void
atlas_site_tool_drag_ended (AtlasMapTool        *tool,
                            const AtlasMapEvent *event)
{
  AtlasSiteTool *self = ATLAS_SITE_TOOL (tool);
  g_autoptr(AtlasEdit) edit = NULL;
  g_autoptr(GError) error = NULL;
  AtlasSite site;

  if (!self->dragging)
    return;

  drag_to (self, event);
  site = get_site (self, self->pressed);
  site.x = self->place.x;
  site.y = self->place.y;
  edit = atlas_edit_new (get_plan (self));
  atlas_edit_set_site (edit, (guint) self->pressed, &site, &error);
  end_drag (self);
  apply (self, g_steal_pointer (&edit), NULL, error);
}

static void
atlas_site_tool_drag_cancelled (AtlasMapTool *tool)
{
  end_drag (ATLAS_SITE_TOOL (tool));
}

static void
atlas_site_tool_clicked (AtlasMapTool        *tool,
                         const AtlasMapEvent *event)
{
  AtlasSiteTool *self = ATLAS_SITE_TOOL (tool);

  atlas_site_tool_look (self, &event->view);
  if (event->n_press == 1)
    use_place (self, event);
  else if (event->n_press == 2 && self->sees_sites && find_site (self, event) < 0)
    add_site (self, event->plane);
}

static void
atlas_site_tool_moved (AtlasMapTool        *tool,
                       const AtlasMapEvent *event)
{
  AtlasSiteTool *self = ATLAS_SITE_TOOL (tool);
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  AtlasScene *scene = atlas_session_get_scene (self->session);
  g_autofree char *hint = NULL;
  AtlasPlace place;

  if (maps == NULL)
    return;

  atlas_site_tool_look (self, &event->view);
  set_hovered (self, find_site (self, event));
  place = atlas_place_find (atlas_maps_get_plan (maps), atlas_maps_get_locator (maps), scene,
                            &event->view, event->plane);
  place.site = self->hovered;
  hint = atlas_place_describe (&place, atlas_maps_get_plan (maps), scene);
  atlas_map_tool_set_hint (tool, hint);
}

static void
atlas_site_tool_left (AtlasMapTool *tool)
{
  set_hovered (ATLAS_SITE_TOOL (tool), -1);
  atlas_map_tool_set_hint (tool, NULL);
}

static void
on_escape (AtlasSiteTool *self)
{
  if (self->adding)
    atlas_site_tool_set_adding (self, FALSE);
  else if (self->picked != NULL)
    pick (self, NULL);
  else
    g_signal_emit (self, signals[DONE], 0);
}

static gboolean
atlas_site_tool_key_pressed (AtlasMapTool        *tool,
                             guint                key,
                             const AtlasMapEvent *event)
{
  AtlasSiteTool *self = ATLAS_SITE_TOOL (tool);

  atlas_site_tool_look (self, &event->view);
  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      use_place (self, event);
      return GDK_EVENT_STOP;
    case GDK_KEY_Insert:
    case GDK_KEY_KP_Insert:
      if (self->sees_sites)
        add_site (self, event->plane);
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      atlas_site_tool_remove (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      on_escape (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
atlas_site_tool_snapshot (AtlasMapTool    *tool,
                          GtkSnapshot     *snapshot,
                          const AtlasView *view)
{
  AtlasSiteTool *self = ATLAS_SITE_TOOL (tool);
  cairo_t *cr;

  if (get_plan (self) == NULL || (self->hovered < 0 && self->picked == NULL))
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (
         0, 0, (float) view->width, (float) view->height));
  draw (self, cr, view);
  cairo_destroy (cr);
}

static void
atlas_site_tool_ended (AtlasMapTool *tool)
{
  AtlasSiteTool *self = ATLAS_SITE_TOOL (tool);

  self->adding = self->dragging = FALSE;
  self->hovered = self->pressed = -1;
  g_clear_pointer (&self->effect, g_free);
  atlas_map_tool_set_hint (tool, NULL);
  pick (self, NULL);
}

/* Numbers of sites are others; one that is gone can't be picked, nor dragged. What
 * the last change did may be undone. */
static void
on_plan_changed (AtlasSiteTool *self)
{
  int picked = atlas_site_tool_get_picked (self);

  g_clear_pointer (&self->effect, g_free);
  self->hovered = -1;
  self->pressed = self->dragging ? picked : -1;
  if (picked < 0)
    {
      g_clear_pointer (&self->picked, g_free);
      self->dragging = FALSE;
    }
  changed (self);
}

static void
atlas_site_tool_finalize (GObject *object)
{
  AtlasSiteTool *self = ATLAS_SITE_TOOL (object);

  g_clear_object (&self->editor);
  g_clear_object (&self->session);
  atlas_projection_free (self->to_scene);
  g_free (self->picked);
  g_free (self->effect);
  g_free (self->reason);

  G_OBJECT_CLASS (atlas_site_tool_parent_class)->finalize (object);
}

static void
atlas_site_tool_class_init (AtlasSiteToolClass *klass)
{
  AtlasMapToolClass *tool_class = ATLAS_MAP_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = atlas_site_tool_finalize;

  tool_class->get_label = atlas_site_tool_get_label;
  tool_class->pressed = atlas_site_tool_pressed;
  tool_class->drag_begun = atlas_site_tool_drag_begun;
  tool_class->dragged = atlas_site_tool_dragged;
  tool_class->drag_ended = atlas_site_tool_drag_ended;
  tool_class->drag_cancelled = atlas_site_tool_drag_cancelled;
  tool_class->clicked = atlas_site_tool_clicked;
  tool_class->moved = atlas_site_tool_moved;
  tool_class->left = atlas_site_tool_left;
  tool_class->key_pressed = atlas_site_tool_key_pressed;
  tool_class->snapshot = atlas_site_tool_snapshot;
  tool_class->ended = atlas_site_tool_ended;

  signals[CHANGED] = g_signal_new ("changed", ATLAS_TYPE_SITE_TOOL, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ADDED] = g_signal_new ("added", ATLAS_TYPE_SITE_TOOL, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", ATLAS_TYPE_SITE_TOOL, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[APPLIED] = g_signal_new ("applied", ATLAS_TYPE_SITE_TOOL, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", ATLAS_TYPE_SITE_TOOL, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
atlas_site_tool_init (AtlasSiteTool *self)
{
  self->hovered = -1;
  self->pressed = -1;
  self->to_scene = atlas_projection_new (ATLAS_CRS_PLANE, ATLAS_CRS_MERCATOR);
}

AtlasMapTool *
atlas_site_tool_new (AtlasSession *session,
                     AtlasEditor  *editor)
{
  AtlasSiteTool *self = g_object_new (ATLAS_TYPE_SITE_TOOL, NULL);

  self->session = g_object_ref (session);
  self->editor = g_object_ref (editor);
  g_signal_connect_object (session, "plan-changed", G_CALLBACK (on_plan_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::map", G_CALLBACK (changed), self,
                           G_CONNECT_SWAPPED);

  return ATLAS_MAP_TOOL (self);
}

AtlasSession *
atlas_site_tool_get_session (AtlasSiteTool *self)
{
  g_return_val_if_fail (ATLAS_IS_SITE_TOOL (self), NULL);

  return self->session;
}

void
atlas_site_tool_look (AtlasSiteTool   *self,
                      const AtlasView *view)
{
  AtlasScene *scene = atlas_session_get_scene (self->session);
  gboolean sees_sites = scene != NULL && atlas_scene_shows (scene, ATLAS_DRAWN_SITES) &&
                        atlas_painter_shows_sites (view, atlas_scene_get_shapes (scene));

  g_return_if_fail (ATLAS_IS_SITE_TOOL (self));

  if (sees_sites == self->sees_sites)
    return;

  self->sees_sites = sees_sites;
  changed (self);
}

gboolean
atlas_site_tool_sees_sites (AtlasSiteTool *self)
{
  g_return_val_if_fail (ATLAS_IS_SITE_TOOL (self), FALSE);

  return self->sees_sites;
}

gboolean
atlas_site_tool_follows_map (AtlasSiteTool *self)
{
  g_return_val_if_fail (ATLAS_IS_SITE_TOOL (self), FALSE);

  return get_map_resource (self) >= 0;
}

int
atlas_site_tool_get_resource (AtlasSiteTool *self)
{
  g_return_val_if_fail (ATLAS_IS_SITE_TOOL (self), -1);

  return atlas_site_tool_follows_map (self) ? get_map_resource (self) : self->resource;
}

void
atlas_site_tool_set_resource (AtlasSiteTool *self,
                              int            resource)
{
  g_return_if_fail (ATLAS_IS_SITE_TOOL (self));
  g_return_if_fail (resource >= 0 && resource < ATLAS_N_RESOURCES);

  if (resource == self->resource)
    return;

  self->resource = resource;
  changed (self);
}

gboolean
atlas_site_tool_is_adding (AtlasSiteTool *self)
{
  g_return_val_if_fail (ATLAS_IS_SITE_TOOL (self), FALSE);

  return self->adding;
}

void
atlas_site_tool_set_adding (AtlasSiteTool *self,
                            gboolean       adding)
{
  g_return_if_fail (ATLAS_IS_SITE_TOOL (self));

  if (adding == self->adding)
    return;

  self->adding = adding;
  changed (self);
}

int
atlas_site_tool_get_picked (AtlasSiteTool *self)
{
  AtlasPlan *plan;

  g_return_val_if_fail (ATLAS_IS_SITE_TOOL (self), -1);

  plan = get_plan (self);

  return plan == NULL || self->picked == NULL
         ? -1 : atlas_sites_find (atlas_plan_get_sites (plan), self->picked);
}

gboolean
atlas_site_tool_is_dragging (AtlasSiteTool *self)
{
  g_return_val_if_fail (ATLAS_IS_SITE_TOOL (self), FALSE);

  return self->dragging;
}

void
atlas_site_tool_change (AtlasSiteTool   *self,
                        const AtlasSite *site)
{
  g_autoptr(AtlasEdit) edit = NULL;
  g_autoptr(GError) error = NULL;
  int picked = atlas_site_tool_get_picked (self);

  g_return_if_fail (picked >= 0);

  edit = atlas_edit_new (get_plan (self));
  atlas_edit_set_site (edit, (guint) picked, site, &error);
  apply (self, g_steal_pointer (&edit), NULL, error);
}

void
atlas_site_tool_remove (AtlasSiteTool *self)
{
  g_autoptr(AtlasEdit) edit = NULL;
  int picked = atlas_site_tool_get_picked (self);

  if (picked < 0)
    return;

  edit = atlas_edit_new (get_plan (self));
  atlas_edit_remove_site (edit, (guint) picked);
  apply (self, g_steal_pointer (&edit), NULL, NULL);
}

char *
atlas_site_tool_dup_effect (AtlasSiteTool    *self,
                            const AtlasSite  *site,
                            GError          **error)
{
  g_autoptr(AtlasEdit) edit = NULL;
  int picked = atlas_site_tool_get_picked (self);

  g_return_val_if_fail (picked >= 0, NULL);

  edit = atlas_edit_new (get_plan (self));

  return atlas_edit_set_site (edit, (guint) picked, site, error) ? describe_effect (self, edit)
                                                                 : NULL;
}

const char *
atlas_site_tool_get_effect (AtlasSiteTool *self)
{
  g_return_val_if_fail (ATLAS_IS_SITE_TOOL (self), NULL);

  return self->effect;
}

void
atlas_site_tool_set_reason (AtlasSiteTool *self,
                            const char    *reason)
{
  g_return_if_fail (ATLAS_IS_SITE_TOOL (self));

  g_free (self->reason);
  self->reason = g_strdup (reason);
}
