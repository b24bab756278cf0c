/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_INTEGRAL_EQUATION_H
#define LEDA_STATS_INTEGRAL_EQUATION_H

#include <stddef.h>

/* Nodes and weights of Gauss and Legendre on an interval. Caller frees with leda_nodes_free. */
typedef struct {
  size_t n;
  double *x;
  double *w;
} leda_nodes;

/* How many nodes an integrand needs that is smooth over one unit of the interval's `widths`: 64, 128 or
 * 256, since GSL holds those to full precision and computes others to ten digits only. */
size_t leda_nodes_enough(double widths);

/* GSL_SUCCESS or GSL_ENOMEM. */
int leda_nodes_make(leda_nodes *nodes, size_t n, double from, double to);

/* All zero is accepted. */
void leda_nodes_free(leda_nodes *nodes);

/* Solves x = 1 + A x for the n x n row-major matrix A, which is destroyed; the solution is written to
 * x[0..n-1]. This is Nystroem's method for a Fredholm equation of the second kind once A holds kernel
 * times weight (Delves & Mohamed 1985). GSL_SUCCESS, GSL_ENOMEM, or GSL_ESING. */
int leda_solve_one_plus(double *a, size_t n, double *x);

#endif
