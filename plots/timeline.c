/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/timeline.h"

#include <math.h>

#include "engine/core/memory.h"
#include "plots/axis.h"
#include "plots/words.h"

#define NAME_SHARE 0.22 /* of the width, at most */

enum { STRIP_ROWS = 6 };

static const leda_shape_look bar_look = {"#9CC9E6", LEDA_BLUE, 1.8, NULL};
static const leda_shape_look planned_look = {"#FFFFFF", LEDA_BLUE, 1.8, "(6,4)"};
static const leda_shape_look change_look = {NULL, LEDA_LIMIT, 1.5, NULL};
static const leda_shape_look now_look = {NULL, LEDA_VERMILLION_TEXT, 2, "(8,5)"};

/* A text above the rows and the line down from it. */
typedef struct {
  double x; /* of the line */
  double left;
  double right;
  size_t row; /* 0 nearest the rows */
  const char *text;
  bool now;
} flag;

typedef struct {
  const leda_figure_timeline *timeline;
  leda_shapes shapes;
  leda_plot_font font;
  leda_plot_font small;
  flag *flags; /* from left to right */
  size_t n_flags;
  size_t strip_rows;
  double step; /* from row to row */
  double name_width;
} layout;

static bool has(const leda_figure_phase *phase) {
  return leda_plot_drawable(phase->from) && leda_plot_drawable(phase->to) &&
         phase->to >= phase->from;
}

static void widen(double *low, double *high, double value) {
  if (!leda_plot_drawable(value)) return;
  if (!(value >= *low)) *low = value;
  if (!(value <= *high)) *high = value;
}

static bool find_range(const layout *it) {
  const leda_figure_timeline *timeline = it->timeline;
  leda_canvas *canvas = it->shapes.canvas;
  double low = NAN, high = NAN;
  for (size_t i = 0; i < timeline->n_phases; i++) {
    if (!has(&timeline->phases[i])) continue;
    widen(&low, &high, timeline->phases[i].from);
    widen(&low, &high, timeline->phases[i].to);
  }
  if (isnan(low)) return false;
  widen(&low, &high, timeline->now);
  for (size_t i = 0; i < timeline->changes.n; i++)
    widen(&low, &high, timeline->changes.items[i].at);
  widen(&low, &high, timeline->from);
  widen(&low, &high, timeline->to);
  if (high - low <= 1e-9 * fmax(fabs(low), fabs(high))) leda_plot_range_pad(&low, &high);
  canvas->x_from = low;
  canvas->x_to = high;
  return true;
}

/* ---- texts above the rows ---- */

static void add_flag(layout *it, double at, const char *text, bool now) {
  if (!leda_plot_drawable(at)) return;
  const leda_canvas *canvas = it->shapes.canvas;
  leda_plot_font font = {it->small.size, now};
  double room = 0.45 * (canvas->box.right - canvas->box.left), x = leda_canvas_x(canvas, at);
  flag one = {.x = x, .text = text, .now = now};
  double width = leda_words_measure(text, font, room, 1).width;
  one.left = fmin(x - font.size * 0.2, canvas->width - canvas->style->margin - width);
  one.right = one.left + width;
  size_t i = it->n_flags++;
  for (; i > 0 && it->flags[i - 1].x > x; i--) it->flags[i] = it->flags[i - 1];
  it->flags[i] = one;
}

/* No text on another, and no line through a text; `texts_only`: the first of these alone. */
static bool is_free(const layout *it, size_t k, size_t row, bool texts_only) {
  const flag *one = &it->flags[k];
  for (size_t i = k + 1; i < it->n_flags; i++) {
    const flag *other = &it->flags[i];
    double gap = it->small.size * 0.8;
    bool meet = other->left < one->right + gap && one->left < other->right + gap;
    if (meet && other->row == row) return false;
    if (texts_only) continue;
    if (other->x > one->left && other->x < one->right && other->row > row) return false;
    if (one->x > other->left && one->x < other->right && row > other->row) return false;
  }
  return true;
}

/* From right to left: a text then only meets lines that end in lower rows. */
static void choose_rows(layout *it) {
  it->strip_rows = 0;
  for (size_t k = it->n_flags; k-- > 0;) {
    size_t row = 0;
    while (row < STRIP_ROWS && !is_free(it, k, row, false)) row++;
    if (row == STRIP_ROWS)
      for (row = 0; !is_free(it, k, row, true);) row++;
    it->flags[k].row = row;
    if (row + 1 > it->strip_rows) it->strip_rows = row + 1;
  }
}

static void make_flags(layout *it) {
  it->n_flags = 0;
  for (size_t i = 0; i < it->timeline->changes.n; i++)
    add_flag(it, it->timeline->changes.items[i].at, it->timeline->changes.items[i].text, false);
  add_flag(it, it->timeline->now, it->timeline->now_word, true);
  choose_rows(it);
}

static double flag_y(const layout *it, const flag *one) {
  return it->shapes.canvas->box.top - ((double)one->row + 0.5) * leda_canvas_leading(it->small) -
         it->small.size * 0.2;
}

static void draw_flag_line(layout *it, const flag *one) {
  double top = flag_y(it, one) + it->small.size * 0.62;
  leda_shapes_segment(&it->shapes, (leda_shape_point){one->x, top},
                      (leda_shape_point){one->x, it->shapes.canvas->box.bottom},
                      one->now ? now_look : change_look);
}

static void draw_flag_text(layout *it, const flag *one) {
  leda_plot_place place = {one->left,
                           flag_y(it, one),
                           LEDA_ALIGN_LEFT,
                           {it->small.size, one->now},
                           one->now ? LEDA_VERMILLION_TEXT : LEDA_INK};
  leda_plot_box behind = {one->left, one->right, place.y - it->small.size * 0.6,
                          place.y + it->small.size * 0.6};
  leda_shapes_box(&it->shapes, behind, (leda_shape_look){.fill = "#FFFFFF"});
  leda_words_line(it->shapes.canvas, place, one->text, one->right - one->left + 1);
}

/* ---- gates ---- */

static const char *gate_colour(leda_figure_gate gate) {
  return gate == LEDA_FIGURE_GATE_PASSED ? LEDA_GREEN_TEXT
         : gate == LEDA_FIGURE_GATE_NOT  ? LEDA_VERMILLION_TEXT
                                         : LEDA_INK_SOFT;
}

/* A tick, a cross or a question mark inside a shape of its own. */
static void draw_gate(leda_shapes *shapes, leda_figure_gate gate, leda_shape_point at,
                      double radius) {
  leda_shape_look white = {NULL, "#FFFFFF", radius * 0.24, NULL};
  leda_shape_look shape = {NULL, gate_colour(gate), 2.2, NULL};
  double r = radius * 0.42;
  if (gate == LEDA_FIGURE_GATE_PASSED) {
    leda_shapes_mark(shapes, at, LEDA_MARK_CIRCLE, radius, shape);
    const leda_shape_point tick[] = {
        {at.x - r, at.y + r * 0.1}, {at.x - r * 0.25, at.y + r * 0.8}, {at.x + r, at.y - r * 0.7}};
    leda_shapes_line(shapes, tick, 3, white);
  } else if (gate == LEDA_FIGURE_GATE_NOT) {
    leda_shapes_mark(shapes, at, LEDA_MARK_DIAMOND, radius * 1.2, shape);
    r *= 0.8;
    leda_shapes_segment(shapes, (leda_shape_point){at.x - r, at.y - r},
                        (leda_shape_point){at.x + r, at.y + r}, white);
    leda_shapes_segment(shapes, (leda_shape_point){at.x - r, at.y + r},
                        (leda_shape_point){at.x + r, at.y - r}, white);
  } else {
    leda_shapes_mark(shapes, at, LEDA_MARK_CIRCLE, radius, white);
    leda_shapes_mark(shapes, at, LEDA_MARK_CIRCLE_HOLLOW, radius, shape);
    leda_plot_place place = {at.x, at.y, LEDA_ALIGN_CENTRE, {radius * 1.3, true}, LEDA_INK_SOFT};
    leda_canvas_text(shapes->canvas, place, "?");
  }
}

static bool any_gate(const layout *it, leda_figure_gate gate) {
  for (size_t i = 0; i < it->timeline->n_phases; i++)
    if (has(&it->timeline->phases[i]) && it->timeline->phases[i].gate == gate) return true;
  return false;
}

static bool any_planned(const layout *it) {
  for (size_t i = 0; i < it->timeline->n_phases; i++)
    if (has(&it->timeline->phases[i]) && it->timeline->phases[i].planned) return true;
  return false;
}

/* The key's signs are drawn as the gates are, so words are placed here. */
static void draw_key(layout *it, double y) {
  leda_canvas *canvas = it->shapes.canvas;
  const leda_figure_timeline *timeline = it->timeline;
  const char *const words[] = {[LEDA_FIGURE_GATE_PASSED] = timeline->passed_word,
                               [LEDA_FIGURE_GATE_NOT] = timeline->not_word,
                               [LEDA_FIGURE_GATE_UNTOLD] = timeline->untold_word};
  double right = canvas->width - canvas->style->margin, size = it->small.size;
  double part = (right - canvas->style->margin) / 4 - size * 2.6;
  if (any_planned(it) && timeline->planned_word && *timeline->planned_word) {
    leda_words_key_entry entry = {LEDA_KEY_BOX, planned_look, LEDA_BLUE_TEXT,
                                  timeline->planned_word};
    leda_words_key(&it->shapes, &entry, 1, (leda_words_key_room){right, y, part});
    right -= leda_words_measure(timeline->planned_word, it->small, part, 1).width + size * 3.4;
  }
  for (int gate = LEDA_FIGURE_GATE_UNTOLD; gate > LEDA_FIGURE_GATE_NONE; gate--) {
    if (!any_gate(it, (leda_figure_gate)gate) || !words[gate] || !*words[gate]) continue;
    double width = leda_words_measure(words[gate], it->small, part, 1).width;
    leda_plot_place place = {right - width, y, LEDA_ALIGN_LEFT, it->small,
                             gate_colour((leda_figure_gate)gate)};
    leda_words_line(canvas, place, words[gate], part);
    draw_gate(&it->shapes, (leda_figure_gate)gate,
              (leda_shape_point){right - width - size * 0.95, y}, size * 0.55);
    right -= width + size * 2.8;
  }
}

static bool has_key(const layout *it) {
  return any_planned(it) || any_gate(it, LEDA_FIGURE_GATE_PASSED) ||
         any_gate(it, LEDA_FIGURE_GATE_NOT) || any_gate(it, LEDA_FIGURE_GATE_UNTOLD);
}

/* ---- rows ---- */

static double row_y(const layout *it, size_t i) {
  return it->shapes.canvas->box.top + it->step * ((double)i + 0.5);
}

/* Dates and reason stand right of the bar, or left of it where there is more room. */
static void draw_notes(layout *it, size_t i, double left, double right) {
  leda_canvas *canvas = it->shapes.canvas;
  const leda_figure_phase *phase = &it->timeline->phases[i];
  double gap = it->font.size * 0.5;
  double room_right = canvas->width - canvas->style->margin - right - gap;
  double room_left = left - gap - canvas->box.left;
  double wanted = fmax(leda_words_measure(phase->dates, it->small, INFINITY, 1).width,
                       leda_words_measure(phase->reason, it->small, INFINITY, 1).width);
  bool rightwards = wanted <= room_right || room_right >= room_left;
  double room = rightwards ? room_right : room_left;
  bool two = phase->dates && *phase->dates && phase->reason && *phase->reason;
  double shift = two ? leda_canvas_leading(it->small) / 2 : 0, y = row_y(it, i);
  leda_plot_place place = {rightwards ? right + gap : left - gap, y - shift,
                           rightwards ? LEDA_ALIGN_LEFT : LEDA_ALIGN_RIGHT, it->small, LEDA_INK};
  double width = fmin(wanted, room), half = leda_canvas_leading(it->small) / 2 + shift;
  leda_plot_box behind = {rightwards ? place.x : place.x - width,
                          rightwards ? place.x + width : place.x, y - half, y + half};
  if (width > 0) leda_shapes_box(&it->shapes, behind, (leda_shape_look){.fill = "#FFFFFF"});
  leda_words_line(canvas, place, phase->dates, room);
  place.y = y + shift;
  place.colour = phase->gate == LEDA_FIGURE_GATE_NONE ? LEDA_INK_SOFT : gate_colour(phase->gate);
  leda_words_line(canvas, place, phase->reason, room);
}

static void draw_row(layout *it, size_t i) {
  leda_canvas *canvas = it->shapes.canvas;
  const leda_figure_phase *phase = &it->timeline->phases[i];
  double y = row_y(it, i), half = fmin(it->step * 0.24, it->font.size * 0.8);
  leda_words_block(
      canvas,
      (leda_plot_place){canvas->style->margin, y, LEDA_ALIGN_LEFT, {it->font.size, true}, LEDA_INK},
      phase->name, canvas->width * NAME_SHARE, 2);
  if (!has(phase)) return;
  double left = leda_canvas_x(canvas, phase->from), right = leda_canvas_x(canvas, phase->to);
  bool milestone = right - left < 1;
  double end = right + (phase->gate != LEDA_FIGURE_GATE_NONE ? half * 1.25 : 0);
  double begin = milestone ? left - half * 1.25 : left;
  if (milestone && phase->gate == LEDA_FIGURE_GATE_NONE) end = right + half * 1.25;
  draw_notes(it, i, begin, end);
  leda_plot_box bar = {left, right, y - half, y + half};
  if (!milestone) leda_shapes_box(&it->shapes, bar, phase->planned ? planned_look : bar_look);
  if (milestone && phase->gate == LEDA_FIGURE_GATE_NONE)
    leda_shapes_mark(&it->shapes, (leda_shape_point){left, y},
                     phase->planned ? LEDA_MARK_DIAMOND_HOLLOW : LEDA_MARK_DIAMOND, half * 1.25,
                     (leda_shape_look){NULL, LEDA_BLUE, 2, NULL});
  if (phase->gate != LEDA_FIGURE_GATE_NONE)
    draw_gate(&it->shapes, phase->gate, (leda_shape_point){right, y}, half * 1.15);
}

static void draw_ticks(layout *it) {
  leda_canvas *canvas = it->shapes.canvas;
  leda_figure_marks ticks = it->timeline->ticks;
  double widest = 0, spacing = INFINITY, y = canvas->box.bottom + it->font.size * 0.9;
  for (size_t i = 0; i < ticks.n; i++) {
    double width = leda_words_measure(ticks.items[i].text, it->small, canvas->width * 0.2, 1).width;
    widest = fmax(widest, width);
    if (i > 0)
      spacing = fmin(spacing, leda_canvas_x(canvas, ticks.items[i].at) -
                                  leda_canvas_x(canvas, ticks.items[i - 1].at));
  }
  leda_plot_thinning thin = leda_plot_thin(ticks, spacing, widest + it->small.size);
  leda_shape_look grid = {NULL, LEDA_GRID, 1, NULL}, axis = {NULL, LEDA_INK_SOFT, 1.5, NULL};
  for (size_t i = thin.first; i < ticks.n; i += thin.step) {
    double x = leda_canvas_x(canvas, ticks.items[i].at);
    if (!leda_plot_drawable(x) || x < canvas->box.left - 0.5 || x > canvas->box.right + 0.5)
      continue;
    leda_shapes_segment(&it->shapes, (leda_shape_point){x, canvas->box.top},
                        (leda_shape_point){x, canvas->box.bottom}, grid);
    leda_words_line(canvas, (leda_plot_place){x, y, LEDA_ALIGN_CENTRE, it->small, LEDA_INK_SOFT},
                    ticks.items[i].text, canvas->width * 0.2);
  }
  leda_shapes_segment(&it->shapes, (leda_shape_point){canvas->box.left, canvas->box.bottom},
                      (leda_shape_point){canvas->box.right, canvas->box.bottom}, axis);
}

/* ---- all of it ---- */

static double needed_rows(const layout *it) {
  return fmax(leda_canvas_leading(it->font), 2 * leda_canvas_leading(it->small)) +
         it->font.size * 0.3;
}

/* Sides first, since the flags' rows depend on them; then the rows share what is left. */
static void make_room(layout *it) {
  leda_canvas *canvas = it->shapes.canvas;
  double n = (double)it->timeline->n_phases, size = it->font.size;
  canvas->box.left = canvas->style->margin;
  canvas->box.right = canvas->width - canvas->style->margin - size * 1.6;
  for (size_t i = 0; i < it->timeline->n_phases; i++)
    it->name_width = fmax(it->name_width, leda_words_measure(it->timeline->phases[i].name,
                                                             (leda_plot_font){size, true},
                                                             canvas->width * NAME_SHARE, 2)
                                              .width);
  canvas->box.left += it->name_width + size;
  make_flags(it);
  leda_plot_box room = leda_words_room(canvas);
  double above = (has_key(it) ? size * 1.5 : size * 0.4) +
                 (double)it->strip_rows * leda_canvas_leading(it->small) + it->small.size * 0.4;
  double below = it->timeline->ticks.n > 0 ? size * 1.7 : size * 0.4;
  double height = room.bottom - room.top - above - below, least = needed_rows(it) * n;
  if (least > height) canvas->height = ceil(canvas->height + least - height);
  it->step = fmin(fmax(height, least) / n, size * 4.5);
  double left = canvas->box.left, right = canvas->box.right;
  leda_canvas_frame(canvas);
  canvas->box.left = left;
  canvas->box.right = right;
  if (has_key(it)) draw_key(it, canvas->box.top + size * 0.6);
  canvas->box.top += above;
  canvas->box.bottom = canvas->box.top + it->step * n;
}

static void draw(layout *it) {
  make_room(it);
  draw_ticks(it);
  for (size_t i = 0; i < it->n_flags; i++) draw_flag_line(it, &it->flags[i]);
  for (size_t i = 0; i < it->n_flags; i++) draw_flag_text(it, &it->flags[i]);
  for (size_t i = 0; i < it->timeline->n_phases; i++) draw_row(it, i);
  leda_shapes_draw(&it->shapes);
}

leda_status leda_timeline_draw(leda_canvas *canvas, const leda_figure_timeline *timeline,
                               leda_error *err) {
  layout it = {.timeline = timeline, .shapes = {.canvas = canvas}};
  it.font = (leda_plot_font){canvas->style->label, false};
  it.small = (leda_plot_font){canvas->style->label * 0.8, false};
  leda_canvas_begin(canvas);
  if (!find_range(&it)) return leda_canvas_no_value(canvas, err);
  it.flags = leda_calloc(timeline->changes.n + 1, sizeof *it.flags);
  if (!it.flags) return leda_fail_memory(err);
  draw(&it);
  leda_free(it.flags);
  return leda_text_status(canvas->out, err);
}
