/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "stats/contrasts.h"
#include "stats/scores.h"
#include "stats/stream.h"
#include "tests/support/assert_near.h"

/* R 4.2.2: qnorm(1:7/8) */
static void scores_are_qnorm(void **state) {
  static const double r[] = {-1.150349380376008, -0.674489750196082, -0.318639363964375, 0.0,
                             0.318639363964375,  0.674489750196082,  1.150349380376008};
  double table[7];

  (void)state;
  leda_scores_table(7, table);
  for (int i = 0; i < 7; i++) {
    assert_near(table[i], r[i], 1e-13);
    assert_true(table[i] == -table[6 - i]);
  }
}

/* R 4.2.2: n <- 8; a <- qnorm(1:8/9); s <- ave(a[rank(y, ties = "first")], y);
 * s * sqrt(sum(a^2) / sum(s^2)) for y = c(3,1,2,2,5,4,5,5) */
static void ties_share_and_keep_the_sum_of_squares(void **state) {
  static const double y[] = {3, 1, 2, 2, 5, 4, 5, 5};
  static const double r[] = {-0.145753043850335, -1.273435442590220, -0.623570985648111,
                             -0.623570985648111, 0.840192471295481,  0.145753043850335,
                             0.840192471295481,  0.840192471295481};
  double table[8], out[8];
  size_t order[8];

  (void)state;
  leda_scores_table(8, table);
  assert_int_equal(leda_scores_fill(y, 8, table, order, out), 5);
  for (int i = 0; i < 8; i++) assert_near(out[i], r[i], 1e-13);
  assert_near(leda_scores_sum_squares(out, 8), leda_scores_sum_squares(table, 8), 1e-14);
}

static void equal_values_score_nothing(void **state) {
  static const double y[] = {2, 2, 2, 2};
  double table[4], out[4] = {9, 9, 9, 9};
  size_t order[4];

  (void)state;
  leda_scores_table(4, table);
  assert_int_equal(leda_scores_fill(y, 4, table, order, out), 4);
  for (int i = 0; i < 4; i++) assert_true(out[i] == 0.0);
}

/* Two groups of ties hold all values, yet they are not all equal. */
static void two_levels_are_not_constant(void **state) {
  static const double y[] = {1, 2, 1, 2};
  double table[4], out[4];
  size_t order[4];

  (void)state;
  leda_scores_table(4, table);
  assert_int_equal(leda_scores_fill(y, 4, table, order, out), 4);
  assert_true(out[0] < 0.0 && out[1] > 0.0 && out[0] == out[2] && out[1] == out[3]);
}

/* 100 values take the sorting way; the same ranks as from counting must come out. */
static void long_series_sort_the_same(void **state) {
  double y[100], table[100], out[100];
  size_t order[100];

  (void)state;
  for (int i = 0; i < 100; i++) y[i] = (double)((i * 37) % 100);
  leda_scores_table(100, table);
  assert_int_equal(leda_scores_fill(y, 100, table, order, out), 0);
  for (int i = 0; i < 100; i++) assert_true(out[i] == table[(i * 37) % 100]);
}

/* R 4.2.2, a <- qnorm(rank(y) / 9), Q <- sum(a^2), P <- cumsum(a), k <- 2:6:
 * max(abs(P[k] / sqrt(k * (8 - k) / 8 * Q / 7))) at k = 4, sum((t - 4.5) * a) / sqrt(42 * Q / 7) */
static void contrasts_agree_with_r(void **state) {
  static const double y[] = {4.1, 3.9, 5.2, 4.4, 6.8, 6.1, 5.9, 7.3};
  static const int t[] = {1, 2, 3, 4, 5, 6, 7, 8};
  double table[8], scores[8];
  size_t order[8];
  leda_contrasts *c;
  leda_contrasts_scan scan;

  (void)state;
  leda_scores_table(8, table);
  leda_scores_fill(y, 8, table, order, scores);
  c = leda_contrasts_alloc(t, 8, leda_scores_sum_squares(table, 8));
  assert_non_null(c);
  scan = leda_contrasts_run(c, scores);
  assert_near(scan.s, 2.23921856589772217, 1e-13);
  assert_near(scan.z, 2.23921856589772217, 1e-13);
  assert_near(scan.d, 2.25659500321213091, 1e-13);
  assert_int_equal(scan.index, 4);
  assert_near(leda_contrasts_max_step(c, scores), scan.s, 1e-14);
  assert_near(leda_contrasts_step(c, scores, 4), scan.z, 1e-14);
  leda_contrasts_free(c);
}

/* Steps and line handed in as regressors (as whitened ones will be) are the same contrasts. */
static void regressors_equal_plain_steps(void **state) {
  static const int t[] = {0, 1, 2, 5, 6, 7, 9};
  static const double scores[] = {0.3, -1.1, 0.7, 1.2, -0.4, 0.2, -0.9};
  double rows[4 * 7], drift[7];
  leda_contrasts *plain, *general;
  leda_contrasts_scan a, b;

  (void)state;
  for (int j = 0; j < 4; j++)
    for (int i = 0; i < 7; i++) rows[j * 7 + i] = i >= j + 2;
  for (int i = 0; i < 7; i++) drift[i] = t[i];
  plain = leda_contrasts_alloc(t, 7, 4.0);
  general = leda_contrasts_alloc_regressors(rows, drift, 7, 4.0);
  assert_non_null(plain);
  assert_non_null(general);
  a = leda_contrasts_run(plain, scores);
  b = leda_contrasts_run(general, scores);
  assert_near(b.s, a.s, 1e-13);
  assert_near(b.z, a.z, 1e-13);
  assert_near(b.d, a.d, 1e-13);
  assert_int_equal(a.index, b.index);
  assert_near(leda_contrasts_max_step(general, scores), a.s, 1e-13);
  for (size_t k = 2; k <= 5; k++)
    assert_near(leda_contrasts_step(general, scores, k), leda_contrasts_step(plain, scores, k),
                1e-13);
  leda_contrasts_free(plain);
  leda_contrasts_free(general);
}

/* Written out: n = 6, scores of sum 0, candidates 2, 3, 4; next to 2 stand [2, 3) and [2, 4). */
static void segments_touch_the_candidate(void **state) {
  static const int t[] = {1, 2, 3, 4, 5, 6};
  static const double scores[] = {1.0, -2.0, 3.0, -1.0, 0.5, -1.5};
  double q = leda_scores_sum_squares(scores, 6), prefix[7];
  double one = 3.0 / sqrt(1.0 * 5.0 / 6.0 * q / 5.0), two = 2.0 / sqrt(2.0 * 4.0 / 6.0 * q / 5.0);
  leda_contrasts *c = leda_contrasts_alloc(t, 6, q);

  (void)state;
  assert_non_null(c);
  leda_contrasts_prefix(scores, 6, prefix);
  assert_near(leda_contrasts_segments(c, prefix, 2), one > two ? one : two, 1e-14);
  leda_contrasts_free(c);
}

static void too_few_values_have_no_contrasts(void **state) {
  static const int t[] = {1, 2, 3};

  (void)state;
  assert_null(leda_contrasts_alloc(t, 3, 1.0));
}

/* Ranks are found four values at a time by half of their bits: values that differ in the other half only,
 * zeros of both signs, and any length must come out as by the definition. */
static void order_is_that_of_the_values(void **state) {
  static const double near[] = {1.0,       1.0 + 0x1p-40, 1.0 - 0x1p-40,  0.0,   -0.0,   1e-300,
                                -1e-300,   -1.0,          -1.0 - 0x1p-45, 1e300, -1e300, 50.228,
                                50.2280001};
  const size_t n_near = sizeof near / sizeof near[0];
  double y[300], table[300], scores[300];
  size_t order[300];
  leda_stream stream = leda_stream_start(21, 0);

  (void)state;
  for (size_t n = 1; n <= 300; n += n < 40 ? 1 : 37) {
    for (size_t i = 0; i < n; i++) {
      double z = leda_stream_normal(&stream);

      y[i] = n % 3 == 0 && z > 0.5 ? near[i % n_near] : n % 3 == 1 ? round(4.0 * z) : z;
    }
    leda_scores_table(n, table);
    leda_scores_fill(y, n, table, order, scores);
    for (size_t r = 1; r < n; r++) {
      assert_true(y[order[r - 1]] <= y[order[r]]);
      if (n <= 256 && !(y[order[r - 1]] < y[order[r]])) assert_true(order[r - 1] < order[r]);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(order_is_that_of_the_values),
      cmocka_unit_test(scores_are_qnorm),
      cmocka_unit_test(ties_share_and_keep_the_sum_of_squares),
      cmocka_unit_test(equal_values_score_nothing),
      cmocka_unit_test(two_levels_are_not_constant),
      cmocka_unit_test(long_series_sort_the_same),
      cmocka_unit_test(contrasts_agree_with_r),
      cmocka_unit_test(regressors_equal_plain_steps),
      cmocka_unit_test(segments_touch_the_candidate),
      cmocka_unit_test(too_few_values_have_no_contrasts),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
