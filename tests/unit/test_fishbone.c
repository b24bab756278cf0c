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

/* ---- no text on another, whatever is written ---- */

enum { BONES = 8, CAUSES = 6, TEXT = 300 };

typedef struct {
  char texts[BONES][CAUSES + 1][TEXT];
  char effect[TEXT];
  leda_figure_cause causes[BONES][CAUSES];
  leda_figure_bone bones[BONES];
} drawn;

static void make_random(drawn *it, unsigned long *seed, leda_figure *figure) {
  size_t n = 2 + leda_test_random(seed, BONES - 1), longest = 4 + leda_test_random(seed, 20);
  for (size_t b = 0; b < n; b++) {
    size_t causes = 1 + leda_test_random(seed, CAUSES);
    for (size_t i = 0; i < causes; i++) {
      leda_test_words(seed, 1 + leda_test_random(seed, 8), longest, it->texts[b][i], TEXT);
      it->causes[b][i] =
          (leda_figure_cause){it->texts[b][i], (leda_figure_cause_state)leda_test_random(seed, 3)};
    }
    leda_test_words(seed, 1 + leda_test_random(seed, 3), longest, it->texts[b][CAUSES], TEXT);
    it->bones[b] = (leda_figure_bone){it->texts[b][CAUSES], it->causes[b], causes};
  }
  leda_test_words(seed, 1 + leda_test_random(seed, 9), longest, it->effect, TEXT);
  figure->as.fishbone =
      (leda_figure_fishbone){it->effect, it->bones, n, "stöds av data", "utesluten"};
}

static void no_text_lies_on_another(void **state) {
  (void)state;
  static drawn it;
  unsigned long seed = 20250312;
  leda_figure figure = {.kind = LEDA_FIGURE_FISHBONE,
                        .texts = {.title = "Rubrik", .subtitle = "Under", .caption = "Källa: x"}};
  for (int round = 0; round < 300; round++) {
    make_random(&it, &seed, &figure);
    leda_test_apart(&figure);
  }
}

/* What is confirmed stands in bold with a diamond; what is ruled out has a hollow circle. */
static void states_are_shown_by_shape(void **state) {
  (void)state;
  static const leda_figure_cause causes[] = {{"Delade turer", LEDA_CAUSE_CONFIRMED},
                                             {"Sjukfrånvaro", LEDA_CAUSE_THOUGHT},
                                             {"Stökig matsal", LEDA_CAUSE_RULED_OUT}};
  static const leda_figure_bone bones[] = {{"Människor", causes, 2}, {"Miljö", causes + 2, 1}};
  leda_figure figure = {.kind = LEDA_FIGURE_FISHBONE, .texts = {.title = "Rubrik"}};
  figure.as.fishbone = (leda_figure_fishbone){"Lång fasta", bones, 2, "stöds", "utesluten"};
  leda_text script = leda_test_script(&figure);
  leda_test_point marks[8];
  assert_int_equal(leda_test_marks(&script, "pt 13 ", marks, 8), 2); /* one in the key */
  assert_int_equal(leda_test_marks(&script, "pt 6 ", marks, 8), 2);
  leda_test_label labels[16];
  size_t n = leda_test_labels(&script, labels, 16);
  for (size_t i = 0; i < n; i++) {
    if (strcmp(labels[i].text, "Delade turer") == 0) assert_true(labels[i].bold);
    if (strcmp(labels[i].text, "Sjukfrånvaro") == 0) assert_false(labels[i].bold);
  }
  leda_text_clear(&script);
  figure.as.fishbone.n_bones = 1; /* no cause is ruled out: the key says nothing of it */
  script = leda_test_script(&figure);
  assert_int_equal(leda_test_count(&script, "'utesluten'"), 0);
  assert_int_equal(leda_test_count(&script, "'stöds'"), 1);
  leda_text_clear(&script);
}

/* Bones by turns above and below the spine, every cause with a bone of its own. */
static void bones_stand_by_turns(void **state) {
  (void)state;
  leda_figure figure = leda_test_fishbone("x");
  static const char *const names[] = {"A", "B", "C"};
  leda_figure_bone bones[3];
  for (size_t i = 0; i < 3; i++) bones[i] = (leda_figure_bone){names[i], NULL, 0};
  figure.as.fishbone.bones = bones;
  leda_text script = leda_test_script(&figure);
  leda_test_label labels[16], named[3] = {0};
  size_t n = leda_test_labels(&script, labels, 16);
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < 3; k++)
      if (strcmp(labels[i].text, names[k]) == 0) named[k] = labels[i];
  assert_true(named[0].y < named[1].y && named[2].y < named[1].y);
  assert_within(named[0].x, named[1].x, 1e-4);
  assert_true(named[2].x > named[0].x);
  leda_text_clear(&script);
}

static void nothing_to_show_is_an_error(void **state) {
  (void)state;
  leda_figure figure = leda_test_fishbone("Tomt");
  figure.as.fishbone.n_bones = 0;
  leda_test_is_empty(&figure, "Tomt");
}

static void memory_that_runs_out_is_told(void **state) {
  (void)state;
  leda_figure figure = leda_test_fishbone("två ord");
  leda_test_memory(&figure);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_text_lies_on_another),      cmocka_unit_test(states_are_shown_by_shape),
      cmocka_unit_test(bones_stand_by_turns),         cmocka_unit_test(nothing_to_show_is_an_error),
      cmocka_unit_test(memory_that_runs_out_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
