/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_errno.h>
#include <stdlib.h>

#include "stats/bootstrap.h"

typedef struct {
  int cluster;
  size_t row;
} member;

static int by_cluster_then_row(const void *a, const void *b) {
  const member *x = a, *y = b;

  if (x->cluster != y->cluster) return x->cluster < y->cluster ? -1 : 1;
  return (x->row > y->row) - (x->row < y->row);
}

int leda_bootstrap_clusters_make(leda_bootstrap_clusters *clusters, const int *cluster, size_t n) {
  member *m = malloc((n + 1) * sizeof *m);

  *clusters = (leda_bootstrap_clusters){0, malloc((n + 1) * sizeof(size_t)),
                                        malloc((n + 1) * sizeof(size_t))};
  if (m == NULL || clusters->start == NULL || clusters->row == NULL) {
    free(m);
    leda_bootstrap_clusters_clear(clusters);
    return GSL_ENOMEM;
  }
  for (size_t i = 0; i < n; i++) m[i] = (member){cluster[i], i};
  qsort(m, n, sizeof *m, by_cluster_then_row);
  for (size_t i = 0; i < n; i++) {
    if (i == 0 || m[i].cluster != m[i - 1].cluster) clusters->start[clusters->count++] = i;
    clusters->row[i] = m[i].row;
  }
  clusters->start[clusters->count] = n;
  free(m);
  return GSL_SUCCESS;
}

void leda_bootstrap_clusters_clear(leda_bootstrap_clusters *clusters) {
  free(clusters->start);
  free(clusters->row);
  clusters->start = clusters->row = NULL;
  clusters->count = 0;
}
