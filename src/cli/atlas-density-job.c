#include "atlas-density-job.h"

#include "atlas-density-receipt.h"
#include "atlas-density-region.h"
#include "atlas-error.h"
#include "atlas-grid-file.h"
#include "atlas-output-check.h"
#include "atlas-plan-file.h"
#include "atlas-point-table.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What was read. */
typedef struct
{
  AtlasPlan           *plan;   /* (nullable): no word of it is needed */
  AtlasFilter         *filter; /* (nullable) */
  AtlasGeometry       *region; /* (nullable) */
  AtlasWeightedPlaces *places; /* of the plan … */
  AtlasPointTable     *points; /* … or of somebody's file */
  const double        *x;
  const double        *y;
  const double        *weight;
  gsize                n;
  double              *bandwidths; /* (nullable): the places' own */
} Input;

static void
input_clear (Input *self)
{
  g_clear_object (&self->plan);
  g_clear_pointer (&self->filter, atlas_filter_unref);
  g_clear_pointer (&self->region, atlas_geometry_unref);
  g_clear_pointer (&self->places, atlas_weighted_places_free);
  g_clear_pointer (&self->points, atlas_point_table_free);
  g_clear_pointer (&self->bandwidths, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Input, input_clear)

/* Milliseconds since @since, which becomes now. */
static double
take_time (gint64 *since)
{
  gint64 now = g_get_monotonic_time ();
  double passed = (double) (now - *since) / 1000;

  *since = now;

  return passed;
}

/* --- Reading --- */

static gboolean
read_plan (const AtlasDensityJob  *job,
           Input                  *input,
           GError                **error)
{
  g_autofree char *sample = job->plan == NULL ? atlas_plan_file_dup_sample_path () : NULL;

  input->plan = atlas_plan_file_read (job->plan != NULL ? job->plan : sample, job->cancellable,
                                      error);

  return input->plan != NULL;
}

static void
set_columns (Input  *input,
             GArray *x,
             GArray *y,
             GArray *weight)
{
  input->x = (const double *) (gpointer) x->data;
  input->y = (const double *) (gpointer) y->data;
  input->weight = weight != NULL ? (const double *) (gpointer) weight->data : NULL;
  input->n = x->len;
}

static gboolean
read_sites (const AtlasDensityJob  *job,
            Input                  *input,
            GError                **error)
{
  if (job->where != NULL &&
      (input->filter = atlas_filter_parse_for_sites (job->where, error)) == NULL)
    return FALSE;
  if (!read_plan (job, input, error))
    return FALSE;

  input->places = atlas_weighted_places_new_filtered (input->plan, job->resource, job->measure,
                                                      input->filter);
  set_columns (input, input->places->x, input->places->y, input->places->weight);

  return TRUE;
}

static gboolean
read_points (const AtlasDensityJob  *job,
             Input                  *input,
             GError                **error)
{
  input->points = atlas_point_table_read (job->points, job->layer, job->weight_field, job->crs,
                                          job->cancellable, error);
  if (input->points == NULL)
    return FALSE;
  set_columns (input, input->points->x, input->points->y, input->points->weight);

  return job->options.edge == ATLAS_DENSITY_EDGE_NONE || read_plan (job, input, error);
}

/* Of the sites the municipality's extent, of points theirs, and, unless the border
 * ends it, as far around as the kernel reaches. */
static gboolean
find_extent (const AtlasDensityJob  *job,
             const Input            *input,
             AtlasBox               *extent,
             GError                **error)
{
  double bandwidth = job->options.bandwidth;

  if (input->bandwidths != NULL)
    bandwidth = atlas_density_measure_bandwidths (input->bandwidths, input->weight,
                                                  input->n).greatest;
  if (input->plan != NULL)
    {
      if (!atlas_density_region_find_extent (input->plan, extent, error))
        return FALSE;
    }
  else
    {
      *extent = ATLAS_BOX_EMPTY;
      for (gsize i = 0; i < input->n; i++)
        atlas_box_add (extent, input->x[i], input->y[i]);
      /* Nothing to go by: that there are no places is told later. */
      if (input->n == 0)
        *extent = (AtlasBox) { 0, 0, 0, 0 };
    }

  *extent = atlas_density_edge_grow (job->options.edge, extent,
                                     bandwidth * atlas_kernel_get_reach (job->options.kernel));

  return TRUE;
}

static gboolean
set_extent (AtlasDensityJob  *job,
            const Input      *input,
            GError          **error)
{
  return (job->has_extent || find_extent (job, input, &job->options.extent, error)) &&
         atlas_density_check (input->x, input->y, input->weight, input->n, &job->options, error);
}

/* What is wrong with the places is told before anything is computed of them. */
static gboolean
adapt (AtlasDensityJob  *job,
       Input            *input,
       GError          **error)
{
  if (job->adaptation.kind == ATLAS_BANDWIDTH_FIXED)
    return TRUE;

  input->bandwidths = atlas_density_adaptation_find (&job->adaptation, input->x, input->y,
                                                     input->weight, input->n, &job->options,
                                                     job->cancellable, error);
  job->options.bandwidths = input->bandwidths;

  return input->bandwidths != NULL && set_extent (job, input, error);
}

static gboolean
read_input (AtlasDensityJob  *job,
            Input            *input,
            GError          **error)
{
  if (!(job->points != NULL ? read_points (job, input, error) : read_sites (job, input, error)))
    return FALSE;

  if (job->options.edge != ATLAS_DENSITY_EDGE_NONE &&
      (input->region = atlas_density_region_new (input->plan, error)) == NULL)
    return FALSE;
  job->options.region = input->region;

  return set_extent (job, input, error) && adapt (job, input, error) &&
         atlas_density_check_reach (input->x, input->y, input->weight, input->n, &job->options,
                                    error);
}

/* --- Writing --- */

static AtlasDensityReceipt *
make_receipt (const AtlasDensityJob  *job,
              const Input            *input,
              const AtlasGrid        *grid,
              GError                **error)
{
  AtlasDensityReceipt *receipt =
    atlas_density_receipt_new (input->x, input->y, input->weight, input->n, &job->options, grid,
                               job->cancellable, error);

  if (receipt == NULL)
    return NULL;

  receipt->crs = g_strdup (job->crs);
  if (job->adaptation.kind != ATLAS_BANDWIDTH_FIXED)
    atlas_density_adaptation_describe (&job->adaptation, job->options.bandwidth, receipt);
  if (job->points != NULL)
    {
      receipt->source = g_strdup_printf ("%s:%s", job->points, input->points->layer);
      receipt->weight = g_strdup (job->weight_field != NULL ? job->weight_field : "count");
      return receipt;
    }

  receipt->n_stand_ins = atlas_weighted_places_count_stand_ins (input->places);
  receipt->source = g_strdup (job->plan != NULL ? job->plan : "sample");
  receipt->data_kind = g_strdup (atlas_plan_get_meta (input->plan, "data_kind"));
  receipt->resource = g_strdup (atlas_vocabulary_get_key (&atlas_vocabulary_resources,
                                                          (int) job->resource));
  receipt->weight = g_strdup (atlas_measure_get_key (job->measure));
  receipt->filter = input->filter != NULL ? atlas_filter_to_string (input->filter) : NULL;

  return receipt;
}

/* (transfer full): in no language */
static char *
describe_bandwidth (const AtlasDensityReceipt *receipt)
{
  const AtlasDensityBandwidthRange *own = &receipt->own_bandwidths;
  g_autofree char *rule = NULL;

  if (receipt->bandwidth > 0)
    return g_strdup_printf ("%g m", receipt->bandwidth);

  rule = receipt->neighbour > 0
         ? g_strdup_printf ("%s %u", receipt->bandwidth_kind, receipt->neighbour)
         : g_strdup_printf ("%s %g m", receipt->bandwidth_kind, receipt->pilot_bandwidth);

  return g_strdup_printf ("%s: %.0f … %.0f … %.0f m", rule, own->least, own->median,
                          own->greatest);
}

/* One line for those who open the file elsewhere. Not in the language of whoever
 * made it, but in both. */
static char *
describe (const AtlasDensityReceipt *receipt)
{
  gboolean sample = g_strcmp0 (receipt->data_kind, "sample") == 0;
  g_autofree char *bandwidth = describe_bandwidth (receipt);

  return g_strdup_printf ("%sKernel density per km2 · 核密度（每平方公里）: %s, %s, %s %s",
                          sample ? "示例数据 Sample data · " : "",
                          receipt->resource != NULL ? receipt->resource : receipt->source,
                          receipt->weight, atlas_kernel_get_key (receipt->kernel), bandwidth);
}

static const char *
get_unit (const AtlasDensityJob *job)
{
  static const char *const units[] = {
    [ATLAS_MEASURE_FLOOR_AREA] = "m2/km2",
    [ATLAS_MEASURE_COUNT] = "1/km2",
    [ATLAS_MEASURE_HOUSEHOLDS] = "1/km2",
  };

  return job->points != NULL ? "1/km2" : units[job->measure];
}

static gboolean
fail_to_write (const char  *path,
               GError     **error)
{
  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
               _("Can't write “%s” (%s): choose another folder, or check the disk"), path,
               g_strerror (errno));

  return FALSE;
}

/* Beside its later name: what is left to do then can hardly fail. Returns:
 * (transfer full) (nullable): the temporary file */
static char *
write_temporary (const char  *path,
                 const char  *text,
                 GError     **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);
  gsize size = strlen (text);
  gboolean written;

  if (fd < 0)
    {
      fail_to_write (path, error);
      return NULL;
    }

  written = write (fd, text, size) == (gssize) size && write (fd, "\n", 1) == 1 &&
            (fsync (fd) == 0 || errno == EINVAL);
  if (close (fd) == 0 && written)
    return g_steal_pointer (&temporary);

  fail_to_write (path, error);
  g_unlink (temporary);

  return NULL;
}

static gboolean
write_both (const AtlasDensityJob      *job,
            const AtlasGrid            *grid,
            const AtlasDensityReceipt  *receipt,
            GError                    **error)
{
  g_autofree char *json = atlas_density_receipt_to_json (receipt, ATLAS_VERSION);
  g_autofree char *description = describe (receipt);
  g_autofree char *temporary = NULL;

  if (job->receipt != NULL && (temporary = write_temporary (job->receipt, json, error)) == NULL)
    return FALSE;

  if (!atlas_grid_file_write (grid, job->output, job->crs, get_unit (job), description, json,
                              job->cancellable, error))
    {
      if (temporary != NULL)
        g_unlink (temporary);
      return FALSE;
    }
  if (temporary == NULL || g_rename (temporary, job->receipt) == 0)
    return TRUE;

  fail_to_write (job->receipt, error);
  g_unlink (temporary);

  return FALSE;
}

/* A plan that is overwritten is lost, and so is the first of two results of one name. */
static gboolean
check_outputs (const AtlasDensityJob  *job,
               GError                **error)
{
  g_autofree char *sample = atlas_plan_file_dup_sample_path ();
  const char *const inputs[] = { job->plan != NULL ? job->plan : sample, job->points };

  if (!atlas_output_check (job->output, inputs, G_N_ELEMENTS (inputs), error))
    return FALSE;
  if (job->receipt == NULL)
    return TRUE;
  if (!atlas_output_check (job->receipt, inputs, G_N_ELEMENTS (inputs), error))
    return FALSE;
  if (!atlas_output_is_same (job->receipt, job->output))
    return TRUE;

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
               _("--output and --receipt are both “%s”. Give each a name of its own."),
               job->output);

  return FALSE;
}

gboolean
atlas_density_job_run (AtlasDensityJob  *self,
                       GError          **error)
{
  g_auto(Input) input = { NULL };
  g_autoptr(AtlasGrid) grid = NULL;
  g_autoptr(AtlasDensityReceipt) receipt = NULL;
  gint64 since = g_get_monotonic_time ();
  gboolean written;

  if (!check_outputs (self, error) || !read_input (self, &input, error))
    return FALSE;
  self->reading = take_time (&since);

  grid = atlas_density_compute (input.x, input.y, input.weight, input.n, &self->options,
                                self->cancellable, error);
  if (grid == NULL)
    return FALSE;
  self->computing = take_time (&since);

  receipt = make_receipt (self, &input, grid, error);
  written = receipt != NULL && write_both (self, grid, receipt, error);
  self->writing = take_time (&since);

  return written;
}
