/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The third wave: is the gain still there? */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>

#include "engine/analysis/assess_fit.h"
#include "engine/analysis/assess_parts.h"
#include "engine/core/memory.h"
#include "stats/adjust.h"

typedef struct {
  leda_assess *assess;
  const leda_assess_frame *frame;
} job;

/* ---- what non-response could hide ---- */

enum { SECOND = 1, THIRD = 2 };

/* Sums over the sample, by wave and role. */
typedef struct {
  double sum[2];
  double n[2];
} by_role;

static by_role add_up(const leda_assess_sample *sample, size_t wave) {
  by_role out = {{0.0}, {0.0}};
  int column = sample->column[LEDA_TERM_ROLE];
  for (size_t i = 0; i < sample->n; i++) {
    if (sample->wave[i] != wave) continue;
    int role = column >= 0 && sample->x[i * sample->p + (size_t)column] != 0.0;
    out.sum[role] += sample->y[i];
    out.n[role] += 1.0;
  }
  return out;
}

/* As many had answered in the third wave as in the second: those missing at an end of the scale. */
static double bound(const by_role *second, const by_role *third, double at) {
  double n2 = second->n[0] + second->n[1], n3 = third->n[0] + third->n[1];
  double missing = fmax(n2 - n3, 0.0), sum3 = third->sum[0] + third->sum[1];
  return (sum3 + missing * at) / (n3 + missing) - (second->sum[0] + second->sum[1]) / n2;
}

/* The third wave's role means weighted by the second wave's roles. */
static double post_stratify(const by_role *second, const by_role *third) {
  double n2 = second->n[0] + second->n[1], total = 0.0;
  for (int role = 0; role < 2; role++) {
    if (second->n[role] > 0.0) total += second->n[role] / n2 * (third->sum[role] / third->n[role]);
  }
  return total - (second->sum[0] + second->sum[1]) / n2;
}

static void check_response(leda_assess_fade *fade, const leda_assess_sample *sample,
                           const leda_instrument *instrument) {
  by_role second = add_up(sample, SECOND), third = add_up(sample, THIRD);
  fade->n_second = (size_t)(second.n[0] + second.n[1]);
  fade->n_third = (size_t)(third.n[0] + third.n[1]);
  fade->bound_lower = bound(&second, &third, instrument->scale_low);
  fade->bound_upper = bound(&second, &third, instrument->scale_high);
  fade->post_stratified = post_stratify(&second, &third);
}

/* ---- the share of the gain that is left ---- */

/* CR2 is one matrix, so the covariance follows from three variances. The set turns round tests of
   total - share * gain; their degrees of freedom lie between those of the two, and the fewer are used. */
static leda_fieller_set share_kept(const leda_assess_fade *fade, double alpha) {
  double total = fade->total.se * fade->total.se, gain = fade->gain.se * fade->gain.se;
  double later = fade->later.se * fade->later.se;
  leda_ratio ratio = {.a = fade->total.estimate,
                      .b = fade->gain.estimate,
                      .vaa = total,
                      .vab = (total + gain - later) / 2.0,
                      .vbb = gain};
  double df = fmin(fade->total.df, fade->gain.df);
  if (!(df > 0.0) || isnan(later)) return (leda_fieller_set){LEDA_FIELLER_UNDEFINED, NAN, NAN, NAN};
  return leda_fieller(&ratio, gsl_cdf_tdist_Qinv(alpha / 2.0, df));
}

static leda_status fit_waves(leda_assess_fade *fade, const leda_assess_sample *sample,
                             double alpha) {
  const double gain[LEDA_TERMS] = {[LEDA_TERM_WAVE_1] = 1.0};
  const double total[LEDA_TERMS] = {[LEDA_TERM_WAVE_2] = 1.0};
  const double later[LEDA_TERMS] = {[LEDA_TERM_WAVE_1] = -1.0, [LEDA_TERM_WAVE_2] = 1.0};
  leda_status status;
  leda_cluster_ols *fit = leda_assess_regress(sample, false, &status);
  if (!status) status = leda_assess_contrast(fit, sample, gain, alpha, &fade->gain);
  if (!status) status = leda_assess_contrast(fit, sample, total, alpha, &fade->total);
  if (!status) status = leda_assess_contrast(fit, sample, later, alpha, &fade->later);
  fade->kept = share_kept(fade, alpha);
  leda_cluster_ols_free(fit);
  return status;
}

static leda_status work(size_t i, void *data) {
  static const leda_term terms[] = {LEDA_TERM_ONE, LEDA_TERM_WAVE_1, LEDA_TERM_WAVE_2,
                                    LEDA_TERM_ROLE};
  const job *todo = data;
  const leda_assess *assess = todo->assess;
  leda_assess_fade *fade = &todo->assess->fade[i];
  const size_t waves[] = {0, 1, assess->survey->n_waves - 1};
  leda_assess_plan plan = {waves, 3, true, terms, sizeof terms / sizeof *terms};
  leda_assess_sample sample;
  fade->subject = i;
  fade->p_holm = NAN;
  leda_status status = leda_assess_sample_take(&sample, todo->frame, i, &plan, NULL);
  if (!status) {
    status = fit_waves(fade, &sample, assess->options.alpha);
    check_response(fade, &sample, assess->survey->instrument);
  }
  leda_assess_sample_clear(&sample);
  return status;
}

/* ---- verdicts ---- */

/* One-sided at alpha: the third wave is not below the second by the margin or more. */
static bool not_below(const leda_assess_estimate *later, const leda_assess_options *options) {
  double t = (later->estimate + options->margin) / later->se;
  return gsl_cdf_tdist_Q(t, later->df) <= options->alpha;
}

static leda_fade_verdict judge(const leda_assess_fade *fade, double p,
                               const leda_assess_options *options) {
  if (p <= options->alpha) return fade->later.estimate < 0.0 ? LEDA_FADE_FADED : LEDA_FADE_GROWN;
  bool gained = fade->gain.p <= options->alpha && fade->gain.estimate > 0.0;
  if (gained && not_below(&fade->later, options)) return LEDA_FADE_KEPT;
  if (fade->gain.upper < options->margin) return LEDA_FADE_NO_GAIN;
  return LEDA_FADE_CANNOT_TELL;
}

static leda_status judge_all(leda_assess *assess, leda_error *err) {
  double *p = leda_calloc(assess->n_statements, sizeof *p);
  if (!p) return leda_fail_memory(err);
  for (size_t s = 0; s < assess->n_statements; s++) p[s] = assess->fade[s].later.p;
  int code = leda_adjust_p(LEDA_ADJUST_HOLM, p, assess->n_statements, p);
  for (size_t s = 0; s < assess->n_fade; s++) {
    leda_assess_fade *fade = &assess->fade[s];
    if (s < assess->n_statements) fade->p_holm = p[s];
    fade->verdict = judge(fade, s < assess->n_statements ? p[s] : fade->later.p, &assess->options);
  }
  leda_free(p);
  return code == GSL_SUCCESS ? LEDA_OK : leda_fail_memory(err);
}

leda_status leda_assess_third_wave(leda_assess *assess, const leda_assess_frame *frame,
                                   leda_error *err) {
  job todo = {assess, frame};
  size_t waves = assess->survey->n_waves, n = assess->survey->n_municipalities;
  if (waves < 3) return LEDA_OK;
  assess->fade = leda_calloc(assess->n_subjects, sizeof *assess->fade);
  if (!assess->fade) return leda_fail_memory(err);
  assess->n_fade = assess->n_subjects;
  for (size_t g = 0; g < n; g++) assess->fade_municipalities += frame->there[(waves - 1) * n + g];
  leda_status status = leda_assess_each(assess->n_fade, assess->options.threads, work, &todo, err);
  return status ? status : judge_all(assess, err);
}
