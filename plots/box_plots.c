/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/box_plots.h"

#include <math.h>

#include "engine/core/memory.h"
#include "plots/axis.h"
#include "plots/words.h"

#define LABEL_SHARE 0.32

enum { LABEL_LINES = 3, LEVELS = 5 };

static const leda_shape_look box_look = {"#9CC9E6", LEDA_BLUE_TEXT, 1.6, NULL};
static const leda_shape_look whisker_look = {NULL, LEDA_BLUE_TEXT, 1.8, NULL};
static const leda_shape_look median_look = {NULL, LEDA_INK, 4, NULL};
static const leda_shape_look point_look = {NULL, LEDA_VERMILLION_TEXT, 1.8, NULL};
static const leda_shape_look reference_look = {NULL, LEDA_GREEN_TEXT, 2.2, "(12,4,2,4)"};

typedef struct {
  const leda_figure_box_plots *plots;
  leda_shapes shapes;
  leda_plot_font font;
  leda_plot_font small;
  double step;
  double label_width;
  double note_width;
} layout;

static bool has_box(const leda_figure_box *box) {
  return leda_plot_drawable(box->first_quarter) && leda_plot_drawable(box->median) &&
         leda_plot_drawable(box->third_quarter);
}

static bool find_range(const layout *it) {
  leda_canvas *canvas = it->shapes.canvas;
  double low = NAN, high = NAN;
  for (size_t i = 0; i < it->plots->n_boxes; i++) {
    const leda_figure_box *box = &it->plots->boxes[i];
    for (size_t k = 0; k < box->n_points; k++) leda_words_widen(&low, &high, box->points[k]);
    if (!has_box(box)) continue;
    const double ends[] = {box->low, box->first_quarter, box->third_quarter, box->high};
    for (size_t k = 0; k < 4; k++) leda_words_widen(&low, &high, ends[k]);
  }
  if (isnan(low)) return false;
  leda_words_widen(&low, &high, it->plots->reference);
  leda_plot_range_pad(&low, &high);
  canvas->x_from = low;
  canvas->x_to = high;
  return true;
}

static double row_y(const layout *it, size_t i) {
  return it->shapes.canvas->box.top + it->step * ((double)i + 0.5);
}

/* ---- a row ---- */

static void draw_box(layout *it, const leda_figure_box *box, double y) {
  const leda_canvas *canvas = it->shapes.canvas;
  double half = fmin(it->step * 0.3, it->font.size * 1.1);
  double first = leda_canvas_x(canvas, box->first_quarter);
  double third = leda_canvas_x(canvas, box->third_quarter);
  double low = leda_plot_drawable(box->low) ? leda_canvas_x(canvas, box->low) : first;
  double high = leda_plot_drawable(box->high) ? leda_canvas_x(canvas, box->high) : third;
  const double ends[] = {low, high};
  leda_shapes_segment(&it->shapes, (leda_shape_point){low, y}, (leda_shape_point){high, y},
                      whisker_look);
  for (int k = 0; k < 2; k++)
    leda_shapes_segment(&it->shapes, (leda_shape_point){ends[k], y - half * 0.5},
                        (leda_shape_point){ends[k], y + half * 0.5}, whisker_look);
  leda_shapes_box(&it->shapes, (leda_plot_box){first, third, y - half, y + half}, box_look);
  double median = leda_canvas_x(canvas, box->median);
  leda_shapes_segment(&it->shapes, (leda_shape_point){median, y - half},
                      (leda_shape_point){median, y + half}, median_look);
}

/* A point that would touch those drawn just before it takes the next level: 0, 1, -1, 2, -2. The
   caller's order is the data's, so each looks at all that stand near. */
static void draw_points(layout *it, const leda_figure_box *box, double y) {
  const leda_canvas *canvas = it->shapes.canvas;
  double radius = canvas->style->mark * 0.75;
  leda_shape_point *points = leda_calloc(box->n_points, sizeof *points);
  it->shapes.canvas->out->failed = canvas->out->failed || !points;
  size_t most = LEVELS / 2;
  double apart = fmin(radius * 1.9, it->step * 0.4 / (double)most);
  for (size_t i = 0; points && i < box->n_points; i++) {
    points[i] = (leda_shape_point){NAN, NAN};
    if (!leda_plot_drawable(box->points[i])) continue;
    double x = leda_canvas_x(canvas, box->points[i]);
    size_t near = 0;
    for (size_t k = 0; k < i; k++)
      near += leda_plot_drawable(box->points[k]) &&
              fabs(leda_canvas_x(canvas, box->points[k]) - x) < radius * 2;
    size_t level = near % LEVELS, steps = (level + 1) / 2;
    double shift = (double)steps * (level % 2 ? 1 : -1) * apart;
    points[i] = (leda_shape_point){x, y + shift};
  }
  if (points)
    leda_shapes_marks(&it->shapes, points, box->n_points,
                      (leda_shape_sign){LEDA_MARK_CIRCLE_HOLLOW, radius}, point_look);
  leda_free(points);
}

static void draw_row(layout *it, size_t i) {
  leda_canvas *canvas = it->shapes.canvas;
  const leda_figure_box *box = &it->plots->boxes[i];
  double y = row_y(it, i);
  leda_words_block(canvas,
                   (leda_plot_place){canvas->style->margin, y, LEDA_ALIGN_LEFT, it->font, LEDA_INK},
                   box->label, canvas->width * LABEL_SHARE, LABEL_LINES);
  leda_words_line(canvas,
                  (leda_plot_place){canvas->width - canvas->style->margin, y, LEDA_ALIGN_RIGHT,
                                    it->small, LEDA_INK_SOFT},
                  box->note, canvas->width * 0.2);
  if (has_box(box)) draw_box(it, box, y);
  draw_points(it, box, y);
}

static void draw_reference(layout *it) {
  leda_canvas *canvas = it->shapes.canvas;
  if (!leda_plot_drawable(it->plots->reference)) return;
  double x = leda_canvas_x(canvas, it->plots->reference);
  leda_plot_font font = {it->small.size, true};
  double room = canvas->width * 0.4;
  double half = leda_words_measure(it->plots->reference_word, font, room, 1).width / 2;
  double right = canvas->width - canvas->style->margin - half;
  leda_plot_place place = {fmin(x, right), canvas->box.top - font.size * 0.7, LEDA_ALIGN_CENTRE,
                           font, LEDA_GREEN_TEXT};
  leda_words_line(canvas, place, it->plots->reference_word, room);
  leda_shapes_segment(&it->shapes, (leda_shape_point){x, canvas->box.top},
                      (leda_shape_point){x, canvas->box.bottom}, reference_look);
}

/* ---- room ---- */

static double row_height(layout *it, double size) {
  const leda_canvas *canvas = it->shapes.canvas;
  size_t lines = 1;
  it->font = (leda_plot_font){size, false};
  it->small = (leda_plot_font){size * 0.8, false};
  it->label_width = it->note_width = 0;
  for (size_t i = 0; i < it->plots->n_boxes; i++) {
    const leda_figure_box *box = &it->plots->boxes[i];
    leda_words_fit fit =
        leda_words_measure(box->label, it->font, canvas->width * LABEL_SHARE, LABEL_LINES);
    if (fit.lines > lines) lines = fit.lines;
    it->label_width = fmax(it->label_width, fit.width);
    it->note_width = fmax(it->note_width,
                          leda_words_measure(box->note, it->small, canvas->width * 0.2, 1).width);
  }
  return fmax(leda_canvas_leading(it->font) * (double)lines + size * 0.4, size * 1.8);
}

static void make_room(layout *it) {
  leda_canvas *canvas = it->shapes.canvas;
  double size = canvas->style->label, n = (double)it->plots->n_boxes;
  leda_plot_box page = leda_words_room(canvas);
  bool titled = canvas->texts->x_title && *canvas->texts->x_title;
  double above = leda_plot_drawable(it->plots->reference) ? size * 1.4 : size * 0.4;
  double below = size * (titled ? 2.9 : 1.7), room = page.bottom - page.top - above - below;
  for (int percent = 100; percent >= 74; percent -= 5) {
    it->step = row_height(it, size * percent / 100);
    if (it->step * n <= room) break;
  }
  if (it->step * n > room) {
    it->step = row_height(it, size * 0.85);
    canvas->height = ceil(canvas->height + fmax(0, it->step * n - room));
  }
  it->step = fmax(it->step, fmin(room / n, size * 5));
  leda_canvas_frame(canvas);
  canvas->box.left += it->label_width + (it->label_width > 0 ? size : 0);
  canvas->box.right -= it->note_width > 0 ? it->note_width + size : size * 0.5;
  canvas->box.top += above;
  canvas->box.bottom = canvas->box.top + it->step * n;
}

leda_status leda_box_plots_draw(leda_canvas *canvas, const leda_figure_box_plots *box_plots,
                                leda_error *err) {
  layout it = {.plots = box_plots, .shapes = {.canvas = canvas}};
  leda_canvas_begin(canvas);
  if (!find_range(&it)) return leda_canvas_no_value(canvas, err);
  make_room(&it);
  double size = canvas->style->label, width = canvas->box.right - canvas->box.left;
  leda_plot_ticks ticks =
      leda_plot_ticks_choose(canvas->x_from, canvas->x_to, (int)(width / size / 4));
  leda_plot_ticks_along(canvas, &ticks);
  leda_words_line(canvas,
                  (leda_plot_place){(canvas->box.left + canvas->box.right) / 2,
                                    canvas->box.bottom + size * 2.1,
                                    LEDA_ALIGN_CENTRE,
                                    {size * 0.9, false},
                                    LEDA_INK_SOFT},
                  canvas->texts->x_title, width);
  draw_reference(&it);
  for (size_t i = 0; i < box_plots->n_boxes; i++) draw_row(&it, i);
  leda_shapes_draw(&it.shapes);
  return leda_text_status(canvas->out, err);
}
