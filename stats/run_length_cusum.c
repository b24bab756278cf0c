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

/* ---- the first points ---- */

/* Where S_i may be when there was no signal yet: at 0 with chance `zero`, elsewhere by density at the nodes. */
typedef struct {
  leda_nodes nodes;
  double zero;
  double *density;
  double *next;
} standing;

static void standing_free(standing *s) {
  leda_nodes_free(&s->nodes);
  free(s->density);
  free(s->next);
}

static int standing_make(standing *s, leda_cusum_design d, double k_shift) {
  int status = leda_nodes_make(&s->nodes, leda_nodes_enough(d.h), 0.0, d.h);
  if (status) return status;
  s->density = calloc(s->nodes.n, sizeof(double));
  s->next = calloc(s->nodes.n, sizeof(double));
  if (!s->density || !s->next) return GSL_ENOMEM;
  s->zero = gsl_cdf_ugaussian_P(k_shift - d.start);
  for (size_t j = 0; j < s->nodes.n; j++)
    s->density[j] = gsl_ran_ugaussian_pdf(s->nodes.x[j] - d.start + k_shift);
  return GSL_SUCCESS;
}

static void standing_step(standing *s, double k_shift) {
  const leda_nodes *nodes = &s->nodes;
  double zero = s->zero * gsl_cdf_ugaussian_P(k_shift);
  for (size_t i = 0; i < nodes->n; i++)
    zero += nodes->w[i] * s->density[i] * gsl_cdf_ugaussian_P(k_shift - nodes->x[i]);
  for (size_t j = 0; j < nodes->n; j++) {
    double sum = s->zero * gsl_ran_ugaussian_pdf(nodes->x[j] + k_shift);
    for (size_t i = 0; i < nodes->n; i++)
      sum +=
          nodes->w[i] * s->density[i] * gsl_ran_ugaussian_pdf(nodes->x[j] - nodes->x[i] + k_shift);
    s->next[j] = sum;
  }
  double *swap = s->density;
  s->density = s->next;
  s->next = swap;
  s->zero = zero;
}

static int one_side_within(leda_cusum_design d, double shift, size_t n, double *out) {
  standing s = {0};
  int status = standing_make(&s, d, d.k - shift);
  for (size_t i = 1; i < n && !status; i++) standing_step(&s, d.k - shift);
  double left = s.zero;
  for (size_t j = 0; j < s.nodes.n && !status; j++) left += s.nodes.w[j] * s.density[j];
  if (!status) *out = fmax(0.0, 1.0 - left);
  standing_free(&s);
  return status;
}

/* Share of series in which both sums pass h in the first n points, each going on after the other has. */
static double both_within(leda_cusum_design d, double shift, size_t n, gsl_rng *rng) {
  enum { SERIES = 100000 };
  size_t both = 0;
  for (size_t r = 0; r < SERIES; r++) {
    double up = d.start, down = up;
    bool up_passed = false, down_passed = false;
    for (size_t i = 0; i < n && !(up_passed && down_passed); i++) {
      double x = shift + gsl_ran_gaussian_ziggurat(rng, 1.0);
      up = fmax(0.0, up + x - d.k);
      down = fmax(0.0, down - x - d.k);
      up_passed = up_passed || up > d.h;
      down_passed = down_passed || down > d.h;
    }
    both += up_passed && down_passed;
  }
  return (double)both / SERIES;
}

int leda_cusum_within(leda_cusum_design design, double shift, size_t n, gsl_rng *rng, double *out) {
  *out = NAN;
  bool sound = design.k > 0.0 && design.h > 0.0 && design.start >= 0.0 && design.start < design.h;
  if (!sound || n < 1 || !isfinite(design.h) || !isfinite(shift)) return GSL_EDOM;
  double up, down = 0.0;
  int status = one_side_within(design, shift, n, &up);
  if (!status && design.two_sided) status = one_side_within(design, -shift, n, &down);
  if (status) return status;
  double both = up > 1e-6 && down > 1e-6 ? both_within(design, shift, n, rng) : 0.0;
  *out = up + down - both;
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
