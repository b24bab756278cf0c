/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/sustain.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <math.h>

#include "stats/describe.h"

static leda_period_level unknown_level(void) {
  return (leda_period_level){GSL_NAN, GSL_NAN, GSL_NAN};
}

leda_period_level leda_period_of_values(const double *x, size_t n) {
  leda_moments m = leda_describe_moments(x, n);

  if (m.n < 2) return unknown_level();
  return (leda_period_level){m.mean, sqrt(m.variance / (double)m.n), (double)m.n - 1.0};
}

leda_period_level leda_period_of_share(double yes, double n) {
  double p = (yes + 1.0) / (n + 2.0);

  if (!(yes >= 0.0 && yes <= n && n > 0.0)) return unknown_level();
  return (leda_period_level){yes / n, sqrt(p * (1.0 - p) / n), INFINITY};
}

leda_period_level leda_period_of_rate(double events, double exposure) {
  if (!(events >= 0.0 && exposure > 0.0)) return unknown_level();
  return (leda_period_level){events / exposure, sqrt(fmax(events, 1.0)) / exposure, INFINITY};
}

/* Satterthwaite: parts of a variance, each with its degrees of freedom. */
static double joint_df(const double *part, const double *df, size_t n) {
  double sum = 0.0, squares = 0.0;

  for (size_t i = 0; i < n; i++) {
    sum += part[i];
    squares += part[i] * part[i] / df[i];
  }
  return squares > 0.0 ? sum * sum / squares : INFINITY;
}

static double critical(double level, double df) {
  double tail = 0.5 - 0.5 * level;

  return df > 1e8 ? gsl_cdf_ugaussian_Qinv(tail) : gsl_cdf_tdist_Qinv(tail, df);
}

static double two_sided(double t, double df) {
  return 2.0 * (df > 1e8 ? gsl_cdf_ugaussian_Q(fabs(t)) : gsl_cdf_tdist_Q(fabs(t), df));
}

static leda_level_difference difference(const leda_period_level *late,
                                        const leda_period_level *early, double level) {
  double part[] = {late->se * late->se, early->se * early->se}, df[] = {late->df, early->df};
  double se = sqrt(part[0] + part[1]), f = joint_df(part, df, 2), d = late->mean - early->mean;
  double reach = critical(level, f) * se, p = d == 0.0 ? 1.0 : 0.0;

  if (se > 0.0) p = two_sided(d / se, f);
  return (leda_level_difference){d, d - reach, d + reach, p};
}

static double df_of_kept(const leda_sustain_plan *plan, double kept) {
  double part[] = {gsl_pow_2((1.0 - kept) * plan->before.se), gsl_pow_2(kept * plan->after.se),
                   gsl_pow_2(plan->sustain.se)};
  double df[] = {plan->before.df, plan->after.df, plan->sustain.df};

  return joint_df(part, df, 3);
}

static bool level_is_right(const leda_period_level *l) {
  return isfinite(l->mean) && l->se >= 0.0 && isfinite(l->se) && l->df > 0.0;
}

static leda_sustain_state state_of(const leda_sustain_result *r, double keep) {
  if (!r->gain_shown || r->kept.shape != LEDA_FIELLER_INTERVAL) return LEDA_SUSTAIN_UNKNOWN;
  if (r->kept.lower >= keep) return LEDA_SUSTAIN_HELD;
  return r->kept.upper < keep ? LEDA_SUSTAIN_LOST : LEDA_SUSTAIN_UNKNOWN;
}

leda_sustain_result leda_sustain_test(const leda_sustain_plan *plan) {
  const leda_level_difference none = {GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN};
  leda_sustain_result out = {
      none,    none,  none,  {LEDA_FIELLER_UNDEFINED, GSL_NAN, GSL_NAN, GSL_NAN},
      GSL_NAN, false, false, LEDA_SUSTAIN_UNKNOWN};
  const double mean[] = {plan->before.mean, plan->after.mean, plan->sustain.mean};
  const double se[] = {plan->before.se, plan->after.se, plan->sustain.se};
  leda_ratio ratio;

  if (!level_is_right(&plan->before) || !level_is_right(&plan->after) ||
      !level_is_right(&plan->sustain) || !(plan->keep > 0.0 && plan->keep <= 1.0) ||
      !(plan->level > 0.0 && plan->level < 1.0))
    return out;
  out.gain = difference(&plan->after, &plan->before, plan->level);
  out.since_after = difference(&plan->sustain, &plan->after, plan->level);
  out.since_before = difference(&plan->sustain, &plan->before, plan->level);
  ratio = leda_fieller_kept(mean, se);
  out.kept_df = ratio.b == 0.0 ? out.kept_df : df_of_kept(plan, ratio.a / ratio.b);
  if (ratio.b != 0.0) out.kept = leda_fieller(&ratio, critical(plan->level, out.kept_df));
  out.gain_shown = out.gain.p <= 1.0 - plan->level;
  out.some_left =
      out.since_before.p <= 1.0 - plan->level && out.since_before.value * out.gain.value > 0.0;
  out.state = state_of(&out, plan->keep);
  return out;
}
