/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates and ISO weeks as Python 3's datetime.date gives them: (x - date(1970,1,1)).days and
   x.isocalendar(). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/core/period.h"

static void assert_period(const char *text, leda_period_kind kind, int ordinal) {
  leda_period period;
  if (!leda_period_parse(text, &period)) fail_msg("'%s' was refused", text);
  if (period.kind != kind || period.ordinal != ordinal)
    fail_msg("'%s' gave kind %d, ordinal %d", text, (int)period.kind, (int)period.ordinal);
}

static void assert_refused(const char *text) {
  leda_period period;
  if (leda_period_parse(text, &period)) fail_msg("'%s' was accepted", text);
}

static void reads_every_form(void **state) {
  (void)state;
  assert_period("2014", LEDA_PERIOD_YEAR, 2014);
  assert_period("1500", LEDA_PERIOD_YEAR, 1500);
  assert_period("2499", LEDA_PERIOD_YEAR, 2499);
  assert_period("1499", LEDA_PERIOD_NUMBER, 1499);
  assert_period("2500", LEDA_PERIOD_NUMBER, 2500);
  assert_period("7", LEDA_PERIOD_NUMBER, 7);
  assert_period("-3", LEDA_PERIOD_NUMBER, -3);
  assert_period("007", LEDA_PERIOD_NUMBER, 7);
  assert_period("20140513", LEDA_PERIOD_NUMBER, 20140513);
  assert_period("2014-05", LEDA_PERIOD_MONTH, 12 * 2014 + 4);
  assert_period("2014M05", LEDA_PERIOD_MONTH, 12 * 2014 + 4);
  assert_period("2014m5", LEDA_PERIOD_MONTH, 12 * 2014 + 4);
  assert_period("2014-05-13", LEDA_PERIOD_DATE, 16203);
  assert_period("2014Q2", LEDA_PERIOD_QUARTER, 4 * 2014 + 1);
  assert_period("2014-Q2", LEDA_PERIOD_QUARTER, 4 * 2014 + 1);
  assert_period("2014k2", LEDA_PERIOD_QUARTER, 4 * 2014 + 1);
  assert_period("2014 K2", LEDA_PERIOD_QUARTER, 4 * 2014 + 1);
  assert_period("2014T1", LEDA_PERIOD_TERTIAL, 3 * 2014);
  assert_period("2014-T3", LEDA_PERIOD_TERTIAL, 3 * 2014 + 2);
  assert_period("2014/15", LEDA_PERIOD_SCHOOL_YEAR, 2014);
  assert_period("2014/2015", LEDA_PERIOD_SCHOOL_YEAR, 2014);
  assert_period("1999/00", LEDA_PERIOD_SCHOOL_YEAR, 1999);
  assert_period("2014-W07", LEDA_PERIOD_WEEK, 2301);
  assert_period("2014V07", LEDA_PERIOD_WEEK, 2301);
  assert_period("  2014-05\t", LEDA_PERIOD_MONTH, 12 * 2014 + 4);
  assert_period("maj 2014", LEDA_PERIOD_MONTH, 12 * 2014 + 4);
  assert_period("Januari 2023", LEDA_PERIOD_MONTH, 12 * 2023);
  assert_period("jan. 2023", LEDA_PERIOD_MONTH, 12 * 2023);
  assert_period("DEC-2023", LEDA_PERIOD_MONTH, 12 * 2023 + 11);
  assert_period("okt\xC2\xA0"
                "2012",
                LEDA_PERIOD_MONTH, 12 * 2012 + 9);
  assert_period("October 2012", LEDA_PERIOD_MONTH, 12 * 2012 + 9);
  assert_period("2012 okt", LEDA_PERIOD_MONTH, 12 * 2012 + 9);
  assert_period("2012-oktober", LEDA_PERIOD_MONTH, 12 * 2012 + 9);
  assert_period("\xC2\xA0"
                "2014\xC2\xA0",
                LEDA_PERIOD_YEAR, 2014);
}

static void refuses_what_cannot_be(void **state) {
  (void)state;
  const char *const bad[] = {"",           " ",           "2014-13",    "2014-00",   "2014-5",
                             "2014-02-30", "2015-02-29",  "2014-05-00", "2014-05-1", "2014Q5",
                             "2014Q0",     "2014T4",      "2014M13",    "2014/16",   "2014/14",
                             "2014/2016",  "2014/5",      "2014-W53",   "2014W00",   "2014-",
                             "2014X1",     "2014-05-13x", "Mai 2014",   "12.5",      "3000000000",
                             "2014Q",      "-",           "1e3",        "14-05",     "2014/151"};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) assert_refused(bad[i]);
  static const char *const names[] = {
      "jan",        "jan 23",   "januar 2023", "jan2023",    " 2023 jan 5", "jan 1499",  "jan  x",
      "5 jan 2023", "2023 jna", "maj 2014 x",  "\xC2\xA0 x", "okt\2402012", "e 20142014"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) assert_refused(names[i]);
}

/* 2015 and 2020 have 53 weeks, 2014 and 2021 do not (ISO 8601). */
static void knows_the_weeks_of_a_year(void **state) {
  (void)state;
  assert_period("2020-W53", LEDA_PERIOD_WEEK, 2660);
  assert_period("2021-W01", LEDA_PERIOD_WEEK, 2661);
  assert_period("2015-W53", LEDA_PERIOD_WEEK, 2399);
  assert_refused("2021-W53");
  assert_period("1970-W01", LEDA_PERIOD_WEEK, -1);
  assert_period("1970-W02", LEDA_PERIOD_WEEK, 0);
}

static void dates_are_days_since_1970(void **state) {
  (void)state;
  static const struct {
    int year, month, day;
    int32_t ordinal;
  } known[] = {{1970, 1, 1, 0},         {1970, 1, 5, 4},        {2014, 5, 13, 16203},
               {2000, 2, 29, 11016},    {1900, 3, 1, -25508},   {1600, 2, 29, -135081},
               {1582, 10, 15, -141427}, {2499, 12, 31, 193578}, {1969, 12, 31, -1},
               {1500, 1, 1, -171664}};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
    int year, month, day;
    assert_int_equal(leda_date_to_ordinal(known[i].year, known[i].month, known[i].day),
                     known[i].ordinal);
    leda_date_from_ordinal(known[i].ordinal, &year, &month, &day);
    assert_int_equal(year, known[i].year);
    assert_int_equal(month, known[i].month);
    assert_int_equal(day, known[i].day);
  }
  int32_t ordinal = leda_date_to_ordinal(1500, 1, 1);
  for (int32_t next = ordinal; next < 200000; next += 17) {
    int year, month, day;
    leda_date_from_ordinal(next, &year, &month, &day);
    assert_int_equal(leda_date_to_ordinal(year, month, day), next);
  }
}

static void reads_year_and_part(void **state) {
  (void)state;
  static const char *const months[][4] = {
      {"1", "Januari", "january", "jan"},    {"02", "FEBRUARI", "February", "feb"},
      {"3", "mars", "March", "mar"},         {"4", "april", "April", "Apr"},
      {"05", "maj", "May", "may"},           {"6", "juni", "June", "jun"},
      {"7", "juli", "July", "JUL"},          {"8", "augusti", "August", "aug."},
      {"9", "september", "Sept", "sep"},     {"10", "oktober", "October", "okt"},
      {"11", "november", "November", "nov"}, {"12", "december", "December", "Dec"}};
  leda_period period;
  for (int month = 0; month < 12; month++)
    for (int form = 0; form < 4; form++) {
      if (!leda_period_parse_parts(" 2014 ", months[month][form], false, &period))
        fail_msg("'%s' was refused", months[month][form]);
      assert_int_equal(period.kind, LEDA_PERIOD_MONTH);
      assert_int_equal(period.ordinal, 12 * 2014 + month);
    }
  static const char *const quarters[] = {"3", "Q3", "k3", "kv3", "Kvartal 3", "kv. 3", "quarter 3"};
  for (size_t i = 0; i < sizeof quarters / sizeof quarters[0]; i++) {
    if (!leda_period_parse_parts("2014", quarters[i], true, &period))
      fail_msg("'%s' was refused", quarters[i]);
    assert_int_equal(period.kind, LEDA_PERIOD_QUARTER);
    assert_int_equal(period.ordinal, 4 * 2014 + 2);
  }
  assert_false(leda_period_parse_parts("2014", "13", false, &period));
  assert_false(leda_period_parse_parts("2014", "0", false, &period));
  assert_false(leda_period_parse_parts("2014", "Brumaire", false, &period));
  assert_false(leda_period_parse_parts("2014", "", false, &period));
  assert_false(leda_period_parse_parts("14", "1", false, &period));
  assert_false(leda_period_parse_parts("", "1", false, &period));
  assert_false(leda_period_parse_parts("2014", "5", true, &period));
  assert_false(leda_period_parse_parts("2014", "maj", true, &period));
}

static void writes_the_one_form(void **state) {
  (void)state;
  static const char *const forms[][2] = {
      {"2014", "2014"},       {"2014M05", "2014-05"},      {"2014-05-13", "2014-05-13"},
      {"2014K2", "2014-Q2"},  {"2014T1", "2014-T1"},       {"2014/2015", "2014/15"},
      {"1999/00", "1999/00"}, {"2014V07", "2014-W07"},     {"2020-W53", "2020-W53"},
      {"-12", "-12"},         {"2147483647", "2147483647"}};
  char out[LEDA_PERIOD_SIZE];
  leda_period period;
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
    assert_true(leda_period_parse(forms[i][0], &period));
    leda_period_format(period, out);
    assert_string_equal(out, forms[i][1]);
    leda_period again;
    assert_true(leda_period_parse(out, &again));
    assert_int_equal(again.kind, period.kind);
    assert_int_equal(again.ordinal, period.ordinal);
  }
  leda_period_format((leda_period){LEDA_PERIOD_NONE, 5}, out);
  assert_string_equal(out, "");
}

static void assert_label(const char *text, leda_language language, bool is_short,
                         const char *expected) {
  leda_period period;
  leda_text label = {0};
  assert_true(leda_period_parse(text, &period));
  if (is_short)
    leda_period_label_short(period, language, &label);
  else
    leda_period_label(period, language, &label);
  assert_string_equal(leda_text_str(&label), expected);
  leda_text_clear(&label);
}

static void labels_are_what_people_write(void **state) {
  (void)state;
  assert_label("2014-05", LEDA_SV, false, "maj 2014");
  assert_label("2014-05", LEDA_EN, false, "May 2014");
  assert_label("2014-10", LEDA_SV, false, "oktober 2014");
  assert_label("2014-05-13", LEDA_SV, false, "13 maj 2014");
  assert_label("2014-05-13", LEDA_EN, false, "13 May 2014");
  assert_label("2014Q2", LEDA_SV, false, "2014 K2");
  assert_label("2014Q2", LEDA_EN, false, "2014 Q2");
  assert_label("2014T1", LEDA_SV, false, "T1 2014");
  assert_label("2014/15", LEDA_EN, false, "2014/15");
  assert_label("2014-W07", LEDA_SV, false, "v. 7 2014");
  assert_label("2014-W07", LEDA_EN, false, "week 7 2014");
  assert_label("2014", LEDA_SV, false, "2014");
  assert_label("17", LEDA_SV, false, "17");
  assert_label("2014-10", LEDA_SV, true, "okt 14");
  assert_label("2005-10", LEDA_EN, true, "Oct 05");
  assert_label("2014Q2", LEDA_SV, true, "2014 K2");
}

static leda_spacing spacing_of(const char *const *dates, size_t n) {
  int32_t ordinals[16];
  leda_period period;
  for (size_t i = 0; i < n; i++) {
    assert_true(leda_period_parse(dates[i], &period));
    ordinals[i] = period.ordinal;
  }
  return leda_calendar_spacing(LEDA_PERIOD_DATE, ordinals, n);
}

#define SPACING(...)                                                                               \
  spacing_of((const char *const[]){__VA_ARGS__},                                                   \
             sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void finds_how_dates_lie(void **state) {
  (void)state;
  assert_int_equal(SPACING("2014-01-15", "2014-03-15", "2014-02-15"), LEDA_SPACING_MONTH);
  assert_int_equal(SPACING("2014-01-31", "2014-02-28", "2014-03-31"), LEDA_SPACING_MONTH);
  assert_int_equal(SPACING("2014-03-31", "2014-06-30", "2015-03-31"), LEDA_SPACING_QUARTER);
  assert_int_equal(SPACING("2014-01-01", "2014-07-01", "2014-04-01"), LEDA_SPACING_QUARTER);
  assert_int_equal(SPACING("2015-02-28", "2016-02-29", "2018-02-28"), LEDA_SPACING_YEAR);
  assert_int_equal(SPACING("2014-05-13", "2012-05-13"), LEDA_SPACING_YEAR);
  assert_int_equal(SPACING("2014-01-06", "2014-01-13", "2014-02-03"), LEDA_SPACING_WEEK);
  assert_int_equal(SPACING("2014-01-06", "2014-01-13", "2014-02-04"), LEDA_SPACING_ORDER);
  assert_int_equal(SPACING("2014-01-30", "2014-02-28", "2014-03-30"), LEDA_SPACING_ORDER);
  assert_int_equal(SPACING("2014-01-30"), LEDA_SPACING_ORDER);
  assert_int_equal(SPACING("2014-01-30", "2014-01-30"), LEDA_SPACING_ORDER);
  const int32_t years[] = {2014, 2016};
  assert_int_equal(leda_calendar_spacing(LEDA_PERIOD_YEAR, years, 2), LEDA_SPACING_UNIT);
  assert_int_equal(leda_calendar_spacing(LEDA_PERIOD_DATE, years, 0), LEDA_SPACING_ORDER);
}

static void positions_leave_gaps(void **state) {
  (void)state;
  int32_t jan = leda_date_to_ordinal(2014, 1, 31), feb = leda_date_to_ordinal(2014, 2, 28);
  int32_t apr = leda_date_to_ordinal(2014, 4, 30);
  leda_calendar months = {LEDA_PERIOD_DATE, LEDA_SPACING_MONTH};
  assert_int_equal(leda_calendar_position(months, feb) - leda_calendar_position(months, jan), 1);
  assert_int_equal(leda_calendar_position(months, apr) - leda_calendar_position(months, feb), 2);
  leda_calendar weeks = {LEDA_PERIOD_DATE, LEDA_SPACING_WEEK};
  assert_int_equal(leda_calendar_position(weeks, 3) - leda_calendar_position(weeks, -4), 1);
  assert_int_equal(leda_calendar_position(weeks, -4) - leda_calendar_position(weeks, -18), 2);
  leda_calendar quarters = {LEDA_PERIOD_DATE, LEDA_SPACING_QUARTER};
  assert_int_equal(leda_calendar_position(quarters, apr) - leda_calendar_position(quarters, jan),
                   1);
  leda_calendar years = {LEDA_PERIOD_DATE, LEDA_SPACING_YEAR};
  int32_t later = leda_date_to_ordinal(2016, 1, 31);
  assert_int_equal(leda_calendar_position(years, later) - leda_calendar_position(years, jan), 2);
  leda_calendar order = {LEDA_PERIOD_DATE, LEDA_SPACING_ORDER};
  assert_int_equal(leda_calendar_position(order, jan), jan);
  leda_calendar plain = {LEDA_PERIOD_MONTH, LEDA_SPACING_UNIT};
  assert_int_equal(leda_calendar_position(plain, 24172), 24172);
}

static int season(leda_period_kind kind, leda_spacing spacing, const char *text) {
  leda_period period;
  assert_true(leda_period_parse(text, &period));
  return leda_calendar_season((leda_calendar){kind, spacing}, period.ordinal);
}

static void seasons_of_the_year(void **state) {
  (void)state;
  assert_int_equal(season(LEDA_PERIOD_MONTH, LEDA_SPACING_UNIT, "2014-05"), 4);
  assert_int_equal(season(LEDA_PERIOD_QUARTER, LEDA_SPACING_UNIT, "2014Q4"), 3);
  assert_int_equal(season(LEDA_PERIOD_TERTIAL, LEDA_SPACING_UNIT, "2014T2"), 1);
  assert_int_equal(season(LEDA_PERIOD_WEEK, LEDA_SPACING_UNIT, "2014W07"), 6);
  assert_int_equal(season(LEDA_PERIOD_WEEK, LEDA_SPACING_UNIT, "2020W53"), 51);
  assert_int_equal(season(LEDA_PERIOD_DATE, LEDA_SPACING_MONTH, "2014-12-31"), 11);
  assert_int_equal(season(LEDA_PERIOD_DATE, LEDA_SPACING_QUARTER, "2014-06-30"), 1);
  /* date(2014, 12, 29).isocalendar() is week 1 of 2015 */
  assert_int_equal(season(LEDA_PERIOD_DATE, LEDA_SPACING_WEEK, "2014-12-29"), 0);
  assert_int_equal(season(LEDA_PERIOD_YEAR, LEDA_SPACING_UNIT, "2014"), 0);
  assert_int_equal(leda_calendar_season_length((leda_calendar){LEDA_PERIOD_MONTH, 0}), 12);
  assert_int_equal(leda_calendar_season_length((leda_calendar){LEDA_PERIOD_QUARTER, 0}), 4);
  assert_int_equal(leda_calendar_season_length((leda_calendar){LEDA_PERIOD_TERTIAL, 0}), 3);
  assert_int_equal(leda_calendar_season_length((leda_calendar){LEDA_PERIOD_WEEK, 0}), 52);
  assert_int_equal(leda_calendar_season_length((leda_calendar){LEDA_PERIOD_YEAR, 0}), 0);
  assert_int_equal(
      leda_calendar_season_length((leda_calendar){LEDA_PERIOD_DATE, LEDA_SPACING_ORDER}), 0);
  assert_int_equal(
      leda_calendar_season_length((leda_calendar){LEDA_PERIOD_DATE, LEDA_SPACING_MONTH}), 12);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_every_form),
      cmocka_unit_test(refuses_what_cannot_be),
      cmocka_unit_test(knows_the_weeks_of_a_year),
      cmocka_unit_test(dates_are_days_since_1970),
      cmocka_unit_test(reads_year_and_part),
      cmocka_unit_test(writes_the_one_form),
      cmocka_unit_test(labels_are_what_people_write),
      cmocka_unit_test(finds_how_dates_lie),
      cmocka_unit_test(positions_leave_gaps),
      cmocka_unit_test(seasons_of_the_year),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
