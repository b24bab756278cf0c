/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/false_alarm_counts.h"

#include <math.h>

/* Above it the distribution function by its recursion would take long, and start too near 0. */
static const double MOST_EXPECTED = 200.0;

static double rounded_normal(leda_stream *stream, double mean, double variance, double most) {
  double x = round(mean + sqrt(variance) * leda_stream_normal(stream));
  if (x < 0.0) return 0.0;
  return x > most ? most : x;
}

/* Inversion: chance(k + 1) / chance(k) = mean / (k + 1). */
static double draw_poisson(leda_stream *stream, double mean) {
  if (!(mean > 0.0)) return 0.0;
  if (mean > MOST_EXPECTED) return rounded_normal(stream, mean, mean, INFINITY);
  double u = leda_stream_uniform(stream), chance = exp(-mean), k = 0.0;
  while (u > chance && chance > 0.0) {
    u -= chance;
    k += 1.0;
    chance *= mean / k;
  }
  return k;
}

/* chance(k + 1) / chance(k) = (d - k) / (k + 1) odds; p at most 1/2, so that the first chance is not 0. */
static double draw_binomial(leda_stream *stream, double d, double p) {
  if (!(p > 0.0)) return 0.0;
  if (p > 0.5) return d - draw_binomial(stream, d, 1.0 - p);
  if (d * p > MOST_EXPECTED) return rounded_normal(stream, d * p, d * p * (1.0 - p), d);
  double u = leda_stream_uniform(stream), odds = p / (1.0 - p);
  double chance = exp(d * log1p(-p)), k = 0.0;
  while (u > chance && k < d) {
    u -= chance;
    chance *= (d - k) / (k + 1.0) * odds;
    k += 1.0;
  }
  return k;
}

static double denominator_of(const leda_false_alarm_counts *c, size_t i) {
  return c->denominator ? c->denominator[i] : 1.0;
}

/* Turns the counts of a phase into sigmas. */
static void standardise(const leda_false_alarm_counts *c, const leda_alarm_phase *phase,
                        double *y) {
  size_t base = phase->baseline ? phase->from + phase->baseline : phase->to;
  double events = 0.0, units = 0.0, mean, variance;
  for (size_t i = phase->from; i < base; i++) {
    events += y[i];
    units += denominator_of(c, i);
  }
  mean = events / units;
  variance = c->binomial ? mean * (1.0 - mean) : mean;
  for (size_t i = phase->from; i < phase->to; i++) {
    double d = denominator_of(c, i);
    y[i] = variance > 0.0 ? (y[i] / d - mean) / sqrt(variance / d) : 0.0;
  }
}

void leda_false_alarm_counts_draw(leda_stream *stream, double *y, size_t n, const void *data) {
  const leda_false_alarm_counts *c = data;
  leda_alarm_phase whole = {0, n, 0};
  const leda_alarm_phase *phases = c->n_phases ? c->phases : &whole;
  size_t count = c->n_phases ? c->n_phases : 1, i = 0;
  for (size_t k = 0; k < count; k++) {
    for (; i < phases[k].from; i++) y[i] = 0.0;
    for (; i < phases[k].to; i++)
      y[i] = c->binomial ? draw_binomial(stream, denominator_of(c, i), c->rate)
                         : draw_poisson(stream, c->rate * denominator_of(c, i));
    standardise(c, &phases[k], y);
  }
  for (; i < n; i++) y[i] = 0.0;
}
