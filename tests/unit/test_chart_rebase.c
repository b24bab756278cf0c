/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --rebase auto. What is judged is leda check's, so that its p and periods are those expected here. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/analysis/chart.h"
#include "engine/analysis/chart_rebase.h"
#include "engine/analysis/check.h"
#include "engine/core/text.h"
#include "tests/support/assert_near.h"

typedef struct {
  leda_panel panel;
  leda_chart chart;
} made;

/* Where the level changes, and what it is from there on; until the first change it is 0. */
typedef struct {
  size_t n;
  struct {
    size_t at;
    double level;
  } step[2];
} steps;

/* n values of noise within 0..1 about that level. */
static void add_values(leda_text *csv, size_t n, steps changes, unsigned start) {
  unsigned state = start;
  for (size_t i = 0; i < n; i++) {
    double level = 0.0;
    for (size_t k = 0; k < changes.n; k++)
      if (i >= changes.step[k].at) level = changes.step[k].level;
    state = state * 1664525u + 1013904223u; /* Numerical Recipes' generator */
    leda_text_addf(csv, "%zu,%.6f\n", 2001 + i, level + (double)state / 4294967296.0);
  }
}

static void make(made *m, const leda_text *csv, const leda_chart_options *options) {
  leda_error err = leda_error_none();
  leda_read_options reading = leda_chart_reading(options->type);
  leda_bytes bytes = {"made.csv", leda_text_str(csv), csv->length};
  assert_int_equal(leda_panel_read_memory(&m->panel, bytes, &reading, NULL, &err), LEDA_OK);
  leda_status status = leda_chart_run(&m->chart, &m->panel, m->panel.series, options, &err);
  if (status) fail_msg("%s", err.message);
}

static void made_clear(made *m, leda_text *csv) {
  leda_chart_clear(&m->chart);
  leda_panel_clear(&m->panel);
  leda_text_clear(csv);
}

static leda_chart_options rebasing(leda_chart_type type) {
  leda_chart_options options = leda_chart_options_default();
  options.type = type;
  options.rebase_alpha = 0.05;
  return options;
}

static void two_shifts(void **state) {
  made m;
  leda_text csv = {0};
  leda_chart_options options = rebasing(LEDA_CHART_I);
  (void)state;
  leda_text_add(&csv, "year,value\n");
  add_values(&csv, 60, (steps){2, {{30, 1.0}, {50, 2.4}}}, 1);
  make(&m, &csv, &options);
  const leda_rebasing *r = &m.chart.rebasing;
  assert_int_equal(r->outcome, LEDA_REBASING_DONE);
  assert_int_equal(r->n, 2);
  assert_int_equal(r->items[0].period.ordinal, 2031);
  assert_int_equal(r->items[1].period.ordinal, 2051);
  assert_int_equal(m.chart.n_phases, 3);
  assert_int_equal(m.chart.points[29].phase, 0);
  assert_int_equal(m.chart.points[30].phase, 1);
  assert_int_equal(m.chart.phases[1].baseline_points, 20);
  double least = fmin(r->items[0].alpha, r->items[1].alpha);
  assert_near(fmax(r->items[0].alpha, r->items[1].alpha), 0.05, 0.0);
  assert_true(fabs(least - 0.05 * 50 / 60) < 1e-12 || fabs(least - 0.05 * 30 / 60) < 1e-12);
  made_clear(&m, &csv);
}

/* The same numbers as leda check gives for the whole series. */
static void as_check(void **state) {
  made m;
  leda_check check;
  leda_text csv = {0};
  leda_chart_options options = rebasing(LEDA_CHART_I);
  leda_check_options asked = leda_check_options_default();
  leda_error err = leda_error_none();
  (void)state;
  leda_text_add(&csv, "year,value\n");
  add_values(&csv, 24, (steps){1, {{14, 2.0}}}, 7);
  make(&m, &csv, &options);
  assert_int_equal(leda_check_run(&check, &m.panel, m.panel.series, &asked, &err), LEDA_OK);
  const leda_rebase *item = &m.chart.rebasing.items[0];
  assert_int_equal(m.chart.rebasing.n, 1);
  assert_near(item->p, check.verdict.p, 0.0);
  assert_int_equal(item->verdict, check.verdict.verdict);
  assert_int_equal(item->period.ordinal, check.periods[check.verdict.change_index].ordinal);
  assert_int_equal(item->period_set_size, check.verdict.period_set_size);
  leda_check_clear(&check);
  made_clear(&m, &csv);
}

static void assert_outcome(size_t n, steps changes, leda_rebasing_outcome outcome) {
  made m;
  leda_text csv = {0};
  leda_chart_options options = rebasing(LEDA_CHART_I);
  leda_text_add(&csv, "year,value\n");
  add_values(&csv, n, changes, 3);
  make(&m, &csv, &options);
  assert_int_equal(m.chart.rebasing.outcome, outcome);
  assert_int_equal(m.chart.rebasing.n, 0);
  assert_int_equal(m.chart.n_phases, 1);
  made_clear(&m, &csv);
}

static void none(void **state) {
  const steps level = {0}, end = {1, {{37, 9.0}}};
  (void)state;
  assert_outcome(30, level, LEDA_REBASING_NO_CHANGE);
  assert_outcome(7, level, LEDA_REBASING_TOO_SHORT);
  assert_outcome(1, level, LEDA_REBASING_TOO_SHORT);
  assert_outcome(40, end, LEDA_REBASING_EDGE);
}

/* Off: nothing is judged. */
static void off(void **state) {
  made m;
  leda_text csv = {0};
  leda_chart_options options = leda_chart_options_default();
  (void)state;
  leda_text_add(&csv, "year,value\n");
  add_values(&csv, 24, (steps){1, {{12, 9.0}}}, 7);
  make(&m, &csv, &options);
  assert_int_equal(m.chart.rebasing.outcome, LEDA_REBASING_OFF);
  assert_int_equal(m.chart.n_phases, 1);
  made_clear(&m, &csv);
}

/* Excluded and missing points are not judged, and keep their place. */
static void left_out(void **state) {
  made m;
  leda_text csv = {0};
  leda_chart_options options = rebasing(LEDA_CHART_I);
  leda_period wild = {LEDA_PERIOD_YEAR, 2030};
  (void)state;
  leda_text_add(&csv, "year,value\n");
  add_values(&csv, 24, (steps){1, {{12, 5.0}}}, 7);
  leda_text_add(&csv, "2025,\n2026,\n2027,5.5\n2028,5.2\n2029,5.4\n2030,900\n");
  options.excluded = &wild;
  options.n_excluded = 1;
  make(&m, &csv, &options);
  assert_int_equal(m.chart.rebasing.n, 1);
  assert_int_equal(m.chart.rebasing.items[0].period.ordinal, 2013);
  assert_int_equal(m.chart.points[25].phase, 1);
  made_clear(&m, &csv);
}

static void usage(void **state) {
  leda_phase_choice phase = {.period = {LEDA_PERIOD_YEAR, 2005}, .label = ""};
  leda_chart_options good = rebasing(LEDA_CHART_P), bad;
  leda_error err = leda_error_none();
  static const leda_chart_type refused[] = {LEDA_CHART_MR, LEDA_CHART_R,     LEDA_CHART_S,
                                            LEDA_CHART_T2, LEDA_CHART_CUSUM, LEDA_CHART_EWMA,
                                            LEDA_CHART_MA};
  (void)state;
  assert_int_equal(leda_chart_rebase_check(&good, &err), LEDA_OK);
  bad = good;
  bad.phases = &phase;
  bad.n_phases = 1;
  assert_int_equal(leda_chart_rebase_check(&bad, &err), LEDA_ERR_USAGE);
  bad.rebase_alpha = 0.0;
  assert_int_equal(leda_chart_rebase_check(&bad, &err), LEDA_OK);
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
    bad = rebasing(refused[i]);
    assert_int_equal(leda_chart_rebase_check(&bad, &err), LEDA_ERR_USAGE);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(two_shifts), cmocka_unit_test(as_check), cmocka_unit_test(none),
      cmocka_unit_test(off),        cmocka_unit_test(left_out), cmocka_unit_test(usage),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
