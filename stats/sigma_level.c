/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/sigma_level.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <math.h>

#include "stats/poisson_rates.h"

static const double MILLION = 1e6;

double leda_sigma_level(double dpmo, double shift) {
  if (!(dpmo >= 0.0 && dpmo <= MILLION)) return GSL_NAN;
  if (dpmo == 0.0) return INFINITY;
  if (dpmo == MILLION) return -INFINITY;
  return gsl_cdf_ugaussian_Qinv(dpmo / MILLION) + shift;
}

double leda_sigma_dpmo(double sigma, double shift) {
  return MILLION * gsl_cdf_ugaussian_Q(sigma - shift);
}

/* More defects, fewer sigma: the ends change places. */
static leda_share sigma_of(leda_share dpmo, double shift) {
  return (leda_share){leda_sigma_level(dpmo.estimate, shift), leda_sigma_level(dpmo.upper, shift),
                      leda_sigma_level(dpmo.lower, shift)};
}

leda_sigma_result leda_sigma_assess(double defects, double opportunities, double level) {
  leda_share s = {GSL_NAN, GSL_NAN, GSL_NAN}, dpmo;

  if (level > 0.0 && level < 1.0) s = leda_proportion_exact(defects, opportunities, level);
  dpmo = (leda_share){MILLION * s.estimate, MILLION * s.lower, MILLION * s.upper};
  return (leda_sigma_result){dpmo,
                             {1.0 - s.estimate, 1.0 - s.upper, 1.0 - s.lower},
                             sigma_of(dpmo, 0.0),
                             sigma_of(dpmo, LEDA_SIGMA_SHIFT)};
}

leda_rolled_yield leda_sigma_rolled_yield(const leda_yield_step *step, size_t steps, double level) {
  leda_rolled_yield out = {{1.0, 1.0, 1.0}, GSL_NAN};
  double each = pow(level, 1.0 / (double)steps);

  if (steps == 0) return (leda_rolled_yield){{GSL_NAN, GSL_NAN, GSL_NAN}, GSL_NAN};
  for (size_t i = 0; i < steps; i++) {
    leda_share yield = leda_sigma_assess(step[i].defects, step[i].units, each).yield;

    out.yield.estimate *= yield.estimate;
    out.yield.lower *= yield.lower;
    out.yield.upper *= yield.upper;
  }
  out.normalised = pow(out.yield.estimate, 1.0 / (double)steps);
  return out;
}

leda_share leda_sigma_first_pass(double defects, double units, double level) {
  leda_rate rate = leda_poisson_rate(defects, units, level);

  return (leda_share){exp(-rate.rate), exp(-rate.upper), exp(-rate.lower)};
}
