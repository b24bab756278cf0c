/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/scatter.h"

#include <math.h>

#include "engine/core/memory.h"
#include "plots/axis.h"
#include "plots/words.h"

enum { CLOUDS = 3 };

static const struct {
  int type;
  leda_shape_look look;
  const char *text;
} looks[CLOUDS] = {{LEDA_MARK_CIRCLE_HOLLOW, {NULL, LEDA_BLUE, 2.2, NULL}, LEDA_BLUE_TEXT},
                   {LEDA_MARK_DIAMOND, {NULL, LEDA_VERMILLION, 2, NULL}, LEDA_VERMILLION_TEXT},
                   {LEDA_MARK_SQUARE_HOLLOW, {NULL, LEDA_GREEN, 2.2, NULL}, LEDA_GREEN_TEXT}};
static const leda_shape_look line_look = {NULL, LEDA_INK, 2.6, NULL};
static const leda_shape_look band_look = {"#E3E3E3", NULL, 0, NULL};

typedef struct {
  const leda_figure_scatter *scatter;
  leda_shapes shapes;
  size_t n;
} layout;

static bool find_ranges(const layout *it) {
  const leda_figure_scatter *s = it->scatter;
  leda_canvas *canvas = it->shapes.canvas;
  double x[2] = {NAN, NAN}, y[2] = {NAN, NAN};
  for (size_t k = 0; k < it->n; k++)
    for (size_t i = 0; i < s->clouds[k].n; i++) {
      if (!leda_plot_drawable(s->clouds[k].x[i]) || !leda_plot_drawable(s->clouds[k].y[i]))
        continue;
      leda_words_widen(&x[0], &x[1], s->clouds[k].x[i]);
      leda_words_widen(&y[0], &y[1], s->clouds[k].y[i]);
    }
  if (isnan(x[0])) return false;
  for (size_t i = 0; s->line_x && s->line_y && i < s->n_line; i++) {
    leda_words_widen(&x[0], &x[1], s->line_x[i]);
    leda_words_widen(&y[0], &y[1], s->line_y[i]);
    if (s->line_lower) leda_words_widen(&y[0], &y[1], s->line_lower[i]);
    if (s->line_upper) leda_words_widen(&y[0], &y[1], s->line_upper[i]);
  }
  leda_plot_range_pad(&x[0], &x[1]);
  leda_plot_range_pad(&y[0], &y[1]);
  canvas->x_from = x[0];
  canvas->x_to = x[1];
  canvas->y_from = y[0];
  canvas->y_to = y[1];
  return true;
}

static leda_shape_point point_of(const leda_canvas *canvas, double x, double y) {
  if (!leda_plot_drawable(x) || !leda_plot_drawable(y)) return (leda_shape_point){NAN, NAN};
  return (leda_shape_point){leda_canvas_x(canvas, x), leda_canvas_y(canvas, y)};
}

static void draw_line(layout *it, leda_shape_point *room) {
  const leda_figure_scatter *s = it->scatter;
  const leda_canvas *canvas = it->shapes.canvas;
  if (!s->line_x || !s->line_y) return;
  if (s->line_lower && s->line_upper) {
    for (size_t i = 0; i < s->n_line; i++) {
      room[i] = point_of(canvas, s->line_x[i], s->line_lower[i]);
      room[2 * s->n_line - 1 - i] = point_of(canvas, s->line_x[i], s->line_upper[i]);
    }
    leda_shapes_polygon(&it->shapes, room, 2 * s->n_line, band_look);
  }
  for (size_t i = 0; i < s->n_line; i++) room[i] = point_of(canvas, s->line_x[i], s->line_y[i]);
  leda_shapes_line(&it->shapes, room, s->n_line, line_look);
}

/* Many points get smaller marks, down to a third. */
static void draw_cloud(layout *it, size_t k, leda_shape_point *room) {
  const leda_figure_cloud *cloud = &it->scatter->clouds[k];
  const leda_canvas *canvas = it->shapes.canvas;
  double radius =
      canvas->style->mark * fmax(1 / 3.0, fmin(1, sqrt(150 / fmax((double)cloud->n, 1))));
  for (size_t i = 0; i < cloud->n; i++) room[i] = point_of(canvas, cloud->x[i], cloud->y[i]);
  leda_shapes_marks(&it->shapes, room, cloud->n, (leda_shape_sign){looks[k].type, radius},
                    looks[k].look);
}

static void draw_key(layout *it, double y) {
  leda_words_key_entry entries[CLOUDS + 2] = {0};
  const leda_figure_scatter *s = it->scatter;
  leda_canvas *canvas = it->shapes.canvas;
  size_t n = 0;
  for (size_t k = 0; k < it->n && it->n > 1; k++)
    entries[n++] =
        (leda_words_key_entry){looks[k].type, looks[k].look, looks[k].text, s->clouds[k].name};
  if (s->line_x && s->line_y)
    entries[n++] = (leda_words_key_entry){LEDA_KEY_LINE, line_look, LEDA_INK, s->line_word};
  if (s->line_x && s->line_lower && s->line_upper)
    entries[n++] = (leda_words_key_entry){LEDA_KEY_BOX, band_look, LEDA_INK_SOFT, s->band_word};
  leda_words_key(&it->shapes, entries, n,
                 (leda_words_key_room){canvas->width - canvas->style->margin, y,
                                       (canvas->width - 2 * canvas->style->margin) * 0.6});
}

static bool has_key(const layout *it) {
  return it->n > 1 || (it->scatter->line_x && it->scatter->line_y);
}

leda_status leda_scatter_draw(leda_canvas *canvas, const leda_figure_scatter *scatter,
                              leda_error *err) {
  layout it = {.scatter = scatter, .shapes = {.canvas = canvas}};
  it.n = scatter->n_clouds < CLOUDS ? scatter->n_clouds : CLOUDS;
  leda_canvas_begin(canvas);
  if (!find_ranges(&it)) return leda_canvas_no_value(canvas, err);
  size_t most = 2 * scatter->n_line;
  for (size_t k = 0; k < it.n; k++)
    if (scatter->clouds[k].n > most) most = scatter->clouds[k].n;
  leda_shape_point *room = leda_calloc(most, sizeof *room);
  if (!room) return leda_fail_memory(err);
  leda_canvas_frame(canvas);
  bool titled = canvas->texts->y_title && *canvas->texts->y_title;
  if (has_key(&it)) draw_key(&it, canvas->box.top + canvas->style->label * 0.63);
  leda_words_axes(canvas, has_key(&it) && !titled ? canvas->style->label * 1.2 : 0,
                  canvas->style->label * 0.6);
  draw_line(&it, room);
  for (size_t k = 0; k < it.n; k++) draw_cloud(&it, k, room);
  leda_free(room);
  leda_shapes_draw(&it.shapes);
  return leda_text_status(canvas->out, err);
}
