/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/newton.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "stats/small_matrix.h"

#define STEPS_MOST 100
#define STEP_LARGEST 5.0
#define STEP_SMALL 1e-10
#define GAIN_SMALL 1e-9 /* a log-likelihood of a thousand is known to about 1e-12 */
#define STEP_FLAT 0.02
#define HALVINGS 40

typedef struct {
  const leda_newton_target *target;
  double *x;
  double *hessian;
  double *gradient;
  double *step;
  double *trial;
  double *factor; /* of the negative Hessian, m x m */
  double value;
  double gain; /* gradient' step: twice what a full step is expected to gain */
} search;

static double largest(const double *x, size_t m) {
  double most = 0.0;

  for (size_t k = 0; k < m; k++) most = fmax(most, fabs(x[k]));
  return most;
}

static bool factorise(search *s, double ridge) {
  size_t m = s->target->m;

  for (size_t k = 0; k < m * m; k++) s->factor[k] = -s->hessian[k];
  for (size_t k = 0; k < m; k++) s->factor[k * m + k] += ridge;
  return leda_cholesky(s->factor, m, 1e-14);
}

/* True when the full Newton step stands as it is. */
static bool set_step(search *s) {
  size_t m = s->target->m;
  double size = 0.0, ridge = 0.0, longest;

  for (size_t k = 0; k < m; k++) size = fmax(size, fabs(s->hessian[k * m + k]));
  while (!factorise(s, ridge)) {
    if (!isfinite(ridge) || !isfinite(size)) return false;
    ridge = ridge > 0.0 ? 4.0 * ridge : 1e-4 * (size + 1e-8);
  }
  memcpy(s->step, s->gradient, m * sizeof *s->step);
  leda_cholesky_solve(s->factor, m, s->step);
  longest = largest(s->step, m);
  for (size_t k = 0; longest > STEP_LARGEST && k < m; k++) s->step[k] *= STEP_LARGEST / longest;
  s->gain = 0.0;
  for (size_t k = 0; k < m; k++) s->gain += s->gradient[k] * s->step[k];
  return !(ridge > 0.0) && longest <= STEP_LARGEST;
}

/* Goes along the step as far as the value rises. False: it does not. */
static bool walk(search *s, bool full) {
  size_t m = s->target->m;
  double part = 1.0;

  for (int halving = 0; halving < HALVINGS; halving++, part /= 2.0) {
    double value;

    for (size_t k = 0; k < m; k++) s->trial[k] = s->x[k] + part * s->step[k];
    value = s->target->value(s->target->data, s->trial, NULL, NULL);
    /* Near the top rounding decides whether the value rises: there the step itself is trusted. */
    if (!(value > s->value || (full && s->gain < GAIN_SMALL && isfinite(value)))) continue;
    memcpy(s->x, s->trial, m * sizeof *s->x);
    s->value = s->target->value(s->target->data, s->x, s->gradient, s->hessian);
    return true;
  }
  return false;
}

static bool step_is_small(const search *s) {
  for (size_t k = 0; k < s->target->m; k++)
    if (!(fabs(s->step[k]) <= STEP_SMALL * (1.0 + fabs(s->x[k])))) return false;
  return true;
}

static leda_newton_end climb(search *s, int *iterations) {
  int most = s->target->most > 0 ? s->target->most : STEPS_MOST;

  s->value = s->target->value(s->target->data, s->x, s->gradient, s->hessian);
  if (!isfinite(s->value)) return LEDA_NEWTON_STUCK;
  for (*iterations = 1; *iterations <= most; ++*iterations) {
    bool full = set_step(s);

    if (full && step_is_small(s)) {
      for (size_t k = 0; k < s->target->m; k++) s->x[k] += s->step[k];
      return LEDA_NEWTON_FOUND;
    }
    if (s->gain < GAIN_SMALL && largest(s->step, s->target->m) > STEP_FLAT) return LEDA_NEWTON_FLAT;
    if (!walk(s, full)) return LEDA_NEWTON_STUCK;
  }
  return LEDA_NEWTON_STUCK;
}

int leda_newton_maximise(const leda_newton_target *target, double *x, double *hessian,
                         leda_newton_result *result) {
  size_t m = target->m;
  double *work = calloc(3 * m + m * m + 1, sizeof *work);
  search s = {.target = target};

  if (work == NULL) return GSL_ENOMEM;
  s.x = x;
  s.hessian = hessian;
  s.gradient = work;
  s.step = work + m;
  s.trial = work + 2 * m;
  s.factor = work + 3 * m;
  result->iterations = 0;
  result->end = climb(&s, &result->iterations);
  result->value = s.value;
  result->max_gradient = largest(s.gradient, m);
  free(work);
  return GSL_SUCCESS;
}
