/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/data/instrument.h"

#define HEAD "[instrument]\nname = N\nscale = 1-7\n[area x]\nsv = Område\n"

static leda_status parse(leda_instrument *instrument, const char *text, leda_error *err) {
  *err = leda_error_none();
  return leda_instrument_parse(instrument, (leda_bytes){"i.ini", text, strlen(text)}, NULL, err);
}

/* The numbers of statements and areas: chapter 3 of the report (ISBN 978-91-7585-120-4). */
static void test_the_bundled_instrument(void **state) {
  (void)state;
  leda_instrument instrument;
  leda_error err = leda_error_none();
  assert_int_equal(leda_instrument_read(&instrument, "datasets/lfr/instrument.ini", NULL, &err),
                   LEDA_OK);
  assert_int_equal(instrument.scale_low, 1);
  assert_int_equal(instrument.scale_high, 7);
  assert_int_equal(instrument.n, 19);
  size_t areas = 1;
  for (size_t i = 0; i < 19; i++) {
    assert_int_equal(instrument.statements[i].number, (int)i + 1);
    assert_true(strlen(instrument.statements[i].label[LEDA_SV]) > 3);
    assert_string_not_equal(instrument.statements[i].label[LEDA_SV],
                            instrument.statements[i].label[LEDA_EN]);
    if (i > 0)
      areas += strcmp(instrument.statements[i].area[LEDA_SV],
                      instrument.statements[i - 1].area[LEDA_SV]) != 0;
  }
  assert_int_equal(areas, 8);
  assert_string_equal(leda_instrument_find(&instrument, 13)->area[LEDA_SV], "Brukarfokus");
  assert_null(leda_instrument_find(&instrument, 20));
  assert_non_null(strstr(instrument.citation, "978-91-7585-120-4"));
  leda_instrument_clear(&instrument);
}

static void test_order_and_one_language(void **state) {
  (void)state;
  leda_instrument instrument;
  leda_error err;
  assert_int_equal(parse(&instrument,
                         HEAD "[statement 10]\narea = x\nen = Ten\n"
                              "[statement 9]\narea = x\nsv = Nio\nen = Nine\n",
                         &err),
                   LEDA_OK);
  assert_int_equal(instrument.statements[0].number, 9);
  assert_string_equal(instrument.statements[1].label[LEDA_SV], "Ten");
  assert_string_equal(instrument.statements[0].area[LEDA_EN], "Område");
  assert_string_equal(instrument.name[LEDA_EN], "N");
  leda_instrument_clear(&instrument);
}

/* The program carries the file's text. */
static void test_the_built_in_instrument(void **state) {
  (void)state;
  char *bytes = NULL;
  size_t length = 0;
  leda_error err = leda_error_none();
  assert_int_equal(leda_file_read("datasets/lfr/instrument.ini", 65536, &bytes, &length, &err),
                   LEDA_OK);
  leda_bytes built_in = leda_instrument_lfr();
  assert_int_equal(built_in.length, length);
  assert_memory_equal(built_in.bytes, bytes, length);
  leda_free(bytes);
  leda_instrument instrument;
  assert_int_equal(leda_instrument_open(&instrument, "lfr", NULL, &err), LEDA_OK);
  assert_int_equal(instrument.n, 19);
  assert_int_equal(instrument.n_areas, 8);
  assert_string_equal(instrument.low[LEDA_SV], "Inte alls");
  assert_string_equal(instrument.high[LEDA_EN], "Fully");
  leda_instrument_clear(&instrument);
}

static void test_areas_and_reversed(void **state) {
  (void)state;
  leda_instrument instrument;
  leda_error err;
  assert_int_equal(parse(&instrument,
                         "[instrument]\nname = N\nscale = 0-10\nhigh_en = Yes\n[area x]\nsv = X\n"
                         "[area y]\nsv = Y\n[statement 3]\narea = x\nsv = c\nreversed = ja\n"
                         "[statement 1]\narea = y\nsv = a\nreversed = no\n"
                         "[statement 2]\narea = x\nsv = b\n",
                         &err),
                   LEDA_OK);
  assert_int_equal(instrument.scale_low, 0);
  assert_int_equal(instrument.scale_high, 10);
  assert_int_equal(instrument.n_areas, 2);
  assert_string_equal(instrument.areas[0].name[0], "Y");
  assert_int_equal(instrument.areas[1].n, 2);
  assert_int_equal(instrument.statements[0].area_index, 0);
  assert_int_equal(instrument.statements[2].area_index, 1);
  assert_false(instrument.statements[0].reversed);
  assert_true(instrument.statements[2].reversed);
  assert_string_equal(instrument.high[LEDA_SV], "Yes");
  assert_string_equal(instrument.low[LEDA_SV], "");
  leda_instrument_clear(&instrument);
}

static void assert_refused(const char *text, size_t line, const char *words) {
  leda_instrument instrument;
  leda_error err;
  assert_int_equal(parse(&instrument, text, &err), LEDA_ERR_DATA);
  assert_int_equal(err.line, line);
  if (!strstr(err.message, words)) fail_msg("'%s' lacks '%s'", err.message, words);
  assert_null(instrument.statements);
}

static void test_errors(void **state) {
  (void)state;
  assert_refused(HEAD, 0, "no section [statement]");
  assert_refused(HEAD "[statement x]\narea = x\nsv = a\n", 6, "not the number");
  assert_refused(HEAD "[statement 1]\narea = y\nsv = a\n", 7, "no section [area y]");
  assert_refused(HEAD "[statement 1]\narea = x\n", 6, "needs sv");
  assert_refused(HEAD "[statement 1]\narea = x\nsv = a\n[statement 01]\narea = x\nsv = a\n", 9,
                 "twice");
  assert_refused("[instrument]\nname = N\nscale = 7-1\n[area x]\nsv = a\n[statement 1]\narea = x\n"
                 "sv = a\n",
                 3, "scale");
  assert_refused(HEAD "[statement 1]\narea = x\nsv = a\nreversed = kanske\n", 9, "yes or no");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_bundled_instrument),
      cmocka_unit_test(test_the_built_in_instrument),
      cmocka_unit_test(test_areas_and_reversed),
      cmocka_unit_test(test_order_and_one_language),
      cmocka_unit_test(test_errors),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
