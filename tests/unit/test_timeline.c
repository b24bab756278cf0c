/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/assert_near.h"
#include "tests/support/dmaic_figures.h"
#include "tests/support/shapes_of.h"

/* A phase of 28 of 84 days is a third as long; it begins where the one before ends. */
static void bars_are_as_long_as_their_time(void **state) {
  (void)state;
  static const leda_figure_phase phases[] = {
      {"Definiera", 0, 28, false, "mars", LEDA_FIGURE_GATE_NONE, NULL},
      {"Mäta", 28, 112, false, "april", LEDA_FIGURE_GATE_NONE, NULL}};
  leda_figure figure = {.kind = LEDA_FIGURE_TIMELINE, .texts.title = "x"};
  figure.as.timeline =
      (leda_figure_timeline){.phases = phases, .n_phases = 2, .from = NAN, .to = NAN, .now = NAN};
  leda_text script = leda_test_script(&figure);
  leda_test_box bars[2];
  assert_int_equal(leda_test_filled(&script, "#9CC9E6", bars, 2), 2);
  assert_within((bars[0].right - bars[0].left) * 3, bars[1].right - bars[1].left, 0.05);
  assert_within(bars[0].right, bars[1].left, 0.011);
  assert_true(bars[1].top > bars[0].bottom);
  leda_text_clear(&script);
}

/* Filled circle, diamond, hollow circle: one of each in the key and one on a bar. */
static void gates_differ_by_shape(void **state) {
  (void)state;
  leda_figure figure = leda_test_timeline("x");
  figure.as.timeline.n_phases = 4;
  leda_text script = leda_test_script(&figure);
  leda_test_point marks[8];
  assert_int_equal(leda_test_marks(&script, "lc rgb '#00694C'", marks, 8), 2);
  assert_int_equal(leda_test_marks(&script, "pt 13 ", marks, 8), 2);
  assert_int_equal(leda_test_marks(&script, "pt 6 ", marks, 8), 2);
  assert_int_equal(leda_test_count(&script, "'?'"), 2);
  leda_text_clear(&script);
}

static void no_text_lies_on_another(void **state) {
  (void)state;
  enum { PHASES = 9, CHANGES = 7, TEXT = 200 };
  static char texts[PHASES][3][TEXT], words[CHANGES][TEXT];
  unsigned long seed = 11;
  leda_figure figure = {.kind = LEDA_FIGURE_TIMELINE,
                        .texts = {.title = "Rubrik", .subtitle = "Under", .caption = "Källa: x"}};
  for (int round = 0; round < 300; round++) {
    leda_figure_phase phases[PHASES];
    leda_figure_mark changes[CHANGES], ticks[12];
    size_t n = 1 + leda_test_random(&seed, PHASES),
           n_changes = leda_test_random(&seed, CHANGES + 1);
    for (size_t i = 0; i < n; i++) {
      for (int k = 0; k < 3; k++)
        leda_test_words(&seed, 1 + leda_test_random(&seed, 7), 12, texts[i][k], TEXT);
      double from = (double)leda_test_random(&seed, 300);
      phases[i] = (leda_figure_phase){texts[i][0],
                                      from,
                                      from + (double)leda_test_random(&seed, 90),
                                      leda_test_random(&seed, 2) == 0,
                                      texts[i][1],
                                      (leda_figure_gate)leda_test_random(&seed, 4),
                                      texts[i][2]};
    }
    for (size_t i = 0; i < n_changes; i++)
      changes[i] = (leda_figure_mark){
          (double)leda_test_random(&seed, 390),
          leda_test_words(&seed, 1 + leda_test_random(&seed, 6), 12, words[i], TEXT)};
    for (int i = 0; i < 12; i++) ticks[i] = (leda_figure_mark){30.5 * i, "september"};
    figure.as.timeline = (leda_figure_timeline){phases,
                                                n,
                                                0,
                                                390,
                                                {ticks, 12},
                                                {changes, n_changes},
                                                200,
                                                "i dag",
                                                "godkänd",
                                                "inte godkänd",
                                                "går inte att säga",
                                                "planerat"};
    leda_test_apart(&figure);
  }
}

static void nothing_to_show_is_an_error(void **state) {
  (void)state;
  leda_figure figure = leda_test_timeline("Tomt");
  static const leda_figure_phase phases[] = {
      {"a", NAN, NAN, false, "", LEDA_FIGURE_GATE_NONE, NULL},
      {"b", 5, 2, false, "", LEDA_FIGURE_GATE_PASSED, NULL}};
  figure.as.timeline.phases = phases;
  figure.as.timeline.n_phases = 2;
  leda_test_is_empty(&figure, "Tomt");
}

static void memory_that_runs_out_is_told(void **state) {
  (void)state;
  leda_figure figure = leda_test_timeline("två ord");
  leda_test_memory(&figure);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bars_are_as_long_as_their_time),
      cmocka_unit_test(gates_differ_by_shape),
      cmocka_unit_test(no_text_lies_on_another),
      cmocka_unit_test(nothing_to_show_is_an_error),
      cmocka_unit_test(memory_that_runs_out_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
