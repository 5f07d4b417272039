#include "atlas-density-findings.h"

#include "atlas-coordinate.h"
#include "atlas-hot-spots.h"
#include "atlas-place.h"
#include "atlas-quantity.h"
#include "atlas-zonal-mean.h"

#include <glib/gi18n-lib.h>

#define MOST_SPOTS 50
#define MOST_SITES 200
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

struct _AtlasDensityFindings
{
  AdwWindow     parent_instance;

  AtlasSession *session;
  AtlasPoint    at;         /* where sites are asked for */
  gboolean      is_asked;
  guint         refresh_id; /* until it is looked at anew */
  GPtrArray    *codes[N_PAGES]; /* (element-type utf8): of the blocks listed */

  /* Template children */
  GtkStack     *stack;
  GtkListBox   *hot_spots_list;
  GtkListBox   *hot_list;
  GtkListBox   *cold_list;
  GtkListBox   *sites_list;
  GtkLabel     *sites_label;
  GtkWidget    *hot_button;
  GtkWidget    *cold_button;
};

G_DEFINE_FINAL_TYPE (AtlasDensityFindings, atlas_density_findings, ADW_TYPE_WINDOW)

static GtkListBox *
get_list (AtlasDensityFindings *self,
          Page                  page)
{
  GtkListBox *const lists[N_PAGES] = { self->hot_spots_list, self->hot_list, self->cold_list,
                                       self->sites_list };

  return lists[page];
}

/* (nullable): the map shown has no density, or one that something is taken from */
static AtlasScene *
get_scene (AtlasDensityFindings *self)
{
  AtlasScene *scene = atlas_session_get_scene (self->session);

  return scene != NULL && atlas_scene_get_density (scene) != NULL &&
         !atlas_scene_get_ramp (scene)->is_diverging ? scene : NULL;
}

static AtlasPlan *
get_plan (AtlasDensityFindings *self)
{
  return atlas_maps_get_plan (atlas_session_get_maps (self->session));
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

/* --- Rows --- */

static void
clear (AtlasDensityFindings *self,
       Page                  page)
{
  GtkListBox *list = get_list (self, page);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
  g_ptr_array_set_size (self->codes[page], 0);
}

/* @place: where the row goes; @code: (nullable): of a block that it selects */
static void
add_row (AtlasDensityFindings *self,
         Page                  page,
         const char           *title,
         const char           *subtitle,
         const char           *place,
         const char           *code)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);

  /* Set with it, the title would still be taken for markup. */
  g_object_set (row, "title", title, "subtitle", subtitle, "activatable", TRUE, NULL);
  g_object_set_data_full (G_OBJECT (row), "place", g_strdup (place), g_free);
  g_object_set_data_full (G_OBJECT (row), "code", g_strdup (code), g_free);
  gtk_list_box_append (get_list (self, page), row);
  if (code != NULL)
    g_ptr_array_add (self->codes[page], g_strdup (code));
}

static void
on_row_activated (AtlasDensityFindings *self,
                  GtkListBoxRow        *row)
{
  const char *const codes[] = { g_object_get_data (G_OBJECT (row), "code"), NULL };

  if (codes[0] != NULL)
    activate (self, "select", g_variant_new_strv (codes, -1));
  activate (self, "zoom-to", g_variant_new_string (g_object_get_data (G_OBJECT (row), "place")));
}

static void
select_all (AtlasDensityFindings *self,
            Page                  page)
{
  activate (self, "select", g_variant_new_strv ((const char *const *) self->codes[page]->pdata,
                                                self->codes[page]->len));
  activate (self, "zoom-to", g_variant_new_string ("selection"));
}

static void
on_select_hot (AtlasDensityFindings *self)
{
  select_all (self, PAGE_HOT);
}

static void
on_select_cold (AtlasDensityFindings *self)
{
  select_all (self, PAGE_COLD);
}

/* --- What is found --- */

static char *
name_area (AtlasDensityFindings *self,
           AtlasPoint            point)
{
  return atlas_maps_name_place (atlas_session_get_maps (self->session), point);
}

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
      g_autofree char *area = name_area (self, point);
      g_autofree char *place = atlas_coordinate_format (point, ATLAS_NOTATION_PLANE);

      add_row (self, PAGE_HOT_SPOTS, title, area, place, NULL);
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
           Page                  page,
           const Mean           *mean)
{
  AtlasBlock *block = atlas_plan_get_block (get_plan (self), mean->block);
  g_autofree char *title = atlas_place_name_block (block);
  g_autofree char *value = atlas_place_dup_density (get_scene (self), mean->mean);

  add_row (self, page, title, value, atlas_block_get_code (block), atlas_block_get_code (block));
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
        add_block (self, PAGE_HOT, mean);
    }
  /* The coldest come first. */
  for (guint i = means->len; i-- > means->len - means->len / COLD_PART;)
    {
      const Mean *mean = &g_array_index (means, Mean, i);

      if (atlas_block_get_values (atlas_plan_get_block (plan, mean->block))->class_ ==
          ATLAS_CLASS_KEY)
        add_block (self, PAGE_COLD, mean);
    }
  gtk_widget_set_sensitive (self->hot_button, self->codes[PAGE_HOT]->len > 0);
  gtk_widget_set_sensitive (self->cold_button, self->codes[PAGE_COLD]->len > 0);
}

static void
add_share (AtlasDensityFindings      *self,
           const AtlasWeightedPlaces *places,
           const AtlasDensityShare   *share)
{
  AtlasSites *sites = atlas_plan_get_sites (get_plan (self));
  int number = g_array_index (places->site, int, share->place);
  AtlasPoint point = { g_array_index (places->x, double, share->place),
                       g_array_index (places->y, double, share->place) };
  g_autofree char *percent = atlas_quantity_format_percent (share->share * 100);
  g_autofree char *value = atlas_place_dup_density (get_scene (self), share->value);
  g_autofree char *area = name_area (self, point);
  g_autofree char *place = atlas_coordinate_format (point, ATLAS_NOTATION_PLANE);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = g_strjoin (" · ", value, area, NULL);

  if (number >= 0 && (guint) number < atlas_sites_get_n (sites))
    {
      AtlasSite site = atlas_sites_get (sites, (guint) number);

      title = g_strjoin ("  ", percent, site.name != NULL ? site.name : site.id, NULL);
    }
  else
    title = g_strjoin ("  ", percent, _("the block’s amount, spread over it"), NULL);
  add_row (self, PAGE_SITES, title, subtitle, place, NULL);
}

static void
show_sites (AtlasDensityFindings *self)
{
  AtlasScene *scene = get_scene (self);
  g_autoptr(AtlasDensityInput) input =
    atlas_maps_dup_density_input (atlas_session_get_maps (self->session),
                                  atlas_scene_get_map (scene));
  g_autoptr(GArray) shares = atlas_density_input_list_shares (input, self->at);
  g_autofree char *area = name_area (self, self->at);
  g_autofree char *value = NULL;
  g_autofree char *text = NULL;
  double sum = 0;

  for (guint i = 0; i < shares->len; i++)
    {
      const AtlasDensityShare *share = &g_array_index (shares, AtlasDensityShare, i);

      sum += share->value;
      if (i < MOST_SITES)
        add_share (self, atlas_density_input_get_places (input), share);
    }
  value = atlas_place_dup_density (scene, sum);
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, from %u place: %s",
                                       "%s, from %u places: %s", shares->len),
                          value, shares->len, area);
  gtk_label_set_text (self->sites_label, text);
}

/* Bandwidths of their own are found with the density. When it is there, the session
 * tells. */
static gboolean
can_show_sites (AtlasDensityFindings *self)
{
  const AtlasDensitySettings *settings = atlas_session_get_density_settings (self->session);

  return settings->bandwidth_kind == ATLAS_BANDWIDTH_FIXED ||
         atlas_maps_are_complete (atlas_session_get_maps (self->session));
}

static void
refresh (AtlasDensityFindings *self)
{
  for (Page page = 0; page < N_PAGES; page++)
    clear (self, page);
  if (get_scene (self) == NULL)
    return;

  show_hot_spots (self);
  show_blocks (self);
  if (self->is_asked && can_show_sites (self))
    show_sites (self);
}

static gboolean
on_idle (gpointer data)
{
  AtlasDensityFindings *self = data;

  self->refresh_id = 0;
  refresh (self);

  return G_SOURCE_REMOVE;
}

/* A slider changes much before anybody reads. */
static void
queue_refresh (AtlasDensityFindings *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_idle_add_full (G_PRIORITY_LOW, on_idle, self, NULL);
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
atlas_density_findings_finalize (GObject *object)
{
  AtlasDensityFindings *self = ATLAS_DENSITY_FINDINGS (object);

  for (Page page = 0; page < N_PAGES; page++)
    g_ptr_array_unref (self->codes[page]);

  G_OBJECT_CLASS (atlas_density_findings_parent_class)->finalize (object);
}

static void
atlas_density_findings_class_init (AtlasDensityFindingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_density_findings_dispose;
  G_OBJECT_CLASS (klass)->finalize = atlas_density_findings_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/renewalatlas/Atlas/ui/atlas-density-findings.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityFindings, stack);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityFindings, hot_spots_list);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityFindings, hot_list);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityFindings, cold_list);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityFindings, sites_list);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityFindings, sites_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityFindings, hot_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityFindings, cold_button);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_select_hot);
  gtk_widget_class_bind_template_callback (widget_class, on_select_cold);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
atlas_density_findings_init (AtlasDensityFindings *self)
{
  for (Page page = 0; page < N_PAGES; page++)
    self->codes[page] = g_ptr_array_new_with_free_func (g_free);
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
  gtk_stack_set_visible_child_name (self->stack, page_names[PAGE_SITES]);
}

guint
atlas_density_findings_get_n (AtlasDensityFindings *self,
                              const char           *page)
{
  guint n = 0;

  g_return_val_if_fail (ATLAS_IS_DENSITY_FINDINGS (self), 0);

  for (Page i = 0; i < N_PAGES; i++)
    while (g_str_equal (page_names[i], page) &&
           gtk_list_box_get_row_at_index (get_list (self, i), (int) n) != NULL)
      n++;

  return n;
}
