/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/reliability.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

#include "stats/one_factor.h"

/* What the coefficients are computed from; all k x k or k. */
typedef struct {
  size_t k;
  double *covariance;
  double *correlation;
  double *with_sum; /* covariance of a statement with the sum of all */
  double *loading;
  double *uniqueness;
  double total; /* variance of the sum */
} matrices;

static void matrices_clear(matrices *m) {
  free(m->covariance);
  free(m->correlation);
  free(m->with_sum);
  free(m->loading);
  free(m->uniqueness);
}

static bool matrices_alloc(matrices *m, size_t k) {
  *m = (matrices){.k = k};
  m->covariance = calloc(k * k, sizeof(double));
  m->correlation = calloc(k * k, sizeof(double));
  m->with_sum = calloc(k, sizeof(double));
  m->loading = calloc(k, sizeof(double));
  m->uniqueness = calloc(k, sizeof(double));
  return m->covariance != NULL && m->correlation != NULL && m->with_sum != NULL &&
         m->loading != NULL && m->uniqueness != NULL;
}

static bool complete(const leda_reliability_plan *plan, size_t row) {
  for (size_t j = 0; j < plan->k; j++)
    if (isnan(plan->answers[row * plan->k + j])) return false;
  return true;
}

/* Covariances of the chosen rows (all complete), by two passes. mean: room for k. */
static void fill_covariance(matrices *m, const leda_reliability_plan *plan, const size_t *row,
                            size_t rows, double *mean) {
  size_t k = plan->k;

  for (size_t j = 0; j < k; j++) {
    mean[j] = 0.0;
    for (size_t i = 0; i < rows; i++) mean[j] += plan->answers[row[i] * k + j];
    mean[j] /= (double)rows;
  }
  for (size_t i = 0; i < rows; i++) {
    const double *x = plan->answers + row[i] * k;

    for (size_t a = 0; a < k; a++)
      for (size_t b = 0; b <= a; b++)
        m->covariance[a * k + b] += (x[a] - mean[a]) * (x[b] - mean[b]);
  }
  for (size_t a = 0; a < k; a++)
    for (size_t b = 0; b <= a; b++) {
      m->covariance[a * k + b] /= (double)rows - 1.0;
      m->covariance[b * k + a] = m->covariance[a * k + b];
    }
}

static void fill_sums(matrices *m) {
  size_t k = m->k;

  for (size_t a = 0; a < k; a++) {
    for (size_t b = 0; b < k; b++) {
      m->with_sum[a] += m->covariance[a * k + b];
      m->correlation[a * k + b] =
          a == b ? (m->covariance[a * k + a] > 0.0 ? 1.0 : GSL_NAN)
                 : m->covariance[a * k + b] /
                       sqrt(m->covariance[a * k + a] * m->covariance[b * k + b]);
    }
    m->total += m->with_sum[a];
  }
}

static double sum_of_variances(const matrices *m) {
  double sum = 0.0;

  for (size_t a = 0; a < m->k; a++) sum += m->covariance[a * m->k + a];
  return sum;
}

/* k/(k-1) (1 - variances / total); NaN without variance. */
static double alpha_from(double variances, double total, size_t k) {
  if (k < 2 || !(total > 1e-12 * variances) || !(variances > 0.0)) return GSL_NAN;
  return (double)k / ((double)k - 1.0) * (1.0 - variances / total);
}

/* The matrices of the rows; alloc'd matrices come in, GSL_ENOMEM or GSL_SUCCESS goes out. */
static int matrices_fill(matrices *m, const leda_reliability_plan *plan, const size_t *row,
                         size_t rows) {
  double *mean = malloc(plan->k * sizeof *mean);

  if (mean == NULL) return GSL_ENOMEM;
  fill_covariance(m, plan, row, rows, mean);
  fill_sums(m);
  free(mean);
  return GSL_SUCCESS;
}

/* Omega in the covariance metric: loadings times standard deviations. */
static double omega_from(const matrices *m, double *explained) {
  double sum = 0.0, unique = 0.0;

  for (size_t a = 0; a < m->k; a++) {
    double variance = m->covariance[a * m->k + a];

    sum += m->loading[a] * sqrt(variance);
    unique += m->uniqueness[a] * variance;
  }
  *explained = sum * sum;
  return sum * sum / (sum * sum + unique);
}

static int fit_factor(matrices *m, size_t rows, leda_one_factor *fit) {
  *fit = (leda_one_factor){m->loading, m->uniqueness, GSL_NAN, false, false};
  for (size_t a = 0; a < m->k; a++) m->loading[a] = m->uniqueness[a] = GSL_NAN;
  if (m->k < 3 || rows <= m->k) return GSL_SUCCESS;
  for (size_t a = 0; a < m->k; a++)
    if (!(m->covariance[a * m->k + a] > 0.0)) return GSL_SUCCESS;
  return leda_one_factor_fit(m->correlation, m->k, fit);
}

static void fill_alpha(const matrices *m, double level, leda_reliability *out) {
  size_t k = m->k;
  double n = (double)out->n, off = 0.0, off_squares = 0.0, r = 0.0, pairs;
  double f1 = n - 1.0, f2 = f1 * ((double)k - 1.0), tail = 0.5 - 0.5 * level;

  for (size_t a = 0; a < k; a++)
    for (size_t b = 0; b < k; b++) {
      if (a == b) continue;
      off += m->covariance[a * k + b];
      off_squares += m->covariance[a * k + b] * m->covariance[a * k + b];
      r += m->correlation[a * k + b];
    }
  pairs = (double)k * ((double)k - 1.0);
  out->alpha = alpha_from(sum_of_variances(m), m->total, k);
  if (isnan(out->alpha)) return;
  out->lambda2 = (off + sqrt((double)k / ((double)k - 1.0) * off_squares)) / m->total;
  out->mean_correlation = r / pairs;
  out->alpha_standardised =
      (double)k * out->mean_correlation / (1.0 + ((double)k - 1.0) * out->mean_correlation);
  out->alpha_lower = 1.0 - (1.0 - out->alpha) * gsl_cdf_fdist_Qinv(tail, f1, f2);
  out->alpha_upper = 1.0 - (1.0 - out->alpha) * gsl_cdf_fdist_Pinv(tail, f1, f2);
  out->sd = sqrt(m->total) / (double)k;
  out->sem = out->sd * sqrt(1.0 - out->alpha); /* alpha is never above 1 */
  out->sdc = 1.96 * M_SQRT2 * out->sem;
}

static int fill_omega(matrices *m, leda_reliability *out) {
  leda_one_factor fit;
  double explained, sum = 0.0, unique = 0.0, n = (double)out->n, k = (double)m->k;
  int status = fit_factor(m, out->n, &fit);

  if (status != GSL_SUCCESS) return status;
  out->omega = omega_from(m, &explained);
  out->omega_observed = explained / m->total;
  out->omega_at_bound = fit.at_bound;
  out->omega_converged = fit.converged;
  for (size_t a = 0; a < m->k; a++) {
    out->items[a].loading = m->loading[a];
    sum += m->loading[a];
    unique += m->uniqueness[a];
  }
  out->omega_standardised = sum * sum / (sum * sum + unique);
  out->chi_square_df = k * (k - 3.0) / 2.0;
  out->chi_square = (n - 1.0 - (2.0 * k + 5.0) / 6.0 - 2.0 / 3.0) * fit.objective;
  if (out->chi_square_df > 0.0 && !isnan(out->chi_square))
    out->chi_square_p = gsl_cdf_chisq_Q(fmax(0.0, out->chi_square), out->chi_square_df);
  return GSL_SUCCESS;
}

static void fill_items(const matrices *m, double level, leda_reliability *out) {
  double z = gsl_cdf_ugaussian_Pinv(0.5 + 0.5 * level), variances = sum_of_variances(m);

  for (size_t a = 0; a < m->k; a++) {
    leda_reliability_item *item = &out->items[a];
    double own = m->covariance[a * m->k + a];
    double rest = m->total - 2.0 * m->with_sum[a] + own; /* variance of the sum of the others */

    item->alpha_dropped = alpha_from(variances - own, rest, m->k - 1);
    if (!(own > 0.0) || !(rest > 1e-12 * variances)) continue;
    item->item_rest = fmax(-1.0, fmin(1.0, (m->with_sum[a] - own) / sqrt(own * rest)));
    if (out->n < 4) continue;
    item->item_rest_lower = tanh(atanh(item->item_rest) - z / sqrt((double)out->n - 3.0));
    item->item_rest_upper = tanh(atanh(item->item_rest) + z / sqrt((double)out->n - 3.0));
  }
}

static void nothing_known(leda_reliability *out, size_t k) {
  *out = (leda_reliability){.k = k,
                            .alpha = GSL_NAN,
                            .alpha_lower = GSL_NAN,
                            .alpha_upper = GSL_NAN,
                            .alpha_standardised = GSL_NAN,
                            .lambda2 = GSL_NAN,
                            .mean_correlation = GSL_NAN,
                            .omega = GSL_NAN,
                            .omega_observed = GSL_NAN,
                            .omega_standardised = GSL_NAN,
                            .chi_square = GSL_NAN,
                            .chi_square_df = GSL_NAN,
                            .chi_square_p = GSL_NAN,
                            .sd = GSL_NAN,
                            .sem = GSL_NAN,
                            .sdc = GSL_NAN};
  out->items = malloc((k + 1) * sizeof *out->items);
  for (size_t a = 0; out->items != NULL && a < k; a++)
    out->items[a] = (leda_reliability_item){GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN};
}

int leda_reliability_run(const leda_reliability_plan *plan, leda_reliability *out) {
  size_t *row = malloc((plan->n + 1) * sizeof *row);
  matrices m = {0};
  int status = GSL_SUCCESS;

  nothing_known(out, plan->k);
  if (row == NULL || out->items == NULL || !matrices_alloc(&m, plan->k + 1)) {
    status = GSL_ENOMEM;
    goto done;
  }
  m.k = plan->k;
  for (size_t i = 0; i < plan->n; i++)
    if (complete(plan, i)) row[out->n++] = i;
  if (plan->k < 2 || out->n < 3) goto done;
  status = matrices_fill(&m, plan, row, out->n);
  if (status != GSL_SUCCESS) goto done;
  fill_alpha(&m, plan->level, out);
  if (isnan(out->alpha)) goto done;
  fill_items(&m, plan->level, out);
  status = fill_omega(&m, out);
done:
  matrices_clear(&m);
  free(row);
  return status;
}

void leda_reliability_clear(leda_reliability *reliability) {
  free(reliability->items);
  reliability->items = NULL;
}

int leda_reliability_of_rows(const leda_reliability_plan *plan, const size_t *row, size_t rows,
                             leda_reliability_pair *out) {
  size_t *kept = malloc((rows + 1) * sizeof *kept);
  matrices m = {0};
  leda_one_factor fit;
  size_t count = 0;
  double explained;
  int status = GSL_SUCCESS;

  *out = (leda_reliability_pair){GSL_NAN, GSL_NAN};
  if (kept == NULL || !matrices_alloc(&m, plan->k + 1)) {
    status = GSL_ENOMEM;
    goto done;
  }
  m.k = plan->k;
  for (size_t i = 0; i < rows; i++)
    if (complete(plan, row[i])) kept[count++] = row[i];
  if (plan->k < 2 || count < 3) goto done;
  status = matrices_fill(&m, plan, kept, count);
  if (status == GSL_SUCCESS) out->alpha = alpha_from(sum_of_variances(&m), m.total, m.k);
  if (status == GSL_SUCCESS) status = fit_factor(&m, count, &fit);
  if (status == GSL_SUCCESS && !isnan(out->alpha)) out->omega = omega_from(&m, &explained);
done:
  matrices_clear(&m);
  free(kept);
  return status;
}
