/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/scan.h"
#include "engine/core/memory.h"
#include "tests/support/assert_near.h"
#include "tests/support/panel_text.h"

/* ---- panels with a known answer ---- */

enum { UNITS = 30, PERIODS = 24, CHANGED = 6, AT = 12 };

/* Sum of twelve uniforms less six: near enough normal, sd 1. */
static double noise(uint64_t *state) {
  double sum = -6.0;
  for (int k = 0; k < 12; k++) {
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    sum += (double)(*state >> 11) * 0x1p-53;
  }
  return sum;
}

typedef struct {
  int units;
  int periods;
  int changed; /* the first so many units step up by `step` at AT */
  double step;
  double common; /* all units step by so much at AT */
  double phi;
  int order; /* 0: as it comes, else rows begin at this one */
} recipe;

static char *make_csv(const recipe *r) {
  leda_text csv = {0}, *rows = calloc((size_t)r->units * (size_t)r->periods, sizeof *rows);
  uint64_t state = 20260101;
  int n = r->units * r->periods;
  for (int u = 0; u < r->units; u++) {
    double e = noise(&state) / sqrt(1.0 - fmin(r->phi * r->phi, 0.99));
    for (int t = 0; t < r->periods; t++) {
      double value = 100.0 + u + e + (t >= AT ? r->common : 0.0);
      if (u < r->changed && t >= AT) value += r->step;
      leda_text_addf(&rows[u * r->periods + t], "%d,u%02d,%.4f\n", 2001 + t, u, value);
      e = r->phi * e + noise(&state);
    }
  }
  leda_text_add(&csv, "year,unit,value\n");
  for (int i = 0; i < n; i++) {
    int row = r->order ? (int)(((int64_t)i * r->order) % n) : i;
    leda_text_add(&csv, leda_text_str(&rows[row]));
  }
  for (int i = 0; i < n; i++) leda_text_clear(&rows[i]);
  free(rows);
  return leda_text_take(&csv);
}

typedef struct {
  leda_test_panel read;
  leda_scan *scan;
  leda_error err;
} run;

static leda_status scan_text(run *r, const char *csv, const leda_scan_options *options) {
  *r = (run){.read = leda_test_read(csv, NULL), .err = leda_error_none()};
  if (r->read.status) return r->read.status;
  return leda_scan_run(&r->scan, &r->read.panel, options, &r->err);
}

/* Through a pointer: the scan refers to the panel where it stands. */
static void scan_recipe(run *r, const recipe *made, const leda_scan_options *options) {
  char *csv = make_csv(made);
  assert_int_equal(scan_text(r, csv, options), LEDA_OK);
  leda_free(csv);
}

static void run_clear(run *r) {
  leda_scan_free(r->scan);
  leda_test_panel_clear(&r->read);
}

static const recipe planted = {UNITS, PERIODS, CHANGED, 4.0, 0.0, 0.0, 0};

/* ---- what is found ---- */

static void test_planted_changes_are_found(void **state) {
  (void)state;
  leda_scan_options options = leda_scan_options_default();
  options.check.better = LEDA_BETTER_LOWER;
  run r;
  scan_recipe(&r, &planted, &options);
  const leda_scan_summary *sum = leda_scan_summary_of(r.scan);
  const leda_scan_row *rows = leda_scan_rows(r.scan);
  assert_int_equal(sum->series, UNITS);
  assert_int_equal(sum->tested, UNITS);
  assert_int_equal(sum->tested, sum->changed + sum->noise);
  for (size_t i = 0; i < CHANGED; i++) {
    assert_int_equal(rows[i].state, LEDA_SCAN_CHANGED);
    assert_int_equal(leda_scan_direction(r.scan, i), LEDA_DIRECTION_DETERIORATION);
    assert_true(rows[i].index + 1 >= AT && rows[i].index <= AT + 1);
    assert_within(rows[i].size, 4.0, 1.6);
  }
  assert_true(sum->changed <= CHANGED + 2);
  assert_near(sum->expected_false, 0.05 * (double)sum->changed, 1e-12);
  run_clear(&r);
}

/* q as in Benjamini & Hochberg (1995), worked out here from their definition. */
static void test_q_values(void **state) {
  (void)state;
  leda_scan_options options = leda_scan_options_default();
  run r;
  scan_recipe(&r, &planted, &options);
  const leda_scan_row *rows = leda_scan_rows(r.scan);
  for (size_t i = 0; i < UNITS; i++) {
    double q = 1.0;
    for (size_t j = 0; j < UNITS; j++) {
      size_t rank = 0;
      if (rows[j].p < rows[i].p) continue;
      for (size_t k = 0; k < UNITS; k++) rank += rows[k].p <= rows[j].p;
      q = fmin(q, UNITS * rows[j].p / (double)rank);
    }
    assert_near(rows[i].q, q, 1e-12);
    assert_int_equal(rows[i].state == LEDA_SCAN_CHANGED, q <= 0.05);
  }
  run_clear(&r);
}

/* The screen and the full result are two programs; p must be one number. */
static void test_full_results_agree(void **state) {
  (void)state;
  leda_scan_options options = leda_scan_options_default();
  run r;
  scan_recipe(&r, &planted, &options);
  const leda_scan_row *rows = leda_scan_rows(r.scan);
  size_t which[] = {0, 3, 10, 29};
  leda_check checks[4];
  assert_int_equal(leda_scan_checks(r.scan, which, 4, checks, &r.err), LEDA_OK);
  for (size_t k = 0; k < 4; k++) {
    const leda_scan_row *row = &rows[which[k]];
    bool named = checks[k].verdict.verdict != LEDA_VERDICT_NOISE;
    assert_near(checks[k].verdict.p, row->p, 1e-12);
    assert_near(checks[k].q, row->q, 0.0);
    assert_int_equal(checks[k].verdict.change_index, row->index);
    assert_int_equal(named, row->state == LEDA_SCAN_CHANGED);
    assert_near(checks[k].verdict.shift.estimate, row->size, 1e-9);
    leda_check_clear(&checks[k]);
  }
  run_clear(&r);
}

static void test_any_threads_and_any_order(void **state) {
  (void)state;
  const int threads[] = {1, 2, 3, 8};
  recipe shuffled = planted;
  leda_scan_options options = leda_scan_options_default();
  shuffled.order = 7 * 13; /* shares no factor with the number of rows */
  run first;
  scan_recipe(&first, &planted, &options);
  for (size_t k = 0; k < 4; k++) {
    options.check.threads = threads[k];
    run r;
    scan_recipe(&r, k % 2 ? &planted : &shuffled, &options);
    for (size_t i = 0; i < UNITS; i++) {
      const leda_scan_row *a = &leda_scan_rows(first.scan)[i], *b = &leda_scan_rows(r.scan)[i];
      assert_memory_equal(&a->p, &b->p, sizeof a->p);
      assert_memory_equal(&a->q, &b->q, sizeof a->q);
      assert_memory_equal(&a->size, &b->size, sizeof a->size);
      assert_int_equal(a->index, b->index);
    }
    const leda_scan_summary *x = leda_scan_summary_of(first.scan),
                            *y = leda_scan_summary_of(r.scan);
    assert_memory_equal(&x->joint, &y->joint, sizeof x->joint);
    run_clear(&r);
  }
  run_clear(&first);
}

/* ---- what units have in common ---- */

static void test_a_change_of_all_is_no_finding_without_it(void **state) {
  (void)state;
  recipe shock = {UNITS, PERIODS, 2, 5.0, 5.0, 0.0, 0};
  leda_scan_options options = leda_scan_options_default();
  run with;
  scan_recipe(&with, &shock, &options);
  assert_true(leda_scan_summary_of(with.scan)->changed >= UNITS - 2);
  options.remove_common = true;
  run without;
  scan_recipe(&without, &shock, &options);
  const leda_scan_row *rows = leda_scan_rows(without.scan);
  assert_true(leda_scan_summary_of(without.scan)->changed <= 4);
  assert_int_equal(rows[0].state, LEDA_SCAN_CHANGED);
  assert_int_equal(rows[1].state, LEDA_SCAN_CHANGED);
  assert_int_equal(leda_scan_warnings(without.scan)->n, 0);
  run_clear(&with);
  run_clear(&without);
}

static void test_few_units_in_common_are_warned_of(void **state) {
  (void)state;
  recipe few = {4, PERIODS, 0, 0.0, 0.0, 0.0, 0};
  leda_scan_options options = leda_scan_options_default();
  options.remove_common = true;
  run r;
  scan_recipe(&r, &few, &options);
  assert_int_equal(leda_scan_warnings(r.scan)->n, 1);
  run_clear(&r);
}

/* ---- what cannot be told ---- */

static void test_walks_cannot_be_told(void **state) {
  (void)state;
  recipe walks = {UNITS, PERIODS, 0, 0.0, 0.0, 1.0, 0};
  leda_scan_options options = leda_scan_options_default();
  run r;
  scan_recipe(&r, &walks, &options);
  const leda_scan_summary *sum = leda_scan_summary_of(r.scan);
  leda_scan_indicators all = leda_scan_indicators_of(r.scan);
  assert_int_equal(all.n, 1);
  assert_int_equal(all.items[0].model, LEDA_NOISE_AR1_PANEL);
  assert_true(all.items[0].phi > 0.8);
  assert_int_equal(sum->cannot_tell, UNITS);
  assert_int_equal(sum->tested, 0);
  assert_int_equal(sum->changed, 0);
  assert_true(isfinite(leda_scan_rows(r.scan)[0].p));
  assert_true(isnan(leda_scan_rows(r.scan)[0].q));
  run_clear(&r);
  /* The same values, taken for independent, look like changes nearly all. */
  options.check.noise = LEDA_NOISE_CHOICE_INDEPENDENT;
  scan_recipe(&r, &walks, &options);
  assert_true(leda_scan_summary_of(r.scan)->changed > UNITS / 2);
  run_clear(&r);
}

static void test_short_and_constant_series(void **state) {
  (void)state;
  leda_text csv = {0};
  run r;
  leda_scan_options options = leda_scan_options_default();
  leda_text_add(&csv, "year,unit,value\n");
  for (int t = 0; t < 7; t++) leda_text_addf(&csv, "%d,short,%d\n", 2001 + t, t * t);
  for (int t = 0; t < 9; t++) leda_text_addf(&csv, "%d,still,5\n", 2001 + t);
  for (int t = 0; t < 9; t++) leda_text_addf(&csv, "%d,none,\n", 2001 + t);
  assert_int_equal(scan_text(&r, leda_text_str(&csv), &options), LEDA_OK);
  const leda_scan_summary *sum = leda_scan_summary_of(r.scan);
  const leda_scan_row *rows = leda_scan_rows(r.scan);
  assert_int_equal(sum->series, 3);
  assert_int_equal(sum->too_short, 2);
  assert_int_equal(sum->tested, 1);
  assert_true(isnan(rows[1].p)); /* none, short, still */
  assert_near(rows[2].p, 1.0, 0.0);
  assert_true(rows[2].constant);
  run_clear(&r);
  leda_text_clear(&csv);
}

/* ---- order, known change, errors ---- */

static void test_rankings(void **state) {
  (void)state;
  leda_scan_options options = leda_scan_options_default();
  run r;
  scan_recipe(&r, &planted, &options);
  const leda_scan_row *rows = leda_scan_rows(r.scan);
  size_t which[UNITS], changed = leda_scan_summary_of(r.scan)->changed;
  assert_int_equal(leda_scan_rank(r.scan, LEDA_SCAN_BY_EVIDENCE, which, UNITS), changed);
  for (size_t k = 1; k < changed; k++) assert_true(rows[which[k]].p >= rows[which[k - 1]].p);
  size_t best = which[0];
  for (size_t room = 1; room < changed; room++) {
    assert_int_equal(leda_scan_rank(r.scan, LEDA_SCAN_BY_EVIDENCE, which, room), room);
    assert_int_equal(which[0], best);
  }
  assert_int_equal(leda_scan_rank(r.scan, LEDA_SCAN_BY_SIZE, which, UNITS), changed);
  for (size_t k = 1; k < changed; k++)
    assert_true(fabs(rows[which[k]].size) <= fabs(rows[which[k - 1]].size));
  assert_int_equal(leda_scan_rank(r.scan, LEDA_SCAN_BY_SIZE, which, 0), 0);
  run_clear(&r);
}

static void test_known_change(void **state) {
  (void)state;
  leda_scan_options options = leda_scan_options_default();
  options.check.noise = LEDA_NOISE_CHOICE_INDEPENDENT;
  options.check.known =
      (leda_known_choice){LEDA_KNOWN_CHANGE, {LEDA_PERIOD_YEAR, 2001 + AT}, {LEDA_PERIOD_NONE, 0}};
  run r;
  scan_recipe(&r, &planted, &options);
  for (size_t i = 0; i < CHANGED; i++) {
    assert_int_equal(leda_scan_rows(r.scan)[i].state, LEDA_SCAN_CHANGED);
    assert_int_equal(leda_scan_rows(r.scan)[i].index, AT);
  }
  run_clear(&r);
  char *csv = make_csv(&planted);
  options.check.known.first.ordinal = 1990;
  assert_int_equal(scan_text(&r, csv, &options), LEDA_ERR_DATA);
  run_clear(&r);
  leda_free(csv);
}

static void test_the_first_error_is_told_whatever_the_threads(void **state) {
  (void)state;
  leda_text csv = {0};
  leda_scan_options options = leda_scan_options_default();
  leda_text_add(&csv, "year,unit,numerator,denominator\n");
  for (int u = 0; u < 200; u++)
    for (int t = 0; t < 9; t++)
      leda_text_addf(&csv, "%d,u%03d,%d,%d\n", 2001 + t, u, t, u > 60 && t == 4 ? 0 : 50);
  for (int threads = 1; threads <= 4; threads++) {
    run r;
    options.check.threads = threads;
    assert_int_equal(scan_text(&r, leda_text_str(&csv), &options), LEDA_ERR_DATA);
    assert_int_equal(r.err.line, 2 + 61 * 9 + 4);
    run_clear(&r);
  }
  leda_text_clear(&csv);
}

static int stop_at_once(uint64_t done, uint64_t total, void *data) {
  (void)done;
  (void)total;
  (void)data;
  return 1;
}

static void test_it_can_be_stopped(void **state) {
  (void)state;
  run r;
  leda_scan_options options = leda_scan_options_default();
  char *csv = make_csv(&planted);
  options.progress.function = stop_at_once;
  assert_int_equal(scan_text(&r, csv, &options), LEDA_ERR_CANCELLED);
  assert_null(r.scan);
  run_clear(&r);
  leda_free(csv);
}

static void test_out_of_memory(void **state) {
  (void)state;
  leda_scan_options options = leda_scan_options_default();
  leda_status status = LEDA_ERR_MEMORY;
  char *csv = make_csv(&(recipe){10, 9, 3, 6.0, 0.0, 0.0, 0});
  leda_test_panel read = leda_test_read(csv, NULL);
  options.check.threads = 1;
  options.remove_common = true;
  for (long k = 0; status && k < 500; k++) {
    leda_scan *scan = NULL;
    leda_error err = leda_error_none();
    leda_memory_fail_after(k);
    status = leda_scan_run(&scan, &read.panel, &options, &err);
    leda_memory_fail_after(-1);
    if (status) assert_int_equal(status, LEDA_ERR_MEMORY);
    leda_scan_free(scan);
  }
  assert_int_equal(status, LEDA_OK);
  leda_test_panel_clear(&read);
  leda_free(csv);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_planted_changes_are_found),
      cmocka_unit_test(test_q_values),
      cmocka_unit_test(test_full_results_agree),
      cmocka_unit_test(test_any_threads_and_any_order),
      cmocka_unit_test(test_a_change_of_all_is_no_finding_without_it),
      cmocka_unit_test(test_few_units_in_common_are_warned_of),
      cmocka_unit_test(test_walks_cannot_be_told),
      cmocka_unit_test(test_short_and_constant_series),
      cmocka_unit_test(test_rankings),
      cmocka_unit_test(test_known_change),
      cmocka_unit_test(test_the_first_error_is_told_whatever_the_threads),
      cmocka_unit_test(test_it_can_be_stopped),
      cmocka_unit_test(test_out_of_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
