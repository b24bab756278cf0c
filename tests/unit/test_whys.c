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

/* A box for the problem and one for each answer, each below and right of the one before. */
static void boxes_go_down_in_steps(void **state) {
  (void)state;
  leda_figure figure = leda_test_whys("x");
  leda_text script = leda_test_script(&figure);
  leda_test_box boxes[4];
  assert_int_equal(leda_test_filled(&script, "#EEF3F7", boxes, 4), 4);
  for (size_t i = 1; i < 4; i++) {
    assert_true(boxes[i].top > boxes[i - 1].bottom);
    assert_true(boxes[i].left > boxes[i - 1].left && boxes[i].right > boxes[i - 1].right);
  }
  assert_int_equal(leda_test_count(&script, "'x 1'"), 1);
  assert_int_equal(leda_test_count(&script, "'x 2'"), 1);
  assert_int_equal(leda_test_count(&script, "'x 3'"), 0); /* the last is the root */
  leda_text_clear(&script);
  figure.as.whys.root_word = NULL;
  script = leda_test_script(&figure);
  assert_int_equal(leda_test_count(&script, "'x 3'"), 1);
  leda_text_clear(&script);
}

static void no_text_lies_on_another(void **state) {
  (void)state;
  enum { ANSWERS = 9, TEXT = 400 };
  static char texts[ANSWERS + 1][2][TEXT];
  unsigned long seed = 5;
  leda_figure figure = {.kind = LEDA_FIGURE_WHYS,
                        .texts = {.title = "Rubrik", .subtitle = "Under", .caption = "Källa: x"}};
  for (int round = 0; round < 200; round++) {
    leda_figure_why answers[ANSWERS + 1];
    size_t n = 1 + leda_test_random(&seed, ANSWERS);
    for (size_t i = 0; i <= n; i++) {
      leda_test_words(&seed, 1 + leda_test_random(&seed, 40), 15, texts[i][0], TEXT);
      leda_test_words(&seed, 1 + leda_test_random(&seed, 20), 15, texts[i][1], TEXT);
      answers[i] = (leda_figure_why){texts[i][0], leda_test_random(&seed, 2) ? texts[i][1] : NULL};
    }
    figure.as.whys =
        (leda_figure_whys){answers[0], answers + 1, n, "Problem", "Varför?", "Grundorsak"};
    leda_test_apart(&figure);
  }
}

static void nothing_to_show_is_an_error(void **state) {
  (void)state;
  leda_figure figure = leda_test_whys("Tomt");
  figure.as.whys.n_answers = 0;
  leda_test_is_empty(&figure, "Tomt");
}

static void memory_that_runs_out_is_told(void **state) {
  (void)state;
  leda_figure figure = leda_test_whys("två ord");
  leda_test_memory(&figure);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(boxes_go_down_in_steps),
      cmocka_unit_test(no_text_lies_on_another),
      cmocka_unit_test(nothing_to_show_is_an_error),
      cmocka_unit_test(memory_that_runs_out_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
