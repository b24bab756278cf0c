/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/influence.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>

/* By value inside clusters too, so that the sums do not depend on the order of rows. */
static int by_cluster(const void *a, const void *b) {
  const leda_influence *x = a, *y = b;

  if (x->cluster != y->cluster) return x->cluster < y->cluster ? -1 : 1;
  return (x->u > y->u) - (x->u < y->u);
}

leda_influence_variance leda_influence_sum(leda_influence *u, size_t n) {
  double sum = 0.0, clusters = 0.0;

  qsort(u, n, sizeof *u, by_cluster);
  for (size_t i = 0, end; i < n; i = end) {
    double total = 0.0;

    for (end = i; end < n && u[end].cluster == u[i].cluster; end++) total += u[end].u;
    sum += total * total;
    clusters += 1.0;
  }
  if (clusters < 2.0) return (leda_influence_variance){GSL_NAN, GSL_NAN};
  return (leda_influence_variance){sum * clusters / (clusters - 1.0), clusters - 1.0};
}
