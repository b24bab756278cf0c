/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

#include "stats/cumulative_likelihood.h"
#include "stats/cumulative_logit.h"

/* x with one column moved to the end. */
static double *column_last(const leda_ordinal_data *data, size_t column) {
  double *x = malloc((data->n * data->p + 1) * sizeof *x), *to = x;

  for (size_t i = 0; x != NULL && i < data->n; i++) {
    const double *row = data->x + i * data->p;

    for (size_t k = 0; k < data->p; k++)
      if (k != column) *to++ = row[k];
    *to++ = row[column];
  }
  return x;
}

static double *without_last(const double *x, size_t n, size_t p) {
  double *less = malloc((n * p + 1) * sizeof *less), *to = less;

  for (size_t i = 0; less != NULL && i < n; i++)
    for (size_t k = 0; k + 1 < p; k++) *to++ = x[i * p + k];
  return less;
}

typedef struct {
  leda_fit_state state;
  double log_likelihood;
} height;

/* The largest value of the log-likelihood; where an estimate is infinite, the value it nears. */
static int maximum(const leda_ordinal_data *data, leda_cumulative_link link, bool nominal,
                   height *top) {
  leda_ordinal_rows rows;
  leda_newton_result end;
  leda_cumulative_likelihood likelihood = {.rows = &rows, .link = link, .nominal = nominal};
  double *work = NULL;
  int status = leda_ordinal_rows_init(&rows, data, false);
  size_t m;

  top->log_likelihood = NAN;
  if (status != GSL_SUCCESS) return status;
  top->state = rows.state;
  if (rows.state != LEDA_FIT_OK) goto done;
  m = leda_cumulative_size(&likelihood);
  work = calloc(m * m + m + 1, sizeof *work);
  status = GSL_ENOMEM;
  if (work == NULL) goto done;
  status = leda_cumulative_maximise(&likelihood, work, work + m, &end);
  if (status != GSL_SUCCESS) goto done;
  top->state = leda_cumulative_state(end.end);
  top->log_likelihood = end.value;
done:
  free(work);
  leda_ordinal_rows_clear(&rows);
  return status;
}

static leda_likelihood_ratio compare(height larger, height smaller, double df) {
  leda_likelihood_ratio test = {.state = larger.state, .statistic = NAN, .df = df, .p = NAN};

  if (smaller.state != LEDA_FIT_OK && smaller.state != LEDA_FIT_SEPARATED)
    test.state = smaller.state;
  if (test.state != LEDA_FIT_OK && test.state != LEDA_FIT_SEPARATED) return test;
  test.statistic = 2.0 * (larger.log_likelihood - smaller.log_likelihood);
  test.p = leda_likelihood_ratio_p(larger.log_likelihood, smaller.log_likelihood, df);
  return test;
}

static double count_used(const leda_ordinal_data *data) {
  size_t used = 0;

  for (size_t j = 0; j < data->categories; j++) {
    bool found = false;

    for (size_t i = 0; i < data->n && !found; i++) found = data->y[i] == (int)j;
    used += found ? 1 : 0;
  }
  return (double)used;
}

/* nominal: the test of proportional odds, else that of the column's effect. */
static int compare_models(const leda_ordinal_data *data, size_t column, leda_cumulative_link link,
                          bool nominal, leda_likelihood_ratio *test) {
  leda_ordinal_data larger = *data, smaller = *data;
  double *x = NULL, *less = NULL;
  height top = {LEDA_FIT_EMPTY, NAN}, bottom = {LEDA_FIT_EMPTY, NAN};
  int status = GSL_ENOMEM;

  *test = compare(top, bottom, 0.0);
  if (column >= data->p || data->x == NULL || data->y == NULL) return GSL_EINVAL;
  x = column_last(data, column);
  less = x != NULL ? without_last(x, data->n, data->p) : NULL;
  if (less == NULL) goto done;
  larger.x = smaller.x = x;
  larger.cluster = smaller.cluster = NULL;
  if (!nominal) {
    smaller.x = less;
    smaller.p = data->p - 1;
  }
  status = maximum(&larger, link, nominal, &top);
  if (status == GSL_SUCCESS) status = maximum(&smaller, link, false, &bottom);
  if (status != GSL_SUCCESS) goto done;
  *test = compare(top, bottom, nominal ? count_used(data) - 2.0 : 1.0);
done:
  free(x);
  free(less);
  return status;
}

int leda_cumulative_nominal_test(const leda_ordinal_data *data, size_t column,
                                 leda_cumulative_link link, leda_likelihood_ratio *test) {
  return compare_models(data, column, link, true, test);
}

int leda_cumulative_drop_test(const leda_ordinal_data *data, size_t column,
                              leda_cumulative_link link, leda_likelihood_ratio *test) {
  return compare_models(data, column, link, false, test);
}
