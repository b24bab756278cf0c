/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Description of survey answers. Expected values: by hand where they are whole numbers or fractions;
   R 4.2 (mean, sd, median, cor(method =)) where a comment says so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <math.h>

#include "engine/analysis/describe.h"
#include "tests/support/assert_near.h"

#define FOUR                                                                                       \
  "[instrument]\nname = Four\nscale = 1-7\n[area a]\nsv = A\n[area b]\nsv = B\n"                   \
  "[statement 1]\narea = a\nsv = 1\n[statement 2]\narea = a\nsv = 2\n"                             \
  "[statement 3]\narea = a\nsv = 3\n[statement 4]\narea = b\nsv = 4\n"

#define ANSWERS                                                                                    \
  "wave,municipality,role,in_management,q1,q2,q3,q4\n"                                             \
  "1,A,ledning,ja,7,5,6,4\n1,A,stöd,nej,1,,,4\n1,B,stöd,,3,4,,2\n1,B,,,7,7,7,\n"                 \
  "2,A,ledning,ja,2,3,4,7\n2,B,stöd,nej,4,5,7,7\n"

typedef struct {
  leda_instrument instrument;
  leda_survey survey;
  leda_messages log;
  leda_error err;
} fixture;

static fixture shared;

static int read_survey(void **state) {
  leda_bytes instrument = {"four.ini", FOUR, strlen(FOUR)},
             answers = {"a.csv", ANSWERS, strlen(ANSWERS)};
  leda_survey_options options = {.instrument = &shared.instrument};
  shared.err = leda_error_none();
  if (leda_instrument_parse(&shared.instrument, instrument, NULL, &shared.err)) return -1;
  *state = &shared;
  return leda_survey_parse(&shared.survey, answers, &options, NULL, &shared.err) ? -1 : 0;
}

static int clear(void **state) {
  fixture *f = *state;
  leda_survey_clear(&f->survey);
  leda_messages_clear(&f->log);
  leda_instrument_clear(&f->instrument);
  return 0;
}

static leda_description describe(const fixture *f, leda_item item, leda_people people) {
  leda_description d;
  assert_int_equal(leda_describe(&f->survey, item, &people, &d, NULL), LEDA_OK);
  return d;
}

static const leda_item FIRST = {LEDA_ITEM_STATEMENT, 0};

/* R: mean, sd, median of c(7, 1, 3, 7): 4.5, 3, 5. */
static void test_statement(void **state) {
  leda_people people = leda_people_all();
  people.wave = 0;
  leda_description d = describe(*state, FIRST, people);
  assert_int_equal(d.people, 4);
  assert_int_equal(d.n, 4);
  assert_int_equal(d.missing, 0);
  assert_near(d.mean, 4.5, 1e-15);
  assert_near(d.sd, 3.0, 1e-15);
  assert_near(d.median, 5.0, 0);
  assert_near(d.mean_of_statements, 4.5, 1e-15);
  assert_int_equal(d.steps, 7);
  assert_int_equal(d.counts[0], 1);
  assert_int_equal(d.counts[2], 1);
  assert_int_equal(d.counts[6], 2);
  assert_near(d.top_share, 0.5, 0);
  assert_near(d.bottom_share, 0.25, 0);
}

/* Wave 1, area of three statements: persons 6, - (1 of 3), 3.5, 7. Statements' means 4.5, 16/3, 6.5. */
static void test_area_and_who_counts(void **state) {
  leda_people people = leda_people_all();
  people.wave = 0;
  leda_description d = describe(*state, (leda_item){LEDA_ITEM_AREA, 0}, people);
  assert_int_equal(d.n, 3);
  assert_int_equal(d.missing, 1);
  assert_near(d.mean, 5.5, 1e-15);
  assert_near(d.median, 6.0, 0);
  assert_near(d.sd, 1.8027756377319946, 1e-15); /* R: sd(c(6, 3.5, 7)) */
  assert_near(d.mean_of_statements, (4.5 + 16.0 / 3.0 + 6.5) / 3.0, 1e-15);
  assert_int_equal(d.answers, 9);
  assert_near(d.top_share, 4.0 / 9.0, 1e-15);
  double values[6];
  const fixture *f = *state;
  leda_describe_values(&f->survey, (leda_item){LEDA_ITEM_OVERALL, 0}, values);
  /* sorted by wave, municipality, role: A leadership, A support (2 of 4), B not stated, B support, wave 2 */
  const double expected[6] = {5.5, 2.5, 7.0, 3.0, 4.0, 5.75};
  for (size_t i = 0; i < 6; i++) assert_near(values[i], expected[i], 1e-15);
}

static void test_people(void **state) {
  leda_people people = leda_people_all();
  assert_int_equal(describe(*state, FIRST, people).people, 6);
  people.role = LEDA_SURVEY_SUPPORT;
  assert_int_equal(describe(*state, FIRST, people).people, 3);
  people.wave = 0;
  assert_near(describe(*state, FIRST, people).mean, 2.0, 0);
  people.municipality = 1;
  assert_near(describe(*state, FIRST, people).mean, 3.0, 0);
  people = leda_people_all();
  people.not_municipality = 1;
  people.in_management = 1;
  assert_near(describe(*state, FIRST, people).mean, 4.5, 0);
  people = leda_people_all();
  people.in_management = -1;
  assert_int_equal(describe(*state, FIRST, people).people, 2);
}

static void test_one_and_none(void **state) {
  leda_people people = leda_people_all();
  people.wave = 0;
  people.role = LEDA_SURVEY_LEADERSHIP;
  leda_description d = describe(*state, FIRST, people);
  assert_near(d.mean, 7.0, 0);
  assert_near(d.sd, NAN, 0);
  people.municipality = 1;
  d = describe(*state, FIRST, people);
  assert_int_equal(d.people, 0);
  assert_near(d.mean, NAN, 0);
  assert_near(d.median, NAN, 0);
  assert_near(d.top_share, NAN, 0);
  assert_near(d.mean_of_statements, NAN, 0);
}

/* Means of wave 1: 4.5, 16/3, 6.5, 10/3; of wave 2: 3, 4, 5.5, 7. R: cor(method = "spearman") -0.2,
   "kendall" 0. */
static void test_order(void **state) {
  const fixture *f = *state;
  leda_people a = leda_people_all(), b = leda_people_all();
  leda_order_stability order;
  a.wave = 0;
  b.wave = 1;
  assert_int_equal(leda_describe_order(&f->survey, &a, &b, &order, NULL), LEDA_OK);
  assert_int_equal(order.n, 4);
  assert_near(order.spearman, -0.2, 1e-12);
  assert_near(order.kendall, 0.0, 1e-12);
}

static void test_extremes(void **state) {
  const fixture *f = *state;
  bool highest[4], lowest[4];
  leda_people people = leda_people_all();
  people.municipality = 1; /* sums 14/3, 16/3, 14/2, 9/2 */
  assert_int_equal(leda_describe_extremes(&f->survey, &people, highest, lowest, NULL), LEDA_OK);
  assert_true(highest[2] && !highest[0] && !highest[1] && !highest[3]);
  assert_true(lowest[3] && !lowest[0] && !lowest[1] && !lowest[2]);
  people = leda_people_all();
  people.wave = 0;
  people.role = LEDA_SURVEY_SUPPORT; /* 2, 4, none, 3 */
  assert_int_equal(leda_describe_extremes(&f->survey, &people, highest, lowest, NULL), LEDA_OK);
  assert_true(highest[1] && lowest[0] && !highest[2] && !lowest[2]);
}

/* A statement that the file does not have is not held against anybody. */
static void test_statements_not_asked(void **state) {
  const fixture *f = *state;
  static const char TEXT[] = "wave,q1,q2\n1,3,\n1,,\n";
  leda_bytes answers = {"a.csv", TEXT, sizeof TEXT - 1};
  leda_survey_options options = {.instrument = &f->instrument};
  leda_survey survey;
  double values[2];
  assert_int_equal(leda_survey_parse(&survey, answers, &options, NULL, NULL), LEDA_OK);
  leda_describe_values(&survey, (leda_item){LEDA_ITEM_AREA, 0}, values);
  assert_near(values[0], NAN, 0); /* sorted: the silent one first */
  assert_near(values[1], 3.0, 0);
  leda_survey_clear(&survey);
}

/* ---- response ---- */

static leda_status read_invited(fixture *f, leda_invited *invited, const char *text) {
  leda_messages_clear(&f->log);
  f->log = (leda_messages){0};
  f->err = leda_error_none();
  return leda_invited_parse(invited, (leda_bytes){"i.csv", text, strlen(text)}, &f->survey, &f->log,
                            &f->err);
}

static void test_response(void **state) {
  fixture *f = *state;
  leda_invited invited;
  assert_int_equal(
      read_invited(f, &invited, "omgång;kommun;inbjudna\n1;A;4\n1;B;10\n1;C;6\n2;;8\n3;;5\n"),
      LEDA_OK);
  assert_int_equal(f->log.n, 2);
  leda_people people = leda_people_all();
  people.wave = 0;
  people.municipality = 1;
  leda_response r = leda_describe_response(&f->survey, &invited, &people);
  assert_int_equal(r.answered, 2);
  assert_int_equal(r.invited, 10);
  assert_near(r.rate, 0.2, 1e-15);
  people.municipality = LEDA_ANYONE; /* nobody in C answered, but six were asked */
  r = leda_describe_response(&f->survey, &invited, &people);
  assert_int_equal(r.invited, 20);
  people.wave = 1;
  r = leda_describe_response(&f->survey, &invited, &people);
  assert_near(r.rate, 0.25, 1e-15);
  people.municipality = 0;
  r = leda_describe_response(&f->survey, &invited, &people);
  assert_int_equal(r.invited, 0);
  assert_near(r.rate, NAN, 0);
  leda_invited_clear(&invited);
}

/* Rows of several kinds would count people twice: the finest kind is added up. */
static void test_response_by_role(void **state) {
  fixture *f = *state;
  leda_invited invited;
  assert_int_equal(read_invited(f, &invited,
                                "wave,kommun,roll,invited\n1,A,ledning,5\n1,A,stöd,4\n1,B,stöd,3\n"
                                "1,,stöd,30\n1,B,,7\n"),
                   LEDA_OK);
  leda_people people = leda_people_all();
  people.wave = 0;
  assert_int_equal(leda_describe_response(&f->survey, &invited, &people).invited, 12);
  people.role = LEDA_SURVEY_SUPPORT;
  assert_int_equal(leda_describe_response(&f->survey, &invited, &people).invited, 30);
  people.municipality = 0;
  leda_response r = leda_describe_response(&f->survey, &invited, &people);
  assert_int_equal(r.invited, 4);
  assert_int_equal(r.answered, 1);
  people.chosen = 1; /* nobody says how many of these were invited */
  assert_int_equal(leda_describe_response(&f->survey, &invited, &people).invited, 0);
  leda_invited_clear(&invited);
}

static void refused(fixture *f, const char *text, size_t line, size_t field, const char *words) {
  leda_invited invited;
  assert_int_equal(read_invited(f, &invited, text), LEDA_ERR_DATA);
  if (!strstr(f->err.message, words)) fail_msg("'%s' lacks '%s'", f->err.message, words);
  assert_int_equal(f->err.line, line);
  assert_int_equal(f->err.field, field);
  assert_null(invited.rows);
}

static void test_invited_that_is_wrong(void **state) {
  fixture *f = *state;
  refused(f, "wave,n\n1,3\n", 1, 0, "there is no column 'invited'");
  refused(f, "invited\n3\n", 1, 0, "there is no column 'wave'");
  refused(f, "wave,invited\n1,0\n", 2, 2, "not a whole number above 0");
  refused(f, "wave,invited\n1,3.5\n", 2, 2, "'3.5' is not a whole number");
  refused(f, "wave,role,invited\n1,chef,9\n", 2, 2, "'chef' is not a role");
  refused(f, "wave,invited\n1,9\n1,8\n", 3, 2, "first in line 2");
  refused(f, "wave,invited\n1,3\n", 2, 2, "3 were invited, but 4 answered");
  refused(f, "wave,kommun,roll,invited\n1,A,ledning,5\n1,B,stöd,5\n1,A,ledning,5\n", 4, 4, "again");
}

/* The 200 letters: 150 answers, sd 1.2: 1.959964 * 1.2 / sqrt(150) * sqrt(50/199) = 0.09625918 (R 4.2). */
static void test_margin(void **state) {
  (void)state;
  assert_near(leda_describe_margin(1.2, 150, 200), 0.0962591830490591, 1e-12);
  assert_near(leda_describe_margin(1.2, 200, 200), 0.0, 0);
  assert_near(leda_describe_margin(1.2, 1, 200), NAN, 0);
  assert_near(leda_describe_margin(1.2, 201, 200), NAN, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_statement),
      cmocka_unit_test(test_area_and_who_counts),
      cmocka_unit_test(test_people),
      cmocka_unit_test(test_one_and_none),
      cmocka_unit_test(test_order),
      cmocka_unit_test(test_extremes),
      cmocka_unit_test(test_statements_not_asked),
      cmocka_unit_test(test_response_by_role),
      cmocka_unit_test(test_response),
      cmocka_unit_test(test_invited_that_is_wrong),
      cmocka_unit_test(test_margin),
  };
  return cmocka_run_group_tests(tests, read_survey, clear);
}
