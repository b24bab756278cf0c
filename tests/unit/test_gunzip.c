/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packed files. The archives were made by gzip 1.12 (gzip -n), not by leda; the big one by zlib. */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <zlib.h>

#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/core/text.h"
#include "tests/support/panel_text.h"

/* printf 'unit,year,value\nx,2014,1\n' | gzip -n9 */
static const char first[] =
    "\037\213\010\000\000\000\000\000\002\003\053\315\313\054\321\251\114\115\054\322"
    "\051\113\314\051\115\345\252\320\061\062\060\064\321\061\344\002\000\371\314\204"
    "\276\031\000\000\000";
/* printf 'x,2015,2\ny,2014,3\n' | gzip -n9 */
static const char second[] =
    "\037\213\010\000\000\000\000\000\002\003\253\320\061\062\060\064\325\061\342\252"
    "\004\061\114\164\214\271\000\113\035\250\341\022\000\000\000";

static const char expected[] = "/x//: 2014=1 2015=2\n/y//: 2014=3\n";

static leda_text join(const char *a, size_t n, const char *b, size_t m) {
  leda_text text = {0};
  leda_text_add_n(&text, a, n);
  leda_text_add_n(&text, b, m);
  return text;
}

static leda_text both(void) { return join(first, sizeof first - 1, second, sizeof second - 1); }

static void archives_in_a_row_are_one_table(void **state) {
  (void)state;
  leda_text packed = both();
  leda_test_panel read = leda_test_read_n(packed.data, packed.length, NULL);
  assert_int_equal(read.status, LEDA_OK);
  assert_string_equal(read.text, expected);
  leda_test_panel_clear(&read);
  leda_text_add_n(&packed, "\0\0\0\0", 4); /* padding of tapes */
  leda_read_options options = {.threads = 2, .chunk = 16};
  read = leda_test_read_n(packed.data, packed.length, &options);
  assert_int_equal(read.status, LEDA_OK);
  assert_string_equal(read.text, expected);
  leda_test_panel_clear(&read);
  leda_text_clear(&packed);
}

static void assert_refused(const char *bytes, size_t n, const char *message) {
  leda_test_panel read = leda_test_read_n(bytes, n, NULL);
  assert_int_equal(read.status, LEDA_ERR_DATA);
  assert_string_equal(read.err.file, "t.csv");
  assert_string_equal(read.err.message, message);
  assert_true(read.err.hint[0] != '\0');
  assert_int_equal(read.panel.n, 0);
  assert_int_equal(read.log.errors, 1);
  leda_test_panel_clear(&read);
}

static void cut_archives_are_refused(void **state) {
  (void)state;
  leda_text packed = both();
  for (size_t n = 2; n < packed.length; n++)
    if (n != sizeof first - 1)
      assert_refused(packed.data, n, "the compressed file ends in the middle");
  leda_text_clear(&packed);
}

static void damaged_archives_are_refused(void **state) {
  (void)state;
  static const char what[] = "the compressed file is damaged";
  leda_text packed = both();
  size_t checksum = sizeof first - 1 - 8;
  packed.data[checksum] ^= 1;
  assert_refused(packed.data, packed.length, what);
  packed.data[checksum] ^= 1;
  packed.data[2] = 7; /* a method that does not exist */
  assert_refused(packed.data, packed.length, what);
  packed.data[2] = 8;
  leda_text_add(&packed, "x");
  assert_refused(packed.data, packed.length, what);
  packed.data[packed.length - 1] = '\0';
  leda_text_add(&packed, "x");
  assert_refused(packed.data, packed.length, what);
  leda_text_clear(&packed);
}

static void errors_tell_the_line_of_the_text(void **state) {
  (void)state;
  /* printf 'unit,year,value\nx,2014,1\nx,2015,abc\n' | gzip -n9 */
  static const char bad[] =
      "\037\213\010\000\000\000\000\000\002\003\053\315\313\054\321\251\114\115\054\322"
      "\051\113\314\051\115\345\252\320\061\062\060\064\321\061\204\060\114\165\022\223"
      "\222\271\000\222\334\233\257\044\000\000\000";
  leda_test_panel read = leda_test_read_n(bad, sizeof bad - 1, NULL);
  assert_int_equal(read.status, LEDA_ERR_DATA);
  assert_int_equal(read.err.line, 3);
  assert_int_equal(read.err.field, 3);
  leda_test_panel_clear(&read);
}

/* A file of several megabytes whose name says nothing, written by zlib. */
static void large_files(void **state) {
  (void)state;
  enum { LONG = 200000 };
  char path[] = "/tmp/leda-gunzip-XXXXXX";
  const char *paths[] = {path};
  leda_panel panel;
  leda_error err = leda_error_none();
  close(mkstemp(path));
  gzFile file = gzopen(path, "wb1");
  gzprintf(file, "period;unit;value\r\n");
  for (int i = 0; i < LONG; i++) gzprintf(file, "%d;\"enhet\r\n%d\";%d,25\r\n", i, i % 7, i);
  assert_int_equal(gzclose(file), Z_OK);
  leda_read_options options = {.threads = 2};
  assert_int_equal(leda_panel_read(&panel, (leda_paths){paths, 1}, &options, NULL, &err), LEDA_OK);
  assert_int_equal(panel.n, LONG);
  assert_int_equal(panel.n_series, 7);
  for (size_t k = 0; k < panel.series[3].n; k++) {
    const leda_observation *o = &panel.series[3].observations[k];
    assert_true(o->period == (int)(7 * k + 3) && o->value == o->period + 0.25);
    assert_int_equal(o->line, 2 + 2 * o->period);
  }
  leda_panel_clear(&panel);
  unlink(path);
}

static void memory_may_run_out(void **state) {
  (void)state;
  leda_text packed = both();
  for (long k = 0;; k++) {
    leda_panel panel;
    leda_error err = leda_error_none();
    leda_bytes bytes = {"t.csv", packed.data, packed.length};
    leda_memory_fail_after(k);
    leda_status status = leda_panel_read_memory(&panel, bytes, NULL, NULL, &err);
    leda_memory_fail_after(-1);
    leda_panel_clear(&panel);
    if (status == LEDA_OK) break;
    assert_int_equal(status, LEDA_ERR_MEMORY);
  }
  leda_text_clear(&packed);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(archives_in_a_row_are_one_table),
      cmocka_unit_test(cut_archives_are_refused),
      cmocka_unit_test(damaged_archives_are_refused),
      cmocka_unit_test(errors_tell_the_line_of_the_text),
      cmocka_unit_test(large_files),
      cmocka_unit_test(memory_may_run_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
