/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/published_delta.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "stats/grimmer.h"
#include "stats/proportions.h"

/* df NaN: normal. */
static double two_sided(double statistic, double df) {
  return isnan(df) ? 2 * gsl_cdf_ugaussian_Q(statistic) : 2 * gsl_cdf_tdist_Q(statistic, df);
}

static double critical(double alpha, double df) {
  return isnan(df) ? gsl_cdf_ugaussian_Qinv(alpha / 2) : gsl_cdf_tdist_Qinv(alpha / 2, df);
}

static double smallest_size(const leda_summary_delta *delta) {
  return fmax(0, fmax(delta->change.lower, -delta->change.upper));
}

/* ---- means ---- */

/* The variance of a mean with a printed sd, which rounding may have made smaller. */
static double printed_variance(const leda_published_mean *mean) {
  double sd = leda_decimal_value(mean->sd) + leda_decimal_half_step(mean->sd);
  return sd * sd / (double)mean->n;
}

/* Welch (1947): se^2 = v1 + v2, df = se^4 / (v1^2 / (n1 - 1) + v2^2 / (n2 - 1)). */
static void set_printed(leda_summary_delta *delta) {
  double v1 = printed_variance(delta->change.from), v2 = printed_variance(delta->change.to);
  double n1 = (double)delta->change.from->n, n2 = (double)delta->change.to->n;
  delta->se = sqrt(v1 + v2);
  delta->df = (v1 + v2) * (v1 + v2) / (v1 * v1 / (n1 - 1) + v2 * v2 / (n2 - 1));
}

static void set_worst(leda_summary_delta *delta) {
  double a = delta->change.sd_from, b = delta->change.sd_to;
  delta->se = sqrt(a * a / (double)delta->change.from->n + b * b / (double)delta->change.to->n);
}

static void set_interval(leda_summary_delta *delta, double alpha) {
  double margin = critical(alpha, delta->df) * delta->se;
  delta->lower = delta->change.lower - margin;
  delta->upper = delta->change.upper + margin;
}

static double square(double x) { return x * x; }

static double least_sd(const leda_published_mean *mean, leda_answer_scale scale) {
  leda_printed_answers printed = {
      .scale = scale, .n = mean->n, .mean = {mean->mean.units, mean->mean.decimals}};
  return leda_grimmer_sd_range(&printed).least;
}

static void compare_means(leda_summary_delta *delta, const leda_summary_options *options) {
  const leda_published_mean *from = delta->change.from, *to = delta->change.to;
  if (from->n < 2 || to->n < 2) return;
  double size = smallest_size(delta), root = sqrt(1 / (double)from->n + 1 / (double)to->n);
  double normal = critical(options->alpha, NAN);
  delta->printed_sd = from->has_sd && to->has_sd;
  if (delta->printed_sd)
    set_printed(delta);
  else
    set_worst(delta);
  set_interval(delta, options->alpha);
  if (delta->se > 0) {
    delta->p = two_sided(size / delta->se, delta->df);
    delta->design_effect = square(size / delta->se / critical(options->alpha, delta->df));
  }
  delta->sd_flip = size / (normal * root);
  delta->sd_least = fmin(least_sd(from, options->scale), least_sd(to, options->scale));
  if (isnan(options->sd)) return;
  delta->with_p = two_sided(size / (options->sd * root), NAN);
  delta->with_design_effect = square(size / (options->sd * root) / normal);
}

/* ---- votes ---- */

static void set_needed(leda_summary_delta *delta, double alpha) {
  const leda_published_mean *from = delta->change.from, *to = delta->change.to;
  double a = leda_decimal_value(from->mean), b = leda_decimal_value(to->mean);
  double half = fmax(leda_decimal_half_step(from->mean), leda_decimal_half_step(to->mean));
  leda_proportions_n n = leda_proportions_smallest_n(a, b, alpha);
  leda_share rounded = leda_proportions_n_rounded(a, b, half, alpha);
  delta->vote = (leda_summary_vote){.n_pooled = n.pooled,
                                    .n_lowest = rounded.lower,
                                    .n_highest = rounded.upper,
                                    .n_exact = n.fisher,
                                    .n_paired = ceil(ceil(1 - log2(alpha)) / fabs(b - a) - 1e-9)};
}

static void compare_votes(leda_summary_delta *delta, double alpha) {
  const leda_published_mean *from = delta->change.from, *to = delta->change.to;
  set_needed(delta, alpha);
  if (from->n < 1 || to->n < 1) return;
  double a = (double)from->n, b = (double)to->n;
  leda_two_shares counts = {round(leda_decimal_value(to->mean) * b), b,
                            round(leda_decimal_value(from->mean) * a), a};
  leda_two_proportions test = leda_proportions_compare(&counts, 1 - alpha);
  double p1 = counts.yes_a / b, p2 = counts.yes_b / a;
  delta->se = sqrt(p1 * (1 - p1) / b + p2 * (1 - p2) / a);
  delta->lower = test.lower;
  delta->upper = test.upper;
  delta->p = test.p_fisher;
  delta->design_effect = square(test.z / critical(alpha, NAN));
}

leda_summary_delta leda_summary_compare(const leda_published_mean *from,
                                        const leda_published_mean *to, bool shares,
                                        const leda_summary_options *options) {
  leda_summary_delta delta = {
      .change = {.lower = NAN, .upper = NAN, .sd_from = NAN, .sd_to = NAN, .z = NAN, .p = NAN}};
  delta.se = delta.df = delta.lower = delta.upper = delta.p = delta.p_adjusted = NAN;
  delta.design_effect = delta.sd_flip = delta.sd_least = NAN;
  delta.with_p = delta.with_p_adjusted = delta.with_design_effect = NAN;
  delta.vote = (leda_summary_vote){NAN, NAN, NAN, NAN, NAN};
  if (!from || !to) return delta;
  leda_published_options published = {
      .scale_low = options->scale.low, .scale_high = options->scale.high, .alpha = options->alpha};
  delta.change.statement = from->statement;
  delta.change.from = from;
  delta.change.to = to;
  leda_published_compare(&delta.change, &published);
  if (shares)
    compare_votes(&delta, options->alpha);
  else
    compare_means(&delta, options);
  return delta;
}

/* ---- what is kept of a gain ---- */

/* (c - a) / (b - a) over a, b, c within their rounding: for b > a throughout it falls in b and rises in c,
   and in a it is monotone with the sign of c - b, so that its extremes are at corners. */
static void find_bounds(leda_summary_row *row, const double *m, const double *half) {
  row->kept_lower = INFINITY;
  row->kept_upper = -INFINITY;
  for (unsigned corner = 0; corner < 8; corner++) {
    double v[3];
    for (unsigned i = 0; i < 3; i++) v[i] = m[i] + (corner >> i & 1 ? half[i] : -half[i]);
    double kept = (v[2] - v[0]) / (v[1] - v[0]);
    row->kept_lower = fmin(row->kept_lower, kept);
    row->kept_upper = fmax(row->kept_upper, kept);
  }
}

void leda_summary_keep(leda_summary_row *row, size_t n_waves) {
  double m[3], half[3];
  row->kept = row->kept_lower = row->kept_upper = NAN;
  if (n_waves < 3) return;
  for (size_t i = 0; i < 3; i++) {
    if (!row->means[i]) return;
    m[i] = leda_decimal_value(row->means[i]->mean);
    half[i] = leda_decimal_half_step(row->means[i]->mean);
  }
  /* A gain that rounding may have made has no share. */
  if (m[1] - m[0] <= half[0] + half[1] + 1e-9) return;
  row->kept = (m[2] - m[0]) / (m[1] - m[0]);
  find_bounds(row, m, half);
}
