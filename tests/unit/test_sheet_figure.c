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

/* Panels of a column stand below each other, columns beside each other, on one page. */
static void panels_share_the_page(void **state) {
  (void)state;
  static const char *const headings[] = {"Problem", "Nu", "Orsaker", "Sedan"};
  leda_figure figure = leda_test_sheet("x");
  leda_figure_panel panels[4];
  memcpy(panels, figure.as.sheet.panels, sizeof panels);
  for (size_t i = 0; i < 4; i++) panels[i].heading = headings[i];
  figure.as.sheet.panels = panels;
  leda_text script = leda_test_script(&figure);
  leda_test_box bands[4];
  assert_int_equal(leda_test_filled(&script, "#005A8C", bands, 4),
                   4 + 2); /* and tags of the whys */
  assert_within(bands[0].left, bands[1].left, 0.001);
  assert_within(bands[2].left, bands[3].left, 0.001);
  assert_true(bands[0].right < bands[2].left);
  assert_true(bands[0].bottom < bands[1].top && bands[2].bottom < bands[3].top);
  for (size_t i = 0; i < 4; i++) {
    char quoted[32];
    snprintf(quoted, sizeof quoted, "'%s'", headings[i]);
    assert_int_equal(leda_test_count(&script, quoted), 1);
  }
  leda_text_clear(&script);
}

/* Each figure is drawn within its panel, and what one drew is cleared before the next. */
static void figures_are_drawn_in_their_places(void **state) {
  (void)state;
  leda_figure figure = leda_test_sheet("x");
  leda_text script = leda_test_script(&figure);
  assert_int_equal(leda_test_count(&script, "set multiplot"), 1 + 1); /* "unset multiplot" */
  assert_int_equal(leda_test_count(&script, "\nplot "), 4);
  assert_int_equal(leda_test_count(&script, "undefine $*"), 4);
  assert_int_equal(leda_test_count(&script, "screen -"), 0);
  leda_test_label labels[400];
  size_t n = leda_test_labels(&script, labels, 400);
  assert_true(n > 40 && n < 400);
  for (size_t i = 0; i < n; i++)
    assert_true(labels[i].x >= 0 && labels[i].x <= 1 && labels[i].y >= 0 && labels[i].y <= 1);
  leda_text_clear(&script);
}

/* Items have a bullet and lines of their own; long texts get smaller letters and stay in the panel. */
static void texts_break_into_items(void **state) {
  (void)state;
  leda_figure figure = leda_test_sheet("x");
  leda_figure_panel panel = {"Mål", "Först\n- ett\n- två", NULL, 0, 0};
  figure.as.sheet = (leda_figure_sheet){&panel, 1};
  leda_text script = leda_test_script(&figure);
  assert_int_equal(leda_test_count(&script, "'\xE2\x80\xA2'"), 2);
  assert_int_equal(leda_test_count(&script, "'ett'"), 1);
  assert_int_equal(leda_test_count(&script, "'Först'"), 1);
  leda_text_clear(&script);
  static char text[6000];
  unsigned long seed = 3;
  panel.text = leda_test_words(&seed, 250, 9, text, sizeof text);
  leda_test_apart(&figure);
  for (char *p = text; *p; p++) /* more than the page holds, in paragraphs */
    if (*p == ' ') *p = '\n';
  leda_test_apart(&figure);
}

/* A figure without values fails the sheet, named; a sheet inside a sheet is left out. */
static void a_figure_that_fails_is_named(void **state) {
  (void)state;
  leda_figure figure = leda_test_sheet("x");
  leda_figure empty = leda_test_pareto("Tom Pareto"), again = figure;
  empty.as.pareto.n_bars = 0;
  leda_figure_panel panel = {"Nu", "text", &empty, 0, 0};
  figure.as.sheet = (leda_figure_sheet){&panel, 1};
  leda_test_is_empty(&figure, "Tom Pareto");
  panel.figure = &again;
  leda_text script = leda_test_script(&figure);
  assert_int_equal(leda_test_count(&script, "\nplot "), 1);
  leda_text_clear(&script);
}

static void nothing_to_show_is_an_error(void **state) {
  (void)state;
  leda_figure figure = leda_test_sheet("Tomt");
  figure.as.sheet.n_panels = 0;
  leda_test_is_empty(&figure, "Tomt");
}

static void memory_that_runs_out_is_told(void **state) {
  (void)state;
  leda_figure figure = leda_test_sheet("två ord");
  leda_test_memory(&figure);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(panels_share_the_page),
      cmocka_unit_test(figures_are_drawn_in_their_places),
      cmocka_unit_test(texts_break_into_items),
      cmocka_unit_test(a_figure_that_fails_is_named),
      cmocka_unit_test(nothing_to_show_is_an_error),
      cmocka_unit_test(memory_that_runs_out_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
