#include "atlas-scene.h"

#include "atlas-shapes-private.h"

/* What is found of a density, by several scenes. Counted for itself. */
typedef struct
{
  AtlasRamp ramp;
  gsize     contours; /* AtlasContours; 0: not made yet */
} Look;

struct _AtlasScene
{
  AtlasShapes       *shapes;
  AtlasStyle        *style;
  AtlasGrid         *density;
  Look              *look;
  char              *receipt;  /* nullable */
  AtlasSceneOptions  options;
  guint              map;
  AtlasLanguage      language;
};

AtlasScene *
atlas_scene_new (AtlasShapes   *shapes,
                 AtlasStyle    *style,
                 guint          map,
                 AtlasLanguage  language,
                 AtlasGrid     *density)
{
  return atlas_scene_new_with_options (shapes, style, map, language, density, NULL);
}

static void
look_clear (gpointer data)
{
  Look *self = data;

  if (self->contours != 0)
    atlas_contours_free (GSIZE_TO_POINTER (self->contours));
}

static gboolean
is_seen_alike (const AtlasScene *self,
               const AtlasScene *like)
{
  return self->density == like->density &&
         atlas_density_terms_equal (&self->options.density, &like->options.density) &&
         atlas_shapes_get_crs (self->shapes) == atlas_shapes_get_crs (like->shapes);
}

/* @like: (nullable) */
static void
set_look (AtlasScene       *self,
          const AtlasScene *like)
{
  if (like != NULL && is_seen_alike (self, like))
    {
      self->look = g_atomic_rc_box_acquire (like->look);
      return;
    }

  self->look = g_atomic_rc_box_new0 (Look);
  if (self->density != NULL)
    atlas_ramp_init (&self->look->ramp, &self->options.density, self->density);
}

/* @like: (nullable); @options: (nullable) */
static AtlasScene *
make_scene (const AtlasScene        *like,
            AtlasShapes             *shapes,
            AtlasStyle              *style,
            guint                    map,
            AtlasLanguage            language,
            AtlasGrid               *density,
            const AtlasSceneOptions *options)
{
  AtlasScene *self;

  g_return_val_if_fail (map >= 1 && map <= ATLAS_N_MAPS, NULL);

  self = g_atomic_rc_box_new0 (AtlasScene);
  self->shapes = atlas_shapes_ref (shapes);
  self->style = atlas_style_ref (style);
  self->density = density != NULL ? atlas_grid_ref (density) : NULL;
  self->map = map;
  self->language = language;
  if (options != NULL)
    self->options = *options;
  else
    atlas_scene_options_init (&self->options, &style->maps[map - 1]);
  set_look (self, like);

  return self;
}

AtlasScene *
atlas_scene_new_with_options (AtlasShapes             *shapes,
                              AtlasStyle              *style,
                              guint                    map,
                              AtlasLanguage            language,
                              AtlasGrid               *density,
                              const AtlasSceneOptions *options)
{
  return make_scene (NULL, shapes, style, map, language, density, options);
}

AtlasScene *
atlas_scene_new_like (const AtlasScene        *like,
                      AtlasShapes             *shapes,
                      AtlasStyle              *style,
                      AtlasLanguage            language,
                      AtlasGrid               *density,
                      const AtlasSceneOptions *options)
{
  return make_scene (like, shapes, style, like->map, language, density, options);
}

void
atlas_scene_take_receipt (AtlasScene *self,
                          char       *receipt)
{
  g_return_if_fail (self->receipt == NULL);

  self->receipt = receipt;
}

const char *
atlas_scene_get_receipt (const AtlasScene *self)
{
  return self->receipt;
}

AtlasScene *
atlas_scene_ref (AtlasScene *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
atlas_scene_clear (gpointer data)
{
  AtlasScene *self = data;

  atlas_shapes_unref (self->shapes);
  atlas_style_unref (self->style);
  g_clear_pointer (&self->density, atlas_grid_unref);
  g_clear_pointer (&self->receipt, g_free);
  g_atomic_rc_box_release_full (self->look, look_clear);
}

void
atlas_scene_unref (AtlasScene *self)
{
  g_atomic_rc_box_release_full (self, atlas_scene_clear);
}

AtlasShapes *
atlas_scene_get_shapes (const AtlasScene *self)
{
  return self->shapes;
}

const AtlasStyle *
atlas_scene_get_style (const AtlasScene *self)
{
  return self->style;
}

const AtlasMapStyle *
atlas_scene_get_map_style (const AtlasScene *self)
{
  return &self->style->maps[self->map - 1];
}

guint
atlas_scene_get_map (const AtlasScene *self)
{
  return self->map;
}

AtlasLanguage
atlas_scene_get_language (const AtlasScene *self)
{
  return self->language;
}

AtlasGrid *
atlas_scene_get_density (const AtlasScene *self)
{
  return self->density;
}

const AtlasRamp *
atlas_scene_get_ramp (const AtlasScene *self)
{
  return &self->look->ramp;
}

static AtlasContours *
make_contours (const AtlasScene *self)
{
  double levels[ATLAS_RAMP_NUMBERS_MAX];
  guint n = atlas_ramp_list_numbers (&self->look->ramp, levels);
  AtlasContours *contours = atlas_contours_new (self->density, levels, n);

  atlas_shapes_from_plane (self->shapes, (AtlasPoint *) (gpointer) contours->points->data,
                           contours->points->len);

  return contours;
}

const AtlasContours *
atlas_scene_get_contours (const AtlasScene *self)
{
  gsize *contours = &self->look->contours;

  g_return_val_if_fail (self->density != NULL, NULL);

  if (g_once_init_enter (contours))
    g_once_init_leave (contours, GPOINTER_TO_SIZE (make_contours (self)));

  return GSIZE_TO_POINTER (*contours);
}

const AtlasSceneOptions *
atlas_scene_get_options (const AtlasScene *self)
{
  return &self->options;
}

gboolean
atlas_scene_is_like_but_density (const AtlasScene *self,
                                 const AtlasScene *other)
{
  AtlasSceneOptions options = other->options;

  options.density = self->options.density;

  return self->shapes == other->shapes && self->style == other->style &&
         self->map == other->map && atlas_scene_options_equal (&self->options, &options);
}

gboolean
atlas_scene_shows (const AtlasScene *self,
                   AtlasDrawnLayer   layer)
{
  return atlas_scene_options_shows (&self->options, layer) &&
         (layer != ATLAS_DRAWN_DENSITY || self->density != NULL);
}

gboolean
atlas_scene_shows_class (const AtlasScene *self,
                         int               class_)
{
  return atlas_scene_options_shows_fill (&self->options, ATLAS_FILL_CLASS_KEY + (guint) class_);
}

gboolean
atlas_scene_shows_zone (const AtlasScene *self,
                        int               zone)
{
  return atlas_scene_options_shows_fill (&self->options, ATLAS_FILL_ZONE_CORE + (guint) zone);
}

guint
atlas_scene_get_class_count (const AtlasScene *self,
                             AtlasClass        class_)
{
  return atlas_shapes_get_class_count (self->shapes, class_);
}

gboolean
atlas_scene_is_sample (const AtlasScene *self)
{
  return atlas_shapes_is_sample (self->shapes);
}
