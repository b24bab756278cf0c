/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/axis.h"

#include <math.h>

#include "engine/core/number.h"

static int decimals_of(double step) {
  double scaled = step;
  for (int decimals = 0; decimals < 9; decimals++, scaled *= 10)
    if (fabs(scaled - round(scaled)) < 1e-6 * scaled) return decimals;
  return 9;
}

leda_plot_ticks leda_plot_ticks_choose(double from, double to, int most) {
  static const double factors[] = {1, 2, 2.5, 5, 10};
  double span = to - from;
  double rough = span / (most < 1 ? 1 : most);
  double power = pow(10, floor(log10(rough)));
  double step = 10 * power;
  for (size_t i = 0; i < sizeof factors / sizeof *factors; i++) {
    if (factors[i] * power < rough * (1 - 1e-9)) continue;
    step = factors[i] * power;
    break;
  }
  double slack = 1e-9 * step;
  leda_plot_ticks ticks = {ceil((from - slack) / step) * step, floor((to + slack) / step) * step,
                           step, decimals_of(step)};
  if (ticks.last < ticks.first + step / 2 && most < 50) /* a wide step can fall outside */
    return leda_plot_ticks_choose(from, to, most + 2);
  return ticks;
}

size_t leda_plot_ticks_count(const leda_plot_ticks *ticks) {
  double count = round((ticks->last - ticks->first) / ticks->step) + 1;
  return count >= 1 && count < 1000 ? (size_t)count : 0;
}

double leda_plot_tick(const leda_plot_ticks *ticks, size_t i) {
  double value = ticks->first + (double)i * ticks->step;
  return fabs(value) < 1e-9 * ticks->step ? 0 : value;
}

static void add_label(const leda_canvas *canvas, const leda_plot_ticks *ticks, size_t i,
                      leda_text *label) {
  leda_text_clear(label);
  leda_number_label(leda_plot_tick(ticks, i), ticks->decimals, canvas->texts->language, label);
}

double leda_plot_ticks_width(const leda_canvas *canvas, const leda_plot_ticks *ticks,
                             leda_plot_font font) {
  double widest = 0;
  leda_text label = {0};
  for (size_t i = 0; i < leda_plot_ticks_count(ticks); i++) {
    add_label(canvas, ticks, i, &label);
    widest = fmax(widest, leda_plot_text_width(leda_text_str(&label), font));
  }
  leda_text_clear(&label);
  return widest;
}

static const char grid_look[] = "back lc rgb '" LEDA_GRID "' lw 1";

void leda_plot_ticks_up(leda_canvas *canvas, const leda_plot_ticks *ticks) {
  leda_plot_font font = {canvas->style->label, false};
  leda_plot_box box = canvas->box;
  leda_text label = {0};
  for (size_t i = 0; i < leda_plot_ticks_count(ticks); i++) {
    double y = leda_canvas_y(canvas, leda_plot_tick(ticks, i));
    add_label(canvas, ticks, i, &label);
    leda_canvas_text(
        canvas,
        (leda_plot_place){box.left - font.size * 0.5, y, LEDA_ALIGN_RIGHT, font, LEDA_INK_SOFT},
        leda_text_str(&label));
    leda_canvas_line(canvas, (leda_plot_box){box.left, box.right, y, y}, grid_look);
  }
  leda_text_clear(&label);
}

void leda_plot_ticks_along(leda_canvas *canvas, const leda_plot_ticks *ticks) {
  leda_plot_font font = {canvas->style->label, false};
  leda_plot_box box = canvas->box;
  leda_text label = {0};
  for (size_t i = 0; i < leda_plot_ticks_count(ticks); i++) {
    double x = leda_canvas_x(canvas, leda_plot_tick(ticks, i));
    add_label(canvas, ticks, i, &label);
    leda_canvas_text(
        canvas,
        (leda_plot_place){x, box.bottom + font.size * 0.9, LEDA_ALIGN_CENTRE, font, LEDA_INK_SOFT},
        leda_text_str(&label));
    leda_canvas_line(canvas, (leda_plot_box){x, x, box.top, box.bottom}, grid_look);
  }
  leda_text_clear(&label);
}

void leda_plot_range_pad(double *from, double *to) {
  double span = *to - *from;
  double least = fmax(fabs(*from), fabs(*to)) * 1e-9;
  if (span <= least) span = fmax(fabs(*to) * 0.2, *to == 0 ? 2 : 0);
  double low = *from - 0.06 * span, high = *to + 0.06 * span;
  if (*to - *from <= least) {
    low = *from - span / 2;
    high = *to + span / 2;
  }
  if (*from >= 0 && low < 0.2 * high) low = 0;
  *from = low;
  *to = high;
}

void leda_plot_spread(double *heights, size_t n, double gap, double low, double high) {
  if (n == 0) return;
  if (n > 1 && gap * (double)(n - 1) > high - low) gap = (high - low) / (double)(n - 1);
  for (int round_trip = 0; round_trip < 20; round_trip++) {
    for (size_t i = 1; i < n; i++) {
      double lacking = gap - (heights[i] - heights[i - 1]);
      if (lacking <= 0) continue;
      heights[i - 1] -= lacking / 2;
      heights[i] += lacking / 2;
    }
  }
  if (heights[0] < low) heights[0] = low;
  for (size_t i = 1; i < n; i++) heights[i] = fmax(heights[i], heights[i - 1] + gap);
  if (heights[n - 1] > high) heights[n - 1] = high;
  for (size_t i = n - 1; i > 0; i--) heights[i - 1] = fmin(heights[i - 1], heights[i] - gap);
}
