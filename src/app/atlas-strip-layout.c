#include "atlas-strip-layout.h"

#define GAP 6
#define N_NARROW 2

struct _AtlasStripLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (AtlasStripLayout, atlas_strip_layout, GTK_TYPE_LAYOUT_MANAGER)

/* What the largest child asks for. Returns: how many children there are */
static int
measure_child (GtkWidget      *widget,
               GtkOrientation  orientation,
               int             for_size,
               int            *minimum,
               int            *natural)
{
  int n = 0;

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, orientation, for_size, &child_minimum, &child_natural, NULL,
                          NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
      n++;
    }

  return n;
}

static int
get_length (int n,
            int size)
{
  return n > 0 ? n * size + (n - 1) * GAP : 0;
}

static int
get_child_width (int n_columns,
                 int width)
{
  return (width - (n_columns - 1) * GAP) / MAX (n_columns, 1);
}

static int
count_columns (GtkWidget *widget,
               int        width)
{
  int minimum, natural;
  int n = measure_child (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural);

  return width < 0 || width >= get_length (n, natural) ? n : MIN (n, N_NARROW);
}

static GtkSizeRequestMode
atlas_strip_layout_get_request_mode (GtkLayoutManager *manager,
                                     GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
atlas_strip_layout_measure (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            GtkOrientation    orientation,
                            int               for_size,
                            int              *minimum,
                            int              *natural,
                            int              *minimum_baseline,
                            int              *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int n = measure_child (widget, orientation, -1, minimum, natural);

      *minimum = get_length (MIN (n, N_NARROW), *minimum);
      *natural = get_length (n, *natural);
    }
  else
    {
      int n_columns = count_columns (widget, for_size);
      int width = for_size < 0 ? -1 : get_child_width (n_columns, for_size);
      int n = measure_child (widget, orientation, width, minimum, natural);
      int n_rows = (n + n_columns - 1) / MAX (n_columns, 1);

      *minimum = get_length (n_rows, *minimum);
      *natural = get_length (n_rows, *natural);
    }
}

static void
atlas_strip_layout_allocate (GtkLayoutManager *manager,
                             GtkWidget        *widget,
                             int               width,
                             int               height,
                             int               baseline)
{
  int n_columns = count_columns (widget, width);
  int child_width = get_child_width (n_columns, width);
  int child_height, natural, n, n_rows, i = 0;

  n = measure_child (widget, GTK_ORIENTATION_VERTICAL, child_width, &child_height, &natural);
  n_rows = (n + n_columns - 1) / MAX (n_columns, 1);
  child_height = MAX (child_height, get_child_width (n_rows, height));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child), i++)
    {
      const GtkAllocation place = { i % n_columns * (child_width + GAP),
                                    i / n_columns * (child_height + GAP), child_width,
                                    child_height };

      gtk_widget_size_allocate (child, &place, -1);
    }
}

static void
atlas_strip_layout_class_init (AtlasStripLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = atlas_strip_layout_get_request_mode;
  layout_class->measure = atlas_strip_layout_measure;
  layout_class->allocate = atlas_strip_layout_allocate;
}

static void
atlas_strip_layout_init (AtlasStripLayout *self)
{
}

GtkLayoutManager *
atlas_strip_layout_new (void)
{
  return g_object_new (ATLAS_TYPE_STRIP_LAYOUT, NULL);
}
