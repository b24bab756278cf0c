/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/cluster_rows.h"

void leda_test_make_cluster_rows(leda_test_cluster_rows *rows) {
  static const size_t size[] = {1, 4, 6, 9, 3, 12, 5, 7};
  size_t n = 0;

  for (size_t g = 1; g < LEDA_TEST_CLUSTERS; g++)
    for (size_t k = 0; k < size[g - 1]; k++, n++) {
      size_t i = n + 1;
      double *x = rows->x + n * LEDA_TEST_COLUMNS;

      x[0] = 1.0;
      x[1] = g == 5 ? 0.0 : (double)((i * 7 + g) % 2);
      x[2] = (i * i + 3 * g) % 3 == 0;
      x[3] = x[1] * x[2];
      x[4] = g == 7;
      rows->y[n] = (double)(1 + (i * i * 5 + g * g * 3 + i * g) % 7);
      rows->cluster[n] = g;
    }
  rows->design = (leda_cluster_design){LEDA_TEST_ROWS, LEDA_TEST_COLUMNS,  rows->x,
                                       rows->cluster,  LEDA_TEST_CLUSTERS, false};
}
