/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/chart_many.h"
#include "tests/support/assert_near.h"

enum { SERIES = 300, N = 6 };

/* Series k holds N values k, k + 1, k, k + 1...: mean k + 1/2, every moving range 1. */
typedef struct {
  leda_panel panel;
  leda_series series[SERIES];
  leda_observation rows[SERIES][N];
  char names[SERIES][16];
  char *files[1];
} fixture;

static fixture *set_up(void) {
  static char file[] = "test.csv";
  fixture *f = test_calloc(1, sizeof *f);
  f->files[0] = file;
  for (int k = 0; k < SERIES; k++) {
    for (int i = 0; i < N; i++)
      f->rows[k][i] = (leda_observation){.value = k + i % 2,
                                         .denominator = NAN,
                                         .period = 2001 + i,
                                         .line = (uint32_t)(2 + k * N + i)};
    snprintf(f->names[k], sizeof f->names[k], "%04d", k);
    f->series[k] = (leda_series){.unit = f->names[k],
                                 .unit_name = "",
                                 .indicator = "",
                                 .group = "",
                                 .observations = f->rows[k],
                                 .n = N};
  }
  f->panel.calendar.kind = LEDA_PERIOD_YEAR;
  f->panel.files = f->files;
  f->panel.n_files = 1;
  f->panel.series = f->series;
  f->panel.n_series = SERIES;
  return f;
}

static void test_every_series_in_order(void **state) {
  (void)state;
  fixture *f = set_up();
  leda_chart_options options = leda_chart_options_default();
  for (int threads = 1; threads <= 4; threads += 3) {
    leda_charts charts;
    leda_charts_run how = {.threads = threads};
    leda_error err = leda_error_none();
    assert_int_equal(leda_charts_make(&charts, &f->panel, &options, &how, &err), LEDA_OK);
    assert_int_equal(charts.n, SERIES);
    for (int k = 0; k < SERIES; k++) {
      assert_ptr_equal(charts.items[k].series, &f->series[k]);
      assert_near(charts.items[k].points[0].centre, k + 0.5, 1e-15);
      /* 3 / d2 of a mean range of 1, d2 = 2 / sqrt(pi) */
      assert_near(charts.items[k].points[0].upper, k + 0.5 + 1.5 * sqrt(3.14159265358979323846),
                  1e-14);
    }
    leda_charts_clear(&charts);
    assert_int_equal(charts.n, 0);
  }
  test_free(f);
}

/* A fraction is no count: series 200 and 41 fail, and 41 is the one that is told. */
static void test_first_failure(void **state) {
  (void)state;
  fixture *f = set_up();
  leda_chart_options options = leda_chart_options_default();
  options.type = LEDA_CHART_C;
  f->rows[200][1].value = 0.5;
  f->rows[41][3].value = 0.5;
  for (int round = 0; round < 20; round++) {
    leda_charts charts;
    leda_charts_run how = {.threads = 1 + round % 4};
    leda_error err = leda_error_none();
    assert_int_equal(leda_charts_make(&charts, &f->panel, &options, &how, &err), LEDA_ERR_DATA);
    assert_int_equal(err.line, 2 + 41 * N + 3);
    assert_null(charts.items);
  }
  test_free(f);
}

static int stop(uint64_t done, uint64_t total, void *data) {
  (void)data;
  assert_true(done <= total);
  return 1;
}

static void test_cancelled(void **state) {
  (void)state;
  fixture *f = set_up();
  leda_chart_options options = leda_chart_options_default();
  leda_charts charts;
  leda_charts_run how = {.threads = 1, .progress = {.function = stop}};
  leda_error err = leda_error_none();
  assert_int_equal(leda_charts_make(&charts, &f->panel, &options, &how, &err), LEDA_ERR_CANCELLED);
  assert_null(charts.items);
  test_free(f);
}

static void test_no_series(void **state) {
  (void)state;
  fixture *f = set_up();
  leda_chart_options options = leda_chart_options_default();
  leda_charts charts;
  leda_charts_run how = {0};
  leda_error err = leda_error_none();
  f->panel.n_series = 0;
  assert_int_equal(leda_charts_make(&charts, &f->panel, &options, &how, &err), LEDA_OK);
  assert_int_equal(charts.n, 0);
  leda_charts_clear(&charts);
  test_free(f);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_series_in_order), cmocka_unit_test(test_first_failure),
      cmocka_unit_test(test_cancelled), cmocka_unit_test(test_no_series)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
