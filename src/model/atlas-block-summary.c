#include "atlas-block-summary.h"

#include <math.h>

static const AtlasFieldSummary nothing = { .word = -1, .minimum = NAN, .maximum = NAN };

/* The blocks before this one have been counted, this one has not. */
static void
add_text (AtlasFieldSummary *self,
          guint              n_before,
          const char        *text)
{
  if (n_before > 0 && !self->mixed)
    self->mixed = g_strcmp0 (text, self->text) != 0;
  if (text == NULL)
    return;

  self->n_known++;
  if (self->text == NULL)
    self->text = text;
}

static void
add_word (AtlasFieldSummary *self,
          guint              n_before,
          int                word)
{
  if (n_before > 0)
    self->mixed |= word != self->word;
  if (word < 0)
    return;

  self->n_known++;
  if (self->word < 0)
    self->word = word;
}

static void
add_number (AtlasFieldSummary *self,
            guint              n_before,
            double             number)
{
  if (isnan (number))
    {
      self->mixed |= self->n_known > 0;
      return;
    }

  /* Where the others are unknown, NAN differs from any number. */
  self->mixed |= n_before > 0 && number != self->minimum;
  self->n_known++;
  self->sum += number;
  /* NAN, at first, is neither below nor above. fmin() is a call that costs more
   * than all the rest. */
  if (!(self->minimum <= number))
    self->minimum = number;
  if (!(self->maximum >= number))
    self->maximum = number;
}

void
atlas_block_summary_init (AtlasBlockSummary *self)
{
  *self = (AtlasBlockSummary) { .renewable_floor_area = nothing };
  for (guint i = 0; i < ATLAS_BLOCK_N_FIELDS; i++)
    self->fields[i] = nothing;
}

static double
find_renewable_floor_area (const AtlasBlockValues *values)
{
  gboolean known = !isnan (values->other_floor_area);

  for (guint i = 0; i < ATLAS_N_RESOURCES; i++)
    known |= !isnan (values->floor_area[i]);

  return known ? atlas_block_values_get_renewable_floor_area (values) : NAN;
}

void
atlas_block_summary_add (AtlasBlockSummary      *self,
                         const AtlasBlockValues *values)
{
  guint n_before = self->n_blocks++;

  if (values->class_ >= 0)
    self->n_by_class[values->class_]++;
  add_number (&self->renewable_floor_area, n_before, find_renewable_floor_area (values));

  for (AtlasBlockField i = 0; i < ATLAS_BLOCK_N_FIELDS; i++)
    {
      const AtlasFieldInfo *info = atlas_block_field_info (i);
      gconstpointer at = G_STRUCT_MEMBER_P (values, info->offset);

      if (info->type == ATLAS_FIELD_TEXT)
        add_text (&self->fields[i], n_before, *(char *const *) at);
      else if (info->type == ATLAS_FIELD_WORD)
        add_word (&self->fields[i], n_before, *(const int *) at);
      else
        add_number (&self->fields[i], n_before, *(const double *) at);
    }
}

double
atlas_field_summary_get_mean (const AtlasFieldSummary *self)
{
  return self->n_known == 0 ? NAN : self->sum / self->n_known;
}
