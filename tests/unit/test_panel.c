/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What interface.md, "Data files", says is read: the expected panels were written by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/panel_text.h"

static const leda_read_options once = {.period_optional = true};

static void assert_panel(const char *csv, const leda_read_options *options, const char *expected) {
  leda_test_panel read = leda_test_read(csv, options);
  if (read.status) fail_msg("line %zu: %s", read.err.line, read.err.message);
  assert_string_equal(read.text, expected);
  leda_test_panel_clear(&read);
}

/* The panel and a notice, at this line. */
static void assert_notice(const char *csv, const leda_read_options *options, const char *expected,
                          const char *notice, size_t line) {
  leda_test_panel read = leda_test_read(csv, options);
  if (read.status) fail_msg("line %zu: %s", read.err.line, read.err.message);
  assert_string_equal(read.text, expected);
  assert_int_equal(read.log.n, 1);
  assert_int_equal(read.log.items[0].severity, LEDA_NOTICE);
  assert_non_null(strstr(read.log.items[0].what.message, notice));
  assert_int_equal(read.log.items[0].what.line, line);
  assert_string_equal(read.log.items[0].what.file, "t.csv");
  leda_test_panel_clear(&read);
}

static void separators_and_marks(void **state) {
  (void)state;
  const char *expected = "///: 2014=1.5 2015=-2\n";
  assert_panel("year,value\n2014,1.5\n2015,-2\n", NULL, expected);
  assert_panel("year;value\n2014;1,5\n2015;-2\n", NULL, expected);
  assert_panel("year;value\r\n2014;1.5\r\n2015;-2\r\n", NULL, expected);
  assert_panel("year\tvalue\n2014\t1,5\n2015\t-2\n", NULL, expected);
  assert_panel("year,value\n2014,\"1,5\"\n2015,-2", NULL, expected);
  assert_panel("\xEF\xBB\xBFyear,value\n2014,1.5\n2015,\xE2\x88\x92"
               "2\n",
               NULL, expected);
  assert_panel("year;value\n2015;\xE2\x80\x93"
               "2\n2014;1,5\n",
               NULL, expected);
  assert_panel("\"year\";\"value\"\n\"2014\";\"1,5\"\n\"2015\";\"-2\"\n", NULL, expected);
  assert_panel("year;value\n2014;1 234,5\n2015;12\xC2\xA0"
               "345\n2016;1\xE2\x80\xAF"
               "234\n",
               NULL, "///: 2014=1234.5 2015=12345 2016=1234\n");
}

static void header_names_in_both_languages(void **state) {
  (void)state;
  static const char *const headers[] = {
      "period,unit,indicator,group,value",  "Tid,Enhet,Nyckeltal,Grupp,Värde",
      "TIME,Kommun,Mått,Kön,varde",         "date,municipality,matt,kon,VALUE",
      "DATUM,region,KPI,gender,VÄRDE",      "År,Organisation,Variabel,GROUP,value",
      "ar,kommunkod,indicator,group,värde", " year , unit , kpi , kön , value "};
  for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
    char csv[200];
    strcpy(csv, headers[i]);
    strcat(csv, "\n2014,Nacka,I,K,3\n");
    assert_panel(csv, NULL, "I/Nacka//K: 2014=3\n");
  }
  assert_panel("månad,value\n2014-05,3\n", NULL, "///: 2014-05=3\n");
  assert_panel("kvartal,value\n2014K3,3\n", NULL, "///: 2014-Q3=3\n");
  assert_panel("quarter,täljare,nämnare\n2014K3,3,10\n", NULL, "///: 2014-Q3=3 of 10\n");
  assert_panel("month,taljare,namnare\n2014M12,3,10\n", NULL, "///: 2014-12=3 of 10\n");
  assert_panel("manad,numerator,n\n2014M12,3,10\n", NULL, "///: 2014-12=3 of 10\n");
}

static void missing_and_censored(void **state) {
  (void)state;
  leda_test_panel read =
      leda_test_read("period;value\n1;\n2;.\n3;..\n4;...\n5;-\n6;\xE2\x80\x93\n7;--\n"
                     "8;NA\n9;NaN\n10;null\n11;x\n12;X\n13;5\n14;~100\n15;<5\n16;>95\n",
                     NULL);
  assert_int_equal(read.status, LEDA_OK);
  assert_string_equal(read.text,
                      "///: 1=. 2=. 3=. 4=. 5=. 6=. 7=. 8=. 9=. 10=. 11=. 12=. 13=5 14=~ "
                      "15=~ 16=~\n");
  assert_int_equal(read.panel.n_missing, 12);
  assert_int_equal(read.panel.n_censored, 3);
  assert_true(leda_test_said(&read.log, LEDA_NOTICE, "3 values such as ~100"));
  assert_int_equal(read.log.items[0].what.line, 15);
  leda_test_panel_clear(&read);
}

static void lines_before_and_after(void **state) {
  (void)state;
  const char *panel = "/Nacka//: 2014=3 2015=4\n";
  assert_notice("Statistik över \"något\" 5\" rör\n\nKälla: X\nkommun;år;värde\nNacka;2014;3\n"
                "Nacka;2015;4\n",
                NULL, panel, "3 lines before the header", 4);
  assert_notice("kommun;år;värde\nNacka;2014;3\nNacka;2015;4\nKälla: SCB;;\nNot\n", NULL, panel,
                "2 rows below the table", 4);
  assert_notice("kommun;år;värde\nNacka;2014;3\n;;\n;\nNacka;2015;4\n;;\n", NULL, panel,
                "3 empty rows", 0);
  assert_panel("kommun;år;värde\n\nNacka;2014;3\n\n\nNacka;2015;4\n\n", NULL, panel);
  assert_notice("v\xE4rde;kommun;\xE5r\n3;Nacka;2014\n4;Nacka;2015\n", NULL, panel, "Windows-1252",
                1);
}

static void windows_text_becomes_utf8(void **state) {
  (void)state;
  assert_notice("kommun;\xE5r;v\xE4rde\nUpplands V\xE4sby;2014;1\xA0"
                "234\n",
                NULL, "/Upplands Väsby//: 2014=1234\n", "Windows-1252", 1);
}

static void codes_are_keys_and_names_labels(void **state) {
  (void)state;
  const char *panel = "/0180/Stockholm/: 2014=3\n";
  assert_panel("kommunkod,kommun,year,value\n0180,Stockholm,2014,3\n", NULL, panel);
  assert_panel("kommun,kommunkod,year,value\nStockholm,0180,2014,3\n", NULL, panel);
  assert_panel("unit,unit_name,year,value\n0180,Stockholm,2014,3\n", NULL, panel);
  leda_column_choice id = {LEDA_ROLE_UNIT, "Municipality_ID"};
  leda_read_options options = {.columns = &id, .n_columns = 1};
  assert_panel("municipality_id,municipality,year,value\n0180,Stockholm,2014,3\n", &options, panel);
  leda_column_choice name = {LEDA_ROLE_UNIT, "kommun"};
  options.columns = &name;
  assert_panel("kommunkod,kommun,year,value\n0180,Stockholm,2014,3\n", &options,
               "/Stockholm//: 2014=3\n");
  /* Several names of one unit: the first in order of bytes, whatever the order of the rows. */
  assert_panel("kommunkod,kommun,year,value\n0180,Sthlm,2014,3\n0180,Solna,2015,3\n0180,,2016,3\n",
               NULL, "/0180/Solna/: 2014=3 2015=3 2016=3\n");
}

static void periods_in_two_columns(void **state) {
  (void)state;
  assert_panel("ar,manad,value\n2014,Januari,1\n2014,Februari,2\n", NULL,
               "///: 2014-01=1 2014-02=2\n");
  assert_panel("month,year,value\nMay,2014,1\n12,2014,2\n", NULL, "///: 2014-05=1 2014-12=2\n");
  assert_panel("år,kvartal,value\n2014,K1,1\n2014,2,2\n2014,kv3,3\n", NULL,
               "///: 2014-Q1=1 2014-Q2=2 2014-Q3=3\n");
  /* A full period wins over the parts; a month over a quarter. */
  assert_panel("tid,år,månad,value\n2014M03,1999,maj,1\n", NULL, "///: 2014-03=1\n");
  assert_panel("kvartal,år,månad,value\n1,1999,maj,1\n", NULL, "///: 1999-05=1\n");
  leda_column_choice parts[] = {{LEDA_ROLE_YEAR, "y"}, {LEDA_ROLE_QUARTER, "q"}};
  leda_read_options options = {.columns = parts, .n_columns = 2};
  assert_panel("period,y,q,value\n2001,2014,3,1\n", &options, "///: 2014-Q3=1\n");
}

static void years_and_numbers_mix(void **state) {
  (void)state;
  leda_test_panel read = leda_test_read("period,value\n2014,1\n2015,2\n", NULL);
  assert_int_equal(read.panel.calendar.kind, LEDA_PERIOD_YEAR);
  leda_test_panel_clear(&read);
  read = leda_test_read("period,value\n2014,1\n3,2\n2015,3\n", NULL);
  assert_int_equal(read.panel.calendar.kind, LEDA_PERIOD_NUMBER);
  assert_string_equal(read.text, "///: 3=2 2014=1 2015=3\n");
  leda_test_panel_clear(&read);
}

static void dates_get_their_spacing(void **state) {
  (void)state;
  leda_test_panel read =
      leda_test_read("date,unit,value\n2014-02-28,B,1\n2014-01-31,A,1\n2014-03-31,A,2\n", NULL);
  assert_int_equal(read.panel.calendar.kind, LEDA_PERIOD_DATE);
  assert_int_equal(read.panel.calendar.spacing, LEDA_SPACING_MONTH);
  leda_test_panel_clear(&read);
  read = leda_test_read("date,value\n2014-02-28,1\n2014-03-01,2\n", NULL);
  assert_int_equal(read.panel.calendar.spacing, LEDA_SPACING_ORDER);
  leda_test_panel_clear(&read);
}

static void wide_tables(void **state) {
  (void)state;
  leda_column_choice two[] = {{LEDA_ROLE_VALUE, "hemtjänst"}, {LEDA_ROLE_VALUE, "Boende"}};
  leda_read_options options = {.columns = two, .n_columns = 2};
  assert_panel("kommun;år;Boende; Hemtjänst \nNacka;2014;1;2\nNacka;2015;..;4\n", &options,
               "Boende/Nacka//: 2014=1 2015=.\nHemtjänst/Nacka//: 2014=2 2015=4\n");
  assert_panel("kpi;kommun;år;Boende;Hemtjänst\nN1;Nacka;2014;1;2\n", &options,
               "N1, Boende/Nacka//: 2014=1\nN1, Hemtjänst/Nacka//: 2014=2\n");
  options.n_columns = 1;
  assert_panel("kommun;år;Hemtjänst\nNacka;2014;1\n", &options, "/Nacka//: 2014=1\n");
}

static void numerators_and_denominators(void **state) {
  (void)state;
  leda_test_panel read = leda_test_read(
      "period,numerator,denominator\n1,3,10\n2,..,10\n3,4,..\n4,<5,10\n5,4,~10\n", NULL);
  assert_string_equal(read.text, "///: 1=3 of 10 2=. 3=. 4=~ 5=~\n");
  assert_true(read.panel.has_denominator);
  assert_true(read.panel.has_numerator);
  assert_int_equal(read.panel.n_missing, 2);
  assert_int_equal(read.panel.n_censored, 2);
  leda_test_panel_clear(&read);
  read = leda_test_read("period,value,numerator,denominator\n1,30,3,10\n2,40,4,..\n", NULL);
  assert_string_equal(read.text, "///: 1=30 of 10 2=40\n");
  assert_true(read.panel.has_denominator);
  assert_false(read.panel.has_numerator);
  leda_test_panel_clear(&read);
  read = leda_test_read("period,numerator\n1,3\n", NULL);
  assert_string_equal(read.text, "///: 1=3\n");
  assert_false(read.panel.has_denominator);
  leda_test_panel_clear(&read);
  /* n beside a value is no denominator */
  assert_panel("period,value,n\n1,30,10\n", NULL, "///: 1=30\n");
  leda_column_choice chosen = {LEDA_ROLE_NUMERATOR, "numerator"};
  leda_read_options options = {.columns = &chosen, .n_columns = 1};
  assert_panel("period,value,numerator,n\n1,30,3,10\n", &options, "///: 1=3 of 10\n");
}

static void tables_of_one_occasion(void **state) {
  (void)state;
  leda_test_panel read = leda_test_read("kommun;värde\nNacka;1\nHaninge;2\n", &once);
  assert_string_equal(read.text, "/Haninge//: =2\n/Nacka//: =1\n");
  assert_int_equal(read.panel.calendar.kind, LEDA_PERIOD_NONE);
  leda_test_panel_clear(&read);
  /* A unit without a value in the middle is missing; a lone text at the end is a footnote. */
  assert_notice("kommun;värde\nNacka;1\nTyresö;\nHaninge;2\nKälla: SCB;\n", &once,
                "/Haninge//: =2\n/Nacka//: =1\n/Tyresö//: =.\n", "1 row below the table", 5);
  /* Notes below the table fill several columns in Skolverket's files. */
  assert_notice(
      "kommunkod;kommun;värde\n01;Nacka;1\n02;Tyresö;\n03;Lidingö;2\n..;uppgift saknas;\n", &once,
      "/01/Nacka/: =1\n/02/Tyresö/: =.\n/03/Lidingö/: =2\n", "1 row below the table", 5);
  assert_panel("kommun;år;värde\nNacka;2014;1\n", &once, "/Nacka//: 2014=1\n");
}

static void filters(void **state) {
  (void)state;
  const char *csv = "kommun;kön;år;värde\nNacka;K;2014;1\nNacka;M;2014;2\nTyresö;K;2014;oj\n"
                    "Haninge;T;2014;4\n;;;\nKälla;;;\n";
  leda_filter some[] = {{"KÖN", "K"}, {"kön", "M"}, {"kommun", "Nacka"}};
  leda_read_options options = {.filters = some, .n_filters = 3};
  assert_panel("kommun;kön;år;värde\nNacka;K;2014;1\nNacka;M;2014;2\nTyresö;K;2014;oj\n", &options,
               "/Nacka//K: 2014=1\n/Nacka//M: 2014=2\n");
  leda_test_panel read = leda_test_read(csv, &options);
  assert_int_equal(read.status, LEDA_OK);
  assert_true(leda_test_said(&read.log, LEDA_NOTICE, "1 row below"));
  leda_test_panel_clear(&read);
}

static void repeats_when_they_are_subgroups(void **state) {
  (void)state;
  leda_read_options options = {.allow_repeats = true};
  assert_panel("period,value\n2,5\n1,7\n1,3\n2,..\n1,4\n", &options, "///: 1=3 1=4 1=7 2=5 2=.\n");
}

static void sorted_by_bytes(void **state) {
  (void)state;
  leda_test_panel read =
      leda_test_read("period,indicator,unit,group,value\n"
                     "2,b,x,,1\n1,b,x,,2\n1,a,y,K,3\n1,a,Å,,4\n1,a,y,,5\n1,B,x,,6\n",
                     NULL);
  assert_string_equal(read.text, "B/x//: 1=6\na/y//: 1=5\na/y//K: 1=3\na/Å//: 1=4\n"
                                 "b/x//: 1=2 2=1\n");
  assert_int_equal(read.panel.n_units, 3);
  assert_int_equal(read.panel.n_indicators, 3);
  assert_int_equal(read.panel.n_series, 5);
  assert_int_equal(read.panel.n, 6);
  for (size_t i = 0; i < read.panel.n_series; i++)
    for (size_t k = 0; k < read.panel.series[i].n; k++)
      assert_int_equal(read.panel.series[i].observations[k].series, i);
  assert_int_equal(read.panel.series[4].observations[0].line, 3);
  leda_test_panel_clear(&read);
}

static void short_rows_and_wide_headers(void **state) {
  (void)state;
  assert_panel("year,value,note\n2014,1\n2015\n2016,3,,,\n", NULL, "///: 2014=1 2015=. 2016=3\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(separators_and_marks),
      cmocka_unit_test(header_names_in_both_languages),
      cmocka_unit_test(missing_and_censored),
      cmocka_unit_test(lines_before_and_after),
      cmocka_unit_test(windows_text_becomes_utf8),
      cmocka_unit_test(codes_are_keys_and_names_labels),
      cmocka_unit_test(periods_in_two_columns),
      cmocka_unit_test(years_and_numbers_mix),
      cmocka_unit_test(dates_get_their_spacing),
      cmocka_unit_test(wide_tables),
      cmocka_unit_test(numerators_and_denominators),
      cmocka_unit_test(tables_of_one_occasion),
      cmocka_unit_test(filters),
      cmocka_unit_test(repeats_when_they_are_subgroups),
      cmocka_unit_test(sorted_by_bytes),
      cmocka_unit_test(short_rows_and_wide_headers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
