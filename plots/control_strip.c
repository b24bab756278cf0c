/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/memory.h"
#include "engine/core/number.h"
#include "plots/control_chart.h"

#define MOST_ROWS 5

/* A text over the data, with a vertical line down through it (a change) or none (a phase). */
typedef struct {
  double x; /* of the line, in pixels */
  double left;
  double right;
  size_t row; /* 0 nearest the data */
  bool line;
  bool leftwards; /* the text stands left of the line, where the right has no room */
  leda_text text;
} item;

struct leda_control_strip {
  item *items;
  size_t n;
};

static leda_plot_font strip_font(const leda_canvas *canvas) {
  return (leda_plot_font){canvas->style->label * 0.9, false};
}

static void place(const leda_canvas *canvas, item *it) {
  leda_plot_font font = strip_font(canvas);
  double gap = font.size * 0.35;
  double width = leda_plot_text_width(leda_text_str(&it->text), font);
  it->leftwards = it->x + gap + width > canvas->box.right + font.size * 0.3;
  it->left = it->leftwards ? it->x - gap - width : it->x + gap;
  if (it->left < canvas->box.left) it->left = canvas->box.left;
  it->right = it->left + width;
}

/* A row is free when no text in it overlaps and no line that passes through it is crossed. */
static bool is_free(const leda_control_strip *strip, size_t k, size_t row, double gap) {
  const item *it = &strip->items[k];
  for (size_t i = 0; i < strip->n; i++) {
    const item *other = &strip->items[i];
    if (i == k || other->row == MOST_ROWS) continue;
    bool meet = other->left < it->right + gap && it->left < other->right + gap;
    if (other->row == row && meet) return false;
    if (other->line && other->row >= row && other->x > it->left && other->x < it->right)
      return false;
    if (it->line && other->row <= row && it->x > other->left && it->x < other->right) return false;
  }
  return true;
}

static void choose_row(leda_control_strip *strip, size_t k, double gap) {
  for (size_t row = 0; row < MOST_ROWS; row++)
    if (is_free(strip, k, row, gap)) {
      strip->items[k].row = row;
      return;
    }
  strip->items[k].row = MOST_ROWS - 1;
}

/* From right to left: a text to the right of its line then only meets lines that end in lower rows.
   Texts to the left of their line come last, over all the others. */
static size_t choose_rows(leda_control_strip *strip, double gap) {
  size_t rows = 0;
  for (size_t i = 0; i < strip->n; i++) strip->items[i].row = MOST_ROWS;
  for (int leftwards = 0; leftwards < 2; leftwards++)
    for (size_t i = strip->n; i > 0; i--)
      if (strip->items[i - 1].leftwards == (leftwards == 1)) choose_row(strip, i - 1, gap);
  for (size_t i = 0; i < strip->n; i++)
    if (strip->items[i].row + 1 > rows) rows = strip->items[i].row + 1;
  return rows;
}

static void add_text(leda_canvas *canvas, item *it, const char *text) {
  leda_plot_lines line = {0};
  double room = 0.5 * (canvas->box.right - canvas->box.left);
  leda_plot_wrap(&line, text, strip_font(canvas), room, 1);
  leda_text_add(&it->text, leda_plot_line(&line, 0));
  canvas->out->failed = canvas->out->failed || line.text.failed || it->text.failed;
  leda_plot_lines_clear(&line);
}

/* The centre line's value of an earlier phase has no place at the right end: it stands with the
   phase's name. */
static void add_centre(leda_canvas *canvas, const leda_figure_control_chart *chart,
                       const leda_figure_point *point, item *it) {
  leda_text label = {0};
  leda_plot_lines line = {0};
  if (chart->centre_word) leda_text_addf(&label, "%s ", chart->centre_word);
  leda_number_label(point->centre, chart->decimals, canvas->texts->language, &label);
  leda_plot_wrap(&line, leda_text_str(&label), strip_font(canvas), canvas->width / 3, 1);
  if (it->text.length) leda_text_add(&it->text, ": ");
  leda_text_add(&it->text, leda_plot_line(&line, 0));
  canvas->out->failed = canvas->out->failed || label.failed || line.text.failed;
  leda_plot_lines_clear(&line);
  leda_text_clear(&label);
}

/* Kept sorted by place. */
static void add_item(leda_canvas *canvas, leda_control_strip *strip, item it) {
  if (it.text.length == 0 && !it.line) {
    leda_text_clear(&it.text);
    return;
  }
  place(canvas, &it);
  size_t at = strip->n++;
  for (; at > 0 && strip->items[at - 1].x > it.x; at--) strip->items[at] = strip->items[at - 1];
  strip->items[at] = it;
}

/* A change comes between the last period of the old level and the first of the new one, which is
   what is named: the line stands between them, where the limits step. */
static double between(const leda_figure_control_chart *chart, double at) {
  for (size_t i = 1; i < chart->n; i++)
    if (chart->points[i].x == at) return (chart->points[i - 1].x + at) / 2;
  return at;
}

static void add_changes(leda_canvas *canvas, const leda_figure_control_chart *chart,
                        leda_control_strip *strip) {
  for (size_t i = 0; i < chart->changes.n; i++) {
    double at = chart->changes.items[i].at;
    if (!leda_plot_drawable(at)) continue;
    item it = {.x = leda_canvas_x(canvas, between(chart, at)), .line = true};
    add_text(canvas, &it, chart->changes.items[i].text);
    add_item(canvas, strip, it);
  }
}

static const char *phase_text(const leda_figure_control_chart *chart, double from, double to) {
  for (size_t i = 0; i < chart->phases.n; i++)
    if (chart->phases.items[i].at >= from && chart->phases.items[i].at < to)
      return chart->phases.items[i].text;
  return NULL;
}

static void add_phases(leda_canvas *canvas, const leda_figure_control_chart *chart,
                       leda_control_strip *strip) {
  const leda_figure_point *points = chart->points;
  for (size_t i = 0, next; i < chart->n; i = next) {
    for (next = i + 1; next < chart->n && points[next].phase == points[i].phase;) next++;
    double begin = i == 0 ? points[0].x : between(chart, points[i].x);
    item it = {.x = leda_canvas_x(canvas, begin), .line = false};
    add_text(canvas, &it,
             phase_text(chart, points[i].x, next < chart->n ? points[next].x : INFINITY));
    if (next < chart->n && leda_plot_drawable(points[i].centre))
      add_centre(canvas, chart, &points[i], &it);
    add_item(canvas, strip, it);
  }
}

static size_t count_phases(const leda_figure_control_chart *chart) {
  size_t count = 1;
  for (size_t i = 1; i < chart->n; i++)
    count += chart->points[i].phase != chart->points[i - 1].phase;
  return count;
}

leda_control_strip *leda_control_strip_alloc(leda_canvas *canvas, leda_control_layout *layout) {
  const leda_figure_control_chart *chart = layout->chart;
  leda_control_strip *strip = leda_calloc(1, sizeof *strip);
  size_t n = chart->changes.n + count_phases(chart);
  if (strip) strip->items = leda_calloc(n, sizeof *strip->items);
  if (!strip || !strip->items) {
    leda_free(strip);
    canvas->out->failed = true;
    return NULL;
  }
  add_changes(canvas, chart, strip);
  add_phases(canvas, chart, strip);
  layout->strip_rows = choose_rows(strip, strip_font(canvas).size * 0.6);
  return strip;
}

void leda_control_strip_draw(leda_canvas *canvas, const leda_control_strip *strip) {
  leda_plot_font font = strip_font(canvas);
  size_t rows = 0;
  for (size_t i = 0; i < strip->n; i++)
    if (strip->items[i].row + 1 > rows) rows = strip->items[i].row + 1;
  for (size_t i = 0; i < strip->n; i++) {
    const item *it = &strip->items[i];
    double leading = leda_canvas_leading(font);
    double y = canvas->box.top + ((double)(rows - it->row) - 0.5) * leading;
    leda_canvas_text(
        canvas,
        (leda_plot_place){it->left, y, LEDA_ALIGN_LEFT, font, it->line ? LEDA_INK : LEDA_LIMIT},
        leda_text_str(&it->text));
    if (it->line)
      leda_canvas_line(canvas,
                       (leda_plot_box){it->x, it->x, y - leading * 0.45, canvas->box.bottom},
                       "back lc rgb '" LEDA_LIMIT "' lw 1.5");
  }
}

void leda_control_strip_free(leda_control_strip *strip) {
  if (!strip) return;
  for (size_t i = 0; i < strip->n; i++) leda_text_clear(&strip->items[i].text);
  leda_free(strip->items);
  leda_free(strip);
}
