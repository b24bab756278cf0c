/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cumulative_quadrature.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/cumulative_likelihood.h"

#define NODES_MOST 100
#define PRODUCT_MOST 1e100
#define MODE_STEPS 50
#define MODE_EXACT 1e-9
#define EVEN_DROP 36.0 /* what lies beyond is below the last digit */
#define EVEN_HALVINGS 8

static int set_nodes(leda_cumulative_quadrature *quadrature) {
  gsl_integration_fixed_workspace *w = gsl_integration_fixed_alloc(
      gsl_integration_fixed_hermite, quadrature->nodes, 0.0, 1.0, 0.0, 0.0);

  if (w == NULL) return GSL_ENOMEM;
  for (size_t q = 0; q < quadrature->nodes; q++) {
    double t = gsl_integration_fixed_nodes(w)[q];

    quadrature->node[q] = M_SQRT2 * t;
    quadrature->log_weight[q] = log(gsl_integration_fixed_weights(w)[q]) + t * t;
  }
  gsl_integration_fixed_free(w);
  return GSL_SUCCESS;
}

int leda_cumulative_quadrature_init(leda_cumulative_quadrature *quadrature,
                                    const leda_ordinal_rows *rows, size_t nodes) {
  size_t m = rows->thresholds + rows->p + 1, groups = rows->grouping.groups;
  int status;

  memset(quadrature, 0, sizeof *quadrature);
  if (nodes > NODES_MOST) return GSL_EINVAL;
  quadrature->even = nodes == 0;
  if (quadrature->even) nodes = LEDA_QUADRATURE_EVEN;
  quadrature->rows = rows;
  quadrature->nodes = nodes;
  quadrature->node = calloc((6 + m) * nodes + m + groups, sizeof *quadrature->node);
  if (quadrature->node == NULL) return GSL_ENOMEM;
  quadrature->log_weight = quadrature->node + nodes;
  quadrature->v = quadrature->log_weight + nodes;
  quadrature->share = quadrature->v + nodes;
  quadrature->score = quadrature->share + nodes;
  quadrature->factor = quadrature->score + m * nodes;
  quadrature->mean = quadrature->factor + 2 * nodes;
  quadrature->mode = quadrature->mean + m;
  status = leda_cumulative_shift_init(&quadrature->shift, rows->rows);
  if (status == GSL_SUCCESS && !quadrature->even) status = set_nodes(quadrature);
  if (status != GSL_SUCCESS) leda_cumulative_quadrature_clear(quadrature);
  return status;
}

void leda_cumulative_quadrature_clear(leda_cumulative_quadrature *quadrature) {
  free(quadrature->node);
  leda_cumulative_shift_clear(&quadrature->shift);
  memset(quadrature, 0, sizeof *quadrature);
}

/* A group's rows. */
typedef struct {
  size_t first;
  size_t end;
} span;

static span span_of(const leda_grouping *g, size_t group) {
  return (span){g->cell_start[g->group_start[group]], g->cell_start[g->group_start[group + 1]]};
}

/* h_g(v) */
static double log_integrand(const leda_cumulative_quadrature *quadrature, span s, double sd,
                            double v) {
  double factor = leda_shift_factor(sd * v), other = 1.0 / factor;
  double sum = -0.5 * v * v, product = 1.0;

  for (size_t i = s.first; i < s.end; i++) {
    sum += quadrature->shift.constant[i];
    product *= leda_shifted_at(&quadrature->shift, i, factor, other).inverse;
    if (product > PRODUCT_MOST) {
      sum -= log(product);
      product = 1.0;
    }
  }
  return sum - log(product);
}

/* h' and -h''. */
static void log_slopes(const leda_cumulative_quadrature *quadrature, span s, double sd, double v,
                       double slopes[2]) {
  double factor = leda_shift_factor(sd * v), other = 1.0 / factor, first = 0.0, second = 0.0;

  for (size_t i = s.first; i < s.end; i++) {
    leda_shifted at = leda_shifted_at(&quadrature->shift, i, factor, other);

    first += at.below - at.above;
    second += at.above * (1.0 - at.above) + at.below * (1.0 - at.below);
  }
  slopes[0] = sd * first - v;
  slopes[1] = sd * sd * second + 1.0;
}

/* Newton's method on h', which falls everywhere, so that the mode lies between any two points where it has
 * different signs; its slope is -1 at most, so |v - mode| <= |h'(v)|. Returns -h'' at the mode. */
static double find_mode(const leda_cumulative_quadrature *quadrature, span s, double sd,
                        double *mode) {
  double slopes[2], low = -INFINITY, high = INFINITY, v = *mode;

  for (int step = 0; step < MODE_STEPS; step++) {
    double next;

    log_slopes(quadrature, s, sd, v, slopes);
    if (fabs(slopes[0]) <= MODE_EXACT) break;
    if (slopes[0] > 0.0) {
      low = v;
      high = fmin(high, v + slopes[0]);
    } else {
      high = v;
      low = fmax(low, v + slopes[0]);
    }
    next = v + slopes[0] / slopes[1];
    v = next > low && next < high ? next : 0.5 * (low + high);
  }
  *mode = v;
  return slopes[1];
}

/* Where h has fallen by EVEN_DROP on the side of `direction` of its mode. h is concave, with a second
 * derivative below -1: that is no further than sqrt(2 EVEN_DROP), and halving finds it well enough. */
static double reach(const leda_cumulative_quadrature *quadrature, span s, double sd, double mode,
                    double direction) {
  double top = log_integrand(quadrature, s, sd, mode), low = 0.0, high = sqrt(2.0 * EVEN_DROP);

  for (int halving = 0; halving < EVEN_HALVINGS; halving++) {
    double middle = 0.5 * (low + high);

    if (log_integrand(quadrature, s, sd, mode + direction * middle) > top - EVEN_DROP)
      low = middle;
    else
      high = middle;
  }
  return high;
}

/* The points of the group into v, the logs of their weights into share; returns the log of what
 * multiplies all. */
static double set_points(leda_cumulative_quadrature *quadrature, span s, double sd, double *mode) {
  double scale = 1.0 / sqrt(find_mode(quadrature, s, sd, mode)), below, step;

  if (!quadrature->even) {
    for (size_t q = 0; q < quadrature->nodes; q++) {
      quadrature->v[q] = *mode + scale * quadrature->node[q];
      quadrature->share[q] = quadrature->log_weight[q];
    }
    return log(scale) - 0.5 * log(M_PI);
  }
  below = reach(quadrature, s, sd, *mode, -1.0);
  step = (below + reach(quadrature, s, sd, *mode, 1.0)) / (double)(quadrature->nodes - 1);
  for (size_t q = 0; q < quadrature->nodes; q++) {
    quadrature->v[q] = *mode - below + (double)q * step;
    quadrature->share[q] = 0.0;
  }
  return log(step) - 0.5 * log(2.0 * M_PI);
}

/* Sets v and share for the group; returns the log of its integral. */
static double integrate(leda_cumulative_quadrature *quadrature, size_t group, double sd) {
  span s = span_of(&quadrature->rows->grouping, group);
  double unit = set_points(quadrature, s, sd, &quadrature->mode[group]);
  double most = -INFINITY, sum = 0.0;

  for (size_t q = 0; q < quadrature->nodes; q++) {
    quadrature->share[q] += log_integrand(quadrature, s, sd, quadrature->v[q]);
    most = fmax(most, quadrature->share[q]);
  }
  for (size_t q = 0; q < quadrature->nodes; q++) {
    quadrature->share[q] = exp(quadrature->share[q] - most);
    sum += quadrature->share[q];
  }
  for (size_t q = 0; q < quadrature->nodes; q++) quadrature->share[q] /= sum;
  /* The largest share was exp(0). */
  return most + log(fmax(sum, 1.0)) + unit;
}

/* Means over the nodes of the weights of a row's two bounds, times 1, v and v^2. */
typedef struct {
  double high[3];
  double low[3];
} row_weights;

static void add_scores(leda_cumulative_quadrature *quadrature, size_t i, row_weights *w) {
  const leda_ordinal_rows *rows = quadrature->rows;
  size_t t = rows->thresholds, m = t + rows->p + 1, y = (size_t)rows->y[i];
  const double *z = rows->x.z + i * rows->p;
  double gap = quadrature->shift.gap[i];
  const double *factor = quadrature->factor;

  memset(w, 0, sizeof *w);
  for (size_t q = 0; q < quadrature->nodes; q++) {
    leda_shifted at = leda_shifted_at(&quadrature->shift, i, factor[2 * q], factor[2 * q + 1]);
    double *s = quadrature->score + q * m, v = quadrature->v[q], by_predictor = at.below - at.above;
    double high = quadrature->share[q] * at.above * (1.0 - at.above);
    double low = quadrature->share[q] * at.below * (1.0 - at.below);

    if (y < t) s[y] += at.above + gap;
    if (y > 0) s[y - 1] -= at.below + gap;
    for (size_t k = 0; k < rows->p; k++) s[t + k] += by_predictor * z[k];
    s[m - 1] += by_predictor * v;
    w->high[0] += high;
    w->high[1] += high * v;
    w->high[2] += high * v * v;
    w->low[0] += low;
    w->low[1] += low * v;
    w->low[2] += low * v * v;
  }
}

/* The mean over the nodes of the row's second derivatives; lower triangle. */
static void add_row_hessian(const leda_cumulative_quadrature *quadrature, size_t i,
                            const row_weights *w, double *hessian) {
  const leda_ordinal_rows *rows = quadrature->rows;
  size_t t = rows->thresholds, m = t + rows->p + 1;
  leda_cumulative_row row = {.y = rows->y[i],
                             .thresholds = t,
                             .q = 1,
                             .on_threshold = (const double[]){1.0},
                             .p = rows->p,
                             .z = rows->x.z + i * rows->p};
  double *last = hessian + (m - 1) * m, gap = quadrature->shift.gap[i];

  row.term.high_low = gap * (1.0 + gap);
  row.term.high_high = -w->high[0] - row.term.high_low;
  row.term.low_low = -w->low[0] - row.term.high_low;
  leda_cumulative_add_hessian(&row, 1.0, hessian, m);
  if ((size_t)rows->y[i] < t) last[rows->y[i]] += w->high[1];
  if (rows->y[i] > 0) last[rows->y[i] - 1] += w->low[1];
  for (size_t k = 0; k < rows->p; k++) last[t + k] -= (w->high[1] + w->low[1]) * row.z[k];
  last[m - 1] -= w->high[2] + w->low[2];
}

/* What the spread of the score over the effect takes from the information. */
static void add_score_spread(const leda_cumulative_quadrature *quadrature, double *mean,
                             double *gradient, double *hessian) {
  size_t m = quadrature->rows->thresholds + quadrature->rows->p + 1;

  memset(mean, 0, m * sizeof *mean);
  for (size_t q = 0; q < quadrature->nodes; q++) {
    const double *s = quadrature->score + q * m;

    for (size_t k = 0; k < m; k++) mean[k] += quadrature->share[q] * s[k];
  }
  for (size_t q = 0; q < quadrature->nodes; q++) {
    const double *s = quadrature->score + q * m;

    for (size_t i = 0; i < m; i++)
      for (size_t j = 0; j <= i; j++)
        hessian[i * m + j] += quadrature->share[q] * (s[i] - mean[i]) * (s[j] - mean[j]);
  }
  for (size_t k = 0; k < m; k++) gradient[k] += mean[k];
}

static void add_derivatives(leda_cumulative_quadrature *quadrature, size_t group,
                            const double *parameter, double *gradient, double *hessian) {
  size_t m = quadrature->rows->thresholds + quadrature->rows->p + 1;
  span s = span_of(&quadrature->rows->grouping, group);
  row_weights weights;

  for (size_t q = 0; q < quadrature->nodes; q++) {
    quadrature->factor[2 * q] = leda_shift_factor(parameter[m - 1] * quadrature->v[q]);
    quadrature->factor[2 * q + 1] = 1.0 / quadrature->factor[2 * q];
  }
  memset(quadrature->score, 0, m * quadrature->nodes * sizeof *quadrature->score);
  for (size_t i = s.first; i < s.end; i++) {
    add_scores(quadrature, i, &weights);
    add_row_hessian(quadrature, i, &weights, hessian);
  }
  add_score_spread(quadrature, quadrature->mean, gradient, hessian);
}

double leda_cumulative_quadrature_value(void *data, const double *parameter, double *gradient,
                                        double *hessian) {
  leda_cumulative_quadrature *quadrature = data;
  size_t m = quadrature->rows->thresholds + quadrature->rows->p + 1;
  double sum = 0.0;

  if (!leda_cumulative_shift_set(&quadrature->shift, quadrature->rows, parameter)) return -INFINITY;
  if (gradient != NULL) {
    memset(gradient, 0, m * sizeof *gradient);
    memset(hessian, 0, m * m * sizeof *hessian);
  }
  for (size_t group = 0; group < quadrature->rows->grouping.groups; group++) {
    sum += integrate(quadrature, group, parameter[m - 1]);
    if (!isfinite(sum)) return -INFINITY;
    if (gradient != NULL) add_derivatives(quadrature, group, parameter, gradient, hessian);
  }
  if (gradient != NULL) leda_mirror_lower(hessian, m);
  return sum;
}
