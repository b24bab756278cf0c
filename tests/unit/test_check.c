/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/check.h"
#include "engine/core/memory.h"
#include "engine/output/chart_output.h"
#include "tests/support/assert_near.h"

/* Twelve values about 10, then twelve about 30: nobody could call it noise. */
static char *step_csv(double scale, double offset) {
  leda_text csv = {0};
  leda_text_add(&csv, "period,value\n");
  for (int i = 0; i < 24; i++) {
    double wobble = (double)(i * 7 % 5) - 2.0 + 0.01 * i;
    double y = (i < 12 ? 10.0 : 30.0) + wobble;
    leda_text_addf(&csv, "%d-%02d,%.6f\n", 2020 + i / 12, i % 12 + 1, offset + scale * y);
  }
  return leda_text_take(&csv);
}

typedef struct {
  leda_panel panel;
  leda_check check;
} run;

static leda_status judge_with(run *r, const char *csv, const leda_check_options *options,
                              leda_error *err) {
  leda_bytes source = {"test.csv", csv, strlen(csv)};
  leda_read_options reading = {0};
  *err = leda_error_none();
  memset(r, 0, sizeof *r);
  leda_status status = leda_panel_read_memory(&r->panel, source, &reading, NULL, err);
  if (!status) status = leda_check_run(&r->check, &r->panel, r->panel.series, options, err);
  return status;
}

static leda_status judge(run *r, const char *csv, leda_better better, leda_error *err) {
  leda_check_options options = leda_check_options_default();
  options.better = better;
  return judge_with(r, csv, &options, err);
}

static void run_clear(run *r) {
  leda_check_clear(&r->check);
  leda_panel_clear(&r->panel);
}

static void assert_sentence(const leda_check *check, const char *words) {
  leda_text text = {0};
  leda_check_sentence(check, LEDA_EN, &text);
  if (!strstr(leda_text_str(&text), words))
    fail_msg("'%s' is not in '%s'", words, leda_text_str(&text));
  leda_text_clear(&text);
}

/* The levels are computed here, apart from leda. */
static void test_a_step_is_found(void **state) {
  (void)state;
  run r;
  leda_error err;
  char *csv = step_csv(1.0, 0.0);
  double before = 0.0, after = 0.0;
  for (int i = 0; i < 24; i++) {
    double wobble = (double)(i * 7 % 5) - 2.0 + 0.01 * i;
    *(i < 12 ? &before : &after) += ((i < 12 ? 10.0 : 30.0) + wobble) / 12.0;
  }
  assert_int_equal(judge(&r, csv, LEDA_BETTER_HIGHER, &err), LEDA_OK);
  assert_int_equal(r.check.verdict.verdict, LEDA_VERDICT_SHIFT);
  assert_int_equal(r.check.direction, LEDA_DIRECTION_IMPROVEMENT);
  assert_int_equal(r.check.periods[r.check.verdict.change_index].ordinal, 2021 * 12);
  assert_near(r.check.verdict.before, before, 1e-6);
  assert_near(r.check.verdict.after, after, 1e-6);
  assert_true(r.check.verdict.change.lower > 10.0);
  assert_true(r.check.verdict.change.upper < 30.0);
  assert_sentence(&r.check, "An improvement: the level shifted at January 2021");
  run_clear(&r);
  free(csv);
}

/* Direction follows what is better; the unit of measure and its zero change nothing else. */
static void test_direction_and_unit(void **state) {
  (void)state;
  const leda_better better[] = {LEDA_BETTER_NONE, LEDA_BETTER_HIGHER, LEDA_BETTER_LOWER};
  const leda_direction up[] = {LEDA_DIRECTION_CHANGE, LEDA_DIRECTION_IMPROVEMENT,
                               LEDA_DIRECTION_DETERIORATION};
  const leda_direction down[] = {LEDA_DIRECTION_CHANGE, LEDA_DIRECTION_DETERIORATION,
                                 LEDA_DIRECTION_IMPROVEMENT};
  char *csv = step_csv(1.0, 0.0), *turned = step_csv(-1000.0, 5.0);
  for (size_t i = 0; i < 3; i++) {
    run a, b;
    leda_error err;
    assert_int_equal(judge(&a, csv, better[i], &err), LEDA_OK);
    assert_int_equal(judge(&b, turned, better[i], &err), LEDA_OK);
    assert_int_equal(a.check.direction, up[i]);
    assert_int_equal(b.check.direction, down[i]);
    assert_near(b.check.verdict.p, a.check.verdict.p, 1e-9);
    assert_near(b.check.verdict.shift.estimate, -1000.0 * a.check.verdict.shift.estimate, 1e-9);
    run_clear(&a);
    run_clear(&b);
  }
  free(csv);
  free(turned);
}

static void test_missing_values_are_left_out(void **state) {
  (void)state;
  run r;
  leda_error err;
  const char *csv = "period,value\n1,1\n2,\n3,2\n4,..\n5,1.5\n6,1.2\n7,1.9\n8,2.2\n9,1.1\n10,1.4\n";
  assert_int_equal(judge(&r, csv, LEDA_BETTER_NONE, &err), LEDA_OK);
  assert_int_equal(r.check.n, 8);
  assert_int_equal(r.check.n_missing, 2);
  assert_int_equal(r.check.verdict.n, 8);
  assert_int_equal(r.check.periods[1].ordinal, 3);
  run_clear(&r);
}

static void test_noise_says_what_could_have_been_seen(void **state) {
  (void)state;
  run r;
  leda_error err;
  const char *csv = "period,value\n1,4.1\n2,5.2\n3,4.8\n4,4.4\n5,5.5\n6,4.9\n7,4.2\n8,5.1\n9,4.6\n"
                    "10,5.3\n11,4.3\n12,5.0\n";
  assert_int_equal(judge(&r, csv, LEDA_BETTER_LOWER, &err), LEDA_OK);
  assert_int_equal(r.check.verdict.verdict, LEDA_VERDICT_NOISE);
  assert_int_equal(r.check.direction, LEDA_DIRECTION_NONE);
  assert_sentence(&r.check, "would have been seen 8 times in 10");
  run_clear(&r);
}

static void test_too_short_and_constant(void **state) {
  (void)state;
  run r;
  leda_error err;
  assert_int_equal(judge(&r, "period,value\n1,4\n2,5\n3,9\n", LEDA_BETTER_NONE, &err), LEDA_OK);
  assert_int_equal(r.check.verdict.verdict, LEDA_VERDICT_TOO_SHORT);
  assert_sentence(&r.check, "Too few values to tell: 3");
  run_clear(&r);
  const char *flat = "period,value\n1,4\n2,4\n3,4\n4,4\n5,4\n6,4\n7,4\n8,4\n9,4\n";
  assert_int_equal(judge(&r, flat, LEDA_BETTER_NONE, &err), LEDA_OK);
  assert_int_equal(r.check.verdict.reason, LEDA_VERDICT_REASON_CONSTANT);
  assert_near(r.check.verdict.p, 1.0, 0.0);
  assert_sentence(&r.check, "all 9 values are the same");
  run_clear(&r);
}

static void test_rates(void **state) {
  (void)state;
  run r;
  leda_error err;
  const char *csv =
      "period,numerator,denominator\n1,1,10\n2,2,10\n3,3,10\n4,1,10\n5,2,100\n6,3,10\n"
      "7,1,10\n8,2,10\n";
  assert_int_equal(judge(&r, csv, LEDA_BETTER_NONE, &err), LEDA_OK);
  assert_near(r.check.values[1], 0.2, 1e-15);
  assert_near(r.check.values[4], 0.02, 1e-15);
  assert_true(r.check.rates); /* judged by their sizes, so nothing is left to warn of */
  assert_int_equal(r.check.warnings.n, 0);
  run_clear(&r);
  assert_int_equal(
      judge(&r, "period,numerator,denominator\n1,1,10\n2,2,0\n", LEDA_BETTER_NONE, &err),
      LEDA_ERR_DATA);
  assert_int_equal(err.line, 3);
  run_clear(&r);
}

/* 72 months with a wave: the season is taken out, or said to be there where it is kept. */
static void test_a_season_is_taken_out_or_mentioned(void **state) {
  (void)state;
  leda_text csv = {0};
  leda_text_add(&csv, "period,value\n");
  for (int i = 0; i < 72; i++)
    leda_text_addf(&csv, "%d-%02d,%.4f\n", 2015 + i / 12, i % 12 + 1,
                   20.0 + 8.0 * sin(2.0 * 3.14159265358979 * i / 12.0) + (i * 31 % 17) / 17.0);
  run r;
  leda_error err;
  leda_check_options options = leda_check_options_default();
  assert_int_equal(judge_with(&r, leda_text_str(&csv), &options, &err), LEDA_OK);
  assert_int_equal(r.check.season_length, 12);
  assert_true(r.check.verdict.season_removed);
  assert_int_equal(r.check.warnings.n, 0);
  assert_int_equal(r.check.verdict.verdict, LEDA_VERDICT_NOISE);
  run_clear(&r);
  options.keep_season = true;
  options.noise = LEDA_NOISE_CHOICE_INDEPENDENT;
  assert_int_equal(judge_with(&r, leda_text_str(&csv), &options, &err), LEDA_OK);
  assert_int_equal(r.check.season_length, 0);
  assert_true(r.check.verdict.season_warning);
  assert_true(r.check.warnings.n >= 1);
  run_clear(&r);
  leda_text_clear(&csv);
}

/* Three cycles are too few to take a season out of. */
static void test_a_short_season_stays(void **state) {
  (void)state;
  const leda_calendar months = {LEDA_PERIOD_MONTH, LEDA_SPACING_UNIT};
  const leda_calendar years = {LEDA_PERIOD_YEAR, LEDA_SPACING_UNIT};
  const leda_check_options options = leda_check_options_default();
  assert_int_equal(leda_check_season(months, 47, &options), 0);
  assert_int_equal(leda_check_season(months, 48, &options), 12);
  assert_int_equal(leda_check_season(years, 100, &options), 0);
}

static void test_a_known_change(void **state) {
  (void)state;
  run r;
  leda_error err;
  char *csv = step_csv(1.0, 0.0);
  leda_check_options options = leda_check_options_default();
  options.noise = LEDA_NOISE_CHOICE_INDEPENDENT;
  options.known = (leda_known_choice){LEDA_KNOWN_CHANGE, {LEDA_PERIOD_MONTH, 2021 * 12}, {0, 0}};
  assert_int_equal(judge_with(&r, csv, &options, &err), LEDA_OK);
  assert_int_equal(r.check.verdict.verdict, LEDA_VERDICT_SHIFT);
  assert_int_equal(r.check.verdict.change_index, 12);
  assert_int_equal(r.check.verdict.period_set_size, 1);
  assert_true(isnan(r.check.verdict.slope.estimate));
  assert_sentence(&r.check, "The level is another from January 2021 on");
  run_clear(&r);
  /* The same by a baseline that leaves three months out: nine before, twelve after. */
  options.known = (leda_known_choice){
      LEDA_KNOWN_BASELINE, {LEDA_PERIOD_MONTH, 2020 * 12 + 3}, {LEDA_PERIOD_MONTH, 2020 * 12 + 11}};
  assert_int_equal(judge_with(&r, csv, &options, &err), LEDA_OK);
  assert_int_equal(r.check.n, 21);
  assert_int_equal(r.check.verdict.change_index, 9);
  run_clear(&r);
  options.known.last.ordinal = 2024 * 12;
  assert_int_equal(judge_with(&r, csv, &options, &err), LEDA_ERR_DATA);
  assert_true(err.hint[0]);
  run_clear(&r);
  free(csv);
}

/* All 70 ways to choose four of eight: two of them part the values as here, so p = 2/70. */
static void test_a_known_change_is_exact(void **state) {
  (void)state;
  run r;
  leda_error err;
  leda_check_options options = leda_check_options_default();
  options.noise = LEDA_NOISE_CHOICE_INDEPENDENT;
  options.known = (leda_known_choice){LEDA_KNOWN_CHANGE, {LEDA_PERIOD_NUMBER, 5}, {0, 0}};
  const char *csv = "period,value\n1,1\n2,4\n3,2\n4,3\n5,11\n6,14\n7,12\n8,13\n";
  assert_int_equal(judge_with(&r, csv, &options, &err), LEDA_OK);
  assert_near(r.check.verdict.p, 2.0 / 70.0, 1e-12);
  assert_true(r.check.verdict.exact);
  run_clear(&r);
}

/* A random walk of 60 steps: whatever p is, nobody can tell. */
static void test_too_persistent(void **state) {
  (void)state;
  run r;
  leda_error err;
  leda_text csv = {0};
  leda_check_options options = leda_check_options_default();
  leda_text_add(&csv, "period,value\n");
  double y = 0.0;
  for (int i = 0; i < 60; i++) {
    y += (i * 37 % 19) / 9.0 - 1.0;
    leda_text_addf(&csv, "%d,%.6f\n", 1900 + i, y);
  }
  options.noise = LEDA_NOISE_CHOICE_PHI;
  options.phi = 0.9;
  assert_int_equal(judge_with(&r, leda_text_str(&csv), &options, &err), LEDA_OK);
  assert_near(r.check.verdict.noise.phi, 0.9, 1e-12);
  if (r.check.verdict.verdict == LEDA_VERDICT_CANNOT_TELL)
    assert_sentence(&r.check, "Cannot tell: neighbouring values are so alike");
  assert_true(isfinite(r.check.verdict.p));
  run_clear(&r);
  leda_text_clear(&csv);
}

static void test_out_of_memory(void **state) {
  (void)state;
  char *csv = step_csv(1.0, 0.0);
  leda_status status = LEDA_ERR_MEMORY;
  for (long k = 0; status && k < 1000; k++) {
    run r;
    leda_error err;
    leda_memory_fail_after(k);
    status = judge(&r, csv, LEDA_BETTER_NONE, &err);
    leda_memory_fail_after(-1);
    if (status) assert_int_equal(status, LEDA_ERR_MEMORY);
    run_clear(&r);
  }
  assert_int_equal(status, LEDA_OK);
  free(csv);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_step_is_found),
      cmocka_unit_test(test_direction_and_unit),
      cmocka_unit_test(test_missing_values_are_left_out),
      cmocka_unit_test(test_noise_says_what_could_have_been_seen),
      cmocka_unit_test(test_too_short_and_constant),
      cmocka_unit_test(test_rates),
      cmocka_unit_test(test_a_season_is_taken_out_or_mentioned),
      cmocka_unit_test(test_a_short_season_stays),
      cmocka_unit_test(test_a_known_change),
      cmocka_unit_test(test_a_known_change_is_exact),
      cmocka_unit_test(test_too_persistent),
      cmocka_unit_test(test_out_of_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
