#include "atlas-label-names.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Chinese letters stand apart along the line, each turned by less than half a
 * right angle; where the line is steep they follow from top to bottom. */
static void
add_letters_along (AtlasLabelBuilder       *b,
                   const AtlasLabelStretch *stretch,
                   double                   offset,
                   double                   pitch,
                   double                   cost)
{
  guint n = g_utf8_strlen (b->text, -1);
  g_autofree AtlasPoint *centres = g_new (AtlasPoint, n);
  gboolean steep = fabs (stretch->angle) > G_PI / 4;
  double tilt = !steep ? stretch->angle
                       : stretch->angle - copysign (G_PI / 2, stretch->angle);
  /* A line that rises to the right is read downwards, from its right end. */
  double direction = steep && stretch->angle < 0 ? -1 : 1;
  double c = cos (stretch->angle);
  double s = sin (stretch->angle);

  for (guint i = 0; i < n; i++)
    {
      double u = direction * (i - (n - 1) / 2.0) * pitch;
      double v = stretch->rise + stretch->bend * u * u + offset;

      centres[i] = (AtlasPoint) { stretch->centre.x + c * u - s * v,
                                  stretch->centre.y + s * u + c * v };
    }
  atlas_label_builder_add_spread (b, centres, tilt, cost);
}

static void
add_straight_along (AtlasLabelBuilder       *b,
                    const AtlasLabelStretch *stretch,
                    double                   offset,
                    double                   cost)
{
  atlas_label_builder_add_centred (b,
                                   stretch->centre.x - sin (stretch->angle) * offset,
                                   stretch->centre.y + cos (stretch->angle) * offset,
                                   stretch->angle, cost);
}

static gboolean
is_chinese (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) != G_UNICODE_SCRIPT_HAN)
      return FALSE;

  return TRUE;
}

typedef struct
{
  AtlasTextId style;
  double      weight;
  double      gap;       /* between letters of Chinese, em */
  double      least;     /* seen length for a label, in lengths of the label */
  double      off_line;  /* between line and letters, em; < 0: on the line */
  AtlasLineId line;
} AlongRule;

/* Of the label begun last. */
static double
get_em (AtlasLabelBuilder *b)
{
  return atlas_label_builder_get_em (b, b->text_style) * b->text_size;
}

/* From the middle of the line to the edge of the letters. */
static double
get_gap (AtlasLabelBuilder *b,
         const AlongRule   *rule)
{
  const AtlasLineStyle *line = &b->style->lines[rule->line];
  double width = line->casing.alpha > 0 ? MAX (line->width, line->casing_width) : line->width;

  return rule->off_line * get_em (b) + width / 2 * b->point;
}

static void
add_beside (AtlasLabelBuilder       *b,
            const AtlasLabelStretch *stretch,
            const AlongRule         *rule,
            double                   pitch,
            double                   cost)
{
  double em = get_em (b);

  for (int side = -1; side <= 1; side += 2)
    {
      /* Above is better than below. */
      double side_cost = cost + (side > 0 ? 0.3 : 0);

      if (pitch > 0)
        {
          double offset = stretch->spread + get_gap (b, rule) + em / 2;

          add_letters_along (b, stretch, side * offset, pitch,
                             side_cost + 2.5 * stretch->spread / em);
        }
      else
        {
          double strays = side < 0 ? stretch->above : stretch->below;
          double offset = strays + get_gap (b, rule) + atlas_box_height (&b->ink) / 2;

          add_straight_along (b, stretch, side * offset, side_cost + 3 * strays / em);
        }
    }
}

static void
add_on_line (AtlasLabelBuilder       *b,
             const AtlasLabelStretch *stretch,
             const AlongRule         *rule,
             double                   pitch,
             double                   cost)
{
  double em = get_em (b);
  double strays = pitch > 0 ? stretch->spread : MAX (stretch->above, stretch->below);

  if (strays > 0.35 * em)
    return;
  if (pitch > 0)
    add_letters_along (b, stretch, 0, pitch, cost + 3 * strays / em);
  else
    add_straight_along (b, stretch, 0, cost + 3 * strays / em);
}

/* How long a name is along a line in that share of its size, and how far its
 * letters are apart; 0: it is set as a whole. */
static double
measure_along (AtlasLabelBuilder *b,
               const char        *name,
               const AlongRule   *rule,
               double             size,
               double            *pitch)
{
  const AtlasTextStyle *style = &b->style->texts[rule->style];
  double length;

  *pitch = 0;
  if (is_chinese (name))
    {
      *pitch = (1 + MAX (rule->gap, style->spacing)) * style->size * size * b->point;
      return *pitch * g_utf8_strlen (name, -1);
    }
  atlas_lettering_measure (b->lettering, style, name, 0, &length, NULL);

  return length * size;
}

static void
add_stretches (AtlasLabelBuilder   *b,
               const AtlasGeometry *geometry,
               const AlongRule     *rule,
               double               length,
               double               pitch,
               double               cost)
{
  double em = get_em (b);
  double seen = atlas_label_get_seen_length (geometry, b->view);
  g_autoptr (GArray) stretches =
    atlas_label_list_stretches (geometry, b->view, MIN (length, seen * 0.9), 24);

  for (guint i = 0; i < stretches->len; i++)
    {
      const AtlasLabelStretch *stretch = &g_array_index (stretches, AtlasLabelStretch, i);
      /* Level is best, as is the middle of the line; a bend is hard to read. */
      double all = cost + fabs (stretch->angle) * 0.6 + stretch->place * 1.2 +
                   fabs (stretch->bend) * length * length / em * 0.4;

      if (rule->off_line < 0)
        add_on_line (b, stretch, rule, pitch, all);
      else
        add_beside (b, stretch, rule, pitch, all);
    }
}

static void
add_along (AtlasLabelBuilder *b,
           const AtlasShape  *shape,
           const char        *name,
           const AlongRule   *rule)
{
  double seen = atlas_label_get_seen_length (shape->geometry, b->view);
  double pitch;
  double length = measure_along (b, name, rule, 1, &pitch);

  if (seen < rule->least * length || length <= 0)
    return;

  atlas_label_builder_add (b, rule->style, name, 0,
                           rule->weight * CLAMP (seen / length / 4, 1, 4));
  add_stretches (b, shape->geometry, rule, length, pitch, 0);
}

/* Of a shape's family are those whose names go on after its own: 中轴线 and
 * 中轴线北延长线. */
static gboolean
is_extension (AtlasLabelBuilder *b,
              const AtlasShape  *shape,
              const AtlasShape  *of)
{
  const char *name = shape->name[b->language];
  const char *of_name = of->name[b->language];

  return shape->geometry != NULL && name != NULL && of_name != NULL && *of_name != '\0' &&
         strlen (name) > strlen (of_name) && g_str_has_prefix (name, of_name);
}

/* To either side of a place of a line. */
static void
add_led_from (AtlasLabelBuilder       *b,
              const AtlasLabelStretch *stretch)
{
  static const double lengths[] = { 0.8, 2, 4.5 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    for (int tilt = -1; tilt <= 1; tilt++)
      for (int side = -1; side <= 1; side += 2)
        atlas_label_add_led (b, stretch->centre, stretch->centre,
                             stretch->angle + side * G_PI / 2 + tilt * 0.6,
                             lengths[i] * get_em (b), COST_LED + 1.5 * lengths[i] + abs (tilt));
}

/* Beside an axis that is hardly longer than its name, with a line that leads there
 * from near one of its ends: where axes cross nobody could tell which it is. */
static void
add_beside_ends (AtlasLabelBuilder   *b,
                 const AtlasGeometry *geometry,
                 double               seen)
{
  g_autoptr (GArray) stretches = atlas_label_list_stretches (geometry, b->view, seen / 8, 12);

  for (guint i = 0; i < stretches->len; i++)
    {
      const AtlasLabelStretch *stretch = &g_array_index (stretches, AtlasLabelStretch, i);

      if (stretch->place > 0.6 && stretch->place < 0.95)
        add_led_from (b, stretch);
    }
}

/* An axis may have its name along its extensions as well; these have one of
 * their own only where there is plenty of room. */
void
atlas_label_add_axis (AtlasLabelBuilder *b,
                      const AtlasShape  *shape,
                      const char        *name)
{
  static const AlongRule main_rule = { ATLAS_TEXT_AXIS, WEIGHT_AXIS, 0.2, 0, 0.2, ATLAS_LINE_AXIS };
  static const AlongRule extension_rule = { ATLAS_TEXT_AXIS, WEIGHT_EXTENSION, 0.2, 2.2, 0.2,
                                            ATLAS_LINE_AXIS };
  const AtlasShapes *shapes = atlas_scene_get_shapes (b->scene);
  guint n = atlas_shapes_get_n (shapes, ATLAS_LAYER_AXES);
  double size = atlas_label_get_size (b);
  double pitch, length, seen;

  for (guint i = 0; i < n; i++)
    if (is_extension (b, shape, atlas_shapes_get (shapes, ATLAS_LAYER_AXES, i)))
      {
        add_along (b, shape, name, &extension_rule);
        return;
      }

  length = measure_along (b, name, &main_rule, size, &pitch);
  seen = atlas_label_get_seen_length (shape->geometry, b->view);
  atlas_label_builder_add (b, ATLAS_TEXT_AXIS, name, 0, WEIGHT_AXIS);
  atlas_label_builder_set_size (b, size);
  add_stretches (b, shape->geometry, &main_rule, length, pitch, 0);
  for (guint i = 0; i < n; i++)
    {
      const AtlasShape *extension = atlas_shapes_get (shapes, ATLAS_LAYER_AXES, i);

      if (is_extension (b, extension, shape))
        add_stretches (b, extension->geometry, &main_rule, length, pitch, 1);
    }
  if (seen > get_em (b) && seen < 1.7 * length)
    add_beside_ends (b, shape->geometry, seen);
}

void
atlas_label_add_road (AtlasLabelBuilder *b,
                      const AtlasShape  *shape,
                      const char        *name)
{
  static const AlongRule ring = { ATLAS_TEXT_ROAD, WEIGHT_RING_ROAD, 0.3, 4, -1,
                                  ATLAS_LINE_RING_ROAD };
  static const AlongRule other = { ATLAS_TEXT_ROAD, WEIGHT_EXPRESSWAY, 0.3, 2.5, 0.25,
                                   ATLAS_LINE_EXPRESSWAY };

  add_along (b, shape, name, g_strcmp0 (shape->kind_text, "ring_road") == 0 ? &ring : &other);
}

void
atlas_label_add_river (AtlasLabelBuilder *b,
                       const AtlasShape  *shape,
                       const char        *name)
{
  static const AlongRule river = { ATLAS_TEXT_WATER, WEIGHT_RIVER, 0.7, 2.2, 0.2,
                                   ATLAS_LINE_RIVER };
  static const AlongRule canal = { ATLAS_TEXT_WATER, WEIGHT_RIVER / 2, 0.5, 2.5, 0.2,
                                   ATLAS_LINE_RIVER };

  add_along (b, shape, name, g_strcmp0 (shape->kind_text, "canal") == 0 ? &canal : &river);
}
