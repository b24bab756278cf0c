/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

#include "stats/ar1.h"
#include "stats/ar1_plan.h"
#include "stats/gauss.h"
#include "stats/scores.h"
#include "tests/support/assert_near.h"

/* R 4.2.2: as.numeric(LakeHuron)[1:20] */
static const double huron[] = {580.38, 581.86, 580.97, 580.80, 579.79, 580.39, 580.42,
                               580.82, 581.40, 581.32, 581.44, 581.68, 581.17, 580.53,
                               580.01, 579.91, 579.14, 579.16, 579.55, 579.67};
static const int gaps[] = {0, 1, 2, 4, 5, 6, 9, 10, 11, 12, 13, 16};
static const double twelve[] = {4.1, 3.9, 5.2, 4.4, 6.8, 6.1, 5.9, 7.3, 6.6, 5.8, 7.7, 6.9};

static double size_of(const double *x, const double *r, size_t n) {
  double along = 0.0, squares = 0.0;

  for (size_t i = 0; i < n; i++) {
    along += x[i] * r[i];
    squares += x[i] * x[i];
  }
  return along / squares;
}

/* R 4.2.2: arima(y, order = c(1,0,0), xreg = as.numeric(1:20 >= 9), fixed = c(0.4, NA, NA),
 * transform.pars = FALSE, method = "ML"): x -0.127264147444; with xreg = 1:20: -0.0686228981214. */
static void regressions_agree_with_arima(void **state) {
  leda_ar1 *a = leda_ar1_alloc(NULL, 20, 0.4, 0);
  double r[20];

  (void)state;
  assert_non_null(a);
  leda_ar1_residuals(a, huron, r);
  assert_near(size_of(leda_ar1_step(a, 8), r, 20), -0.127264147444, 1e-6);
  assert_near(size_of(leda_ar1_time(a), r, 20), -0.0686228981214, 1e-6);
  assert_int_equal(leda_ar1_removed(a), 1);
  leda_ar1_free(a);
}

/* R 4.2.2, V <- 0.5^abs(outer(t, t, "-")): solve(t(X) %*% solve(V) %*% X, t(X) %*% solve(V) %*% y) for
 * X = (1, step at the 6th value), (1, t). */
static void gaps_agree_with_dense_gls(void **state) {
  leda_ar1 *a = leda_ar1_alloc(gaps, 12, 0.5, 0);
  double r[12];

  (void)state;
  assert_non_null(a);
  leda_ar1_residuals(a, twelve, r);
  assert_near(size_of(leda_ar1_step(a, 5), r, 12), 1.0508684863523567, 1e-12);
  assert_near(size_of(leda_ar1_time(a), r, 12), 0.18981268602488333, 1e-12);
  leda_ar1_free(a);
}

/* Whitened AR(1) noise has equal variances and no correlation, over gaps too: 20,000 series. */
static void whitening_whitens(void **state) {
  leda_ar1_plan plan;
  leda_stream stream = leda_stream_start(3, 1);
  double squares[12] = {0.0}, products[12] = {0.0};

  (void)state;
  assert_int_equal(leda_ar1_plan_init(&plan, 12), GSL_SUCCESS);
  leda_ar1_plan_fill(&plan, gaps, 12, 0.6, 1.0);
  for (int r = 0; r < 20000; r++) {
    double full[17], before = 0.0;

    leda_gauss_fill(&stream, full, 17);
    full[0] /= 0.8;
    for (int i = 1; i < 17; i++) full[i] += 0.6 * full[i - 1];
    for (int i = 0; i < 12; i++) {
      double e = plan.own[i] * full[gaps[i]] - (i > 0 ? plan.carry[i] * full[gaps[i - 1]] : 0.0);

      squares[i] += e * e / 20000.0;
      products[i] += e * before / 20000.0;
      before = e;
    }
  }
  for (int i = 0; i < 12; i++) {
    assert_within(squares[i], 1.0, 4.0 * sqrt(2.0 / 20000.0));
    assert_within(products[i], 0.0, 4.0 / sqrt(20000.0));
  }
  leda_ar1_plan_clear(&plan);
}

static void no_autocorrelation_changes_no_bit(void **state) {
  leda_ar1 *a = leda_ar1_alloc(gaps, 12, 0.0, 0);
  leda_contrasts *plain, *framed;
  leda_contrasts_scan x, y;
  double r[12], table[12], scores[12], q;
  size_t order[12];

  (void)state;
  assert_non_null(a);
  leda_ar1_residuals(a, twelve, r);
  assert_memory_equal(r, twelve, sizeof r);
  leda_scores_table(12, table);
  q = leda_scores_sum_squares(table, 12);
  leda_scores_fill(r, 12, table, order, scores);
  plain = leda_contrasts_alloc(gaps, 12, q);
  framed = leda_ar1_contrasts(a, q);
  x = leda_contrasts_run(plain, scores);
  y = leda_contrasts_run(framed, scores);
  assert_true(x.s == y.s && x.z == y.z && x.d == y.d && x.index == y.index);
  leda_contrasts_free(plain);
  leda_contrasts_free(framed);
  leda_ar1_free(a);
}

/* The pass of length n and the matrix are the same contrasts. */
static void plan_equals_matrix(void **state) {
  static const double phis[] = {0.0, 0.3, 0.6, 0.9};
  double table[12], scores[12], r[12], other[12], q;
  size_t order[12];
  leda_ar1_plan plan;

  (void)state;
  leda_scores_table(12, table);
  q = leda_scores_sum_squares(table, 12);
  assert_int_equal(leda_ar1_plan_init(&plan, 12), GSL_SUCCESS);
  for (int f = 0; f < 4; f++) {
    leda_ar1 *a = leda_ar1_alloc(gaps, 12, phis[f], 0);
    leda_contrasts *c = leda_ar1_contrasts(a, q);
    leda_contrasts_scan x, y;

    leda_ar1_plan_fill(&plan, gaps, 12, phis[f], q);
    leda_ar1_residuals(a, twelve, r);
    leda_ar1_plan_residuals(&plan, twelve, other);
    for (int i = 0; i < 12; i++) assert_near(r[i], other[i], 1e-12);
    leda_scores_fill(r, 12, table, order, scores);
    x = leda_contrasts_run(c, scores);
    y = leda_ar1_plan_run(&plan, scores);
    assert_near(x.z, y.z, 1e-12);
    assert_near(x.d, y.d, 1e-12);
    assert_int_equal(x.index, y.index);
    leda_contrasts_free(c);
    leda_ar1_free(a);
  }
  leda_ar1_plan_clear(&plan);
}

/* A season that repeats exactly, and any level, leave nothing. */
static void a_season_is_taken_out(void **state) {
  leda_ar1 *a = leda_ar1_alloc(NULL, 20, 0.4, 4);
  double y[20], r[20];

  (void)state;
  assert_non_null(a);
  assert_int_equal(leda_ar1_removed(a), 4);
  for (int i = 0; i < 20; i++) y[i] = 7.0 + (double)((i % 4) * (i % 4));
  leda_ar1_residuals(a, y, r);
  for (int i = 0; i < 20; i++) assert_within(r[i], 0.0, 1e-12);
  leda_ar1_free(a);
}

static void bad_grounds_are_refused(void **state) {
  static const int falling[] = {0, 2, 2, 3, 4};

  (void)state;
  assert_null(leda_ar1_alloc(NULL, 3, 0.2, 0));
  assert_null(leda_ar1_alloc(NULL, 10, 1.0, 0));
  assert_null(leda_ar1_alloc(NULL, 10, -0.1, 0));
  assert_null(leda_ar1_alloc(NULL, 10, NAN, 0));
  assert_null(leda_ar1_alloc(falling, 5, 0.2, 0));
  assert_null(leda_ar1_alloc(NULL, 12, 0.2, 12));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(regressions_agree_with_arima),
      cmocka_unit_test(gaps_agree_with_dense_gls),
      cmocka_unit_test(whitening_whitens),
      cmocka_unit_test(no_autocorrelation_changes_no_bit),
      cmocka_unit_test(plan_equals_matrix),
      cmocka_unit_test(a_season_is_taken_out),
      cmocka_unit_test(bad_grounds_are_refused),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
