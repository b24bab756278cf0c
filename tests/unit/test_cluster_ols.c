/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers: tests/oracle/cluster.R (R 4.2.2), which computes from the definitions with n x n matrices. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/cluster_ols.h"
#include "stats/stream.h"
#include "tests/support/assert_near.h"
#include "tests/support/cluster_rows.h"

enum { N = LEDA_TEST_ROWS, P = LEDA_TEST_COLUMNS };

static leda_cluster_estimate ask(const leda_cluster_design *design, const double *y,
                                 leda_cluster_kind kind, const double *contrast) {
  leda_cluster_estimate e;
  int code;
  leda_cluster_ols *fit = leda_cluster_ols_alloc(design, y, &code);

  assert_non_null(fit);
  assert_int_equal(code, GSL_SUCCESS);
  assert_int_equal(leda_cluster_ols_contrast(fit, kind, contrast, &e), GSL_SUCCESS);
  leda_cluster_ols_free(fit);
  return e;
}

static leda_cluster_wald ask_many(const leda_cluster_design *design, const double *y,
                                  leda_cluster_kind kind, const double *contrasts, size_t count) {
  leda_cluster_wald w;
  leda_cluster_ols *fit = leda_cluster_ols_alloc(design, y, NULL);

  assert_non_null(fit);
  assert_int_equal(leda_cluster_ols_wald(fit, kind, contrasts, count, &w), GSL_SUCCESS);
  leda_cluster_ols_free(fit);
  return w;
}

static void single_contrasts_are_those_of_the_definition(void **state) {
  static const struct {
    leda_cluster_kind kind;
    double contrast[P], estimate, se, df, p;
  } cases[] = {
      {LEDA_CR0,
       {0, 1, 0, 0, 0},
       -1.21262733008089,
       0.4673508352438,
       5.344669141873,
       0.0455862833321166},
      {LEDA_CR0,
       {0, 1, 0, 1, 0},
       -1.15246237704006,
       1.00039455583126,
       5.0437613910526,
       0.300979724013641},
      {LEDA_CR2,
       {0, 1, 0, 0, 0},
       -1.21262733008089,
       0.512244625282796,
       5.06016326709636,
       0.0635617105161491},
      {LEDA_CR2,
       {0, 1, 0, 1, 0},
       -1.15246237704006,
       1.13196122677688,
       4.81985028093726,
       0.356977004426933},
      /* A column of one cluster: that cluster adds nothing, its inverse is the generalised one. */
      {LEDA_CR2,
       {0, 0, 0, 0, 1},
       2.53789311424349,
       0.200040327402911,
       3.92481068334412,
       0.000248554512126274},
      {LEDA_CR3,
       {0, 1, 0, 0, 0},
       -1.21262733008089,
       0.562440252539388,
       4.76073540747168,
       0.0863642364101774},
      {LEDA_CR3,
       {0, 1, 0, 1, 0},
       -1.15246237704006,
       1.2849786308399,
       4.56314216866958,
       0.414595397037939},
  };
  leda_test_cluster_rows rows;

  (void)state;
  leda_test_make_cluster_rows(&rows);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    leda_cluster_estimate e = ask(&rows.design, rows.y, cases[i].kind, cases[i].contrast);

    assert_int_equal(e.state, LEDA_CLUSTER_OK);
    assert_near(e.estimate, cases[i].estimate, 1e-12);
    assert_near(e.se, cases[i].se, 1e-11);
    assert_near(e.df, cases[i].df, 1e-11);
    assert_near(e.p, cases[i].p, 1e-10);
    assert_int_equal(e.rows, N);
    assert_int_equal(e.clusters, 8);
  }
}

static void several_contrasts_are_those_of_the_definition(void **state) {
  static const double three[] = {0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0};
  static const double two[] = {0, 1, 0, 0, 0, 0, 0, 0, 1, 0};
  static const double turned[] = {0, 2, 0, 1, 0, 0, 1, 0, -1, 0}; /* the same two, combined */
  leda_test_cluster_rows rows;
  leda_cluster_wald w;

  (void)state;
  leda_test_make_cluster_rows(&rows);
  w = ask_many(&rows.design, rows.y, LEDA_CR2, two, 2);
  assert_near(w.f, 2.30102481865479, 1e-11);
  assert_near(w.df2, 3.96211916345174, 1e-11);
  assert_near(w.p, 0.217182625710902, 1e-10);
  w = ask_many(&rows.design, rows.y, LEDA_CR2, turned, 2);
  assert_near(w.f, 2.30102481865479, 1e-10);
  assert_near(w.df2, 3.96211916345174, 1e-10);
  w = ask_many(&rows.design, rows.y, LEDA_CR3, two, 2);
  assert_near(w.f, 1.85267606981791, 1e-11);
  assert_near(w.df2, 3.68409966490217, 1e-11);
  w = ask_many(&rows.design, rows.y, LEDA_CR2, three, 3);
  assert_int_equal(w.df1, 3);
  assert_near(w.f, 1.60510255275438, 1e-10);
  assert_near(w.df2, 2.89796270707366, 1e-10);
  assert_near(w.p, 0.357624486749842, 1e-9);
}

/* With a level for each cluster: removed by means here, by dummies in the script. */
static void levels_of_their_own(void **state) {
  static const double wave[] = {0, 1, 0, 0, 0}, constant[] = {1, 0, 0, 0, 0};
  static const double two[] = {0, 1, 0, 0, 0, 0, 0, 0, 1, 0};
  leda_test_cluster_rows rows;
  leda_cluster_estimate e;
  leda_cluster_wald w;

  (void)state;
  leda_test_make_cluster_rows(&rows);
  rows.design.absorb = true;
  e = ask(&rows.design, rows.y, LEDA_CR2, wave);
  assert_near(e.estimate, -1.45216732747648, 1e-12);
  assert_near(e.se, 0.509453661953487, 1e-11);
  assert_near(e.df, 4.45861981925788, 1e-10);
  assert_near(e.p, 0.0408593681101729, 1e-10);
  w = ask_many(&rows.design, rows.y, LEDA_CR2, two, 2);
  assert_near(w.f, 3.19994969332769, 1e-10);
  assert_near(w.df2, 3.50735081799873, 1e-10);
  e = ask(&rows.design, rows.y, LEDA_CR2, constant);
  assert_int_equal(e.state, LEDA_CLUSTER_NOT_ESTIMABLE);
  assert_true(isnan(e.estimate) && isnan(e.p));
}

/* sandwich::vcovCL and clubSandwich define these as factors of CR0. */
static void factors_of_the_cr1_kinds(void **state) {
  static const double wave[] = {0, 1, 0, 0, 0};
  leda_test_cluster_rows rows;

  (void)state;
  leda_test_make_cluster_rows(&rows);
  double zero = ask(&rows.design, rows.y, LEDA_CR0, wave).se;
  assert_near(ask(&rows.design, rows.y, LEDA_CR1, wave).se, zero * sqrt(8.0 / 7.0), 1e-14);
  assert_near(ask(&rows.design, rows.y, LEDA_CR1S, wave).se, zero * sqrt(8.0 / 7.0 * 46.0 / 42.0),
              1e-14);
  assert_near(ask(&rows.design, rows.y, LEDA_CR1P, wave).se, zero * sqrt(8.0 / 3.0), 1e-14);
}

static void columns_that_repeat_others(void **state) {
  static const double wave[] = {0, 1, 0}, twice[] = {0, 0, 1}, sum[] = {0, 1, 3};
  leda_test_cluster_rows rows;
  double x[3 * N], beta[3];
  leda_cluster_estimate e;

  (void)state;
  leda_test_make_cluster_rows(&rows);
  for (size_t i = 0; i < N; i++) {
    x[3 * i] = 1.0;
    x[3 * i + 1] = rows.x[P * i + 1];
    x[3 * i + 2] = 3.0 * x[3 * i + 1] + 2.0;
  }
  leda_cluster_design design = {N, 3, x, rows.cluster, LEDA_TEST_CLUSTERS, false};
  leda_cluster_ols *fit = leda_cluster_ols_alloc(&design, rows.y, NULL);
  assert_non_null(fit);
  assert_int_equal(leda_cluster_ols_rank(fit), 2);
  leda_cluster_ols_coefficients(fit, beta);
  assert_true(isnan(beta[2]));
  leda_cluster_ols_free(fit);
  assert_int_equal(ask(&design, rows.y, LEDA_CR2, wave).state, LEDA_CLUSTER_NOT_ESTIMABLE);
  assert_int_equal(ask(&design, rows.y, LEDA_CR2, twice).state, LEDA_CLUSTER_NOT_ESTIMABLE);
  /* b1 + 3 b2 is what the rows tell: the change from wave to wave. */
  e = ask(&design, rows.y, LEDA_CR2, sum);
  assert_int_equal(e.state, LEDA_CLUSTER_OK);
  leda_cluster_design plain = {N, 2, x, rows.cluster, LEDA_TEST_CLUSTERS, false};
  double two[2 * N];
  for (size_t i = 0; i < N; i++) {
    two[2 * i] = 1.0;
    two[2 * i + 1] = x[3 * i + 1];
  }
  plain.x = two;
  leda_cluster_estimate alone = ask(&plain, rows.y, LEDA_CR2, wave);
  assert_near(e.estimate, alone.estimate, 1e-12);
  assert_near(e.se, alone.se, 1e-12);
  assert_near(e.df, alone.df, 1e-12);
}

static void missing_rows_are_left_out(void **state) {
  static const double wave[] = {0, 1, 0, 0, 0};
  leda_test_cluster_rows all, less;
  size_t n = 0;

  (void)state;
  leda_test_make_cluster_rows(&all);
  leda_test_make_cluster_rows(&less);
  for (size_t i = 0; i < N; i++) {
    if (i % 9 == 4) {
      all.y[i] = (double)NAN;
      continue;
    }
    if (i % 11 == 7) {
      all.x[P * i + 2] = (double)NAN;
      continue;
    }
    memcpy(less.x + P * n, all.x + P * i, P * sizeof *all.x);
    less.cluster[n] = all.cluster[i];
    less.y[n++] = all.y[i];
  }
  less.design.rows = n;
  leda_cluster_estimate a = ask(&all.design, all.y, LEDA_CR2, wave);
  leda_cluster_estimate b = ask(&less.design, less.y, LEDA_CR2, wave);
  assert_int_equal(a.rows, n);
  assert_near(a.estimate, b.estimate, 0.0);
  assert_near(a.se, b.se, 0.0);
  assert_near(a.df, b.df, 0.0);
}

static void scale_shift_and_order_do_not_matter(void **state) {
  static const double wave[] = {0, 1, 0, 0, 0};
  leda_test_cluster_rows a, b;

  (void)state;
  leda_test_make_cluster_rows(&a);
  for (size_t i = 0; i < N; i++) {
    size_t from = (i * 10 + 3) % N; /* 10 and 47 have no common divisor */

    memcpy(b.x + P * i, a.x + P * from, P * sizeof *a.x);
    b.cluster[i] = a.cluster[from];
    b.y[i] = 100.0 - 2.5 * a.y[from];
  }
  b.design = a.design;
  b.design.x = b.x;
  b.design.cluster = b.cluster;
  leda_cluster_estimate one = ask(&a.design, a.y, LEDA_CR2, wave);
  leda_cluster_estimate two = ask(&b.design, b.y, LEDA_CR2, wave);
  assert_near(two.estimate, -2.5 * one.estimate, 1e-11);
  assert_near(two.se, 2.5 * one.se, 1e-11);
  assert_near(two.df, one.df, 1e-11);
  assert_near(two.p, one.p, 1e-10);
}

static void nothing_to_tell(void **state) {
  static const double wave[] = {0, 1, 0, 0, 0};
  leda_test_cluster_rows rows;
  double constant[N], nobody[N];
  leda_cluster_estimate e;
  double lower, upper;
  int code;

  (void)state;
  leda_test_make_cluster_rows(&rows);
  for (size_t i = 0; i < N; i++) {
    constant[i] = 0.1;
    nobody[i] = (double)NAN;
  }
  e = ask(&rows.design, constant, LEDA_CR2, wave);
  assert_int_equal(e.state, LEDA_CLUSTER_NO_SPREAD);
  assert_within(e.estimate, 0.0, 1e-14);
  assert_true(isnan(e.se) && isnan(e.p));
  leda_cluster_interval(&e, 0.95, &lower, &upper);
  assert_true(isnan(lower) && isnan(upper));
  assert_null(leda_cluster_ols_alloc(&rows.design, nobody, &code));
  assert_int_equal(code, GSL_EDOM);
  for (size_t i = 0; i < N; i++) rows.cluster[i] = 3;
  e = ask(&rows.design, rows.y, LEDA_CR2, wave);
  assert_int_equal(e.state, LEDA_CLUSTER_TOO_FEW);
  assert_true(!isnan(e.estimate));
  rows.cluster[5] = LEDA_TEST_CLUSTERS;
  assert_null(leda_cluster_ols_alloc(&rows.design, rows.y, &code));
  assert_int_equal(code, GSL_EINVAL);
}

/* Three clusters and five coefficients: single contrasts may stand, several at once may not. */
static void fewer_clusters_than_coefficients(void **state) {
  static const double wave[] = {0, 1, 0, 0, 0};
  static const double three[] = {0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0};
  leda_test_cluster_rows rows;
  leda_cluster_estimate e;

  (void)state;
  leda_test_make_cluster_rows(&rows);
  for (size_t i = 0; i < N; i++) rows.cluster[i] = rows.cluster[i] == 7 ? 0 : 1 + i % 2;
  e = ask(&rows.design, rows.y, LEDA_CR2, wave);
  assert_int_equal(e.state, LEDA_CLUSTER_OK);
  assert_true(e.df > 0.0 && e.df < 2.0);
  assert_int_equal(ask(&rows.design, rows.y, LEDA_CR1P, wave).state, LEDA_CLUSTER_TOO_FEW);
  leda_cluster_wald w = ask_many(&rows.design, rows.y, LEDA_CR2, three, 3);
  assert_int_not_equal(w.state, LEDA_CLUSTER_OK);
  assert_true(isnan(w.p));
}

static void contrasts_that_depend_on_each_other(void **state) {
  static const double same[] = {0, 1, 0, 0, 0, 0, 2, 0, 0, 0};
  leda_test_cluster_rows rows;

  (void)state;
  leda_test_make_cluster_rows(&rows);
  assert_int_equal(ask_many(&rows.design, rows.y, LEDA_CR2, same, 2).state,
                   LEDA_CLUSTER_NOT_ESTIMABLE);
}

static void statements_are_fitted_one_by_one(void **state) {
  static const double wave[] = {0, 1, 0, 0, 0};
  leda_test_cluster_rows rows;
  leda_cluster_estimate out[3];
  double answers[3 * N];

  (void)state;
  leda_test_make_cluster_rows(&rows);
  for (size_t i = 0; i < N; i++) {
    answers[i] = rows.y[i];
    answers[N + i] = (double)NAN;
    answers[2 * N + i] = i % 5 == 0 ? (double)NAN : 8.0 - rows.y[i];
  }
  assert_int_equal(leda_cluster_ols_each(&rows.design, answers, 3, wave, out), GSL_SUCCESS);
  leda_cluster_estimate first = ask(&rows.design, answers, LEDA_CR2, wave);
  leda_cluster_estimate third = ask(&rows.design, answers + 2 * N, LEDA_CR2, wave);
  assert_near(out[0].p, first.p, 0.0);
  assert_int_equal(out[1].state, LEDA_CLUSTER_NOT_ESTIMABLE);
  assert_int_equal(out[1].rows, 0);
  assert_near(out[2].p, third.p, 0.0);
  assert_int_equal(out[2].rows, N - 10);
}

/* The interval of level 1 - p ends at 0, by the duality of tests and intervals. */
static void intervals_end_where_p_says(void **state) {
  static const double wave[] = {0, 1, 0, 0, 0};
  leda_test_cluster_rows rows;
  double lower, upper;

  (void)state;
  leda_test_make_cluster_rows(&rows);
  leda_cluster_estimate e = ask(&rows.design, rows.y, LEDA_CR2, wave);
  leda_cluster_interval(&e, 1.0 - e.p, &lower, &upper);
  assert_within(upper, 0.0, 1e-9);
  assert_near(lower, 2.0 * e.estimate, 1e-9);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(single_contrasts_are_those_of_the_definition),
      cmocka_unit_test(several_contrasts_are_those_of_the_definition),
      cmocka_unit_test(levels_of_their_own),
      cmocka_unit_test(factors_of_the_cr1_kinds),
      cmocka_unit_test(columns_that_repeat_others),
      cmocka_unit_test(missing_rows_are_left_out),
      cmocka_unit_test(scale_shift_and_order_do_not_matter),
      cmocka_unit_test(nothing_to_tell),
      cmocka_unit_test(fewer_clusters_than_coefficients),
      cmocka_unit_test(contrasts_that_depend_on_each_other),
      cmocka_unit_test(statements_are_fitted_one_by_one),
      cmocka_unit_test(intervals_end_where_p_says),
  };

  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
