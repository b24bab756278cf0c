/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_PERSON_CHOICE_H
#define LEDA_STATS_PERSON_CHOICE_H

#include <stddef.h>
#include <stdint.h>

#include "stats/stream.h"

/* Subsets of a given size of the bits first..first+n-1 of a row of words; first is a multiple of 64, so
 * that strata have words of their own. */
typedef struct {
  size_t first;
  size_t n;
  size_t size; /* bits to set, 0..n */
} leda_choice;

/* A subset drawn with equal chance for all, into bits[] (whole words of the stratum are written). */
void leda_choice_draw(const leda_choice *c, leda_stream *stream, uint64_t *bits);

/* How many subsets there are: C(n, size); UINT64_MAX where that does not fit. */
uint64_t leda_choice_count(const leda_choice *c);

/* Subset number index, 0..count-1, each once (combinatorial number system). Only where count fits. */
void leda_choice_number(const leda_choice *c, uint64_t index, uint64_t *bits);

#endif
