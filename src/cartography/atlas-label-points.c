#include "atlas-label-names.h"

#include <math.h>
#include <string.h>

/* The cost of covering what is around a symbol, see atlas-label-sources.c. */
#define STRENGTH_SYMBOL 1.8

/* A kind of symbol with names beside them. Names come, all or none, where a
 * typographic point stands for so many metres or fewer; 0: always. */
typedef struct
{
  AtlasDrawnLayer layer;
  AtlasSymbolId   symbol;
  AtlasTextId     text;
  double          weight;
  double          metres_per_point;
} PointKind;

static const PointKind kinds[] = {
  { ATLAS_DRAWN_BUSINESS, ATLAS_SYMBOL_BUSINESS, ATLAS_TEXT_BUSINESS,
    WEIGHT_BUSINESS, 0 },
  { ATLAS_DRAWN_PROJECTS, ATLAS_SYMBOL_PROJECT, ATLAS_TEXT_PLACE,
    WEIGHT_PLACE, 80 },
  { ATLAS_DRAWN_LANDMARKS, ATLAS_SYMBOL_LANDMARK, ATLAS_TEXT_PLACE,
    WEIGHT_PLACE, 100 },
  { ATLAS_DRAWN_STATIONS, ATLAS_SYMBOL_STATION, ATLAS_TEXT_PLACE,
    WEIGHT_PLACE, 50 },
};

char *
atlas_label_dup_name (AtlasLabelBuilder *b,
                      const AtlasShape  *shape)
{
  const char *name = shape->name[b->language];
  const char *bracket;

  if (name == NULL)
    return NULL;
  bracket = strpbrk (name, "(");
  if (bracket == NULL || bracket == name)
    bracket = strstr (name, "（");
  if (bracket == NULL || bracket == name)
    return g_strdup (name);

  return g_strchomp (g_strndup (name, bracket - name));
}

static gboolean
has_names (AtlasLabelBuilder *b,
           const PointKind   *kind)
{
  double middle = b->view->y0 + b->view->height / b->view->scale / 2;
  double metres = atlas_shapes_get_metres_per_unit (atlas_scene_get_shapes (b->scene), middle);

  return atlas_scene_shows (b->scene, kind->layer) &&
         (kind->metres_per_point == 0 ||
          metres / b->view->scale * b->point <= kind->metres_per_point);
}

static double
get_radius (AtlasLabelBuilder *b,
            const PointKind   *kind)
{
  const AtlasSymbolStyle *symbol = &b->style->symbols[kind->symbol];

  return (symbol->size + symbol->outline_width) / 2 * b->point;
}

/* The symbol itself is an obstacle; its surroundings are only costly, so that
 * a name does not seem to belong to the neighbour. */
static void
avoid_symbol (AtlasLabelBuilder *b,
              AtlasPoint         point,
              double             r)
{
  double per_unit = STRENGTH_SYMBOL / (10 * b->point);
  AtlasBox box = { point.x - r, point.y - r, point.x + r, point.y + r };

  atlas_label_placer_add_symbol (b->placer, &box);
  for (guint i = 0; i < 8; i++)
    {
      double angle = i * G_PI / 4;
      AtlasPoint end = { point.x + 2.6 * r * cos (angle), point.y + 2.6 * r * sin (angle) };

      atlas_label_placer_add_line (b->placer, point, end, per_unit);
    }
}

static void
add_positions (AtlasLabelBuilder *b,
               AtlasPoint         point,
               double             r)
{
  /* Side across and along it, in half sizes of the label, and the cost. */
  static const struct { int x, y; double slide, cost; } places[] = {
    { 1, 0, 0, 0 },      { 1, 0, -0.6, 0.2 },  { 1, 0, 0.6, 0.3 },
    { -1, 0, 0, 0.6 },   { -1, 0, -0.6, 0.8 }, { -1, 0, 0.6, 0.9 },
    { 0, -1, 0, 0.5 },   { 0, 1, 0, 0.7 },
    { 1, -1, 0, 0.4 },   { 1, 1, 0, 0.6 },     { -1, -1, 0, 1.0 },  { -1, 1, 0, 1.1 },
    { 0, -1, 0.5, 0.7 }, { 0, -1, -0.5, 0.9 }, { 0, 1, 0.5, 0.9 },  { 0, 1, -0.5, 1.1 },
    { 0, -1, 0.9, 1.3 }, { 0, -1, -0.9, 1.5 }, { 0, 1, 0.9, 1.4 },  { 0, 1, -0.9, 1.6 },
  };
  double half_width = atlas_box_width (&b->ink) / 2;
  double half_height = atlas_box_height (&b->ink) / 2;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      double corner = places[i].x != 0 && places[i].y != 0 ? 0.75 : 1;
      double x = places[i].x * (r * corner + half_width);
      double y = places[i].y * (r * corner + half_height);

      if (places[i].y == 0)
        y += places[i].slide * half_height;
      else
        x += places[i].slide * half_width;
      atlas_label_builder_add_centred (b, point.x + x, point.y + y, 0, places[i].cost * 2);
    }
}

typedef void (*ForShape) (AtlasLabelBuilder *b,
                          const PointKind   *kind,
                          const AtlasShape  *shape,
                          AtlasPoint         point);

static void
for_each_point (AtlasLabelBuilder *b,
                ForShape           for_shape)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (b->scene);

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      const char *kind;
      AtlasLayer table = (AtlasLayer) atlas_drawn_layer_get_table (kinds[k].layer, &kind);
      guint n = has_names (b, &kinds[k]) ? atlas_shapes_get_n (shapes, table) : 0;

      for (guint i = 0; i < n; i++)
        {
          const AtlasShape *shape = atlas_shapes_get (shapes, table, i);

          if (shape->geometry != NULL)
            for_shape (b, &kinds[k], shape, atlas_label_to_device (b, shape->label));
        }
    }
}

static void
avoid_point (AtlasLabelBuilder *b,
             const PointKind   *kind,
             const AtlasShape  *shape,
             AtlasPoint         point)
{
  avoid_symbol (b, point, get_radius (b, kind));
}

static void
add_point (AtlasLabelBuilder *b,
           const PointKind   *kind,
           const AtlasShape  *shape,
           AtlasPoint         point)
{
  g_autofree char *name = atlas_label_dup_name (b, shape);

  if (name == NULL || *name == '\0' || !atlas_label_builder_shows (b, point))
    return;

  b->feature = shape;
  atlas_label_builder_add (b, kind->text, name, 0, kind->weight);
  add_positions (b, point, get_radius (b, kind) + 1.2 * b->point);
}

void
atlas_label_avoid_points (AtlasLabelBuilder *builder)
{
  for_each_point (builder, avoid_point);
}

void
atlas_label_add_points (AtlasLabelBuilder *builder)
{
  for_each_point (builder, add_point);
}
