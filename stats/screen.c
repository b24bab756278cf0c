/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/screen.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/null_store_internal.h"
#include "stats/phi_profile.h"
#include "stats/scores.h"
#include "stats/tied_p.h"
#include "stats/verdict.h"

#define LEDA_SCREEN_TIED_SHORT 10

struct leda_screen_work {
  size_t n_max;
  leda_screen_options options;
  size_t *order;
  double *residuals;
  double *scores;
  leda_ar1_plan plan;       /* for positions with gaps */
  leda_phi_profile profile; /* filled for the positions below */
  bool profile_made;
  size_t profile_n;
  int *profile_t;
};

leda_screen_work *leda_screen_work_alloc(size_t n_max, const leda_screen_options *options) {
  leda_screen_work *work = calloc(1, sizeof *work);
  size_t room = n_max > 0 ? n_max : 1;

  if (work == NULL) return NULL;
  work->n_max = n_max;
  work->options = *options;
  work->order = malloc(room * sizeof *work->order);
  work->residuals = malloc(room * sizeof *work->residuals);
  work->scores = malloc(room * sizeof *work->scores);
  work->profile_t = malloc(room * sizeof *work->profile_t);
  if (work->order != NULL && work->residuals != NULL && work->scores != NULL &&
      work->profile_t != NULL && leda_ar1_plan_init(&work->plan, room) == GSL_SUCCESS)
    return work;
  leda_screen_work_free(work);
  return NULL;
}

void leda_screen_work_free(leda_screen_work *work) {
  if (work == NULL) return;
  free(work->order);
  free(work->residuals);
  free(work->scores);
  free(work->profile_t);
  leda_ar1_plan_clear(&work->plan);
  if (work->profile_made) leda_phi_profile_clear(&work->profile);
  free(work);
}

static bool consecutive(const int *t, size_t n) {
  if (t == NULL) return true;
  return (long long)t[n - 1] - t[0] == (long long)n - 1;
}

static bool constant(const double *y, size_t n) {
  for (size_t i = 1; i < n; i++)
    if (y[i] < y[0] || y[i] > y[0]) return false;
  return true;
}

static void set_constant(leda_screen_result *out, size_t n) {
  out->p = out->p_step = out->p_drift = 1.0;
  out->index = LEDA_CONTRASTS_SIDE;
  out->tied = n;
  out->constant = true;
}

static void take_scan(leda_contrasts_scan scan, leda_screen_result *out) {
  out->s = scan.s;
  out->z = scan.z;
  out->d = scan.d;
  out->index = scan.index;
}

static void take_p(leda_null_p p, leda_screen_result *out) {
  out->p = p.p;
  out->p_step = p.p_step;
  out->p_drift = p.p_drift;
}

/* One series at its place in the store. */
typedef struct {
  const leda_null_length *length;
  const leda_null_entry *entry;
  const double *y;
  const int *t;
  size_t n;
  bool regular;
} subject;

static void score(const subject *x, const double *residuals, leda_screen_work *work,
                  leda_screen_result *out) {
  out->tied = leda_scores_fill(residuals, x->n, x->length->scores, work->order, work->scores);
}

/* In whitened residuals values are not free to change places, so there is nothing to permute. In the shortest
 * series the contrasts are read as the ties left them: stretched, as in longer ones, 6-7 % of unchanged
 * series rounded to their sd would be flagged. */
static double tied_share(const leda_tied_subject *tied, size_t n) {
  return n < LEDA_SCREEN_TIED_SHORT ? sqrt(1.0 - leda_tied_lost(tied)) : 1.0;
}

/* phi known: whiten, rank, scan, look up. */
static int screen_known(const subject *x, leda_screen_work *work, leda_screen_result *out) {
  const leda_ar1_plan *plan = &x->entry->plan;
  const double *residuals = x->y;
  double share = 1.0;
  leda_tied_subject tied = {
      .law = x->entry->law, .length = x->length, .scores = work->scores, .order = work->order};

  if (!x->regular) {
    leda_ar1_plan_fill(&work->plan, x->t, x->n, x->entry->phi, x->length->sum_squares);
    plan = &work->plan;
  }
  if (!plan->plain) {
    leda_ar1_plan_residuals(plan, x->y, work->residuals);
    residuals = work->residuals;
  }
  score(x, residuals, work, out);
  take_scan(leda_ar1_plan_run(plan, work->scores), out);
  if (out->tied > 0 && !plan->plain) share = tied_share(&tied, x->n);
  take_p(leda_null_law_p(x->entry->law, share * out->s, share * fabs(out->d)), out);
  out->phi = x->entry->phi;
  if (out->tied == 0 || !plan->plain) return GSL_SUCCESS;
  tied.plan = plan;
  return leda_tied_p(&tied, work->options.alpha, work->options.seed, out);
}

static int profile_for(const subject *x, leda_screen_work *work) {
  size_t n = x->n;
  bool same = work->profile_made && work->profile_n == n;

  if (!work->profile_made) {
    if (leda_phi_profile_init(&work->profile, work->n_max) != GSL_SUCCESS) return GSL_ENOMEM;
    work->profile_made = true;
  }
  for (size_t i = 0; same && i < n; i++)
    same = work->profile_t[i] == (x->t != NULL ? x->t[i] - x->t[0] : (int)i);
  if (same) return GSL_SUCCESS;
  leda_phi_profile_fill(&work->profile, x->t, n, x->length->sum_squares);
  for (size_t i = 0; i < n; i++) work->profile_t[i] = x->t != NULL ? x->t[i] - x->t[0] : (int)i;
  work->profile_n = n;
  return GSL_SUCCESS;
}

/* The frame of the season for one series: the entry's, or one of its own where there are gaps. */
typedef struct {
  const leda_ar1 *frame;
  const leda_contrasts *contrasts;
  leda_ar1 *own;
  leda_contrasts *own_contrasts;
} season_frame;

static int season_frame_make(const subject *x, season_frame *f) {
  *f = (season_frame){x->entry->frame, x->entry->contrasts, NULL, NULL};
  if (x->regular) return GSL_SUCCESS;
  f->own = leda_ar1_alloc(x->t, x->n, x->entry->phi, x->entry->season_length);
  if (f->own != NULL) f->own_contrasts = leda_ar1_contrasts(f->own, x->length->sum_squares);
  f->frame = f->own;
  f->contrasts = f->own_contrasts;
  return f->own_contrasts != NULL ? GSL_SUCCESS : GSL_ENOMEM;
}

static void season_frame_clear(season_frame *f) {
  leda_contrasts_free(f->own_contrasts);
  leda_ar1_free(f->own);
}

/* phi known, season taken out. */
static int screen_season(const subject *x, leda_screen_work *work, leda_screen_result *out) {
  season_frame f;
  int status = season_frame_make(x, &f);

  if (status == GSL_SUCCESS) {
    leda_ar1_residuals(f.frame, x->y, work->residuals);
    score(x, work->residuals, work, out);
    take_scan(leda_contrasts_run(f.contrasts, work->scores), out);
    take_p(leda_null_law_p(x->entry->law, out->s, fabs(out->d)), out);
    out->phi = x->entry->phi;
  }
  season_frame_clear(&f);
  return status;
}

/* Least-squares size of a regressor x on r, and the sum of squares it takes. */
static double fit_size(const double *x, const double *r, size_t n, double *taken) {
  double along = 0.0, norm = 0.0;

  for (size_t i = 0; i < n; i++) {
    along += x[i] * r[i];
    norm += x[i] * x[i];
  }
  *taken = norm > 0.0 ? along * along / norm : 0.0;
  return norm > 0.0 ? along / norm : 0.0;
}

/* The series without its season, but with its change, in work->residuals: the season is fitted beside the step
 * where the scan is largest, or beside a line, so that a change is not taken for autocorrelation. */
static void take_out_season(const subject *x, const leda_ar1 *frame,
                            const leda_contrasts *contrasts, leda_screen_work *work) {
  double *r = work->residuals, by_step, by_line, step, line;
  leda_contrasts_scan scan;

  leda_ar1_residuals(frame, x->y, r);
  leda_scores_fill(r, x->n, x->length->scores, work->order, work->scores);
  scan = leda_contrasts_run(contrasts, work->scores);
  step = fit_size(leda_ar1_step(frame, scan.index), r, x->n, &by_step);
  line = fit_size(leda_ar1_time(frame), r, x->n, &by_line);
  for (size_t i = 0; i < x->n; i++) {
    double since = x->t != NULL ? (double)x->t[i] - (double)x->t[0] : (double)i;

    if (by_step >= by_line)
      r[i] += step * ((i >= scan.index ? 1.0 : 0.0) - leda_ar1_step(frame, scan.index)[i]);
    else
      r[i] += line * (since - leda_ar1_time(frame)[i]);
  }
}

/* phi from the series less its season. */
static int screen_season_series(subject *x, leda_screen_work *work, leda_screen_result *out) {
  season_frame f;
  leda_noise noise;
  double phi;
  int status = season_frame_make(x, &f);

  if (status == GSL_SUCCESS) take_out_season(x, f.frame, f.contrasts, work);
  season_frame_clear(&f);
  if (status == GSL_SUCCESS) status = profile_for(x, work);
  if (status != GSL_SUCCESS) return status;
  phi = leda_phi_profile_estimate(&work->profile, work->residuals);
  noise = leda_null_season_noise(phi, x->n);
  x->entry = leda_null_store_entry(x->length, &noise, x->entry->season_length);
  out->phi = phi;
  if (x->entry == NULL) return GSL_EINVAL;
  out->persistent = phi > LEDA_NOISE_PERSISTENT;
  return screen_season(x, work, out);
}

/* phi from the series itself. */
static int screen_series(const subject *x, leda_screen_work *work, leda_screen_result *out) {
  const leda_ar1_plan *plan;
  double phi;

  if (profile_for(x, work) != GSL_SUCCESS) return GSL_ENOMEM;
  phi = leda_phi_profile_estimate(&work->profile, x->y);
  plan = &work->profile.plans[leda_phi_grid_index(phi)];
  leda_ar1_plan_residuals(plan, x->y, work->residuals);
  score(x, work->residuals, work, out);
  take_scan(leda_ar1_plan_run(plan, work->scores), out);
  take_p(leda_null_series_p(x->length, phi, out->s, fabs(out->d)), out);
  out->phi = (double)leda_phi_grid_index(phi) * LEDA_PHI_GRID_STEP;
  out->persistent = phi > LEDA_NOISE_PERSISTENT;
  return GSL_SUCCESS;
}

/* NOLINTNEXTLINE(readability-function-size): a series is three arguments: values, positions and how many */
int leda_verdict_screen(const leda_null_store *store, const leda_noise *noise, const double *y,
                        const int *t, size_t n, leda_screen_work *work, leda_screen_result *out) {
  int season_length = work->options.season_length;
  subject x = {.y = y, .t = t, .n = n};

  memset(out, 0, sizeof *out);
  out->p = out->p_step = out->p_drift = NAN;
  out->phi = leda_noise_phi(noise);
  out->persistent = noise->model == LEDA_NOISE_AR1_PANEL && noise->persistent;
  if (n < LEDA_VERDICT_MIN_N) return GSL_SUCCESS;
  if (n > work->n_max) return GSL_EINVAL;
  x.length = leda_null_store_length(store, n);
  if (x.length == NULL) return GSL_EINVAL;
  x.entry = leda_null_store_entry(x.length, noise, season_length);
  if (x.entry == NULL) return GSL_EINVAL;
  if (constant(y, n)) {
    set_constant(out, n);
    return GSL_SUCCESS;
  }
  x.regular = consecutive(t, n);
  if (noise->model != LEDA_NOISE_AR1_SERIES)
    return x.entry->frame != NULL ? screen_season(&x, work, out) : screen_known(&x, work, out);
  if (x.entry->frame != NULL) return screen_season_series(&x, work, out);
  if (x.length->series[0] == NULL) return GSL_EINVAL;
  return screen_series(&x, work, out);
}
