/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "tests/support/assert_near.h"
#include "tests/support/dmaic_figures.h"
#include "tests/support/shapes_of.h"

/* Counts 50, 30 and 20 stand 5 : 3 : 2 high and the line ends as high as all together. */
static void heights_are_the_counts(void **state) {
  (void)state;
  leda_figure figure = leda_test_pareto("x");
  leda_text script = leda_test_script(&figure);
  leda_test_box dark[3], light[2]; /* the first of each stands in the key */
  assert_int_equal(leda_test_filled(&script, "#0072B2", dark, 3), 3);
  assert_int_equal(leda_test_filled(&script, "#F7D99A", light, 2), 2);
  const leda_test_box bars[] = {dark[1], dark[2], light[1]};
  const double heights[] = {5, 3, 2};
  double unit = (bars[0].bottom - bars[0].top) / 5;
  assert_true(unit > 10);
  for (size_t i = 0; i < 3; i++)
    assert_within(bars[i].bottom - bars[i].top, heights[i] * unit, 0.06);
  assert_true(bars[0].right < bars[1].left && bars[1].right < bars[2].left);
  leda_test_point line[4];
  assert_int_equal(leda_test_marks(&script, "pt 7", line, 4), 3);
  const double sums[] = {5, 8, 10};
  for (size_t i = 0; i < 3; i++) assert_within(bars[0].bottom - line[i].y, sums[i] * unit, 0.06);
  assert_within(line[0].x, bars[0].right, 0.02);
  leda_text_clear(&script);
}

/* Shares so far are written until the level is passed: 50 % is the first bar itself, 80 % passes. */
static void shares_stop_where_the_level_is_passed(void **state) {
  (void)state;
  leda_figure figure = leda_test_pareto("x");
  leda_text script = leda_test_script(&figure);
  assert_int_equal(leda_test_count(&script, "'80\xC2\xA0%'"), 2); /* on the axis too */
  assert_int_equal(leda_test_count(&script, "'100\xC2\xA0%'"), 1);
  assert_int_equal(leda_test_count(&script, "'x 2\xE2\x80\x93"
                                            "3'"),
                   2);
  assert_int_equal(leda_test_count(&script, "'x 1'"), 1);
  leda_text_clear(&script);
  figure.as.pareto.level = NAN;
  script = leda_test_script(&figure);
  assert_int_equal(leda_test_count(&script, "'80\xC2\xA0%'"), 2); /* an axis without a mark */
  assert_int_equal(leda_test_count(&script, "(8,5)"), 0);
  leda_text_clear(&script);
}

/* A long word does not break: the bars lie, whole words beside them. */
static void long_words_lay_the_bars_down(void **state) {
  (void)state;
  enum { BARS = 14 };
  static leda_figure_pareto_bar bars[BARS];
  for (size_t i = 0; i < BARS; i++)
    bars[i] = (leda_figure_pareto_bar){
        "Dokumentationssystemet ligger nere", (double)(20 - i), NAN, NAN, 0, 0, i < 3};
  leda_figure figure = leda_test_pareto("x");
  figure.as.pareto.bars = bars;
  figure.as.pareto.n_bars = BARS;
  leda_text script = leda_test_script(&figure);
  assert_int_equal(leda_test_count(&script, "'Dokumentationssystemet ligger nere'"), BARS);
  leda_test_box drawn[BARS];
  size_t n = leda_test_filled(&script, "#0072B2", drawn, BARS);
  assert_int_equal(n, 3 + 1);
  assert_within(drawn[1].left, drawn[2].left, 0.001);
  assert_within((drawn[1].right - drawn[1].left) * 19, (drawn[2].right - drawn[2].left) * 20, 0.3);
  leda_text_clear(&script);
}

static void many_bars_grow_the_page(void **state) {
  (void)state;
  enum { BARS = 80 };
  static leda_figure_pareto_bar bars[BARS];
  for (size_t i = 0; i < BARS; i++)
    bars[i] = (leda_figure_pareto_bar){"Väntan på biståndsbeslut", 3, 1, 7, 1, BARS, false};
  leda_figure figure = leda_test_pareto("x");
  figure.as.pareto.bars = bars;
  figure.as.pareto.n_bars = BARS;
  leda_text script = leda_test_script(&figure);
  assert_int_equal(leda_test_count(&script, "'Väntan på biståndsbeslut'"), BARS);
  assert_int_equal(leda_test_count(&script, "screen -"), 0);
  leda_text_clear(&script);
}

static void nothing_to_show_is_an_error(void **state) {
  (void)state;
  leda_figure figure = leda_test_pareto("Tomt");
  leda_figure_pareto_bar bars[] = {{"a", 0, NAN, NAN, 0, 0, false},
                                   {"b", -3, NAN, NAN, 0, 0, false},
                                   {"c", INFINITY, NAN, NAN, 0, 0, false}};
  figure.as.pareto.bars = bars;
  for (size_t n = 0; n <= 3; n += 3) {
    figure.as.pareto.n_bars = n;
    leda_test_is_empty(&figure, "Tomt");
  }
}

static void memory_that_runs_out_is_told(void **state) {
  (void)state;
  leda_figure figure = leda_test_pareto("två ord");
  leda_test_memory(&figure);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(heights_are_the_counts),
      cmocka_unit_test(shares_stop_where_the_level_is_passed),
      cmocka_unit_test(long_words_lay_the_bars_down),
      cmocka_unit_test(many_bars_grow_the_page),
      cmocka_unit_test(nothing_to_show_is_an_error),
      cmocka_unit_test(memory_that_runs_out_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
