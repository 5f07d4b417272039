#include "atlas-painter.h"

#include "atlas-density-picture.h"
#include "atlas-labels.h"
#include "atlas-pen.h"

/* Below so many pixels a block's outline would cover its colour. */
#define SMALLEST_OUTLINED_BLOCK 4.0

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
paint_zones (AtlasPen          *pen,
             const AtlasShapes *shapes,
             const AtlasStyle  *style)
{
  for (guint i = 0; i < atlas_shapes_get_n (shapes, ATLAS_LAYER_ZONES); i++)
    {
      const AtlasShape *zone = atlas_shapes_get (shapes, ATLAS_LAYER_ZONES, i);
      int number = atlas_vocabulary_find (&atlas_vocabulary_zones, zone->key);

      if (number < 0)
        continue;
      atlas_pen_add_polygon (pen, zone->geometry);
      fill_path (pen, &style->fills[ATLAS_FILL_ZONE_CORE + number]);
    }
}

static void
paint_mountains (AtlasPen          *pen,
                 const AtlasShapes *shapes,
                 const AtlasStyle  *style)
{
  for (guint i = 0; i < atlas_shapes_get_n (shapes, ATLAS_LAYER_TERRAIN); i++)
    {
      const AtlasShape *shape = atlas_shapes_get (shapes, ATLAS_LAYER_TERRAIN, i);

      if (g_strcmp0 (shape->kind_text, "mountains") == 0)
        atlas_pen_add_polygon (pen, shape->geometry);
    }
  fill_path (pen, &style->fills[ATLAS_FILL_MOUNTAIN]);
}

/* One path a class: cairo rasterises many polygons at once much faster than
 * one after the other, and neighbours of one class have no seam. */
static void
paint_blocks (AtlasPen          *pen,
              const AtlasShapes *shapes,
              const AtlasStyle  *style)
{
  guint n = atlas_shapes_get_n_blocks (shapes);
  double edge = atlas_shapes_get_mean_block_edge (shapes) * pen->view->scale / pen->pixel;

  for (int class_ = ATLAS_N_CLASSES - 1; class_ >= 0; class_--)
    {
      for (guint i = 0; i < n; i++)
        {
          const AtlasBlockShape *block = atlas_shapes_get_block (shapes, i);

          if (block->class_ == class_)
            atlas_pen_add_polygon (pen, block->geometry);
        }
      fill_path (pen, &style->fills[ATLAS_FILL_CLASS_KEY + class_]);
    }

  if (edge >= SMALLEST_OUTLINED_BLOCK || pen->vector)
    {
      const AtlasBorders *borders = atlas_shapes_get_block_borders (shapes);

      atlas_pen_add_line (pen, borders->inner, FALSE);
      atlas_pen_add_line (pen, borders->rim, FALSE);
      atlas_pen_stroke (pen, &style->lines[ATLAS_LINE_BLOCK]);
    }
}

static void
paint_density (AtlasPen          *pen,
               const AtlasShapes *shapes,
               const AtlasStyle  *style,
               const AtlasGrid   *density)
{
  cairo_save (pen->cr);
  add_districts (pen, shapes);
  cairo_clip (pen->cr);
  atlas_density_picture_paint (pen, shapes, style, density);
  cairo_restore (pen->cr);
}

static void
paint_water (AtlasPen          *pen,
             const AtlasShapes *shapes,
             const AtlasStyle  *style)
{
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
paint_roads (AtlasPen             *pen,
             const AtlasShapes    *shapes,
             const char           *kind,
             const AtlasLineStyle *line)
{
  for (guint i = 0; i < atlas_shapes_get_n (shapes, ATLAS_LAYER_ROADS); i++)
    {
      const AtlasShape *shape = atlas_shapes_get (shapes, ATLAS_LAYER_ROADS, i);

      if (g_strcmp0 (shape->kind_text, kind) == 0)
        atlas_pen_add_line (pen, shape->geometry, FALSE);
    }
  atlas_pen_stroke (pen, line);
}

static void
paint_axes (AtlasPen          *pen,
            const AtlasShapes *shapes,
            const AtlasStyle  *style)
{
  for (guint i = 0; i < atlas_shapes_get_n (shapes, ATLAS_LAYER_AXES); i++)
    atlas_pen_add_line (pen, atlas_shapes_get (shapes, ATLAS_LAYER_AXES, i)->geometry, FALSE);
  atlas_pen_stroke (pen, &style->lines[ATLAS_LINE_AXIS]);
}

static void
paint_business (AtlasPen          *pen,
                const AtlasShapes *shapes,
                const AtlasStyle  *style)
{
  const AtlasSymbolStyle *symbol = &style->symbols[ATLAS_SYMBOL_BUSINESS];

  for (guint i = 0; i < atlas_shapes_get_n (shapes, ATLAS_LAYER_BUSINESS_DISTRICTS); i++)
    {
      const AtlasShape *shape = atlas_shapes_get (shapes, ATLAS_LAYER_BUSINESS_DISTRICTS, i);

      if (shape->geometry == NULL ||
          !atlas_pen_sees (pen, atlas_geometry_get_box (shape->geometry),
                           symbol->size * pen->view->point))
        continue;
      atlas_pen_symbol (pen, symbol, atlas_view_x (pen->view, shape->label.x),
                        atlas_view_y (pen->view, shape->label.y), pen->view->point);
    }
}

/* From the ground up: what is the map's subject lies over land and under the
 * lines that help to find one's way. */
static void
paint_subject (AtlasPen         *pen,
               const AtlasScene *scene)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  const AtlasStyle *style = atlas_scene_get_style (scene);
  AtlasContent content = atlas_scene_get_map_style (scene)->content;
  AtlasGrid *density = atlas_scene_get_density (scene);

  if (content & ATLAS_CONTENT_ZONES)
    paint_zones (pen, shapes, style);
  paint_mountains (pen, shapes, style);
  if (content & ATLAS_CONTENT_BLOCKS)
    paint_blocks (pen, shapes, style);
  if ((content & ATLAS_CONTENT_DENSITY) && density != NULL)
    paint_density (pen, shapes, style, density);
}

static void
paint_borders (AtlasPen         *pen,
               const AtlasScene *scene)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  const AtlasStyle *style = atlas_scene_get_style (scene);

  if (atlas_scene_get_map_style (scene)->content & ATLAS_CONTENT_ZONES)
    {
      atlas_pen_add_line (pen, atlas_shapes_get_zone_borders (shapes)->inner, FALSE);
      atlas_pen_stroke (pen, &style->lines[ATLAS_LINE_ZONE]);
    }
  atlas_pen_add_line (pen, atlas_shapes_get_district_borders (shapes)->inner, TRUE);
  atlas_pen_stroke (pen, &style->lines[ATLAS_LINE_DISTRICT]);
}

void
atlas_painter_paint_ground (cairo_t          *cr,
                            const AtlasView  *view,
                            const AtlasScene *scene)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  const AtlasStyle *style = atlas_scene_get_style (scene);
  AtlasContent content = atlas_scene_get_map_style (scene)->content;
  AtlasPen pen;

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  atlas_pen_init (&pen, cr, view, shapes);

  paint_land (&pen, shapes, style);
  paint_subject (&pen, scene);
  paint_water (&pen, shapes, style);
  paint_borders (&pen, scene);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  paint_roads (&pen, shapes, "expressway", &style->lines[ATLAS_LINE_EXPRESSWAY]);
  paint_roads (&pen, shapes, "ring_road", &style->lines[ATLAS_LINE_RING_ROAD]);
  if (content & ATLAS_CONTENT_AXES)
    paint_axes (&pen, shapes, style);

  atlas_pen_add_line (&pen, atlas_shapes_get_district_borders (shapes)->rim, FALSE);
  atlas_pen_stroke (&pen, &style->lines[ATLAS_LINE_MUNICIPALITY]);
  if (content & ATLAS_CONTENT_BUSINESS)
    paint_business (&pen, shapes, style);
  cairo_restore (cr);
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
