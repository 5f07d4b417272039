#include "atlas-sample.h"

#include "atlas-city.h"
#include "atlas-sample-layers.h"

/* The table `plan`. The identifier is made up once and kept: the sample is
 * always the same plan. */
static const struct
{
  const char *key;
  const char *value;
} meta[] = {
  { "format", "renewal-atlas-plan" },
  { "format_version", "1" },
  { "plan_id", "6f0f1c52-3d5e-4b0a-9a57-20212025d1e5" },
  { "title_zh", "北京市城市更新专项规划" },
  { "title_en", "Beijing Urban Renewal Special Plan" },
  { "data_kind", "sample" },
  { "data_date", "2021-12-31" },
  { "source", "示例数据：街区、资源点及其数值均为虚构，总量依规划文本；底图为手绘示意，非测绘成果" },
  { "compiled_by", "Renewal Atlas" },
};

AtlasPlan *
atlas_sample_build (const char  *source_dir,
                    GError     **error)
{
  g_autoptr(AtlasSampleSources) sources = atlas_sample_sources_read (source_dir, error);
  g_autoptr(GPtrArray) land = NULL;
  g_autoptr(AtlasCity) city = NULL;
  g_autoptr(AtlasPlan) plan = NULL;

  if (sources == NULL)
    return NULL;

  land = atlas_land_make (sources);
  city = atlas_city_new (sources, atlas_fabric_make (sources, land));
  atlas_city_choose_classes (city);
  atlas_city_name (city);
  atlas_city_lay_sites (city);

  plan = atlas_plan_new ();
  for (guint i = 0; i < G_N_ELEMENTS (meta); i++)
    atlas_plan_set_meta (plan, meta[i].key, meta[i].value);
  atlas_sample_add_layers (plan, city);
  atlas_plan_take_blocks (plan, atlas_city_make_blocks (city));
  atlas_plan_take_sites (plan, atlas_sites_ref (city->sites));

  return g_steal_pointer (&plan);
}
