#include "atlas-ramp.h"

#include <math.h>

/* Units per km²; numbers below would be told as nothing anyway. */
#define LEAST_HIGH 1e-9

/* Part of the ramp that the first class is of: what is just above nothing is seen, and
 * no more. */
#define LEAST_PART 0.125

void
atlas_ramp_init (AtlasRamp               *self,
                 const AtlasDensityTerms *terms,
                 const AtlasGrid         *density)
{
  double maximum = (double) atlas_grid_get_maximum (density);
  double minimum = (double) atlas_grid_get_minimum (density);

  *self = (AtlasRamp) {
    .high = terms->top > 0 ? terms->top : MAX (maximum, -minimum),
    .is_diverging = terms->minus != ATLAS_DENSITY_MINUS_NOTHING,
    .unit = atlas_measure_get_unit (terms->measure),
    .kind = terms->ramp,
  };
  if (terms->classification == ATLAS_CLASSIFICATION_NONE || !(self->high > 0))
    return;

  self->n_classes = terms->n_classes;
  atlas_classification_find_breaks (terms->classification, density, self->high,
                                    self->n_classes, self->breaks);
}

/* A style need not have more than the plan's. */
const AtlasRampColors *
atlas_ramp_get_colors (const AtlasRamp  *self,
                       const AtlasStyle *style)
{
  if (self->is_diverging)
    return &style->difference;

  return self->kind != ATLAS_RAMP_KIND_PLAN && style->ramps[self->kind].n > 0
         ? &style->ramps[self->kind] : &style->ramp;
}

AtlasColor
atlas_ramp_get_class_color (const AtlasRamp  *self,
                            const AtlasStyle *style,
                            guint             class_,
                            gboolean          is_more)
{
  double part;

  g_return_val_if_fail (class_ < self->n_classes, (AtlasColor) { 0 });

  part = class_ / (self->n_classes - 1.0);
  /* The first class, around nothing, is both. */
  part = self->is_diverging ? 0.5 + (is_more ? part : -part) / 2
                            : LEAST_PART + (1 - LEAST_PART) * part;

  return atlas_ramp_colors_get (atlas_ramp_get_colors (self, style), part);
}

AtlasColor
atlas_ramp_get_color (const AtlasRamp  *self,
                      const AtlasStyle *style,
                      double            value)
{
  const AtlasRampColors *colors = atlas_ramp_get_colors (self, style);
  double part = self->high > 0 ? value / self->high : 0;
  guint class_ = 0;

  if (!self->is_diverging && !(value > 0))
    return atlas_ramp_colors_get (colors, 0);
  if (self->n_classes == 0)
    return atlas_ramp_colors_get (colors, self->is_diverging ? 0.5 + part / 2 : part);

  while (class_ + 1 < self->n_classes && fabs (value) >= self->breaks[class_ + 1])
    class_++;

  return atlas_ramp_get_class_color (self, style, class_, value > 0);
}

/* The largest step of 1, 2, 2.5 or 5 times a power of ten that cuts @top into
 * at least three: never more than six. */
static double
find_step (double top)
{
  static const double steps[] = { 5, 2.5, 2, 1, 0.5 };
  double power = pow (10, floor (log10 (top)));

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * power * 3 <= top)
      return steps[i] * power;

  return power / 4;
}

/* Those from 0 up. Returns: how many */
static guint
list_magnitudes (const AtlasRamp *self,
                 double          *magnitudes)
{
  double top = self->high / self->unit;
  double step;
  guint n = 0;

  if (!(top >= LEAST_HIGH) || !isfinite (top))
    return 0;

  if (self->n_classes > 0)
    for (n = 0; n <= self->n_classes; n++)
      magnitudes[n] = self->breaks[n];
  else
    for (step = find_step (top); n * step <= top * (1 + 1e-9); n++)
      magnitudes[n] = n * step * self->unit;

  return n;
}

guint
atlas_ramp_list_numbers (const AtlasRamp *self,
                         double           numbers[ATLAS_RAMP_NUMBERS_MAX])
{
  double magnitudes[ATLAS_CLASSES_MAX + 1];
  guint n = list_magnitudes (self, magnitudes);
  guint m = 0;

  for (guint i = n; self->is_diverging && i-- > 1;)
    numbers[m++] = -magnitudes[i];
  for (guint i = 0; i < n; i++)
    numbers[m++] = magnitudes[i];

  return m;
}

gboolean
atlas_ramp_equal (const AtlasRamp *self,
                  const AtlasRamp *other)
{
  if (self->high != other->high || self->is_diverging != other->is_diverging ||
      self->n_classes != other->n_classes || self->unit != other->unit ||
      self->kind != other->kind)
    return FALSE;

  for (guint i = 0; self->n_classes > 0 && i <= self->n_classes; i++)
    if (self->breaks[i] != other->breaks[i])
      return FALSE;

  return TRUE;
}
