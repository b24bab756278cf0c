/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/pareto.h"

#include <math.h>

#include "plots/axis.h"
#include "plots/words.h"

#define LYING_LABEL_SHARE 0.34 /* of the width, at most */

enum { UPRIGHT_LINES = 4, LYING_LINES = 3 };

static const leda_shape_look vital_look = {LEDA_BLUE, LEDA_BLUE_TEXT, 1.5, NULL};
static const leda_shape_look other_look = {"#F7D99A", LEDA_ORANGE_EDGE, 1.5, NULL};
static const leda_shape_look line_look = {NULL, LEDA_VERMILLION, 2.5, NULL};
static const leda_shape_look level_look = {NULL, LEDA_LIMIT, 1.8, "(8,5)"};
static const leda_shape_look interval_look = {NULL, LEDA_INK, 1.6, NULL};

typedef struct {
  const leda_figure_pareto *pareto;
  leda_shapes shapes;
  leda_plot_font font; /* of the labels */
  leda_plot_font small;
  double total;
  bool lying;
  size_t lines; /* of the longest label */
  bool ranked;
  double step; /* from bar to bar */
  double rank_width;
} layout;

static bool has(const layout *it, size_t i) {
  double count = it->pareto->bars[i].count;
  return leda_plot_drawable(count) && count >= 0;
}

static double total_of(const layout *it) {
  double sum = 0;
  for (size_t i = 0; i < it->pareto->n_bars; i++)
    if (has(it, i)) sum += it->pareto->bars[i].count;
  return sum;
}

/* ---- the two ways of standing: `along` runs from bar to bar, `value` along a bar ---- */

static leda_shape_point place_of(const layout *it, double along, double value) {
  const leda_canvas *canvas = it->shapes.canvas;
  if (it->lying)
    return (leda_shape_point){leda_canvas_x(canvas, value), canvas->box.top + along * it->step};
  return (leda_shape_point){canvas->box.left + along * it->step, leda_canvas_y(canvas, value)};
}

static void draw_bar(layout *it, size_t i) {
  double at = (double)i, count = it->pareto->bars[i].count;
  leda_shape_point from = place_of(it, at + 0.1, 0), to = place_of(it, at + 0.9, count);
  leda_plot_box box = {fmin(from.x, to.x), fmax(from.x, to.x), fmin(from.y, to.y),
                       fmax(from.y, to.y)};
  leda_shapes_box(&it->shapes, box, it->pareto->bars[i].vital ? vital_look : other_look);
}

static double clamped(const layout *it, double value) { return fmin(fmax(value, 0), it->total); }

/* White beneath, so that the mark shows on a dark bar too. */
static void draw_interval(layout *it, size_t i) {
  const leda_figure_pareto_bar *bar = &it->pareto->bars[i];
  if (!leda_plot_drawable(bar->lower) || !leda_plot_drawable(bar->upper)) return;
  double low = clamped(it, bar->lower), high = clamped(it, bar->upper), at = (double)i + 0.5;
  double half = 7 / it->step;
  for (int layer = 0; layer < 2; layer++) {
    leda_shape_look look = interval_look;
    if (layer == 0) look = (leda_shape_look){NULL, "#FFFFFF", 3.6, NULL};
    leda_shapes_segment(&it->shapes, place_of(it, at, low), place_of(it, at, high), look);
    leda_shapes_segment(&it->shapes, place_of(it, at - half, low), place_of(it, at + half, low),
                        look);
    leda_shapes_segment(&it->shapes, place_of(it, at - half, high), place_of(it, at + half, high),
                        look);
  }
}

/* ---- the line of the share so far ---- */

static leda_plot_place share_place(const layout *it, leda_shape_point point) {
  leda_plot_font font = {it->small.size, true};
  leda_plot_place place = {point.x - font.size * 2, point.y - font.size * 0.85, LEDA_ALIGN_CENTRE,
                           font, LEDA_VERMILLION_TEXT};
  if (it->lying) {
    place.x = point.x - font.size * 2.4;
    place.y = point.y + font.size * 0.5;
  }
  return place;
}

/* White behind a share, so that no line of an axis runs through it. */
static void draw_share(layout *it, leda_shape_point point, double share) {
  leda_plot_place place = share_place(it, point);
  double wide = place.font.size * 1.45, high = place.font.size * 0.6;
  leda_plot_box behind = {place.x - wide, place.x + wide, place.y - high, place.y + high};
  leda_shapes_box(&it->shapes, behind, (leda_shape_look){.fill = "#FFFFFF"});
  leda_words_percent(it->shapes.canvas, place, share);
}

typedef enum { SHARES, LINE, MARKS } cumulative_part;

/* Shares are written up to the bar that passes the level; the first is the bar itself. */
static void draw_cumulative(layout *it, cumulative_part part) {
  leda_shape_point before = {NAN, NAN};
  double sum = 0, level = it->pareto->level;
  bool passed = false;
  for (size_t i = 0; i < it->pareto->n_bars; i++) {
    if (!has(it, i)) continue;
    sum += it->pareto->bars[i].count;
    leda_shape_point point = place_of(it, (double)i + (it->lying ? 0.5 : 0.9), sum);
    bool room = i > 0 && !passed && it->step > it->small.size * 2;
    if (part == SHARES && room) draw_share(it, point, sum / it->total);
    passed = passed || (leda_plot_drawable(level) && sum >= level * it->total);
    if (part == LINE) leda_shapes_segment(&it->shapes, before, point, line_look);
    if (part == MARKS)
      leda_shapes_mark(&it->shapes, point, LEDA_MARK_CIRCLE, it->shapes.canvas->style->mark * 0.8,
                       line_look);
    before = point;
  }
}

static void draw_level(layout *it) {
  double value = it->pareto->level * it->total;
  if (!leda_plot_drawable(value) || value <= 0 || value > it->total) return;
  leda_shapes_segment(&it->shapes, place_of(it, 0, value),
                      place_of(it, (double)it->pareto->n_bars, value), level_look);
}

/* On a short axis only the ends and the level are written, and an end only clear of the level. */
static bool is_crowded(const layout *it, double share) {
  const leda_canvas *canvas = it->shapes.canvas;
  double length = canvas->box.right - canvas->box.left, room = canvas->style->label * 3;
  double level = it->pareto->level;
  if (leda_plot_drawable(level) && fabs(share - level) * length < room) return true;
  return length / 5 < room && share > 0.01 && share < 0.99;
}

/* Per cent on the side that faces the counts; the level's own in bold. */
static void draw_shares_axis(layout *it) {
  leda_canvas *canvas = it->shapes.canvas;
  double size = canvas->style->label, level = it->pareto->level;
  for (int percent = 0; percent <= 100; percent += 20) {
    double share = percent / 100.0;
    if (leda_plot_drawable(level) && fabs(share - level) < 0.075 && fabs(share - level) > 1e-9)
      continue;
    bool marked = leda_plot_drawable(level) && fabs(share - level) < 1e-9;
    if (it->lying && !marked && is_crowded(it, share)) continue;
    leda_shape_point at =
        place_of(it, it->lying ? 0 : (double)it->pareto->n_bars, share * it->total);
    leda_plot_place place = {at.x + size * 0.5,
                             at.y,
                             LEDA_ALIGN_LEFT,
                             {size, marked},
                             marked ? LEDA_INK : LEDA_VERMILLION_TEXT};
    if (it->lying) {
      place.align = LEDA_ALIGN_CENTRE;
      place.x = at.x;
      place.y = canvas->box.top - size * 0.8;
    }
    leda_words_percent(canvas, place, share);
  }
}

/* ---- texts ---- */

static void add_rank(const layout *it, const leda_figure_pareto_bar *bar, leda_text *out) {
  if (bar->rank_from <= 0 || bar->rank_to < bar->rank_from) return;
  if (it->pareto->rank_word && *it->pareto->rank_word)
    leda_text_addf(out, "%s ", it->pareto->rank_word);
  leda_text_addf(out, "%d", bar->rank_from);
  if (bar->rank_to > bar->rank_from) leda_text_addf(out, "\xE2\x80\x93%d", bar->rank_to);
}

static double rank_width(const layout *it) {
  double widest = 0;
  for (size_t i = 0; i < it->pareto->n_bars; i++) {
    leda_text text = {0};
    add_rank(it, &it->pareto->bars[i], &text);
    leda_words_fit fit = leda_words_measure(leda_text_str(&text), it->small, INFINITY, 1);
    widest = fmax(widest, fit.width);
    leda_text_clear(&text);
  }
  return widest;
}

static void draw_rank(layout *it, size_t i, leda_plot_place place) {
  leda_canvas *canvas = it->shapes.canvas;
  leda_text text = {0};
  add_rank(it, &it->pareto->bars[i], &text);
  leda_words_line(canvas, place, leda_text_str(&text), canvas->width * 0.25);
  canvas->out->failed = canvas->out->failed || text.failed;
  leda_text_clear(&text);
}

/* In the bar's foot where it has room, else over the bar and its interval. */
static void draw_upright_texts(layout *it, size_t i) {
  leda_canvas *canvas = it->shapes.canvas;
  const leda_figure_pareto_bar *bar = &it->pareto->bars[i];
  double x = place_of(it, (double)i + 0.5, 0).x, leading = leda_canvas_leading(it->font);
  leda_words_fit fit = leda_words_measure(bar->label, it->font, it->step * 0.94, UPRIGHT_LINES);
  double middle = canvas->box.bottom + it->font.size * 0.5 + leading * (double)fit.lines / 2;
  double ranks_y =
      canvas->box.bottom + it->font.size * 0.5 + leading * (double)it->lines + it->small.size * 0.6;
  leda_plot_place place = {x, middle, LEDA_ALIGN_CENTRE, it->font, LEDA_INK};
  leda_words_block(canvas, place, bar->label, it->step * 0.94, UPRIGHT_LINES);
  if (it->ranked)
    draw_rank(it, i, (leda_plot_place){x, ranks_y, LEDA_ALIGN_CENTRE, it->small, LEDA_INK_SOFT});
  if (!has(it, i)) return;
  leda_plot_font font = {canvas->style->label, true};
  double top = place_of(it, 0, bar->count).y, foot = canvas->box.bottom - font.size * 0.75;
  bool inside = canvas->box.bottom - top > font.size * 1.5;
  if (leda_plot_drawable(bar->lower))
    inside = inside && place_of(it, 0, clamped(it, bar->lower)).y < foot - font.size * 0.7;
  if (leda_plot_drawable(bar->upper)) top = place_of(it, 0, clamped(it, bar->upper)).y;
  place = (leda_plot_place){x, inside ? foot : top - font.size * 0.75, LEDA_ALIGN_CENTRE, font,
                            inside && bar->vital ? "#FFFFFF" : LEDA_INK};
  leda_words_number(canvas, place, bar->count, it->pareto->decimals);
}

static void draw_lying_texts(layout *it, size_t i) {
  leda_canvas *canvas = it->shapes.canvas;
  const leda_figure_pareto_bar *bar = &it->pareto->bars[i];
  double y = place_of(it, (double)i + 0.5, 0).y, width = canvas->width * LYING_LABEL_SHARE;
  leda_plot_place place = {canvas->style->margin, y, LEDA_ALIGN_LEFT, it->font, LEDA_INK};
  leda_words_block(canvas, place, bar->label, width, LYING_LINES);
  place = (leda_plot_place){
      canvas->box.left - it->font.size * 0.5, y, LEDA_ALIGN_RIGHT, {it->font.size, true}, LEDA_INK};
  if (has(it, i)) leda_words_number(canvas, place, bar->count, it->pareto->decimals);
  place = (leda_plot_place){canvas->width - canvas->style->margin, y, LEDA_ALIGN_RIGHT, it->small,
                            LEDA_INK_SOFT};
  draw_rank(it, i, place);
}

static void draw_key(layout *it, double y) {
  const leda_figure_pareto *pareto = it->pareto;
  leda_canvas *canvas = it->shapes.canvas;
  const leda_words_key_entry entries[] = {
      {LEDA_KEY_BOX, vital_look, LEDA_BLUE_TEXT, pareto->vital_word},
      {LEDA_KEY_BOX, other_look, LEDA_ORANGE_EDGE, pareto->other_word},
      {LEDA_KEY_LINE, line_look, LEDA_VERMILLION_TEXT, pareto->line_word}};
  leda_plot_font font = {canvas->style->label * 0.9, false};
  leda_plot_place place = {canvas->style->margin, y, LEDA_ALIGN_LEFT, font, LEDA_INK_SOFT};
  double taken = leda_words_line(canvas, place, canvas->texts->y_title, canvas->width * 0.34);
  leda_words_key(
      &it->shapes, entries, 3,
      (leda_words_key_room){canvas->width - canvas->style->margin, y,
                            canvas->width - 2 * canvas->style->margin - taken - font.size});
}

/* ---- where things stand ---- */

/* The largest letters with which every label stands under its bar; false where none do. */
static bool fits_upright(layout *it, double width) {
  double size = it->shapes.canvas->style->label;
  it->step = width / (double)it->pareto->n_bars;
  if (it->rank_width > it->step * 0.98) return false;
  for (int percent = 95; percent >= 72; percent -= 4) {
    bool fits = true;
    it->font = (leda_plot_font){size * percent / 100, false};
    it->lines = 0;
    for (size_t i = 0; i < it->pareto->n_bars && fits; i++) {
      leda_words_fit fit =
          leda_words_measure(it->pareto->bars[i].label, it->font, it->step * 0.94, UPRIGHT_LINES);
      if (fit.lines > it->lines) it->lines = fit.lines;
      fits = !fit.breaks && !fit.cut;
    }
    if (fits) return true;
  }
  return false;
}

static double tallest_row(const layout *it, double size) {
  double width = it->shapes.canvas->width * LYING_LABEL_SHARE;
  leda_plot_font font = {size, false};
  size_t most = 1;
  for (size_t i = 0; i < it->pareto->n_bars; i++) {
    leda_words_fit fit = leda_words_measure(it->pareto->bars[i].label, font, width, LYING_LINES);
    if (fit.lines > most) most = fit.lines;
  }
  return leda_canvas_leading(font) * (double)most + size * 0.35;
}

/* Letters shrink to three quarters; where that is not enough they stay larger and the page grows. */
static void fit_lying(layout *it, double room) {
  leda_canvas *canvas = it->shapes.canvas;
  double n = (double)it->pareto->n_bars;
  for (int percent = 100; percent >= 75; percent -= 5) {
    it->font = (leda_plot_font){canvas->style->label * percent / 100, false};
    it->step = tallest_row(it, it->font.size);
    if (it->step * n <= room) break;
  }
  if (it->step * n > room) {
    it->font.size = canvas->style->label * 0.85;
    it->step = tallest_row(it, it->font.size);
  }
  if (it->step * n > room) canvas->height = ceil(canvas->height + it->step * n - room);
  it->step = fmin(fmax(it->step, room / n), it->font.size * 5);
}

static double lying_label_width(const layout *it) {
  double widest = 0, width = it->shapes.canvas->width * LYING_LABEL_SHARE;
  for (size_t i = 0; i < it->pareto->n_bars; i++)
    widest = fmax(
        widest, leda_words_measure(it->pareto->bars[i].label, it->font, width, LYING_LINES).width);
  return widest;
}

static void place_lying(layout *it) {
  leda_canvas *canvas = it->shapes.canvas;
  double size = canvas->style->label;
  leda_plot_box room = leda_words_room(canvas);
  fit_lying(it, room.bottom - room.top - size * 5.2);
  leda_canvas_frame(canvas);
  canvas->box.left += lying_label_width(it) + it->font.size * 4.2;
  canvas->box.right -= it->ranked ? it->rank_width + size * 1.8 : size * 1.2;
  canvas->box.top += size * 3.4;
  canvas->box.bottom = canvas->box.top + it->step * (double)it->pareto->n_bars;
  canvas->x_from = 0;
  canvas->x_to = it->total;
}

static void place_upright(layout *it, double axis_width) {
  leda_canvas *canvas = it->shapes.canvas;
  double size = canvas->style->label;
  leda_canvas_frame(canvas);
  canvas->box.left += axis_width;
  canvas->box.right -= size * 3.6;
  canvas->box.top += size * 2.6;
  canvas->box.bottom -= leda_canvas_leading(it->font) * (double)it->lines + size * 0.6 +
                        (it->ranked ? it->small.size * 1.3 : 0);
  canvas->y_from = 0;
  canvas->y_to = it->total;
}

leda_status leda_pareto_draw(leda_canvas *canvas, const leda_figure_pareto *pareto,
                             leda_error *err) {
  layout it = {.pareto = pareto, .shapes = {.canvas = canvas}};
  leda_canvas_begin(canvas);
  it.total = total_of(&it);
  if (!(it.total > 0) || !leda_plot_drawable(it.total)) return leda_canvas_no_value(canvas, err);
  it.small = (leda_plot_font){canvas->style->label * 0.78, false};
  it.rank_width = rank_width(&it);
  it.ranked = it.rank_width > 0;
  leda_plot_ticks ticks = leda_plot_ticks_choose(0, it.total, 6);
  leda_plot_font label = {canvas->style->label, false};
  double axis = leda_plot_ticks_width(canvas, &ticks, label) + label.size * 0.5;
  double width = canvas->width - 2 * canvas->style->margin - axis - label.size * 3.6;
  it.lying = !fits_upright(&it, width);
  double key = leda_words_room(canvas).top + label.size * 0.8;
  if (it.lying)
    place_lying(&it);
  else
    place_upright(&it, axis);
  if (it.lying)
    ticks = leda_plot_ticks_choose(
        0, it.total, (int)fmin(6, (canvas->box.right - canvas->box.left) / label.size / 2.6));
  (it.lying ? leda_plot_ticks_along : leda_plot_ticks_up)(canvas, &ticks);
  draw_key(&it, key);
  draw_shares_axis(&it);
  for (size_t i = 0; i < pareto->n_bars; i++) {
    if (has(&it, i)) draw_bar(&it, i);
    if (has(&it, i)) draw_interval(&it, i);
    (it.lying ? draw_lying_texts : draw_upright_texts)(&it, i);
  }
  draw_level(&it);
  for (cumulative_part part = SHARES; part <= MARKS; part++) draw_cumulative(&it, part);
  leda_shapes_draw(&it.shapes);
  return leda_text_status(canvas->out, err);
}
