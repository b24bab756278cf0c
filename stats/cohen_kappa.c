/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cohen_kappa.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "stats/proportions.h"

/* The cross table as shares. */
typedef struct {
  double *value; /* categories */
  size_t k;
  double *p;           /* k x k, x in rows */
  double *row;         /* k */
  double *column;      /* k */
  double *row_mean;    /* k: mean weight of row i over y's shares */
  double *column_mean; /* k */
  leda_kappa_weights weights;
} table;

static double weight(const table *t, size_t i, size_t j) {
  double widest = t->value[t->k - 1] - t->value[0], d;

  if (i == j) return 1.0;
  if (t->weights == LEDA_KAPPA_NOMINAL) return 0.0;
  d = fabs(t->value[i] - t->value[j]) / widest;
  return 1.0 - (t->weights == LEDA_KAPPA_LINEAR ? d : d * d);
}

/* Categories that only unpaired ratings hold are no categories. */
static int find_categories(table *t, const leda_rating_pairs *r) {
  double *both = malloc((2 * r->n + 1) * sizeof(double));
  int status;

  if (both == NULL) return GSL_ENOMEM;
  for (size_t i = 0; i < r->n; i++) {
    both[2 * i] = isnan(r->y[i]) ? GSL_NAN : r->x[i];
    both[2 * i + 1] = isnan(r->x[i]) ? GSL_NAN : r->y[i];
  }
  status = leda_rating_levels(both, 2 * r->n, &t->value, &t->k);
  free(both);
  return status;
}

static int make_table(table *t, const leda_rating_pairs *r) {
  int status = find_categories(t, r);

  if (status != GSL_SUCCESS) return status;
  if (t->k > SIZE_MAX / sizeof(double) / (t->k + 1)) return GSL_ENOMEM;
  t->p = calloc(t->k * t->k + 1, sizeof(double));
  t->row = calloc(4 * t->k + 1, sizeof(double));
  if (t->p == NULL || t->row == NULL) return GSL_ENOMEM;
  t->column = t->row + t->k;
  t->row_mean = t->column + t->k;
  t->column_mean = t->row_mean + t->k;
  return GSL_SUCCESS;
}

static void fill_table(table *t, const leda_rating_pairs *r, leda_cohen_kappa_result *out) {
  for (size_t i = 0; i < r->n; i++) {
    if (isnan(r->x[i]) || isnan(r->y[i])) continue;
    t->p[leda_rating_level(t->value, t->k, r->x[i]) * t->k +
         leda_rating_level(t->value, t->k, r->y[i])] += 1.0;
    out->n++;
    out->agreed += r->x[i] == r->y[i];
  }
  for (size_t i = 0; i < t->k; i++)
    for (size_t j = 0; j < t->k; j++) {
      t->p[i * t->k + j] /= (double)out->n;
      t->row[i] += t->p[i * t->k + j];
      t->column[j] += t->p[i * t->k + j];
    }
  for (size_t i = 0; i < t->k; i++)
    for (size_t j = 0; j < t->k; j++) {
      t->row_mean[i] += weight(t, i, j) * t->column[j];
      t->column_mean[j] += weight(t, i, j) * t->row[i];
    }
}

static void fill_kappa(const table *t, double level, leda_cohen_kappa_result *out) {
  double seen = 0.0, chance = 0.0, spread = 0.0, v, z = gsl_cdf_ugaussian_Qinv(0.5 - 0.5 * level);

  for (size_t i = 0; i < t->k; i++) chance += t->row[i] * t->row_mean[i];
  for (size_t i = 0; i < t->k; i++)
    for (size_t j = 0; j < t->k; j++) seen += weight(t, i, j) * t->p[i * t->k + j];
  out->expected = chance;
  if (t->k < 2) return;
  for (size_t i = 0; i < t->k; i++)
    for (size_t j = 0; j < t->k; j++) {
      double d =
          weight(t, i, j) * (1.0 - chance) - (t->row_mean[i] + t->column_mean[j]) * (1.0 - seen);

      spread += t->p[i * t->k + j] * d * d;
    }
  v = spread - gsl_pow_2(seen * chance - 2.0 * chance + seen);
  out->kappa.value = (seen - chance) / (1.0 - chance);
  out->se = sqrt(fmax(v, 0.0) / (double)out->n) / gsl_pow_2(1.0 - chance);
  out->kappa.lower = fmax(-1.0, out->kappa.value - z * out->se);
  out->kappa.upper = fmin(1.0, out->kappa.value + z * out->se);
  if (out->agreed == out->n) {
    out->se = 0.0;
    out->kappa =
        (leda_agreement){1.0, leda_agreement_full_lower((double)out->n, chance, level), 1.0};
  }
}

int leda_cohen_kappa(const leda_rating_pairs *pairs, leda_kappa_weights weights, double level,
                     leda_cohen_kappa_result *out) {
  const leda_agreement unknown = {GSL_NAN, GSL_NAN, GSL_NAN};
  table t = {.weights = weights};
  int status;

  *out = (leda_cohen_kappa_result){0, 0, unknown, GSL_NAN, unknown, GSL_NAN};
  if (weights > LEDA_KAPPA_QUADRATIC || !(level > 0.0 && level < 1.0)) return GSL_EINVAL;
  status = make_table(&t, pairs);
  if (status == GSL_SUCCESS && t.k > 0) {
    leda_share share;

    fill_table(&t, pairs, out);
    share = leda_proportion_exact((double)out->agreed, (double)out->n, level);
    out->share = (leda_agreement){share.estimate, share.lower, share.upper};
    fill_kappa(&t, level, out);
  }
  free(t.value);
  free(t.p);
  free(t.row);
  return status;
}
