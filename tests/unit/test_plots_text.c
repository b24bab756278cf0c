/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of figures: quoting follows gnuplot 5.4's manual ("In single-quoted strings... a single
   quote is doubled"), escaping XML 1.0 (2.2 Characters, 2.4 Markup), widths DejaVu Sans 2.37. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/core/memory.h"
#include "plots/axis.h"
#include "plots/escape.h"
#include "plots/lines.h"
#include "tests/support/assert_near.h"

static void check(void (*add)(leda_text *, const char *), const char *text, const char *expected) {
  leda_text out = {0};
  add(&out, text);
  assert_string_equal(leda_text_str(&out), expected);
  assert_int_equal(leda_text_status(&out, NULL), LEDA_OK);
  leda_text_clear(&out);
}

static void quotes_are_single_and_doubled_inside(void **state) {
  (void)state;
  check(leda_plot_quote, "Malmö", "'Malmö'");
  check(leda_plot_quote, "it's", "'it''s'");
  check(leda_plot_quote, "L'Aquila d'Ampezzo", "'L''Aquila d''Ampezzo'");
  /* gnuplot 5.4 ends the string at these, whatever its manual says. */
  check(leda_plot_quote, "''", "'’’'");
  check(leda_plot_quote, "'s it's", "'’s it’s'");
  check(leda_plot_quote, "a''b", "'a’’b'");
  check(leda_plot_quote, "`touch pwned`", "'`touch pwned`'");
  check(leda_plot_quote, "\"; system(\"x\"); #", "'\"; system(\"x\"); #'");
  check(leda_plot_quote, "back\\", "'back\\'");
  check(leda_plot_quote, NULL, "''");
}

static void breaks_and_controls_become_one_blank(void **state) {
  (void)state;
  check(leda_plot_quote, "a\nb\r\n\tc", "'a b c'");
  check(leda_plot_quote, "  a  ", "'a'");
  check(leda_plot_quote, "a\x01\x1B[31mb\x7F", "'a [31mb'");
  check(leda_plot_quote, "a\xC2\x85\xE2\x80\xA8z", "'a z'"); /* next line, line separator */
  check(leda_plot_quote, "10\xC2\xA0%", "'10\xC2\xA0%'");    /* no-break space stays */
}

static void unseen_marks_are_dropped(void **state) {
  (void)state;
  check(leda_plot_quote,
        "a\xE2\x80\xAE"
        "b\xE2\x81\xA6"
        "c\xEF\xBB\xBF",
        "'abc'");                                 /* U+202E, U+2066, U+FEFF */
  check(leda_plot_quote, "a\xEF\xBF\xBE", "'a'"); /* U+FFFE is no XML character */
}

static void broken_utf8_is_replaced(void **state) {
  (void)state;
  check(leda_plot_quote,
        "a\xFF"
        "b",
        "'a\xEF\xBF\xBD"
        "b'");
  check(leda_plot_quote, "\xC3", "'\xEF\xBF\xBD'");
  check(leda_plot_quote, "\xC0\x80", "'\xEF\xBF\xBD\xEF\xBF\xBD'");
}

static void long_texts_are_cut_at_a_character(void **state) {
  (void)state;
  leda_text out = {0};
  leda_plot_clean(&out, "åååå", 5);
  assert_string_equal(leda_text_str(&out), "åå…");
  leda_text_clear(&out);
  char *text = malloc(10001);
  memset(text, 'x', 10000);
  text[10000] = '\0';
  leda_plot_quote(&out, text);
  assert_int_equal(out.length, LEDA_PLOT_TEXT_LIMIT + strlen("…") + 2);
  leda_text_clear(&out);
  free(text);
}

static void xml_is_escaped(void **state) {
  (void)state;
  check(leda_plot_xml, "a < b & \"c\" > 'd' ]]>",
        "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39; ]]&gt;");
}

static void a_path_keeps_its_bytes_or_is_refused(void **state) {
  (void)state;
  leda_text out = {0};
  assert_true(leda_plot_quote_path(&out, "/tmp/it's  \xFF"));
  assert_string_equal(leda_text_str(&out), "'/tmp/it''s  \xFF'");
  assert_false(leda_plot_quote_path(&out, "/tmp/a\nb"));
  assert_false(leda_plot_quote_path(&out, "/tmp/a''b"));
  assert_false(leda_plot_quote_path(&out, "'tmp"));
  leda_text_clear(&out);
}

/* Widths read from DejaVuSans.ttf's hmtx table: A 1401, b 1300, space 651 of 2048. */
static void widths_are_those_of_the_font(void **state) {
  (void)state;
  leda_plot_font font = {2048, false};
  assert_within(leda_plot_text_width("A", font), 1401, 2);
  assert_within(leda_plot_text_width("A b", font), 1401 + 651 + 1300, 4);
  assert_within(leda_plot_text_width("\xFF\xFF", font), 2 * 1290, 800); /* ends, whatever it is */
}

static void check_wrap(const char *text, double width, size_t most, size_t n,
                       const char *const expected[]) {
  leda_plot_lines lines = {0};
  leda_plot_font font = {10, false};
  leda_plot_wrap(&lines, text, font, width, most);
  assert_int_equal(lines.n, n);
  for (size_t i = 0; i < n; i++) {
    assert_string_equal(leda_plot_line(&lines, i), expected[i]);
    assert_true(leda_plot_text_width(leda_plot_line(&lines, i), font) <= width + 1e-9 ||
                strlen(expected[i]) <= 4);
  }
  leda_plot_lines_clear(&lines);
}

static void lines_break_at_blanks_hyphens_and_in_long_words(void **state) {
  (void)state;
  /* Widths by hand from the table: "ett tu tre" is 44.8 wide, "arbetsfo" 41.5. */
  check_wrap("ett tu tre", 42, 5, 2, (const char *[]){"ett tu", "tre"});
  check_wrap("mötes- och arbetsformer", 42, 5, 4,
             (const char *[]){"mötes-", "och", "arbetsfo", "rmer"});
  check_wrap("", 42, 5, 0, NULL);
  check_wrap(" \n ", 42, 5, 0, NULL);
  check_wrap("ett tu tre fyra fem", 42, 2, 2, (const char *[]){"ett tu", "tre fyr…"});
  check_wrap("abc", 0, 8, 3, (const char *[]){"a", "b", "c"}); /* ends without any room */
}

static void paragraphs_keep_their_breaks(void **state) {
  (void)state;
  leda_plot_lines lines = {0};
  leda_plot_wrap_paragraphs(&lines, "Källa: a\n\nBearbetning: b\n", (leda_plot_font){10, false},
                            900, 5);
  assert_int_equal(lines.n, 2);
  assert_string_equal(leda_plot_line(&lines, 1), "Bearbetning: b");
  leda_plot_lines_clear(&lines);
}

/* ---- axes ---- */

static void ticks_are_round_and_inside(void **state) {
  (void)state;
  leda_plot_ticks ticks = leda_plot_ticks_choose(1, 7, 8);
  assert_near(ticks.first, 1, 0);
  assert_near(ticks.step, 1, 0);
  assert_int_equal(leda_plot_ticks_count(&ticks), 7);
  ticks = leda_plot_ticks_choose(-0.32, 0.97, 6);
  assert_near(ticks.step, 0.25, 1e-12);
  assert_int_equal(ticks.decimals, 2);
  assert_near(leda_plot_tick(&ticks, 1), 0, 0); /* not 1e-17 */
  ticks = leda_plot_ticks_choose(456, 1448, 8);
  assert_near(ticks.step, 200, 0);
  assert_near(ticks.first, 600, 0);
  assert_int_equal(ticks.decimals, 0);
}

static void ticks_stand_at_every_size(void **state) {
  (void)state;
  for (double size = 1e-90; size < 1e95; size *= 1e7) {
    leda_plot_ticks ticks = leda_plot_ticks_choose(-size, 2 * size, 7);
    assert_in_range(leda_plot_ticks_count(&ticks), 3, 8);
  }
}

static void ranges_get_room(void **state) {
  (void)state;
  double from = 5, to = 5;
  leda_plot_range_pad(&from, &to);
  assert_true(from < 5 && to > 5);
  from = to = 0;
  leda_plot_range_pad(&from, &to);
  assert_true(from <= 0 && to > 0);
  from = 2, to = 100;
  leda_plot_range_pad(&from, &to);
  assert_near(from, 0, 0);
  from = 95, to = 100;
  leda_plot_range_pad(&from, &to);
  assert_true(from > 90);
}

static leda_figure_marks labels(size_t n, const char *const texts[], leda_figure_mark *marks) {
  for (size_t i = 0; i < n; i++) marks[i] = (leda_figure_mark){(double)i, texts[i]};
  return (leda_figure_marks){marks, n};
}

static void years_are_shown_at_round_ones(void **state) {
  (void)state;
  const char *const years[] = {"1998", "1999", "2000", "2001", "2002", "2003",
                               "2004", "2005", "2006", "2007", "2008"};
  leda_figure_mark marks[11];
  leda_figure_marks ticks = labels(11, years, marks);
  leda_plot_thinning thin = leda_plot_thin(ticks, 20, 50); /* every third would do */
  assert_int_equal(thin.step, 5);
  assert_int_equal(thin.first, 2);
  thin = leda_plot_thin(ticks, 60, 50);
  assert_int_equal(thin.step, 1);
}

static void months_are_shown_from_january(void **state) {
  (void)state;
  static char texts[40][8];
  const char *list[40];
  const char *const names[] = {"jan", "feb", "mar", "apr", "maj", "jun",
                               "jul", "aug", "sep", "okt", "nov", "dec"};
  for (size_t i = 0; i < 40; i++) { /* from March */
    snprintf(texts[i], sizeof texts[i], "%s %02d", names[(i + 2) % 12],
             (int)(14 + (i + 2) / 12) % 100);
    list[i] = texts[i];
  }
  leda_figure_mark marks[40];
  leda_figure_marks ticks = labels(40, list, marks);
  leda_plot_thinning thin = leda_plot_thin(ticks, 10, 45); /* five: the next divisor is six */
  assert_int_equal(thin.step, 6);
  assert_string_equal(list[thin.first], "jul 14");
  thin = leda_plot_thin(ticks, 4, 45);
  assert_int_equal(thin.step, 12);
  assert_string_equal(list[thin.first], "jan 15");
}

static void labels_are_spread(void **state) {
  (void)state;
  double heights[] = {10, 11, 12, 90};
  leda_plot_spread(heights, 4, 20, 0, 100);
  for (int i = 1; i < 4; i++) assert_true(heights[i] - heights[i - 1] >= 20 - 1e-9);
  assert_true(heights[0] >= 0 && heights[3] <= 100);
  double tight[] = {50, 50, 50};
  leda_plot_spread(tight, 3, 90, 0, 100); /* no room: as far apart as there is */
  assert_near(tight[0], 0, 0);
  assert_near(tight[1], 50, 1e-9);
  assert_near(tight[2], 100, 1e-9);
}

static void memory_that_runs_out_is_told(void **state) {
  (void)state;
  leda_plot_lines lines = {0};
  leda_memory_fail_after(0);
  leda_plot_wrap(&lines, "some words", (leda_plot_font){10, false}, 50, 3);
  leda_memory_fail_after(-1);
  assert_true(lines.text.failed);
  leda_plot_lines_clear(&lines);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(quotes_are_single_and_doubled_inside),
      cmocka_unit_test(breaks_and_controls_become_one_blank),
      cmocka_unit_test(unseen_marks_are_dropped),
      cmocka_unit_test(broken_utf8_is_replaced),
      cmocka_unit_test(long_texts_are_cut_at_a_character),
      cmocka_unit_test(xml_is_escaped),
      cmocka_unit_test(a_path_keeps_its_bytes_or_is_refused),
      cmocka_unit_test(widths_are_those_of_the_font),
      cmocka_unit_test(lines_break_at_blanks_hyphens_and_in_long_words),
      cmocka_unit_test(paragraphs_keep_their_breaks),
      cmocka_unit_test(ticks_are_round_and_inside),
      cmocka_unit_test(ticks_stand_at_every_size),
      cmocka_unit_test(ranges_get_room),
      cmocka_unit_test(years_are_shown_at_round_ones),
      cmocka_unit_test(months_are_shown_from_january),
      cmocka_unit_test(labels_are_spread),
      cmocka_unit_test(memory_that_runs_out_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
