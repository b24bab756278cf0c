/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cumulative_term.h"

#include <gsl/gsl_math.h>
#include <math.h>

static leda_cumulative_term logit_term(double high, double low) {
  double above = 1.0 / (1.0 + exp(high)), below = 1.0 / (1.0 + exp(-low));
  double gap = 1.0 / expm1(high - low);
  leda_cumulative_term t;

  /* log(1 + e^x) for large x is x: exp would overflow. */
  t.log_p = (high < -30.0 ? high : -log1p(exp(-high))) - (low > 30.0 ? low : log1p(exp(low))) +
            log(-expm1(low - high));
  t.high = above + gap;
  t.low = -below - gap;
  t.high_low = gap * (1.0 + gap);
  t.high_high = -above * (1.0 - above) - t.high_low;
  t.low_low = -below * (1.0 - below) - t.high_low;
  return t;
}

static double normal_density(double x) { return exp(-0.5 * x * x) * 0.39894228040143267794; }

/* x times the density at x, 0 at infinity. */
static double normal_slope(double x, double density) { return isinf(x) ? 0.0 : x * density; }

static leda_cumulative_term probit_term(double high, double low) {
  /* The difference is taken in the tail where both are small. */
  double p = low > 0.0 ? 0.5 * (erfc(low * M_SQRT1_2) - erfc(high * M_SQRT1_2))
                       : 0.5 * (erfc(-high * M_SQRT1_2) - erfc(-low * M_SQRT1_2));
  double at_high = normal_density(high), at_low = normal_density(low);
  leda_cumulative_term t;

  t.log_p = log(p);
  t.high = at_high / p;
  t.low = -at_low / p;
  t.high_high = -normal_slope(high, at_high) / p - t.high * t.high;
  t.low_low = normal_slope(low, at_low) / p - t.low * t.low;
  t.high_low = -t.high * t.low;
  return t;
}

leda_cumulative_term leda_cumulative_term_at(leda_cumulative_link link, double high, double low) {
  leda_cumulative_term t = {.log_p = -INFINITY};

  if (!(low < high)) return t;
  t = link == LEDA_LINK_LOGIT ? logit_term(high, low) : probit_term(high, low);
  if (isnan(t.log_p)) t.log_p = -INFINITY;
  return t;
}
