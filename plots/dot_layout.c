/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/dot_layout.h"

#include <math.h>
#include <string.h>

#include "engine/core/memory.h"
#include "engine/core/number.h"

#define LABEL_SHARE 0.44 /* of the figure's width at most */
#define LABEL_LINES 3

bool leda_dot_has(const leda_dot_layout *layout, size_t series, size_t row) {
  return leda_plot_drawable(layout->plot->series[series].values[row]);
}

/* ---- texts ---- */

static bool begins_group(const leda_figure_dot_plot *plot, size_t row) {
  const char *group = plot->rows[row].group;
  if (!group || !*group) return false;
  const char *before = row > 0 ? plot->rows[row - 1].group : NULL;
  return !before || strcmp(before, group) != 0;
}

static void clear_rows(leda_dot_layout *layout) {
  for (size_t i = 0; i < layout->plot->n_rows; i++) {
    leda_plot_lines_clear(&layout->rows[i].label);
    leda_plot_lines_clear(&layout->rows[i].heading);
  }
}

/* Wraps every label at this size; returns the height all rows need. */
static double wrap_rows(leda_dot_layout *layout, const leda_canvas *canvas, double size) {
  const leda_figure_dot_plot *plot = layout->plot;
  double room = canvas->width * LABEL_SHARE, sum = 0;
  layout->font = (leda_plot_font){size, false};
  leda_plot_font bold = {size, true};
  double leading = leda_canvas_leading(layout->font);
  layout->label_width = 0;
  clear_rows(layout);
  for (size_t i = 0; i < plot->n_rows; i++) {
    leda_dot_row *row = &layout->rows[i];
    leda_plot_wrap(&row->label, plot->rows[i].label, layout->font, room, LABEL_LINES);
    if (begins_group(plot, i))
      leda_plot_wrap(&row->heading, plot->rows[i].group, bold, canvas->width * 0.8, 1);
    row->height = fmax((double)row->label.n, 1) * leading + size * 0.45;
    if (row->heading.n > 0) sum += leading * (i > 0 ? 1.5 : 1.1);
    sum += row->height;
    layout->label_width =
        fmax(layout->label_width, leda_plot_lines_width(&row->label, layout->font));
    canvas->out->failed = canvas->out->failed || row->label.text.failed || row->heading.text.failed;
  }
  return sum;
}

/* The largest letters, from the size's own down to three quarters, with which the rows fit in
   `room`; returns the height they need. Where none do, the figure grows, and small letters would
   only make it hard to read. */
static double fit_rows(leda_dot_layout *layout, const leda_canvas *canvas, double room) {
  for (int percent = 100; percent >= 74; percent -= 5) {
    double needed = wrap_rows(layout, canvas, canvas->style->label * percent / 100);
    if (needed <= room) return needed;
  }
  return wrap_rows(layout, canvas, canvas->style->label * 0.85);
}

static void measure_values(leda_dot_layout *layout, const leda_canvas *canvas) {
  leda_text label = {0};
  layout->value_width = 0;
  for (size_t k = 0; k < layout->n_series && layout->plot->print_values; k++)
    for (size_t i = 0; i < layout->plot->n_rows; i++) {
      if (!leda_dot_has(layout, k, i)) continue;
      leda_text_clear(&label);
      leda_number_label(layout->plot->series[k].values[i], layout->plot->decimals,
                        canvas->texts->language, &label);
      layout->value_width =
          fmax(layout->value_width, leda_plot_text_width(leda_text_str(&label), layout->font));
    }
  leda_text_clear(&label);
}

/* ---- the axis ---- */

static void widen(double *low, double *high, double value) {
  if (!leda_plot_drawable(value)) return;
  if (!(value >= *low)) *low = value;
  if (!(value <= *high)) *high = value;
}

/* The wanted range, and every value even where it lies outside. */
static bool find_range(const leda_dot_layout *layout, double *low, double *high) {
  const leda_figure_dot_plot *plot = layout->plot;
  *low = *high = NAN;
  for (size_t k = 0; k < layout->n_series; k++) {
    const leda_figure_dots *dots = &plot->series[k];
    for (size_t i = 0; i < plot->n_rows; i++) {
      if (!leda_dot_has(layout, k, i)) continue;
      widen(low, high, dots->values[i]);
      if (dots->lower) widen(low, high, dots->lower[i]);
      if (dots->upper) widen(low, high, dots->upper[i]);
    }
  }
  if (isnan(*low)) return false;
  widen(low, high, plot->reference);
  if (*high <= *low) leda_plot_range_pad(low, high);
  widen(low, high, plot->axis_from);
  widen(low, high, plot->axis_to);
  return true;
}

/* As many as stand apart, at most eight steps. */
static void choose_ticks(leda_dot_layout *layout, const leda_canvas *canvas, double low,
                         double high) {
  leda_plot_font font = {canvas->style->label, false};
  double scale = (canvas->box.right - canvas->box.left) / (canvas->x_to - canvas->x_from);
  for (int most = 8; most > 0; most--) {
    layout->ticks = leda_plot_ticks_choose(low, high, most);
    double width = leda_plot_ticks_width(canvas, &layout->ticks, font) + font.size;
    if (width < layout->ticks.step * scale) return;
  }
}

/* Marks and their values keep clear of the box' ends, so the range is wider than the data. */
static void set_axis(leda_dot_layout *layout, leda_canvas *canvas, double low, double high) {
  double width = canvas->box.right - canvas->box.left;
  double gap = canvas->style->mark * 1.8;
  double beside = layout->columns ? 0 : layout->value_width + (layout->value_width > 0 ? gap : 0);
  double left = gap + (layout->n_series > 1 ? beside : 0), right = gap + beside;
  double scale = (high - low) / fmax(width - left - right, width * 0.3);
  canvas->x_from = low - left * scale;
  canvas->x_to = high + right * scale;
  choose_ticks(layout, canvas, low, high);
}

/* ---- places ---- */

static void place_rows(leda_dot_layout *layout, leda_canvas *canvas, double spare) {
  double leading = leda_canvas_leading(layout->font);
  double y = canvas->box.top;
  double extra = fmin(spare / (double)layout->plot->n_rows, 4 * leading);
  for (size_t i = 0; i < layout->plot->n_rows; i++) {
    leda_dot_row *row = &layout->rows[i];
    if (row->heading.n > 0) {
      double height = leading * (i > 0 ? 1.5 : 1.1);
      row->heading_y = y + height - leading * 0.5;
      y += height;
    }
    row->height += extra;
    row->y = y + row->height / 2;
    y += row->height;
  }
  canvas->box.bottom = y + layout->font.size * 0.2;
  canvas->y_from = canvas->box.bottom; /* heights on the page are the vertical scale */
  canvas->y_to = canvas->box.top;
}

static double axis_height(const leda_canvas *canvas) {
  bool titled = canvas->texts->x_title && *canvas->texts->x_title;
  return canvas->style->label * (titled ? 2.9 : 1.7);
}

/* What title and caption leave, found by writing them on a page that is thrown away. */
static double room_left(const leda_canvas *canvas) {
  leda_text scratch = {0};
  leda_canvas trial = *canvas;
  trial.out = &scratch;
  leda_canvas_frame(&trial);
  leda_text_clear(&scratch);
  return trial.box.bottom - trial.box.top;
}

static void set_sides(leda_dot_layout *layout, leda_canvas *canvas) {
  double size = layout->font.size;
  canvas->box.left += layout->label_width + (layout->label_width > 0 ? size : 0);
  if (layout->columns) canvas->box.right -= (double)layout->n_series * (layout->value_width + size);
}

leda_status leda_dot_layout_make(leda_dot_layout *layout, leda_canvas *canvas, leda_error *err) {
  double low, high;
  if (!find_range(layout, &low, &high)) return LEDA_ERR_DATA;
  layout->rows = leda_calloc(layout->plot->n_rows, sizeof *layout->rows);
  if (!layout->rows) return leda_fail_memory(err);
  double leading = leda_canvas_leading((leda_plot_font){canvas->style->label, false});
  layout->names_height = layout->n_series > 1 ? leading * 1.3 : leading * 0.3;
  layout->columns = layout->plot->print_values && layout->n_series > 2;
  double room = room_left(canvas) - axis_height(canvas) - layout->names_height;
  double needed = fit_rows(layout, canvas, room);
  if (needed > room) canvas->height = ceil(canvas->height + needed - room);
  measure_values(layout, canvas);
  leda_canvas_frame(canvas);
  set_sides(layout, canvas);
  canvas->box.top += layout->names_height;
  place_rows(layout, canvas, fmax(0, room - needed));
  set_axis(layout, canvas, low, high);
  return leda_text_status(canvas->out, err);
}

void leda_dot_layout_clear(leda_dot_layout *layout) {
  if (!layout->rows) return;
  clear_rows(layout);
  leda_free(layout->rows);
  layout->rows = NULL;
}
