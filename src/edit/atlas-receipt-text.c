#include "atlas-receipt-text.h"

#include "atlas-bandwidth-kind.h"
#include "atlas-density-minus.h"
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

/* (transfer full): per km², in its unit */
static char *
format_value (double        value,
              AtlasMeasure  measure,
              AtlasLanguage language)
{
  return g_strdup_printf ("%s%.2f%s/km²", value < 0 ? "−" : "",
                          fabs (value) / atlas_measure_get_unit (measure),
                          units[measure][language]);
}

/* (transfer full): with its place, where there is one */
static char *
format_maximum (const AtlasDensityReceipt *receipt,
                AtlasMeasure               measure,
                AtlasLanguage              language)
{
  g_autofree char *value = format_value (receipt->maximum, measure, language);

  if (isnan (receipt->maximum_at.x))
    return g_steal_pointer (&value);

  return g_strdup_printf ("%s (E %.0f N %.0f)", value, receipt->maximum_at.x,
                          receipt->maximum_at.y);
}

/* (transfer full): where blocks' amounts are that have no sites; empty: there are none */
static char *
format_stand_ins (gsize         n,
                  AtlasLanguage language)
{
  if (n == 0)
    return g_strdup ("");

  return g_strdup_printf (language == ATLAS_LANGUAGE_ZH
                          ? "及无点街区内的 %" G_GSIZE_FORMAT " 个代点"
                          : " and %" G_GSIZE_FORMAT " stand-ins in blocks without", n);
}

/* (transfer full): how many, and what was counted altogether, in its unit */
static char *
format_places (gsize         n,
               gsize         n_stand_ins,
               const char   *filter,
               double        sum,
               AtlasMeasure  measure,
               AtlasLanguage language)
{
  g_autofree char *stand_ins = format_stand_ins (n_stand_ins, language);
  gboolean chinese = language == ATLAS_LANGUAGE_ZH;
  g_autofree char *which = filter != NULL ? g_strdup_printf (chinese ? "（%s）" : " (%s)", filter)
                                          : g_strdup ("");

  return g_strdup_printf (chinese ? "点位 %" G_GSIZE_FORMAT " 个%s%s，%s合计 %.*f%s"
                                  : "%" G_GSIZE_FORMAT " places%s%s, %s %.*f%s",
                          n - n_stand_ins, stand_ins, which, measures[measure][language],
                          measure == ATLAS_MEASURE_FLOOR_AREA ? 1 : 0,
                          sum / atlas_measure_get_unit (measure), units[measure][language]);
}

/* What was taken off, by the name that it has. */
static const char *
name_minus (const AtlasDensityReceiptMinus *minus,
            AtlasLanguage                   language)
{
  int kind = atlas_density_minus_find (minus->kind);

  if (kind == ATLAS_DENSITY_MINUS_PUBLISHED)
    return language == ATLAS_LANGUAGE_ZH ? "已发布规划" : "the published plan";
  if (kind == ATLAS_DENSITY_MINUS_RESOURCE)
    return atlas_vocabulary_get_label (&atlas_vocabulary_resources,
                                       atlas_vocabulary_find (&atlas_vocabulary_resources,
                                                              minus->what), language);

  return minus->what;
}

/* (transfer full): the places, and those that were taken off */
static char *
format_input (const AtlasDensityReceipt *receipt,
              AtlasMeasure               measure,
              AtlasLanguage              language)
{
  const AtlasDensityReceiptMinus *minus = &receipt->minus;
  g_autofree char *places = format_places (receipt->n_places, receipt->n_stand_ins,
                                           receipt->filter, receipt->sum_of_weights, measure,
                                           language);
  g_autofree char *taken = NULL;

  if (minus->kind == NULL)
    return g_steal_pointer (&places);

  taken = format_places (minus->n_places, minus->n_stand_ins, NULL, minus->sum_of_weights, measure,
                         language);

  return g_strdup_printf (language == ATLAS_LANGUAGE_ZH ? "%s；减去“%s”：%s"
                                                        : "%s; minus “%s”: %s",
                          places, name_minus (minus, language), taken);
}

/* (transfer full): between what the values are */
static char *
format_range (const AtlasDensityReceipt *receipt,
              AtlasMeasure               measure,
              AtlasLanguage              language)
{
  gboolean chinese = language == ATLAS_LANGUAGE_ZH;
  g_autofree char *maximum = format_maximum (receipt, measure, language);
  g_autofree char *minimum = format_value (receipt->minimum, measure, language);

  if (receipt->minus.kind == NULL)
    return g_strdup_printf (chinese ? "最大 %s" : "at most %s", maximum);

  return g_strdup_printf (chinese ? "最小 %s，最大 %s" : "at least %s, at most %s", minimum,
                          maximum);
}

/* (transfer full): how it was computed, and how far off it may be */
static char *
format_method (const AtlasDensityReceipt *receipt,
               AtlasLanguage              language)
{
  static const char *const ofs[][N_LANGUAGES] = { { "最大值", "the maximum" },
                                                  { "两者最大值之和", "both maxima together" } };
  const char *of = ofs[receipt->minus.kind != NULL][language];
  /* What was measured is no bound. */
  static const char *const measured[N_LANGUAGES] = {
    "（在最大值所在的行与列实测）", " (measured in the row and the column of the maximum)",
  };
  const char *where = receipt->method == ATLAS_DENSITY_BINNED ? measured[language] : "";
  double percent = receipt->error * 100;

  if (language == ATLAS_LANGUAGE_ZH)
    return g_strdup_printf ("%s，误差不超过%s的 %g%%%s", methods[receipt->method][language], of,
                            percent, where);

  return g_strdup_printf ("Computation %s, within %g%% of %s%s", methods[receipt->method][language],
                          percent, of, where);
}

/* (transfer full) */
static char *
format_hash (const AtlasDensityReceipt *receipt)
{
  const char *taken = receipt->minus.input_hash;

  return g_strdup_printf ("%.*s%s%.*s", ATLAS_RECEIPT_HASH_DIGITS, receipt->input_hash,
                          taken != NULL ? " − " : "", ATLAS_RECEIPT_HASH_DIGITS,
                          taken != NULL ? taken : "");
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
  g_autofree char *bandwidth = format_bandwidth (receipt, language);
  g_autofree char *method = format_method (receipt, language);
  g_autofree char *hash = format_hash (receipt);
  g_autofree char *input = NULL;
  g_autofree char *range = NULL;

  g_return_val_if_fail (measure >= 0, NULL);

  input = format_input (receipt, (AtlasMeasure) measure, language);
  range = format_range (receipt, (AtlasMeasure) measure, language);
  if (language == ATLAS_LANGUAGE_ZH)
    return g_strdup_printf ("核密度：%s，%s，栅格 %g 米，%s。%s，%s。%s。数据 SHA-256 %s", kernel,
                            bandwidth, receipt->cell, edge, input, range, method, hash);

  return g_strdup_printf ("Kernel density: %s, %s, cells of %g m, %s. %s, %s. %s. "
                          "Data SHA-256 %s", kernel, bandwidth, receipt->cell, edge, input, range,
                          method, hash);
}
