#include "atlas-session.h"

#include "atlas-density-store.h"
#include "atlas-layer-settings.h"

#include <math.h>
#include <string.h>

/* The preferences of how numbers are written: key and property of each. */
enum
{
  UNIT_AREA,
  UNIT_FLOOR_AREA,
  UNIT_NOTATION,
  N_UNITS,
};

static const char *const unit_keys[] = { "area-unit", "floor-area-unit", "notation" };
G_STATIC_ASSERT (G_N_ELEMENTS (unit_keys) == N_UNITS);

struct _AtlasSession
{
  GObject            parent_instance;

  GSettings         *settings; /* (nullable) */
  AtlasMaps         *maps;     /* (nullable) */
  AtlasStyle        *style;    /* (nullable): of palette and text size */
  AtlasSelection    *selection;
  AtlasSceneOptions  options[ATLAS_N_MAPS];
  AtlasScene        *scenes[ATLAS_N_MAPS]; /* NULL: to be made */
  const AtlasBox    *changed_box; /* during scene-changed */
  guint              map;
  char              *palette;
  gboolean           hatched;
  double             text_scale;
  gboolean           shows_sites;
  gboolean           legend_folded;
  char              *legend_corner;
  gboolean           lasso;
  int                units[N_UNITS];
};

G_DEFINE_FINAL_TYPE (AtlasSession, atlas_session, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_SETTINGS,
  PROP_MAPS,
  PROP_MAP,
  PROP_PALETTE,
  PROP_HATCHED,
  PROP_TEXT_SCALE,
  PROP_SHOWS_SITES,
  PROP_LEGEND_FOLDED,
  PROP_LEGEND_CORNER,
  PROP_SELECT_SHAPE,
  PROP_UNITS,
  N_PROPS = PROP_UNITS + N_UNITS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  SCENE_CHANGED,
  PLAN_CHANGED,
  DENSITIES_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const AtlasMapStyle *
get_map_style (AtlasSession *self,
               guint         map)
{
  static const AtlasMapStyle none = { .resource = -1 };

  return self->maps == NULL
         ? &none : atlas_scene_get_map_style (atlas_maps_get_scene (self->maps, map));
}

static void
drop_scenes (AtlasSession *self)
{
  for (guint i = 0; i < ATLAS_N_MAPS; i++)
    g_clear_pointer (&self->scenes[i], atlas_scene_unref);
}

static void
scene_changed (AtlasSession *self)
{
  g_signal_emit (self, signals[SCENE_CHANGED], 0);
}

/* --- Layers in the settings --- */

static void
restore_layers (AtlasSession *self)
{
  g_autoptr(GVariant) layers = NULL;

  for (guint i = 0; i < ATLAS_N_MAPS; i++)
    atlas_scene_options_init (&self->options[i], get_map_style (self, i + 1));
  if (self->settings == NULL || self->maps == NULL)
    return;

  layers = g_settings_get_value (self->settings, "layers");
  atlas_layer_settings_read (self->options, layers);
}

/* --- How it looks --- */

static void
drop_style (AtlasSession *self)
{
  g_clear_pointer (&self->style, atlas_style_unref);
  drop_scenes (self);
}

static void
style_changed (AtlasSession *self)
{
  drop_style (self);
  scene_changed (self);
}

/* A palette that the style does not have, of another plan or program, is the
 * standard one. Returns: (transfer full) */
static AtlasStyle *
dup_palette (AtlasSession *self)
{
  AtlasStyle *plain =
    (AtlasStyle *) atlas_scene_get_style (atlas_maps_get_scene (self->maps, 1));
  AtlasStyle *palette = NULL;

  if (!g_str_equal (self->palette, atlas_style_get_variant_key (plain, 0)))
    palette = atlas_style_new_variant (plain, self->palette);

  return palette != NULL ? palette : atlas_style_ref (plain);
}

static AtlasStyle *
ensure_style (AtlasSession *self)
{
  g_autoptr(AtlasStyle) palette = NULL;

  if (self->style != NULL)
    return self->style;

  palette = dup_palette (self);
  self->style = self->text_scale == 1 ? g_steal_pointer (&palette)
                                      : atlas_style_new_scaled (palette, self->text_scale);

  return self->style;
}

static void
set_palette (AtlasSession *self,
             const char   *palette)
{
  if (palette == NULL || g_str_equal (palette, self->palette))
    return;

  g_free (self->palette);
  self->palette = g_strdup (palette);
  style_changed (self);
}

static void
set_hatched (AtlasSession *self,
             gboolean      hatched)
{
  if (hatched == self->hatched)
    return;

  self->hatched = hatched;
  drop_scenes (self);
  scene_changed (self);
}

static void
set_text_scale (AtlasSession *self,
                double        text_scale)
{
  if (text_scale == self->text_scale)
    return;

  self->text_scale = text_scale;
  style_changed (self);
}

static void
set_select_shape (AtlasSession *self,
                  const char   *shape)
{
  if (g_strcmp0 (shape, "lasso") == 0)
    self->lasso = TRUE;
  else if (g_strcmp0 (shape, "rectangle") == 0)
    self->lasso = FALSE;
}

static void
on_unit_changed (AtlasSession *self,
                 const char   *key)
{
  for (guint i = 0; i < N_UNITS; i++)
    if (strcmp (key, unit_keys[i]) == 0)
      {
        self->units[i] = g_settings_get_enum (self->settings, key);
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNITS + i]);
      }
}

static void
follow_units (AtlasSession *self)
{
  for (guint i = 0; i < N_UNITS; i++)
    {
      g_autofree char *signal = g_strconcat ("changed::", unit_keys[i], NULL);

      self->units[i] = g_settings_get_enum (self->settings, unit_keys[i]);
      g_signal_connect_object (self->settings, signal, G_CALLBACK (on_unit_changed), self,
                               G_CONNECT_SWAPPED);
    }
}

/* A file of settings edited by hand can hold NAN, which passes for in range. */
static gboolean
get_number (GValue   *value,
            GVariant *variant,
            gpointer  data)
{
  double number = g_variant_get_double (variant);

  g_value_set_double (value, number);

  return isfinite (number);
}

static void
atlas_session_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  AtlasSession *self = ATLAS_SESSION (object);

  switch (id)
    {
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    case PROP_MAPS:
      atlas_session_set_maps (self, g_value_get_object (value));
      break;
    case PROP_MAP:
      atlas_session_set_map (self, g_value_get_uint (value));
      break;
    case PROP_PALETTE:
      set_palette (self, g_value_get_string (value));
      break;
    case PROP_HATCHED:
      set_hatched (self, g_value_get_boolean (value));
      break;
    case PROP_TEXT_SCALE:
      set_text_scale (self, g_value_get_double (value));
      break;
    case PROP_SHOWS_SITES:
      self->shows_sites = g_value_get_boolean (value);
      break;
    case PROP_LEGEND_FOLDED:
      self->legend_folded = g_value_get_boolean (value);
      break;
    case PROP_LEGEND_CORNER:
      g_free (self->legend_corner);
      self->legend_corner = g_value_dup_string (value);
      break;
    case PROP_SELECT_SHAPE:
      set_select_shape (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
atlas_session_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  AtlasSession *self = ATLAS_SESSION (object);

  switch (id)
    {
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    case PROP_MAPS:
      g_value_set_object (value, self->maps);
      break;
    case PROP_MAP:
      g_value_set_uint (value, self->map);
      break;
    case PROP_PALETTE:
      g_value_set_string (value, self->palette);
      break;
    case PROP_HATCHED:
      g_value_set_boolean (value, self->hatched);
      break;
    case PROP_TEXT_SCALE:
      g_value_set_double (value, self->text_scale);
      break;
    case PROP_SHOWS_SITES:
      g_value_set_boolean (value, self->shows_sites);
      break;
    case PROP_LEGEND_FOLDED:
      g_value_set_boolean (value, self->legend_folded);
      break;
    case PROP_LEGEND_CORNER:
      g_value_set_string (value, self->legend_corner);
      break;
    case PROP_SELECT_SHAPE:
      g_value_set_static_string (value, self->lasso ? "lasso" : "rectangle");
      break;
    case PROP_UNITS + UNIT_AREA:
    case PROP_UNITS + UNIT_FLOOR_AREA:
    case PROP_UNITS + UNIT_NOTATION:
      g_value_set_int (value, self->units[id - PROP_UNITS]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
atlas_session_constructed (GObject *object)
{
  AtlasSession *self = ATLAS_SESSION (object);

  G_OBJECT_CLASS (atlas_session_parent_class)->constructed (object);

  restore_layers (self);
  if (self->settings == NULL)
    return;

  follow_units (self);
  self->map = (guint) CLAMP (g_settings_get_int (self->settings, "map"), 1, ATLAS_N_MAPS);
  g_settings_bind (self->settings, "palette", self, "palette", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "hatched", self, "hatched", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (self->settings, "text-scale", self, "text-scale",
                                G_SETTINGS_BIND_DEFAULT, get_number, NULL, NULL, NULL);
  g_settings_bind (self->settings, "legend-folded", self, "legend-folded",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "legend-corner", self, "legend-corner",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "select-shape", self, "select-shape",
                   G_SETTINGS_BIND_DEFAULT);
}

static void
atlas_session_finalize (GObject *object)
{
  AtlasSession *self = ATLAS_SESSION (object);

  drop_scenes (self);
  g_clear_pointer (&self->style, atlas_style_unref);
  g_clear_object (&self->selection);
  g_clear_object (&self->maps);
  g_clear_object (&self->settings);
  g_free (self->palette);
  g_free (self->legend_corner);

  G_OBJECT_CLASS (atlas_session_parent_class)->finalize (object);
}

static void
atlas_session_class_init (AtlasSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags plain = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = atlas_session_set_property;
  object_class->get_property = atlas_session_get_property;
  object_class->constructed = atlas_session_constructed;
  object_class->finalize = atlas_session_finalize;

  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS,
                         plain | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_MAPS] = g_param_spec_object ("maps", NULL, NULL, ATLAS_TYPE_MAPS, flags);
  properties[PROP_MAP] = g_param_spec_uint ("map", NULL, NULL, 1, ATLAS_N_MAPS, 1, flags);
  properties[PROP_PALETTE] = g_param_spec_string ("palette", NULL, NULL, "standard", plain);
  properties[PROP_HATCHED] = g_param_spec_boolean ("hatched", NULL, NULL, FALSE, plain);
  properties[PROP_TEXT_SCALE] =
    g_param_spec_double ("text-scale", NULL, NULL, ATLAS_TEXT_SCALE_MIN, ATLAS_TEXT_SCALE_MAX, 1,
                         plain);
  properties[PROP_SHOWS_SITES] =
    g_param_spec_boolean ("shows-sites", NULL, NULL, FALSE, plain);
  properties[PROP_LEGEND_FOLDED] =
    g_param_spec_boolean ("legend-folded", NULL, NULL, FALSE, plain);
  properties[PROP_LEGEND_CORNER] =
    g_param_spec_string ("legend-corner", NULL, NULL, "bottom-right", plain);
  properties[PROP_SELECT_SHAPE] =
    g_param_spec_string ("select-shape", NULL, NULL, "rectangle", plain);
  for (guint i = 0; i < N_UNITS; i++)
    properties[PROP_UNITS + i] =
      g_param_spec_int (unit_keys[i], NULL, NULL, 0, G_MAXINT, 0,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SCENE_CHANGED] = g_signal_new ("scene-changed", ATLAS_TYPE_SESSION, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PLAN_CHANGED] = g_signal_new ("plan-changed", ATLAS_TYPE_SESSION, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DENSITIES_CHANGED] = g_signal_new ("densities-changed", ATLAS_TYPE_SESSION,
                                             G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 0);
}

static void
atlas_session_init (AtlasSession *self)
{
  self->map = 1;
  self->text_scale = 1;
  self->palette = g_strdup ("standard");
  self->legend_corner = g_strdup ("bottom-right");
  self->selection = atlas_selection_new ();
}

AtlasSession *
atlas_session_new (GSettings *settings)
{
  return g_object_new (ATLAS_TYPE_SESSION, "settings", settings, NULL);
}

/* Where @scene looks different from the one before, in its coordinates: in its density. */
static AtlasBox
find_density_change (AtlasSession     *self,
                     const AtlasScene *before,
                     const AtlasScene *scene)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  AtlasBox change;

  if (atlas_scene_get_map_style (scene)->resource < 0)
    return ATLAS_BOX_EMPTY;
  if (!atlas_maps_get_density_change (self->maps, self->map, &change) ||
      !atlas_ramp_equal (atlas_scene_get_ramp (before), atlas_scene_get_ramp (scene)))
    return *atlas_shapes_get_box (shapes);

  return atlas_box_is_empty (&change) ? change : atlas_shapes_box_from_plane (shapes, &change);
}

/* @besides: where something else than the density does */
static void
scene_changed_within (AtlasSession     *self,
                      const AtlasScene *before,
                      const AtlasBox   *besides)
{
  AtlasBox change = find_density_change (self, before, atlas_session_get_scene (self));

  atlas_box_join (&change, besides);
  self->changed_box = &change;
  scene_changed (self);
  self->changed_box = NULL;
}

/* The maps follow a change of the plan. */
static void
on_maps_changed (AtlasSession   *self,
                 const AtlasBox *box)
{
  g_autoptr(AtlasScene) before = atlas_scene_ref (atlas_session_get_scene (self));

  drop_scenes (self);
  g_signal_emit (self, signals[PLAN_CHANGED], 0);
  scene_changed_within (self, before, box);
}

/* Those that show none are as they were. Of the others the names stay, and the old
 * picture until there is a new one. */
static void
on_densities_changed (AtlasSession *self)
{
  g_autoptr(AtlasScene) before = atlas_scene_ref (atlas_session_get_scene (self));

  for (guint i = 0; i < ATLAS_N_MAPS; i++)
    if (get_map_style (self, i + 1)->resource >= 0)
      g_clear_pointer (&self->scenes[i], atlas_scene_unref);
  g_signal_emit (self, signals[DENSITIES_CHANGED], 0);
  if (get_map_style (self, self->map)->resource >= 0)
    scene_changed_within (self, before, &ATLAS_BOX_EMPTY);
}

void
atlas_session_set_maps (AtlasSession *self,
                        AtlasMaps    *maps)
{
  g_return_if_fail (ATLAS_IS_SESSION (self));

  if (maps == self->maps)
    return;

  if (self->maps != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->maps, on_maps_changed, self);
      g_signal_handlers_disconnect_by_func (self->maps, on_densities_changed, self);
    }
  g_set_object (&self->maps, maps);
  if (maps != NULL)
    {
      g_signal_connect_object (maps, "changed", G_CALLBACK (on_maps_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (maps, "densities-changed", G_CALLBACK (on_densities_changed), self,
                               G_CONNECT_SWAPPED);
    }

  drop_style (self);
  atlas_selection_clear (self->selection);
  restore_layers (self);
  if (self->settings != NULL && maps != NULL)
    {
      g_autoptr(GVariant) densities = g_settings_get_value (self->settings, "densities");

      atlas_density_store_read (maps, densities);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAPS]);
  scene_changed (self);
}

void
atlas_session_take_over (AtlasSession *self,
                         AtlasSession *other,
                         AtlasMaps    *maps)
{
  const guint *blocks;
  guint n_blocks;

  g_return_if_fail (ATLAS_IS_SESSION (self));
  g_return_if_fail (ATLAS_IS_SESSION (other));

  atlas_session_set_map (self, other->map);
  atlas_session_set_maps (self, maps);
  memcpy (self->options, other->options, sizeof self->options);
  drop_scenes (self);
  scene_changed (self);

  blocks = atlas_selection_get (other->selection, &n_blocks);
  atlas_selection_set (self->selection, blocks, n_blocks);
}

/* Returns: (transfer full) (element-type guint): the numbers in @plan of those
 * that are selected in ours */
static GArray *
find_selected (AtlasSession *self,
               AtlasPlan    *plan)
{
  AtlasPlan *mine = atlas_maps_get_plan (self->maps);
  g_autoptr(GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_blocks;
  const guint *blocks = atlas_selection_get (self->selection, &n_blocks);

  for (guint i = 0; i < n_blocks; i++)
    g_hash_table_add (codes,
                      (gpointer) atlas_block_get_code (atlas_plan_get_block (mine, blocks[i])));
  for (guint i = 0; n_blocks > 0 && i < atlas_plan_get_n_blocks (plan); i++)
    if (g_hash_table_contains (codes, atlas_block_get_code (atlas_plan_get_block (plan, i))))
      g_array_append_val (found, i);

  return found;
}

void
atlas_session_replace_maps (AtlasSession *self,
                            AtlasMaps    *maps)
{
  AtlasSceneOptions options[ATLAS_N_MAPS];
  g_autoptr(GArray) selected = NULL;

  g_return_if_fail (ATLAS_IS_SESSION (self));
  g_return_if_fail (ATLAS_IS_MAPS (maps));
  g_return_if_fail (self->maps != NULL);

  selected = find_selected (self, atlas_maps_get_plan (maps));
  memcpy (options, self->options, sizeof options);
  atlas_session_set_maps (self, maps);
  memcpy (self->options, options, sizeof options);
  drop_scenes (self);
  scene_changed (self);
  atlas_selection_set (self->selection, (const guint *) (gpointer) selected->data, selected->len);
}

AtlasMaps *
atlas_session_get_maps (AtlasSession *self)
{
  g_return_val_if_fail (ATLAS_IS_SESSION (self), NULL);

  return self->maps;
}

void
atlas_session_set_map (AtlasSession *self,
                       guint         map)
{
  g_return_if_fail (ATLAS_IS_SESSION (self));
  g_return_if_fail (map >= 1 && map <= ATLAS_N_MAPS);

  if (map == self->map)
    return;

  self->map = map;
  if (self->settings != NULL)
    g_settings_set_int (self->settings, "map", (int) map);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAP]);
  scene_changed (self);
}

guint
atlas_session_get_map (AtlasSession *self)
{
  g_return_val_if_fail (ATLAS_IS_SESSION (self), 0);

  return self->map;
}

/* As long as nothing has been chosen it is the plan's own scene, which the
 * list of maps has, too. */
static AtlasScene *
make_scene (AtlasSession *self)
{
  AtlasScene *plain = atlas_maps_get_scene (self->maps, self->map);
  AtlasSceneOptions options = self->options[self->map - 1];

  options.hatched = self->hatched;
  options.density = atlas_scene_get_options (plain)->density;
  if (ensure_style (self) == atlas_scene_get_style (plain) &&
      atlas_scene_options_equal (&options, atlas_scene_get_options (plain)))
    return atlas_scene_ref (plain);

  return atlas_scene_new_like (plain, atlas_scene_get_shapes (plain), self->style,
                               atlas_scene_get_language (plain), atlas_scene_get_density (plain),
                               &options);
}

AtlasScene *
atlas_session_get_scene (AtlasSession *self)
{
  AtlasScene **scene = &self->scenes[self->map - 1];

  g_return_val_if_fail (ATLAS_IS_SESSION (self), NULL);

  if (*scene == NULL && self->maps != NULL)
    *scene = make_scene (self);

  return *scene;
}

const AtlasBox *
atlas_session_get_changed_box (AtlasSession *self)
{
  g_return_val_if_fail (ATLAS_IS_SESSION (self), NULL);

  return self->changed_box;
}

AtlasScene *
atlas_session_dup_overview (AtlasSession *self,
                            guint         map)
{
  g_autoptr(AtlasStyle) palette = NULL;
  AtlasScene *plain;

  g_return_val_if_fail (ATLAS_IS_SESSION (self), NULL);

  if (self->maps == NULL)
    return NULL;

  palette = dup_palette (self);
  plain = atlas_maps_get_scene (self->maps, map);
  if (palette == atlas_scene_get_style (plain))
    return atlas_scene_ref (plain);

  return atlas_scene_new (atlas_scene_get_shapes (plain), palette, map,
                          atlas_scene_get_language (plain), atlas_scene_get_density (plain));
}

const AtlasDensitySettings *
atlas_session_get_density_settings (AtlasSession *self)
{
  g_return_val_if_fail (ATLAS_IS_SESSION (self), NULL);
  g_return_val_if_fail (self->maps != NULL, NULL);

  return atlas_maps_get_density_settings (self->maps, self->map);
}

void
atlas_session_set_density_settings (AtlasSession               *self,
                                    const AtlasDensitySettings *settings)
{
  g_return_if_fail (ATLAS_IS_SESSION (self));
  g_return_if_fail (self->maps != NULL);

  atlas_maps_set_density_settings (self->maps, self->map, settings);
  if (self->settings != NULL)
    g_settings_set_value (self->settings, "densities", atlas_density_store_write (self->maps));
}

const AtlasSceneOptions *
atlas_session_get_options (AtlasSession *self)
{
  g_return_val_if_fail (ATLAS_IS_SESSION (self), NULL);

  return &self->options[self->map - 1];
}

void
atlas_session_set_options (AtlasSession            *self,
                           const AtlasSceneOptions *options)
{
  AtlasSceneOptions *mine = &self->options[self->map - 1];

  g_return_if_fail (ATLAS_IS_SESSION (self));

  if (atlas_scene_options_equal (options, mine))
    return;

  *mine = *options;
  if (self->settings != NULL)
    g_settings_set_value (self->settings, "layers", atlas_layer_settings_write (self->options));
  g_clear_pointer (&self->scenes[self->map - 1], atlas_scene_unref);
  scene_changed (self);
}

void
atlas_session_reset_options (AtlasSession *self)
{
  AtlasSceneOptions options;

  g_return_if_fail (ATLAS_IS_SESSION (self));

  atlas_scene_options_init (&options, get_map_style (self, self->map));
  atlas_session_set_options (self, &options);
}

gboolean
atlas_session_has_own_options (AtlasSession *self)
{
  AtlasSceneOptions options;

  g_return_val_if_fail (ATLAS_IS_SESSION (self), FALSE);

  atlas_scene_options_init (&options, get_map_style (self, self->map));

  return !atlas_scene_options_equal (&options, &self->options[self->map - 1]);
}

AtlasSelection *
atlas_session_get_selection (AtlasSession *self)
{
  g_return_val_if_fail (ATLAS_IS_SESSION (self), NULL);

  return self->selection;
}

gboolean
atlas_session_has_lasso (AtlasSession *self)
{
  g_return_val_if_fail (ATLAS_IS_SESSION (self), FALSE);

  return self->lasso;
}

AtlasAreaUnit
atlas_session_get_area_unit (AtlasSession *self)
{
  g_return_val_if_fail (ATLAS_IS_SESSION (self), ATLAS_AREA_UNIT_AUTO);

  return (AtlasAreaUnit) self->units[UNIT_AREA];
}

AtlasFloorAreaUnit
atlas_session_get_floor_area_unit (AtlasSession *self)
{
  g_return_val_if_fail (ATLAS_IS_SESSION (self), ATLAS_FLOOR_AREA_UNIT_TEN_THOUSAND);

  return (AtlasFloorAreaUnit) self->units[UNIT_FLOOR_AREA];
}

AtlasNotation
atlas_session_get_notation (AtlasSession *self)
{
  g_return_val_if_fail (ATLAS_IS_SESSION (self), ATLAS_NOTATION_DEGREES);

  return (AtlasNotation) self->units[UNIT_NOTATION];
}
