/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of R: version 4.2.2 with nlme 3.1-162, on tests/support/made_answers.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "stats/gee_exchangeable.h"
#include "stats/linear_mixed.h"
#include "stats/linear_variance.h"
#include "tests/support/assert_near.h"
#include "tests/support/made_answers.h"

static leda_linear_data data_of(const leda_test_answers *a) {
  return (leda_linear_data){
      .y = a->value, .x = a->x, .n = a->n, .p = 2, .cluster = a->group, .clusters = a->groups};
}

static leda_linear_mixed_fit fit_of(const leda_linear_data *data, bool restricted) {
  leda_linear_mixed_fit fit;

  assert_int_equal(leda_linear_mixed(data, restricted, &fit), GSL_SUCCESS);
  return fit;
}

typedef struct {
  bool two;
  bool restricted;
  double estimate[3];
  double se[3];
  double log_likelihood;
  double sd[3]; /* groups, groups at a wave, residual */
} lme_case;

/* lme(y ~ w + role, random = ~1 | group), and ~1 | group/cell; method = "REML" and "ML", with tight
 * tolerances; errors from vcov(). */
static void agrees_with_lme(void **state) {
  static const lme_case cases[] = {
      {false,
       true,
       {3.75727941165, 0.821335784238, 0.0425094488531},
       {0.338946546967, 0.241535879978, 0.247572925369},
       -287.833123384,
       {0.9794541, 0, 1.4586667}},
      {true,
       true,
       {3.66639631028, 0.916397702965, 0.0975051920447},
       {0.374279835579, 0.409072449137, 0.239676525829},
       -282.870048011,
       {0.780058230084, 0.83593673822, 1.34465617785}},
      {false,
       false,
       {3.75639824702, 0.820976067789, 0.0434197902911},
       {0.326649058951, 0.239760473705, 0.245735951635},
       -286.558977692,
       {0.9313052, 0, 1.4483718}},
      {true,
       false,
       {3.66991709557, 0.911803287328, 0.0957112342618},
       {0.35864493058, 0.390269829376, 0.238258844379},
       -282.064038216,
       {0.749826250996, 0.781886844675, 1.33978407233}},
  };
  leda_test_answers a;

  (void)state;
  leda_test_made_answers(&a);
  for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
    leda_linear_data data = data_of(&a);
    leda_linear_mixed_fit fit;

    data.occasion = cases[c].two ? a.wave : NULL;
    fit = fit_of(&data, cases[c].restricted);
    assert_int_equal(fit.state, LEDA_FIT_OK);
    assert_int_equal(fit.effects, cases[c].two ? 2 : 1);
    for (size_t k = 0; k < 3; k++) {
      assert_within(fit.estimate[k], cases[c].estimate[k], 1e-6);
      assert_within(fit.se[k], cases[c].se[k], 1e-6);
      assert_near(fit.covariance[4 * k], fit.se[k] * fit.se[k], 1e-12);
    }
    assert_within(fit.log_likelihood, cases[c].log_likelihood, 1e-8);
    assert_within(fit.sd[0], cases[c].sd[0], 1e-6);
    if (cases[c].two) assert_within(fit.sd[1], cases[c].sd[1], 1e-6);
    assert_within(fit.sd_residual, cases[c].sd[2], 1e-6);
    leda_linear_mixed_clear(&fit);
  }
}

/* The formulas of Fai & Cornelius and of Kenward & Roger written out with dense 154 x 154 matrices in R, the
 * information of the REML likelihood by numDeriv::hessian at its maximum, the expected one by its
 * traces. */
static void degrees_of_freedom_agree_with_dense_matrices(void **state) {
  static const double df[] = {21.11542193, 10.56942034, 140.4774384};
  static const double se_kr[] = {0.3748043743, 0.409546281, 0.2420881302};
  static const double df_kr[] = {20.73392759, 10.90894676, 140.2997363};
  leda_test_answers a;
  leda_linear_data data;
  leda_linear_mixed_fit fit;

  (void)state;
  leda_test_made_answers(&a);
  data = data_of(&a);
  data.occasion = a.wave;
  fit = fit_of(&data, true);
  for (size_t k = 0; k < 3; k++) {
    assert_near(fit.df[k], df[k], 1e-6);
    assert_near(fit.se_kr[k], se_kr[k], 1e-8);
    assert_near(fit.df_kr[k], df_kr[k], 1e-8);
  }
  leda_linear_mixed_clear(&fit);
  fit = fit_of(&data, false);
  assert_near(fit.se_kr[1], NAN, 0.0);
  assert_near(fit.df_kr[1], NAN, 0.0);
  assert_true(fit.df[1] > 1.0);
  leda_linear_mixed_clear(&fit);
}

/* R 4.2.2, datasets::sleep: t.test(extra ~ group, paired = TRUE) has t = 4.0621, df = 9, standard error
 * 0.388958723888. In a balanced design the mixed model says the same, by Satterthwaite and by Kenward &
 * Roger. */
static void balanced_pairs_are_the_paired_t_test(void **state) {
  static const double extra[] = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0,
                                 1.9, 0.8,  1.1,  0.1,  -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
  double x[20];
  size_t subject[20];
  leda_linear_data data = {.y = extra, .x = x, .n = 20, .p = 1, .cluster = subject, .clusters = 10};
  leda_linear_mixed_fit fit;

  (void)state;
  for (size_t i = 0; i < 20; i++) {
    x[i] = i < 10 ? 0.0 : 1.0;
    subject[i] = i % 10;
  }
  fit = fit_of(&data, true);
  assert_int_equal(fit.state, LEDA_FIT_OK);
  assert_near(fit.estimate[1], 1.58, 1e-12);
  assert_near(fit.se[1], 0.388958723888, 1e-9);
  assert_near(fit.df[1], 9.0, 1e-8);
  assert_near(fit.se_kr[1], 0.388958723888, 1e-9);
  assert_near(fit.df_kr[1], 9.0, 1e-8);
  leda_linear_mixed_clear(&fit);
}

static void properties(void **state) {
  leda_test_answers a, b;
  leda_linear_data first, second;
  leda_linear_mixed_fit one, other;

  (void)state;
  leda_test_made_answers(&a);
  b = a;
  for (size_t i = 0; i < a.n; i++) {
    size_t from = (i * 37 + 5) % a.n;

    b.value[i] = 10.0 * a.value[from] + 12345.0;
    b.group[i] = (a.group[from] * 5 + 3) % 12;
    b.wave[i] = a.wave[from] == 0 ? 9 : 4;
    b.x[2 * i] = a.x[2 * from];
    b.x[2 * i + 1] = 50.0 * a.x[2 * from + 1] + 3.0;
  }
  first = data_of(&a);
  second = data_of(&b);
  first.occasion = a.wave;
  second.occasion = b.wave;
  one = fit_of(&first, true);
  other = fit_of(&second, true);
  assert_near(other.estimate[1], 10.0 * one.estimate[1], 1e-10);
  assert_near(other.estimate[2], 10.0 / 50.0 * one.estimate[2], 1e-8);
  assert_near(other.estimate[0], 10.0 * (one.estimate[0] - 3.0 / 50.0 * one.estimate[2]) + 12345.0,
              1e-10);
  assert_near(other.se[1], 10.0 * one.se[1], 1e-10);
  assert_near(other.se_kr[1], 10.0 * one.se_kr[1], 1e-10);
  assert_near(other.df[1], one.df[1], 1e-8);
  assert_near(other.sd[0], 10.0 * one.sd[0], 1e-9);
  assert_near(other.log_likelihood, one.log_likelihood - 151.0 * log(10.0) - log(50.0), 1e-12);
  leda_linear_mixed_clear(&one);
  leda_linear_mixed_clear(&other);
}

/* A missing answer is as if the row were not there. */
static void missing_answers(void **state) {
  leda_test_answers a;
  leda_linear_data data;
  leda_linear_mixed_fit one, other;

  (void)state;
  leda_test_made_answers(&a);
  data = data_of(&a);
  data.n = 100;
  one = fit_of(&data, true);
  data.n = a.n;
  for (size_t i = 100; i < a.n; i++) a.value[i] = NAN;
  other = fit_of(&data, true);
  assert_int_equal(other.rows, 100);
  for (size_t k = 0; k < 3; k++) assert_near(other.estimate[k], one.estimate[k], 0.0);
  leda_linear_mixed_clear(&one);
  leda_linear_mixed_clear(&other);
}

/* Derivatives of the likelihood in the variances against differences. */
static void derivatives(void **state) {
  leda_test_answers a;
  leda_linear_rows rows;
  leda_linear_variance variance;
  leda_grouping grouping;
  leda_grouping_source source;
  bool use[LEDA_TEST_ANSWERS_MOST], collinear;

  (void)state;
  leda_test_made_answers(&a);
  for (size_t i = 0; i < a.n; i++) use[i] = true;
  source = (leda_grouping_source){a.n, use, a.group, a.wave};
  assert_int_equal(leda_grouping_init(&grouping, &source), GSL_SUCCESS);
  assert_int_equal(grouping.cells, 24);
  assert_int_equal(
      leda_linear_rows_init(&rows, (leda_linear_values){a.value, a.x, 2}, &grouping, &collinear),
      GSL_SUCCESS);
  assert_int_equal(leda_linear_variance_init(&variance, &rows), GSL_SUCCESS);
  variance.active[0] = variance.active[1] = true;
  for (int restricted = 0; restricted < 2; restricted++) {
    double at[3] = {0.9, -0.5, 0.3}, gradient[3], hessian[9], up[3], down[3], unused[9];

    variance.restricted = restricted == 1;
    leda_linear_variance_value(&variance, at, gradient, hessian);
    for (size_t k = 0; k < 3; k++) {
      double above, below, d = 1e-5;

      at[k] += d;
      above = leda_linear_variance_value(&variance, at, up, unused);
      at[k] -= 2 * d;
      below = leda_linear_variance_value(&variance, at, down, unused);
      at[k] += d;
      assert_within(gradient[k], (above - below) / (2 * d), 1e-6);
      for (size_t j = 0; j < 3; j++)
        assert_within(hessian[3 * k + j], (up[j] - down[j]) / (2 * d), 1e-5);
    }
  }
  leda_linear_variance_clear(&variance);
  leda_linear_rows_clear(&rows);
}

/* Groups that are no more alike than chance: least squares. R 4.2.2: summary(lm(y ~ w + role)). */
static void no_variance_between_groups(void **state) {
  leda_test_answers a;
  leda_linear_data data;

  (void)state;
  leda_test_made_answers(&a);
  for (size_t i = 0; i < a.n; i++) a.group[i] = i % 7;
  data = data_of(&a);
  for (int effects = 1; effects <= 2; effects++) {
    leda_linear_mixed_fit fit;

    data.occasion = effects == 2 ? a.wave : NULL;
    fit = fit_of(&data, true);
    assert_int_equal(fit.state, LEDA_FIT_BOUNDARY);
    assert_near(fit.sd[0], 0.0, 0.0);
    if (effects == 1) {
      assert_near(fit.estimate[1], 0.78001482785784, 1e-9);
      assert_near(fit.se[1], 0.28387777373872, 1e-9);
      assert_near(fit.df[1], 151.0, 1e-8);
      assert_near(fit.df_kr[1], 151.0, 1e-8);
    }
    leda_linear_mixed_clear(&fit);
  }
}

typedef struct {
  double y[6];
  size_t group[6];
  size_t n;
  leda_fit_state expected;
  leda_fit_state gee;
} small_case;

static void degenerate_data_are_named(void **state) {
  static const double x[] = {0, 1, 0, 1, 0, 1};
  static const small_case cases[] = {
      {{0}, {0}, 0, LEDA_FIT_EMPTY, LEDA_FIT_EMPTY},
      {{1, 2}, {0, 1}, 2, LEDA_FIT_EMPTY, LEDA_FIT_EMPTY},
      {{4, 4, 4, 4, 4, 4}, {0, 0, 1, 1, 2, 2}, 6, LEDA_FIT_NO_NOISE, LEDA_FIT_NO_NOISE},
      {{1, 2, 1, 2, 1, 2}, {0, 0, 1, 1, 2, 2}, 6, LEDA_FIT_NO_NOISE, LEDA_FIT_NO_NOISE},
      {{1, 2, 3, 4, 8, 9}, {0, 0, 1, 1, 2, 2}, 6, LEDA_FIT_NO_NOISE, LEDA_FIT_NOT_CONVERGED},
      {{1, 4, 2, 2, 1, 3}, {5, 5, 5, 5, 5, 5}, 6, LEDA_FIT_FEW_GROUPS, LEDA_FIT_FEW_GROUPS},
      {{1, 4, 2, 2, 1, 3}, {0, 1, 2, 3, 4, 5}, 6, LEDA_FIT_FEW_GROUPS, LEDA_FIT_OK},
  };

  (void)state;
  for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
    leda_linear_data data = {
        .y = cases[c].y, .x = x, .n = cases[c].n, .p = 1, .cluster = cases[c].group, .clusters = 6};
    leda_linear_mixed_fit fit = fit_of(&data, true);
    leda_gee_fit gee;

    assert_int_equal(fit.state, cases[c].expected);
    assert_near(fit.estimate[0], NAN, 0.0);
    leda_linear_mixed_clear(&fit);
    assert_int_equal(leda_gee_exchangeable(&data, &gee), GSL_SUCCESS);
    assert_int_equal(gee.state, cases[c].gee);
    leda_gee_clear(&gee);
  }
}

static void bad_arguments(void **state) {
  static const double y[] = {1, 2, INFINITY, 4}, x[] = {1, 0, 0, NAN};
  static const size_t group[] = {0, 0, 1, 1};
  leda_linear_data data = {.y = y, .x = x, .n = 4, .cluster = group, .clusters = 1};
  leda_linear_mixed_fit fit;
  leda_gee_fit gee;

  (void)state;
  for (int wrong = 0; wrong < 4; wrong++) {
    if (wrong == 1) data.clusters = 2; /* y is infinite */
    if (wrong == 2) {
      data.y = group[0] == 0 ? x : y; /* NaN is missing; x is not used */
      data.p = 0;
      assert_int_equal(leda_linear_mixed(&data, true, &fit), GSL_SUCCESS);
      assert_int_equal(fit.rows, 3);
      leda_linear_mixed_clear(&fit);
      data.p = 1;
      data.x = y; /* infinite in a row that counts */
    }
    if (wrong == 3) data.cluster = NULL;
    assert_int_equal(leda_linear_mixed(&data, true, &fit), GSL_EINVAL);
    assert_int_equal(leda_gee_exchangeable(&data, &gee), GSL_EINVAL);
  }
}

/* The estimating equations solved with dense matrices in R 4.2.2 until they move no more. */
static void gee_agrees_with_dense_matrices(void **state) {
  static const double estimate[] = {3.75788129063, 0.82157560111, 0.0418917728086};
  static const double se[] = {0.341044710244, 0.371903467283, 0.235409214108};
  leda_test_answers a;
  leda_linear_data data;
  leda_gee_fit fit;

  (void)state;
  leda_test_made_answers(&a);
  data = data_of(&a);
  assert_int_equal(leda_gee_exchangeable(&data, &fit), GSL_SUCCESS);
  assert_int_equal(fit.state, LEDA_FIT_OK);
  for (size_t k = 0; k < 3; k++) {
    assert_near(fit.estimate[k], estimate[k], 1e-10);
    assert_near(fit.se[k], se[k], 1e-10);
  }
  assert_near(fit.alpha, 0.324157802488, 1e-10);
  assert_near(fit.phi, 3.00916803657, 1e-10);
  leda_gee_clear(&fit);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(agrees_with_lme),
      cmocka_unit_test(degrees_of_freedom_agree_with_dense_matrices),
      cmocka_unit_test(balanced_pairs_are_the_paired_t_test),
      cmocka_unit_test(properties),
      cmocka_unit_test(missing_answers),
      cmocka_unit_test(derivatives),
      cmocka_unit_test(no_variance_between_groups),
      cmocka_unit_test(degenerate_data_are_named),
      cmocka_unit_test(bad_arguments),
      cmocka_unit_test(gee_agrees_with_dense_matrices),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
