/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/before_after.h"

#include <math.h>

#include "engine/core/number.h"
#include "plots/axis.h"
#include "plots/words.h"

enum { PANELS = 4, TITLE_LINES = 2, CHANGE_LINES = 3 };

static const leda_shape_look before_look = {NULL, LEDA_BLUE, 2.6, NULL};
static const leda_shape_look after_look = {NULL, LEDA_VERMILLION, 2.6, NULL};
static const leda_shape_look join_look = {NULL, "#8C8C8C", 2, NULL};
static const leda_shape_look target_look = {NULL, LEDA_GREEN_TEXT, 2.2, "(12,4,2,4)"};

typedef struct {
  const leda_figure_before_after *figure;
  leda_shapes shapes;
  size_t n;
  leda_plot_font font;
  leda_plot_font small;
  double width; /* of a panel */
  double gap;
  size_t title_lines;
  size_t change_lines;
} layout;

static double factor(const leda_figure_before_after_panel *panel) { return panel->share ? 100 : 1; }

static bool has(const leda_figure_before_after_panel *panel) {
  return leda_plot_drawable(panel->before.value) || leda_plot_drawable(panel->after.value);
}

static void add_label(const layout *it, const leda_figure_before_after_panel *panel, double value,
                      leda_text *out) {
  leda_language language = it->shapes.canvas->texts->language;
  if (panel->share)
    leda_number_label_percent(value, panel->decimals, language, out);
  else
    leda_number_label(value, panel->decimals, language, out);
}

/* ---- a panel's own scale ---- */

static void set_scale(leda_canvas *panel_canvas, const leda_figure_before_after_panel *panel) {
  const leda_figure_state *states[] = {&panel->before, &panel->after};
  double low = NAN, high = NAN;
  for (int k = 0; k < 2; k++) {
    if (!leda_plot_drawable(states[k]->value)) continue;
    leda_words_widen(&low, &high, states[k]->value * factor(panel));
    leda_words_widen(&low, &high, states[k]->lower * factor(panel));
    leda_words_widen(&low, &high, states[k]->upper * factor(panel));
  }
  leda_words_widen(&low, &high, panel->target * factor(panel));
  leda_plot_range_pad(&low, &high);
  panel_canvas->y_from = low;
  panel_canvas->y_to = high;
}

static double place_x(const leda_canvas *panel, int k) {
  double width = panel->box.right - panel->box.left;
  return panel->box.left + width * (k == 0 ? 0.26 : 0.68);
}

/* ---- a panel's parts ---- */

static void draw_state(layout *it, const leda_canvas *at,
                       const leda_figure_before_after_panel *panel, int k) {
  leda_canvas *canvas = it->shapes.canvas;
  const leda_figure_state *state = k == 0 ? &panel->before : &panel->after;
  leda_shape_look look = k == 0 ? before_look : after_look;
  double x = place_x(at, k), size = it->font.size, cap = size * 0.35;
  leda_plot_place place = {x,
                           at->box.bottom + size * 0.9,
                           LEDA_ALIGN_CENTRE,
                           {size, true},
                           k == 0 ? LEDA_BLUE_TEXT : LEDA_VERMILLION_TEXT};
  double room = it->width * 0.42;
  leda_words_line(canvas, place, k == 0 ? it->figure->before_word : it->figure->after_word, room);
  place.y += size * 1.2;
  place.font = it->small;
  leda_words_line(canvas, place, state->note, room);
  if (!leda_plot_drawable(state->value)) return;
  double y = leda_canvas_y(at, state->value * factor(panel));
  if (leda_plot_drawable(state->lower) && leda_plot_drawable(state->upper)) {
    const double ends[] = {leda_canvas_y(at, state->lower * factor(panel)),
                           leda_canvas_y(at, state->upper * factor(panel))};
    leda_shapes_segment(&it->shapes, (leda_shape_point){x, ends[0]}, (leda_shape_point){x, ends[1]},
                        look);
    for (int i = 0; i < 2; i++)
      leda_shapes_segment(&it->shapes, (leda_shape_point){x - cap, ends[i]},
                          (leda_shape_point){x + cap, ends[i]}, look);
  }
  double radius = canvas->style->mark * 1.4;
  leda_shape_look white = {NULL, "#FFFFFF", 2, NULL};
  if (k == 0)
    leda_shapes_mark(&it->shapes, (leda_shape_point){x, y}, LEDA_MARK_CIRCLE, radius, white);
  leda_shapes_mark(&it->shapes, (leda_shape_point){x, y},
                   k == 0 ? LEDA_MARK_CIRCLE_HOLLOW : LEDA_MARK_DIAMOND, radius, look);
  leda_text label = {0};
  add_label(it, panel, state->value, &label);
  bool first = k == 0;
  place = (leda_plot_place){x + radius * 1.7, y, LEDA_ALIGN_LEFT, {size, true}, place.colour};
  if (first) {
    place.x = x - radius * 1.7;
    place.align = LEDA_ALIGN_RIGHT;
  }
  double width = leda_plot_text_width(leda_text_str(&label), place.font), half = size * 0.6;
  leda_plot_box behind = {first ? place.x - width : place.x, first ? place.x : place.x + width,
                          y - half, y + half};
  leda_shapes_box(&it->shapes, behind, (leda_shape_look){.fill = "#FFFFFF"});
  leda_canvas_text(canvas, place, leda_text_str(&label));
  canvas->out->failed = canvas->out->failed || label.failed;
  leda_text_clear(&label);
}

/* The target's word stands at the end where the value is farther from it. */
static bool after_is_farther(const leda_figure_before_after_panel *panel) {
  double before = fabs(panel->before.value - panel->target);
  double after = fabs(panel->after.value - panel->target);
  return !leda_plot_drawable(before) ? false : !leda_plot_drawable(after) || after >= before;
}

static void draw_target(layout *it, const leda_canvas *at,
                        const leda_figure_before_after_panel *panel) {
  leda_canvas *canvas = it->shapes.canvas;
  if (!leda_plot_drawable(panel->target)) return;
  double y = leda_canvas_y(at, panel->target * factor(panel)), size = it->small.size;
  leda_shapes_segment(&it->shapes, (leda_shape_point){at->box.left, y},
                      (leda_shape_point){at->box.right, y}, target_look);
  leda_text label = {0};
  if (it->figure->target_word && *it->figure->target_word)
    leda_text_addf(&label, "%s ", it->figure->target_word);
  add_label(it, panel, panel->target, &label);
  leda_plot_place place = {
      at->box.right, y - size * 0.75, LEDA_ALIGN_RIGHT, {size, true}, LEDA_GREEN_TEXT};
  if (!after_is_farther(panel)) {
    place.x = at->box.left;
    place.align = LEDA_ALIGN_LEFT;
  }
  leda_words_line(canvas, place, leda_text_str(&label), (at->box.right - at->box.left) * 0.9);
  canvas->out->failed = canvas->out->failed || label.failed;
  leda_text_clear(&label);
}

static void draw_join(layout *it, const leda_canvas *at,
                      const leda_figure_before_after_panel *panel) {
  const double values[] = {panel->before.value * factor(panel), panel->after.value * factor(panel)};
  if (!leda_plot_drawable(values[0]) || !leda_plot_drawable(values[1])) return;
  leda_shapes_segment(&it->shapes, (leda_shape_point){place_x(at, 0), leda_canvas_y(at, values[0])},
                      (leda_shape_point){place_x(at, 1), leda_canvas_y(at, values[1])}, join_look);
}

static double heads_height(const layout *it) {
  return leda_canvas_leading(it->font) * (double)it->title_lines +
         leda_canvas_leading(it->small) * (double)it->change_lines + it->font.size * 0.9;
}

static void draw_panel(layout *it, size_t i) {
  leda_canvas *canvas = it->shapes.canvas, at = *canvas;
  const leda_figure_before_after_panel *panel = &it->figure->panels[i];
  double left = canvas->style->margin + (it->width + it->gap) * (double)i, size = it->font.size;
  double top = canvas->box.top;
  leda_plot_place place = {left, 0, LEDA_ALIGN_LEFT, {size, true}, LEDA_INK};
  double title = leda_canvas_leading(it->font) * (double)it->title_lines;
  double change = leda_canvas_leading(it->small) * (double)it->change_lines;
  place.y = top + title / 2;
  leda_words_block(canvas, place, panel->title, it->width, TITLE_LINES);
  place =
      (leda_plot_place){left, top + title + change / 2, LEDA_ALIGN_LEFT, it->small, LEDA_INK_SOFT};
  leda_words_block(canvas, place, panel->change, it->width, CHANGE_LINES);
  if (!has(panel)) return;
  at.box = (leda_plot_box){left, left + it->width, top + heads_height(it),
                           canvas->box.bottom - size * 3};
  set_scale(&at, panel);
  leda_plot_ticks ticks =
      leda_plot_ticks_choose(at.y_from, at.y_to, (int)((at.box.bottom - at.box.top) / size / 3));
  at.box.left += leda_plot_ticks_width(&at, &ticks, it->font) + size * 0.5;
  leda_plot_ticks_up(&at, &ticks);
  draw_target(it, &at, panel);
  draw_join(it, &at, panel);
  draw_state(it, &at, panel, 0);
  draw_state(it, &at, panel, 1);
}

static void measure_heads(layout *it) {
  for (size_t i = 0; i < it->n; i++) {
    const leda_figure_before_after_panel *panel = &it->figure->panels[i];
    leda_plot_font bold = {it->font.size, true};
    size_t title = leda_words_measure(panel->title, bold, it->width, TITLE_LINES).lines;
    size_t change = leda_words_measure(panel->change, it->small, it->width, CHANGE_LINES).lines;
    if (title > it->title_lines) it->title_lines = title;
    if (change > it->change_lines) it->change_lines = change;
  }
}

leda_status leda_before_after_draw(leda_canvas *canvas,
                                   const leda_figure_before_after *before_after, leda_error *err) {
  layout it = {.figure = before_after, .shapes = {.canvas = canvas}};
  bool any = false;
  it.n = before_after->n_panels < PANELS ? before_after->n_panels : PANELS;
  leda_canvas_begin(canvas);
  for (size_t i = 0; i < it.n; i++) any = any || has(&before_after->panels[i]);
  if (!any) return leda_canvas_no_value(canvas, err);
  double label = canvas->style->label * (it.n > 2 ? 0.85 : 1);
  it.font = (leda_plot_font){label, false};
  it.small = (leda_plot_font){label * 0.82, false};
  leda_canvas_frame(canvas);
  canvas->box.top += label * 0.4;
  it.gap = label * 2.2;
  double page = canvas->width - 2 * canvas->style->margin;
  it.width = (page - it.gap * (double)(it.n - 1)) / (double)it.n;
  measure_heads(&it);
  for (size_t i = 0; i < it.n; i++) draw_panel(&it, i);
  leda_shapes_draw(&it.shapes);
  return leda_text_status(canvas->out, err);
}
