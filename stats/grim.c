/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/grim.h"

#include <stddef.h>

long long leda_printed_scale(int decimals) {
  long long power = 1;
  for (int i = 0; i < decimals; i++) power *= 10;
  return power;
}

/* Integer quotient towards minus and plus infinity; b > 0. */
static long long floor_div(long long a, long long b) { return a / b - (a % b < 0); }
static long long ceil_div(long long a, long long b) { return a / b + (a % b > 0); }

/* |units| is at most some 10^9 here and n at most 10^9, so that no product overflows: what is further
   out than the scale was refused before. */
leda_sum_range leda_grim_sums(leda_answer_scale scale, leda_printed mean, long long n) {
  static const leda_sum_range NONE = {1, 0};
  long long power = leda_printed_scale(mean.decimals), units = mean.units;
  if (units < scale.low * power || units > scale.high * power) return NONE;
  /* (2 units - 1) n <= 2 power S <= (2 units + 1) n; the lower tie is rounded up by half up, the
     upper one stays by half to even, or away from zero below it. */
  long long low = (2 * units - 1) * n, high = (2 * units + 1) * n;
  bool upper_tie = units % 2 == 0 || units < 0;
  leda_sum_range sums = {ceil_div(low, 2 * power), floor_div(high - !upper_tie, 2 * power)};
  if (sums.first < scale.low * n) sums.first = scale.low * n;
  if (sums.last > scale.high * n) sums.last = scale.high * n;
  return sums;
}

leda_grim_verdict leda_grim(leda_answer_scale scale, leda_printed mean, long long n) {
  if (n < 1 || n > LEDA_ANSWERS_MOST) return LEDA_GRIM_UNKNOWN;
  leda_sum_range sums = leda_grim_sums(scale, mean, n);
  if (sums.first > sums.last) return LEDA_GRIM_IMPOSSIBLE;
  return n >= leda_printed_scale(mean.decimals) ? LEDA_GRIM_UNINFORMATIVE : LEDA_GRIM_POSSIBLE;
}

long long leda_grim_largest_n(leda_answer_scale scale, leda_printed mean, long long most) {
  for (long long n = most; n >= 1; n--) {
    leda_grim_verdict verdict = leda_grim(scale, mean, n);
    if (verdict == LEDA_GRIM_POSSIBLE || verdict == LEDA_GRIM_UNINFORMATIVE) return n;
    /* Only a mean outside the scale is impossible here, and it is so everywhere. */
    if (n >= leda_printed_scale(mean.decimals)) return 0;
  }
  return 0;
}

long long leda_grim_count(leda_answer_scale scale, int decimals, long long n) {
  long long power = leda_printed_scale(decimals), count = 0;
  for (long long units = scale.low * power; units <= scale.high * power; units++)
    count += leda_grim(scale, (leda_printed){units, decimals}, n) > LEDA_GRIM_IMPOSSIBLE;
  return count;
}

const char *leda_grim_token(leda_grim_verdict verdict) {
  static const char *const TOKENS[] = {NULL, "impossible", "possible", "uninformative"};
  return TOKENS[verdict];
}
