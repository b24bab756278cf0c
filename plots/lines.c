/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/lines.h"

#include <string.h>

#include "plots/escape.h"

#define ELLIPSIS "\xE2\x80\xA6"

/* Advance widths of U+0020 to U+007E in thousandths of the em, from the font files' hmtx tables
   (DejaVu Sans 2.37, Book and Bold). */
static const short widths[2][95] = {
    {318,  401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
     636,  636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
     1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
     603,  787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
     500,  613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
     635,  635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838},
    {348,  456, 521, 838, 696, 1002, 872, 306,  457, 457, 523, 838, 380, 415,  380, 365,
     696,  696, 696, 696, 696, 696,  696, 696,  696, 696, 400, 400, 838, 838,  838, 580,
     1000, 774, 762, 734, 830, 683,  683, 821,  837, 372, 372, 775, 637, 995,  837, 850,
     733,  850, 770, 720, 682, 812,  774, 1103, 771, 724, 725, 457, 365, 457,  838, 500,
     500,  675, 716, 593, 716, 678,  435, 716,  712, 343, 343, 665, 343, 1042, 712, 687,
     716,  716, 493, 595, 478, 712,  652, 924,  645, 652, 582, 712, 365, 712,  838}};

/* Number of bytes of the character whose first byte this is, taken on trust. */
static size_t step(unsigned char first) {
  return first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

static double advance(const char *p, bool bold) {
  unsigned char first = (unsigned char)p[0], second = (unsigned char)p[1];
  if (first < 0x20) return 0;
  if (first < 0x7F) return widths[bold][first - 0x20];
  if (first == 0xC2 && second == 0xA0) return bold ? 348 : 318; /* no-break space */
  if (first == 0xC3 && second >= 0x80 && second <= 0x9E) return bold ? 800 : 730; /* À to Þ */
  if (first < 0xE0) return bold ? 690 : 630;
  return 1000; /* dashes, arrows, ideographs */
}

static double width_of(const char *text, size_t length, leda_plot_font font) {
  double sum = 0;
  for (size_t at = 0; at < length; at += step((unsigned char)text[at]))
    sum += advance(text + at, font.bold);
  return sum * font.size / 1000;
}

double leda_plot_text_width(const char *text, leda_plot_font font) {
  double sum = 0;
  for (const char *p = text; *p;) {
    sum += advance(p, font.bold);
    for (size_t left = step((unsigned char)*p); left > 0 && *p; left--) p++;
  }
  return sum * font.size / 1000;
}

void leda_plot_lines_clear(leda_plot_lines *lines) {
  leda_text_clear(&lines->text);
  lines->n = 0;
}

const char *leda_plot_line(const leda_plot_lines *lines, size_t i) {
  return i < lines->n && !lines->text.failed ? lines->text.data + lines->start[i] : "";
}

double leda_plot_lines_width(const leda_plot_lines *lines, leda_plot_font font) {
  double widest = 0;
  for (size_t i = 0; i < lines->n; i++) {
    double width = leda_plot_text_width(leda_plot_line(lines, i), font);
    if (width > widest) widest = width;
  }
  return widest;
}

/* Longest prefix that is no wider than `width`: at least one character, so that wrapping ends. */
static size_t fitting(const char *text, leda_plot_font font, double width) {
  double sum = 0;
  size_t at = 0;
  while (text[at]) {
    sum += advance(text + at, font.bold) * font.size / 1000;
    if (sum > width && at > 0) break;
    at += step((unsigned char)text[at]);
  }
  return at;
}

/* Where a line that may take `room` bytes of text ends: at its last blank, hyphen or slash, else in
   the word. */
static size_t break_point(const char *text, size_t room) {
  if (text[room] == '\0' || text[room] == ' ') return room;
  for (size_t at = room; at > 1; at--) {
    if (text[at - 1] == ' ') return at - 1;
    if (text[at - 1] == '-' || text[at - 1] == '/') return at;
  }
  return room;
}

static void add_line(leda_plot_lines *lines, const char *text, size_t length, bool cut) {
  lines->start[lines->n++] = lines->text.length;
  leda_text_add_n(&lines->text, text, length);
  if (cut) leda_text_add(&lines->text, ELLIPSIS);
  leda_text_add_n(&lines->text, "", 1);
}

static void add_last(leda_plot_lines *lines, const char *text, leda_plot_font font, double width) {
  size_t room = fitting(text, font, width);
  bool cut = text[room] != '\0';
  if (cut) room = fitting(text, font, width - width_of(ELLIPSIS, strlen(ELLIPSIS), font));
  while (cut && room > 1 && text[room - 1] == ' ') room--;
  add_line(lines, text, room, cut);
}

void leda_plot_wrap(leda_plot_lines *lines, const char *text, leda_plot_font font, double width,
                    size_t most) {
  leda_text clean = {0};
  leda_plot_clean(&clean, text, LEDA_PLOT_TEXT_LIMIT);
  if (most > LEDA_PLOT_LINES) most = LEDA_PLOT_LINES;
  const char *rest = leda_text_str(&clean);
  while (*rest && lines->n < most && !clean.failed) {
    if (lines->n + 1 == most) {
      add_last(lines, rest, font, width);
      break;
    }
    size_t length = break_point(rest, fitting(rest, font, width));
    add_line(lines, rest, length, false);
    rest += length;
    while (*rest == ' ') rest++;
  }
  lines->text.failed = lines->text.failed || clean.failed;
  leda_text_clear(&clean);
}

void leda_plot_wrap_paragraphs(leda_plot_lines *lines, const char *text, leda_plot_font font,
                               double width, size_t most) {
  leda_text part = {0};
  const char *rest = text ? text : "";
  while (*rest && lines->n < most && lines->n < LEDA_PLOT_LINES) {
    size_t length = strcspn(rest, "\n");
    leda_text_clear(&part);
    leda_text_add_n(&part, rest, length);
    leda_plot_wrap(lines, leda_text_str(&part), font, width, most);
    rest += length + (rest[length] == '\n');
  }
  lines->text.failed = lines->text.failed || part.failed;
  leda_text_clear(&part);
}
