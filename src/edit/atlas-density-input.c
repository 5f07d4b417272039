#include "atlas-density-input.h"

#include "atlas-density-bandwidths.h"
#include "atlas-density-region.h"

/* What about a millisecond is enough for, on one core: so many cells, and as often a cell
 * of a kernel is added to one of them. */
#define QUICK_CELLS 2e5
#define QUICK_WORK 3e6

/* What settings of the same places share. */
typedef struct
{
  AtlasWeightedPlaces *places;
  AtlasWeightedPlaces *minus; /* nullable: nothing */
  GPtrArray           *minus_names; /* nullable: nothing; of strings, nullable */
  AtlasGeometry       *region;
  AtlasGridArea       *area; /* the same: beyond it nothing is drawn */
  AtlasResource        resource;
  char                *data_kind; /* nullable */
} Source;

struct _AtlasDensityInput
{
  Source                 *source; /* counted for itself */
  AtlasDensitySettings    settings;
  AtlasDensityBandwidths *own;    /* of places that have their own */
};

static void
source_clear (gpointer data)
{
  Source *source = data;

  g_clear_pointer (&source->places, atlas_weighted_places_free);
  g_clear_pointer (&source->minus, atlas_weighted_places_free);
  g_clear_pointer (&source->minus_names, g_ptr_array_unref);
  g_clear_pointer (&source->region, atlas_geometry_unref);
  g_clear_pointer (&source->area, atlas_grid_area_unref);
  g_clear_pointer (&source->data_kind, g_free);
}

static void
source_unref (Source *source)
{
  g_atomic_rc_box_release_full (source, source_clear);
}

/* Takes @source and @own. */
static AtlasDensityInput *
take_source (Source                     *source,
             const AtlasDensitySettings *settings,
             AtlasDensityBandwidths     *own)
{
  AtlasDensityInput *self = g_atomic_rc_box_new0 (AtlasDensityInput);

  self->source = source;
  self->own = own;
  atlas_density_settings_copy (settings, &self->settings);

  return self;
}

/* @text: (nullable): all sites. Returns: (nullable): an error */
static AtlasWeightedPlaces *
find_places (AtlasPlan      *plan,
             AtlasResource   resource,
             AtlasMeasure    measure,
             const char     *text,
             GError        **error)
{
  g_autoptr(AtlasFilter) filter = NULL;

  if (text != NULL && (filter = atlas_filter_parse_for_sites (text, error)) == NULL)
    return NULL;

  return atlas_weighted_places_new_filtered (plan, resource, measure, filter);
}

static AtlasWeightedPlaces *
find_minus (AtlasPlan                   *plan,
            AtlasResource                resource,
            const AtlasDensitySettings  *settings,
            GError                     **error)
{
  const char *filter = settings->filter;

  if (settings->minus == ATLAS_DENSITY_MINUS_RESOURCE)
    resource = (AtlasResource) atlas_vocabulary_find (&atlas_vocabulary_resources,
                                                      settings->minus_what);
  else if (settings->minus == ATLAS_DENSITY_MINUS_FILTER)
    filter = settings->minus_what;

  return find_places (plan, resource, settings->measure, filter, error);
}

/* A plan as it was is gone when they are asked for. */
static GPtrArray *
list_names (AtlasPlan                 *plan,
            const AtlasWeightedPlaces *places)
{
  GPtrArray *names = g_ptr_array_new_full (places->site->len, g_free);

  for (guint i = 0; i < places->site->len; i++)
    {
      int number = g_array_index (places->site, int, i);
      char *name = NULL;

      if (number >= 0)
        {
          AtlasSite site = atlas_sites_get (atlas_plan_get_sites (plan), (guint) number);

          name = g_strdup (site.name != NULL ? site.name : site.id);
        }
      g_ptr_array_add (names, name);
    }

  return names;
}

AtlasDensityInput *
atlas_density_input_new (AtlasPlan                   *plan,
                         AtlasPlan                   *then,
                         AtlasResource                resource,
                         const AtlasDensitySettings  *settings,
                         GError                     **error)
{
  Source *source;

  g_return_val_if_fail (ATLAS_IS_PLAN (plan), NULL);

  source = g_atomic_rc_box_new0 (Source);
  source->resource = resource;
  source->data_kind = g_strdup (atlas_plan_get_meta (plan, "data_kind"));
  source->region = atlas_density_region_new (plan, error);
  if (source->region != NULL)
    source->area = atlas_grid_area_new (source->region);
  if (source->region != NULL)
    source->places = find_places (plan, resource, settings->measure, settings->filter, error);
  if (source->places != NULL && settings->minus != ATLAS_DENSITY_MINUS_NOTHING)
    source->minus = find_minus (then != NULL ? then : plan, resource, settings, error);
  if (source->minus != NULL)
    source->minus_names = list_names (then != NULL ? then : plan, source->minus);
  if (source->places == NULL ||
      (source->minus == NULL && settings->minus != ATLAS_DENSITY_MINUS_NOTHING))
    {
      source_unref (source);
      return NULL;
    }

  return take_source (source, settings, atlas_density_bandwidths_new ());
}

AtlasDensityInput *
atlas_density_input_new_like (const AtlasDensityInput    *other,
                              const AtlasDensitySettings *settings)
{
  g_return_val_if_fail (atlas_density_settings_equal_places (settings, &other->settings), NULL);

  return take_source (g_atomic_rc_box_acquire (other->source), settings,
                      atlas_density_settings_equal_grid (settings, &other->settings)
                        ? atlas_density_bandwidths_ref (other->own)
                        : atlas_density_bandwidths_new ());
}

AtlasDensityInput *
atlas_density_input_ref (AtlasDensityInput *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
input_clear (gpointer data)
{
  AtlasDensityInput *self = data;

  source_unref (self->source);
  atlas_density_bandwidths_unref (self->own);
  atlas_density_settings_clear (&self->settings);
}

void
atlas_density_input_unref (AtlasDensityInput *self)
{
  g_atomic_rc_box_release_full (self, input_clear);
}

const AtlasDensitySettings *
atlas_density_input_get_settings (const AtlasDensityInput *self)
{
  return &self->settings;
}

const AtlasWeightedPlaces *
atlas_density_input_get_places (const AtlasDensityInput *self)
{
  return self->source->places;
}

const AtlasWeightedPlaces *
atlas_density_input_get_minus (const AtlasDensityInput *self)
{
  return self->source->minus;
}

const char *
atlas_density_input_get_minus_name (const AtlasDensityInput *self,
                                    guint                    place)
{
  g_return_val_if_fail (self->source->minus_names != NULL, NULL);
  g_return_val_if_fail (place < self->source->minus_names->len, NULL);

  return self->source->minus_names->pdata[place];
}

AtlasBox
atlas_density_input_find_change (const AtlasDensityInput *self,
                                 const AtlasDensityInput *before)
{
  const AtlasDensitySettings *settings = &self->settings;
  double reach = settings->bandwidth * atlas_kernel_get_reach (settings->kernel);
  AtlasBox box;

  if (settings->bandwidth_kind != ATLAS_BANDWIDTH_FIXED ||
      !atlas_density_settings_equal_grid (settings, &before->settings))
    return ATLAS_BOX_EVERYWHERE;

  box = atlas_weighted_places_find_change (self->source->places, before->source->places);
  if (self->source->minus != NULL)
    {
      AtlasBox minus = atlas_weighted_places_find_change (self->source->minus,
                                                          before->source->minus);

      atlas_box_join (&box, &minus);
    }

  /* Between the outermost cells and their neighbours values fade to what was there. */
  return atlas_box_is_empty (&box) ? box : atlas_box_grow (&box, reach + 2 * settings->cell);
}

guint
atlas_density_input_get_neighbour (const AtlasDensityInput *self)
{
  if (self->settings.bandwidth_kind != ATLAS_BANDWIDTH_NEIGHBOURS)
    return 0;

  return atlas_density_bandwidths_find_neighbour (self->source->places, self->source->minus,
                                                  &self->settings);
}

/* Has each place its own bandwidth? Not where none has a neighbour. */
static gboolean
has_own (const AtlasDensityInput *self)
{
  return self->settings.bandwidth_kind == ATLAS_BANDWIDTH_ABRAMSON ||
         atlas_density_input_get_neighbour (self) > 0;
}

/* @reach: of the kernels, in metres */
static AtlasDensityOptions
get_options (const AtlasDensityInput *self,
             double                   reach)
{
  const AtlasBox *extent = atlas_geometry_get_box (self->source->region);
  AtlasDensityOptions options;

  atlas_density_options_init (&options, extent);
  options.extent = atlas_density_edge_grow (self->settings.edge, extent, reach);
  options.kernel = self->settings.kernel;
  options.bandwidth = self->settings.bandwidth;
  options.cell = self->settings.cell;
  options.edge = self->settings.edge;
  options.region = self->source->region;

  return options;
}

/* With the places' own bandwidths, which are there then, if they have them. @options:
 * (out): borrows from @self */
static gboolean
prepare (const AtlasDensityInput  *self,
         AtlasDensityOptions      *options,
         GCancellable             *cancellable,
         GError                  **error)
{
  double kernel_reach = atlas_kernel_get_reach (self->settings.kernel);
  const AtlasDensityBandwidthsQuery query = {
    self->source->places, self->source->minus, &self->settings, options
  };

  *options = get_options (self, self->settings.bandwidth * kernel_reach);
  if (!has_own (self))
    return TRUE;
  if (!atlas_density_bandwidths_find (self->own, &query, cancellable, error))
    return FALSE;

  *options = get_options (self, atlas_density_bandwidths_get_greatest (self->own) * kernel_reach);
  options->bandwidths = atlas_density_bandwidths_get_places (self->own);

  return TRUE;
}

AtlasDensityTerms
atlas_density_input_get_terms (const AtlasDensityInput *self)
{
  AtlasDensityTerms terms = atlas_density_settings_get_terms (&self->settings);
  AtlasDensityOptions options;

  if (terms.bandwidth_kind != ATLAS_BANDWIDTH_NEIGHBOURS)
    return terms;

  terms.neighbour = atlas_density_input_get_neighbour (self);
  /* After all places had theirs, none of them can fail to. */
  if (terms.neighbour == 0)
    terms.bandwidth_kind = ATLAS_BANDWIDTH_FIXED;
  else if (prepare (self, &options, NULL, NULL))
    terms.bandwidth = atlas_density_bandwidths_get_median (self->own);

  return terms;
}

static AtlasDensityShareList
list_shares (const AtlasWeightedPlaces *places,
             const AtlasDensityOptions *options,
             AtlasPoint                 at)
{
  AtlasDensityShareList list = {
    .x = (const double *) (gpointer) places->x->data,
    .y = (const double *) (gpointer) places->y->data,
  };

  list.shares = atlas_density_list_shares (list.x, list.y,
                                           (const double *) (gpointer) places->weight->data,
                                           places->x->len, options, at);

  return list;
}

GArray *
atlas_density_input_list_shares (const AtlasDensityInput *self,
                                 AtlasPoint               at)
{
  AtlasDensityOptions options;
  AtlasDensityShareList list, taken;
  GArray *shares;

  if (!prepare (self, &options, NULL, NULL))
    return g_array_new (FALSE, FALSE, sizeof (AtlasDensityShare));

  list = list_shares (self->source->places, &options, at);
  if (self->source->minus == NULL)
    return list.shares;

  if (options.bandwidths != NULL)
    options.bandwidths = atlas_density_bandwidths_get_minus (self->own);
  taken = list_shares (self->source->minus, &options, at);
  shares = atlas_density_shares_take_off (&list, &taken);
  g_array_unref (list.shares);
  g_array_unref (taken.shares);

  return shares;
}

static AtlasGrid *
compute (const AtlasWeightedPlaces  *places,
         const AtlasDensityOptions  *options,
         GCancellable               *cancellable,
         GError                    **error)
{
  return atlas_density_compute ((const double *) (gpointer) places->x->data,
                                (const double *) (gpointer) places->y->data,
                                (const double *) (gpointer) places->weight->data,
                                places->x->len, options, cancellable, error);
}

/* @options: of places and of what is taken off, but for their bandwidths */
static AtlasGrid *
compute_with (const AtlasDensityInput  *self,
              AtlasDensityOptions      *options,
              GCancellable             *cancellable,
              GError                  **error)
{
  g_autoptr(AtlasGrid) density = compute (self->source->places, options, cancellable, error);
  g_autoptr(AtlasGrid) minus = NULL;

  if (density == NULL || self->source->minus == NULL)
    return g_steal_pointer (&density);

  if (options->bandwidths != NULL)
    options->bandwidths = atlas_density_bandwidths_get_minus (self->own);
  minus = compute (self->source->minus, options, cancellable, error);

  return minus != NULL ? atlas_grid_new_difference (density, minus) : NULL;
}

static AtlasGrid *
compute_all (const AtlasDensityInput  *self,
             GCancellable             *cancellable,
             GError                  **error)
{
  AtlasDensityOptions options;

  if (!prepare (self, &options, cancellable, error))
    return NULL;

  return compute_with (self, &options, cancellable, error);
}

/* How often a kernel's cell is added to the density in @extent, at most. */
static double
count_work (const AtlasWeightedPlaces *places,
            const AtlasBox            *extent,
            double                     reach,
            double                     cell)
{
  AtlasBox near = atlas_box_grow (extent, reach);
  const double *x = (const double *) (gpointer) places->x->data;
  const double *y = (const double *) (gpointer) places->y->data;
  guint n = 0;

  for (guint i = 0; i < places->x->len; i++)
    n += x[i] >= near.x0 && x[i] <= near.x1 && y[i] >= near.y0 && y[i] <= near.y1;

  return n * 4 * reach * reach / (cell * cell);
}

AtlasGrid *
atlas_density_input_compute_change (const AtlasDensityInput *self,
                                    const AtlasGrid         *before,
                                    const AtlasBox          *change)
{
  double reach = self->settings.bandwidth * atlas_kernel_get_reach (self->settings.kernel);
  g_autoptr(AtlasGrid) part = NULL;
  AtlasDensityOptions options;
  double work;

  /* A corrected edge looks beyond what is computed. */
  if (self->settings.bandwidth_kind != ATLAS_BANDWIDTH_FIXED ||
      self->settings.edge == ATLAS_DENSITY_EDGE_CORRECT)
    return NULL;

  options = get_options (self, reach);
  options.extent = atlas_grid_find_tiles (before, change);
  options.n_workers = 1;
  if (atlas_box_is_empty (&options.extent))
    return atlas_grid_ref ((AtlasGrid *) before);

  work = count_work (self->source->places, &options.extent, reach, options.cell);
  if (self->source->minus != NULL)
    work += count_work (self->source->minus, &options.extent, reach, options.cell);
  if (work > QUICK_WORK ||
      atlas_box_width (&options.extent) * atlas_box_height (&options.extent) >
        QUICK_CELLS * options.cell * options.cell)
    return NULL;

  part = compute_with (self, &options, NULL, NULL);

  return part != NULL ? atlas_grid_new_with_part (before, part) : NULL;
}

AtlasGrid *
atlas_density_input_compute (const AtlasDensityInput  *self,
                             GCancellable             *cancellable,
                             GError                  **error)
{
  g_autoptr(AtlasGrid) grid = compute_all (self, cancellable, error);

  return grid != NULL ? atlas_grid_new_within (grid, self->source->area) : NULL;
}

static void
add_minus (const AtlasDensityInput   *self,
           const AtlasDensityOptions *options,
           AtlasDensityReceipt       *receipt)
{
  const AtlasWeightedPlaces *minus = self->source->minus;
  AtlasDensityOptions taken = *options;

  if (taken.bandwidths != NULL)
    taken.bandwidths = atlas_density_bandwidths_get_minus (self->own);
  atlas_density_receipt_set_minus (receipt, atlas_density_minus_get_key (self->settings.minus),
                                   self->settings.minus_what,
                                   (const double *) (gpointer) minus->x->data,
                                   (const double *) (gpointer) minus->y->data,
                                   (const double *) (gpointer) minus->weight->data, minus->x->len,
                                   &taken);
  receipt->minus.n_stand_ins = atlas_weighted_places_count_stand_ins (minus);
}

/* What the caller of atlas_density_receipt_new() has to tell. */
static void
complete_receipt (const AtlasDensityInput *self,
                  AtlasDensityReceipt     *receipt)
{
  const AtlasDensitySettings *settings = &self->settings;

  receipt->n_stand_ins = atlas_weighted_places_count_stand_ins (self->source->places);
  receipt->data_kind = g_strdup (self->source->data_kind);
  receipt->resource = g_strdup (atlas_vocabulary_get_key (&atlas_vocabulary_resources,
                                                          (int) self->source->resource));
  receipt->filter = g_strdup (settings->filter);
  receipt->weight = g_strdup (atlas_measure_get_key (settings->measure));
  receipt->crs = g_strdup ("EPSG:4548");
  if (has_own (self))
    {
      AtlasDensityAdaptation adaptation = atlas_density_bandwidths_get_adaptation (
        settings->bandwidth_kind, atlas_density_input_get_neighbour (self), settings->cell);

      atlas_density_adaptation_describe (&adaptation, settings->bandwidth, receipt);
    }
}

AtlasDensityReceipt *
atlas_density_input_make_receipt (const AtlasDensityInput  *self,
                                  const AtlasGrid          *grid,
                                  GCancellable             *cancellable,
                                  GError                  **error)
{
  const AtlasWeightedPlaces *places = self->source->places;
  AtlasDensityOptions options;
  AtlasDensityReceipt *receipt;

  if (!prepare (self, &options, cancellable, error))
    return NULL;

  receipt = atlas_density_receipt_new ((const double *) (gpointer) places->x->data,
                                       (const double *) (gpointer) places->y->data,
                                       (const double *) (gpointer) places->weight->data,
                                       places->x->len, &options, grid, cancellable, error);
  if (receipt == NULL)
    return NULL;

  complete_receipt (self, receipt);
  if (self->source->minus != NULL)
    add_minus (self, &options, receipt);

  return receipt;
}
