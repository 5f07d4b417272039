#include "atlas-city.h"
#include "atlas-sample-targets.h"

#include <math.h>
#include <string.h>

/* A subdistrict with a place to grow from. */
typedef struct
{
  guint      row; /* in the table */
  AtlasPoint at;
} Seat;

/* Sorting of blocks within a prefix: by planning unit, then as one reads. */
typedef struct
{
  guint block;
  guint unit;
  int   unit_band;
  int   band;
  double unit_x;
  double x;
} Entry;

char *
atlas_city_dup_stem (const char *subdistrict)
{
  static const char *const endings[] = { "街道", "地区", "镇", "乡" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (subdistrict, endings[i]) && strlen (subdistrict) > strlen (endings[i]) + 3)
      return g_strndup (subdistrict, strlen (subdistrict) - strlen (endings[i]));

  return g_strdup (subdistrict);
}

/* Looks for a row called @stem. */
static gboolean
find_place_of (const AtlasTable *table,
               GArray           *places,
               const char       *stem,
               AtlasPoint       *at)
{
  for (guint i = 0; i < places->len; i++)
    if (g_strcmp0 (atlas_table_get (table, i, "name"), stem) == 0)
      {
        *at = g_array_index (places, AtlasPoint, i);
        return isfinite (at->x);
      }

  return FALSE;
}

/* Seats of the subdistricts of a district whose name a town, a station or a
 * business district bears. The others are returned in @unplaced. */
static GArray *
find_seats (const AtlasCity *self,
            const char      *district,
            GArray          *unplaced)
{
  const AtlasTable *tables[] = { self->sources->towns, self->sources->stations,
                                 self->sources->business_districts };
  const AtlasTable *subdistricts = self->sources->subdistricts;
  const AtlasGeometry *border = atlas_sketch_find (self->sources->districts, district)->geometry;
  GArray *seats = g_array_new (FALSE, FALSE, sizeof (Seat));

  for (guint row = 0; row < atlas_table_get_n_rows (subdistricts); row++)
    {
      g_autofree char *stem = atlas_city_dup_stem (atlas_table_get (subdistricts, row, "name"));
      Seat seat = { row, { 0, 0 } };
      gboolean found = FALSE;

      if (g_strcmp0 (atlas_table_get (subdistricts, row, "district_code"), district) != 0)
        continue;

      for (guint i = 0; i < G_N_ELEMENTS (tables) && !found; i++)
        {
          g_autoptr(GArray) places = atlas_sample_sources_places (tables[i]);

          found = find_place_of (tables[i], places, stem, &seat.at) &&
                  atlas_geometry_contains (border, seat.at.x, seat.at.y);
        }
      if (found)
        g_array_append_val (seats, seat);
      else
        g_array_append_val (unplaced, row);
    }

  return seats;
}

static double
distance_to_seats (GArray     *seats,
                   AtlasPoint  at)
{
  double nearest = G_MAXDOUBLE;

  for (guint i = 0; i < seats->len; i++)
    {
      AtlasPoint seat = g_array_index (seats, Seat, i).at;

      nearest = MIN (nearest, hypot (seat.x - at.x, seat.y - at.y));
    }

  return nearest;
}

/* Gives the remaining names to the blocks furthest from all seats, as long as
 * there are about three blocks for each. */
static void
place_others (const AtlasCity *self,
              GArray          *blocks,
              GArray          *unplaced,
              GArray          *seats)
{
  for (guint i = 0; i < unplaced->len && (seats->len == 0 || seats->len * 3 < blocks->len); i++)
    {
      Seat seat = { g_array_index (unplaced, guint, i), { 0, 0 } };
      double furthest = -1;

      for (guint j = 0; j < blocks->len; j++)
        {
          AtlasPoint at = self->inner[g_array_index (blocks, guint, j)];
          double distance = distance_to_seats (seats, at);

          if (distance > furthest)
            {
              furthest = distance;
              seat.at = at;
            }
        }
      g_array_append_val (seats, seat);
    }
}

/* Lets the seats grow over the blocks, always the nearest block next, so that
 * what one has hangs together. A town without a seat takes the nearest. */
static void
grow_seats (AtlasCity *self,
            GArray    *blocks,
            GArray    *seats)
{
  gboolean jump = FALSE;

  for (guint left = blocks->len; left > 0;)
    {
      double nearest = G_MAXDOUBLE;
      guint best_block = 0, best_row = 0;

      for (guint i = 0; i < blocks->len; i++)
        {
          guint block = g_array_index (blocks, guint, i);

          if (self->subdistrict->pdata[block] != NULL)
            continue;

          for (guint s = 0; s < seats->len; s++)
            {
              const Seat *seat = &g_array_index (seats, Seat, s);
              double distance = hypot (seat->at.x - self->inner[block].x,
                                       seat->at.y - self->inner[block].y);
              GArray *neighbours = self->fabric->neighbours[block];
              gboolean touches = jump || atlas_geometry_contains (self->fabric->geometry[block],
                                                                  seat->at.x, seat->at.y);

              for (guint j = 0; j < neighbours->len && !touches; j++)
                touches = GPOINTER_TO_UINT (
                  self->subdistrict->pdata[g_array_index (neighbours, guint, j)]) == seat->row + 1;
              if (touches && distance < nearest)
                {
                  nearest = distance;
                  best_block = block;
                  best_row = seat->row;
                }
            }
        }

      jump = nearest == G_MAXDOUBLE;
      if (!jump)
        {
          self->subdistrict->pdata[best_block] = GUINT_TO_POINTER (best_row + 1);
          left--;
        }
    }
}

static void
assign_subdistricts (AtlasCity *self,
                     guint      district)
{
  g_autoptr(GArray) blocks = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) unplaced = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) seats = NULL;
  AtlasSketch *sketch = self->sources->districts->pdata[district];

  for (guint i = 0; i < self->fabric->n_blocks; i++)
    if (self->fabric->district[i] == district)
      g_array_append_val (blocks, i);

  seats = find_seats (self, sketch->code, unplaced);
  place_others (self, blocks, unplaced, seats);
  grow_seats (self, blocks, seats);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const Entry *p = a;
  const Entry *q = b;

  if (p->unit_band != q->unit_band)
    return p->unit_band - q->unit_band;
  if (p->unit_x != q->unit_x)
    return p->unit_x < q->unit_x ? -1 : 1;
  if (p->unit != q->unit)
    return p->unit < q->unit ? -1 : 1;
  if (p->band != q->band)
    return p->band - q->band;

  return p->x < q->x ? -1 : p->x > q->x;
}

/* All blocks of a prefix in the order of their codes: units from the north-west
 * line by line, and blocks likewise within a unit. */
static GArray *
sort_blocks (const AtlasCity *self,
             const char      *prefix)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));

  for (guint i = 0; i < self->fabric->n_blocks; i++)
    {
      Entry entry = { i, self->fabric->unit[i], 0, 0, 0, self->inner[i].x };
      double x = 0, y = 0, n = 0;
      double height = self->zone[i] == ATLAS_ZONE_CORE ? 1800 : 4000;

      if (!g_str_equal (atlas_groups[self->fabric->group[i]].prefix, prefix))
        continue;

      for (guint j = 0; j < self->fabric->n_blocks; j++)
        if (self->fabric->unit[j] == entry.unit)
          {
            x += self->inner[j].x;
            y += self->inner[j].y;
            n++;
          }
      entry.unit_x = x / n;
      entry.unit_band = (int) floor (-y / n / height);
      entry.band = (int) floor (-self->inner[i].y / (height / 3));
      g_array_append_val (entries, entry);
    }
  g_array_sort (entries, compare_entries);

  return entries;
}

static void
assign_codes (AtlasCity  *self,
              const char *prefix)
{
  g_autoptr(GArray) entries = sort_blocks (self, prefix);
  guint unit = 0, number = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (i == 0 || entry->unit != g_array_index (entries, Entry, i - 1).unit)
        {
          unit++;
          number = 0;
        }
      number++;
      g_assert (unit < 100 && number < 100);
      self->code->pdata[entry->block] = g_strdup_printf ("%s00-%02u%02u", prefix, unit, number);
    }
}

/* Blocks of a subdistrict are numbered in the order of their codes. */
static void
assign_names (AtlasCity *self)
{
  const AtlasTable *table = self->sources->subdistricts;
  g_autofree guint *n = g_new0 (guint, atlas_table_get_n_rows (table) + 1);

  for (guint group = 0; group < ATLAS_N_GROUPS; group++)
    {
      g_autoptr(GArray) entries = sort_blocks (self, atlas_groups[group].prefix);

      for (guint i = 0; i < entries->len; i++)
        {
          guint block = g_array_index (entries, Entry, i).block;
          guint row = GPOINTER_TO_UINT (self->subdistrict->pdata[block]);
          g_autofree char *stem = NULL;

          if (self->name->pdata[block] != NULL)
            continue;

          stem = atlas_city_dup_stem (atlas_table_get (table, row - 1, "name"));
          self->name->pdata[block] = g_strdup_printf ("%s%02u街区", stem, ++n[row]);
        }
    }
}

void
atlas_city_name (AtlasCity *self)
{
  g_ptr_array_set_size (self->subdistrict, (int) self->fabric->n_blocks);
  g_ptr_array_set_size (self->code, (int) self->fabric->n_blocks);
  g_ptr_array_set_size (self->name, (int) self->fabric->n_blocks);

  for (guint i = 0; i < self->sources->districts->len; i++)
    assign_subdistricts (self, i);

  for (guint i = 0; i < ATLAS_N_GROUPS; i++)
    {
      gboolean seen = FALSE;

      for (guint j = 0; j < i && !seen; j++)
        seen = g_str_equal (atlas_groups[j].prefix, atlas_groups[i].prefix);
      if (!seen)
        assign_codes (self, atlas_groups[i].prefix);
    }

  assign_names (self);
}
