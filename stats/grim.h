/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GRIM: can this printed mean come from whole-number answers? Brown & Heathers (2017), "The GRIM test",
 * Social Psychological and Personality Science 8, 363-369; here exact, in whole numbers.
 *
 * n answers on the scale low..high have a whole sum S with n low <= S <= n high. A mean printed as
 * units / 10^decimals is possible where some S / n lies within half a step of it. Both ends count: programs
 * round half up, half to even, half away from zero, and a tie that binary fractions hold just below
 * itself goes down; nobody is told that a mean is impossible for the habits of their program.
 */
#ifndef LEDA_STATS_GRIM_H
#define LEDA_STATS_GRIM_H

#include <stdbool.h>

/* A number as printed, units / 10^decimals: 4.60 is {460, 2}. 0 <= decimals <= LEDA_PRINTED_DECIMALS,
   |units| <= 10^15. */
typedef struct {
  long long units;
  int decimals;
} leda_printed;

enum { LEDA_PRINTED_DECIMALS = 6 };

/* Whole-number answers low..high, low < high, both within +-1000. */
typedef struct {
  int low;
  int high;
} leda_answer_scale;

/* The largest number of answers that is handled. */
#define LEDA_ANSWERS_MOST 1000000000LL

typedef enum {
  LEDA_GRIM_UNKNOWN = 0,   /* n < 1 or > LEDA_ANSWERS_MOST */
  LEDA_GRIM_IMPOSSIBLE,    /* no answers give it */
  LEDA_GRIM_POSSIBLE,      /* some do, and other printed means would have been caught */
  LEDA_GRIM_UNINFORMATIVE, /* every printed mean on the scale is possible from so many answers */
} leda_grim_verdict;

/* Whole sums first..last that are printed as this mean; first > last: none. */
typedef struct {
  long long first;
  long long last;
} leda_sum_range;

leda_sum_range leda_grim_sums(leda_answer_scale scale, leda_printed mean, long long n);

/* A mean outside the scale is impossible from any n. */
leda_grim_verdict leda_grim(leda_answer_scale scale, leda_printed mean, long long n);

/* Is every mean with so many decimals possible from n answers? Where n >= 10^decimals, and where n with
   its ties, which count for two means each, comes to 10^decimals (8 answers, one decimal). */
bool leda_grim_all_possible(int decimals, long long n);

/* The largest n <= most from which the mean is possible: how many may have answered where some of
   those stated did not. 0: none. At most 10^decimals steps. */
long long leda_grim_largest_n(leda_answer_scale scale, leda_printed mean, long long most);

/* How many of the means low..high with so many decimals are possible from n answers. */
long long leda_grim_count(leda_answer_scale scale, int decimals, long long n);

/* "possible", "impossible", "uninformative"; NULL for unknown. */
const char *leda_grim_token(leda_grim_verdict verdict);

/* 10^decimals. */
long long leda_printed_scale(int decimals);

#endif
