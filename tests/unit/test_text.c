/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8: the ill-formed sequences of Unicode 15, section 3.9, and of Markus Kuhn's stress test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/core/memory.h"
#include "engine/core/text.h"

static void grows_as_needed(void **state) {
  (void)state;
  leda_text text = {0};
  assert_string_equal(leda_text_str(&text), "");
  for (int i = 0; i < 1000; i++) leda_text_addf(&text, "%d,", i);
  assert_int_equal(text.length, 3890); /* 10 * 2 + 90 * 3 + 900 * 4 */
  assert_memory_equal(text.data, "0,1,2,3,", 8);
  assert_int_equal(text.data[text.length], '\0');
  leda_text_clear(&text);
  leda_text_add_repeated(&text, "ab", 3);
  leda_text_add_char(&text, 'c');
  leda_text_add_n(&text, "def", 2);
  assert_string_equal(leda_text_str(&text), "abababcde");
  char *taken = leda_text_take(&text);
  assert_string_equal(taken, "abababcde");
  assert_null(text.data);
  leda_free(taken);
  taken = leda_text_take(&text);
  assert_string_equal(taken, "");
  leda_free(taken);
}

static void remembers_that_memory_ran_out(void **state) {
  (void)state;
  leda_text text = {0};
  leda_error err = leda_error_none();
  leda_text_add(&text, "abc");
  leda_memory_fail_after(0);
  leda_text_add_repeated(&text, "x", 100);
  leda_memory_fail_after(-1);
  leda_text_add(&text, "more");
  assert_int_equal(leda_text_status(&text, &err), LEDA_ERR_MEMORY);
  assert_int_equal(err.status, LEDA_ERR_MEMORY);
  assert_null(leda_text_take(&text));
}

static void assert_valid(const char *bytes, bool expected) {
  if (leda_utf8_valid(bytes, strlen(bytes)) != expected) fail_msg("wrong about '%s'", bytes);
}

static void tells_utf8(void **state) {
  (void)state;
  assert_valid("", true);
  assert_valid("plain", true);
  assert_valid("Södertörn – åäö €", true);
  assert_valid("\xF0\x9F\x98\x80", true);  /* U+1F600 */
  assert_valid("\xF4\x8F\xBF\xBF", true);  /* U+10FFFF */
  assert_valid("\xF4\x90\x80\x80", false); /* above it */
  assert_valid("\xC0\xAF", false);         /* overlong */
  assert_valid("\xE0\x80\xAF", false);
  assert_valid("\xF0\x80\x80\xAF", false);
  assert_valid("\xED\xA0\x80", false); /* surrogate */
  assert_valid("\xED\x9F\xBF", true);
  assert_valid("\x80", false);
  assert_valid("\xC3", false);
  assert_valid("\xE2\x82", false);
  assert_valid("S\xF6"
               "dert\xF6rn",
               false);
  assert_valid("\xFF", false);
}

static void cuts_between_characters(void **state) {
  (void)state;
  const char *word = "aåb€c"; /* 1 + 2 + 1 + 3 + 1 bytes */
  static const size_t expected[] = {0, 1, 1, 3, 4, 4, 4, 7, 8, 8};
  for (size_t limit = 0; limit < 10; limit++)
    assert_int_equal(leda_utf8_cut(word, strlen(word), limit), expected[limit]);
  assert_int_equal(leda_utf8_cut("\xFF\xFF", 2, 1), 1);
  assert_int_equal(leda_utf8_whole(word, 8), 8);
  assert_int_equal(leda_utf8_whole(word, 6), 4); /* two of the three bytes of the euro */
  assert_int_equal(leda_utf8_whole(word, 5), 4);
  assert_int_equal(leda_utf8_whole(word, 2), 1);
  assert_int_equal(leda_utf8_whole(word, 0), 0);
}

static void counts_and_pads_characters(void **state) {
  (void)state;
  leda_text text = {0};
  assert_int_equal(leda_utf8_length("aåb€c"), 5);
  leda_text_add_padded(&text, "åäö", 5, false);
  leda_text_add(&text, "|");
  leda_text_add_padded(&text, "åäö", 5, true);
  leda_text_add(&text, "|");
  leda_text_add_padded(&text, "längre", 3, true);
  assert_string_equal(leda_text_str(&text), "åäö  |  åäö|längre");
  leda_text_clear(&text);
}

static void compares_words_in_any_case(void **state) {
  (void)state;
  assert_true(leda_text_same_word("Värde", "VÄRDE"));
  assert_true(leda_text_same_word("ÅR", "år"));
  assert_true(leda_text_same_word("kön", "KÖN"));
  assert_true(leda_text_same_word("É", "é"));
  assert_true(leda_text_same_word("", ""));
  assert_false(leda_text_same_word("värde", "varde"));
  assert_false(leda_text_same_word("år", "år "));
  assert_false(leda_text_same_word("a", ""));
  assert_false(leda_text_same_word("×", "÷")); /* no letters, though 32 apart */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(grows_as_needed),
      cmocka_unit_test(remembers_that_memory_ran_out),
      cmocka_unit_test(tells_utf8),
      cmocka_unit_test(cuts_between_characters),
      cmocka_unit_test(counts_and_pads_characters),
      cmocka_unit_test(compares_words_in_any_case),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
