/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gates of an improvement project. Numbers of the example project by R 4.2.2: mean(x), mean(abs(diff(x))) / (2 /
   sqrt(pi)), wilcox.test(y, x, conf.int = TRUE), kruskal.test, cor(method = "spearman"), aov(v ~ p * o), on the
   files of datasets/nightfast, x the 18 months before the change and y the 18 from it on. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/dmaic.h"
#include "engine/core/memory.h"
#include "tests/support/assert_near.h"

/* A project read from memory, with one series. */
typedef struct {
  leda_project project;
  leda_panel panel;
  leda_study studies[LEDA_STUDY_PAIRS + 1];
  leda_dmaic dmaic;
} run;

static leda_status judge(run *r, const leda_series *series, leda_better better, leda_error *err) {
  leda_chart_options chart = leda_chart_options_default();
  chart.better = better;
  leda_dmaic_inputs inputs = {.project = &r->project, .seed = 1, .threads = 1};
  if (series) {
    inputs.panel = &r->panel;
    inputs.series = series;
    inputs.chart = &chart;
  }
  for (size_t k = 0; k <= LEDA_STUDY_PAIRS; k++)
    if (r->studies[k].n > 0) inputs.studies[k] = &r->studies[k];
  return leda_dmaic_run(&r->dmaic, &inputs, err);
}

static void clear(run *r) {
  leda_dmaic_clear(&r->dmaic);
  for (size_t k = 0; k <= LEDA_STUDY_PAIRS; k++) leda_study_clear(&r->studies[k]);
  leda_panel_clear(&r->panel);
  leda_project_clear(&r->project);
}

static const leda_finding *find(const run *r, leda_phase phase, leda_finding_kind kind) {
  const leda_gate *gate = &r->dmaic.gates[phase];
  for (size_t i = 0; i < gate->n; i++)
    if (gate->findings[i].kind == kind) return &gate->findings[i];
  fail_msg("no finding %s in %s", leda_finding_token(kind), leda_phase_token(phase));
  return NULL;
}

static void assert_gate(const run *r, leda_phase phase, leda_dmaic_state state) {
  if (r->dmaic.gates[phase].state != state)
    fail_msg("%s is %s instead of %s", leda_phase_token(phase),
             leda_gate_token(r->dmaic.gates[phase].state), leda_gate_token(state));
}

/* ---- the example project ---- */

static const leda_series *bjorken(const run *r) {
  for (size_t i = 0; i < r->panel.n_series; i++)
    if (strcmp(r->panel.series[i].unit, "Björken") == 0) return &r->panel.series[i];
  fail_msg("no Björken");
  return NULL;
}

static void read_example(run *r) {
  static const char *const STUDIES[] = {
      "datasets/nightfast/causes.csv", "datasets/nightfast/gauge.csv",
      "datasets/nightfast/raters.csv", "datasets/nightfast/wards.csv",
      "datasets/nightfast/suppers.csv"};
  const char *path = "datasets/nightfast/night_fast.csv";
  leda_paths paths = {&path, 1};
  leda_read_options reading = {0};
  leda_error err = leda_error_none();
  *r = (run){0};
  assert_int_equal(
      leda_project_read(&r->project, "datasets/nightfast/project.ini", LEDA_EN, NULL, &err),
      LEDA_OK);
  assert_int_equal(leda_panel_read(&r->panel, paths, &reading, NULL, &err), LEDA_OK);
  for (size_t k = 0; k <= LEDA_STUDY_PAIRS; k++)
    assert_int_equal(leda_study_read(&r->studies[k], (leda_study_kind)k, STUDIES[k], NULL, &err),
                     LEDA_OK);
}

static void test_the_example_project(void **state) {
  (void)state;
  run r;
  leda_error err = leda_error_none();
  read_example(&r);
  assert_int_equal(judge(&r, bjorken(&r), LEDA_BETTER_LOWER, &err), LEDA_OK);
  assert_gate(&r, LEDA_PHASE_DEFINE, LEDA_STATE_PASSED);
  assert_gate(&r, LEDA_PHASE_MEASURE, LEDA_STATE_PASSED);
  assert_gate(&r, LEDA_PHASE_ANALYZE, LEDA_STATE_PASSED);
  assert_gate(&r, LEDA_PHASE_IMPROVE, LEDA_STATE_PASSED);
  assert_int_equal(r.dmaic.baseline.n, 18);
  assert_near(r.dmaic.baseline.level, 12.8666666666667, 1e-13);
  assert_near(r.dmaic.baseline.sd, 0.307572874127722, 1e-13);
  const leda_finding *effect = find(&r, LEDA_PHASE_IMPROVE, LEDA_FINDING_EFFECT);
  assert_near(effect->value, -2.3, 1e-4); /* R: -2.29995545300364, to its tolerance */
  assert_int_equal(effect->n, 18);
  const leda_finding *goal = find(&r, LEDA_PHASE_IMPROVE, LEDA_FINDING_GOAL);
  assert_near(goal->value, 10.5333333333, 1e-11);
  assert_near(r.dmaic.gauge.parts_line.mean_square, 9.877696296, 1e-9);
  assert_near(r.dmaic.gauge.repeat_line.mean_square, 0.018576667, 1e-7);
  const leda_finding *strata = find(&r, LEDA_PHASE_ANALYZE, LEDA_FINDING_STRATA);
  assert_string_equal(strata->text, "plan 3");
  assert_string_equal(strata->subject, "plan 1");
  assert_true(strata->p < 1e-4); /* chi-square gives 1.6e-5 */
  assert_near(find(&r, LEDA_PHASE_ANALYZE, LEDA_FINDING_SCATTER)->value, -0.655812162547, 1e-11);
  const leda_finding *kept = find(&r, LEDA_PHASE_CONTROL, LEDA_FINDING_KEPT);
  assert_int_equal(kept->n, 12);
  assert_near(kept->value, 0.978873239436619,
              1e-13); /* (mean(v[25:36]) - m) / (mean(v[19:24]) - m) */
  assert_int_equal(kept->state, LEDA_STATE_PASSED);
  assert_gate(&r, LEDA_PHASE_CONTROL, LEDA_STATE_PASSED);
  assert_gate(&r, LEDA_PHASE_SPREAD, LEDA_STATE_CANNOT_TELL); /* two homes did nothing */
  const leda_finding *pareto = find(&r, LEDA_PHASE_ANALYZE, LEDA_FINDING_PARETO);
  assert_int_equal(pareto->n, 3); /* 64 + 47 + 19 of 149: 87 %; 64 + 47: 74 % */
  assert_int_equal(pareto->m, 6);
  assert_near(pareto->value, 130.0 / 149.0, 1e-14);
  clear(&r);
}

/* ---- what each finding needs ---- */

#define HEAD                                                                                       \
  "[project]\ntitle = T\n[define]\nproblem = P\ngoal = G\n[measure a]\nfile = a.csv\n"             \
  "definition = D\nsource = S\nbetter = lower\ntarget = 8\ntarget_date = 2002-12\n"

/* 12 months about 10 with a wobble of one, then `after` months `step` away from it. */
static void read_made(run *r, const char *project, size_t before, size_t after, double step) {
  leda_text csv = {0};
  leda_error err = leda_error_none();
  leda_text_add(&csv, "period,value\n");
  for (size_t i = 0; i < before + after; i++)
    leda_text_addf(&csv, "%zu-%02zu,%.2f\n", 2000 + i / 12, i % 12 + 1,
                   10.0 + (double)(i * 7 % 5) / 2.0 - 1.0 + (i >= before ? step : 0.0));
  *r = (run){0};
  leda_bytes ini = {"a.ini", project, strlen(project)};
  leda_bytes data = {"a.csv", leda_text_str(&csv), csv.length};
  leda_read_options reading = {0};
  assert_int_equal(leda_project_parse(&r->project, ini, false, NULL, &err), LEDA_OK);
  assert_int_equal(leda_panel_read_memory(&r->panel, data, &reading, NULL, &err), LEDA_OK);
  if (judge(r, r->panel.series, LEDA_BETTER_LOWER, &err)) fail_msg("%s", err.message);
  leda_text_clear(&csv);
}

static void test_a_project_without_data_has_not_passed_define(void **state) {
  (void)state;
  static const char INI[] = "[project]\ntitle = T\n[define]\nproblem = P\n";
  run r = {0};
  leda_error err = leda_error_none();
  leda_bytes source = {"a.ini", INI, sizeof INI - 1};
  assert_int_equal(leda_project_parse(&r.project, source, false, NULL, &err), LEDA_OK);
  assert_int_equal(judge(&r, NULL, LEDA_BETTER_NONE, &err), LEDA_OK);
  assert_gate(&r, LEDA_PHASE_DEFINE, LEDA_STATE_NOT_PASSED);
  for (size_t k = LEDA_PHASE_MEASURE; k < LEDA_PHASE_COUNT; k++)
    assert_gate(&r, (leda_phase)k, LEDA_STATE_NOT_BEGUN);
  assert_string_equal(find(&r, LEDA_PHASE_DEFINE, LEDA_FINDING_KEY)->text, "goal");
  clear(&r);
}

static void test_a_short_baseline_does_not_pass(void **state) {
  (void)state;
  run r;
  read_made(&r, HEAD, 11, 0, 0.0);
  assert_int_equal(find(&r, LEDA_PHASE_MEASURE, LEDA_FINDING_BASELINE_LENGTH)->state,
                   LEDA_STATE_NOT_PASSED);
  assert_gate(&r, LEDA_PHASE_MEASURE, LEDA_STATE_NOT_PASSED);
  assert_gate(&r, LEDA_PHASE_IMPROVE, LEDA_STATE_NOT_BEGUN);
  clear(&r);
  read_made(&r, HEAD, 12, 0, 0.0);
  assert_gate(&r, LEDA_PHASE_MEASURE, LEDA_STATE_PASSED);
  clear(&r);
}

/* A shift inside what is called the baseline. */
static void test_an_unstable_baseline_does_not_pass(void **state) {
  (void)state;
  run r;
  read_made(&r, HEAD, 12, 12, 5.0);
  const leda_finding *stable = find(&r, LEDA_PHASE_MEASURE, LEDA_FINDING_BASELINE_STABLE);
  assert_int_equal(stable->state, LEDA_STATE_NOT_PASSED);
  assert_int_equal(stable->period.ordinal, 12 * 2001);
  clear(&r);
}

static void test_the_goal_has_to_be_better_and_larger_than_noise(void **state) {
  (void)state;
  run r;
  read_made(&r, HEAD, 12, 0, 0.0);
  assert_int_equal(find(&r, LEDA_PHASE_DEFINE, LEDA_FINDING_GOAL_NOISE)->state, LEDA_STATE_PASSED);
  assert_int_equal(find(&r, LEDA_PHASE_DEFINE, LEDA_FINDING_GOAL_NOISE)->m, 24);
  clear(&r);
  read_made(
      &r,
      "[project]\ntitle = T\n[define]\nproblem = P\n[measure a]\nfile = a.csv\nbetter = lower\n"
      "target = 9.9\ntarget_date = 2001-06\n",
      12, 0, 0.0);
  const leda_finding *noise = find(&r, LEDA_PHASE_DEFINE, LEDA_FINDING_GOAL_NOISE);
  assert_int_equal(noise->state, LEDA_STATE_NOT_PASSED);
  assert_int_equal(noise->m, 6);
  assert_true(noise->lower > noise->value);
  clear(&r);
  read_made(
      &r,
      "[project]\ntitle = T\n[define]\nproblem = P\n[measure a]\nfile = a.csv\nbetter = lower\n"
      "target = 12\ntarget_date = 2001-06\n",
      12, 0, 0.0);
  assert_int_equal(find(&r, LEDA_PHASE_DEFINE, LEDA_FINDING_GOAL_AHEAD)->state,
                   LEDA_STATE_NOT_PASSED);
  clear(&r);
}

#define CHANGE HEAD "[change c]\nmeasure = a\nperiod = 2001-01\ntext = T\n"

static void test_what_a_change_did(void **state) {
  (void)state;
  static const struct {
    double step;
    size_t after;
    leda_dmaic_state effect, goal;
  } CASES[] = {
      {-3.0, 12, LEDA_STATE_PASSED, LEDA_STATE_PASSED},
      {3.0, 12, LEDA_STATE_NOT_PASSED, LEDA_STATE_CANNOT_TELL}, /* its date is not here yet */
      {0.0, 12, LEDA_STATE_NOT_PASSED, LEDA_STATE_CANNOT_TELL}, /* the interval leaves -2 out */
      {-3.0, 24, LEDA_STATE_PASSED, LEDA_STATE_PASSED},
      {3.0, 24, LEDA_STATE_NOT_PASSED, LEDA_STATE_NOT_PASSED},
  };
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    run r;
    read_made(&r, CHANGE, 12, CASES[i].after, CASES[i].step);
    leda_dmaic_state effect = find(&r, LEDA_PHASE_IMPROVE, LEDA_FINDING_EFFECT)->state;
    leda_dmaic_state goal = find(&r, LEDA_PHASE_IMPROVE, LEDA_FINDING_GOAL)->state;
    if (effect != CASES[i].effect || goal != CASES[i].goal)
      fail_msg("step %g after %zu: %s, %s", CASES[i].step, CASES[i].after, leda_gate_token(effect),
               leda_gate_token(goal));
    clear(&r);
  }
}

static void test_too_few_values_after_cannot_tell(void **state) {
  (void)state;
  run r;
  read_made(&r, CHANGE, 12, 1, -3.0);
  assert_int_equal(find(&r, LEDA_PHASE_IMPROVE, LEDA_FINDING_EFFECT)->state,
                   LEDA_STATE_CANNOT_TELL);
  assert_gate(&r, LEDA_PHASE_IMPROVE, LEDA_STATE_CANNOT_TELL);
  clear(&r);
  read_made(&r, CHANGE, 12, 0, 0.0);
  assert_gate(&r, LEDA_PHASE_IMPROVE, LEDA_STATE_CANNOT_TELL);
  clear(&r);
}

/* Without a date of the goal, whose simulation would only take time here. */
static void test_out_of_memory_leaves_nothing(void **state) {
  (void)state;
  leda_status status = LEDA_ERR_MEMORY;
  run r;
  read_example(&r);
  r.project.measures[0].target_period.kind = LEDA_PERIOD_NONE;
  for (long successes = 0; status != LEDA_OK; successes = successes * 9 / 8 + 1) {
    leda_error err = leda_error_none();
    leda_memory_fail_after(successes);
    status = judge(&r, bjorken(&r), LEDA_BETTER_LOWER, &err);
    leda_memory_fail_after(-1);
    if (status) assert_int_equal(status, LEDA_ERR_MEMORY);
    leda_dmaic_clear(&r.dmaic);
    assert_true(successes < 100000);
  }
  clear(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_example_project),
      cmocka_unit_test(test_a_project_without_data_has_not_passed_define),
      cmocka_unit_test(test_a_short_baseline_does_not_pass),
      cmocka_unit_test(test_an_unstable_baseline_does_not_pass),
      cmocka_unit_test(test_the_goal_has_to_be_better_and_larger_than_noise),
      cmocka_unit_test(test_what_a_change_did),
      cmocka_unit_test(test_too_few_values_after_cannot_tell),
      cmocka_unit_test(test_out_of_memory_leaves_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
