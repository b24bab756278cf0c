/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small tables of causes, gauges, ratings, strata and pairs. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/core/memory.h"
#include "engine/data/study.h"

static leda_status parse(leda_study *study, leda_study_kind kind, const char *text,
                         leda_messages *log, leda_error *err) {
  *err = leda_error_none();
  return leda_study_parse(study, kind, (leda_bytes){"a.csv", text, strlen(text)}, log, err);
}

static void test_causes_with_and_without_counts(void **state) {
  (void)state;
  leda_study study;
  leda_error err;
  assert_int_equal(
      parse(&study, LEDA_STUDY_CAUSES, "Orsak;Antal\nÖvrigt;1 200\nBrist;3\n", NULL, &err),
      LEDA_OK);
  assert_int_equal(study.n, 2);
  assert_string_equal(study.rows[0].label[0], "Brist");
  assert_true(study.rows[0].number[0] == 3.0 && study.rows[1].number[0] == 1200.0);
  assert_int_equal(study.rows[1].line, 2);
  leda_study_clear(&study);
  assert_int_equal(parse(&study, LEDA_STUDY_CAUSES, "cause\nb\na\nb\n", NULL, &err), LEDA_OK);
  assert_int_equal(study.n, 3);
  assert_true(study.rows[2].number[0] == 1.0);
  assert_string_equal(study.title[0], "");
  leda_study_clear(&study);
}

static void test_gauge_rows_come_sorted(void **state) {
  (void)state;
  static const char *const ORDERS[] = {"part,operator,value\n1,A,2.5\n1,A,\n1,B,1\n",
                                       "operatör,värde,del\nB,1,1\nA,,1\nA,2.5,1\n"};
  for (size_t k = 0; k < 2; k++) {
    leda_study study;
    leda_error err;
    assert_int_equal(parse(&study, LEDA_STUDY_GAUGE, ORDERS[k], NULL, &err), LEDA_OK);
    assert_int_equal(study.n, 3);
    assert_string_equal(study.rows[0].label[1], "A");
    assert_true(study.rows[0].number[0] == 2.5);
    assert_true(isnan(study.rows[1].number[0]));
    assert_string_equal(study.rows[2].label[1], "B");
    leda_study_clear(&study);
  }
}

static void test_ratings_and_pairs(void **state) {
  (void)state;
  leda_study study;
  leda_error err;
  assert_int_equal(
      parse(&study, LEDA_STUDY_RATINGS, "ärende,bedömare,bedömning\n7,Bo,ja\n", NULL, &err),
      LEDA_OK);
  assert_string_equal(study.rows[0].label[2], "ja");
  assert_true(isnan(study.rows[0].number[0]));
  leda_study_clear(&study);
  assert_int_equal(parse(&study, LEDA_STUDY_PAIRS, "x;y\n1,5;-2\n", NULL, &err), LEDA_OK);
  assert_true(study.rows[0].number[0] == 1.5 && study.rows[0].number[1] == -2.0);
  leda_study_clear(&study);
}

static void assert_refused(leda_study_kind kind, const char *text, size_t line, size_t column,
                           const char *words) {
  leda_study study;
  leda_error err;
  leda_messages log = {0};
  assert_int_equal(parse(&study, kind, text, &log, &err), LEDA_ERR_DATA);
  if (err.line != line || err.field != column)
    fail_msg("%zu:%zu instead of %zu:%zu: %s", err.line, err.field, line, column, err.message);
  if (!strstr(err.message, words)) fail_msg("'%s' lacks '%s'", err.message, words);
  assert_null(study.rows);
  leda_messages_clear(&log);
}

static void test_every_error_has_its_place(void **state) {
  (void)state;
  assert_refused(LEDA_STUDY_CAUSES, "reason,count\na,1\n", 1, 0, "cause");
  assert_refused(LEDA_STUDY_CAUSES, "cause,count\n,1\n", 2, 1, "empty");
  assert_refused(LEDA_STUDY_CAUSES, "cause,count\na,1.5\n", 2, 2, "not a count");
  assert_refused(LEDA_STUDY_CAUSES, "cause,count\na,-1\n", 2, 2, "not a count");
  assert_refused(LEDA_STUDY_STRATA, "group,value\na,two\n", 2, 2, "not a number");
  assert_refused(LEDA_STUDY_PAIRS, "x,y\n", 1, 0, "no row");
}

static void test_out_of_memory_leaves_nothing(void **state) {
  (void)state;
  leda_status status = LEDA_ERR_MEMORY;
  for (long successes = 0; status != LEDA_OK; successes++) {
    leda_study study;
    leda_error err;
    leda_memory_fail_after(successes);
    status = parse(&study, LEDA_STUDY_CAUSES, "cause,count\na,1\nb,2\n", NULL, &err);
    leda_memory_fail_after(-1);
    if (status) assert_int_equal(status, LEDA_ERR_MEMORY);
    leda_study_clear(&study);
    assert_true(successes < 500);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_causes_with_and_without_counts),
      cmocka_unit_test(test_gauge_rows_come_sorted),
      cmocka_unit_test(test_ratings_and_pairs),
      cmocka_unit_test(test_every_error_has_its_place),
      cmocka_unit_test(test_out_of_memory_leaves_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
