/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "engine/core/memory.h"
#include "engine/data/project.h"

static const char GOOD[] = "[project]\n"
                           "title = Title; with a semicolon\n"
                           "lang = sv\n"
                           "alpha = 0,01\n"
                           "theme = green\n"
                           "[measure a]\n"
                           "file = a.csv\n"
                           "columns = period=Year, value = Days\n"
                           "where = kommun=Salem, year=2014\n"
                           "baseline = 2014-01..2015-06\n"
                           "target = -1,5\n"
                           "better = lower\n"
                           "[measure b]\n"
                           "file = b.csv\n"
                           "baseline = 12\n"
                           "[change law]\n"
                           "measure = b\n"
                           "period = 2015Q2\n"
                           "text = The law\n"
                           "[survey s]\n"
                           "file = means.csv\n"
                           "instrument = instrument.ini\n"
                           "summary = yes\n"
                           "waves = before, after\n"
                           "[figure one]\n"
                           "kind = control-chart\n"
                           "measure = b\n"
                           "formats = png, pdf\n"
                           "size = half-page\n"
                           "[figure two]\n"
                           "kind = differences\n"
                           "survey = s\n"
                           "statements = 1, 8\n"
                           "[define]\n"
                           "problem = Too long\n"
                           "[comparison c]\n"
                           "file = c.csv\n";

static leda_status parse(leda_project *project, const char *text, leda_messages *log,
                         leda_error *err) {
  *err = leda_error_none();
  return leda_project_parse(project, (leda_bytes){"p/a.ini", text, strlen(text)}, false, log, err);
}

static void check_measures(const leda_project *project) {
  const leda_project_measure *a = &project->measures[0], *b = &project->measures[1];
  assert_string_equal(a->name, "a");
  assert_int_equal(a->line, 6);
  assert_string_equal(a->path, "p/a.csv");
  assert_int_equal(a->n_columns, 2);
  assert_int_equal(a->columns[0].role, LEDA_ROLE_PERIOD);
  assert_string_equal(a->columns[0].name, "Year");
  assert_int_equal(a->columns[1].role, LEDA_ROLE_VALUE);
  assert_string_equal(a->columns[1].name, "Days");
  assert_int_equal(a->n_filters, 2);
  assert_string_equal(a->filters[1].column, "year");
  assert_string_equal(a->filters[1].value, "2014");
  assert_true(a->baseline_given);
  assert_int_equal(a->baseline_first.kind, LEDA_PERIOD_MONTH);
  assert_int_equal(a->baseline_last.ordinal, 12 * 2015 + 5);
  assert_true(a->target == -1.5);
  assert_string_equal(a->better.text, "lower");
  assert_int_equal(a->better.line, 12);
  assert_int_equal(b->baseline_points, 12);
  assert_false(b->baseline_given);
  assert_true(isnan(b->target));
  assert_int_equal(b->better.line, 0);
  assert_string_equal(b->better.text, "");
}

static void test_a_good_project(void **state) {
  (void)state;
  leda_project project;
  leda_error err;
  leda_messages log = {0};
  assert_int_equal(parse(&project, GOOD, &log, &err), LEDA_OK);
  assert_string_equal(project.title.text, "Title; with a semicolon");
  assert_int_equal(project.language, LEDA_SV);
  assert_true(project.alpha == 0.01);
  assert_string_equal(project.theme.text, "green");
  assert_int_equal(project.n_measures, 2);
  check_measures(&project);
  assert_int_equal(project.changes[0].measure, 1);
  assert_int_equal(project.changes[0].period.kind, LEDA_PERIOD_QUARTER);
  assert_int_equal(project.surveys[0].waves.n, 2);
  assert_string_equal(project.surveys[0].waves.items[1], "after");
  assert_string_equal(project.surveys[0].instrument_path, "p/instrument.ini");
  assert_null(project.surveys[0].claims_path);
  assert_int_equal(project.n_figures, 2);
  assert_int_equal(project.figures[0].measure, 1);
  assert_int_equal(project.figures[0].formats, LEDA_WANT_SVG | LEDA_WANT_PDF | LEDA_WANT_PNG);
  assert_int_equal(project.figures[0].shape, LEDA_SHAPE_HALF_PAGE);
  assert_int_equal(project.figures[1].kind, LEDA_KIND_DIFFERENCES);
  assert_int_equal(project.figures[1].statements.n, 2);
  assert_int_equal(log.n, 1); /* [comparison] is told to be unused */
  assert_int_equal(log.items[0].severity, LEDA_NOTICE);
  assert_int_equal(log.items[0].what.line, 36);
  leda_messages_clear(&log);
  leda_project_clear(&project);
}

#define HEAD "[project]\ntitle = T\n[measure a]\nfile = a.csv\n"

static void assert_refused(const char *text, size_t line, const char *words, const char *hint) {
  leda_project project;
  leda_error err;
  leda_messages log = {0};
  assert_int_equal(parse(&project, text, &log, &err), LEDA_ERR_DATA);
  assert_string_equal(err.file, "p/a.ini");
  if (err.line != line) fail_msg("line %zu instead of %zu: %s", err.line, line, err.message);
  if (!strstr(err.message, words)) fail_msg("'%s' lacks '%s'", err.message, words);
  if (!strstr(err.hint, hint)) fail_msg("hint '%s' lacks '%s'", err.hint, hint);
  assert_int_equal(log.errors, 1);
  assert_null(project.measures);
  leda_messages_clear(&log);
}

static void test_every_error_has_its_line(void **state) {
  (void)state;
  assert_refused("[project]\ntitle = T\n", 0, "nothing to report", "");
  assert_refused(HEAD "target = two\n", 5, "target: 'two' is not a number", "");
  assert_refused(HEAD "target = 0x10\n", 5, "target", "");
  assert_refused(HEAD "target = nan\n", 5, "target", "");
  assert_refused(HEAD "baseline = 2014-13..2015-01\n", 5, "baseline", "2019-01..2020-12");
  assert_refused(HEAD "baseline = 2015..2014\n", 5, "baseline", "");
  assert_refused(HEAD "baseline = 2014..2015-02\n", 5, "baseline", "");
  assert_refused(HEAD "baseline = 1\n", 5, "baseline", "");
  assert_refused(HEAD "columns = period\n", 5, "columns", "period=Year");
  assert_refused(HEAD "columns = perod=x\n", 5, "columns", "");
  assert_refused(HEAD "where = a=1,,b=2\n", 5, "nothing between two commas", "");
  assert_refused(HEAD "where = a\n", 5, "COLUMN=VALUE", "");
  assert_refused(HEAD "[change c]\nmeasure = b\nperiod = 2014\ntext = x\n", 6,
                 "no section [measure b]", "did you mean a?");
  assert_refused(HEAD "[change c]\nmeasure = a\nperiod = soon\ntext = x\n", 7,
                 "'soon' is not a period", "2014-05");
  assert_refused(HEAD "[figure f]\nkind = control-char\nmeasure = a\n", 6,
                 "kind: 'control-char' is not known", "control-chart");
  assert_refused(HEAD "[figure f]\nkind = pie\nmeasure = a\n", 6, "not known", "table-cohort");
  assert_refused(HEAD "[figure f]\nkind = control-chart\n", 5, "needs measure", "measure = ...");
  assert_refused(HEAD "[figure f]\nkind = control-chart\nmeasure = a\nsurvey = s\n", 8,
                 "shows a [measure], not a [survey]", "");
  assert_refused(HEAD "[figure f]\nkind = control-chart\nmeasure = a\nformats = gif\n", 8,
                 "svg, pdf and png", "");
  assert_refused(HEAD "[figure f]\nkind = control-chart\nmeasure = a\nsize = wid\n", 8, "size",
                 "wide");
  assert_refused(HEAD "[survey s]\nfile = a.csv\nclaims = c.csv\n", 7, "published means",
                 "summary = yes");
  assert_refused(HEAD "[survey s]\nfile = m.csv\nsummary = yes\ncohort = a=b\n", 8,
                 "belongs to answers", "column cohort");
  assert_refused(HEAD "[survey s]\nfile = a.csv\ncohort = chosen\n", 7, "COLUMN=VALUE",
                 "chosen=yes");
  assert_refused(HEAD "[survey s]\nfile = a.csv\nsummary = maybe\n", 7, "summary", "no, yes");
  assert_refused(HEAD "[figure f]\nkind = control-chart\nmeasure = a\ngroup = chose\n", 8, "group",
                 "chosen");
  assert_refused("[project]\ntitle = T\nlang = de\n[measure a]\nfile = a.csv\n", 3,
                 "'de' is not a language", "sv and en");
  assert_refused("[project]\ntitle = T\nalpha = 5\n[measure a]\nfile = a.csv\n", 3, "alpha", "");
  assert_refused("[project]\ntitle = T\ntheme = blu\n[measure a]\nfile = a.csv\n", 3, "theme",
                 "blue");
}

static void test_a_missing_file_is_told_at_its_line(void **state) {
  (void)state;
  leda_project project;
  leda_error err = leda_error_none();
  leda_bytes source = {"p/a.ini", HEAD, sizeof HEAD - 1};
  assert_int_equal(leda_project_parse(&project, source, true, NULL, &err), LEDA_ERR_DATA);
  assert_int_equal(err.line, 4);
  assert_non_null(strstr(err.message, "no file 'a.csv'"));
  assert_non_null(strstr(err.hint, "folder of the project file"));
}

static void test_many_errors_come_at_once(void **state) {
  (void)state;
  leda_project project;
  leda_error err;
  leda_messages log = {0};
  assert_int_equal(parse(&project, "[project]\ntitel = T\n[measure a]\ntarget = x\n", &log, &err),
                   LEDA_ERR_DATA);
  assert_int_equal(log.errors, 4); /* titel, title, file, target */
  leda_messages_clear(&log);
}

static void test_out_of_memory_leaves_nothing(void **state) {
  (void)state;
  leda_status status = LEDA_ERR_MEMORY;
  for (long successes = 0; status != LEDA_OK; successes++) {
    leda_project project;
    leda_error err;
    leda_memory_fail_after(successes);
    status = parse(&project, GOOD, NULL, &err);
    leda_memory_fail_after(-1);
    if (status) assert_int_equal(status, LEDA_ERR_MEMORY);
    leda_project_clear(&project);
    assert_true(successes < 500);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_good_project),
      cmocka_unit_test(test_every_error_has_its_line),
      cmocka_unit_test(test_a_missing_file_is_told_at_its_line),
      cmocka_unit_test(test_many_errors_come_at_once),
      cmocka_unit_test(test_out_of_memory_leaves_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
