/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

#include "stats/ar1_plan.h"
#include "stats/beta_tail.h"
#include "stats/gauss.h"
#include "stats/null_draws.h"
#include "stats/null_law.h"
#include "stats/null_make.h"
#include "stats/null_simulate.h"
#include "stats/scores.h"
#include "tests/support/assert_near.h"

/* R 4.2.2: -log(2 * pt(-x * sqrt((n - 2) / (n - 1 - x^2)), n - 2)), x <- 2, n <- 24 */
static void beta_tail_is_student(void **state) {
  (void)state;
  assert_near(leda_beta_tail(2.0, 24), 3.1553749630082604, 1e-12);
  assert_near(leda_beta_tail_inverse(3.1553749630082604, 24), 2.0, 1e-9);
  assert_true(leda_beta_tail(0.0, 24) == 0.0 && isinf(leda_beta_tail(5.0, 24)));
  assert_true(leda_beta_tail_inverse(0.0, 24) == 0.0);
}

typedef struct {
  size_t n;
  double scores[300];
  leda_ar1_plan plan;
  leda_null_law *law;
} ground;

static ground make_ground(size_t n, double phi) {
  ground g = {.n = n};

  leda_scores_table(n, g.scores);
  assert_int_equal(leda_ar1_plan_init(&g.plan, n), GSL_SUCCESS);
  leda_ar1_plan_fill(&g.plan, NULL, n, phi, leda_scores_sum_squares(g.scores, n));
  g.law = leda_null_law_built_in(n, phi);
  assert_non_null(g.law);
  return g;
}

static void clear_ground(ground *g) {
  leda_ar1_plan_clear(&g->plan);
  leda_null_law_free(g->law);
}

/* The only orders with the largest S are those with all large values on one side of the middle:
 * 2 / C(n, n/2) of all, a closed form, down to 7e-7; for odd n see null_law.c. */
static void parted_series_have_their_closed_form(void **state) {
  static const struct {
    size_t n;
    double share;
    double within;
  } cases[] = {{10, 2.0 / 252, 0.01},    {12, 2.0 / 924, 0.03},
               {16, 2.0 / 12870, 0.02},  {17, 2.0 / 24310 * (2.0 - 1.0 / 9.0), 0.02},
               {20, 2.0 / 184756, 0.25}, {24, 2.0 / 2704156, 0.35}};

  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ground g = make_ground(cases[i].n, 0.0);
    leda_contrasts_scan scan = leda_ar1_plan_run(&g.plan, g.scores);

    assert_int_equal(scan.index, cases[i].n / 2);
    assert_within(log(leda_null_law_step_p(g.law, scan.s) / cases[i].share), 0.0, cases[i].within);
    clear_ground(&g);
  }
}

static size_t at_least(const double *x, size_t count, double limit) {
  size_t n = 0;

  for (size_t i = 0; i < count; i++) n += x[i] >= limit - 1e-9;
  return n;
}

/* All 10! orders, by a different road (null_draws.c, contrasts.c): p of S and of D within 5 and 2 % in the body and
 * 30 % where 100 orders in 3.6 million are left; and the whole procedure keeps its level. */
static void tails_equal_enumeration(void **state) {
  static const int t[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  ground g = make_ground(10, 0.0);
  size_t orders = leda_null_draws_orders(10), within[3] = {0};
  leda_contrasts *c = leda_contrasts_alloc(t, 10, leda_scores_sum_squares(g.scores, 10));
  double *s = malloc(2 * orders * sizeof *s), *d = s + orders;

  (void)state;
  assert_non_null(s);
  assert_int_equal(leda_null_draws_enumerate(c, g.scores, 2, s, d), GSL_SUCCESS);
  for (size_t i = 0; i < orders; i += orders / 37) {
    double step = (double)at_least(s, orders, s[i]) / (double)orders;
    double drift = (double)at_least(d, orders, d[i]) / (double)orders;

    /* Values in the same 1 / 16384 count as equal, against what was seen. */
    assert_within(log(leda_null_law_step_p(g.law, s[i]) / step), 0.02, 0.03);
    assert_within(log(leda_null_law_drift_p(g.law, d[i]) / drift), 0.0, 0.02);
  }
  for (double limit = 2.6; limit < 2.93; limit += 0.04) {
    size_t left = at_least(d, orders, limit);

    if (left < 100) break;
    assert_within(log(leda_null_law_drift_p(g.law, limit) * (double)orders / (double)left), 0.0,
                  0.3);
  }
  for (size_t i = 0; i < orders; i++) {
    double p = leda_null_law_p(g.law, s[i], d[i]).p;

    within[0] += p <= 0.1;
    within[1] += p <= 0.05;
    within[2] += p <= 0.001;
  }
  assert_true((double)within[0] / (double)orders <= 0.101);
  assert_true((double)within[1] / (double)orders <= 0.0505);
  assert_true((double)within[2] / (double)orders <= 0.00105);
  free(s);
  leda_contrasts_free(c);
  clear_ground(&g);
}

/* Between the tables' own lengths and phis: shares of fresh series at or below a p, 4 standard errors and
 * 2 % for the table itself. */
static void levels_hold_in_fresh_series(size_t n, double phi) {
  static const double levels[] = {0.2, 0.1, 0.05, 0.02, 0.005};
  const size_t draws = n <= 60 ? 60000 : 16000;
  const double count = (double)draws;
  ground g = make_ground(n, phi);
  double *s = malloc(2 * draws * sizeof *s), *d = s + draws;
  leda_simulate_plan plan = {
      .plan = &g.plan, .scores = g.scores, .phi = phi, .seed = 20, .threads = 2};

  assert_non_null(s);
  assert_int_equal(leda_null_simulate(&plan, draws, s, d), GSL_SUCCESS);
  for (size_t l = 0; l < sizeof levels / sizeof *levels; l++) {
    double level = levels[l], wide = 4.0 * sqrt(level / count) + 0.02 * level;
    size_t all = 0, step = 0, drift = 0;

    for (size_t i = 0; i < draws; i++) {
      leda_null_p p = leda_null_law_p(g.law, s[i], d[i]);

      all += p.p <= level;
      step += p.p_step <= level;
      drift += p.p_drift <= level;
    }
    assert_within((double)drift / count, level, wide);
    /* Staircases fall short of a level by up to one stair. */
    assert_true((double)all / count <= level + wide && (double)step / count <= level + wide);
    if (phi > 0.0) {
      assert_within((double)all / count, level, wide);
      assert_within((double)step / count, level, wide);
    }
  }
  free(s);
  clear_ground(&g);
}

static void built_in_laws_agree_with_fresh_simulation(void **state) {
  (void)state;
  levels_hold_in_fresh_series(17, 0.0);
  levels_hold_in_fresh_series(33, 0.0);
  levels_hold_in_fresh_series(9, 0.45);
  levels_hold_in_fresh_series(19, 0.34);
  levels_hold_in_fresh_series(38, 0.76);
  levels_hold_in_fresh_series(96, 0.0);
  levels_hold_in_fresh_series(144, 0.35);
  levels_hold_in_fresh_series(280, 0.85);
}

/* Five years of months and eight of quarters, their season taken out: 20,000 fresh series, 4 standard errors
 * and a tenth of the level. */
static void season_keeps_its_level(size_t n, int length, double phi) {
  enum { DRAWS = 20000 };
  size_t order[100], within[2] = {0};
  double e[100], scores[100], table[100];
  leda_ar1 *frame = leda_ar1_alloc(NULL, n, phi, length);
  leda_null_recipe recipe = {.n = n, .phi = phi, .frame = frame, .seed = 1, .threads = 1};
  leda_contrasts *contrasts;
  leda_null_law *law;
  leda_stream stream = leda_stream_start(41, n);

  assert_non_null(frame);
  if (!frame) return; /* for static analysis, which does not know the line above */
  leda_scores_table(n, table);
  contrasts = leda_ar1_contrasts(frame, leda_scores_sum_squares(table, n));
  law = leda_null_make_law(&recipe);
  assert_true(contrasts != NULL && law != NULL);
  for (int i = 0; i < DRAWS; i++) {
    leda_contrasts_scan scan;
    double p;

    leda_gauss_fill(&stream, e, n);
    leda_ar1_project(frame, e, e);
    leda_scores_fill(e, n, table, order, scores);
    scan = leda_contrasts_run(contrasts, scores);
    p = leda_null_law_p(law, scan.s, fabs(scan.d)).p;
    within[0] += p <= 0.05;
    within[1] += p <= 0.01;
  }
  assert_within((double)within[0] / DRAWS, 0.05, 4.0 * sqrt(0.05 / DRAWS) + 0.005);
  assert_within((double)within[1] / DRAWS, 0.01, 4.0 * sqrt(0.01 / DRAWS) + 0.001);
  leda_null_law_free(law);
  leda_contrasts_free(contrasts);
  leda_ar1_free(frame);
}

static void seasons_stretch_the_built_in_law(void **state) {
  (void)state;
  season_keeps_its_level(60, 12, 0.4);
  season_keeps_its_level(96, 12, 0.0);
  season_keeps_its_level(40, 4, 0.6);
}

/* A p never rises with the statistic, and never reaches 0. */
static void p_falls(void **state) {
  static const double phis[] = {0.0, 0.3, 0.9};

  (void)state;
  for (size_t n = 8; n <= 60; n += 13)
    for (int f = 0; f < 3; f++) {
      leda_null_law *law = leda_null_law_built_in(n, phis[f]);
      leda_null_p last = {1.0, 1.0, 1.0};

      assert_non_null(law);
      for (double x = 0.0; x < sqrt((double)n - 1.0); x += 0.003) {
        leda_null_p p = leda_null_law_p(law, x, 0.9 * x);

        assert_true(p.p > 0.0 && p.p_step > 0.0 && p.p_drift > 0.0);
        assert_true(p.p <= last.p && p.p_step <= last.p_step && p.p_drift <= last.p_drift);
        last = p;
      }
      leda_null_law_free(law);
    }
}

static void critical_values_are_where_p_says(void **state) {
  leda_null_law *law = leda_null_law_built_in(24, 0.4);
  double s = leda_null_law_step_critical(law, 0.05), d = leda_null_law_drift_critical(law, 0.05);

  (void)state;
  assert_near(leda_null_law_step_p(law, s), 0.05, 1e-4);
  assert_near(leda_null_law_drift_p(law, d), 0.05, 1e-4);
  leda_null_law_free(law);
  assert_null(leda_null_law_built_in(7, 0.0));
  assert_null(leda_null_law_built_in(1001, 0.0));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(beta_tail_is_student),
      cmocka_unit_test(parted_series_have_their_closed_form),
      cmocka_unit_test(tails_equal_enumeration),
      cmocka_unit_test(built_in_laws_agree_with_fresh_simulation),
      cmocka_unit_test(seasons_stretch_the_built_in_law),
      cmocka_unit_test(p_falls),
      cmocka_unit_test(critical_values_are_where_p_says),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
