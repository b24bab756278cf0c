/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/before_after.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>

#include "stats/describe.h"
#include "stats/fieller.h"
#include "stats/hodges_lehmann.h"
#include "stats/proportions.h"

static leda_before_after nothing(void) {
  const leda_change_estimate unknown = {GSL_NAN, GSL_NAN, GSL_NAN};

  return (leda_before_after){GSL_NAN, GSL_NAN, unknown, unknown, GSL_NAN};
}

/* two_sample.h takes x minus y: after first. */
static leda_two_samples samples_of(const leda_before_after_values *v) {
  return (leda_two_samples){v->after, v->n_after, v->before, v->n_before};
}

/* Degrees of freedom of after - ratio x before. */
static leda_change_estimate ratio_of(const leda_moments *b, const leda_moments *a, double level) {
  double vb = b->variance / (double)b->n, va = a->variance / (double)a->n;
  double rho = a->mean / b->mean, wb = rho * rho * vb;
  double df =
      gsl_pow_2(va + wb) / (va * va / ((double)a->n - 1.0) + wb * wb / ((double)b->n - 1.0));
  leda_ratio ratio = {a->mean, b->mean, va, 0.0, vb};
  leda_change_estimate out = {GSL_NAN, GSL_NAN, GSL_NAN};
  leda_fieller_set set;

  if (!(df > 0.0)) return out;
  set = leda_fieller(&ratio, gsl_cdf_tdist_Qinv(0.5 - 0.5 * level, df));
  if (set.shape == LEDA_FIELLER_INTERVAL)
    out = (leda_change_estimate){set.ratio, set.lower, set.upper};
  return out;
}

leda_before_after leda_before_after_means(const leda_before_after_values *values, double level) {
  leda_two_samples samples = samples_of(values);
  leda_t_test t = leda_t_test_welch(&samples, level);
  leda_moments b = leda_describe_moments(values->before, values->n_before);
  leda_moments a = leda_describe_moments(values->after, values->n_after);
  leda_before_after out = nothing();

  out.before = b.mean;
  out.after = a.mean;
  out.change = (leda_change_estimate){t.difference, t.lower, t.upper};
  out.p = t.p;
  if (b.n > 1 && a.n > 1) out.ratio = ratio_of(&b, &a, level);
  return out;
}

int leda_before_after_shift(const leda_before_after_values *values, double level,
                            leda_before_after *out) {
  leda_two_samples samples = samples_of(values);
  leda_sample_description b, a;
  leda_mann_whitney_test test;
  leda_hodges_lehmann_shift shift;
  int status = leda_describe_sample(values->before, values->n_before, &b);

  *out = nothing();
  if (status == GSL_SUCCESS) status = leda_describe_sample(values->after, values->n_after, &a);
  if (status == GSL_SUCCESS) status = leda_mann_whitney(&samples, 0.0, &test);
  if (status == GSL_SUCCESS) status = leda_hodges_lehmann(&samples, level, &shift);
  if (status != GSL_SUCCESS) return status;
  out->before = b.median;
  out->after = a.median;
  out->change = (leda_change_estimate){shift.shift, shift.lower, shift.upper};
  out->p = test.p;
  return GSL_SUCCESS;
}

leda_before_after leda_before_after_shares(double yes_before, double n_before, double yes_after,
                                           double n_after, double level) {
  leda_two_shares shares = {yes_after, n_after, yes_before, n_before};
  leda_two_proportions test = leda_proportions_compare(&shares, level);
  leda_before_after out = nothing();

  if (isnan(test.difference)) return out;
  out.before = yes_before / n_before;
  out.after = yes_after / n_after;
  out.change = (leda_change_estimate){test.difference, test.lower, test.upper};
  out.p = test.p_fisher;
  return out;
}

leda_before_after leda_before_after_rates(const leda_two_rates *rates, double level) {
  leda_rates_compared c = leda_poisson_rates_compare(rates, level);

  return (leda_before_after){c.before.rate,
                             c.after.rate,
                             {c.difference.rate, c.difference.lower, c.difference.upper},
                             {c.ratio_mid.rate, c.ratio_mid.lower, c.ratio_mid.upper},
                             c.mid_p};
}
