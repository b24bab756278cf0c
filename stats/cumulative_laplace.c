/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cumulative_laplace.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/cumulative_likelihood.h"

#define MODE_STEPS 100
#define MODE_EXACT 1e-11
#define HALVINGS 30
#define PRODUCT_MOST 1e100
#define DIFFERENCE 3e-4

/* Sums over a cell's rows and what follows from them. */
typedef struct {
  double slope;    /* sum of first derivatives of log p by the predictor */
  double weight;   /* minus the sum of second ones */
  double skew;     /* sum of the weights' derivatives by the bounds */
  double diagonal; /* 1 + sd_1^2 weight */
  double beside;   /* of the inverse of -h'': group with cell */
  double own;      /* cell with cell */
  double leverage; /* c' (-h'')^-1 c of a row of the cell, c its derivative by b */
  double step;     /* of the cell's effect */
} cell_sums;

/* The group at work. */
typedef struct {
  leda_cumulative_laplace *l;
  size_t group;
  size_t first; /* cell */
  size_t end;
  double sd[2];
  cell_sums *cells; /* of cell `first` on */
  double schur;     /* what is left of the group's diagonal */
  double step;      /* of the group's effect */
} work_group;

size_t leda_cumulative_laplace_size(const leda_cumulative_laplace *laplace) {
  return laplace->rows->thresholds + laplace->rows->p + (laplace->active[0] ? 1 : 0) +
         (laplace->active[1] ? 1 : 0);
}

int leda_cumulative_laplace_init(leda_cumulative_laplace *laplace, const leda_ordinal_rows *rows) {
  size_t m = rows->thresholds + rows->p + 2, cells = rows->grouping.cells;
  int status;

  memset(laplace, 0, sizeof *laplace);
  laplace->rows = rows;
  laplace->active[0] = laplace->active[1] = true;
  laplace->b_group = calloc(rows->grouping.groups + 1, sizeof *laplace->b_group);
  laplace->b_cell = calloc(cells + 1, sizeof *laplace->b_cell);
  laplace->cells = calloc(cells + 1, sizeof(cell_sums));
  laplace->work = calloc(3 * m, sizeof *laplace->work);
  status = leda_cumulative_shift_init(&laplace->shift, rows->rows);
  if (!laplace->b_group || !laplace->b_cell || !laplace->cells || !laplace->work)
    status = GSL_ENOMEM;
  if (status != GSL_SUCCESS) leda_cumulative_laplace_clear(laplace);
  return status;
}

void leda_cumulative_laplace_clear(leda_cumulative_laplace *laplace) {
  free(laplace->b_group);
  free(laplace->b_cell);
  free(laplace->cells);
  free(laplace->work);
  leda_cumulative_shift_clear(&laplace->shift);
  memset(laplace, 0, sizeof *laplace);
}

static double effect_of(const work_group *w, size_t cell, double part) {
  const leda_cumulative_laplace *l = w->l;

  return w->sd[0] * (l->b_group[w->group] + part * w->step) +
         w->sd[1] * (l->b_cell[cell] + part * w->cells[cell - w->first].step);
}

/* h at `part` of the step from the effects as they stand. */
static double joint_value(const work_group *w, double part) {
  const leda_cumulative_laplace *l = w->l;
  double at_group = l->b_group[w->group] + part * w->step, sum = -0.5 * at_group * at_group;

  for (size_t c = w->first; c < w->end; c++) {
    double at_cell = l->b_cell[c] + part * w->cells[c - w->first].step, product = 1.0;
    double factor = leda_shift_factor(effect_of(w, c, part)), other = 1.0 / factor;

    for (size_t i = l->rows->grouping.cell_start[c]; i < l->rows->grouping.cell_start[c + 1]; i++) {
      sum += l->shift.constant[i];
      product *= leda_shifted_at(&l->shift, i, factor, other).inverse;
      if (product > PRODUCT_MOST) {
        sum -= log(product);
        product = 1.0;
      }
    }
    sum -= log(product) + 0.5 * at_cell * at_cell;
  }
  return sum;
}

static void sum_cell(const work_group *w, size_t c) {
  const leda_cumulative_laplace *l = w->l;
  cell_sums *s = &w->cells[c - w->first];
  double factor = leda_shift_factor(effect_of(w, c, 0.0)), other = 1.0 / factor;

  s->slope = s->weight = s->skew = 0.0;
  for (size_t i = l->rows->grouping.cell_start[c]; i < l->rows->grouping.cell_start[c + 1]; i++) {
    leda_shifted at = leda_shifted_at(&l->shift, i, factor, other);
    double high = at.above * (1.0 - at.above), low = at.below * (1.0 - at.below);

    s->slope += at.below - at.above;
    s->weight += high + low;
    s->skew += high * (2.0 * at.above - 1.0) + low * (1.0 - 2.0 * at.below);
  }
  s->diagonal = 1.0 + w->sd[1] * w->sd[1] * s->weight;
}

/* Solves -h'' x = (group, cells): right-hand sides stand in step, and give way to x. */
static void solve_arrow(work_group *w) {
  double both = w->sd[0] * w->sd[1];

  for (size_t c = 0; c < w->end - w->first; c++)
    w->step -= both * w->cells[c].weight * w->cells[c].step / w->cells[c].diagonal;
  w->step /= w->schur;
  for (size_t c = 0; c < w->end - w->first; c++)
    w->cells[c].step =
        (w->cells[c].step - both * w->cells[c].weight * w->step) / w->cells[c].diagonal;
}

/* Sums at the effects as they stand, and the gradient of h into the steps. Returns its largest value. */
static double set_slopes(work_group *w) {
  const leda_cumulative_laplace *l = w->l;
  double most;

  w->schur = 1.0;
  w->step = -l->b_group[w->group];
  for (size_t c = w->first; c < w->end; c++) {
    cell_sums *s = &w->cells[c - w->first];

    sum_cell(w, c);
    w->schur += w->sd[0] * w->sd[0] * s->weight / s->diagonal;
    w->step += w->sd[0] * s->slope;
    s->step = w->sd[1] * s->slope - l->b_cell[c];
  }
  most = fabs(w->step);
  for (size_t c = 0; c < w->end - w->first; c++) most = fmax(most, fabs(w->cells[c].step));
  return most;
}

static void take_step(work_group *w, double part) {
  w->l->b_group[w->group] += part * w->step;
  for (size_t c = w->first; c < w->end; c++) w->l->b_cell[c] += part * w->cells[c - w->first].step;
}

/* h is concave: Newton's method with halving finds its mode. Leaves the sums there. */
static void find_mode(work_group *w) {
  for (int step = 0; step < MODE_STEPS && set_slopes(w) > MODE_EXACT; step++) {
    double part = 1.0, before, gain = w->step * w->step;

    for (size_t c = 0; c < w->end - w->first; c++) gain += w->cells[c].step * w->cells[c].step;
    before = joint_value(w, 0.0);
    solve_arrow(w);
    if (gain > 1e-6) /* nearer than that rounding decides, and Newton's step is right */
      for (int h = 0; h < HALVINGS && !(joint_value(w, part) > before); h++) part /= 2.0;
    take_step(w, part);
  }
}

/* The parts of the inverse of -h'' that rows of each cell need. */
static void set_inverse(work_group *w) {
  double both = w->sd[0] * w->sd[1];

  for (size_t c = 0; c < w->end - w->first; c++) {
    cell_sums *s = &w->cells[c];
    double link = both * s->weight / s->diagonal;

    s->beside = -link / w->schur;
    s->own = 1.0 / s->diagonal + link * link / w->schur;
    s->leverage =
        w->sd[0] * w->sd[0] / w->schur + 2.0 * both * s->beside + w->sd[1] * w->sd[1] * s->own;
  }
}

static double log_det(const work_group *w) {
  double sum = log(w->schur);

  for (size_t c = 0; c < w->end - w->first; c++) sum += log(w->cells[c].diagonal);
  return sum;
}

/* How the determinant changes as the mode moves: (-h'')^-1 r into the steps, r the derivative of the
 * determinant's logarithm by b. */
static void set_drift(work_group *w) {
  w->step = 0.0;
  for (size_t c = 0; c < w->end - w->first; c++) {
    double r = w->cells[c].leverage * w->cells[c].skew;

    w->step += w->sd[0] * r;
    w->cells[c].step = w->sd[1] * r;
  }
  solve_arrow(w);
}

typedef struct {
  double *gradient;
  double *by_sd; /* two, active or not */
} slopes;

static void add_row(const work_group *w, size_t c, size_t i, leda_shifted at, slopes out) {
  const leda_ordinal_rows *rows = w->l->rows;
  const cell_sums *s = &w->cells[c - w->first];
  size_t y = (size_t)rows->y[i];
  double high = at.above * (1.0 - at.above), low = at.below * (1.0 - at.below);
  double half_q = 0.5 * s->leverage, gap = w->l->shift.gap[i], first = at.below - at.above;
  double half_drift = 0.5 * (w->sd[0] * w->step + w->sd[1] * s->step);
  /* Derivatives of the row's share by its two bounds: of log p, of the determinant, of the mode. */
  double by_high = at.above + gap - half_q * high * (2.0 * at.above - 1.0) + half_drift * high;
  double by_low = -at.below - gap - half_q * low * (1.0 - 2.0 * at.below) + half_drift * low;
  double by_predictor = -(by_high + by_low);

  if (y < rows->thresholds) out.gradient[y] += by_high;
  if (y > 0) out.gradient[y - 1] += by_low;
  for (size_t k = 0; k < rows->p; k++)
    out.gradient[rows->thresholds + k] += by_predictor * rows->x.z[i * rows->p + k];
  out.by_sd[0] += by_predictor * w->l->b_group[w->group] + 0.5 * first * w->step -
                  (high + low) * (w->sd[0] / w->schur + w->sd[1] * s->beside);
  out.by_sd[1] += by_predictor * w->l->b_cell[c] + 0.5 * first * s->step -
                  (high + low) * (w->sd[0] * s->beside + w->sd[1] * s->own);
}

static void add_gradient(work_group *w, slopes out) {
  const leda_cumulative_laplace *l = w->l;

  set_inverse(w);
  set_drift(w);
  for (size_t c = w->first; c < w->end; c++) {
    double factor = leda_shift_factor(effect_of(w, c, 0.0)), other = 1.0 / factor;

    for (size_t i = l->rows->grouping.cell_start[c]; i < l->rows->grouping.cell_start[c + 1]; i++)
      add_row(w, c, i, leda_shifted_at(&l->shift, i, factor, other), out);
  }
}

/* Value, and where gradient is not NULL the gradient. */
static double value_and_gradient(leda_cumulative_laplace *l, const double *parameter,
                                 double *gradient) {
  size_t fixed = l->rows->thresholds + l->rows->p, next = fixed;
  double sum = 0.0, by_sd[2] = {0.0, 0.0};
  work_group w = {.l = l, .cells = l->cells};

  if (!leda_cumulative_shift_set(&l->shift, l->rows, parameter)) return -INFINITY;
  for (int k = 0; k < 2; k++) w.sd[k] = l->active[k] ? parameter[next++] : 0.0;
  if (gradient != NULL) memset(gradient, 0, next * sizeof *gradient);
  for (w.group = 0; w.group < l->rows->grouping.groups; w.group++) {
    w.first = l->rows->grouping.group_start[w.group];
    w.end = l->rows->grouping.group_start[w.group + 1];
    find_mode(&w);
    sum += joint_value(&w, 0.0) - 0.5 * log_det(&w);
    if (!isfinite(sum)) return -INFINITY;
    if (gradient != NULL) add_gradient(&w, (slopes){gradient, by_sd});
  }
  next = fixed;
  for (int k = 0; gradient != NULL && k < 2; k++)
    if (l->active[k]) gradient[next++] = by_sd[k];
  return sum;
}

static bool set_hessian(leda_cumulative_laplace *l, const double *parameter, double *hessian) {
  size_t m = leda_cumulative_laplace_size(l);
  double *at = l->work, *up = at + m, *down = up + m;

  memcpy(at, parameter, m * sizeof *at);
  for (size_t k = 0; k < m; k++) {
    at[k] = parameter[k] + DIFFERENCE;
    if (!isfinite(value_and_gradient(l, at, up))) return false;
    at[k] = parameter[k] - DIFFERENCE;
    if (!isfinite(value_and_gradient(l, at, down))) return false;
    at[k] = parameter[k];
    for (size_t j = 0; j < m; j++) hessian[k * m + j] = (up[j] - down[j]) / (2.0 * DIFFERENCE);
  }
  for (size_t k = 0; k < m; k++)
    for (size_t j = 0; j < k; j++)
      hessian[k * m + j] = 0.5 * (hessian[k * m + j] + hessian[j * m + k]);
  leda_mirror_lower(hessian, m);
  return true;
}

double leda_cumulative_laplace_value(void *data, const double *parameter, double *gradient,
                                     double *hessian) {
  leda_cumulative_laplace *l = data;

  if (gradient != NULL && !set_hessian(l, parameter, hessian)) return -INFINITY;
  return value_and_gradient(l, parameter, gradient);
}
