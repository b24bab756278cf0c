/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/stream.h"

#include <gsl/gsl_cdf.h>

static uint64_t mix(uint64_t z) {
  z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
  return z ^ (z >> 31);
}

leda_stream leda_stream_start(uint64_t seed, uint64_t index) {
  leda_stream s = {mix(mix(seed + UINT64_C(0x9e3779b97f4a7c15)) + index)};

  return s;
}

uint64_t leda_stream_bits(leda_stream *s) {
  s->state += UINT64_C(0x9e3779b97f4a7c15);
  return mix(s->state);
}

double leda_stream_uniform(leda_stream *s) {
  return ((double)(leda_stream_bits(s) >> 11) + 0.5) * 0x1p-53;
}

double leda_stream_normal(leda_stream *s) { return gsl_cdf_ugaussian_Pinv(leda_stream_uniform(s)); }

uint32_t leda_stream_below(leda_stream *s, uint32_t bound) {
  return (uint32_t)(((leda_stream_bits(s) >> 32) * (uint64_t)bound) >> 32);
}

void leda_stream_shuffle(leda_stream *s, double *x, size_t n) {
  for (size_t i = n; i > 1; i--) {
    size_t j = leda_stream_below(s, (uint32_t)i);
    double kept = x[i - 1];

    x[i - 1] = x[j];
    x[j] = kept;
  }
}
