/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/influence.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* By value inside clusters too, so that the sums do not depend on the order of rows. */
static int by_cluster(const void *a, const void *b) {
  const leda_influence *x = a, *y = b;

  if (x->cluster != y->cluster) return x->cluster < y->cluster ? -1 : 1;
  if (x->sample != y->sample) return x->sample < y->sample ? -1 : 1;
  return (x->u > y->u) - (x->u < y->u);
}

typedef struct {
  double share[2]; /* of each sample */
  double sum[2];   /* of influences */
} group;

static double leverage(double share) { return 1.0 / sqrt(1.0 - share); }

/* Covariance of two clusters' sums from one sample when its values are independent, over the
 * sample's own sum of squares. */
static double working(const group *a, const group *b, int sample) {
  if (a == b) return a->share[sample];
  return -leverage(a->share[sample]) * leverage(b->share[sample]) * a->share[sample] *
         b->share[sample];
}

static void combine(const group *g, size_t groups, const double *squares,
                    leda_influence_variance *out) {
  double variance = 0.0, spread = 0.0, trace = squares[0] + squares[1];

  for (size_t i = 0; i < groups; i++) {
    double sum = 0.0;

    for (int s = 0; s < 2; s++) {
      if (g[i].share[s] >= 1.0) return;
      sum += g[i].sum[s] * leverage(g[i].share[s]);
    }
    variance += sum * sum;
    for (size_t j = 0; j < groups; j++) {
      double p = squares[0] * working(&g[i], &g[j], 0) + squares[1] * working(&g[i], &g[j], 1);

      spread += p * p;
    }
  }
  if (!(spread > 0.0)) return;
  out->variance = variance;
  out->df = trace * trace / spread;
}

int leda_influence_sum(leda_influence *u, size_t n, leda_influence_variance *out) {
  group *g = calloc(n + 1, sizeof *g);
  double count[2] = {0.0, 0.0}, squares[2] = {0.0, 0.0};
  size_t groups = 0;

  *out = (leda_influence_variance){GSL_NAN, GSL_NAN, {0, 0}};
  if (g == NULL) return GSL_ENOMEM;
  qsort(u, n, sizeof *u, by_cluster);
  for (size_t i = 0; i < n; i++) {
    count[u[i].sample] += 1.0;
    squares[u[i].sample] += u[i].u * u[i].u;
  }
  for (size_t i = 0; i < n; i++) {
    if (i == 0 || u[i].cluster != u[i - 1].cluster) groups++;
    g[groups - 1].share[u[i].sample] += 1.0;
    g[groups - 1].sum[u[i].sample] += u[i].u;
  }
  for (size_t i = 0; i < groups; i++)
    for (int s = 0; s < 2; s++) {
      out->clusters[s] += g[i].share[s] > 0.0;
      g[i].share[s] = count[s] > 0.0 ? g[i].share[s] / count[s] : 0.0;
    }
  combine(g, groups, squares, out);
  free(g);
  return GSL_SUCCESS;
}
