/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/mssd.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdbool.h>

enum { INTERVALS = 200 };

typedef struct {
  const double *difference; /* NULL: one stretch of n differences */
  size_t n;
  double m; /* differences */
} mssd_stretches;

/* log prod (1 + 2 t e_j) of a stretch of k differences, y = t / m with Q = sum d^2 / (2 m): the determinant of a path,
   sinh((k + 1) a) / sinh(a) y^k with cosh(a) = 1 + 1 / (2 y), written so that small y lose no digits. */
static double log_determinant(size_t k, double y) {
  double root = sqrt(y + 0.25), whole = y + 0.5 + root;
  double fall = log1p(-(0.5 + root) / whole); /* -a */
  return (double)k * log1p(y + y / (root + 0.5)) + log(-expm1(2.0 * (double)(k + 1) * fall)) -
         log(-expm1(2.0 * fall));
}

static double log_all(const mssd_stretches *s, double y) {
  if (!s->difference) return log_determinant(s->n, y);
  double sum = 0.0;
  for (size_t i = 0, k = 0; i <= s->n; i++) {
    bool inside = i < s->n && !isnan(s->difference[i]);
    if (!inside && k > 0) sum += log_determinant(k, y);
    k = inside ? k + 1 : 0;
  }
  return sum;
}

static double integrand(double u, void *data) {
  const mssd_stretches *s = data;
  if (u < 1e-150) return 1.0; /* E Q */
  return -expm1(-0.5 * log_all(s, u * u / s->m)) / (u * u);
}

static double mean_root(mssd_stretches *s) {
  gsl_integration_workspace *room = gsl_integration_workspace_alloc(INTERVALS);
  if (!room) return NAN;
  gsl_function f = {integrand, s};
  double near = NAN, far = NAN, error;
  int code = gsl_integration_qag(&f, 0.0, 1.0, 0.0, 1e-12, INTERVALS, GSL_INTEG_GAUSS31, room,
                                 &near, &error);
  code |= gsl_integration_qagiu(&f, 1.0, 0.0, 1e-12, INTERVALS, room, &far, &error);
  gsl_integration_workspace_free(room);
  return code && code != GSL_EROUND ? (double)NAN : (near + far) / sqrt(acos(-1.0));
}

double leda_mssd_c4(size_t n) {
  if (n < 2) return NAN;
  mssd_stretches s = {.n = n - 1, .m = (double)(n - 1)};
  return mean_root(&s);
}

double leda_mssd_sigma(const double *difference, size_t n) {
  mssd_stretches s = {.difference = difference, .n = n};
  double sum = 0.0;
  for (size_t i = 0; i < n; i++) {
    if (isnan(difference[i])) continue;
    sum += difference[i] * difference[i];
    s.m += 1.0;
  }
  return s.m > 0.0 ? sqrt(sum / (2.0 * s.m)) / mean_root(&s) : (double)NAN;
}
