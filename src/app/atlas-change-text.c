#include "atlas-change-text.h"

#include "atlas-block-facts.h"
#include "atlas-block-json.h"
#include "atlas-site-json.h"

#include <glib/gi18n-lib.h>

static const char *const site_titles[ATLAS_SITE_N_FIELDS] = {
  [ATLAS_SITE_ID] = N_("Number of the site"),
  [ATLAS_SITE_RESOURCE] = N_("Kind of site"),
  [ATLAS_SITE_NAME] = N_("Name"),
  [ATLAS_SITE_BLOCK] = N_("Block"),
  [ATLAS_SITE_FLOOR_AREA] = N_("Floor area"),
  [ATLAS_SITE_HOUSEHOLDS] = N_("Households"),
  [ATLAS_SITE_YEAR_BUILT] = N_("Year built"),
  [ATLAS_SITE_NOTE] = N_("Note"),
  [ATLAS_SITE_PROVENANCE] = N_("Provenance"),
  [ATLAS_SITE_PLACE] = N_("Place of the site"),
};

const char *
atlas_change_text_get_field (const AtlasChange *change)
{
  int field;

  if (change->field == NULL)
    return change->new_value == NULL ? _("Deleted") : _("Added");

  if (change->object == ATLAS_OBJECT_SITE)
    {
      field = atlas_site_field_find (change->field);
      return field >= 0 ? _(site_titles[field]) : change->field;
    }

  field = atlas_block_field_find (change->field);

  return field >= 0 ? _(atlas_fact_get_title ((guint) field)) : change->field;
}

static AtlasLanguage
get_language (AtlasSession *session)
{
  return atlas_scene_get_language (atlas_maps_get_scene (atlas_session_get_maps (session), 1));
}

/* As the panel of blocks tells it of one block. */
static char *
format_block_value (AtlasSession    *session,
                    AtlasBlockField  field,
                    const char      *json)
{
  AtlasBlockSummary summary;
  guint n_sites[ATLAS_N_RESOURCES] = { 0 };
  AtlasFactSource source = {
    .plan = atlas_maps_get_plan (atlas_session_get_maps (session)),
    .summary = &summary,
    .n_sites = n_sites,
    .language = get_language (session),
    .area_unit = atlas_session_get_area_unit (session),
    .floor_area_unit = atlas_session_get_floor_area_unit (session),
  };
  AtlasBlockValues values;
  char *text = NULL;

  atlas_block_values_init (&values);
  if (atlas_block_values_set_json (&values, field, json, NULL))
    {
      g_auto(AtlasFact) fact = { .text = NULL };

      atlas_block_summary_init (&summary);
      atlas_block_summary_add (&summary, &values);
      fact = atlas_fact_tell (field, &source);
      text = g_steal_pointer (&fact.text);
    }
  atlas_block_values_clear (&values);

  return text != NULL ? text : g_strdup (json);
}

static char *
format_place (AtlasSession    *session,
              const AtlasSite *site)
{
  AtlasNotation notation = atlas_session_get_notation (session);
  AtlasPoint point = { site->x, site->y };

  if (atlas_notation_get_crs (notation) != ATLAS_CRS_PLANE)
    {
      g_autoptr(AtlasProjection) projection =
        atlas_projection_new (ATLAS_CRS_PLANE, atlas_notation_get_crs (notation));

      point = atlas_projection_point (projection, point.x, point.y);
    }

  return atlas_coordinate_format (point, notation);
}

static char *
dup_known (const char *text)
{
  return g_strdup (text != NULL ? text : "—");
}

static char *
format_site_value (AtlasSession   *session,
                   AtlasSiteField  field,
                   const char     *json)
{
  g_auto(AtlasSiteText) text = { .id = NULL };

  atlas_site_text_init (&text, NULL, NULL);
  if (!atlas_site_text_set_json (&text, field, json, NULL))
    return g_strdup (json);

  switch (field)
    {
    case ATLAS_SITE_RESOURCE:
      return dup_known (atlas_vocabulary_get_label (&atlas_vocabulary_resources,
                                                    text.site.resource, get_language (session)));
    case ATLAS_SITE_PROVENANCE:
      return dup_known (atlas_vocabulary_get_label (&atlas_vocabulary_provenances,
                                                    text.site.provenance,
                                                    get_language (session)));
    case ATLAS_SITE_FLOOR_AREA:
      return atlas_quantity_format_floor_area (text.site.floor_area,
                                               atlas_session_get_floor_area_unit (session));
    case ATLAS_SITE_HOUSEHOLDS:
      return text.site.households < 0 ? g_strdup ("—")
                                      : atlas_quantity_format_count (text.site.households);
    case ATLAS_SITE_YEAR_BUILT:
      return text.site.year_built < 0 ? g_strdup ("—")
                                      : g_strdup_printf ("%d", text.site.year_built);
    case ATLAS_SITE_PLACE:
      return format_place (session, &text.site);
    case ATLAS_SITE_ID:
      return dup_known (text.id);
    case ATLAS_SITE_NAME:
      return dup_known (text.name);
    case ATLAS_SITE_BLOCK:
      return dup_known (text.block);
    case ATLAS_SITE_NOTE:
    default:
      return dup_known (text.note);
    }
}

/* A site that was made or deleted: what kind it is, and its name. */
static char *
format_site (AtlasSession *session,
             const char   *json)
{
  g_auto(AtlasSiteText) text = { .id = NULL };
  const char *kind;

  atlas_site_text_init (&text, NULL, NULL);
  if (!atlas_site_text_set_row_json (&text, json, NULL))
    return g_strdup (json);

  kind = atlas_vocabulary_get_label (&atlas_vocabulary_resources, text.site.resource,
                                     get_language (session));

  return text.name != NULL ? g_strdup_printf ("%s · %s", kind, text.name) : g_strdup (kind);
}

char *
atlas_change_text_dup_value (AtlasSession      *session,
                             const AtlasChange *change,
                             const char        *json)
{
  int field;

  g_return_val_if_fail (ATLAS_IS_SESSION (session), NULL);

  if (json == NULL || g_str_equal (json, "null"))
    return g_strdup ("—");
  if (change->object == ATLAS_OBJECT_SITE)
    {
      field = change->field != NULL ? atlas_site_field_find (change->field) : -1;
      return field < 0 ? format_site (session, json) : format_site_value (session, field, json);
    }

  field = change->field != NULL ? atlas_block_field_find (change->field) : -1;

  return field < 0 ? g_strdup (json) : format_block_value (session, field, json);
}

char *
atlas_change_text_dup_step (AtlasSession      *session,
                            const AtlasChange *change)
{
  g_autofree char *from = atlas_change_text_dup_value (session, change, change->old_value);
  g_autofree char *to = atlas_change_text_dup_value (session, change, change->new_value);

  if (change->field == NULL)
    return change->new_value != NULL ? g_steal_pointer (&to) : g_steal_pointer (&from);

  return g_strdup_printf ("%s → %s", from, to);
}

const char *
atlas_change_text_get_reason (const AtlasChange *change)
{
  if (change->kind == ATLAS_CHANGE_RESTORE && g_strcmp0 (change->reason, ATLAS_SNAPSHOT_FIRST) == 0)
    return _("As first published");

  return change->reason;
}

const char *
atlas_change_text_get_snapshot (AtlasDocument       *document,
                                const AtlasSnapshot *snapshot)
{
  if (!g_str_equal (snapshot->name, ATLAS_SNAPSHOT_FIRST))
    return snapshot->name;

  return snapshot == atlas_document_get_published (document) ? _("As published")
                                                             : _("As first published");
}

char *
atlas_change_text_dup_number (guint n_blocks,
                              guint n_sites)
{
  g_autofree char *blocks_number = atlas_quantity_format_count (n_blocks);
  g_autofree char *sites_number = atlas_quantity_format_count (n_sites);
  g_autofree char *blocks =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s block", "%s blocks", n_blocks),
                     blocks_number);
  g_autofree char *sites =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s site", "%s sites", n_sites), sites_number);

  if (n_blocks == 0 && n_sites > 0)
    return g_steal_pointer (&sites);

  return n_sites == 0 ? g_steal_pointer (&blocks)
                      : g_strdup_printf (_("%s and %s"), blocks, sites);
}
