/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/verdict.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/interval_drift.h"
#include "stats/interval_step.h"
#include "stats/lag1.h"
#include "stats/null_store_internal.h"
#include "stats/screen.h"
#include "stats/season_test.h"
#include "stats/verdict_fit.h"
#include "stats/verdict_naming.h"
#include "stats/verdict_whitened.h"

#define SEASON_LEVEL 0.01

/* One series under judgement. */
typedef struct {
  double *y; /* scaled by a power of two, so that squares neither overflow nor vanish */
  int exponent;
  const int *t;
  size_t n;
  const leda_verdict_options *opt;
  const leda_null_store *store;
  leda_null_store *own_store;
  const leda_verdict_setting *setting;
  leda_verdict_setting *own;
  const leda_null *null;
  leda_null_ground ground;
  leda_screen_result found;
  leda_contrasts_scan scan;
  double *residuals; /* on the ground; of the scaled values */
  leda_fit_shape shape;
} judged;

leda_verdict_options leda_verdict_options_default(void) {
  leda_verdict_options opt = {.alpha = 0.05, .seed = 1, .threads = 1};

  return opt;
}

const char *leda_verdict_token(leda_verdict_name verdict) {
  static const char *const tokens[] = {"too-short", "noise",  "shift",
                                       "drift",     "change", "cannot-tell"};

  return tokens[verdict];
}

const char *leda_verdict_reason_token(leda_verdict_reason reason) {
  static const char *const tokens[] = {"", "constant", "too-short", "too-persistent"};

  return tokens[reason];
}

void leda_verdict_result_clear(leda_verdict_result *r) {
  if (r == NULL) return;
  free(r->period_set);
  free(r->outliers);
  memset(r, 0, sizeof *r);
}

static int check_input(const double *y, const int *t, size_t n, const leda_verdict_options *opt) {
  if (!(opt->alpha > 0.0 && opt->alpha < 1.0) || (n > 0 && (y == NULL || t == NULL)))
    return GSL_EINVAL;
  for (size_t i = 0; i < n; i++)
    if (!isfinite(y[i]) || (i > 0 && t[i] <= t[i - 1])) return GSL_EINVAL;
  if (n >= LEDA_VERDICT_MIN_N && opt->setting != NULL &&
      fabs(leda_verdict_setting_alpha(opt->setting) - opt->alpha) > 0.0)
    return GSL_EINVAL;
  return GSL_SUCCESS;
}

static void set_unknown(leda_verdict_result *out, size_t n, double alpha) {
  leda_verdict_interval none = {NAN, NAN, NAN};

  memset(out, 0, sizeof *out);
  out->n = n;
  out->alpha = alpha;
  out->verdict = LEDA_VERDICT_TOO_SHORT;
  out->reason = LEDA_VERDICT_REASON_TOO_SHORT;
  out->p = out->p_floor = out->p_step = out->p_drift = NAN;
  out->s = out->d = out->log_ratio = NAN;
  out->before = out->after = NAN;
  out->shift = out->slope = out->total = out->change = none;
  out->residual_sd = out->detectable_sigmas = out->detectable_shift = NAN;
  out->detectable_power = LEDA_VERDICT_POWER;
  out->phi = out->phi_limit = out->season_p = NAN;
}

static int copy_scaled(judged *j, const double *y) {
  double largest = 0.0;

  j->y = malloc(j->n * sizeof *j->y);
  if (j->y == NULL) return GSL_ENOMEM;
  for (size_t i = 0; i < j->n; i++) largest = fmax(largest, fabs(y[i]));
  frexp(largest, &j->exponent);
  for (size_t i = 0; i < j->n; i++) j->y[i] = ldexp(y[i], -j->exponent);
  return GSL_SUCCESS;
}

/* The store that judges: handed in, or that of the setting, or one for this series alone. */
static int take_store(judged *j) {
  const leda_verdict_options *opt = j->opt;

  j->store = opt->store;
  if (j->store == NULL && opt->setting != NULL) j->store = leda_verdict_setting_store(opt->setting);
  if (j->store != NULL) return GSL_SUCCESS;
  j->own_store = leda_null_store_alloc(opt->seed, opt->threads);
  j->store = j->own_store;
  if (j->own_store == NULL) return GSL_ENOMEM;
  if (opt->noise.model == LEDA_NOISE_AR1_SERIES && j->ground.season_length >= 2)
    return leda_null_store_prepare_base(j->own_store, j->n, &opt->noise, j->ground.season_length);
  return leda_null_store_prepare(j->own_store, j->n, &opt->noise, j->ground.season_length);
}

static int screen(judged *j) {
  leda_screen_options options = {
      .alpha = j->opt->alpha, .seed = j->opt->seed, .season_length = j->ground.season_length};
  leda_screen_work *work = leda_screen_work_alloc(j->n, &options);
  int status;

  if (work == NULL) return GSL_ENOMEM;
  status = leda_verdict_screen(j->store, &j->opt->noise, j->y, j->t, j->n, work, &j->found);
  if (status == GSL_EINVAL && j->own_store != NULL && j->ground.season_length >= 2) {
    status =
        leda_null_store_prepare_season(j->own_store, j->n, j->ground.season_length, j->found.phi);
    if (status == GSL_SUCCESS)
      status = leda_verdict_screen(j->store, &j->opt->noise, j->y, j->t, j->n, work, &j->found);
  }
  leda_screen_work_free(work);
  return status;
}

/* The ground that the screen chose, and what the estimates need on it. */
static int take_setting(judged *j) {
  const leda_verdict_options *opt = j->opt;
  leda_null_draws_plan plan = {opt->draws, opt->seed, opt->threads};
  double phi = j->found.phi;

  j->ground.phi = phi;
  if (opt->noise.model == LEDA_NOISE_AR1_PANEL) j->ground.phi_sd = opt->noise.phi_sd;
  if (opt->noise.model == LEDA_NOISE_AR1_SERIES)
    j->ground.phi_sd = sqrt((1.0 - phi * phi) / (double)j->n);
  j->setting = opt->setting;
  if (j->setting == NULL) {
    /* What could be seen of a season's series is simulated with phi as found: with phi estimated anew
       in each simulated series it would need the null distributions of all phi. */
    leda_noise found = leda_null_season_noise(phi, j->n);
    bool own_season = j->own_store != NULL && opt->noise.model == LEDA_NOISE_AR1_SERIES &&
                      j->ground.season_length >= 2;

    j->own = leda_verdict_setting_alloc_ground(&j->ground, own_season ? &found : &opt->noise,
                                               j->store, opt->alpha, &plan);
    j->setting = j->own;
  }
  if (j->setting == NULL) return GSL_ENOMEM;
  j->null = leda_verdict_setting_null(j->setting);
  return leda_null_on_ground(j->null, &j->ground) ? GSL_SUCCESS : GSL_EINVAL;
}

static int judged_init(judged *j, const double *y) {
  int status;

  j->ground = (leda_null_ground){.t = j->t, .n = j->n};
  if (j->opt->remove_season)
    j->ground.season_length = leda_season_usable(j->n, j->opt->season_length);
  status = copy_scaled(j, y);
  if (status == GSL_SUCCESS) status = take_store(j);
  if (status == GSL_SUCCESS) status = screen(j);
  if (status == GSL_SUCCESS) status = take_setting(j);
  if (status != GSL_SUCCESS) return status;
  j->residuals = malloc(j->n * sizeof *j->residuals);
  if (j->residuals == NULL) return GSL_ENOMEM;
  leda_ar1_residuals(leda_null_frame(j->null), j->y, j->residuals);
  j->scan = (leda_contrasts_scan){j->found.s, j->found.index, j->found.z, j->found.d};
  return GSL_SUCCESS;
}

static void judged_clear(judged *j) {
  free(j->y);
  free(j->residuals);
  leda_verdict_setting_free(j->own);
  leda_null_store_free(j->own_store);
}

static int sign_of(double x) { return (x > 0.0) - (x < 0.0); }

static void name_it(judged *j, leda_verdict_result *out) {
  const leda_contrasts_scan *scan = &j->scan;
  bool by_step = out->p_step <= out->p_drift;

  out->verdict = LEDA_VERDICT_NOISE;
  out->reason = LEDA_VERDICT_REASON_NONE;
  out->log_ratio = leda_null_plain(j->null)
                       ? leda_verdict_log_ratio(j->y, j->t, j->n, scan)
                       : leda_whitened_log_ratio(leda_null_frame(j->null), j->residuals, scan);
  if (out->p <= out->alpha)
    out->verdict = leda_verdict_name_change(out->log_ratio, j->n, &out->noise);
  if (out->verdict == LEDA_VERDICT_SHIFT || (out->verdict == LEDA_VERDICT_CHANGE && by_step))
    out->direction = sign_of(scan->z);
  else if (out->verdict != LEDA_VERDICT_NOISE)
    out->direction = sign_of(scan->d);
  j->shape.index = scan->index;
  j->shape.kind = LEDA_FIT_MEAN;
  if (out->verdict == LEDA_VERDICT_SHIFT ||
      (out->verdict == LEDA_VERDICT_CHANGE && out->log_ratio >= 0.0))
    j->shape.kind = LEDA_FIT_STEP;
  else if (out->verdict != LEDA_VERDICT_NOISE)
    j->shape.kind = LEDA_FIT_LINE;
}

/* p of a series whose whitened residuals rise all the way. */
static double floor_of(const judged *j) {
  const leda_null_length *length = leda_null_store_length(j->store, j->n);
  const leda_noise *noise = &j->opt->noise;
  leda_contrasts_scan scan =
      leda_contrasts_run(leda_null_contrasts(j->null), leda_null_scores(j->null));
  leda_noise season = leda_null_season_noise(j->found.phi, j->n);
  bool series = noise->model == LEDA_NOISE_AR1_SERIES;

  if (series && j->ground.season_length < 2)
    return leda_null_series_p(length, j->found.phi, scan.s, fabs(scan.d)).p;
  return leda_null_law_p(
             leda_null_store_entry(length, series ? &season : noise, j->ground.season_length)->law,
             scan.s, fabs(scan.d))
      .p;
}

static void judge(const judged *j, leda_verdict_result *out) {
  out->p = j->found.p;
  out->p_step = j->found.p_step;
  out->p_drift = j->found.p_drift;
  out->p_floor = fmin(floor_of(j), out->p);
  out->s = j->found.s;
  out->d = j->found.d;
  out->exact = leda_null_plain(j->null) && !j->found.conditional && j->n <= LEDA_LAW_EXACT_MAX;
  out->conditional = j->found.conditional;
  out->tied = j->found.tied;
  out->change_index = j->found.index;
  out->noise = j->opt->noise;
  out->noise.phi = j->found.phi;
  out->noise.persistent = j->found.persistent;
  out->season_removed = j->ground.season_length >= 2;
}

/* Where the noise is too persistent nothing is named, whatever p; the estimates stand. */
static void refuse_persistent(leda_verdict_result *out) {
  if (!out->noise.persistent) return;
  out->verdict = LEDA_VERDICT_CANNOT_TELL;
  out->reason = LEDA_VERDICT_REASON_TOO_PERSISTENT;
  out->direction = 0;
}

static double mean_of(const double *y, size_t from, size_t to) {
  double sum = 0.0;

  for (size_t i = from; i < to; i++) sum += y[i];
  return sum / (double)(to - from);
}

/* "No shift" is the same hypothesis for every period, and the verdict tests it better than the region
 * does: where the verdict excludes 0 the interval ends there, where it does not the interval holds
 * it. Then the estimate, which is a plain difference of means, is taken in. */
static void reconcile(leda_verdict_interval *shift, bool excludes_zero, bool holds_zero) {
  if (excludes_zero && shift->estimate > 0.0) shift->lower = fmax(shift->lower, 0.0);
  if (excludes_zero && shift->estimate < 0.0) shift->upper = fmin(shift->upper, 0.0);
  if (holds_zero) {
    shift->lower = fmin(shift->lower, 0.0);
    shift->upper = fmax(shift->upper, 0.0);
  }
  shift->lower = fmin(shift->lower, shift->estimate);
  shift->upper = fmax(shift->upper, shift->estimate);
}

static int estimate_shift(judged *j, leda_verdict_result *out) {
  leda_step_region region;
  int status = leda_step_region_find(j->setting, j->y, out->change_index, &region);

  if (status != GSL_SUCCESS) return status;
  out->before = mean_of(j->y, 0, out->change_index);
  out->after = mean_of(j->y, out->change_index, j->n);
  if (out->season_removed) {
    double size = leda_whitened_step(leda_null_frame(j->null), j->residuals, out->change_index);
    double share = (double)(j->n - out->change_index) / (double)j->n;

    out->before = mean_of(j->y, 0, j->n) - share * size;
    out->after = out->before + size;
  }
  out->shift.estimate = out->after - out->before;
  out->shift.lower = region.lower;
  out->shift.upper = region.upper;
  reconcile(&out->shift, out->p_step <= out->alpha && out->p <= out->alpha, out->p > out->alpha);
  out->one_shift_fits = !region.empty;
  out->period_set = region.indexes;
  out->period_set_size = region.count;
  return GSL_SUCCESS;
}

static int estimate_drift(judged *j, leda_verdict_result *out) {
  double length = (double)j->t[j->n - 1] - (double)j->t[0];
  leda_drift_interval drift;
  double critical = leda_null_store_drift_critical(leda_null_store_length(j->store, j->n),
                                                   &j->opt->noise, &j->ground, out->alpha);
  int status = leda_drift_interval_find(j->null, j->y, critical, &drift);

  if (status != GSL_SUCCESS) return status;
  out->slope = (leda_verdict_interval){drift.estimate, drift.lower, drift.upper};
  out->total =
      (leda_verdict_interval){drift.estimate * length, drift.lower * length, drift.upper * length};
  return GSL_SUCCESS;
}

static void choose_change(leda_verdict_result *out) {
  out->change = out->shift;
  if (out->verdict == LEDA_VERDICT_DRIFT) out->change = out->total;
  if (out->verdict == LEDA_VERDICT_CHANGE) {
    out->change.estimate = out->total.estimate;
    out->change.lower = fmin(out->shift.lower, out->total.lower);
    out->change.upper = fmax(out->shift.upper, out->total.upper);
  }
}

static int find_outliers(judged *j, leda_verdict_result *out) {
  leda_fit_points points = {j->y, j->t, j->n};
  double *work = malloc(2 * j->n * sizeof *work);
  bool *marked = malloc(j->n * sizeof *marked);
  int status = GSL_ENOMEM;

  if (work == NULL || marked == NULL) goto done;
  if (leda_null_plain(j->null)) {
    out->outlier_count = leda_fit_outliers(&points, j->shape, work, marked);
    out->residual_sd = leda_fit_sd(&points, j->shape, marked, work);
  } else {
    const leda_ar1 *frame = leda_null_frame(j->null);

    out->outlier_count = leda_whitened_outliers(frame, j->residuals, j->shape, work, marked);
    out->residual_sd = leda_whitened_sd(frame, j->residuals, j->shape, marked, work);
  }
  if (out->outlier_count > 0) {
    size_t at = 0;

    out->outliers = malloc(out->outlier_count * sizeof *out->outliers);
    if (out->outliers == NULL) goto done;
    for (size_t i = 0; i < j->n; i++)
      if (marked[i]) out->outliers[at++] = i;
  }
  status = GSL_SUCCESS;
done:
  free(work);
  free(marked);
  return status;
}

/* What is in the noise and not reckoned with. */
static void diagnose(const judged *j, leda_verdict_result *out) {
  const leda_verdict_options *opt = j->opt;
  bool steps = out->verdict == LEDA_VERDICT_SHIFT || out->verdict == LEDA_VERDICT_CHANGE;
  size_t step_index = steps ? out->change_index : 0;

  out->phi = leda_lag1_from_differences(j->y, j->t, j->n, step_index);
  out->phi_limit = leda_verdict_setting_lag1_limit(j->setting);
  out->phi_warning = opt->noise.model == LEDA_NOISE_INDEPENDENT && out->phi > out->phi_limit;
  out->season_p = leda_season_test(j->y, j->t, j->n, opt->season_length, step_index);
  out->season_warning = !out->season_removed && out->season_p <= SEASON_LEVEL;
}

static void scale_interval(leda_verdict_interval *x, int exponent) {
  x->estimate = ldexp(x->estimate, exponent);
  x->lower = ldexp(x->lower, exponent);
  x->upper = ldexp(x->upper, exponent);
}

static void scale_back(leda_verdict_result *out, int exponent) {
  out->before = ldexp(out->before, exponent);
  out->after = ldexp(out->after, exponent);
  out->residual_sd = ldexp(out->residual_sd, exponent);
  out->detectable_shift = ldexp(out->detectable_shift, exponent);
  scale_interval(&out->shift, exponent);
  scale_interval(&out->slope, exponent);
  scale_interval(&out->total, exponent);
  scale_interval(&out->change, exponent);
}

static void set_constant(leda_verdict_result *out, double value) {
  leda_verdict_interval zero = {0.0, 0.0, 0.0};

  out->verdict = LEDA_VERDICT_NOISE;
  out->reason = LEDA_VERDICT_REASON_CONSTANT;
  out->p = out->p_floor = out->p_step = out->p_drift = 1.0;
  out->s = out->d = out->log_ratio = 0.0;
  out->tied = out->n;
  out->change_index = LEDA_CONTRASTS_SIDE;
  out->before = out->after = value;
  out->shift = out->slope = out->total = out->change = zero;
  out->one_shift_fits = true;
  out->residual_sd = 0.0;
}

static int judge_series(judged *j, leda_verdict_result *out) {
  int status;

  judge(j, out);
  name_it(j, out);
  status = estimate_shift(j, out);
  if (status == GSL_SUCCESS) status = estimate_drift(j, out);
  if (status == GSL_SUCCESS) status = find_outliers(j, out);
  if (status != GSL_SUCCESS) return status;
  choose_change(out);
  out->detectable_sigmas = leda_verdict_setting_detectable(j->setting);
  out->detectable_shift = out->detectable_sigmas * out->residual_sd;
  diagnose(j, out);
  refuse_persistent(out);
  scale_back(out, j->exponent);
  return GSL_SUCCESS;
}

static bool all_equal(const double *y, size_t n) {
  for (size_t i = 1; i < n; i++)
    if (y[i] < y[0] || y[i] > y[0]) return false;
  return true;
}

int leda_verdict_run(const double *y, const int *t, size_t n, const leda_verdict_options *opt,
                     leda_verdict_result *out) {
  leda_verdict_options defaults = leda_verdict_options_default();
  judged j = {.t = t, .n = n, .opt = opt != NULL ? opt : &defaults};
  int status;

  set_unknown(out, n, j.opt->alpha);
  status = check_input(y, t, n, j.opt);
  if (status != GSL_SUCCESS) goto done;
  if (n < LEDA_VERDICT_MIN_N) goto done;
  out->noise = j.opt->noise;
  if (all_equal(y, n)) {
    set_constant(out, y[0]);
    goto done;
  }
  status = judged_init(&j, y);
  if (status == GSL_SUCCESS) status = judge_series(&j, out);
done:
  judged_clear(&j);
  if (status != GSL_SUCCESS) leda_verdict_result_clear(out);
  return status;
}
