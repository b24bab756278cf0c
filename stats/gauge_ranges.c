/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>

#include "stats/control_constants.h"
#include "stats/gauge_cells.h"

static double range_of(const double *x, size_t n) {
  double least = x[0], most = x[0];

  for (size_t i = 1; i < n; i++) {
    least = fmin(least, x[i]);
    most = fmax(most, x[i]);
  }
  return most - least;
}

/* d2* for the range of one sample. */
static double range_root(size_t n) {
  return hypot(leda_control_d2((unsigned)n), leda_control_d3((unsigned)n));
}

static leda_gauge_ranges by_ranges(const leda_gauge_cells *c) {
  leda_gauge_ranges out;
  size_t cells = c->parts * c->operators;
  double sum = 0.0, operators;

  for (size_t k = 0; k < cells; k++) sum += range_of(c->value + k * c->repeats, c->repeats);
  out.mean_range = sum / (double)cells;
  out.equipment = out.mean_range / leda_control_d2((unsigned)c->repeats);
  operators = range_of(c->operator_mean, c->operators) / range_root(c->operators);
  out.appraiser = sqrt(fmax(0.0, operators * operators - out.equipment * out.equipment /
                                                             (double)(c->parts * c->repeats)));
  out.gauge = hypot(out.equipment, out.appraiser);
  out.parts = range_of(c->part_mean, c->parts) / range_root(c->parts);
  out.total = hypot(out.gauge, out.parts);
  out.discrimination = out.total > 0.0 ? 1.41 * out.parts / out.gauge : GSL_NAN;
  out.categories = out.total > 0.0 ? fmax(1.0, floor(out.discrimination)) : out.discrimination;
  return out;
}

int leda_gauge_rr_ranges(const leda_gauge_plan *plan, leda_gauge_ranges *out, size_t *first_short) {
  leda_gauge_cells cells;
  size_t unused;
  int status = leda_gauge_cells_make(plan, &cells, first_short ? first_short : &unused);

  *out =
      (leda_gauge_ranges){GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN};
  if (status == GSL_SUCCESS &&
      (cells.parts > 1000 || cells.operators > 1000 || cells.repeats > 1000))
    status = GSL_EINVAL;
  if (status == GSL_SUCCESS) *out = by_ranges(&cells);
  leda_gauge_cells_clear(&cells);
  return status;
}
