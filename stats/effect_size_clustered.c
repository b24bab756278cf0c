/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

#include "stats/describe.h"
#include "stats/effect_size.h"
#include "stats/influence.h"

typedef struct {
  const double *value;
  const int *cluster;
  size_t n;
  int number; /* 0 for x, 1 for y */
} sample;

/* A sample's influences on d, the derivatives by the weights of its values: through the mean, and
 * through the pooled variance. Returns how many. */
static size_t add_sample(const sample *from, const leda_mean_effect *e, leda_influence *u) {
  leda_moments m = leda_describe_moments(from->value, from->n);
  double df = (double)(e->nx + e->ny) - 2.0, s = e->sd_pooled;
  double sign = from->number == 0 ? 1.0 : -1.0;
  size_t count = 0;

  for (size_t i = 0; i < from->n; i++) {
    double off = from->value[i] - m.mean;

    if (isnan(off)) continue;
    u[count].cluster = from->cluster[i];
    u[count].sample = from->number;
    u[count++].u = sign * off / ((double)m.n * s) - e->d * (off * off - s * s) / (2.0 * s * s * df);
  }
  return count;
}

int leda_mean_effect_clustered(const leda_two_samples *samples, const int *cluster_x,
                               const int *cluster_y, double level, leda_mean_effect *out) {
  leda_influence *u = malloc((samples->nx + samples->ny + 1) * sizeof *u);
  sample x = {samples->x, cluster_x, samples->nx, 0};
  sample y = {samples->y, cluster_y, samples->ny, 1};
  leda_influence_variance v;
  double half;
  int status;
  size_t n;

  *out = leda_mean_effect_run(samples, level);
  if (u == NULL) return GSL_ENOMEM;
  n = add_sample(&x, out, u);
  n += add_sample(&y, out, u + n);
  status = leda_influence_sum(u, n, &v);
  free(u);
  out->se = sqrt(v.variance);
  half = isnan(out->se) ? GSL_NAN : gsl_cdf_tdist_Pinv(0.5 + 0.5 * level, v.df) * out->se;
  out->d_lower = out->d - half;
  out->d_upper = out->d + half;
  out->g_lower = out->correction * out->d_lower;
  out->g_upper = out->correction * out->d_upper;
  return status;
}
