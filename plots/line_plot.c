/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/line_plot.h"

#include <math.h>

#include "plots/axis.h"

enum { LINES_MOST = 4 };

/* ---- looks: each line its colour, dash and mark ---- */

typedef struct {
  const char *colour;
  const char *text_colour;
  const char *dash;
  int mark;
} look;

static const look looks[LINES_MOST] = {
    {LEDA_BLUE, LEDA_BLUE_TEXT, "solid", LEDA_MARK_CIRCLE},
    {LEDA_VERMILLION, LEDA_VERMILLION_TEXT, "(10,4)", LEDA_MARK_DIAMOND},
    {LEDA_GREEN, LEDA_GREEN_TEXT, "(4,4)", LEDA_MARK_SQUARE},
    {LEDA_PURPLE, LEDA_PURPLE_TEXT, "(12,4,2,4)", LEDA_MARK_TRIANGLE},
};

/* ---- layout ---- */

typedef struct {
  const leda_figure_line_plot *plot;
  size_t n_lines;
  leda_plot_ticks along;
  leda_plot_ticks up;
  double names_width;
} layout;

static bool drawable(const leda_figure_line *line, size_t i) {
  return leda_plot_drawable(line->x[i]) && leda_plot_drawable(line->y[i]);
}

static void widen(double *low, double *high, double value) {
  if (!leda_plot_drawable(value)) return;
  if (!(value >= *low)) *low = value;
  if (!(value <= *high)) *high = value;
}

static bool find_ranges(leda_canvas *canvas, const layout *l) {
  const leda_figure_line_plot *plot = l->plot;
  double x[2] = {NAN, NAN}, y[2] = {NAN, NAN};
  for (size_t k = 0; k < l->n_lines; k++) {
    const leda_figure_line *line = &plot->lines[k];
    for (size_t i = 0; i < line->n; i++) {
      if (!drawable(line, i)) continue;
      widen(&x[0], &x[1], line->x[i]);
      widen(&y[0], &y[1], line->y[i]);
    }
  }
  if (isnan(x[0])) return false;
  widen(&y[0], &y[1], plot->level);
  leda_plot_range_pad(&x[0], &x[1]);
  leda_plot_range_pad(&y[0], &y[1]);
  canvas->x_from = x[0];
  canvas->x_to = x[1];
  canvas->y_from = leda_plot_drawable(plot->y_from) ? plot->y_from : y[0];
  canvas->y_to = leda_plot_drawable(plot->y_to) ? plot->y_to : y[1];
  if (canvas->y_to > canvas->y_from) return true;
  canvas->y_from = y[0]; /* the range asked for holds nothing */
  canvas->y_to = y[1];
  return true;
}

static leda_plot_font label_font(const leda_canvas *canvas) {
  return (leda_plot_font){canvas->style->label, false};
}

static leda_plot_font title_font(const leda_canvas *canvas) {
  return (leda_plot_font){canvas->style->label * 0.9, false};
}

/* A text in one line, in a place; returns its width. */
static double draw_line_of_text(leda_canvas *canvas, leda_plot_place place, const char *text,
                                double width) {
  leda_plot_lines line = {0};
  leda_plot_wrap(&line, text, place.font, width, 1);
  leda_canvas_lines(canvas, place, &line);
  double taken = leda_plot_lines_width(&line, place.font);
  canvas->out->failed = canvas->out->failed || line.text.failed;
  leda_plot_lines_clear(&line);
  return taken;
}

static double width_of(const leda_canvas *canvas, const char *text, leda_plot_font font) {
  leda_plot_lines line = {0};
  leda_plot_wrap(&line, text, font, canvas->width * 0.25, 1);
  double width = leda_plot_lines_width(&line, font);
  leda_plot_lines_clear(&line);
  return width;
}

/* Names of the axes outside the box, which shrinks by the room they and the labels take. */
static void make_room(leda_canvas *canvas, layout *l) {
  leda_plot_font font = title_font(canvas), label = label_font(canvas);
  double leading = leda_canvas_leading(font), width = canvas->width - 2 * canvas->style->margin;
  leda_plot_place above = {canvas->style->margin, canvas->box.top + leading / 2, LEDA_ALIGN_LEFT,
                           font, LEDA_INK_SOFT};
  if (draw_line_of_text(canvas, above, canvas->texts->y_title, width) > 0)
    canvas->box.top += leading + font.size * 0.5;
  leda_plot_place below = {canvas->width / 2, canvas->box.bottom - leading / 2, LEDA_ALIGN_CENTRE,
                           font, LEDA_INK_SOFT};
  if (draw_line_of_text(canvas, below, canvas->texts->x_title, width) > 0)
    canvas->box.bottom -= leading;
  canvas->box.bottom -= label.size * 1.8;
  if (l->plot->marks.n > 0) canvas->box.top += leda_canvas_leading(label);
  l->up = leda_plot_ticks_choose(canvas->y_from, canvas->y_to,
                                 (int)((canvas->box.bottom - canvas->box.top) / label.size / 3));
  canvas->box.left += leda_plot_ticks_width(canvas, &l->up, label) + label.size * 0.5;
  for (size_t k = 0; k < l->n_lines; k++)
    l->names_width = fmax(l->names_width, width_of(canvas, l->plot->lines[k].name, label));
  l->names_width = fmax(l->names_width, width_of(canvas, l->plot->level_word, label));
  if (l->names_width > 0) canvas->box.right -= l->names_width + label.size * 0.8;
  l->along = leda_plot_ticks_choose(canvas->x_from, canvas->x_to,
                                    (int)((canvas->box.right - canvas->box.left) / label.size / 4));
}

/* ---- the data ---- */

static size_t last_of(const leda_figure_line *line) {
  size_t i = line->n;
  while (i > 0 && !drawable(line, i - 1)) i--;
  return i;
}

static void plot_line(leda_canvas *canvas, const layout *l, size_t k, leda_text *clauses) {
  const leda_figure_line *line = &l->plot->lines[k];
  bool open = true;
  if (last_of(line) == 0) return;
  leda_text_addf(canvas->out, "$line%zu << END\n", k + 1);
  for (size_t i = 0; i < line->n; i++) {
    if (!drawable(line, i)) {
      if (!open) leda_text_add(canvas->out, "\n");
      open = true;
      continue;
    }
    leda_canvas_number(canvas, line->x[i]);
    leda_text_add(canvas->out, " ");
    leda_canvas_number(canvas, line->y[i]);
    leda_text_add(canvas->out, "\n");
    open = false;
  }
  leda_text_add(canvas->out, "END\n");
  leda_plot_clause(clauses, "$line%zu with lines lc rgb '%s' lw %.3g dashtype %s", k + 1,
                   looks[k].colour, canvas->style->line, looks[k].dash);
  if (l->plot->points)
    leda_plot_clause(clauses, "$line%zu with points pt %d ps %.4g lc rgb '%s'", k + 1,
                     looks[k].mark, canvas->style->mark / LEDA_MARK_UNIT, looks[k].colour);
}

/* ---- words at the right end, and marks ---- */

typedef struct {
  double y;
  const char *text;
  const char *colour;
} end_word;

static void draw_ends(leda_canvas *canvas, const layout *l) {
  end_word words[LINES_MOST + 1];
  double heights[LINES_MOST + 1];
  size_t n = 0;
  leda_plot_font font = label_font(canvas);
  for (size_t k = 0; k <= l->n_lines; k++) {
    end_word word = {l->plot->level, l->plot->level_word, LEDA_INK_SOFT};
    size_t last = k < l->n_lines ? last_of(&l->plot->lines[k]) : 0;
    if (k < l->n_lines && last == 0) continue;
    if (k < l->n_lines)
      word =
          (end_word){l->plot->lines[k].y[last - 1], l->plot->lines[k].name, looks[k].text_colour};
    if (!leda_plot_drawable(word.y) || !word.text || !*word.text) continue;
    word.y = leda_canvas_y(canvas, word.y);
    size_t at = n++;
    for (; at > 0 && words[at - 1].y > word.y; at--) words[at] = words[at - 1];
    words[at] = word;
  }
  for (size_t i = 0; i < n; i++) heights[i] = words[i].y;
  leda_plot_spread(heights, n, font.size * 1.2, canvas->box.top, canvas->box.bottom);
  for (size_t i = 0; i < n; i++) {
    leda_plot_place place = {canvas->box.right + font.size * 0.5, heights[i], LEDA_ALIGN_LEFT, font,
                             words[i].colour};
    draw_line_of_text(canvas, place, words[i].text, canvas->width * 0.25);
  }
}

static void draw_marks(leda_canvas *canvas, const leda_figure_marks *marks) {
  leda_plot_font font = {canvas->style->label, true};
  for (size_t i = 0; i < marks->n; i++) {
    if (!leda_plot_drawable(marks->items[i].at)) continue;
    double x = leda_canvas_x(canvas, marks->items[i].at);
    if (x < canvas->box.left || x > canvas->box.right) continue;
    double half = width_of(canvas, marks->items[i].text, font) / 2;
    double middle = fmin(fmax(x, half + 2), canvas->width - half - 2);
    leda_plot_place place = {middle, canvas->box.top - font.size * 0.8, LEDA_ALIGN_CENTRE, font,
                             LEDA_INK};
    leda_canvas_line(canvas, (leda_plot_box){x, x, canvas->box.top, canvas->box.bottom},
                     "back lc rgb '" LEDA_INK_SOFT "' lw 1.5");
    draw_line_of_text(canvas, place, marks->items[i].text, canvas->width * 0.25);
  }
}

static void draw_level(leda_canvas *canvas, double level) {
  if (!leda_plot_drawable(level)) return;
  double y = leda_canvas_y(canvas, level);
  leda_canvas_line(canvas, (leda_plot_box){canvas->box.left, canvas->box.right, y, y},
                   "back lc rgb '" LEDA_LIMIT "' lw 1.8 dashtype (8,5)");
}

leda_status leda_line_plot_draw(leda_canvas *canvas, const leda_figure_line_plot *plot,
                                leda_error *err) {
  layout l = {.plot = plot, .n_lines = plot->n_lines < LINES_MOST ? plot->n_lines : LINES_MOST};
  leda_text clauses = {0};
  leda_canvas_begin(canvas);
  if (!find_ranges(canvas, &l)) return leda_canvas_no_value(canvas, err);
  leda_canvas_frame(canvas);
  make_room(canvas, &l);
  leda_canvas_axes(canvas);
  leda_plot_ticks_up(canvas, &l.up);
  leda_plot_ticks_along(canvas, &l.along);
  draw_level(canvas, plot->level);
  draw_marks(canvas, &plot->marks);
  draw_ends(canvas, &l);
  for (size_t k = 0; k < l.n_lines; k++) plot_line(canvas, &l, k, &clauses);
  leda_canvas_plot(canvas, &clauses);
  return leda_text_status(canvas->out, err);
}
