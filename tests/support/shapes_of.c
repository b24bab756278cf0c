/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/shapes_of.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "engine/core/memory.h"
#include "plots/lines.h"
#include "plots/script.h"
#include "plots/style.h"

leda_text leda_test_script(const leda_figure *figure) {
  leda_text script = {0};
  leda_error err = leda_error_none();
  if (leda_figure_script(figure, LEDA_SIZE_WIDE, &script, &err)) fail_msg("%s", err.message);
  return script;
}

size_t leda_test_count(const leda_text *script, const char *words) {
  size_t n = 0;
  for (const char *p = leda_text_str(script); (p = strstr(p, words)) != NULL; p++) n++;
  return n;
}

/* The points of the data block named as at `clause` ("$shape12 with ..."). */
static size_t points_of(const leda_text *script, const char *clause, leda_test_point *out,
                        size_t most) {
  char name[64];
  snprintf(name, sizeof name, "\n%.*s << END\n", (int)strcspn(clause, " "), clause);
  const char *p = strstr(leda_text_str(script), name);
  size_t n = 0;
  if (!p) fail_msg("no data block %s", name);
  for (p += strlen(name); p && strncmp(p, "END", 3) != 0; p = strchr(p, '\n')) {
    if (p[0] == '\n') p++;
    if (strncmp(p, "END", 3) == 0) break;
    leda_test_point point;
    if (*p == '\n' || sscanf(p, "%lf %lf", &point.x, &point.y) != 2) continue;
    if (n < most) out[n] = point;
    n++;
  }
  return n;
}

/* The next "$shapeN with ..." after `from` whose line holds both words; NULL: none. */
static const char *next_clause(const char *from, const char *with, const char *words) {
  for (const char *p = from; (p = strstr(p, "$shape")) != NULL; p++) {
    size_t line = strcspn(p, "\n");
    const char *first = strstr(p, with), *second = strstr(p, words);
    if (first && first < p + line && second && second < p + line) return p;
  }
  return NULL;
}

size_t leda_test_filled(const leda_text *script, const char *colour, leda_test_box *out,
                        size_t most) {
  size_t n = 0;
  const char *p = leda_text_str(script);
  for (; (p = next_clause(p, " with filledcurves", colour)) != NULL; p++, n++) {
    leda_test_point points[16];
    size_t count = points_of(script, p, points, 16);
    leda_test_box box = {INFINITY, -INFINITY, INFINITY, -INFINITY};
    for (size_t i = 0; i < count && i < 16; i++) {
      box.left = fmin(box.left, points[i].x);
      box.right = fmax(box.right, points[i].x);
      box.top = fmin(box.top, points[i].y);
      box.bottom = fmax(box.bottom, points[i].y);
    }
    if (n < most) out[n] = box;
  }
  return n;
}

size_t leda_test_marks(const leda_text *script, const char *words, leda_test_point *out,
                       size_t most) {
  size_t n = 0;
  const char *p = leda_text_str(script);
  for (; (p = next_clause(p, " with points", words)) != NULL; p++)
    n += points_of(script, p, out + (n < most ? n : most), n < most ? most - n : 0);
  return n;
}

/* A line of the script: set label 'TEXT' at screen X, screen Y ALIGN noenhanced front font ... */
static int read_label(const char *line, leda_test_label *out) {
  const char *p = line + strlen("set label '"), *end = strstr(p, "' at screen ");
  char align[16] = "", font[64] = "";
  if (!end || end == p) return 0;
  snprintf(out->text, sizeof out->text, "%.*s", (int)(end - p), p);
  if (sscanf(end, "' at screen %lf, screen %lf %15s noenhanced front font '%63[^']'", &out->x,
             &out->y, align, font) != 4)
    return 0;
  out->y = 1 - out->y;
  out->align = align[0] == 'l' ? -1 : align[0] == 'r';
  out->bold = strstr(font, ":Bold") != NULL;
  return sscanf(strrchr(font, ',') + 1, "%lf", &out->size) == 1;
}

size_t leda_test_labels(const leda_text *script, leda_test_label *out, size_t most) {
  size_t n = 0;
  for (const char *p = leda_text_str(script); (p = strstr(p, "set label '")) != NULL; p++) {
    leda_test_label label = {0};
    if (!read_label(p, &label)) continue;
    if (n < most) out[n] = label;
    n++;
  }
  return n;
}

static leda_test_box box_of(const leda_test_label *label, double width, double height) {
  double wide = leda_plot_text_width(label->text, (leda_plot_font){label->size, label->bold});
  double x = label->x * width - wide * (label->align + 1) / 2, y = label->y * height;
  return (leda_test_box){x, x + wide, y - label->size * 0.5, y + label->size * 0.5};
}

static void check_pair(const leda_test_label *a, const leda_test_label *b, double width,
                       double height) {
  leda_test_box one = box_of(a, width, height), two = box_of(b, width, height);
  double slack = 0.5;
  if (one.left + slack < two.right && two.left + slack < one.right &&
      one.top + slack < two.bottom && two.top + slack < one.bottom)
    fail_msg("\"%s\" (%.0f, %.0f) lies on \"%s\" (%.0f, %.0f)", a->text, one.left, one.top, b->text,
             two.left, two.top);
}

static void check_inside(const leda_test_label *label, double width, double height) {
  leda_test_box box = box_of(label, width, height);
  if (box.left < -1 || box.right > width + 1 || box.top < -1 || box.bottom > height + 1)
    fail_msg("\"%s\" stands outside: %.0f to %.0f, %.0f to %.0f", label->text, box.left, box.right,
             box.top, box.bottom);
}

enum { LABELS = 600 };

void leda_test_apart(const leda_figure *figure) {
  static leda_test_label labels[LABELS];
  for (int size = LEDA_SIZE_WIDE; size <= LEDA_SIZE_HALF_PAGE; size++) {
    leda_text script = {0};
    leda_error err = leda_error_none();
    double height, width = leda_plot_style_of((leda_figure_size)size)->width;
    if (leda_plot_script(figure, (leda_figure_size)size, &script, &height, &err))
      fail_msg("%s", err.message);
    size_t n = leda_test_labels(&script, labels, LABELS);
    leda_text_clear(&script);
    assert_true(n > 0 && n < LABELS);
    for (size_t i = 0; i < n; i++) {
      check_inside(&labels[i], width, height);
      for (size_t j = 0; j < i; j++) check_pair(&labels[j], &labels[i], width, height);
    }
  }
}

/* Knuth's MMIX generator; its high bits. */
size_t leda_test_random(unsigned long *seed, size_t n) {
  *seed = *seed * 6364136223846793005UL + 1442695040888963407UL;
  return (size_t)(*seed >> 33) % n;
}

const char *leda_test_words(unsigned long *seed, size_t n, size_t longest, char *out, size_t size) {
  static const char *const letters[] = {"a", "e", "n", "r", "s", "t", "l", "ä", "ö", "å", "m", "W"};
  size_t at = 0;
  for (size_t word = 0; word < n; word++) {
    size_t length = 2 + leda_test_random(seed, longest - 1);
    if (word > 0 && at + 2 < size) out[at++] = ' ';
    for (size_t i = 0; i < length && at + 3 < size; i++) {
      const char *letter = letters[leda_test_random(seed, sizeof letters / sizeof *letters)];
      for (; *letter; letter++) out[at++] = *letter;
    }
  }
  out[at] = '\0';
  return out;
}

void leda_test_is_empty(const leda_figure *figure, const char *title) {
  leda_error err = leda_error_none();
  leda_text script = {0};
  assert_int_equal(leda_figure_script(figure, LEDA_SIZE_WIDE, &script, &err), LEDA_ERR_DATA);
  assert_non_null(strstr(err.message, title));
  leda_text_clear(&script);
}

void leda_test_memory(const leda_figure *figure) {
  leda_status status = LEDA_ERR_MEMORY;
  for (long k = 0; status && k < 20000; k = k < 300 ? k + 1 : k + 37) {
    leda_text script = {0};
    leda_memory_fail_after(k);
    status = leda_figure_script(figure, LEDA_SIZE_WIDE, &script, NULL);
    leda_memory_fail_after(-1);
    if (status) assert_int_equal(status, LEDA_ERR_MEMORY);
    leda_text_clear(&script);
  }
  assert_int_equal(status, LEDA_OK);
}
