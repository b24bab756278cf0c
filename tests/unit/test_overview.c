/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "engine/core/memory.h"
#include "plots/render.h"
#include "tests/support/figures.h"

static leda_text script_of(const leda_figure *figure) {
  leda_text script = {0};
  assert_int_equal(leda_figure_script(figure, LEDA_SIZE_WIDE, &script, NULL), LEDA_OK);
  return script;
}

static size_t count(const leda_text *script, const char *words) {
  size_t n = 0;
  for (const char *p = leda_text_str(script); (p = strstr(p, words)) != NULL; p++) n++;
  return n;
}

/* Shapes are gnuplot's: 9 a triangle up, 11 down, 7 a dot, 6 a ring, 4 the frame of what got worse. */
static void every_look_has_its_shape(void **state) {
  (void)state;
  leda_figure figure = leda_test_overview("x");
  leda_text script = script_of(&figure);
  assert_int_equal(count(&script, " << END\n"), 5); /* what holds nothing has no mark */
  assert_int_equal(count(&script, "with points pt 9 "), 2);
  assert_int_equal(count(&script, "with points pt 11 "), 1);
  assert_int_equal(count(&script, "with points pt 7 "), 1);
  assert_int_equal(count(&script, "with points pt 6 "), 1);
  assert_int_equal(count(&script, "with points pt 4 "), 1);
  leda_text_clear(&script);
}

/* The key explains what is there and nothing else. */
static void the_key_follows_the_marks(void **state) {
  (void)state;
  static const leda_figure_cell cells[] = {{LEDA_FOUND_CHANGE, -1, -1, 0.5},
                                           {LEDA_FOUND_NOISE, 0, 0, 0.0}};
  static const char *const rows[] = {"Lund", "Umeå"}, *const columns[] = {"Väntetid"};
  leda_figure figure = leda_test_overview("x");
  figure.as.overview = (leda_figure_overview){rows,  2,        columns, 1,      cells,   "upp",
                                              "ner", "bättre", "sämre", "brus", "oklart"};
  leda_text script = script_of(&figure);
  assert_int_equal(count(&script, "'ner, sämre'"), 1);
  assert_int_equal(count(&script, "'brus'"), 1);
  assert_int_equal(count(&script, "upp"), 0);
  assert_int_equal(count(&script, "oklart"), 0);
  assert_int_equal(count(&script, "'Lund'"), 1);
  assert_int_equal(count(&script, "'Umeå'"), 1);
  leda_text_clear(&script);
}

static void nothing_to_show_is_an_error(void **state) {
  (void)state;
  leda_figure figure = leda_test_overview("Tomt");
  leda_error err = leda_error_none();
  leda_text script = {0};
  figure.as.overview.n_rows = 0;
  assert_int_equal(leda_figure_script(&figure, LEDA_SIZE_WIDE, &script, &err), LEDA_ERR_DATA);
  assert_non_null(strstr(err.message, "Tomt"));
  leda_text_clear(&script);
}

static void many_rows_grow_the_page(void **state) {
  (void)state;
  enum { ROWS = 300 };
  static const char *rows[ROWS];
  static leda_figure_cell cells[2 * ROWS];
  leda_figure figure = leda_test_overview("x");
  for (size_t i = 0; i < ROWS; i++) rows[i] = "Upplands Väsby";
  for (size_t i = 0; i < 2 * ROWS; i++) cells[i].found = LEDA_FOUND_NOISE;
  figure.as.overview.rows = rows;
  figure.as.overview.n_rows = ROWS;
  figure.as.overview.cells = cells;
  for (size_t columns = 1; columns <= 2; columns++) {
    figure.as.overview.n_columns = columns;
    leda_text script = script_of(&figure);
    assert_int_equal(count(&script, "'Upplands Väsby'"), ROWS);
    assert_int_equal(count(&script, "screen -"), 0); /* nothing stands outside the page */
    leda_text_clear(&script);
  }
}

static void memory_that_runs_out_is_told(void **state) {
  (void)state;
  leda_figure figure = leda_test_overview("två ord");
  leda_status status = LEDA_ERR_MEMORY;
  for (long k = 0; status && k < 10000; k++) {
    leda_text script = {0};
    leda_memory_fail_after(k);
    status = leda_figure_script(&figure, LEDA_SIZE_WIDE, &script, NULL);
    leda_memory_fail_after(-1);
    if (status) assert_int_equal(status, LEDA_ERR_MEMORY);
    leda_text_clear(&script);
  }
  assert_int_equal(status, LEDA_OK);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_look_has_its_shape),     cmocka_unit_test(the_key_follows_the_marks),
      cmocka_unit_test(nothing_to_show_is_an_error),  cmocka_unit_test(many_rows_grow_the_page),
      cmocka_unit_test(memory_that_runs_out_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
