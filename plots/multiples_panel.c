/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "plots/control_chart.h"
#include "plots/multiples.h"

/* ---- ranges ---- */

static void widen(double *low, double *high, double value) {
  if (!leda_plot_drawable(value)) return;
  if (!(value >= *low)) *low = value;
  if (!(value <= *high)) *high = value;
}

static double step_of(const leda_figure_control_chart *chart) {
  double step = INFINITY;
  for (size_t i = 1; i < chart->n; i++) {
    double distance = chart->points[i].x - chart->points[i - 1].x;
    if (distance > 0) step = fmin(step, distance);
  }
  return isfinite(step) ? step : 1;
}

void leda_small_range_add(leda_small_range *range, const leda_figure_control_chart *chart) {
  double half = step_of(chart) / 2;
  for (size_t i = 0; i < chart->n; i++) {
    const leda_figure_point *point = &chart->points[i];
    widen(&range->x_from, &range->x_to, point->x - half);
    widen(&range->x_from, &range->x_to, point->x + half);
    widen(&range->low, &range->high, point->value);
    widen(&range->low, &range->high, point->centre);
    widen(&range->low, &range->high, leda_control_target(chart, i));
    if (chart->second) widen(&range->low, &range->high, chart->second[i]);
    if (chart->signals_by_median_only) continue;
    widen(&range->low, &range->high, point->lower);
    widen(&range->low, &range->high, point->upper);
  }
}

/* ---- data ---- */

/* What a chart is drawn into: the canvas' box and ranges are those of the chart. */
typedef struct {
  leda_canvas canvas;
  leda_small_blocks *blocks;
  const leda_figure_control_chart *chart;
} panel;

static void add_xy(const panel *it, leda_small_block block, double x, double y) {
  leda_text_addf(&it->blocks->text[block], "%.2f %.2f\n", leda_canvas_x(&it->canvas, x),
                 leda_canvas_y(&it->canvas, y));
}

static void break_line(const panel *it, leda_small_block block) {
  leda_text *text = &it->blocks->text[block];
  if (text->length) leda_text_add_char(text, '\n');
}

static double value_at(const panel *it, bool second, size_t i) {
  return second ? it->chart->second[i] : it->chart->points[i].value;
}

static void add_line(const panel *it, bool second) {
  for (size_t i = 0; i < it->chart->n; i++) {
    double value = value_at(it, second, i);
    bool drawn = leda_plot_drawable(value);
    if (!drawn || it->chart->points[i].flags & LEDA_POINT_BREAK_BEFORE)
      break_line(it, LEDA_SMALL_VALUES);
    if (drawn) add_xy(it, LEDA_SMALL_VALUES, it->chart->points[i].x, value);
  }
  break_line(it, LEDA_SMALL_VALUES);
}

static leda_small_block look_of(const panel *it, bool second, size_t i) {
  unsigned flags = it->chart->points[i].flags;
  if (second)
    return leda_control_second_beyond(it->chart, i) ? LEDA_SMALL_BEYOND : LEDA_SMALL_NORMAL;
  if (flags & LEDA_POINT_EXCLUDED) return LEDA_SMALL_EXCLUDED;
  if (flags & LEDA_POINT_BEYOND) return LEDA_SMALL_BEYOND;
  return flags & LEDA_POINT_RULE ? LEDA_SMALL_RULE : LEDA_SMALL_NORMAL;
}

static void add_marks(const panel *it, bool second) {
  for (size_t i = 0; i < it->chart->n; i++) {
    double value = value_at(it, second, i);
    if (leda_plot_drawable(value))
      add_xy(it, look_of(it, second, i), it->chart->points[i].x, value);
  }
}

/* Half way to the neighbour before (-1) or after (1), as far as the chart's own times go. */
static double edge(const panel *it, size_t i, int side) {
  const leda_figure_point *points = it->chart->points;
  double half = step_of(it->chart) / 2;
  if (side < 0) return i == 0 ? points[i].x - half : (points[i - 1].x + points[i].x) / 2;
  return i + 1 == it->chart->n ? points[i].x + half : (points[i].x + points[i + 1].x) / 2;
}

typedef double level_of(const leda_figure_point *point);

static double centre_of(const leda_figure_point *point) { return point->centre; }
static double upper_of(const leda_figure_point *point) { return point->upper; }
static double lower_of(const leda_figure_point *point) { return point->lower; }

static void add_steps(const panel *it, leda_small_block block, level_of *get) {
  const leda_figure_point *points = it->chart->points;
  for (size_t i = 0, last; i < it->chart->n; i = last + 1) {
    double level = get(&points[i]);
    for (last = i; last + 1 < it->chart->n && points[last + 1].phase == points[i].phase &&
                   fabs(get(&points[last + 1]) - level) <= 1e-12 * fabs(level);)
      last++;
    bool drawn = leda_plot_drawable(level);
    if (!drawn || (i > 0 && points[i - 1].phase != points[i].phase)) break_line(it, block);
    if (!drawn) continue;
    add_xy(it, block, edge(it, i, -1), level);
    add_xy(it, block, edge(it, last, 1), level);
  }
  break_line(it, block);
}

/* A target moves from point to point, and jumps where another begins. */
static void add_target(const panel *it) {
  size_t n = it->chart->n;
  for (size_t i = 0; i < n; i++) {
    double target = leda_control_target(it->chart, i);
    bool drawn = leda_plot_drawable(target);
    bool begins = i == 0 || it->chart->points[i].flags & LEDA_POINT_TARGET_BEGINS ||
                  !leda_plot_drawable(leda_control_target(it->chart, i - 1));
    bool ends = i + 1 == n || it->chart->points[i + 1].flags & LEDA_POINT_TARGET_BEGINS;
    if (begins || !drawn) break_line(it, LEDA_SMALL_TARGET);
    if (drawn && begins) add_xy(it, LEDA_SMALL_TARGET, edge(it, i, -1), target);
    if (drawn) add_xy(it, LEDA_SMALL_TARGET, it->chart->points[i].x, target);
    if (drawn && ends) add_xy(it, LEDA_SMALL_TARGET, edge(it, i, 1), target);
  }
  break_line(it, LEDA_SMALL_TARGET);
}

/* The last point of the baseline that begins at `from`; missing values do not end it. */
static size_t baseline_end(const leda_figure_control_chart *chart, size_t from) {
  size_t last = from;
  for (size_t i = from; i < chart->n && chart->points[i].phase == chart->points[from].phase; i++) {
    if (chart->points[i].flags & LEDA_POINT_BASELINE)
      last = i;
    else if (leda_plot_drawable(chart->points[i].value))
      break;
  }
  return last;
}

static void add_shade(const panel *it) {
  const leda_figure_point *points = it->chart->points;
  for (size_t i = 0; i < it->chart->n; i++) {
    if (!(points[i].flags & LEDA_POINT_BASELINE)) continue;
    size_t last = baseline_end(it->chart, i);
    leda_text_addf(it->canvas.out,
                   "set object rectangle from %.2f,%.2f to %.2f,%.2f behind fillcolor rgb "
                   "'" LEDA_SHADE "' fillstyle solid noborder\n",
                   leda_canvas_x(&it->canvas, edge(it, i, -1)), it->canvas.box.bottom,
                   leda_canvas_x(&it->canvas, edge(it, last, 1)), it->canvas.box.top);
    i = last;
  }
}

void leda_small_chart_add(leda_canvas *canvas, leda_small_blocks *blocks, leda_plot_box box,
                          leda_small_range range, const leda_figure_control_chart *chart) {
  panel it = {*canvas, blocks, chart};
  it.canvas.box = box;
  it.canvas.x_from = range.x_from;
  it.canvas.x_to = range.x_to;
  it.canvas.y_from = range.low;
  it.canvas.y_to = range.high;
  add_shade(&it);
  add_steps(&it, LEDA_SMALL_CENTRE, centre_of);
  if (!chart->signals_by_median_only) {
    add_steps(&it, LEDA_SMALL_LIMITS, upper_of);
    add_steps(&it, LEDA_SMALL_LIMITS, lower_of);
  }
  add_target(&it);
  int lines = chart->second ? 2 : 1;
  for (int second = 0; second < lines; second++) {
    add_line(&it, second);
    add_marks(&it, second);
  }
}

/* ---- plotting ---- */

/* How a block is drawn; `size` is the mark's beside a normal one, 0 for a line. */
typedef struct {
  leda_small_block block;
  const char *look;
  double width;
  double size;
} block_look;

static const block_look looks[] = {
    {LEDA_SMALL_GRID, "lc rgb '" LEDA_GRID "'", 1, 0},
    {LEDA_SMALL_VALUES, "lc rgb '" LEDA_BLUE "'", 1.6, 0},
    {LEDA_SMALL_CENTRE, "lc rgb '" LEDA_INK "'", 1.2, 0},
    {LEDA_SMALL_LIMITS, "lc rgb '" LEDA_LIMIT "' dashtype (8,5)", 1, 0},
    {LEDA_SMALL_TARGET, "lc rgb '" LEDA_GREEN "' dashtype (12,5,3,5)", 1.5, 0},
    {LEDA_SMALL_NORMAL, "pt 7 lc rgb '" LEDA_BLUE "'", 1, 1},
    {LEDA_SMALL_EXCLUDED, "pt 7 lc rgb '#FFFFFF'", 1, 1.3},
    {LEDA_SMALL_EXCLUDED, "pt 6 lc rgb '" LEDA_BLUE "'", 1.3, 1.3},
    {LEDA_SMALL_RULE, "pt 9 lc rgb '" LEDA_ORANGE "'", 1, 1.9},
    {LEDA_SMALL_RULE, "pt 8 lc rgb '" LEDA_ORANGE_EDGE "'", 1, 1.9},
    {LEDA_SMALL_BEYOND, "pt 13 lc rgb '" LEDA_VERMILLION "'", 1, 2.2},
};

void leda_small_blocks_plot(leda_canvas *canvas, leda_small_blocks *blocks, double radius) {
  leda_text clauses = {0};
  bool any[LEDA_SMALL_BLOCKS];
  for (int block = 0; block < LEDA_SMALL_BLOCKS; block++) {
    leda_text *text = &blocks->text[block];
    any[block] = text->length > 0;
    canvas->out->failed = canvas->out->failed || text->failed;
    if (any[block]) leda_text_addf(canvas->out, "$small%d << END\n", block);
    if (any[block]) leda_text_add_n(canvas->out, leda_text_str(text), text->length);
    if (any[block]) leda_text_add(canvas->out, "END\n");
    leda_text_clear(text);
  }
  for (size_t k = 0; k < sizeof looks / sizeof *looks; k++) {
    const block_look *look = &looks[k];
    double size = fmax(radius * look->size, look->size > 1 ? 1.7 * look->size : 0);
    if (!any[look->block] || (look->size > 0 && size < 1)) continue;
    if (look->size > 0)
      leda_plot_clause(&clauses, "$small%d with points %s ps %.4g lw %.3g", (int)look->block,
                       look->look, size / LEDA_MARK_UNIT, look->width);
    else
      leda_plot_clause(&clauses, "$small%d with lines %s lw %.3g", (int)look->block, look->look,
                       look->width);
  }
  leda_canvas_plot(canvas, &clauses);
}

bool leda_small_chart_targeted(const leda_figure_control_chart *chart) {
  for (size_t i = 0; i < chart->n; i++)
    if (leda_plot_drawable(leda_control_target(chart, i))) return true;
  return false;
}

bool leda_small_chart_has(const leda_figure_control_chart *chart, unsigned flags) {
  for (size_t i = 0; i < chart->n; i++) {
    if (leda_plot_drawable(chart->points[i].value) && chart->points[i].flags & flags) return true;
    if (flags & LEDA_POINT_BEYOND && leda_control_second_beyond(chart, i)) return true;
  }
  return false;
}
