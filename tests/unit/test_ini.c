/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Debian's inih 55 would misread is known from reading its source: lines are cut at 199 bytes,
   " ;" ends a value, names at 49 bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "engine/core/memory.h"
#include "engine/data/ini.h"

static leda_status parse(leda_ini *ini, const char *text, leda_messages *log, leda_error *err) {
  *err = leda_error_none();
  return leda_ini_parse(ini, (leda_bytes){"a.ini", text, strlen(text)}, log, err);
}

static void assert_refused(const char *text, size_t line, const char *words) {
  leda_ini ini;
  leda_error err;
  leda_messages log = {0};
  assert_int_equal(parse(&ini, text, &log, &err), LEDA_ERR_DATA);
  assert_string_equal(err.file, "a.ini");
  assert_int_equal(err.line, line);
  if (!strstr(err.message, words)) fail_msg("'%s' lacks '%s'", err.message, words);
  assert_true(log.errors >= 1);
  assert_int_equal(ini.n, 0);
  leda_messages_clear(&log);
}

static void test_sections_keys_and_lines(void **state) {
  (void)state;
  leda_ini ini;
  leda_error err;
  assert_int_equal(parse(&ini,
                         "\xEF\xBB\xBF# comment\n"
                         "[project]\r\n"
                         "title = One = two\r\n"
                         "\r\n"
                         "[ measure   belts and more ]\n"
                         "file=x.csv\n"
                         "text = goes on\n"
                         "  and on\n"
                         "\tto here\n"
                         "; comment\n"
                         "unit : Nykvarn\n"
                         "[define]",
                         NULL, &err),
                   LEDA_OK);
  assert_int_equal(ini.n, 3);
  assert_string_equal(ini.sections[0].kind, "project");
  assert_string_equal(ini.sections[0].label, "");
  assert_int_equal(ini.sections[0].line, 2);
  assert_string_equal(leda_ini_find(&ini.sections[0], "title")->value, "One = two");
  assert_string_equal(ini.sections[1].kind, "measure");
  assert_string_equal(ini.sections[1].label, "belts and more");
  assert_int_equal(ini.sections[1].line, 5);
  const leda_ini_entry *text = leda_ini_find(&ini.sections[1], "text");
  assert_string_equal(text->value, "goes on and on to here");
  assert_int_equal(text->line, 7);
  assert_string_equal(leda_ini_find(&ini.sections[1], "unit")->value, "Nykvarn");
  assert_null(leda_ini_find(&ini.sections[1], "title"));
  assert_int_equal(ini.sections[2].n, 0);
  leda_ini_clear(&ini);
}

static void test_a_line_of_199_bytes_is_whole_and_one_of_200_refused(void **state) {
  (void)state;
  char text[300];
  leda_ini ini;
  leda_error err;
  size_t head = (size_t)snprintf(text, sizeof text, "[a]\nkey = ");
  memset(text + head, 'x', 193);
  strcpy(text + head + 193, "\n");
  assert_int_equal(parse(&ini, text, NULL, &err), LEDA_OK);
  assert_int_equal(strlen(ini.sections[0].entries[0].value), 193);
  assert_int_equal(ini.sections[0].n, 1);
  leda_ini_clear(&ini);
  strcpy(text + head + 193, "x\n");
  assert_refused(text, 2, "200 bytes");
}

static void test_what_would_be_misread_is_refused(void **state) {
  (void)state;
  assert_refused("[a]\nkey = value ; lost\n", 2, "begins a comment");
  assert_refused("[a]\nkey = ;lost\n", 2, "begins a comment");
  assert_refused("[a]\n  key = value\n", 2, "indented");
  assert_refused("[a]\nkey = value\n  # lost\n", 3, "comment cannot be indented");
  assert_refused("[a]\nkey\n", 2, "neither");
  assert_refused("[a]\n= x\n", 2, "no key");
  assert_refused("key = x\n", 1, "before the first");
  assert_refused("[a\nkey = x\n", 1, "']'");
  assert_refused("[a] b\nkey = x\n", 1, "after the ']'");
  assert_refused("[a]\nkey = \xE5\n", 2, "not UTF-8");
  assert_refused("[a23456789 123456789 123456789 123456789 1234567890]\n", 1, "49 bytes");
  assert_refused("[a]\na23456789-123456789-123456789-123456789-1234567890 = x\n", 2, "49 bytes");
}

static void test_semicolons_inside_words_stay(void **state) {
  (void)state;
  leda_ini ini;
  leda_error err;
  assert_int_equal(parse(&ini, "[a]\nkey = one;two; three\n", NULL, &err), LEDA_OK);
  assert_string_equal(ini.sections[0].entries[0].value, "one;two; three");
  leda_ini_clear(&ini);
}

static void test_a_zero_byte_is_refused(void **state) {
  (void)state;
  static const char TEXT[] = "[a]\nkey = x\0y\n";
  leda_ini ini;
  leda_error err = leda_error_none();
  leda_bytes source = {"a.ini", TEXT, sizeof TEXT - 1};
  assert_int_equal(leda_ini_parse(&ini, source, NULL, &err), LEDA_ERR_DATA);
  assert_int_equal(err.line, 2);
}

static void test_all_errors_are_told_and_20_kept(void **state) {
  (void)state;
  char text[400] = "[a]\n";
  for (size_t i = 0; i < 25; i++) strcat(text, "wrong line\n");
  leda_ini ini;
  leda_error err;
  leda_messages log = {0};
  assert_int_equal(parse(&ini, text, &log, &err), LEDA_ERR_DATA);
  assert_int_equal(log.errors, 25);
  assert_int_equal(log.n, 20);
  assert_int_equal(log.items[19].what.line, 21);
  leda_messages_clear(&log);
}

/* ---- rules ---- */

static const char *const KEYS[] = {"title", "file", NULL};
static const char *const NEEDS[] = {"file", NULL};
static const leda_ini_rule RULES[] = {
    {"project", LEDA_LABEL_NONE, true, KEYS, NEEDS},
    {"measure", LEDA_LABEL_REQUIRED, false, KEYS, NEEDS},
};

static void assert_complaint(const char *text, size_t line, const char *words, const char *hint) {
  leda_ini ini;
  leda_error err;
  leda_messages log = {0};
  assert_int_equal(parse(&ini, text, NULL, &err), LEDA_OK);
  leda_complaints complaints = {"a.ini", &log, &err, 0};
  leda_ini_check(&ini, RULES, 2, &complaints);
  assert_int_equal(complaints.n, 1);
  assert_int_equal(err.line, line);
  if (!strstr(err.message, words)) fail_msg("'%s' lacks '%s'", err.message, words);
  if (!strstr(err.hint, hint)) fail_msg("hint '%s' lacks '%s'", err.hint, hint);
  assert_string_equal(log.items[0].what.hint, err.hint);
  leda_messages_clear(&log);
  leda_ini_clear(&ini);
}

static void test_rules(void **state) {
  (void)state;
  assert_complaint("[project]\nfile = x\n[mesure x]\nfile = x\n", 3, "no section [mesure]",
                   "[measure]");
  assert_complaint("[project]\nfile = x\ntitel = x\n", 3, "no key 'titel'", "title");
  assert_complaint("[project]\nfile = x\nzzzzzz = x\n", 3, "no key 'zzzzzz'", "");
  assert_complaint("[project]\nfile = x\nfile = y\n", 3, "twice", "leave one");
  assert_complaint("[project]\ntitle = x\n", 1, "needs file", "file = ...");
  assert_complaint("[project]\nfile =\n", 2, "needs file", "file = ...");
  assert_complaint("[project x]\nfile = x\n", 1, "takes no name", "");
  assert_complaint("[project]\nfile = x\n[measure]\nfile = x\n", 3, "needs a name", "NAME");
  assert_complaint("[project]\nfile = x\n[measure a]\nfile = x\n[measure a]\nfile = x\n", 5,
                   "twice", "another name");
  assert_complaint("[measure a]\nfile = x\n", 0, "no section [project]", "");
}

static void test_nearest_word(void **state) {
  (void)state;
  static const char *const WORDS[] = {"measure", "file", "title"};
  assert_string_equal(leda_nearest_word("tilte", WORDS, 3), "title");
  assert_string_equal(leda_nearest_word("meazure", WORDS, 3), "measure");
  assert_null(leda_nearest_word("colour", WORDS, 3));
  assert_null(leda_nearest_word("", WORDS, 3));
}

static void test_out_of_memory_leaves_nothing(void **state) {
  (void)state;
  static const char TEXT[] = "[a]\nkey = one\n  two\n[b c]\nkey = three\n";
  leda_status status = LEDA_ERR_MEMORY;
  for (long successes = 0; status != LEDA_OK; successes++) {
    leda_ini ini;
    leda_error err;
    leda_memory_fail_after(successes);
    status = parse(&ini, TEXT, NULL, &err);
    leda_memory_fail_after(-1);
    if (status) assert_int_equal(status, LEDA_ERR_MEMORY);
    if (status) assert_int_equal(ini.n, 0);
    leda_ini_clear(&ini);
    assert_true(successes < 100);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_sections_keys_and_lines),
      cmocka_unit_test(test_a_line_of_199_bytes_is_whole_and_one_of_200_refused),
      cmocka_unit_test(test_what_would_be_misread_is_refused),
      cmocka_unit_test(test_semicolons_inside_words_stay),
      cmocka_unit_test(test_a_zero_byte_is_refused),
      cmocka_unit_test(test_all_errors_are_told_and_20_kept),
      cmocka_unit_test(test_rules),
      cmocka_unit_test(test_nearest_word),
      cmocka_unit_test(test_out_of_memory_leaves_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
