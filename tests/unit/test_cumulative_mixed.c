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

#include "stats/cumulative_laplace.h"
#include "stats/cumulative_mixed.h"
#include "stats/cumulative_quadrature.h"
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
                             .clusters = a->groups};
}

static leda_cumulative_mixed_fit fit_of(const leda_ordinal_data *data, int nodes) {
  leda_cumulative_mixed_fit fit;

  assert_int_equal(leda_cumulative_mixed(data, nodes, &fit), GSL_SUCCESS);
  return fit;
}

/* Optimisers of R stop where the likelihood is flat to about 1e-9: estimates to 1e-5 of an error. */
static void near_all(const double *actual, const double *expected, size_t n, double tolerance) {
  for (size_t k = 0; k < n; k++) assert_within(actual[k], expected[k], tolerance);
}

/* clmm(y ~ w + role + (1 | group), nAGQ = 40, control = clmm.control(gradTol = 1e-9)) */
static void one_effect_agrees_with_clmm(void **state) {
  static const double estimate[] = {-2.3546401962, -1.20244506488, -0.338599164917,
                                    0.65952433125, 1.82989512954,  3.34674693623,
                                    1.01798710693, 0.0234546353241};
  static const double se[] = {0.484630447386, 0.440040545062, 0.425904425607, 0.423979167823,
                              0.446863795505, 0.515521703603, 0.302365015746, 0.303887357559};
  leda_test_answers a;
  leda_ordinal_data data;
  leda_cumulative_mixed_fit fit;

  (void)state;
  leda_test_made_answers(&a);
  data = data_of(&a);
  fit = fit_of(&data, 0);
  assert_int_equal(fit.state, LEDA_FIT_OK);
  assert_int_equal(fit.effects, 1);
  assert_int_equal(fit.nodes, 21);
  near_all(fit.estimate, estimate, 8, 2e-5);
  near_all(fit.se, se, 8, 2e-5);
  assert_within(fit.sd[0], 1.16484044779, 2e-5);
  assert_near(fit.sd[1], NAN, 0.0);
  assert_within(fit.sd_se[0], 0.255285343183 * fit.sd[0], 1e-4); /* R's is of log sd */
  assert_within(fit.log_likelihood, -273.177549766, 1e-8);
  assert_within(fit.log_likelihood_fixed, -290.382512094, 1e-8);
  leda_cumulative_mixed_clear(&fit);
}

/* The same without nAGQ. */
static void laplace_agrees_with_clmm(void **state) {
  static const double estimate[] = {-2.35416272229, -1.20213755356, -0.338287398833, 0.659911943135,
                                    1.83039223285,  3.3475186069,   1.01797200105,   0.02405940612};
  leda_test_answers a;
  leda_ordinal_data data;
  leda_cumulative_mixed_fit fit;

  (void)state;
  leda_test_made_answers(&a);
  data = data_of(&a);
  fit = fit_of(&data, 1);
  assert_int_equal(fit.state, LEDA_FIT_OK);
  near_all(fit.estimate, estimate, 8, 2e-5);
  assert_within(fit.sd[0], 1.16234343786, 2e-5);
  assert_within(fit.log_likelihood, -273.230482518, 1e-8);
  leda_cumulative_mixed_clear(&fit);
}

/* clmm(y ~ w + role + (1 | group) + (1 | group:wave)) */
static void two_effects_agree_with_clmm(void **state) {
  static const double estimate[] = {-2.48341164975, -1.22139803574, -0.254661782684,
                                    0.838610551563, 2.10946226835,  3.75997895327,
                                    1.21863110191,  0.0898590913418};
  static const double se[] = {0.559239141813, 0.513771379335, 0.499787283748, 0.500504625341,
                              0.528802153746, 0.606769222088, 0.52312902729,  0.324938379029};
  leda_test_answers a;
  leda_ordinal_data data;
  leda_cumulative_mixed_fit fit;

  (void)state;
  leda_test_made_answers(&a);
  data = data_of(&a);
  data.occasion = a.wave;
  fit = fit_of(&data, 0);
  assert_int_equal(fit.state, LEDA_FIT_OK);
  assert_int_equal(fit.effects, 2);
  assert_int_equal(fit.nodes, 1);
  near_all(fit.estimate, estimate, 8, 5e-5);
  near_all(fit.se, se, 8, 5e-5);
  assert_within(fit.sd[0], 1.038959117, 5e-5);
  assert_within(fit.sd[1], 1.020457971, 5e-5);
  assert_within(fit.log_likelihood, -268.983512403, 1e-7);
  assert_true(fit.log_likelihood > -268.983512403 - 1e-9);
  leda_cumulative_mixed_clear(&fit);
}

/* clmm(rating ~ temp + contact + (1 | judge), wine), nAGQ = 10, and 1 with clmm.control(gradTol = 1e-9):
 * (the error with its default): by default clmm's modes are inexact, and its log-likelihood by 3e-6. */
static void wine(void **state) {
  static const double estimate[] = {-1.6234874524620209, 1.5127960392619597, 4.2270534551877672,
                                    6.086152279606468,   3.0618909934693153, 1.8334333653938406};
  leda_test_answers a;
  leda_ordinal_data data;
  leda_cumulative_mixed_fit fit;

  (void)state;
  leda_test_wine(&a);
  data = data_of(&a);
  fit = fit_of(&data, 10);
  near_all(fit.estimate, estimate, 6, 2e-5);
  assert_within(fit.sd[0], 1.1347832983965327, 2e-5);
  assert_within(fit.log_likelihood, -81.53246071169157, 1e-7);
  leda_cumulative_mixed_clear(&fit);
  fit = fit_of(&data, 1);
  assert_within(fit.estimate[4], 3.06300550696, 2e-5);
  assert_within(fit.se[4], 0.59537618313118423, 1e-4);
  assert_within(fit.sd[0], 1.13114179207, 2e-5);
  assert_within(fit.log_likelihood, -81.5654127768, 1e-8);
  leda_cumulative_mixed_clear(&fit);
}

static void properties(void **state) {
  leda_test_answers a, b;
  leda_ordinal_data first, second;

  (void)state;
  leda_test_made_answers(&a);
  b = a;
  for (size_t i = 0; i < a.n; i++) {
    size_t from = (i * 37 + 5) % a.n;

    b.y[i] = 6 - a.y[from];
    b.group[i] = (a.group[from] * 5 + 3) % 12;
    b.wave[i] = a.wave[from] == 0 ? 9 : 4;
    b.x[2 * i] = a.x[2 * from];
    b.x[2 * i + 1] = 50.0 * a.x[2 * from + 1] + 3.0;
  }
  for (int effects = 1; effects <= 2; effects++) {
    leda_cumulative_mixed_fit one, other;

    first = data_of(&a);
    second = data_of(&b);
    if (effects == 2) {
      first.occasion = a.wave;
      second.occasion = b.wave;
    }
    one = fit_of(&first, 0);
    other = fit_of(&second, 0);
    assert_near(other.log_likelihood, one.log_likelihood, 1e-11);
    assert_near(other.estimate[6], -one.estimate[6], effects == 1 ? 1e-9 : 1e-7);
    assert_near(-50.0 * other.estimate[7], one.estimate[7], effects == 1 ? 1e-8 : 1e-6);
    assert_near(other.sd[0], one.sd[0], effects == 1 ? 1e-9 : 1e-7);
    leda_cumulative_mixed_clear(&one);
    leda_cumulative_mixed_clear(&other);
  }
}

/* Derivatives of both approximations against differences, away from the maximum. */
static void derivatives(void **state) {
  leda_test_answers a;
  leda_ordinal_data data;
  leda_ordinal_rows rows;
  leda_cumulative_quadrature quadrature;
  leda_cumulative_laplace laplace;

  (void)state;
  leda_test_made_answers(&a);
  data = data_of(&a);
  data.occasion = a.wave;
  assert_int_equal(leda_ordinal_rows_init(&rows, &data, true), GSL_SUCCESS);
  assert_int_equal(leda_cumulative_quadrature_init(&quadrature, &rows, 40), GSL_SUCCESS);
  assert_int_equal(leda_cumulative_laplace_init(&laplace, &rows), GSL_SUCCESS);
  for (int which = 0; which < 2; which++) {
    leda_newton_value value =
        which == 0 ? leda_cumulative_quadrature_value : leda_cumulative_laplace_value;
    void *of = which == 0 ? (void *)&quadrature : (void *)&laplace;
    double at[10] = {-2.0, -1.3, -0.3, 0.8, 1.9, 3.3, 0.4, -0.2, 0.9, 0.7};
    double gradient[10], hessian[100], up[10], down[10], unused[100], d = 1e-4;
    size_t m = which == 0 ? 9 : 10;

    value(of, at, gradient, hessian);
    for (size_t k = 0; k < m; k++) {
      double above, below;

      at[k] += d;
      above = value(of, at, up, unused);
      at[k] -= 2 * d;
      below = value(of, at, down, unused);
      at[k] += d;
      assert_within(gradient[k], (above - below) / (2 * d), 1e-5);
      for (size_t j = 0; j < m; j++)
        assert_within(hessian[k * m + j], (up[j] - down[j]) / (2 * d), 1e-4);
    }
    at[1] = at[0];
    assert_near(value(of, at, NULL, NULL), -INFINITY, 0.0);
  }
  leda_cumulative_laplace_clear(&laplace);
  leda_cumulative_quadrature_clear(&quadrature);
  leda_ordinal_rows_clear(&rows);
}

/* Groups that are no more alike than chance: the variance is 0 and estimates are those without it. */
static void no_variance_between_groups(void **state) {
  leda_test_answers a;
  leda_ordinal_data data;

  (void)state;
  leda_test_made_answers(&a);
  for (size_t i = 0; i < a.n; i++) a.group[i] = i % 7; /* rows are in random order */
  data = data_of(&a);
  for (int effects = 1; effects <= 2; effects++) {
    leda_cumulative_mixed_fit fit;
    leda_cumulative_fit plain;

    data.occasion = effects == 2 ? a.wave : NULL;
    fit = fit_of(&data, 0);
    assert_int_equal(leda_cumulative_logit(&data, LEDA_LINK_LOGIT, &plain), GSL_SUCCESS);
    assert_int_equal(fit.state, LEDA_FIT_BOUNDARY);
    assert_near(fit.sd[0], 0.0, 0.0);
    assert_near(fit.sd_se[0], NAN, 0.0);
    assert_true(fit.log_likelihood >= plain.log_likelihood);
    if (effects == 1)
      for (size_t k = 0; k < 8; k++) {
        assert_near(fit.estimate[k], plain.estimate[k], 1e-12);
        assert_near(fit.se[k], plain.se[k], 1e-12);
      }
    leda_cumulative_fit_clear(&plain);
    leda_cumulative_mixed_clear(&fit);
  }
}

/* 20 answers at one end in a group and 20 at the other in the next, threshold 0, sd 6:
 * R 4.2.2, 2 * log(integrate(function(v) plogis(6 * v)^20 * dnorm(v))), in pieces to 1e-13. */
static void steep_integrals(void **state) {
  static const double at[] = {0.0, 6.0};
  int y[40];
  size_t group[40];
  leda_ordinal_data data = {.y = y, .n = 40, .categories = 2, .cluster = group, .clusters = 2};
  leda_ordinal_rows rows;
  leda_cumulative_quadrature even, hermite;

  (void)state;
  for (int i = 0; i < 40; i++) {
    y[i] = i / 20;
    group[i] = (size_t)y[i];
  }
  assert_int_equal(leda_ordinal_rows_init(&rows, &data, false), GSL_SUCCESS);
  assert_int_equal(leda_cumulative_quadrature_init(&even, &rows, 0), GSL_SUCCESS);
  assert_int_equal(leda_cumulative_quadrature_init(&hermite, &rows, 21), GSL_SUCCESS);
  assert_near(leda_cumulative_quadrature_value(&even, at, NULL, NULL), -2.53184618637111, 1e-12);
  assert_near(leda_cumulative_quadrature_value(&hermite, at, NULL, NULL), -2.53184618637111, 1e-2);
  leda_cumulative_quadrature_clear(&even);
  leda_cumulative_quadrature_clear(&hermite);
  leda_ordinal_rows_clear(&rows);
}

/* Groups that differ so much that some all but agree. */
static void groups_that_agree(void **state) {
  static const int low[] = {2, 7, 15, 24, 28, 0}; /* answers 0 among 30 of each group */
  int y[180];
  double x[180];
  size_t group[180];
  leda_ordinal_data data = {
      .y = y, .x = x, .n = 180, .p = 1, .categories = 2, .cluster = group, .clusters = 6};
  leda_cumulative_mixed_fit fit;
  leda_ordinal_rows rows;
  leda_cumulative_quadrature even;
  double at[3];

  (void)state;
  for (int i = 0; i < 180; i++) {
    group[i] = (size_t)(i / 30);
    x[i] = i % 2;
    y[i] = i % 30 < low[i / 30] ? 0 : 1;
  }
  fit = fit_of(&data, 0);
  assert_int_equal(fit.state, LEDA_FIT_OK);
  assert_int_equal(fit.nodes, LEDA_QUADRATURE_EVEN);
  assert_true(fit.sd[0] > 2.5);
  assert_true(fit.max_gradient < 1e-8);
  leda_cumulative_mixed_clear(&fit);
  /* Derivatives are those of the value there too. */
  assert_int_equal(leda_ordinal_rows_init(&rows, &data, false), GSL_SUCCESS);
  assert_int_equal(leda_cumulative_quadrature_init(&even, &rows, 0), GSL_SUCCESS);
  at[0] = -0.3;
  at[1] = 0.2;
  at[2] = 3.0;
  for (int k = 0; k < 3; k++) {
    double gradient[3], hessian[9], d = 1e-4, above, below;

    leda_cumulative_quadrature_value(&even, at, gradient, hessian);
    at[k] += d;
    above = leda_cumulative_quadrature_value(&even, at, NULL, NULL);
    at[k] -= 2 * d;
    below = leda_cumulative_quadrature_value(&even, at, NULL, NULL);
    at[k] += d;
    assert_within(gradient[k], (above - below) / (2 * d), 1e-6);
  }
  leda_cumulative_quadrature_clear(&even);
  leda_ordinal_rows_clear(&rows);
}

static void degenerate_data_are_named(void **state) {
  static const int y[] = {0, 1, 2, 1, 2, 0, 1, 2}, one[] = {3, 3, 3, 3, 3, 3, 3, 3};
  static const int apart[] = {0, 1, 1, 0, 2, 3, 3, 2};
  static const double x[] = {0, 1, 0, 1, 0, 1, 0, 1}, half[] = {0, 0, 0, 0, 1, 1, 1, 1};
  static const size_t group[] = {0, 0, 0, 1, 1, 1, 2, 2}, same[] = {0, 0, 0, 0, 0, 0, 0, 0};
  static const size_t own[] = {0, 1, 2, 3, 4, 5, 6, 7};
  leda_ordinal_data data = {.y = y, .x = x, .n = 8, .p = 1, .categories = 4, .cluster = same};
  leda_cumulative_mixed_fit fit;

  (void)state;
  data.clusters = 8;
  fit = fit_of(&data, 0);
  assert_int_equal(fit.state, LEDA_FIT_FEW_GROUPS);
  assert_near(fit.estimate[0], NAN, 0.0);
  leda_cumulative_mixed_clear(&fit);
  data.cluster = own;
  fit = fit_of(&data, 0);
  assert_int_equal(fit.state, LEDA_FIT_FEW_GROUPS);
  leda_cumulative_mixed_clear(&fit);
  data.cluster = group;
  data.y = one;
  fit = fit_of(&data, 0);
  assert_int_equal(fit.state, LEDA_FIT_ONE_CATEGORY);
  leda_cumulative_mixed_clear(&fit);
  data.y = apart;
  data.x = half;
  fit = fit_of(&data, 0);
  assert_int_equal(fit.state, LEDA_FIT_SEPARATED);
  leda_cumulative_mixed_clear(&fit);
  /* Waves that divide no group: one effect is all there is. */
  data.y = y;
  data.x = x;
  data.occasion = same;
  fit = fit_of(&data, 0);
  assert_int_equal(fit.effects, 1);
  assert_true(leda_fit_usable(fit.state));
  leda_cumulative_mixed_clear(&fit);
}

static void bad_arguments(void **state) {
  static const int y[] = {0, 1, 1, 0};
  static const size_t group[] = {0, 0, 1, 1};
  leda_ordinal_data data = {.y = y, .n = 4, .categories = 2};
  leda_cumulative_mixed_fit fit;

  (void)state;
  assert_int_equal(leda_cumulative_mixed(&data, 0, &fit), GSL_EINVAL);
  data.cluster = group;
  data.clusters = 2;
  assert_int_equal(leda_cumulative_mixed(&data, 2, &fit), GSL_EINVAL);
  assert_int_equal(leda_cumulative_mixed(&data, 101, &fit), GSL_EINVAL);
  assert_int_equal(leda_cumulative_mixed(&data, -1, &fit), GSL_EINVAL);
  data.clusters = 1;
  assert_int_equal(leda_cumulative_mixed(&data, 0, &fit), GSL_EINVAL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_effect_agrees_with_clmm),
      cmocka_unit_test(laplace_agrees_with_clmm),
      cmocka_unit_test(two_effects_agree_with_clmm),
      cmocka_unit_test(wine),
      cmocka_unit_test(properties),
      cmocka_unit_test(derivatives),
      cmocka_unit_test(no_variance_between_groups),
      cmocka_unit_test(steep_integrals),
      cmocka_unit_test(groups_that_agree),
      cmocka_unit_test(degenerate_data_are_named),
      cmocka_unit_test(bad_arguments),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
