/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which (mean, sd) pairs whole answers can have. Expected values by R 4.2.2:
     pairs <- function(a, b, n) { X <- as.matrix(expand.grid(rep(list(a:b), n)))
                                  nrow(unique(cbind(rowSums(X), rowSums(X^2)))) }
     pairs(1, 7, 2..6) 28 80 175 309 474; pairs(0, 10, 4) 692; pairs(1, 5, 6) 151; pairs(-3, 3, 5) 309
     X <- as.matrix(expand.grid(rep(list(1:7), 6))); m <- rowMeans(X); s <- apply(X, 1, sd)
     f <- function(lo, hi) range(s[m >= lo - 1e-9 & m <= hi + 1e-9])
     sort(unique(round(s[m >= 3.165 - 1e-9 & m <= 3.175 + 1e-9], 2)))
   and by a table of all reachable pairs built one answer at a time. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "stats/grimmer.h"
#include "stats/stream.h"
#include "tests/support/assert_near.h"

static const leda_answer_scale SEVEN = {1, 7};

static long long count_pairs(leda_answer_scale scale, long long n) {
  long long count = 0;
  for (long long sum = n * scale.low; sum <= n * scale.high; sum++) {
    leda_square_range range = leda_grimmer_squares(scale, n, sum);
    for (long long squares = range.least - 3; squares <= range.most + 3; squares++)
      count += leda_grimmer_reachable(scale, (leda_answer_sums){n, sum, squares}, NULL);
  }
  return count;
}

static void test_how_many_pairs(void **state) {
  (void)state;
  static const long long SEVEN_COUNTS[] = {28, 80, 175, 309, 474};
  for (long long n = 2; n <= 6; n++) assert_int_equal(count_pairs(SEVEN, n), SEVEN_COUNTS[n - 2]);
  assert_int_equal(count_pairs((leda_answer_scale){0, 10}, 4), 692);
  assert_int_equal(count_pairs((leda_answer_scale){1, 5}, 6), 151);
  assert_int_equal(count_pairs((leda_answer_scale){-3, 3}, 5), 309);
}

static void assert_counts(const long long *counts, int top, leda_answer_sums sums) {
  long long n = 0, s = 0, q = 0;
  for (int x = 0; x <= top; x++) {
    assert_true(counts[x] >= 0);
    n += counts[x];
    s += counts[x] * x;
    q += counts[x] * x * x;
  }
  assert_true(n == sums.n && s == sums.sum && q == sums.squares);
}

/* Every pair of up to `most` answers 0..top, reachable or not, and the answers that are found for it. */
static void compare_with_table(int top, int most) {
  size_t width = (size_t)(most * top * top) + 1, size = ((size_t)(most * top) + 1) * width;
  char *now = calloc(size, 1), *next = calloc(size, 1);
  long long counts[LEDA_GRIMMER_STEPS + 1];
  now[0] = 1;
  for (int n = 1; n <= most; n++) {
    memset(next, 0, size);
    for (size_t i = 0; i + (size_t)top * width + (size_t)(top * top) < size; i++)
      for (int x = 0; now[i] && x <= top; x++) next[i + (size_t)x * width + (size_t)(x * x)] = 1;
    char *swap = now;
    now = next;
    next = swap;
    for (int s = 0; s <= n * top; s++)
      for (int q = 0; q <= n * top * top; q++) {
        leda_answer_sums sums = {n, s, q};
        bool found = leda_grimmer_reachable((leda_answer_scale){0, top}, sums, counts);
        if (found != now[(size_t)s * width + (size_t)q]) fail_msg("n %d, s %d, q %d", n, s, q);
        if (found) assert_counts(counts, top, sums);
      }
  }
  free(now);
  free(next);
}

static void test_against_a_table_of_all(void **state) {
  (void)state;
  compare_with_table(1, 9);
  compare_with_table(2, 9);
  compare_with_table(3, 12);
  compare_with_table(6, 16);
  compare_with_table(10, 8);
  compare_with_table(LEDA_GRIMMER_STEPS, 3);
}

static leda_printed_answers answers(long long n, long long mean, long long sd) {
  return (leda_printed_answers){.scale = SEVEN, .n = n, .mean = {mean, 2}, .sd = {sd, 2}};
}

static void assert_range(long long n, long long mean, double least, double most) {
  leda_printed_answers printed = answers(n, mean, 0);
  leda_sd_range range = leda_grimmer_sd_range(&printed);
  assert_near(range.least, least, 1e-14);
  assert_near(range.most, most, 1e-14);
}

/* The last two from 35 answers with sum 148 (4.23): as alike as possible, and 17 x 1, 17 x 7 and a 12;
   sd(c(rep(1, 16), rep(7, 18), 6)) of R. */
static void test_range_of_the_sd(void **state) {
  (void)state;
  assert_range(6, 317, 0.408248290463863, 2.994439290863427);
  assert_range(6, 450, 0.5477225575051661, 2.9495762407505248);
  assert_range(35, 423, 0.426042961498036, 3.010625441036876);
  assert_range(35, 700, 0, 0);
  leda_printed_answers whole = answers(6, 4, 0);
  whole.mean.decimals = 0;
  leda_sd_range range = leda_grimmer_sd_range(&whole);
  assert_near(range.least, 0, 0);
  assert_near(range.most, 3.286335345030997, 1e-14);
  whole.by_n = true;
  assert_near(leda_grimmer_sd_range(&whole).most, 3, 1e-14);
}

/* From 6 answers printed 3.17 exactly these sds are possible. */
static void test_sds_beside_a_mean(void **state) {
  (void)state;
  static const int POSSIBLE[] = {41,  75,  98,  117, 133, 147, 160, 172, 183, 194,
                                 204, 214, 223, 232, 240, 248, 256, 264, 271, 299};
  size_t next = 0;
  for (int sd = 0; sd <= 700; sd++) {
    leda_printed_answers printed = answers(6, 317, sd);
    bool expected = next < 20 && POSSIBLE[next] == sd;
    next += expected;
    assert_int_equal(leda_grimmer(&printed), expected ? LEDA_GRIM_POSSIBLE : LEDA_GRIM_IMPOSSIBLE);
  }
  assert_int_equal(next, 20);
}

static void test_verdicts(void **state) {
  (void)state;
  leda_printed_answers printed = answers(68, 317, 150);
  assert_int_equal(leda_grimmer(&printed), LEDA_GRIM_IMPOSSIBLE); /* the mean alone */
  printed = answers(10000, 345, 150);
  assert_int_equal(leda_grimmer(&printed), LEDA_GRIM_UNINFORMATIVE);
  printed.sd.units = 310;
  assert_int_equal(leda_grimmer(&printed), LEDA_GRIM_IMPOSSIBLE);
  printed = answers(100000000, 345, 150);
  assert_int_equal(leda_grimmer(&printed), LEDA_GRIM_UNINFORMATIVE);
  printed.sd.units = 20;
  assert_int_equal(leda_grimmer(&printed), LEDA_GRIM_IMPOSSIBLE);
  printed = answers(1, 400, 0);
  assert_int_equal(leda_grimmer(&printed), LEDA_GRIM_UNKNOWN);
  printed.by_n = true;
  assert_int_equal(leda_grimmer(&printed), LEDA_GRIM_UNINFORMATIVE);
  printed = answers(9, 400, -1);
  assert_int_equal(leda_grimmer(&printed), LEDA_GRIM_IMPOSSIBLE);
  assert_true(isnan(leda_grimmer_sd_range(&(leda_printed_answers){.scale = SEVEN}).least));
}

/* A wide scale keeps to the bounds: 0-100, sd at most 50 sqrt(n / (n - 1)). */
static void test_wide_scale(void **state) {
  (void)state;
  leda_printed_answers printed = {.scale = {0, 100}, .n = 10, .mean = {500, 1}, .sd = {527, 1}};
  assert_int_equal(leda_grimmer(&printed), LEDA_GRIM_UNINFORMATIVE);
  printed.sd.units = 529;
  assert_int_equal(leda_grimmer(&printed), LEDA_GRIM_IMPOSSIBLE);
}

/* Many answers, a pair in the gap below the largest sum of squares: said at once. */
static void test_many_answers(void **state) {
  (void)state;
  leda_answer_scale scale = {0, 6};
  long long n = LEDA_GRIMMER_N, s = 3 * n, most = leda_grimmer_squares(scale, n, s).most;
  assert_true(leda_grimmer_reachable(scale, (leda_answer_sums){n, s, most}, NULL));
  assert_false(leda_grimmer_reachable(scale, (leda_answer_sums){n, s, most - 2}, NULL));
  assert_false(leda_grimmer_reachable(scale, (leda_answer_sums){n, s, most - 8}, NULL));
  assert_true(leda_grimmer_reachable(scale, (leda_answer_sums){n, s, most - 10}, NULL));
  assert_false(leda_grimmer_reachable(scale, (leda_answer_sums){n, s, most - 11}, NULL));
}

/* Answers that somebody gave are never called impossible: 2,000 sets of 2 to 20,000 answers on scales of 2
   to 21 steps, some lopsided, mean and sd printed with 0 to 3 decimals. */
static void test_real_answers_pass(void **state) {
  (void)state;
  for (uint64_t i = 0; i < 2000; i++) {
    leda_stream stream = leda_stream_start(11, i);
    int top = 1 + (int)leda_stream_below(&stream, 20), low = (int)leda_stream_below(&stream, 3) - 1;
    long long n = 2 + (long long)leda_stream_below(&stream, i % 20 == 0 ? 20000 : 120);
    uint32_t most = 1 + leda_stream_below(&stream, (uint32_t)top + 1);
    double sum = 0, squares = 0;
    for (long long k = 0; k < n; k++) {
      double x = low + (double)leda_stream_below(&stream, most);
      sum += x;
      squares += x * x;
    }
    double mean = sum / (double)n;
    double sd = sqrt(fmax(0, (squares - sum * mean) / (double)(n - 1)));
    int decimals = (int)leda_stream_below(&stream, 4);
    double power = (double)leda_printed_scale(decimals);
    leda_printed_answers printed = {.scale = {low, low + top},
                                    .n = n,
                                    .mean = {llround(mean * power), decimals},
                                    .sd = {llround(sd * power), decimals}};
    if (leda_grimmer(&printed) <= LEDA_GRIM_IMPOSSIBLE)
      fail_msg("set %d: n %lld, mean %.6f, sd %.6f", (int)i, n, mean, sd);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_how_many_pairs),  cmocka_unit_test(test_against_a_table_of_all),
      cmocka_unit_test(test_range_of_the_sd), cmocka_unit_test(test_sds_beside_a_mean),
      cmocka_unit_test(test_verdicts),        cmocka_unit_test(test_wide_scale),
      cmocka_unit_test(test_many_answers),    cmocka_unit_test(test_real_answers_pass),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
