#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AtlasRandom:
 *
 * A stream of numbers that is the same on every machine: PCG-XSH-RR 64/32
 * (M. O'Neill, PCG: A Family of Simple Fast Space-Efficient Statistically Good
 * Algorithms for Random Number Generation, HMC-CS-2014-0905). Not for secrets.
 *
 * Draw one number a statement: in which order C evaluates two in one expression
 * is up to the compiler, and the sample would not be the same everywhere.
 */
typedef struct
{
  guint64 state;
  guint64 increment;
} AtlasRandom;

/* Streams with different @stream do not repeat each other. */
void    atlas_random_init   (AtlasRandom *self,
                             guint64      seed,
                             guint64      stream);

guint32 atlas_random_next   (AtlasRandom *self);

/* Even between @low (included) and @high (not included). */
double  atlas_random_range  (AtlasRandom *self,
                             double       low,
                             double       high);

/* 0 … @n − 1 */
guint   atlas_random_index  (AtlasRandom *self,
                             guint        n);

/* Mean 0, deviation 1, within ±6: a sum of twelve even numbers, which needs no
 * function of the C library that may differ between machines. */
double  atlas_random_normal (AtlasRandom *self);

/**
 * atlas_random_noise:
 *
 * Smooth noise over the plane: even random values at the corners of a square
 * lattice of edge @wavelength, blended between. The same place, wavelength and
 * seed give the same value.
 *
 * Returns: 0 … 1
 */
double  atlas_random_noise  (double       x,
                             double       y,
                             double       wavelength,
                             guint64      seed);

G_END_DECLS
