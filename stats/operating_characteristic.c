/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/operating_characteristic.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

/* Counts are handed to GSL as unsigned numbers. */
static const double MOST = 2e9;

typedef struct {
  bool poisson;
  unsigned size;
  double p; /* Poisson: the mean */
} law;

/* GSL has no Poisson distribution with mean 0, where every count is 0. */
static double up_to(const law *l, double k) {
  if (l->poisson && l->p == 0.0) return 1.0;
  return l->poisson ? gsl_cdf_poisson_P((unsigned)k, l->p)
                    : gsl_cdf_binomial_P((unsigned)k, l->p, l->size);
}

static double above(const law *l, double k) {
  if (l->poisson && l->p == 0.0) return 0.0;
  return l->poisson ? gsl_cdf_poisson_Q((unsigned)k, l->p)
                    : gsl_cdf_binomial_Q((unsigned)k, l->p, l->size);
}

static double slack(double limit) { return 1e-9 * fmax(1.0, fabs(limit)); }

/* Smallest count that is not below the lower limit; 0 where there is none. */
static double first_inside(double lower) {
  return isfinite(lower) && lower > 0.0 ? fmin(MOST, ceil(lower - slack(lower))) : 0.0;
}

static double last_inside(double upper) {
  return isfinite(upper) ? fmin(MOST, floor(upper + slack(upper))) : MOST;
}

static double inside(const law *l, leda_count_limits limits) {
  double first = first_inside(limits.lower), last = last_inside(limits.upper);
  if (last < first) return 0.0;
  return up_to(l, last) - (first > 0.0 ? up_to(l, first - 1.0) : 0.0);
}

static double outside(const law *l, leda_count_limits limits) {
  double first = first_inside(limits.lower), last = last_inside(limits.upper);
  if (last < first) return 1.0;
  return above(l, last) + (first > 0.0 ? up_to(l, first - 1.0) : 0.0);
}

static bool binomial_valid(double size, double p) {
  return p >= 0.0 && p <= 1.0 && size >= 1.0 && size <= MOST && size == floor(size);
}

static bool poisson_valid(double mean) { return mean >= 0.0 && mean < 1e9; }

double leda_binomial_inside(double size, double p, leda_count_limits limits) {
  if (!binomial_valid(size, p)) return NAN;
  law l = {.size = (unsigned)size, .p = p};
  return inside(&l, limits);
}

double leda_binomial_outside(double size, double p, leda_count_limits limits) {
  if (!binomial_valid(size, p)) return NAN;
  law l = {.size = (unsigned)size, .p = p};
  return outside(&l, limits);
}

double leda_poisson_inside(double mean, leda_count_limits limits) {
  if (!poisson_valid(mean)) return NAN;
  law l = {.poisson = true, .p = mean};
  return inside(&l, limits);
}

double leda_poisson_outside(double mean, leda_count_limits limits) {
  if (!poisson_valid(mean)) return NAN;
  law l = {.poisson = true, .p = mean};
  return outside(&l, limits);
}
