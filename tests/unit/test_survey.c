/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/core/memory.h"
#include "engine/core/text.h"
#include "engine/data/survey.h"

#define THREE                                                                                      \
  "[instrument]\nname = Three\nscale = 1-7\nlow = Inte alls\nhigh = Helt\n[area a]\nsv = A\n"      \
  "[statement 1]\narea = a\nsv = ett\n[statement 2]\narea = a\nsv = två\nreversed = yes\n"        \
  "[statement 3]\narea = a\nsv = tre\n"

typedef struct {
  leda_instrument instrument;
  leda_survey_options options;
  leda_survey survey;
  leda_messages log;
  leda_error err;
} fixture;

static int setup(void **state) {
  fixture *f = calloc(1, sizeof *f);
  leda_bytes text = {"three.ini", THREE, strlen(THREE)};
  if (!f || leda_instrument_parse(&f->instrument, text, NULL, NULL)) return -1;
  f->options.instrument = &f->instrument;
  f->err = leda_error_none();
  *state = f;
  return 0;
}

static int teardown(void **state) {
  fixture *f = *state;
  leda_survey_clear(&f->survey);
  leda_messages_clear(&f->log);
  leda_instrument_clear(&f->instrument);
  free(f);
  return 0;
}

static leda_status parse(fixture *f, const char *text) {
  leda_survey_clear(&f->survey);
  leda_messages_clear(&f->log);
  f->log = (leda_messages){0};
  f->err = leda_error_none();
  return leda_survey_parse(&f->survey, (leda_bytes){"s.csv", text, strlen(text)}, &f->options,
                           &f->log, &f->err);
}

static void read_good(fixture *f, const char *text) {
  if (parse(f, text)) fail_msg("%zu:%zu: %s", f->err.line, f->err.field, f->err.message);
}

static void assert_answers(const fixture *f, size_t i, int a, int b, int c) {
  assert_int_equal(leda_survey_answer(&f->survey, i, 0), a);
  assert_int_equal(leda_survey_answer(&f->survey, i, 1), b);
  assert_int_equal(leda_survey_answer(&f->survey, i, 2), c);
}

static void assert_noted(const fixture *f, const char *words) {
  for (size_t i = 0; i < f->log.n; i++)
    if (strstr(f->log.items[i].what.message, words)) return;
  fail_msg("nothing is told of '%s'", words);
}

/* ---- what is read ---- */

static void test_wide(void **state) {
  fixture *f = *state;
  read_good(f, "wave,municipality,role,in_management,q1,q2,q3\n"
               "2013-05,B,support,no,5,2,\n"
               "2012-10,A,leadership,yes,1,7,4\n"
               "2012-10,A,,,3,..,4\n");
  const leda_survey *s = &f->survey;
  assert_int_equal(s->n, 3);
  assert_int_equal(s->n_waves, 2);
  assert_string_equal(s->waves[0], "2012-10");
  assert_int_equal(s->n_municipalities, 2);
  assert_string_equal(s->municipalities[1], "B");
  assert_string_equal(s->municipality_labels[1], "B");
  assert_int_equal(s->respondents[0].role, LEDA_SURVEY_NOT_STATED);
  assert_int_equal(s->respondents[0].in_management, -1);
  assert_int_equal(s->respondents[0].line, 4);
  assert_int_equal(s->respondents[0].chosen, -1);
  assert_int_equal(s->respondents[1].role, LEDA_SURVEY_LEADERSHIP);
  assert_int_equal(s->respondents[1].in_management, 1);
  assert_int_equal(s->respondents[2].role, LEDA_SURVEY_SUPPORT);
  assert_int_equal(s->respondents[2].in_management, 0);
  assert_int_equal(s->respondents[2].municipality, 1);
  assert_int_equal(s->respondents[2].wave, 1);
  /* Statement 2 is reversed: 7 becomes 1. */
  assert_answers(f, 0, 3, LEDA_ANSWER_MISSING, 4);
  assert_answers(f, 1, 1, 1, 4);
  assert_answers(f, 2, 5, 6, LEDA_ANSWER_MISSING);
  assert_noted(f, "1 respondent of 3 did not state a role");
  assert_noted(f, "2 municipalities answered in one wave only: A, B");
}

/* A Swedish export: Windows-1252, semicolons, CRLF, a title above, a footnote below, codes beside names,
   decimal commas, texts behind the numbers. */
static void test_swedish_export(void **state) {
  fixture *f = *state;
  read_good(f, "Sj\xE4lvskattning\r\n\r\n"
               "M\xE4ttillf\xE4lle;Kommunkod;Kommun;Roll;Ledningsgrupp;P\xE5st\xE5"
               "ende 1;2. Vi g\xF6r;Fr\xE5ga 3\r\n"
               "2014K1;0180;Stockholm;St\xF6"
               "d;Nej;7 = Helt;1,0;vet ej\r\n"
               "2013-05;0180;Stockholm;ledning;JA;Helt;inte alls;6 - n\xE4stan\r\n"
               ";;;;;;;\r\n"
               "K\xE4lla: oss;;;;;;;\r\n");
  const leda_survey *s = &f->survey;
  assert_int_equal(s->n, 2);
  assert_string_equal(s->waves[0], "2013-05");
  assert_string_equal(s->waves[1], "2014-Q1");
  assert_string_equal(s->municipalities[0], "0180");
  assert_string_equal(s->municipality_labels[0], "Stockholm");
  assert_int_equal(s->respondents[1].role, LEDA_SURVEY_SUPPORT);
  assert_answers(f, 0, 7, 7, 6);
  assert_answers(f, 1, 7, 7, LEDA_ANSWER_MISSING);
  assert_noted(f, "Windows-1252");
  assert_noted(f, "2 lines before the header");
  assert_noted(f, "1 empty row");
  assert_noted(f, "1 row of notes below the table");
  assert_noted(f, "4 answers such as '7 = Helt'");
  assert_noted(f, "1 answer such as 'vet ej' counts as missing");
}

static void test_long_is_wide(void **state) {
  fixture *f = *state;
  read_good(f, "wave,kommun,roll,respondent,påstående,svar\n"
               "2,A,ledning,1,3,4\n1,A,stöd,1,1,2\n1,A,stöd,1,q2,3\n2,A,ledning,1,1,\n"
               "1,B,stöd,1,1,7\n");
  assert_int_equal(f->survey.n, 3);
  assert_answers(f, 0, 2, 5, LEDA_ANSWER_MISSING);
  assert_answers(f, 1, 7, LEDA_ANSWER_MISSING, LEDA_ANSWER_MISSING);
  assert_answers(f, 2, LEDA_ANSWER_MISSING, LEDA_ANSWER_MISSING, 4);
  assert_true(f->survey.asked[2]);
  assert_false(f->survey.has_management);
  assert_true(f->survey.has_role);
}

/* Any order of rows gives the same survey, lines aside. */
static void test_row_order_means_nothing(void **state) {
  fixture *f = *state;
  fixture other = {.instrument = f->instrument, .options = f->options};
  read_good(f,
            "wave,kommun,roll,q1,q2,q3\n1,B,,1,2,3\n1,A,stöd,1,2,3\n2,B,,5,5,5\n1,A,stöd,1,1,3\n");
  read_good(&other,
            "wave,kommun,roll,q1,q2,q3\n2,B,,5,5,5\n1,A,stöd,1,1,3\n1,A,stöd,1,2,3\n1,B,,1,2,3\n");
  assert_int_equal(f->survey.n, 4);
  for (size_t i = 0; i < 4; i++) {
    f->survey.respondents[i].line = other.survey.respondents[i].line = 0;
    assert_memory_equal(&f->survey.respondents[i], &other.survey.respondents[i],
                        sizeof(leda_respondent));
  }
  assert_memory_equal(f->survey.answers, other.survey.answers, 12);
  leda_survey_clear(&other.survey);
  leda_messages_clear(&other.log);
}

/* The same where rows differ by cohort alone, and where a code has two names: the first in bytes stands. */
static void test_order_by_cohort_and_labels(void **state) {
  fixture *f = *state;
  f->options.cohort_column = "c";
  f->options.cohort_value = "ja";
  read_good(f, "wave,kommunkod,kommun,c,q1\n1,01,Zeta,ja,3\n1,01,Alfa,nej,3\n1,01,Beta,,3\n");
  for (size_t i = 0; i < 3; i++) assert_int_equal(f->survey.respondents[i].chosen, (int)i - 1);
  assert_string_equal(f->survey.municipality_labels[0], "Alfa");
  read_good(f, "wave,kommunkod,kommun,c,q1\n1,01,Alfa,nej,3\n1,01,Beta,,3\n1,01,Zeta,ja,3\n");
  for (size_t i = 0; i < 3; i++) assert_int_equal(f->survey.respondents[i].chosen, (int)i - 1);
  assert_string_equal(f->survey.municipality_labels[0], "Alfa");
}

static void test_scale_of_two_digits(void **state) {
  fixture *f = *state;
  f->instrument.scale_low = 0;
  f->instrument.scale_high = 10;
  read_good(f, "wave,q1,q2,q3\n1,10 = Helt,10,Helt\n1,0,0 - Inte,inte alls\n");
  assert_answers(f, 0, 0, 10, 0);
  assert_answers(f, 1, 10, 0, 10);
}

static void test_no_municipality_column(void **state) {
  fixture *f = *state;
  read_good(f, "wave,q1\n1,3\n");
  assert_int_equal(f->survey.n_municipalities, 1);
  assert_string_equal(f->survey.municipalities[0], "");
  assert_false(f->survey.has_municipality);
  assert_false(f->survey.asked[1]);
  assert_noted(f, "no column for the municipality was found");
  assert_noted(f, "no column for the role was found");
  assert_noted(f, "does not have 2 statements of the questionnaire; the first is number 2");
}

static void test_choices(void **state) {
  fixture *f = *state;
  const leda_survey_choice columns[] = {
      {"wave", "När"}, {"unit", "Plats"}, {"q2", "tid"}, {"q1", "Q3"}};
  const leda_filter filters[] = {{"typ", "a"}, {"typ", "b"}, {"Plats", "P"}};
  f->options.columns = columns;
  f->options.n_columns = 4;
  f->options.filters = filters;
  f->options.n_filters = 3;
  read_good(f, "När,Plats,typ,tid,q3,q1\n1,P,a,3,4,5\n1,P,b,1,1,1\n1,P,c,9,9,9\n1,R,a,9,9,9\n");
  assert_int_equal(f->survey.n, 2);
  assert_answers(f, 0, 1, 7, LEDA_ANSWER_MISSING);
  assert_answers(f, 1, 4, 5, LEDA_ANSWER_MISSING);
}

static void refused(fixture *f, const char *text, const char *place, const char *words);

/* Columns named by the words of the questionnaire. */
static void test_statements_by_their_words(void **state) {
  fixture *f = *state;
  read_good(f, "wave,tre,TVÅ,1\n1,5,1,3\n");
  assert_answers(f, 0, 3, 7, 5);
  refused(f, "wave,ett,q1\n1,5,1\n", "1:3", "two columns can be statement 1");
}

static void test_wave_order(void **state) {
  fixture *f = *state;
  static const char *const ORDER[] = {"2011/12",  "2012-T3",    "2013-Q1", "2013-05",
                                      "2013-W30", "2013-12-31", "2014"};
  read_good(f, "wave,q1\n2014,1\n2013-12-31,1\n2013V30,1\n2013M05,1\n2013K1,1\n2012T3,1\n"
               "2011/2012,1\n2014,2\n");
  assert_int_equal(f->survey.n_waves, 7);
  for (size_t w = 0; w < 7; w++) assert_string_equal(f->survey.waves[w], ORDER[w]);
  read_good(f, "wave,q1\nmaj 2013,1\nOktober 2012,1\n2012-10,2\n");
  assert_int_equal(f->survey.n_waves, 2);
  assert_string_equal(f->survey.waves[0], "2012-10");
  assert_string_equal(f->survey.waves[1], "2013-05");
  /* a school year begins in July */
  read_good(f, "wave,q1\n2013/14,1\n2013-06,1\n2014-07,1\n");
  assert_string_equal(f->survey.waves[0], "2013-06");
  assert_string_equal(f->survey.waves[1], "2013/14");
}

static void test_chosen_waves(void **state) {
  fixture *f = *state;
  const char *const waves[] = {"efter", "före"};
  f->options.waves = waves;
  f->options.n_waves = 2;
  read_good(f, "wave,q1\nföre,1\nefter,2\nmitten,3\nföre,4\n");
  assert_int_equal(f->survey.n_waves, 2);
  assert_string_equal(f->survey.waves[0], "efter");
  assert_int_equal(f->survey.n, 3);
  assert_answers(f, 0, 2, LEDA_ANSWER_MISSING, LEDA_ANSWER_MISSING);
  assert_noted(f, "1 row of a wave that was not asked for");
}

static void test_one_occasion(void **state) {
  fixture *f = *state;
  const char *const wave = "2014K1";
  f->options.waves = &wave;
  f->options.n_waves = 1;
  read_good(f, "Brev\nkommun,roll,q1,q2\nA,,1,2\nB,stöd,,\nC,,3,4\nobs: allt,,,\n");
  assert_int_equal(f->survey.n, 3);
  assert_int_equal(f->survey.n_waves, 1);
  assert_string_equal(f->survey.waves[0], "2014-Q1");
}

static void test_cohort(void **state) {
  fixture *f = *state;
  f->options.cohort_column = "utvald";
  f->options.cohort_value = "ja";
  read_good(f, "wave,kommun,utvald,q1\n1,A,Ja,1\n1,B,nej,1\n1,C,,1\n1,B,ja,2\n");
  assert_true(f->survey.has_cohort);
  assert_string_equal(f->survey.cohort_value, "ja");
  assert_int_equal(f->survey.respondents[0].chosen, 1);
  assert_int_equal(f->survey.respondents[1].chosen, 0);
  assert_int_equal(f->survey.respondents[2].chosen, 1);
  assert_int_equal(f->survey.respondents[3].chosen, -1);
  assert_noted(f, "both among the chosen and the others: B");
}

static void test_synthetic_is_told(void **state) {
  fixture *f = *state;
  read_good(f, "wave,source,q1\n1,synthetic,1\n1,,2\n");
  assert_int_equal(f->survey.n_synthetic, 1);
  assert_noted(f, "1 respondent of 2 is synthetic");
}

static void test_nobody_answers(void **state) {
  fixture *f = *state;
  read_good(f, "wave,kommun,q1,q2,q3\n1,A,,,-\n1,A,1,,\n");
  assert_int_equal(f->survey.n, 2);
  assert_noted(f, "1 respondent answered no statement at all");
}

/* Ten statements: a questionnaire that is there twice is told of, one with 4 everywhere is not. */
static void test_questionnaires_sent_twice(void **state) {
  fixture *f = *state;
  leda_instrument lfr;
  assert_int_equal(leda_instrument_open(&lfr, "lfr", NULL, NULL), LEDA_OK);
  f->options.instrument = &lfr;
  const char *head =
      "wave,kommun,q1,q2,q3,q4,q5,q6,q7,q8\n1,A,4,4,4,4,4,4,4,4\n1,A,4,4,4,4,4,4,4,4\n"
      "1,A,1,2,3,4,5,6,7,1\n1,B,1,2,3,4,5,6,7,1\n";
  char text[512];
  read_good(f, head);
  for (size_t i = 0; i < f->log.n; i++)
    assert_null(strstr(f->log.items[i].what.message, "sent twice"));
  snprintf(text, sizeof text, "%s1,A,1,2,3,4,5,6,7,1\n", head);
  read_good(f, text);
  assert_noted(f, "1 respondent has the same answers");
  leda_survey_clear(&f->survey);
  leda_instrument_clear(&lfr);
}

/* Memory may run out anywhere: an error, and nothing left behind (the sanitizer looks for leaks). */
static void test_memory_runs_out(void **state) {
  fixture *f = *state;
  f->options.cohort_column = "c";
  f->options.cohort_value = "ja";
  leda_status status = LEDA_ERR_MEMORY;
  for (long successes = 0; successes < 1000 && status; successes++) {
    leda_memory_fail_after(successes);
    status =
        parse(f, "wave,kommunkod,kommun,roll,c,q1,q2\n2,1,A,stöd,ja,7 = Helt,3\n1,2,B,,nej,1,4\n");
    leda_memory_fail_after(-1);
    if (status) assert_int_equal(status, LEDA_ERR_MEMORY);
  }
  assert_int_equal(status, LEDA_OK);
}

/* ---- errors ---- */

static void refused(fixture *f, const char *text, const char *place, const char *words) {
  char found[64];
  assert_int_equal(parse(f, text), LEDA_ERR_DATA);
  snprintf(found, sizeof found, "%zu:%zu", f->err.line, f->err.field);
  if (!strstr(f->err.message, words)) fail_msg("'%s' lacks '%s'", f->err.message, words);
  assert_string_equal(found, place);
  assert_true(f->log.errors > 0);
  assert_null(f->survey.respondents);
}

static void test_cells_that_are_wrong(void **state) {
  fixture *f = *state;
  refused(f, "wave,q1\n1,8\n", "2:2", "the answer 8 lies outside the scale 1-7");
  refused(f, "wave,q1\n1,0\n", "2:2", "outside");
  refused(f, "wave,q1\n1,3.5\n", "2:2",
          "'3.5' is not an answer, which is a whole number from 1 to 7");
  refused(f, "wave,q1\n1,3.5 nja\n", "2:2", "'3.5 nja' is not an answer");
  refused(f, "wave,q1\n1,nja\n", "2:2", "'nja' is not an answer");
  refused(f, "wave,q1\n1,<5\n", "2:2", "'<5' is not an answer");
  refused(f, "wave,q1\n1,9 = Helt\n", "2:2", "outside");
  refused(f, "wave,role,q1\n1,chef,3\n", "2:2", "'chef' is not a role");
  refused(f, "wave,ledningsgrupp,q1\n1,2,3\n", "2:2", "'2' is not yes or no");
  refused(f, "wave,kommun,q1\n1,,3\n", "2:2", "which municipality");
  refused(f, "wave,kommun,q1\n,A,3\n", "2:1", "which wave");
  refused(f, "wave,kommun,q1\n1,A,3,4\n", "2:4", "'4' is too much");
  refused(f, "wave,kommun,q1\n1,A,3\nobs!,,\n1,A,3\n", "3:0", "nothing but a note");
}

static void test_all_errors_are_told(void **state) {
  fixture *f = *state;
  assert_int_equal(parse(f, "wave,role,q1\n1,chef,9\n1,,x\n1,stöd,8\n"), LEDA_ERR_DATA);
  assert_int_equal(f->log.errors, 3);
  assert_string_equal(f->log.items[1].what.message, "the answer 9 lies outside the scale 1-7");
}

static void test_headers_that_are_wrong(void **state) {
  fixture *f = *state;
  refused(f, "kommun,q1\nA,1\n", "1:0", "no column for the wave was found");
  refused(f, "wave,kommun\n1,A\n", "1:0", "no column with answers was found");
  refused(f, "wave,statement,answer\n1,1,1\n", "1:0", "no column for the respondent");
  refused(f, "wave,q1,Fråga 1\n1,1,1\n", "1:3", "two columns can be statement 1");
  refused(f, "wave,omgång,q1\n1,1,1\n", "1:2", "two columns can be the wave");
  refused(f, "wave,kommunkod,municipality_id,q1\n1,1,1,1\n", "1:3", "the municipality");
  refused(f, "wave,q1,q4\n1,1,1\n", "1:3", "the questionnaire has no statement 4");
  const leda_survey_choice choice = {"role", "Nej"};
  f->options.columns = &choice;
  f->options.n_columns = 1;
  refused(f, "wave,q1\n1,1\n", "1:0", "there is no column \"Nej\"");
  f->options.n_columns = 0;
  const leda_filter filter = {"Nej", "x"};
  f->options.filters = &filter;
  f->options.n_filters = 1;
  refused(f, "wave,q1\n1,1\n", "1:0", "\"Nej\" to choose rows by");
  f->options.filters = &(leda_filter){"q1", "2"};
  refused(f, "wave,q1\n1,1\n", "0:0", "no row is left where q1 is '2'");
}

#define LONG "wave,kommun,roll,respondent,statement,answer\n"
static void test_long_rows_that_are_wrong(void **state) {
  fixture *f = *state;
  refused(f, LONG "1,A,,1,1,1\n1,A,,1,1,2\n", "3:0", "answered statement 1 already");
  refused(f, LONG "1,A,,1,9,1\n", "2:5", "no statement 9");
  refused(f, LONG "1,A,,1,ett,1\n", "2:5", "'ett' is not the number of a statement");
  refused(f, LONG "1,A,,,1,1\n", "2:4", "which respondent");
  refused(f, LONG "1,A,stöd,1,1,1\n1,A,,1,2,1\n", "3:0", "not the same as in line 2");
}

static void test_waves_that_are_wrong(void **state) {
  fixture *f = *state;
  refused(f, "wave,q1\nomgång 2012,1\n2014,1\n", "0:0", "the wave 'omgång 2012' is no period");
  refused(f, "wave,q1\nföre,1\n2014,1\n", "0:0", "the wave 'före' is no period");
  refused(f, "wave,q1\n2013,1\n2013-05,1\n", "0:0", "2013 and 2013-05 cannot be put in order");
  refused(f, "wave,q1\n1,1\n2014,1\n", "0:0", "cannot be put in order");
  leda_text many = {0};
  leda_text_add(&many, "wave,q1\n");
  for (int i = 0; i < 101; i++) leda_text_addf(&many, "%d,1\n", 1000 + i);
  refused(f, leda_text_str(&many), "0:0", "more than 100 different waves");
  leda_text_clear(&many);
  const char *const waves[] = {"2012", "2013"};
  f->options.waves = waves;
  f->options.n_waves = 2;
  refused(f, "wave,q1\n2012,1\n", "0:0", "no answers of wave 2013");
  refused(f, "wave,q1\n2011,1\n", "0:0", "no answers of wave 2012");
  const char *const twice[] = {"2012K1", "2012-Q1"};
  f->options.waves = twice;
  assert_int_equal(parse(f, "wave,q1\n2012,1\n"), LEDA_ERR_USAGE);
}

static void test_files_that_are_wrong(void **state) {
  fixture *f = *state;
  refused(f, "", "1:0", "the file is empty");
  refused(f, "wave,q1\n", "0:0", "no row of data");
  refused(f, "wave,q1\n1,\"3\n", "2:2", "quote");
  f->options.cohort_column = "kommun";
  f->options.cohort_value = "B";
  refused(f, "wave,kommun,q1\n1,A,1\n", "0:0", "in no row does the column \"kommun\" read 'B'");
  refused(f, "wave,kommun,q1\n1,B,1\n", "0:0", "nobody to compare with");
  refused(f, "wave,q1\n1,1\n", "1:0", "\"kommun\" to choose rows by");
  leda_survey survey;
  leda_error err = leda_error_none();
  assert_int_equal(leda_survey_read(&survey, "/nowhere/x.csv", &f->options, NULL, &err),
                   LEDA_ERR_IO);
  assert_null(survey.respondents);
}

static void test_column_words(void **state) {
  (void)state;
  leda_survey_column column;
  int statement;
  assert_true(leda_survey_column_parse("Role", &column, &statement));
  assert_int_equal(column, LEDA_SURVEY_ROLE);
  assert_int_equal(statement, 0);
  assert_true(leda_survey_column_parse("q17", &column, &statement));
  assert_int_equal(statement, 17);
  assert_false(leda_survey_column_parse("numerator", &column, &statement));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_wide),
      TEST(test_swedish_export),
      TEST(test_long_is_wide),
      TEST(test_row_order_means_nothing),
      TEST(test_order_by_cohort_and_labels),
      TEST(test_scale_of_two_digits),
      TEST(test_no_municipality_column),
      TEST(test_choices),
      TEST(test_statements_by_their_words),
      TEST(test_wave_order),
      TEST(test_chosen_waves),
      TEST(test_one_occasion),
      TEST(test_cohort),
      TEST(test_synthetic_is_told),
      TEST(test_nobody_answers),
      TEST(test_questionnaires_sent_twice),
      TEST(test_memory_runs_out),
      TEST(test_cells_that_are_wrong),
      TEST(test_all_errors_are_told),
      TEST(test_headers_that_are_wrong),
      TEST(test_long_rows_that_are_wrong),
      TEST(test_waves_that_are_wrong),
      TEST(test_files_that_are_wrong),
      TEST(test_column_words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
