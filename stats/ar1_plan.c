/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/ar1_plan.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ARRAYS 6
/* As in contrasts.c. */
#define SAME 1e-9

int leda_ar1_plan_init(leda_ar1_plan *plan, size_t n_max) {
  double *all = calloc(ARRAYS * (n_max + 1), sizeof *all);

  memset(plan, 0, sizeof *plan);
  if (all == NULL) return GSL_ENOMEM;
  plan->capacity = n_max;
  plan->own = all;
  plan->carry = all + (n_max + 1);
  plan->constant = all + 2 * (n_max + 1);
  plan->project = all + 3 * (n_max + 1);
  plan->scale = all + 4 * (n_max + 1);
  plan->drift = all + 5 * (n_max + 1);
  return GSL_SUCCESS;
}

void leda_ar1_plan_clear(leda_ar1_plan *plan) {
  free(plan->own);
  memset(plan, 0, sizeof *plan);
}

static double position(const int *t, size_t i) { return t != NULL ? (double)t[i] : (double)i; }

static void set_weights(leda_ar1_plan *plan, const int *t, double phi) {
  double kept = 1.0 - phi * phi;

  plan->own[0] = sqrt(kept);
  plan->carry[0] = 0.0;
  plan->constant[0] = plan->own[0];
  for (size_t i = 1; i < plan->n; i++) {
    double gap = position(t, i) - position(t, i - 1);
    double power = gap > 1.0 ? pow(phi, gap) : phi;

    plan->own[i] = gap > 1.0 ? sqrt(kept / (1.0 - power * power)) : 1.0;
    plan->carry[i] = power * plan->own[i];
    plan->constant[i] = plan->own[i] - plan->carry[i];
  }
}

/* 1 / sd of a contrast whose regressor has these sums, before its mean is taken out. */
static double scale_of(double squares, double sum, size_t n, double sum_squares) {
  double about_mean = squares - sum * sum / (double)n;

  if (!(about_mean > 0.0) || !(sum_squares > 0.0)) return 0.0;
  return 1.0 / sqrt(about_mean * sum_squares / (double)(n - 1));
}

static void set_steps(leda_ar1_plan *plan, double sum_squares) {
  size_t n = plan->n;
  const double *c = plan->constant;
  double squares = 0.0, sum = 0.0; /* of c over i > k */
  double cc = 1.0 / plan->per_cc, all = 0.0;

  for (size_t i = 0; i < n; i++) all += c[i];
  for (size_t k = n; k-- > LEDA_CONTRASTS_SIDE;) {
    double along = c[k] * plan->own[k] + squares;
    double b = along * plan->per_cc;

    plan->project[k] = b;
    plan->scale[k] = scale_of(plan->own[k] * plan->own[k] + squares - b * b * cc,
                              plan->own[k] + sum - b * all, n, sum_squares);
    squares += c[k] * c[k];
    sum += c[k];
  }
}

static void set_plain_steps(leda_ar1_plan *plan, double sum_squares) {
  size_t n = plan->n;
  double unit = sum_squares / (double)(n - 1);

  for (size_t k = 1; k < n; k++)
    plan->scale[k] = unit > 0.0 ? 1.0 / sqrt((double)k * (double)(n - k) / (double)n * unit) : 0.0;
}

static void set_drift(leda_ar1_plan *plan, const int *t, double sum_squares) {
  size_t n = plan->n;
  double *x = plan->drift, mean = 0.0, squares = 0.0, scale;

  for (size_t i = n; i-- > 0;) {
    double here = position(t, i) - position(t, 0);
    double before = i > 0 ? position(t, i - 1) - position(t, 0) : 0.0;

    x[i] = plan->plain ? here : plan->own[i] * here - plan->carry[i] * before;
  }
  if (!plan->plain) leda_ar1_plan_project(plan, x, x);
  for (size_t i = 0; i < n; i++) mean += x[i];
  mean /= (double)n;
  for (size_t i = 0; i < n; i++) squares += (x[i] - mean) * (x[i] - mean);
  scale = squares > 0.0 && sum_squares > 0.0 ? 1.0 / sqrt(squares * sum_squares / (double)(n - 1))
                                             : 0.0;
  for (size_t i = 0; i < n; i++) x[i] = (x[i] - mean) * scale;
}

void leda_ar1_plan_fill(leda_ar1_plan *plan, const int *t, size_t n, double phi,
                        double sum_squares) {
  double cc = 0.0;

  plan->n = n;
  plan->plain = !(phi > 0.0);
  if (plan->plain) {
    set_plain_steps(plan, sum_squares);
  } else {
    set_weights(plan, t, phi);
    for (size_t i = 0; i < n; i++) cc += plan->constant[i] * plan->constant[i];
    plan->per_cc = 1.0 / cc;
    set_steps(plan, sum_squares);
  }
  set_drift(plan, t, sum_squares);
}

void leda_ar1_plan_project(const leda_ar1_plan *plan, const double *e, double *out) {
  const double *c = plan->constant;
  double along = 0.0;

  if (plan->plain) {
    if (out != e) memcpy(out, e, plan->n * sizeof *out);
    return;
  }
  for (size_t i = 0; i < plan->n; i++) along += c[i] * e[i];
  along *= plan->per_cc;
  for (size_t i = 0; i < plan->n; i++) out[i] = e[i] - along * c[i];
}

void leda_ar1_plan_residuals(const leda_ar1_plan *plan, const double *y, double *out) {
  if (plan->plain) {
    memcpy(out, y, plan->n * sizeof *out);
    return;
  }
  out[0] = plan->own[0] * y[0];
  for (size_t i = 1; i < plan->n; i++) out[i] = plan->own[i] * y[i] - plan->carry[i] * y[i - 1];
  leda_ar1_plan_project(plan, out, out);
}

static void keep_larger(leda_contrasts_scan *out, double z, size_t k) {
  if (fabs(z) > out->s + SAME) {
    out->s = fabs(z);
    out->z = z;
    out->index = k;
  }
}

static void run_plain(const leda_ar1_plan *plan, const double *a, leda_contrasts_scan *out) {
  double sum = 0.0;

  for (size_t i = 0; i + 1 < LEDA_CONTRASTS_SIDE; i++) sum -= a[i];
  for (size_t k = LEDA_CONTRASTS_SIDE; k <= plan->n - LEDA_CONTRASTS_SIDE; k++) {
    sum -= a[k - 1];
    keep_larger(out, sum * plan->scale[k], k);
  }
}

static void run_whitened(const leda_ar1_plan *plan, const double *a, leda_contrasts_scan *out) {
  const double *c = plan->constant;
  double all = 0.0, after = 0.0; /* sums of c_i a_i: over all i, over i > k */

  for (size_t i = 0; i < plan->n; i++) all += c[i] * a[i];
  after = all;
  for (size_t i = 0; i < LEDA_CONTRASTS_SIDE; i++) after -= c[i] * a[i];
  for (size_t k = LEDA_CONTRASTS_SIDE; k <= plan->n - LEDA_CONTRASTS_SIDE; k++) {
    after -= c[k] * a[k];
    keep_larger(out, (plan->own[k] * a[k] + after - plan->project[k] * all) * plan->scale[k], k);
  }
}

leda_contrasts_scan leda_ar1_plan_run(const leda_ar1_plan *plan, const double *scores) {
  leda_contrasts_scan out = {0.0, LEDA_CONTRASTS_SIDE, 0.0, 0.0};

  if (plan->plain)
    run_plain(plan, scores, &out);
  else
    run_whitened(plan, scores, &out);
  for (size_t i = 0; i < plan->n; i++) out.d += plan->drift[i] * scores[i];
  return out;
}
