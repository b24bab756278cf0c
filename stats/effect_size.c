/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/effect_size.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>

#include "stats/describe.h"
#include "stats/influence.h"
#include "stats/noncentral_t.h"

/* Each value's share of pairs won less pairs lost, NaN where the value is missing. */
typedef struct {
  double *x;
  double *y;
  size_t nx; /* values present */
  size_t ny;
  double delta;
  double ties; /* tied pairs */
} dominance;

static size_t values_below(const double *sorted, size_t n, double v) {
  size_t low = 0;

  while (n > 0) {
    size_t half = n / 2;

    if (sorted[low + half] < v) {
      low += half + 1;
      n -= half + 1;
    } else {
      n = half;
    }
  }
  return low;
}

/* out[i] = share of `sorted` below v[i] less the share above it; returns the ties met. */
static double compare(const double *v, size_t n, const double *sorted, size_t m, double *out) {
  double ties = 0.0;

  for (size_t i = 0; i < n; i++) {
    double below, tied;

    out[i] = GSL_NAN;
    if (isnan(v[i])) continue;
    below = (double)values_below(sorted, m, v[i]);
    tied = (double)values_below(sorted, m, nextafter(v[i], INFINITY)) - below;
    ties += tied;
    out[i] = (2.0 * below + tied - (double)m) / (double)m;
  }
  return ties;
}

static void dominance_clear(dominance *d) {
  free(d->x);
  free(d->y);
}

static int dominance_make(dominance *d, const leda_two_samples *s) {
  double *sorted = malloc((s->nx + s->ny + 1) * sizeof *sorted);

  *d = (dominance){malloc((s->nx + 1) * sizeof(double)),
                   malloc((s->ny + 1) * sizeof(double)),
                   0,
                   0,
                   GSL_NAN,
                   0.0};
  if (sorted == NULL || d->x == NULL || d->y == NULL) {
    free(sorted);
    return GSL_ENOMEM;
  }
  d->nx = leda_describe_present(s->x, s->nx, sorted);
  d->ny = leda_describe_present(s->y, s->ny, sorted + d->nx);
  if (d->nx > 0 && d->ny > 0) {
    gsl_sort(sorted, 1, d->nx);
    gsl_sort(sorted + d->nx, 1, d->ny);
    compare(s->y, s->ny, sorted, d->nx, d->y);
    d->ties = compare(s->x, s->nx, sorted + d->nx, d->ny, d->x);
    d->delta = leda_describe_moments(d->x, s->nx).mean;
    for (size_t j = 0; j < s->ny; j++) d->y[j] = -d->y[j]; /* won by x, as in d->x */
  }
  free(sorted);
  return GSL_SUCCESS;
}

static double squares(const double *v, size_t n, double centre) {
  double sum = 0.0;

  for (size_t i = 0; i < n; i++)
    if (!isnan(v[i])) sum += (v[i] - centre) * (v[i] - centre);
  return sum;
}

static double least_variance(const leda_cliff_delta *c) {
  return (1.0 - c->delta * c->delta) / ((double)c->nx * (double)c->ny - 1.0);
}

/* Cliff (1996), chapter 5: from the spread of the rows', the columns' and the single
 * comparisons. */
static void independent_variance(const dominance *d, const leda_two_samples *s,
                                 leda_cliff_delta *out) {
  double nx = (double)d->nx, ny = (double)d->ny;
  double sx = squares(d->x, s->nx, d->delta), sy = squares(d->y, s->ny, d->delta);
  double sxy = nx * ny * (1.0 - d->delta * d->delta) - d->ties;

  if (d->nx < 2 || d->ny < 2) return;
  out->variance_unbiased =
      (ny * ny * sx + nx * nx * sy - sxy) / (nx * ny * (nx - 1.0) * (ny - 1.0));
  out->variance_consistent = ((ny - 1.0) * sx / (nx - 1.0) + (nx - 1.0) * sy / (ny - 1.0) +
                              sxy / ((nx - 1.0) * (ny - 1.0))) /
                             (nx * ny);
  out->variance = fmax(out->variance_unbiased, least_variance(out));
  out->df = nx + ny - 2.0;
}

static void interval(leda_cliff_delta *out, double level) {
  double d = out->delta, q, qv, root, below;

  if (!(out->variance >= 0.0) || !(out->df > 0.0)) return;
  q = gsl_cdf_tdist_Pinv(0.5 + 0.5 * level, out->df);
  if (fabs(d) == 1.0) {
    double fewest = fmin(fmin((double)out->nx, (double)out->ny), out->df + 1.0);
    double end = (fewest - q * q) / (fewest + q * q);

    out->lower = d > 0.0 ? end : -1.0;
    out->upper = d > 0.0 ? 1.0 : -end;
  } else {
    qv = q * q * out->variance;
    root = sqrt(qv) * sqrt((1.0 - d * d) * (1.0 - d * d) + qv);
    below = 1.0 - d * d + qv;
    out->lower = fmax(-1.0, (d - d * d * d - root) / below);
    out->upper = fmin(1.0, (d - d * d * d + root) / below);
  }
  out->superiority_lower = 0.5 * (out->lower + 1.0);
  out->superiority_upper = 0.5 * (out->upper + 1.0);
}

static leda_cliff_delta nothing_known(const dominance *d) {
  leda_cliff_delta out = {d->nx,   d->ny,   d->delta, GSL_NAN, GSL_NAN, 0.5 * (d->delta + 1.0),
                          GSL_NAN, GSL_NAN, GSL_NAN,  GSL_NAN, GSL_NAN, GSL_NAN};

  return out;
}

int leda_cliff_delta_run(const leda_two_samples *samples, double level, leda_cliff_delta *out) {
  dominance d;
  int status = dominance_make(&d, samples);

  *out = nothing_known(&d);
  if (status == GSL_SUCCESS && d.nx > 0 && d.ny > 0) {
    independent_variance(&d, samples, out);
    interval(out, level);
  }
  dominance_clear(&d);
  return status;
}

static size_t add_influences(const double *won, const int *cluster, size_t n, int sample,
                             leda_influence *u) {
  leda_moments m = leda_describe_moments(won, n);
  size_t count = 0;

  for (size_t i = 0; i < n; i++)
    if (!isnan(won[i]))
      u[count++] = (leda_influence){cluster[i], sample, (won[i] - m.mean) / (double)m.n};
  return count;
}

int leda_cliff_delta_clustered(const leda_two_samples *samples, const int *cluster_x,
                               const int *cluster_y, double level, leda_cliff_delta *out) {
  dominance d;
  leda_influence *u = malloc((samples->nx + samples->ny + 1) * sizeof *u);
  leda_influence_variance v;
  int status = dominance_make(&d, samples);
  size_t n;

  *out = nothing_known(&d);
  if (u == NULL) status = GSL_ENOMEM;
  if (status == GSL_SUCCESS && d.nx > 0 && d.ny > 0) {
    n = add_influences(d.x, cluster_x, samples->nx, 0, u);
    n += add_influences(d.y, cluster_y, samples->ny, 1, u + n);
    status = leda_influence_sum(u, n, &v);
    if (fabs(d.delta) == 1.0) { /* nothing varies: the fewer clusters stand for the fewer answers */
      v.df = fmin((double)v.clusters[0], (double)v.clusters[1]) - 1.0;
      v.variance = 0.0;
    }
    out->df = v.df;
    out->variance = isnan(v.variance) ? GSL_NAN : fmax(v.variance, least_variance(out));
    interval(out, level);
  }
  free(u);
  dominance_clear(&d);
  return status;
}

leda_mean_effect leda_mean_effect_run(const leda_two_samples *samples, double level) {
  leda_mean_effect out = {0,       0,       GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN,
                          GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN};
  leda_t_test test = leda_t_test_student(samples, level);
  double nx, ny, spread;

  out.nx = leda_describe_moments(samples->x, samples->nx).n;
  out.ny = leda_describe_moments(samples->y, samples->ny).n;
  if (isnan(test.t)) return out;
  nx = (double)out.nx, ny = (double)out.ny;
  spread = sqrt(1.0 / nx + 1.0 / ny);
  out.sd_pooled = test.se / spread;
  out.d = test.difference / out.sd_pooled;
  out.d_lower = leda_noncentral_t_delta(test.t, test.df, 0.5 + 0.5 * level) * spread;
  out.d_upper = leda_noncentral_t_delta(test.t, test.df, 0.5 - 0.5 * level) * spread;
  out.correction =
      test.df > 1.0 ? gsl_sf_poch(0.5 * (test.df - 1.0), 0.5) / sqrt(0.5 * test.df) : 0.0;
  out.g = out.correction * out.d;
  out.g_lower = out.correction * out.d_lower;
  out.g_upper = out.correction * out.d_upper;
  out.se = sqrt(1.0 / nx + 1.0 / ny + out.d * out.d / (2.0 * (nx + ny)));
  return out;
}

int leda_cliff_delta_size(double delta) {
  double size = fabs(delta);

  if (isnan(size)) return -1;
  return (size >= 0.147) + (size >= 0.33) + (size >= 0.474);
}
