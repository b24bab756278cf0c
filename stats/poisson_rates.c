/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/poisson_rates.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdbool.h>

#include "stats/proportions.h"

leda_rate leda_poisson_rate(double events, double exposure, double level) {
  double tail = 0.5 - 0.5 * level;

  if (!(events >= 0.0 && exposure > 0.0 && level > 0.0 && level < 1.0) || isinf(events))
    return (leda_rate){GSL_NAN, GSL_NAN, GSL_NAN};
  return (leda_rate){events / exposure,
                     events > 0.0 ? gsl_cdf_chisq_Pinv(tail, 2.0 * events) / (2.0 * exposure) : 0.0,
                     gsl_cdf_chisq_Qinv(tail, 2.0 * events + 2.0) / (2.0 * exposure)};
}

/* P(X <= k) and P(X >= k) of n trials by the beta distribution, which takes any n. */
static double at_most(double k, double n, double share) {
  return k >= n ? 1.0 : k < 0.0 ? 0.0 : gsl_cdf_beta_Q(share, k + 1.0, n - k);
}

static double at_least(double k, double n, double share) {
  return k <= 0.0 ? 1.0 : k > n ? 0.0 : gsl_cdf_beta_P(share, k, n - k + 1.0);
}

static double log_point(double k, double n, double share) {
  return lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0) +
         (k > 0.0 ? k * log(share) : 0.0) + (n > k ? (n - k) * log1p(-share) : 0.0);
}

static double upper_mid(double k, double n, double share) {
  return 0.5 * (at_least(k, n, share) + at_least(k + 1.0, n, share));
}

static double lower_mid(double k, double n, double share) {
  return 0.5 * (at_most(k, n, share) + at_most(k - 1.0, n, share));
}

/* The share at which a tail with half weight is `tail`, by halving to the last bit. */
static double mid_end(double k, double n, double tail, bool lower) {
  double low = 0.0, high = 1.0;

  if (k == (lower ? 0.0 : n)) return lower ? 0.0 : 1.0;
  for (;;) {
    double middle = 0.5 * (low + high);
    bool beyond = lower ? upper_mid(k, n, middle) < tail : lower_mid(k, n, middle) > tail;

    if (middle <= low || middle >= high) return middle;
    if (beyond)
      low = middle;
    else
      high = middle;
  }
}

/* Largest count on the far side (direction -1: below the mode) that is no likelier than the one seen, by halving:
   probabilities fall away from the mode. Counts as R does, up to a relative 1e-7. */
static double far_count(double seen, double n, double share) {
  double limit = log_point(seen, n, share) + 1e-7, mode = fmin(n, floor((n + 1.0) * share));
  bool below = seen > mode; /* the far side is below the mode */
  double inside = mode, outside = below ? -1.0 : n + 1.0;

  while (fabs(outside - inside) > 1.0) {
    double k = floor(0.5 * (inside + outside));

    if (log_point(k, n, share) <= limit)
      outside = k;
    else
      inside = k;
  }
  return outside;
}

static double likelihood_p(double seen, double n, double share) {
  double mode = fmin(n, floor((n + 1.0) * share)), far;

  if (log_point(seen, n, share) + 1e-7 >= log_point(mode, n, share)) return 1.0;
  far = far_count(seen, n, share);
  return fmin(1.0, seen > mode ? at_least(seen, n, share) + at_most(far, n, share)
                               : at_most(seen, n, share) + at_least(far, n, share));
}

static double odds(double share, double exposure_ratio) {
  return share >= 1.0 ? INFINITY : share / (1.0 - share) / exposure_ratio;
}

static void compare(const leda_two_rates *r, double level, leda_rates_compared *out) {
  double n = r->events_before + r->events_after, k = r->events_after;
  double exposures = r->exposure_after / r->exposure_before, tail = 0.5 - 0.5 * level;
  double even = r->exposure_after / (r->exposure_after + r->exposure_before);
  leda_share share = leda_proportion_exact(k, n, level);

  out->ratio = (leda_rate){out->after.rate / out->before.rate, odds(share.lower, exposures),
                           odds(share.upper, exposures)};
  out->ratio_mid = (leda_rate){out->ratio.rate, odds(mid_end(k, n, tail, true), exposures),
                               odds(mid_end(k, n, tail, false), exposures)};
  out->p = fmin(1.0, 2.0 * fmin(at_least(k, n, even), at_most(k, n, even)));
  out->mid_p = fmin(1.0, 2.0 * fmin(upper_mid(k, n, even), lower_mid(k, n, even)));
  out->p_likelihood = likelihood_p(k, n, even);
}

leda_rates_compared leda_poisson_rates_compare(const leda_two_rates *rates, double level) {
  const leda_rate none = {GSL_NAN, GSL_NAN, GSL_NAN};
  leda_rates_compared out = {none, none, none, none, none, GSL_NAN, GSL_NAN, GSL_NAN};
  const leda_two_rates *r = rates;
  leda_rate b = leda_poisson_rate(r->events_before, r->exposure_before, level);
  leda_rate a = leda_poisson_rate(r->events_after, r->exposure_after, level);

  if (isnan(b.rate) || isnan(a.rate) || floor(r->events_before) != r->events_before ||
      floor(r->events_after) != r->events_after || fmax(r->events_before, r->events_after) > 1e15)
    return out;
  out.before = b;
  out.after = a;
  out.difference.rate = a.rate - b.rate;
  out.difference.lower = out.difference.rate - hypot(a.rate - a.lower, b.upper - b.rate);
  out.difference.upper = out.difference.rate + hypot(a.upper - a.rate, b.rate - b.lower);
  if (r->events_before + r->events_after == 0.0) {
    out.ratio = out.ratio_mid = (leda_rate){GSL_NAN, 0.0, INFINITY};
    out.p = out.mid_p = out.p_likelihood = 1.0;
  } else {
    compare(r, level, &out);
  }
  return out;
}
