/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

#include "stats/bootstrap.h"
#include "stats/reliability.h"

typedef struct {
  const leda_reliability_plan *plan;
  const leda_bootstrap_clusters *clusters;
} subject;

enum { ALPHA, OMEGA, COEFFICIENTS };

/* Alpha and omega of the rows of the drawn clusters; NaN also where memory is short. */
static void coefficients(const size_t *index, size_t n, const void *data, double *value) {
  const subject *s = data;
  leda_reliability_pair pair = {GSL_NAN, GSL_NAN};
  size_t rows = 0, at = 0;
  size_t *row;

  for (size_t i = 0; i < n; i++)
    rows += s->clusters->start[index[i] + 1] - s->clusters->start[index[i]];
  row = malloc((rows + 1) * sizeof *row);
  for (size_t i = 0; row != NULL && i < n; i++)
    for (size_t j = s->clusters->start[index[i]]; j < s->clusters->start[index[i] + 1]; j++)
      row[at++] = s->clusters->row[j];
  if (row != NULL) leda_reliability_of_rows(s->plan, row, rows, &pair);
  free(row);
  value[ALPHA] = pair.alpha;
  value[OMEGA] = pair.omega;
}

static int fill(const leda_bootstrap *boot, double level, leda_reliability_intervals *out) {
  leda_bootstrap_interval alpha, omega;
  int status = leda_bootstrap_interval_get(&boot[ALPHA], LEDA_BOOTSTRAP_BCA, 6, level, &alpha);

  if (status == GSL_SUCCESS)
    status = leda_bootstrap_interval_get(&boot[OMEGA], LEDA_BOOTSTRAP_BCA, 6, level, &omega);
  if (status == GSL_SUCCESS)
    *out = (leda_reliability_intervals){alpha.lower, alpha.upper, omega.lower, omega.upper,
                                        boot[ALPHA].usable};
  return status;
}

int leda_reliability_bootstrap(const leda_reliability_plan *plan,
                               const leda_reliability_draws *draws,
                               leda_reliability_intervals *out) {
  int *own = malloc((plan->n + 1) * sizeof *own);
  leda_bootstrap_clusters clusters = {0, NULL, NULL};
  leda_bootstrap boot[COEFFICIENTS];
  subject s = {plan, &clusters};
  leda_bootstrap_plan draw = {
      .replicates = draws->replicates, .seed = draws->seed, .threads = draws->threads, .data = &s};
  int status;

  *out = (leda_reliability_intervals){GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, 0};
  if (own == NULL) return GSL_ENOMEM;
  for (size_t i = 0; i < plan->n; i++) own[i] = draws->cluster == NULL ? (int)i : draws->cluster[i];
  status = leda_bootstrap_clusters_make(&clusters, own, plan->n);
  free(own);
  if (status != GSL_SUCCESS) return status;
  draw.n = clusters.count;
  status = leda_bootstrap_run_several(&draw, coefficients, COEFFICIENTS, boot);
  if (status == GSL_SUCCESS) status = fill(boot, plan->level, out);
  for (int c = 0; c < COEFFICIENTS; c++) leda_bootstrap_clear(&boot[c]);
  leda_bootstrap_clusters_clear(&clusters);
  return status;
}
