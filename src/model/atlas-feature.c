#include "atlas-feature.h"

#include <math.h>

#define TEXT(name) { name, ATLAS_COLUMN_TEXT, FALSE }
#define KEY(name) { name, ATLAS_COLUMN_TEXT, TRUE }
#define REAL(name) { name, ATLAS_COLUMN_REAL, FALSE }
#define INTEGER(name) { name, ATLAS_COLUMN_INTEGER, FALSE }

/* Roads, rail, water, axes and terrain have the same columns. */
#define BASE_MAP_COLUMNS \
  { TEXT ("name_zh"), TEXT ("name_en"), KEY ("kind"), REAL ("accuracy_m"), TEXT ("source") }

static const AtlasLayerInfo layers[ATLAS_N_LAYERS] = {
  [ATLAS_LAYER_ZONES] = {
    "zones", ATLAS_SHAPE_POLYGON, FALSE, "zone",
    { KEY ("zone"), KEY ("name_zh"), TEXT ("name_en"), TEXT ("guidance_zh"), TEXT ("guidance_en") } },
  [ATLAS_LAYER_DISTRICTS] = {
    "districts", ATLAS_SHAPE_POLYGON, FALSE, "code",
    { KEY ("code"), KEY ("name_zh"), TEXT ("name_en") } },
  [ATLAS_LAYER_AUTHORITIES] = {
    "authorities", ATLAS_SHAPE_NONE, FALSE, "code",
    { KEY ("code"), KEY ("name_zh"), TEXT ("name_en") } },
  [ATLAS_LAYER_SUBDISTRICTS] = {
    "subdistricts", ATLAS_SHAPE_NONE, TRUE, "code",
    { KEY ("code"), KEY ("name_zh"), TEXT ("name_en"), TEXT ("district") } },
  [ATLAS_LAYER_AXES] = { "axes", ATLAS_SHAPE_LINE, FALSE, NULL, BASE_MAP_COLUMNS },
  [ATLAS_LAYER_ROADS] = { "roads", ATLAS_SHAPE_LINE, FALSE, NULL, BASE_MAP_COLUMNS },
  [ATLAS_LAYER_RAIL] = { "rail", ATLAS_SHAPE_LINE, FALSE, NULL, BASE_MAP_COLUMNS },
  [ATLAS_LAYER_WATER] = { "water", ATLAS_SHAPE_ANY, FALSE, NULL, BASE_MAP_COLUMNS },
  [ATLAS_LAYER_TERRAIN] = { "terrain", ATLAS_SHAPE_POLYGON, TRUE, NULL, BASE_MAP_COLUMNS },
  [ATLAS_LAYER_BUSINESS_DISTRICTS] = {
    "business_districts", ATLAS_SHAPE_POINT, FALSE, "id",
    { { "id", ATLAS_COLUMN_INTEGER, TRUE }, KEY ("name"), TEXT ("district"), TEXT ("ring_zone"),
      REAL ("lon"), REAL ("lat"), REAL ("accuracy_m"), INTEGER ("sample52"), TEXT ("basis"),
      TEXT ("name_en"), TEXT ("provenance") } },
  [ATLAS_LAYER_PROJECTS] = {
    "projects", ATLAS_SHAPE_POINT, FALSE, "id",
    { { "id", ATLAS_COLUMN_INTEGER, TRUE }, KEY ("name"), TEXT ("district"), TEXT ("ring_zone"),
      TEXT ("project_type"), REAL ("lon"), REAL ("lat"), REAL ("accuracy_m"), TEXT ("note"),
      TEXT ("name_en"), TEXT ("provenance"), TEXT ("block") } },
  [ATLAS_LAYER_LANDMARKS] = {
    "landmarks", ATLAS_SHAPE_POINT, FALSE, "id",
    { { "id", ATLAS_COLUMN_INTEGER, TRUE }, KEY ("name"), TEXT ("district"), REAL ("lon"),
      REAL ("lat"), REAL ("accuracy_m"), TEXT ("name_en"), TEXT ("provenance") } },
  [ATLAS_LAYER_STATIONS] = {
    "stations", ATLAS_SHAPE_POINT, FALSE, NULL,
    { KEY ("name"), TEXT ("lines"), REAL ("lon"), REAL ("lat"), REAL ("accuracy_m"),
      TEXT ("name_en"), TEXT ("provenance") } },
};

typedef union
{
  char   *text;
  double  number;
} Value;

struct _AtlasFeature
{
  GObject        parent_instance;

  AtlasLayer     layer;
  AtlasGeometry *geometry;
  Value          values[ATLAS_LAYER_MAX_COLUMNS];
};

G_DEFINE_FINAL_TYPE (AtlasFeature, atlas_feature, G_TYPE_OBJECT)

const AtlasLayerInfo *
atlas_layer_get_info (AtlasLayer layer)
{
  g_return_val_if_fail ((guint) layer < ATLAS_N_LAYERS, NULL);

  return &layers[layer];
}

guint
atlas_layer_get_n_columns (AtlasLayer layer)
{
  const AtlasLayerInfo *info = atlas_layer_get_info (layer);
  guint n = 0;

  while (info->columns[n].name != NULL)
    n++;

  return n;
}

static int
find_column (AtlasFeature *self,
             const char   *name)
{
  const AtlasColumn *columns = layers[self->layer].columns;

  for (int i = 0; columns[i].name != NULL; i++)
    if (g_str_equal (columns[i].name, name))
      return i;

  return -1;
}

static void
atlas_feature_finalize (GObject *object)
{
  AtlasFeature *self = ATLAS_FEATURE (object);

  for (guint i = 0; i < atlas_layer_get_n_columns (self->layer); i++)
    if (layers[self->layer].columns[i].type == ATLAS_COLUMN_TEXT)
      g_free (self->values[i].text);
  g_clear_pointer (&self->geometry, atlas_geometry_unref);

  G_OBJECT_CLASS (atlas_feature_parent_class)->finalize (object);
}

static void
atlas_feature_class_init (AtlasFeatureClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atlas_feature_finalize;
}

static void
atlas_feature_init (AtlasFeature *self)
{
}

AtlasFeature *
atlas_feature_new_take (AtlasLayer     layer,
                        AtlasGeometry *geometry)
{
  AtlasFeature *self = g_object_new (ATLAS_TYPE_FEATURE, NULL);

  self->layer = layer;
  self->geometry = geometry;
  for (guint i = 0; i < atlas_layer_get_n_columns (layer); i++)
    if (layers[layer].columns[i].type != ATLAS_COLUMN_TEXT)
      self->values[i].number = NAN;

  return self;
}

void
atlas_feature_set_text (AtlasFeature *self,
                        guint         column,
                        const char   *text)
{
  g_return_if_fail (column < atlas_layer_get_n_columns (self->layer));
  g_return_if_fail (layers[self->layer].columns[column].type == ATLAS_COLUMN_TEXT);

  g_free (self->values[column].text);
  self->values[column].text = g_strdup (text);
}

void
atlas_feature_set_number (AtlasFeature *self,
                          guint         column,
                          double        number)
{
  g_return_if_fail (column < atlas_layer_get_n_columns (self->layer));
  g_return_if_fail (layers[self->layer].columns[column].type != ATLAS_COLUMN_TEXT);

  self->values[column].number = number;
}

AtlasLayer
atlas_feature_get_layer (AtlasFeature *self)
{
  g_return_val_if_fail (ATLAS_IS_FEATURE (self), ATLAS_LAYER_ZONES);

  return self->layer;
}

AtlasGeometry *
atlas_feature_get_geometry (AtlasFeature *self)
{
  g_return_val_if_fail (ATLAS_IS_FEATURE (self), NULL);

  return self->geometry;
}

const char *
atlas_feature_get_text (AtlasFeature *self,
                        const char   *column)
{
  int i = find_column (self, column);

  g_return_val_if_fail (i >= 0 && layers[self->layer].columns[i].type == ATLAS_COLUMN_TEXT, NULL);

  return self->values[i].text;
}

double
atlas_feature_get_number (AtlasFeature *self,
                          const char   *column)
{
  int i = find_column (self, column);

  g_return_val_if_fail (i >= 0 && layers[self->layer].columns[i].type != ATLAS_COLUMN_TEXT, NAN);

  return self->values[i].number;
}

const char *
atlas_feature_get_name (AtlasFeature  *self,
                        AtlasLanguage  language)
{
  int zh = find_column (self, "name_zh");
  int en = find_column (self, "name_en");
  const char *name_zh;
  const char *name_en;

  if (zh < 0)
    zh = find_column (self, "name");
  name_zh = self->values[zh].text;
  name_en = self->values[en].text;

  if (name_zh == NULL || (language == ATLAS_LANGUAGE_EN && name_en != NULL))
    return name_en;

  return name_zh;
}
