#include "atlas-place.h"

#include "atlas-painter.h"
#include "atlas-shapes-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A symbol is hit this many points from its middle. */
#define TOLERANCE 5.0
#define SEPARATOR " · "

/* Points, from the one that is asked for most to the one that is least. */
static const AtlasDrawnLayer points[] = {
  ATLAS_DRAWN_BUSINESS, ATLAS_DRAWN_PROJECTS, ATLAS_DRAWN_STATIONS, ATLAS_DRAWN_LANDMARKS,
};

static AtlasLayer
get_table (AtlasDrawnLayer layer)
{
  const char *kind;

  return (AtlasLayer) atlas_drawn_layer_get_table (layer, &kind);
}

static int
find_site (const AtlasLocator *locator,
           const AtlasScene   *scene,
           const AtlasView    *view,
           AtlasPoint          point,
           double              tolerance)
{
  int resource = atlas_scene_get_map_style (scene)->resource;

  if (!atlas_scene_shows (scene, ATLAS_DRAWN_SITES) ||
      !atlas_painter_shows_sites (view, atlas_scene_get_shapes (scene)))
    return -1;

  return atlas_locator_find_site (locator, point.x, point.y, tolerance,
                                  resource >= 0 ? ATLAS_LOCATOR_RESOURCE (resource)
                                                : ATLAS_LOCATOR_ALL_RESOURCES);
}

static void
find_point (AtlasPlace         *self,
            const AtlasLocator *locator,
            const AtlasScene   *scene,
            AtlasPoint          point,
            double              tolerance)
{
  for (guint i = 0; i < G_N_ELEMENTS (points) && self->feature < 0; i++)
    if (atlas_scene_shows (scene, points[i]))
      {
        self->layer = (int) points[i];
        self->feature = atlas_locator_find_feature (locator, get_table (points[i]),
                                                    point.x, point.y, tolerance);
      }
  if (self->feature < 0)
    self->layer = -1;
}

static AtlasFeature *
get_feature (AtlasPlan  *plan,
             AtlasLayer  layer,
             int         feature)
{
  g_autoptr(AtlasFeature) item =
    g_list_model_get_item (atlas_plan_get_features (plan, layer), (guint) feature);

  /* The plan holds it. */
  return item;
}

/* A block says itself in which zone it is, seen or not. */
static int
find_zone (AtlasPlan          *plan,
           const AtlasLocator *locator,
           AtlasPoint          point)
{
  int block = atlas_locator_find_block (locator, point.x, point.y);
  int zone;

  if (block >= 0)
    return atlas_block_get_values (atlas_plan_get_block (plan, (guint) block))->zone;

  zone = atlas_locator_find_feature (locator, ATLAS_LAYER_ZONES, point.x, point.y, 0);

  return zone < 0 ? -1
                  : atlas_vocabulary_find (&atlas_vocabulary_zones, atlas_feature_get_text (
                                             get_feature (plan, ATLAS_LAYER_ZONES, zone), "zone"));
}

AtlasPlace
atlas_place_find (AtlasPlan          *plan,
                  const AtlasLocator *locator,
                  const AtlasScene   *scene,
                  const AtlasView    *view,
                  AtlasPoint          point)
{
  AtlasPlace self = { .feature = -1 };
  double middle = view->y0 + view->height / view->scale / 2;
  double tolerance = TOLERANCE * view->point / view->scale *
                     atlas_shapes_get_metres_per_unit (atlas_scene_get_shapes (scene), middle);
  AtlasGrid *density = atlas_scene_get_density (scene);

  self.site = find_site (locator, scene, view, point, tolerance);
  find_point (&self, locator, scene, point, tolerance);
  self.block = atlas_place_find_block (plan, locator, scene, point);
  self.district = atlas_locator_find_feature (locator, ATLAS_LAYER_DISTRICTS,
                                              point.x, point.y, 0);
  self.zone = find_zone (plan, locator, point);
  /* It is drawn inside the municipality only. */
  self.density = density != NULL && self.district >= 0 &&
                 atlas_scene_shows (scene, ATLAS_DRAWN_DENSITY)
                 ? (double) atlas_grid_get_value_at (density, point.x, point.y) : NAN;

  return self;
}

/* Can blocks of the class be pointed at? */
static gboolean
has_class (const AtlasScene *scene,
           int               class_)
{
  return class_ < 0 || !atlas_scene_shows (scene, ATLAS_DRAWN_BLOCKS) ||
         atlas_scene_shows_class (scene, class_);
}

int
atlas_place_find_block (AtlasPlan          *plan,
                        const AtlasLocator *locator,
                        const AtlasScene   *scene,
                        AtlasPoint          point)
{
  int block = atlas_locator_find_block (locator, point.x, point.y);

  if (block < 0)
    return -1;

  return has_class (scene, atlas_block_get_values (
                             atlas_plan_get_block (plan, (guint) block))->class_) ? block : -1;
}

GArray *
atlas_place_list_blocks (const AtlasScene  *scene,
                         const AtlasRegion *region)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < atlas_shapes_get_n_blocks (shapes); i++)
    {
      const AtlasBlockShape *block = atlas_shapes_get_block (shapes, i);

      if ((region == NULL || atlas_region_contains (region, block->label.x, block->label.y)) &&
          has_class (scene, block->class_))
        g_array_append_val (numbers, i);
    }

  return numbers;
}

static void
add_line (GPtrArray  *lines,
          const char *first,
          const char *second)
{
  if (first != NULL && second != NULL)
    g_ptr_array_add (lines, g_strconcat (first, SEPARATOR, second, NULL));
  else if (first != NULL || second != NULL)
    g_ptr_array_add (lines, g_strdup (first != NULL ? first : second));
}

static void
add_site (GPtrArray     *lines,
          AtlasPlan     *plan,
          guint          i,
          AtlasLanguage  language)
{
  AtlasSite site = atlas_sites_get (atlas_plan_get_sites (plan), i);

  add_line (lines, site.name != NULL ? site.name : site.id,
            atlas_vocabulary_get_label (&atlas_vocabulary_resources, site.resource, language));
}

static void
add_block (GPtrArray     *lines,
           AtlasBlock    *block,
           AtlasLanguage  language)
{
  g_autofree char *name = atlas_place_name_block (block);
  const char *class_ = atlas_vocabulary_get_label (&atlas_vocabulary_classes,
                                                   atlas_block_get_values (block)->class_,
                                                   language);
  /* Translators: %s is a class: key, renewal or general */
  g_autofree char *text = class_ != NULL ? g_strdup_printf (C_("class", "%s block"), class_)
                                         : NULL;

  add_line (lines, name, text);
}

char *
atlas_place_dup_density_number (const AtlasScene *scene,
                                double            density)
{
  const AtlasDensityTerms *terms = &atlas_scene_get_options (scene)->density;
  gboolean is_more = density > 0 && terms->minus != ATLAS_DENSITY_MINUS_NOTHING;
  const char *sign = density < 0 ? "−" : is_more ? "+" : "";
  double units = fabs (density / atlas_measure_get_unit (terms->measure));
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, units < 10 ? "%.2f" : "%.1f", units);

  return g_strconcat (sign, number, NULL);
}

const char *
atlas_place_get_density_unit (const AtlasScene *scene)
{
  AtlasMeasure measure = atlas_scene_get_options (scene)->density.measure;

  return atlas_scene_get_style (scene)
         ->words.density_unit[measure][atlas_scene_get_language (scene)];
}

char *
atlas_place_dup_density (const AtlasScene *scene,
                         double            density)
{
  const char *unit = atlas_place_get_density_unit (scene);
  g_autofree char *number = atlas_place_dup_density_number (scene, density);

  return g_strconcat (number, g_ascii_isdigit (*unit) ? " × " : " ", unit, NULL);
}

static void
add_density (GPtrArray        *lines,
             const AtlasScene *scene,
             double            density)
{
  AtlasLanguage language = atlas_scene_get_language (scene);
  const AtlasStyle *style = atlas_scene_get_style (scene);
  const char *what = atlas_scene_get_ramp (scene)->is_diverging
                     ? style->words.difference[language]
                     : style->layers[ATLAS_DRAWN_DENSITY][language];
  g_autofree char *number = atlas_place_dup_density (scene, density);

  g_ptr_array_add (lines, g_strconcat (what, " ", number, NULL));
}

char *
atlas_place_describe (const AtlasPlace *self,
                      AtlasPlan        *plan,
                      const AtlasScene *scene)
{
  AtlasLanguage language = atlas_scene_get_language (scene);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *area = atlas_place_name_area (self, plan, scene);

  if (self->site >= 0)
    add_site (lines, plan, (guint) self->site, language);
  if (self->feature >= 0)
    add_line (lines,
              atlas_feature_get_name (get_feature (plan, get_table ((AtlasDrawnLayer) self->layer),
                                                   self->feature), language),
              atlas_scene_get_style (scene)->layers[self->layer][language]);
  if (self->block >= 0)
    add_block (lines, atlas_plan_get_block (plan, (guint) self->block), language);
  add_line (lines, area, NULL);
  if (!isnan (self->density))
    add_density (lines, scene, self->density);
  if (lines->len == 0)
    return NULL;

  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

char *
atlas_place_name_area (const AtlasPlace *self,
                       AtlasPlan        *plan,
                       const AtlasScene *scene)
{
  AtlasLanguage language = atlas_scene_get_language (scene);
  const char *zone = atlas_vocabulary_get_label (&atlas_vocabulary_zones, self->zone, language);
  const char *district = self->district < 0 ? NULL
                         : atlas_feature_get_name (get_feature (plan, ATLAS_LAYER_DISTRICTS,
                                                                self->district), language);

  return district != NULL && zone != NULL ? g_strconcat (district, SEPARATOR, zone, NULL)
                                          : g_strdup (district != NULL ? district : zone);
}

char *
atlas_place_name_block (AtlasBlock *block)
{
  const AtlasBlockValues *values = atlas_block_get_values (block);

  return values->name != NULL ? g_strconcat (values->code, " ", values->name, NULL)
                              : g_strdup (values->code);
}
