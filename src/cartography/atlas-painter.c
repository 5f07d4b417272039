#include "atlas-painter.h"

#include "atlas-density-picture.h"
#include "atlas-labels.h"
#include "atlas-pen.h"

/* Below so many pixels a block's outline would cover its colour. */
#define SMALLEST_OUTLINED_BLOCK 4.0
/* Of the layers that are only lines, and of those that are only symbols. */
static const AtlasLineId lines[ATLAS_N_DRAWN_LAYERS] = {
  [ATLAS_DRAWN_RAIL] = ATLAS_LINE_RAIL,
  [ATLAS_DRAWN_EXPRESSWAYS] = ATLAS_LINE_EXPRESSWAY,
  [ATLAS_DRAWN_RING_ROADS] = ATLAS_LINE_RING_ROAD,
  [ATLAS_DRAWN_AXES] = ATLAS_LINE_AXIS,
};
static const AtlasSymbolId symbols[ATLAS_N_DRAWN_LAYERS] = {
  [ATLAS_DRAWN_STATIONS] = ATLAS_SYMBOL_STATION,
  [ATLAS_DRAWN_LANDMARKS] = ATLAS_SYMBOL_LANDMARK,
  [ATLAS_DRAWN_PROJECTS] = ATLAS_SYMBOL_PROJECT,
  [ATLAS_DRAWN_BUSINESS] = ATLAS_SYMBOL_BUSINESS,
};

static void
fill_path (AtlasPen         *pen,
           const AtlasColor *color)
{
  atlas_pen_set_color (pen, color);
  cairo_fill (pen->cr);
}

static void
add_districts (AtlasPen          *pen,
               const AtlasShapes *shapes)
{
  const AtlasGeometry *outline = atlas_shapes_get_outline (shapes);

  if (outline != NULL)
    {
      atlas_pen_add_polygon (pen, outline);
      return;
    }
  for (guint i = 0; i < atlas_shapes_get_n (shapes, ATLAS_LAYER_DISTRICTS); i++)
    atlas_pen_add_polygon (pen, atlas_shapes_get (shapes, ATLAS_LAYER_DISTRICTS, i)->geometry);
}

/* The land around the city, the soft band along its border, and over the
 * band's inner half the city's own ground. */
static void
paint_land (AtlasPen          *pen,
            const AtlasShapes *shapes,
            const AtlasStyle  *style)
{
  atlas_pen_set_color (pen, &style->fills[ATLAS_FILL_OUTSIDE]);
  cairo_paint (pen->cr);

  /* So wide and soft a line needs no small vertices. */
  pen->tolerance *= 4;
  atlas_pen_add_line (pen, atlas_shapes_get_district_borders (shapes)->rim, FALSE);
  atlas_pen_stroke (pen, &style->lines[ATLAS_LINE_MUNICIPALITY_BAND]);
  pen->tolerance /= 4;

  add_districts (pen, shapes);
  fill_path (pen, &style->fills[ATLAS_FILL_LAND]);
}

static void
paint_zones (AtlasPen         *pen,
             const AtlasScene *scene,
             AtlasDrawnLayer   layer)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  const AtlasStyle *style = atlas_scene_get_style (scene);

  for (guint i = 0; i < atlas_shapes_get_n (shapes, ATLAS_LAYER_ZONES); i++)
    {
      const AtlasShape *zone = atlas_shapes_get (shapes, ATLAS_LAYER_ZONES, i);
      int number = atlas_vocabulary_find (&atlas_vocabulary_zones, zone->key);

      if (number < 0 || !atlas_scene_shows_zone (scene, number))
        continue;
      atlas_pen_add_polygon (pen, zone->geometry);
      fill_path (pen, &style->fills[ATLAS_FILL_ZONE_CORE + number]);
    }

  atlas_pen_add_line (pen, atlas_shapes_get_zone_borders (shapes)->inner, FALSE);
  atlas_pen_stroke (pen, &style->lines[ATLAS_LINE_ZONE]);
}

static void
paint_mountains (AtlasPen         *pen,
                 const AtlasScene *scene,
                 AtlasDrawnLayer   layer)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);

  for (guint i = 0; i < atlas_shapes_get_n (shapes, ATLAS_LAYER_TERRAIN); i++)
    {
      const AtlasShape *shape = atlas_shapes_get (shapes, ATLAS_LAYER_TERRAIN, i);

      if (g_strcmp0 (shape->kind_text, "mountains") == 0)
        atlas_pen_add_polygon (pen, shape->geometry);
    }
  fill_path (pen, &atlas_scene_get_style (scene)->fills[ATLAS_FILL_MOUNTAIN]);
}

/* The first block from @i on that may be seen; the number of blocks: none is. */
static guint
find_block (const AtlasPen    *pen,
            const AtlasShapes *shapes,
            guint              i)
{
  guint n = atlas_shapes_get_n_blocks (shapes);

  while (i < n && i % ATLAS_RUN == 0 &&
         !atlas_pen_sees (pen, atlas_shapes_get_block_run (shapes, i), 0))
    i += ATLAS_RUN;

  return MIN (i, n);
}

/* One path a class: cairo rasterises many polygons at once much faster than
 * one after the other, and neighbours of one class have no seam. */
static void
fill_class (AtlasPen         *pen,
            const AtlasScene *scene,
            int               class_)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  const AtlasStyle *style = atlas_scene_get_style (scene);
  guint n = atlas_shapes_get_n_blocks (shapes);

  for (guint i = find_block (pen, shapes, 0); i < n; i = find_block (pen, shapes, i + 1))
    {
      const AtlasBlockShape *block = atlas_shapes_get_block (shapes, i);

      if (block->class_ == class_)
        atlas_pen_add_polygon (pen, block->geometry);
    }
  atlas_pen_set_color (pen, &style->fills[ATLAS_FILL_CLASS_KEY + class_]);
  cairo_fill_preserve (pen->cr);
  if (atlas_scene_get_options (scene)->hatched)
    atlas_pen_hatch (pen, &style->hatches[ATLAS_FILL_CLASS_KEY + class_]);
  cairo_new_path (pen->cr);
}

/* Every edge once where all classes are drawn; else around what is drawn. */
static void
add_block_outlines (AtlasPen         *pen,
                    const AtlasScene *scene)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  const AtlasBorders *borders = atlas_shapes_get_block_borders (shapes);
  guint n = atlas_shapes_get_n_blocks (shapes);
  gboolean all = TRUE;

  for (int class_ = 0; class_ < ATLAS_N_CLASSES; class_++)
    all = all && atlas_scene_shows_class (scene, class_);
  if (all)
    {
      atlas_pen_add_inner (pen, borders);
      atlas_pen_add_line (pen, borders->rim, FALSE);
      return;
    }

  for (guint i = find_block (pen, shapes, 0); i < n; i = find_block (pen, shapes, i + 1))
    {
      const AtlasBlockShape *block = atlas_shapes_get_block (shapes, i);

      if (block->class_ >= 0 && atlas_scene_shows_class (scene, block->class_))
        atlas_pen_add_polygon (pen, block->geometry);
    }
}

static void
paint_blocks (AtlasPen         *pen,
              const AtlasScene *scene,
              AtlasDrawnLayer   layer)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  double edge = atlas_shapes_get_mean_block_edge (shapes) * pen->view->scale / pen->pixel;

  for (int class_ = ATLAS_N_CLASSES - 1; class_ >= 0; class_--)
    if (atlas_scene_shows_class (scene, class_))
      fill_class (pen, scene, class_);

  if (edge >= SMALLEST_OUTLINED_BLOCK || pen->vector)
    {
      add_block_outlines (pen, scene);
      atlas_pen_stroke (pen, &atlas_scene_get_style (scene)->lines[ATLAS_LINE_BLOCK]);
    }
}

static void
paint_contours (AtlasPen         *pen,
                const AtlasScene *scene)
{
  const AtlasContours *contours = atlas_scene_get_contours (scene);
  const AtlasPoint *points = (const AtlasPoint *) (gpointer) contours->points->data;
  const guint *starts = (const guint *) (gpointer) contours->starts->data;

  for (guint i = 0; i + 1 < contours->starts->len; i++)
    {
      AtlasBox box = ATLAS_BOX_EMPTY;

      for (guint k = starts[i]; k < starts[i + 1]; k++)
        atlas_box_add (&box, points[k].x, points[k].y);
      if (!atlas_box_overlaps (&box, &pen->seen))
        continue;
      for (guint k = starts[i]; k < starts[i + 1]; k++)
        cairo_line_to (pen->cr, atlas_view_x (pen->view, points[k].x),
                       atlas_view_y (pen->view, points[k].y));
      cairo_new_sub_path (pen->cr);
    }
  atlas_pen_stroke (pen, &atlas_scene_get_style (scene)->lines[ATLAS_LINE_CONTOUR]);
}

static void
paint_density (AtlasPen         *pen,
               const AtlasScene *scene,
               AtlasDrawnLayer   layer)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  const AtlasGrid *density = atlas_scene_get_density (scene);

  cairo_save (pen->cr);
  add_districts (pen, shapes);
  cairo_clip (pen->cr);
  atlas_density_picture_paint (pen, shapes, atlas_scene_get_style (scene), density,
                               atlas_scene_get_ramp (scene));
  if (atlas_scene_get_options (scene)->density.contours)
    paint_contours (pen, scene);
  cairo_restore (pen->cr);
}

static void
paint_water (AtlasPen         *pen,
             const AtlasScene *scene,
             AtlasDrawnLayer   layer)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  const AtlasStyle *style = atlas_scene_get_style (scene);

  for (guint i = 0; i < atlas_shapes_get_n (shapes, ATLAS_LAYER_WATER); i++)
    {
      const AtlasShape *shape = atlas_shapes_get (shapes, ATLAS_LAYER_WATER, i);

      if (shape->kind == ATLAS_GEOMETRY_LINE)
        atlas_pen_add_line (pen, shape->geometry, FALSE);
    }
  atlas_pen_stroke (pen, &style->lines[ATLAS_LINE_RIVER]);

  for (guint i = 0; i < atlas_shapes_get_n (shapes, ATLAS_LAYER_WATER); i++)
    {
      const AtlasShape *shape = atlas_shapes_get (shapes, ATLAS_LAYER_WATER, i);

      if (shape->kind == ATLAS_GEOMETRY_POLYGON)
        atlas_pen_add_polygon (pen, shape->geometry);
    }
  atlas_pen_set_color (pen, &style->fills[ATLAS_FILL_WATER]);
  cairo_fill_preserve (pen->cr);
  atlas_pen_stroke (pen, &style->lines[ATLAS_LINE_SHORE]);
}

static void
paint_districts (AtlasPen         *pen,
                 const AtlasScene *scene,
                 AtlasDrawnLayer   layer)
{
  const AtlasBorders *borders =
    atlas_shapes_get_district_borders (atlas_scene_get_shapes (scene));
  const AtlasStyle *style = atlas_scene_get_style (scene);

  atlas_pen_add_line (pen, borders->inner, TRUE);
  atlas_pen_stroke (pen, &style->lines[ATLAS_LINE_DISTRICT]);
  atlas_pen_add_line (pen, borders->rim, FALSE);
  atlas_pen_stroke (pen, &style->lines[ATLAS_LINE_MUNICIPALITY]);
}

static gboolean
is_of_kind (const AtlasShape *shape,
            const char       *kind)
{
  return shape->geometry != NULL && (kind == NULL || g_strcmp0 (shape->kind_text, kind) == 0);
}

static void
paint_lines (AtlasPen         *pen,
             const AtlasScene *scene,
             AtlasDrawnLayer   layer)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  const char *kind;
  AtlasLayer table = (AtlasLayer) atlas_drawn_layer_get_table (layer, &kind);

  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < atlas_shapes_get_n (shapes, table); i++)
    {
      const AtlasShape *shape = atlas_shapes_get (shapes, table, i);

      if (is_of_kind (shape, kind))
        atlas_pen_add_line (pen, shape->geometry, FALSE);
    }
  atlas_pen_stroke (pen, &atlas_scene_get_style (scene)->lines[lines[layer]]);
  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_BEVEL);
}

static void
paint_points (AtlasPen         *pen,
              const AtlasScene *scene,
              AtlasDrawnLayer   layer)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  const AtlasSymbolStyle *symbol = &atlas_scene_get_style (scene)->symbols[symbols[layer]];
  const char *kind;
  AtlasLayer table = (AtlasLayer) atlas_drawn_layer_get_table (layer, &kind);

  for (guint i = 0; i < atlas_shapes_get_n (shapes, table); i++)
    {
      const AtlasShape *shape = atlas_shapes_get (shapes, table, i);

      if (!is_of_kind (shape, kind) ||
          !atlas_pen_sees (pen, atlas_geometry_get_box (shape->geometry),
                           symbol->size * pen->view->point))
        continue;
      atlas_pen_symbol (pen, symbol, atlas_view_x (pen->view, shape->label.x),
                        atlas_view_y (pen->view, shape->label.y), pen->view->point);
    }
}

/* A map of one resource shows the sites of that. */
static void
paint_sites (AtlasPen         *pen,
             const AtlasScene *scene,
             AtlasDrawnLayer   layer)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  const AtlasStyle *style = atlas_scene_get_style (scene);
  int resource = atlas_scene_get_map_style (scene)->resource;
  guint n;
  const AtlasSiteShape *sites = atlas_shapes_get_sites (shapes, &n);
  AtlasBox seen;

  if (!atlas_painter_shows_sites (pen->view, shapes))
    return;

  seen = atlas_box_grow (&pen->seen, style->symbols[ATLAS_SYMBOL_SITE_COMPOUNDS].size *
                                     pen->view->point / pen->view->scale);
  for (guint i = 0; i < n; i++)
    if ((resource < 0 || sites[i].resource == resource) &&
        sites[i].point.x >= seen.x0 && sites[i].point.x <= seen.x1 &&
        sites[i].point.y >= seen.y0 && sites[i].point.y <= seen.y1)
      atlas_pen_symbol (pen, &style->symbols[ATLAS_SYMBOL_SITE_COMPOUNDS + sites[i].resource],
                        atlas_view_x (pen->view, sites[i].point.x),
                        atlas_view_y (pen->view, sites[i].point.y), pen->view->point);
}

typedef void (*PaintLayer) (AtlasPen         *pen,
                            const AtlasScene *scene,
                            AtlasDrawnLayer   layer);

static const PaintLayer painters[ATLAS_N_DRAWN_LAYERS] = {
  [ATLAS_DRAWN_ZONES] = paint_zones,
  [ATLAS_DRAWN_TERRAIN] = paint_mountains,
  [ATLAS_DRAWN_BLOCKS] = paint_blocks,
  [ATLAS_DRAWN_DENSITY] = paint_density,
  [ATLAS_DRAWN_WATER] = paint_water,
  [ATLAS_DRAWN_DISTRICTS] = paint_districts,
  [ATLAS_DRAWN_RAIL] = paint_lines,
  [ATLAS_DRAWN_EXPRESSWAYS] = paint_lines,
  [ATLAS_DRAWN_RING_ROADS] = paint_lines,
  [ATLAS_DRAWN_AXES] = paint_lines,
  [ATLAS_DRAWN_SITES] = paint_sites,
  [ATLAS_DRAWN_STATIONS] = paint_points,
  [ATLAS_DRAWN_LANDMARKS] = paint_points,
  [ATLAS_DRAWN_PROJECTS] = paint_points,
  [ATLAS_DRAWN_BUSINESS] = paint_points,
};

/* A translucent layer is drawn as a whole first, or what overlaps in it would
 * show through itself. */
static void
paint_layer (AtlasPen         *pen,
             const AtlasScene *scene,
             AtlasDrawnLayer   layer)
{
  double opacity = atlas_scene_get_options (scene)->opacity[layer];

  if (painters[layer] == NULL || !atlas_scene_shows (scene, layer) || opacity <= 0)
    return;
  if (opacity >= 1)
    {
      painters[layer] (pen, scene, layer);
      return;
    }

  cairo_push_group (pen->cr);
  painters[layer] (pen, scene, layer);
  cairo_pop_group_to_source (pen->cr);
  cairo_paint_with_alpha (pen->cr, opacity);
}

/* In the middle of the plan, not of the view: a tile must not differ from the next. */
gboolean
atlas_painter_shows_sites (const AtlasView   *view,
                           const AtlasShapes *shapes)
{
  const AtlasBox *plan = atlas_shapes_get_box (shapes);
  double middle = (plan->y0 + plan->y1) / 2;

  return atlas_shapes_get_metres_per_unit (shapes, middle) / view->scale * view->point <=
         ATLAS_PAINTER_SITES_METRES_PER_POINT;
}

void
atlas_painter_paint_ground_part (cairo_t          *cr,
                                 const AtlasView  *view,
                                 const AtlasScene *scene,
                                 AtlasGroundPart   part)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  const AtlasSceneOptions *options = atlas_scene_get_options (scene);
  guint density = atlas_scene_options_find (options, ATLAS_DRAWN_DENSITY);
  AtlasPen pen;

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  atlas_pen_init (&pen, cr, view, shapes);

  if (part == ATLAS_GROUND_BELOW)
    paint_land (&pen, shapes, atlas_scene_get_style (scene));
  for (guint i = 0; i < ATLAS_N_DRAWN_LAYERS; i++)
    if ((i < density ? ATLAS_GROUND_BELOW
                     : i > density ? ATLAS_GROUND_ABOVE : ATLAS_GROUND_DENSITY) == part)
      paint_layer (&pen, scene, options->order[i]);
  cairo_restore (cr);
}

void
atlas_painter_paint_ground (cairo_t          *cr,
                            const AtlasView  *view,
                            const AtlasScene *scene)
{
  for (AtlasGroundPart part = ATLAS_GROUND_BELOW; part <= ATLAS_GROUND_ABOVE; part++)
    atlas_painter_paint_ground_part (cr, view, scene, part);
}

void
atlas_painter_paint (cairo_t          *cr,
                     const AtlasView  *view,
                     const AtlasScene *scene)
{
  g_autoptr(AtlasLabels) labels = atlas_labels_place (scene, view);

  atlas_painter_paint_ground (cr, view, scene);
  atlas_labels_paint (labels, cr);
}
