#include "atlas-density-findings.h"

#include "atlas-coordinate.h"
#include "atlas-density-none.h"
#include "atlas-density-words.h"
#include "atlas-findings-page.h"
#include "atlas-hot-spots.h"
#include "atlas-place.h"
#include "atlas-quantity.h"
#include "atlas-zonal-mean.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_SPOTS 50
#define MOST_SITES 200
/* Between a change and the lists that follow it. */
#define REST_MS 50
/* Hot are the blocks of the highest tenth of means, cold those of the lower half. */
#define HOT_PART 10
#define COLD_PART 2

typedef enum
{
  PAGE_HOT_SPOTS,
  PAGE_HOT,
  PAGE_COLD,
  PAGE_SITES,
} Page;

#define N_PAGES (PAGE_SITES + 1)

static const char *const page_names[N_PAGES] = { "hot-spots", "hot", "cold", "sites" };

/* What they list of a density, and of a difference. */
static const char *const page_texts[N_PAGES][2] = {
  { N_("Tops of the density, the highest first; of two within a bandwidth only the higher one."),
    N_("Where there is most more, or most less, the largest difference first; of two within a "
       "bandwidth only the larger one.") },
  { N_("Blocks among the tenth with the highest mean density that are general."),
    N_("Blocks among the tenth with the highest mean difference that are general and have more.") },
  { N_("Key blocks among the half with the lowest mean density, the lowest first."),
    N_("Key blocks among the half with the lowest mean difference, the lowest first.") },
  { N_("Click the map to see which sites make the density at a place."),
    N_("Click the map to see which sites make the difference at a place.") },
};

struct _AtlasDensityFindings
{
  AdwWindow          parent_instance;

  AtlasSession      *session;
  AtlasPoint         at;         /* where sites are asked for */
  gboolean           is_asked;
  guint              refresh_id; /* until it is looked at anew */

  /* Template children */
  GtkStack          *title_stack;
  GtkStack          *stack;
  AdwStatusPage     *none_page;
  GtkLabel          *terms_label;
  GtkStack          *pages;
  AtlasFindingsPage *hot_spots_page;
  AtlasFindingsPage *hot_page;
  AtlasFindingsPage *cold_page;
  AtlasFindingsPage *sites_page;
};

G_DEFINE_FINAL_TYPE (AtlasDensityFindings, atlas_density_findings, ADW_TYPE_WINDOW)

static AtlasFindingsPage *
get_page (AtlasDensityFindings *self,
          Page                  page)
{
  AtlasFindingsPage *const pages[N_PAGES] = { self->hot_spots_page, self->hot_page,
                                              self->cold_page, self->sites_page };

  return pages[page];
}

/* One that says something. */
static AtlasScene *
get_scene (AtlasDensityFindings *self)
{
  return atlas_session_get_scene (self->session);
}

static AtlasMaps *
get_maps (AtlasDensityFindings *self)
{
  return atlas_session_get_maps (self->session);
}

static AtlasPlan *
get_plan (AtlasDensityFindings *self)
{
  return atlas_maps_get_plan (get_maps (self));
}

/* A difference may be nothing: then no block is before another. */
static gboolean
has_values (AtlasDensityFindings *self)
{
  const AtlasGrid *density = atlas_scene_get_density (get_scene (self));

  return !atlas_scene_get_ramp (get_scene (self))->is_diverging ||
         atlas_grid_get_maximum (density) > 0 || atlas_grid_get_minimum (density) < 0;
}

/* A window that held the other one's actions would never go. */
static void
activate (AtlasDensityFindings *self,
          const char           *action,
          GVariant             *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  g_variant_ref_sink (parameter);
  if (parent != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (parent), action, parameter);
  g_variant_unref (parameter);
}

/* What is not in a block selects none, so that no other is taken for it. */
static void
on_chosen (AtlasDensityFindings *self,
           const char           *place,
           const char           *code)
{
  activate (self, "select", g_variant_new_strv (&code, code != NULL ? 1 : 0));
  activate (self, "zoom-to", g_variant_new_string (place));
}

static void
on_all_chosen (AtlasDensityFindings *self,
               AtlasFindingsPage    *page)
{
  activate (self, "select", g_variant_new_strv (atlas_findings_page_get_codes (page), -1));
  activate (self, "zoom-to", g_variant_new_string ("selection"));
}

/* --- What is found --- */

static void
show_hot_spots (AtlasDensityFindings *self)
{
  AtlasScene *scene = get_scene (self);
  const AtlasDensityTerms *terms = &atlas_scene_get_options (scene)->density;
  g_autoptr(GArray) spots = atlas_hot_spots_find (atlas_scene_get_density (scene),
                                                  terms->bandwidth, MOST_SPOTS);

  for (guint i = 0; i < spots->len; i++)
    {
      const AtlasHotSpot *spot = &g_array_index (spots, AtlasHotSpot, i);
      AtlasPoint point = { spot->x, spot->y };
      g_autofree char *value = atlas_place_dup_density (scene, spot->value);
      g_autofree char *title = g_strdup_printf ("%u.  %s", i + 1, value);
      g_autofree char *area = atlas_maps_name_place (get_maps (self), point);
      g_autofree char *place = atlas_coordinate_format (point, ATLAS_NOTATION_PLANE);
      g_autofree char *subtitle = g_strjoin (*area != '\0' ? " · " : "", area, place, NULL);

      atlas_findings_page_add (self->hot_spots_page, title, subtitle, place,
                               atlas_maps_find_code (get_maps (self), point));
    }
}

typedef struct
{
  guint  block;
  double mean;
} Mean;

static int
compare_means (gconstpointer a,
               gconstpointer b)
{
  const Mean *one = a;
  const Mean *other = b;

  if (one->mean != other->mean)
    return one->mean > other->mean ? -1 : 1;

  return (one->block > other->block) - (one->block < other->block);
}

/* All blocks, the hottest first. Returns: (transfer full) (element-type Mean) */
static GArray *
rank_blocks (AtlasDensityFindings *self)
{
  AtlasPlan *plan = get_plan (self);
  AtlasGrid *density = atlas_scene_get_density (get_scene (self));
  GArray *means = g_array_new (FALSE, FALSE, sizeof (Mean));

  for (guint i = 0; i < atlas_plan_get_n_blocks (plan); i++)
    {
      Mean mean = { i, atlas_zonal_mean (density, atlas_block_get_geometry (
                                           atlas_plan_get_block (plan, i))) };

      g_array_append_val (means, mean);
    }
  g_array_sort (means, compare_means);

  return means;
}

static void
add_block (AtlasDensityFindings *self,
           AtlasFindingsPage    *page,
           const Mean           *mean)
{
  AtlasBlock *block = atlas_plan_get_block (get_plan (self), mean->block);
  g_autofree char *title = atlas_place_name_block (block);
  g_autofree char *value = atlas_place_dup_density (get_scene (self), mean->mean);

  atlas_findings_page_add (page, title, value, atlas_block_get_code (block),
                           atlas_block_get_code (block));
}

static void
show_blocks (AtlasDensityFindings *self)
{
  g_autoptr(GArray) means = rank_blocks (self);
  AtlasPlan *plan = get_plan (self);

  for (guint i = 0; i < means->len; i++)
    {
      const Mean *mean = &g_array_index (means, Mean, i);
      int class_ = atlas_block_get_values (atlas_plan_get_block (plan, mean->block))->class_;

      if (i * HOT_PART < means->len && mean->mean > 0 && class_ == ATLAS_CLASS_GENERAL)
        add_block (self, self->hot_page, mean);
    }
  /* The coldest come first. */
  for (guint i = means->len; i-- > means->len - means->len / COLD_PART;)
    {
      const Mean *mean = &g_array_index (means, Mean, i);

      if (atlas_block_get_values (atlas_plan_get_block (plan, mean->block))->class_ ==
          ATLAS_CLASS_KEY)
        add_block (self, self->cold_page, mean);
    }
}

/* (nullable): it stands in for the sites of a block. What is taken off is of the plan as
 * it was. */
static const char *
get_name (AtlasDensityFindings    *self,
          const AtlasDensityInput *input,
          const AtlasDensityShare *share)
{
  AtlasSites *sites = atlas_plan_get_sites (get_plan (self));
  AtlasSite site;
  int number;

  if (share->is_taken)
    return atlas_density_input_get_minus_name (input, share->place);

  number = g_array_index (atlas_density_input_get_places (input)->site, int, share->place);
  if (number < 0 || (guint) number >= atlas_sites_get_n (sites))
    return NULL;

  site = atlas_sites_get (sites, (guint) number);

  return site.name != NULL ? site.name : site.id;
}

static void
add_share (AtlasDensityFindings    *self,
           const AtlasDensityInput *input,
           const AtlasDensityShare *share)
{
  const AtlasWeightedPlaces *places = share->is_taken ? atlas_density_input_get_minus (input)
                                                      : atlas_density_input_get_places (input);
  const char *name = get_name (self, input, share);
  AtlasPoint point = { g_array_index (places->x, double, share->place),
                       g_array_index (places->y, double, share->place) };
  g_autofree char *percent = atlas_quantity_format_percent (share->share * 100);
  g_autofree char *value = atlas_place_dup_density (get_scene (self), share->value);
  g_autofree char *area = atlas_maps_name_place (get_maps (self), point);
  g_autofree char *place = atlas_coordinate_format (point, ATLAS_NOTATION_PLANE);
  g_autofree char *title = g_strjoin (
    "  ", percent, name != NULL ? name : _("the block’s amount, spread over it"), NULL);
  g_autofree char *subtitle = g_strjoin (" · ", value, area, NULL);

  atlas_findings_page_add (self->sites_page, title, subtitle, place,
                           atlas_maps_find_code (get_maps (self), point));
}

static int
compare_magnitudes (gconstpointer a,
                    gconstpointer b)
{
  double one = fabs (((const AtlasDensityShare *) a)->value);
  double other = fabs (((const AtlasDensityShare *) b)->value);

  return (one < other) - (one > other);
}

/* (nullable): of the block that it stands in for sites of */
static const char *
find_stand_in_code (AtlasDensityFindings    *self,
                    const AtlasDensityInput *input,
                    const AtlasDensityShare *share)
{
  const AtlasWeightedPlaces *places = share->is_taken ? atlas_density_input_get_minus (input)
                                                      : atlas_density_input_get_places (input);

  if (get_name (self, input, share) != NULL)
    return NULL;

  return atlas_maps_find_code (get_maps (self), (AtlasPoint) {
    g_array_index (places->x, double, share->place),
    g_array_index (places->y, double, share->place) });
}

/* As one what stands in for the sites of one block, however many they are: they are cells
 * of a grid, and nobody's places. (transfer full) (element-type AtlasDensityShare) */
static GArray *
gather_stand_ins (AtlasDensityFindings    *self,
                  const AtlasDensityInput *input,
                  const GArray            *shares)
{
  g_autoptr(GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *gathered = g_array_new (FALSE, FALSE, sizeof (AtlasDensityShare));

  for (guint i = 0; i < shares->len; i++)
    {
      AtlasDensityShare share = g_array_index (shares, AtlasDensityShare, i);
      const char *code = find_stand_in_code (self, input, &share);
      GHashTable *table = share.is_taken ? taken : there;
      guint row = code != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (table, code)) : 0;

      if (row > 0)
        {
          g_array_index (gathered, AtlasDensityShare, row - 1).value += share.value;
          g_array_index (gathered, AtlasDensityShare, row - 1).share += share.share;
          continue;
        }
      g_array_append_val (gathered, share);
      if (code != NULL)
        g_hash_table_insert (table, (char *) code, GUINT_TO_POINTER (gathered->len));
    }
  g_array_sort (gathered, compare_magnitudes);

  return gathered;
}

/* @area: empty where no district is */
static char *
describe_answer (const char *value,
                 guint       n,
                 const char *area)
{
  if (*area == '\0')
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, from %u place",
                                         "%s, from %u places", n), value, n);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, from %u place: %s",
                                       "%s, from %u places: %s", n), value, n, area);
}

static void
show_sites (AtlasDensityFindings *self)
{
  AtlasScene *scene = get_scene (self);
  g_autoptr(AtlasDensityInput) input =
    atlas_maps_dup_density_input (get_maps (self),
                                  atlas_scene_get_map (scene));
  g_autoptr(GArray) all = atlas_density_input_list_shares (input, self->at);
  g_autoptr(GArray) shares = gather_stand_ins (self, input, all);
  g_autofree char *area = atlas_maps_name_place (get_maps (self), self->at);
  g_autofree char *value = NULL;
  g_autofree char *text = NULL;
  double sum = 0;

  for (guint i = 0; i < shares->len; i++)
    {
      const AtlasDensityShare *share = &g_array_index (shares, AtlasDensityShare, i);

      sum += share->value;
      if (i < MOST_SITES)
        add_share (self, input, share);
    }
  value = atlas_place_dup_density (scene, sum);
  text = describe_answer (value, shares->len, area);
  g_object_set (self->sites_page, "text", text, NULL);
}

/* Bandwidths of their own are found with the density. When it is there, the session
 * tells. */
static gboolean
can_show_sites (AtlasDensityFindings *self)
{
  const AtlasDensitySettings *settings = atlas_session_get_density_settings (self->session);

  return settings->bandwidth_kind == ATLAS_BANDWIDTH_FIXED ||
         atlas_maps_are_complete (get_maps (self));
}

static void
show_none (AtlasDensityFindings *self,
           const char           *why)
{
  g_autofree char *markup = why != NULL ? g_markup_escape_text (why, -1) : NULL;

  adw_status_page_set_description (self->none_page, markup);
  gtk_stack_set_visible_child_name (self->title_stack, why != NULL ? "none" : "findings");
  gtk_stack_set_visible_child_name (self->stack, why != NULL ? "none" : "findings");
}

static void
show_terms (AtlasDensityFindings *self)
{
  g_autofree char *line = atlas_density_words_dup_line (get_scene (self), TRUE);

  gtk_label_set_text (self->terms_label, line);
}

static void
show_texts (AtlasDensityFindings *self)
{
  gboolean is_difference = atlas_scene_get_ramp (get_scene (self))->is_diverging;

  for (Page page = 0; page < N_PAGES; page++)
    g_object_set (get_page (self, page), "text", _(page_texts[page][is_difference]), NULL);
}

static void
refresh (AtlasDensityFindings *self)
{
  const char *why = atlas_density_none_explain (atlas_session_get_scene (self->session));

  show_none (self, why);
  for (Page page = 0; page < N_PAGES; page++)
    atlas_findings_page_begin (get_page (self, page));
  if (why == NULL)
    {
      show_terms (self);
      show_texts (self);
      show_hot_spots (self);
      if (has_values (self))
        show_blocks (self);
      if (self->is_asked && can_show_sites (self))
        show_sites (self);
    }
  for (Page page = 0; page < N_PAGES; page++)
    atlas_findings_page_end (get_page (self, page));
}

static gboolean
on_rested (gpointer data)
{
  AtlasDensityFindings *self = data;

  self->refresh_id = 0;
  refresh (self);

  return G_SOURCE_REMOVE;
}

/* A slider changes much before anybody reads. Where frames follow one another without
 * a break there would be no idle time. */
static void
queue_refresh (AtlasDensityFindings *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REST_MS, on_rested, self);
}

static void
atlas_density_findings_dispose (GObject *object)
{
  AtlasDensityFindings *self = ATLAS_DENSITY_FINDINGS (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_DENSITY_FINDINGS);

  G_OBJECT_CLASS (atlas_density_findings_parent_class)->dispose (object);
}

static void
atlas_density_findings_class_init (AtlasDensityFindingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_density_findings_dispose;

  g_type_ensure (ATLAS_TYPE_FINDINGS_PAGE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/renewalatlas/Atlas/ui/atlas-density-findings.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityFindings, title_stack);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityFindings, stack);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityFindings, none_page);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityFindings, terms_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityFindings, pages);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityFindings, hot_spots_page);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityFindings, hot_page);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityFindings, cold_page);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityFindings, sites_page);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_all_chosen);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
atlas_density_findings_init (AtlasDensityFindings *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AtlasDensityFindings *
atlas_density_findings_new (GtkWindow    *parent,
                            AtlasSession *session)
{
  AtlasDensityFindings *self = g_object_new (ATLAS_TYPE_DENSITY_FINDINGS,
                                             "transient-for", parent,
                                             "destroy-with-parent", TRUE,
                                             NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "scene-changed", G_CALLBACK (queue_refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);

  return self;
}

void
atlas_density_findings_ask (AtlasDensityFindings *self,
                            AtlasPoint            at)
{
  g_return_if_fail (ATLAS_IS_DENSITY_FINDINGS (self));

  self->at = at;
  self->is_asked = TRUE;
  refresh (self);
  gtk_stack_set_visible_child_name (self->pages, page_names[PAGE_SITES]);
}

guint
atlas_density_findings_get_n (AtlasDensityFindings *self,
                              const char           *page)
{
  GtkWidget *child;

  g_return_val_if_fail (ATLAS_IS_DENSITY_FINDINGS (self), 0);

  child = gtk_stack_get_child_by_name (self->pages, page);

  return child != NULL ? atlas_findings_page_get_n (ATLAS_FINDINGS_PAGE (child)) : 0;
}
