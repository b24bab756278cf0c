/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cumulative_likelihood.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LOGIT_PER_PROBIT 1.7

size_t leda_cumulative_size(const leda_cumulative_likelihood *likelihood) {
  size_t thresholds = likelihood->rows->thresholds;

  return thresholds + likelihood->rows->p + (likelihood->nominal ? thresholds - 1 : 0);
}

static double threshold(const leda_cumulative_row *row, const double *parameter, int j) {
  double sum = 0.0;

  if (j < 0) return -INFINITY;
  if ((size_t)j >= row->thresholds) return INFINITY;
  for (size_t c = 0; c < row->q; c++)
    sum += row->on_threshold[c] * parameter[(size_t)j * row->q + c];
  return sum;
}

/* Row i and its term; on_threshold: two values that the row points to. */
static leda_cumulative_row row_at(const leda_cumulative_likelihood *l, const double *parameter,
                                  size_t i, double *on_threshold) {
  const leda_ordinal_rows *rows = l->rows;
  leda_cumulative_row row = {.y = rows->y[i],
                             .thresholds = rows->thresholds,
                             .q = l->nominal ? 2 : 1,
                             .on_threshold = on_threshold,
                             .p = rows->p - (l->nominal ? 1 : 0),
                             .z = rows->x.z + i * rows->p};
  const double *beta = parameter + row.thresholds * row.q;
  double predictor = 0.0;

  on_threshold[0] = 1.0;
  on_threshold[1] = l->nominal ? row.z[row.p] : 0.0;
  for (size_t k = 0; k < row.p; k++) predictor += beta[k] * row.z[k];
  row.term = leda_cumulative_term_at(l->link, threshold(&row, parameter, row.y) - predictor,
                                     threshold(&row, parameter, row.y - 1) - predictor);
  return row;
}

static bool has_high(const leda_cumulative_row *row) { return (size_t)row->y < row->thresholds; }

static bool has_low(const leda_cumulative_row *row) { return row->y > 0; }

static size_t high_place(const leda_cumulative_row *row) { return (size_t)row->y * row->q; }

static size_t low_place(const leda_cumulative_row *row) { return (size_t)(row->y - 1) * row->q; }

void leda_cumulative_add_gradient(const leda_cumulative_row *row, double weight, double *gradient) {
  const leda_cumulative_term *t = &row->term;
  double *beta = gradient + row->thresholds * row->q;

  for (size_t c = 0; c < row->q; c++) {
    if (has_high(row)) gradient[high_place(row) + c] += weight * t->high * row->on_threshold[c];
    if (has_low(row)) gradient[low_place(row) + c] += weight * t->low * row->on_threshold[c];
  }
  for (size_t k = 0; k < row->p; k++) beta[k] -= weight * (t->high + t->low) * row->z[k];
}

/* A few parameters in a row, and what the row multiplies them with. */
typedef struct {
  size_t place;
  size_t count;
  const double *by;
} block;

static void add_outer(double *hessian, size_t m, block low, block high, double weight) {
  for (size_t i = 0; i < high.count; i++) {
    double *line = hessian + (high.place + i) * m + low.place;
    double factor = weight * high.by[i];

    for (size_t j = 0; j < low.count && low.place + j <= high.place + i; j++)
      line[j] += factor * low.by[j];
  }
}

void leda_cumulative_add_hessian(const leda_cumulative_row *row, double weight, double *hessian,
                                 size_t m) {
  const leda_cumulative_term *t = &row->term;
  block beta = {row->thresholds * row->q, row->p, row->z};
  block high = {has_high(row) ? high_place(row) : 0, row->q, row->on_threshold};
  block low = {has_low(row) ? low_place(row) : 0, row->q, row->on_threshold};

  if (has_high(row)) {
    add_outer(hessian, m, high, high, weight * t->high_high);
    add_outer(hessian, m, high, beta, -weight * (t->high_high + t->high_low));
  }
  if (has_low(row)) {
    add_outer(hessian, m, low, low, weight * t->low_low);
    add_outer(hessian, m, low, beta, -weight * (t->low_low + t->high_low));
  }
  if (has_high(row) && has_low(row)) add_outer(hessian, m, low, high, weight * t->high_low);
  add_outer(hessian, m, beta, beta, weight * (t->high_high + 2.0 * t->high_low + t->low_low));
}

void leda_mirror_lower(double *matrix, size_t m) {
  for (size_t i = 0; i < m; i++)
    for (size_t j = 0; j < i; j++) matrix[j * m + i] = matrix[i * m + j];
}

double leda_cumulative_value(void *data, const double *parameter, double *gradient,
                             double *hessian) {
  const leda_cumulative_likelihood *l = data;
  size_t m = leda_cumulative_size(l);
  double sum = 0.0, on_threshold[2];

  if (gradient != NULL) {
    memset(gradient, 0, m * sizeof *gradient);
    memset(hessian, 0, m * m * sizeof *hessian);
  }
  for (size_t i = 0; i < l->rows->rows; i++) {
    leda_cumulative_row row = row_at(l, parameter, i, on_threshold);

    sum += row.term.log_p;
    if (!isfinite(sum)) return -INFINITY;
    if (gradient == NULL) continue;
    leda_cumulative_add_gradient(&row, 1.0, gradient);
    leda_cumulative_add_hessian(&row, 1.0, hessian, m);
  }
  if (gradient != NULL) leda_mirror_lower(hessian, m);
  return sum;
}

void leda_cumulative_meat(const leda_cumulative_likelihood *likelihood, const double *parameter,
                          double *s, double *meat) {
  const leda_grouping *g = &likelihood->rows->grouping;
  size_t m = leda_cumulative_size(likelihood);
  double on_threshold[2];

  memset(meat, 0, m * m * sizeof *meat);
  for (size_t group = 0; group < g->groups; group++) {
    size_t end = g->cell_start[g->group_start[group + 1]];

    memset(s, 0, m * sizeof *s);
    for (size_t i = g->cell_start[g->group_start[group]]; i < end; i++) {
      leda_cumulative_row row = row_at(likelihood, parameter, i, on_threshold);

      leda_cumulative_add_gradient(&row, 1.0, s);
    }
    for (size_t i = 0; i < m; i++)
      for (size_t j = 0; j < m; j++) meat[i * m + j] += s[i] * s[j];
  }
}

int leda_cumulative_maximise(leda_cumulative_likelihood *likelihood, double *parameter,
                             double *hessian, leda_newton_result *end) {
  size_t m = leda_cumulative_size(likelihood), q = likelihood->nominal ? 2 : 1;
  double unit = likelihood->link == LEDA_LINK_PROBIT ? LOGIT_PER_PROBIT : 1.0, null;
  double *thresholds = calloc(likelihood->rows->thresholds + 1, sizeof *thresholds);
  leda_newton_target target = {.value = leda_cumulative_value, .data = likelihood, .m = m};

  if (thresholds == NULL) return GSL_ENOMEM;
  leda_ordinal_rows_null(likelihood->rows, thresholds, &null);
  memset(parameter, 0, m * sizeof *parameter);
  for (size_t j = 0; j < likelihood->rows->thresholds; j++) parameter[j * q] = thresholds[j] / unit;
  free(thresholds);
  return leda_newton_maximise(&target, parameter, hessian, end);
}

leda_fit_state leda_cumulative_state(leda_newton_end end) {
  if (end == LEDA_NEWTON_FLAT) return LEDA_FIT_SEPARATED;
  return end == LEDA_NEWTON_FOUND ? LEDA_FIT_OK : LEDA_FIT_NOT_CONVERGED;
}
