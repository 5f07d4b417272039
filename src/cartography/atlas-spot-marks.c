#include "atlas-spot-marks.h"

#include "atlas-lettering.h"
#include "atlas-style.h"

/* Points. */
#define RADIUS 5.0
#define WIDTH 1.2
#define CASING_WIDTH 2.8
#define NUMBER_SIZE 8.0
#define HALO_WIDTH 1.4
#define NUMBER_GAP 1.5 /* between ring and number */

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

static AtlasPoint
find_place (const AtlasView *view,
            AtlasPoint       place)
{
  return (AtlasPoint) { atlas_view_x (view, place.x), atlas_view_y (view, place.y) };
}

/* The number stands at the right of the ring, or where it would be cut off there at
 * its left. Returns: what it covers */
static AtlasBox
place_number (AtlasLettering       *lettering,
              const AtlasTextStyle *style,
              const AtlasView      *view,
              AtlasPoint            centre,
              const char           *number)
{
  double width, height;
  double offset = (RADIUS + CASING_WIDTH / 2 + NUMBER_GAP) * view->point;
  double x = centre.x + offset;

  atlas_lettering_measure (lettering, style, number, 0, &width, &height);
  if (x + width + HALO_WIDTH * view->point > view->width)
    x = centre.x - offset - width;

  return (AtlasBox) { x, centre.y - height / 2, x + width, centre.y + height / 2 };
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

  for (guint i = n; i-- > 0;)
    {
      AtlasPoint centre = find_place (view, places[i]);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      AtlasBox box = place_number (lettering, &style, view, centre, number);

      paint_ring (cr, view, centre);
      atlas_lettering_draw (lettering, cr, &style, number, box.x0, box.y0, 0, 0, 0);
    }
}

AtlasBox
atlas_spot_marks_measure (const AtlasView  *view,
                          const AtlasScene *scene,
                          AtlasPoint        place,
                          guint             number)
{
  g_autoptr(AtlasLettering) lettering = atlas_lettering_new (atlas_scene_get_language (scene),
                                                             view->point);
  AtlasTextStyle style = get_text_style (scene);
  AtlasPoint centre = find_place (view, place);
  g_autofree char *text = g_strdup_printf ("%u", number);
  AtlasBox number_box = place_number (lettering, &style, view, centre, text);
  AtlasBox box = { centre.x, centre.y, centre.x, centre.y };

  box = atlas_box_grow (&box, (RADIUS + CASING_WIDTH / 2) * view->point);
  number_box = atlas_box_grow (&number_box, HALO_WIDTH * view->point);
  atlas_box_join (&box, &number_box);

  return box;
}
