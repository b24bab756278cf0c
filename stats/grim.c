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

/* (2 units - 1) n <= 2 power S <= (2 units + 1) n. |units| is at most 10^9 behind the first line, and n
   too, so that no product overflows. */
leda_sum_range leda_grim_sums(leda_answer_scale scale, leda_printed mean, long long n) {
  static const leda_sum_range NONE = {1, 0};
  long long power = leda_printed_scale(mean.decimals), units = mean.units;
  if (units < scale.low * power || units > scale.high * power) return NONE;
  leda_sum_range sums = {ceil_div((2 * units - 1) * n, 2 * power),
                         floor_div((2 * units + 1) * n, 2 * power)};
  if (sums.first < scale.low * n) sums.first = scale.low * n;
  if (sums.last > scale.high * n) sums.last = scale.high * n;
  return sums;
}

static long long gcd(long long a, long long b) {
  while (b != 0) {
    long long rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/* Printed means from one whole number to the next that n < 10^decimals answers can have: n sums, none of
   which shares a mean with another since they lie further apart than the printed numbers, and once
   more each tie: k / n = odd / (2 power), so that 2 power / gcd(2 power, n) has to be odd. */
static long long means_a_step(int decimals, long long n) {
  long long power = leda_printed_scale(decimals), part = 2 * power / gcd(2 * power, n);
  return n + (part % 2 != 0 ? power / part : 0);
}

bool leda_grim_all_possible(int decimals, long long n) {
  long long power = leda_printed_scale(decimals);
  return n >= power || means_a_step(decimals, n) >= power;
}

leda_grim_verdict leda_grim(leda_answer_scale scale, leda_printed mean, long long n) {
  if (n < 1 || n > LEDA_ANSWERS_MOST) return LEDA_GRIM_UNKNOWN;
  leda_sum_range sums = leda_grim_sums(scale, mean, n);
  if (sums.first > sums.last) return LEDA_GRIM_IMPOSSIBLE;
  return leda_grim_all_possible(mean.decimals, n) ? LEDA_GRIM_UNINFORMATIVE : LEDA_GRIM_POSSIBLE;
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
  long long power = leda_printed_scale(decimals), steps = (long long)scale.high - scale.low;
  return steps * (n >= power ? power : means_a_step(decimals, n)) + 1;
}

const char *leda_grim_token(leda_grim_verdict verdict) {
  static const char *const TOKENS[] = {NULL, "impossible", "possible", "uninformative"};
  return TOKENS[verdict];
}
