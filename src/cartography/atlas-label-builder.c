#include "atlas-label-builder.h"

#include <math.h>
#include <string.h>

/* Points: between labels, and from the edge of the picture. */
#define PADDING 2
#define MARGIN 3

/* Points: the least side of what hides a symbol. */
#define LEAST_COVER 20

/* Points: half of what a leader keeps clear. */
#define LEADER_HALF 2.5

typedef struct
{
  char          *text;
  AtlasTextId    style;
  gconstpointer  feature;
  guint          first_position;
} Offered;

static void
offered_clear (gpointer data)
{
  g_clear_pointer (&((Offered *) data)->text, g_free);
}

void
atlas_label_clear (AtlasLabel *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->centres, g_free);
  g_clear_pointer (&self->parts, g_free);
}

AtlasLabelBuilder *
atlas_label_builder_new (const AtlasScene *scene,
                         const AtlasView  *view,
                         const AtlasBox   *covers,
                         guint             n_covers)
{
  AtlasLabelBuilder *self = g_new0 (AtlasLabelBuilder, 1);
  AtlasBox all = { 0, 0, view->width, view->height };
  AtlasBox bounds = atlas_box_grow (&all, -MARGIN * view->point);

  self->scene = scene;
  self->view = view;
  self->style = atlas_scene_get_style (scene);
  self->language = atlas_scene_get_language (scene);
  self->point = view->point;
  self->lettering = atlas_lettering_new (self->language, view->point);
  self->placer = atlas_label_placer_new (&bounds, PADDING * view->point);
  self->covers = covers;
  self->n_covers = n_covers;
  for (guint i = 0; i < n_covers; i++)
    atlas_label_placer_add_obstacle (self->placer, &covers[i]);
  self->labels = g_array_new (FALSE, FALSE, sizeof (Offered));
  g_array_set_clear_func (self->labels, offered_clear);
  self->kept = g_array_new (FALSE, FALSE, sizeof (AtlasLabel));
  g_array_set_clear_func (self->kept, (GDestroyNotify) atlas_label_clear);
  self->positions = g_array_new (FALSE, FALSE, sizeof (AtlasLabel));
  g_array_set_clear_func (self->positions, (GDestroyNotify) atlas_label_clear);

  return self;
}

void
atlas_label_builder_free (AtlasLabelBuilder *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->kept, g_array_unref);
  g_array_unref (self->labels);
  g_array_unref (self->positions);
  atlas_label_placer_free (self->placer);
  atlas_lettering_free (self->lettering);
  g_free (self);
}

static void
move_box (AtlasBox *box,
          double    right,
          double    down)
{
  *box = (AtlasBox) { box->x0 + right, box->y0 + down, box->x1 + right, box->y1 + down };
}

static AtlasLabel
dup_moved (const AtlasLabel *label,
           double            right,
           double            down)
{
  AtlasLabel moved = *label;

  moved.text = g_strdup (label->text);
  moved.x += right;
  moved.y += down;
  for (guint i = 0; i < G_N_ELEMENTS (moved.leader); i++)
    moved.leader[i] = (AtlasPoint) { moved.leader[i].x + right, moved.leader[i].y + down };
  move_box (&moved.box, right, down);
  moved.parts = g_memdup2 (label->parts, sizeof (AtlasBox) * label->n_parts);
  for (guint i = 0; i < moved.n_parts; i++)
    move_box (&moved.parts[i], right, down);
  if (label->centres == NULL)
    return moved;

  moved.centres = g_memdup2 (label->centres, sizeof (AtlasPoint) * label->n_parts);
  for (guint i = 0; i < moved.n_parts; i++)
    moved.centres[i] = (AtlasPoint) { moved.centres[i].x + right, moved.centres[i].y + down };

  return moved;
}

/* Nearer to the edge than a new label may be, but not cut by it. */
static gboolean
is_free (AtlasLabelBuilder *self,
         const AtlasLabel  *label)
{
  if (!(label->box.x0 >= 0 && label->box.x1 <= self->view->width &&
        label->box.y0 >= 0 && label->box.y1 <= self->view->height))
    return FALSE;

  for (guint i = 0; i < self->n_covers; i++)
    for (guint k = 0; k < label->n_parts; k++)
      if (atlas_box_overlaps (&self->covers[i], &label->parts[k]))
        return FALSE;

  return TRUE;
}

void
atlas_label_builder_keep (AtlasLabelBuilder *self,
                          const AtlasLabel  *label,
                          double             right,
                          double             down)
{
  AtlasLabel moved = dup_moved (label, right, down);

  if (!is_free (self, &moved))
    {
      atlas_label_clear (&moved);
      return;
    }

  for (guint i = 0; i < moved.n_parts; i++)
    {
      AtlasBox box = atlas_box_grow (&moved.parts[i], PADDING * self->point);

      atlas_label_placer_add_obstacle (self->placer, &box);
    }
  g_array_append_val (self->kept, moved);
}

static gboolean
is_kept (const AtlasLabelBuilder *self,
         const Offered           *offered)
{
  for (guint i = 0; i < self->kept->len; i++)
    {
      const AtlasLabel *label = &g_array_index (self->kept, AtlasLabel, i);

      if (label->feature == offered->feature && label->style == offered->style &&
          strcmp (label->text, offered->text) == 0)
        return TRUE;
    }

  return FALSE;
}

double
atlas_label_builder_get_em (AtlasLabelBuilder *self,
                            AtlasTextId        style)
{
  return self->style->texts[style].size * self->point;
}

AtlasPoint
atlas_label_to_device (AtlasLabelBuilder *self,
                       AtlasPoint         point)
{
  return (AtlasPoint) { atlas_view_x (self->view, point.x), atlas_view_y (self->view, point.y) };
}

/* A narrow strip, as along a frame, keeps labels off but hides nothing. */
static gboolean
is_substantial (AtlasLabelBuilder *self,
                const AtlasBox    *cover)
{
  return MIN (atlas_box_width (cover), atlas_box_height (cover)) > LEAST_COVER * self->point;
}

gboolean
atlas_label_builder_shows (AtlasLabelBuilder *self,
                           AtlasPoint         point)
{
  AtlasBox box = { point.x, point.y, point.x, point.y };
  AtlasBox all = { 0, 0, self->view->width, self->view->height };

  for (guint i = 0; i < self->n_covers; i++)
    if (is_substantial (self, &self->covers[i]) && atlas_box_overlaps (&self->covers[i], &box))
      return FALSE;

  return atlas_box_overlaps (&all, &box);
}

static void
measure_ink (AtlasLabelBuilder *self)
{
  AtlasTextStyle style = self->style->texts[self->text_style];
  double room;

  style.size *= self->text_size;
  room = style.spacing * style.size * self->point;
  self->ink = atlas_lettering_measure_ink (self->lettering, &style, self->text, self->text_width);
  /* Widely spaced words need more room between them. */
  self->ink.x0 -= 0.4 * room;
  self->ink.x1 += 0.4 * room;
}

void
atlas_label_builder_add (AtlasLabelBuilder *self,
                         AtlasTextId        style,
                         const char        *text,
                         double             width,
                         double             weight)
{
  Offered offered = { g_strdup (text), style, self->feature, self->positions->len };

  g_array_append_val (self->labels, offered);
  self->text = offered.text;
  self->text_style = style;
  self->text_size = 1;
  self->text_width = width;
  self->text_kept = is_kept (self, &offered);
  measure_ink (self);
  atlas_label_placer_add_label (self->placer, weight);
}

void
atlas_label_builder_set_size (AtlasLabelBuilder *self,
                              double             size)
{
  self->text_width *= size / self->text_size;
  self->text_size = size;
  measure_ink (self);
}

AtlasBox
atlas_label_get_box_at (AtlasLabelBuilder *self,
                        double             x,
                        double             y,
                        double             margin)
{
  double half_width = atlas_box_width (&self->ink) / 2 + margin;
  double half_height = atlas_box_height (&self->ink) / 2 + margin;

  return (AtlasBox) { x - half_width, y - half_height, x + half_width, y + half_height };
}

/* What a rectangle of half sizes @a and @b covers, turned. */
static AtlasBox
get_turned_box (double x,
                double y,
                double a,
                double b,
                double angle)
{
  double c = fabs (cos (angle));
  double s = fabs (sin (angle));

  return (AtlasBox) { x - a * c - b * s, y - a * s - b * c, x + a * c + b * s, y + a * s + b * c };
}

static void
offer (AtlasLabelBuilder *self,
       AtlasLabel        *position,
       double             cost)
{
  if (self->text_kept)
    {
      atlas_label_clear (position);
      return;
    }

  position->size = self->text_size;
  position->box = ATLAS_BOX_EMPTY;
  for (guint i = 0; i < position->n_parts; i++)
    atlas_box_join (&position->box, &position->parts[i]);
  atlas_label_placer_add_led_position (self->placer, position->parts, position->n_parts,
                                       position->is_led ? 1 : position->n_parts, cost);
  g_array_append_vals (self->positions, position, 1);
}

void
atlas_label_builder_add_centred (AtlasLabelBuilder *self,
                                 double             x,
                                 double             y,
                                 double             angle,
                                 double             cost)
{
  double a = atlas_box_width (&self->ink) / 2;
  double b = atlas_box_height (&self->ink) / 2;
  double middle_x = (self->ink.x0 + self->ink.x1) / 2;
  double middle_y = (self->ink.y0 + self->ink.y1) / 2;
  double c = cos (angle);
  double s = sin (angle);
  AtlasLabel position = { .width = self->text_width, .angle = angle };

  position.x = x - c * middle_x + s * middle_y;
  position.y = y - s * middle_x - c * middle_y;
  /* Turned ones as a row of short pieces: one box would claim far too much. */
  position.n_parts = fabs (angle) < 0.02 ? 1 : MAX (1, ceil (a / MAX (b, 1e-6)));
  position.parts = g_new (AtlasBox, position.n_parts);
  for (guint i = 0; i < position.n_parts; i++)
    {
      double u = a * ((2 * i + 1.0) / position.n_parts - 1);

      position.parts[i] = get_turned_box (x + c * u, y + s * u, a / position.n_parts, b, angle);
    }
  offer (self, &position, cost);
}

static int
compare_spots (gconstpointer a,
               gconstpointer b)
{
  const AtlasLabelSpot *s = a;
  const AtlasLabelSpot *t = b;

  return s->cost < t->cost ? -1 : s->cost > t->cost;
}

void
atlas_label_builder_add_best (AtlasLabelBuilder *self,
                              GArray            *spots,
                              guint              max_n)
{
  g_array_sort (spots, compare_spots);
  for (guint i = 0; i < MIN (spots->len, max_n); i++)
    {
      const AtlasLabelSpot *spot = &g_array_index (spots, AtlasLabelSpot, i);

      atlas_label_builder_add_centred (self, spot->x, spot->y, 0, spot->cost);
    }
}

void
atlas_label_builder_add_spread (AtlasLabelBuilder *self,
                                const AtlasPoint  *centres,
                                double             angle,
                                double             cost)
{
  double half = atlas_label_builder_get_em (self, self->text_style) * self->text_size / 2;
  AtlasLabel position = { .angle = angle };

  position.n_parts = g_utf8_strlen (self->text, -1);
  position.centres = g_memdup2 (centres, sizeof (AtlasPoint) * position.n_parts);
  position.parts = g_new (AtlasBox, position.n_parts);
  for (guint i = 0; i < position.n_parts; i++)
    position.parts[i] = get_turned_box (centres[i].x, centres[i].y, half, half, angle);
  offer (self, &position, cost);
}

/* The nearest place of a box. */
static AtlasPoint
find_nearest (const AtlasBox *box,
              AtlasPoint      point)
{
  return (AtlasPoint) { CLAMP (point.x, box->x0, box->x1), CLAMP (point.y, box->y0, box->y1) };
}

/* As a row of small pieces after the letters, so that no other label cuts it. */
static void
cover_leader (AtlasLabelBuilder *self,
              AtlasLabel        *position)
{
  double half = LEADER_HALF * self->point;
  double right = position->leader[1].x - position->leader[0].x;
  double down = position->leader[1].y - position->leader[0].y;
  guint n = MAX (1, (guint) ceil (hypot (right, down) / (2 * half)));

  position->parts = g_renew (AtlasBox, position->parts, 1 + n);
  for (guint i = 0; i < n; i++)
    {
      double x = position->leader[0].x + right * (i + 0.5) / n;
      double y = position->leader[0].y + down * (i + 0.5) / n;

      position->parts[1 + i] = (AtlasBox) { x - half, y - half, x + half, y + half };
    }
  position->n_parts = 1 + n;
}

void
atlas_label_builder_add_led (AtlasLabelBuilder *self,
                             AtlasPoint         from,
                             double             x,
                             double             y,
                             double             cost)
{
  double gap = LEADER_HALF * self->point;
  AtlasLabel position = {
    .x = x - (self->ink.x0 + self->ink.x1) / 2,
    .y = y - (self->ink.y0 + self->ink.y1) / 2,
    .width = self->text_width,
    .is_led = TRUE,
  };
  AtlasBox room = atlas_label_get_box_at (self, x, y, gap);

  position.parts = g_new (AtlasBox, 1);
  position.parts[0] = atlas_label_get_box_at (self, x, y, 0);
  position.leader[0] = from;
  position.leader[1] = find_nearest (&room, from);
  cover_leader (self, &position);
  offer (self, &position, cost);
}

GArray *
atlas_label_builder_solve (AtlasLabelBuilder *self)
{
  GArray *placed = g_steal_pointer (&self->kept);

  atlas_label_placer_solve (self->placer);
  for (guint i = 0; i < self->labels->len; i++)
    {
      Offered *offered = &g_array_index (self->labels, Offered, i);
      int number = atlas_label_placer_get_position (self->placer, i);
      AtlasLabel *position, label;

      if (number < 0)
        continue;
      position = &g_array_index (self->positions, AtlasLabel, offered->first_position + number);
      label = *position;
      *position = (AtlasLabel) { 0 };
      label.text = g_steal_pointer (&offered->text);
      label.style = offered->style;
      label.feature = offered->feature;
      g_array_append_val (placed, label);
    }

  return placed;
}
