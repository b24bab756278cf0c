/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "plots/render.h"
#include "tests/support/assert_near.h"
#include "tests/support/figures.h"

static leda_text script_of(const leda_figure *figure) {
  leda_text script = {0};
  assert_int_equal(leda_figure_script(figure, LEDA_SIZE_WIDE, &script, NULL), LEDA_OK);
  return script;
}

typedef struct {
  double x, y, left, right, top, bottom;
} box;

/* The boxes of one group's data block. */
static size_t boxes_of(const leda_text *script, const char *block, box *out, size_t most) {
  const char *p = strstr(leda_text_str(script), block);
  assert_non_null(p);
  size_t n = 0;
  for (p = strchr(p, '\n') + 1; n < most && strncmp(p, "END", 3) != 0; p = strchr(p, '\n') + 1) {
    box *b = &out[n++];
    assert_int_equal(sscanf(p, "%lf %lf %lf %lf %lf %lf", &b->x, &b->y, &b->left, &b->right,
                            &b->top, &b->bottom),
                     6);
  }
  return n;
}

/* Shares 10, 30 and 60 % stand 1 : 3 : 6 high, in both panels, and no bar covers another. */
static void heights_are_the_shares(void **state) {
  (void)state;
  leda_figure figure = leda_test_bars("x");
  leda_text script = script_of(&figure);
  box first[8] = {0}, second[8] = {0};
  assert_int_equal(boxes_of(&script, "$group1 << END\n", first, 8), 6);
  assert_int_equal(boxes_of(&script, "$group2 << END\n", second, 8), 4); /* NaN has no bar */
  double unit = first[0].bottom - first[0].top;
  assert_true(unit > 10);
  static const double heights[] = {1, 3, 6, 1, 3, 6};
  for (size_t i = 0; i < 6; i++) {
    assert_within(first[i].bottom - first[i].top, heights[i] * unit, 0.06);
    assert_true(i == 0 || first[i].left > first[i - 1].right);
  }
  assert_within(second[1].bottom - second[1].top, 7.5 * unit, 0.06);
  assert_within(second[0].left, first[0].right, 0.02);
  assert_true(second[0].right < first[1].left);
  leda_text_clear(&script);
}

/* One group alone needs no key; its values are printed in whole per cent. */
static void one_group_without_a_key(void **state) {
  (void)state;
  static const double shares[] = {0.126, 0.874};
  static const char *const names[] = {"Ledning"}, *const categories[] = {"Ja", "Nej"};
  leda_figure_bar_group group = {shares, "35 svar"};
  leda_figure_bar_panel panel = {"Oktober 2012", &group};
  leda_figure figure = {.kind = LEDA_FIGURE_BARS, .texts.title = "Rubrik"};
  figure.as.bars = (leda_figure_bars){&panel, 1, names, 1, categories, 2, true};
  leda_text script = script_of(&figure);
  assert_null(strstr(leda_text_str(&script), "'Ledning'"));
  assert_non_null(strstr(leda_text_str(&script), "'13'"));
  assert_non_null(strstr(leda_text_str(&script), "'87'"));
  assert_non_null(strstr(leda_text_str(&script), "'35 svar'"));
  assert_non_null(strstr(leda_text_str(&script), "'Oktober 2012'"));
  leda_text_clear(&script);
}

static void nothing_to_show_is_an_error(void **state) {
  (void)state;
  leda_figure figure = leda_test_bars("Tomt");
  leda_error err = leda_error_none();
  leda_text script = {0};
  figure.as.bars.n_panels = 0;
  assert_int_equal(leda_figure_script(&figure, LEDA_SIZE_WIDE, &script, &err), LEDA_ERR_DATA);
  assert_non_null(strstr(err.message, "Tomt"));
  leda_text_clear(&script);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(heights_are_the_shares),
      cmocka_unit_test(one_group_without_a_key),
      cmocka_unit_test(nothing_to_show_is_an_error),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
