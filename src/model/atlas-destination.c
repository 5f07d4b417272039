#include "atlas-destination.h"

#include "atlas-coordinate.h"
#include "atlas-error.h"

#include <glib/gi18n-lib.h>

AtlasBlock *
atlas_destination_find_block (AtlasPlan  *plan,
                              const char *text,
                              guint      *i)
{
  AtlasBlock *block;

  g_return_val_if_fail (text != NULL, NULL);

  block = atlas_plan_find_block (plan, text, i);
  for (guint k = 0; block == NULL && k < atlas_plan_get_n_blocks (plan); k++)
    if (g_strcmp0 (atlas_block_get_values (atlas_plan_get_block (plan, k))->name, text) == 0)
      {
        block = atlas_plan_get_block (plan, k);
        if (i != NULL)
          *i = k;
      }

  return block;
}

typedef gboolean (*Match) (const char *name, /* (nullable) */
                           const char *text);

static gboolean
is_equal (const char *name,
          const char *text)
{
  return g_strcmp0 (name, text) == 0;
}

/* Small and capital letters alike. */
static gboolean
begins_with (const char *name,
             const char *text)
{
  g_autofree char *folded_name = name != NULL ? g_utf8_casefold (name, -1) : NULL;
  g_autofree char *folded_text = g_utf8_casefold (text, -1);

  return folded_name != NULL && g_str_has_prefix (folded_name, folded_text);
}

static gboolean
find_block (AtlasPlan          *plan,
            const AtlasLocator *locator,
            const char         *text,
            AtlasBox           *box)
{
  guint i;

  if (atlas_destination_find_block (plan, text, &i) == NULL)
    return FALSE;

  *box = atlas_locator_get_block_box (locator, i);

  return TRUE;
}

/* All of them: those of a subdistrict have its name with a number behind it. */
static gboolean
find_blocks (AtlasPlan          *plan,
             const AtlasLocator *locator,
             const char         *text,
             AtlasBox           *box)
{
  *box = ATLAS_BOX_EMPTY;
  for (guint i = 0; i < atlas_plan_get_n_blocks (plan); i++)
    {
      AtlasBlock *block = atlas_plan_get_block (plan, i);

      if (begins_with (atlas_block_get_values (block)->name, text) ||
          begins_with (atlas_block_get_code (block), text))
        {
          AtlasBox found = atlas_locator_get_block_box (locator, i);

          atlas_box_join (box, &found);
        }
    }

  return !atlas_box_is_empty (box);
}

static gboolean
find_site (AtlasPlan  *plan,
           const char *text,
           AtlasBox   *box)
{
  AtlasSites *sites = atlas_plan_get_sites (plan);
  int i = atlas_sites_find (sites, text);
  AtlasSite site;

  if (i < 0)
    return FALSE;

  site = atlas_sites_get (sites, (guint) i);
  *box = (AtlasBox) { site.x, site.y, site.x, site.y };

  return TRUE;
}

/* @columns: ended by %NULL: any of them may match @text */
static gboolean
find_feature (AtlasPlan           *plan,
              const AtlasLocator  *locator,
              AtlasLayer           layer,
              const char          *const *columns,
              Match                match,
              const char          *text,
              AtlasBox            *box)
{
  GListModel *features = atlas_plan_get_features (plan, layer);

  for (guint i = 0; i < g_list_model_get_n_items (features); i++)
    {
      g_autoptr(AtlasFeature) feature = g_list_model_get_item (features, i);

      *box = atlas_locator_get_feature_box (locator, layer, i);
      for (guint j = 0; columns[j] != NULL && !atlas_box_is_empty (box); j++)
        if (match (atlas_feature_get_text (feature, columns[j]), text))
          return TRUE;
    }

  return FALSE;
}

static gboolean
find_point (AtlasPlan          *plan,
            const AtlasLocator *locator,
            Match               match,
            const char         *text,
            AtlasBox           *box)
{
  static const AtlasLayer layers[] = { ATLAS_LAYER_BUSINESS_DISTRICTS, ATLAS_LAYER_LANDMARKS,
                                       ATLAS_LAYER_STATIONS, ATLAS_LAYER_PROJECTS };
  static const char *const columns[] = { "name", "name_en", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    if (find_feature (plan, locator, layers[i], columns, match, text, box))
      return TRUE;

  return FALSE;
}

static gboolean
find_coordinate (const char *text,
                 AtlasBox   *box)
{
  AtlasCoordinate coordinate;
  AtlasPoint point;

  if (!atlas_coordinate_parse (text, &coordinate, NULL))
    return FALSE;

  point = coordinate.point;
  if (coordinate.crs != ATLAS_CRS_PLANE)
    {
      g_autoptr(AtlasProjection) projection = atlas_projection_new (coordinate.crs,
                                                                    ATLAS_CRS_PLANE);

      point = atlas_projection_point (projection, point.x, point.y);
    }
  *box = (AtlasBox) { point.x, point.y, point.x, point.y };

  return TRUE;
}

static gboolean
find_exactly (AtlasPlan          *plan,
              const AtlasLocator *locator,
              const char         *text,
              AtlasBox           *box)
{
  static const char *const district_columns[] = { "code", "name_zh", "name_en", NULL };
  static const char *const zone_columns[] = { "zone", "name_zh", "name_en", NULL };

  return find_block (plan, locator, text, box) || find_site (plan, text, box) ||
         find_feature (plan, locator, ATLAS_LAYER_DISTRICTS, district_columns, is_equal, text,
                       box) ||
         find_feature (plan, locator, ATLAS_LAYER_ZONES, zone_columns, is_equal, text, box) ||
         find_point (plan, locator, is_equal, text, box) || find_coordinate (text, box);
}

/* Codes of districts are left out: half a coordinate is none of them. */
static gboolean
find_by_beginning (AtlasPlan          *plan,
                   const AtlasLocator *locator,
                   const char         *text,
                   AtlasBox           *box)
{
  static const char *const columns[] = { "name_zh", "name_en", NULL };

  return *text != '\0' &&
         (find_feature (plan, locator, ATLAS_LAYER_DISTRICTS, columns, begins_with, text, box) ||
          find_feature (plan, locator, ATLAS_LAYER_ZONES, columns, begins_with, text, box) ||
          find_blocks (plan, locator, text, box) ||
          find_point (plan, locator, begins_with, text, box));
}

gboolean
atlas_destination_find (AtlasPlan           *plan,
                        const AtlasLocator  *locator,
                        const char          *text,
                        AtlasBox            *box,
                        GError             **error)
{
  g_autofree char *wanted = g_strstrip (g_strdup (text));

  if (find_exactly (plan, locator, wanted, box) ||
      find_by_beginning (plan, locator, wanted, box))
    return TRUE;

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
               _("This plan has no place “%s”"),
               wanted);

  return FALSE;
}
