/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole report, made in a temporary folder: what is drawn again, what is refused, what gets out. */
#define _XOPEN_SOURCE 700
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "engine/cli/report_build.h"
#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/output/report_files.h"
#include "tests/support/figures.h"

#define TEMPLATE "/tmp/leda-test-report-XXXXXX"
static char folder[] = TEMPLATE;
static char start[4096];

/* Tests work inside the folder, so that a file made by a text that got out would be seen there. */
static int enter(void **state) {
  (void)state;
  memcpy(folder, TEMPLATE, sizeof folder);
  return getcwd(start, sizeof start) && mkdtemp(folder) ? chdir(folder) : -1;
}

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *walk) {
  (void)about;
  (void)kind;
  (void)walk;
  return remove(path);
}

static int leave(void **state) {
  (void)state;
  return chdir(start) == 0 ? nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS) : -1;
}

static void put(const char *path, const char *text) {
  leda_error err = leda_error_none();
  if (leda_file_write(path, text, strlen(text), &err)) fail_msg("%s", err.message);
}

static char *get(const char *path) {
  leda_error err = leda_error_none();
  char *bytes = NULL;
  size_t length = 0;
  if (leda_file_read(path, 0, &bytes, &length, &err)) fail_msg("%s", err.message);
  return bytes;
}

static void put_series(const char *path, int step) {
  leda_text text = {0};
  leda_text_add(&text, "year,value\n");
  for (int i = 0; i < 12; i++)
    leda_text_addf(&text, "%d,%d\n", 2000 + i, 100 + 7 * (i * 5 % 11) + (i > 6 ? step : 0));
  put(path, leda_text_str(&text));
  leda_text_clear(&text);
}

#define PROJECT                                                                                    \
  "[project]\ntitle = T\nlang = en\n[measure a]\nfile = a.csv\n[measure b]\nfile = b.csv\n"        \
  "[figure two]\nkind = control-chart\nmeasure = b\nformats = png\n"

/* Makes or verifies the report of p.ini in `out`; what went wrong is in *err. */
static leda_status make(bool verify, leda_report_outcome *outcome, leda_error *err) {
  leda_cli cli = {.quiet = true, .seed = 1};
  leda_report_build build = {.cli = &cli};
  leda_report_target target = {.folder = "out"};
  *err = leda_error_none();
  leda_status status = leda_report_build_run(&build, "p.ini", err);
  if (!status && verify) status = leda_report_verify(&build.report, &target, err);
  if (!status && !verify) status = leda_report_write(&build.report, &target, outcome, err);
  leda_report_build_clear(&build);
  return status;
}

static void assert_made(size_t drawn, size_t kept, size_t written) {
  leda_report_outcome outcome = {0};
  leda_error err;
  if (make(false, &outcome, &err)) fail_msg("%s:%zu: %s", err.file, err.line, err.message);
  if (outcome.drawn != drawn || outcome.kept != kept || outcome.written != written)
    fail_msg("%zu drawn, %zu kept, %zu written", outcome.drawn, outcome.kept, outcome.written);
}

static void test_only_what_changed_is_drawn_again(void **state) {
  (void)state;
  put("p.ini", PROJECT);
  put_series("a.csv", 0);
  put_series("b.csv", 50);
  assert_made(3, 0, 9); /* 3 figures, 2 tables, page, Markdown, workbook, manifest */
  char *first = get("out/report.html"), *manifest = get("out/manifest.json");
  assert_made(0, 3, 0);
  put_series("a.csv", 0); /* touched, not changed */
  assert_made(0, 3, 0);
  put_series("a.csv", 10);
  assert_made(1, 2, 6); /* a's figure and table, page, Markdown, workbook, manifest */
  put_series("a.csv", 0);
  assert_made(1, 2, 6);
  char *again = get("out/report.html"), *again_manifest = get("out/manifest.json");
  assert_string_equal(again, first);
  assert_string_equal(again_manifest, manifest);
  assert_null(strstr(manifest, "/tmp"));
  leda_free(first);
  leda_free(manifest);
  leda_free(again);
  leda_free(again_manifest);
}

static void assert_verified(leda_status expected, const char *file) {
  leda_report_outcome outcome = {0};
  leda_error err;
  assert_int_equal(make(true, &outcome, &err), expected);
  if (!strstr(err.file, file)) fail_msg("'%s' instead of '%s'", err.file, file);
}

static void test_verify_names_what_differs(void **state) {
  (void)state;
  put("p.ini", PROJECT);
  put_series("a.csv", 0);
  put_series("b.csv", 50);
  leda_report_outcome outcome = {0};
  leda_error err;
  assert_int_equal(make(false, &outcome, &err), LEDA_OK);
  assert_verified(LEDA_OK, "");
  char *page = get("out/report.html");
  page[strlen(page) - 2] = 'X';
  put("out/report.html", page);
  leda_free(page);
  assert_verified(LEDA_ERR_DATA, "out/report.html");
  assert_made(0, 3, 1);
  assert_verified(LEDA_OK, "");
  put_series("b.csv", 51);
  assert_verified(LEDA_ERR_DATA, "out/figures/two-");
  put_series("b.csv", 50);
  unlink("out/manifest.json");
  assert_verified(LEDA_ERR_DATA, "out/manifest.json");
  assert_made(3, 0, 1); /* without a manifest all is drawn; only it is new */
}

/* A figure that somebody drew on is made anew, and one that the project dropped goes. */
static void test_changed_and_dropped_files(void **state) {
  (void)state;
  leda_report_outcome outcome = {0};
  leda_error err;
  put("p.ini",
      "[project]\ntitle = T\n[measure b]\nfile = b.csv\n[figure x]\n"
      "kind = control-chart\nmeasure = b\n[figure y]\nkind = control-chart\nmeasure = b\n");
  put_series("b.csv", 50);
  assert_int_equal(make(false, &outcome, &err), LEDA_OK);
  const char *x = "x", *y = "y";
  char *slug_x = leda_file_slug(&x, 1), *slug_y = leda_file_slug(&y, 1);
  char path_x[200], path_y[200], table_y[200];
  snprintf(path_x, sizeof path_x, "out/figures/%s.svg", slug_x);
  snprintf(path_y, sizeof path_y, "out/figures/%s.svg", slug_y);
  snprintf(table_y, sizeof table_y, "out/tables/%s.csv", slug_y);
  put(path_x, "<svg>scribble</svg>");
  put(table_y, "mine\n");
  put("p.ini", "[project]\ntitle = T\n[measure b]\nfile = b.csv\n[figure x]\n"
               "kind = control-chart\nmeasure = b\n");
  assert_int_equal(make(false, &outcome, &err), LEDA_OK);
  assert_int_equal(outcome.drawn, 1);
  assert_false(leda_file_exists(path_y));
  assert_true(leda_file_exists(table_y)); /* changed by its owner: kept */
  assert_verified(LEDA_OK, "");
  leda_free(slug_x);
  leda_free(slug_y);
}

static void assert_refused(const char *project, size_t line, const char *words) {
  leda_report_outcome outcome = {0};
  leda_error err;
  put("p.ini", project);
  assert_int_equal(make(false, &outcome, &err), LEDA_ERR_DATA);
  if (!strstr(err.message, words)) fail_msg("'%s' lacks '%s'", err.message, words);
  assert_string_equal(err.file, "p.ini");
  assert_int_equal(err.line, line);
}

static void test_errors_are_at_the_projects_line(void **state) {
  (void)state;
#define ONE "[project]\ntitle = T\n[measure a]\nfile = panel.csv\n"
  put("panel.csv", "year,kommun,value\n2001,A,1\n2002,A,2\n2001,B,3\n2002,B,4\n");
  put_series("a.csv", 0);
  assert_refused(ONE, 4, "holds 2 series");
  assert_refused(ONE "unit = C\n", 5, "no series");
  assert_refused(ONE "unit = A\nchart = pie\n", 6, "chart: 'pie' is not known");
  assert_refused(ONE "unit = A\nrules = some\n", 6, "rules");
  assert_refused(ONE "unit = A\nbetter = up\n", 6, "better");
  assert_refused("[project]\ntitle = T\n[measure a]\nfile = a.csv\n[change c]\nmeasure = a\n"
                 "period = 1999\ntext = x\n",
                 7, "no '1999'");
  assert_refused("[project]\ntitle = T\n[measure a]\nfile = a.csv\n[change c]\nmeasure = a\n"
                 "period = 2005-03\ntext = x\n",
                 7, "2005-03");
  assert_refused("[project]\ntitle = T\n[measure a]\nfile = a.csv\nbaseline = 1990..1995\n", 5, "");
  put("logo.txt", "not a picture");
  assert_refused("[project]\ntitle = T\nlogo = logo.txt\n[measure a]\nfile = a.csv\n", 3, "logo");
}

static void test_a_change_still_to_come_is_waited_for(void **state) {
  (void)state;
  leda_report_outcome outcome = {0};
  leda_error err;
  put("p.ini", "[project]\ntitle = T\n[measure a]\nfile = a.csv\n[change c]\nmeasure = a\n"
               "period = 2020\ntext = unheard of\n");
  put_series("a.csv", 0);
  assert_int_equal(make(false, &outcome, &err), LEDA_OK);
  char *page = get("out/report.html");
  assert_null(strstr(page, "unheard of"));
  leda_free(page);
}

/* What a killed run leaves holds a lock that nobody has; other people's folders do not. */
static void test_what_a_killed_run_left_is_removed(void **state) {
  (void)state;
  leda_report_outcome outcome = {0};
  leda_error err = leda_error_none();
  put("p.ini", PROJECT);
  put_series("a.csv", 0);
  put_series("b.csv", 50);
  assert_int_equal(leda_file_make_folder("out/.leda-killed/figures", &err), LEDA_OK);
  assert_int_equal(leda_file_make_folder("out/.leda-other", &err), LEDA_OK);
  put("out/.leda-killed/lock", "");
  put("out/.leda-killed/figures/a.svg", "<svg/>");
  put("out/.leda-other/mine", "mine");
  assert_int_equal(make(false, &outcome, &err), LEDA_OK);
  assert_false(leda_file_exists("out/.leda-killed"));
  assert_true(leda_file_exists("out/.leda-other/mine"));
}

static void test_a_failure_leaves_the_report_as_it_was(void **state) {
  (void)state;
  leda_report_outcome outcome = {0};
  leda_error err;
  put("p.ini", PROJECT);
  put_series("a.csv", 0);
  put_series("b.csv", 50);
  assert_int_equal(make(false, &outcome, &err), LEDA_OK);
  char *before = get("out/report.html");
  put("b.csv", "year,value\n2001,x\n");
  assert_int_equal(make(false, &outcome, &err), LEDA_ERR_DATA);
  assert_string_equal(err.file, "b.csv");
  assert_int_equal(err.line, 2);
  char *after = get("out/report.html");
  assert_string_equal(after, before);
  leda_free(before);
  leda_free(after);
}

static size_t count(const char *text, const char *part) {
  size_t n = 0;
  for (const char *at = text; (at = strstr(at, part)) != NULL; at++) n++;
  return n;
}

/* How often `part` stands inside a tag: between tags it is only text. */
static size_t count_in_tags(const char *text, const char *part) {
  size_t n = 0;
  bool in_tag = false;
  for (; *text; text++) {
    if (*text == '<') in_tag = true;
    if (*text == '>') in_tag = false;
    n += in_tag && strncmp(text, part, strlen(part)) == 0;
  }
  return n;
}

/* The SVG and the page around it, a text in every place that takes one. */
static void try_text(const char *hostile) {
  leda_text project = {0};
  leda_text_addf(&project, "[project]\ntitle = %s\nsubtitle = %s\nauthor = %s\nsource = %s\n",
                 hostile, hostile, hostile, hostile);
  leda_text_addf(&project,
                 "[measure a]\nfile = h.csv\nunit_of_measure = %s\nsource = %s\n"
                 "definition = %s\nbetter = lower\n",
                 hostile, hostile, hostile);
  leda_text_addf(&project, "[change c]\nmeasure = a\nperiod = 2005\ntext = %s\n", hostile);
  leda_text_addf(&project,
                 "[figure ../../%.20s]\nkind = control-chart\nmeasure = a\ntitle = %s\n"
                 "note = %s\nformats = pdf, png\n",
                 "x", hostile, hostile);
  put("p.ini", leda_text_str(&project));
  leda_text_clear(&project);
  leda_text data = {0};
  leda_text_add(&data, "year,kommun,nyckeltal,value\n");
  for (int i = 0; i < 12; i++) {
    leda_text_addf(&data, "%d,\"", 2000 + i);
    for (const char *c = hostile; *c; c++)
      leda_text_add(&data, *c == '"' ? "\"\"" : (char[]){*c, 0});
    leda_text_addf(&data, "\",\"=cmd|' /C calc'!A0\",%d\n", 10 + i % 3);
  }
  put("h.csv", leda_text_str(&data));
  leda_text_clear(&data);
  leda_report_outcome outcome = {0};
  leda_error err;
  if (make(false, &outcome, &err)) fail_msg("%s:%zu: %s", err.file, err.line, err.message);
  assert_int_equal(outcome.drawn, 3);
}

static void test_hostile_texts_stay_text(void **state) {
  (void)state;
  static const char *const TEXTS[] = {
      "`touch pwned`",
      "\"; system(\"touch pwned\"); #",
      "<script>alert(1)</script>",
      "' onload='alert(1)",
      "=cmd|' /C calc'!A0",
      "%s%n {/Symbol a} @^_ \\n $x",
      "]]> --> </svg></style>",
  };
  for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
    try_text(TEXTS[i]);
    char *page = get("out/report.html");
    assert_int_equal(count(page, "<script"), 0);
    assert_int_equal(count_in_tags(page, "onload='"), 0);
    assert_int_equal(count(page, "</svg>"), 1);
    assert_int_equal(count(page, "</style>"), 1);
    assert_int_equal(count(page, "<svg"), 1);
    assert_false(leda_file_exists("pwned"));
    assert_false(leda_file_exists("out/pwned"));
    leda_free(page);
  }
  const char *name = "../../x";
  char *slug = leda_file_slug(&name, 1), path[200];
  snprintf(path, sizeof path, "out/figures/%s.svg", slug);
  char *svg = get(path);
  assert_true(leda_test_is_xml(svg));
  assert_false(leda_file_exists("../x.svg"));
  leda_free(svg);
  leda_free(slug);
}

static void test_the_page_stands_alone(void **state) {
  (void)state;
  leda_report_outcome outcome = {0};
  leda_error err;
  put("p.ini", "[project]\ntitle = Titel\nlang = sv\nlogo = l.svg\n[measure a]\nfile = a.csv\n");
  put("l.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
  put_series("a.csv", 50);
  assert_int_equal(make(false, &outcome, &err), LEDA_OK);
  char *page = get("out/report.html");
  assert_non_null(strstr(page, "<html lang=\"sv\">"));
  assert_non_null(strstr(page, "<title>Titel</title>"));
  assert_int_equal(count(page, "<h1>"), 1);
  assert_int_equal(count(page, "<main"), 1);
  assert_int_equal(count(page, "role=\"img\""), 1);
  assert_int_equal(count(page, "<details>"), 1);
  /* base64 of the logo by coreutils' base64 */
  assert_non_null(strstr(page, "src=\"data:image/svg+xml;base64,"
                               "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=\""));
  assert_null(strstr(page, "src=\"http"));
  assert_null(strstr(page, "href=\"http"));
  assert_null(strstr(page, "url(http"));
  assert_null(strstr(page, "@import"));
  leda_free(page);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_only_what_changed_is_drawn_again, enter, leave),
      cmocka_unit_test_setup_teardown(test_verify_names_what_differs, enter, leave),
      cmocka_unit_test_setup_teardown(test_changed_and_dropped_files, enter, leave),
      cmocka_unit_test_setup_teardown(test_errors_are_at_the_projects_line, enter, leave),
      cmocka_unit_test_setup_teardown(test_a_change_still_to_come_is_waited_for, enter, leave),
      cmocka_unit_test_setup_teardown(test_what_a_killed_run_left_is_removed, enter, leave),
      cmocka_unit_test_setup_teardown(test_a_failure_leaves_the_report_as_it_was, enter, leave),
      cmocka_unit_test_setup_teardown(test_hostile_texts_stay_text, enter, leave),
      cmocka_unit_test_setup_teardown(test_the_page_stands_alone, enter, leave),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
