/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/search_limit.h"

#include <gsl/gsl_errno.h>
#include <math.h>

/* One step of regula falsi with Illinois' halving on ln(length), which is nearly straight. */
typedef struct {
  double low, high;   /* limits */
  double below, over; /* ln length - ln target there */
} bracket;

static int close_in(leda_limit_length length, const void *data, bracket *b, double target) {
  int side = 0;
  for (int step = 0; step < 100 && b->high - b->low > 1e-13 * b->high; step++) {
    double limit = (b->low * b->over - b->high * b->below) / (b->over - b->below), value;
    int status = length(limit, data, &value);
    if (status) return status;
    double f = log(value) - log(target);
    if (f == 0.0) {
      b->low = b->high = limit;
    } else if (f < 0.0) {
      b->low = limit, b->below = f;
      if (side < 0) b->over /= 2.0;
      side = -1;
    } else {
      b->high = limit, b->over = f;
      if (side > 0) b->below /= 2.0;
      side = 1;
    }
    if (fabs(f) < 1e-13) b->low = b->high = limit;
  }
  return GSL_SUCCESS;
}

int leda_search_limit(leda_limit_length length, const void *data, leda_limit_range range,
                      double target, double *out) {
  *out = NAN;
  if (!(target >= 1.5) || !isfinite(target) || !(range.up_to > range.above)) return GSL_EDOM;
  bracket b = {.low = range.above, .high = range.above + 0.5};
  double value;
  int status = length(b.low + 1e-6, data, &value);
  if (status) return status;
  if (value >= target) return GSL_EMAXITER;
  b.low += 1e-6;
  b.below = log(value) - log(target);
  for (;; b.high += 0.5) {
    if (b.high > range.up_to) return GSL_EMAXITER;
    status = length(b.high, data, &value);
    if (status) return status;
    b.over = log(value) - log(target);
    if (b.over >= 0.0) break;
    b.low = b.high;
    b.below = b.over;
  }
  status = close_in(length, data, &b, target);
  if (!status) *out = (b.low + b.high) / 2.0;
  return status;
}
