/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/integral_equation.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>

size_t leda_nodes_enough(double widths) { return widths < 10.0 ? 64 : widths < 20.0 ? 128 : 256; }

int leda_nodes_make(leda_nodes *nodes, size_t n, double from, double to) {
  *nodes = (leda_nodes){.n = n, .x = calloc(n, sizeof(double)), .w = calloc(n, sizeof(double))};
  gsl_integration_glfixed_table *table = gsl_integration_glfixed_table_alloc(n);
  if (!nodes->x || !nodes->w || !table) {
    gsl_integration_glfixed_table_free(table);
    leda_nodes_free(nodes);
    return GSL_ENOMEM;
  }
  for (size_t i = 0; i < n; i++)
    gsl_integration_glfixed_point(from, to, i, &nodes->x[i], &nodes->w[i], table);
  gsl_integration_glfixed_table_free(table);
  return GSL_SUCCESS;
}

void leda_nodes_free(leda_nodes *nodes) {
  free(nodes->x);
  free(nodes->w);
  *nodes = (leda_nodes){0};
}

int leda_solve_one_plus(double *a, size_t n, double *x) {
  for (size_t i = 0; i < n * n; i++) a[i] = -a[i];
  for (size_t i = 0; i < n; i++) {
    a[i * n + i] += 1.0;
    x[i] = 1.0;
  }
  gsl_permutation *order = gsl_permutation_alloc(n);
  if (!order) return GSL_ENOMEM;
  gsl_matrix_view matrix = gsl_matrix_view_array(a, n, n);
  gsl_vector_view right = gsl_vector_view_array(x, n);
  int sign, status = gsl_linalg_LU_decomp(&matrix.matrix, order, &sign);
  if (!status) status = gsl_linalg_LU_svx(&matrix.matrix, order, &right.vector);
  gsl_permutation_free(order);
  return status || !isfinite(x[0]) ? GSL_ESING : GSL_SUCCESS;
}
