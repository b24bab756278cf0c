/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/figures.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "engine/core/text.h"

const char *const leda_test_hostile[] = {
    "`touch pwned`",
    "\"; system(\"touch pwned\"); #",
    "'; system('touch pwned'); #",
    "'",
    "''",
    "a''''b ' '' ; system 'touch pwned'",
    "' ' ''; system(\"touch pwned\") #",
    "'.system('touch pwned').'",
    "$(touch pwned) | touch pwned",
    "!touch pwned",
    "\n!touch pwned\nsystem 'touch pwned'\n",
    "END\nEND\nsystem('touch pwned')\n$values << END",
    "@pwned @ARG1 {/Symbol a}^2_3 &{x} ~a{b}",
    "%s %n %d %% %",
    "\\n \\ \\' \\\" \\",
    "a' \\",
    "]]> <!-- <script>alert(1)</script> &amp; & ' \" -->",
    "id='gpPt1' href='#gpPt2' url(#gpPt3)",
    "\xE2\x80\xAE desrever \x01\x02\x1B[31m \xFF\xFE \xC3",
    "Åsa Ärlig Örn åäö",
    "",
};
const size_t leda_test_hostile_count = sizeof leda_test_hostile / sizeof *leda_test_hostile;

const char *leda_test_long_text(void) {
  static char text[10001];
  for (size_t i = 0; i < 10000; i++) text[i] = i % 97 == 0 ? '\'' : (char)('a' + i % 26);
  return text;
}

static leda_figure_texts texts(const char *text) {
  return (leda_figure_texts){LEDA_SV, text, text, text, text, text, text};
}

leda_figure leda_test_control_chart(const char *text) {
  static leda_figure_icon icons[2];
  static const double values[] = {12, 15, 11, 14, 13, NAN, 22, 12, 30, 27, 26, 28};
  static leda_figure_point points[12];
  static leda_figure_mark ticks[12], changes[2], notes[2], phases[2];
  for (int i = 0; i < 12; i++) {
    unsigned flags = i < 5 ? LEDA_POINT_BASELINE : i == 6 ? LEDA_POINT_BREAK_BEFORE : 0;
    if (i == 3) flags |= LEDA_POINT_EXCLUDED;
    if (i == 8) flags |= LEDA_POINT_BEYOND;
    if (i > 8) flags |= LEDA_POINT_RULE;
    double centre = i < 8 ? 14 : 27;
    points[i] =
        (leda_figure_point){i, values[i], centre, centre - 6, centre + 2, i >= 8, flags, 0, 0};
    ticks[i] = (leda_figure_mark){i, text};
  }
  for (int i = 0; i < 2; i++) {
    changes[i] = (leda_figure_mark){6 + 2 * i, text};
    notes[i] = (leda_figure_mark){1 + 6 * i, text};
    phases[i] = (leda_figure_mark){8 * i, text};
  }
  leda_figure figure = {.kind = LEDA_FIGURE_CONTROL_CHART, .texts = texts(text)};
  icons[0] = (leda_figure_icon){LEDA_ICON_CONCERN, text, text};
  icons[1] = (leda_figure_icon){LEDA_ICON_MET, text, text};
  figure.as.control_chart = (leda_figure_control_chart){.points = points,
                                                        .icons = icons,
                                                        .n_icons = 2,
                                                        .n = 12,
                                                        .ticks = {ticks, 12},
                                                        .phases = {phases, 2},
                                                        .changes = {changes, 2},
                                                        .notes = {notes, 2},
                                                        .target = 20,
                                                        .decimals = 1,
                                                        .centre_word = text,
                                                        .upper_word = text,
                                                        .lower_word = text,
                                                        .target_word = text};
  return figure;
}

leda_figure leda_test_dot_plot(const char *text) {
  static const double before[] = {3.25, 4.1, NAN, 5}, after[] = {4, 4.1, 2.5, NAN};
  static const double lower[] = {3, 4, 2, NAN}, upper[] = {5, 4.5, 3, NAN};
  static leda_figure_row rows[4];
  static leda_figure_dots series[2];
  for (int i = 0; i < 4; i++) rows[i] = (leda_figure_row){text, i < 2 ? text : NULL};
  series[0] = (leda_figure_dots){text, before, NULL, NULL};
  series[1] = (leda_figure_dots){text, after, lower, upper};
  leda_figure figure = {.kind = LEDA_FIGURE_DOT_PLOT, .texts = texts(text)};
  figure.as.dot_plot = (leda_figure_dot_plot){.rows = rows,
                                              .n_rows = 4,
                                              .series = series,
                                              .n_series = 2,
                                              .axis_from = 1,
                                              .axis_to = 7,
                                              .reference = 4,
                                              .join = true,
                                              .print_values = true,
                                              .decimals = 2};
  return figure;
}

leda_figure leda_test_line_plot(const char *text) {
  static const double x[] = {2, 3, 5, 8, 12}, low[] = {5, 20, NAN, 60, 70},
                      high[] = {10, 40, 65, 80, 99};
  static leda_figure_line lines[2];
  static leda_figure_mark marks[2];
  lines[0] = (leda_figure_line){text, x, low, 5};
  lines[1] = (leda_figure_line){text, x, high, 5};
  marks[0] = (leda_figure_mark){3, text};
  marks[1] = (leda_figure_mark){12, text};
  leda_figure figure = {.kind = LEDA_FIGURE_LINES, .texts = texts(text)};
  figure.as.line_plot = (leda_figure_line_plot){.lines = lines,
                                                .n_lines = 2,
                                                .points = true,
                                                .y_from = 0,
                                                .y_to = 100,
                                                .level = 80,
                                                .level_word = text,
                                                .marks = {marks, 2}};
  return figure;
}

/* Three rows of two columns, every look once. */
leda_figure leda_test_overview(const char *text) {
  static const char *names[3];
  static const leda_figure_cell cells[] = {
      {LEDA_FOUND_CHANGE, 1, 1, 1.0},  {LEDA_FOUND_CHANGE, 1, -1, 0.5},
      {LEDA_FOUND_CHANGE, -1, 0, 0.0}, {LEDA_FOUND_NOISE, 0, 0, 0.0},
      {LEDA_FOUND_UNTOLD, 0, 0, 0.0},  {LEDA_FOUND_NOTHING, 0, 0, 0.0}};
  for (size_t i = 0; i < 3; i++) names[i] = text;
  leda_figure figure = {.kind = LEDA_FIGURE_OVERVIEW, .texts = texts(text)};
  figure.as.overview = (leda_figure_overview){.rows = names,
                                              .n_rows = 3,
                                              .columns = names,
                                              .n_columns = 2,
                                              .cells = cells,
                                              .up_word = text,
                                              .down_word = text,
                                              .better_word = text,
                                              .worse_word = text,
                                              .noise_word = text,
                                              .untold_word = text};
  return figure;
}

/* Two panels of two groups, one of them without its last share. */
leda_figure leda_test_bars(const char *text) {
  static const double first[] = {0.1, 0.3, 0.6}, second[] = {0.25, 0.75, NAN};
  static const char *names[3];
  static leda_figure_bar_group groups[2];
  static leda_figure_bar_panel panels[2];
  for (size_t i = 0; i < 3; i++) names[i] = text;
  groups[0] = (leda_figure_bar_group){first, text};
  groups[1] = (leda_figure_bar_group){second, text};
  for (size_t i = 0; i < 2; i++) panels[i] = (leda_figure_bar_panel){text, groups};
  leda_figure figure = {.kind = LEDA_FIGURE_BARS, .texts = texts(text)};
  figure.as.bars = (leda_figure_bars){.panels = panels,
                                      .n_panels = 2,
                                      .names = names,
                                      .n_groups = 2,
                                      .categories = names,
                                      .n_categories = 3,
                                      .print_values = true};
  return figure;
}

/* ---- XML ---- */

#define DEPTH 64

static bool wrong(const char *what, const char *at) {
  printf("not well-formed: %s at \"%.40s\"\n", what, at);
  return false;
}

static bool good_characters(const char *text) {
  for (const char *p = text; *p; p++)
    if ((unsigned char)*p < 0x20 && !strchr("\t\n\r", *p)) return wrong("control character", p);
  return leda_utf8_valid(text, strlen(text)) || wrong("not UTF-8", text);
}

static bool is_entity(const char *p) {
  static const char *const known[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#39;"};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (strncmp(p, known[i], strlen(known[i])) == 0) return true;
  return false;
}

/* The text from p up to `end` has no bare & or <. */
static bool good_text(const char *p, const char *end) {
  for (; p < end; p++) {
    if (*p == '<') return wrong("bare <", p);
    if (*p == '&' && !is_entity(p)) return wrong("bare &", p);
  }
  return true;
}

/* name="value" pairs up to the end of the tag; returns where it ends, NULL when they are wrong. */
static const char *attributes(const char *p) {
  for (;;) {
    p += strspn(p, " \t\r\n");
    if (*p == '>' || strncmp(p, "/>", 2) == 0) return p;
    size_t name = strcspn(p, "= \t\r\n<>'\"");
    p += name;
    p += strspn(p, " ");
    if (name == 0 || *p++ != '=') return NULL;
    p += strspn(p, " ");
    char quote = *p++;
    const char *end = quote == '"' || quote == '\'' ? strchr(p, quote) : NULL;
    if (!end || !good_text(p, end)) return NULL;
    p = end + 1;
  }
}

typedef struct {
  const char *name[DEPTH];
  size_t length[DEPTH];
  int depth;
  int roots;
} stack;

/* One tag at p; returns what follows it, NULL when it is wrong. */
static const char *take_tag(stack *open, const char *p) {
  bool closes = p[1] == '/';
  const char *name = p + 1 + closes;
  size_t length = strcspn(name, " \t\r\n/>");
  const char *end = closes ? name + length : attributes(name + length);
  if (length == 0 || !end || open->depth >= DEPTH) return NULL;
  if (closes) {
    int top = --open->depth;
    bool same =
        top >= 0 && open->length[top] == length && strncmp(open->name[top], name, length) == 0;
    return same && *end == '>' ? end + 1 : NULL;
  }
  if (open->depth == 0) open->roots++;
  if (*end == '/') return end + 2;
  open->name[open->depth] = name;
  open->length[open->depth++] = length;
  return end + 1;
}

bool leda_test_is_xml(const char *text) {
  stack open = {.depth = 0};
  if (!good_characters(text)) return false;
  const char *p = strncmp(text, "<?xml", 5) == 0 ? strstr(text, "?>") + 2 : text;
  while (*p) {
    const char *tag = strchr(p, '<');
    const char *end = tag ? tag : p + strlen(p);
    if (!good_text(p, end)) return false;
    if (open.depth == 0 && strspn(p, " \t\r\n") < (size_t)(end - p)) return wrong("text", p);
    if (!tag) break;
    p = take_tag(&open, tag);
    if (!p) return wrong("tag", tag);
  }
  return (open.depth == 0 && open.roots == 1) || wrong("open tag", text);
}
