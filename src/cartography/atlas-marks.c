#include "atlas-marks.h"

#include "atlas-pen.h"

#include <math.h>

/* Below this edge in points blocks would drown in full outlines: lines get
 * thinner with them, down to a share. */
#define FULL_EDGE 18.0
#define LEAST_WIDTH 0.55

typedef struct
{
  AtlasLineStyle line;
  AtlasColor     tint; /* over the block's colour, which must stay legible */
} MarkStyle;

/* Blue is the one colour no map's fills have. */
static const MarkStyle styles[] = {
  [ATLAS_MARK_SELECTED] = {
    .line = {
      .color = { 0.27, 0.84, 1, 1 },
      .width = 1.7,
      .casing = { 0.04, 0.13, 0.27, 1 },
      .casing_width = 3.6,
    },
    .tint = { 0.27, 0.84, 1, 0.06 },
  },
  [ATLAS_MARK_HOVERED] = {
    .line = {
      .color = { 1, 1, 1, 1 },
      .width = 0.9,
      .casing = { 0.04, 0.13, 0.27, 0.9 },
      .casing_width = 2.2,
    },
    .tint = { 1, 1, 1, 0.18 },
  },
};

static AtlasLineStyle
get_line (const AtlasView   *view,
          const AtlasShapes *shapes,
          AtlasMark          mark)
{
  AtlasLineStyle line = styles[mark].line;
  double edge = atlas_shapes_get_mean_block_edge (shapes) * view->scale / view->point;
  double share = CLAMP (edge / FULL_EDGE, LEAST_WIDTH, 1);

  line.width *= share;
  line.casing_width *= share;

  return line;
}

/* How far it reaches over the edge of a block, device units. */
static double
get_reach (const AtlasView      *view,
           const AtlasLineStyle *line)
{
  /* Corners are round. */
  return line->casing_width / 2 * view->point + 1;
}

static const AtlasGeometry *
get_geometry (const AtlasShapes *shapes,
              guint              block)
{
  return block < atlas_shapes_get_n_blocks (shapes)
         ? atlas_shapes_get_block (shapes, block)->geometry : NULL;
}

void
atlas_marks_paint (cairo_t          *cr,
                   const AtlasView  *view,
                   const AtlasScene *scene,
                   AtlasMark         mark,
                   const guint      *blocks,
                   guint             n_blocks)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  AtlasLineStyle line = get_line (view, shapes, mark);
  AtlasPen pen;

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  atlas_pen_init (&pen, cr, view, shapes);
  pen.detail = 1;
  /* Lines reach into the picture from outside: it may be one of several. */
  pen.seen = atlas_box_grow (&pen.seen, get_reach (view, &line) / view->scale);

  for (guint i = 0; i < n_blocks; i++)
    {
      const AtlasGeometry *geometry = get_geometry (shapes, blocks[i]);

      if (geometry != NULL)
        atlas_pen_add_polygon (&pen, geometry);
    }
  atlas_pen_set_color (&pen, &styles[mark].tint);
  cairo_fill_preserve (cr);
  atlas_pen_stroke (&pen, &line);
  cairo_restore (cr);
}

guint
atlas_marks_count (const AtlasScene *scene,
                   const guint      *blocks,
                   guint             n_blocks,
                   guint             enough)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  guint n = 0;

  for (guint i = 0; i < n_blocks && n <= enough; i++)
    {
      const AtlasGeometry *geometry = get_geometry (shapes, blocks[i]);
      guint n_points = 0;

      if (geometry != NULL)
        atlas_geometry_get_points (geometry, &n_points);
      n += n_points;
    }

  return n;
}

guint
atlas_marks_measure (const AtlasView  *view,
                     const AtlasScene *scene,
                     AtlasMark         mark,
                     const guint      *blocks,
                     guint             n_blocks,
                     AtlasBox         *box)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  AtlasLineStyle line = get_line (view, shapes, mark);
  double reach = get_reach (view, &line);
  AtlasBox whole = atlas_view_get_box (view);
  AtlasBox seen = atlas_box_grow (&whole, reach / view->scale);
  AtlasBox marked = ATLAS_BOX_EMPTY;
  guint n = 0;

  for (guint i = 0; i < n_blocks; i++)
    {
      const AtlasGeometry *geometry = get_geometry (shapes, blocks[i]);
      guint n_points;

      if (geometry == NULL || !atlas_box_overlaps (atlas_geometry_get_box (geometry), &seen))
        continue;
      atlas_geometry_get_points (geometry, &n_points);
      atlas_box_join (&marked, atlas_geometry_get_box (geometry));
      n += n_points;
    }

  *box = ATLAS_BOX_EMPTY;
  if (n > 0)
    *box = (AtlasBox) {
      floor (MAX (atlas_view_x (view, marked.x0) - reach, 0)),
      floor (MAX (atlas_view_y (view, marked.y0) - reach, 0)),
      ceil (MIN (atlas_view_x (view, marked.x1) + reach, view->width)),
      ceil (MIN (atlas_view_y (view, marked.y1) + reach, view->height)),
    };

  return n;
}
