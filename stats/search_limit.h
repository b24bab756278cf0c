/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_SEARCH_LIMIT_H
#define LEDA_STATS_SEARCH_LIMIT_H

/* Writes the run length of a limit; GSL_SUCCESS or the code of what failed. */
typedef int (*leda_limit_length)(double limit, const void *data, double *length);

/* Open below, closed above. */
typedef struct {
  double above;
  double up_to;
} leda_limit_range;

/* The limit at which a length that rises with the limit is `target`, by bisection of its logarithm to
 * the last digits. GSL_EDOM where target is below 1.5 or the range is empty, GSL_EMAXITER where the range
 * does not hold the limit, else what `length` returns. On a failure *out is NaN. */
int leda_search_limit(leda_limit_length length, const void *data, leda_limit_range range,
                      double target, double *out);

#endif
