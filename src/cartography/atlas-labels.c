#include "atlas-labels.h"

#include "atlas-label-builder.h"
#include "atlas-label-sources.h"

#include <math.h>

struct _AtlasLabels
{
  gatomicrefcount  refs;
  AtlasScene      *scene;
  AtlasView        view;
  GArray          *labels; /* AtlasLabel */
};

/* Of the line that leads to a name, and of the dot where it begins: points. */
#define LEADER_WIDTH 0.9
#define LEADER_HALO 2.7
#define DOT_RADIUS 1.6

/* Device units; only how doubles are rounded is less. */
#define LEAST_MOVE 1e-3

/* How far the world has gone on the picture since @self: whole device units, or
 * letters would look different. */
static gboolean
find_move (const AtlasLabels *self,
           const AtlasView   *view,
           double            *right,
           double            *down)
{
  double x = atlas_view_x (view, self->view.x0);
  double y = atlas_view_y (view, self->view.y0);

  *right = round (x);
  *down = round (y);

  return self->view.scale == view->scale &&
         self->view.point == view->point &&
         fabs (x - *right) < LEAST_MOVE && fabs (y - *down) < LEAST_MOVE;
}

AtlasLabels *
atlas_labels_place (const AtlasScene *scene,
                    const AtlasView  *view)
{
  return atlas_labels_place_around (scene, view, NULL, 0);
}

AtlasLabels *
atlas_labels_place_around (const AtlasScene *scene,
                           const AtlasView  *view,
                           const AtlasBox   *obstacles,
                           guint             n_obstacles)
{
  return atlas_labels_place_again (scene, view, obstacles, n_obstacles, NULL, NULL);
}

/* Do its labels name what the scene has, but for @changed? */
static gboolean
is_related (const AtlasLabels *self,
            const AtlasScene  *scene,
            const AtlasBox    *changed)
{
  return self->scene == scene ||
         (changed != NULL &&
          atlas_shapes_are_related (atlas_scene_get_shapes (self->scene),
                                    atlas_scene_get_shapes (scene)) &&
          atlas_scene_get_language (self->scene) == atlas_scene_get_language (scene) &&
          atlas_scene_get_map (self->scene) == atlas_scene_get_map (scene));
}

/* May the block that a label names have changed? */
static gboolean
is_changed (const AtlasLabels *self,
            const AtlasLabel  *label,
            const AtlasBox    *changed)
{
  AtlasBox box = {
    self->view.x0 + label->box.x0 / self->view.scale,
    self->view.y0 + label->box.y0 / self->view.scale,
    self->view.x0 + label->box.x1 / self->view.scale,
    self->view.y0 + label->box.y1 / self->view.scale,
  };

  return changed != NULL && label->style == ATLAS_TEXT_BLOCK && atlas_box_overlaps (changed, &box);
}

AtlasLabels *
atlas_labels_place_again (const AtlasScene  *scene,
                          const AtlasView   *view,
                          const AtlasBox    *obstacles,
                          guint              n_obstacles,
                          const AtlasLabels *previous,
                          const AtlasBox    *changed)
{
  AtlasLabels *self = g_new0 (AtlasLabels, 1);
  g_autoptr (AtlasLabelBuilder) builder =
    atlas_label_builder_new (scene, view, obstacles, n_obstacles);
  double right, down;

  g_atomic_ref_count_init (&self->refs);
  self->scene = atlas_scene_ref ((AtlasScene *) scene);
  self->view = *view;
  if (previous != NULL && is_related (previous, scene, changed) &&
      find_move (previous, view, &right, &down))
    for (guint i = 0; i < previous->labels->len; i++)
      {
        const AtlasLabel *label = &g_array_index (previous->labels, AtlasLabel, i);

        if (!is_changed (previous, label, changed))
          atlas_label_builder_keep (builder, label, right, down);
      }
  atlas_label_sources_add_obstacles (builder);
  atlas_label_sources_add_labels (builder);
  self->labels = atlas_label_builder_solve (builder);

  return self;
}

AtlasLabels *
atlas_labels_ref (AtlasLabels *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
atlas_labels_unref (AtlasLabels *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  atlas_scene_unref (self->scene);
  g_array_unref (self->labels);
  g_free (self);
}

static int
compare_styles (gconstpointer a,
                gconstpointer b)
{
  const AtlasLabel *const *first = a;
  const AtlasLabel *const *second = b;

  return (int) (*second)->style - (int) (*first)->style;
}

/* From a dot in the middle of what is named, in the name's own colours. */
static void
paint_leader (cairo_t              *cr,
              const AtlasLabel     *label,
              const AtlasTextStyle *style,
              double                point)
{
  const AtlasColor colors[] = { style->halo, style->color };
  const double widths[] = { LEADER_HALO * point, LEADER_WIDTH * point };

  if (!label->is_led)
    return;

  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    {
      cairo_set_source_rgba (cr, colors[i].red, colors[i].green, colors[i].blue, colors[i].alpha);
      cairo_new_path (cr);
      cairo_arc (cr, label->leader[0].x, label->leader[0].y,
                 DOT_RADIUS * point + (widths[i] - widths[1]) / 2, 0, 2 * G_PI);
      cairo_fill (cr);
      cairo_move_to (cr, label->leader[0].x, label->leader[0].y);
      cairo_line_to (cr, label->leader[1].x, label->leader[1].y);
      cairo_set_line_width (cr, widths[i]);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

static void
paint_label (cairo_t          *cr,
             const AtlasLabel *label,
             const AtlasStyle *style,
             AtlasLettering   *lettering,
             double            point)
{
  AtlasTextStyle text_style = style->texts[label->style];

  text_style.size *= label->size;
  paint_leader (cr, label, &text_style, point);
  if (label->centres != NULL)
    atlas_lettering_draw_spread (lettering, cr, &text_style, label->text, label->centres,
                                 label->angle);
  else
    atlas_lettering_draw (lettering, cr, &text_style, label->text, label->x, label->y,
                          label->width, 0.5, label->angle);
}

/* The weightiest last: its halo then cuts into nothing, and nobody's into it. */
void
atlas_labels_paint (const AtlasLabels *self,
                    cairo_t           *cr)
{
  const AtlasStyle *style = atlas_scene_get_style (self->scene);
  g_autoptr (AtlasLettering) lettering =
    atlas_lettering_new (atlas_scene_get_language (self->scene), self->view.point);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  for (guint i = 0; i < self->labels->len; i++)
    g_ptr_array_add (order, &g_array_index (self->labels, AtlasLabel, i));
  g_ptr_array_sort (order, compare_styles);
  for (guint i = 0; i < order->len; i++)
    paint_label (cr, order->pdata[i], style, lettering, self->view.point);
}

guint
atlas_labels_get_n (const AtlasLabels *self)
{
  return self->labels->len;
}

const char *
atlas_labels_get (const AtlasLabels *self,
                  guint              i,
                  AtlasTextId       *style,
                  AtlasBox          *box)
{
  const AtlasLabel *label = &g_array_index (self->labels, AtlasLabel, i);

  if (style != NULL)
    *style = label->style;
  if (box != NULL)
    *box = label->box;

  return label->text;
}

gboolean
atlas_labels_get_leader (const AtlasLabels *self,
                         guint              i,
                         AtlasPoint        *from,
                         AtlasPoint        *to)
{
  const AtlasLabel *label = &g_array_index (self->labels, AtlasLabel, i);

  *from = label->leader[0];
  *to = label->leader[1];

  return label->is_led;
}

const AtlasBox *
atlas_labels_get_parts (const AtlasLabels *self,
                        guint              i,
                        guint             *n_parts)
{
  const AtlasLabel *label = &g_array_index (self->labels, AtlasLabel, i);

  *n_parts = label->n_parts;

  return label->parts;
}
