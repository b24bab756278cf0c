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
    leda_text_addf(&list, "%s(%zu)\xC2\xA0%s%s%s", i ? "\xC2\xA0\xC2\xA0 " : "", i + 1,
                   period ? period : "", period ? ": " : "", text ? text : "");
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

static bool crosses(double y, leda_plot_box box) { return y > box.top - 4 && y < box.bottom + 4; }

/* How much of a text's box is run through: by the data's line or by a limit. Outside the plot is
   worse than either. */
static int hits(const leda_canvas *canvas, const leda_figure_control_chart *chart,
                const leda_figure_point *point, leda_plot_box box) {
  int count = 0;
  for (int i = 0; i <= 24; i++) {
    double y = line_at(canvas, chart, box.left + (box.right - box.left) * i / 24);
    if (crosses(y, box)) count += 2;
  }
  double levels[] = {point->centre, point->lower, point->upper,
                     leda_control_target(chart, (size_t)(point - chart->points))};
  for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
    if (crosses(leda_canvas_y(canvas, levels[i]), box)) count += 12;
  if (box.top < canvas->box.top || box.bottom > canvas->box.bottom) count += 100;
  return count;
}

/* Where a text may stand about its point: `side` -1, 0, 1 for left, centred, right; `down` in sizes
   of the letters. */
static const struct {
  int side;
  double down;
} places[] = {{0, -1.3}, {0, 1.3},  {1, 0},   {-1, 0},   {1, -1},  {-1, -1},  {1, 1},
              {-1, 1},   {0, -2.3}, {0, 2.3}, {0, -3.5}, {0, 3.5}, {1, -2.3}, {1, 2.3}};

static leda_plot_box box_at(const leda_canvas *canvas, leda_plot_place at, size_t place,
                            double width) {
  double gap = canvas->style->mark * 2;
  double left = at.x - width / 2 + places[place].side * (width / 2 + gap);
  left = fmin(fmax(left, canvas->box.left + 4), canvas->box.right - width - 4);
  double y = at.y + places[place].down * at.font.size, half = at.font.size * 0.6;
  return (leda_plot_box){left, left + width, y - half, y + half};
}

/* The place where the fewest lines are covered; the first of equal ones. */
static leda_plot_box best_box(const leda_canvas *canvas, const leda_figure_control_chart *chart,
                              const leda_figure_point *point, leda_plot_place at, double width) {
  leda_plot_box best = {0};
  int fewest = 0;
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    leda_plot_box box = box_at(canvas, at, i, width);
    bool covers = box.left < at.x && at.x < box.right && crosses(at.y, box);
    int count = hits(canvas, chart, point, box) + (covers ? 50 : 0);
    if (i > 0 && count >= fewest) continue;
    best = box;
    fewest = count;
  }
  return best;
}

/* A thin line leads from the text to its point where they are apart. */
static void draw_lead(leda_canvas *canvas, leda_plot_place at, leda_plot_box box) {
  double clear = canvas->style->mark * 1.6;
  double near = box.bottom < at.y ? box.bottom : box.top;
  double foot = fmin(fmax(at.x, box.left + 4), box.right - 4);
  if (crosses(at.y, box) || fabs(near - at.y) < clear + 8) return;
  leda_canvas_line(canvas, (leda_plot_box){foot, at.x, near, at.y + (near < at.y ? -clear : clear)},
                   "front lc rgb '" LEDA_LIMIT "' lw 1");
}

static void draw_note(leda_canvas *canvas, const leda_figure_control_chart *chart,
                      const leda_figure_point *point, const char *text) {
  leda_plot_place at = {leda_canvas_x(canvas, point->x),
                        leda_canvas_y(canvas, point->value),
                        LEDA_ALIGN_LEFT,
                        {canvas->style->label * 0.85, false},
                        LEDA_INK};
  leda_plot_lines line = {0};
  leda_plot_wrap(&line, text, at.font, canvas->width / 2, 1);
  leda_plot_box box = best_box(canvas, chart, point, at, leda_plot_lines_width(&line, at.font));
  draw_lead(canvas, at, box);
  at.x = box.left;
  at.y = (box.top + box.bottom) / 2;
  leda_canvas_lines(canvas, at, &line);
  leda_plot_lines_clear(&line);
}

void leda_control_notes_draw(leda_canvas *canvas, const leda_control_layout *layout) {
  const leda_figure_control_chart *chart = layout->chart;
  bool direct = leda_control_notes_direct(chart);
  for (size_t i = 0; i < chart->notes.n; i++) {
    const leda_figure_point *point = point_at(chart, chart->notes.items[i].at);
    if (!point) continue;
    leda_text number = {0};
    leda_text_addf(&number, "(%zu)", i + 1);
    draw_note(canvas, chart, point, direct ? chart->notes.items[i].text : leda_text_str(&number));
    canvas->out->failed = canvas->out->failed || number.failed;
    leda_text_clear(&number);
  }
}
