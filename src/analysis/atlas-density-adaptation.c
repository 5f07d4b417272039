#include "atlas-density-adaptation.h"

#include "atlas-density-bandwidth.h"
#include "atlas-density-places.h"

/* The places that count, close together. */
typedef struct
{
  double *x;
  double *y;
  double *bandwidths;
  gsize   n;
} Counted;

static void
counted_clear (Counted *self)
{
  g_free (self->x);
  g_free (self->y);
  g_free (self->bandwidths);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Counted, counted_clear)

static gboolean
has_weight (const AtlasDensityInput *input,
            gsize                    i)
{
  return input->weight == NULL || input->weight[i] > 0;
}

static void
counted_init (Counted                 *self,
              const AtlasDensityInput *input)
{
  *self = (Counted) { g_new (double, input->n), g_new (double, input->n),
                      g_new (double, input->n), 0 };
  for (gsize i = 0; i < input->n; i++)
    if (has_weight (input, i))
      {
        self->x[self->n] = input->x[i];
        self->y[self->n++] = input->y[i];
      }
}

/* All of them, whatever the density's extent is. */
static AtlasGrid *
compute_pilot (const Counted              *counted,
               const AtlasDensityInput    *input,
               const AtlasDensityOptions  *options,
               GCancellable               *cancellable,
               GError                    **error)
{
  AtlasDensityOptions pilot = *options;
  AtlasBox box = ATLAS_BOX_EMPTY;

  for (gsize i = 0; i < counted->n; i++)
    atlas_box_add (&box, counted->x[i], counted->y[i]);
  pilot.extent = atlas_box_grow (&box, options->cell);
  pilot.bandwidths = NULL;
  pilot.method = ATLAS_DENSITY_EXACT;
  if (pilot.edge == ATLAS_DENSITY_EDGE_CLIP)
    pilot.edge = ATLAS_DENSITY_EDGE_NONE;

  return atlas_density_compute (input->x, input->y, input->weight, input->n, &pilot, cancellable,
                                error);
}

static gboolean
adapt_to_pilot (const AtlasDensityAdaptation  *self,
                const Counted                 *counted,
                const AtlasDensityInput       *input,
                const AtlasDensityOptions     *options,
                GCancellable                  *cancellable,
                GError                       **error)
{
  g_autoptr(AtlasGrid) pilot = NULL;

  if (counted->n == 0)
    return TRUE;

  pilot = compute_pilot (counted, input, options, cancellable, error);
  if (pilot == NULL)
    return FALSE;

  atlas_density_adapt_to_pilot (pilot, counted->x, counted->y, counted->n, options->bandwidth,
                                self->least, self->most, counted->bandwidths);

  return TRUE;
}

double *
atlas_density_adaptation_find (const AtlasDensityAdaptation  *self,
                               const double                  *x,
                               const double                  *y,
                               const double                  *weight,
                               gsize                          n,
                               const AtlasDensityOptions     *options,
                               GCancellable                  *cancellable,
                               GError                       **error)
{
  const AtlasDensityInput input = { x, y, weight, n };
  AtlasDensityOptions fixed = *options;
  g_auto(Counted) counted = { NULL };
  double *bandwidths;

  g_return_val_if_fail (self->kind != ATLAS_BANDWIDTH_FIXED, NULL);

  fixed.bandwidths = NULL;
  if (!atlas_density_input_check (&input, &fixed, error))
    return NULL;

  counted_init (&counted, &input);
  if (!(self->kind == ATLAS_BANDWIDTH_NEIGHBOURS
        ? atlas_density_adapt_to_neighbours (counted.x, counted.y, counted.n, self->neighbour,
                                             self->least, self->most, counted.bandwidths, error)
        : adapt_to_pilot (self, &counted, &input, &fixed, cancellable, error)))
    return NULL;

  bandwidths = g_new (double, MAX (n, 1));
  for (gsize i = 0, k = 0; i < n; i++)
    bandwidths[i] = has_weight (&input, i) ? counted.bandwidths[k++] : self->least;

  return bandwidths;
}

void
atlas_density_adaptation_describe (const AtlasDensityAdaptation *self,
                                   double                        bandwidth,
                                   AtlasDensityReceipt          *receipt)
{
  g_free (receipt->bandwidth_kind);
  receipt->bandwidth_kind = g_strdup (atlas_bandwidth_kind_get_key (self->kind));
  receipt->neighbour = self->kind == ATLAS_BANDWIDTH_NEIGHBOURS ? self->neighbour : 0;
  receipt->pilot_bandwidth = self->kind == ATLAS_BANDWIDTH_ABRAMSON ? bandwidth : 0;
  receipt->least_allowed = self->least;
  receipt->most_allowed = self->most;
}
