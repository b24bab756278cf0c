/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/chart_summary.h"
#include "tests/support/one_series.h"

static leda_chart_summary summarise(one_series *f, const leda_chart_options *options) {
  leda_chart chart;
  leda_error err = leda_error_none();
  if (leda_chart_run(&chart, &f->panel, &f->series, options, &err)) fail_msg("%s", err.message);
  leda_chart_summary summary = leda_chart_summarise(&chart);
  leda_chart_clear(&chart);
  return summary;
}

static leda_chart_summary of(const double *values, size_t n, const leda_chart_options *options) {
  one_series f;
  one_series_set(&f, LEDA_PERIOD_YEAR, values, n);
  return summarise(&f, options);
}

/* ---- assurance ---- */

/* Limits that are known: 4 and sigma 1 give 1 and 7. */
static leda_chart_options known(double target, leda_better better) {
  leda_chart_options options = leda_chart_options_default();
  options.type = LEDA_CHART_I;
  options.known_centre = 4.0;
  options.known_sigma = 1.0;
  options.target = target;
  options.better = better;
  return options;
}

static const double calm[] = {4, 5, 3, 4.5, 3.5, 4.2, 3.8, 4.1};

static leda_assurance assured(double target, leda_better better) {
  leda_chart_options options = known(target, better);
  return of(calm, 8, &options).assurance;
}

/* As in NHSRplotthedots 0.2.2's ptd_calculate_assurance_type: with increase better, a target above the upper
   limit is consistent_fail, one below the lower consistent_pass, anything else inconsistent; with decrease the
   other way round; no better side, no assurance. */
static void test_assurance_by_published_rules(void **state) {
  (void)state;
  assert_int_equal(assured(7.5, LEDA_BETTER_HIGHER), LEDA_ASSURANCE_MISSED);
  assert_int_equal(assured(0.5, LEDA_BETTER_HIGHER), LEDA_ASSURANCE_MET);
  assert_int_equal(assured(4.0, LEDA_BETTER_HIGHER), LEDA_ASSURANCE_HIT_AND_MISS);
  assert_int_equal(assured(7.5, LEDA_BETTER_LOWER), LEDA_ASSURANCE_MET);
  assert_int_equal(assured(0.5, LEDA_BETTER_LOWER), LEDA_ASSURANCE_MISSED);
  assert_int_equal(assured(4.0, LEDA_BETTER_LOWER), LEDA_ASSURANCE_HIT_AND_MISS);
  assert_int_equal(assured(7.5, LEDA_BETTER_NONE), LEDA_ASSURANCE_NONE);
  assert_int_equal(assured(NAN, LEDA_BETTER_HIGHER), LEDA_ASSURANCE_NONE);
}

/* A value at the target meets it, so that a limit at the target does too: here leda differs from
   NHSRplotthedots, which calls both ends inconsistent. The far limit at the target leaves it reachable. */
static void test_limit_at_the_target(void **state) {
  (void)state;
  assert_int_equal(assured(1.0, LEDA_BETTER_HIGHER), LEDA_ASSURANCE_MET);
  assert_int_equal(assured(7.0, LEDA_BETTER_HIGHER), LEDA_ASSURANCE_HIT_AND_MISS);
  assert_int_equal(assured(7.0, LEDA_BETTER_LOWER), LEDA_ASSURANCE_MET);
}

static void test_assurance_needs_limits_of_values(void **state) {
  (void)state;
  leda_chart_options options = known(4.0, LEDA_BETTER_HIGHER);
  const leda_chart_type types[] = {LEDA_CHART_RUN, LEDA_CHART_MR, LEDA_CHART_EWMA, LEDA_CHART_CUSUM,
                                   LEDA_CHART_MA};
  options.known_centre = options.known_sigma = NAN;
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    options.type = types[i];
    assert_int_equal(of(calm, 8, &options).assurance, LEDA_ASSURANCE_NONE);
  }
}

/* The target at the last point decides: 9 until 2007, 0 in 2008. */
static void test_target_at_the_last_point(void **state) {
  (void)state;
  leda_chart_options options = known(9.0, LEDA_BETTER_HIGHER);
  const leda_target_choice last = {.from = {LEDA_PERIOD_YEAR, 2008}, .value = 0.0};
  options.targets = &last;
  options.n_targets = 1;
  assert_int_equal(of(calm, 8, &options).assurance, LEDA_ASSURANCE_MET);
  options.n_targets = 0;
  assert_int_equal(of(calm, 8, &options).assurance, LEDA_ASSURANCE_MISSED);
}

/* ---- variation ---- */

static void expect(leda_chart_summary summary, leda_variation variation, int direction) {
  assert_int_equal(summary.variation, variation);
  assert_int_equal(summary.direction, direction);
}

/* Centre 4, limits 1 and 7: only the last point decides. */
static void test_last_point(void **state) {
  (void)state;
  const double high[] = {4, 5, 3, 4.5, 3.5, 4.2, 3.8, 7.5},
               low[] = {4, 5, 3, 4.5, 3.5, 4.2, 3.8, 0.5},
               earlier[] = {4, 5, 3, 4.5, 3.5, 4.2, 7.5, 3.8};
  leda_chart_options options = known(NAN, LEDA_BETTER_HIGHER);
  expect(of(calm, 8, &options), LEDA_VARIATION_COMMON, 0);
  expect(of(earlier, 8, &options), LEDA_VARIATION_COMMON, 0);
  expect(of(high, 8, &options), LEDA_VARIATION_IMPROVEMENT, 1);
  expect(of(low, 8, &options), LEDA_VARIATION_CONCERN, -1);
  options.better = LEDA_BETTER_LOWER;
  expect(of(high, 8, &options), LEDA_VARIATION_CONCERN, 1);
  expect(of(low, 8, &options), LEDA_VARIATION_IMPROVEMENT, -1);
  options.better = LEDA_BETTER_NONE;
  expect(of(high, 8, &options), LEDA_VARIATION_HIGH, 1);
  expect(of(low, 8, &options), LEDA_VARIATION_LOW, -1);
}

/* Seven of seven above the centre; the run ends where the last lies below. */
static void test_run_of_nhs(void **state) {
  (void)state;
  const double run[] = {3.5, 4.5, 4.2, 4.9, 4.3, 4.6, 4.1, 4.4},
               ended[] = {4.5, 4.2, 4.9, 4.3, 4.6, 4.1, 4.4, 3.5};
  leda_chart_options options = known(NAN, LEDA_BETTER_LOWER);
  options.rules = LEDA_RULES_NHS;
  expect(of(run, 8, &options), LEDA_VARIATION_CONCERN, 1);
  expect(of(ended, 8, &options), LEDA_VARIATION_COMMON, 0);
}

/* Seven rising from 2.1 to 3.9, all below the centre: a trend upwards is what the published icon tells
   (NHSRplotthedots' "7 Point Trend (Increasing)" goes before "7 Points Below CL"). */
static void test_trend_goes_before_run(void **state) {
  (void)state;
  const double rising[] = {3.5, 2.1, 2.4, 2.7, 3.0, 3.3, 3.6, 3.9};
  leda_chart_options options = known(NAN, LEDA_BETTER_HIGHER);
  options.rules = LEDA_RULES_NHS;
  expect(of(rising, 8, &options), LEDA_VARIATION_IMPROVEMENT, 1);
}

/* A limit goes before a trend: rising to 0.9, still below the lower limit 1. */
static void test_limit_goes_before_trend(void **state) {
  (void)state;
  const double rising[] = {0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
  leda_chart_options options = known(NAN, LEDA_BETTER_HIGHER);
  options.rules = LEDA_RULES_NHS;
  expect(of(rising, 8, &options), LEDA_VARIATION_CONCERN, -1);
}

/* Western Electric's two of three beyond 2 sigma: 6.2 and 6.3 against 6. */
static void test_zones(void **state) {
  (void)state;
  const double near_limit[] = {4, 5, 3, 4.5, 3.5, 6.2, 3.8, 6.3};
  leda_chart_options options = known(NAN, LEDA_BETTER_HIGHER);
  options.rules = LEDA_RULES_WESTERN_ELECTRIC;
  expect(of(near_limit, 8, &options), LEDA_VARIATION_IMPROVEMENT, 1);
  options.rules = LEDA_RULES_NHS; /* the three must lie on one side */
  expect(of(near_limit, 8, &options), LEDA_VARIATION_COMMON, 0);
}

/* Fifteen within one sigma lie nowhere else than before. */
static void test_no_direction(void **state) {
  (void)state;
  double inside[15];
  for (size_t i = 0; i < 15; i++) inside[i] = i % 3 ? 4.3 : 3.8;
  leda_chart_options options = known(NAN, LEDA_BETTER_HIGHER);
  options.rules = LEDA_RULES_NELSON;
  expect(of(inside, 15, &options), LEDA_VARIATION_UNDIRECTED, 0);
}

/* Anhoej: of 24 the longest run allowed is round(log2 24 + 3) = 8; nine end the series below the median,
   one of them on it. */
static void test_long_run(void **state) {
  (void)state;
  const double values[] = {6, 8, 3, 7, 6, 4, 8, 7, 3, 6, 7, 8, 4, 7, 6, 3, 4, 3, 4, 3, 4, 3, 4, 5};
  leda_chart_options options = leda_chart_options_default();
  options.type = LEDA_CHART_RUN;
  options.known_centre = 5.0;
  options.better = LEDA_BETTER_HIGHER;
  one_series f;
  one_series_set(&f, LEDA_PERIOD_YEAR, values, 24);
  f.rows[23].value = 4.5;
  expect(summarise(&f, &options), LEDA_VARIATION_CONCERN, -1);
}

/* Missing and excluded points at the end are passed over; the phase of the last begins anew. */
static void test_what_is_last(void **state) {
  (void)state;
  one_series f;
  const double values[] = {4, 5, 3, 4.5, 3.5, 7.5, 3.8, 4.1};
  const leda_period out = {LEDA_PERIOD_YEAR, 2007};
  leda_chart_options options = known(NAN, LEDA_BETTER_HIGHER);
  options.excluded = &out;
  options.n_excluded = 1;
  one_series_set(&f, LEDA_PERIOD_YEAR, values, 8);
  f.rows[7].value = NAN;
  leda_chart_summary summary = summarise(&f, &options);
  expect(summary, LEDA_VARIATION_IMPROVEMENT, 1);
  assert_int_equal(summary.point, 5);
}

static void test_cannot_be_told(void **state) {
  (void)state;
  leda_chart_options options = leda_chart_options_default();
  options.type = LEDA_CHART_RUN;
  expect(of(calm, 5, &options), LEDA_VARIATION_NONE, 0);
  expect(of(calm, 8, &options), LEDA_VARIATION_COMMON, 0);
  options.rules = LEDA_RULES_NONE;
  expect(of(calm, 8, &options), LEDA_VARIATION_NONE, 0);
}

/* A wide range between neighbours is no better for being upwards. */
static void test_spread_has_no_better_side(void **state) {
  (void)state;
  const double jump[] = {4, 4.1, 4, 4.1, 4, 4.1, 4, 4.1, 4, 4.1, 4, 9};
  leda_chart_options options = leda_chart_options_default();
  options.type = LEDA_CHART_MR;
  options.better = LEDA_BETTER_HIGHER;
  expect(of(jump, 12, &options), LEDA_VARIATION_HIGH, 1);
}

/* S- = -(0.5 - (-8)) = ... far below -h at the last point: 4 - 9 sigma. */
static void test_cusum(void **state) {
  (void)state;
  const double drop[] = {4, 5, 3, 4.5, 3.5, 4.2, 3.8, -5};
  leda_chart_options options = known(NAN, LEDA_BETTER_HIGHER);
  options.type = LEDA_CHART_CUSUM;
  expect(of(drop, 8, &options), LEDA_VARIATION_CONCERN, -1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_assurance_by_published_rules),
      cmocka_unit_test(test_limit_at_the_target),
      cmocka_unit_test(test_assurance_needs_limits_of_values),
      cmocka_unit_test(test_target_at_the_last_point),
      cmocka_unit_test(test_last_point),
      cmocka_unit_test(test_run_of_nhs),
      cmocka_unit_test(test_trend_goes_before_run),
      cmocka_unit_test(test_limit_goes_before_trend),
      cmocka_unit_test(test_zones),
      cmocka_unit_test(test_no_direction),
      cmocka_unit_test(test_long_run),
      cmocka_unit_test(test_what_is_last),
      cmocka_unit_test(test_cannot_be_told),
      cmocka_unit_test(test_spread_has_no_better_side),
      cmocka_unit_test(test_cusum),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
