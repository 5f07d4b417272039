#include "atlas-density-receipt.h"

#include "atlas-json.h"

#include <math.h>
#include <string.h>

/* The bound of the exact method; tests hold it to that. */
#define EXACT_ERROR 1e-5

static void
hash_number (GChecksum *checksum,
             double     number)
{
  guint64 bits;

  memcpy (&bits, &number, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  g_checksum_update (checksum, (const guchar *) &bits, sizeof bits);
}

static char *
hash_input (const double              *x,
            const double              *y,
            const double              *weight,
            gsize                      n,
            const AtlasDensityOptions *options)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (gsize i = 0; i < n; i++)
    {
      hash_number (checksum, x[i]);
      hash_number (checksum, y[i]);
      hash_number (checksum, weight != NULL ? weight[i] : 1);
      if (options->bandwidths != NULL)
        hash_number (checksum, options->bandwidths[i]);
    }

  return g_strdup (g_checksum_get_string (checksum));
}

static double
sum_weights (const double *weight,
             gsize         n)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += weight != NULL ? weight[i] : 1;

  return sum;
}

static void
note_bandwidths (AtlasDensityReceipt       *self,
                 const double              *weight,
                 gsize                      n,
                 const AtlasDensityOptions *options)
{
  if (options->bandwidths != NULL)
    {
      self->own_bandwidths = atlas_density_measure_bandwidths (options->bandwidths, weight, n);
      return;
    }

  self->bandwidth = options->bandwidth;
  self->bandwidth_kind = g_strdup ("fixed");
}

/* The largest difference from @exact, a part of @grid. */
static double
compare (const AtlasGrid *grid,
         const AtlasGrid *exact)
{
  AtlasBox box = atlas_grid_get_box (exact);
  double cell = atlas_grid_get_cell (exact), largest = 0;

  for (guint row = 0; row < atlas_grid_get_n_rows (exact); row++)
    for (guint column = 0; column < atlas_grid_get_n_columns (exact); column++)
      {
        double value = (double) atlas_grid_get_value (exact, (int) column, (int) row);
        double other = (double) atlas_grid_get_value_at (grid, box.x0 + (column + 0.5) * cell,
                                                         box.y0 + (row + 0.5) * cell);

        largest = MAX (largest, fabs (value - other));
      }

  return largest;
}

/* Half a cell inside, so that rounding adds no cell. */
static AtlasBox
shrink (AtlasBox box,
        double   cell)
{
  return atlas_box_grow (&box, -cell / 2);
}

/* @error_share: in the row and the column of the maximum */
static gboolean
measure_error (const double               *x,
               const double               *y,
               const double               *weight,
               gsize                       n,
               const AtlasDensityOptions  *options,
               const AtlasGrid            *grid,
               AtlasPoint                  at,
               double                     *error_share,
               GCancellable               *cancellable,
               GError                    **error)
{
  AtlasBox box = shrink (atlas_grid_get_box (grid), options->cell);
  AtlasDensityOptions along = *options, up;
  g_autoptr(AtlasGrid) row = NULL;
  g_autoptr(AtlasGrid) column = NULL;

  along.method = ATLAS_DENSITY_EXACT;
  up = along;
  along.extent = (AtlasBox) { box.x0, at.y - options->cell / 4, box.x1, at.y + options->cell / 4 };
  up.extent = (AtlasBox) { at.x - options->cell / 4, box.y0, at.x + options->cell / 4, box.y1 };

  row = atlas_density_compute (x, y, weight, n, &along, cancellable, error);
  column = row != NULL ? atlas_density_compute (x, y, weight, n, &up, cancellable, error) : NULL;
  if (column == NULL)
    return FALSE;

  *error_share = MAX (compare (grid, row), compare (grid, column)) /
                 (double) atlas_grid_get_maximum (grid);

  return TRUE;
}

AtlasDensityReceipt *
atlas_density_receipt_new (const double               *x,
                           const double               *y,
                           const double               *weight,
                           gsize                       n,
                           const AtlasDensityOptions  *options,
                           const AtlasGrid            *grid,
                           GCancellable               *cancellable,
                           GError                    **error)
{
  g_autoptr(AtlasDensityReceipt) self = g_new0 (AtlasDensityReceipt, 1);
  guint column, row;

  self->kernel = options->kernel;
  note_bandwidths (self, weight, n, options);
  self->cell = options->cell;
  self->edge = options->edge;
  self->extent = atlas_grid_get_box (grid);
  self->method = options->method;
  self->n_places = n;
  self->sum_of_weights = sum_weights (weight, n);
  self->minimum = (double) atlas_grid_get_minimum (grid);
  self->maximum = (double) atlas_grid_get_maximum (grid);
  self->maximum_at = (AtlasPoint) { NAN, NAN };
  self->error = EXACT_ERROR;
  if (atlas_grid_find_maximum (grid, &column, &row))
    {
      self->maximum_at.x = self->extent.x0 + (column + 0.5) * self->cell;
      self->maximum_at.y = self->extent.y0 + (row + 0.5) * self->cell;
      if (self->method == ATLAS_DENSITY_BINNED &&
          !measure_error (x, y, weight, n, options, grid, self->maximum_at, &self->error,
                          cancellable, error))
        return NULL;
    }
  self->input_hash = hash_input (x, y, weight, n, options);

  return g_steal_pointer (&self);
}

void
atlas_density_receipt_set_minus (AtlasDensityReceipt       *self,
                                 const char                *kind,
                                 const char                *what,
                                 const double              *x,
                                 const double              *y,
                                 const double              *weight,
                                 gsize                      n,
                                 const AtlasDensityOptions *options)
{
  g_return_if_fail (self->minus.kind == NULL);

  self->minus = (AtlasDensityReceiptMinus) {
    .kind = g_strdup (kind),
    .what = g_strdup (what),
    .n_places = n,
    .sum_of_weights = sum_weights (weight, n),
    .input_hash = hash_input (x, y, weight, n, options),
  };
  if (options->bandwidths != NULL)
    self->minus.own_bandwidths = atlas_density_measure_bandwidths (options->bandwidths, weight, n);
}

void
atlas_density_receipt_free (AtlasDensityReceipt *self)
{
  g_free (self->source);
  g_free (self->data_kind);
  g_free (self->resource);
  g_free (self->filter);
  g_free (self->weight);
  g_free (self->crs);
  g_free (self->bandwidth_kind);
  g_free (self->input_hash);
  g_free (self->minus.kind);
  g_free (self->minus.what);
  g_free (self->minus.input_hash);
  g_free (self);
}

static void
append_name (GString    *json,
             const char *name)
{
  if (json->str[json->len - 1] != '{')
    g_string_append_c (json, ',');
  atlas_json_append_string (json, name);
  g_string_append_c (json, ':');
}

static void
append_text (GString    *json,
             const char *name,
             const char *text)
{
  append_name (json, name);
  atlas_json_append_string (json, text);
}

static void
append_number (GString    *json,
               const char *name,
               double      number)
{
  append_name (json, name);
  atlas_json_append_number (json, number);
}

/* What there is none of is 0. */
static void
append_if_any (GString    *json,
               const char *name,
               double      number)
{
  append_number (json, name, number > 0 ? number : NAN);
}

static void
append_numbers (GString      *json,
                const char   *name,
                const double *numbers,
                guint         n)
{
  append_name (json, name);
  for (guint i = 0; i < n; i++)
    {
      g_string_append_c (json, i == 0 ? '[' : ',');
      atlas_json_append_number (json, numbers[i]);
    }
  g_string_append_c (json, ']');
}

static void
append_minus (GString                        *json,
              const AtlasDensityReceiptMinus *minus)
{
  append_name (json, "minus");
  if (minus->kind == NULL)
    {
      g_string_append (json, "null");
      return;
    }

  g_string_append_c (json, '{');
  append_text (json, "kind", minus->kind);
  append_text (json, "what", minus->what);
  append_number (json, "sites", (double) (minus->n_places - minus->n_stand_ins));
  append_number (json, "stand_ins", (double) minus->n_stand_ins);
  append_number (json, "sum_of_weights", minus->sum_of_weights);
  append_if_any (json, "least_bandwidth_m", minus->own_bandwidths.least);
  append_if_any (json, "median_bandwidth_m", minus->own_bandwidths.median);
  append_if_any (json, "greatest_bandwidth_m", minus->own_bandwidths.greatest);
  append_text (json, "input_sha256", minus->input_hash);
  g_string_append_c (json, '}');
}

static void
append_bandwidths (GString                   *json,
                   const AtlasDensityReceipt *self)
{
  append_if_any (json, "bandwidth_m", self->bandwidth);
  append_text (json, "bandwidth_kind", self->bandwidth_kind);
  append_if_any (json, "neighbour", self->neighbour);
  append_if_any (json, "pilot_bandwidth_m", self->pilot_bandwidth);
  append_if_any (json, "least_allowed_m", self->least_allowed);
  append_if_any (json, "most_allowed_m", self->most_allowed);
  append_if_any (json, "least_bandwidth_m", self->own_bandwidths.least);
  append_if_any (json, "median_bandwidth_m", self->own_bandwidths.median);
  append_if_any (json, "greatest_bandwidth_m", self->own_bandwidths.greatest);
}

char *
atlas_density_receipt_to_json (const AtlasDensityReceipt *self,
                               const char                *version)
{
  const double extent[] = { self->extent.x0, self->extent.y0, self->extent.x1, self->extent.y1 };
  const double at[] = { self->maximum_at.x, self->maximum_at.y };
  GString *json = g_string_new ("{");

  append_text (json, "source", self->source);
  append_text (json, "data_kind", self->data_kind);
  append_text (json, "resource", self->resource);
  append_text (json, "filter", self->filter);
  append_text (json, "weight", self->weight);
  append_text (json, "crs", self->crs);
  append_text (json, "kernel", atlas_kernel_get_key (self->kernel));
  append_bandwidths (json, self);
  append_number (json, "cell_m", self->cell);
  append_text (json, "edge", atlas_density_edge_get_key (self->edge));
  append_numbers (json, "extent", extent, 4);
  append_number (json, "sites", (double) (self->n_places - self->n_stand_ins));
  append_number (json, "stand_ins", (double) self->n_stand_ins);
  append_number (json, "sum_of_weights", self->sum_of_weights);
  append_minus (json, &self->minus);
  append_number (json, "minimum_per_km2", self->minimum);
  append_number (json, "maximum_per_km2", self->maximum);
  append_numbers (json, "maximum_at", at, 2);
  append_text (json, "method", self->method == ATLAS_DENSITY_BINNED ? "binned" : "exact");
  append_number (json, "error", self->error);
  append_text (json, "error_kind", self->method == ATLAS_DENSITY_BINNED
                                   ? "measured in the row and the column of the maximum"
                                   : "bound");
  append_text (json, "input_sha256", self->input_hash);
  append_text (json, "version", version);
  g_string_append_c (json, '}');

  return g_string_free (json, FALSE);
}
