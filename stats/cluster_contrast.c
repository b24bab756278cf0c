/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Single contrasts of a fit: errors and Satterthwaite's degrees of freedom. With p_g the vector by which
 * cluster g's part of the contrast depends on the outcome's noise,
 *     df = (sum_g p_g'p_g)^2 / sum_g sum_h (p_g'p_h)^2     (Pustejovsky & Tipton 2018, section 3),
 * and in Q's coordinates, with b_g = K_g A_g u,
 *     p_g'p_g = u'A_g K_g A_g u - b_g'b_g,   p_g'p_h = -b_g'b_h. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

#include "stats/cluster_ols.h"
#include "stats/cluster_ols_internal.h"

/* As clubSandwich: an eigenvalue of I - K_g up to this is 0. */
#define NO_INVERSE 1e-12
/* How exactly a contrast has to lie in the space of the rows. */
#define ESTIMABLE 1e-8
/* An error this small against what the residuals could give is rounding. */
#define ROUNDING 1e-12

double leda_cluster_power(leda_cluster_kind kind, double eigen) {
  double left = 1.0 - eigen;

  if (kind != LEDA_CR2 && kind != LEDA_CR3) return 1.0;
  if (left <= NO_INVERSE) return 0.0;
  return kind == LEDA_CR2 ? 1.0 / sqrt(left) : 1.0 / left;
}

double leda_cluster_factor(const leda_cluster_ols *fit, leda_cluster_kind kind) {
  double g = (double)fit->clusters, n = (double)fit->rows;
  double p = (double)(fit->rank + fit->absorbed);

  switch (kind) {
  case LEDA_CR1:
    return g / (g - 1.0);
  case LEDA_CR1S:
    return g * (n - 1.0) / ((g - 1.0) * (n - p));
  case LEDA_CR1P:
    return g / (g - p);
  case LEDA_CR0:
  case LEDA_CR2:
  case LEDA_CR3:
    break;
  }
  return 1.0;
}

bool leda_cluster_direction(const leda_cluster_ols *fit, const double *contrast, double *u) {
  for (size_t k = 0; k < fit->rank; k++) {
    double sum = contrast[fit->kept[k]];

    for (size_t l = 0; l < k; l++) sum -= fit->r[l * fit->columns + fit->kept[k]] * u[l];
    u[k] = sum / fit->r[k * fit->columns + fit->kept[k]];
  }
  double length = sqrt(leda_cluster_dot(u, u, fit->rank));
  for (size_t j = 0, k = 0; j < fit->columns; j++) {
    double told = 0.0;

    if (k < fit->rank && fit->kept[k] == j) {
      k++;
      continue;
    }
    for (size_t l = 0; l < fit->rank; l++) told += fit->r[l * fit->columns + j] * u[l];
    if (fabs(told - contrast[j]) > ESTIMABLE * (fabs(contrast[j]) + fit->scale[j] * length))
      return false;
  }
  return true;
}

/* NOLINTNEXTLINE(readability-function-size): a direction of one cluster, and its two images */
void leda_cluster_turn(const leda_cluster_ols *fit, size_t g, leda_cluster_kind kind,
                       const double *u, double *weight, double *both) {
  size_t r = fit->rank;

  for (size_t k = 0; k < r; k++) weight[k] = both[k] = 0.0;
  for (size_t k = 0; k < r; k++) {
    const double *v = fit->vectors + (g * r + k) * r;
    double eigen = fit->eigen[g * r + k];
    double part = leda_cluster_power(kind, eigen) * leda_cluster_dot(v, u, r);

    for (size_t l = 0; l < r; l++) {
      weight[l] += part * v[l];
      both[l] += eigen * part * v[l];
    }
  }
}

/* p_g'p_g: each eigenvalue e of K_g gives e (1 - e) (factor v'u)^2. */
static double own_part(const leda_cluster_ols *fit, size_t g, leda_cluster_kind kind,
                       const double *u) {
  size_t r = fit->rank;
  double sum = 0.0;

  for (size_t k = 0; k < r; k++) {
    double eigen = fit->eigen[g * r + k];
    double part =
        leda_cluster_power(kind, eigen) * leda_cluster_dot(fit->vectors + (g * r + k) * r, u, r);

    sum += eigen * fmax(1.0 - eigen, 0.0) * part * part;
  }
  return sum;
}

static double degrees(const leda_cluster_ols *fit, leda_cluster_kind kind, const double *u,
                      const double *both) {
  double expected = 0.0, spread = 0.0;

  for (size_t g = 0; g < fit->clusters; g++) {
    double own = own_part(fit, g, kind, u);

    expected += own;
    spread += own * own;
    for (size_t h = 0; h < g; h++) {
      double cross = leda_cluster_dot(both + g * fit->rank, both + h * fit->rank, fit->rank);

      spread += 2.0 * cross * cross;
    }
  }
  return expected * expected / spread;
}

/* `room`: (clusters + 1) x r doubles. */
static void judge(const leda_cluster_ols *fit, leda_cluster_kind kind, const double *u,
                  double *room, leda_cluster_estimate *out) {
  size_t r = fit->rank;
  double *weight = room, *both = room + r, variance = 0.0;
  double factor = leda_cluster_factor(fit, kind);

  out->estimate = leda_cluster_dot(u, fit->qy, r);
  out->state = LEDA_CLUSTER_TOO_FEW;
  if (fit->clusters < 2 || !(factor > 0.0) || isinf(factor)) return;
  for (size_t g = 0; g < fit->clusters; g++) {
    leda_cluster_turn(fit, g, kind, u, weight, both + g * r);
    double part = leda_cluster_dot(weight, fit->score + g * r, r);
    variance += part * part;
  }
  double most = leda_cluster_dot(u, u, r) * fit->sum_squares;
  out->state = LEDA_CLUSTER_NO_SPREAD;
  if (fit->exact || !(variance > ROUNDING * ROUNDING * most)) return;
  out->state = LEDA_CLUSTER_OK;
  out->se = sqrt(factor * variance);
  out->t = out->estimate / out->se;
  out->df = degrees(fit, kind, u, both);
  out->p = fmin(2.0 * gsl_cdf_tdist_Q(fabs(out->t), out->df), 1.0);
}

static leda_cluster_estimate nothing(void) {
  return (leda_cluster_estimate){.state = LEDA_CLUSTER_NOT_ESTIMABLE,
                                 .estimate = (double)NAN,
                                 .se = (double)NAN,
                                 .t = (double)NAN,
                                 .df = (double)NAN,
                                 .p = (double)NAN};
}

int leda_cluster_ols_contrast(const leda_cluster_ols *fit, leda_cluster_kind kind,
                              const double *contrast, leda_cluster_estimate *out) {
  size_t r = fit->rank;
  double *room = malloc(((fit->clusters + 2) * r + 1) * sizeof *room);

  *out = nothing();
  if (room == NULL) return GSL_ENOMEM;
  out->rows = fit->rows;
  out->clusters = fit->clusters;
  if (leda_cluster_direction(fit, contrast, room)) judge(fit, kind, room, room + r, out);
  free(room);
  return GSL_SUCCESS;
}

int leda_cluster_ols_each(const leda_cluster_design *design, const double *answers,
                          size_t statements, const double *contrast, leda_cluster_estimate *out) {
  for (size_t s = 0; s < statements; s++) {
    int status;
    leda_cluster_ols *fit = leda_cluster_ols_alloc(design, answers + s * design->rows, &status);

    out[s] = nothing();
    if (fit != NULL) status = leda_cluster_ols_contrast(fit, LEDA_CR2, contrast, &out[s]);
    leda_cluster_ols_free(fit);
    if (status != GSL_SUCCESS && status != GSL_EDOM) return status;
  }
  return GSL_SUCCESS;
}

void leda_cluster_interval(const leda_cluster_estimate *e, double level, double *lower,
                           double *upper) {
  double half = (double)NAN;

  if (e->state == LEDA_CLUSTER_OK) half = e->se * gsl_cdf_tdist_Pinv(0.5 * (1.0 + level), e->df);
  *lower = e->estimate - half;
  *upper = e->estimate + half;
}
