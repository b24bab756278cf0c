/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/normality.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <math.h>

typedef struct {
  double mean;
  double squares; /* about the mean */
} moments;

static moments moments_of(const double *y, size_t n) {
  moments m = {0.0, 0.0};
  for (size_t i = 0; i < n; i++) m.mean += y[i];
  m.mean /= (double)n;
  for (size_t i = 0; i < n; i++) m.squares += (y[i] - m.mean) * (y[i] - m.mean);
  return m;
}

static double polynomial(const double *c, int terms, double x) {
  double sum = 0.0;
  for (int k = terms - 1; k >= 0; k--) sum = sum * x + c[k];
  return sum;
}

/* ln Phi(x). GSL's tail goes to 0 at about -38; beyond it by the tail's first terms. */
static double log_lower(double x) {
  if (x > -37.0) return log(gsl_cdf_ugaussian_P(x));
  return -0.5 * x * x - log(-x) - 0.91893853320467274178 + log1p(-1.0 / (x * x));
}

/* D'Agostino & Stephens (1986), table 4.9. Above 10 the formula turns back up. */
static double anderson_p(double a) {
  if (a < 0.2) return 1.0 - exp(-13.436 + 101.14 * a - 223.73 * a * a);
  if (a < 0.34) return 1.0 - exp(-8.318 + 42.796 * a - 59.938 * a * a);
  if (a < 0.6) return exp(0.9177 - 4.279 * a - 1.38 * a * a);
  if (a < 10.0) return exp(1.2937 - 5.709 * a + 0.0186 * a * a);
  return 3.7e-24;
}

leda_normality leda_normality_anderson_darling(const double *sorted, size_t n) {
  leda_normality result = {NAN, NAN};
  double size = (double)n, sum = 0.0, sd;
  if (n < 2 || !(sorted[n - 1] > sorted[0])) return result;
  moments m = moments_of(sorted, n);
  sd = sqrt(m.squares / (size - 1.0));
  for (size_t i = 0; i < n; i++) {
    double low = (sorted[i] - m.mean) / sd, high = (sorted[n - 1 - i] - m.mean) / sd;
    sum += (2.0 * (double)i + 1.0) * (log_lower(low) + log_lower(-high));
  }
  result.statistic = -size - sum / size;
  if (n >= 8) result.p = anderson_p(result.statistic * (1.0 + 0.75 / size + 2.25 / (size * size)));
  return result;
}

/* ---- Shapiro-Wilk, AS R94; constants as printed there ---- */

static void weights_of_three(double *a) { a[0] = sqrt(0.5); }

/* a[i], i < n / 2: weights of the i-th smallest value, its opposite at the other end. */
static void weights(size_t n, double *a) {
  static const double c1[6] = {0.0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056};
  static const double c2[6] = {0.0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633};
  size_t half = n / 2, first = n > 5 ? 2 : 1;
  double sum = 0.0, root = 1.0 / sqrt((double)n), factor, head[2] = {0.0, 0.0};
  for (size_t i = 0; i < half; i++) {
    a[i] = -gsl_cdf_ugaussian_Pinv(((double)(i + 1) - 0.375) / ((double)n + 0.25));
    sum += 2.0 * a[i] * a[i];
  }
  head[0] = polynomial(c1, 6, root) + a[0] / sqrt(sum);
  factor = sum - 2.0 * a[0] * a[0];
  if (n > 5) {
    head[1] = polynomial(c2, 6, root) + a[1] / sqrt(sum);
    factor -= 2.0 * a[1] * a[1];
  }
  factor = sqrt(factor / (1.0 - 2.0 * head[0] * head[0] - 2.0 * head[1] * head[1]));
  for (size_t i = 0; i < half; i++) a[i] = i < first ? head[i] : a[i] / factor;
}

static double shapiro_p(double w, size_t n) {
  static const double c3[4] = {0.544, -0.39978, 0.025054, -6.714e-4};
  static const double c4[4] = {1.3822, -0.77857, 0.062767, -0.0020322};
  static const double c5[4] = {-1.5861, -0.31082, -0.083751, 0.0038915};
  static const double c6[3] = {-0.4803, -0.082676, 0.0030302};
  static const double g[2] = {-2.273, 0.459};
  double size = (double)n, y = log1p(-w), mean, sd;
  if (n == 3) return fmax(0.0, 6.0 / M_PI * (asin(sqrt(w)) - asin(sqrt(0.75))));
  if (n <= 11) {
    double gamma = polynomial(g, 2, size);
    if (y >= gamma) return 1e-99;
    y = -log(gamma - y);
    mean = polynomial(c3, 4, size);
    sd = exp(polynomial(c4, 4, size));
  } else {
    mean = polynomial(c5, 4, log(size));
    sd = exp(polynomial(c6, 3, log(size)));
  }
  return gsl_cdf_ugaussian_Q((y - mean) / sd);
}

leda_normality leda_normality_shapiro_wilk(const double *sorted, size_t n, double *work) {
  leda_normality result = {NAN, NAN};
  double sum = 0.0;
  if (n < 3 || n > 5000 || !(sorted[n - 1] > sorted[0])) return result;
  moments m = moments_of(sorted, n);
  if (n == 3)
    weights_of_three(work);
  else
    weights(n, work);
  for (size_t i = 0; i < n / 2; i++) sum += work[i] * (sorted[n - 1 - i] - sorted[i]);
  result.statistic = fmin(1.0, sum * sum / m.squares);
  result.p = shapiro_p(result.statistic, n);
  return result;
}
