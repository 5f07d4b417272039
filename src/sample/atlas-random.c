#include "atlas-random.h"

#include <math.h>

#define MULTIPLIER G_GUINT64_CONSTANT (6364136223846793005)

guint32
atlas_random_next (AtlasRandom *self)
{
  guint64 old = self->state;
  guint32 shifted = (guint32) (((old >> 18) ^ old) >> 27);
  guint32 turn = (guint32) (old >> 59);

  self->state = old * MULTIPLIER + self->increment;

  return (shifted >> turn) | (shifted << ((32 - turn) & 31));
}

void
atlas_random_init (AtlasRandom *self,
                   guint64      seed,
                   guint64      stream)
{
  self->state = 0;
  self->increment = (stream << 1) | 1;
  atlas_random_next (self);
  self->state += seed;
  atlas_random_next (self);
}

double
atlas_random_range (AtlasRandom *self,
                    double       low,
                    double       high)
{
  return low + (high - low) * (atlas_random_next (self) / 4294967296.0);
}

guint
atlas_random_index (AtlasRandom *self,
                    guint        n)
{
  return (guint) (((guint64) atlas_random_next (self) * n) >> 32);
}

double
atlas_random_normal (AtlasRandom *self)
{
  double sum = -6;

  for (guint i = 0; i < 12; i++)
    sum += atlas_random_range (self, 0, 1);

  return sum;
}

/* The random value at a corner of the lattice. */
static double
value_at_corner (gint64  column,
                 gint64  row,
                 guint64 seed)
{
  AtlasRandom random;

  atlas_random_init (&random, seed ^ ((guint64) column * 0x9e3779b97f4a7c15u), (guint64) row);

  return atlas_random_range (&random, 0, 1);
}

double
atlas_random_noise (double  x,
                    double  y,
                    double  wavelength,
                    guint64 seed)
{
  double column = floor (x / wavelength);
  double row = floor (y / wavelength);
  double u = x / wavelength - column;
  double v = y / wavelength - row;
  gint64 i = (gint64) column;
  gint64 j = (gint64) row;

  u = u * u * (3 - 2 * u);
  v = v * v * (3 - 2 * v);

  return (1 - v) * (1 - u) * value_at_corner (i, j, seed) +
         (1 - v) * u * value_at_corner (i + 1, j, seed) +
         v * (1 - u) * value_at_corner (i, j + 1, seed) +
         v * u * value_at_corner (i + 1, j + 1, seed);
}
