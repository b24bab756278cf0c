/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

#include "stats/bootstrap.h"
#include "stats/reliability.h"

/* ln(1 - coefficient): nearly normal where the coefficient itself is pressed against 1. */
typedef struct {
  double alpha;
  double omega;
} logs;

static int logs_of(const leda_reliability_plan *plan, const size_t *row, size_t rows, logs *out) {
  leda_reliability_pair pair;
  int status = leda_reliability_of_rows(plan, row, rows, &pair);

  out->alpha = log(1.0 - pair.alpha);
  out->omega = log(1.0 - pair.omega);
  return status;
}

/* sqrt((G - 1)/G sum (value - mean)^2) */
static double jackknife_se(const logs *one, size_t count, int omega) {
  double mean = 0.0, squares = 0.0;

  for (size_t g = 0; g < count; g++) mean += (omega ? one[g].omega : one[g].alpha) / (double)count;
  for (size_t g = 0; g < count; g++) {
    double off = (omega ? one[g].omega : one[g].alpha) - mean;

    squares += off * off;
  }
  return sqrt(((double)count - 1.0) / (double)count * squares);
}

/* All rows but those of a cluster. */
static size_t leave_out(const leda_bootstrap_clusters *c, size_t cluster, size_t *row) {
  size_t count = 0;

  for (size_t i = 0; i < c->start[c->count]; i++)
    if (i < c->start[cluster] || i >= c->start[cluster + 1]) row[count++] = c->row[i];
  return count;
}

static void fill(logs all, const logs *one, size_t clusters, double level,
                 leda_reliability_intervals *out) {
  double t = gsl_cdf_tdist_Pinv(0.5 + 0.5 * level, (double)clusters - 1.0);
  double alpha = t * jackknife_se(one, clusters, 0), omega = t * jackknife_se(one, clusters, 1);

  out->alpha_lower = 1.0 - exp(all.alpha + alpha);
  out->alpha_upper = 1.0 - exp(all.alpha - alpha);
  out->omega_lower = 1.0 - exp(all.omega + omega);
  out->omega_upper = 1.0 - exp(all.omega - omega);
}

int leda_reliability_jackknife(const leda_reliability_plan *plan, const int *cluster,
                               leda_reliability_intervals *out) {
  int *own = malloc((plan->n + 1) * sizeof *own);
  size_t *row = malloc((plan->n + 1) * sizeof *row);
  logs *one = malloc((plan->n + 1) * sizeof *one), all;
  leda_bootstrap_clusters clusters = {0, NULL, NULL};
  int status = own == NULL || row == NULL || one == NULL ? GSL_ENOMEM : GSL_SUCCESS;

  *out = (leda_reliability_intervals){GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, 0};
  for (size_t i = 0; own != NULL && i < plan->n; i++)
    own[i] = cluster == NULL ? (int)i : cluster[i];
  if (status == GSL_SUCCESS) status = leda_bootstrap_clusters_make(&clusters, own, plan->n);
  if (status != GSL_SUCCESS) goto done;
  status = logs_of(plan, clusters.row, plan->n, &all);
  for (size_t g = 0; g < clusters.count && status == GSL_SUCCESS; g++)
    status = logs_of(plan, row, leave_out(&clusters, g, row), &one[g]);
  out->replicates = clusters.count;
  if (status == GSL_SUCCESS && clusters.count > 1) fill(all, one, clusters.count, plan->level, out);
done:
  leda_bootstrap_clusters_clear(&clusters);
  free(own);
  free(row);
  free(one);
  return status;
}
