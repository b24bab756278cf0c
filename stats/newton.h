/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_NEWTON_H
#define LEDA_STATS_NEWTON_H

#include <stddef.h>

/* The value at x[0..m-1], -INFINITY where x is not allowed; and where gradient is not NULL, m first and
 * m x m second derivatives. */
typedef double (*leda_newton_value)(void *data, const double *x, double *gradient, double *hessian);

typedef enum {
  LEDA_NEWTON_FOUND,
  LEDA_NEWTON_FLAT,  /* the value has settled and x has not: it runs to infinity */
  LEDA_NEWTON_STUCK, /* no step upwards, or too many steps */
} leda_newton_end;

typedef struct {
  leda_newton_value value;
  void *data;
  size_t m;
  int most; /* steps; 0: 100 */
} leda_newton_target;

typedef struct {
  leda_newton_end end;
  double value;
  double max_gradient;
  int iterations;
} leda_newton_result;

/* Seeks the maximum from x, which it replaces, by Newton's method; steps are halved while the value falls,
 * and bent towards the gradient (Levenberg 1944) where the value is not concave. Parameters should be of
 * the size of 1: steps are cut at 5, and x is found when a step changes nothing by more than 1e-10 (1 + |x|).
 * hessian receives the second derivatives at x, but for the last, smallest step. GSL_SUCCESS or GSL_ENOMEM. */
int leda_newton_maximise(const leda_newton_target *target, double *x, double *hessian,
                         leda_newton_result *result);

#endif
