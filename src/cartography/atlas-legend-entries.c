#include "atlas-legend-entries.h"

#define NONE (-1)

static const int line_layers[ATLAS_N_LINES] = {
  [ATLAS_LINE_FRAME] = NONE,
  [ATLAS_LINE_MUNICIPALITY] = ATLAS_DRAWN_DISTRICTS,
  [ATLAS_LINE_MUNICIPALITY_BAND] = NONE,
  [ATLAS_LINE_DISTRICT] = ATLAS_DRAWN_DISTRICTS,
  [ATLAS_LINE_ZONE] = ATLAS_DRAWN_ZONES,
  [ATLAS_LINE_BLOCK] = ATLAS_DRAWN_BLOCKS,
  [ATLAS_LINE_RING_ROAD] = ATLAS_DRAWN_RING_ROADS,
  [ATLAS_LINE_EXPRESSWAY] = ATLAS_DRAWN_EXPRESSWAYS,
  [ATLAS_LINE_RIVER] = ATLAS_DRAWN_WATER,
  [ATLAS_LINE_SHORE] = ATLAS_DRAWN_WATER,
  [ATLAS_LINE_AXIS] = ATLAS_DRAWN_AXES,
  [ATLAS_LINE_RAIL] = ATLAS_DRAWN_RAIL,
  /* It comes and goes with the density, and can't be hidden by itself. */
  [ATLAS_LINE_CONTOUR] = NONE,
};

static const int symbol_layers[ATLAS_N_SYMBOLS] = {
  [ATLAS_SYMBOL_BUSINESS] = ATLAS_DRAWN_BUSINESS,
  [ATLAS_SYMBOL_SITE_COMPOUNDS] = ATLAS_DRAWN_SITES,
  [ATLAS_SYMBOL_SITE_BUILDINGS] = ATLAS_DRAWN_SITES,
  [ATLAS_SYMBOL_SITE_FACTORIES] = ATLAS_DRAWN_SITES,
  [ATLAS_SYMBOL_STATION] = ATLAS_DRAWN_STATIONS,
  [ATLAS_SYMBOL_LANDMARK] = ATLAS_DRAWN_LANDMARKS,
  [ATLAS_SYMBOL_PROJECT] = ATLAS_DRAWN_PROJECTS,
};

/* What stands for a layer that no map has in its legend. */
static const struct
{
  AtlasDrawnLayer layer;
  AtlasLegendKind kind;
  guint           number;
} keys[] = {
  { ATLAS_DRAWN_TERRAIN, ATLAS_LEGEND_FILL, ATLAS_FILL_MOUNTAIN },
  { ATLAS_DRAWN_WATER, ATLAS_LEGEND_FILL, ATLAS_FILL_WATER },
  { ATLAS_DRAWN_DISTRICTS, ATLAS_LEGEND_LINE, ATLAS_LINE_DISTRICT },
  { ATLAS_DRAWN_RAIL, ATLAS_LEGEND_LINE, ATLAS_LINE_RAIL },
  { ATLAS_DRAWN_EXPRESSWAYS, ATLAS_LEGEND_LINE, ATLAS_LINE_EXPRESSWAY },
  { ATLAS_DRAWN_RING_ROADS, ATLAS_LEGEND_LINE, ATLAS_LINE_RING_ROAD },
  { ATLAS_DRAWN_AXES, ATLAS_LEGEND_LINE, ATLAS_LINE_AXIS },
  { ATLAS_DRAWN_STATIONS, ATLAS_LEGEND_SYMBOL, ATLAS_SYMBOL_STATION },
  { ATLAS_DRAWN_LANDMARKS, ATLAS_LEGEND_SYMBOL, ATLAS_SYMBOL_LANDMARK },
  { ATLAS_DRAWN_PROJECTS, ATLAS_LEGEND_SYMBOL, ATLAS_SYMBOL_PROJECT },
  { ATLAS_DRAWN_BUSINESS, ATLAS_LEGEND_SYMBOL, ATLAS_SYMBOL_BUSINESS },
};

static int
find_fill_layer (AtlasFillId fill)
{
  if (fill == ATLAS_FILL_MOUNTAIN)
    return ATLAS_DRAWN_TERRAIN;
  if (fill == ATLAS_FILL_WATER)
    return ATLAS_DRAWN_WATER;
  if (fill >= ATLAS_FILL_ZONE_CORE && fill <= ATLAS_FILL_ZONE_ECOLOGICAL)
    return ATLAS_DRAWN_ZONES;
  if (fill >= ATLAS_FILL_CLASS_KEY && fill <= ATLAS_FILL_CLASS_GENERAL)
    return ATLAS_DRAWN_BLOCKS;

  return NONE;
}

static int
find_layer (const AtlasLegendEntry *entry)
{
  switch (entry->kind)
    {
    case ATLAS_LEGEND_FILL:
      return find_fill_layer (entry->number);
    case ATLAS_LEGEND_LINE:
      return line_layers[entry->number];
    case ATLAS_LEGEND_SYMBOL:
      return symbol_layers[entry->number];
    case ATLAS_LEGEND_RAMP:
      return ATLAS_DRAWN_DENSITY;
    default:
      g_assert_not_reached ();
    }
}

/* Are there lines of equal density on the map? */
static gboolean
has_contours (const AtlasScene *scene)
{
  double numbers[ATLAS_RAMP_NUMBERS_MAX];

  return atlas_scene_get_options (scene)->density.contours &&
         atlas_ramp_list_numbers (atlas_scene_get_ramp (scene), numbers) > 1;
}

static void
add_contours (GArray           *items,
              const AtlasScene *scene)
{
  char *const *name = atlas_scene_get_style (scene)->words.contours;
  const AtlasLegendItem item = {
    { ATLAS_LEGEND_LINE, ATLAS_LINE_CONTOUR, { name[0], name[1] } }, NONE, TRUE
  };

  g_array_append_val (items, item);
}

static void
add_item (GArray                 *items,
          const AtlasScene       *scene,
          const AtlasLegendEntry *entry)
{
  const AtlasSceneOptions *options = atlas_scene_get_options (scene);
  AtlasLegendItem item = { *entry, find_layer (entry), TRUE };

  if (item.layer != NONE && !atlas_scene_options_shows (options, item.layer))
    item.shown = FALSE;
  if (entry->kind == ATLAS_LEGEND_FILL && (options->hidden_fills & 1u << entry->number) != 0)
    item.shown = FALSE;
  g_array_append_val (items, item);
  if (entry->kind == ATLAS_LEGEND_RAMP && item.shown && has_contours (scene))
    add_contours (items, scene);
}

/* Returns: has the map any? @items: (nullable): where to add them */
static gboolean
add_entries_of_layer (GArray              *items,
                      const AtlasScene    *scene,
                      const AtlasMapStyle *map,
                      AtlasDrawnLayer      layer)
{
  gboolean found = FALSE;

  for (guint i = 0; i < map->n_legend; i++)
    if (find_layer (&map->legend[i]) == (int) layer)
      {
        if (items != NULL)
          add_item (items, scene, &map->legend[i]);
        found = TRUE;
      }

  return found;
}

static void
add_key (GArray           *items,
         const AtlasScene *scene,
         AtlasLegendKind   kind,
         guint             number,
         char *const      *name)
{
  const AtlasLegendEntry entry = { kind, number, { name[0], name[1] } };

  add_item (items, scene, &entry);
}

/* A map of one resource shows the sites of that. */
static void
add_sites (GArray           *items,
           const AtlasScene *scene)
{
  const AtlasStyle *style = atlas_scene_get_style (scene);
  int resource = atlas_scene_get_map_style (scene)->resource;

  for (int i = 0; i < ATLAS_N_RESOURCES; i++)
    if (resource < 0 || resource == i)
      add_key (items, scene, ATLAS_LEGEND_SYMBOL, ATLAS_SYMBOL_SITE_COMPOUNDS + (guint) i,
               style->words.sites[i]);
}

static void
add_layer (GArray           *items,
           const AtlasScene *scene,
           AtlasDrawnLayer   layer)
{
  const AtlasStyle *style = atlas_scene_get_style (scene);

  for (guint i = 0; i < ATLAS_N_MAPS; i++)
    if (add_entries_of_layer (items, scene, &style->maps[i], layer))
      return;

  if (layer == ATLAS_DRAWN_SITES)
    add_sites (items, scene);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].layer == layer)
      add_key (items, scene, keys[i].kind, keys[i].number, style->layers[layer]);
}

/* What the map has by itself, its legend tells as far as the plan wants; but dots
 * that are there only from near, when they are, and never from afar. */
static gboolean
wants_layer (const AtlasScene        *scene,
             const AtlasSceneOptions *own,
             AtlasDrawnLayer          layer,
             gboolean                 sites)
{
  const AtlasMapStyle *map = atlas_scene_get_map_style (scene);

  if (!atlas_scene_options_offers (map, layer) ||
      add_entries_of_layer (NULL, scene, map, layer))
    return FALSE;
  if (layer == ATLAS_DRAWN_SITES && !sites)
    return FALSE;
  if (atlas_scene_options_shows (own, layer))
    return layer == ATLAS_DRAWN_SITES;

  return atlas_scene_options_shows (atlas_scene_get_options (scene), layer);
}

GArray *
atlas_legend_entries_list (const AtlasScene *scene,
                           gboolean          sites)
{
  const AtlasMapStyle *map = atlas_scene_get_map_style (scene);
  GArray *items = g_array_new (FALSE, TRUE, sizeof (AtlasLegendItem));
  AtlasSceneOptions own;

  for (guint i = 0; i < map->n_legend; i++)
    add_item (items, scene, &map->legend[i]);

  atlas_scene_options_init (&own, map);
  for (guint layer = 0; layer < ATLAS_N_DRAWN_LAYERS; layer++)
    if (wants_layer (scene, &own, layer, sites))
      add_layer (items, scene, layer);

  return items;
}
