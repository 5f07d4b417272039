#include "atlas-receipt-text.h"

#include "atlas-bandwidth-kind.h"
#include "atlas-measure.h"

#include <math.h>

#define N_LANGUAGES 2

static const char *const kernels[ATLAS_N_KERNELS][N_LANGUAGES] = {
  [ATLAS_KERNEL_QUARTIC] = { "四次核", "quartic kernel" },
  [ATLAS_KERNEL_GAUSSIAN] = { "高斯核", "Gaussian kernel" },
  [ATLAS_KERNEL_EPANECHNIKOV] = { "Epanechnikov 核", "Epanechnikov kernel" },
  [ATLAS_KERNEL_TRIANGULAR] = { "三角核", "triangular kernel" },
  [ATLAS_KERNEL_UNIFORM] = { "均匀核", "uniform kernel" },
};

static const char *const edges[ATLAS_N_DENSITY_EDGES][N_LANGUAGES] = {
  [ATLAS_DENSITY_EDGE_NONE] = { "边界不处理", "border not considered" },
  [ATLAS_DENSITY_EDGE_CLIP] = { "按市域裁剪", "clipped at the border" },
  [ATLAS_DENSITY_EDGE_CORRECT] = { "边界校正", "corrected at the border" },
};

static const char *const methods[][N_LANGUAGES] = {
  [ATLAS_DENSITY_EXACT] = { "精确计算", "exact" },
  [ATLAS_DENSITY_BINNED] = { "近似计算", "approximate" },
};

static const char *const measures[ATLAS_N_MEASURES][N_LANGUAGES] = {
  [ATLAS_MEASURE_FLOOR_AREA] = { "建筑面积", "floor area" },
  [ATLAS_MEASURE_COUNT] = { "数量", "number" },
  [ATLAS_MEASURE_HOUSEHOLDS] = { "户数", "households" },
};

static const char *const units[ATLAS_N_MEASURES][N_LANGUAGES] = {
  [ATLAS_MEASURE_FLOOR_AREA] = { "\u00a0万\u2060㎡", "\u00a0×\u00a010⁴\u00a0m²" },
  [ATLAS_MEASURE_COUNT] = { "\u00a0处", "" },
  [ATLAS_MEASURE_HOUSEHOLDS] = { "\u00a0户", "" },
};

/* (transfer full): what was counted altogether, in its unit */
static char *
format_sum (const AtlasDensityReceipt *receipt,
            AtlasMeasure               measure,
            AtlasLanguage              language)
{
  return g_strdup_printf ("%.*f%s", measure == ATLAS_MEASURE_FLOOR_AREA ? 1 : 0,
                          receipt->sum_of_weights / atlas_measure_get_unit (measure),
                          units[measure][language]);
}

/* (transfer full): with its place, where there is one */
static char *
format_maximum (const AtlasDensityReceipt *receipt,
                AtlasMeasure               measure,
                AtlasLanguage              language)
{
  g_autofree char *value = g_strdup_printf ("%.2f%s/km²",
                                            receipt->maximum / atlas_measure_get_unit (measure),
                                            units[measure][language]);

  if (isnan (receipt->maximum_at.x))
    return g_steal_pointer (&value);

  return g_strdup_printf ("%s (E %.0f N %.0f)", value, receipt->maximum_at.x,
                          receipt->maximum_at.y);
}

/* (transfer full): one for all places, or how wide those of their own are */
static char *
format_bandwidth (const AtlasDensityReceipt *receipt,
                  AtlasLanguage              language)
{
  const AtlasDensityBandwidthRange *own = &receipt->own_bandwidths;
  gboolean chinese = language == ATLAS_LANGUAGE_ZH;
  g_autofree char *neighbour = atlas_bandwidth_kind_format_neighbour (receipt->neighbour, language);
  g_autofree char *rule = NULL;

  if (receipt->bandwidth > 0)
    return g_strdup_printf (chinese ? "带宽 %g 米" : "bandwidth %g m", receipt->bandwidth);

  if (receipt->pilot_bandwidth > 0)
    rule = g_strdup_printf (chinese ? "Abramson 法，基准 %g 米" : "Abramson, from %g m",
                            receipt->pilot_bandwidth);
  else
    rule = g_strdup_printf (chinese ? "第 %s 近邻" : "%s neighbour", neighbour);

  return g_strdup_printf (chinese ? "自适应带宽（%s；%.0f 至 %.0f 米，中位数 %.0f 米）"
                                  : "adaptive bandwidth (%s; %.0f to %.0f m, median %.0f m)",
                          rule, own->least, own->greatest, own->median);
}

char *
atlas_receipt_text_new (const AtlasDensityReceipt *receipt,
                        AtlasLanguage              language)
{
  int measure = atlas_measure_find (receipt->weight);
  const char *kernel = kernels[receipt->kernel][language];
  const char *edge = edges[receipt->edge][language];
  const char *method = methods[receipt->method][language];
  g_autofree char *bandwidth = format_bandwidth (receipt, language);
  g_autofree char *sum = NULL;
  g_autofree char *maximum = NULL;

  g_return_val_if_fail (measure >= 0, NULL);

  sum = format_sum (receipt, (AtlasMeasure) measure, language);
  maximum = format_maximum (receipt, (AtlasMeasure) measure, language);
  if (language == ATLAS_LANGUAGE_ZH)
    return g_strdup_printf ("核密度：%s，%s，栅格 %g 米，%s。点位 %" G_GSIZE_FORMAT " 个，"
                            "%s合计 %s，最大 %s。%s，误差不超过最大值的 %g%%。"
                            "数据 SHA-256 %.*s", kernel, bandwidth, receipt->cell, edge,
                            receipt->n_places, measures[measure][language], sum, maximum, method,
                            receipt->error * 100, ATLAS_RECEIPT_HASH_DIGITS, receipt->input_hash);

  return g_strdup_printf ("Kernel density: %s, %s, cells of %g m, %s. "
                          "%" G_GSIZE_FORMAT " places, %s %s, at most %s. Computation %s, within "
                          "%g%% of the maximum. Data SHA-256 %.*s", kernel, bandwidth,
                          receipt->cell, edge, receipt->n_places, measures[measure][language], sum,
                          maximum, method, receipt->error * 100, ATLAS_RECEIPT_HASH_DIGITS,
                          receipt->input_hash);
}
