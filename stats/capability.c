/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/capability.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/noncentral_t.h"

static const leda_capability_index NO_INDEX = {NAN, NAN, NAN};
static const leda_normality NO_TEST = {NAN, NAN};

/* c4 for any degrees of freedom: mean of chi / sqrt(df). */
static double c4_of(double df) {
  return sqrt(2.0 / df) * exp(lgamma(0.5 * (df + 1.0)) - lgamma(0.5 * df));
}

/* Squared coefficient of variation of a mean moving range: var |x|, and the covariance of |x| and |y| for
 * neighbouring differences, which correlate at -1/2. */
static double moving_range_cv2(double n) {
  double mean2 = 4.0 / M_PI, variance = 2.0 - mean2;
  double neighbours = 4.0 / M_PI * (sqrt(0.75) + M_PI / 12.0) - mean2;
  return ((n - 1.0) * variance + 2.0 * (n - 2.0) * neighbours) / ((n - 1.0) * (n - 1.0)) / mean2;
}

double leda_capability_df_of_cv2(double cv2) {
  if (!(cv2 > 0.0)) return NAN;
  /* Differences of log gamma lose digits: cv2 = 1 / (2 df) + 1 / (8 df^2) + O(df^-3). */
  if (cv2 < 1e-4) return 0.5 / cv2 + 0.25;
  double low = 1e-3, high = 1.0 / cv2 + 2.0; /* about 1 / (2 cv2) */
  for (int i = 0; i < 100; i++) {            /* the chi's cv falls as df grows */
    double middle = 0.5 * (low + high), c4 = c4_of(middle);
    if (1.0 / (c4 * c4) - 1.0 > cv2)
      low = middle;
    else
      high = middle;
  }
  return 0.5 * (low + high);
}

double leda_capability_moving_range_df(size_t n) {
  return n < 2 ? (double)NAN : leda_capability_df_of_cv2(moving_range_cv2((double)n));
}

/* ---- one sigma ---- */

typedef struct {
  double n;
  double mean;
  double lower;
  double upper;
  double sigma;
  double df;
  double scale; /* sigma scale / true sigma is chi / sqrt(df) */
  double level;
  bool own_sd; /* sigma is the sample's: noncentral t holds */
} frame;

static double tail_of(const frame *f) { return 0.5 * (1.0 - f->level); }

static leda_capability_index two_sided(const frame *f) {
  leda_capability_index index = NO_INDEX;
  index.value = (f->upper - f->lower) / (6.0 * f->sigma);
  if (isnan(index.value) || !(f->df > 0.0)) return index;
  double factor = index.value / f->scale / sqrt(f->df);
  index.lower = factor * sqrt(gsl_cdf_chisq_Pinv(tail_of(f), f->df));
  index.upper = factor * sqrt(gsl_cdf_chisq_Qinv(tail_of(f), f->df));
  return index;
}

static leda_capability_index bissell(const frame *f, double value) {
  leda_capability_index index = NO_INDEX;
  index.value = value;
  if (isnan(value) || !(f->df > 0.0)) return index;
  double half =
      gsl_cdf_ugaussian_Qinv(tail_of(f)) * sqrt(1.0 / (9.0 * f->n) + value * value / (2.0 * f->df));
  index.lower = value - half;
  index.upper = value + half;
  return index;
}

/* 3 sqrt(n) index is noncentral t with noncentrality 3 sqrt(n) times the true one. */
static leda_capability_index one_sided(const frame *f, double distance) {
  double value = distance / (3.0 * f->sigma);
  if (!f->own_sd || isnan(value)) return bissell(f, value);
  leda_capability_index index = {value, NAN, NAN};
  double root = 3.0 * sqrt(f->n);
  index.lower = leda_noncentral_t_delta(root * value, f->df, 1.0 - tail_of(f)) / root;
  index.upper = leda_noncentral_t_delta(root * value, f->df, tail_of(f)) / root;
  return index;
}

static leda_capability_term no_term(void) {
  return (leda_capability_term){NAN, NAN, NO_INDEX, NO_INDEX, NO_INDEX, NO_INDEX,
                                NAN, NAN, NAN,      NAN,      NAN};
}

/* A larger index leaves less outside. A side without a limit has nothing outside. */
static void share_interval(const frame *f, leda_capability_term *term) {
  frame side = *f;
  if (!f->own_sd) return;
  if (!isnan(f->lower) && !isnan(f->upper)) side.level = 0.5 * (1.0 + f->level);
  leda_capability_index low = one_sided(&side, f->mean - f->lower);
  leda_capability_index high = one_sided(&side, f->upper - f->mean);
  term->share_lower = (isnan(f->lower) ? 0.0 : gsl_cdf_ugaussian_Q(3.0 * low.upper)) +
                      (isnan(f->upper) ? 0.0 : gsl_cdf_ugaussian_Q(3.0 * high.upper));
  term->share_upper =
      fmin(1.0, (isnan(f->lower) ? 0.0 : gsl_cdf_ugaussian_Q(3.0 * low.lower)) +
                    (isnan(f->upper) ? 0.0 : gsl_cdf_ugaussian_Q(3.0 * high.lower)));
}

static leda_capability_term term_of(const frame *f) {
  leda_capability_term term = no_term();
  if (!(f->sigma > 0.0)) return term;
  term.sigma = f->sigma;
  term.df = f->df;
  term.two_sided = two_sided(f);
  term.low = one_sided(f, f->mean - f->lower);
  term.high = one_sided(f, f->upper - f->mean);
  term.worst = bissell(f, fmin(term.low.value, term.high.value)); /* fmin passes over a NaN */
  term.share_below = isnan(f->lower) ? 0.0 : gsl_cdf_ugaussian_P((f->lower - f->mean) / f->sigma);
  term.share_above = isnan(f->upper) ? 0.0 : gsl_cdf_ugaussian_Q((f->upper - f->mean) / f->sigma);
  term.dpmo = 1e6 * (term.share_below + term.share_above);
  share_interval(f, &term);
  return term;
}

/* ---- the whole ---- */

static leda_capability nothing(void) {
  return (leda_capability){.mean = NAN,
                           .within = no_term(),
                           .overall = no_term(),
                           .cpm = NAN,
                           .share_outside = NAN,
                           .share_outside_lower = NAN,
                           .share_outside_upper = NAN,
                           .dpmo = NAN,
                           .anderson_darling = NO_TEST,
                           .shapiro_wilk = NO_TEST};
}

static bool plan_valid(const leda_capability_plan *plan) {
  if (isnan(plan->lower) && isnan(plan->upper)) return false;
  if (plan->lower >= plan->upper) return false;
  if (isinf(plan->lower) || isinf(plan->upper)) return false;
  if (!(plan->level > 0.0 && plan->level < 1.0)) return false;
  for (size_t i = 0; i < plan->n; i++)
    if (!isfinite(plan->y[i])) return false;
  return true;
}

static void count_outside(const leda_capability_plan *plan, leda_capability *out) {
  double tail = 0.5 * (1.0 - plan->level), n = (double)plan->n, k;
  for (size_t i = 0; i < plan->n; i++) {
    out->n_below += plan->y[i] < plan->lower;
    out->n_above += plan->y[i] > plan->upper;
  }
  k = (double)(out->n_below + out->n_above);
  out->share_outside = k / n;
  out->dpmo = 1e6 * k / n;
  out->share_outside_lower = k > 0.0 ? gsl_cdf_beta_Pinv(tail, k, n - k + 1.0) : 0.0;
  out->share_outside_upper = k < n ? gsl_cdf_beta_Qinv(tail, k + 1.0, n - k) : 1.0;
}

static double sd_about(const double *y, size_t n, double mean) {
  double squares = 0.0;
  for (size_t i = 0; i < n; i++) squares += (y[i] - mean) * (y[i] - mean);
  return n > 1 ? sqrt(squares / (double)(n - 1)) : NAN;
}

static void indices(const leda_capability_plan *plan, double sd, leda_capability *out) {
  frame f = {.n = (double)plan->n,
             .mean = out->mean,
             .lower = plan->lower,
             .upper = plan->upper,
             .sigma = sd,
             .df = (double)plan->n - 1.0,
             .scale = 1.0,
             .level = plan->level,
             .own_sd = true};
  double off = out->mean - plan->target;
  out->overall = term_of(&f);
  out->cpm = (plan->upper - plan->lower) / (6.0 * sqrt(sd * sd + off * off));
  f.sigma = plan->within_sigma;
  f.df = plan->within_df;
  f.scale = plan->within_unbiased && f.df > 0.0 ? c4_of(f.df) : 1.0;
  f.own_sd = false;
  out->within = term_of(&f);
}

int leda_capability_assess(const leda_capability_plan *plan, leda_capability *out) {
  size_t n = plan->n;
  double sum = 0.0;
  *out = nothing();
  if (!plan_valid(plan)) return GSL_EDOM;
  if (n == 0) return GSL_SUCCESS;
  double *sorted = malloc((n + n / 2 + 1) * sizeof *sorted);
  if (sorted == NULL) return GSL_ENOMEM;
  memcpy(sorted, plan->y, n * sizeof *sorted);
  gsl_sort(sorted, 1, n);
  out->n = n;
  for (size_t i = 0; i < n; i++) sum += plan->y[i];
  out->mean = sum / (double)n;
  count_outside(plan, out);
  if (sorted[n - 1] > sorted[0]) {
    indices(plan, sd_about(plan->y, n, out->mean), out);
    out->anderson_darling = leda_normality_anderson_darling(sorted, n);
    out->shapiro_wilk = leda_normality_shapiro_wilk(sorted, n, sorted + n);
  }
  free(sorted);
  return GSL_SUCCESS;
}
