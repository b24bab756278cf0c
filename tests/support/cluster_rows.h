/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The made rows of tests/oracle/cluster.R: 47 people in 8 clusters, one of them of a single person, one (5) in
 * the first wave only, one (7) with a column of its own. */
#ifndef TESTS_SUPPORT_CLUSTER_ROWS_H
#define TESTS_SUPPORT_CLUSTER_ROWS_H

#include "stats/cluster_ols.h"

enum { LEDA_TEST_ROWS = 47, LEDA_TEST_COLUMNS = 5, LEDA_TEST_CLUSTERS = 9 };

typedef struct {
  double x[LEDA_TEST_ROWS * LEDA_TEST_COLUMNS]; /* 1, wave, role, wave x role, own */
  double y[LEDA_TEST_ROWS];
  size_t cluster[LEDA_TEST_ROWS]; /* 1..8: number 0 stays empty */
  leda_cluster_design design;     /* of x */
} leda_test_cluster_rows;

void leda_test_make_cluster_rows(leda_test_cluster_rows *rows);

#endif
