/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The joint law of crossings and longest run against counting all series, and the boxes chosen by it against those that
   Anhoej & Wentzel-Larsen published (the table in crsignal of their script and of qicharts2, n = 10..100). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#include <gsl/gsl_cdf.h>

#include "stats/crossings_runs.h"
#include "stats/runs.h"
#include "stats/runs_box.h"
#include "tests/support/assert_near.h"

enum { N = 12 };

/* Adds the chance of each of the 2^n series to its crossings and longest run. */
static void count_all(size_t n, double p, double chance[N][N + 1]) {
  for (unsigned long bits = 0; bits < 1ul << n; bits++) {
    size_t c = 0, longest = 1, length = 1;
    double weight = bits & 1 ? p : 1.0 - p;
    for (size_t i = 1; i < n; i++) {
      bool now = bits >> i & 1, before = bits >> (i - 1) & 1;
      weight *= now ? p : 1.0 - p;
      c += now != before;
      length = now == before ? length + 1 : 1;
      if (length > longest) longest = length;
    }
    chance[c][longest] += weight;
  }
}

static void check_law(size_t n, double p) {
  double chance[N][N + 1] = {{0}}, total = 0.0;
  count_all(n, p, chance);
  leda_crossings_runs *law = leda_crossings_runs_alloc(N, N, p);
  assert_non_null(law);
  for (size_t c = 0; c < n; c++)
    for (size_t l = 1; l <= n; l++) {
      assert_near(leda_crossings_runs_at(law, n, c, l) + 1.0, chance[c][l] + 1.0, 1e-14);
      total += leda_crossings_runs_at(law, n, c, l);
    }
  assert_near(total, 1.0, 1e-14);
  assert_near(leda_crossings_runs_box(law, n, 0, n), 1.0, 1e-14);
  leda_crossings_runs_free(law);
}

static void test_law_counts_all_series(void **state) {
  (void)state;
  check_law(1, 0.5);
  check_law(2, 0.3);
  check_law(7, 0.5);
  check_law(12, 0.5);
  check_law(12, 0.788);
  check_law(5, 1.0);
}

static void test_law_at_its_ends(void **state) {
  (void)state;
  assert_null(leda_crossings_runs_alloc(0, 5, 0.5));
  assert_null(leda_crossings_runs_alloc(5, 0, 0.5));
  assert_null(leda_crossings_runs_alloc(5, 5, 1.5));
  assert_null(leda_crossings_runs_alloc(5, 5, NAN));
  leda_crossings_runs *law = leda_crossings_runs_alloc(5, 3, 0.5);
  assert_true(isnan(leda_crossings_runs_at(law, 6, 0, 1)));
  assert_true(isnan(leda_crossings_runs_box(law, 0, 0, 1)));
  assert_near(leda_crossings_runs_box(law, 5, 0, 9), 1.0 - 6.0 / 32.0, 1e-15); /* runs of 4, 5 */
  assert_near(leda_crossings_runs_at(law, 5, 4, 2), 0.0, 0.0); /* by turns: runs of one */
  leda_crossings_runs_free(law);
}

static void test_table_is_what_the_search_finds(void **state) {
  (void)state;
  leda_crossings_runs *unchanged = leda_crossings_runs_alloc(LEDA_RUNS_BOX_LAST, 40, 0.5);
  double p = gsl_cdf_ugaussian_P(LEDA_RUNS_BOX_SHIFT);
  leda_crossings_runs *shifted = leda_crossings_runs_alloc(LEDA_RUNS_BOX_LAST, 40, p);
  for (size_t n = LEDA_RUNS_BOX_FIRST; n <= LEDA_RUNS_BOX_LAST; n++) {
    leda_runs_box table = {0};
    leda_runs_box found = leda_runs_box_search(unchanged, shifted, n, LEDA_RUNS_BOX_TARGET);
    assert_true(leda_runs_box_of(n, &table));
    assert_int_equal(found.crossings, table.crossings);
    assert_int_equal(found.run, table.run);
    assert_int_equal(found.cut_crossings, table.cut_crossings);
    assert_int_equal(found.cut_run, table.cut_run);
  }
  assert_int_equal(leda_runs_box_search(unchanged, shifted, 2, 1.01).run, 0); /* none holds it */
  leda_crossings_runs_free(unchanged);
  leda_crossings_runs_free(shifted);
}

/* Rows of the published table. */
static void test_published_boxes(void **state) {
  (void)state;
  static const size_t rows[][5] = {{10, 2, 6, 3, 5},     {12, 3, 6, 0, 0},     {16, 5, 8, 6, 7},
                                   {24, 6, 7, 7, 6},     {31, 11, 9, 14, 8},   {48, 19, 12, 20, 11},
                                   {60, 23, 9, 0, 0},    {70, 29, 14, 30, 13}, {83, 33, 10, 36, 7},
                                   {99, 42, 12, 43, 10}, {100, 41, 10, 42, 9}};
  for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
    leda_runs_box box = {0};
    assert_true(leda_runs_box_of(rows[k][0], &box));
    assert_int_equal(box.crossings, rows[k][1]);
    assert_int_equal(box.run, rows[k][2]);
    assert_int_equal(box.cut_crossings, rows[k][3]);
    assert_int_equal(box.cut_run, rows[k][4]);
  }
  leda_runs_box box;
  assert_false(leda_runs_box_of(9, &box));
  assert_false(leda_runs_box_of(201, &box));
}

static bool judged(size_t n, size_t c, size_t l, leda_runs_rule rule) {
  leda_runs runs = {.useful = n, .crossings = c, .longest_run = l};
  assert_true(leda_runs_judge(&runs, rule));
  return runs.signal;
}

/* 24 points: at least 6 crossings, no run above 7; 6 crossings with a run of 7 are cut off. */
static void test_judging_by_boxes(void **state) {
  (void)state;
  assert_false(judged(24, 6, 7, LEDA_RUNS_BEST_BOX));
  assert_true(judged(24, 6, 7, LEDA_RUNS_CUT_BOX));
  assert_false(judged(24, 7, 7, LEDA_RUNS_CUT_BOX));
  assert_false(judged(24, 6, 6, LEDA_RUNS_CUT_BOX));
  assert_true(judged(24, 5, 5, LEDA_RUNS_BEST_BOX));
  assert_true(judged(24, 9, 8, LEDA_RUNS_BEST_BOX));
  assert_false(judged(24, 9, 8, LEDA_RUNS_STANDARD));
  assert_true(judged(24, 7, 6, LEDA_RUNS_STANDARD));
  leda_runs few = {.useful = 9, .crossings = 0, .longest_run = 9};
  assert_false(leda_runs_judge(&few, LEDA_RUNS_CUT_BOX));
  assert_false(few.signal);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_law_counts_all_series),
      cmocka_unit_test(test_law_at_its_ends),
      cmocka_unit_test(test_table_is_what_the_search_finds),
      cmocka_unit_test(test_published_boxes),
      cmocka_unit_test(test_judging_by_boxes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
