/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory, status, messages and progress: what their headers promise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/core/memory.h"
#include "engine/core/messages.h"
#include "engine/core/progress.h"
#include "engine/core/text.h"

static void allocates_and_refuses_what_overflows(void **state) {
  (void)state;
  char *nothing = leda_malloc(0);
  assert_non_null(nothing);
  leda_free(nothing);
  int *zeros = leda_calloc(5, sizeof *zeros);
  assert_non_null(zeros);
  for (int i = 0; i < 5; i++) assert_int_equal(zeros[i], 0);
  assert_null(leda_realloc_array(NULL, SIZE_MAX / 2, 4));
  zeros = leda_realloc_array(zeros, 10, sizeof *zeros);
  assert_non_null(zeros);
  assert_int_equal(zeros[4], 0);
  leda_free(zeros);
  char *copy = leda_strndup("kommun", 3);
  assert_string_equal(copy, "kom");
  leda_free(copy);
}

static void fails_when_a_test_wants_it(void **state) {
  (void)state;
  leda_memory_fail_after(1);
  char *first = leda_strdup("a"), *second = leda_strdup("b");
  leda_memory_fail_after(-1);
  char *third = leda_strdup("c");
  assert_non_null(first);
  assert_null(second);
  assert_non_null(third);
  leda_free(first);
  leda_free(third);
}

static void the_first_error_wins(void **state) {
  (void)state;
  leda_error err = leda_error_none();
  leda_place place = {"a.csv", 7, 3};
  assert_int_equal(leda_fail_at(&err, place, "bad %d", 1), LEDA_ERR_DATA);
  leda_error_hint(&err, "mend it");
  leda_error_hint(&err, "not this");
  assert_int_equal(leda_fail(&err, LEDA_ERR_IO, "worse"), LEDA_ERR_DATA);
  assert_string_equal(err.message, "bad 1");
  assert_string_equal(err.hint, "mend it");
  assert_string_equal(err.file, "a.csv");
  assert_int_equal(err.line, 7);
  assert_int_equal(err.field, 3);
  assert_int_equal(leda_fail(NULL, LEDA_ERR_IO, "nobody listens"), LEDA_ERR_IO);
  leda_error quiet = leda_error_none();
  leda_error_hint(&quiet, "no error, no hint");
  assert_string_equal(quiet.hint, "");
}

/* 1023 bytes are kept; the euro sign has three and must not be split at any offset. */
static void long_messages_end_between_characters(void **state) {
  (void)state;
  for (size_t lead = 0; lead < 4; lead++) {
    leda_text text = {0};
    leda_text_add_repeated(&text, "x", lead);
    leda_text_add_repeated(&text, "€", 500);
    leda_error err = leda_error_none();
    leda_fail(&err, LEDA_ERR_DATA, "%s", leda_text_str(&text));
    assert_true(leda_utf8_valid(err.message, strlen(err.message)));
    assert_int_equal(strlen(err.message), lead + 3 * ((1023 - lead) / 3));
    leda_messages list = {0};
    leda_messages_note(&list, LEDA_NOTICE, (leda_place){0}, "%s", leda_text_str(&text));
    assert_string_equal(list.items[0].what.message, err.message);
    leda_messages_clear(&list);
    leda_text_clear(&text);
  }
}

static void keeps_twenty_errors_and_counts_all(void **state) {
  (void)state;
  leda_messages list = {0};
  leda_error err = leda_error_none();
  leda_fail(&err, LEDA_ERR_DATA, "bad");
  for (int i = 0; i < 25; i++)
    assert_int_equal(leda_messages_add(&list, LEDA_ERROR, &err), LEDA_OK);
  assert_int_equal(leda_messages_note(&list, LEDA_NOTICE, (leda_place){"f", 1, 0}, "%d rows", 3),
                   LEDA_OK);
  assert_int_equal(list.n, 21);
  assert_int_equal(list.errors, 25);
  assert_int_equal(list.items[20].severity, LEDA_NOTICE);
  assert_string_equal(list.items[20].what.message, "3 rows");
  leda_messages_clear(&list);
  leda_memory_fail_after(0);
  assert_int_equal(leda_messages_add(&list, LEDA_ERROR, &err), LEDA_ERR_MEMORY);
  leda_memory_fail_after(-1);
  assert_int_equal(leda_messages_add(NULL, LEDA_ERROR, &err), LEDA_OK);
  leda_messages_clear(&list);
}

static int stop_at_half(uint64_t done, uint64_t total, void *data) {
  ++*(int *)data;
  return 2 * done >= total;
}

static void progress_can_stop_the_work(void **state) {
  (void)state;
  int calls = 0;
  leda_progress progress = {stop_at_half, &calls};
  assert_int_equal(leda_progress_report(&progress, 1, 10), 0);
  assert_int_not_equal(leda_progress_report(&progress, 5, 10), 0);
  assert_int_equal(calls, 2);
  assert_int_equal(leda_progress_report(NULL, 1, 10), 0);
  assert_int_equal(leda_progress_report(&(leda_progress){0}, 1, 10), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(allocates_and_refuses_what_overflows),
      cmocka_unit_test(fails_when_a_test_wants_it),
      cmocka_unit_test(the_first_error_wins),
      cmocka_unit_test(long_messages_end_between_characters),
      cmocka_unit_test(keeps_twenty_errors_and_counts_all),
      cmocka_unit_test(progress_can_stop_the_work),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
