/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_DESCRIBE_H
#define LEDA_STATS_DESCRIBE_H

#include <stddef.h>

/* Description of answers. NaN is a missing answer: counted, and left out of all else. */
typedef struct {
  size_t n;
  size_t missing;
  double mean;
  double sd; /* n - 1; NaN when n < 2 */
  double se; /* sd / sqrt(n): of independent answers */
  double median;
  double lower_quartile; /* type 7 */
  double upper_quartile;
  double least;
  double largest;
} leda_sample_description;

/* n = 0: all NaN. GSL_SUCCESS or GSL_ENOMEM. */
int leda_describe_sample(const double *x, size_t n, leda_sample_description *out);

/* Answers on a whole-numbered scale low..high. */
typedef struct {
  size_t n;             /* answers on the scale */
  size_t missing;       /* NaN */
  size_t outside;       /* not a whole number of the scale; counted nowhere else */
  double share_lowest;  /* floor: answers at low / n */
  double share_highest; /* ceiling */
  double share_bottom;  /* the two lowest steps */
  double share_top;     /* the two highest */
} leda_scale_shares;

/* count: high - low + 1 numbers, filled. n = 0: shares NaN. low < high. */
leda_scale_shares leda_describe_scale(const double *x, size_t n, int low, int high, size_t *count);

/* mean and variance (n - 1) by two passes, NaN left out; NaN as above. */
typedef struct {
  size_t n;
  double mean;
  double variance;
} leda_moments;
leda_moments leda_describe_moments(const double *x, size_t n);

/* Copies what is not NaN to kept (room for n), in order; returns how many. */
size_t leda_describe_present(const double *x, size_t n, double *kept);

#endif
