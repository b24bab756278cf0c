/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_STREAM_H
#define LEDA_STATS_STREAM_H

#include <stddef.h>
#include <stdint.h>

/* Small random streams, one per block of replicates: the stream depends on (seed, block) alone, so
 * any number of threads draws the same numbers. Generator: SplitMix64 (Steele, Lea & Flood 2014),
 * chosen over gsl_rng_mt19937 because a stream starts in two multiplications instead of 624 words. */
typedef struct {
  uint64_t state;
} leda_stream;

/* Stream number `index` of `seed`. Streams of one seed start at hashed, unrelated states. */
leda_stream leda_stream_start(uint64_t seed, uint64_t index);

/* 64 random bits. */
uint64_t leda_stream_bits(leda_stream *s);

/* Uniform on the open interval (0, 1), 53 bits. */
double leda_stream_uniform(leda_stream *s);

/* Standard normal, by inversion of the distribution function: one uniform for each. */
double leda_stream_normal(leda_stream *s);

/* Uniform on 0..bound-1 (multiply-shift; the bias is below bound / 2^32). bound >= 1. */
uint32_t leda_stream_below(leda_stream *s, uint32_t bound);

/* Puts x[0..n-1] in random order (Fisher-Yates). */
void leda_stream_shuffle(leda_stream *s, double *x, size_t n);

#endif
