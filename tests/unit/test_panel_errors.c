/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is refused, where the message points and what it says. Lines and fields counted by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/core/text.h"
#include "tests/support/panel_text.h"

static const leda_read_options once = {.period_optional = true};

/* Reads, and checks the first error: its place, a part of its text and one of its hint. */
static leda_test_panel read_bad(const char *csv, const leda_read_options *options, size_t line,
                                size_t field, const char *message) {
  leda_test_panel read = leda_test_read(csv, options);
  if (read.status != LEDA_ERR_DATA) fail_msg("status %d for '%s'", (int)read.status, csv);
  if (read.err.line != line || read.err.field != field)
    fail_msg("at %zu:%zu: %s", read.err.line, read.err.field, read.err.message);
  if (!strstr(read.err.message, message)) fail_msg("says: %s", read.err.message);
  assert_string_equal(read.err.file, "t.csv");
  assert_int_equal(read.panel.n, 0);
  assert_int_equal(read.panel.n_series, 0);
  assert_null(read.panel.names);
  assert_true(read.log.errors > 0);
  assert_string_equal(read.log.items[0].what.message, read.err.message);
  return read;
}

static void assert_bad(const char *csv, const leda_read_options *options, size_t line, size_t field,
                       const char *message) {
  leda_test_panel read = read_bad(csv, options, line, field, message);
  leda_test_panel_clear(&read);
}

static void text_for_a_number(void **state) {
  (void)state;
  leda_test_panel read = read_bad("year,value\n2014,1\n2015,x1\n", NULL, 3, 2,
                                  "'x1' is not a number (column \"value\")");
  assert_non_null(strstr(read.err.hint, "1234,5"));
  leda_test_panel_clear(&read);
  assert_bad("unit,year,numerator,denominator\na,2014,1,ten\n", NULL, 2, 4, "'ten'");
  assert_bad("unit,year,numerator,denominator\na,2014,1,\n", NULL, 2, 4, "no denominator");
  assert_bad("year,value\n2014,1e999\n", NULL, 2, 2, "too large");
  assert_bad("year;value\n\n\"2014\n\";1\n2015;\"x\ny\"\n", NULL, 5, 2, "is not a number");
}

static void text_in_row_4711(void **state) {
  (void)state;
  leda_text csv = {0};
  leda_text_add(&csv, "period,value\n");
  for (int i = 2; i < 6000; i++) leda_text_addf(&csv, "%d,%s\n", i, i == 4711 ? "text" : "1.5");
  assert_bad(leda_text_str(&csv), NULL, 4711, 2, "'text' is not a number");
  leda_text_clear(&csv);
}

static void one_decimal_mark_in_a_file(void **state) {
  (void)state;
  leda_test_panel read = read_bad("year;value\n2014;1,5\n2015;1.234\n", NULL, 3, 2, "'1.234'");
  assert_non_null(strstr(read.err.message, "'1,5' in line 2"));
  leda_test_panel_clear(&read);
  assert_bad("year;value\n2014;1.5\n2015;<1,2\n", NULL, 3, 2, "decimal comma");
  assert_bad("year,value\n2014,\"1.234,5\"\n", NULL, 2, 2, "not a number");
}

static void periods_that_are_none(void **state) {
  (void)state;
  leda_test_panel read = read_bad("year,value\nspring,1\n", NULL, 2, 1, "'spring' is not a period");
  assert_non_null(strstr(read.err.hint, "2014-05"));
  leda_test_panel_clear(&read);
  assert_bad("year,value\n2014-02-30,1\n", NULL, 2, 1, "not a period");
  assert_bad("unit,year,value\na,,1\n", NULL, 2, 2, "no period");
  assert_bad("unit,value,year\na,1\n", NULL, 2, 3, "no period");
  assert_bad("ar,manad,value\n2014,Brumaire,1\n", NULL, 2, 2, "'Brumaire'");
  assert_bad("ar,manad,value\nMMXIV,maj,1\n", NULL, 2, 1, "'MMXIV' is not a year");
  assert_bad("ar,kvartal,value\n2014,5,1\n", NULL, 2, 2, "'5'");
  assert_bad("value,ar,manad\n1,2014\n", NULL, 2, 3, "no period");
}

static void periods_of_two_kinds(void **state) {
  (void)state;
  leda_test_panel read =
      read_bad("tid,value\n2014,1\n2015-05,2\n", NULL, 3, 1, "'2015-05' is a month");
  assert_non_null(strstr(read.err.message, "'2014' in line 2 of t.csv is a year"));
  leda_test_panel_clear(&read);
  assert_bad("tid,value\n7,1\n2014Q1,2\n", NULL, 3, 1, "a quarter");
}

static void the_same_thing_twice(void **state) {
  (void)state;
  leda_test_panel read = read_bad("kommun,år,value\nNacka,2014,1\nTyresö,2014,2\nNacka,2014,3\n",
                                  NULL, 4, 0, "two rows for Nacka, 2014; the first is line 2");
  assert_non_null(strstr(read.err.hint, "--where"));
  assert_int_equal(read.log.errors, 1);
  leda_test_panel_clear(&read);
  assert_bad("kommun,value\nNacka,1\nNacka,3\n", &once, 3, 0, "two rows for Nacka; the first is");
  /* Repeats come in order of their lines, the first of each being the first in the file. */
  read = read_bad("unit,period,value\nb,1,1\na,1,1\na,1,2\nb,1,2\na,1,3\n", NULL, 4, 0, "line 3");
  assert_int_equal(read.log.n, 3);
  assert_int_equal(read.log.items[1].what.line, 5);
  assert_int_equal(read.log.items[2].what.line, 6);
  assert_non_null(strstr(read.log.items[2].what.message, "line 3"));
  leda_test_panel_clear(&read);
}

static void at_most_twenty_errors_are_told(void **state) {
  (void)state;
  leda_text csv = {0};
  leda_text_add(&csv, "period,value\n");
  for (int i = 1; i <= 50; i++) leda_text_addf(&csv, "%d,bad\n", i);
  leda_test_panel read = read_bad(leda_text_str(&csv), NULL, 2, 2, "'bad'");
  assert_int_equal(read.log.n, 20);
  assert_int_equal(read.log.errors, 50);
  assert_int_equal(read.log.items[19].what.line, 21);
  leda_test_panel_clear(&read);
  leda_text_clear(&csv);
  leda_text_add(&csv, "period,value\n");
  for (int i = 1; i <= 50; i++) leda_text_add(&csv, "1,1\n");
  read = read_bad(leda_text_str(&csv), NULL, 3, 0, "two rows for 1");
  assert_int_equal(read.log.n, 20);
  assert_int_equal(read.log.errors, 49);
  leda_test_panel_clear(&read);
  leda_text_clear(&csv);
}

static void headers_that_do_not_say_enough(void **state) {
  (void)state;
  leda_test_panel read =
      read_bad("Title\n\nkommun;year;flow\nNacka;2014;3\n", NULL, 3, 0, "no column for the value");
  assert_non_null(strstr(read.err.message, "\"kommun\", \"year\", \"flow\""));
  assert_non_null(strstr(read.err.message, "värde"));
  assert_non_null(strstr(read.err.hint, "--column value=NAME"));
  leda_test_panel_clear(&read);
  assert_bad("kommun;value\nNacka;3\n", NULL, 1, 0, "no column for the period");
  leda_column_choice flow = {LEDA_ROLE_VALUE, "Flow"};
  leda_read_options options = {.columns = &flow, .n_columns = 1};
  assert_bad("year,value\n2014,3\n", &options, 1, 0,
             "no column \"Flow\"; the columns are \"year\", \"value\"");
}

static void two_columns_for_a_role(void **state) {
  (void)state;
  leda_test_panel read =
      read_bad("year,value,värde\n2014,3,4\n", NULL, 1, 3, "\"value\" (column 2)");
  assert_non_null(strstr(read.err.hint, "--column value=NAME"));
  leda_test_panel_clear(&read);
  assert_bad("kommun,region,year,value\na,b,2014,3\n", NULL, 1, 2, "two columns can be the unit");
  assert_bad("kön,gender,year,value\na,b,2014,3\n", NULL, 1, 2, "group");
  assert_bad("tid,datum,value\n2014,2014,3\n", NULL, 1, 2, "period");
  assert_bad("kommunkod,kommun,region,year,value\n1,a,b,2014,3\n", NULL, 1, 3, "unit_name");
  leda_column_choice twice = {LEDA_ROLE_VALUE, "x"};
  leda_read_options options = {.columns = &twice, .n_columns = 1};
  assert_bad("year,x,X\n2014,3,4\n", &options, 1, 3, "both called \"x\"");
  leda_column_choice units[] = {{LEDA_ROLE_UNIT, "a"}, {LEDA_ROLE_UNIT, "b"}};
  options = (leda_read_options){.columns = units, .n_columns = 2};
  assert_bad("a,b,year,value\n1,2,2014,3\n", &options, 1, 0, "two columns were chosen");
}

static void rows_that_do_not_fit(void **state) {
  (void)state;
  leda_test_panel read = read_bad("year,value\n2014,1,5\n", NULL, 2, 3, "3 fields, the header 2");
  assert_non_null(strstr(read.err.hint, "quotes"));
  leda_test_panel_clear(&read);
  assert_bad("kommun,year,value\n,2014,3\n", NULL, 2, 1, "which unit");
  assert_bad("year,value,kommun\n2014,3\n", NULL, 2, 3, "which unit");
}

static void notes_inside_the_table(void **state) {
  (void)state;
  leda_test_panel read =
      read_bad("kommun;år;värde\nNacka;2014;1\nNote;;\nAnother;;\nNacka;2015;2\n", NULL, 3, 0,
               "neither period nor value");
  assert_int_equal(read.log.errors, 2);
  assert_int_equal(read.log.items[1].what.line, 4);
  leda_test_panel_clear(&read);
}

static void quotes_that_stay_open(void **state) {
  (void)state;
  assert_bad("year,value\n2014,1\n2015,\"2\n2016,3\n", NULL, 3, 2, "never closed");
  assert_bad("year,value,note\n2014,1,\"ok\"\n2015,2,\"open\n2016,3,\"x\"\n", NULL, 3, 3,
             "never closed");
  /* An earlier error in the data is told first, both are in the log. */
  leda_test_panel read = read_bad("year,value\n2014,bad\n2015,\"2\n", NULL, 2, 2, "'bad'");
  assert_int_equal(read.log.errors, 2);
  assert_int_equal(read.log.items[1].what.line, 3);
  leda_test_panel_clear(&read);
}

static void files_that_are_no_tables(void **state) {
  (void)state;
  assert_bad("", NULL, 1, 0, "empty");
  assert_bad("\xEF\xBB\xBF", NULL, 1, 0, "blank");
  assert_bad("\n\n \r\n", NULL, 1, 0, "blank");
  assert_bad("PK\003\004zip", NULL, 1, 0, "workbook");
  assert_bad("year,value\n", NULL, 0, 0, "no row of data");
  leda_test_panel read = leda_test_read_n("\xFF\xFEy\0e\0a\0", 8, NULL);
  assert_int_equal(read.status, LEDA_ERR_DATA);
  assert_non_null(strstr(read.err.message, "UTF-16"));
  assert_non_null(strstr(read.err.hint, "CSV UTF-8"));
  leda_test_panel_clear(&read);
  read = leda_test_read_n("year,value\n2014,\0001\n", 19, NULL);
  assert_int_equal(read.err.line, 2);
  assert_non_null(strstr(read.err.message, "NUL"));
  leda_test_panel_clear(&read);
}

static void filters_that_find_nothing(void **state) {
  (void)state;
  leda_filter filter = {"kön", "K"};
  leda_read_options options = {.filters = &filter, .n_filters = 1};
  assert_bad("kommun,year,value\na,2014,1\n", &options, 1, 0, "no column \"kön\"");
  assert_bad("kön,year,value\nk,2014,1\n", &options, 0, 0, "no row is left where kön is 'K'");
}

static void files_that_are_not_there(void **state) {
  (void)state;
  const char *missing = "/no/such/file.csv", *folder = "/";
  leda_panel panel;
  leda_messages log = {0};
  leda_error err = leda_error_none();
  assert_int_equal(leda_panel_read(&panel, (leda_paths){&missing, 1}, NULL, &log, &err),
                   LEDA_ERR_IO);
  assert_non_null(strstr(err.message, missing));
  assert_true(err.hint[0] != '\0');
  assert_int_equal(log.errors, 1);
  err = leda_error_none();
  assert_int_equal(leda_panel_read(&panel, (leda_paths){&folder, 1}, NULL, NULL, &err),
                   LEDA_ERR_IO);
  assert_non_null(strstr(err.hint, "folder"));
  assert_int_equal(leda_panel_read(&panel, (leda_paths){&folder, 1}, NULL, NULL, NULL),
                   LEDA_ERR_IO);
  leda_messages_clear(&log);
}

static void long_cells_are_shortened(void **state) {
  (void)state;
  leda_text csv = {0};
  leda_text_add(&csv, "year,value\n2014,");
  leda_text_add_repeated(&csv, "å", 3000);
  leda_test_panel read =
      read_bad(leda_text_str(&csv), NULL, 2, 2, "åå\xE2\x80\xA6' is not a number");
  assert_true(leda_utf8_valid(read.err.message, strlen(read.err.message)));
  assert_true(strlen(read.err.message) < 120);
  leda_test_panel_clear(&read);
  leda_text_clear(&csv);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(text_for_a_number),
      cmocka_unit_test(text_in_row_4711),
      cmocka_unit_test(one_decimal_mark_in_a_file),
      cmocka_unit_test(periods_that_are_none),
      cmocka_unit_test(periods_of_two_kinds),
      cmocka_unit_test(the_same_thing_twice),
      cmocka_unit_test(at_most_twenty_errors_are_told),
      cmocka_unit_test(headers_that_do_not_say_enough),
      cmocka_unit_test(two_columns_for_a_role),
      cmocka_unit_test(rows_that_do_not_fit),
      cmocka_unit_test(notes_inside_the_table),
      cmocka_unit_test(quotes_that_stay_open),
      cmocka_unit_test(files_that_are_no_tables),
      cmocka_unit_test(filters_that_find_nothing),
      cmocka_unit_test(files_that_are_not_there),
      cmocka_unit_test(long_cells_are_shortened),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
