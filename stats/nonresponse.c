/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/nonresponse.h"

#include <gsl/gsl_math.h>
#include <math.h>

leda_bounds leda_nonresponse_bounds(double mean, double response, double low, double high) {
  leda_bounds none = {GSL_NAN, GSL_NAN};

  if (!(response >= 0.0 && response <= 1.0) || !(low <= high)) return none;
  if (response == 0.0) return (leda_bounds){low, high};
  if (!(mean >= low && mean <= high)) return none;
  return (leda_bounds){response * mean + (1.0 - response) * low,
                       response * mean + (1.0 - response) * high};
}

leda_bounds leda_nonresponse_change(leda_bounds a, leda_bounds b) {
  return (leda_bounds){b.lower - a.upper, b.upper - a.lower};
}

double leda_nonresponse_tipping(double mean, double response, double reference) {
  if (!(response >= 0.0 && response < 1.0)) return GSL_NAN;
  if (response == 0.0) return reference;
  return (reference - response * mean) / (1.0 - response);
}

static int known(const leda_poststratum *plan, size_t i) {
  return plan->group[i] >= 0 && (size_t)plan->group[i] < plan->groups;
}

double leda_nonresponse_weights(const leda_poststratum *plan, double *weight) {
  double count[LEDA_NONRESPONSE_GROUPS] = {0.0};
  double all = 0.0, shares = 0.0, sum = 0.0, squares = 0.0;

  for (size_t i = 0; i < plan->n; i++) weight[i] = 0.0;
  if (plan->groups > LEDA_NONRESPONSE_GROUPS) return GSL_NAN;
  for (size_t i = 0; i < plan->n; i++)
    if (known(plan, i)) count[plan->group[i]] += 1.0;
  for (size_t g = 0; g < plan->groups; g++) {
    if (!(plan->share[g] >= 0.0)) return GSL_NAN;
    if (!(count[g] > 0.0)) continue;
    all += count[g];
    shares += plan->share[g];
  }
  if (!(shares > 0.0)) return GSL_NAN;
  for (size_t i = 0; i < plan->n; i++) {
    size_t g;

    if (!known(plan, i)) continue;
    g = (size_t)plan->group[i];
    weight[i] = plan->share[g] / shares * all / count[g];
    sum += weight[i];
    squares += weight[i] * weight[i];
  }
  return sum * sum / squares;
}

double leda_nonresponse_mean(const double *x, const double *weight, size_t n) {
  double sum = 0.0, weights = 0.0;

  for (size_t i = 0; i < n; i++) {
    if (isnan(x[i]) || isnan(weight[i])) continue;
    sum += weight[i] * x[i];
    weights += weight[i];
  }
  return weights > 0.0 ? sum / weights : GSL_NAN;
}
