/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of alarm_rules against the rules that mark points (zone_rules.h, pattern_rules.h, runs.h), whose own
 * tests stand elsewhere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/alarm_rules.h"
#include "stats/moving_range.h"
#include "stats/pattern_rules.h"
#include "stats/runs.h"
#include "stats/stream.h"
#include "tests/support/assert_near.h"

enum { MOST = 150 };

static bool any(const bool *fires, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (fires[i]) return true;
  return false;
}

static bool slow_anhoej(const double *d, size_t n) {
  double zero[MOST] = {0};
  return leda_runs_analyse(d, zero, n).signal;
}

/* One set on one phase by the marking rules; z NaN where there is no sigma. */
static bool slow(const leda_alarm_rules *set, const double *y, const double *d, const double *z,
                 size_t n) {
  bool fires[MOST], found = set->anhoej && slow_anhoej(d, n);
  if (set->beyond > 0.0) {
    leda_rule_beyond(z, n, (leda_zone_rule){set->beyond, 1, 1}, fires);
    found = found || any(fires, n);
  }
  for (size_t k = 0; k < LEDA_ALARM_ZONES; k++)
    if (set->zone[k].window) {
      leda_rule_beyond(z, n, set->zone[k], fires);
      found = found || any(fires, n);
    }
  if (set->run) {
    leda_rule_run(d, n, set->run, fires);
    found = found || any(fires, n);
  }
  if (set->trend) {
    leda_rule_trend(y, n, set->trend, fires);
    found = found || any(fires, n);
  }
  if (set->alternating) {
    leda_rule_alternating(y, n, set->alternating, fires);
    found = found || any(fires, n);
  }
  if (set->inside) {
    leda_rule_inside(z, n, set->inside, 1.0, fires);
    found = found || any(fires, n);
  }
  if (set->outside) {
    leda_rule_outside(z, n, set->outside, 1.0, fires);
    found = found || any(fires, n);
  }
  if (set->near_limit) {
    leda_rule_near_limit(z, n, fires);
    found = found || any(fires, n);
  }
  return found;
}

/* Centre and sigma by the functions that charts use. */
static bool slow_phase(const leda_alarm_rules *set, const leda_alarm_chart *chart, const double *y,
                       const leda_alarm_phase *phase) {
  double d[MOST], z[MOST], range[MOST], centre = 0.0, sigma;
  int position[MOST];
  size_t n = phase->to - phase->from, base = phase->baseline ? phase->baseline : n;
  const double *v = y + phase->from;
  for (size_t i = 0; i < base; i++) {
    position[i] = (int)i;
    centre += v[i] / (double)base;
  }
  leda_moving_ranges(v, position, base, range);
  sigma = leda_moving_range_mean(range, NULL, base, chart->screen) / leda_d2_two();
  for (size_t i = 0; i < n; i++) {
    d[i] = fabs(v[i] - centre) < 1e-12 ? 0.0 : v[i] - centre;
    z[i] = sigma > 0.0 ? d[i] / sigma : NAN;
  }
  return slow(set, v, d, z, n);
}

enum { N_SETS = 8 };

static void fill_sets(leda_alarm_rules *sets) {
  sets[0] = leda_alarm_rules_sigma3();
  sets[1] = leda_alarm_rules_western_electric();
  sets[2] = leda_alarm_rules_nelson();
  sets[3] = leda_alarm_rules_nhs();
  sets[4] = leda_alarm_rules_wheeler();
  sets[5] = leda_alarm_rules_anhoej();
  /* what the others hide behind more frequent rules, shorter so that both answers occur */
  sets[6] = (leda_alarm_rules){.alternating = 7, .inside = 9, .near_limit = true};
  sets[7] = (leda_alarm_rules){.outside = 4, .trend = 5, .zone = {{0.5, 9, 11}}};
}

/* Every third series is rounded, so that there are ties with each other and with the centre. */
static void draw(leda_stream *stream, double *y, size_t n, size_t r) {
  double last = 0.0, phi = r % 2 ? 0.4 : -0.3;
  for (size_t i = 0; i < n; i++) {
    last = phi * last + leda_stream_normal(stream);
    y[i] = r % 3 == 0 ? round(2.0 * last) : last;
  }
}

static void compare(const leda_alarm_chart *chart, size_t n, size_t series, size_t *agreed) {
  leda_alarm_rules sets[N_SETS];
  double y[MOST], work[2 * MOST];
  int status;
  leda_alarm_phase whole = {0, n, 0};
  const leda_alarm_phase *phases = chart->n_phases ? chart->phases : &whole;
  size_t n_phases = chart->n_phases ? chart->n_phases : 1;
  fill_sets(sets);
  leda_alarm_judge *judge = leda_alarm_judge_alloc(chart, n, sets, N_SETS, &status);
  assert_non_null(judge);
  assert_true(leda_alarm_judge_work(judge) <= 2 * MOST);
  for (size_t r = 0; r < series; r++) {
    leda_stream stream = leda_stream_start(n, r);
    draw(&stream, y, n, r);
    unsigned found = leda_alarm_judge_run(judge, y, work);
    for (size_t k = 0; k < N_SETS; k++) {
      bool expected = false;
      for (size_t p = 0; p < n_phases; p++)
        expected = slow_phase(&sets[k], chart, y, &phases[p]) || expected;
      if (expected != (bool)(found >> k & 1U)) fail_msg("n %zu, series %zu, set %zu", n, r, k);
      agreed[2 * k + expected]++;
    }
  }
  leda_alarm_judge_free(judge);
}

static void test_same_as_marking_rules(void **state) {
  (void)state;
  static const size_t lengths[] = {2, 3, 5, 8, 24, 63, 64, 65, 96, 97, 129, MOST};
  size_t agreed[2 * N_SETS] = {0};
  leda_alarm_chart chart = {.centre = LEDA_ALARM_MEAN, .sigma = LEDA_ALARM_MOVING_RANGE};
  for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++) {
    chart.screen = k % 2;
    compare(&chart, lengths[k], 1500, agreed);
  }
  /* both answers have been seen often, or the comparison would say nothing */
  for (size_t k = 0; k < 2 * N_SETS; k++) assert_true(agreed[k] > 300);
}

static void test_phases_and_baselines(void **state) {
  (void)state;
  static const leda_alarm_phase phases[] = {{0, 11, 0}, {11, 40, 10}, {42, 120, 20}};
  size_t agreed[2 * N_SETS] = {0};
  leda_alarm_chart chart = {
      .centre = LEDA_ALARM_MEAN, .sigma = LEDA_ALARM_MOVING_RANGE, .phases = phases, .n_phases = 3};
  compare(&chart, 120, 1500, agreed);
  compare(&chart, MOST, 500, agreed);
}

static leda_alarm_judge *judge_of(leda_alarm_centre centre, leda_alarm_sigma sigma, size_t n,
                                  leda_alarm_rules set) {
  int status;
  leda_alarm_chart chart = {.centre = centre, .sigma = sigma};
  leda_alarm_judge *judge = leda_alarm_judge_alloc(&chart, n, &set, 1, &status);
  assert_non_null(judge);
  assert_int_equal(status, GSL_SUCCESS);
  return judge;
}

static void check_widest(leda_alarm_centre centre, leda_alarm_sigma sigma, double expected) {
  const double y[] = {1, 2, 4, 3, 10};
  double work[10];
  leda_alarm_judge *judge = judge_of(centre, sigma, 5, leda_alarm_rules_sigma3());
  assert_near(leda_alarm_judge_widest(judge, y, work), expected, 1e-12);
  leda_alarm_judge_free(judge);
}

/* R 4.2.2 on y = c(1, 2, 4, 3, 10): ranges 1, 2, 1, 7; mean 4, median 3; sd(y) = sqrt(12.5). */
static void test_kinds_of_centre_and_sigma(void **state) {
  (void)state;
  check_widest(LEDA_ALARM_MEAN, LEDA_ALARM_MOVING_RANGE, 6.0 * 1.1283791670955126 / 2.75);
  check_widest(LEDA_ALARM_MEDIAN, LEDA_ALARM_MOVING_RANGE, 7.0 * 1.1283791670955126 / 2.75);
  check_widest(LEDA_ALARM_MEDIAN, LEDA_ALARM_MEDIAN_RANGE, 7.0 * 0.9538725524089 / 1.5);
  check_widest(LEDA_ALARM_MEAN, LEDA_ALARM_SD, 6.0 / sqrt(12.5));
  check_widest(LEDA_ALARM_CENTRE_ZERO, LEDA_ALARM_SIGMA_ONE, 10.0);
  check_widest(LEDA_ALARM_MEDIAN, LEDA_ALARM_NO_SIGMA, 0.0);
}

/* A constant series signals nowhere; without a sigma, runs and trends still do. */
static void test_no_sigma(void **state) {
  (void)state;
  double y[40], work[80];
  leda_alarm_rules set = leda_alarm_rules_nelson();
  for (size_t i = 0; i < 40; i++) y[i] = 0.1;
  leda_alarm_judge *judge = judge_of(LEDA_ALARM_MEAN, LEDA_ALARM_MOVING_RANGE, 40, set);
  assert_int_equal(leda_alarm_judge_run(judge, y, work), 0);
  leda_alarm_judge_free(judge);
  judge = judge_of(LEDA_ALARM_MEDIAN, LEDA_ALARM_NO_SIGMA, 40, set);
  assert_int_equal(leda_alarm_judge_run(judge, y, work), 0);
  for (size_t i = 0; i < 40; i++) y[i] = (double)(i % 10);
  assert_int_equal(leda_alarm_judge_run(judge, y, work), 1);
  leda_alarm_judge_free(judge);
  judge = judge_of(LEDA_ALARM_MEAN, LEDA_ALARM_MOVING_RANGE, 1, set);
  assert_int_equal(leda_alarm_judge_run(judge, y, work), 0);
  leda_alarm_judge_free(judge);
}

static void refuse(const leda_alarm_chart *chart, size_t n, leda_alarm_rules set, size_t n_sets) {
  int status;
  assert_null(leda_alarm_judge_alloc(chart, n, &set, n_sets, &status));
  assert_int_equal(status, GSL_EINVAL);
}

static void test_refusals(void **state) {
  (void)state;
  static const leda_alarm_phase overlap[] = {{0, 6, 0}, {5, 10, 0}}, empty[] = {{3, 3, 0}},
                                beyond[] = {{0, 11, 0}}, long_base[] = {{0, 10, 11}};
  leda_alarm_chart plain = {.centre = LEDA_ALARM_MEAN};
  leda_alarm_chart chart = {.phases = overlap, .n_phases = 2};
  refuse(&plain, 0, leda_alarm_rules_sigma3(), 1);
  refuse(&plain, 10, leda_alarm_rules_sigma3(), 0);
  refuse(&plain, 10, leda_alarm_rules_sigma3(), 33);
  refuse(&plain, 10, (leda_alarm_rules){.run = 33}, 1);
  refuse(&plain, 10, (leda_alarm_rules){.zone = {{1.0, 2, 40}}}, 1);
  refuse(&plain, 10, (leda_alarm_rules){.trend = 1}, 1);
  refuse(&plain, 10, (leda_alarm_rules){.alternating = 2}, 1);
  refuse(&chart, 10, leda_alarm_rules_sigma3(), 1);
  chart = (leda_alarm_chart){.phases = empty, .n_phases = 1};
  refuse(&chart, 10, leda_alarm_rules_sigma3(), 1);
  chart.phases = beyond;
  refuse(&chart, 10, leda_alarm_rules_sigma3(), 1);
  chart.phases = long_base;
  refuse(&chart, 10, leda_alarm_rules_sigma3(), 1);
  leda_alarm_judge_free(NULL);
}

/* R 4.2.2: qbinom(0.05, n - 1, 0.5) and round(log2(n)) + 3. */
static void test_runs_limits(void **state) {
  (void)state;
  static const size_t known[][3] = {{2, 4, 0},     {3, 5, 0},      {10, 6, 2},     {11, 6, 2},
                                    {20, 7, 6},    {24, 8, 8},     {45, 8, 17},    {46, 9, 17},
                                    {100, 10, 41}, {362, 11, 165}, {1000, 13, 474}};
  size_t longest, crossings;
  for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
    leda_runs_limits(known[k][0], &longest, &crossings);
    assert_int_equal(longest, known[k][1]);
    assert_int_equal(crossings, known[k][2]);
  }
  leda_runs_limits(1, &longest, &crossings);
  assert_int_equal(longest + crossings, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_same_as_marking_rules),
      cmocka_unit_test(test_phases_and_baselines),
      cmocka_unit_test(test_kinds_of_centre_and_sigma),
      cmocka_unit_test(test_no_sigma),
      cmocka_unit_test(test_refusals),
      cmocka_unit_test(test_runs_limits),
  };
  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
