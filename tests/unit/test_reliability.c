/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected numbers: tests/oracle/effects.R (factanal and definitions in R 4.2.2) unless said
 * otherwise. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/bootstrap.h"
#include "stats/one_factor.h"
#include "stats/reliability.h"
#include "stats/stream.h"
#include "tests/support/assert_near.h"

static const double made[] = {5, 6, 4, 5, 7, 3, 4, 3, 2, 4, 6, 6, 5, 7, 6, 2, 3, 1, 3, 2,
                              7, 6, 7, 5, 7, 4, 4, 5, 4, 3, 5, 7, 6, 6, 5, 1, 2, 3, 1, 3,
                              6, 5, 6, 7, 7, 4, 3, 4, 5, 4, 3, 5, 2, 4, 3, 7, 7, 6, 6, 6};

/* The first statement's uniqueness ends at the bound of 0.005. */
static void at_the_bound(void **state) {
  static const double loading[] = {0.99751970509871690, 0.82916419498579041, 0.86143244955583342,
                                   0.85522990287359146, 0.86541599466238872};
  static const double rest[] = {0.96187310655357905, 0.80234816702215617, 0.81160218775027915,
                                0.81645778085614229, 0.84206920082983250};
  leda_reliability_plan plan = {made, 12, 5, 0.95};
  leda_reliability r;

  (void)state;
  assert_int_equal(leda_reliability_run(&plan, &r), GSL_SUCCESS);
  assert_near(r.alpha, 0.94307347167694899, 1e-13);
  assert_near(r.omega, 0.94862976710628977, 1e-6);
  assert_near(r.omega_observed, 0.95663028125154081, 1e-6);
  assert_near(r.chi_square, 0.89559226891071486, 1e-6);
  assert_true(r.omega_at_bound && r.omega_converged);
  for (int j = 0; j < 5; j++) {
    assert_near(r.items[j].loading, loading[j], 1e-5);
    assert_near(r.items[j].item_rest, rest[j], 1e-13);
    /* Fisher's z by hand: tanh(atanh(r) +- 1.959964/3) */
    assert_near(r.items[j].item_rest_lower, tanh(atanh(rest[j]) - 1.959963984540054 / 3.0), 1e-12);
  }
  leda_reliability_clear(&r);
  leda_reliability_clear(&r);
}

static void inside_the_bounds(void **state) {
  double four[48];
  leda_reliability_plan plan = {four, 12, 4, 0.95};
  leda_reliability r;

  (void)state;
  for (int i = 0; i < 48; i++) four[i] = made[i / 4 * 5 + i % 4 + 1];
  assert_int_equal(leda_reliability_run(&plan, &r), GSL_SUCCESS);
  assert_near(r.omega, 0.90858978154971115, 1e-7);
  assert_near(r.chi_square, 0.51543343119490903, 1e-6);
  assert_near(r.items[0].loading, 0.82756193212350382, 1e-6);
  assert_false(r.omega_at_bound);
  leda_reliability_clear(&r);
}

/* Statements that have nothing in common: EM alone took more than 100,000 rounds on draws like these. A
   stationary point of the likelihood: the fitted model's residual correlations are orthogonal to the
   loadings, sum_j (r_ij - l_i l_j - [i = j] u_i) l_j / u_j = 0 (Lawley & Maxwell 1971, 4.2). */
static void weak_factors_settle(void **state) {
  enum { K = 6 };
  leda_stream stream = leda_stream_start(9, 2);

  (void)state;
  for (int draw = 0; draw < 50; draw++) {
    double r[K * K], l[K], u[K];
    leda_one_factor f = {l, u, 0.0, false, false};

    for (int i = 0; i < K; i++) {
      r[i * K + i] = 1.0;
      for (int j = 0; j < i; j++)
        r[i * K + j] = r[j * K + i] = 0.16 * (2.0 * leda_stream_uniform(&stream) - 0.8);
    }
    assert_int_equal(leda_one_factor_fit(r, K, &f), GSL_SUCCESS);
    assert_true(f.converged);
    for (int i = 0; i < K && !f.at_bound; i++) {
      double gradient = 0.0;

      for (int j = 0; j < K; j++)
        gradient += (r[i * K + j] - l[i] * l[j] - (i == j ? u[i] : 0.0)) * l[j] / u[j];
      assert_within(gradient, 0.0, 1e-9);
      assert_within(l[i] * l[i] + u[i], 1.0, 1e-9);
    }
  }
}

/* Two statements with equal variances: alpha is Spearman-Brown's 2 r / (1 + r). Here r = 0.8. */
static void two_statements(void **state) {
  static const double x[] = {1, 2, 2, 1, 3, 3, 4, 5, 5, 4};
  leda_reliability_plan plan = {x, 5, 2, 0.95};
  leda_reliability r;

  (void)state;
  assert_int_equal(leda_reliability_run(&plan, &r), GSL_SUCCESS);
  assert_near(r.alpha, 2.0 * 0.8 / 1.8, 1e-14);
  assert_near(r.alpha_standardised, 2.0 * 0.8 / 1.8, 1e-14);
  assert_near(r.lambda2, 2.0 * 0.8 / 1.8, 1e-14);
  assert_near(r.items[1].item_rest, 0.8, 1e-14);
  assert_true(isnan(r.items[0].alpha_dropped));
  assert_true(isnan(r.omega) && isnan(r.items[0].loading));
  leda_reliability_clear(&r);
}

static void rows_with_holes_are_left_out(void **state) {
  double holes[70];
  leda_reliability_plan plan = {holes, 14, 5, 0.95};
  leda_reliability r;

  (void)state;
  for (int i = 0; i < 70; i++) holes[i] = i < 60 ? made[i] : 4.0;
  holes[61] = holes[69] = (double)NAN;
  assert_int_equal(leda_reliability_run(&plan, &r), GSL_SUCCESS);
  assert_int_equal(r.n, 12);
  assert_near(r.alpha, 0.94307347167694899, 1e-13);
  leda_reliability_clear(&r);
}

static void nothing_to_measure(void **state) {
  static const double same[] = {3, 4, 3, 4, 3, 4, 3, 4}, one[] = {1, 2, 3};
  static const double constant_item[] = {1, 2, 5, 3, 4, 5, 5, 6, 5, 2, 2, 5};
  leda_reliability_plan plan = {same, 4, 2, 0.95};
  leda_reliability r;

  (void)state;
  assert_int_equal(leda_reliability_run(&plan, &r), GSL_SUCCESS);
  assert_true(isnan(r.alpha) && isnan(r.omega) && isnan(r.sem) && isnan(r.items[0].item_rest));
  assert_int_equal(r.n, 4);
  leda_reliability_clear(&r);
  plan = (leda_reliability_plan){one, 3, 1, 0.95};
  assert_int_equal(leda_reliability_run(&plan, &r), GSL_SUCCESS);
  assert_true(isnan(r.alpha));
  leda_reliability_clear(&r);
  plan = (leda_reliability_plan){one, 0, 3, 0.95};
  assert_int_equal(leda_reliability_run(&plan, &r), GSL_SUCCESS);
  assert_int_equal(r.n, 0);
  leda_reliability_clear(&r);
  plan = (leda_reliability_plan){constant_item, 4, 3, 0.95};
  assert_int_equal(leda_reliability_run(&plan, &r), GSL_SUCCESS);
  assert_true(r.alpha > 0.0);
  assert_true(isnan(r.items[2].item_rest) && isnan(r.alpha_standardised) && isnan(r.omega));
  leda_reliability_clear(&r);
}

static void intervals_hold_the_estimate(void **state) {
  static double x[100 * 4];
  static int cluster[100];
  leda_stream s = leda_stream_start(3, 1);
  leda_reliability_plan plan = {x, 100, 4, 0.95};
  leda_reliability_draws draws = {NULL, 400, 7, 1};
  leda_reliability_intervals a, b;
  leda_reliability r;

  (void)state;
  for (int i = 0; i < 100; i++) {
    double trait = leda_stream_normal(&s);

    cluster[i] = i / 5;
    for (int j = 0; j < 4; j++) x[4 * i + j] = trait + leda_stream_normal(&s);
  }
  assert_int_equal(leda_reliability_run(&plan, &r), GSL_SUCCESS);
  assert_int_equal(leda_reliability_bootstrap(&plan, &draws, &a), GSL_SUCCESS);
  assert_int_equal(a.replicates, 400);
  assert_true(a.alpha_lower < r.alpha && r.alpha < a.alpha_upper);
  assert_true(a.omega_lower < r.omega && r.omega < a.omega_upper);
  /* Feldt's interval is right for such answers: the bootstrap's ends lie near it. */
  assert_within(a.alpha_lower, r.alpha_lower, 0.05);
  assert_within(a.alpha_upper, r.alpha_upper, 0.05);
  draws.threads = 3;
  assert_int_equal(leda_reliability_bootstrap(&plan, &draws, &b), GSL_SUCCESS);
  assert_memory_equal(&a, &b, sizeof a);
  draws.cluster = cluster;
  assert_int_equal(leda_reliability_bootstrap(&plan, &draws, &b), GSL_SUCCESS);
  assert_true(b.omega_lower < r.omega && r.omega < b.omega_upper);
  assert_true(a.alpha_lower != b.alpha_lower);
  leda_reliability_clear(&r);
}

/* Leaving out pairs of rows, and single rows. */
static void jackknife(void **state) {
  static const int pairs[] = {4, 4, 2, 2, 9, 9, 1, 1, 5, 5, 6, 6}, same[12] = {0};
  static const double two[] = {1, 2, 2, 1, 3, 3, 4, 5, 5, 4, 6, 6},
                      equal[] = {1, 1, 2, 2, 3, 3, 5, 5};
  double four[48];
  leda_reliability_plan plan = {four, 12, 4, 0.95};
  leda_reliability_intervals i;

  (void)state;
  for (int j = 0; j < 48; j++) four[j] = made[j / 4 * 5 + j % 4 + 1];
  assert_int_equal(leda_reliability_jackknife(&plan, pairs, &i), GSL_SUCCESS);
  assert_near(i.alpha_lower, 0.80618588810001868, 1e-12);
  assert_near(i.alpha_upper, 0.95580482422982926, 1e-12);
  assert_near(i.omega_lower, 0.83350419543469323, 1e-5);
  assert_near(i.omega_upper, 0.94981358203622468, 1e-5);
  assert_int_equal(i.replicates, 6);
  assert_int_equal(leda_reliability_jackknife(&plan, same, &i), GSL_SUCCESS);
  assert_true(isnan(i.alpha_lower) && i.replicates == 1);
  plan.answers = made, plan.k = 5;
  assert_int_equal(leda_reliability_jackknife(&plan, NULL, &i), GSL_SUCCESS);
  assert_near(i.alpha_lower, 0.89333725221996696, 1e-12);
  assert_near(i.alpha_upper, 0.96961798102559515, 1e-12);
  plan = (leda_reliability_plan){two, 6, 2, 0.95};
  assert_int_equal(leda_reliability_jackknife(&plan, NULL, &i), GSL_SUCCESS);
  assert_true(i.alpha_lower < i.alpha_upper && isnan(i.omega_lower));
  plan = (leda_reliability_plan){equal, 4, 2, 0.95};
  assert_int_equal(leda_reliability_jackknife(&plan, NULL, &i), GSL_SUCCESS);
  assert_true(isnan(i.alpha_lower) && isnan(i.alpha_upper));
}

static double mean_of(const size_t *index, size_t n, const void *data) {
  const double *x = data;
  double sum = 0.0;

  for (size_t i = 0; i < n; i++) sum += x[index[i]];
  return sum / (double)n;
}

static double undefined(const size_t *index, size_t n, const void *data) {
  (void)index;
  (void)n;
  (void)data;
  return (double)NAN;
}

static const double tuna[] = {44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1};

static void quantiles(void **state) {
  static const double sorted[] = {41.9, 44.1, 44.4, 44.7, 45.2, 45.9, 50.7, 53.3, 60.1};

  (void)state;
  assert_near(leda_bootstrap_quantile(sorted, 9, 0.025, 6), 41.9, 1e-14);
  assert_near(leda_bootstrap_quantile(sorted, 9, 0.3, 6), 44.4, 1e-14);
  assert_near(leda_bootstrap_quantile(sorted, 9, 0.975, 6), 60.1, 1e-14);
  assert_near(leda_bootstrap_quantile(sorted, 9, 0.025, 7), 42.34, 1e-14);
  assert_near(leda_bootstrap_quantile(sorted, 9, 0.3, 7), 44.52, 1e-14);
  assert_near(leda_bootstrap_quantile(sorted, 9, 0.5, 7), 45.2, 1e-14);
  assert_near(leda_bootstrap_quantile(sorted, 9, 0.975, 7), 58.74, 1e-14);
  assert_true(isnan(leda_bootstrap_quantile(sorted, 0, 0.5, 7)));
}

/* The se of a mean is sqrt((n-1)/n) sd / sqrt(n) over all resamples; its jackknife se sd /
 * sqrt(n). */
static void bootstrap_of_a_mean(void **state) {
  leda_bootstrap_plan plan = {
      .n = 9, .replicates = 20000, .seed = 5, .threads = 2, .statistic = mean_of, .data = tuna};
  leda_bootstrap a, b;

  (void)state;
  assert_int_equal(leda_bootstrap_run(&plan, &a), GSL_SUCCESS);
  assert_near(a.estimate, 430.3 / 9.0, 1e-14);
  assert_near(a.jackknife_se, 1.9364518271860895, 1e-12); /* sd(x) / 3 */
  assert_near(a.se, a.jackknife_se * sqrt(8.0 / 9.0), 0.02);
  plan.threads = 1;
  assert_int_equal(leda_bootstrap_run(&plan, &b), GSL_SUCCESS);
  assert_memory_equal(a.replicate, b.replicate, a.count * sizeof(double));
  leda_bootstrap_clear(&a);
  leda_bootstrap_clear(&b);
}

static void strata_keep_to_themselves(void **state) {
  static const double x[] = {0, 0, 0, 9, 9};
  static const size_t strata[] = {3, 2}, wrong[] = {3, 3};
  uint32_t drawn[] = {0, 1, 2, 0, 2};
  leda_bootstrap_plan plan = {.n = 5,
                              .strata = strata,
                              .strata_count = 2,
                              .replicates = 50,
                              .statistic = mean_of,
                              .data = x};
  leda_bootstrap b;

  (void)state;
  assert_int_equal(leda_bootstrap_run(&plan, &b), GSL_SUCCESS);
  for (size_t i = 0; i < 50; i++) assert_near(b.replicate[i], 3.6, 1e-14);
  leda_bootstrap_clear(&b);
  plan.strata = wrong;
  assert_int_equal(leda_bootstrap_run(&plan, &b), GSL_EINVAL);
  leda_bootstrap_clear(&b);
  plan.strata = strata, plan.drawn = drawn, plan.replicates = 1; /* unit 2 of a stratum of 2 */
  assert_int_equal(leda_bootstrap_run(&plan, &b), GSL_EINVAL);
  leda_bootstrap_clear(&b);
  plan.replicates = 0;
  assert_int_equal(leda_bootstrap_run(&plan, &b), GSL_EINVAL);
  leda_bootstrap_clear(&b);
}

static void intervals_of_nothing(void **state) {
  static const double same[] = {4, 4, 4};
  leda_bootstrap_plan plan = {.n = 3, .replicates = 30, .statistic = undefined};
  leda_bootstrap b;
  leda_bootstrap_interval i;

  (void)state;
  assert_int_equal(leda_bootstrap_run(&plan, &b), GSL_SUCCESS);
  assert_int_equal(b.usable, 0);
  assert_int_equal(leda_bootstrap_interval_get(&b, LEDA_BOOTSTRAP_BCA, 7, 0.95, &i), GSL_SUCCESS);
  assert_true(isnan(i.lower) && isnan(i.upper));
  leda_bootstrap_clear(&b);
  plan.statistic = mean_of, plan.data = same;
  assert_int_equal(leda_bootstrap_run(&plan, &b), GSL_SUCCESS);
  /* All equal: half of them count as below, z0 is 0. */
  assert_int_equal(leda_bootstrap_interval_get(&b, LEDA_BOOTSTRAP_BCA, 7, 0.95, &i), GSL_SUCCESS);
  assert_near(i.lower, 4.0, 0.0);
  assert_near(i.upper, 4.0, 0.0);
  assert_int_equal(leda_bootstrap_interval_get(&b, LEDA_BOOTSTRAP_BCA_STRICT, 7, 0.95, &i),
                   GSL_SUCCESS);
  assert_true(isnan(i.lower));
  assert_int_equal(leda_bootstrap_interval_get(&b, LEDA_BOOTSTRAP_BCA, 5, 0.95, &i), GSL_EINVAL);
  assert_int_equal(leda_bootstrap_interval_get(&b, LEDA_BOOTSTRAP_BCA, 7, 1.0, &i), GSL_EINVAL);
  leda_bootstrap_clear(&b);
}

static void clusters(void **state) {
  static const int number[] = {7, -2, 7, 3, -2};
  leda_bootstrap_clusters c;

  (void)state;
  assert_int_equal(leda_bootstrap_clusters_make(&c, number, 5), GSL_SUCCESS);
  assert_int_equal(c.count, 3);
  assert_int_equal(c.start[1], 2);
  assert_int_equal(c.row[0], 1);
  assert_int_equal(c.row[1], 4);
  assert_int_equal(c.row[2], 3);
  assert_int_equal(c.start[3], 5);
  leda_bootstrap_clusters_clear(&c);
  assert_int_equal(leda_bootstrap_clusters_make(&c, number, 0), GSL_SUCCESS);
  assert_int_equal(c.count, 0);
  leda_bootstrap_clusters_clear(&c);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(at_the_bound),
      cmocka_unit_test(inside_the_bounds),
      cmocka_unit_test(weak_factors_settle),
      cmocka_unit_test(two_statements),
      cmocka_unit_test(rows_with_holes_are_left_out),
      cmocka_unit_test(nothing_to_measure),
      cmocka_unit_test(intervals_hold_the_estimate),
      cmocka_unit_test(jackknife),
      cmocka_unit_test(quantiles),
      cmocka_unit_test(bootstrap_of_a_mean),
      cmocka_unit_test(strata_keep_to_themselves),
      cmocka_unit_test(intervals_of_nothing),
      cmocka_unit_test(clusters),
  };

  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
