#include "atlas-spot-marks.h"

#include "atlas-lettering.h"
#include "atlas-style.h"

/* Points. */
#define RADIUS 4.5
#define WIDTH 0.9
#define CASING_WIDTH 1.9
#define NUMBER_SIZE 7.0
#define HALO_WIDTH 1.0
#define NUMBER_GAP 1.5 /* between ring and number */
#define CLEARANCE 2.0  /* around numbers, where there is room for it */

/* As selected blocks have it: blue is the one colour no map's fills have. */
static const AtlasColor dark = { 0.04, 0.13, 0.27, 1 };
static const AtlasColor bright = { 1, 1, 1, 1 };

static AtlasTextStyle
get_text_style (const AtlasScene *scene)
{
  AtlasTextStyle style = atlas_scene_get_style (scene)->texts[ATLAS_TEXT_LEGEND];

  style.size = NUMBER_SIZE;
  style.weight = 700;
  style.color = dark;
  style.halo = bright;
  style.halo_width = HALO_WIDTH;

  return style;
}

typedef struct
{
  AtlasPoint centre; /* device units, as the boxes */
  AtlasBox   ring;
  AtlasBox   number;
} Mark;

static Mark
make_mark (const AtlasView *view,
           AtlasPoint       place)
{
  AtlasPoint centre = { atlas_view_x (view, place.x), atlas_view_y (view, place.y) };
  AtlasBox box = { centre.x, centre.y, centre.x, centre.y };

  return (Mark) { centre, atlas_box_grow (&box, (RADIUS + CASING_WIDTH / 2) * view->point),
                  ATLAS_BOX_EMPTY };
}

/* Beside the ring: at its right, its left, below, above. */
static AtlasBox
find_side (const Mark      *mark,
           const AtlasView *view,
           double           width,
           double           height,
           guint            side)
{
  static const double across[] = { 1, -1, 0, 0 }, down[] = { 0, 0, 1, -1 };
  double offset = (RADIUS + CASING_WIDTH / 2 + NUMBER_GAP) * view->point;
  double x = mark->centre.x + across[side] * (offset + width / 2);
  double y = mark->centre.y + down[side] * (offset + height / 2);

  return (AtlasBox) { x - width / 2, y - height / 2, x + width / 2, y + height / 2 };
}

#define N_SIDES 4

static gboolean
is_within (const AtlasBox  *box,
           const AtlasView *view)
{
  return box->x0 >= 0 && box->y0 >= 0 && box->x1 <= view->width && box->y1 <= view->height;
}

/* Does @box lie on another's ring, or on a number before its own? */
static gboolean
is_taken (const AtlasBox *box,
          const Mark     *marks,
          guint           n,
          guint           own)
{
  for (guint i = 0; i < n; i++)
    if (i != own && (atlas_box_overlaps (box, &marks[i].ring) ||
                     (i < own && atlas_box_overlaps (box, &marks[i].number))))
      return TRUE;

  return FALSE;
}

/* The best place comes first; where all are bad, that in the picture. */
static void
place_number (Mark                 *marks,
              guint                 n,
              guint                 own,
              AtlasLettering       *lettering,
              const AtlasTextStyle *style,
              const AtlasView      *view)
{
  g_autofree char *number = g_strdup_printf ("%u", own + 1);
  double width, height;

  atlas_lettering_measure (lettering, style, number, 0, &width, &height);
  marks[own].number = find_side (&marks[own], view, width, height, 0);
  for (guint side = N_SIDES; side-- > 0;)
    {
      AtlasBox box = find_side (&marks[own], view, width, height, side);
      AtlasBox room = atlas_box_grow (&box, CLEARANCE * view->point);

      if (is_within (&room, view))
        marks[own].number = box;
    }
  for (guint side = N_SIDES; side-- > 0;)
    {
      AtlasBox box = find_side (&marks[own], view, width, height, side);
      AtlasBox room = atlas_box_grow (&box, CLEARANCE * view->point);

      if (is_within (&room, view) && !is_taken (&room, marks, n, own))
        marks[own].number = box;
    }
}

/* Returns: (transfer full) (array length=n) */
static Mark *
place_marks (AtlasLettering       *lettering,
             const AtlasTextStyle *style,
             const AtlasView      *view,
             const AtlasPoint     *places,
             guint                 n)
{
  Mark *marks = g_new (Mark, n);

  for (guint i = 0; i < n; i++)
    marks[i] = make_mark (view, places[i]);
  for (guint i = 0; i < n; i++)
    place_number (marks, n, i, lettering, style, view);

  return marks;
}

static void
stroke (cairo_t          *cr,
        const AtlasColor *color,
        double            width)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
  cairo_set_line_width (cr, width);
  cairo_stroke_preserve (cr);
}

static void
paint_ring (cairo_t         *cr,
            const AtlasView *view,
            AtlasPoint       centre)
{
  cairo_new_path (cr);
  cairo_arc (cr, centre.x, centre.y, RADIUS * view->point, 0, 2 * G_PI);
  stroke (cr, &bright, CASING_WIDTH * view->point);
  stroke (cr, &dark, WIDTH * view->point);
  cairo_new_path (cr);
}

void
atlas_spot_marks_paint (cairo_t          *cr,
                        const AtlasView  *view,
                        const AtlasScene *scene,
                        const AtlasPoint *places,
                        guint             n)
{
  g_autoptr(AtlasLettering) lettering = atlas_lettering_new (atlas_scene_get_language (scene),
                                                             view->point);
  AtlasTextStyle style = get_text_style (scene);
  g_autofree Mark *marks = place_marks (lettering, &style, view, places, n);

  for (guint i = n; i-- > 0;)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      paint_ring (cr, view, marks[i].centre);
      atlas_lettering_draw (lettering, cr, &style, number, marks[i].number.x0,
                            marks[i].number.y0, 0, 0, 0);
    }
}

void
atlas_spot_marks_measure (const AtlasView  *view,
                          const AtlasScene *scene,
                          const AtlasPoint *places,
                          guint             n,
                          AtlasBox         *boxes)
{
  g_autoptr(AtlasLettering) lettering = atlas_lettering_new (atlas_scene_get_language (scene),
                                                             view->point);
  AtlasTextStyle style = get_text_style (scene);
  g_autofree Mark *marks = place_marks (lettering, &style, view, places, n);

  for (guint i = 0; i < n; i++)
    {
      AtlasBox number = atlas_box_grow (&marks[i].number, HALO_WIDTH * view->point);

      boxes[i] = marks[i].ring;
      atlas_box_join (&boxes[i], &number);
    }
}
