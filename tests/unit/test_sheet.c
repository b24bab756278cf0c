/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/core/memory.h"
#include "engine/data/sheet.h"

static leda_status parse(leda_sheet *sheet, const char *text, leda_error *err) {
  *err = leda_error_none();
  return leda_sheet_parse(sheet, (leda_bytes){"a.csv", text, strlen(text)}, err);
}

static void test_cells_and_places(void **state) {
  (void)state;
  leda_sheet sheet;
  leda_error err;
  assert_int_equal(parse(&sheet,
                         "\xEF\xBB\xBFstatement;Mean\r\n"
                         "1;\"4,60\"\r\n"
                         "\r\n"
                         "\"two\nlines\";\r\n"
                         "3;x",
                         &err),
                   LEDA_OK);
  assert_int_equal(sheet.n_columns, 2);
  assert_int_equal(sheet.n_rows, 3);
  size_t mean = leda_sheet_column(&sheet, "mean");
  assert_int_equal(mean, 1);
  assert_int_equal(leda_sheet_column(&sheet, "wave"), LEDA_SHEET_NO_COLUMN);
  assert_string_equal(leda_sheet_cell(&sheet, 0, mean), "4,60");
  assert_string_equal(leda_sheet_cell(&sheet, 1, mean), "");
  assert_string_equal(leda_sheet_cell(&sheet, 1, LEDA_SHEET_NO_COLUMN), "");
  leda_place place = leda_sheet_place(&sheet, 2, mean);
  assert_string_equal(place.file, "a.csv");
  assert_int_equal(place.line, 6);
  assert_int_equal(place.field, 2);
  leda_sheet_clear(&sheet);
}

static void assert_refused(const char *text, size_t line, const char *words) {
  leda_sheet sheet;
  leda_error err;
  assert_int_equal(parse(&sheet, text, &err), LEDA_ERR_DATA);
  assert_int_equal(err.line, line);
  if (!strstr(err.message, words)) fail_msg("'%s' lacks '%s'", err.message, words);
  assert_null(sheet.names);
}

static void test_errors_have_their_place(void **state) {
  (void)state;
  assert_refused("", 1, "empty");
  assert_refused("\n\n", 1, "empty");
  assert_refused("a,b\n1,2\n1,2,3\n", 3, "3 fields; the header has 2");
  assert_refused("a,b\n1\n", 2, "1 fields");
  assert_refused("a,,c\n", 1, "no name");
  assert_refused("a,b,A\n", 1, "two columns 'A'");
  assert_refused("a,b\n1,\"x\n2,y\n", 2, "");
}

static void test_out_of_memory_leaves_nothing(void **state) {
  (void)state;
  leda_status status = LEDA_ERR_MEMORY;
  for (long successes = 0; status != LEDA_OK; successes++) {
    leda_sheet sheet;
    leda_error err;
    leda_memory_fail_after(successes);
    status = parse(&sheet, "a,b\n1,2\n3,4\n", &err);
    leda_memory_fail_after(-1);
    if (status) assert_int_equal(status, LEDA_ERR_MEMORY);
    leda_sheet_clear(&sheet);
    assert_true(successes < 200);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_cells_and_places),
      cmocka_unit_test(test_errors_have_their_place),
      cmocka_unit_test(test_out_of_memory_leaves_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
