/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines and fields counted by hand; rows as RFC 4180 has them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/core/memory.h"
#include "engine/core/text.h"
#include "engine/data/csv_stream.h"

/* Rows as text: "LINE[a|b|c]". */
static leda_status note_row(const leda_csv_row *row, void *data, leda_error *err) {
  leda_text *text = data;
  leda_text_addf(text, "%zu[", row->line);
  for (size_t i = 0; i < row->n; i++) {
    assert_int_equal(strlen(row->fields[i].text), row->fields[i].length);
    leda_text_addf(text, "%s%s", i ? "|" : "", row->fields[i].text);
  }
  leda_text_add(text, "]");
  return leda_text_status(text, err);
}

typedef struct {
  leda_text rows;
  leda_error err;
  leda_encoding_kind encoding;
  size_t line;
} result;

/* Feeds `bytes` in pieces of `step`. */
static result read_in_steps(const char *bytes, size_t n, size_t step) {
  result r = {.err = leda_error_none()};
  leda_encoding encoding = {0};
  leda_csv_options options = {"t.csv", ';', 1, &encoding, note_row, &r.rows};
  leda_csv *csv = leda_csv_alloc(&options);
  assert_non_null(csv);
  leda_status status = LEDA_OK;
  for (size_t at = 0; at < n && !status; at += step)
    status = leda_csv_feed(csv, bytes + at, n - at < step ? n - at : step, &r.err);
  if (!status) status = leda_csv_finish(csv, &r.err);
  assert_int_equal(status, r.err.status);
  r.encoding = encoding.kind;
  r.line = leda_csv_line(csv);
  leda_csv_free(csv);
  leda_encoding_clear(&encoding);
  return r;
}

/* The same rows whatever the pieces. */
static void assert_rows(const char *bytes, const char *expected) {
  static const size_t steps[] = {100000, 1, 2, 3, 7};
  for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
    result r = read_in_steps(bytes, strlen(bytes), steps[i]);
    assert_int_equal(r.err.status, LEDA_OK);
    assert_string_equal(leda_text_str(&r.rows), expected);
    leda_text_clear(&r.rows);
  }
}

static void assert_fails(const char *bytes, size_t line, size_t field, const char *message) {
  static const size_t steps[] = {100000, 1, 5};
  for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
    result r = read_in_steps(bytes, strlen(bytes), steps[i]);
    assert_int_equal(r.err.status, LEDA_ERR_DATA);
    assert_int_equal(r.err.line, line);
    assert_int_equal(r.err.field, field);
    assert_string_equal(r.err.file, "t.csv");
    assert_non_null(strstr(r.err.message, message));
    leda_text_clear(&r.rows);
  }
}

static void counts_physical_lines(void **state) {
  (void)state;
  assert_rows("a;b\nc;d\n", "1[a|b]2[c|d]");
  assert_rows("a;b\r\nc;d\r\n", "1[a|b]2[c|d]");
  assert_rows("a;b\rc;d\r", "1[a|b]2[c|d]");
  assert_rows("a;b\nc;d", "1[a|b]2[c|d]");
  assert_rows("\n\na\n  \n\nb\n", "3[a]6[b]");
  assert_rows("\r\n\r\na\r\n\r\nb", "3[a]5[b]");
  assert_rows("\r\ra\r\n\n\rb", "3[a]6[b]");
  assert_rows("\"a\nb\";c\nd;e\n", "1[a\nb|c]3[d|e]");
  assert_rows("\"a\r\nb\r\n\";c\r\nd", "1[a\r\nb|c]4[d]");
  assert_rows(";;\n", "1[||]");
  assert_rows("", "");
  result r = read_in_steps("a\nb\r\nc\rd", 8, 1);
  assert_int_equal(r.line, 4);
  leda_text_clear(&r.rows);
}

static void takes_quotes_and_spaces_away(void **state) {
  (void)state;
  assert_rows("\"a;b\"; c ;\" d \"\n", "1[a;b|c|d]");
  assert_rows("\"say \"\"hi\"\"\";\"\"\n", "1[say \"hi\"|]");
  assert_rows("\xC2\xA0x\xC2\xA0;y\n", "1[x|y]");
  assert_rows("\t x\t;y\n", "1[x|y]");
}

static void names_where_an_open_quote_began(void **state) {
  (void)state;
  assert_fails("a;b\n1;\"open\n2;3\n4;5\n", 2, 2, "never closed");
  assert_fails("a;b\n1;\"open\n2;\"x\";3\n", 2, 2, "never closed");
  assert_fails("a;b\n\"x\ny\";z;\"open\n", 3, 3, "never closed");
  assert_fails("\"", 1, 1, "never closed");
  assert_fails("a;b\n1;in \"the middle\"\n", 2, 2, "middle");
  assert_fails("a;b\n1;\"x\"y\n", 2, 2, "middle");
}

static void gives_up_on_endless_fields(void **state) {
  (void)state;
  leda_text text = {0};
  leda_text_add(&text, "a;b\nx;\"");
  leda_text_add_repeated(&text, "1;2\n", 300000);
  result r = read_in_steps(text.data, text.length, 65536);
  assert_int_equal(r.err.status, LEDA_ERR_DATA);
  assert_int_equal(r.err.line, 2);
  assert_int_equal(r.err.field, 2);
  assert_string_equal(leda_text_str(&r.rows), "1[a|b]");
  leda_text_clear(&r.rows);
  leda_text_clear(&text);
  leda_text_add(&text, "a\n");
  leda_text_add_repeated(&text, ";", 17000000);
  r = read_in_steps(text.data, text.length, 65536);
  assert_int_equal(r.err.status, LEDA_ERR_DATA);
  assert_int_equal(r.err.line, 2);
  leda_text_clear(&r.rows);
  leda_text_clear(&text);
}

static void refuses_nul_bytes(void **state) {
  (void)state;
  result r = read_in_steps("a;b\nc\0d;e\n", 10, 100);
  assert_int_equal(r.err.status, LEDA_ERR_DATA);
  assert_int_equal(r.err.line, 2);
  assert_non_null(strstr(r.err.message, "NUL"));
  leda_text_clear(&r.rows);
}

static void tells_the_encoding(void **state) {
  (void)state;
  result r = read_in_steps("v\xC3\xA4rde;\xE2\x82\xAC\n", 11, 3);
  assert_int_equal(r.encoding, LEDA_ENCODING_UTF8);
  assert_string_equal(leda_text_str(&r.rows), "1[värde|€]");
  leda_text_clear(&r.rows);
  /* Windows-1252: E4 ä, 80 euro, 96 en dash, A0 no-break space (trimmed) */
  r = read_in_steps("v\xE4rde;\x80\nx;1\x96\xA0\n", 15, 4);
  assert_int_equal(r.encoding, LEDA_ENCODING_WINDOWS);
  assert_string_equal(leda_text_str(&r.rows), "1[värde|€]2[x|1–]");
  leda_text_clear(&r.rows);
  r = read_in_steps("plain\n", 6, 6);
  assert_int_equal(r.encoding, LEDA_ENCODING_ASCII);
  leda_text_clear(&r.rows);
}

static void refuses_two_encodings(void **state) {
  (void)state;
  assert_fails("v\xC3\xA4rde;b\nx;\xE4\n", 2, 2, "two encodings");
  assert_fails("v\xE4rde;b\nx;\xC3\xA4\n", 2, 2, "two encodings");
  assert_fails("a;b\nx;y\x81\n", 2, 2, "81");
}

static leda_status stop(const leda_csv_row *row, void *data, leda_error *err) {
  ++*(int *)data;
  return row->line == 2 ? leda_fail(err, LEDA_ERR_CANCELLED, "enough") : LEDA_OK;
}

static void stops_when_the_handler_fails(void **state) {
  (void)state;
  int rows = 0;
  leda_encoding encoding = {0};
  leda_error err = leda_error_none();
  leda_csv_options options = {"t.csv", ';', 1, &encoding, stop, &rows};
  leda_csv *csv = leda_csv_alloc(&options);
  assert_int_equal(leda_csv_feed(csv, "a\nb\nc\nd\n", 8, &err), LEDA_ERR_CANCELLED);
  assert_int_equal(leda_csv_feed(csv, "e\n", 2, &err), LEDA_ERR_CANCELLED);
  assert_int_equal(leda_csv_finish(csv, &err), LEDA_ERR_CANCELLED);
  assert_int_equal(rows, 2);
  leda_csv_free(csv);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(counts_physical_lines),
      cmocka_unit_test(takes_quotes_and_spaces_away),
      cmocka_unit_test(names_where_an_open_quote_began),
      cmocka_unit_test(gives_up_on_endless_fields),
      cmocka_unit_test(refuses_nul_bytes),
      cmocka_unit_test(tells_the_encoding),
      cmocka_unit_test(refuses_two_encodings),
      cmocka_unit_test(stops_when_the_handler_fails),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
