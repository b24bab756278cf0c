/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/gauge_components.h"

#include <math.h>

#include "engine/core/number.h"
#include "plots/axis.h"
#include "plots/words.h"

enum { MEASURES = 3, OPERATORS = 4, LABEL_LINES = 3 };

static const struct {
  leda_shape_look look;
  const char *text;
} bar_looks[MEASURES] = {{{LEDA_BLUE, LEDA_BLUE, 1.4, NULL}, LEDA_BLUE_TEXT},
                         {{"#F7D99A", LEDA_ORANGE_EDGE, 1.4, NULL}, LEDA_ORANGE_EDGE},
                         {{"#FFFFFF", LEDA_GREEN_TEXT, 1.6, NULL}, LEDA_GREEN_TEXT}};
static const struct {
  int type;
  leda_shape_look look;
  const char *text;
} line_looks[OPERATORS] = {
    {LEDA_MARK_CIRCLE, {NULL, LEDA_BLUE, 2.4, NULL}, LEDA_BLUE_TEXT},
    {LEDA_MARK_DIAMOND, {NULL, LEDA_VERMILLION, 2.4, "(10,4)"}, LEDA_VERMILLION_TEXT},
    {LEDA_MARK_SQUARE, {NULL, LEDA_GREEN, 2.4, "(4,4)"}, LEDA_GREEN_TEXT},
    {LEDA_MARK_TRIANGLE, {NULL, LEDA_PURPLE, 2.4, "(12,4,2,4)"}, LEDA_PURPLE_TEXT}};
static const leda_shape_look interval_look = {NULL, LEDA_INK, 1.6, NULL};
static const leda_shape_look level_look = {NULL, LEDA_LIMIT, 1.8, "(8,5)"};

typedef struct {
  const leda_figure_gauge *gauge;
  leda_shapes shapes;
  size_t n_measures;
  size_t n_operators;
  leda_canvas bars; /* box and scale of each panel */
  leda_canvas parts;
  leda_plot_font font;
  leda_plot_font small;
  leda_plot_font names; /* of the components: no word broken */
} layout;

static bool has_parts(const layout *it) { return it->n_operators > 0 && it->gauge->n_parts > 0; }

static bool find_bars(layout *it) {
  double low = 0, high = 0;
  bool any = false;
  for (size_t m = 0; m < it->n_measures; m++)
    for (size_t c = 0; c < it->gauge->n_components; c++) {
      const leda_figure_gauge_measure *measure = &it->gauge->measures[m];
      if (!leda_plot_drawable(measure->values[c])) continue;
      any = true;
      leda_words_widen(&low, &high, measure->values[c]);
      if (measure->upper) leda_words_widen(&low, &high, measure->upper[c]);
    }
  leda_words_widen(&low, &high, it->gauge->bad);
  it->bars.y_from = 0;
  /* A wide interval must not flatten the bars: what lies far beyond all is cut there. */
  it->bars.y_to = fmin(fmax(high * 1.06, 10), 160);
  return any;
}

static void find_parts(layout *it) {
  double low = NAN, high = NAN;
  for (size_t k = 0; k < it->n_operators; k++)
    for (size_t i = 0; i < it->gauge->n_parts; i++)
      leda_words_widen(&low, &high, it->gauge->operators[k].means[i]);
  if (isnan(low)) low = high = 0;
  leda_plot_range_pad(&low, &high);
  it->parts.y_from = low;
  it->parts.y_to = high;
}

/* ---- components ---- */

static double clamped(const layout *it, double value) {
  return leda_canvas_y(&it->bars, fmin(fmax(value, 0), it->bars.y_to));
}

static double step_of(const layout *it) {
  return (it->bars.box.right - it->bars.box.left) / (double)it->gauge->n_components;
}

static void draw_bar(layout *it, size_t m, size_t c) {
  const leda_figure_gauge_measure *measure = &it->gauge->measures[m];
  if (!leda_plot_drawable(measure->values[c])) return;
  double step = step_of(it), width = step * 0.8 / (double)it->n_measures;
  double left = it->bars.box.left + step * ((double)c + 0.1) + width * (double)m,
         x = left + width / 2;
  leda_plot_box box = {left, left + width, clamped(it, measure->values[c]), it->bars.box.bottom};
  leda_shapes_box(&it->shapes, box, bar_looks[m].look);
  if (!measure->lower || !measure->upper || !leda_plot_drawable(measure->lower[c]) ||
      !leda_plot_drawable(measure->upper[c]))
    return;
  const double ends[] = {clamped(it, measure->lower[c]), clamped(it, measure->upper[c])};
  for (int layer = 0; layer < 2; layer++) {
    leda_shape_look look = interval_look;
    if (layer == 0) look = (leda_shape_look){NULL, "#FFFFFF", 3.6, NULL};
    double cap = fmin(width * 0.25, 7);
    leda_shapes_segment(&it->shapes, (leda_shape_point){x, ends[0]}, (leda_shape_point){x, ends[1]},
                        look);
    for (int i = 0; i < 2; i++)
      leda_shapes_segment(&it->shapes, (leda_shape_point){x - cap, ends[i]},
                          (leda_shape_point){x + cap, ends[i]}, look);
  }
}

/* The value in the bar's foot where it has room, else over bar and interval. */
static void draw_value(layout *it, size_t m, size_t c) {
  const leda_figure_gauge_measure *measure = &it->gauge->measures[m];
  if (!leda_plot_drawable(measure->values[c])) return;
  double step = step_of(it), width = step * 0.8 / (double)it->n_measures;
  double x = it->bars.box.left + step * ((double)c + 0.1) + width * ((double)m + 0.5);
  leda_plot_font font = {fmin(it->small.size, width * 0.42), true};
  double top = clamped(it, measure->values[c]), foot = it->bars.box.bottom - font.size * 0.8;
  if (font.size < it->small.size * 0.6) return;
  bool inside = it->bars.box.bottom - top > font.size * 1.7;
  if (measure->lower && leda_plot_drawable(measure->lower[c]))
    inside = inside && clamped(it, measure->lower[c]) < foot - font.size * 0.7;
  if (measure->upper && leda_plot_drawable(measure->upper[c]))
    top = fmin(top, clamped(it, measure->upper[c]));
  leda_plot_place place = {x, inside ? foot : top - font.size * 0.8, LEDA_ALIGN_CENTRE, font,
                           inside && m == 0 ? "#FFFFFF" : bar_looks[m].text};
  leda_words_number(it->shapes.canvas, place, measure->values[c], 0);
}

static void draw_level(layout *it, double level, const char *word) {
  if (!leda_plot_drawable(level) || level <= 0 || level > it->bars.y_to) return;
  double y = leda_canvas_y(&it->bars, level);
  leda_shapes_segment(&it->shapes, (leda_shape_point){it->bars.box.left, y},
                      (leda_shape_point){it->bars.box.right, y}, level_look);
  leda_plot_place place = {it->bars.box.right + it->small.size * 0.4, y, LEDA_ALIGN_LEFT, it->small,
                           LEDA_LIMIT};
  leda_words_line(it->shapes.canvas, place, word, it->shapes.canvas->width * 0.13);
}

static void draw_components(layout *it) {
  leda_canvas *canvas = it->shapes.canvas;
  leda_plot_ticks ticks = leda_plot_ticks_choose(0, it->bars.y_to, 6);
  leda_plot_ticks_up(&it->bars, &ticks);
  for (size_t c = 0; c < it->gauge->n_components; c++) {
    for (size_t m = 0; m < it->n_measures; m++) draw_bar(it, m, c);
    for (size_t m = 0; m < it->n_measures; m++) draw_value(it, m, c);
    double room = step_of(it) * 0.96, leading = leda_canvas_leading(it->small);
    size_t lines = leda_words_measure(it->gauge->components[c], it->small, room, LABEL_LINES).lines;
    leda_plot_place place = {it->bars.box.left + step_of(it) * ((double)c + 0.5),
                             it->bars.box.bottom + it->small.size * 0.4 +
                                 leading * (double)lines / 2,
                             LEDA_ALIGN_CENTRE, it->names, LEDA_INK};
    leda_words_block(canvas, place, it->gauge->components[c], room, LABEL_LINES);
  }
  draw_level(it, it->gauge->good, it->gauge->good_word);
  draw_level(it, it->gauge->bad, it->gauge->bad_word);
}

/* ---- parts and operators ---- */

static double part_x(const layout *it, size_t i) {
  double step = (it->parts.box.right - it->parts.box.left) / (double)it->gauge->n_parts;
  return it->parts.box.left + step * ((double)i + 0.5);
}

static leda_shape_point mean_at(const layout *it, size_t k, size_t i) {
  double mean = it->gauge->operators[k].means[i];
  if (!leda_plot_drawable(mean)) return (leda_shape_point){NAN, NAN};
  return (leda_shape_point){part_x(it, i), leda_canvas_y(&it->parts, mean)};
}

static void draw_operator(layout *it, size_t k) {
  for (size_t i = 0; i + 1 < it->gauge->n_parts; i++)
    leda_shapes_segment(&it->shapes, mean_at(it, k, i), mean_at(it, k, i + 1), line_looks[k].look);
  for (size_t i = 0; i < it->gauge->n_parts; i++)
    leda_shapes_mark(&it->shapes, mean_at(it, k, i), line_looks[k].type,
                     it->shapes.canvas->style->mark * 0.9, line_looks[k].look);
}

static void draw_parts(layout *it) {
  leda_canvas *canvas = it->shapes.canvas;
  leda_plot_ticks ticks = leda_plot_ticks_choose(it->parts.y_from, it->parts.y_to, 6);
  leda_plot_ticks_up(&it->parts, &ticks);
  double widest = 0, most = canvas->width * 0.12;
  double step = (it->parts.box.right - it->parts.box.left) / (double)it->gauge->n_parts;
  for (size_t i = 0; i < it->gauge->n_parts; i++)
    widest = fmax(widest, leda_words_measure(it->gauge->parts[i], it->small, most, 1).width);
  size_t every = (size_t)((widest + it->small.size * 0.5) / step) + 1;
  for (size_t i = 0; i < it->gauge->n_parts; i += every) {
    double x = part_x(it, i), y = it->parts.box.bottom + it->small.size;
    leda_words_line(canvas, (leda_plot_place){x, y, LEDA_ALIGN_CENTRE, it->small, LEDA_INK_SOFT},
                    it->gauge->parts[i], most);
  }
  for (size_t k = 0; k < it->n_operators; k++) draw_operator(it, k);
}

/* ---- titles and keys ---- */

static void draw_heads(layout *it, double y) {
  leda_canvas *canvas = it->shapes.canvas;
  double size = it->font.size, key_y = y + size * 1.5;
  double bars_left = canvas->style->margin, bars_width = it->bars.box.right - bars_left;
  leda_plot_place place = {bars_left, y, LEDA_ALIGN_LEFT, {size, true}, LEDA_INK};
  leda_words_line(canvas, place, it->gauge->bars_title, bars_width);
  leda_words_key_entry entries[OPERATORS] = {0};
  for (size_t m = 0; m < it->n_measures; m++)
    entries[m] = (leda_words_key_entry){LEDA_KEY_BOX, bar_looks[m].look, bar_looks[m].text,
                                        it->gauge->measures[m].name};
  leda_words_key(&it->shapes, entries, it->n_measures,
                 (leda_words_key_room){it->bars.box.right, key_y, bars_width});
  if (!has_parts(it)) return;
  double left = it->parts.box.left - size * 2.6, width = it->parts.box.right - left;
  place.x = left;
  leda_words_line(canvas, place, it->gauge->parts_title, width);
  for (size_t k = 0; k < it->n_operators; k++)
    entries[k] = (leda_words_key_entry){line_looks[k].type, line_looks[k].look, line_looks[k].text,
                                        it->gauge->operators[k].name};
  leda_words_key(&it->shapes, entries, it->n_operators,
                 (leda_words_key_room){it->parts.box.right, key_y, width});
}

/* Chooses their letters; returns the lines of the longest. */
static size_t fit_names(layout *it) {
  size_t lines = 1;
  bool whole = false;
  for (int percent = 80; percent >= 60 && !whole; percent -= 4) {
    it->names = (leda_plot_font){it->font.size * percent / 100, false};
    lines = 1;
    whole = true;
    for (size_t c = 0; c < it->gauge->n_components; c++) {
      leda_words_fit fit =
          leda_words_measure(it->gauge->components[c], it->names, step_of(it) * 0.96, LABEL_LINES);
      if (fit.lines > lines) lines = fit.lines;
      whole = whole && !fit.breaks && !fit.cut;
    }
  }
  return lines;
}

static void make_room(layout *it) {
  leda_canvas *canvas = it->shapes.canvas;
  double size = it->font.size, page = canvas->width - 2 * canvas->style->margin;
  double left = canvas->style->margin + size * 2.4, words = 0;
  const char *const levels[] = {it->gauge->good_word, it->gauge->bad_word};
  for (int i = 0; i < 2; i++)
    words = fmax(words, leda_words_measure(levels[i], it->small, canvas->width * 0.13, 1).width);
  words += words > 0 ? it->small.size * 0.6 : 0;
  double bars_end = canvas->style->margin + (has_parts(it) ? page * 0.6 : page) - words;
  it->bars.box = (leda_plot_box){left, bars_end, canvas->box.top + size * 3.6, canvas->box.bottom};
  size_t lines = fit_names(it);
  it->bars.box.bottom -= leda_canvas_leading(it->names) * (double)lines + it->names.size * 0.5;
  it->parts.box = it->bars.box;
  it->parts.box.left = canvas->style->margin + page * 0.6 + size * 4.2;
  it->parts.box.right = canvas->width - canvas->style->margin;
}

leda_status leda_gauge_components_draw(leda_canvas *canvas, const leda_figure_gauge *gauge,
                                       leda_error *err) {
  layout it = {.gauge = gauge, .shapes = {.canvas = canvas}};
  it.n_measures = gauge->n_measures < MEASURES ? gauge->n_measures : MEASURES;
  it.n_operators = gauge->n_operators < OPERATORS ? gauge->n_operators : OPERATORS;
  it.font = (leda_plot_font){canvas->style->label, false};
  it.small = (leda_plot_font){canvas->style->label * 0.8, false};
  leda_canvas_begin(canvas);
  it.bars = *canvas;
  if (!find_bars(&it)) return leda_canvas_no_value(canvas, err);
  leda_canvas_frame(canvas);
  it.bars = it.parts = *canvas;
  find_bars(&it);
  find_parts(&it);
  make_room(&it);
  draw_heads(&it, canvas->box.top + it.font.size * 0.7);
  draw_components(&it);
  if (has_parts(&it)) draw_parts(&it);
  leda_shapes_draw(&it.shapes);
  return leda_text_status(canvas->out, err);
}
