/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the table of stats/phi_moments.c (200,000 series): mean and variance of the estimate of phi from
 * differences; with --limits that of stats/lag1.c, sqrt(n) times the limit which 5 % of independent series exceed.
 *     build/obj/gcc-plain/benchmarks/make_phi_moments [SERIES [--limits]] */
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "stats/gauss.h"
#include "stats/phi_differences.h"

#define MOST 400

static int print_limits(size_t series) {
  static const size_t lengths[] = {8, 9, 10, 12, 14, 16, 20, 24, 32, 48, 100, 400};
  double *estimate = malloc(series * sizeof *estimate), y[MOST];
  leda_stream stream = leda_stream_start(2718, 2);

  if (estimate == NULL) return 1;
  for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++) {
    for (size_t r = 0; r < series; r++) {
      leda_gauss_fill(&stream, y, lengths[l]);
      estimate[r] = leda_phi_differences(y, lengths[l]);
    }
    gsl_sort(estimate, 1, series);
    printf("{%zu, %.3f}, ", lengths[l],
           sqrt((double)lengths[l]) * estimate[(size_t)(0.95 * (double)series)]);
  }
  printf("\n");
  free(estimate);
  return 0;
}

int main(int argc, char **argv) {
  static const size_t lengths[] = {6, 7, 8, 9, 10, 12, 14, 16, 20, 24, 32, 48, 100, 400};
  static const double phis[] = {0.0, 0.2, 0.4, 0.6, 0.8, 0.95};
  long series = argc > 1 ? atol(argv[1]) : 20000;
  leda_stream stream = leda_stream_start(2718, 1);
  double y[MOST];

  if (argc > 2 && series > 0) return print_limits((size_t)series);
  for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++) {
    size_t n = lengths[l];

    printf("{");
    for (size_t f = 0; f < sizeof phis / sizeof *phis; f++) {
      double phi = phis[f], mean = 0.0, squares = 0.0;

      for (long r = 0; r < series; r++) {
        double estimate;

        leda_gauss_fill(&stream, y, n);
        y[0] /= sqrt(1.0 - phi * phi);
        for (size_t i = 1; i < n; i++) y[i] += phi * y[i - 1];
        estimate = leda_phi_differences(y, n);
        mean += estimate;
        squares += estimate * estimate;
      }
      mean /= (double)series;
      printf("{%.4f, %.4f}%s", mean, squares / (double)series - mean * mean,
             f + 1 < sizeof phis / sizeof *phis ? ", " : "");
    }
    printf("}, /* %zu */\n", n);
  }
  return 0;
}
