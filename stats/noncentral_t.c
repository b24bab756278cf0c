/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/noncentral_t.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

/* P(T <= t) = int Phi(t s - delta) f(s) ds with s = sqrt(V/df) = e^u: on the whole line of u the
 * integrand dies out at both ends and is analytic, where the trapezoidal rule gains digits
 * exponentially with the number of points (Trefethen & Weideman 2014). */

typedef struct {
  double t;
  double df;
  double delta;
  double log_constant; /* of the density of u, at 0 */
  int upper;           /* 1: P(T > t) */
} subject;

#define DEPTH 42.0
#define NOTHING 1e-19 /* of the largest value: below double precision */
#define GRID 400
#define REACH 38.0 /* the normal density beyond is below 1e-313 */
#define FAR 100.0
#define MANY 1e4 /* degrees of freedom: GSL's chi-square loses digits beyond */

/* With the two large terms taken together: apart they would cost digits at large df. */
static double log_density(const subject *s, double u) {
  return s->log_constant + s->df * (u - 0.5 * expm1(2.0 * u));
}

static double integrand(const subject *s, double u) {
  double z = s->t * exp(u) - s->delta;

  return exp(log_density(s, u)) * (s->upper ? gsl_cdf_ugaussian_Q(z) : gsl_cdf_ugaussian_P(z));
}

/* Where the density has fallen by e^-depth from its top at 0, to the left (direction -1) or
 * right. */
static double density_end(const subject *s, double depth, double direction) {
  double u = direction * 0.1 * fmin(1.0, 1.0 / sqrt(s->df));

  while (s->df * (u - 0.5 * expm1(2.0 * u)) > -depth) u *= 1.3;
  return u;
}

typedef struct {
  double left;
  double right;
} range;

/* The part of the line that matters: a small tail of T comes from s that are unlikely
 * themselves, so the integrand is looked at from far left to far right. */
static range find_range(const subject *s) {
  range wide = {density_end(s, 16.0 * DEPTH, -1.0), density_end(s, 4.0 * DEPTH, 1.0)}, found = wide;
  double step = (wide.right - wide.left) / GRID, top = 0.0;

  for (int i = 0; i <= GRID; i++) top = fmax(top, integrand(s, wide.left + i * step));
  while (found.left < 0.0 && integrand(s, found.left + step) < NOTHING * top) found.left += step;
  while (found.right > found.left && integrand(s, found.right - step) < NOTHING * top)
    found.right -= step;
  return found;
}

/* Fine enough for the density (width 1/sqrt(2 df)) and for the step of Phi: its argument rises by
 * |t| e^u, which is at most |delta| + 9 where Phi is not yet flat. */
static double spacing(const subject *s, double right) {
  double density = 0.25 / sqrt(2.0 * s->df);
  double step = 0.5 / fmin(fabs(s->t) * exp(right) + 1e-300, fabs(s->delta) + 9.0);

  return fmin(0.1, fmin(density, step));
}

static double integrate(const subject *s) {
  range r = find_range(s);
  double h = spacing(s, r.right), sum = 0.0;
  double first = floor(r.left / h), last = ceil(r.right / h);

  for (double i = first; i <= last; i++) sum += integrand(s, i * h);
  return fmin(1.0, sum * h);
}

/* For a far delta the step is too sharp; over Z, where P(T <= t) = E P(sqrt(V/df) >= (Z + delta)/t), it
 * is smooth. t and delta > 0. */
static double integrate_normal(const subject *s) {
  double h = fmin(0.25, 0.25 * s->delta / sqrt(2.0 * s->df)), sum = 0.0;

  for (double z = -REACH; z <= REACH; z += h) {
    double least = (z + s->delta) / s->t;
    double v = s->df * least * least;

    sum += gsl_ran_ugaussian_pdf(z) *
           (s->upper ? gsl_cdf_chisq_P(v, s->df) : gsl_cdf_chisq_Q(v, s->df));
  }
  return fmin(1.0, sum * h);
}

static double tail(double t, double df, double delta, int upper) {
  subject s = {t, df, delta, 0.0, upper};

  if (isnan(t) || isnan(delta) || !(df > 0.0)) return GSL_NAN;
  if (isinf(delta)) return (delta > 0.0) == upper ? 1.0 : 0.0;
  if (isinf(t)) return (t > 0.0) == upper ? 0.0 : 1.0;
  if (t == 0.0) return upper ? gsl_cdf_ugaussian_P(delta) : gsl_cdf_ugaussian_Q(delta);
  if (df > 1e10) return upper ? gsl_cdf_ugaussian_Q(t - delta) : gsl_cdf_ugaussian_P(t - delta);
  if (fabs(delta) > FAR && (t > 0.0) != (delta > 0.0)) return (t > 0.0) == upper ? 0.0 : 1.0;
  if (delta > FAR && df <= MANY) return integrate_normal(&s);
  if (delta < -FAR && df <= MANY) return integrate_normal(&(subject){-t, df, -delta, 0.0, !upper});
  /* ln 2 + (df/2) ln(df/2) - ln Gamma(df/2) - df/2 without what cancels:
     ln gammastar(x) = ln Gamma(x) - (x - 1/2) ln x + x - ln sqrt(2 pi). */
  s.log_constant =
      M_LN2 + 0.5 * log(0.5 * df) - 0.5 * log(2.0 * M_PI) - log(gsl_sf_gammastar(0.5 * df));
  return integrate(&s);
}

double leda_noncentral_t_lower(double t, double df, double delta) { return tail(t, df, delta, 0); }

double leda_noncentral_t_upper(double t, double df, double delta) { return tail(t, df, delta, 1); }

/* On the normal scale the distribution function is nearly a straight line in delta. */
static double distance(double t, double df, double delta, double p) {
  if (p > 0.5)
    return gsl_cdf_ugaussian_Qinv(fmax(leda_noncentral_t_upper(t, df, delta), 1e-300)) -
           gsl_cdf_ugaussian_Qinv(1.0 - p);
  return gsl_cdf_ugaussian_Pinv(fmax(leda_noncentral_t_lower(t, df, delta), 1e-300)) -
         gsl_cdf_ugaussian_Pinv(p);
}

double leda_noncentral_t_delta(double t, double df, double p) {
  double low, high, f_low, f_high, width = 1.0;
  int side = 0;

  if (isnan(t) || isinf(t) || !(df > 0.0) || !(p > 0.0 && p < 1.0)) return GSL_NAN;
  low = high = t - gsl_cdf_ugaussian_Pinv(p);
  f_low = f_high = distance(t, df, low, p);
  for (; f_low < 0.0; width *= 2.0) low -= width, f_low = distance(t, df, low, p);
  for (; f_high > 0.0; width *= 2.0) high += width, f_high = distance(t, df, high, p);
  /* Illinois' regula falsi: keeps the root between, and hurries. */
  for (int i = 0; i < 200 && high - low > 1e-14 * (1.0 + fabs(low)); i++) {
    double middle = (low * f_high - high * f_low) / (f_high - f_low);
    double f;

    if (!(middle > low && middle < high)) middle = 0.5 * (low + high);
    f = distance(t, df, middle, p);
    if (f == 0.0) return middle;
    if (f > 0.0) {
      low = middle, f_low = f;
      if (side == 1) f_high *= 0.5;
      side = 1;
    } else {
      high = middle, f_high = f;
      if (side == -1) f_low *= 0.5;
      side = -1;
    }
    if (fabs(f) < 1e-15) return middle;
  }
  return 0.5 * (low + high);
}

double leda_noncentral_t_power(double d, double nx, double ny, double alpha) {
  double df = nx + ny - 2.0;
  double delta = d * sqrt(nx * ny / (nx + ny));
  double t;

  if (!(df > 0.0) || !(nx > 0.0) || !(ny > 0.0) || !(alpha > 0.0 && alpha < 1.0)) return GSL_NAN;
  t = gsl_cdf_tdist_Qinv(0.5 * alpha, df);
  return fmin(1.0, leda_noncentral_t_upper(t, df, delta) + leda_noncentral_t_lower(-t, df, delta));
}
