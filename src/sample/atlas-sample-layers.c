#include "atlas-sample-layers.h"

#include <math.h>

/* The columns of roads, rail, water, axes and terrain. */
enum { NAME_ZH, NAME_EN, KIND, ACCURACY, SOURCE };

static void
set_sketch (AtlasFeature      *feature,
            const AtlasSketch *sketch,
            const char        *kind)
{
  atlas_feature_set_text (feature, NAME_ZH, sketch->name);
  atlas_feature_set_text (feature, NAME_EN, sketch->name_en);
  atlas_feature_set_text (feature, KIND, kind);
  atlas_feature_set_number (feature, ACCURACY, sketch->accuracy);
  atlas_feature_set_text (feature, SOURCE, sketch->source);
}

/* @kind: %NULL: as the sketch has it */
static void
add_sketches (GPtrArray  *features,
              AtlasLayer  layer,
              GPtrArray  *sketches,
              const char *kind)
{
  for (guint i = 0; i < sketches->len; i++)
    {
      const AtlasSketch *sketch = sketches->pdata[i];
      AtlasFeature *feature = atlas_feature_new_take (layer, atlas_geometry_ref (sketch->geometry));

      set_sketch (feature, sketch, kind != NULL ? kind : sketch->kind);
      g_ptr_array_add (features, feature);
    }
}

static GPtrArray *
new_features (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static void
add_base_map (AtlasPlan                *plan,
              const AtlasSampleSources *sources)
{
  GPtrArray *axes = new_features ();
  GPtrArray *roads = new_features ();
  GPtrArray *rail = new_features ();
  GPtrArray *water = new_features ();

  for (guint i = 0; i < sources->axes->len; i++)
    {
      /* The sketches tell in `kind` which stretch it is; a class is wanted. */
      const AtlasSketch *sketch = sources->axes->pdata[i];
      AtlasFeature *feature =
        atlas_feature_new_take (ATLAS_LAYER_AXES, atlas_geometry_ref (sketch->geometry));

      set_sketch (feature, sketch, g_strcmp0 (sketch->kind, "延长线") == 0 ? "extension" : "axis");
      g_ptr_array_add (axes, feature);
    }
  add_sketches (roads, ATLAS_LAYER_ROADS, sources->ring_roads, "ring_road");
  add_sketches (roads, ATLAS_LAYER_ROADS, sources->expressways, "expressway");
  add_sketches (rail, ATLAS_LAYER_RAIL, sources->rail, NULL);
  add_sketches (water, ATLAS_LAYER_WATER, sources->rivers, NULL);
  add_sketches (water, ATLAS_LAYER_WATER, sources->water, NULL);

  atlas_plan_take_features (plan, ATLAS_LAYER_AXES, axes);
  atlas_plan_take_features (plan, ATLAS_LAYER_ROADS, roads);
  atlas_plan_take_features (plan, ATLAS_LAYER_RAIL, rail);
  atlas_plan_take_features (plan, ATLAS_LAYER_WATER, water);
}

/* The whole mountain area is the one to tint: the sketches of kind `mountains`
 * are parts of it that serve as cut lines. */
static void
add_terrain (AtlasPlan                *plan,
             const AtlasSampleSources *sources)
{
  static const struct
  {
    const char *sketch;
    const char *kind;
  } kinds[] = {
    { "mountain_area", "mountains" }, { "basin", "basin" }, { "airport", "airport" },
    { "new_town", "built_up" }, { "built_up", "built_up" }, { "science_city", "built_up" },
  };
  GPtrArray *features = new_features ();

  for (guint i = 0; i < sources->extras->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (kinds); j++)
      {
        const AtlasSketch *sketch = sources->extras->pdata[i];
        AtlasFeature *feature;

        if (g_strcmp0 (sketch->kind, kinds[j].sketch) != 0)
          continue;

        feature = atlas_feature_new_take (ATLAS_LAYER_TERRAIN,
                                          atlas_geometry_ref (sketch->geometry));
        set_sketch (feature, sketch, kinds[j].kind);
        g_ptr_array_add (features, feature);
      }

  atlas_plan_take_features (plan, ATLAS_LAYER_TERRAIN, features);
}

/* Sets the columns of a layer that the table has under the same name. */
static void
set_row (AtlasFeature     *feature,
         const AtlasTable *table,
         guint             row)
{
  const AtlasLayerInfo *info = atlas_layer_get_info (atlas_feature_get_layer (feature));

  for (guint i = 0; info->columns[i].name != NULL; i++)
    if (info->columns[i].type == ATLAS_COLUMN_TEXT)
      atlas_feature_set_text (feature, i, atlas_table_get (table, row, info->columns[i].name));
    else
      atlas_feature_set_number (feature, i,
                                atlas_table_get_number (table, row, info->columns[i].name));
}

static void
set_text (AtlasFeature *feature,
          const char   *column,
          const char   *text)
{
  const AtlasLayerInfo *info = atlas_layer_get_info (atlas_feature_get_layer (feature));

  for (guint i = 0; info->columns[i].name != NULL; i++)
    if (g_str_equal (info->columns[i].name, column))
      atlas_feature_set_text (feature, i, text);
}

/* One point a row, where the row has a place; only rows with 1 in @filter. */
static GPtrArray *
make_points (AtlasLayer        layer,
             const AtlasTable *table,
             const char       *filter)
{
  g_autoptr(GArray) places = atlas_sample_sources_places (table);
  GPtrArray *features = new_features ();

  for (guint i = 0; i < places->len; i++)
    {
      AtlasPoint at = g_array_index (places, AtlasPoint, i);
      AtlasFeature *feature;

      if (filter != NULL && atlas_table_get_number (table, i, filter) != 1)
        continue;

      feature = atlas_feature_new_take (
        layer, isfinite (at.x) ? atlas_geometry_new_point (at.x, at.y) : NULL);
      set_row (feature, table, i);
      set_text (feature, "provenance", "sample");
      g_ptr_array_add (features, feature);
    }

  return features;
}

static void
add_points (AtlasPlan       *plan,
            const AtlasCity *city)
{
  const AtlasSampleSources *sources = city->sources;
  GPtrArray *projects = make_points (ATLAS_LAYER_PROJECTS, sources->projects, NULL);

  for (guint i = 0; i < projects->len; i++)
    if (city->project_block[i] >= 0)
      set_text (projects->pdata[i], "block", city->code->pdata[city->project_block[i]]);

  atlas_plan_take_features (plan, ATLAS_LAYER_PROJECTS, projects);
  atlas_plan_take_features (plan, ATLAS_LAYER_BUSINESS_DISTRICTS,
                            make_points (ATLAS_LAYER_BUSINESS_DISTRICTS,
                                         sources->business_districts, "sample52"));
  atlas_plan_take_features (plan, ATLAS_LAYER_LANDMARKS,
                            make_points (ATLAS_LAYER_LANDMARKS, sources->landmarks, NULL));
  atlas_plan_take_features (plan, ATLAS_LAYER_STATIONS,
                            make_points (ATLAS_LAYER_STATIONS, sources->stations, NULL));
}

/* One feature a row; its shape is the sketch that bears the key as code. */
static GPtrArray *
make_rows (AtlasLayer        layer,
           const AtlasTable *table,
           GPtrArray        *sketches)
{
  const char *key = atlas_layer_get_info (layer)->key;
  GPtrArray *features = new_features ();

  for (guint i = 0; i < atlas_table_get_n_rows (table); i++)
    {
      AtlasSketch *sketch = sketches == NULL
        ? NULL : atlas_sketch_find (sketches, atlas_table_get (table, i, key));
      AtlasFeature *feature;

      if (sketches != NULL && sketch == NULL)
        continue;

      feature = atlas_feature_new_take (layer, sketch == NULL
                                        ? NULL : atlas_geometry_ref (sketch->geometry));
      set_row (feature, table, i);
      g_ptr_array_add (features, feature);
    }

  return features;
}

/* The list of codes has Chinese names only. */
static GPtrArray *
make_subdistricts (const AtlasTable *table)
{
  GPtrArray *features = new_features ();

  for (guint i = 0; i < atlas_table_get_n_rows (table); i++)
    {
      AtlasFeature *feature = atlas_feature_new_take (ATLAS_LAYER_SUBDISTRICTS, NULL);

      set_text (feature, "code", atlas_table_get (table, i, "code"));
      set_text (feature, "name_zh", atlas_table_get (table, i, "name"));
      set_text (feature, "district", atlas_table_get (table, i, "district_code"));
      g_ptr_array_add (features, feature);
    }

  return features;
}

void
atlas_sample_add_layers (AtlasPlan       *plan,
                         const AtlasCity *city)
{
  const AtlasSampleSources *sources = city->sources;

  atlas_plan_take_features (plan, ATLAS_LAYER_ZONES,
                            make_rows (ATLAS_LAYER_ZONES, sources->zone_texts, sources->zones));
  atlas_plan_take_features (plan, ATLAS_LAYER_DISTRICTS,
                            make_rows (ATLAS_LAYER_DISTRICTS, sources->authorities,
                                       sources->districts));
  atlas_plan_take_features (plan, ATLAS_LAYER_AUTHORITIES,
                            make_rows (ATLAS_LAYER_AUTHORITIES, sources->authorities, NULL));
  atlas_plan_take_features (plan, ATLAS_LAYER_SUBDISTRICTS,
                            make_subdistricts (sources->subdistricts));
  add_base_map (plan, sources);
  add_terrain (plan, sources);
  add_points (plan, city);
}
