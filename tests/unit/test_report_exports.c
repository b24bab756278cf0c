/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as a workbook and as Markdown: numbers as numbers, texts as texts, the same bytes again. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/output/report_markdown.h"
#include "engine/output/report_workbook.h"
#include "tests/support/zip_part.h"

static const char HOSTILE[] = "=1+1 | `<b>` *x* [y](z) & \\ å";

typedef struct {
  leda_report report;
  leda_report_section section;
  leda_report_item item;
  leda_report_input input;
} made;

/* Two columns, two rows: a text that is no formula, and numbers of which one is missing. */
static void make(made *m) {
  memset(m, 0, sizeof *m);
  const leda_grid_column columns[] = {{"Kommun", "unit", false, true},
                                      {"Värde", "value", true, false}};
  leda_report *report = &m->report;
  m->item = (leda_report_item){.slug = "a-1", .title = HOSTILE, .formats = LEDA_WANT_SVG};
  m->item.grid = leda_grid_make(&report->keeper, columns, 2, 2);
  leda_grid_pen pen = {&report->keeper, &m->item.grid, 0};
  leda_grid_write(&pen, HOSTILE);
  leda_grid_write_number(&pen, 1234.5678901234567, 1, LEDA_SV);
  leda_grid_mark(leda_grid_write(&pen, "0126"), LEDA_CELL_STRONG);
  leda_grid_write_number(&pen, (double)NAN, 1, LEDA_SV);
  m->section = (leda_report_section){
      .title = "1. Section", .source = "SCB", .items = &m->item, .n_items = 1};
  m->input = (leda_report_input){.path = "a.csv", .hash = "abc"};
  report->language = LEDA_SV;
  report->title = HOSTILE;
  report->subtitle = report->author = report->source = report->theme = report->logo = "";
  report->project = "p.ini";
  report->sections = &m->section;
  report->n_sections = 1;
  report->inputs = &m->input;
  report->n_inputs = 1;
}

static void write_workbook(const leda_report *report, const char *path, char **bytes,
                           size_t *length) {
  leda_error err = leda_error_none();
  if (leda_report_workbook(report, path, "/tmp", &err)) fail_msg("%s", err.message);
  assert_int_equal(leda_file_read(path, 0, bytes, length, &err), LEDA_OK);
  unlink(path);
}

static void test_a_workbook_holds_numbers_and_texts(void **state) {
  (void)state;
  made m;
  make(&m);
  char path[] = "/tmp/leda-test-workbook-XXXXXX", *bytes = NULL, *again = NULL;
  int file = mkstemp(path);
  assert_true(file >= 0);
  close(file);
  size_t length = 0, again_length = 0;
  write_workbook(&m.report, path, &bytes, &length);
  char *sheet = leda_test_zip_part(bytes, length, "xl/worksheets/sheet2.xml");
  char *texts = leda_test_zip_part(bytes, length, "xl/sharedStrings.xml");
  assert_non_null(sheet);
  assert_non_null(texts);
  assert_non_null(strstr(sheet, "<v>1234.567890123457</v>")); /* 16 digits, as spreadsheets keep */
  assert_null(strstr(sheet, "<f>"));                          /* nothing is run */
  assert_null(strstr(sheet, "<v>126</v>"));                   /* a code stays a text */
  assert_non_null(strstr(texts, "0126"));
  assert_non_null(strstr(texts, "=1+1 | `&lt;b&gt;` *x* [y](z) &amp; \\ å"));
  assert_non_null(strstr(texts, "SHA-256 abc"));
  write_workbook(&m.report, path, &again, &again_length);
  assert_int_equal(again_length, length);
  assert_memory_equal(again, bytes, length);
  free(sheet);
  free(texts);
  leda_free(bytes);
  leda_free(again);
  leda_keeper_clear(&m.report.keeper);
}

static void test_a_workbook_that_cannot_be_written_says_so(void **state) {
  (void)state;
  made m;
  make(&m);
  leda_error err = leda_error_none();
  assert_int_equal(leda_report_workbook(&m.report, "/nowhere/at/all.xlsx", "/tmp", &err),
                   LEDA_ERR_IO);
  assert_non_null(strstr(err.message, "/nowhere/at/all.xlsx"));
  leda_keeper_clear(&m.report.keeper);
}

static void test_markdown_means_what_it_says(void **state) {
  (void)state;
  made m;
  make(&m);
  leda_text text = {0};
  leda_error err = leda_error_none();
  assert_int_equal(leda_report_markdown(&m.report, &text, &err), LEDA_OK);
  const char *all = leda_text_str(&text);
  assert_non_null(strstr(all, "# \\=1+1 \\| \\`\\<b\\>\\` \\*x\\* \\[y\\](z) \\& \\\\ å\n"));
  assert_non_null(strstr(all, "## 1\\. Section\n"));
  assert_non_null(strstr(all, "| Kommun | Värde |\n| --- | ---: |\n"));
  assert_non_null(strstr(all, "| **0126** |  |\n"));
  assert_true(text.length > 2 && all[text.length - 1] == '\n' && all[text.length - 2] != '\n');
  leda_text_clear(&text);
  leda_keeper_clear(&m.report.keeper);
}

/* What CommonMark takes for a mark, and what it does not. */
static void test_markdown_escapes(void **state) {
  (void)state;
  static const char *const PAIRS[][2] = {
      {"- a", "\\- a"}, {"a - b", "a - b"},   {"12. x", "12\\. x"}, {"1) x", "1\\) x"},
      {"12 x", "12 x"}, {"# a #", "\\# a #"}, {"a\nb", "a b"},      {"", ""},
      {"a_b", "a\\_b"}, {"+46", "\\+46"},     {"~x~", "\\~x\\~"}};
  for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
    leda_text text = {0};
    leda_markdown_escape(&text, PAIRS[i][0]);
    assert_string_equal(leda_text_str(&text), PAIRS[i][1]);
    leda_text_clear(&text);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_workbook_holds_numbers_and_texts),
      cmocka_unit_test(test_a_workbook_that_cannot_be_written_says_so),
      cmocka_unit_test(test_markdown_means_what_it_says),
      cmocka_unit_test(test_markdown_escapes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
