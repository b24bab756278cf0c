/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which means n whole answers can have. Expected values by R 4.2.2:
     n <- 60:68; n[sapply(n, function(k) any(abs((k:(7 * k)) / k - 3.17) <= 0.005 + 1e-12))]
       60 63 64 65 66
     sum(sapply(100:700, function(v) any(abs((35:245) / 35 - v / 100) <= .005 + 1e-12)))  211 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "stats/grim.h"

static const leda_answer_scale SEVEN = {1, 7};

static leda_grim_verdict verdict(long long units, int decimals, long long n) {
  return leda_grim(SEVEN, (leda_printed){units, decimals}, n);
}

/* Of the numbers of answers from 60 to 68 those that R finds, and no others. */
static void test_statement_8_of_table_1(void **state) {
  (void)state;
  for (long long n = 60; n <= 68; n++) {
    bool expected = n == 60 || (n >= 63 && n <= 66);
    assert_int_equal(verdict(317, 2, n), expected ? LEDA_GRIM_POSSIBLE : LEDA_GRIM_IMPOSSIBLE);
  }
  static const long long FALLING[] = {66, 65, 64, 63, 60};
  long long n = 68;
  for (size_t i = 0; i < 5; i++) {
    n = leda_grim_largest_n(SEVEN, (leda_printed){317, 2}, n - 1);
    assert_int_equal(n, FALLING[i]);
  }
}

static void test_how_many_means_are_possible(void **state) {
  (void)state;
  assert_int_equal(leda_grim_count(SEVEN, 2, 35), 211);
  assert_int_equal(leda_grim_count(SEVEN, 2, 234), 601);
  assert_int_equal(leda_grim_count(SEVEN, 2, 259), 601);
  assert_int_equal(leda_grim_count((leda_answer_scale){0, 1}, 2, 1), 2);
}

/* Slow and plain: every sum against every printed number. */
static bool by_hand(leda_answer_scale scale, leda_printed mean, long long n) {
  long long power = leda_printed_scale(mean.decimals);
  for (long long sum = n * scale.low; sum <= n * scale.high; sum++)
    if (llabs(2 * power * sum - 2 * mean.units * n) <= n) return true;
  return false;
}

static void test_against_every_sum(void **state) {
  (void)state;
  static const leda_answer_scale SCALES[] = {{1, 7}, {0, 1}, {-3, 3}, {0, 10}};
  for (size_t i = 0; i < 4; i++)
    for (int decimals = 0; decimals <= 2; decimals++)
      for (long long n = 1; n <= 110; n += n < 12 ? 1 : 7) {
        long long power = leda_printed_scale(decimals), possible = 0;
        for (long long u = SCALES[i].low * power; u <= SCALES[i].high * power; u++) {
          leda_printed mean = {u, decimals};
          bool found = leda_grim(SCALES[i], mean, n) > LEDA_GRIM_IMPOSSIBLE;
          assert_int_equal(found, by_hand(SCALES[i], mean, n));
          possible += found;
        }
        assert_int_equal(leda_grim_count(SCALES[i], decimals, n), possible);
        bool all = possible == (SCALES[i].high - SCALES[i].low) * power + 1;
        assert_int_equal(leda_grim_all_possible(decimals, n), all);
      }
}

/* 8 answers: 1.125 is printed 1.13 by some programs and 1.12 by others. 8 with one decimal: ties fill
   every gap that fewer than 10 answers leave. */
static void test_ties_count_for_both(void **state) {
  (void)state;
  assert_int_equal(verdict(112, 2, 8), LEDA_GRIM_POSSIBLE);
  assert_int_equal(verdict(113, 2, 8), LEDA_GRIM_POSSIBLE);
  assert_int_equal(verdict(114, 2, 8), LEDA_GRIM_IMPOSSIBLE);
  assert_int_equal(verdict(31, 1, 8), LEDA_GRIM_UNINFORMATIVE);
  assert_int_equal(verdict(31, 1, 9), LEDA_GRIM_POSSIBLE);
  assert_int_equal(verdict(31, 1, 10), LEDA_GRIM_UNINFORMATIVE);
}

static void test_sums_behind_a_mean(void **state) {
  (void)state;
  leda_sum_range sums = leda_grim_sums(SEVEN, (leda_printed){345, 2}, 259);
  assert_int_equal(sums.first, 893); /* 893 / 259 = 3.4479, 894 / 259 = 3.4517 */
  assert_int_equal(sums.last, 894);
  sums = leda_grim_sums(SEVEN, (leda_printed){7, 0}, 10);
  assert_int_equal(sums.first, 65);
  assert_int_equal(sums.last, 70);
}

static void test_limits(void **state) {
  (void)state;
  assert_int_equal(verdict(317, 2, 0), LEDA_GRIM_UNKNOWN);
  assert_int_equal(verdict(317, 2, LEDA_ANSWERS_MOST + 1), LEDA_GRIM_UNKNOWN);
  assert_int_equal(verdict(317, 2, LEDA_ANSWERS_MOST), LEDA_GRIM_UNINFORMATIVE);
  assert_int_equal(verdict(701, 2, 1000), LEDA_GRIM_IMPOSSIBLE);
  assert_int_equal(verdict(99, 2, 1000), LEDA_GRIM_IMPOSSIBLE);
  assert_int_equal(verdict(1000000000000000, 6, LEDA_ANSWERS_MOST), LEDA_GRIM_IMPOSSIBLE);
  assert_int_equal(leda_grim_largest_n(SEVEN, (leda_printed){701, 2}, 1000000), 0);
  assert_int_equal(leda_grim_largest_n(SEVEN, (leda_printed){317, 2}, 5), 0);
  assert_int_equal(leda_grim_largest_n(SEVEN, (leda_printed){317, 2}, 6), 6); /* 19 / 6 */
  assert_string_equal(leda_grim_token(LEDA_GRIM_IMPOSSIBLE), "impossible");
  assert_null(leda_grim_token(LEDA_GRIM_UNKNOWN));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_statement_8_of_table_1),
      cmocka_unit_test(test_how_many_means_are_possible),
      cmocka_unit_test(test_against_every_sum),
      cmocka_unit_test(test_ties_count_for_both),
      cmocka_unit_test(test_sums_behind_a_mean),
      cmocka_unit_test(test_limits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
