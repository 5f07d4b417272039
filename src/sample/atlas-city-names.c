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
    if (g_str_has_suffix (subdistrict, endings[i]) &&
        strlen (subdistrict) > strlen (endings[i]) + 3)
      return g_strndup (subdistrict, strlen (subdistrict) - strlen (endings[i]));

  return g_strdup (subdistrict);
}

/* A table whose rows bear names of subdistricts, and where they are. */
typedef struct
{
  const AtlasTable *table;
  GArray           *places;
} Gazetteer;

/* The place called @stem inside @border. */
static gboolean
find_place_of (const Gazetteer     *gazetteer,
               const char          *stem,
               const AtlasGeometry *border,
               AtlasPoint          *at)
{
  for (guint i = 0; i < gazetteer->places->len; i++)
    {
      *at = g_array_index (gazetteer->places, AtlasPoint, i);
      if (g_strcmp0 (atlas_table_get (gazetteer->table, i, "name"), stem) == 0 &&
          atlas_geometry_contains (border, at->x, at->y))
        return TRUE;
    }

  return FALSE;
}

/* Seats of the subdistricts of a district: where their own table, a town, a
 * station or a business district of that name has them. The others are returned
 * in @unplaced. */
static GArray *
find_seats (const AtlasCity *self,
            const Gazetteer *gazetteers,
            guint            n_gazetteers,
            const char      *district,
            GArray          *unplaced)
{
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

      for (guint i = 0; i < n_gazetteers && !found; i++)
        found = find_place_of (&gazetteers[i], stem, border, &seat.at);
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

/* May the seat take the block: is it in it, or has it a neighbour of it? */
static gboolean
can_take (const AtlasCity *self,
          const Seat      *seat,
          guint            block)
{
  GArray *neighbours = self->fabric->neighbours[block];

  for (guint i = 0; i < neighbours->len; i++)
    if (GPOINTER_TO_UINT (self->subdistrict->pdata[g_array_index (neighbours, guint, i)]) ==
        seat->row + 1)
      return TRUE;

  return atlas_geometry_contains (self->fabric->geometry[block], seat->at.x, seat->at.y);
}

/* Gives the block that is nearest to a seat, among those that seats can take or
 * with @jump among all, to it. Returns: whether there was one */
static gboolean
take_nearest (AtlasCity *self,
              GArray    *blocks,
              GArray    *seats,
              gboolean   jump)
{
  double nearest = G_MAXDOUBLE;
  guint best_block = 0, best_row = 0;

  for (guint i = 0; i < blocks->len; i++)
    for (guint j = 0; j < seats->len; j++)
      {
        guint block = g_array_index (blocks, guint, i);
        const Seat *seat = &g_array_index (seats, Seat, j);
        double distance = hypot (seat->at.x - self->inner[block].x,
                                 seat->at.y - self->inner[block].y);

        if (self->subdistrict->pdata[block] == NULL && distance < nearest &&
            (jump || can_take (self, seat, block)))
          {
            nearest = distance;
            best_block = block;
            best_row = seat->row;
          }
      }

  if (nearest < G_MAXDOUBLE)
    self->subdistrict->pdata[best_block] = GUINT_TO_POINTER (best_row + 1);

  return nearest < G_MAXDOUBLE;
}

/* Lets the seats grow over the blocks, always the nearest block next, so that
 * what one has hangs together. A town without a seat takes the nearest. */
static void
grow_seats (AtlasCity *self,
            GArray    *blocks,
            GArray    *seats)
{
  while (take_nearest (self, blocks, seats, FALSE) || take_nearest (self, blocks, seats, TRUE))
    ;
}

static void
assign_subdistricts (AtlasCity       *self,
                     const Gazetteer *gazetteers,
                     guint            n_gazetteers,
                     guint            district)
{
  g_autoptr(GArray) blocks = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) unplaced = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) seats = NULL;
  AtlasSketch *sketch = self->sources->districts->pdata[district];

  for (guint i = 0; i < self->fabric->n_blocks; i++)
    if (self->fabric->district[i] == district)
      g_array_append_val (blocks, i);

  seats = find_seats (self, gazetteers, n_gazetteers, sketch->code, unplaced);
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

static int
compare_codes (gconstpointer a,
               gconstpointer b,
               gpointer      codes)
{
  return g_strcmp0 (((GPtrArray *) codes)->pdata[*(const guint *) a],
                    ((GPtrArray *) codes)->pdata[*(const guint *) b]);
}

static void
assign_rows (AtlasCity *self)
{
  guint n = self->fabric->n_blocks;
  g_autofree guint *order = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) n, sizeof *order, compare_codes, self->code);
  self->row = g_new (guint, n);
  for (guint i = 0; i < n; i++)
    self->row[order[i]] = i;
}

static void
assign_all_subdistricts (AtlasCity *self)
{
  const AtlasSampleSources *sources = self->sources;
  Gazetteer gazetteers[] = {
    { sources->subdistrict_places, atlas_sample_sources_places (sources->subdistrict_places) },
    { sources->towns, atlas_sample_sources_places (sources->towns) },
    { sources->stations, atlas_sample_sources_places (sources->stations) },
    { sources->business_districts, atlas_sample_sources_places (sources->business_districts) },
  };

  for (guint i = 0; i < sources->districts->len; i++)
    assign_subdistricts (self, gazetteers, G_N_ELEMENTS (gazetteers), i);
  for (guint i = 0; i < G_N_ELEMENTS (gazetteers); i++)
    g_array_unref (gazetteers[i].places);
}

void
atlas_city_name (AtlasCity *self)
{
  g_ptr_array_set_size (self->subdistrict, (int) self->fabric->n_blocks);
  g_ptr_array_set_size (self->code, (int) self->fabric->n_blocks);
  g_ptr_array_set_size (self->name, (int) self->fabric->n_blocks);

  assign_all_subdistricts (self);
  for (guint i = 0; i < ATLAS_N_GROUPS; i++)
    {
      gboolean seen = FALSE;

      for (guint j = 0; j < i && !seen; j++)
        seen = g_str_equal (atlas_groups[j].prefix, atlas_groups[i].prefix);
      if (!seen)
        assign_codes (self, atlas_groups[i].prefix);
    }

  assign_names (self);
  assign_rows (self);
}
