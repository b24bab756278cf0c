/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/simulate.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdbool.h>

#define LOG_SIGMA 0.5
#define START_LEFT 1e-6 /* of the variance of the start, after the steps before the first value */
#define TAIL 1e-18      /* a count less likely than this ends the search */

static double draw_lognormal(leda_stream *stream) {
  double variance = LOG_SIGMA * LOG_SIGMA;
  double mean = exp(0.5 * variance);
  double sd = mean * sqrt(expm1(variance));

  return (exp(LOG_SIGMA * leda_stream_normal(stream)) - mean) / sd;
}

/* t = Z / sqrt(chi^2_3 / 3), and its variance is 3. */
static double draw_t3(leda_stream *stream) {
  double z = leda_stream_normal(stream), squares = 0.0;

  for (int i = 0; i < 3; i++) {
    double x = leda_stream_normal(stream);

    squares += x * x;
  }
  return z / sqrt(squares);
}

double leda_simulate_draw(leda_stream *stream, leda_simulate_noise noise) {
  switch (noise) {
  case LEDA_SIMULATE_LOGNORMAL:
    return draw_lognormal(stream);
  case LEDA_SIMULATE_T3:
    return draw_t3(stream);
  default:
    return leda_stream_normal(stream);
  }
}

static size_t steps_before(leda_simulate_noise noise, double phi) {
  bool skewed = noise == LEDA_SIMULATE_LOGNORMAL || noise == LEDA_SIMULATE_T3;

  if (!skewed || !(fabs(phi) > 0.0)) return 0;
  return (size_t)ceil(0.5 * log(START_LEFT) / log(fabs(phi)));
}

void leda_simulate_ar1(leda_stream *stream, leda_simulate_noise noise, double phi, double *x,
                       size_t n) {
  bool walk = phi >= 1.0;
  double scale = walk ? 1.0 : sqrt(1.0 - phi * phi);
  double now = walk ? 0.0 : leda_simulate_draw(stream, noise);
  size_t before = walk ? 1 : steps_before(noise, phi);

  for (size_t i = 0; i < before; i++) now = phi * now + scale * leda_simulate_draw(stream, noise);
  for (size_t i = 0; i < n; i++) {
    if (i > 0) now = phi * now + scale * leda_simulate_draw(stream, noise);
    x[i] = now;
  }
}

double leda_simulate_phi(leda_stream *stream, double phi, double sd) {
  double u = leda_stream_uniform(stream);

  if (!(sd > 0.0)) return phi;
  double low = gsl_cdf_gaussian_P(-LEDA_SIMULATE_PHI_MOST - phi, sd);
  double high = gsl_cdf_gaussian_P(LEDA_SIMULATE_PHI_MOST - phi, sd);
  double own = phi + gsl_cdf_gaussian_Pinv(low + u * (high - low), sd);

  return fmax(-LEDA_SIMULATE_PHI_MOST, fmin(own, LEDA_SIMULATE_PHI_MOST));
}

/* A law of counts on 0..most, by its probabilities and the ratio of neighbours. */
typedef struct {
  double size; /* trials; 0 for Poisson */
  double p;    /* probability, or the mean for Poisson */
} count_law;

static double law_at(const count_law *law, double k) {
  if (law->size > 0.0) return gsl_ran_binomial_pdf((unsigned)k, law->p, (unsigned)law->size);
  return gsl_ran_poisson_pdf((unsigned)k, law->p);
}

static double law_below(const count_law *law, double k) {
  if (law->size > 0.0) return gsl_cdf_binomial_P((unsigned)k, law->p, (unsigned)law->size);
  return gsl_cdf_poisson_P((unsigned)k, law->p);
}

/* P(K = k + 1) / P(K = k). */
static double law_ratio(const count_law *law, double k) {
  if (law->size > 0.0) return (law->size - k) / (k + 1.0) * law->p / (1.0 - law->p);
  return law->p / (k + 1.0);
}

/* From a normal guess with its skewness (Cornish & Fisher 1938) to the count, one by one. */
static double law_quantile(const count_law *law, double z, double most) {
  double mean = law->size > 0.0 ? law->size * law->p : law->p;
  double sd = sqrt(law->size > 0.0 ? mean * (1.0 - law->p) : mean);
  double skewness = (law->size > 0.0 ? 1.0 - 2.0 * law->p : 1.0) / sd;
  double guess = floor(mean + sd * (z + skewness * (z * z - 1.0) / 6.0));
  double k = fmax(0.0, fmin(guess, most)), u = gsl_cdf_ugaussian_P(z);
  double at = law_at(law, k), below = law_below(law, k);

  while (k > 0.0 && below - at >= u) {
    below -= at;
    k -= 1.0;
    at /= law_ratio(law, k);
  }
  while (k < most && below < u) {
    at *= law_ratio(law, k);
    k += 1.0;
    below += at;
    if (at < TAIL && k > mean) break;
  }
  return k;
}

double leda_simulate_poisson(double mean, double z) {
  count_law law = {.p = mean};

  return mean > 0.0 ? law_quantile(&law, z, INFINITY) : 0.0;
}

double leda_simulate_binomial(double size, double p, double z) {
  count_law law = {size, p};

  if (!(p > 0.0) || !(size > 0.0)) return 0.0;
  return p < 1.0 ? law_quantile(&law, z, size) : size;
}
