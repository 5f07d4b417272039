#include "atlas-density-picture.h"

#include <math.h>

/* Odd: nothing has a colour of its own in the middle of a difference's. */
#define N_COLORS 1025

/* Every so many pixels the way back to the plane is taken exactly, between
 * them in a straight line. */
#define STEP 32

/* Of pictures in a PDF at the finest. */
#define CELLS_PER_PIXEL 1.5

typedef struct
{
  const AtlasGrid *grid;
  double           west;
  double           south;
  double           cell;
  guint            n_columns;
  guint            n_rows;
  float            low;      /* of the first colour */
  float            to_color; /* value over it → number of the colour */
  guint32          colors[N_COLORS];
} Sampler;

static void
sampler_init (Sampler          *self,
              const AtlasGrid  *grid,
              const AtlasStyle *style,
              const AtlasRamp  *ramp)
{
  double width = ramp->is_diverging ? 2 * ramp->high : ramp->high;
  AtlasBox box = atlas_grid_get_box (grid);

  self->grid = grid;
  self->cell = atlas_grid_get_cell (grid);
  self->west = box.x0 + self->cell / 2;
  self->south = box.y0 + self->cell / 2;
  self->n_columns = atlas_grid_get_n_columns (grid);
  self->n_rows = atlas_grid_get_n_rows (grid);
  self->low = ramp->is_diverging ? (float) -ramp->high : 0;
  self->to_color = width > 0 ? (float) ((N_COLORS - 1) / width) : 0;

  for (guint i = 0; i < N_COLORS; i++)
    {
      AtlasColor color = atlas_ramp_get_color (ramp, style,
                                               self->low + width * i / (N_COLORS - 1));
      guint32 alpha = (guint32) lround (color.alpha * 255);

      self->colors[i] = alpha << 24 |
                        (guint32) lround (color.red * color.alpha * 255) << 16 |
                        (guint32) lround (color.green * color.alpha * 255) << 8 |
                        (guint32) lround (color.blue * color.alpha * 255);
    }
}

/* The value at a place among the four cells around it, from the south-west one on. */
static inline float
blend (float south_west,
       float south_east,
       float north_west,
       float north_east,
       float east,
       float north)
{
  float south = south_west + (south_east - south_west) * east;

  return south + (north_west + (north_east - north_west) * east - south) * north;
}

/* @at: the south-west cell; all four lie in its tile. */
static inline float
sample_in_tile (const float *at,
                float        east,
                float        north)
{
  return blend (at[0], at[1], at[ATLAS_GRID_TILE], at[ATLAS_GRID_TILE + 1], east, north);
}

/* Where the four cells lie in several tiles. */
static float
sample_across (const AtlasGrid *grid,
               guint            column,
               guint            row,
               float            east,
               float            north)
{
  return blend (atlas_grid_get_value (grid, column, row),
                atlas_grid_get_value (grid, column + 1, row),
                atlas_grid_get_value (grid, column, row + 1),
                atlas_grid_get_value (grid, column + 1, row + 1), east, north);
}

static gboolean
is_inside (const Sampler *self,
           double         column,
           double         row)
{
  return column >= 0 && row >= 0 && column < self->n_columns - 1 && row < self->n_rows - 1;
}

/* From @column, @row on, counted from the centre of cell (0, 0): all of them inside. */
static void
sample_stretch (const Sampler *self,
                double         column,
                double         row,
                double         column_step,
                double         row_step,
                float         *values,
                int            n)
{
  guint tile_column = G_MAXUINT, tile_row = G_MAXUINT;
  const float *tile = NULL;

  for (int i = 0; i < n; i++)
    {
      double x = column + i * column_step;
      double y = row + i * row_step;
      /* Whole numbers from 0 on: floor() would be a call for each pixel. */
      guint c = (guint) (int) x;
      guint r = (guint) (int) y;
      guint in_c = c % ATLAS_GRID_TILE;
      guint in_r = r % ATLAS_GRID_TILE;
      float east = (float) (x - c);
      float north = (float) (y - r);

      if (c / ATLAS_GRID_TILE != tile_column || r / ATLAS_GRID_TILE != tile_row)
        {
          tile_column = c / ATLAS_GRID_TILE;
          tile_row = r / ATLAS_GRID_TILE;
          tile = atlas_grid_get_tile (self->grid, tile_column, tile_row);
        }
      if (in_c == ATLAS_GRID_TILE - 1 || in_r == ATLAS_GRID_TILE - 1)
        values[i] = sample_across (self->grid, c, r, east, north);
      else if (tile == NULL)
        values[i] = 0;
      else
        values[i] = sample_in_tile (tile + in_r * ATLAS_GRID_TILE + in_c, east, north);
    }
}

/* From one place to another, both inside, are all tiles of the grid zero? Most of them are. */
static gboolean
is_zero (const Sampler *self,
         double         column,
         double         row,
         double         to_column,
         double         to_row)
{
  guint first = (guint) MIN (column, to_column) / ATLAS_GRID_TILE;
  guint first_row = (guint) MIN (row, to_row) / ATLAS_GRID_TILE;
  guint last = ((guint) MAX (column, to_column) + 1) / ATLAS_GRID_TILE;
  guint last_row = ((guint) MAX (row, to_row) + 1) / ATLAS_GRID_TILE;

  for (guint r = first_row; r <= last_row; r++)
    for (guint c = first; c <= last; c++)
      if (atlas_grid_get_tile (self->grid, c, r) != NULL)
        return FALSE;

  return TRUE;
}

static guint32
find_color (const Sampler *self,
            float          value)
{
  float color = (value - self->low) * self->to_color;

  return self->colors[color > 0 ? MIN ((guint) color, N_COLORS - 1) : 0];
}

static void
fill_stretch (guint32 *pixels,
              int      n,
              guint32  color)
{
  for (int i = 0; i < n; i++)
    pixels[i] = color;
}

static void
paint_stretch (const Sampler *self,
               AtlasPoint     from,
               AtlasPoint     to,
               guint32       *pixels,
               int            n)
{
  double column = (from.x - self->west) / self->cell;
  double row = (from.y - self->south) / self->cell;
  double column_step = (to.x - from.x) / self->cell / STEP;
  double row_step = (to.y - from.y) / self->cell / STEP;
  double to_column = column + (n - 1) * column_step, to_row = row + (n - 1) * row_step;
  float values[STEP] = { 0 };

  if (is_inside (self, column, row) && is_inside (self, to_column, to_row))
    {
      if (is_zero (self, column, row, to_column, to_row))
        {
          fill_stretch (pixels, n, find_color (self, 0));
          return;
        }
      sample_stretch (self, column, row, column_step, row_step, values, n);
    }
  else
    for (int i = 0; i < n; i++)
      if (is_inside (self, column + i * column_step, row + i * row_step))
        sample_stretch (self, column + i * column_step, row + i * row_step, 0, 0, &values[i], 1);

  for (int i = 0; i < n; i++)
    pixels[i] = find_color (self, values[i]);
}

/* Where the grid is not all zero, in the plane: most of a city's surroundings
 * have nothing to show. */
static AtlasBox
find_values (const AtlasGrid *grid)
{
  AtlasBox box = atlas_grid_get_box (grid);
  AtlasBox values = ATLAS_BOX_EMPTY;
  double cell = atlas_grid_get_cell (grid);
  double size = ATLAS_GRID_TILE * cell;

  for (guint row = 0; row * ATLAS_GRID_TILE < atlas_grid_get_n_rows (grid); row++)
    for (guint column = 0; column * ATLAS_GRID_TILE < atlas_grid_get_n_columns (grid); column++)
      if (atlas_grid_get_tile (grid, column, row) != NULL)
        {
          atlas_box_add (&values, box.x0 + column * size, box.y0 + row * size);
          atlas_box_add (&values, box.x0 + (column + 1) * size, box.y0 + (row + 1) * size);
        }

  /* Between the outermost cells and their neighbours values fade to zero. */
  return atlas_box_is_empty (&values) ? values : atlas_box_grow (&values, cell);
}

/* The same in scene coordinates. The plane's edges are nearly straight there,
 * less than a cell off. */
static AtlasBox
find_scene_values (const AtlasShapes *shapes,
                   const AtlasGrid   *grid)
{
  AtlasBox values = find_values (grid);

  return atlas_box_is_empty (&values) ? values : atlas_shapes_box_from_plane (shapes, &values);
}

/* The part of what is seen that the grid can colour, in the context's units, on
 * whole pixels of size @pixel. @everywhere: nothing has a colour, too */
static AtlasBox
find_area (AtlasPen          *pen,
           const AtlasShapes *shapes,
           const AtlasGrid   *grid,
           gboolean           everywhere,
           double             pixel)
{
  const AtlasBox *city = atlas_shapes_get_box (shapes);
  AtlasBox values = everywhere ? *city : find_scene_values (shapes, grid);
  double x = atlas_view_x (pen->view, MAX (MAX (city->x0, values.x0), pen->seen.x0));
  double y = atlas_view_y (pen->view, MAX (MAX (city->y0, values.y0), pen->seen.y0));
  double x1 = atlas_view_x (pen->view, MIN (MIN (city->x1, values.x1), pen->seen.x1));
  double y1 = atlas_view_y (pen->view, MIN (MIN (city->y1, values.y1), pen->seen.y1));

  return (AtlasBox) {
    MAX (0, floor (x / pixel) * pixel), MAX (0, floor (y / pixel) * pixel),
    MIN (pen->view->width, x1), MIN (pen->view->height, y1) };
}

static cairo_surface_t *
make_picture (AtlasPen          *pen,
              const AtlasShapes *shapes,
              const Sampler     *sampler,
              const AtlasBox    *area,
              double             pixel)
{
  int width = (int) ceil (atlas_box_width (area) / pixel);
  int height = (int) ceil (atlas_box_height (area) / pixel);
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  guchar *data = cairo_image_surface_get_data (picture);
  int stride = cairo_image_surface_get_stride (picture);
  double unit = pixel / pen->view->scale;

  if (cairo_surface_status (picture) != CAIRO_STATUS_SUCCESS)
    return picture;

  for (int y = 0; y < height; y++)
    {
      double scene_y = pen->view->y0 + area->y0 / pen->view->scale + (y + 0.5) * unit;
      double scene_x = pen->view->x0 + area->x0 / pen->view->scale + 0.5 * unit;
      AtlasPoint to = atlas_shapes_to_plane (shapes, scene_x, scene_y);

      for (int x = 0; x < width; x += STEP)
        {
          AtlasPoint from = to;

          to = atlas_shapes_to_plane (shapes, scene_x + (x + STEP) * unit, scene_y);
          paint_stretch (sampler, from, to, (guint32 *) (gpointer) (data + y * stride) + x,
                         MIN (STEP, width - x));
        }
    }
  cairo_surface_mark_dirty (picture);

  return picture;
}

/* How fine the picture is: the device's pixels, or in a PDF what its fallback
 * resolution asks for, but no finer than a kernel many cells wide needs: the
 * reader's program fills in between as well as we could. */
static double
find_pixel (AtlasPen          *pen,
            const AtlasShapes *shapes,
            const AtlasGrid   *grid)
{
  double middle = (pen->seen.y0 + pen->seen.y1) / 2;
  double x_dpi, y_dpi, cell;

  if (!pen->vector)
    return pen->pixel;

  cairo_surface_get_fallback_resolution (cairo_get_target (pen->cr), &x_dpi, &y_dpi);
  cell = atlas_grid_get_cell (grid) * pen->view->scale /
         atlas_shapes_get_metres_per_unit (shapes, middle);

  return MAX (pen->pixel * 72 / x_dpi, CELLS_PER_PIXEL * cell);
}

void
atlas_density_picture_paint (AtlasPen          *pen,
                             const AtlasShapes *shapes,
                             const AtlasStyle  *style,
                             const AtlasGrid   *grid,
                             const AtlasRamp   *ramp)
{
  double pixel = find_pixel (pen, shapes, grid);
  gboolean everywhere = atlas_ramp_get_color (ramp, style, 0).alpha > 0;
  AtlasBox area = find_area (pen, shapes, grid, everywhere, pixel);
  g_autofree Sampler *sampler = NULL;
  cairo_surface_t *picture;

  if (area.x1 <= area.x0 || area.y1 <= area.y0)
    return;

  sampler = g_new (Sampler, 1);
  sampler_init (sampler, grid, style, ramp);
  picture = make_picture (pen, shapes, sampler, &area, pixel);

  cairo_save (pen->cr);
  cairo_translate (pen->cr, area.x0, area.y0);
  cairo_scale (pen->cr, pixel, pixel);
  cairo_set_source_surface (pen->cr, picture, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (pen->cr),
                            pen->vector ? CAIRO_FILTER_BILINEAR : CAIRO_FILTER_NEAREST);
  cairo_paint (pen->cr);
  cairo_restore (pen->cr);
  cairo_surface_destroy (picture);
}
