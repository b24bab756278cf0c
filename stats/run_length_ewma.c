/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

#include "stats/integral_equation.h"
#include "stats/run_length.h"
#include "stats/search_limit.h"

/* The kernel is a normal density of width lambda on -limit..limit. */
static size_t nodes_for(double lambda, double limit) {
  return leda_nodes_enough(2.0 * limit / lambda);
}

/* Density of the next EWMA at y when this one is at z. */
static double kernel(double y, double z, leda_ewma_design d, double shift) {
  return gsl_ran_ugaussian_pdf((y - (1.0 - d.lambda) * z) / d.lambda - shift) / d.lambda;
}

/* L(z) = 1 + int L(y) kernel(y, z) dy at the nodes, for limits that do not move. */
static int settled_length(const leda_nodes *nodes, leda_ewma_design d, double shift,
                          double *length) {
  size_t n = nodes->n;
  double *a = calloc(n * n, sizeof *a);
  if (!a) return GSL_ENOMEM;
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < n; j++)
      a[i * n + j] = nodes->w[j] * kernel(nodes->x[j], nodes->x[i], d, shift);
  int status = leda_solve_one_plus(a, n, length);
  free(a);
  return status;
}

static double from_zero(const leda_nodes *nodes, const double *length, leda_ewma_design d,
                        double shift) {
  double sum = 1.0;
  for (size_t j = 0; j < nodes->n; j++)
    sum += nodes->w[j] * length[j] * kernel(nodes->x[j], 0.0, d, shift);
  return sum;
}

/* Density of z_i at the nodes between its own limits, for a chart that has not signalled yet. */
typedef struct {
  leda_nodes nodes;
  double *density;
} survivors;

static void survivors_free(survivors *s) {
  leda_nodes_free(&s->nodes);
  free(s->density);
  *s = (survivors){0};
}

static int survivors_next(survivors *s, double limit, leda_ewma_design d, double shift) {
  survivors next = {0};
  size_t n = nodes_for(d.lambda, limit);
  int status = leda_nodes_make(&next.nodes, n, -limit, limit);
  if (status) return status;
  next.density = calloc(n, sizeof(double));
  if (!next.density) {
    survivors_free(&next);
    return GSL_ENOMEM;
  }
  for (size_t j = 0; j < n; j++) {
    double y = next.nodes.x[j], sum = s->density ? 0.0 : kernel(y, 0.0, d, shift);
    for (size_t i = 0; s->density && i < s->nodes.n; i++)
      sum += s->nodes.w[i] * s->density[i] * kernel(y, s->nodes.x[i], d, shift);
    next.density[j] = sum;
  }
  survivors_free(s);
  *s = next;
  return GSL_SUCCESS;
}

static double expectation(const survivors *s, const double *of) {
  double sum = 0.0;
  for (size_t i = 0; i < s->nodes.n; i++) sum += s->nodes.w[i] * s->density[i] * (of ? of[i] : 1.0);
  return sum;
}

/* Sum of the chances of no signal in points 1..i while the limits widen, then the settled chart's
   length from where z_i is. */
static int widening_length(leda_ewma_design d, double shift, double limit, double *out) {
  survivors s = {0};
  double sum = 1.0, unsettled = 1.0, *length = NULL;
  int status;
  do {
    unsettled *= (1.0 - d.lambda) * (1.0 - d.lambda);
    status = survivors_next(&s, limit * sqrt(1.0 - unsettled), d, shift);
    if (!status && unsettled > 1e-14) sum += expectation(&s, NULL);
  } while (!status && unsettled > 1e-14);
  if (!status && !(length = calloc(s.nodes.n, sizeof *length))) status = GSL_ENOMEM;
  if (!status) status = settled_length(&s.nodes, d, shift, length);
  if (!status) *out = sum + expectation(&s, length);
  free(length);
  survivors_free(&s);
  return status;
}

int leda_ewma_arl(leda_ewma_design design, double shift, double *out) {
  *out = NAN;
  bool sound = design.lambda > 0.0 && design.lambda <= 1.0 && design.width > 0.0;
  if (!sound || !isfinite(design.width) || !isfinite(shift)) return GSL_EDOM;
  double limit = design.width * sqrt(design.lambda / (2.0 - design.lambda));
  if (design.exact) return widening_length(design, shift, limit, out);
  leda_nodes nodes;
  int status = leda_nodes_make(&nodes, nodes_for(design.lambda, limit), -limit, limit);
  if (status) return status;
  double *length = calloc(nodes.n, sizeof *length);
  status = length ? settled_length(&nodes, design, shift, length) : GSL_ENOMEM;
  if (!status) *out = from_zero(&nodes, length, design, shift);
  free(length);
  leda_nodes_free(&nodes);
  return status;
}

int leda_ewma_within(leda_ewma_design design, double shift, size_t n, double *out) {
  *out = NAN;
  bool sound = design.lambda > 0.0 && design.lambda <= 1.0 && design.width > 0.0 && n > 0;
  if (!sound || !isfinite(design.width) || !isfinite(shift)) return GSL_EDOM;
  double limit = design.width * sqrt(design.lambda / (2.0 - design.lambda)), unsettled = 1.0;
  survivors s = {0};
  int status = GSL_SUCCESS;
  for (size_t i = 0; i < n && !status; i++) {
    unsettled *= (1.0 - design.lambda) * (1.0 - design.lambda);
    double now = design.exact ? limit * sqrt(1.0 - unsettled) : limit;
    status = survivors_next(&s, now, design, shift);
  }
  if (!status) *out = fmax(0.0, 1.0 - expectation(&s, NULL));
  survivors_free(&s);
  return status;
}

static int length_at(double width, const void *data, double *out) {
  leda_ewma_design design = *(const leda_ewma_design *)data;
  design.width = width;
  return leda_ewma_arl(design, 0.0, out);
}

int leda_ewma_width(leda_ewma_design design, double arl, double *out) {
  *out = NAN;
  if (!(design.lambda > 0.0) || design.lambda > 1.0) return GSL_EDOM;
  return leda_search_limit(length_at, &design, (leda_limit_range){0.0, 8.0}, arl, out);
}
