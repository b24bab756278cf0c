/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for every table: the order of rows and files does not matter, memory may run out at any
   point, the work can be stopped. */
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

#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/core/text.h"
#include "tests/support/panel_text.h"

/* Numbers for a test: Knuth's MMIX generator. */
static uint32_t draw(uint64_t *state) {
  *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)(*state >> 33);
}

#define UNITS 60
#define PERIODS 41
#define ROWS (UNITS * PERIODS)

/* Row i of a panel of 60 units; every 13th value is missing. */
static void add_row(leda_text *csv, int i) {
  int unit = i / PERIODS, period = i % PERIODS;
  leda_text_addf(csv, "%02d,Enhet %d,%d-%02d,i%d,", unit, unit, 2000 + period / 12, period % 12 + 1,
                 unit % 3);
  if (i % 13 == 0)
    leda_text_add(csv, "..\n");
  else
    leda_text_addf(csv, "%d.%d\n", i, unit);
}

static void add_rows(leda_text *csv, const int *order, int from, int to) {
  leda_text_add(csv, "kommunkod,kommun,tid,indicator,value\n");
  for (int i = from; i < to; i++) add_row(csv, order[i]);
}

static void shuffle(int *order, int n, uint64_t seed) {
  for (int i = 0; i < n; i++) order[i] = i;
  for (int i = n - 1; seed && i > 0; i--) {
    int k = (int)(draw(&seed) % (uint32_t)(i + 1)), moved = order[i];
    order[i] = order[k];
    order[k] = moved;
  }
}

static void the_order_of_rows_does_not_matter(void **state) {
  (void)state;
  static int order[ROWS];
  char *first = NULL;
  for (uint64_t seed = 0; seed < 20; seed++) {
    leda_text csv = {0};
    shuffle(order, ROWS, seed);
    add_rows(&csv, order, 0, ROWS);
    leda_test_panel read = leda_test_read(leda_text_str(&csv), NULL);
    assert_int_equal(read.status, LEDA_OK);
    assert_int_equal(read.panel.n, ROWS);
    assert_int_equal(read.panel.n_series, UNITS);
    assert_int_equal(read.panel.n_indicators, 3);
    assert_int_equal(read.panel.n_missing, (ROWS + 12) / 13);
    if (seed == 0) {
      first = leda_strdup(read.text);
      assert_memory_equal(first, "i0/00/Enhet 0/: 2000-01=. 2000-02=1 2000-03=2 ", 45);
    }
    assert_string_equal(read.text, first);
    leda_test_panel_clear(&read);
    leda_text_clear(&csv);
  }
  leda_free(first);
}

/* More series than one digit of the grouping holds, of very different lengths. */
static void many_series_keep_their_rows(void **state) {
  (void)state;
  enum { MANY = 70000 };
  static int order[MANY];
  leda_text csv = {0};
  shuffle(order, MANY, 7);
  leda_text_add(&csv, "unit,period,value\n");
  for (int i = 0; i < MANY; i++) {
    int k = order[i];
    leda_text_addf(&csv, "u%d,%d,%d\n", k < 2000 ? 0 : k, k, 3 * k);
  }
  leda_test_panel read = leda_test_read(leda_text_str(&csv), NULL);
  assert_int_equal(read.status, LEDA_OK);
  assert_int_equal(read.panel.n_series, MANY - 2000 + 1);
  assert_string_equal(read.panel.series[0].unit, "u0");
  assert_int_equal(read.panel.series[0].n, 2000);
  for (size_t i = 0; i < read.panel.n_series; i++) {
    const leda_series *s = &read.panel.series[i];
    if (i > 0) assert_true(strcmp(read.panel.series[i - 1].unit, s->unit) < 0);
    for (size_t k = 0; k < s->n; k++) {
      const leda_observation *o = &s->observations[k];
      assert_true(o->value == 3.0 * o->period);
      assert_int_equal(o->series, i);
      if (i > 0)
        assert_int_equal(atoi(s->unit + 1), o->period);
      else
        assert_int_equal(o->period, k);
    }
  }
  leda_test_panel_clear(&read);
  leda_text_clear(&csv);
}

static char *write_temporary(char *path, const char *content) {
  int fd = mkstemp(path);
  leda_error err = leda_error_none();
  assert_true(fd >= 0);
  close(fd);
  assert_int_equal(leda_file_write(path, content, strlen(content), &err), LEDA_OK);
  return path;
}

static void several_files_are_one_panel(void **state) {
  (void)state;
  char a[] = "/tmp/leda-panel-XXXXXX", b[] = "/tmp/leda-panel-XXXXXX";
  const char *paths[] = {write_temporary(a, "unit,year,value\nx,2014,1\ny,2014,2\n"),
                         write_temporary(b, "v\xE4rde;\xE5r;kommun\n1,5;2015;x\n")};
  leda_panel panel;
  leda_messages log = {0};
  leda_error err = leda_error_none();
  assert_int_equal(leda_panel_read(&panel, (leda_paths){paths, 2}, NULL, &log, &err), LEDA_OK);
  char *text = leda_test_panel_text(&panel);
  assert_string_equal(text, "/x//: 2014=1 2015=1.5\n/y//: 2014=2\n");
  assert_int_equal(panel.n_files, 2);
  assert_string_equal(panel.files[1], b);
  assert_int_equal(panel.series[0].observations[1].file, 1);
  assert_int_equal(panel.series[0].observations[1].line, 2);
  leda_free(text);
  leda_panel_clear(&panel);
  const char *same[] = {a, a};
  assert_int_equal(leda_panel_read(&panel, (leda_paths){same, 2}, NULL, &log, &err), LEDA_ERR_DATA);
  assert_string_equal(err.file, a);
  assert_non_null(strstr(err.message, "the first is line 2 of"));
  leda_messages_clear(&log);
  unlink(a);
  unlink(b);
}

static void files_of_counts_and_of_values_do_not_mix(void **state) {
  (void)state;
  char a[] = "/tmp/leda-panel-XXXXXX", b[] = "/tmp/leda-panel-XXXXXX";
  const char *paths[] = {write_temporary(a, "year,value\n2014,1\n"),
                         write_temporary(b, "year,numerator,denominator\n2015,1,2\n")};
  leda_panel panel;
  leda_error err = leda_error_none();
  assert_int_equal(leda_panel_read(&panel, (leda_paths){paths, 2}, NULL, NULL, &err),
                   LEDA_ERR_DATA);
  assert_string_equal(err.file, b);
  assert_int_equal(err.line, 1);
  unlink(a);
  unlink(b);
}

/* Every allocation in turn fails: the reading says so, leaves nothing behind (the leak check of the
   sanitizers), and in the end, when none fails, it succeeds. */
static long runs_until_success(const char *csv, const leda_read_options *options,
                               leda_status expected) {
  for (long k = 0;; k++) {
    leda_panel panel;
    leda_messages log = {0};
    leda_error err = leda_error_none();
    leda_bytes bytes = {"t.csv", csv, strlen(csv)};
    leda_memory_fail_after(k);
    leda_status status = leda_panel_read_memory(&panel, bytes, options, &log, &err);
    leda_memory_fail_after(-1);
    leda_messages_clear(&log);
    leda_panel_clear(&panel);
    if (status == expected) return k;
    if (status != LEDA_ERR_MEMORY || err.status != LEDA_ERR_MEMORY)
      fail_msg("after %ld allocations: status %d, %s", k, (int)status, err.message);
    assert_true(k < 100000);
  }
}

static void memory_may_run_out_anywhere(void **state) {
  (void)state;
  leda_column_choice wide[] = {{LEDA_ROLE_VALUE, "a"}, {LEDA_ROLE_VALUE, "b"}};
  leda_filter filter = {"kommun", "Väs"};
  leda_read_options options = {.columns = wide, .n_columns = 2, .filters = &filter, .n_filters = 1};
  assert_true(runs_until_success("Title\n\nkpi;kommunkod;kommun;date;a;b\n"
                                 "N1;1;V\xE4s;2014-01-01;1,5;~5\nN1;1;V\xE4s;2014-02-01;;3\n"
                                 "\"N\"\"2\";2;V\xE4s;2014-02-01;2;3\n;;;;;\nfoot;note\n",
                                 &options, LEDA_OK) > 20);
  assert_true(
      runs_until_success("year,value\n2014,x\n2014,1\n2014-05,2\n,,3\n", NULL, LEDA_ERR_DATA) > 5);
  assert_true(runs_until_success("year,value\n2014,1\n2014,1\n", NULL, LEDA_ERR_DATA) > 5);
  assert_true(runs_until_success("year,flow\n2014,1\n", NULL, LEDA_ERR_DATA) > 3);
}

static int cancel_at_once(uint64_t done, uint64_t total, void *data) {
  uint64_t *seen = data;
  seen[0] = done;
  seen[1] = total;
  return 1;
}

static void the_work_can_be_stopped(void **state) {
  (void)state;
  uint64_t seen[2] = {0, 0};
  leda_read_options options = {.progress = {cancel_at_once, seen}};
  leda_test_panel read = leda_test_read("year,value\n2014,1\n", &options);
  assert_int_equal(read.status, LEDA_ERR_CANCELLED);
  assert_int_equal(read.panel.n, 0);
  assert_int_equal(seen[0], 18);
  assert_int_equal(seen[1], 18);
  leda_test_panel_clear(&read);
}

/* Blocks end anywhere: a table longer than several blocks, with quoted line ends and CRLF. */
static void blocks_end_anywhere(void **state) {
  (void)state;
  enum { LONG = 120000 };
  leda_text csv = {0};
  leda_text_add(&csv, "period;unit;value\r\n");
  for (int i = 0; i < LONG; i++)
    leda_text_addf(&csv, "%d;\"en lång\r\nenhet å %d\";%d,25\r\n", i, i % 7, i);
  leda_test_panel read = leda_test_read(leda_text_str(&csv), NULL);
  assert_int_equal(read.status, LEDA_OK);
  assert_true(csv.length > 3 << 20);
  assert_int_equal(read.panel.n, LONG);
  assert_int_equal(read.panel.n_series, 7);
  assert_string_equal(read.panel.series[3].unit, "en lång\r\nenhet å 3");
  for (size_t i = 0; i < 7; i++)
    for (size_t k = 0; k < read.panel.series[i].n; k++) {
      const leda_observation *o = &read.panel.series[i].observations[k];
      assert_int_equal(o->period, 7 * k + i);
      assert_true(o->value == o->period + 0.25);
      assert_int_equal(o->line, 2 + 2 * o->period);
    }
  leda_test_panel_clear(&read);
  leda_text_clear(&csv);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_order_of_rows_does_not_matter),
      cmocka_unit_test(many_series_keep_their_rows),
      cmocka_unit_test(several_files_are_one_panel),
      cmocka_unit_test(files_of_counts_and_of_values_do_not_mix),
      cmocka_unit_test(memory_may_run_out_anywhere),
      cmocka_unit_test(the_work_can_be_stopped),
      cmocka_unit_test(blocks_end_anywhere),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
