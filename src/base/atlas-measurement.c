#include "atlas-measurement.h"

#include "atlas-coordinate.h"
#include "atlas-geodesic.h"

#include <glib/gi18n-lib.h>

static void
append_point (GString          *text,
              const AtlasPoint *points,
              guint             i)
{
  g_autofree char *place = atlas_coordinate_format (points[i], ATLAS_NOTATION_DEGREES);
  g_autofree char *leg = NULL;
  g_autofree char *along = NULL;

  g_string_append_printf (text, "%u\t%s", i + 1, place);
  if (i > 0)
    {
      leg = atlas_quantity_format_length (atlas_geodesic_distance (&points[i - 1], &points[i]));
      along = atlas_quantity_format_length (atlas_geodesic_length (points, i + 1));
      g_string_append_printf (text, "\t%s\t%s", leg, along);
    }
  g_string_append_c (text, '\n');
}

char *
atlas_measurement_describe (const AtlasPoint *points,
                            guint             n_points,
                            AtlasAreaUnit     unit)
{
  GString *text = g_string_new (NULL);
  g_autofree char *length = atlas_quantity_format_length (atlas_geodesic_length (points, n_points));

  for (guint i = 0; i < n_points; i++)
    append_point (text, points, i);
  g_string_append_printf (text, _("Length: %s"), length);
  g_string_append_c (text, '\n');
  if (n_points >= 3)
    {
      double perimeter;
      double square_metres = atlas_geodesic_area (points, n_points, &perimeter);
      g_autofree char *area = atlas_quantity_format_area (square_metres, unit);
      g_autofree char *around = atlas_quantity_format_length (perimeter);

      g_string_append_printf (text, _("Area: %s, perimeter: %s"), area, around);
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}
