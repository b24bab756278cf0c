/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/gee_exchangeable.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/design_columns.h"
#include "stats/grouping.h"
#include "stats/small_matrix.h"

#define STEPS_MOST 200
#define EXACT 1e-12

/* x standardised, y about its mean in units of its standard deviation; c = p + 1 coefficients. */
typedef struct {
  leda_grouping grouping;
  leda_design_columns x;
  size_t c;
  double y_mean;
  double y_scale;
  double *y; /* rows, then all that follows in one piece */
  double *residual;
  double *beta;
  double *row;   /* a row of X */
  double *sums;  /* of X over a group */
  double *score; /* X' V^-1 r of a group */
  double *bread; /* X' V^-1 X, then its factor */
  double *meat;
  double *inverse;
  double alpha;
  double phi;
} gee_work;

static void fill_row(const gee_work *w, size_t i, double *row) {
  row[0] = 1.0;
  for (size_t k = 1; k < w->c; k++) row[k] = w->x.z[i * (w->c - 1) + k - 1];
}

typedef struct {
  size_t first;
  size_t end;
  double own; /* V^-1 = own (I - shared 1 1') */
  double shared;
} span;

/* False: the correlation is impossible in a group of that size. */
static bool span_of(const gee_work *w, size_t group, span *s) {
  double n, rest;

  s->first = w->grouping.cell_start[w->grouping.group_start[group]];
  s->end = w->grouping.cell_start[w->grouping.group_start[group + 1]];
  n = (double)(s->end - s->first);
  rest = 1.0 - w->alpha + w->alpha * n;
  s->own = 1.0 / (1.0 - w->alpha);
  s->shared = w->alpha / rest;
  return w->alpha < 1.0 && rest > 0.0;
}

/* Adds the group's X' V^-1 X to bread (not where NULL), and sets its score X' V^-1 v. */
static void sum_group(gee_work *w, const span *s, const double *v, double *bread) {
  size_t c = w->c;
  double total = 0.0;

  memset(w->sums, 0, c * sizeof *w->sums);
  memset(w->score, 0, c * sizeof *w->score);
  for (size_t i = s->first; i < s->end; i++) {
    fill_row(w, i, w->row);
    total += v[i];
    for (size_t k = 0; k < c; k++) {
      w->sums[k] += w->row[k];
      w->score[k] += w->row[k] * v[i];
      for (size_t l = 0; bread != NULL && l < c; l++)
        bread[k * c + l] += s->own * w->row[k] * w->row[l];
    }
  }
  for (size_t k = 0; k < c; k++) {
    w->score[k] = s->own * (w->score[k] - s->shared * w->sums[k] * total);
    for (size_t l = 0; bread != NULL && l < c; l++)
      bread[k * c + l] -= s->own * s->shared * w->sums[k] * w->sums[l];
  }
}

/* Weighted least squares at alpha; *moved: the largest change. */
static bool update_beta(gee_work *w, double *moved) {
  size_t c = w->c;
  double *next = w->meat;

  memset(w->bread, 0, c * c * sizeof *w->bread);
  memset(next, 0, c * sizeof *next);
  for (size_t g = 0; g < w->grouping.groups; g++) {
    span s;

    if (!span_of(w, g, &s)) return false;
    sum_group(w, &s, w->y, w->bread);
    for (size_t k = 0; k < c; k++) next[k] += w->score[k];
  }
  if (!leda_cholesky(w->bread, c, 1e-14)) return false;
  leda_cholesky_solve(w->bread, c, next);
  *moved = 0.0;
  for (size_t k = 0; k < c; k++) {
    *moved = fmax(*moved, fabs(next[k] - w->beta[k]));
    w->beta[k] = next[k];
  }
  return true;
}

/* Residuals, and their moments. False: no variance is left. */
static bool update_alpha(gee_work *w) {
  double squares = 0.0, products = 0.0, pairs = 0.0;

  for (size_t g = 0; g < w->grouping.groups; g++) {
    span s;
    double sum = 0.0, own = 0.0, n;

    (void)span_of(w, g, &s);
    n = (double)(s.end - s.first);
    for (size_t i = s.first; i < s.end; i++) {
      double fitted = 0.0;

      fill_row(w, i, w->row);
      for (size_t k = 0; k < w->c; k++) fitted += w->row[k] * w->beta[k];
      w->residual[i] = w->y[i] - fitted;
      sum += w->residual[i];
      own += w->residual[i] * w->residual[i];
    }
    squares += own;
    products += 0.5 * (sum * sum - own);
    pairs += 0.5 * n * (n - 1.0);
  }
  w->phi = squares / (double)w->grouping.rows;
  if (!(w->phi > EXACT)) return false;
  w->alpha = pairs > 0.0 ? products / (w->phi * pairs) : 0.0;
  return true;
}

static leda_fit_state iterate(gee_work *w, int *iterations) {
  double moved = INFINITY;

  for (*iterations = 0; *iterations < STEPS_MOST && moved > EXACT; ++*iterations) {
    if (!update_beta(w, &moved)) return LEDA_FIT_NOT_CONVERGED;
    if (!update_alpha(w)) return LEDA_FIT_NO_NOISE;
  }
  return moved > EXACT ? LEDA_FIT_NOT_CONVERGED : LEDA_FIT_OK;
}

/* The sandwich, in standardised coefficients, into meat. */
static void set_sandwich(gee_work *w) {
  size_t c = w->c;

  leda_cholesky_inverse(w->bread, c, w->inverse);
  memset(w->meat, 0, c * c * sizeof *w->meat);
  for (size_t g = 0; g < w->grouping.groups; g++) {
    span s;

    (void)span_of(w, g, &s);
    sum_group(w, &s, w->residual, NULL);
    for (size_t k = 0; k < c; k++)
      for (size_t l = 0; l < c; l++) w->meat[k * c + l] += w->score[k] * w->score[l];
  }
  memcpy(w->bread, w->meat, c * c * sizeof *w->bread);
  leda_congruence(w->inverse, w->bread, w->meat, w->score, c);
}

static void set_coefficients(leda_gee_fit *fit, const gee_work *w) {
  size_t c = w->c;
  double *l = w->row;

  for (size_t i = 0; i < c; i++) {
    for (size_t k = 0; k < c; k++) l[k] = 0.0;
    l[i] = w->y_scale / (i > 0 ? w->x.scale[i - 1] : 1.0);
    for (size_t k = 1; i == 0 && k < c; k++)
      l[k] = -w->y_scale * w->x.mean[k - 1] / w->x.scale[k - 1];
    fit->estimate[i] = i == 0 ? w->y_mean : 0.0;
    for (size_t k = 0; k < c; k++) fit->estimate[i] += l[k] * w->beta[k];
    fit->se[i] = sqrt(leda_bilinear(l, w->meat, l, c));
  }
  fit->alpha = w->alpha;
  fit->phi = w->phi * w->y_scale * w->y_scale;
}

static int set_grouping(gee_work *w, const leda_linear_data *data) {
  bool *use = malloc((data->n + 1) * sizeof *use);
  leda_grouping_source source = {.n = data->n, .use = use, .cluster = data->cluster};
  int status = GSL_SUCCESS;

  if (use == NULL) return GSL_ENOMEM;
  for (size_t i = 0; i < data->n; i++) {
    use[i] = !isnan(data->y[i]);
    if (data->cluster[i] >= data->clusters || isinf(data->y[i])) status = GSL_EINVAL;
  }
  if (status == GSL_SUCCESS) status = leda_grouping_init(&w->grouping, &source);
  free(use);
  return status;
}

static int alloc_work(gee_work *w, const double *y) {
  size_t n = w->grouping.rows, c = w->c;
  double squares = 0.0;

  w->y = calloc(2 * n + 4 * c + 4 * c * c, sizeof *w->y);
  if (w->y == NULL) return GSL_ENOMEM;
  w->residual = w->y + n;
  w->beta = w->residual + n;
  w->row = w->beta + c;
  w->sums = w->row + c;
  w->bread = w->sums + c;
  w->meat = w->bread + c * c;
  w->inverse = w->meat + c * c;
  w->score = w->inverse + c * c; /* the square of c at the end, when the sandwich is made */
  for (size_t i = 0; i < n; i++) w->y_mean += y[w->grouping.order[i]] / (double)n;
  for (size_t i = 0; i < n; i++) {
    w->y[i] = y[w->grouping.order[i]] - w->y_mean;
    squares += w->y[i] * w->y[i];
  }
  w->y_scale = n > 0 ? sqrt(squares / (double)n) : 0.0;
  for (size_t i = 0; i < n && w->y_scale > 0.0; i++) w->y[i] /= w->y_scale;
  return GSL_SUCCESS;
}

static leda_fit_state state_of(const gee_work *w, bool collinear) {
  if (w->grouping.rows <= w->c) return LEDA_FIT_EMPTY;
  if (collinear) return LEDA_FIT_COLLINEAR;
  if (!(w->y_scale > 1e-13 * fabs(w->y_mean))) return LEDA_FIT_NO_NOISE;
  return w->grouping.groups < 2 ? LEDA_FIT_FEW_GROUPS : LEDA_FIT_OK;
}

int leda_gee_exchangeable(const leda_linear_data *data, leda_gee_fit *fit) {
  gee_work w = {.c = data->p + 1};
  bool collinear = false;
  int status = GSL_EINVAL;

  memset(fit, 0, sizeof *fit);
  fit->alpha = fit->phi = NAN;
  if (data->cluster == NULL || data->y == NULL || (data->p > 0 && data->x == NULL)) return status;
  status = set_grouping(&w, data);
  if (status != GSL_SUCCESS) return status;
  status = leda_design_columns_init(&w.x, data->x, data->p, w.grouping.order, w.grouping.rows,
                                    &collinear);
  if (status == GSL_SUCCESS) status = alloc_work(&w, data->y);
  fit->p = data->p;
  fit->rows = w.grouping.rows;
  fit->groups = w.grouping.groups;
  fit->estimate = malloc(2 * w.c * sizeof *fit->estimate);
  if (fit->estimate == NULL) status = GSL_ENOMEM;
  if (status != GSL_SUCCESS) goto done;
  fit->se = fit->estimate + w.c;
  for (size_t k = 0; k < 2 * w.c; k++) fit->estimate[k] = NAN;
  fit->state = state_of(&w, collinear);
  if (fit->state == LEDA_FIT_OK) fit->state = iterate(&w, &fit->iterations);
  if (fit->state != LEDA_FIT_OK) goto done;
  set_sandwich(&w);
  set_coefficients(fit, &w);
done:
  if (status != GSL_SUCCESS) leda_gee_clear(fit);
  free(w.y);
  leda_design_columns_clear(&w.x);
  leda_grouping_clear(&w.grouping);
  return status;
}

void leda_gee_clear(leda_gee_fit *fit) {
  free(fit->estimate);
  memset(fit, 0, sizeof *fit);
}
