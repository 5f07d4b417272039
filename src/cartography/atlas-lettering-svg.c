#include "atlas-lettering-svg.h"

#include <math.h>

/* Numbers always with a decimal point, whatever the locale. */
static void
append_number (GString *svg,
               double   number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (svg, g_ascii_formatd (buffer, sizeof buffer, "%.6g", number));
}

static void
append_attribute (GString    *svg,
                  const char *name,
                  double      number)
{
  g_string_append_printf (svg, " %s=\"", name);
  append_number (svg, number);
  g_string_append_c (svg, '"');
}

static void
append_color (GString          *svg,
              const char       *property,
              const AtlasColor *color)
{
  g_string_append_printf (svg, " %s=\"#%02x%02x%02x\"", property,
                          (guint) lrint (CLAMP (color->red, 0, 1) * 255),
                          (guint) lrint (CLAMP (color->green, 0, 1) * 255),
                          (guint) lrint (CLAMP (color->blue, 0, 1) * 255));
  if (color->alpha < 1)
    {
      g_autofree char *opacity = g_strconcat (property, "-opacity", NULL);

      append_attribute (svg, opacity, color->alpha);
    }
}

/* A Pango family list as one of CSS: names quoted, Pango's short generic names
 * by CSS's. */
static void
append_family (GString    *svg,
               const char *family)
{
  static const char *const generic[][2] = {
    { "sans", "sans-serif" }, { "sans-serif", "sans-serif" },
    { "serif", "serif" }, { "monospace", "monospace" },
  };
  g_auto (GStrv) names = g_strsplit (family, ",", -1);

  g_string_append (svg, " font-family=\"");
  for (guint i = 0; names[i]; i++)
    {
      g_autofree char *quoted = NULL;
      const char *css = NULL;

      g_strstrip (names[i]);
      for (guint j = 0; j < G_N_ELEMENTS (generic); j++)
        if (g_ascii_strcasecmp (names[i], generic[j][0]) == 0)
          css = generic[j][1];
      if (css == NULL)
        css = quoted = g_markup_printf_escaped ("'%s'", names[i]);
      g_string_append_printf (svg, "%s%s", i > 0 ? ", " : "", css);
    }
  g_string_append_c (svg, '"');
}

static void
append_matrix (GString              *svg,
               const cairo_matrix_t *m)
{
  const double values[] = { m->xx, m->yx, m->xy, m->yy, m->x0, m->y0 };

  g_string_append (svg, " transform=\"matrix(");
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      if (i > 0)
        g_string_append_c (svg, ' ');
      append_number (svg, values[i]);
    }
  g_string_append (svg, ")\"");
}

static void
append_halo (GString              *svg,
             const AtlasTextStyle *style,
             double                point)
{
  if (style->halo.alpha <= 0 || style->halo_width <= 0)
    return;

  append_color (svg, "stroke", &style->halo);
  append_attribute (svg, "stroke-width", 2 * style->halo_width * point);
  g_string_append (svg, " stroke-linejoin=\"round\" paint-order=\"stroke\"");
}

void
atlas_lettering_svg_begin (GString              *svg,
                           const cairo_matrix_t *matrix,
                           const AtlasTextStyle *style,
                           double                point,
                           double                spacing,
                           AtlasLanguage         language)
{
  g_string_append_printf (svg, "<text xml:space=\"preserve\" xml:lang=\"%s\"",
                          language == ATLAS_LANGUAGE_ZH ? "zh-CN" : "en");
  append_matrix (svg, matrix);
  append_family (svg, style->family);
  append_attribute (svg, "font-size", style->size * point);
  append_attribute (svg, "font-weight", style->weight);
  if (style->italic)
    g_string_append (svg, " font-style=\"italic\"");
  if (spacing > 0)
    append_attribute (svg, "letter-spacing", spacing);
  append_color (svg, "fill", &style->color);
  append_halo (svg, style, point);
  g_string_append_c (svg, '>');
}

void
atlas_lettering_svg_add (GString    *svg,
                         const char *text,
                         gssize      length,
                         double      x,
                         double      y)
{
  g_autofree char *escaped = g_markup_escape_text (text, length);

  g_string_append (svg, "<tspan");
  append_attribute (svg, "x", x);
  append_attribute (svg, "y", y);
  g_string_append_printf (svg, ">%s</tspan>", escaped);
}

void
atlas_lettering_svg_end (GString *svg)
{
  g_string_append (svg, "</text>\n");
}
