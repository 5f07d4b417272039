#include "atlas-command.h"

#include "atlas-density-bandwidths.h"
#include "atlas-density-job.h"
#include "atlas-error.h"
#include "atlas-exchange-program.h"
#include "atlas-interrupt.h"
#include "atlas-point-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <signal.h>

#define PLAN_CRS "EPSG:4548"

#define BANDWIDTH 2000.0
/* Of numbers that were not given. */
#define NO_BANDWIDTH (-G_MAXDOUBLE)
#define NO_NEIGHBOUR G_MININT

static const char *const method_words[] = { "exact", "binned", NULL };

/* As given on the command line; texts are owned. */
typedef struct
{
  char     *resource;
  char     *kernel;
  double    bandwidth;
  int       neighbours;
  gboolean  abramson;
  char     *limits;
  double    cell;
  char     *weight;
  char     *where;
  char     *edge;
  char     *method;
  char     *output;
  char     *points;
  char     *layer;
  char     *weight_field;
  char     *extent;
  char     *crs;
  char     *receipt;
  gboolean  time;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->resource);
  g_free (self->kernel);
  g_free (self->limits);
  g_free (self->weight);
  g_free (self->where);
  g_free (self->edge);
  g_free (self->method);
  g_free (self->output);
  g_free (self->points);
  g_free (self->layer);
  g_free (self->weight_field);
  g_free (self->extent);
  g_free (self->crs);
  g_free (self->receipt);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What runs in a thread. */
typedef struct
{
  AtlasDensityJob  job;
  gboolean         done;
  GError          *error;
} Run;

static void
run_job (gpointer data)
{
  Run *self = data;

  self->done = atlas_density_job_run (&self->job, &self->error);
}

static gboolean
parse (Options   *options,
       int        argc,
       char     **argv,
       char    ***rest)
{
  const GOptionEntry entries[] = {
    { "resource", 'r', 0, G_OPTION_ARG_STRING, &options->resource,
      N_("Whose density: compounds, buildings or factories"), N_("RESOURCE") },
    { "weight", 'w', 0, G_OPTION_ARG_STRING, &options->weight,
      N_("What sites count as: floor-area (the default), count or households"), N_("WEIGHT") },
    { "where", 0, 0, G_OPTION_ARG_STRING, &options->where,
      N_("Only sites that this holds for, like “class = key and year_built < 1990”"), N_("EXPR") },
    { "kernel", 'k', 0, G_OPTION_ARG_STRING, &options->kernel,
      N_("quartic (the default), gaussian, epanechnikov, triangular or uniform"), N_("KERNEL") },
    { "bandwidth", 'b', 0, G_OPTION_ARG_DOUBLE, &options->bandwidth,
      N_("Metres; 2000 by default; a Gaussian's standard deviation"), "M" },
    { "neighbours", 'n', 0, G_OPTION_ARG_INT, &options->neighbours,
      N_("Instead: each site's distance to its K-th nearest neighbour"), "K" },
    { "abramson", 'a', 0, G_OPTION_ARG_NONE, &options->abramson,
      N_("A bandwidth a site after Abramson's rule, narrower where sites are dense; the "
         "--bandwidth is that of the pilot"), NULL },
    { "bandwidth-limits", 0, 0, G_OPTION_ARG_STRING, &options->limits,
      N_("Metres between which the sites' own bandwidths are kept; 200,10000 by default"),
      "LEAST,MOST" },
    { "cell", 'c', 0, G_OPTION_ARG_DOUBLE, &options->cell, N_("Metres; 100 by default"), "M" },
    { "edge", 'e', 0, G_OPTION_ARG_STRING, &options->edge,
      N_("At the plan's border: none (the default), clip or correct"), N_("EDGE") },
    { "method", 'm', 0, G_OPTION_ARG_STRING, &options->method,
      N_("exact (the default), or binned, which is faster for a million points"), N_("METHOD") },
    { "points", 'p', 0, G_OPTION_ARG_FILENAME, &options->points,
      N_("A file of points instead of a plan's sites"), N_("FILE") },
    { "layer", 'l', 0, G_OPTION_ARG_STRING, &options->layer, N_("The layer with the points"),
      N_("LAYER") },
    { "weight-field", 'f', 0, G_OPTION_ARG_STRING, &options->weight_field,
      N_("The field that points count as; without it, as one each"), N_("FIELD") },
    { "crs", 0, 0, G_OPTION_ARG_STRING, &options->crs,
      N_("The points' system, in metres; EPSG:4548 by default"), "EPSG:N" },
    { "extent", 0, 0, G_OPTION_ARG_STRING, &options->extent,
      N_("Metres; by default the municipality, or the points, and what the kernel reaches unless "
         "an edge ends it"),
      "XMIN,YMIN,XMAX,YMAX" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output, N_("The GeoTIFF to write"),
      N_("FILE") },
    { "receipt", 0, 0, G_OPTION_ARG_FILENAME, &options->receipt,
      N_("A file for what was computed and how, as JSON; the GeoTIFF has it too"), N_("FILE") },
    { "time", 't', 0, G_OPTION_ARG_NONE, &options->time,
      N_("Print how long reading, computing and writing took"), NULL },
    { NULL },
  };

  return atlas_command_parse (&atlas_command_density, entries, argc, argv, 1, rest);
}

/* (nullable): what is wrong with the bandwidths that are asked for */
static const char *
check_bandwidths (const Options *options)
{
  gboolean neighbours = options->neighbours != NO_NEIGHBOUR;

  if (neighbours && options->abramson)
    return _("sites have their bandwidths by --neighbours or by --abramson, not by both");
  if (neighbours && options->bandwidth != NO_BANDWIDTH)
    return _("--neighbours make the bandwidths, so that there is none to give with --bandwidth");
  if (neighbours && options->neighbours < 1)
    return _("--neighbours are counted from 1, the nearest");
  if (options->limits != NULL && !neighbours && !options->abramson)
    return _("--bandwidth-limits are for --neighbours and --abramson");

  return NULL;
}

/* (nullable): what is missing, or does not go together */
static const char *
check_sites (const Options *options)
{
  gboolean points = options->points != NULL;

  if (options->output == NULL)
    return _("where to? Give the --output, like density.tif");
  if (!points && options->resource == NULL)
    return _("whose density? Give the --resource, or a file of --points");
  if (points && (options->resource != NULL || options->weight != NULL || options->where != NULL))
    return _("--resource, --weight and --where are for a plan's sites, not for --points");
  if (!points &&
      (options->layer != NULL || options->weight_field != NULL || options->crs != NULL))
    return _("--layer, --weight-field and --crs are for --points");

  return NULL;
}

/* Which options go with which. */
static gboolean
check_options (const Options *options)
{
  const char *problem = check_sites (options);

  if (problem == NULL)
    problem = check_bandwidths (options);
  if (problem != NULL)
    g_printerr (_("%s: %s; see “%s density --help”\n"), g_get_prgname (), problem,
                g_get_prgname ());

  return problem == NULL;
}

/* @numbers: (out caller-allocates) (array length=n): with commas between them in @text */
static gboolean
parse_numbers (const char *text,
               double     *numbers,
               guint       n)
{
  g_auto(GStrv) words = g_strsplit (text, ",", -1);
  gboolean good = g_strv_length (words) == n;

  for (guint i = 0; good && i < n; i++)
    {
      char *end;

      numbers[i] = g_ascii_strtod (g_strstrip (words[i]), &end);
      good = *words[i] != '\0' && *end == '\0';
    }

  return good;
}

static gboolean
parse_extent (const char  *text,
              AtlasBox    *extent,
              GError     **error)
{
  double numbers[4] = { 0 };
  gboolean good = parse_numbers (text, numbers, 4);

  *extent = (AtlasBox) { numbers[0], numbers[1], numbers[2], numbers[3] };
  if (!good)
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("“%s” is no extent. Write four numbers in metres with commas between, like "
                   "440000,4410000,460000,4430000."), text);

  return good;
}

static gboolean
parse_limits (const char              *text,
              AtlasDensityAdaptation  *adaptation,
              GError                 **error)
{
  double limits[2] = { 0 };

  if (!parse_numbers (text, limits, 2) || !(limits[0] > 0) || !(limits[0] <= limits[1]) ||
      !isfinite (limits[1]))
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                   _("“%s” are no limits. Write the least and the greatest bandwidth in metres "
                     "with a comma between, like 200,10000."), text);
      return FALSE;
    }
  adaptation->least = limits[0];
  adaptation->most = limits[1];

  return TRUE;
}

/* How sites come by bandwidths of their own, if they do. */
static gboolean
apply_bandwidths (AtlasDensityJob  *job,
                  const Options    *options,
                  GError          **error)
{
  gboolean neighbours = options->neighbours != NO_NEIGHBOUR;
  AtlasBandwidthKind kind = options->abramson ? ATLAS_BANDWIDTH_ABRAMSON
                            : neighbours      ? ATLAS_BANDWIDTH_NEIGHBOURS
                                              : ATLAS_BANDWIDTH_FIXED;
  AtlasDensityAdaptation *adaptation = &job->adaptation;

  *adaptation = atlas_density_bandwidths_get_adaptation (
    kind, neighbours ? (guint) options->neighbours : 0, options->cell);
  if (options->limits != NULL && !parse_limits (options->limits, adaptation, error))
    return FALSE;

  job->options.bandwidth = options->bandwidth != NO_BANDWIDTH ? options->bandwidth : BANDWIDTH;
  /* Which is only checked. */
  if (kind == ATLAS_BANDWIDTH_NEIGHBOURS)
    job->options.bandwidth = adaptation->least;

  return atlas_density_method_check (job->options.method, kind != ATLAS_BANDWIDTH_FIXED, error);
}

/* @word: (out): -1 with @error set, then nothing more is looked at */
static gboolean
find (const char         *option,
      const char *const  *words,
      const char         *text,
      int                *word,
      GError            **error)
{
  *word = atlas_command_find_word (option, words, 0, text, error);

  return *word >= 0;
}

/* What can be said, by number and ended by %NULL. */
typedef struct
{
  const char *kernels[ATLAS_N_KERNELS + 1];
  const char *edges[ATLAS_N_DENSITY_EDGES + 1];
  const char *resources[ATLAS_N_RESOURCES + 1];
  const char *measures[ATLAS_N_MEASURES + 1];
} Words;

static Words
list_words (void)
{
  Words words = { { NULL } };

  for (guint i = 0; i < ATLAS_N_KERNELS; i++)
    words.kernels[i] = atlas_kernel_get_key ((AtlasKernel) i);
  for (guint i = 0; i < ATLAS_N_DENSITY_EDGES; i++)
    words.edges[i] = atlas_density_edge_get_key ((AtlasDensityEdge) i);
  for (int i = 0; i < ATLAS_N_RESOURCES; i++)
    words.resources[i] = atlas_vocabulary_get_key (&atlas_vocabulary_resources, i);
  for (guint i = 0; i < ATLAS_N_MEASURES; i++)
    words.measures[i] = atlas_measure_get_key ((AtlasMeasure) i);

  return words;
}

static gboolean
apply_words (AtlasDensityJob  *job,
             const Options    *options,
             GError          **error)
{
  const Words words = list_words ();
  int kernel, edge, method, resource, measure;

  if (!find ("--kernel", words.kernels, options->kernel, &kernel, error) ||
      !find ("--edge", words.edges, options->edge, &edge, error) ||
      !find ("--method", method_words, options->method, &method, error) ||
      !find ("--resource", words.resources, options->resource, &resource, error) ||
      !find ("--weight", words.measures, options->weight, &measure, error))
    return FALSE;

  job->options.kernel = (AtlasKernel) kernel;
  job->options.edge = (AtlasDensityEdge) edge;
  job->options.method = (AtlasDensityMethod) method;
  job->resource = (AtlasResource) resource;
  job->measure = (AtlasMeasure) measure;
  if (job->measure != ATLAS_MEASURE_HOUSEHOLDS || job->resource == ATLAS_RESOURCE_COMPOUNDS)
    return TRUE;

  g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                       _("Only compounds have households. Choose another --weight."));

  return FALSE;
}

static gboolean
check_crs (const AtlasDensityJob  *job,
           GError                **error)
{
  if (!atlas_point_table_check_crs (job->crs, error))
    return FALSE;
  if (job->options.edge == ATLAS_DENSITY_EDGE_NONE || g_str_equal (job->crs, PLAN_CRS))
    return TRUE;

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
               _("The plan's border is in %s, and the points are in %s. Transform them, or choose "
                 "none for --edge."), PLAN_CRS, job->crs);

  return FALSE;
}

/* Everything that can be wrong before a file is opened. */
static gboolean
prepare (AtlasDensityJob  *job,
         const Options    *options,
         const char       *plan,
         GError          **error)
{
  job->plan = plan;
  job->where = options->where;
  job->points = options->points;
  job->layer = options->layer;
  job->weight_field = options->weight_field;
  job->crs = options->crs != NULL ? options->crs : PLAN_CRS;
  job->output = options->output;
  job->receipt = options->receipt;
  job->options.cell = options->cell;
  job->has_extent = options->extent != NULL;

  return apply_words (job, options, error) && apply_bandwidths (job, options, error) &&
         check_crs (job, error) &&
         (options->extent == NULL || parse_extent (options->extent, &job->options.extent, error));
}

static AtlasExit
report (const Run *self,
        gboolean   interrupted,
        gboolean   with_time)
{
  if (!self->done)
    {
      if (!interrupted)
        return atlas_command_fail (self->error);
      g_printerr (_("%s: stopped; no file is written\n"), g_get_prgname ());
      return ATLAS_EXIT_INTERRUPTED;
    }

  if (with_time)
    g_printerr (_("reading %.1f ms\ncomputing %.1f ms\nwriting %.1f ms\n"), self->job.reading,
                self->job.computing, self->job.writing);

  return ATLAS_EXIT_OK;
}

static AtlasExit
run (int    argc,
     char **argv)
{
  g_auto(Options) options = { .bandwidth = NO_BANDWIDTH, .neighbours = NO_NEIGHBOUR, .cell = 100 };
  g_auto(GStrv) rest = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  Run self = { .job.cancellable = cancellable };
  gboolean interrupted;
  AtlasExit status;

  /* Past a limit of file sizes write() then fails, and we can tidy up. */
  signal (SIGXFSZ, SIG_IGN);

  if (!parse (&options, argc, argv, &rest) || !check_options (&options))
    return ATLAS_EXIT_USAGE;
  if (!prepare (&self.job, &options, rest[0], &error))
    return atlas_command_fail (error);

  interrupted = atlas_interrupt_run (run_job, &self, cancellable);
  status = report (&self, interrupted, options.time);
  g_clear_error (&self.error);

  return status;
}

const AtlasCommand atlas_command_density = {
  "density",
  "[PLAN]",
  ATLAS_EXCHANGE_DENSITY_SUMMARY,
  run,
};
