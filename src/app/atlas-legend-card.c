#include "atlas-legend-card.h"

#include "atlas-legend.h"
#include "atlas-lettering.h"
#include "atlas-tooltips.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Of the arrow that folds, and between it and the title. */
#define BUTTON_SIZE 24.0
#define BUTTON_GAP 6.0
/* A row's button is a little larger than what is drawn of it. */
#define ROW_GROWTH 3.0

/* How it can be drawn: what share of their size its letters have, and where texts
 * are broken, CSS pixels. The first ones are had without asking, where they leave
 * half of the map. */
#define N_MODEST 3
static const struct { double share, width; } forms[] = {
  { 1, 260 }, { 0.9, 260 }, { 0.8, 260 },
  { 1, 260 }, { 0.9, 260 }, { 0.8, 260 },
  { 1, 340 }, { 0.9, 340 }, { 0.8, 340 },
  { 1, 420 }, { 0.9, 420 }, { 0.8, 420 },
  { 0.7, 260 }, { 0.7, 340 }, { 0.7, 420 }, { 0.7, 520 },
  { 0.6, 260 }, { 0.6, 340 }, { 0.6, 420 }, { 0.6, 520 },
  { 0.5, 260 }, { 0.5, 340 }, { 0.5, 420 }, { 0.5, 520 },
  { 0.4, 260 }, { 0.4, 340 }, { 0.4, 420 }, { 0.4, 520 },
};
#define N_FORMS G_N_ELEMENTS (forms)

struct _AtlasLegendCard
{
  AtlasMapCard  parent_instance;

  GtkWidget    *fold_button;
  GtkWidget    *menu;
  GPtrArray    *buttons; /* one for each row, over what is drawn of it */
  GArray       *rows;    /* of AtlasLegendRow, in the form it is shown in */
  guint         form;
  struct { int width, height; } sizes[N_FORMS]; /* 0: not measured */
  double        title_width;
  double        title_height;
  AtlasCorner   corner;
  gboolean      sites;
  gboolean      folded;
  gboolean      shown_folded;
  guint         folded_id; /* to tell that */
  gboolean      insisted; /* somebody unfolded it though there was little room */
  gboolean      dragged;
  AtlasPoint    grabbed; /* in the parent's coordinates */
  AtlasPoint    drag;
};

G_DEFINE_FINAL_TYPE (AtlasLegendCard, atlas_legend_card, ATLAS_TYPE_MAP_CARD)

enum
{
  PROP_0,
  PROP_FOLDED,
  PROP_SHOWN_FOLDED,
  PROP_CORNER,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static double
get_point (AtlasLegendCard *self)
{
  return ATLAS_MAP_CARD_POINT * forms[self->form].share;
}

/* --- Rows --- */

static char *
dup_row_name (const AtlasScene     *scene,
              const AtlasLegendRow *row)
{
  const char *text = row->entry.text[atlas_scene_get_language (scene)];
  int class_ = (int) row->entry.number - ATLAS_FILL_CLASS_KEY;

  if (row->entry.kind == ATLAS_LEGEND_FILL && class_ >= 0 && class_ < ATLAS_N_CLASSES)
    return g_strdup_printf (row->shown ? _("%s, %u, shown") : _("%s, %u, hidden"), text,
                            atlas_scene_get_class_count (scene, class_));

  return g_strdup_printf (row->shown ? _("%s, shown") : _("%s, hidden"), text);
}

/* The class or zone alone where its layer is shown, else the layer. */
static void
on_row_clicked (AtlasLegendCard *self,
                GtkWidget       *button)
{
  AtlasScene *scene = atlas_map_card_get_scene (ATLAS_MAP_CARD (self));
  const AtlasLegendRow *row;
  const char *fill;
  guint i;

  if (!g_ptr_array_find (self->buttons, button, &i) || i >= self->rows->len)
    return;

  row = &g_array_index (self->rows, AtlasLegendRow, i);
  fill = row->entry.kind == ATLAS_LEGEND_FILL ? atlas_fill_get_key (row->entry.number) : NULL;
  if (fill != NULL &&
      (row->layer < 0 || atlas_scene_shows (scene, (AtlasDrawnLayer) row->layer)))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.class-visible", "(sb)", fill,
                                !row->shown);
  else if (row->layer >= 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.layer-visible", "(sb)",
                                atlas_drawn_layer_get_key ((AtlasDrawnLayer) row->layer),
                                !row->shown);
}

static void
add_button (AtlasLegendCard *self)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "legend-row");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_row_clicked), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  g_ptr_array_add (self->buttons, button);
}

static void
update_button (AtlasLegendCard *self,
               guint            i)
{
  AtlasScene *scene = atlas_map_card_get_scene (ATLAS_MAP_CARD (self));
  const AtlasLegendRow *row = &g_array_index (self->rows, AtlasLegendRow, i);
  GtkWidget *button = g_ptr_array_index (self->buttons, i);
  g_autofree char *name = dup_row_name (scene, row);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), row->shown);
  atlas_tooltip_set (button, row->shown ? _("Click to hide") : _("Click to show"));
  gtk_widget_set_sensitive (button, row->layer >= 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
list_rows (AtlasLegendCard *self)
{
  AtlasScene *scene = atlas_map_card_get_scene (ATLAS_MAP_CARD (self));

  g_clear_pointer (&self->rows, g_array_unref);
  self->rows = scene != NULL ? atlas_legend_list_rows (scene, self->sites, get_point (self),
                                                       forms[self->form].width)
                             : g_array_new (FALSE, FALSE, sizeof (AtlasLegendRow));
}

/* Buttons are kept from scene to scene, so that one of them keeps the focus. */
static void
atlas_legend_card_changed (AtlasMapCard *card)
{
  AtlasLegendCard *self = ATLAS_LEGEND_CARD (card);
  AtlasScene *scene = atlas_map_card_get_scene (card);
  g_autoptr(AtlasLettering) lettering = NULL;
  const AtlasStyle *style;

  memset (self->sizes, 0, sizeof self->sizes);
  list_rows (self);
  while (self->buttons->len < self->rows->len)
    add_button (self);
  while (self->buttons->len > self->rows->len)
    gtk_widget_unparent (g_ptr_array_steal_index (self->buttons, self->buttons->len - 1));
  for (guint i = 0; i < self->rows->len; i++)
    update_button (self, i);
  if (scene == NULL)
    return;

  style = atlas_scene_get_style (scene);
  lettering = atlas_lettering_new (atlas_scene_get_language (scene), ATLAS_MAP_CARD_POINT);
  atlas_lettering_measure (lettering, &style->texts[ATLAS_TEXT_LEGEND_TITLE],
                           style->words.legend[atlas_scene_get_language (scene)], 0,
                           &self->title_width, &self->title_height);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  style->words.legend[atlas_scene_get_language (scene)], -1);
}

/* --- Size and drawing --- */

static double
get_folded_width (AtlasLegendCard *self)
{
  return self->title_width + BUTTON_GAP + BUTTON_SIZE;
}

static int
get_least_width (AtlasLegendCard *self)
{
  return (int) ceil (get_folded_width (self) + 2 * ATLAS_MAP_CARD_MARGIN);
}

static int
get_least_height (AtlasLegendCard *self)
{
  return (int) ceil (MAX (self->title_height, BUTTON_SIZE) + 2 * ATLAS_MAP_CARD_MARGIN);
}

static void
atlas_legend_card_measure_scene (AtlasMapCard     *card,
                                 const AtlasScene *scene,
                                 double           *width,
                                 double           *height)
{
  AtlasLegendCard *self = ATLAS_LEGEND_CARD (card);

  atlas_legend_measure (scene, self->sites, ATLAS_MAP_CARD_POINT, forms[0].width, width, height);
  *width = MAX (*width, get_folded_width (self));
}

static void
atlas_legend_card_paint (AtlasMapCard     *card,
                         cairo_t          *cr,
                         const AtlasScene *scene)
{
  AtlasLegendCard *self = ATLAS_LEGEND_CARD (card);

  if (self->shown_folded)
    {
      cairo_rectangle (cr, 0, 0, self->title_width, self->title_height);
      cairo_clip (cr);
    }
  atlas_legend_paint (cr, scene, self->sites, get_point (self), forms[self->form].width, 0, 0);
}

static void
atlas_legend_card_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  AtlasLegendCard *self = ATLAS_LEGEND_CARD (widget);
  GTK_WIDGET_CLASS (atlas_legend_card_parent_class)->measure (widget, orientation, for_size,
                                                              minimum, natural,
                                                              minimum_baseline,
                                                              natural_baseline);
  if (*natural > 0)
    *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? get_least_width (self)
                                                         : get_least_height (self);
  *natural = MAX (*minimum, *natural);
  if (self->folded)
    *natural = *minimum;
}

static void
allocate (GtkWidget *child,
          double     x,
          double     y,
          double     width,
          double     height)
{
  gtk_widget_size_allocate (child, &(GtkAllocation) { (int) round (x), (int) round (y),
                                                      (int) round (width), (int) round (height) },
                            -1);
}

static gboolean
on_folded (gpointer data)
{
  AtlasLegendCard *self = data;
  gboolean folded = self->shown_folded;

  self->folded_id = 0;
  gtk_button_set_icon_name (GTK_BUTTON (self->fold_button),
                            folded ? "pan-end-symbolic" : "pan-down-symbolic");
  atlas_tooltip_set (self->fold_button, folded ? _("Unfold the Legend") : _("Fold the Legend"));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN_FOLDED]);

  return G_SOURCE_REMOVE;
}

/* Another icon means another layout, and this is part of one: so that comes after it. */
static void
set_shown_folded (AtlasLegendCard *self,
                  gboolean         folded)
{
  if (folded == self->shown_folded)
    return;

  self->shown_folded = folded;
  if (self->folded_id == 0)
    self->folded_id = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, on_folded, self, NULL);
}

static guint
count_forms (AtlasLegendCard *self)
{
  if (atlas_map_card_get_scene (ATLAS_MAP_CARD (self)) == NULL || self->folded)
    return 0;

  return self->insisted ? N_FORMS : N_MODEST;
}

static void
ensure_form_measured (AtlasLegendCard *self,
                      guint            form)
{
  AtlasScene *scene = atlas_map_card_get_scene (ATLAS_MAP_CARD (self));
  double width, height;

  if (self->sizes[form].width > 0)
    return;

  atlas_legend_measure (scene, self->sites, ATLAS_MAP_CARD_POINT * forms[form].share,
                        forms[form].width, &width, &height);
  width = MAX (width, get_folded_width (self));
  self->sizes[form].width = (int) ceil (width + 2 * ATLAS_MAP_CARD_MARGIN);
  self->sizes[form].height = (int) ceil (height + 2 * ATLAS_MAP_CARD_MARGIN);
}

/* Its parent has chosen one by its size. */
static gboolean
find_form (AtlasLegendCard *self,
           int              width,
           int              height,
           guint           *form)
{
  for (*form = 0; *form < count_forms (self); (*form)++)
    {
      ensure_form_measured (self, *form);
      if (self->sizes[*form].width == width && self->sizes[*form].height == height)
        return TRUE;
    }

  return FALSE;
}

/* Folded, the title has its size. */
static void
choose_form (AtlasLegendCard *self,
             int              width,
             int              height)
{
  guint form;
  gboolean unfolded = find_form (self, width, height, &form);

  set_shown_folded (self, !unfolded);
  if (!unfolded)
    form = 0;
  if (forms[form].share == forms[self->form].share && forms[form].width == forms[self->form].width)
    return;

  self->form = form;
  list_rows (self);
}

static void
atlas_legend_card_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  AtlasLegendCard *self = ATLAS_LEGEND_CARD (widget);
  double margin = ATLAS_MAP_CARD_MARGIN;

  choose_form (self, width, height);
  allocate (self->fold_button, width - margin / 2 - BUTTON_SIZE,
            margin + (self->title_height * forms[self->form].share - BUTTON_SIZE) / 2,
            BUTTON_SIZE, BUTTON_SIZE);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const AtlasBox *box = &g_array_index (self->rows, AtlasLegendRow, i).box;
      GtkWidget *button = g_ptr_array_index (self->buttons, i);

      gtk_widget_set_child_visible (button, !self->shown_folded);
      allocate (button, margin + box->x0 - ROW_GROWTH, margin + box->y0 - ROW_GROWTH,
                width - 2 * margin + 2 * ROW_GROWTH, box->y1 - box->y0 + 2 * ROW_GROWTH);
    }
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
atlas_legend_card_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  AtlasLegendCard *self = ATLAS_LEGEND_CARD (widget);

  GTK_WIDGET_CLASS (atlas_legend_card_parent_class)->snapshot (widget, snapshot);
  gtk_widget_snapshot_child (widget, self->fold_button, snapshot);
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_widget_snapshot_child (widget, g_ptr_array_index (self->buttons, i), snapshot);
}

/* --- Moving --- */

/* The card moves under the pointer, so its own coordinates don't do. */
static AtlasPoint
to_parent (AtlasLegendCard *self,
           GtkGestureDrag  *gesture,
           double           right,
           double           down)
{
  AtlasPoint point;
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  gtk_widget_translate_coordinates (GTK_WIDGET (self), gtk_widget_get_parent (GTK_WIDGET (self)),
                                    x + right, y + down, &point.x, &point.y);

  return point;
}

static void
on_drag_began (GtkGestureDrag  *gesture,
               double           x,
               double           y,
               AtlasLegendCard *self)
{
  if (y > ATLAS_MAP_CARD_MARGIN + self->title_height)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  self->grabbed = to_parent (self, gesture, 0, 0);
}

static void
on_dragged (GtkGestureDrag  *gesture,
            double           right,
            double           down,
            AtlasLegendCard *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  AtlasPoint point = to_parent (self, gesture, right, down);
  AtlasPoint drag = { point.x - self->grabbed.x, point.y - self->grabbed.y };

  if (!self->dragged && !gtk_drag_check_threshold (parent, 0, 0, (int) drag.x, (int) drag.y))
    return;

  self->dragged = TRUE;
  self->drag = drag;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
  gtk_widget_queue_allocate (parent);
}

static void
on_drag_ended (GtkGestureDrag  *gesture,
               double           right,
               double           down,
               AtlasLegendCard *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  graphene_rect_t bounds;
  AtlasCorner corner;

  if (!self->dragged || !gtk_widget_compute_bounds (GTK_WIDGET (self), parent, &bounds))
    return;

  corner = atlas_corner_nearest (bounds.origin.x + bounds.size.width / 2,
                                 bounds.origin.y + bounds.size.height / 2,
                                 gtk_widget_get_width (parent), gtk_widget_get_height (parent));
  self->dragged = FALSE;
  self->drag = (AtlasPoint) { 0, 0 };
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.legend-corner", "s",
                              atlas_corner_get_key (corner));
  gtk_widget_queue_allocate (parent);
}

static GMenuModel *
make_menu (void)
{
  static const char *const labels[ATLAS_N_CORNERS] = {
    N_("Top _Left"), N_("Top _Right"), N_("_Bottom Left"), N_("Bottom R_ight"),
  };
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) corners = g_menu_new ();

  g_menu_append (menu, _("_Fold the Legend"), "win.fold-legend");
  for (guint i = 0; i < ATLAS_N_CORNERS; i++)
    {
      g_autoptr(GMenuItem) item = g_menu_item_new (_(labels[i]), NULL);

      g_menu_item_set_action_and_target (item, "win.legend-corner", "s",
                                         atlas_corner_get_key (i));
      g_menu_append_item (corners, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (corners));

  return G_MENU_MODEL (menu);
}

static void
show_menu (AtlasLegendCard *self,
           double           x,
           double           y)
{
  if (self->menu == NULL)
    {
      g_autoptr(GMenuModel) model = make_menu ();

      self->menu = gtk_popover_menu_new_from_model (model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                               &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
on_right_click (GtkGestureClick *gesture,
                int              n_press,
                double           x,
                double           y,
                AtlasLegendCard *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (self, x, y);
}

static gboolean
on_menu_key (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  show_menu (ATLAS_LEGEND_CARD (widget), ATLAS_MAP_CARD_MARGIN,
             ATLAS_MAP_CARD_MARGIN + ATLAS_LEGEND_CARD (widget)->title_height);

  return GDK_EVENT_STOP;
}

/* --- The object --- */

static void
atlas_legend_card_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  AtlasLegendCard *self = ATLAS_LEGEND_CARD (object);

  switch (id)
    {
    case PROP_FOLDED:
      self->folded = g_value_get_boolean (value);
      set_shown_folded (self, self->folded); /* unless there is no room */
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_SHOWN_FOLDED:
      self->insisted = self->shown_folded && !g_value_get_boolean (value);
      g_object_set (self, "folded", g_value_get_boolean (value), NULL);
      break;
    case PROP_CORNER:
      self->corner = atlas_corner_find (g_value_get_string (value));
      /* Up to the map, whose names keep off. */
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
atlas_legend_card_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, ATLAS_LEGEND_CARD (object)->folded);
      break;
    case PROP_SHOWN_FOLDED:
      g_value_set_boolean (value, ATLAS_LEGEND_CARD (object)->shown_folded);
      break;
    case PROP_CORNER:
      g_value_set_static_string (value, atlas_corner_get_key (ATLAS_LEGEND_CARD (object)->corner));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
atlas_legend_card_dispose (GObject *object)
{
  AtlasLegendCard *self = ATLAS_LEGEND_CARD (object);

  g_clear_handle_id (&self->folded_id, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->fold_button, gtk_widget_unparent);
  while (self->buttons != NULL && self->buttons->len > 0)
    gtk_widget_unparent (g_ptr_array_steal_index (self->buttons, self->buttons->len - 1));
  g_clear_pointer (&self->buttons, g_ptr_array_unref);

  G_OBJECT_CLASS (atlas_legend_card_parent_class)->dispose (object);
}

static void
atlas_legend_card_finalize (GObject *object)
{
  g_array_unref (ATLAS_LEGEND_CARD (object)->rows);

  G_OBJECT_CLASS (atlas_legend_card_parent_class)->finalize (object);
}

static void
atlas_legend_card_class_init (AtlasLegendCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AtlasMapCardClass *card_class = ATLAS_MAP_CARD_CLASS (klass);

  object_class->set_property = atlas_legend_card_set_property;
  object_class->get_property = atlas_legend_card_get_property;
  object_class->dispose = atlas_legend_card_dispose;
  object_class->finalize = atlas_legend_card_finalize;
  widget_class->measure = atlas_legend_card_measure;
  widget_class->size_allocate = atlas_legend_card_size_allocate;
  widget_class->snapshot = atlas_legend_card_snapshot;
  card_class->measure = atlas_legend_card_measure_scene;
  card_class->paint = atlas_legend_card_paint;
  card_class->changed = atlas_legend_card_changed;

  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOWN_FOLDED] = g_param_spec_boolean ("shown-folded", NULL, NULL, FALSE,
                                                        G_PARAM_READWRITE |
                                                        G_PARAM_STATIC_STRINGS |
                                                        G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_CORNER] = g_param_spec_string ("corner", NULL, NULL, "bottom-right",
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key, NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
atlas_legend_card_init (AtlasLegendCard *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->corner = ATLAS_CORNER_BOTTOM_RIGHT;
  self->buttons = g_ptr_array_new ();
  self->rows = g_array_new (FALSE, FALSE, sizeof (AtlasLegendRow));
  self->fold_button = gtk_button_new_from_icon_name ("pan-down-symbolic");
  gtk_widget_add_css_class (self->fold_button, "flat");
  gtk_widget_add_css_class (self->fold_button, "legend-fold");
  atlas_tooltip_set (self->fold_button, _("Fold the Legend"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->fold_button), "win.fold-legend");
  gtk_widget_set_parent (self->fold_button, GTK_WIDGET (self));

  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_began), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_dragged), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_ended), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_right_click), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

void
atlas_legend_card_set_sites (AtlasLegendCard *self,
                             gboolean         sites)
{
  g_return_if_fail (ATLAS_IS_LEGEND_CARD (self));

  if (!sites == !self->sites)
    return;

  self->sites = sites;
  atlas_map_card_changed (ATLAS_MAP_CARD (self));
}

gboolean
atlas_legend_card_get_folded (AtlasLegendCard *self)
{
  g_return_val_if_fail (ATLAS_IS_LEGEND_CARD (self), FALSE);

  return self->shown_folded;
}

gboolean
atlas_legend_card_measure_form (AtlasLegendCard *self,
                                guint            form,
                                int             *width,
                                int             *height,
                                gboolean        *modest)
{
  GtkRequisition least;

  g_return_val_if_fail (ATLAS_IS_LEGEND_CARD (self), FALSE);

  if (form >= count_forms (self))
    return FALSE;

  /* What the style sheet puts around it is known by one size that has it and one
   * that has not. */
  ensure_form_measured (self, form);
  gtk_widget_get_preferred_size (GTK_WIDGET (self), &least, NULL);
  *width = self->sizes[form].width + least.width - get_least_width (self);
  *height = self->sizes[form].height + least.height - get_least_height (self);
  *modest = form < N_MODEST;

  return TRUE;
}

void
atlas_legend_card_found_room (AtlasLegendCard *self)
{
  g_return_if_fail (ATLAS_IS_LEGEND_CARD (self));

  self->insisted = FALSE;
}

AtlasCorner
atlas_legend_card_get_corner (AtlasLegendCard *self)
{
  g_return_val_if_fail (ATLAS_IS_LEGEND_CARD (self), ATLAS_CORNER_BOTTOM_RIGHT);

  return self->corner;
}

gboolean
atlas_legend_card_get_drag (AtlasLegendCard *self,
                            double          *x,
                            double          *y)
{
  g_return_val_if_fail (ATLAS_IS_LEGEND_CARD (self), FALSE);

  *x = self->drag.x;
  *y = self->drag.y;

  return self->dragged;
}
