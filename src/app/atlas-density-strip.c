#include "atlas-density-strip.h"

#include "atlas-coordinate.h"
#include "atlas-density-comparison.h"
#include "atlas-density-none.h"
#include "atlas-density-words.h"
#include "atlas-place.h"
#include "atlas-quantity.h"
#include "atlas-strip-layout.h"
#include "atlas-strip-map.h"
#include "atlas-task.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define N ATLAS_DENSITY_COMPARISON_N
/* So many are ringed and listed, the highest. */
#define MOST_SPOTS 20
#define VALUE_CHARS 7
/* Of rows. */
#define PLACE_KEY "place"
#define CODE_KEY "code"
#define SPOT_KEY "spot"

struct _AtlasDensityStrip
{
  AdwWindow               parent_instance;

  AtlasSession           *session;
  guint                   refresh_id; /* until it is looked at anew */
  GCancellable           *computing;  /* (nullable) */
  AtlasScene             *scene;      /* (nullable): that is compared */
  AtlasDensityInput      *input;      /* (nullable): of that */
  AtlasDensityComparison *comparison; /* (nullable): nothing is computed yet */
  GArray                 *ranks;      /* (element-type guint): persistent hot spots, the
                                       * highest at @reference first */
  guint                   reference;  /* the bandwidth that names and ranks them */
  gboolean                is_filling; /* what is selected is not from a person */
  AtlasStripMap          *maps[N];
  AtlasBox                seen;       /* on the window's map, scene coordinates */
  AtlasBox                extent;     /* of the maps here, the same */

  /* Template children */
  GtkStack               *stack;
  AdwStatusPage          *none_page;
  GtkSpinner             *spinner;
  GtkLabel               *terms_label;
  GtkLabel               *sample_label;
  GtkLabel               *scale_label;
  GtkCheckButton         *same_scale_check;
  GtkCheckButton         *same_extent_check;
  GtkWidget              *maps_box;
  GtkLabel               *spots_label;
  GtkListBox             *spots_list;
};

G_DEFINE_FINAL_TYPE (AtlasDensityStrip, atlas_density_strip, ADW_TYPE_WINDOW)

/* --- Hot spots --- */

static guint
count_spots (AtlasDensityStrip *self)
{
  return MIN (self->comparison->persistent->len, MOST_SPOTS);
}

/* @rank: from the highest on */
static const AtlasHotSpot *
get_spot (AtlasDensityStrip *self,
          guint              rank,
          guint              level)
{
  return atlas_density_comparison_get_spot (self->comparison,
                                            g_array_index (self->ranks, guint, rank), level);
}

static AtlasPoint
get_place (AtlasDensityStrip *self,
           guint              rank,
           guint              level)
{
  const AtlasHotSpot *at = get_spot (self, rank, level);

  return (AtlasPoint) { at->x, at->y };
}

static int
compare_values (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  AtlasDensityStrip *self = data;
  guint one = *(const guint *) a, other = *(const guint *) b;
  double value = fabs (atlas_density_comparison_get_spot (self->comparison, one,
                                                          self->reference)->value);
  double than = fabs (atlas_density_comparison_get_spot (self->comparison, other,
                                                         self->reference)->value);

  return value != than ? (value > than ? -1 : 1) : (one > other) - (one < other);
}

/* The map's bandwidth, or that shown here which is nearest to it, as a ratio: there the
 * hot spots are called as they are on the map, and as high. */
static void
rank_spots (AtlasDensityStrip *self)
{
  double bandwidth = atlas_scene_get_options (self->scene)->density.bandwidth;

  self->reference = 0;
  for (guint level = 1; level < N; level++)
    if (fabs (log (self->comparison->bandwidths[level] / bandwidth)) <
        fabs (log (self->comparison->bandwidths[self->reference] / bandwidth)))
      self->reference = level;

  g_array_set_size (self->ranks, 0);
  for (guint i = 0; i < self->comparison->persistent->len; i++)
    g_array_append_val (self->ranks, i);
  g_array_sort_with_data (self->ranks, compare_values, self);
}

static GtkWidget *
add_suffix (GtkWidget  *row,
            const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_width_chars (GTK_LABEL (label), VALUE_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);

  return label;
}

/* Of a bandwidth: does it rank them? */
static void
show_rank (GtkWidget *label,
           gboolean   ranks)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  if (!ranks)
    {
      gtk_widget_add_css_class (label, "dim-label");
      return;
    }

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
}

static void
add_heading (AtlasDensityStrip *self)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "title", _("Hot Spots at All Bandwidths"),
                                 "subtitle", atlas_place_get_density_unit (self->scene),
                                 "selectable", FALSE,
                                 NULL);

  for (guint level = 0; level < N; level++)
    {
      g_autofree char *number = atlas_quantity_format_count (self->comparison->bandwidths[level]);
      g_autofree char *bandwidth = g_strdup_printf (_("%s m"), number);

      show_rank (add_suffix (row, bandwidth), level == self->reference);
    }
  gtk_list_box_append (self->spots_list, row);
}

/* Where it lies at one bandwidth tells it from others at all. */
static void
set_keys (AtlasDensityStrip *self,
          GtkWidget         *row,
          guint              spot)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  AtlasPoint point = get_place (self, spot, self->reference);

  g_object_set_data_full (G_OBJECT (row), PLACE_KEY,
                          atlas_coordinate_format (point, ATLAS_NOTATION_PLANE), g_free);
  g_object_set_data_full (G_OBJECT (row), CODE_KEY,
                          g_strdup (atlas_maps_find_code (maps, point)), g_free);
  g_object_set_data_full (G_OBJECT (row), SPOT_KEY,
                          atlas_coordinate_format (get_place (self, spot, 0),
                                                   ATLAS_NOTATION_PLANE), g_free);
}

static void
add_spot (AtlasDensityStrip *self,
          guint              spot)
{
  AtlasPoint point = get_place (self, spot, self->reference);
  g_autofree char *area = atlas_maps_name_place (atlas_session_get_maps (self->session), point);
  g_autofree char *title = g_strdup_printf ("%u.  %s", spot + 1, area);
  g_autoptr(GString) values = g_string_new (NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);

  /* Set with it, the title would still be taken for markup. */
  g_object_set (row, "title", title, "title-lines", 1, "activatable", TRUE, NULL);
  for (guint level = 0; level < N; level++)
    {
      g_autofree char *value = atlas_place_dup_density_number (
        self->scene, get_spot (self, spot, level)->value);
      g_autofree char *number = atlas_quantity_format_count (self->comparison->bandwidths[level]);
      g_autofree char *bandwidth = g_strdup_printf (_("%s m"), number);

      add_suffix (row, value);
      g_string_append_printf (values, "%s%s: %s", level > 0 ? ", " : "", bandwidth, value);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, values->str, -1);
  set_keys (self, row, spot);
  gtk_list_box_append (self->spots_list, row);
}

static void
show_rule (AtlasDensityStrip *self)
{
  g_autofree char *bandwidth =
    atlas_quantity_format_count (self->comparison->bandwidths[self->reference]);
  g_autofree char *text =
    g_strdup_printf (_("A hot spot is ringed where each bandwidth has one, any two of them "
                       "no farther apart than the wider bandwidth. The highest at %s m come "
                       "first, and have the name of where they lie at that bandwidth."),
                     bandwidth);

  gtk_label_set_text (self->spots_label, count_spots (self) > 0
                      ? text : _("No place is a hot spot at all four bandwidths."));
}

static void
select_spot (AtlasDensityStrip *self,
             const char        *spot)
{
  GtkListBoxRow *row;

  for (int i = 1; (row = gtk_list_box_get_row_at_index (self->spots_list, i)) != NULL; i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), SPOT_KEY), spot) == 0)
      gtk_list_box_select_row (self->spots_list, row);
}

static void
show_spots (AtlasDensityStrip *self)
{
  guint n = count_spots (self);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->spots_list);
  g_autofree char *selected = row != NULL ? g_strdup (g_object_get_data (G_OBJECT (row),
                                                                         SPOT_KEY)) : NULL;

  self->is_filling = TRUE;
  while ((row = gtk_list_box_get_row_at_index (self->spots_list, 0)) != NULL)
    gtk_list_box_remove (self->spots_list, GTK_WIDGET (row));
  show_rule (self);
  gtk_widget_set_visible (GTK_WIDGET (self->spots_list), n > 0);
  if (n > 0)
    add_heading (self);
  for (guint i = 0; i < n; i++)
    add_spot (self, i);
  if (selected != NULL)
    select_spot (self, selected);
  self->is_filling = FALSE;
}

/* A window that held the other one's actions would never go. */
static void
go_to (AtlasDensityStrip *self,
       GtkListBoxRow     *row)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  const char *place = g_object_get_data (G_OBJECT (row), PLACE_KEY);
  const char *code = g_object_get_data (G_OBJECT (row), CODE_KEY);

  if (parent == NULL || place == NULL)
    return;

  g_action_group_activate_action (G_ACTION_GROUP (parent), "select",
                                  g_variant_new_strv (&code, code != NULL ? 1 : 0));
  g_action_group_activate_action (G_ACTION_GROUP (parent), "zoom-to",
                                  g_variant_new_string (place));
}

/* A click selects, and then activates. */
static void
on_row_activated (AtlasDensityStrip *self,
                  GtkListBoxRow     *row)
{
  if (gtk_list_box_row_is_selected (row))
    go_to (self, row);
  else
    gtk_list_box_select_row (self->spots_list, row);
}

static void
on_row_selected (AtlasDensityStrip *self,
                 GtkListBoxRow     *row)
{
  if (row != NULL && !self->is_filling)
    go_to (self, row);
}

/* --- Maps --- */

/* What the window's map shows; or all hot spots of all bandwidths, as far as the
 * widest reaches; where there are none, the municipality. */
static AtlasBox
find_extent (AtlasDensityStrip *self,
             AtlasProjection   *projection)
{
  double reach = self->comparison->bandwidths[N - 1];
  AtlasBox box = ATLAS_BOX_EMPTY;

  if (gtk_check_button_get_active (self->same_extent_check) && !atlas_box_is_empty (&self->seen))
    return self->seen;

  for (guint level = 0; level < N; level++)
    for (guint i = 0; i < self->comparison->spots[level]->len; i++)
      {
        const AtlasHotSpot *spot = &g_array_index (self->comparison->spots[level], AtlasHotSpot,
                                                   i);

        for (int corner = 0; corner < 4; corner++)
          {
            AtlasPoint point = atlas_projection_point (projection,
                                                       spot->x + (corner % 2 * 2 - 1) * reach,
                                                       spot->y + (corner / 2 * 2 - 1) * reach);

            atlas_box_add (&box, point.x, point.y);
          }
      }

  return atlas_box_is_empty (&box) ? *atlas_shapes_get_box (atlas_scene_get_shapes (self->scene))
                                   : box;
}

static AtlasScene *
make_scene (AtlasDensityStrip *self,
            guint              level)
{
  AtlasSceneOptions options = *atlas_scene_get_options (self->scene);

  options.density.bandwidth = self->comparison->bandwidths[level];
  options.density.top = gtk_check_button_get_active (self->same_scale_check)
                        ? atlas_density_comparison_get_maximum (self->comparison) : 0;

  return atlas_scene_new_with_options (atlas_scene_get_shapes (self->scene),
                                       (AtlasStyle *) atlas_scene_get_style (self->scene),
                                       atlas_scene_get_map (self->scene),
                                       atlas_scene_get_language (self->scene),
                                       self->comparison->grids[level], &options);
}

static void
show_map (AtlasDensityStrip *self,
          guint              level,
          AtlasProjection   *projection)
{
  g_autoptr(AtlasScene) scene = make_scene (self, level);
  AtlasPoint places[MOST_SPOTS];
  guint n = count_spots (self);

  for (guint i = 0; i < n; i++)
    places[i] = get_place (self, i, level);
  atlas_projection_apply (projection, places, n);
  atlas_strip_map_show (self->maps[level], scene, &self->extent, places, n);
}

/* Where all colours end; those of a difference do so twice. */
static char *
dup_end (AtlasDensityStrip *self)
{
  double maximum = atlas_density_comparison_get_maximum (self->comparison);
  g_autofree char *end = atlas_place_dup_density (self->scene, maximum);

  return *end == '+' ? g_strconcat ("±", end + 1, NULL) : g_steal_pointer (&end);
}

static void
show_maps (AtlasDensityStrip *self)
{
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_PLANE,
                                                                ATLAS_CRS_MERCATOR);
  g_autofree char *end = dup_end (self);
  g_autofree char *same = g_strdup_printf (_("The colours of all four maps end at %s."), end);

  self->extent = find_extent (self, projection);
  for (guint level = 0; level < N; level++)
    show_map (self, level, projection);
  gtk_label_set_text (self->scale_label, gtk_check_button_get_active (self->same_scale_check)
                      ? same : _("The colours of each map end at its own maximum: the same "
                                 "amount, spread farther, is lower."));
}

static void
show_current (AtlasDensityStrip *self)
{
  double bandwidth = atlas_session_get_density_settings (self->session)->bandwidth;

  for (guint level = 0; level < N; level++)
    atlas_strip_map_set_current (self->maps[level],
                                 self->comparison->bandwidths[level] == bandwidth);
}

static void
show_all (AtlasDensityStrip *self)
{
  const AtlasStyle *style = atlas_scene_get_style (self->scene);
  g_autofree char *terms = atlas_density_words_dup_line (self->scene, FALSE);

  gtk_label_set_text (self->terms_label, terms);
  rank_spots (self);
  gtk_label_set_text (self->sample_label,
                      style->words.sample[atlas_scene_get_language (self->scene)]);
  gtk_widget_set_visible (GTK_WIDGET (self->sample_label), atlas_scene_is_sample (self->scene));
  show_maps (self);
  show_current (self);
  show_spots (self);
  gtk_stack_set_visible_child_name (self->stack, "maps");
}

static void
show_none (AtlasDensityStrip *self,
           const char        *title,
           const char        *description)
{
  g_autofree char *markup = g_markup_escape_text (description, -1);

  adw_status_page_set_title (self->none_page, title);
  adw_status_page_set_description (self->none_page, markup);
  gtk_stack_set_visible_child_name (self->stack, "none");
}

static void
on_checked (AtlasDensityStrip *self)
{
  if (self->comparison != NULL)
    show_maps (self);
}

static void
on_map_clicked (AtlasDensityStrip *self,
                AtlasStripMap     *map)
{
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };

  if (self->scene == NULL || self->comparison == NULL || self->refresh_id != 0)
    return;

  atlas_density_settings_copy (atlas_session_get_density_settings (self->session), &settings);
  for (guint level = 0; level < N; level++)
    if (self->maps[level] == map)
      settings.bandwidth = self->comparison->bandwidths[level];
  atlas_session_set_density_settings (self->session, &settings);
}

/* --- Computing --- */

static void
cancel (AtlasDensityStrip *self)
{
  g_cancellable_cancel (self->computing);
  g_clear_object (&self->computing);
  gtk_spinner_stop (self->spinner);
}

static void
compute (GTask        *task,
         gpointer      source,
         gpointer      data,
         GCancellable *cancellable)
{
  GError *error = NULL;
  AtlasDensityComparison *comparison = atlas_density_comparison_new (data, cancellable, &error);

  if (comparison != NULL)
    g_task_return_pointer (task, comparison, (GDestroyNotify) atlas_density_comparison_free);
  else
    g_task_return_error (task, error);
}

/* The task holds no reference to the window: GTK finalizes none rightly whose parent has
 * gone before, and what is closed could be shown once more. */
static void
on_computed (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  AtlasDensityStrip *self = data;
  g_autoptr(GError) error = NULL;
  AtlasDensityComparison *comparison = g_task_propagate_pointer (G_TASK (result), &error);

  /* Who cancels has put another in its place, or is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->computing);
  gtk_spinner_stop (self->spinner);
  g_clear_pointer (&self->comparison, atlas_density_comparison_free);
  self->comparison = comparison;
  if (comparison != NULL)
    show_all (self);
  else
    show_none (self, _("The Densities Can’t Be Computed"), error->message);
}

static void
start (AtlasDensityStrip *self)
{
  g_autoptr(GTask) task = NULL;

  cancel (self);
  self->computing = g_cancellable_new ();
  gtk_spinner_start (self->spinner);
  task = g_task_new (NULL, self->computing, on_computed, self);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, atlas_density_input_ref (self->input),
                        (GDestroyNotify) atlas_density_input_unref);
  atlas_task_run_in_thread (task, compute);
}

/* @title: @why: (out): what there is not, and why. Returns: (nullable): the map shown has
 * no density, or one that has no bandwidth */
static AtlasScene *
get_scene (AtlasDensityStrip  *self,
           const char        **title,
           const char        **why)
{
  AtlasScene *scene = atlas_session_get_scene (self->session);

  *title = _("No Density");
  *why = atlas_density_none_explain (scene);
  if (*why != NULL)
    return NULL;

  *title = _("No Bandwidths to Compare");
  *why = _("Each site is spread as far as its neighbour, and no bandwidth is that of all. "
           "Set “Bandwidth” to “Fixed” or “After Abramson”.");

  return atlas_scene_get_options (scene)->density.bandwidth_kind == ATLAS_BANDWIDTH_NEIGHBOURS
         ? NULL : scene;
}

static void
forget (AtlasDensityStrip *self)
{
  cancel (self);
  g_clear_pointer (&self->scene, atlas_scene_unref);
  g_clear_pointer (&self->input, atlas_density_input_unref);
  g_clear_pointer (&self->comparison, atlas_density_comparison_free);
}

/* Only the bandwidth is another, or nothing of the density at all. */
static gboolean
is_compared (AtlasDensityStrip       *self,
             AtlasScene              *scene,
             const AtlasDensityInput *input)
{
  return self->input != NULL && self->scene != NULL &&
         atlas_scene_get_map (scene) == atlas_scene_get_map (self->scene) &&
         (atlas_scene_get_density (scene) == atlas_scene_get_density (self->scene) ||
          atlas_density_comparison_is_of_same (self->input, input));
}

static void
refresh (AtlasDensityStrip *self)
{
  const char *title, *why;
  AtlasScene *scene = get_scene (self, &title, &why);
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  g_autoptr(AtlasDensityInput) input = NULL;
  gboolean is_same;

  if (scene == NULL)
    {
      forget (self);
      show_none (self, title, why);
      return;
    }
  /* When they are, the session tells. */
  if (!atlas_maps_are_complete (maps))
    return;

  input = atlas_maps_dup_density_input (maps, atlas_scene_get_map (scene));
  is_same = is_compared (self, scene, input);
  atlas_scene_ref (scene);
  g_clear_pointer (&self->scene, atlas_scene_unref);
  self->scene = scene;
  if (!is_same)
    {
      g_clear_pointer (&self->input, atlas_density_input_unref);
      self->input = g_steal_pointer (&input);
      start (self);
    }
  else if (self->computing == NULL && self->comparison != NULL)
    {
      show_all (self);
    }
}

static gboolean
on_idle (gpointer data)
{
  AtlasDensityStrip *self = data;

  self->refresh_id = 0;
  refresh (self);

  return G_SOURCE_REMOVE;
}

/* A slider changes much before anybody looks. */
static void
queue_refresh (AtlasDensityStrip *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_idle_add_full (G_PRIORITY_LOW, on_idle, self, NULL);
}

static void
atlas_density_strip_dispose (GObject *object)
{
  AtlasDensityStrip *self = ATLAS_DENSITY_STRIP (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->session != NULL)
    forget (self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_DENSITY_STRIP);

  G_OBJECT_CLASS (atlas_density_strip_parent_class)->dispose (object);
}

static void
atlas_density_strip_finalize (GObject *object)
{
  g_array_unref (ATLAS_DENSITY_STRIP (object)->ranks);

  G_OBJECT_CLASS (atlas_density_strip_parent_class)->finalize (object);
}

static void
atlas_density_strip_class_init (AtlasDensityStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_density_strip_dispose;
  G_OBJECT_CLASS (klass)->finalize = atlas_density_strip_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/renewalatlas/Atlas/ui/atlas-density-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityStrip, stack);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityStrip, none_page);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityStrip, spinner);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityStrip, terms_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityStrip, sample_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityStrip, scale_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityStrip, same_scale_check);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityStrip, same_extent_check);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityStrip, maps_box);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityStrip, spots_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasDensityStrip, spots_list);
  gtk_widget_class_bind_template_callback (widget_class, on_checked);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
atlas_density_strip_init (AtlasDensityStrip *self)
{
  self->seen = ATLAS_BOX_EMPTY;
  self->ranks = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->maps_box, atlas_strip_layout_new ());
  for (guint level = 0; level < N; level++)
    {
      self->maps[level] = ATLAS_STRIP_MAP (atlas_strip_map_new ());
      g_signal_connect_swapped (self->maps[level], "clicked", G_CALLBACK (on_map_clicked), self);
      gtk_box_append (GTK_BOX (self->maps_box), GTK_WIDGET (self->maps[level]));
    }
}

AtlasDensityStrip *
atlas_density_strip_new (GtkWindow    *parent,
                         AtlasSession *session)
{
  AtlasDensityStrip *self = g_object_new (ATLAS_TYPE_DENSITY_STRIP,
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
atlas_density_strip_set_seen (AtlasDensityStrip *self,
                              const AtlasBox    *seen)
{
  g_return_if_fail (ATLAS_IS_DENSITY_STRIP (self));

  self->seen = *seen;
  if (gtk_check_button_get_active (self->same_extent_check) && self->comparison != NULL)
    show_maps (self);
}

const AtlasBox *
atlas_density_strip_get_extent (AtlasDensityStrip *self)
{
  g_return_val_if_fail (ATLAS_IS_DENSITY_STRIP (self), NULL);

  return &self->extent;
}

gboolean
atlas_density_strip_is_idle (AtlasDensityStrip *self)
{
  g_return_val_if_fail (ATLAS_IS_DENSITY_STRIP (self), FALSE);

  if (self->refresh_id != 0 || self->computing != NULL || self->comparison == NULL)
    return FALSE;
  for (guint level = 0; level < N; level++)
    if (!atlas_strip_map_is_drawn (self->maps[level]))
      return FALSE;

  return TRUE;
}

AtlasScene *
atlas_density_strip_get_scene (AtlasDensityStrip *self,
                               guint              i)
{
  g_return_val_if_fail (ATLAS_IS_DENSITY_STRIP (self), NULL);
  g_return_val_if_fail (i < N, NULL);

  return atlas_strip_map_get_scene (self->maps[i]);
}

guint
atlas_density_strip_get_n (AtlasDensityStrip *self)
{
  g_return_val_if_fail (ATLAS_IS_DENSITY_STRIP (self), 0);

  return self->comparison != NULL ? count_spots (self) : 0;
}

guint
atlas_density_strip_get_reference (AtlasDensityStrip *self)
{
  g_return_val_if_fail (ATLAS_IS_DENSITY_STRIP (self), 0);

  return self->reference;
}
