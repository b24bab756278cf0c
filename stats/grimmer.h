/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GRIMMER: can this printed mean and this printed standard deviation come from the same whole-number
 * answers? Anaya (2016), PeerJ Preprints 4:e2400v1, tests granularity; Allard (2018) adds parity. Here it
 * is exact: a pair passes only where there are n answers on the scale with a whole sum S and a whole sum
 * of squares Q that are printed so.
 *
 * Which (S, Q) exist: with x = answer - low, L = high - low, s and q of x: q has the parity of s (x^2 - x
 * is even), lies between the q of answers as alike as possible (two neighbouring values) and the q of
 * answers at the ends (at most one between), and even then some are missing, all near the upper end or
 * for s near 0 or nL. These are found by going through the counts of each answer, largest first, within
 * the bounds that are left.
 */
#ifndef LEDA_STATS_GRIMMER_H
#define LEDA_STATS_GRIMMER_H

#include <stdbool.h>

#include "stats/grim.h"

/* The widest scale on which pairs are searched, and the largest n; beyond only the bounds of q and its
   parity are held against a pair. */
enum { LEDA_GRIMMER_STEPS = 20, LEDA_GRIMMER_N = 100000 };

/* With more printed sds than this between the smallest and the largest a pair is "possible" without a look
   at whether all are. */
enum { LEDA_GRIMMER_SDS = 10000 };

/* n answers with this sum and this sum of squares, on the scale as it is. */
typedef struct {
  long long n;
  long long sum;
  long long squares;
} leda_answer_sums;

/* Do such answers exist? Where counts is not NULL it receives how many give each answer low..high
   (high - low + 1 numbers), of one way among possibly many; untouched where there is none. Beyond the
   limits above true means only "within the bounds", and counts is not filled. */
bool leda_grimmer_reachable(leda_answer_scale scale, leda_answer_sums sums, long long *counts);

typedef struct {
  long long least;
  long long most;
} leda_square_range;

/* The smallest and the largest sum of squares of n answers with this sum (n low <= sum <= n high). */
leda_square_range leda_grimmer_squares(leda_answer_scale scale, long long n, long long sum);

/* What a report printed about n answers. */
typedef struct {
  leda_answer_scale scale;
  long long n;
  leda_printed mean;
  leda_printed sd;
  bool by_n; /* the sd divides by n; else by n - 1 */
} leda_printed_answers;

/* Unknown for n < 2 with n - 1 (or n < 1). Impossible also where the mean alone is. Uninformative: every
   sd, with these decimals, from the smallest to the largest that the mean allows is possible. Rounding
   counts as in grim.h. For n > LEDA_GRIMMER_N or a scale of more than LEDA_GRIMMER_STEPS steps a pair that
   keeps the bounds is "uninformative". */
leda_grim_verdict leda_grimmer(const leda_printed_answers *printed);

/* The same, and how: *found holds sums that are printed so (possible and uninformative verdicts). */
leda_grim_verdict leda_grimmer_find(const leda_printed_answers *printed, leda_answer_sums *found);

/* Smallest and largest sd that n answers printed with this mean can have; NaN where there are none, or
   n < 2 with n - 1. *at (may be NULL) receives the sums of the two. */
typedef struct {
  double least;
  double most;
  leda_answer_sums at_least;
  leda_answer_sums at_most;
} leda_sd_range;

leda_sd_range leda_grimmer_sd_range(const leda_printed_answers *printed);

#endif
