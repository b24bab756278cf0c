/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/chi_square.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

#include "stats/adjust.h"
#include "stats/table_exact.h"

typedef struct {
  double *row; /* sums */
  double *column;
  double total;
  double rows; /* not empty */
  double columns;
} margins;

static void margins_clear(margins *m) {
  free(m->row);
  free(m->column);
}

static int margins_make(const leda_table_plan *plan, margins *m) {
  *m = (margins){calloc(plan->rows + 1, sizeof(double)), calloc(plan->columns + 1, sizeof(double)),
                 0.0, 0.0, 0.0};
  if (m->row == NULL || m->column == NULL) return GSL_ENOMEM;
  for (size_t i = 0; i < plan->rows; i++)
    for (size_t j = 0; j < plan->columns; j++) {
      double x = plan->count[i * plan->columns + j];

      if (!(x >= 0.0) || floor(x) != x || isinf(x)) return GSL_EDOM;
      m->row[i] += x;
      m->column[j] += x;
      m->total += x;
    }
  for (size_t i = 0; i < plan->rows; i++) m->rows += m->row[i] > 0.0;
  for (size_t j = 0; j < plan->columns; j++) m->columns += m->column[j] > 0.0;
  return GSL_SUCCESS;
}

static void pearson(const leda_table_plan *plan, const margins *m, leda_table_result *out) {
  double sum = 0.0, below = 0.0;

  out->least_expected = INFINITY;
  for (size_t i = 0; i < plan->rows; i++)
    for (size_t j = 0; j < plan->columns; j++) {
      double expected = m->row[i] * m->column[j] / m->total;

      if (expected == 0.0) continue;
      sum += gsl_pow_2(plan->count[i * plan->columns + j] - expected) / expected;
      out->least_expected = fmin(out->least_expected, expected);
      below += expected < 5.0;
    }
  out->statistic = sum;
  out->df = (m->rows - 1.0) * (m->columns - 1.0);
  out->p = out->p_chi_square = gsl_cdf_chisq_Q(sum, out->df);
  out->share_below_5 = below / (m->rows * m->columns);
  out->cramer_v = sqrt(sum / (m->total * (fmin(m->rows, m->columns) - 1.0)));
}

static int permute(const leda_table_plan *plan, const margins *m, leda_table_result *out) {
  leda_table_exact t = {plan->count, m->row, m->column, plan->rows, plan->columns, m->total};
  double steps = plan->most_steps == 0.0 ? LEDA_CHI_SQUARE_STEPS : plan->most_steps, p;
  int status;

  if (m->total >= 1e6) return GSL_SUCCESS;
  if (steps > 0.0) {
    status = leda_table_exact_p(&t, steps, &p);
    if (status != GSL_SUCCESS) return status;
    if (!isnan(p)) {
      out->p = p;
      out->method = LEDA_TABLE_EXACT;
      return GSL_SUCCESS;
    }
  }
  if (plan->draws == 0 || (double)plan->draws * m->total > LEDA_CHI_SQUARE_LABELS)
    return GSL_SUCCESS;
  status = leda_table_drawn_p(&t, plan->draws, plan->seed, &p);
  if (status != GSL_SUCCESS) return status;
  out->p = p;
  out->p_se = sqrt(p * (1.0 - p) / (double)plan->draws);
  out->method = LEDA_TABLE_DRAWN;
  return GSL_SUCCESS;
}

int leda_chi_square(const leda_table_plan *plan, leda_table_result *out) {
  margins m;
  int status = margins_make(plan, &m);

  *out = (leda_table_result){GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, LEDA_TABLE_CHI_SQUARE,
                             0.0,     GSL_NAN, GSL_NAN, GSL_NAN};
  if (status == GSL_SUCCESS) {
    out->total = m.total;
    if (m.rows >= 2.0 && m.columns >= 2.0) {
      pearson(plan, &m, out);
      status = permute(plan, &m, out);
    }
  }
  margins_clear(&m);
  return status;
}

/* Row i against the others: with expected e in the row and column - e outside, both cells are off by the same. */
static double row_p(const leda_table_plan *plan, const margins *m, size_t i) {
  double sum = 0.0;

  if (m->rows < 2.0 || m->columns < 2.0 || m->row[i] == 0.0) return GSL_NAN;
  for (size_t j = 0; j < plan->columns; j++) {
    double expected = m->row[i] * m->column[j] / m->total;

    if (expected == 0.0) continue;
    sum += gsl_pow_2(plan->count[i * plan->columns + j] - expected) *
           (1.0 / expected + 1.0 / (m->column[j] - expected));
  }
  return gsl_cdf_chisq_Q(sum, m->columns - 1.0);
}

static void residuals(const leda_table_plan *plan, const margins *m, double *residual) {
  for (size_t i = 0; i < plan->rows; i++)
    for (size_t j = 0; j < plan->columns; j++) {
      double expected = m->row[i] * m->column[j] / m->total;
      double v = expected * (1.0 - m->row[i] / m->total) * (1.0 - m->column[j] / m->total);

      residual[i * plan->columns + j] =
          v > 0.0 ? (plan->count[i * plan->columns + j] - expected) / sqrt(v) : GSL_NAN;
    }
}

int leda_chi_square_rows(const leda_table_plan *plan, double *p, double *p_holm, double *residual) {
  margins m;
  int status = margins_make(plan, &m);

  if (status == GSL_SUCCESS) {
    for (size_t i = 0; i < plan->rows; i++) p[i] = row_p(plan, &m, i);
    if (residual != NULL) residuals(plan, &m, residual);
    status = leda_adjust_p(LEDA_ADJUST_HOLM, p, plan->rows, p_holm);
  }
  margins_clear(&m);
  return status;
}
