/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/control_chart.h"

#include <math.h>

#include "engine/core/i18n.h"
#include "plots/escape.h"

/* ---- layout ---- */

static void widen(double *low, double *high, double value) {
  if (!leda_plot_drawable(value)) return;
  if (!(value >= *low)) *low = value;
  if (!(value <= *high)) *high = value;
}

static bool find_range(leda_control_layout *layout) {
  const leda_figure_control_chart *chart = layout->chart;
  double low = NAN, high = NAN;
  for (size_t i = 0; i < chart->n; i++) widen(&low, &high, chart->points[i].value);
  if (isnan(low)) return false;
  for (size_t i = 0; chart->second && i < chart->n; i++) widen(&low, &high, chart->second[i]);
  for (size_t i = 0; i < chart->n; i++) {
    widen(&low, &high, chart->points[i].centre);
    if (chart->warning) widen(&low, &high, chart->points[i].warning_upper);
    if (chart->warning) widen(&low, &high, chart->points[i].warning_lower);
    if (chart->signals_by_median_only) continue;
    widen(&low, &high, chart->points[i].upper);
    widen(&low, &high, chart->points[i].lower);
  }
  for (size_t i = 0; i < chart->n; i++) widen(&low, &high, leda_control_target(chart, i));
  for (size_t side = 0; side < 2; side++) widen(&low, &high, leda_control_spec(chart, side));
  leda_plot_range_pad(&low, &high);
  layout->low = low;
  layout->high = high;
  return true;
}

static void find_spacing(leda_control_layout *layout) {
  const leda_figure_control_chart *chart = layout->chart;
  layout->spacing = INFINITY;
  for (size_t i = 1; i < chart->n; i++) {
    double distance = chart->points[i].x - chart->points[i - 1].x;
    if (distance > 0 && distance < layout->spacing) layout->spacing = distance;
  }
  if (!isfinite(layout->spacing)) layout->spacing = 1;
}

static leda_plot_font label_font(const leda_canvas *canvas) {
  return (leda_plot_font){canvas->style->label, false};
}

/* ---- the line of words over the plot: the axis' name and what the marks mean ---- */

typedef struct {
  int type;
  const char *colour;
  const char *words;
} key_entry;

static size_t find_key(const leda_figure_control_chart *chart, key_entry key[3]) {
  unsigned any = 0;
  size_t n = 0;
  for (size_t i = 0; i < chart->n; i++) {
    if (leda_plot_drawable(chart->points[i].value)) any |= chart->points[i].flags;
    if (leda_control_second_beyond(chart, i)) any |= LEDA_POINT_BEYOND;
  }
  if (any & LEDA_POINT_BEYOND)
    key[n++] = (key_entry){LEDA_MARK_DIAMOND, LEDA_VERMILLION, _("Beyond the limits")};
  if (any & LEDA_POINT_RULE)
    key[n++] = (key_entry){LEDA_MARK_TRIANGLE, LEDA_ORANGE, _("Part of a signal")};
  if (any & LEDA_POINT_EXCLUDED)
    key[n++] = (key_entry){LEDA_MARK_CIRCLE_HOLLOW, LEDA_BLUE, _("Left out")};
  return n;
}

/* From the right end leftwards; returns the width taken. */
static double draw_key(leda_canvas *canvas, const leda_figure_control_chart *chart, double y) {
  key_entry key[3];
  size_t n = find_key(chart, key);
  leda_plot_font font = {canvas->style->label * 0.8, false};
  double radius = canvas->style->mark, right = canvas->width - canvas->style->margin, x = right;
  for (size_t i = n; i > 0; i--) {
    const key_entry *entry = &key[i - 1];
    x -= leda_plot_text_width(entry->words, font);
    leda_canvas_text(canvas, (leda_plot_place){x, y, LEDA_ALIGN_LEFT, font, LEDA_INK_SOFT},
                     entry->words);
    x -= radius * 2.2;
    leda_plot_place at = {x, y, LEDA_ALIGN_LEFT, font, entry->colour};
    leda_canvas_mark(canvas, at, entry->type, radius * 1.3);
    if (entry->type == LEDA_MARK_TRIANGLE) {
      at.colour = LEDA_ORANGE_EDGE;
      leda_canvas_mark(canvas, at, LEDA_MARK_TRIANGLE_HOLLOW, radius * 1.3);
    }
    x -= radius * 3.5;
  }
  return right - x;
}

static bool has_text(const char *text) {
  leda_text clean = {0};
  leda_plot_clean(&clean, text, 8);
  bool any = clean.length > 0;
  leda_text_clear(&clean);
  return any;
}

static void draw_heading(leda_canvas *canvas, const leda_figure_control_chart *chart) {
  key_entry key[3];
  leda_plot_font font = {canvas->style->label * 0.9, false};
  if (!has_text(canvas->texts->y_title) && find_key(chart, key) == 0) return;
  double leading = leda_canvas_leading(font);
  double y = canvas->box.top + leading / 2;
  double taken = draw_key(canvas, chart, y);
  leda_plot_lines lines = {0};
  leda_plot_wrap(&lines, canvas->texts->y_title, font,
                 canvas->width - 2 * canvas->style->margin - taken, 2);
  double bottom = leda_canvas_lines(
      canvas, (leda_plot_place){canvas->style->margin, y, LEDA_ALIGN_LEFT, font, LEDA_INK_SOFT},
      &lines);
  leda_plot_lines_clear(&lines);
  canvas->box.top = fmax(bottom, y + leading) - leading / 2 + font.size * 0.7;
}

/* ---- the time axis ---- */

static double widest_tick(const leda_canvas *canvas, const leda_figure_control_chart *chart) {
  double widest = 0;
  leda_plot_font font = label_font(canvas);
  for (size_t i = 0; i < chart->ticks.n; i++) {
    leda_plot_lines line = {0};
    leda_plot_wrap(&line, chart->ticks.items[i].text, font, canvas->width / 4, 1);
    widest = fmax(widest, leda_plot_lines_width(&line, font));
    leda_plot_lines_clear(&line);
  }
  return widest;
}

/* Labels stand at whole steps along the axis, so that a gap does not move those after it. */
static bool is_shown(const leda_control_layout *layout, leda_plot_thinning thin, size_t i) {
  leda_figure_marks ticks = layout->chart->ticks;
  if (thin.step <= 1) return true;
  if (thin.first >= ticks.n) return i == 0;
  double steps = (ticks.items[i].at - ticks.items[thin.first].at) / layout->spacing;
  double whole = steps / (double)thin.step;
  return fabs(whole - round(whole)) < 0.01 / (double)thin.step;
}

static void draw_time_axis(leda_canvas *canvas, const leda_control_layout *layout) {
  leda_figure_marks ticks = layout->chart->ticks;
  leda_plot_font font = label_font(canvas);
  leda_plot_thinning thin = leda_plot_thin(ticks, layout->step_pixels,
                                           widest_tick(canvas, layout->chart) + font.size * 0.9);
  double bottom = canvas->box.bottom, last = -INFINITY;
  for (size_t i = 0; i < ticks.n; i++) {
    double x = leda_canvas_x(canvas, ticks.items[i].at);
    bool shown = is_shown(layout, thin, i);
    if (!leda_plot_drawable(ticks.items[i].at) || (!shown && layout->step_pixels < 5)) continue;
    double length = font.size * (shown ? 0.4 : 0.2);
    leda_canvas_line(canvas, (leda_plot_box){x, x, bottom, bottom + length},
                     "lc rgb '" LEDA_LIMIT "' lw 1");
    leda_plot_lines line = {0};
    if (shown) leda_plot_wrap(&line, ticks.items[i].text, font, canvas->width / 4, 1);
    double half = leda_plot_lines_width(&line, font) / 2;
    double middle = fmin(fmax(x, half + 2), canvas->width - half - 2);
    if (middle - half > last) {
      leda_canvas_lines(canvas,
                        (leda_plot_place){middle, bottom + font.size * 1.1, LEDA_ALIGN_CENTRE, font,
                                          LEDA_INK_SOFT},
                        &line);
      if (line.n > 0) last = middle + half;
    }
    leda_plot_lines_clear(&line);
  }
  leda_canvas_line(canvas, (leda_plot_box){canvas->box.left, canvas->box.right, bottom, bottom},
                   "lc rgb '" LEDA_LIMIT "' lw 1.5");
}

/* Names the time axis below its labels and leaves room for both. */
static void draw_axis_title(leda_canvas *canvas) {
  leda_plot_font font = {canvas->style->label * 0.9, false};
  leda_plot_lines line = {0};
  leda_plot_wrap(&line, canvas->texts->x_title, font, canvas->width * 0.8, 1);
  double leading = leda_canvas_leading(font);
  if (line.n > 0) {
    double y = canvas->box.bottom - leading / 2;
    leda_canvas_lines(
        canvas, (leda_plot_place){canvas->width / 2, y, LEDA_ALIGN_CENTRE, font, LEDA_INK_SOFT},
        &line);
    canvas->box.bottom -= leading;
  }
  canvas->box.bottom -= canvas->style->label * 1.8;
  canvas->out->failed = canvas->out->failed || line.text.failed;
  leda_plot_lines_clear(&line);
}

/* ---- the data ---- */

typedef bool is_chosen(const leda_figure_point *point);

static bool is_beyond(const leda_figure_point *point) {
  return point->flags & LEDA_POINT_BEYOND && !(point->flags & LEDA_POINT_EXCLUDED);
}
static bool is_rule(const leda_figure_point *point) {
  return point->flags & LEDA_POINT_RULE && !(point->flags & LEDA_POINT_BEYOND) &&
         !(point->flags & LEDA_POINT_EXCLUDED);
}
static bool is_excluded(const leda_figure_point *point) {
  return point->flags & LEDA_POINT_EXCLUDED;
}
static bool is_normal(const leda_figure_point *point) {
  return !is_beyond(point) && !is_rule(point) && !is_excluded(point);
}

static void add_point(leda_canvas *canvas, const leda_figure_point *point) {
  leda_canvas_number(canvas, point->x);
  leda_text_add_char(canvas->out, ' ');
  leda_canvas_number(canvas, point->value);
  leda_text_add_char(canvas->out, '\n');
}

static void add_line_data(leda_canvas *canvas, const leda_figure_control_chart *chart) {
  bool open = true;
  leda_text_add(canvas->out, "$values << END\n");
  for (size_t i = 0; i < chart->n; i++) {
    bool drawn = leda_plot_drawable(chart->points[i].value);
    if (!open && (chart->points[i].flags & LEDA_POINT_BREAK_BEFORE || !drawn)) {
      leda_text_add_char(canvas->out, '\n');
      open = true;
    }
    if (!drawn) continue;
    add_point(canvas, &chart->points[i]);
    open = false;
  }
  leda_text_add(canvas->out, "END\n");
}

/* gnuplot fails on an empty block, so a group without points is neither written nor plotted. */
static bool add_group(leda_canvas *canvas, const leda_figure_control_chart *chart, const char *name,
                      is_chosen *chosen) {
  bool any = false;
  for (size_t i = 0; i < chart->n; i++) {
    if (!leda_plot_drawable(chart->points[i].value) || !chosen(&chart->points[i])) continue;
    if (!any) leda_text_addf(canvas->out, "$%s << END\n", name);
    add_point(canvas, &chart->points[i]);
    any = true;
  }
  if (any) leda_text_add(canvas->out, "END\n");
  return any;
}

static void plot_group(leda_text *clauses, const char *name, double radius, const char *look) {
  leda_plot_clause(clauses, "$%s with points %s ps %.4g", name, look, radius / LEDA_MARK_UNIT);
}

/* The line grows thin where points are many. */
static void plot_line(leda_canvas *canvas, const leda_control_layout *layout, leda_text *clauses) {
  double wide = canvas->style->line, step = layout->step_pixels;
  add_line_data(canvas, layout->chart);
  leda_plot_clause(clauses, "$values with lines lc rgb '" LEDA_BLUE "' lw %.3g",
                   step < 3   ? wide * 0.4
                   : step < 8 ? wide * 0.6
                              : wide);
}

/* Normal points shrink with their distance and give way to the line alone where they would touch;
   signals stay large enough to be seen. */
static void plot_marks(leda_canvas *canvas, const leda_control_layout *layout, leda_text *clauses) {
  const leda_figure_control_chart *chart = layout->chart;
  double full = canvas->style->mark, radius = fmin(full, layout->step_pixels * 0.36);
  double signal = fmax(radius * 1.5, full * 0.9), hollow = fmax(radius, full * 0.7);
  if ((radius > 1.2 || chart->n < 3) && add_group(canvas, chart, "normal", is_normal))
    plot_group(clauses, "normal", radius, "pt 7 lc rgb '" LEDA_BLUE "'");
  if (add_group(canvas, chart, "excluded", is_excluded)) {
    plot_group(clauses, "excluded", hollow, "pt 7 lc rgb '#FFFFFF'");
    plot_group(clauses, "excluded", hollow, "pt 6 lw 2 lc rgb '" LEDA_BLUE "'");
  }
  if (add_group(canvas, chart, "rule", is_rule)) {
    plot_group(clauses, "rule", signal, "pt 9 lc rgb '" LEDA_ORANGE "'");
    plot_group(clauses, "rule", signal, "pt 8 lw 1.5 lc rgb '" LEDA_ORANGE_EDGE "'");
  }
  if (add_group(canvas, chart, "beyond", is_beyond))
    plot_group(clauses, "beyond", signal * 1.1, "pt 13 lc rgb '" LEDA_VERMILLION "'");
}

/* ---- all of it ---- */

static void set_box(leda_canvas *canvas, leda_control_layout *layout,
                    const leda_control_ends *ends) {
  const leda_figure_control_chart *chart = layout->chart;
  leda_plot_font font = label_font(canvas);
  double tall = canvas->box.bottom - canvas->box.top;
  layout->ticks =
      leda_plot_ticks_choose(layout->low, layout->high, (int)fmin(8, tall / (font.size * 2.6)));
  canvas->box.left += leda_plot_ticks_width(canvas, &layout->ticks, font) + font.size * 0.5;
  if (ends->n > 0) canvas->box.right -= leda_control_ends_width(ends, font) + font.size * 0.3;
  double first = chart->points[0].x, last = chart->points[chart->n - 1].x;
  double room = fmax(layout->spacing * 0.5, (last - first) * 0.012);
  canvas->x_from = first - room;
  canvas->x_to = last + room;
  layout->step_pixels =
      (canvas->box.right - canvas->box.left) * layout->spacing / (canvas->x_to - canvas->x_from);
}

/* Room over the data for the texts of changes, found once their rows are known. */
static void set_heights(leda_canvas *canvas, const leda_control_layout *layout) {
  double tall = canvas->box.bottom - canvas->box.top;
  double strip = (double)layout->strip_rows * canvas->style->label * 0.9 * 1.28;
  double share = fmax(0.3, 1 - strip / tall);
  canvas->y_from = layout->low;
  canvas->y_to = layout->low + (layout->high - layout->low) / share;
}

static void draw(leda_canvas *canvas, leda_control_layout *layout, leda_control_ends *ends) {
  canvas->head_right = leda_control_icons_width(canvas, layout->chart);
  leda_canvas_frame(canvas);
  leda_control_icons_draw(canvas, layout->chart);
  draw_heading(canvas, layout->chart);
  leda_control_notes_list(canvas, layout->chart);
  draw_axis_title(canvas);
  set_box(canvas, layout, ends);
  leda_control_strip *strip = leda_control_strip_alloc(canvas, layout);
  if (!strip) return;
  set_heights(canvas, layout);
  leda_canvas_axes(canvas);
  leda_control_baseline(canvas, layout);
  leda_plot_ticks_up(canvas, &layout->ticks);
  draw_time_axis(canvas, layout);
  leda_control_strip_draw(canvas, strip);
  leda_control_ends_draw(canvas, ends);
  leda_control_notes_draw(canvas, layout);
  leda_text clauses = {0};
  plot_line(canvas, layout, &clauses);
  leda_control_second_plot(canvas, layout, &clauses);
  leda_control_limits_data(canvas, layout, &clauses); /* over the line: it would hide them */
  leda_control_target_plot(canvas, layout, &clauses);
  leda_control_specs_plot(canvas, layout, &clauses);
  plot_marks(canvas, layout, &clauses);
  leda_canvas_plot(canvas, &clauses);
  leda_control_strip_free(strip);
}

leda_status leda_control_chart_draw(leda_canvas *canvas, const leda_figure_control_chart *chart,
                                    leda_error *err) {
  leda_control_layout layout = {.chart = chart};
  if (chart->n == 0 || !find_range(&layout)) return leda_canvas_no_value(canvas, err);
  find_spacing(&layout);
  leda_control_ends ends;
  leda_control_ends_make(&ends, canvas, chart);
  leda_canvas_begin(canvas);
  draw(canvas, &layout, &ends);
  leda_control_ends_clear(&ends);
  return leda_text_status(canvas->out, err);
}
