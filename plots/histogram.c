/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/histogram.h"

#include <math.h>

#include "engine/core/number.h"
#include "plots/axis.h"
#include "plots/words.h"

enum { CURVE = 160, LIMITS = 3, NOTE_LINES = 2 };

static const leda_shape_look bar_look = {"#9CC9E6", LEDA_BLUE_TEXT, 1.2, NULL};
static const leda_shape_look beyond_look = {"#FBE3D3", LEDA_VERMILLION_TEXT, 1.6, NULL};
static const leda_shape_look curve_look = {NULL, LEDA_INK, 2.4, NULL};
static const leda_shape_look limit_look = {NULL, LEDA_VERMILLION_TEXT, 2.4, NULL};
static const leda_shape_look target_look = {NULL, LEDA_GREEN_TEXT, 2.2, "(12,4,2,4)"};

typedef struct {
  const leda_figure_histogram *histogram;
  leda_shapes shapes;
  double total;
  double width; /* of a bin */
} layout;

static bool has(const layout *it, size_t i) {
  const leda_figure_histogram *h = it->histogram;
  return leda_plot_drawable(h->counts[i]) && h->counts[i] > 0 && leda_plot_drawable(h->edges[i]) &&
         leda_plot_drawable(h->edges[i + 1]) && h->edges[i + 1] > h->edges[i];
}

static bool has_curve(const layout *it) {
  return leda_plot_drawable(it->histogram->mean) && it->histogram->sd > 0 &&
         leda_plot_drawable(it->histogram->sd);
}

static double curve_at(const layout *it, double x) {
  double z = (x - it->histogram->mean) / it->histogram->sd;
  return it->total * it->width * exp(-z * z / 2) / (it->histogram->sd * 2.5066282746310002);
}

static bool find_ranges(layout *it) {
  const leda_figure_histogram *h = it->histogram;
  double low = NAN, high = NAN, most = 0;
  for (size_t i = 0; i < h->n_bins; i++) {
    if (!has(it, i)) continue;
    leda_words_widen(&low, &high, h->edges[i]);
    leda_words_widen(&low, &high, h->edges[i + 1]);
    it->total += h->counts[i];
    it->width = h->edges[i + 1] - h->edges[i];
    most = fmax(most, h->counts[i]);
  }
  if (isnan(low)) return false;
  leda_words_widen(&low, &high, h->lower);
  leda_words_widen(&low, &high, h->upper);
  leda_words_widen(&low, &high, h->target);
  if (has_curve(it)) most = fmax(most, curve_at(it, h->mean));
  leda_canvas *canvas = it->shapes.canvas;
  canvas->x_from = low - 0.04 * (high - low);
  canvas->x_to = high + 0.04 * (high - low);
  canvas->y_from = 0;
  canvas->y_to = most * 1.06;
  return true;
}

/* ---- bars: what lies beyond a limit is another piece ---- */

static void draw_piece(layout *it, double from, double to, double count, bool beyond) {
  const leda_canvas *canvas = it->shapes.canvas;
  if (!(to > from)) return;
  leda_plot_box box = {leda_canvas_x(canvas, from), leda_canvas_x(canvas, to),
                       leda_canvas_y(canvas, count), canvas->box.bottom};
  leda_shapes_box(&it->shapes, box,
                  (leda_shape_look){.fill = beyond ? beyond_look.fill : bar_look.fill});
  if (beyond)
    leda_shapes_hatch(&it->shapes, box, canvas->style->label * 0.4,
                      (leda_shape_look){NULL, LEDA_VERMILLION, 1.2, NULL});
  leda_shapes_box(&it->shapes, box,
                  (leda_shape_look){NULL, beyond ? beyond_look.edge : bar_look.edge, 1.3, NULL});
}

static void draw_bar(layout *it, size_t i) {
  const leda_figure_histogram *h = it->histogram;
  double from = h->edges[i], to = h->edges[i + 1], low = from, high = to;
  if (leda_plot_drawable(h->lower)) low = fmin(fmax(h->lower, from), to);
  if (leda_plot_drawable(h->upper)) high = fmax(fmin(h->upper, to), low);
  draw_piece(it, from, low, h->counts[i], true);
  draw_piece(it, low, high, h->counts[i], false);
  draw_piece(it, high, to, h->counts[i], true);
}

static void draw_curve(layout *it) {
  const leda_canvas *canvas = it->shapes.canvas;
  leda_shape_point points[CURVE + 1];
  if (!has_curve(it)) return;
  for (int i = 0; i <= CURVE; i++) {
    double x = canvas->x_from + (canvas->x_to - canvas->x_from) * i / CURVE;
    points[i] =
        (leda_shape_point){leda_canvas_x(canvas, x), leda_canvas_y(canvas, curve_at(it, x))};
  }
  leda_shapes_line(&it->shapes, points, CURVE + 1, curve_look);
}

/* ---- limits and target, their words above ---- */

typedef struct {
  double at;
  const char *word;
  const char *note;
  const char *colour;
  leda_shape_look look;
} limit;

static size_t find_limits(const layout *it, limit out[LIMITS]) {
  const leda_figure_histogram *h = it->histogram;
  const limit all[] = {{h->lower, h->lower_word, h->lower_note, LEDA_VERMILLION_TEXT, limit_look},
                       {h->target, h->target_word, NULL, LEDA_GREEN_TEXT, target_look},
                       {h->upper, h->upper_word, h->upper_note, LEDA_VERMILLION_TEXT, limit_look}};
  size_t n = 0;
  for (size_t i = 0; i < LIMITS; i++) {
    if (!leda_plot_drawable(all[i].at)) continue;
    size_t at = n++;
    for (; at > 0 && out[at - 1].at > all[i].at; at--) out[at] = out[at - 1];
    out[at] = all[i];
  }
  return n;
}

static leda_plot_font word_font(const layout *it) {
  return (leda_plot_font){it->shapes.canvas->style->label * 0.88, true};
}

static leda_plot_font note_font(const layout *it) {
  return (leda_plot_font){it->shapes.canvas->style->label * 0.75, false};
}

static double most_width(const layout *it) {
  const leda_canvas *canvas = it->shapes.canvas;
  return (canvas->width - 2 * canvas->style->margin) / LIMITS * 0.94;
}

static void add_word(const layout *it, const limit *one, leda_text *out) {
  if (one->word && *one->word) leda_text_addf(out, "%s ", one->word);
  leda_number_label(one->at, it->histogram->decimals, it->shapes.canvas->texts->language, out);
}

static double width_of(const layout *it, const limit *one) {
  leda_text word = {0};
  add_word(it, one, &word);
  double width = leda_words_measure(leda_text_str(&word), word_font(it), most_width(it), 1).width;
  leda_text_clear(&word);
  return fmax(width,
              leda_words_measure(one->note, note_font(it), most_width(it), NOTE_LINES).width);
}

/* The note nearest the line that leads down to the limit, the word above it. */
static void draw_limit(layout *it, const limit *one, double x) {
  leda_canvas *canvas = it->shapes.canvas;
  double size = word_font(it).size, y = canvas->box.top - size * 1.5;
  leda_plot_place place = {x, 0, LEDA_ALIGN_CENTRE, note_font(it), one->colour};
  double note = leda_canvas_leading(place.font) *
                (double)leda_words_measure(one->note, place.font, most_width(it), NOTE_LINES).lines;
  place.y = y - note / 2;
  leda_words_block(canvas, place, one->note, most_width(it), NOTE_LINES);
  leda_text word = {0};
  add_word(it, one, &word);
  place.y = y - note - size * 0.64;
  place.font = word_font(it);
  leda_words_line(canvas, place, leda_text_str(&word), most_width(it));
  canvas->out->failed = canvas->out->failed || word.failed;
  leda_text_clear(&word);
  double at = leda_canvas_x(canvas, one->at);
  leda_shapes_line(&it->shapes,
                   (leda_shape_point[]){{x, y + size * 0.25},
                                        {at, canvas->box.top - size * 0.1},
                                        {at, canvas->box.bottom}},
                   3, one->look);
}

/* Middles as near their limits as the widths of the texts allow: measured from the first one's, what
   is left after the least distances may not fall. */
static void draw_limits(layout *it) {
  limit limits[LIMITS];
  double x[LIMITS], widths[LIMITS], least[LIMITS] = {0};
  leda_canvas *canvas = it->shapes.canvas;
  size_t n = find_limits(it, limits);
  if (n == 0) return;
  for (size_t i = 0; i < n; i++) {
    widths[i] = width_of(it, &limits[i]);
    if (i > 0)
      least[i] = least[i - 1] + (widths[i - 1] + widths[i]) / 2 + canvas->style->label * 0.6;
    x[i] = leda_canvas_x(canvas, limits[i].at) - least[i];
  }
  double right = canvas->width - canvas->style->margin - widths[n - 1] / 2 - least[n - 1];
  leda_plot_spread(x, n, 0, canvas->style->margin + widths[0] / 2, right);
  for (size_t i = 0; i < n; i++) draw_limit(it, &limits[i], x[i] + least[i]);
}

leda_status leda_histogram_draw(leda_canvas *canvas, const leda_figure_histogram *histogram,
                                leda_error *err) {
  layout it = {.histogram = histogram, .shapes = {.canvas = canvas}};
  limit limits[LIMITS];
  leda_canvas_begin(canvas);
  if (!find_ranges(&it)) return leda_canvas_no_value(canvas, err);
  leda_canvas_frame(canvas);
  double key = canvas->box.top + canvas->style->label * 0.63, size = canvas->style->label;
  leda_words_key_entry entry = {LEDA_KEY_LINE, curve_look, LEDA_INK,
                                has_curve(&it) ? histogram->curve_word : NULL};
  leda_words_axes(canvas, find_limits(&it, limits) ? size * 4.4 : size * 0.3, 0);
  leda_words_key(
      &it.shapes, &entry, 1,
      (leda_words_key_room){canvas->width - canvas->style->margin, key, canvas->width * 0.5});
  for (size_t i = 0; i < histogram->n_bins; i++)
    if (has(&it, i)) draw_bar(&it, i);
  draw_curve(&it);
  draw_limits(&it);
  leda_shapes_draw(&it.shapes);
  return leda_text_status(canvas->out, err);
}
