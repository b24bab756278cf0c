/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers: tests/oracle/cluster.R (R 4.2.2), which refits the model to each made outcome. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/wild_cluster.h"
#include "tests/support/assert_near.h"
#include "tests/support/cluster_rows.h"

enum { N = LEDA_TEST_ROWS, P = LEDA_TEST_COLUMNS };

static const double wave[] = {0, 1, 0};

/* 1, wave and role only, as the script. */
static void make(leda_test_cluster_rows *rows) {
  leda_test_make_cluster_rows(rows);
  for (size_t i = 0; i < N; i++) memmove(rows->x + 3 * i, rows->x + P * i, 3 * sizeof *rows->x);
  rows->design.columns = 3;
}

static leda_wild_result run(const leda_test_cluster_rows *rows, const leda_wild_options *opt) {
  leda_cluster_ols *fit = leda_cluster_ols_alloc(&rows->design, rows->y, NULL);
  leda_wild_result result;

  assert_non_null(fit);
  assert_int_equal(leda_wild_cluster_run(fit, wave, opt, &result), GSL_SUCCESS);
  leda_cluster_ols_free(fit);
  return result;
}

static void all_signs_agree_with_refitting(void **state) {
  leda_wild_options opt = leda_wild_options_default();
  leda_test_cluster_rows rows;
  leda_wild_result result;

  (void)state;
  make(&rows);
  result = run(&rows, NULL);
  assert_true(result.enumerated);
  assert_int_equal(result.patterns, 128);
  assert_int_equal(result.clusters, 8);
  assert_near(result.p, 0.1640625, 1e-14);
  assert_near(result.p_smallest, 1.0 / 128.0, 1e-14);
  opt.kind = LEDA_CR0;
  assert_near(run(&rows, &opt).p, 0.1640625, 1e-14);
  opt.kind = LEDA_CR2;
  assert_near(run(&rows, &opt).p, 0.171875, 1e-14);
}

/* Signs are drawn where there are more patterns than draws; Webb's weights always are. */
static void drawn_weights_come_close(void **state) {
  leda_wild_options opt = leda_wild_options_default();
  leda_test_cluster_rows rows;
  double drawn = 40000.0;

  (void)state;
  make(&rows);
  rows.cluster[3] = 0; /* a ninth cluster */
  opt.draws = 256;
  double all = run(&rows, &opt).p;
  assert_true(run(&rows, &opt).enumerated);
  opt.draws = 255;
  assert_false(run(&rows, &opt).enumerated);
  opt.draws = (size_t)drawn;
  opt.weights = LEDA_WILD_WEBB;
  leda_wild_result webb = run(&rows, &opt);
  assert_false(webb.enumerated);
  assert_near(webb.p_smallest, 1.0 / (drawn + 1.0), 1e-14);
  /* Six-point weights have the same first three moments as signs: the same question, a close answer. */
  assert_within(webb.p, all, 0.05);
}

/* A null at the estimate is never rejected; far from it, always as far as the patterns let. */
static void the_null_is_imposed_where_asked(void **state) {
  leda_wild_options opt = leda_wild_options_default();
  leda_test_cluster_rows rows;
  leda_cluster_estimate e;

  (void)state;
  make(&rows);
  leda_cluster_ols *fit = leda_cluster_ols_alloc(&rows.design, rows.y, NULL);
  assert_non_null(fit);
  assert_int_equal(leda_cluster_ols_contrast(fit, LEDA_CR1, wave, &e), GSL_SUCCESS);
  leda_cluster_ols_free(fit);
  opt.null = e.estimate;
  assert_near(run(&rows, &opt).p, 1.0, 1e-14);
  opt.null = e.estimate + 50.0;
  assert_true(run(&rows, &opt).p < 0.05);
  assert_near(run(&rows, &opt).t, -50.0 / e.se, 1e-12);
}

static void scale_and_threads_do_not_matter(void **state) {
  leda_wild_options opt = leda_wild_options_default();
  leda_test_cluster_rows rows, scaled;

  (void)state;
  make(&rows);
  make(&scaled);
  opt.weights = LEDA_WILD_WEBB;
  opt.draws = 5000;
  opt.seed = 7;
  for (size_t i = 0; i < N; i++) scaled.y[i] = 3.0 - 0.5 * rows.y[i];
  double one = run(&rows, &opt).p;
  assert_near(run(&scaled, &opt).p, one, 0.0);
  opt.threads = 3;
  assert_near(run(&rows, &opt).p, one, 0.0);
  opt.stream = 1;
  assert_true(run(&rows, &opt).p != one);
}

static void nothing_to_tell(void **state) {
  leda_test_cluster_rows rows;
  leda_wild_result result;

  (void)state;
  make(&rows);
  for (size_t i = 0; i < N; i++) rows.y[i] = 4.0;
  result = run(&rows, NULL);
  assert_int_equal(result.state, LEDA_CLUSTER_NO_SPREAD);
  assert_true(isnan(result.p) && isnan(result.t));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_signs_agree_with_refitting),
      cmocka_unit_test(drawn_weights_come_close),
      cmocka_unit_test(the_null_is_imposed_where_asked),
      cmocka_unit_test(scale_and_threads_do_not_matter),
      cmocka_unit_test(nothing_to_tell),
  };

  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
