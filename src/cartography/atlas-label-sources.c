#include "atlas-label-sources.h"

#include "atlas-label-names.h"

#include <math.h>
#include <string.h>

/* From what size of the mean block on, in em, blocks are named. */
#define LEAST_BLOCK_EDGE 4.5

/* Lines that labels avoid: the cost of covering so much of them as 10 points. */
#define STRENGTH_AXIS 1.2
#define STRENGTH_RIM 1.2
#define STRENGTH_RING_ROAD 0.9
#define STRENGTH_EXPRESSWAY 0.6
#define STRENGTH_DISTRICT 0.7
#define STRENGTH_ZONE 0.4
#define STRENGTH_WATER 0.5
#define STRENGTH_KEY_BLOCK 0.5

static gboolean
shows (AtlasLabelBuilder *b,
       AtlasDrawnLayer    layer)
{
  return atlas_scene_shows (b->scene, layer);
}

static gboolean
is_seen (AtlasLabelBuilder   *b,
         const AtlasGeometry *geometry)
{
  AtlasBox box = atlas_view_get_box (b->view);

  return geometry != NULL && atlas_box_overlaps (&box, atlas_geometry_get_box (geometry));
}

typedef void (*AddShape) (AtlasLabelBuilder *b,
                          const AtlasShape  *shape,
                          const char        *name);

static void
for_each_named (AtlasLabelBuilder *b,
                AtlasLayer         layer,
                AddShape           add)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (b->scene);

  for (guint i = 0; i < atlas_shapes_get_n (shapes, layer); i++)
    {
      const AtlasShape *shape = atlas_shapes_get (shapes, layer, i);
      g_autofree char *name = NULL;

      if (!is_seen (b, shape->geometry))
        continue;
      name = atlas_label_dup_name (b, shape);
      b->feature = shape;
      if (name != NULL && *name != '\0')
        add (b, shape, name);
    }
}

/* --- Lines and symbols to keep clear --- */

static void
avoid_geometry (AtlasLabelBuilder   *b,
                const AtlasGeometry *geometry,
                double               strength)
{
  double per_unit = strength / (10 * b->point);

  if (!is_seen (b, geometry))
    return;

  for (guint part = 0; part < atlas_geometry_get_n_parts (geometry); part++)
    {
      guint n;
      const AtlasPoint *points = atlas_geometry_get_part (geometry, part, &n);
      gboolean closed = atlas_geometry_get_kind (geometry) == ATLAS_GEOMETRY_POLYGON;
      AtlasPoint from = atlas_label_to_device (b, points[closed ? n - 1 : 0]);

      for (guint i = closed ? 0 : 1; i < n; i++)
        {
          AtlasPoint to = atlas_label_to_device (b, points[i]);

          atlas_label_placer_add_line (b->placer, from, to, per_unit);
          from = to;
        }
    }
}

static void
avoid_layer (AtlasLabelBuilder *b,
             AtlasLayer         layer,
             const char        *kind,
             double             strength)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (b->scene);

  for (guint i = 0; i < atlas_shapes_get_n (shapes, layer); i++)
    {
      const AtlasShape *shape = atlas_shapes_get (shapes, layer, i);

      if (kind == NULL || g_strcmp0 (shape->kind_text, kind) == 0)
        avoid_geometry (b, shape->geometry, strength);
    }
}

/* What a map of blocks is about. */
static void
avoid_key_blocks (AtlasLabelBuilder *b)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (b->scene);

  for (guint i = 0; i < atlas_shapes_get_n_blocks (shapes); i++)
    {
      const AtlasBlockShape *block = atlas_shapes_get_block (shapes, i);

      if (block->class_ == ATLAS_CLASS_KEY)
        avoid_geometry (b, block->geometry, STRENGTH_KEY_BLOCK);
    }
}

void
atlas_label_sources_add_obstacles (AtlasLabelBuilder *b)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (b->scene);
  const AtlasBorders *districts = atlas_shapes_get_district_borders (shapes);
  const AtlasBorders *zones = atlas_shapes_get_zone_borders (shapes);

  atlas_label_avoid_points (b);
  if (shows (b, ATLAS_DRAWN_AXES))
    avoid_layer (b, ATLAS_LAYER_AXES, NULL, STRENGTH_AXIS);
  if (shows (b, ATLAS_DRAWN_ZONES))
    avoid_geometry (b, zones->inner, STRENGTH_ZONE);
  if (shows (b, ATLAS_DRAWN_BLOCKS) && atlas_scene_shows_class (b->scene, ATLAS_CLASS_KEY))
    avoid_key_blocks (b);
  if (shows (b, ATLAS_DRAWN_RING_ROADS))
    avoid_layer (b, ATLAS_LAYER_ROADS, "ring_road", STRENGTH_RING_ROAD);
  if (shows (b, ATLAS_DRAWN_EXPRESSWAYS))
    avoid_layer (b, ATLAS_LAYER_ROADS, "expressway", STRENGTH_EXPRESSWAY);
  if (shows (b, ATLAS_DRAWN_WATER))
    avoid_layer (b, ATLAS_LAYER_WATER, NULL, STRENGTH_WATER);
  if (shows (b, ATLAS_DRAWN_DISTRICTS))
    {
      avoid_geometry (b, districts->inner, STRENGTH_DISTRICT);
      avoid_geometry (b, districts->rim, STRENGTH_RIM);
    }
}

/* --- Names --- */

static void
add_water (AtlasLabelBuilder *b,
           const AtlasShape  *shape,
           const char        *name)
{
  if (shape->kind == ATLAS_GEOMETRY_LINE)
    atlas_label_add_river (b, shape, name);
  else
    atlas_label_add_lake (b, shape, name);
}

/* Wide enough, before the text is measured? */
static gboolean
may_fit (AtlasLabelBuilder *b,
         const char        *text,
         const AtlasBox    *box)
{
  double em = atlas_label_builder_get_em (b, ATLAS_TEXT_BLOCK);
  double narrow = 0.45 * em * g_utf8_strlen (text, -1);

  return atlas_box_width (box) * b->view->scale > narrow &&
         atlas_box_height (box) * b->view->scale > em;
}

static void
add_block (AtlasLabelBuilder     *b,
           const AtlasBlockShape *block,
           const char            *text)
{
  double em = atlas_label_builder_get_em (b, ATLAS_TEXT_BLOCK);
  g_autoptr (AtlasLabelRoom) area = NULL;
  AtlasPoint centre = atlas_label_to_device (b, block->label);
  double width;
  AtlasBox box;

  atlas_lettering_measure (b->lettering, &b->style->texts[ATLAS_TEXT_BLOCK], text, 0,
                           &width, NULL);
  area = atlas_label_room_new (b->view, em / 3);
  atlas_label_room_add (area, block->geometry);
  for (int i = -1; i <= 1; i++)
    {
      box = (AtlasBox) { centre.x - width / 2 - em * 0.2, centre.y - em * 0.6 + i * em * 0.8,
                         centre.x + width / 2 + em * 0.2, centre.y + em * 0.6 + i * em * 0.8 };
      if (!atlas_label_room_contains (area, &box))
        continue;
      atlas_label_builder_add (b, ATLAS_TEXT_BLOCK, text, 0, WEIGHT_BLOCK);
      atlas_label_builder_add_centred (b, centre.x, centre.y + i * em * 0.8, 0, 0);
      break;
    }
}

static void
add_blocks (AtlasLabelBuilder *b)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (b->scene);
  double edge = atlas_shapes_get_mean_block_edge (shapes) * b->view->scale;

  /* All or none: names of the few largest blocks would look like a choice. */
  if (edge < LEAST_BLOCK_EDGE * atlas_label_builder_get_em (b, ATLAS_TEXT_BLOCK))
    return;

  for (guint i = 0; i < atlas_shapes_get_n_blocks (shapes); i++)
    {
      const AtlasBlockShape *block = atlas_shapes_get_block (shapes, i);
      const char *text = block->name != NULL ? block->name : block->code;

      /* Shapes with other classes have the same texts. */
      b->feature = block->code;
      if (text != NULL && block->class_ >= 0 && atlas_scene_shows_class (b->scene, block->class_) &&
          atlas_label_builder_shows (b, atlas_label_to_device (b, block->label)) &&
          may_fit (b, text, atlas_geometry_get_box (block->geometry)))
        add_block (b, block, text);
    }
}

static void
add_zone (AtlasLabelBuilder *b,
          const AtlasShape  *shape,
          const char        *name)
{
  int zone = atlas_vocabulary_find (&atlas_vocabulary_zones, shape->key);

  if (zone >= 0 && atlas_scene_shows_zone (b->scene, zone))
    atlas_label_add_zone (b, shape, name);
}

static void
add_road (AtlasLabelBuilder *b,
          const AtlasShape  *shape,
          const char        *name)
{
  if (shows (b, g_strcmp0 (shape->kind_text, "expressway") == 0 ? ATLAS_DRAWN_EXPRESSWAYS
                                                                : ATLAS_DRAWN_RING_ROADS))
    atlas_label_add_road (b, shape, name);
}

void
atlas_label_sources_add_labels (AtlasLabelBuilder *b)
{
  if (!shows (b, ATLAS_DRAWN_NAMES))
    return;

  if (shows (b, ATLAS_DRAWN_ZONES))
    for_each_named (b, ATLAS_LAYER_ZONES, add_zone);
  if (shows (b, ATLAS_DRAWN_AXES))
    for_each_named (b, ATLAS_LAYER_AXES, atlas_label_add_axis);
  atlas_label_add_points (b);
  if (shows (b, ATLAS_DRAWN_DISTRICTS))
    for_each_named (b, ATLAS_LAYER_DISTRICTS, atlas_label_add_district);
  atlas_label_add_neighbours (b);
  for_each_named (b, ATLAS_LAYER_ROADS, add_road);
  if (shows (b, ATLAS_DRAWN_WATER))
    for_each_named (b, ATLAS_LAYER_WATER, add_water);
  if (shows (b, ATLAS_DRAWN_BLOCKS))
    add_blocks (b);
}
