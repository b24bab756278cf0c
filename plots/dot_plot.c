/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/dot_plot.h"

#include <math.h>

#include "engine/core/i18n.h"
#include "engine/core/number.h"
#include "plots/dot_layout.h"
#include "plots/escape.h"

/* ---- looks: time runs from the hollow mark to the filled one ---- */

typedef struct {
  int mark;
  const char *colour;
  const char *text_colour;
} look;

static look look_of(const leda_dot_layout *layout, size_t series) {
  static const look first = {LEDA_MARK_CIRCLE_HOLLOW, LEDA_BLUE, LEDA_BLUE_TEXT};
  static const look last = {LEDA_MARK_DIAMOND, LEDA_VERMILLION, LEDA_VERMILLION_TEXT};
  static const look between[] = {{LEDA_MARK_SQUARE_HOLLOW, LEDA_GREEN, LEDA_GREEN_TEXT},
                                 {LEDA_MARK_TRIANGLE_HOLLOW, LEDA_PURPLE, LEDA_PURPLE_TEXT}};
  static const look only = {LEDA_MARK_CIRCLE, LEDA_BLUE, LEDA_BLUE_TEXT};
  if (layout->n_series == 1) return only;
  if (series == 0) return first;
  return series + 1 == layout->n_series ? last : between[series - 1];
}

/* Intervals of several series stand beside each other, not on one another. */
static double offset_of(const leda_dot_layout *layout, size_t series) {
  size_t with = 0;
  for (size_t k = 0; k < layout->n_series; k++) with += layout->plot->series[k].lower != NULL;
  if (with < 2) return 0;
  double middle = ((double)layout->n_series - 1) / 2;
  return ((double)series - middle) * layout->font.size * 0.55;
}

static double radius_of(const leda_canvas *canvas, const leda_dot_layout *layout) {
  return canvas->style->mark * 1.15 * layout->font.size / canvas->style->label;
}

/* ---- the rows' texts and lines ---- */

static void draw_rows(leda_canvas *canvas, const leda_dot_layout *layout) {
  double leading = leda_canvas_leading(layout->font), left = canvas->style->margin;
  for (size_t i = 0; i < layout->plot->n_rows; i++) {
    const leda_dot_row *row = &layout->rows[i];
    leda_plot_place place = {
        left, row->heading_y, LEDA_ALIGN_LEFT, {layout->font.size, true}, LEDA_INK};
    leda_canvas_lines(canvas, place, &row->heading);
    place.font = layout->font;
    place.y = row->y - leading * ((double)row->label.n - 1) / 2;
    leda_canvas_lines(canvas, place, &row->label);
    leda_canvas_line(canvas, (leda_plot_box){canvas->box.left, canvas->box.right, row->y, row->y},
                     "back lc rgb '" LEDA_GRID "' lw 1");
  }
}

/* ---- the series' names over the first row ---- */

static size_t first_row(const leda_dot_layout *layout, size_t series) {
  size_t i = 0;
  while (i < layout->plot->n_rows && !leda_dot_has(layout, series, i)) i++;
  return i;
}

typedef struct {
  double wanted; /* where its first mark stands */
  double width;
  size_t series;
} name_place;

/* Sorted from left to right; a series without any value has no name here. */
static size_t find_names(const leda_canvas *canvas, const leda_dot_layout *layout,
                         name_place places[LEDA_DOT_SERIES]) {
  leda_plot_font font = {canvas->style->label, true};
  size_t n = 0;
  for (size_t k = 0; k < layout->n_series; k++) {
    size_t row = first_row(layout, k);
    if (row == layout->plot->n_rows) continue;
    leda_plot_lines line = {0};
    leda_plot_wrap(&line, layout->plot->series[k].name, font, canvas->width * 0.2, 1);
    name_place it = {leda_canvas_x(canvas, layout->plot->series[k].values[row]),
                     leda_plot_lines_width(&line, font), k};
    leda_plot_lines_clear(&line);
    size_t at = n++;
    for (; at > 0 && places[at - 1].wanted > it.wanted; at--) places[at] = places[at - 1];
    places[at] = it;
  }
  return n;
}

static void draw_name(leda_canvas *canvas, const leda_dot_layout *layout, name_place it, double x) {
  leda_plot_font font = {canvas->style->label, true};
  look looks = look_of(layout, it.series);
  double y = canvas->box.top - layout->names_height * 0.6;
  leda_plot_lines line = {0};
  leda_plot_wrap(&line, layout->plot->series[it.series].name, font, canvas->width * 0.2, 1);
  leda_canvas_lines(canvas, (leda_plot_place){x, y, LEDA_ALIGN_CENTRE, font, looks.text_colour},
                    &line);
  leda_plot_lines_clear(&line);
  double row = layout->rows[first_row(layout, it.series)].y + offset_of(layout, it.series);
  leda_text lead = {0};
  leda_text_addf(&lead, "back lc rgb '%s' lw 1.2", looks.colour);
  leda_canvas_line(canvas, (leda_plot_box){x, it.wanted, y + font.size * 0.6, row},
                   leda_text_str(&lead));
  leda_text_clear(&lead);
}

static void draw_names(leda_canvas *canvas, const leda_dot_layout *layout) {
  if (layout->n_series < 2) return;
  name_place places[LEDA_DOT_SERIES];
  double x[LEDA_DOT_SERIES], widest = 0;
  size_t n = find_names(canvas, layout, places);
  for (size_t i = 0; i < n; i++) {
    x[i] = places[i].wanted;
    widest = fmax(widest, places[i].width);
  }
  double half = widest / 2;
  leda_plot_spread(x, n, widest + canvas->style->label * 0.7, canvas->box.left + half,
                   canvas->width - canvas->style->margin - half);
  for (size_t i = 0; i < n; i++) draw_name(canvas, layout, places[i], x[i]);
}

/* ---- printed values ---- */

static void draw_value(leda_canvas *canvas, int decimals, double value, leda_plot_place place) {
  leda_text label = {0};
  leda_number_label(value, decimals, canvas->texts->language, &label);
  leda_canvas_text(canvas, place, leda_text_str(&label));
  canvas->out->failed = canvas->out->failed || label.failed;
  leda_text_clear(&label);
}

/* The outermost drawn place of a value: its mark, or the end of its interval. */
static double end_of(const leda_canvas *canvas, const leda_figure_dots *dots, size_t row,
                     int side) {
  const double *bounds = side < 0 ? dots->lower : dots->upper;
  double value = dots->values[row];
  if (bounds && leda_plot_drawable(bounds[row])) value = bounds[row];
  return leda_canvas_x(canvas, value);
}

static void draw_values_of_row(leda_canvas *canvas, const leda_dot_layout *layout, size_t row) {
  const leda_figure_dots *series = layout->plot->series;
  double gap = radius_of(canvas, layout) + layout->font.size * 0.45;
  for (size_t k = 0; k < layout->n_series; k++) {
    if (!leda_dot_has(layout, k, row)) continue;
    leda_plot_place place = {0, layout->rows[row].y + offset_of(layout, k), LEDA_ALIGN_LEFT,
                             layout->font, look_of(layout, k).text_colour};
    bool lower = layout->n_series == 2 && leda_dot_has(layout, 1 - k, row) &&
                 (series[k].values[row] < series[1 - k].values[row] ||
                  (series[k].values[row] <= series[1 - k].values[row] && k == 0));
    place.x = end_of(canvas, &series[k], row, lower ? -1 : 1) + (lower ? -gap : gap);
    if (lower) place.align = LEDA_ALIGN_RIGHT;
    if (layout->columns) {
      place.align = LEDA_ALIGN_RIGHT;
      place.x = canvas->box.right + (double)(k + 1) * (layout->value_width + layout->font.size);
    }
    draw_value(canvas, layout->plot->decimals, series[k].values[row], place);
  }
}

/* ---- the data ---- */

static void add_xy(leda_canvas *canvas, double x, double y) {
  leda_canvas_number(canvas, x);
  leda_text_addf(canvas->out, " %.6g\n", y);
}

/* A line from the first to the last series that has a value in the row. */
static void plot_joins(leda_canvas *canvas, const leda_dot_layout *layout, leda_text *clauses) {
  bool any = false;
  for (size_t i = 0; i < layout->plot->n_rows; i++) {
    size_t first = 0, last = layout->n_series;
    while (first < layout->n_series && !leda_dot_has(layout, first, i)) first++;
    while (last > first && !leda_dot_has(layout, last - 1, i)) last--;
    if (last < first + 2) continue;
    leda_text_add(canvas->out, any ? "\n" : "$joins << END\n");
    add_xy(canvas, layout->plot->series[first].values[i],
           layout->rows[i].y + offset_of(layout, first));
    add_xy(canvas, layout->plot->series[last - 1].values[i],
           layout->rows[i].y + offset_of(layout, last - 1));
    any = true;
  }
  if (!any) return;
  leda_text_add(canvas->out, "END\n");
  leda_plot_clause(clauses, "$joins with lines lc rgb '#8C8C8C' lw %.3g", canvas->style->line);
}

static void plot_intervals(leda_canvas *canvas, const leda_dot_layout *layout, size_t k,
                           leda_text *clauses) {
  const leda_figure_dots *dots = &layout->plot->series[k];
  bool any = false;
  if (!dots->lower || !dots->upper) return;
  for (size_t i = 0; i < layout->plot->n_rows; i++) {
    if (!leda_plot_drawable(dots->lower[i]) || !leda_plot_drawable(dots->upper[i])) continue;
    double y = layout->rows[i].y + offset_of(layout, k);
    if (any)
      leda_text_add(canvas->out, "\n");
    else
      leda_text_addf(canvas->out, "$interval%zu << END\n", k + 1);
    add_xy(canvas, dots->lower[i], y);
    add_xy(canvas, dots->upper[i], y);
    any = true;
  }
  if (!any) return;
  leda_text_add(canvas->out, "END\n");
  leda_plot_clause(clauses, "$interval%zu with lines lc rgb '%s' lw %.3g", k + 1,
                   look_of(layout, k).colour, canvas->style->line * 0.8);
}

static void plot_marks(leda_canvas *canvas, const leda_dot_layout *layout, size_t k,
                       leda_text *clauses) {
  static const int filled_of[] = {[LEDA_MARK_SQUARE_HOLLOW] = LEDA_MARK_SQUARE,
                                  [LEDA_MARK_CIRCLE_HOLLOW] = LEDA_MARK_CIRCLE,
                                  [LEDA_MARK_TRIANGLE_HOLLOW] = LEDA_MARK_TRIANGLE,
                                  [LEDA_MARK_DIAMOND] = 0};
  if (first_row(layout, k) == layout->plot->n_rows) return;
  leda_text_addf(canvas->out, "$series%zu << END\n", k + 1);
  for (size_t i = 0; i < layout->plot->n_rows; i++)
    if (leda_dot_has(layout, k, i))
      add_xy(canvas, layout->plot->series[k].values[i], layout->rows[i].y + offset_of(layout, k));
  leda_text_add(canvas->out, "END\n");
  look looks = look_of(layout, k);
  double size = radius_of(canvas, layout) / LEDA_MARK_UNIT;
  if (filled_of[looks.mark])
    leda_plot_clause(clauses, "$series%zu with points pt %d ps %.4g lc rgb '#FFFFFF'", k + 1,
                     filled_of[looks.mark], size);
  leda_plot_clause(clauses, "$series%zu with points pt %d ps %.4g lw 2.4 lc rgb '%s'", k + 1,
                   looks.mark, looks.mark == LEDA_MARK_DIAMOND ? size * 1.15 : size, looks.colour);
}

/* ---- all of it ---- */

static void draw_reference(leda_canvas *canvas, double reference) {
  if (!leda_plot_drawable(reference)) return;
  double x = leda_canvas_x(canvas, reference);
  leda_canvas_line(canvas, (leda_plot_box){x, x, canvas->box.top, canvas->box.bottom},
                   "back lc rgb '" LEDA_LIMIT "' lw 1.8 dashtype (8,5)");
}

static void draw_axis(leda_canvas *canvas, const leda_dot_layout *layout) {
  leda_plot_font font = {canvas->style->label * 0.9, false};
  leda_plot_ticks_along(canvas, &layout->ticks);
  leda_plot_lines line = {0};
  leda_plot_wrap(&line, canvas->texts->x_title, font, canvas->box.right - canvas->box.left, 1);
  leda_canvas_lines(canvas,
                    (leda_plot_place){(canvas->box.left + canvas->box.right) / 2,
                                      canvas->box.bottom + canvas->style->label * 2.1,
                                      LEDA_ALIGN_CENTRE, font, LEDA_INK_SOFT},
                    &line);
  leda_plot_lines_clear(&line);
}

static void draw(leda_canvas *canvas, const leda_dot_layout *layout) {
  leda_text clauses = {0};
  leda_canvas_axes(canvas);
  draw_axis(canvas, layout);
  draw_rows(canvas, layout);
  draw_reference(canvas, layout->plot->reference);
  draw_names(canvas, layout);
  if (layout->plot->print_values)
    for (size_t i = 0; i < layout->plot->n_rows; i++) draw_values_of_row(canvas, layout, i);
  if (layout->plot->join) plot_joins(canvas, layout, &clauses);
  for (size_t k = 0; k < layout->n_series; k++) plot_intervals(canvas, layout, k, &clauses);
  for (size_t k = 0; k < layout->n_series; k++) plot_marks(canvas, layout, k, &clauses);
  leda_canvas_plot(canvas, &clauses);
}

leda_status leda_dot_plot_draw(leda_canvas *canvas, const leda_figure_dot_plot *plot,
                               leda_error *err) {
  leda_dot_layout layout = {.plot = plot, .n_series = plot->n_series};
  if (layout.n_series > LEDA_DOT_SERIES) layout.n_series = LEDA_DOT_SERIES;
  leda_canvas_begin(canvas);
  leda_status status = leda_dot_layout_make(&layout, canvas, err);
  if (!status) draw(canvas, &layout);
  leda_dot_layout_clear(&layout);
  if (status == LEDA_ERR_DATA) return leda_canvas_no_value(canvas, err);
  return status ? status : leda_text_status(canvas->out, err);
}
