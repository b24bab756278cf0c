/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every CSV file of ../shared/data: what is read, against counts and sums made with Python's csv
   module (cells of the column split by hand into missing marks, ~ < > and numbers), and means
   against ../shared/data/reference_values.csv. The table of docs/data-files.md is held to the same
   numbers. Skipped where the folder is not there. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/core/text.h"
#include "tests/support/assert_near.h"
#include "tests/support/panel_text.h"

#define MAX_CHOICES 40

typedef struct {
  const char *file;
  const char *choices[6]; /* ROLE=NAME */
  size_t wide_from;       /* all columns of the header from here on (1-based) are values; 0: none */
  size_t header_line;     /* where the header stands, for wide_from */
  char separator;         /* and how its names are parted */
  const char *filter[2];
  size_t rows, units, indicators, missing, censored;
  double sum; /* of all values that are numbers */
} expectation;

static const expectation known[] = {
    {.file = "monthly/ekonomiskt_bistand_manad_dalarna.csv",
     .choices = {"value=antal_hushall"},
     .rows = 132,
     .units = 1,
     .indicators = 1,
     .missing = 1,
     .sum = 479634},
    {.file = "monthly/varsel_manad_dalarna.csv",
     .choices = {"value=antal"},
     .rows = 385,
     .units = 1,
     .indicators = 1,
     .sum = 46356},
    {.file = "monthly/andel_arbetslosa_manad_dalarna.csv",
     .choices = {"value=andel", "unit=regionkod", "group=födelseregion"},
     .rows = 1224,
     .units = 17,
     .indicators = 1,
     .sum = 11791.2},
    {.file = "turnout/valdeltagande_kommunval_2022.csv",
     .choices = {"numerator=rostande", "denominator=rostberattigade"},
     .rows = 290,
     .units = 290,
     .indicators = 1,
     .sum = 6597690},
    {.file = "kolada/kolada_values_N00945_3cities_2000_2020.csv",
     .choices = {"unit=municipality_id"},
     .rows = 63,
     .units = 3,
     .indicators = 1,
     .sum = 2245.77429793},
    {.file = "kolada/kolada_kpi_catalogue_v3.csv",
     .choices = {"unit=id", "unit_name=title", "value=publ_period"},
     .rows = 6099,
     .units = 6099,
     .indicators = 1,
     .missing = 734,
     .sum = 10865877},
    {.file = "panel/se_kommun_panel_2011_2024.csv",
     .choices = {"value=arbetsloshet_pct_N03937", "value=folkmangd", "value=medianinkomst_kr",
                 "value=fardigstallda_bostader"},
     .rows = 16240,
     .units = 290,
     .indicators = 4,
     .sum = 12231.349483000002 + 141447747.0 + 1836465900.0 + 605908.0},
    {.file = "oj2015/oj2015_raw.csv",
     .choices = {"indicator=indikator"},
     .rows = 8990,
     .units = 290,
     .indicators = 31,
     .missing = 1012,
     .sum = 544034.7},
    {.file = "oj2015/oj2015_wide_sv_cp1252.csv",
     .wide_from = 3,
     .header_line = 3,
     .separator = ';',
     .rows = 8990,
     .units = 290,
     .indicators = 31,
     .missing = 1012,
     .sum = 544034.7},
    {.file = "oj2015/oj2015_headers.csv",
     .choices = {"unit=indikator_nr", "unit_name=indikator", "value=rang_av"},
     .rows = 31,
     .units = 31,
     .indicators = 1,
     .sum = 7974},
    {.file = "skolverket/slutbetyg_ak9_2025_skolenhet.csv",
     .choices = {"unit=Skol-enhetskod", "unit_name=Skola",
                 "value=Andel (%) elever behöriga till yrkesprog."},
     .rows = 1714,
     .units = 1714,
     .indicators = 1,
     .missing = 163,
     .censored = 354,
     .sum = 98041.1},
    {.file = "norway/kostra_areal_416_kommuner_2014_2015.csv",
     .wide_from = 2,
     .header_line = 1,
     .separator = ',',
     .rows = 9984,
     .units = 416,
     .indicators = 24,
     .missing = 3378,
     .sum = 41682619},
    {.file = "reference_values.csv",
     .choices = {"unit=dataset", "indicator=statistic"},
     .filter = {"dataset", "ekonomiskt_bistand_dalarna"},
     .rows = 16,
     .units = 1,
     .indicators = 16,
     .sum = 26493.98623702},
};

static char *shared_path(const char *file) {
  const char *folder = getenv("LEDA_SHARED");
  leda_text path = {0};
  leda_text_addf(&path, "%s/data/%s", folder ? folder : "../shared", file);
  return leda_text_take(&path);
}

static void skip_without_data(void) {
  char *path = shared_path("reference_values.csv");
  bool there = leda_file_exists(path);
  leda_free(path);
  if (!there) skip();
}

/* The options of one reading and the texts they point to. */
typedef struct {
  leda_read_options options;
  leda_column_choice columns[MAX_CHOICES];
  leda_filter filter;
  leda_text text[MAX_CHOICES];
} request;

static void choose(request *r, leda_role role, const char *name, size_t length) {
  size_t i = r->options.n_columns++;
  assert_true(i < MAX_CHOICES);
  leda_text_add_n(&r->text[i], name, length);
  r->columns[i] = (leda_column_choice){role, leda_text_str(&r->text[i])};
}

/* Adds Latin-1 as UTF-8: its bytes are the code points. */
static void add_latin1(leda_text *text, char byte) {
  unsigned char c = (unsigned char)byte;
  if (c >= 0x80) leda_text_add_char(text, (char)(0xC0 | c >> 6));
  leda_text_add_char(text, (char)(c < 0x80 ? c : 0x80 | (c & 0x3F)));
}

/* Chooses the columns of a header line from e->wide_from on. The one such file that is not ASCII is
   Latin-1 there. */
static void choose_wide(request *r, const char *path, const expectation *e) {
  char *bytes, *p;
  size_t length;
  leda_error err = leda_error_none();
  assert_int_equal(leda_file_read(path, 0, &bytes, &length, &err), LEDA_OK);
  p = bytes;
  for (size_t i = 1; i < e->header_line; i++) p = strchr(p, '\n') + 1;
  for (size_t column = 1; *p != '\r' && *p != '\n'; column++) {
    leda_text name = {0};
    for (; *p != e->separator && *p != '\r' && *p != '\n'; p++) add_latin1(&name, *p);
    if (*p == e->separator) p++;
    if (column >= e->wide_from) choose(r, LEDA_ROLE_VALUE, leda_text_str(&name), name.length);
    leda_text_clear(&name);
  }
  leda_free(bytes);
}

static void make_request(request *r, const char *path, const expectation *e) {
  *r = (request){.options = {.period_optional = true}};
  for (size_t i = 0; i < 6 && e->choices[i]; i++) {
    const char *equals = strchr(e->choices[i], '=');
    leda_text word = {0};
    leda_role role;
    leda_text_add_n(&word, e->choices[i], (size_t)(equals - e->choices[i]));
    assert_true(leda_role_parse(leda_text_str(&word), &role));
    leda_text_clear(&word);
    choose(r, role, equals + 1, strlen(equals + 1));
  }
  if (e->wide_from) choose_wide(r, path, e);
  r->options.columns = r->columns;
  if (!e->filter[0]) return;
  r->filter = (leda_filter){e->filter[0], e->filter[1]};
  r->options.filters = &r->filter;
  r->options.n_filters = 1;
}

static void clear_request(request *r) {
  for (size_t i = 0; i < MAX_CHOICES; i++) leda_text_clear(&r->text[i]);
}

static double sum_of(const leda_panel *panel) {
  double sum = 0;
  for (size_t i = 0; i < panel->n; i++)
    if (panel->observations[i].status == LEDA_VALUE_NUMBER) sum += panel->observations[i].value;
  return sum;
}

static void read_file(const expectation *e, leda_panel *panel, leda_messages *log) {
  request r;
  leda_error err = leda_error_none();
  char *path = shared_path(e->file);
  const char *one = path;
  make_request(&r, path, e);
  leda_status status = leda_panel_read(panel, (leda_paths){&one, 1}, &r.options, log, &err);
  if (status) fail_msg("%s:%zu:%zu: %s", err.file, err.line, err.field, err.message);
  clear_request(&r);
  leda_free(path);
}

static const expectation *find(const char *part) {
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if (strstr(known[i].file, part)) return &known[i];
  fail_msg("no file named %s", part);
  return NULL;
}

static void counts_and_sums_of_every_file(void **state) {
  (void)state;
  skip_without_data();
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
    const expectation *e = &known[i];
    leda_panel panel;
    leda_messages log = {0};
    read_file(e, &panel, &log);
    print_message("%s\n", e->file);
    assert_int_equal(panel.n, e->rows);
    assert_int_equal(panel.n_units, e->units);
    assert_int_equal(panel.n_indicators, e->indicators);
    assert_int_equal(panel.n_missing, e->missing);
    assert_int_equal(panel.n_censored, e->censored);
    assert_near(sum_of(&panel), e->sum, 1e-12);
    leda_panel_clear(&panel);
    leda_messages_clear(&log);
  }
}

static void notices_name_what_was_passed_over(void **state) {
  (void)state;
  skip_without_data();
  leda_panel panel;
  leda_messages log = {0};
  read_file(find("skolverket"), &panel, &log);
  assert_true(leda_test_said(&log, LEDA_NOTICE, "5 lines before the header"));
  assert_true(leda_test_said(&log, LEDA_NOTICE, "28 rows below the table"));
  assert_true(leda_test_said(&log, LEDA_NOTICE, "354 values such as ~100"));
  assert_true(leda_test_said(&log, LEDA_NOTICE, "6 empty rows"));
  leda_panel_clear(&panel);
  leda_messages_clear(&log);
  read_file(find("cp1252"), &panel, &log);
  assert_true(leda_test_said(&log, LEDA_NOTICE, "Windows-1252"));
  assert_true(leda_test_said(&log, LEDA_NOTICE, "2 lines before the header"));
  assert_true(leda_test_said(&log, LEDA_NOTICE, "2 rows below the table"));
  leda_panel_clear(&panel);
  leda_messages_clear(&log);
}

static double mean_of(const leda_panel *panel, const char *indicator, int period, size_t *n) {
  double sum = 0;
  *n = 0;
  for (size_t i = 0; i < panel->n_series; i++) {
    const leda_series *s = &panel->series[i];
    if (strncmp(s->indicator, indicator, strlen(indicator)) != 0) continue;
    for (size_t k = 0; k < s->n; k++) {
      const leda_observation *o = &s->observations[k];
      if (o->status != LEDA_VALUE_NUMBER || (period && o->period != period)) continue;
      sum += o->value;
      ++*n;
    }
  }
  return sum / (double)*n;
}

/* reference_values.csv: oj2015 (indicators 1, 7, 11, 18, 19), panel_2011_2024. */
static void means_of_panels(void **state) {
  (void)state;
  skip_without_data();
  static const struct {
    const char *indicator;
    size_t n;
    double mean;
  } oj[] = {{"1. ", 284, 42.077465},
            {"7. ", 286, 90.898601},
            {"11. ", 255, 63.109804},
            {"18. ", 290, 57.920690},
            {"19. ", 277, 890.353791}};
  leda_panel panel;
  size_t n;
  read_file(find("cp1252"), &panel, NULL);
  for (size_t i = 0; i < sizeof oj / sizeof oj[0]; i++) {
    assert_within(mean_of(&panel, oj[i].indicator, 0, &n), oj[i].mean, 5.1e-7);
    assert_int_equal(n, oj[i].n);
  }
  leda_panel_clear(&panel);
  read_file(find("panel/"), &panel, NULL);
  assert_int_equal(panel.calendar.kind, LEDA_PERIOD_YEAR);
  assert_string_equal(panel.series[0].unit, "0114");
  assert_string_equal(panel.series[0].unit_name, "Upplands Väsby");
  assert_within(mean_of(&panel, "arbetsloshet", 2011, &n), 3.40279012, 5.1e-9);
  assert_int_equal(n, 290);
  assert_within(mean_of(&panel, "arbetsloshet", 2024, &n), 2.52873140, 5.1e-9);
  leda_panel_clear(&panel);
}

/* reference_values.csv: ekonomiskt_bistand_dalarna, valdeltagande_2022. */
static void means_of_series_and_shares(void **state) {
  (void)state;
  skip_without_data();
  leda_panel panel;
  double sum = 0, below = 0;
  size_t n;
  read_file(find("ekonomiskt"), &panel, NULL);
  assert_int_equal(panel.calendar.kind, LEDA_PERIOD_MONTH);
  assert_int_equal(panel.series[0].observations[0].period, 12 * 2014);
  for (size_t i = 0; i < 24; i++) sum += panel.series[0].observations[i].value;
  assert_within(sum / 24, 3733.583333, 5.1e-7);
  assert_within(mean_of(&panel, "", 0, &n), 3661.328244, 5.1e-7);
  assert_int_equal(n, 131);
  leda_panel_clear(&panel);
  read_file(find("turnout"), &panel, NULL);
  assert_true(panel.has_numerator);
  for (size_t i = 0; i < panel.n; i++) below += panel.observations[i].denominator;
  assert_near(below, 8196484.0, 0);
  assert_within(sum_of(&panel) / below, 0.8049414847, 5.1e-11);
  leda_panel_clear(&panel);
}

static void lists_without_values_are_refused(void **state) {
  (void)state;
  skip_without_data();
  char *path = shared_path("kolada/kolada_municipality_v3.csv");
  const char *one = path;
  leda_panel panel;
  leda_error err = leda_error_none();
  leda_read_options options = {.period_optional = true};
  assert_int_equal(leda_panel_read(&panel, (leda_paths){&one, 1}, &options, NULL, &err),
                   LEDA_ERR_DATA);
  assert_non_null(strstr(err.message, "\"id\", \"title\", \"type\""));
  leda_free(path);
}

/* Each row of the table in the documentation ends with these numbers. */
static void the_documentation_says_the_same(void **state) {
  (void)state;
  char *page;
  size_t length;
  leda_error err = leda_error_none();
  assert_int_equal(leda_file_read("docs/data-files.md", 0, &page, &length, &err), LEDA_OK);
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
    const expectation *e = &known[i];
    char numbers[200], *row = strstr(page, e->file);
    snprintf(numbers, sizeof numbers, "| %zu | %zu | %zu | %zu | %zu |", e->rows, e->units,
             e->indicators, e->missing, e->censored);
    char *end = row ? strchr(row, '\n') : NULL;
    if (!end) {
      fail_msg("%s is not in docs/data-files.md", e->file);
      return;
    }
    *end = '\0';
    if (!strstr(row, numbers)) fail_msg("%s: expected %s", row, numbers);
    for (size_t k = 0; k < 6 && e->choices[k]; k++)
      if (!strstr(row, e->choices[k])) fail_msg("%s: expected %s", row, e->choices[k]);
    *end = '\n';
  }
  leda_free(page);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(counts_and_sums_of_every_file),
      cmocka_unit_test(notices_name_what_was_passed_over),
      cmocka_unit_test(means_of_panels),
      cmocka_unit_test(means_of_series_and_shares),
      cmocka_unit_test(lists_without_values_are_refused),
      cmocka_unit_test(the_documentation_says_the_same),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
