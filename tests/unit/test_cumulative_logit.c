/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of R: version 4.2.2 with ordinal 2022.11-16, on tests/support/made_answers.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "stats/cumulative_logit.h"
#include "stats/cumulative_term.h"
#include "stats/newton.h"
#include "tests/support/assert_near.h"
#include "tests/support/made_answers.h"

static leda_ordinal_data data_of(const leda_test_answers *a) {
  return (leda_ordinal_data){.y = a->y,
                             .x = a->x,
                             .n = a->n,
                             .p = 2,
                             .categories = a->categories,
                             .cluster = a->group,
                             .clusters = a->groups,
                             .occasion = a->wave};
}

static leda_cumulative_fit fit_of(const leda_ordinal_data *data, leda_cumulative_link link) {
  leda_cumulative_fit fit;

  assert_int_equal(leda_cumulative_logit(data, link, &fit), GSL_SUCCESS);
  return fit;
}

static void near_all(const double *actual, const double *expected, size_t n, double tolerance) {
  for (size_t k = 0; k < n; k++) assert_near(actual[k], expected[k], tolerance);
}

/* clm(y ~ w + role, link); robust: vcov %*% crossprod(S) %*% vcov * 12 / 11, S the gradients of the
 * groups' log-likelihoods by numDeriv::grad. */
static void agrees_with_clm(void **state) {
  static const double logit[] = {-1.88968960965, -0.903925521447, -0.185422509794, 0.598000571457,
                                 1.49164407083,  2.74315585745,   0.758139698172,  0.104373832342};
  static const double logit_se[] = {0.311303598897, 0.251574577843, 0.234549169492, 0.235093347847,
                                    0.26014160265,  0.342323867524, 0.28965432738,  0.291723032319};
  static const double robust[] = {0.563371153412, 0.369721501994, 0.400575374992, 0.404659747303,
                                  0.475087468571, 0.386508613265, 0.396952006522, 0.277009831402};
  static const double probit[] = {-1.0804114033,  -0.535969457954, -0.104278943583,
                                  0.383546404589, 0.930734867832,  1.62968043819,
                                  0.478630270756, 0.0809587926065};
  static const double probit_se[] = {0.166371320104, 0.148076658777, 0.141980172593,
                                     0.141721309888, 0.151610425507, 0.183136078902,
                                     0.168341702848, 0.169785327247};
  leda_test_answers a;
  leda_ordinal_data data;
  leda_cumulative_fit fit;

  (void)state;
  leda_test_made_answers(&a);
  data = data_of(&a);
  fit = fit_of(&data, LEDA_LINK_LOGIT);
  assert_int_equal(fit.state, LEDA_FIT_OK);
  assert_int_equal(fit.rows, 154);
  assert_int_equal(fit.groups, 12);
  near_all(fit.estimate, logit, 8, 1e-10);
  near_all(fit.se, logit_se, 8, 1e-10);
  near_all(fit.se_robust, robust, 8, 1e-8);
  assert_near(fit.log_likelihood, -290.382512094, 1e-11);
  assert_near(fit.log_likelihood_null, -294.016474421, 1e-11);
  leda_cumulative_fit_clear(&fit);
  fit = fit_of(&data, LEDA_LINK_PROBIT);
  near_all(fit.estimate, probit, 8, 1e-9);
  near_all(fit.se, probit_se, 8, 1e-9);
  assert_near(fit.log_likelihood, -289.733591665, 1e-11);
  leda_cumulative_fit_clear(&fit);
}

/* nominal_test(clm(y ~ w + role)) and anova(clm(y ~ w + role), clm(y ~ role)). */
static void tests_agree_with_ordinal(void **state) {
  leda_test_answers a;
  leda_ordinal_data data;
  leda_likelihood_ratio test;

  (void)state;
  leda_test_made_answers(&a);
  data = data_of(&a);
  assert_int_equal(leda_cumulative_nominal_test(&data, 0, LEDA_LINK_LOGIT, &test), GSL_SUCCESS);
  assert_int_equal(test.state, LEDA_FIT_OK);
  assert_near(test.statistic, 3.62402287837, 1e-8);
  assert_near(test.df, 5.0, 0.0);
  assert_near(test.p, 0.60471, 1e-4);
  assert_int_equal(leda_cumulative_nominal_test(&data, 1, LEDA_LINK_LOGIT, &test), GSL_SUCCESS);
  assert_near(test.statistic, 9.52166002564, 1e-8);
  assert_int_equal(leda_cumulative_drop_test(&data, 0, LEDA_LINK_LOGIT, &test), GSL_SUCCESS);
  assert_near(test.statistic, 6.95142008357, 1e-10);
  assert_near(test.p, 0.0083753, 1e-4);
  assert_int_equal(leda_cumulative_drop_test(&data, 2, LEDA_LINK_LOGIT, &test), GSL_EINVAL);
}

/* Nobody of the first kind chose the lowest answer: the larger model, one distribution for each kind, has an
 * infinite estimate, and yet its log-likelihood sum n log(share) to be compared with. */
static void a_test_stands_where_an_estimate_is_infinite(void **state) {
  static const double counts[2][3] = {{0, 6, 4}, {3, 5, 2}};
  int y[20];
  double x[20], larger = 0.0;
  size_t n = 0;
  leda_ordinal_data data = {.y = y, .x = x, .n = 20, .p = 1, .categories = 3};
  leda_likelihood_ratio test;
  leda_cumulative_fit fit;

  (void)state;
  for (int kind = 0; kind < 2; kind++)
    for (int j = 0; j < 3; j++) {
      if (counts[kind][j] > 0.0) larger += counts[kind][j] * log(counts[kind][j] / 10.0);
      for (int i = 0; i < (int)counts[kind][j]; i++) {
        y[n] = j;
        x[n++] = kind;
      }
    }
  assert_int_equal(n, 20);
  fit = fit_of(&data, LEDA_LINK_LOGIT);
  assert_int_equal(leda_cumulative_nominal_test(&data, 0, LEDA_LINK_LOGIT, &test), GSL_SUCCESS);
  assert_int_equal(test.state, LEDA_FIT_SEPARATED);
  assert_near(test.statistic, 2.0 * (larger - fit.log_likelihood), 1e-7);
  assert_near(test.df, 1.0, 0.0);
  leda_cumulative_fit_clear(&fit);
}

/* Neither the order of rows nor the numbers of the groups nor the units of x matter; the reversed scale turns
 * the signs. */
static void properties(void **state) {
  leda_test_answers a, b;
  leda_ordinal_data first, second;
  leda_cumulative_fit one, other;

  (void)state;
  leda_test_made_answers(&a);
  b = a;
  for (size_t i = 0; i < a.n; i++) {
    size_t from = (i * 37 + 5) % a.n; /* 37 and 154 have no common divisor */

    b.y[i] = a.y[from];
    b.group[i] = (a.group[from] * 5 + 3) % 12;
    b.x[2 * i] = 1000.0 * a.x[2 * from] - 7.0;
    b.x[2 * i + 1] = a.x[2 * from + 1];
  }
  first = data_of(&a);
  second = data_of(&b);
  one = fit_of(&first, LEDA_LINK_LOGIT);
  other = fit_of(&second, LEDA_LINK_LOGIT);
  assert_near(other.estimate[6] * 1000.0, one.estimate[6], 1e-10);
  assert_near(other.se_robust[6] * 1000.0, one.se_robust[6], 1e-10);
  assert_near(other.estimate[7], one.estimate[7], 1e-10);
  assert_near(other.log_likelihood, one.log_likelihood, 1e-12);
  leda_cumulative_fit_clear(&other);
  for (size_t i = 0; i < a.n; i++) b.y[i] = 6 - a.y[i];
  memcpy(b.x, a.x, sizeof b.x);
  memcpy(b.group, a.group, sizeof b.group);
  other = fit_of(&second, LEDA_LINK_LOGIT);
  for (size_t j = 0; j < 6; j++) assert_near(other.estimate[5 - j], -one.estimate[j], 1e-9);
  assert_near(other.estimate[6], -one.estimate[6], 1e-9);
  assert_near(other.se[7], one.se[7], 1e-9);
  leda_cumulative_fit_clear(&one);
  leda_cumulative_fit_clear(&other);
}

/* Missing answers and categories that nobody chose are as if they were not there. */
static void drops_what_is_not_there(void **state) {
  leda_test_answers a, b;
  leda_ordinal_data first, second;
  leda_cumulative_fit one, other;

  (void)state;
  leda_test_made_answers(&a);
  for (size_t i = 0; i < a.n; i++)
    if (a.y[i] == 3 || i % 10 == 0) a.y[i] = -1;
  memset(&b, 0, sizeof b);
  for (size_t i = 0; i < a.n; i++) {
    if (a.y[i] < 0) continue;
    b.y[b.n] = a.y[i] > 3 ? a.y[i] - 1 : a.y[i];
    b.group[b.n] = a.group[i];
    memcpy(b.x + 2 * b.n++, a.x + 2 * i, 2 * sizeof *a.x);
  }
  b.groups = 12;
  b.categories = 6;
  first = data_of(&a);
  second = data_of(&b);
  one = fit_of(&first, LEDA_LINK_LOGIT);
  other = fit_of(&second, LEDA_LINK_LOGIT);
  assert_int_equal(one.rows, b.n);
  assert_int_equal(one.used, 6);
  assert_int_equal(one.dropped, 1);
  assert_int_equal(other.dropped, 0);
  assert_int_equal(one.category[2], 2);
  assert_int_equal(one.category[3], 4);
  near_all(one.estimate, other.estimate, 7, 1e-12);
  leda_cumulative_fit_clear(&one);
  leda_cumulative_fit_clear(&other);
}

typedef struct {
  int y[8];
  double x[8];
  size_t n;
  leda_fit_state expected;
} small_case;

static void degenerate_data_are_named(void **state) {
  static const small_case cases[] = {
      {{0}, {0}, 0, LEDA_FIT_EMPTY},
      {{-1, -1}, {0, 1}, 2, LEDA_FIT_EMPTY},
      {{4, 4, 4, 4}, {0, 1, 0, 1}, 4, LEDA_FIT_ONE_CATEGORY},
      {{0, 1, 2, 1}, {1, 1, 1, 1}, 4, LEDA_FIT_COLLINEAR},
      {{0, 1, 1, 0, 2, 3, 3, 2}, {0, 0, 0, 0, 1, 1, 1, 1}, 8, LEDA_FIT_SEPARATED},
      /* One side at one end only: quasi-complete. */
      {{0, 1, 2, 1, 2, 2, 2, 2}, {0, 0, 0, 0, 1, 1, 1, 1}, 8, LEDA_FIT_SEPARATED},
      {{0, 1, 2, 1, 2, 2, 1, 2}, {0, 0, 0, 0, 1, 1, 1, 1}, 8, LEDA_FIT_OK},
      {{0, 1, 0, 1, 1, 0, 1, 1}, {0, 0, 0, 0, 1, 1, 1, 1}, 8, LEDA_FIT_OK},
  };

  (void)state;
  for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
    leda_ordinal_data data = {
        .y = cases[c].y, .x = cases[c].x, .n = cases[c].n, .p = 1, .categories = 7};
    leda_cumulative_fit fit = fit_of(&data, LEDA_LINK_LOGIT);

    assert_int_equal(fit.state, cases[c].expected);
    assert_null(fit.se_robust);
    if (fit.thresholds > 0) assert_int_equal(isnan(fit.estimate[0]) != 0, fit.state != LEDA_FIT_OK);
    leda_cumulative_fit_clear(&fit);
  }
}

static void bad_arguments(void **state) {
  static const int y[] = {0, 1, 7};
  static const double x[] = {0.0, NAN, 1.0};
  static const size_t cluster[] = {0, 1, 5};
  leda_ordinal_data data = {.y = y, .x = x, .n = 3, .p = 1, .categories = 7};
  leda_cumulative_fit fit;

  (void)state;
  assert_int_equal(leda_cumulative_logit(&data, LEDA_LINK_LOGIT, &fit), GSL_EINVAL);
  data.categories = 8;
  assert_int_equal(leda_cumulative_logit(&data, LEDA_LINK_LOGIT, &fit), GSL_EINVAL);
  data.p = 0;
  assert_int_equal(leda_cumulative_logit(&data, LEDA_LINK_LOGIT, &fit), GSL_SUCCESS);
  /* Without columns the thresholds are the logits of the shares: 1 in 3, 2 in 3. */
  assert_near(fit.estimate[0], -log(2.0), 1e-12);
  assert_near(fit.estimate[1], log(2.0), 1e-12);
  leda_cumulative_fit_clear(&fit);
  data.cluster = cluster;
  data.clusters = 5;
  assert_int_equal(leda_cumulative_logit(&data, LEDA_LINK_LOGIT, &fit), GSL_EINVAL);
}

/* log(F(b) - F(a)) where both are near 0 or 1: the logistic function is exp there to 1e-17. */
static void terms_are_exact_in_the_tails(void **state) {
  leda_cumulative_term t = leda_cumulative_term_at(LEDA_LINK_LOGIT, -40.0, -41.0);

  (void)state;
  assert_near(t.log_p, -40.0 + log(1.0 - exp(-1.0)), 1e-14);
  t = leda_cumulative_term_at(LEDA_LINK_LOGIT, 41.0, 40.0);
  assert_near(t.log_p, -40.0 + log(1.0 - exp(-1.0)), 1e-14);
  t = leda_cumulative_term_at(LEDA_LINK_LOGIT, INFINITY, 800.0);
  assert_near(t.log_p, -800.0, 1e-14);
  /* R 4.2.2: log(pnorm(-6) - pnorm(-7)); pnorm(-6) is 9.8658764503769814e-10, pnorm(-7) 1.279812543885835e-12 */
  t = leda_cumulative_term_at(LEDA_LINK_PROBIT, 7.0, 6.0);
  assert_near(t.log_p, log(9.8658764503769814e-10 - 1.279812543885835e-12), 1e-13);
  t = leda_cumulative_term_at(LEDA_LINK_PROBIT, 0.0, 0.0);
  assert_near(t.log_p, -INFINITY, 0.0);
}

/* Derivatives against differences of the value. */
static void terms_have_their_derivatives(void **state) {
  static const double bounds[][2] = {{0.4, -0.9}, {3.0, 2.9}, {-2.0, -5.0}};

  (void)state;
  for (int link = 0; link < 2; link++)
    for (size_t c = 0; c < 3; c++) {
      double high = bounds[c][0], low = bounds[c][1], d = 1e-5;
      leda_cumulative_link l = link == 0 ? LEDA_LINK_LOGIT : LEDA_LINK_PROBIT;
      leda_cumulative_term t = leda_cumulative_term_at(l, high, low);
      leda_cumulative_term up = leda_cumulative_term_at(l, high + d, low);
      leda_cumulative_term down = leda_cumulative_term_at(l, high - d, low);

      assert_near(t.high, (up.log_p - down.log_p) / (2 * d), 1e-6);
      assert_near(t.high_high, (up.high - down.high) / (2 * d), 1e-6);
      assert_near(t.high_low, (up.low - down.low) / (2 * d), 1e-6);
      up = leda_cumulative_term_at(l, high, low + d);
      down = leda_cumulative_term_at(l, high, low - d);
      assert_near(t.low, (up.log_p - down.log_p) / (2 * d), 1e-6);
      assert_near(t.low_low, (up.low - down.low) / (2 * d), 1e-6);
    }
}

/* -x^4 + 3 x^2 - y^2 has maxima at x = +- sqrt(1.5) and a saddle at 0. */
static double two_tops(void *data, const double *x, double *gradient, double *hessian) {
  (void)data;
  if (gradient != NULL) {
    gradient[0] = -4.0 * pow(x[0], 3) + 6.0 * x[0];
    gradient[1] = -2.0 * x[1];
    hessian[0] = -12.0 * x[0] * x[0] + 6.0;
    hessian[1] = hessian[2] = 0.0;
    hessian[3] = -2.0;
  }
  return -pow(x[0], 4) + 3.0 * x[0] * x[0] - x[1] * x[1];
}

/* 1 - exp(-x) rises for ever. */
static double rising(void *data, const double *x, double *gradient, double *hessian) {
  (void)data;
  if (gradient != NULL) {
    gradient[0] = exp(-x[0]);
    hessian[0] = -exp(-x[0]);
  }
  return -exp(-x[0]);
}

static void newton_finds_tops_and_says_where_there_is_none(void **state) {
  leda_newton_target target = {.value = two_tops, .m = 2};
  leda_newton_result result;
  double x[2] = {0.1, 5.0}, hessian[4];

  (void)state;
  assert_int_equal(leda_newton_maximise(&target, x, hessian, &result), GSL_SUCCESS);
  assert_int_equal(result.end, LEDA_NEWTON_FOUND);
  assert_near(x[0], sqrt(1.5), 1e-12);
  assert_within(x[1], 0.0, 1e-12);
  target = (leda_newton_target){.value = rising, .m = 1};
  x[0] = 0.0;
  assert_int_equal(leda_newton_maximise(&target, x, hessian, &result), GSL_SUCCESS);
  assert_int_equal(result.end, LEDA_NEWTON_FLAT);
  target.most = 3;
  x[0] = 0.0;
  assert_int_equal(leda_newton_maximise(&target, x, hessian, &result), GSL_SUCCESS);
  assert_int_equal(result.end, LEDA_NEWTON_STUCK);
}

/* R 4.2.2: 2 * pnorm(-1.96), 2 * pt(-2.5, 11), pchisq(3.5, 2, lower.tail = FALSE) */
static void p_values(void **state) {
  (void)state;
  assert_near(leda_wald_p(-1.96, 1.0, INFINITY), 0.0499957902964409, 1e-12);
  assert_near(leda_wald_p(5.0, 2.0, 11.0), 0.0295063740873641, 1e-10);
  assert_near(leda_wald_p(1.0, 0.0, 11.0), NAN, 0.0);
  assert_near(leda_wald_p(NAN, 1.0, 11.0), NAN, 0.0);
  assert_near(leda_likelihood_ratio_p(-10.0, -11.75, 2.0), 0.173773943450445, 1e-12);
  assert_near(leda_likelihood_ratio_p(-11.0, -10.0, 2.0), 1.0, 0.0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(agrees_with_clm),
      cmocka_unit_test(tests_agree_with_ordinal),
      cmocka_unit_test(a_test_stands_where_an_estimate_is_infinite),
      cmocka_unit_test(properties),
      cmocka_unit_test(drops_what_is_not_there),
      cmocka_unit_test(degenerate_data_are_named),
      cmocka_unit_test(bad_arguments),
      cmocka_unit_test(terms_are_exact_in_the_tails),
      cmocka_unit_test(terms_have_their_derivatives),
      cmocka_unit_test(newton_finds_tops_and_says_where_there_is_none),
      cmocka_unit_test(p_values),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
