/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "plots/control_chart.h"

#define DIRECT_NOTES 4
#define DIRECT_LETTERS 26

bool leda_control_notes_direct(const leda_figure_control_chart *chart) {
  if (chart->notes.n > DIRECT_NOTES) return false;
  for (size_t i = 0; i < chart->notes.n; i++)
    if (chart->notes.items[i].text && leda_utf8_length(chart->notes.items[i].text) > DIRECT_LETTERS)
      return false;
  return true;
}

static const char *tick_at(const leda_figure_control_chart *chart, double x) {
  for (size_t i = 0; i < chart->ticks.n; i++)
    if (fabs(chart->ticks.items[i].at - x) < 1e-9 * fmax(1, fabs(x)))
      return chart->ticks.items[i].text;
  return NULL;
}

void leda_control_notes_list(leda_canvas *canvas, const leda_figure_control_chart *chart) {
  if (chart->notes.n == 0 || leda_control_notes_direct(chart)) return;
  leda_plot_font font = {canvas->style->small * 1.05, false};
  leda_text list = {0};
  for (size_t i = 0; i < chart->notes.n; i++) {
    const char *period = tick_at(chart, chart->notes.items[i].at);
    const char *text = chart->notes.items[i].text;
    leda_text_addf(&list, "%s(%zu)\xC2\xA0%s%s%s", i ? "   " : "", i + 1, period ? period : "",
                   period ? ": " : "", text ? text : "");
  }
  leda_plot_lines lines = {0};
  leda_plot_wrap(&lines, leda_text_str(&list), font, canvas->width - 2 * canvas->style->margin, 4);
  double height = leda_canvas_leading(font) * (double)lines.n;
  double top = canvas->box.bottom - height;
  leda_canvas_lines(canvas,
                    (leda_plot_place){canvas->style->margin, top + leda_canvas_leading(font) / 2,
                                      LEDA_ALIGN_LEFT, font, LEDA_INK_SOFT},
                    &lines);
  canvas->box.bottom = top - font.size * 0.5;
  canvas->out->failed = canvas->out->failed || list.failed;
  leda_plot_lines_clear(&lines);
  leda_text_clear(&list);
}

static const leda_figure_point *point_at(const leda_figure_control_chart *chart, double x) {
  for (size_t i = 0; i < chart->n; i++)
    if (chart->points[i].x == x && leda_plot_drawable(chart->points[i].value))
      return &chart->points[i];
  return NULL;
}

/* Height of the data's line at x, in pixels; NaN where it is broken. */
static double line_at(const leda_canvas *canvas, const leda_figure_control_chart *chart,
                      double pixel) {
  for (size_t i = 1; i < chart->n; i++) {
    double left = leda_canvas_x(canvas, chart->points[i - 1].x);
    double right = leda_canvas_x(canvas, chart->points[i].x);
    if (pixel < left || pixel > right || right <= left) continue;
    double from = leda_canvas_y(canvas, chart->points[i - 1].value);
    double to = leda_canvas_y(canvas, chart->points[i].value);
    return from + (to - from) * (pixel - left) / (right - left);
  }
  return NAN;
}

/* How many of the samples along a text's box the data's line or a limit runs through. */
static int hits(const leda_canvas *canvas, const leda_figure_control_chart *chart,
                leda_plot_box box) {
  int count = 0;
  for (int i = 0; i <= 24; i++) {
    double y = line_at(canvas, chart, box.left + (box.right - box.left) * i / 24);
    if (y > box.top - 4 && y < box.bottom + 4) count += 2;
  }
  if (box.top < canvas->box.top || box.bottom > canvas->box.bottom) count += 20;
  return count;
}

static leda_plot_box text_box(const leda_canvas *canvas, leda_plot_place place, double width) {
  double left = place.x - width / 2;
  left = fmin(fmax(left, canvas->box.left + 4), canvas->box.right - width - 4);
  double half = place.font.size * 0.6;
  return (leda_plot_box){left, left + width, place.y - half, place.y + half};
}

/* Above or below the point, nearer or farther, wherever the fewest lines are covered. */
static leda_plot_box best_box(const leda_canvas *canvas, const leda_figure_control_chart *chart,
                              leda_plot_place at, double width) {
  static const double distances[] = {-1.3, 1.3, -2.3, 2.3, -3.5, 3.5};
  leda_plot_box best = {0};
  int fewest = 0;
  for (size_t i = 0; i < sizeof distances / sizeof *distances; i++) {
    leda_plot_place tried = at;
    tried.y += distances[i] * at.font.size;
    leda_plot_box box = text_box(canvas, tried, width);
    int count = hits(canvas, chart, box);
    if (i > 0 && count >= fewest) continue;
    best = box;
    fewest = count;
  }
  return best;
}

static void draw_note(leda_canvas *canvas, const leda_figure_control_chart *chart,
                      leda_plot_place at, const char *text) {
  double width = leda_plot_text_width(text, at.font);
  leda_plot_box box = best_box(canvas, chart, at, width);
  double middle = (box.top + box.bottom) / 2;
  double near = middle < at.y ? box.bottom : box.top;
  double foot = fmin(fmax(at.x, box.left + 4), box.right - 4);
  double clear = middle < at.y ? -canvas->style->mark * 1.6 : canvas->style->mark * 1.6;
  if (fabs(near - at.y) > fabs(clear) + 2)
    leda_canvas_line(canvas, (leda_plot_box){foot, at.x, near, at.y + clear},
                     "front lc rgb '" LEDA_LIMIT "' lw 1");
  leda_canvas_text(canvas, (leda_plot_place){box.left, middle, LEDA_ALIGN_LEFT, at.font, at.colour},
                   text);
}

void leda_control_notes_draw(leda_canvas *canvas, const leda_control_layout *layout) {
  const leda_figure_control_chart *chart = layout->chart;
  bool direct = leda_control_notes_direct(chart);
  for (size_t i = 0; i < chart->notes.n; i++) {
    const leda_figure_point *point = point_at(chart, chart->notes.items[i].at);
    if (!point) continue;
    leda_plot_place at = {leda_canvas_x(canvas, point->x),
                          leda_canvas_y(canvas, point->value),
                          LEDA_ALIGN_LEFT,
                          {canvas->style->label * 0.85, false},
                          LEDA_INK};
    leda_plot_lines line = {0};
    leda_text number = {0};
    leda_text_addf(&number, "(%zu)", i + 1);
    leda_plot_wrap(&line, direct ? chart->notes.items[i].text : leda_text_str(&number), at.font,
                   canvas->width / 2, 1);
    draw_note(canvas, chart, at, leda_plot_line(&line, 0));
    canvas->out->failed = canvas->out->failed || line.text.failed || number.failed;
    leda_plot_lines_clear(&line);
    leda_text_clear(&number);
  }
}
