/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/null_mixture.h"

#include <math.h>
#include <stdlib.h>

#include "stats/ar1.h"
#include "stats/beta_tail.h"
#include "stats/noise.h"
#include "stats/null_law.h"

#define NODES 15
#define REACH 2.8 /* standard deviations to each side */
#define LAST 20.0 /* of u: 1 - 1e-9 of the largest contrast */
#define STEPS 60
#define NEAR 1e-7   /* of ln p; contrasts are rounded to 2^-30 before their tail is read */
#define LONGEST 200 /* lambda hardly changes further on */

typedef struct {
  const leda_null_law *law;
  size_t n;
  int nodes; /* that differ */
  double weight[NODES];
  double lambda[2][NODES]; /* of S, of D */
} mixture;

/* Covariance of whitened values i >= j of noise with powers[k] = phi'^k, but for 1 / (1 - phi'^2). */
static double covariance(const double *powers, double phi, size_t i, size_t j) {
  double kept = sqrt(1.0 - phi * phi);
  size_t gap = i - j;
  double near = gap > 0 ? powers[gap - 1] : powers[1];

  if (i == 0) return kept * kept;
  if (j == 0) return kept * (powers[gap] - phi * near);
  return (1.0 + phi * phi) * powers[gap] - phi * (powers[gap + 1] + near);
}

/* x' Cov x; x NULL: the trace. */
static double form(const double *x, const double *powers, double phi, size_t n) {
  double sum = 0.0;

  for (size_t i = 0; i < n; i++) {
    sum += covariance(powers, phi, i, i) * (x != NULL ? x[i] * x[i] : 1.0);
    for (size_t j = 0; x != NULL && j < i; j++)
      sum += 2.0 * covariance(powers, phi, i, j) * x[i] * x[j];
  }
  return sum;
}

static double squares(const double *x, size_t n) {
  double sum = 0.0;

  for (size_t i = 0; i < n; i++) sum += x[i] * x[i];
  return sum;
}

/* Both lambdas for one true phi; work holds 2 n + 1 values. */
static void set_lambda(mixture *m, int node, const leda_ar1 *frame, double other, double *work) {
  size_t n = leda_ar1_n(frame);
  /* A step at a quarter stands for all: those nearer to the middle are stretched more, the others less. */
  size_t early = n / 4 > LEDA_CONTRASTS_SIDE ? n / 4 : LEDA_CONTRASTS_SIDE;
  double phi = leda_ar1_phi(frame);
  double *powers = work, *constant = work + n + 1;
  const double *x[2] = {leda_ar1_step(frame, early), leda_ar1_time(frame)};
  double residual;

  powers[0] = 1.0;
  for (size_t k = 1; k <= n; k++) powers[k] = powers[k - 1] * other;
  constant[0] = sqrt(1.0 - phi * phi);
  for (size_t i = 1; i < n; i++) constant[i] = 1.0 - phi;
  residual = form(NULL, powers, phi, n) - form(constant, powers, phi, n) / squares(constant, n);
  for (int c = 0; c < 2; c++)
    m->lambda[c][node] =
        sqrt(form(x[c], powers, phi, n) / squares(x[c], n) * (double)(n - 1) / residual);
}

static int mixture_set(mixture *m, double phi, double sd) {
  size_t n = m->n < LONGEST ? m->n : LONGEST;
  leda_ar1 *frame = leda_ar1_alloc(NULL, n, phi, 0);
  double *work = malloc((2 * n + 1) * sizeof *work);
  double sum = 0.0, last = 0.0;
  int made = frame != NULL && work != NULL;

  for (int i = 0; made && i < NODES; i++) {
    double u = REACH * (2.0 * i / (NODES - 1) - 1.0), weight = exp(-0.5 * u * u);
    double other = fmin(fmax(phi + sd * u, 0.0), LEDA_NOISE_MOST);

    /* Nodes beyond an end of the range fall together, nearly half of them where phi is small. */
    if (i == 0 || other > last) {
      set_lambda(m, m->nodes, frame, other, work);
      m->weight[m->nodes++] = 0.0;
    }
    m->weight[m->nodes - 1] += weight;
    sum += weight;
    last = other;
  }
  for (int i = 0; i < m->nodes; i++) m->weight[i] /= sum;
  leda_ar1_free(frame);
  free(work);
  return made;
}

/* x with its Student's t divided by lambda. */
static double shrink(double x, double lambda, size_t n) {
  double df = (double)n - 1.0;
  double t2 = x * x / (df - x * x) / (lambda * lambda);

  return sqrt(df * t2 / (1.0 + t2));
}

static double mixture_p(const mixture *m, int column, double x) {
  double p = 0.0;

  for (int i = 0; i < m->nodes; i++) {
    double shrunk = shrink(x, m->lambda[column][i], m->n);

    p += m->weight[i] * (column == LEDA_TABLES_STEP ? leda_null_law_step_p(m->law, shrunk)
                                                    : leda_null_law_drift_p(m->law, shrunk));
  }
  return p;
}

/* Contrasts by u = -ln(1 - x^2 / (n - 1)), in which -ln p is nearly a line of slope (n - 2) / 2. */
static double contrast_at(const mixture *m, double u) {
  return sqrt(((double)m->n - 1.0) * -expm1(-u));
}

/* ln(p / level), which falls with u. */
static double excess(const mixture *m, int column, double level, double u) {
  return log(mixture_p(m, column, contrast_at(m, u)) / level);
}

/* Where the tail is `level`, from `low` on, where it is not below: the Illinois variant of regula falsi
 * (Dowell & Jarratt 1971), in a tenth of bisection's steps. */
static double find_level(const mixture *m, int column, double level, double low) {
  double high = low, at_low = excess(m, column, level, low), at_high = at_low;
  double step = fmax(1.1 * at_low / (0.5 * (double)m->n - 1.0), NEAR);

  for (; at_high > 0.0 && high < LAST; step *= 2.0) {
    low = high;
    at_low = at_high;
    high = fmin(high + step, LAST);
    at_high = excess(m, column, level, high);
  }
  for (int i = 0, side = 0; i < STEPS && high - low > NEAR && at_low > 0.0 && at_high < 0.0; i++) {
    double u = low + (high - low) * at_low / (at_low - at_high);
    double here = excess(m, column, level, u);

    if (fabs(here) < NEAR) return u;
    if (here > 0.0) {
      low = u;
      at_low = here;
      if (side > 0) at_high *= 0.5;
      side = 1;
    } else {
      high = u;
      at_high = here;
      if (side < 0) at_low *= 0.5;
      side = -1;
    }
  }
  return high;
}

void leda_null_mixture_tail(size_t n, double phi, double sd, leda_null_cell *cell) {
  leda_null_law *law = leda_null_law_alloc(n, cell);
  mixture m = {.law = law, .n = n};
  double u = 0.0;

  if (law != NULL && mixture_set(&m, phi, sd))
    for (int c = LEDA_TABLES_STEP; c <= LEDA_TABLES_DRIFT; c++)
      for (int l = 0; l < LEDA_TABLES_LEVELS; l++) {
        u = find_level(&m, c, leda_tables_levels[l], l > 0 ? u : 0.0);
        cell->value[c][l] = log(leda_tables_levels[l]) + leda_beta_tail(contrast_at(&m, u), n);
      }
  leda_null_law_free(law);
}
