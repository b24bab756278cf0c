/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

#include "stats/integral_equation.h"
#include "stats/run_length.h"
#include "stats/search_limit.h"

/* L(s) = 1 + L(0) Phi(k - s - mu) + int_0^h L(y) phi(y - s + k - mu) dy. Row and column 0 stand for
   s = 0, where the chart has an atom. */
static void fill(double *a, const leda_nodes *nodes, double k, double shift) {
  size_t m = nodes->n + 1;
  for (size_t i = 0; i < m; i++) {
    double s = i ? nodes->x[i - 1] : 0.0;
    a[i * m] = gsl_cdf_ugaussian_P(k - s - shift);
    for (size_t j = 1; j < m; j++)
      a[i * m + j] = nodes->w[j - 1] * gsl_ran_ugaussian_pdf(nodes->x[j - 1] - s + k - shift);
  }
}

/* The solution at any s follows from the equation itself. */
static double at(double s, const double *length, const leda_nodes *nodes, double k_shift) {
  double sum = 1.0 + length[0] * gsl_cdf_ugaussian_P(k_shift - s);
  for (size_t j = 0; j < nodes->n; j++)
    sum += length[j + 1] * nodes->w[j] * gsl_ran_ugaussian_pdf(nodes->x[j] - s + k_shift);
  return sum;
}

/* One side: ARL from 0 and from the head start. */
static int one_side(leda_cusum_design d, double shift, double *from_zero, double *from_start) {
  leda_nodes nodes;
  int status = leda_nodes_make(&nodes, leda_nodes_enough(d.h), 0.0, d.h);
  if (status) return status;
  size_t m = nodes.n + 1;
  double *a = calloc(m * m, sizeof *a), *length = calloc(m, sizeof *length);
  status = a && length ? GSL_SUCCESS : GSL_ENOMEM;
  if (!status) {
    fill(a, &nodes, d.k, shift);
    status = leda_solve_one_plus(a, m, length);
  }
  if (!status) {
    *from_zero = length[0];
    *from_start = d.start > 0.0 ? at(d.start, length, &nodes, d.k - shift) : length[0];
  }
  free(length);
  free(a);
  leda_nodes_free(&nodes);
  return status;
}

int leda_cusum_arl(leda_cusum_design design, double shift, double *out) {
  *out = NAN;
  bool sound = design.k > 0.0 && design.h > 0.0 && design.start >= 0.0 && design.start < design.h;
  if (!sound || !isfinite(design.h) || !isfinite(shift)) return GSL_EDOM;
  double up, up_start, down, down_start;
  int status = one_side(design, shift, &up, &up_start);
  if (!status && design.two_sided) status = one_side(design, -shift, &down, &down_start);
  if (status) return status;
  *out =
      design.two_sided ? (up_start * down + down_start * up - up * down) / (up + down) : up_start;
  return GSL_SUCCESS;
}

static int length_at(double h, const void *data, double *out) {
  leda_cusum_design design = *(const leda_cusum_design *)data;
  design.h = h;
  return leda_cusum_arl(design, 0.0, out);
}

int leda_cusum_h(leda_cusum_design design, double arl, double *out) {
  *out = NAN;
  if (!(design.k > 0.0) || !(design.start >= 0.0)) return GSL_EDOM;
  return leda_search_limit(length_at, &design, (leda_limit_range){design.start, 40.0}, arl, out);
}
