/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/proportions.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <math.h>

#include "stats/fisher_exact.h"

static double two_sided_z(double level) { return gsl_cdf_ugaussian_Qinv(0.5 - 0.5 * level); }

static bool counts_are_right(double yes, double n) { return yes >= 0.0 && yes <= n && n > 0.0; }

leda_share leda_proportion_wilson(double yes, double n, double level) {
  double z = two_sided_z(level), p = yes / n, wide = 1.0 + z * z / n;
  double centre = (p + z * z / (2.0 * n)) / wide;
  double half = z / wide * sqrt(p * (1.0 - p) / n + z * z / (4.0 * n * n));

  if (!counts_are_right(yes, n)) return (leda_share){GSL_NAN, GSL_NAN, GSL_NAN};
  /* At the ends the formula gives 0 and 1 up to rounding. */
  return (leda_share){p, yes == 0.0 ? 0.0 : centre - half, yes == n ? 1.0 : centre + half};
}

leda_share leda_proportion_exact(double yes, double n, double level) {
  double tail = 0.5 - 0.5 * level;

  if (!counts_are_right(yes, n)) return (leda_share){GSL_NAN, GSL_NAN, GSL_NAN};
  return (leda_share){yes / n, yes == 0.0 ? 0.0 : gsl_cdf_beta_Pinv(tail, yes, n - yes + 1.0),
                      yes == n ? 1.0 : gsl_cdf_beta_Qinv(tail, yes + 1.0, n - yes)};
}

static void newcombe(const leda_two_shares *s, double level, leda_two_proportions *out) {
  leda_share a = leda_proportion_wilson(s->yes_a, s->n_a, level);
  leda_share b = leda_proportion_wilson(s->yes_b, s->n_b, level);

  out->lower = out->difference - hypot(a.estimate - a.lower, b.upper - b.estimate);
  out->upper = out->difference + hypot(a.upper - a.estimate, b.estimate - b.lower);
}

leda_two_proportions leda_proportions_compare(const leda_two_shares *shares, double level) {
  leda_two_proportions out = {GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN};
  const leda_two_shares *s = shares;
  double pooled = (s->yes_a + s->yes_b) / (s->n_a + s->n_b), inverse = 1.0 / s->n_a + 1.0 / s->n_b;
  double se = sqrt(pooled * (1.0 - pooled) * inverse), correction;

  if (!counts_are_right(s->yes_a, s->n_a) || !counts_are_right(s->yes_b, s->n_b)) return out;
  if (floor(s->yes_a) != s->yes_a || floor(s->n_a) != s->n_a || floor(s->yes_b) != s->yes_b ||
      floor(s->n_b) != s->n_b)
    return out;
  out.difference = s->yes_a / s->n_a - s->yes_b / s->n_b;
  out.p_fisher = leda_fisher_exact(s);
  newcombe(s, level, &out);
  if (!(se > 0.0)) {
    out.p_pooled = out.p_corrected = 1.0;
    return out;
  }
  out.z = out.difference / se;
  out.p_pooled = 2.0 * gsl_cdf_ugaussian_Q(fabs(out.z));
  correction = fmin(0.5 * inverse, fabs(out.difference));
  out.p_corrected = 2.0 * gsl_cdf_ugaussian_Q((fabs(out.difference) - correction) / se);
  return out;
}

/* Rounded up, but 289 stays 289 when it comes out a few bits above. */
static double up(double n) { return ceil(n - 1e-9 * n); }

static double pooled_n(double a, double b, double alpha) {
  double z = two_sided_z(1.0 - alpha), mean = 0.5 * (a + b);

  return z * z * 2.0 * mean * (1.0 - mean) / ((a - b) * (a - b));
}

/* Whether a share seen in whole answers can be this one is not asked: the nearest count stands
 * for it. */
static bool fisher_rejects(double n, double a, double b, double alpha) {
  leda_two_shares s = {round(n * a), n, round(n * b), n};

  return leda_fisher_exact(&s) <= alpha;
}

static void exact_n(double a, double b, double alpha, leda_proportions_n *out) {
  double last = 4.0 * out->pooled;

  if (!(out->pooled <= LEDA_PROPORTIONS_EXACT_MOST)) return;
  out->fisher = last;
  for (double n = last; n >= 2.0 && fisher_rejects(n, a, b, alpha); n--) out->fisher = n;
  for (double n = 2.0; n <= last && isnan(out->fisher_first); n++)
    if (fisher_rejects(n, a, b, alpha)) out->fisher_first = n;
}

leda_proportions_n leda_proportions_smallest_n(double share_a, double share_b, double alpha) {
  leda_proportions_n out = {GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN};
  double a = share_a, b = share_b, d = fabs(a - b), z, spread, root;

  if (!(a >= 0.0 && a <= 1.0 && b >= 0.0 && b <= 1.0 && alpha > 0.0 && alpha < 1.0)) return out;
  if (d == 0.0) return (leda_proportions_n){INFINITY, INFINITY, INFINITY, INFINITY, INFINITY};
  z = two_sided_z(1.0 - alpha);
  out.pooled = fmax(1.0, up(pooled_n(a, b, alpha)));
  out.unpooled = fmax(1.0, up(z * z * (a * (1.0 - a) + b * (1.0 - b)) / (d * d)));
  /* |a - b| - 1/n = z s / sqrt(n) is a quadratic in sqrt(n). */
  spread = z * sqrt(0.5 * (a + b) * (2.0 - a - b));
  root = (spread + sqrt(spread * spread + 4.0 * d)) / (2.0 * d);
  out.corrected = up(root * root);
  exact_n(a, b, alpha, &out);
  return out;
}

leda_share leda_proportions_n_rounded(double share_a, double share_b, double half_step,
                                      double alpha) {
  leda_share out = {GSL_NAN, GSL_NAN, GSL_NAN};
  double high = fmax(share_a, share_b), low = fmin(share_a, share_b);

  if (!(low >= 0.0 && high <= 1.0 && half_step >= 0.0 && alpha > 0.0 && alpha < 1.0)) return out;
  /* n falls with the higher share and rises with the lower one, so the corners are the extremes. */
  out.estimate = high > low ? fmax(1.0, up(pooled_n(high, low, alpha))) : INFINITY;
  out.lower =
      fmax(1.0, up(pooled_n(fmin(1.0, high + half_step), fmax(0.0, low - half_step), alpha)));
  out.upper = INFINITY;
  if (high - half_step > low + half_step)
    out.upper = fmax(1.0, up(pooled_n(high - half_step, low + half_step, alpha)));
  return out;
}

static double finite_correction(const leda_survey_size *s) {
  if (isinf(s->population) || s->population == 1.0) return isinf(s->population) ? 1.0 : 0.0;
  return sqrt((s->population - s->answers) / (s->population - 1.0));
}

static bool survey_is_right(const leda_survey_size *s) {
  return s->answers > 0.0 && s->answers <= s->sent && s->sent <= s->population && s->level > 0.0 &&
         s->level < 1.0;
}

double leda_proportion_margin_at(const leda_survey_size *survey, double share) {
  if (!survey_is_right(survey) || !(share >= 0.0 && share <= 1.0)) return GSL_NAN;
  return two_sided_z(survey->level) * sqrt(share * (1.0 - share) / survey->answers) *
         finite_correction(survey);
}

leda_survey_margin leda_proportion_margin(const leda_survey_size *survey) {
  leda_survey_margin out = {{GSL_NAN, GSL_NAN, GSL_NAN}, GSL_NAN, GSL_NAN, GSL_NAN};

  if (!survey_is_right(survey)) return out;
  out.response = leda_proportion_wilson(survey->answers, survey->sent, survey->level);
  out.correction = finite_correction(survey);
  out.margin = leda_proportion_margin_at(survey, 0.5);
  out.margin_mean =
      two_sided_z(survey->level) * survey->sd / sqrt(survey->answers) * out.correction;
  return out;
}

double leda_proportion_answers_needed(double margin, double population, double level) {
  double z = two_sided_z(level), n0 = z * z / (4.0 * margin * margin);

  if (!(margin > 0.0) || !(population >= 1.0) || !(level > 0.0 && level < 1.0)) return GSL_NAN;
  return up(isinf(population) ? n0 : n0 / (1.0 + (n0 - 1.0) / population));
}
