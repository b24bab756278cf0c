/* SPDX-License-Identifier: GPL-3.0-or-later */
/* False alarms and calibrated limits of whole charts. Rates against R: tests/oracle/test_chart_false_alarm.c. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/chart_alarm_judge.h"
#include "engine/analysis/chart_false_alarm.h"
#include "engine/analysis/chart_replay.h"
#include "engine/core/memory.h"
#include "stats/calibrated_limits.h"
#include "tests/support/assert_near.h"

enum { ROOM = 4000 };

/* n rows from a small generator of its own, so that no library decides what is tested. `ties`: few different values. */
static void write_rows(char *csv, size_t n, bool ties, bool counts) {
  unsigned state = 12345;
  size_t used =
      (size_t)snprintf(csv, ROOM, "period,%s\n", counts ? "numerator,denominator" : "value");
  for (size_t i = 0; i < n; i++) {
    state = state * 1103515245U + 12345U;
    unsigned value = (state >> 16) % (ties ? 5 : 1000), size = 40 + (state >> 8) % 30;
    if (counts)
      used += (size_t)snprintf(csv + used, ROOM - used, "%zu,%u,%u\n", i + 1, value % 12, size);
    else
      used += (size_t)snprintf(csv + used, ROOM - used, "%zu,%u\n", i + 1, value);
  }
}

typedef struct {
  leda_panel panel;
  leda_chart chart;
} made_chart;

static void make(const char *csv, const leda_chart_options *options, made_chart *m) {
  leda_error err = leda_error_none();
  leda_bytes source = {"made.csv", csv, strlen(csv)};
  leda_read_options reading = {0};
  if (leda_panel_read_memory(&m->panel, source, &reading, NULL, &err)) fail_msg("%s", err.message);
  if (leda_chart_run(&m->chart, &m->panel, m->panel.series, options, &err))
    fail_msg("%s", err.message);
}

static void clear(made_chart *m) {
  leda_chart_clear(&m->chart);
  leda_panel_clear(&m->panel);
}

/* ---- the short cut finds what the chart itself finds ---- */

static size_t compare_draws(leda_chart_replay *replay, leda_chart_alarm_judge *fast, int noise,
                            leda_stream *stream) {
  enum { DRAWS = 400 };
  leda_error err = leda_error_none();
  size_t signalled = 0;
  for (int i = 0; i < DRAWS; i++) {
    unsigned slow;
    if (noise == 2)
      leda_chart_replay_permute(replay, stream);
    else
      leda_chart_replay_draw(replay, stream, noise ? 0.6 : 0.0);
    unsigned quick = leda_chart_alarm_judge_run(fast, replay);
    assert_int_equal(leda_chart_replay_judge(replay, &slow, &err), LEDA_OK);
    if (quick != slow)
      fail_msg("type %d limits %d noise %d draw %d: %x, not %x", (int)replay->chart.type,
               (int)replay->chart.limits, noise, i, quick, slow);
    signalled += slow != 0;
  }
  return signalled;
}

static void check_short_cut(const char *csv, const leda_chart_options *options) {
  made_chart m;
  leda_chart_replay replay;
  leda_chart_alarm_judge fast;
  leda_error err = leda_error_none();
  make(csv, options, &m);
  assert_int_equal(leda_chart_replay_init(&replay, &m.chart, &m.panel, options, &err), LEDA_OK);
  assert_int_equal(leda_chart_alarm_judge_init(&fast, &replay, &err), LEDA_OK);
  assert_non_null(fast.judge);
  leda_stream stream = leda_stream_start(7, 0);
  size_t signalled = 0;
  for (int noise = 0; noise < 3; noise++)
    signalled += compare_draws(&replay, &fast, noise, &stream);
  assert_true(signalled > 0);
  leda_chart_alarm_judge_clear(&fast);
  leda_chart_replay_clear(&replay);
  clear(&m);
}

static leda_chart_options options_of(leda_chart_type type, unsigned rules) {
  leda_chart_options options = leda_chart_options_default();
  options.type = type;
  options.rules = rules;
  return options;
}

static void test_short_cut_for_values(void **state) {
  (void)state;
  char csv[ROOM];
  const leda_phase_choice phases[] = {{{LEDA_PERIOD_NUMBER, 15}, "", 8}};
  for (int ties = 0; ties < 2; ties++) {
    write_rows(csv, 40, ties, false);
    leda_chart_options o = options_of(LEDA_CHART_I, LEDA_RULES_ALL);
    check_short_cut(csv, &o);
    o.baseline_points = 10;
    o.phases = phases;
    o.n_phases = 1;
    o.rule_run = 6;
    o.rule_trend = 5;
    check_short_cut(csv, &o);
    o = options_of(LEDA_CHART_I, LEDA_RULES_NHS);
    check_short_cut(csv, &o);
    o = options_of(LEDA_CHART_I, LEDA_RULES_ALL);
    o.sigma = LEDA_SIGMA_MEDIAN_MOVING_RANGE;
    o.centre = LEDA_CENTRE_MEDIAN;
    o.limits = LEDA_LIMITS_PROBABILITY;
    check_short_cut(csv, &o);
    o = options_of(LEDA_CHART_RUN, LEDA_RULES_ALL);
    check_short_cut(csv, &o);
  }
}

static void test_short_cut_for_counts(void **state) {
  (void)state;
  char csv[ROOM];
  const leda_chart_type types[] = {LEDA_CHART_P, LEDA_CHART_NP, LEDA_CHART_U, LEDA_CHART_C};
  const leda_period excluded[] = {{LEDA_PERIOD_NUMBER, 5}, {LEDA_PERIOD_NUMBER, 20}};
  const leda_phase_choice phases[] = {{{LEDA_PERIOD_NUMBER, 18}, "", 9}};
  write_rows(csv, 40, false, true);
  for (size_t k = 0; k < sizeof types / sizeof *types; k++) {
    leda_chart_options o = options_of(types[k], LEDA_RULES_ALL);
    o.limit_rate = 0.01;
    check_short_cut(csv, &o);
    o.limits = LEDA_LIMITS_EXACT;
    check_short_cut(csv, &o);
    o.excluded = excluded;
    o.n_excluded = 2;
    o.phases = phases;
    o.n_phases = 1;
    check_short_cut(csv, &o);
    o.limits = LEDA_LIMITS_PROBABILITY;
    check_short_cut(csv, &o);
  }
}

/* ---- rates ---- */

static void rates(const char *csv, const leda_chart_options *options, int threads, uint64_t seed,
                  made_chart *m) {
  leda_error err = leda_error_none();
  make(csv, options, m);
  leda_false_alarm_options how = {2000, seed, threads};
  assert_int_equal(
      leda_charts_false_alarm(&(leda_charts){&m->chart, 1}, &m->panel, options, &how, &err),
      LEDA_OK);
}

static bool same(const leda_chart *a, const leda_chart *b) {
  bool equal = a->n_false_alarms == b->n_false_alarms;
  for (size_t i = 0; equal && i < a->n_false_alarms; i++)
    equal = a->false_alarms[i].rules == b->false_alarms[i].rules &&
            a->false_alarms[i].normal == b->false_alarms[i].normal &&
            a->false_alarms[i].permuted == b->false_alarms[i].permuted &&
            a->false_alarms[i].ar1 == b->false_alarms[i].ar1;
  return equal;
}

static void test_threads_and_seed(void **state) {
  (void)state;
  char csv[ROOM];
  made_chart one, four, other;
  leda_chart_options o = options_of(LEDA_CHART_P, LEDA_RULES_ALL);
  write_rows(csv, 24, false, true);
  rates(csv, &o, 1, 1, &one);
  rates(csv, &o, 4, 1, &four);
  rates(csv, &o, 1, 2, &other);
  assert_int_equal(one.chart.n_false_alarms, LEDA_RULE_SETS + 2);
  assert_int_equal(one.chart.false_alarms[0].rules, 0);
  assert_string_equal(leda_false_alarm_token(0), "beyond-limits");
  assert_string_equal(leda_false_alarm_token(LEDA_RULES_NHS), "nhs");
  assert_string_equal(leda_false_alarm_token(one.chart.false_alarms[6].rules), "together");
  assert_true(same(&one.chart, &four.chart));
  assert_false(same(&one.chart, &other.chart));
  clear(&one);
  clear(&four);
  clear(&other);
}

/* A chart alone and the same among others. */
static void test_company_does_not_matter(void **state) {
  (void)state;
  const char *alone = "unit,period,value\na,1,3\na,2,5\na,3,4\na,4,9\na,5,2\na,6,6\na,7,5\na,8,1\n"
                      "a,9,7\n";
  const char *both = "unit,period,value\na,1,3\na,2,5\na,3,4\na,4,9\na,5,2\na,6,6\na,7,5\na,8,1\n"
                     "a,9,7\nb,1,8\nb,2,7\nb,3,9\nb,4,1\nb,5,1\nb,6,5\nb,7,3\nb,8,2\nb,9,6\n";
  leda_error err = leda_error_none();
  leda_chart_options o = options_of(LEDA_CHART_I, LEDA_RULES_ANHOEJ);
  leda_false_alarm_options how = {2000, 1, 2};
  made_chart m, two;
  leda_chart charts[2];
  make(both, &o, &two);
  for (size_t i = 0; i < 2; i++)
    assert_int_equal(leda_chart_run(&charts[i], &two.panel, &two.panel.series[i], &o, &err),
                     LEDA_OK);
  assert_int_equal(leda_charts_false_alarm(&(leda_charts){charts, 2}, &two.panel, &o, &how, &err),
                   LEDA_OK);
  rates(alone, &o, 1, 1, &m);
  assert_true(same(&m.chart, &charts[0]));
  /* the same design: the same rate in independent noise, not in their own values */
  assert_near(charts[1].false_alarms[2].normal, charts[0].false_alarms[2].normal, 0.0);
  assert_false(charts[1].false_alarms[2].permuted == charts[0].false_alarms[2].permuted);
  leda_chart_clear(&charts[0]);
  leda_chart_clear(&charts[1]);
  clear(&m);
  clear(&two);
}

static void test_what_cannot_be_told(void **state) {
  (void)state;
  made_chart m;
  leda_false_alarm_largest largest;
  leda_chart_options o = options_of(LEDA_CHART_I, LEDA_RULES_NONE);
  rates("period,value\n1,3\n2,5\n3,4\n", &o, 1, 1, &m);
  assert_int_equal(m.chart.n_false_alarms, 1); /* limits alone */
  assert_true(isnan(m.chart.false_alarms[0].ar1) && isnan(m.chart.false_alarm_phi));
  assert_int_equal(m.chart.warnings.n, 2); /* few points behind the limits; no phi */
  clear(&m);
  rates("period,value\n1,3\n2,3\n3,3\n4,3\n5,3\n6,3\n7,3\n8,3\n9,3\n", &o, 1, 1, &m);
  assert_near(m.chart.false_alarms[0].permuted, 0.0, 0.0);
  assert_true(isnan(m.chart.false_alarms[0].ar1));
  assert_true(leda_chart_false_alarm_largest(&m.chart, &largest));
  clear(&m);
  o.type = LEDA_CHART_RUN; /* no limits, no rules: nothing to signal */
  rates("period,value\n1,3\n2,5\n3,4\n", &o, 1, 1, &m);
  assert_int_equal(m.chart.n_false_alarms, 0);
  assert_false(leda_chart_false_alarm_largest(&m.chart, &largest));
  clear(&m);
}

/* Its own point beyond the limits stands there in whatever order: p limits know no order. */
static void test_permuted_p(void **state) {
  (void)state;
  made_chart m;
  leda_false_alarm_largest largest;
  leda_chart_options o = options_of(LEDA_CHART_P, LEDA_RULES_NONE);
  rates("period,numerator,denominator\n1,5,50\n2,6,50\n3,4,50\n4,30,50\n5,5,50\n6,5,50\n7,6,50\n"
        "8,4,50\n",
        &o, 1, 1, &m);
  assert_int_equal(m.chart.n_signals, 1);
  assert_near(m.chart.false_alarms[0].permuted, 1.0, 0.0);
  assert_true(leda_chart_false_alarm_largest(&m.chart, &largest));
  assert_int_equal(largest.noise, LEDA_FALSE_ALARM_PERMUTED);
  clear(&m);
}

/* Memory that runs out anywhere is an error, and nothing leaks (with the sanitizers). */
static void test_memory(void **state) {
  (void)state;
  char csv[ROOM];
  made_chart m;
  leda_chart_options o = options_of(LEDA_CHART_P, LEDA_RULES_ANHOEJ);
  leda_false_alarm_options how = {10, 1, 1};
  write_rows(csv, 12, false, true);
  make(csv, &o, &m);
  leda_status status = LEDA_ERR_MEMORY;
  for (long k = 0; k < 3000 && status == LEDA_ERR_MEMORY; k++) {
    leda_error err = leda_error_none();
    leda_chart_clear(&m.chart);
    assert_int_equal(leda_chart_run(&m.chart, &m.panel, m.panel.series, &o, &err), LEDA_OK);
    leda_memory_fail_after(k);
    status = leda_charts_false_alarm(&(leda_charts){&m.chart, 1}, &m.panel, &o, &how, &err);
    leda_memory_fail_after(-1);
    assert_true(status == LEDA_OK || status == LEDA_ERR_MEMORY);
  }
  assert_int_equal(status, LEDA_OK);
  clear(&m);
}

/* ---- calibrated limits ---- */

/* The chart of the data as it comes, its rate by the other simulation: within 4 standard errors of 20,000 and of those that
   the limit itself was made with. */
static void check_calibrated(const char *csv, leda_chart_options o, double rate) {
  made_chart m;
  leda_error err = leda_error_none();
  o.limits = LEDA_LIMITS_CALIBRATED;
  o.alarm_rate = rate;
  make(csv, &o, &m);
  leda_false_alarm_options how = {20000, 3, 2};
  assert_int_equal(leda_charts_false_alarm(&(leda_charts){&m.chart, 1}, &m.panel, &o, &how, &err),
                   LEDA_OK);
  double se = sqrt(rate * (1.0 - rate) * (1.0 / 20000.0 + 1.0 / 10000.0));
  assert_true(fabs(m.chart.false_alarms[0].normal - rate) < 4.0 * se);
  for (size_t i = 0; i < m.chart.n; i++)
    if (o.type == LEDA_CHART_I)
      assert_near(m.chart.points[i].upper - m.chart.points[i].centre,
                  m.chart.limit_sigmas * m.chart.points[i].sigma, 1e-9);
  clear(&m);
}

static void test_calibrated_limits(void **state) {
  (void)state;
  char csv[ROOM];
  const leda_phase_choice phases[] = {{{LEDA_PERIOD_NUMBER, 15}, "", 8}};
  write_rows(csv, 36, false, false);
  leda_chart_options o = options_of(LEDA_CHART_I, LEDA_RULES_NONE);
  check_calibrated(csv, o, 0.05);
  check_calibrated(csv, o, 0.2);
  o.phases = phases;
  o.n_phases = 1;
  check_calibrated(csv, o, 0.05);
  o = options_of(LEDA_CHART_I, LEDA_RULES_NONE);
  o.known_centre = 500.0;
  o.known_sigma = 250.0;
  check_calibrated(csv, o, 0.05);
  o.known_sigma = NAN;
  o.sigma = LEDA_SIGMA_SD;
  check_calibrated(csv, o, 0.05);
  write_rows(csv, 36, false, true);
  check_calibrated(csv, options_of(LEDA_CHART_IP, LEDA_RULES_NONE), 0.05);
}

/* Where the table speaks and where the simulation does, they say the same: a frozen baseline of all points is none. */
static void test_table_and_simulation(void **state) {
  (void)state;
  char csv[ROOM];
  made_chart table, simulated;
  leda_chart_options o = options_of(LEDA_CHART_I, LEDA_RULES_NONE);
  o.limits = LEDA_LIMITS_CALIBRATED;
  write_rows(csv, 24, false, false);
  make(csv, &o, &table);
  assert_near(table.chart.limit_sigmas, leda_calibrated_limit(24, 0.05), 0.0);
  o.d2 = 2.0 / sqrt(acos(-1.0)); /* given: the table is not asked */
  make(csv, &o, &simulated);
  assert_true(fabs(simulated.chart.limit_sigmas - table.chart.limit_sigmas) < 0.04);
  assert_true(simulated.chart.limit_sigmas != table.chart.limit_sigmas);
  clear(&table);
  clear(&simulated);
}

static void test_calibrated_errors(void **state) {
  (void)state;
  const leda_chart_type types[] = {LEDA_CHART_RUN, LEDA_CHART_MR, LEDA_CHART_G, LEDA_CHART_EWMA,
                                   LEDA_CHART_CUSUM};
  char csv[ROOM];
  made_chart m;
  leda_error err = leda_error_none();
  write_rows(csv, 24, false, false);
  leda_chart_options o = options_of(LEDA_CHART_I, LEDA_RULES_NONE);
  make(csv, &o, &m);
  leda_chart_clear(&m.chart);
  o.limits = LEDA_LIMITS_CALIBRATED;
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    err = leda_error_none();
    o.type = types[i];
    assert_int_equal(leda_chart_run(&m.chart, &m.panel, m.panel.series, &o, &err), LEDA_ERR_USAGE);
  }
  leda_panel_clear(&m.panel);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_short_cut_for_values),
                                     cmocka_unit_test(test_short_cut_for_counts),
                                     cmocka_unit_test(test_threads_and_seed),
                                     cmocka_unit_test(test_company_does_not_matter),
                                     cmocka_unit_test(test_what_cannot_be_told),
                                     cmocka_unit_test(test_permuted_p),
                                     cmocka_unit_test(test_memory),
                                     cmocka_unit_test(test_calibrated_limits),
                                     cmocka_unit_test(test_table_and_simulation),
                                     cmocka_unit_test(test_calibrated_errors)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
