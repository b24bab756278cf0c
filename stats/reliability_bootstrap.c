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
  bool omega;
} subject;

/* Alpha or omega of the rows of the drawn clusters; NaN also where memory is short. */
static double coefficient(const size_t *index, size_t n, const void *data) {
  const subject *s = data;
  leda_reliability_pair pair = {GSL_NAN, GSL_NAN};
  size_t rows = 0, at = 0;
  size_t *row;

  for (size_t i = 0; i < n; i++)
    rows += s->clusters->start[index[i] + 1] - s->clusters->start[index[i]];
  row = malloc((rows + 1) * sizeof *row);
  if (row == NULL) return GSL_NAN;
  for (size_t i = 0; i < n; i++)
    for (size_t j = s->clusters->start[index[i]]; j < s->clusters->start[index[i] + 1]; j++)
      row[at++] = s->clusters->row[j];
  leda_reliability_of_rows(s->plan, row, rows, &pair);
  free(row);
  return s->omega ? pair.omega : pair.alpha;
}

static int interval_of(const subject *s, const leda_reliability_draws *draws,
                       leda_bootstrap_interval *out, size_t *usable) {
  leda_bootstrap_plan plan = {.n = s->clusters->count,
                              .replicates = draws->replicates,
                              .seed = draws->seed,
                              .threads = draws->threads,
                              .statistic = coefficient,
                              .data = s};
  leda_bootstrap boot;
  int status = leda_bootstrap_run(&plan, &boot);

  if (status == GSL_SUCCESS)
    status = leda_bootstrap_interval_get(&boot, LEDA_BOOTSTRAP_BCA, 6, s->plan->level, out);
  *usable = boot.usable;
  leda_bootstrap_clear(&boot);
  return status;
}

int leda_reliability_bootstrap(const leda_reliability_plan *plan,
                               const leda_reliability_draws *draws,
                               leda_reliability_intervals *out) {
  int *own = malloc((plan->n + 1) * sizeof *own);
  leda_bootstrap_clusters clusters = {0, NULL, NULL};
  leda_bootstrap_interval alpha = {.lower = GSL_NAN, .upper = GSL_NAN}, omega = alpha;
  subject s = {plan, &clusters, false};
  size_t usable = 0;
  int status;

  *out = (leda_reliability_intervals){GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, 0};
  if (own == NULL) return GSL_ENOMEM;
  for (size_t i = 0; i < plan->n; i++) own[i] = draws->cluster == NULL ? (int)i : draws->cluster[i];
  status = leda_bootstrap_clusters_make(&clusters, own, plan->n);
  if (status == GSL_SUCCESS) status = interval_of(&s, draws, &alpha, &out->replicates);
  s.omega = true;
  if (status == GSL_SUCCESS) status = interval_of(&s, draws, &omega, &usable);
  if (status == GSL_SUCCESS) {
    out->alpha_lower = alpha.lower;
    out->alpha_upper = alpha.upper;
    out->omega_lower = omega.lower;
    out->omega_upper = omega.upper;
  }
  leda_bootstrap_clusters_clear(&clusters);
  free(own);
  return status;
}
